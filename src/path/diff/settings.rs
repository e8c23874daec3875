//! Calendar and limits of a plan, as far as they can be taken back one at a time.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan as _, civil::Date};

use super::changes::Origin;
use crate::{
    domain::{Away, Cents, CourseId, Minutes, SkillId},
    path::{
        plan::{Plan, PlanCalendar, PlanLimits, Status},
        schedule,
    },
};

/// One change of a plan's calendar or limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// The first day.
    Start(Date, Date),
    /// Study time per week.
    HoursPerWeek(Minutes, Minutes),
    /// How many courses may be under way at once.
    AtOnce(u32, u32),
    /// These days are away now, or no longer.
    Away(Away, bool),
    /// A course begins on a fixed day; `None` is none.
    Begins(CourseId, Option<Date>, Option<Date>),
    /// A course is under way now, or no longer.
    UnderWay(CourseId, bool),
    /// The last day.
    Deadline(Option<Date>, Option<Date>),
    /// Study time in all.
    MaxHours(Option<Minutes>, Option<Minutes>),
    /// Money in all.
    Budget(Option<Cents>, Option<Cents>),
    /// A goal skill is a must now, or no longer.
    Must(SkillId, bool),
}

impl Setting {
    /// Where it comes from.
    pub fn origin(&self) -> Origin {
        match self {
            Self::UnderWay(..) => Origin::Profile,
            _ => Origin::Settings,
        }
    }
    /// The word used in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Start(..) => "start",
            Self::HoursPerWeek(..) => "hours-per-week",
            Self::AtOnce(..) => "max-parallel",
            Self::Away(..) => "away",
            Self::Begins(..) => "begins",
            Self::UnderWay(..) => "under-way",
            Self::Deadline(..) => "deadline",
            Self::MaxHours(..) => "max-hours",
            Self::Budget(..) => "budget",
            Self::Must(..) => "must",
        }
    }
    /// The course it is about, if it is about one.
    pub fn course(&self) -> Option<&CourseId> {
        match self {
            Self::Begins(c, ..) | Self::UnderWay(c, _) => Some(c),
            _ => None,
        }
    }
}

/// The calendar and the limits of a plan.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Frame {
    pub weekly: Option<Minutes>,
    pub start: Option<Date>,
    /// `None` without dates, or where the file does not say.
    pub calendar: Option<PlanCalendar>,
    /// `None` where limits bound, but the file does not say which.
    pub limits: Option<PlanLimits>,
}

impl Frame {
    pub fn of(plan: &Plan) -> Self {
        let p = &plan.premises;
        let limits = PlanLimits { goal: None, ..p.limits.clone() };
        let unknown = plan.status == Status::Partial && limits.is_empty();
        Self {
            weekly: p.hours_per_week,
            start: p.start,
            calendar: p.calendar.clone(),
            limits: (!unknown).then_some(limits),
        }
    }

    /// Whether something is limited.
    pub fn bounds(&self) -> Option<&PlanLimits> {
        self.limits.as_ref().filter(|l| l.deadline.is_some() || l.max_hours.is_some() || l.budget.is_some())
    }

    /// The changes from `self` to `new`. Days before both plans have begun do not count.
    pub fn changes(&self, new: &Self) -> Vec<Setting> {
        let mut out = Vec::new();
        if let (Some(a), Some(b), Some(x), Some(y)) = (&self.calendar, &new.calendar, self.weekly, new.weekly) {
            if let (Some(old), Some(new)) = (self.start, new.start)
                && old != new
            {
                out.push(Setting::Start(old, new));
            }
            if x != y {
                out.push(Setting::HoursPerWeek(x, y));
            }
            if a.max_parallel != b.max_parallel {
                out.push(Setting::AtOnce(a.max_parallel, b.max_parallel));
            }
            let from = self.start.max(new.start).unwrap_or(Date::MIN);
            calendar(a, b, from, &mut out);
        }
        if let (Some(a), Some(b)) = (&self.limits, &new.limits) {
            if a.deadline != b.deadline {
                out.push(Setting::Deadline(a.deadline, b.deadline));
            }
            if a.max_hours != b.max_hours {
                out.push(Setting::MaxHours(a.max_hours, b.max_hours));
            }
            if a.budget != b.budget {
                out.push(Setting::Budget(a.budget, b.budget));
            }
            let (x, y): (BTreeSet<_>, BTreeSet<_>) = (a.must.iter().collect(), b.must.iter().collect());
            out.extend(y.difference(&x).map(|s| Setting::Must((*s).clone(), true)));
            out.extend(x.difference(&y).map(|s| Setting::Must((*s).clone(), false)));
        }
        out
    }

    /// Takes one change from `old` back.
    pub fn undo(&mut self, setting: &Setting, old: &Self) {
        match setting {
            Setting::HoursPerWeek(weekly, _) => self.weekly = Some(*weekly),
            Setting::Start(first, _) => {
                if let (Some(calendar), Some(known), Some(start)) = (&mut self.calendar, &old.calendar, self.start) {
                    begin(calendar, known, (start, *first));
                }
                self.start = Some(*first);
            }
            _ => {}
        }
        if let Some(calendar) = &mut self.calendar {
            undo_calendar(calendar, setting);
        }
        let Some(limits) = &mut self.limits else { return };
        match setting {
            Setting::Deadline(old, _) => limits.deadline = *old,
            Setting::MaxHours(old, _) => limits.max_hours = *old,
            Setting::Budget(old, _) => limits.budget = *old,
            Setting::Must(skill, true) => limits.must.retain(|s| s != skill),
            Setting::Must(skill, false) => {
                limits.must.push(skill.clone());
                limits.must.sort();
            }
            _ => {}
        }
    }

    /// The last day of a plan laid on this calendar instead of its own.
    pub fn end_of(&self, plan: &Plan) -> Option<Date> {
        let mut plan = plan.clone();
        let p = &mut plan.premises;
        (p.hours_per_week, p.start, p.calendar) = (self.weekly, self.start, self.calendar.clone());
        schedule::calendar(&plan)?.end()
    }
}

fn calendar(a: &PlanCalendar, b: &PlanCalendar, from: Date, out: &mut Vec<Setting>) {
    // Both plans are of days from then on; what was away before is no change.
    let before = days_before(from);
    let (x, y) = (Away::except(&a.away, &before), Away::except(&b.away, &before));
    out.extend(Away::except(&y, &x).into_iter().map(|time| Setting::Away(time, true)));
    out.extend(Away::except(&x, &y).into_iter().map(|time| Setting::Away(time, false)));
    let begins = |c: &PlanCalendar| -> BTreeMap<CourseId, Date> {
        c.begins.iter().filter(|(_, day)| *day > from).cloned().collect()
    };
    let (x, y) = (begins(a), begins(b));
    let all: BTreeSet<&CourseId> = x.keys().chain(y.keys()).collect();
    for course in all {
        let (old, new) = (x.get(course).copied(), y.get(course).copied());
        if old != new {
            out.push(Setting::Begins(course.clone(), old, new));
        }
    }
    // A course whose day has come is under way as it was meant to be.
    let under_way = |c: &PlanCalendar| -> BTreeSet<CourseId> {
        c.under_way.iter().chain(c.begins.iter().filter(|(_, day)| *day <= from).map(|(id, _)| id)).cloned().collect()
    };
    let (x, y) = (under_way(a), under_way(b));
    out.extend(y.difference(&x).map(|c| Setting::UnderWay(c.clone(), true)));
    out.extend(x.difference(&y).map(|c| Setting::UnderWay(c.clone(), false)));
}

fn undo_calendar(calendar: &mut PlanCalendar, setting: &Setting) {
    match setting {
        Setting::AtOnce(old, _) => calendar.max_parallel = *old,
        Setting::Away(time, true) => calendar.away = Away::except(&calendar.away, &[*time]),
        Setting::Away(time, false) => {
            calendar.away.push(*time);
            calendar.away = Away::merged(&calendar.away);
        }
        Setting::Begins(course, old, _) => {
            calendar.begins.retain(|(id, _)| id != course);
            calendar.begins.extend(old.map(|day| (course.clone(), day)));
            calendar.begins.sort();
        }
        Setting::UnderWay(course, true) => {
            calendar.under_way.retain(|id| id != course);
            calendar.begins.retain(|(id, _)| id != course);
        }
        Setting::UnderWay(course, false) => {
            calendar.under_way.push(course.clone());
            calendar.under_way.sort();
        }
        _ => {}
    }
}

fn days_before(day: Date) -> Vec<Away> {
    day.checked_sub(1.day()).ok().and_then(|last| Away::new(Date::MIN, last).ok()).into_iter().collect()
}

/// Lets a calendar begin on another day than `from`. What it does not say of days before its own first one is as the
/// older one has it, and a course whose fixed day has come by the new one is under way.
fn begin(calendar: &mut PlanCalendar, old: &PlanCalendar, (from, to): (Date, Date)) {
    if to < from {
        let (before, after) = (days_before(from), Away::new(from, Date::MAX).into_iter().collect::<Vec<_>>());
        let mut away = Away::except(&old.away, &after);
        away.extend(Away::except(&calendar.away, &before));
        calendar.away = Away::merged(&away);
        for (course, day) in old.begins.iter().filter(|(_, day)| *day <= from) {
            if calendar.under_way.contains(course) {
                calendar.under_way.retain(|id| id != course);
                calendar.begins.push((course.clone(), *day));
            }
        }
        calendar.begins.sort();
    } else {
        let come: Vec<CourseId> =
            calendar.begins.iter().filter(|(_, day)| *day <= to).map(|(id, _)| id.clone()).collect();
        calendar.begins.retain(|(_, day)| *day > to);
        calendar.under_way.extend(come);
        calendar.under_way.sort();
        calendar.under_way.dedup();
    }
}
