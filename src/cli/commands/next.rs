//! `next`: one line, what to do next and why.

use clap::Args;
use serde::Serialize;

use crate::{
    cli::{
        args::{AimArgs, LimitArgs},
        ask,
        commands::plan,
        context::{Context, Outcome},
        error::CliError,
        json,
        output::Tone,
    },
    domain::Minutes,
    path::Status,
    phrase, store,
};

/// Arguments of `next`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq next\n  prereq next --goal data-scientist")]
pub struct NextArgs {
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// What shapes the plan behind it.
    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Serialize)]
struct NextDoc {
    schema: &'static str,
    goals: serde_json::Value,
    status: &'static str,
    next: Option<serde_json::Value>,
    courses_left: u64,
    hours_left: f64,
}

/// Runs `next`.
pub fn run(args: &NextArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let catalog = &**advisor.catalog();
    let aim = ask::aim(&advisor, &args.aim)?;
    let request = ask::request(&advisor, aim, &args.limits, ctx)?;
    let (plan, outcome) = plan::solve(&advisor, &request, ctx);
    let first = plan.next_step();
    if ctx.global.json {
        let mut document = store::plan_json(&plan, catalog);
        ctx.out.json(&NextDoc {
            schema: "prereq.next/1",
            goals: document["goals"].take(),
            status: plan.status.word(),
            next: first.and_then(|step| {
                let at = plan.steps.iter().position(|s| s.course == step.course)?;
                document["steps"].get_mut(at).map(serde_json::Value::take)
            }),
            courses_left: plan.cost.courses,
            hours_left: json::hours(plan.cost.hours),
        });
        return Ok(outcome);
    }
    let Some(step) = first else {
        ctx.out.line(&phrase::claim(&plan));
        return Ok(outcome);
    };
    let paint = ctx.out.paint;
    let after = Minutes(plan.cost.hours.0.saturating_sub(step.hours.0));
    let rest = match plan.cost.courses {
        1 => "the last one".to_owned(),
        n => format!(
            "then {}, {}",
            phrase::count(n - 1, "more course").replace("more courses", "more"),
            phrase::hours(after, false)
        ),
    };
    ctx.out.line(&format!(
        "{} ({}), {}: {}; {rest}",
        paint.tone(Tone::Strong, &step.title),
        paint.tone(Tone::Id, step.course.as_str()),
        phrase::step_hours(step),
        phrase::step_reason(&step.reason, catalog),
    ));
    if plan.status == Status::Unreachable {
        ctx.warn("the goal is not reachable in full; `prereq plan` says what is missing");
    }
    Ok(outcome)
}
