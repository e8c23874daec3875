//! `verify`: whether a saved plan is what it claims to be.

use std::path::{Path, PathBuf};

use clap::{Args, ValueHint};
use serde::Serialize;

use crate::{
    cli::{
        context::{Context, Outcome, message},
        error::CliError,
        output::Tone,
        signals::Watch,
    },
    domain::scrub,
    path::{self, Dates, Plan, Verified},
    phrase,
    store::{self, PlanFile, StoreError},
};

/// Arguments of `verify`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq plan --goal data-scientist -o plan.toml\n  prereq verify plan.toml\n\n\
    The plan is replayed step by step, every landmark is checked by doing without it, and the bound is worked out \
    anew, by code that shares nothing with the planner. Dates are laid anew, day by day, and limits held against them. Exit status: 0 confirmed, 1 not.")]
pub struct VerifyArgs {
    /// A plan written by `prereq plan -o FILE.toml`
    #[arg(value_name = "PLAN", value_hint = ValueHint::FilePath)]
    pub plan: PathBuf,
}

#[derive(Serialize)]
struct VerifyDoc<'a> {
    schema: &'static str,
    confirmed: bool,
    status: &'a str,
    claim: String,
    steps: usize,
    landmarks: usize,
    /// Whether the dates were laid anew, and are the same; null without dates, or where the file does not say what
    /// they rest on.
    dates: Option<bool>,
    /// Whether the limits are kept; null without limits.
    limits: Option<bool>,
    not_checked: Vec<&'static str>,
    reasons: Vec<String>,
}

/// Runs `verify`.
pub fn run(args: &VerifyArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let PlanFile { plan, digest_ok } = read(&args.plan)?;
    let watch = Watch::start();
    let result = path::verify(&plan, &watch.cancel());
    let mut reasons: Vec<String> = result.as_ref().err().into_iter().flatten().map(|m| scrub(&m.to_string())).collect();
    if !digest_ok {
        reasons.push("the file was changed after the plan was written".to_owned());
    }
    let confirmed = reasons.is_empty();
    if ctx.global.json {
        ctx.out.json(&VerifyDoc {
            schema: "prereq.verify/1",
            confirmed,
            status: plan.status.word(),
            claim: phrase::claim(&plan),
            steps: plan.steps.len(),
            landmarks: plan.landmarks.len(),
            dates: result.as_ref().ok().filter(|v| v.dates == Dates::Confirmed).map(|_| true),
            limits: result.as_ref().ok().filter(|v| v.limits).map(|_| true),
            not_checked: result.as_ref().map(|v| phrase::not_checked(&plan, v)).unwrap_or_default(),
            reasons,
        });
    } else if let (true, Ok(verified)) = (confirmed, &result) {
        print(&plan, verified, ctx);
    } else {
        message("error", &format!("{} is not confirmed", args.plan.display()));
        reasons.iter().for_each(|reason| message("error", reason));
    }
    Ok(watch.outcome(Outcome::found(confirmed)))
}

pub(super) fn read(path: &Path) -> Result<PlanFile, CliError> {
    let text = store::read_file(path)?;
    let plan = store::read_plan_toml(&path.to_string_lossy(), &text);
    plan.map_err(|e| StoreError::Invalid { path: path.to_owned(), problems: e.0 }.into())
}

fn print(plan: &Plan, verified: &Verified, ctx: &mut Context) {
    let titles: Vec<_> = plan.premises.goals.iter().map(|g| scrub(&g.title)).collect();
    ctx.out.toned(Tone::Good, &format!("confirmed: {}", phrase::list_and(&titles)));
    let checked = format!(
        "{} replayed, each ready at its turn; {} checked by doing without",
        phrase::count(verified.steps as u64, "step"),
        phrase::count(verified.landmarks as u64, "landmark"),
    );
    ctx.out.wrapped(Tone::Plain, 0, 0, &checked);
    ctx.out.wrapped(Tone::Plain, 0, 2, &phrase::claim(plan));
    for line in phrase::also_checked(plan, verified) {
        ctx.out.wrapped(Tone::Plain, 0, 2, &line);
    }
    for line in phrase::not_checked(plan, verified) {
        ctx.out.wrapped(Tone::Warn, 0, 2, &format!("not checked: {line}"));
    }
    // The proof is about the catalog the plan was made from; that a newer one may do better is worth a word.
    if ctx.catalog().is_ok_and(|catalog| catalog.hash() != plan.premises.catalog) {
        ctx.hint("the catalog has changed since; `prereq plan` may now find a shorter path");
    }
}
