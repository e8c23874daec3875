//! `profile`: what the program knows about the learner, shown and changed.

mod constrain;
mod edit;
mod show;
mod step;

use clap::{Args, Subcommand};
use clap_complete::ArgValueCompleter;
use jiff::civil::Date;

use crate::{
    cli::{
        complete,
        context::{Context, Outcome},
        error::CliError,
        parse,
    },
    domain::{CourseId, GoalId, Level, SkillId, Step},
};

pub use constrain::ConstrainArgs;

/// Arguments of `profile`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  \
        prereq profile set python 0.5\n  \
        prereq profile done cs50x --rating 5 --on 2025-11-30\n  \
        prereq profile goal add data-scientist\n  \
        prereq profile goal add data-scientist=2 data-engineer\n  \
        prereq profile constrain --hours-per-week 6 --language en\n  \
        prereq profile undo\n\n\
        A level is 0 to 1, or a word: awareness 0.25, working 0.50, practitioner 0.75, expert 1.00."
)]
pub struct ProfileArgs {
    /// What to do; shows the profile when nothing is said.
    #[command(subcommand)]
    pub action: Option<Action>,
}

/// What can be done with a profile.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Show it all
    Show,
    /// Set how good you are at a skill
    Set {
        /// Which skill
        #[arg(value_parser = parse::skill, add = ArgValueCompleter::new(complete::skills))]
        skill: SkillId,
        /// 0 to 1, or awareness, working, practitioner, expert
        #[arg(value_parser = parse::level)]
        level: Level,
        /// Since when; today unless given
        #[arg(long, value_name = "DATE", value_parser = parse::date)]
        on: Option<Date>,
    },
    /// Mark courses as completed
    Done {
        /// Which courses
        #[command(flatten)]
        courses: CourseIds,
        /// Your rating, 1 to 5
        #[arg(long, value_name = "N", value_parser = parse::rating)]
        rating: Option<u8>,
        /// When you finished; today unless given
        #[arg(long, value_name = "DATE", value_parser = parse::date)]
        on: Option<Date>,
    },
    /// Mark courses as under way
    Start {
        /// Which courses
        #[command(flatten)]
        courses: CourseIds,
        /// Since when; today unless given
        #[arg(long, value_name = "DATE", value_parser = parse::date)]
        on: Option<Date>,
    },
    /// Keep courses for later
    Save {
        /// Which courses
        #[command(flatten)]
        courses: CourseIds,
    },
    /// Never propose these courses
    Hide {
        /// Which courses
        #[command(flatten)]
        courses: CourseIds,
    },
    /// Log study time on a course, or take some back
    #[command(after_help = "Examples:\n  \
        prereq profile log cs50x 1.5\n  \
        prereq profile log cs50x 90m --on 2026-01-05\n  \
        prereq profile log cs50x -0.5\n\n\
        A minus takes time back: from the day of --on, else from the latest days first.")]
    Log {
        /// Which course
        #[arg(value_name = "COURSE", value_parser = parse::course, add = ArgValueCompleter::new(complete::courses))]
        course: CourseId,
        /// How long, on top of what is logged: 1.5, 90m, 1:30; with a minus, less
        #[arg(value_parser = parse::studied, allow_hyphen_values = true)]
        hours: parse::Studied,
        /// On which day; today unless given
        #[arg(long, value_name = "DATE", value_parser = parse::date)]
        on: Option<Date>,
    },
    /// Write a note on a course; without words the note goes
    Note {
        /// Which course
        #[arg(value_name = "COURSE", value_parser = parse::course, add = ArgValueCompleter::new(complete::courses))]
        course: CourseId,
        /// The words
        #[arg(value_name = "WORD")]
        words: Vec<String>,
    },
    /// Take a course's requirement upon yourself: the plan honours and marks it
    Waive {
        /// Which course
        #[arg(value_name = "COURSE", value_parser = parse::course, add = ArgValueCompleter::new(complete::courses))]
        course: CourseId,
        /// Why, such as "had it at school"
        #[arg(value_name = "WHY")]
        why: Vec<String>,
        /// Take the waiver back
        #[arg(long, conflicts_with = "why")]
        remove: bool,
    },
    /// Say that something holds of you that no course brings, such as a programme you are enrolled in
    #[command(after_help = "Examples:\n  prereq profile fact program-idi\n  prereq profile fact program-idi --remove")]
    Fact {
        /// What holds, as courses and goals name it
        #[arg(value_name = "NAME")]
        name: String,
        /// It holds no longer
        #[arg(long)]
        remove: bool,
    },
    /// Forget what was said about a skill or a course
    Forget {
        /// The id of a skill or a course
        #[arg(value_name = "ID", add = ArgValueCompleter::new(complete::anything))]
        id: String,
    },
    /// Choose what to aim at
    #[command(subcommand)]
    Goal(GoalAction),
    /// Say what you will and will not take
    Constrain(ConstrainArgs),
    /// Take the last change back; again for the one before
    Undo,
    /// Make the change again that was taken back last
    Redo,
    /// Print where the profile is kept
    Path,
}

/// Courses named on the command line.
#[derive(Debug, Args)]
pub struct CourseIds {
    /// Which courses
    #[arg(value_name = "COURSE", required = true, value_parser = parse::course,
          add = ArgValueCompleter::new(complete::courses))]
    pub ids: Vec<CourseId>,
}

/// What can be done with the active goals.
#[derive(Debug, Subcommand)]
pub enum GoalAction {
    /// Make goals active, or change what they count: GOAL=2 counts double beside the others
    Add {
        /// Which goals
        #[arg(value_name = "GOAL", required = true, value_parser = parse::weighed_goal,
              add = ArgValueCompleter::new(complete::goals))]
        goals: Vec<(GoalId, Option<u32>)>,
    },
    /// Make goals inactive
    Remove {
        /// Which goals
        #[arg(value_name = "GOAL", required = true, value_parser = parse::goal,
              add = ArgValueCompleter::new(complete::goals))]
        goals: Vec<GoalId>,
    },
    /// List the active goals
    List,
}

/// Runs `profile`.
pub fn run(args: &ProfileArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    match args.action.as_ref().unwrap_or(&Action::Show) {
        Action::Show => show::run(ctx),
        Action::Goal(GoalAction::List) => show::goals(ctx),
        Action::Constrain(args) => constrain::run(args, ctx),
        Action::Undo => step::run(Step::Undo, ctx),
        Action::Redo => step::run(Step::Redo, ctx),
        Action::Path => {
            let path = ctx.paths()?.profile;
            ctx.out.line(&path.display().to_string());
            Ok(Outcome::Done)
        }
        change => edit::run(change, ctx),
    }
}
