//! Writing a plan in one of its formats, to standard output or over an earlier export.

use std::path::Path;

use clap::{ValueEnum, builder::PossibleValue};

use super::{context::Context, error::CliError, output::Tone};
use crate::{
    advisor::Advisor,
    path::{ExportChanges, Plan, PlanFormat, Within},
    phrase,
    store::{self, EarlierError, ExportContext, Told},
};

impl ValueEnum for PlanFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }
    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()).help(phrase::capital(phrase::format_about(*self))))
    }
}

/// What is known of a plan beside the plan itself.
pub fn told<'a>(plan: &Plan, within: Option<&'a Within>, advisor: &Advisor) -> Told<'a> {
    Told { within, finish: advisor.finish(plan) }
}

/// The plan as a text; `before` is what an earlier export says.
pub fn render(
    (plan, within): (&Plan, Option<&Within>),
    advisor: &Advisor,
    format: PlanFormat,
    before: Option<&str>,
    ctx: &Context,
) -> Result<String, CliError> {
    let (names, profile, told) = (&**advisor.catalog(), advisor.profile(), told(plan, within, advisor));
    let context = ExportContext { names, profile, today: ctx.today, before, told };
    store::export_plan(plan, format, context).map_err(|why| {
        CliError::usage(
            why.to_string(),
            "add --hours-per-week, or set it once: `prereq profile constrain --hours-per-week 6`",
        )
    })
}

/// The format to write `path` in: the one asked for, else what its extension names.
///
/// # Errors
/// It has an extension no format has.
pub fn format(asked: Option<PlanFormat>, path: &Path) -> Result<PlanFormat, CliError> {
    if asked.is_none() && !PlanFormat::is_named_by(path) {
        return Err(CliError::usage(
            format!("no format goes by the name of {}", path.display()),
            "end it in .toml, .json, .md, .ics, .csv, .dot or .mmd, or say --format",
        ));
    }
    Ok(asked.unwrap_or_else(|| PlanFormat::of_path(path)))
}

/// What an earlier export at `path` says. A file that is none is not overwritten.
pub fn earlier(path: &Path, format: PlanFormat) -> Result<Option<String>, CliError> {
    store::earlier_export(path, format).map_err(|error| match error {
        EarlierError::Store(error) => error.into(),
        foreign @ EarlierError::Foreign { .. } => {
            CliError::usage(foreign.to_string(), "choose another name, or move that file away")
        }
    })
}

/// Prints what writing `after` over `before` would change.
pub fn preview(path: &Path, format: PlanFormat, before: Option<&str>, after: &str, ctx: &mut Context) {
    let changes = store::export_changes(format, before.unwrap_or_default(), after);
    if ctx.global.json {
        let pairs: Vec<_> =
            changes.changed.iter().map(|(from, to)| serde_json::json!({ "from": from, "to": to })).collect();
        ctx.out.json(&serde_json::json!({
            "schema": "prereq.export/1",
            "file": path.to_string_lossy(),
            "format": format.word(),
            "new": changes.new,
            "changed": pairs,
            "gone": changes.gone,
            "same": changes.same,
        }));
        return;
    }
    for (sign, tone, lines) in [('+', Tone::Good, &changes.new), ('-', Tone::Bad, &changes.gone)] {
        for line in lines {
            ctx.out.wrapped(tone, 0, 2, &format!("{sign} {line}"));
        }
    }
    for (from, to) in &changes.changed {
        ctx.out.wrapped(Tone::Dim, 0, 2, &format!("~ {from}"));
        ctx.out.wrapped(Tone::Warn, 2, 4, &format!("→ {to}"));
    }
    ctx.out.line(&summary(&changes, path));
}

fn summary(changes: &ExportChanges, path: &Path) -> String {
    let what = phrase::export_changes(changes);
    let what = if what.is_empty() { "nothing to write" } else { &what };
    format!("{}: {what}; nothing is written", path.display())
}
