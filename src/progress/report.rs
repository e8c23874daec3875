//! The progress report as data.

use crate::path::{Costing, work};
use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};

use super::pace::PersonalPace;
use crate::{
    domain::{Away, Catalog, CourseId, CourseMark, Minutes, Profile, SkillId, State},
    path::{PlanRequest, ask},
};

/// Most weeks a report looks back.
const MAX_WEEKS: u32 = 520;

/// Time logged in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekTime {
    /// Its Monday.
    pub monday: Date,
    /// What is logged from Monday to Sunday.
    pub logged: Minutes,
    /// The study time per week, less what days away take off it; `None` when none is set.
    pub target: Option<Minutes>,
}

/// Time logged on one skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillTime {
    /// Which skill; `None` for courses that teach nothing the catalog knows, or are not in it.
    pub skill: Option<SkillId>,
    /// Its share of the time logged on the courses that teach it.
    pub logged: Minutes,
}

/// Where the learner stood after a day on which the profile says something happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Milestone {
    /// The day; `None` for what has no date, which counts from the start.
    pub on: Option<Date>,
    /// Readiness for the goals, 0 to 1.
    pub readiness: f64,
}

/// A course under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Under {
    /// Which course.
    pub course: CourseId,
    /// Since when, or from when on.
    pub on: Option<Date>,
    /// Time logged.
    pub logged: Minutes,
    /// How long it is; assumed where nobody says.
    pub full: Minutes,
    /// Whether that is assumed.
    pub assumed: bool,
    /// What is left.
    pub left: Minutes,
}

/// How it goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The day of the report.
    pub today: Date,
    /// The last weeks, oldest first, from the first one on of which the learner's file says something; the last is the
    /// one of today.
    pub weeks: Vec<WeekTime>,
    /// All time logged.
    pub logged: Minutes,
    /// What of it has no date, and so is in no week.
    pub undated: Minutes,
    /// All time logged by skill, most first. The time of a course is shared among the skills it teaches in proportion
    /// to the levels it teaches; the shares add up to `logged`.
    pub skills: Vec<SkillTime>,
    /// Readiness over time, oldest first; empty without goals that ask for skills.
    pub readiness: Vec<Milestone>,
    /// What is under way, in id order.
    pub under_way: Vec<Under>,
    /// The learner's own pace.
    pub pace: Option<PersonalPace>,
}

impl Progress {
    /// The week of today.
    pub fn this_week(&self) -> Option<WeekTime> {
        self.weeks.last().copied()
    }
}

/// The Monday of a day's week, which is where ISO weeks begin.
pub fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// The first day of which the learner's file says something, today at the latest.
fn since(profile: &Profile, today: Date) -> Date {
    let logged = profile.courses.values().filter_map(|r| r.log.days().next().map(|(day, _)| day));
    let said = profile.courses.values().filter_map(|r| r.on).chain(profile.skills.values().filter_map(|r| r.on));
    logged.chain(said).min().map_or(today, |first| first.min(today))
}

/// The report on at most the last `weeks` weeks; readiness is that for the goals of `request`.
pub fn progress(catalog: &Catalog, profile: &Profile, request: &PlanRequest, today: Date, weeks: u32) -> Progress {
    let back = monday(today).saturating_sub(i64::from(weeks.clamp(1, MAX_WEEKS) - 1).weeks());
    let first = back.max(monday(since(profile, today)));
    let mut rows: Vec<WeekTime> = Vec::new();
    let mut start = first;
    while start <= today && rows.last().is_none_or(|w| w.monday < start) {
        rows.push(week_of(profile, start));
        start = start.saturating_add(1.week());
    }
    Progress {
        today,
        weeks: rows,
        logged: profile.courses.values().map(|r| r.logged()).sum(),
        undated: profile.courses.values().map(|r| r.undated()).sum(),
        skills: skills(catalog, profile),
        readiness: readiness(catalog, profile, request, today),
        under_way: under_way(catalog, profile, &request.costing),
        pace: PersonalPace::of(catalog, profile, &request.costing),
    }
}

/// The week a day lies in.
pub fn week_of(profile: &Profile, day: Date) -> WeekTime {
    let monday = monday(day);
    let sunday = monday.saturating_add(6.days());
    let target = profile.constraints.hours_per_week.map(|weekly| target(weekly, &profile.constraints.away, monday));
    let logged = profile.courses.values().map(|r| r.log.between(monday, sunday)).sum();
    WeekTime { monday, logged, target }
}

/// A week's study time with the days away left out.
fn target(weekly: Minutes, away: &[Away], monday: Date) -> Minutes {
    let here = (0..7).filter(|&d| !away.iter().any(|a| a.contains(monday.saturating_add(i64::from(d).days())))).count();
    Minutes((weekly.0 * here as u64 + 3) / 7)
}

fn skills(catalog: &Catalog, profile: &Profile) -> Vec<SkillTime> {
    let mut sums: BTreeMap<Option<SkillId>, Minutes> = BTreeMap::new();
    for (id, record) in profile.courses.iter().filter(|(_, r)| r.logged().0 > 0) {
        let teaches = catalog.course_ix(id.as_str()).map_or(&[][..], |ix| &catalog.course(ix).teaches);
        let whole: u64 = teaches.iter().map(|(_, l)| u64::from(l.thousandths())).sum();
        // Whole minutes that add up: what is given away so far, rounded down, less what was given before.
        let (mut upto, mut given) = (0u64, 0u64);
        for (skill, level) in teaches.iter().filter(|_| whole > 0) {
            upto += u64::from(level.thousandths());
            let until = (u128::from(record.logged().0) * u128::from(upto) / u128::from(whole)) as u64;
            let sum = sums.entry(Some(catalog.skill(*skill).id.clone())).or_default();
            sum.0 += until - given;
            given = until;
        }
        if whole == 0 {
            let sum = sums.entry(None).or_default();
            *sum = *sum + record.logged();
        }
    }
    let mut out: Vec<SkillTime> =
        sums.into_iter().map(|(skill, logged)| SkillTime { skill, logged }).filter(|s| s.logged.0 > 0).collect();
    out.sort_by(|a, b| b.logged.cmp(&a.logged).then_with(|| a.skill.cmp(&b.skill)));
    out
}

/// Readiness after each dated event of the profile. A skill is known only as it was set last, so what it was before is
/// not there any more.
fn readiness(catalog: &Catalog, profile: &Profile, request: &PlanRequest, today: Date) -> Vec<Milestone> {
    let asked = ask(request);
    let weight = |s| u64::from(asked.weights.get(&s).copied().unwrap_or(1000));
    let need: u64 = asked.target.skills.iter().map(|&(s, l)| weight(s) * u64::from(l.thousandths())).sum();
    if need == 0 {
        return Vec::new();
    }
    let at = |day: Option<Date>| {
        let past = |on: Option<Date>| on.is_none_or(|on| day.is_some_and(|day| on <= day));
        let mut then = profile.clone();
        then.skills.retain(|_, record| past(record.on));
        then.courses.retain(|_, record| past(record.on));
        let state = State::of(catalog, &then);
        let have = |&(s, l): &(_, crate::domain::Level)| weight(s) * u64::from(state.level(s).min(l).thousandths());
        let have: u64 = asked.target.skills.iter().map(have).sum();
        Milestone { on: day, readiness: have as f64 / need as f64 }
    };
    let done = profile.courses.values().filter(|r| r.mark == CourseMark::Done).filter_map(|r| r.on);
    let mut days: Vec<Date> =
        profile.skills.values().filter_map(|r| r.on).chain(done).filter(|d| *d <= today).collect();
    days.sort_unstable();
    days.dedup();
    std::iter::once(None).chain(days.into_iter().map(Some)).map(at).collect()
}

fn under_way(catalog: &Catalog, profile: &Profile, costing: &Costing) -> Vec<Under> {
    let state = State::of(catalog, profile);
    let started = profile.courses.iter().filter(|(_, record)| record.mark == CourseMark::Started);
    started
        .map(|(id, record)| {
            let work = catalog.course_ix(id.as_str()).map(|ix| work(catalog, profile, &state, costing, ix));
            let (full, assumed) = work.map_or((costing.assume, true), |w| (w.full, w.assumed));
            Under {
                course: id.clone(),
                on: record.on,
                logged: record.logged(),
                full,
                assumed,
                left: profile.left(id.as_str(), full),
            }
        })
        .collect()
}
