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
    path::Status,
    phrase,
    progress::away_until,
    store,
};

/// Arguments of `next`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq next\n  prereq next --goal data-scientist\n  prereq next --json")]
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
    /// The first day of study again, where the learner is away today.
    away_until: Option<String>,
    /// The day the next course begins, where that is later and not only because the learner is away.
    begins: Option<String>,
    /// Whether the next course only waits to be marked done.
    all_logged: bool,
}

/// Runs `next`.
pub fn run(args: &NextArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    ctx.warn_of_unknown(&advisor);
    let catalog = &**advisor.catalog();
    let aim = ask::aim(&advisor, &args.aim)?;
    let request = ask::request(&advisor, aim, &args.limits, ctx)?;
    let (plan, outcome) = plan::solve(&advisor, &request, ctx);
    let next = advisor.next(&request, &plan, ctx.today);
    if ctx.global.json {
        let mut document = store::plan_json(&plan, catalog);
        ctx.out.json(&NextDoc {
            schema: "prereq.next/1",
            goals: document["goals"].take(),
            status: plan.status.word(),
            next: next.and_then(|next| {
                let at = plan.steps.iter().position(|s| s.course == next.step.course)?;
                document["steps"].get_mut(at).map(serde_json::Value::take)
            }),
            courses_left: plan.cost.courses,
            hours_left: json::hours(plan.cost.work),
            away_until: away_until(&request.away, ctx.today).map(|d| d.to_string()),
            begins: next.and_then(|n| n.begins).map(|d| d.to_string()),
            all_logged: next.is_some_and(|n| n.all_logged),
        });
        return Ok(outcome);
    }
    let Some(next) = next else {
        ctx.out.line(&phrase::nothing_next(&plan));
        return Ok(outcome);
    };
    let (paint, step) = (ctx.out.paint, next.step);
    let name = format!("{} ({})", paint.tone(Tone::Strong, &step.title), paint.tone(Tone::Id, step.course.as_str()));
    ctx.out.line(&phrase::next_line(&next, &name, &plan, catalog));
    if next.all_logged {
        ctx.hint(&format!("`prereq profile done {}` marks it done", step.course));
    }
    if let Some(limit) = plan.binding.first() {
        ctx.warn(&phrase::binding(limit, &plan, catalog));
    }
    if plan.status == Status::Unreachable {
        ctx.warn("the goal is not reachable in full; `prereq plan` says what is missing");
    }
    Ok(outcome)
}
