//! `course`: courses of one's own, in ten seconds.

use clap::{Args, Subcommand, ValueEnum};
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use super::goal::titled;
use crate::{
    cli::{
        complete,
        context::{Context, Outcome},
        error::CliError,
        json, parse,
    },
    domain::{Cents, CourseId, Difficulty, Level, Minutes, SkillId, scrub},
    phrase,
    store::{CourseEntry, OwnCatalog, OwnFile},
};

/// Arguments of `course`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq course add team-python --title \"Python at work\" --provider \"My team\" --hours 12 --teaches python=0.5\n  \
    prereq course add sql-circle --free --teaches sql=0.5 --requires sql=0.25 --language en\n  \
    prereq course remove sql-circle\n\n\
    Your courses are kept in one catalog file you can edit by hand.")]
pub struct CourseArgs {
    /// What to do
    #[command(subcommand)]
    pub action: CourseCommand,
}

/// What can be done with own courses.
#[derive(Debug, Subcommand)]
pub enum CourseCommand {
    /// Add a course
    Add(Box<AddArgs>),
    /// Remove a course of yours
    Remove {
        /// Which course
        #[arg(value_name = "ID", value_parser = parse::course, add = ArgValueCompleter::new(complete::courses))]
        id: CourseId,
    },
}

/// What a course is.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// Its id: letters, digits, hyphens, dots
    #[arg(value_name = "ID", value_parser = parse::new_course)]
    pub id: CourseId,
    /// Its title; made of the id unless given
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Who gives it
    #[arg(long, value_name = "NAME", default_value = "own")]
    pub provider: String,
    /// How long it takes
    #[arg(long, value_name = "HOURS", value_parser = parse::hours)]
    pub hours: Option<Minutes>,
    /// What it costs, in US dollars
    #[arg(long, value_name = "AMOUNT", value_parser = parse::price)]
    pub price: Option<Cents>,
    /// It costs nothing
    #[arg(long, conflicts_with = "price")]
    pub free: bool,
    /// A skill it teaches, up to this level; working (0.50) unless given
    #[arg(long, value_name = "SKILL[=LEVEL]", value_parser = parse::taught_level, num_args = 1.., value_delimiter = ',',
          add = ArgValueCompleter::new(complete::skills))]
    pub teaches: Vec<(SkillId, Level)>,
    /// A skill it needs; working (0.50) unless given
    #[arg(long, value_name = "SKILL[=LEVEL]", value_parser = parse::taught_level, num_args = 1.., value_delimiter = ',',
          add = ArgValueCompleter::new(complete::skills))]
    pub requires: Vec<(SkillId, Level)>,
    /// A course to take before
    #[arg(long, value_name = "COURSE", value_parser = parse::course, num_args = 1.., value_delimiter = ',',
          add = ArgValueCompleter::new(complete::courses))]
    pub prerequisite: Vec<CourseId>,
    /// How hard it is
    #[arg(long, value_name = "WORD", value_enum)]
    pub difficulty: Option<DifficultyArg>,
    /// Its language, such as en
    #[arg(long, value_name = "CODE")]
    pub language: Option<String>,
    /// Its format: video, text, interactive, book, project
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<String>,
    /// What it is about, in a word
    #[arg(long, value_name = "TAG", num_args = 1.., value_delimiter = ',')]
    pub tag: Vec<String>,
    /// What it is about, in a sentence
    #[arg(long, value_name = "TEXT")]
    pub summary: Option<String>,
    /// Where it is
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
}

/// The word after `--difficulty`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DifficultyArg {
    /// For who begins
    Beginner,
    /// For who knows some
    Intermediate,
    /// For who knows a lot
    Advanced,
}

#[derive(Serialize)]
struct CourseDoc<'a> {
    schema: &'static str,
    id: &'a str,
    title: &'a str,
    provider: &'a str,
    hours: Option<f64>,
    teaches: std::collections::BTreeMap<&'a str, f64>,
    file: String,
}

/// Runs `course`.
pub fn run(args: &CourseArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let sources = ctx.sources()?;
    let own = OwnCatalog::new(ctx.paths()?.user_catalog(), sources);
    match &args.action {
        CourseCommand::Add(args) => add(args, &own, ctx),
        CourseCommand::Remove { id } => {
            ctx.advisor()?.course(id.as_str())?;
            if !own.defines(OwnFile::Courses, id.as_str())? {
                return Err(CliError::usage(
                    format!("the course `{id}` is not one of yours"),
                    format!("`prereq profile hide {id}` keeps it from being proposed"),
                ));
            }
            own.remove_course(id)?;
            if !ctx.global.quiet && !ctx.global.json {
                ctx.out.line(&format!("removed: {id}"));
            }
            if ctx.global.json {
                let file = own.path(OwnFile::Courses).display().to_string();
                ctx.out
                    .json(&serde_json::json!({ "schema": "prereq.course.remove/1", "id": id.as_str(), "file": file }));
            }
            Ok(Outcome::Done)
        }
    }
}

fn add(args: &AddArgs, own: &OwnCatalog, ctx: &mut Context) -> Result<Outcome, CliError> {
    let id = &args.id;
    let advisor = ctx.advisor()?;
    if advisor.course(id.as_str()).is_ok() {
        return Err(CliError::usage(
            format!("there is a course `{id}` already"),
            format!("`prereq show {id}` shows it; give yours another id"),
        ));
    }
    for (skill, _) in args.teaches.iter().chain(&args.requires) {
        advisor.skill(skill.as_str())?;
    }
    for course in &args.prerequisite {
        advisor.course(course.as_str())?;
    }
    let text = |t: &str| Some(scrub(t).trim().to_owned()).filter(|t| !t.is_empty());
    let maybe = |t: &Option<String>| t.as_deref().and_then(text);
    let course = CourseEntry {
        title: maybe(&args.title).unwrap_or_else(|| titled(id.as_str())),
        provider: text(&args.provider).unwrap_or_else(|| "own".to_owned()),
        url: maybe(&args.url),
        hours: args.hours,
        price: if args.free { Some(Cents(0)) } else { args.price },
        difficulty: args.difficulty.map(|d| match d {
            DifficultyArg::Beginner => Difficulty::Beginner,
            DifficultyArg::Intermediate => Difficulty::Intermediate,
            DifficultyArg::Advanced => Difficulty::Advanced,
        }),
        language: maybe(&args.language),
        format: maybe(&args.format),
        tags: args.tag.iter().filter_map(|t| text(t)).collect(),
        summary: maybe(&args.summary),
        teaches: args.teaches.clone(),
        requires: args.requires.clone(),
        prerequisites: args.prerequisite.clone(),
    };
    own.add_course(id, &course)?;
    if ctx.global.json {
        ctx.out.json(&CourseDoc {
            schema: "prereq.course.add/1",
            id: id.as_str(),
            title: &course.title,
            provider: &course.provider,
            hours: json::maybe_hours(course.hours),
            teaches: course.teaches.iter().map(|(s, level)| (s.as_str(), json::level(*level))).collect(),
            file: own.path(OwnFile::Courses).display().to_string(),
        });
    } else if !ctx.global.quiet {
        ctx.out.line(&format!("added: {}", course.title));
        for (skill, level) in &course.teaches {
            let name = phrase::Names::skill(&**advisor.catalog(), skill.as_str()).unwrap_or(skill.as_str());
            ctx.out.line(&format!("  teaches {name} {}", phrase::anchored(*level)));
        }
    }
    if course.teaches.is_empty() {
        ctx.warn("it teaches nothing yet, so no path will need it: --teaches SKILL=LEVEL says what");
    }
    Ok(Outcome::Done)
}
