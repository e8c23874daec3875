//! `gap`: what the learner is short in for a goal, most pressing first.

use clap::Args;
use serde::Serialize;

use crate::{
    cli::{
        args::{AimArgs, PlainArgs},
        ask,
        context::{Context, Outcome},
        error::CliError,
        json,
        output::{Output, Table, Tone},
        signals::Watch,
    },
    gap::GapReport,
    phrase,
};

/// Arguments of `gap`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq gap --goal data-scientist\n  prereq gap --json")]
pub struct GapArgs {
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// For other programs.
    #[command(flatten)]
    pub plain: PlainArgs,
}

#[derive(Serialize)]
struct GapDoc<'a> {
    schema: &'static str,
    goals: Vec<GoalRow<'a>>,
    readiness: Option<f64>,
    coverage: Option<f64>,
    gaps: Vec<GapRow<'a>>,
    courses: Option<CoursesDoc>,
}

/// What is asked for besides skills.
#[derive(Serialize)]
struct CoursesDoc {
    asked: u64,
    there: u64,
    to_take: Option<u64>,
}

#[derive(Serialize)]
struct GoalRow<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct GapRow<'a> {
    skill: &'a str,
    name: &'a str,
    current: f64,
    required: f64,
    gap: f64,
    weight: f64,
    priority: f64,
    blocks: f64,
    hours_alone: Option<f64>,
    hours_proved: bool,
    reachable: f64,
    taught_by: Vec<&'a str>,
    /// Teachers that standing constraints rule out, counted by constraint.
    ruled_out: std::collections::BTreeMap<&'static str, u64>,
}

/// Runs `gap`.
pub fn run(args: &GapArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    ctx.warn_of_unknown(&advisor);
    let aim = ask::aim(&advisor, &args.aim)?;
    let watch = Watch::start();
    let report = advisor.gap(&aim, &watch.cancel());
    if ctx.global.json {
        ctx.out.json(&document(&report));
    } else if args.plain.wanted() {
        let row = |g: &crate::gap::SkillGap| {
            let alone = g.hours_alone.map(|h| h.to_string()).unwrap_or_default();
            [g.skill.to_string(), g.current.to_string(), g.required.to_string(), g.gap.to_string(), alone]
        };
        ctx.out.records(report.gaps.iter().map(row), args.plain.null);
    } else {
        print(&report, &mut ctx.out);
        if !report.gaps.is_empty() {
            ctx.hint("`prereq plan` closes them all in the fewest hours");
        }
    }
    Ok(watch.outcome(Outcome::Done))
}

fn document(report: &GapReport) -> GapDoc<'_> {
    GapDoc {
        schema: "prereq.gap/1",
        goals: report.goals.iter().map(|(id, title)| GoalRow { id, title }).collect(),
        readiness: report.readiness.map(json::micro),
        coverage: report.coverage.map(json::micro),
        gaps: (report.gaps.iter())
            .map(|g| GapRow {
                skill: g.skill.as_str(),
                name: &g.name,
                current: json::level(g.current),
                required: json::level(g.required),
                gap: json::level(g.gap),
                weight: json::micro(f64::from(g.weight) / 1000.0),
                priority: json::micro(g.priority),
                blocks: json::micro(g.blocks),
                hours_alone: json::maybe_hours(g.hours_alone),
                hours_proved: g.hours_proved,
                reachable: json::level(g.reachable),
                taught_by: g.taught_by.iter().map(|c| c.as_str()).collect(),
                ruled_out: g.ruled_out.iter().map(|(why, n)| (why.word(), *n)).collect(),
            })
            .collect(),
        courses: report.courses.map(|c| CoursesDoc { asked: c.asked, there: c.there, to_take: c.to_take }),
    }
}

fn print(report: &GapReport, out: &mut Output) {
    let titles: Vec<_> = report.goals.iter().map(|(_, title)| title.clone()).collect();
    out.toned(Tone::Strong, &phrase::list_and(&titles));
    out.wrapped(Tone::Plain, 0, 2, &phrase::readiness(report));
    if !report.gaps.is_empty() {
        out.gap();
        let mut table = Table::new().flexible("skill").left("have   need").left("").right("priority").left("closes");
        for g in &report.gaps {
            let closes = phrase::closes(g);
            let tone = if g.hours_alone.is_some() { Tone::Plain } else { Tone::Bad };
            table.row([
                (Tone::Plain, g.name.clone()),
                (Tone::Plain, format!("{} → {}", g.current, g.required)),
                (Tone::Warn, bar(g.current.as_f64(), g.required.as_f64())),
                (Tone::Dim, format!("{:.2}", g.priority)),
                (tone, closes),
            ]);
        }
        out.table(&table);
    }
    if !report.met.is_empty() {
        out.gap();
        let names: Vec<_> = report.met.iter().map(|(_, name, have, _)| format!("{name} {have}")).collect();
        out.wrapped(Tone::Good, 0, 2, &format!("There already: {}", phrase::list_and(&names)));
    }
    if let Some(told) = report.courses.filter(|_| report.readiness.is_some()) {
        out.wrapped(Tone::Plain, 0, 2, &format!("courses: {}", phrase::courses(told)));
    }
    if report.gaps.is_empty() && report.readiness.is_some() {
        out.toned(Tone::Good, "no skill is short");
    }
}

/// Ten cells for the scale 0–1: what one has, what is asked beyond it, the rest.
fn bar(have: f64, need: f64) -> String {
    let cells = |x: f64| (x * 10.0).round() as usize;
    let (have, need) = (cells(have).min(10), cells(need).min(10));
    let short = need.saturating_sub(have);
    "█".repeat(have) + &"░".repeat(short) + &"·".repeat(10 - have - short)
}
