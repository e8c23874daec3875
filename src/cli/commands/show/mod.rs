//! `show`: everything about one course, goal or skill, seen from where the learner stands.

mod documents;
mod text;

use clap::Args;
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use crate::cli::{
    complete,
    context::{Context, Outcome},
    error::CliError,
    output::Output,
};

/// Arguments of `show`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq show mit-18.06\n  prereq show data-scientist\n  prereq show python")]
pub struct ShowArgs {
    /// The id of a course, a goal or a skill
    #[arg(value_name = "ID", add = ArgValueCompleter::new(complete::anything))]
    pub id: String,
}

#[derive(Serialize)]
struct ShowDoc<'a> {
    schema: &'static str,
    id: &'a str,
    course: Option<documents::CourseDoc<'a>>,
    goal: Option<documents::GoalDoc<'a>>,
    skill: Option<documents::SkillDoc<'a>>,
}

/// Runs `show`.
pub fn run(args: &ShowArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let catalog = advisor.catalog();
    let id = args.id.as_str();
    let (course, goal, skill) = (catalog.course_ix(id), catalog.goal(id), catalog.skill_ix(id));
    if course.is_none() && goal.is_none() && skill.is_none() {
        return Err(CliError::UnknownId { id: id.to_owned(), near: advisor.near_ids(id) });
    }
    if ctx.global.json {
        ctx.out.json(&ShowDoc {
            schema: "prereq.show/1",
            id,
            course: course.map(|c| documents::CourseDoc::of(&advisor, c)),
            goal: goal.map(|g| documents::GoalDoc::of(&advisor, g)),
            skill: skill.map(|s| documents::SkillDoc::of(&advisor, s)),
        });
        return Ok(Outcome::Done);
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
