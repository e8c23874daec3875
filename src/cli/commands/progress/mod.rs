//! `progress`: how it goes, week by week, skill by skill, and when it will be done.

mod text;

use clap::Args;
use serde::Serialize;
use serde_json::Value;

use crate::{
    advisor::{Advisor, AskError},
    cli::{
        args::{AimArgs, LimitArgs, PlainArgs},
        ask,
        commands::plan,
        context::{Context, Outcome},
        error::CliError,
        json,
    },
    path::Aim,
    progress::{Finish, Progress},
    store,
};

/// Arguments of `progress`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  prereq progress\n  prereq progress --weeks 26\n  prereq progress --goal data-scientist --json\n\n\
    Weeks run from Monday to Sunday. `prereq profile log COURSE HOURS --on DATE` logs study time. The time of a course is \
    shared among the skills it teaches, in proportion to the levels it teaches.\n\n\
    Your pace comes from finished courses with hours logged and from those under way that have run past their hours, \
    which take at least so long. `prereq profile done COURSE` marks one that is finished."
)]
pub struct ProgressArgs {
    /// How many weeks to look back, at most: it begins with the first one your profile knows of
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=520))]
    pub weeks: u32,
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// For other programs.
    #[command(flatten)]
    pub plain: PlainArgs,
}

#[derive(Serialize)]
struct ProgressDoc {
    schema: &'static str,
    goals: Vec<String>,
    today: String,
    hours: f64,
    hours_undated: f64,
    weeks: Vec<WeekDoc>,
    skills: Vec<SkillDoc>,
    readiness: Vec<MilestoneDoc>,
    under_way: Vec<UnderDoc>,
    pace: Option<PaceDoc>,
    finish: Option<Value>,
}

#[derive(Serialize)]
struct WeekDoc {
    week: String,
    monday: String,
    hours: f64,
    target: Option<f64>,
}

#[derive(Serialize)]
struct SkillDoc {
    skill: Option<String>,
    hours: f64,
}

#[derive(Serialize)]
struct MilestoneDoc {
    on: Option<String>,
    readiness: f64,
}

#[derive(Serialize)]
struct UnderDoc {
    id: String,
    on: Option<String>,
    hours_logged: f64,
    hours_left: f64,
    full_hours: f64,
    hours_assumed: bool,
}

#[derive(Serialize)]
struct PaceDoc {
    ratio: f64,
    /// Finished courses it is from.
    courses: u64,
    /// Courses under way past their hours it is from.
    running_over: u64,
}

/// Runs `progress`.
pub fn run(args: &ProgressArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let aim = match ask::named(&advisor, &args.aim) {
        // Time logged is worth a report without a goal too.
        Err(AskError::NoGoal) => Aim::default(),
        other => other?,
    };
    let progress = advisor.progress(&aim, ctx.today, args.weeks);
    let (finish, outcome) = match progress.pace.is_some() && aim != Aim::default() {
        true => {
            let request = ask::request(&advisor, aim.clone(), &LimitArgs::default(), ctx)?;
            let (plan, outcome) = plan::solve(&advisor, &request, ctx);
            // A goal out of reach is `plan`'s to answer for.
            let stopped = matches!(outcome, Outcome::Stopped(_));
            (advisor.finish(&plan), if stopped { outcome } else { Outcome::Done })
        }
        false => (None, Outcome::Done),
    };
    if ctx.global.json {
        ctx.out.json(&document(&progress, &aim, finish.as_ref(), &advisor));
    } else if args.plain.wanted() {
        let row = |w: &crate::progress::WeekTime| {
            let target = w.target.map(|t| t.to_string()).unwrap_or_default();
            [w.monday.to_string(), w.logged.to_string(), target]
        };
        ctx.out.records(progress.weeks.iter().map(row), args.plain.null);
    } else {
        text::print(&progress, &aim, finish.as_ref(), &advisor, ctx);
    }
    Ok(outcome)
}

fn document(progress: &Progress, aim: &Aim, finish: Option<&Finish>, advisor: &Advisor) -> ProgressDoc {
    let courses = aim.to.iter().map(|&c| advisor.catalog().course(c).id.to_string());
    ProgressDoc {
        schema: "prereq.progress/1",
        goals: aim.goals.iter().map(|g| g.id.to_string()).chain(courses).collect(),
        today: progress.today.to_string(),
        hours: json::hours(progress.logged),
        hours_undated: json::hours(progress.undated),
        weeks: (progress.weeks.iter())
            .map(|w| {
                let iso = w.monday.iso_week_date();
                WeekDoc {
                    week: format!("{:04}-W{:02}", iso.year(), iso.week()),
                    monday: w.monday.to_string(),
                    hours: json::hours(w.logged),
                    target: json::maybe_hours(w.target),
                }
            })
            .collect(),
        skills: (progress.skills.iter())
            .map(|s| SkillDoc { skill: s.skill.as_ref().map(ToString::to_string), hours: json::hours(s.logged) })
            .collect(),
        readiness: (progress.readiness.iter())
            .map(|m| MilestoneDoc { on: m.on.map(|d| d.to_string()), readiness: json::micro(m.readiness) })
            .collect(),
        under_way: (progress.under_way.iter())
            .map(|u| UnderDoc {
                id: u.course.to_string(),
                on: u.on.map(|d| d.to_string()),
                hours_logged: json::hours(u.logged),
                hours_left: json::hours(u.left),
                full_hours: json::hours(u.full),
                hours_assumed: u.assumed,
            })
            .collect(),
        pace: progress.pace.map(|p| PaceDoc {
            ratio: json::micro(p.ratio),
            courses: p.courses,
            running_over: p.running_over,
        }),
        finish: finish.map(|told| store::finish_json(told, advisor.profile().constraints.hours_per_week)),
    }
}
