//! `profile constrain`: standing limits that every plan honours.

use std::collections::BTreeSet;

use clap::{Args, ValueEnum};
use clap_complete::ArgValueCompleter;

use super::edit;
use crate::{
    advisor::Advisor,
    cli::{
        complete,
        context::{Context, Outcome},
        error::CliError,
        parse,
    },
    domain::{Away, Constraints, Course, MAX_PARALLEL, Minutes, ProfileEdit, scrub},
    phrase,
};

/// Arguments of `profile constrain`. What is not given stays as it is.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq profile constrain --hours-per-week 6\n  \
    prereq profile constrain --max-parallel 2 --away 2026-12-21..2027-01-03,2027-W07\n  \
    prereq profile constrain --free-only true --language en,sv\n  prereq profile constrain --clear=language,format\n  prereq profile constrain --clear")]
pub struct ConstrainArgs {
    /// Study time per week: gives plans dates
    #[arg(long, value_name = "HOURS", value_parser = parse::some_hours)]
    pub hours_per_week: Option<Minutes>,
    /// Courses that may be under way at once
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_PARALLEL)))]
    pub max_parallel: Option<u32>,
    /// Days without study time, added to those there are: 2026-12-21..2027-01-03, one day, or a week such as 2026-W52
    #[arg(long, value_name = "RANGE", value_parser = parse::away, num_args = 1.., value_delimiter = ',')]
    pub away: Vec<Away>,
    /// Take days away back
    #[arg(long, value_name = "RANGE", value_parser = parse::away, num_args = 1.., value_delimiter = ',')]
    pub not_away: Vec<Away>,
    /// Take all days away back, before any are added
    #[arg(long)]
    pub no_away: bool,
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
    /// Tools never to be taught or asked for, such as r; added to those there are
    #[arg(long, value_name = "SKILL", add = ArgValueCompleter::new(complete::skills), num_args = 1.., value_delimiter = ',')]
    pub avoid: Vec<String>,
    /// Drop these constraints first; all of them unless some are named
    #[arg(long, value_name = "WHAT", value_enum, num_args = 0.., require_equals = true, value_delimiter = ',',
          default_missing_value = "all")]
    pub clear: Vec<Clear>,
}

/// A constraint that can be dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Clear {
    /// Study time per week
    HoursPerWeek,
    /// Courses at once
    MaxParallel,
    /// Days without study time
    Away,
    /// Languages
    Language,
    /// That courses cost nothing
    FreeOnly,
    /// Providers left out
    ExcludeProvider,
    /// Formats
    Format,
    /// Tools left out
    Avoid,
    /// Everything
    All,
}

impl Clear {
    fn from(self, limits: &mut Constraints) {
        let nothing = Constraints::default();
        match self {
            Self::HoursPerWeek => limits.hours_per_week = nothing.hours_per_week,
            Self::MaxParallel => limits.max_parallel = nothing.max_parallel,
            Self::Away => limits.away = nothing.away,
            Self::Language => limits.languages = nothing.languages,
            Self::FreeOnly => limits.free_only = nothing.free_only,
            Self::ExcludeProvider => limits.exclude_providers = nothing.exclude_providers,
            Self::Format => limits.formats = nothing.formats,
            Self::Avoid => limits.avoid = nothing.avoid,
            Self::All => *limits = nothing,
        }
    }
}

/// Runs `profile constrain`; without arguments it shows the constraints.
pub fn run(args: &ConstrainArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let mut new = advisor.profile().constraints.clone();
    args.clear.iter().for_each(|what| what.from(&mut new));
    let texts = |list: &[String]| list.iter().map(|t| scrub(t).trim().to_owned()).filter(|t| !t.is_empty()).collect();
    if args.hours_per_week.is_some() {
        new.hours_per_week = args.hours_per_week;
    }
    if args.max_parallel.is_some() {
        new.max_parallel = args.max_parallel;
    }
    if args.no_away {
        new.away.clear();
    }
    new.away.extend(&args.away);
    new.away = Away::except(&new.away, &args.not_away);
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
    for skill in &args.avoid {
        let id = &advisor.catalog().skill(advisor.skill(skill)?).id;
        if !new.avoid.contains(id) {
            new.avoid.push(id.clone());
        }
    }
    unheard_of(args, &advisor, ctx);
    let said = phrase::constraints(&new, &**advisor.catalog());
    if new == advisor.profile().constraints {
        // Nothing to save; saying what holds is the useful answer.
        said.iter().for_each(|line| ctx.out.line(line));
        return Ok(Outcome::Done);
    }
    edit::keep(&[ProfileEdit::Constrain(new)], &said, &advisor, ctx)
}

/// A word that no course of the catalog goes by is probably a slip, but not certainly: catalogs change.
fn unheard_of(args: &ConstrainArgs, advisor: &Advisor, ctx: &Context) {
    type Fact = fn(&Course) -> Option<&str>;
    let kinds: [(&[String], &str, Fact); 3] = [
        (&args.language, "is in", |c| c.language.as_deref()),
        (&args.format, "comes as", |c| c.format.as_deref()),
        (&args.exclude_provider, "is by", |c| Some(&c.provider)),
    ];
    for (words, verb, fact) in kinds {
        let known: BTreeSet<&str> = advisor.catalog().courses().iter().filter_map(fact).collect();
        for word in words.iter().map(|w| scrub(w).trim().to_owned()).filter(|w| !w.is_empty()) {
            if known.iter().any(|k| k.to_lowercase() == word.to_lowercase()) {
                continue;
            }
            let near = known.iter().map(|k| (strsim::osa_distance(&k.to_lowercase(), &word.to_lowercase()), *k)).min();
            let near = near.filter(|(distance, k)| *distance <= 1 + k.chars().count() / 4 && k.chars().count() > 2);
            // Languages go by codes of two letters, and people write `english`.
            let code = known.iter().find(|k| k.len() == 2 && word.to_lowercase().starts_with(&k.to_lowercase()));
            let hint = match near.map(|(_, k)| k).or(code.copied()) {
                Some(meant) => format!("; did you mean `{meant}`?"),
                None => String::new(),
            };
            ctx.warn(&format!("no course of the catalog {verb} `{word}`{hint}"));
        }
    }
}
