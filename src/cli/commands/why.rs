//! `why`: why a course is, or is not, on the path, and what would change that.

use clap::Args;
use clap_complete::ArgValueCompleter;
use serde::Serialize;

use crate::{
    advisor::Advisor,
    cli::{
        args::{AimArgs, LimitArgs},
        ask, complete,
        context::{Context, Outcome},
        error::CliError,
        json,
        output::Tone,
        signals::Watch,
    },
    domain::{Cents, CourseIx, Minutes},
    path::{Aim, Metric, Status, Verdict, Why},
    phrase,
};

/// Arguments of `why`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq why mit-18.06 --goal data-scientist\n  \
    prereq why cs50p --to mit-18.06 --json\n\n\
    The regret of a course is what the path costs more when it has to be on it. At its break-even, its own\n\
    duration less the regret, it would enter the path by itself.")]
pub struct WhyArgs {
    /// The course asked about
    #[arg(value_name = "ID", add = ArgValueCompleter::new(complete::courses))]
    pub id: String,
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// What shapes the plan behind it.
    #[command(flatten)]
    pub limits: LimitArgs,
}

#[derive(Serialize)]
struct GoalRow<'a> {
    id: &'a str,
    title: &'a str,
}

/// Bounds of a figure, in hours, money or courses; equal when proved.
#[derive(Serialize)]
struct Range {
    at_least: Option<f64>,
    at_most: Option<f64>,
}

/// The path of less work that was not preferred.
#[derive(Serialize)]
struct PreferredDoc<'a> {
    less_work: f64,
    weighs_more: Range,
    against: Vec<&'a str>,
}

#[derive(Serialize)]
struct WhyDoc<'a> {
    schema: &'static str,
    id: &'a str,
    title: &'a str,
    goals: Vec<GoalRow<'a>>,
    status: &'static str,
    minimize: &'static str,
    currency: &'a str,
    on_path: bool,
    verdict: &'static str,
    verdict_text: String,
    dominated_by: Option<&'a str>,
    cost: f64,
    hours: f64,
    work: f64,
    weight: f64,
    weight_reasons: Vec<json::WeightDoc>,
    preferred: Option<PreferredDoc<'a>>,
    regret_hours: Option<f64>,
    break_even_hours: Option<f64>,
    regret: Option<Range>,
    break_even: Option<Range>,
    reasons: Vec<String>,
}

/// Runs `why`.
pub fn run(args: &WhyArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let course = course(&advisor, &args.id)?;
    let request = ask::whole(&advisor, &args.aim, &args.limits, ctx)?;
    let watch = Watch::start();
    if ask::may_take_long(&request) && ctx.around.stdin_terminal {
        ctx.hint("Ctrl-C stops the search and tells what is known so far");
    }
    let why = advisor.why(&request, course, &watch.cancel());
    let outcome = watch.outcome(Outcome::found(why.status != Status::Unreachable));
    if ctx.global.json {
        let document = document(&why, &advisor, course, &request.aim);
        ctx.out.json(&document);
    } else {
        print(&why, &advisor, course, ctx);
    }
    if why.status == Status::Unreachable {
        ctx.warn("the goal is not reachable in full; this is about the path to what can be reached");
    }
    Ok(outcome)
}

fn course(advisor: &Advisor, id: &str) -> Result<CourseIx, CliError> {
    let catalog = advisor.catalog();
    let other = match catalog.course_ix(id) {
        Some(_) => None,
        None if catalog.goal(id).is_some() => Some("goal"),
        None if catalog.skill_ix(id).is_some() => Some("skill"),
        None => None,
    };
    match other {
        Some(kind) => Err(CliError::usage(
            format!("`{id}` is a {kind}, and only a course can be on a path"),
            format!("`prereq show {id}` shows it"),
        )),
        None => Ok(advisor.course(id)?),
    }
}

fn document<'a>(why: &'a Why, advisor: &'a Advisor, course: CourseIx, aim: &'a Aim) -> WhyDoc<'a> {
    let catalog = advisor.catalog();
    let unit = |units: u64| match why.metric {
        Metric::Weighted | Metric::Work | Metric::Hours => json::hours(Minutes(units)),
        Metric::Price => json::cents(Cents(units).units()),
        Metric::Courses => units as f64,
    };
    let hours = |units: Option<u64>| units.filter(|_| why.metric.is_time()).map(|m| json::hours(Minutes(m)));
    let goals = aim.goals.iter().map(|g| GoalRow { id: g.id.as_str(), title: &g.title });
    let to = aim.to.iter().map(|&c| catalog.course(c)).map(|c| GoalRow { id: c.id.as_str(), title: &c.title });
    WhyDoc {
        schema: "prereq.why/1",
        id: catalog.course(course).id.as_str(),
        title: &catalog.course(course).title,
        goals: goals.chain(to).collect(),
        status: why.status.word(),
        minimize: why.metric.word(),
        currency: why.currency.code(),
        on_path: why.on_path(),
        verdict: why.verdict.word(),
        verdict_text: phrase::why_verdict(why, &**catalog),
        dominated_by: match &why.verdict {
            Verdict::Dominated(by) => Some(by.as_str()),
            _ => None,
        },
        cost: unit(why.cost),
        hours: json::hours(why.course_cost.work.hours),
        work: json::hours(why.course_cost.work.left),
        weight: json::thousandths(why.course_cost.weight),
        weight_reasons: json::weight_reasons(&why.course_cost.reasons, &**catalog),
        preferred: why.preferred().map(|it| PreferredDoc {
            less_work: json::hours(it.less_work),
            weighs_more: Range { at_least: Some(unit(it.weighs.lower)), at_most: Some(unit(it.weighs.upper)) },
            against: it.against.iter().map(|(course, _)| course.as_str()).collect(),
        }),
        regret_hours: hours(why.regret.and_then(|r| r.exact())),
        break_even_hours: hours(why.exact_break_even()),
        regret: why.regret.map(|r| Range { at_least: Some(unit(r.lower)), at_most: Some(unit(r.upper)) }),
        break_even: why.break_even().map(|(low, high)| Range { at_least: low.map(unit), at_most: Some(unit(high)) }),
        reasons: phrase::why_reasons(why, &**catalog),
    }
}

fn print(why: &Why, advisor: &Advisor, course: CourseIx, ctx: &mut Context) {
    let c = advisor.catalog().course(course);
    let paint = ctx.out.paint;
    ctx.out.line(&format!("{}  {}", paint.tone(Tone::Strong, &c.title), paint.tone(Tone::Id, c.id.as_str())));
    let tone = match why.verdict {
        Verdict::OnPath => Tone::Good,
        Verdict::Done | Verdict::NotNeeded | Verdict::Dominated(_) | Verdict::CostsMore => Tone::Plain,
        Verdict::AsGood | Verdict::Undecided => Tone::Warn,
        Verdict::RuledOut(_) | Verdict::OutOfReach => Tone::Bad,
    };
    ctx.out.wrapped(tone, 0, 2, &phrase::why_verdict(why, &**advisor.catalog()));
    for reason in phrase::why_reasons(why, &**advisor.catalog()) {
        ctx.out.wrapped(Tone::Plain, 2, 4, &format!("• {reason}"));
    }
}
