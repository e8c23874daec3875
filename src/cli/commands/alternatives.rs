//! `alternatives`: for each course of the path, the best path without it.

use clap::Args;
use serde_json::json;

use crate::{
    cli::{
        args::{AimArgs, LimitArgs},
        ask,
        context::{Context, Outcome},
        error::CliError,
        limits,
        output::{Table, Tone},
        signals::Watch,
    },
    domain::CourseId,
    path::{Alternative, Metric, Plan, Status},
    phrase::{self, Names},
    store,
};

/// Arguments of `alternatives`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq alternatives --goal data-analyst\n  \
    prereq plan --goal data-analyst --exclude kaggle-intro-sql\n\n\
    What a course saves is what the best path without it takes more. `plan --exclude` takes that path, and proves it; \
    `why` says more about one course.")]
pub struct AlternativesArgs {
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// What shapes the path.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// Runs `alternatives`.
pub fn run(args: &AlternativesArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let mut request = ask::whole(&advisor, &args.aim, &args.limits, ctx)?;
    let watch = Watch::start();
    let cancel = ask::share_time(&mut request, watch.cancel());
    let (plan, mut questions) = advisor.inquire(&request, &cancel);
    let mut found = questions.alternatives(&cancel);
    found.sort_by_key(|a| plan.steps.iter().position(|s| s.course == a.course));
    let outcome = watch.outcome(Outcome::found(plan.status != Status::Unreachable));
    let catalog = &**advisor.catalog();
    if ctx.global.json {
        let goals = store::plan_json(&plan, catalog)["goals"].take();
        let rows: Vec<_> = (found.iter())
            .map(|a| {
                json!({
                    "id": a.course,
                    "title": Names::course(catalog, a.course.as_str()),
                    "indispensable": a.extra.is_none(),
                    "saves": a.extra.map(|e| limits::range(e, request.metric)),
                    "adds": a.adds,
                    "drops": a.drops,
                })
            })
            .collect();
        ctx.out.json(&json!({
            "schema": "prereq.alternatives/1",
            "goals": goals,
            "status": plan.status.word(),
            "minimize": request.metric.word(),
            "currency": request.money.currency.code(),
            "alternatives": rows,
        }));
        return Ok(outcome);
    }
    print(&plan, &found, catalog, ctx);
    Ok(outcome)
}

fn print(plan: &Plan, found: &[Alternative], names: &dyn Names, ctx: &mut Context) {
    ctx.out.toned(
        Tone::Strong,
        &phrase::list_and(&plan.premises.goals.iter().map(|g| g.title.clone()).collect::<Vec<_>>()),
    );
    ctx.out.wrapped(Tone::Plain, 0, 2, &phrase::claim(plan));
    if found.is_empty() {
        return;
    }
    ctx.out.gap();
    let (metric, currency) = (plan.premises.metric, plan.premises.currency);
    let mut table = Table::new().right("").flexible("course").right("without it");
    for a in found {
        let (tone, extra) = match a.extra {
            None => (Tone::Dim, "no path".to_owned()),
            Some(e) if e.exact() == Some(0) => (Tone::Good, "as good".to_owned()),
            Some(e) => (Tone::Plain, phrase::more_short(e, metric, currency)),
        };
        let position = plan.step(a.course.as_str()).map_or_else(String::new, |s| s.position.to_string());
        let title = |c: &CourseId| names.course(c.as_str()).unwrap_or(c.as_str()).to_owned();
        table.row([(Tone::Dim, position), (Tone::Plain, title(&a.course)), (tone, extra)]);
        let titles = |ids: &[CourseId]| phrase::list_some(&ids.iter().map(title).collect::<Vec<_>>(), 2);
        let mut said = Vec::new();
        if !a.adds.is_empty() {
            said.push(format!("instead: {}", titles(&a.adds)));
        }
        if !a.drops.is_empty() {
            said.push(format!("no longer: {}", titles(&a.drops)));
        }
        if !said.is_empty() {
            table.detail(vec![(Tone::Dim, said.join("; "))]);
        }
    }
    ctx.out.table(&table);
    if metric == Metric::Weighted {
        ctx.out.wrapped(Tone::Dim, 0, 0, "Hours here are of weighted work.");
    }
}
