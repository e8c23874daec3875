//! A plan as TOML: the steps first, for people; what the proof rests on behind them, for `verify`.
//!
//! The text depends on the plan alone, so its SHA-256 serves as the plan's digest: whoever reads a
//! file writes the plan again and compares. Comments and layout do not enter, everything said does.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};
use toml_edit::{Key, Value};

use super::{plan_binding, plan_cases, plan_costing, plan_under_way, plan_unmet};
use crate::{
    domain::{Cents, CourseId, Level, Minutes, Requirement, RequirementDraft, SkillId, Work},
    path::{Metric, NeededBy, Plan, PlanCalendar, PlanCourse, PlanLimits, Premises, Step, StepReason, Wanted},
};

/// The name of the format in JSON.
pub const PLAN_SCHEMA: &str = "prereq.plan/1";
/// The name of the format in TOML.
pub const PLAN_FILE_SCHEMA: &str = "prereq.plan/2";
/// The same of files in which the work of a course is its hours.
pub const OLD_PLAN_FILE_SCHEMA: &str = "prereq.plan/1";
/// Stands for the goal in `needed_by`; no id has parentheses.
pub(crate) const GOAL: &str = "(goal)";

/// The plan as a file that [`read_plan_toml`](super::read_plan_toml) reads back to the same plan.
pub fn write_plan_toml(plan: &Plan) -> String {
    let body = body(plan);
    format!(
        "# A study plan. `prereq verify FILE` checks that it is what it claims to be.\n\
         # Edited by hand it stays readable, but no longer proves anything.\n\
         schema = {}\ndigest = {}\n{body}",
        text(if plan.premises.costing.is_some() { PLAN_FILE_SCHEMA } else { OLD_PLAN_FILE_SCHEMA }),
        text(&digest(&body)),
    )
}

/// The digest of what [`body`] gives.
pub(crate) fn digest(body: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(body.as_bytes()) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// Everything but the digest itself.
pub(crate) fn body(plan: &Plan) -> String {
    let mut out = String::new();
    line(&mut out, "status", &text(plan.status.word()));
    line(&mut out, "lower_bound", &bound(plan.premises.metric, plan.lower_bound));
    let (cost, weighs) = (&plan.cost, plan.premises.costing.is_some());
    out.push_str("\n[cost]\n");
    line(&mut out, "hours", &cost.hours.to_string());
    optional(&mut out, "work", weighs.then(|| cost.work.to_string()));
    optional(&mut out, "weighted", weighs.then(|| cost.weighted.to_string()));
    // A sum of nothing but unknown prices is not 0.
    let price_known = cost.price.0 > 0 || cost.prices_unknown == 0;
    optional(&mut out, "price", price_known.then(|| cost.price.to_string()));
    line(&mut out, "courses", &cost.courses.to_string());
    line(&mut out, "hours_assumed", &cost.hours_assumed.to_string());
    line(&mut out, "prices_unknown", &cost.prices_unknown.to_string());
    if let Some(least) = &plan.least_work {
        out.push_str("\n# The path of least work, whatever its courses are like.\n[least_work]\n");
        line(&mut out, "work", &least.work.to_string());
        line(&mut out, "courses", &ids(&least.courses));
    }
    plan.steps.iter().for_each(|s| step(&mut out, s, weighs));
    plan.under_way.iter().for_each(|u| plan_under_way::write(&mut out, plan.premises.metric, u));
    plan.unmet.iter().for_each(|u| plan_unmet::write(&mut out, u));
    plan.binding.iter().for_each(|b| plan_binding::write(&mut out, b));
    out.push_str("\n# Every path takes at least one course of each of these.\n[proof]\nlandmarks = [\n");
    for landmark in &plan.landmarks {
        let _ = writeln!(out, "    {},", ids(&landmark.courses));
    }
    out.push_str("]\n");
    plan_cases::write(&mut out, plan.premises.metric, &plan.cases);
    premises(&mut out, &plan.premises);
    out
}

pub(super) fn bound(metric: Metric, value: u64) -> String {
    let value = match metric {
        Metric::Weighted | Metric::Work | Metric::Hours => Minutes(value).to_string(),
        Metric::Price => Cents(value).to_string(),
        Metric::Courses => value.to_string(),
    };
    format!("{{ {} = {value} }}", metric.word())
}

/// Hours and work; where there is no work of its own, the hours planned and all of them.
fn time(out: &mut String, takes: &Work, weighs: bool) {
    let (hours, full) = if weighs { (takes.hours, takes.full) } else { (takes.left, takes.full) };
    line(out, "hours", &hours.to_string());
    if weighs {
        line(out, "work", &takes.left.to_string());
        optional(out, "full_work", (full != takes.left).then(|| full.to_string()));
    } else {
        optional(out, "full_hours", (full != hours).then(|| full.to_string()));
    }
    flag(out, "hours_assumed", takes.assumed);
    flag(out, "video", takes.video);
}

fn step(out: &mut String, step: &Step, weighs: bool) {
    out.push_str("\n[[step]]\n");
    line(out, "position", &step.position.to_string());
    line(out, "id", &text(step.course.as_str()));
    line(out, "title", &text(&step.title));
    line(out, "provider", &text(&step.provider));
    time(out, &step.takes(), weighs);
    if weighs {
        line(out, "weight", &thousandths(step.weight));
        line(out, "weight_reasons", &list(step.weight_reasons.iter().map(plan_costing::reason)));
    }
    flag(out, "again", step.again);
    optional(out, "done_before", step.done_before.map(day));
    flag(out, "under_way", step.under_way);
    optional(out, "price", step.price.map(|p| p.to_string()));
    optional(out, "start", step.start.map(day));
    optional(out, "end", step.end.map(day));
    let raises = step.raises.iter().map(|(s, from, to)| (s.as_str(), format!("[{from}, {to}]")));
    line(out, "raises", &table(raises));
    let needed_by = step.needed_by.iter().map(|n| match n {
        NeededBy::Course(id) => id.as_str(),
        NeededBy::Goal => GOAL,
    });
    line(out, "needed_by", &list(needed_by.map(text)));
    if !step.beside.is_empty() {
        line(out, "beside", &ids(&step.beside));
    }
    if !step.notes.is_empty() {
        line(out, "notes", &list(step.notes.iter().map(|n| text(n))));
    }
    flag(out, "waived", step.waived);
    line(
        out,
        "reason",
        &match &step.reason {
            StepReason::ClosesGap(reached) => format!("{{ closes = {} }}", levels(reached)),
            StepReason::Opens(course) => format!("{{ opens = {} }}", text(course.as_str())),
            StepReason::AskedFor => "{ asked_for = true }".to_owned(),
        },
    );
}

fn premises(out: &mut String, p: &Premises) {
    out.push_str("\n# What the plan and its proof rest on.\n[premises]\n");
    line(out, "catalog", &text(&p.catalog.0));
    line(out, "minimize", &text(p.metric.word()));
    line(out, "assume_hours", &p.assume_hours.to_string());
    line(out, "currency", &text(p.currency.code()));
    optional(out, "hours_per_week", p.hours_per_week.map(|h| h.to_string()));
    optional(out, "start", p.start.map(day));
    p.calendar.iter().for_each(|c| calendar(out, c));
    line(out, "excluded", &ids(&p.excluded));
    line(out, "levels", &levels(&p.levels));
    line(out, "completed", &ids(&p.completed));
    if !p.facts.is_empty() {
        line(out, "facts", &list(p.facts.iter().map(|f| text(f))));
    }
    p.costing.iter().for_each(|c| plan_costing::write(out, c));
    for goal in &p.goals {
        out.push_str("\n[[premises.goal]]\n");
        line(out, if goal.is_course { "course" } else { "id" }, &text(&goal.id));
        line(out, "title", &text(&goal.title));
    }
    limits(out, &p.limits);
    out.push_str("\n[premises.wanted]\n");
    wanted(out, &p.wanted);
    p.courses.iter().for_each(|c| course(out, c, p.costing.is_some()));
}

fn wanted(out: &mut String, w: &Wanted) {
    line(out, "skills", &table(w.skills.iter().map(|s| (s.skill.as_str(), s.level.to_string()))));
    let weights = w.skills.iter().filter(|s| s.weight != 1000);
    line(out, "weights", &table(weights.map(|s| (s.skill.as_str(), thousandths(s.weight)))));
    line(out, "requirements", &list(w.requirements.iter().map(clause)));
    line(out, "taken", &ids(&w.taken));
}

fn calendar(out: &mut String, c: &PlanCalendar) {
    line(out, "max_parallel", &c.max_parallel.to_string());
    if !c.away.is_empty() {
        line(out, "away", &list(c.away.iter().map(|a| text(&a.to_string()))));
    }
    if !c.begins.is_empty() {
        line(out, "begins", &table(c.begins.iter().map(|(id, date)| (id.as_str(), day(*date)))));
    }
    if !c.under_way.is_empty() {
        line(out, "under_way", &ids(&c.under_way));
    }
    if !c.terms.is_empty() {
        let days = |of: &[(jiff::civil::Date, String)]| {
            list(of.iter().map(|(date, term)| format!("[{}, {}]", day(*date), text(term))))
        };
        line(out, "terms", &table(c.terms.iter().map(|(id, of)| (id.as_str(), days(of)))));
    }
}

fn limits(out: &mut String, l: &PlanLimits) {
    if l.is_empty() {
        return;
    }
    out.push_str("\n[premises.limits]\n");
    optional(out, "deadline", l.deadline.map(day));
    optional(out, "max_hours", l.max_hours.map(|h| h.to_string()));
    optional(out, "budget", l.budget.map(|b| b.to_string()));
    if !l.must.is_empty() {
        line(out, "must", &list(l.must.iter().map(|s| text(s.as_str()))));
    }
    if let Some(goal) = &l.goal {
        out.push_str("\n# All that was asked for; what follows after it is what fits.\n[premises.limits.goal]\n");
        wanted(out, goal);
    }
}

fn course(out: &mut String, c: &PlanCourse, weighs: bool) {
    out.push_str("\n[[premises.course]]\n");
    line(out, "id", &text(c.id.as_str()));
    time(out, &c.takes(), weighs);
    if weighs {
        line(out, "weight", &thousandths(c.weight));
        plan_costing::facts(out, &c.facts);
    }
    optional(out, "credits", c.credits.map(|credits| credits.to_string()));
    if !c.excludes.is_empty() {
        line(out, "excludes", &ids(&c.excludes));
    }
    optional(out, "price", c.price.map(|p| p.to_string()));
    line(out, "teaches", &levels(&c.teaches));
    if !c.requirement.is_trivial() {
        line(out, "prerequisites", &requirement(&c.requirement));
    }
    if !c.corequisite.is_trivial() {
        line(out, "corequisites", &requirement(&c.corequisite));
    }
    if !c.same_as.is_empty() {
        line(out, "same_as", &ids(&c.same_as));
    }
    flag(out, "waived", c.waived);
    if !c.offered {
        line(out, "offered", "false");
    }
}

/// A requirement at the top: a list where all are needed, as in a catalog, else the one clause.
fn requirement(requirement: &RequirementDraft) -> String {
    match requirement {
        Requirement::All(parts) => list(parts.iter().map(clause)),
        other => clause(other),
    }
}

fn clause(requirement: &RequirementDraft) -> String {
    let parts = |of: &[RequirementDraft]| list(of.iter().map(clause));
    match requirement {
        Requirement::All(of) => format!("{{ all = {} }}", parts(of)),
        Requirement::Any(of) => format!("{{ any = {} }}", parts(of)),
        Requirement::AtLeast { n, of } => format!("{{ at_least = {n}, of = {} }}", parts(of)),
        Requirement::Skill { skill, level } => format!("{{ skill = {}, level = {level} }}", text(skill.as_str())),
        Requirement::Course(course) => text(course.as_str()),
        Requirement::Taken(course) => format!("{{ taken = {} }}", text(course.as_str())),
        Requirement::Credits { least, of } => format!("{{ credits = {least}, of = {} }}", ids(of)),
        Requirement::Fact(fact) => format!("{{ fact = {} }}", text(fact)),
    }
}

pub(crate) fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

pub(super) fn flag(out: &mut String, key: &str, yes: bool) {
    if yes {
        line(out, key, "true");
    }
}

pub(super) fn optional(out: &mut String, key: &str, value: Option<String>) {
    if let Some(value) = value {
        line(out, key, &value);
    }
}

/// A text in quotes, everything escaped that needs it.
pub(crate) fn text(text: &str) -> String {
    Value::from(text).to_string()
}

pub(super) fn ids(courses: &[CourseId]) -> String {
    list(courses.iter().map(|c| text(c.as_str())))
}

pub(crate) fn list(values: impl Iterator<Item = String>) -> String {
    format!("[{}]", values.collect::<Vec<_>>().join(", "))
}

pub(super) fn levels(levels: &[(SkillId, Level)]) -> String {
    table(levels.iter().map(|(s, l)| (s.as_str(), l.to_string())))
}

fn table<'a>(entries: impl Iterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> = entries.map(|(k, v)| format!("{} = {v}", Key::new(k))).collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

pub(super) fn thousandths(weight: u32) -> String {
    let text = format!("{}.{:03}", weight / 1000, weight % 1000);
    let short = text.trim_end_matches('0');
    if short.ends_with('.') { format!("{short}0") } else { short.to_owned() }
}

/// A day; as a text where TOML has no date for the year.
fn day(date: jiff::civil::Date) -> String {
    crate::store::literal::day(date).to_string()
}
