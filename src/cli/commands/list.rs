//! `goals`, `skills`, `courses`: what the catalog has.

use std::collections::BTreeMap;

use clap::Args;
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use crate::{
    advisor::{Advisor, Settings},
    cli::{
        args::PlainArgs,
        complete,
        context::{Context, Outcome},
        error::CliError,
        json,
        output::{Table, Tone},
    },
    domain::{Catalog, Course, CourseStatus, Profile},
    path::Costing,
    phrase,
};

/// Arguments of `goals`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq goals\n  prereq goals data\n  prereq goals --plain | fzf | cut -f1")]
pub struct GoalsArgs {
    /// Words their titles or ids have, best match first; all goals unless given
    pub query: Vec<String>,
    /// For other programs.
    #[command(flatten)]
    pub plain: PlainArgs,
}

/// Arguments of `skills`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq skills\n  prereq skills linear\n  prereq skills --area mathematics")]
pub struct SkillsArgs {
    /// Words their names, aliases or ids have, best match first; all skills unless given
    pub query: Vec<String>,
    /// Only skills of this area
    #[arg(long, value_name = "AREA")]
    pub area: Option<String>,
    /// For other programs.
    #[command(flatten)]
    pub plain: PlainArgs,
}

/// Arguments of `courses`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq courses\n  prereq courses --teaches python --free")]
pub struct CoursesArgs {
    /// Only courses that teach this skill
    #[arg(long, value_name = "SKILL", add = ArgValueCompleter::new(complete::skills))]
    pub teaches: Option<String>,
    /// Only courses of providers with this in their name
    #[arg(long, value_name = "NAME")]
    pub provider: Option<String>,
    /// Only courses known to cost nothing
    #[arg(long)]
    pub free: bool,
    /// For other programs.
    #[command(flatten)]
    pub plain: PlainArgs,
}

#[derive(Serialize)]
struct GoalsDoc<'a> {
    schema: &'static str,
    goals: Vec<GoalRow<'a>>,
}

#[derive(Serialize)]
struct GoalRow<'a> {
    id: &'a str,
    title: &'a str,
    skills: BTreeMap<String, f64>,
    summary: &'a str,
    source: Option<&'a str>,
}

/// Lists of the catalog are the same for everybody: a profile that cannot be read does not matter to them.
fn impersonal(ctx: &mut Context) -> Result<Advisor, CliError> {
    Ok(Advisor::new(ctx.catalog()?, Profile::default(), Settings::default()))
}

/// Runs `goals`.
pub fn goals(args: &GoalsArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = impersonal(ctx)?;
    let catalog = advisor.catalog();
    let goals = advisor.find_goals(&args.query.join(" "));
    if ctx.global.json {
        let row = |g: &'_ crate::domain::Goal| -> BTreeMap<String, f64> {
            let levels: Vec<_> = g.skills.iter().map(|s| (s.skill, s.level)).collect();
            json::levels(catalog, &levels)
        };
        let rows = goals.iter().map(|g| GoalRow {
            id: g.id.as_str(),
            title: &g.title,
            skills: row(g),
            summary: &g.summary,
            source: g.source.as_deref(),
        });
        ctx.out.json(&GoalsDoc { schema: "prereq.goals/1", goals: rows.collect() });
    } else if args.plain.wanted() {
        let rows = goals.iter().map(|g| [g.id.to_string(), g.title.clone(), g.skills.len().to_string()]);
        ctx.out.records(rows, args.plain.null);
    } else {
        let mut table = Table::new().left("id").flexible("goal").right("skills").yielding("asks most for");
        for goal in &goals {
            let mut skills: Vec<_> = goal.skills.iter().collect();
            skills.sort_by_key(|s| (std::cmp::Reverse((s.weight, s.level)), s.skill));
            let names: Vec<_> = skills.iter().take(3).map(|s| catalog.skill(s.skill).name.as_str()).collect();
            table.row([
                (Tone::Id, goal.id.to_string()),
                (Tone::Plain, goal.title.clone()),
                (Tone::Plain, goal.skills.len().to_string()),
                (Tone::Dim, names.join(", ")),
            ]);
        }
        if goals.is_empty() {
            ctx.hint("`prereq goals` lists them all; `prereq goal new` makes one of your own");
        } else {
            ctx.out.table(&table);
            ctx.hint("`prereq plan --goal ID` plans the shortest path to one");
        }
    }
    Ok(Outcome::found(!goals.is_empty()))
}

#[derive(Serialize)]
struct SkillsDoc<'a> {
    schema: &'static str,
    skills: Vec<SkillRow<'a>>,
}

#[derive(Serialize)]
struct SkillRow<'a> {
    id: &'a str,
    name: &'a str,
    area: &'a str,
    aliases: &'a [String],
    taught_by: usize,
}

/// Runs `skills`.
pub fn skills(args: &SkillsArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = impersonal(ctx)?;
    let catalog = advisor.catalog();
    let wanted = args.area.as_ref().map(|a| a.to_lowercase());
    let rows: Vec<SkillRow<'_>> = (advisor.find_skills(&args.query.join(" ")).into_iter())
        .filter(|s| wanted.as_ref().is_none_or(|w| s.area.to_lowercase() == *w))
        .map(|s| SkillRow {
            id: s.id.as_str(),
            name: &s.name,
            area: &s.area,
            aliases: &s.aliases,
            taught_by: catalog.skill_ix(s.id.as_str()).map_or(0, |ix| catalog.taught_by(ix).len()),
        })
        .collect();
    let found = !rows.is_empty();
    if ctx.global.json {
        ctx.out.json(&SkillsDoc { schema: "prereq.skills/1", skills: rows });
    } else if args.plain.wanted() {
        ctx.out.records(rows.iter().map(|s| [s.id, s.name, s.area].map(str::to_owned)), args.plain.null);
    } else {
        let mut table = Table::new().left("id").flexible("skill").left("area").right("courses");
        for s in &rows {
            table.row([
                (Tone::Id, s.id.to_owned()),
                (Tone::Plain, s.name.to_owned()),
                (Tone::Dim, s.area.to_owned()),
                (Tone::Plain, s.taught_by.to_string()),
            ]);
        }
        if found {
            ctx.out.table(&table);
        }
    }
    if !found && args.area.is_some() {
        let areas: std::collections::BTreeSet<_> = catalog.skills().iter().map(|s| s.area.clone()).collect();
        ctx.hint(&format!("the areas are {}", phrase::list_and(&areas.into_iter().collect::<Vec<_>>())));
    }
    Ok(Outcome::found(found))
}

#[derive(Serialize)]
struct CoursesDoc<'a> {
    schema: &'static str,
    courses: Vec<CourseRow<'a>>,
}

/// A course as lists show it.
#[derive(Serialize)]
pub struct CourseRow<'a> {
    id: &'a str,
    title: &'a str,
    provider: &'a str,
    hours: Option<f64>,
    hours_assumed: Option<f64>,
    price: Option<f64>,
    currency: &'a str,
    difficulty: Option<&'static str>,
    teaches: BTreeMap<String, f64>,
    retired: bool,
}

impl<'a> CourseRow<'a> {
    /// The row of a course.
    pub fn of(catalog: &Catalog, course: &'a Course, costing: &Costing) -> Self {
        Self {
            id: course.id.as_str(),
            title: &course.title,
            provider: &course.provider,
            hours: json::maybe_hours(course.hours),
            hours_assumed: course.hours.is_none().then(|| json::hours(costing.hours(course).0)),
            price: json::price(course.price),
            currency: course.currency.code(),
            difficulty: course.difficulty.map(|d| d.word()),
            teaches: json::levels(catalog, &course.teaches),
            retired: course.status == CourseStatus::Retired,
        }
    }
}

/// Runs `courses`.
pub fn courses(args: &CoursesArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let catalog = advisor.catalog();
    let assume = &advisor.settings().costing;
    let skill = args.teaches.as_deref().map(|s| advisor.skill(s)).transpose()?;
    let provider = args.provider.as_ref().map(|p| p.to_lowercase());
    let chosen: Vec<&Course> = (catalog.courses().iter())
        .filter(|c| skill.is_none_or(|s| c.teaches_level(s).is_some()))
        .filter(|c| provider.as_ref().is_none_or(|p| c.provider.to_lowercase().contains(p)))
        .filter(|c| !args.free || c.price.is_some_and(|p| p.0 == 0))
        .collect();
    if ctx.global.json {
        let courses = chosen.iter().map(|c| CourseRow::of(catalog, c, assume)).collect();
        ctx.out.json(&CoursesDoc { schema: "prereq.courses/1", courses });
    } else if args.plain.wanted() {
        ctx.out.records(chosen.iter().map(|c| record(c)), args.plain.null);
    } else if !chosen.is_empty() {
        let mut table = Table::new().left("id").flexible("course").yielding("provider").right("hours").right("price");
        for c in &chosen {
            table.row([
                (Tone::Id, c.id.to_string()),
                (Tone::Plain, c.title.clone()),
                (Tone::Dim, c.provider.clone()),
                (Tone::Plain, phrase::hours_of(c, assume)),
                (Tone::Plain, c.price.map_or_else(|| "?".to_owned(), |p| phrase::price(p, c.currency))),
            ]);
        }
        ctx.out.table(&table);
    }
    Ok(Outcome::found(!chosen.is_empty()))
}

/// The stable columns of a course: id, title, provider, hours, price; empty where nobody says.
pub fn record(c: &Course) -> [String; 5] {
    [
        c.id.to_string(),
        c.title.clone(),
        c.provider.clone(),
        c.hours.map(|h| h.to_string()).unwrap_or_default(),
        c.price.map(|p| p.to_string()).unwrap_or_default(),
    ]
}
