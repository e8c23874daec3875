//! `sensitivity`: what each part of a goal costs, and what to drop to save most.

use clap::Args;
use serde_json::{Value, json};

use crate::{
    cli::{
        args::{AimArgs, LimitArgs},
        ask,
        context::{Context, Outcome},
        error::CliError,
        json as number, limits,
        output::{Output, Table, Tone},
        signals::Watch,
    },
    domain::{Catalog, Currency},
    path::{Metric, Part, PartCost, Plan, PlanRequest, Sensitivity, Status, Together},
    phrase::{self, Names},
    store,
};

/// Arguments of `sensitivity`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq sensitivity --goal data-scientist\n  \
    prereq sensitivity --goal data-analyst,data-engineer\n\n\
    What a skill costs is what the path without it saves. Skills share courses, so these figures need not sum to the \
    whole. With several goals it also tells what doing them together saves.")]
pub struct SensitivityArgs {
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// What shapes the path.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// Runs `sensitivity`.
pub fn run(args: &SensitivityArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let mut request = ask::whole(&advisor, &args.aim, &args.limits, ctx)?;
    let watch = Watch::start();
    let cancel = ask::share_time(&mut request, watch.cancel());
    let (plan, mut questions) = advisor.inquire(&request, &cancel);
    let found = questions.sensitivity(&cancel);
    let several = request.aim.goals.len() + request.aim.to.len() > 1;
    let together = several.then(|| questions.together(&request, &cancel));
    let outcome = watch.outcome(Outcome::found(plan.status != Status::Unreachable));
    let catalog = &**advisor.catalog();
    if ctx.global.json {
        let document = document(&plan, &request, &found, together.as_ref(), catalog);
        ctx.out.json(&document);
    } else {
        print(&plan, &found, together.as_ref(), catalog, &mut ctx.out);
    }
    if plan.status == Status::Unreachable {
        ctx.warn("the goal is not reachable in full; this is about what can be reached");
    }
    Ok(outcome)
}

fn id_of(part: &Part) -> Option<&str> {
    match part {
        Part::Skill(id) => Some(id.as_str()),
        Part::Course(id) => Some(id.as_str()),
        Part::Conditions => None,
    }
}

fn document(
    plan: &Plan,
    request: &PlanRequest,
    found: &Sensitivity,
    together: Option<&Together>,
    catalog: &Catalog,
) -> Value {
    let metric = request.metric;
    let range = |extra| limits::range(extra, metric);
    let part = |p: &PartCost| {
        json!({
            "kind": match p.part {
                Part::Skill(_) => "skill",
                Part::Course(_) => "course",
                Part::Conditions => "conditions",
            },
            "id": id_of(&p.part),
            "title": phrase::part(&p.part, catalog),
            "current": number::level(p.have),
            "required": number::level(p.need),
            "saves": range(p.saves),
            "steps": p.steps.iter().map(|s| json!({
                "level": number::level(s.level), "saves": range(s.saves),
            })).collect::<Vec<_>>(),
        })
    };
    json!({
        "schema": "prereq.sensitivity/1",
        "goals": store::plan_json(plan, catalog)["goals"].take(),
        "status": plan.status.word(),
        "minimize": metric.word(),
        "currency": request.money.currency.code(),
        "whole": range(found.whole),
        "parts": found.parts.iter().map(part).collect::<Vec<_>>(),
        "together": together.map(|t| json!({
            "union": range(t.union),
            "apart": range(t.apart),
            "shared": range(t.shared),
            "each": t.each.iter().map(|g| json!({
                "id": g.id, "title": g.title, "alone": range(g.alone), "adds": range(g.adds), "uses": g.uses,
            })).collect::<Vec<_>>(),
        })),
    })
}

fn print(plan: &Plan, found: &Sensitivity, together: Option<&Together>, names: &dyn Names, out: &mut Output) {
    let (metric, currency) = (plan.premises.metric, plan.premises.currency);
    let titles: Vec<_> = plan.premises.goals.iter().map(|g| g.title.clone()).collect();
    out.toned(Tone::Strong, &phrase::list_and(&titles));
    out.wrapped(Tone::Plain, 0, 2, &phrase::claim(plan));
    if let Some(t) = together {
        out.gap();
        goals(t, metric, currency, out);
    }
    if found.parts.is_empty() {
        return;
    }
    out.gap();
    let mut table = Table::new().flexible("dropping").left("level").right("saves");
    for p in &found.parts {
        let level = if p.need.thousandths() == 0 { String::new() } else { format!("{} → {}", p.have, p.need) };
        let none = p.saves.exact() == Some(0);
        let saves = if none { "nothing".to_owned() } else { phrase::between_short(p.saves, metric, currency) };
        let tone = if none { Tone::Dim } else { Tone::Plain };
        table.row([(Tone::Plain, phrase::part(&p.part, names).to_owned()), (Tone::Dim, level), (tone, saves)]);
        for s in p.steps.iter().rev().filter(|s| s.saves.exact() != Some(0)) {
            let saves = phrase::between_short(s.saves, metric, currency);
            table.row([
                (Tone::Dim, "  stopping short of it".to_owned()),
                (Tone::Dim, format!("at {}", s.level)),
                (Tone::Dim, saves),
            ]);
        }
    }
    out.table(&table);
    if metric == Metric::Weighted {
        out.wrapped(Tone::Dim, 0, 0, "Hours here are of weighted work.");
    }
    out.wrapped(Tone::Dim, 0, 0, "Parts share courses, so these figures need not sum to the whole.");
}

fn goals(t: &Together, metric: Metric, currency: Currency, out: &mut Output) {
    let mut table = Table::new().flexible("goal").right("alone").right("adds").right("courses");
    for g in &t.each {
        table.row([
            (Tone::Plain, g.title.clone()),
            (Tone::Plain, phrase::between_short(g.alone, metric, currency)),
            (Tone::Plain, phrase::more_short(g.adds, metric, currency)),
            (Tone::Dim, g.uses.len().to_string()),
        ]);
    }
    out.table(&table);
    out.wrapped(Tone::Plain, 0, 2, &phrase::together(t, metric, currency));
}
