//! `profile constrain`: standing limits that every plan honours.

use clap::Args;

use super::edit;
use crate::{
    cli::{
        context::{Context, Outcome},
        error::CliError,
        parse,
    },
    domain::{Constraints, Minutes, ProfileEdit, scrub},
    phrase,
};

/// Arguments of `profile constrain`. What is not given stays as it is.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq profile constrain --hours-per-week 6\n  \
    prereq profile constrain --free-only true --language en,sv\n  prereq profile constrain --clear")]
pub struct ConstrainArgs {
    /// Study time per week: gives plans dates
    #[arg(long, value_name = "HOURS", value_parser = parse::some_hours)]
    pub hours_per_week: Option<Minutes>,
    /// Languages you understand, such as en
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub language: Vec<String>,
    /// Only courses known to cost nothing
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    pub free_only: Option<bool>,
    /// Never propose courses of these providers
    #[arg(long, value_name = "NAME")]
    pub exclude_provider: Vec<String>,
    /// Only these formats: video, text, interactive, book, project
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    pub format: Vec<String>,
    /// Drop all constraints first
    #[arg(long)]
    pub clear: bool,
}

/// Runs `profile constrain`; without arguments it shows the constraints.
pub fn run(args: &ConstrainArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let mut new = if args.clear { Constraints::default() } else { advisor.profile().constraints.clone() };
    let texts = |list: &[String]| list.iter().map(|t| scrub(t).trim().to_owned()).filter(|t| !t.is_empty()).collect();
    if args.hours_per_week.is_some() {
        new.hours_per_week = args.hours_per_week;
    }
    if !args.language.is_empty() {
        new.languages = texts(&args.language);
    }
    if let Some(free) = args.free_only {
        new.free_only = free;
    }
    if !args.exclude_provider.is_empty() {
        new.exclude_providers = texts(&args.exclude_provider);
    }
    if !args.format.is_empty() {
        new.formats = texts(&args.format);
    }
    let said = phrase::constraints(&new);
    if new == advisor.profile().constraints {
        // Nothing to save; saying what holds is the useful answer.
        said.iter().for_each(|line| ctx.out.line(line));
        return Ok(Outcome::Done);
    }
    edit::keep(&[ProfileEdit::Constrain(new)], &said, &advisor, ctx)
}
