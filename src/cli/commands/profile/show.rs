//! `profile show`: levels with where each comes from, courses by mark, goals, constraints.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    advisor::Advisor,
    cli::{
        context::{Context, Outcome},
        error::CliError,
        json,
        output::{Table, Tone},
    },
    domain::{CourseMark, GoalId, Level, Profile, SkillIx},
    phrase,
};

/// The document of `profile show`.
#[derive(Serialize)]
pub struct ProfileDoc<'a> {
    schema: &'static str,
    goals: Vec<&'a str>,
    goal_weights: BTreeMap<&'a str, f64>,
    skills: BTreeMap<&'a str, SkillRow>,
    courses: Vec<CourseRow<'a>>,
    constraints: ConstraintsDoc<'a>,
    facts: Vec<&'a str>,
    waive: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct SkillRow {
    level: f64,
    from: String,
    on: Option<String>,
}

#[derive(Serialize)]
struct CourseRow<'a> {
    id: &'a str,
    title: Option<&'a str>,
    status: &'static str,
    rating: Option<u8>,
    on: Option<String>,
    hours: Option<f64>,
    log: Vec<LogRow>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct LogRow {
    on: String,
    hours: f64,
}

#[derive(Serialize)]
struct ConstraintsDoc<'a> {
    hours_per_week: Option<f64>,
    max_parallel: Option<u32>,
    away: Vec<String>,
    languages: &'a [String],
    free_only: bool,
    exclude_providers: &'a [String],
    formats: &'a [String],
    avoid: Vec<&'a str>,
}

/// Where a level comes from: the learner's word, or the completed course that taught it.
struct Origin {
    level: Level,
    from: String,
    on: Option<jiff::civil::Date>,
}

/// Runs `profile show`.
pub fn run(ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    if ctx.global.json {
        document(&advisor, ctx);
    } else {
        text(&advisor, ctx);
    }
    Ok(Outcome::Done)
}

/// Runs `profile goal list`.
pub fn goals(ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    if ctx.global.json {
        document(&advisor, ctx);
        return Ok(Outcome::Done);
    }
    for id in &advisor.profile().goals {
        let title = advisor.catalog().goal(id.as_str()).map_or("not in this catalog", |g| g.title.as_str());
        let counts = counts(advisor.profile(), id);
        let id = ctx.out.paint.tone(Tone::Id, id.as_str());
        ctx.out.line(&format!("{id}  {title}{counts}"));
    }
    if advisor.profile().goals.is_empty() {
        ctx.hint("no goal is active; `prereq profile goal add GOAL` makes one so");
    }
    Ok(Outcome::found(!advisor.profile().goals.is_empty()))
}

/// What a goal counts, where that is not what the others do.
fn counts(profile: &Profile, goal: &GoalId) -> String {
    profile.goal_weights.get(goal).map(|&w| format!(", {}", phrase::counts(w))).unwrap_or_default()
}

/// Prints the profile as a document.
pub fn document(advisor: &Advisor, ctx: &mut Context) {
    ctx.out.json(&doc(advisor));
}

/// The profile as it stands in a document.
pub fn doc(advisor: &Advisor) -> ProfileDoc<'_> {
    let profile = advisor.profile();
    let constraints = &profile.constraints;
    let skills = origins(advisor)
        .into_iter()
        .map(|(id, o)| (id, SkillRow { level: json::level(o.level), from: o.from, on: o.on.map(|d| d.to_string()) }));
    let courses = profile.courses.iter().map(|(id, r)| CourseRow {
        id: id.as_str(),
        title: phrase::Names::course(&**advisor.catalog(), id.as_str()),
        status: r.mark.word(),
        rating: r.rating,
        on: r.on.map(|d| d.to_string()),
        hours: json::maybe_hours(r.hours),
        log: r.log.days().map(|(on, time)| LogRow { on: on.to_string(), hours: json::hours(time) }).collect(),
        note: r.note.as_deref(),
    });
    ProfileDoc {
        schema: "prereq.profile.show/1",
        goals: profile.goals.iter().map(|g| g.as_str()).collect(),
        goal_weights: (profile.goal_weights.iter()).map(|(id, &w)| (id.as_str(), f64::from(w) / 1000.0)).collect(),
        skills: skills.collect(),
        courses: courses.collect(),
        constraints: ConstraintsDoc {
            hours_per_week: json::maybe_hours(constraints.hours_per_week),
            max_parallel: constraints.max_parallel,
            away: constraints.away.iter().map(|time| time.to_string()).collect(),
            languages: &constraints.languages,
            free_only: constraints.free_only,
            exclude_providers: &constraints.exclude_providers,
            formats: &constraints.formats,
            avoid: constraints.avoid.iter().map(|s| s.as_str()).collect(),
        },
        facts: profile.facts.iter().map(String::as_str).collect(),
        waive: profile.waive.iter().map(|(id, why)| (id.as_str(), why.as_str())).collect(),
    }
}

/// Every level above nothing, with its origin; also the learner's word on skills this catalog does not have.
fn origins(advisor: &Advisor) -> BTreeMap<&str, Origin> {
    let (catalog, profile, state) = (advisor.catalog(), advisor.profile(), advisor.state());
    let mut all = BTreeMap::new();
    for (id, record) in &profile.skills {
        all.insert(id.as_str(), Origin { level: record.level, from: record.from.clone(), on: record.on });
    }
    for (i, skill) in catalog.skills().iter().enumerate() {
        let level = state.level(SkillIx::from_usize(i));
        let own = profile.skills.get(skill.id.as_str()).map_or(Level::ZERO, |r| r.level);
        if level <= own {
            continue;
        }
        let taught =
            |&&c: &&crate::domain::CourseIx| catalog.effect_on(c, SkillIx::from_usize(i)).is_some_and(|l| l >= level);
        let Some(&course) = state.completed().iter().find(taught) else {
            // Then a level the learner set carries it.
            let carries = |(k, _): &(usize, &crate::domain::Skill)| {
                let implied = catalog.implied(SkillIx::from_usize(*k));
                let own = state.level(SkillIx::from_usize(*k));
                implied.iter().any(|&(s, bound)| s.get() == i && own.min(bound) >= level)
            };
            if let Some((_, by)) = catalog.skills().iter().enumerate().find(carries) {
                let on = profile.skills.get(by.id.as_str()).and_then(|r| r.on);
                all.insert(skill.id.as_str(), Origin { level, from: by.id.to_string(), on });
            }
            continue;
        };
        let id = &catalog.course(course).id;
        let on = profile.courses.get(id).and_then(|r| r.on);
        all.insert(skill.id.as_str(), Origin { level, from: id.to_string(), on });
    }
    all
}

fn text(advisor: &Advisor, ctx: &mut Context) {
    let (catalog, profile) = (advisor.catalog(), advisor.profile());
    let out = &mut ctx.out;
    out.toned(Tone::Strong, "Goals");
    for id in &profile.goals {
        let title = catalog.goal(id.as_str()).map_or("not in this catalog", |g| g.title.as_str());
        let line = format!("  {title}  {}{}", out.paint.tone(Tone::Id, id.as_str()), counts(profile, id));
        out.line(&line);
    }
    if profile.goals.is_empty() {
        out.toned(Tone::Dim, "  none yet: prereq profile goal add GOAL");
    }
    out.gap();
    out.toned(Tone::Strong, "Skills");
    let mut table = Table::new().left("").flexible("").left("").yielding("");
    let origins = origins(advisor);
    for (id, origin) in &origins {
        let from = match origin.from.as_str() {
            "self" => "you say so".to_owned(),
            "assess" => "you said so when asked".to_owned(),
            "inferred" => "inferred from what you said".to_owned(),
            other => match phrase::Names::skill(&**catalog, other) {
                Some(skill) => format!("comes with {skill}"),
                None => format!("from {other}"),
            },
        };
        let since = origin.on.map(|d| format!(", {}", phrase::day(d))).unwrap_or_default();
        table.row([
            (Tone::Plain, String::new()),
            (Tone::Plain, phrase::Names::skill(&**catalog, id).unwrap_or(id).to_owned()),
            (Tone::Plain, phrase::anchored(origin.level)),
            (Tone::Dim, from + &since),
        ]);
    }
    out.table(&table);
    if origins.is_empty() {
        out.toned(Tone::Dim, "  none yet: prereq profile set SKILL LEVEL");
    }
    for mark in CourseMark::ALL {
        let marked: Vec<_> = profile.courses.iter().filter(|(_, r)| r.mark == mark).collect();
        if marked.is_empty() {
            continue;
        }
        out.gap();
        out.toned(Tone::Strong, &phrase::capital(mark.word()));
        let mut table = Table::new().left("").flexible("").left("").left("");
        for (id, record) in marked {
            let title = phrase::Names::course(&**catalog, id.as_str()).unwrap_or("not in this catalog");
            let mut facts: Vec<String> = record.on.map(phrase::day).into_iter().collect();
            facts.extend(record.rating.map(|r| format!("{r} of 5")));
            facts.extend(phrase::logged(record));
            table.row([
                (Tone::Plain, String::new()),
                (Tone::Plain, title.to_owned()),
                (Tone::Id, id.to_string()),
                (Tone::Dim, facts.join(" · ")),
            ]);
            if let Some(note) = &record.note {
                table.detail(vec![(Tone::Dim, format!("  {note}"))]);
            }
        }
        out.table(&table);
    }
    let limits = phrase::constraints(&profile.constraints, &**catalog);
    out.gap();
    out.toned(Tone::Strong, "Constraints");
    limits.iter().for_each(|line| out.line(&format!("  {line}")));
    if !profile.facts.is_empty() {
        out.gap();
        out.toned(Tone::Strong, "Holds of you");
        profile.facts.iter().for_each(|fact| out.line(&format!("  {fact}")));
    }
    if !profile.waive.is_empty() {
        out.gap();
        out.toned(Tone::Strong, "Waived");
        for (id, why) in &profile.waive {
            let why = if why.is_empty() { String::new() } else { format!("  {why}") };
            let line = format!("  {}{why}", out.paint.tone(Tone::Id, id.as_str()));
            out.line(&line);
        }
    }
}
