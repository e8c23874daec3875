//! The command line as types: what clap reads, and the help it shows.

use std::{path::PathBuf, time::Duration};

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::ArgValueCompleter;
use jiff::civil::Date;

use crate::{
    domain::{Away, Cents, CourseId, GoalId, MAX_PARALLEL, Minutes, SkillId},
    path::Metric,
};

use super::{commands, complete, parse};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "prereq",
    version,
    about = "The provably shortest way from what you know to what you want to be able to do",
    long_about = "A learning-path advisor. It knows real courses, what they teach and what they need, and finds the\n\
                  shortest path from what you know to your goal, with a proof that there is no shorter one.\n\n\
                  Without a command it opens the interface. Everything is local: plain files, no account, no network.",
    after_help = "Examples:\n  \
                  prereq                                  open the interface\n  \
                  prereq goals                            what one can aim at\n  \
                  prereq plan --goal data-scientist       the shortest path there\n  \
                  prereq profile set python 0.5           tell what you know already\n\n\
                  Exit status: 0 done, 1 nothing found or goal out of reach, 2 bad usage or input.",
    max_term_width = 100,
    subcommand_precedence_over_arg = true,
    disable_help_subcommand = true
)]
pub struct Cli {
    /// Flags every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing opens the interface.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Flags every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// Add a catalog: a TOML file or a folder of them; later ones replace entries of earlier ones
    #[arg(long, global = true, value_name = "PATH")]
    pub catalog: Vec<PathBuf>,
    /// Leave the built-in catalog out
    #[arg(long, global = true)]
    pub no_builtin: bool,
    /// Use this profile file
    #[arg(long, global = true, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Print one JSON document instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Take this for today's date
    #[arg(long, global = true, value_name = "DATE", value_parser = parse::date)]
    pub today: Option<Date>,
    /// Say no more than needed: no hints, no warnings
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true, action = ArgAction::Count, conflicts_with = "quiet")]
    pub verbose: u8,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Find courses by words, in any order
    Search(commands::search::SearchArgs),
    /// Show a course, a goal or a skill
    Show(commands::show::ShowArgs),
    /// Open a course's page in the browser
    Open(commands::open::OpenArgs),
    /// List the goals one can aim at
    Goals(commands::list::GoalsArgs),
    /// List the skills
    Skills(commands::list::SkillsArgs),
    /// List the courses
    Courses(commands::list::CoursesArgs),
    /// What you are short in for a goal
    Gap(commands::gap::GapArgs),
    /// The shortest path to a goal, with its proof
    Plan(commands::plan::PlanArgs),
    /// What to do next, and why
    Next(commands::next::NextArgs),
    /// How it goes: hours by week and skill, readiness over time, your pace
    Progress(commands::progress::ProgressArgs),
    /// Why a course is, or is not, on the path
    Why(commands::why::WhyArgs),
    /// For each course of the path, the best path without it
    Alternatives(commands::alternatives::AlternativesArgs),
    /// What each part of a goal costs, and what to drop to save most
    Sensitivity(commands::sensitivity::SensitivityArgs),
    /// Every trade of hours for money on the way to a goal
    Tradeoffs(commands::tradeoffs::TradeoffsArgs),
    /// Rank the courses you could take now
    Recommend(commands::recommend::RecommendArgs),
    /// Show or change what the program knows about you
    Profile(commands::profile::ProfileArgs),
    /// Make goals of your own
    Goal(commands::goal::GoalArgs),
    /// Add courses of your own
    Course(commands::course::CourseArgs),
    /// Find out what you know already, with the fewest questions
    Assess(commands::assess::AssessArgs),
    /// Check the proof of a saved plan
    Verify(commands::verify::VerifyArgs),
    /// What differs between two plans, and why
    Diff(commands::diff::DiffArgs),
    /// Look after catalogs
    Catalog(commands::catalog::CatalogArgs),
    /// Where files are, what the terminal can do, whether all is well
    Doctor(commands::doctor::DoctorArgs),
    /// Print the completion script of a shell
    Completions(commands::completions::CompletionsArgs),
    /// Print the manual page
    Man(commands::man::ManArgs),
}

/// What to aim at; the profile's active goals when nothing is said.
#[derive(Debug, Clone, Args, Default)]
pub struct AimArgs {
    /// A goal to reach, perhaps several; `prereq goals` lists them. GOAL=2 counts double beside the others
    #[arg(short, long = "goal", value_name = "GOAL", value_parser = parse::weighed_goal, add = ArgValueCompleter::new(complete::goals), num_args = 1.., value_delimiter = ',')]
    pub goals: Vec<(GoalId, Option<u32>)>,
    /// A course to get to and take
    #[arg(long, value_name = "COURSE", value_parser = parse::course, add = ArgValueCompleter::new(complete::courses), num_args = 1.., value_delimiter = ',')]
    pub to: Vec<CourseId>,
}

/// What bounds and shapes a plan.
#[derive(Debug, Clone, Args, Default)]
pub struct LimitArgs {
    /// Study time per week: gives the plan dates
    #[arg(long, value_name = "HOURS", value_parser = parse::some_hours)]
    pub hours_per_week: Option<Minutes>,
    /// First day of the plan; today unless given
    #[arg(long, value_name = "DATE", value_parser = parse::date)]
    pub start: Option<Date>,
    /// The last day: what does not fit before it is left out, and the pace that would fit is told
    #[arg(long, value_name = "DATE", value_parser = parse::date)]
    pub deadline: Option<Date>,
    /// Study time in all
    #[arg(long, value_name = "HOURS", value_parser = parse::hours)]
    pub max_hours: Option<Minutes>,
    /// Money in all; courses of unknown price stay out
    #[arg(long, value_name = "AMOUNT", value_parser = parse::price)]
    pub budget: Option<Cents>,
    /// Goal skills that must be reached in full where the limits bind; the others are nice to have
    #[arg(long, value_name = "SKILL", value_parser = parse::skill, add = ArgValueCompleter::new(complete::skills), num_args = 1.., value_delimiter = ',')]
    pub must: Vec<SkillId>,
    /// Courses that may be under way at once; what the profile says, else 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_PARALLEL)))]
    pub max_parallel: Option<u32>,
    /// Days without study time besides the profile's: 2026-12-21..2027-01-03, one day, or a week such as 2026-W52
    #[arg(long, value_name = "RANGE", value_parser = parse::away, num_args = 1.., value_delimiter = ',')]
    pub away: Vec<Away>,
    /// A course you are enrolled in that begins on this day, such as mit-18.06=2027-02-01
    #[arg(long, value_name = "COURSE=DATE", value_parser = parse::begin, num_args = 1.., value_delimiter = ',')]
    pub begin: Vec<(CourseId, Date)>,
    /// What the path should be short in
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = MetricArg::Weighted)]
    pub minimize: MetricArg,
    /// How much it counts who vouches for a course and what fits you: 0 counts hours of work alone, 2 twice as much
    #[arg(long, value_name = "0-2", value_parser = parse::taste)]
    pub taste: Option<u32>,
    /// Never propose this course
    #[arg(long, value_name = "COURSE", value_parser = parse::course, add = ArgValueCompleter::new(complete::courses), num_args = 1.., value_delimiter = ',')]
    pub exclude: Vec<CourseId>,
    /// Take this course in any case
    #[arg(long, value_name = "COURSE", value_parser = parse::course, add = ArgValueCompleter::new(complete::courses), num_args = 1.., value_delimiter = ',')]
    pub require: Vec<CourseId>,
    /// Let go of courses that are under way where another path is shorter
    #[arg(long)]
    pub switch: bool,
    /// Keep at it until the path is proved shortest; Ctrl-C stops with the best one found
    #[arg(long, conflicts_with = "time_limit")]
    pub prove: bool,
    /// Stop after this long, such as 10s or 2m, with the best path found
    #[arg(long, value_name = "TIME", value_parser = parse::seconds)]
    pub time_limit: Option<Duration>,
    /// Count a course of unknown price at this much
    #[arg(long, value_name = "AMOUNT", value_parser = parse::price)]
    pub assume_price: Option<Cents>,
}

/// The word after `--minimize`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum MetricArg {
    /// Hours of work, each weighted by who vouches for the course and how it fits you
    #[default]
    Weighted,
    /// Hours of work
    Work,
    /// Published hours
    Hours,
    /// Total price; courses of unknown price stay out
    Price,
    /// Number of courses
    Courses,
}

impl From<MetricArg> for Metric {
    fn from(arg: MetricArg) -> Self {
        match arg {
            MetricArg::Weighted => Self::Weighted,
            MetricArg::Work => Self::Work,
            MetricArg::Hours => Self::Hours,
            MetricArg::Price => Self::Price,
            MetricArg::Courses => Self::Courses,
        }
    }
}

/// How a list is printed for other programs.
#[derive(Debug, Clone, Copy, Args, Default)]
pub struct PlainArgs {
    /// Tab-separated columns that stay the same, for other programs
    #[arg(long)]
    pub plain: bool,
    /// Like --plain, each entry ended by NUL
    #[arg(short = '0', long)]
    pub null: bool,
}

impl PlainArgs {
    /// Whether records are wanted rather than a table.
    pub fn wanted(self) -> bool {
        self.plain || self.null
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        super::Cli::command().debug_assert();
    }
}
