//! `show`: everything about one course, goal or skill, seen from where the learner stands.

mod documents;
mod similar;
mod text;

use clap::Args;
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use crate::cli::{
    complete,
    context::{Context, Outcome},
    error::CliError,
    output::Output,
    parse,
};

/// Arguments of `show`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq show mit-18.06\n  prereq show data-scientist\n  prereq show python\n  \
    prereq show mit-18.06 --similar --limit 5")]
pub struct ShowArgs {
    /// The id of a course, a goal or a skill
    #[arg(value_name = "ID", add = ArgValueCompleter::new(complete::anything))]
    pub id: String,
    /// The courses most like it, by what is written about them
    #[arg(long)]
    pub similar: bool,
    /// At most this many of them
    #[arg(long, value_name = "N", value_parser = parse::count, default_value_t = 10, requires = "similar")]
    pub limit: usize,
}

#[derive(Serialize)]
struct ShowDoc<'a> {
    schema: &'static str,
    id: &'a str,
    course: Option<documents::CourseDoc<'a>>,
    goal: Option<documents::GoalDoc<'a>>,
    skill: Option<documents::SkillDoc<'a>>,
    similar: Option<Vec<similar::SimilarDoc<'a>>>,
}

/// Runs `show`.
pub fn run(args: &ShowArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let catalog = advisor.catalog();
    let id = args.id.as_str();
    let mut found = (catalog.course_ix(id), catalog.goal(id), catalog.skill_ix(id));
    if found == (None, None, None) {
        found = (advisor.course(id).ok(), advisor.goal(id).ok(), advisor.skill(id).ok());
    }
    let (course, goal, skill) = found;
    if course.is_none() && goal.is_none() && skill.is_none() {
        return Err(CliError::UnknownId { id: id.to_owned(), near: advisor.near_ids(id) });
    }
    let like = if args.similar {
        let Some(course) = course else {
            return Err(CliError::usage(
                format!("`{id}` is not a course"),
                "--similar compares what is written about courses",
            ));
        };
        Some((course, advisor.similar(course, args.limit)))
    } else {
        None
    };
    let outcome = Outcome::found(like.as_ref().is_none_or(|(_, found)| !found.is_empty()));
    if ctx.global.json {
        ctx.out.json(&ShowDoc {
            schema: "prereq.show/1",
            id,
            course: course.map(|c| documents::CourseDoc::of(&advisor, c)),
            goal: goal.map(|g| documents::GoalDoc::of(&advisor, g)),
            skill: skill.map(|s| documents::SkillDoc::of(&advisor, s)),
            similar: (like.as_ref())
                .map(|(to, found)| found.iter().map(|it| similar::SimilarDoc::of(&advisor, *to, it)).collect()),
        });
        return Ok(outcome);
    }
    if let Some((to, found)) = &like {
        similar::print(&advisor, *to, found, &mut ctx.out);
        if found.is_empty() {
            ctx.warn("nothing is written about it that is written about another course");
        }
        return Ok(outcome);
    }
    let mut first = true;
    let mut separate = |out: &mut Output| {
        if !std::mem::take(&mut first) {
            out.gap();
        }
    };
    if let Some(ix) = course {
        separate(&mut ctx.out);
        text::course(&advisor, ix, &mut ctx.out);
    }
    if let Some(goal) = goal {
        separate(&mut ctx.out);
        text::goal(&advisor, goal, &mut ctx.out);
    }
    if let Some(ix) = skill {
        separate(&mut ctx.out);
        text::skill(&advisor, ix, &mut ctx.out);
    }
    Ok(Outcome::Done)
}
