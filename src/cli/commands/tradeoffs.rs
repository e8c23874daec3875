//! `tradeoffs`: every trade of work for money, or for a better fit, on the way to a goal.

use clap::{Args, ValueEnum};
use serde_json::json;

use crate::{
    cli::{
        args::{AimArgs, LimitArgs},
        ask,
        context::{Context, Outcome},
        error::CliError,
        json as number,
        output::{Table, Tone},
        signals::Watch,
    },
    path::{Front, Status, Trade},
    phrase, store,
};

/// Arguments of `tradeoffs`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    prereq tradeoffs --goal data-analyst\n  \
    prereq tradeoffs --goal data-analyst --by misfit\n  \
    prereq plan --goal data-analyst --budget 50\n\n\
    Each line is a path of which no other takes less work for no more money, or misfit. Misfit is what the weights \
    of courses add to their work: nobody vouches for a course, or it is about a rival tool; `plan --taste` says how \
    much that counts. `plan --budget AMOUNT` takes the one \
    that costs no more than AMOUNT. Courses of unknown price stay out unless --assume-price counts them.")]
pub struct TradeoffsArgs {
    /// What work is traded for
    #[arg(long, value_name = "WHAT", value_enum, default_value_t = TradeArg::Price)]
    pub by: TradeArg,
    /// What to aim at.
    #[command(flatten)]
    pub aim: AimArgs,
    /// What shapes the paths.
    #[command(flatten)]
    pub limits: LimitArgs,
}

/// The word after `--by`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum TradeArg {
    /// Money; courses of unknown price stay out
    #[default]
    Price,
    /// How little courses are vouched for and fit you
    Misfit,
}

impl From<TradeArg> for Trade {
    fn from(arg: TradeArg) -> Self {
        match arg {
            TradeArg::Price => Self::Price,
            TradeArg::Misfit => Self::Misfit,
        }
    }
}

/// Runs `tradeoffs`.
pub fn run(args: &TradeoffsArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let advisor = ctx.advisor()?;
    let mut request = ask::whole(&advisor, &args.aim, &args.limits, ctx)?;
    let watch = Watch::start();
    let cancel = ask::share_time(&mut request, watch.cancel());
    let front = advisor.tradeoffs(&request, args.by.into(), &cancel);
    let outcome = watch.outcome(Outcome::found(front.status != Status::Unreachable));
    let catalog = &**advisor.catalog();
    if ctx.global.json {
        let points: Vec<_> = (front.points.iter())
            .map(|p| {
                json!({
                    "hours": number::hours(p.plan.cost.hours),
                    "work": number::hours(p.work),
                    "price": if p.plan.cost.prices_unknown > 0 { None } else { Some(number::cents(p.price.units())) },
                    "misfit": number::hours(p.misfit),
                    "work_at_least": number::hours(p.work_at_least),
                    "proved": p.proved,
                    "courses": p.plan.cost.courses,
                    "steps": store::plan_json(&p.plan, catalog)["steps"].take(),
                })
            })
            .collect();
        let goals = request.aim.goals.iter().map(|g| json!({ "id": g.id, "title": g.title, "kind": "goal" }));
        let to = request.aim.to.iter().map(|&c| catalog.course(c));
        let to = to.map(|c| json!({ "id": c.id, "title": c.title, "kind": "course" }));
        ctx.out.json(&json!({
            "schema": "prereq.tradeoffs/1",
            "goals": goals.chain(to).collect::<Vec<_>>(),
            "by": front.by.word(),
            "status": front.status.word(),
            "complete": front.complete,
            "currency": request.money.currency.code(),
            "unpriced": front.unpriced,
            "points": points,
        }));
        return Ok(outcome);
    }
    print(&front, ctx);
    if front.status == Status::Unreachable {
        let with = if front.by == Trade::Price { " with courses of known price" } else { "" };
        ctx.warn(&format!("the goal is not reachable in full{with}; this is about what can be reached"));
    }
    Ok(outcome)
}

fn print(front: &Front, ctx: &mut Context) {
    let Some(first) = front.points.first() else {
        ctx.out.line("no path was found");
        return;
    };
    let titles: Vec<_> = first.plan.premises.goals.iter().map(|g| g.title.clone()).collect();
    ctx.out.toned(Tone::Strong, &phrase::list_and(&titles));
    ctx.out.wrapped(if front.complete { Tone::Good } else { Tone::Warn }, 0, 2, &phrase::front(front)[0]);
    if front.by == Trade::Misfit {
        ctx.out.wrapped(
            Tone::Dim,
            0,
            2,
            &format!("{}: nobody vouches for one, or its tool is a rival of yours", phrase::MISFIT),
        );
    }
    ctx.out.gap();
    let currency = first.plan.premises.currency;
    let mut table = Table::new().right("work").right(front.by.word()).right("courses").flexible("what changes");
    let mut before: Option<&crate::path::Point> = None;
    for p in &front.points {
        let changes = before.map_or_else(String::new, |b| phrase::traded(&b.plan, &p.plan));
        let work = match p.proved {
            true => phrase::hours(p.work, false),
            false => format!("≤ {}", phrase::hours(p.work, false)),
        };
        table.row([
            (Tone::Plain, work),
            (Tone::Plain, phrase::front_pays(p, front.by, currency)),
            (Tone::Dim, p.plan.cost.courses.to_string()),
            (Tone::Dim, changes),
        ]);
        before = Some(p);
    }
    ctx.out.table(&table);
    if front.unpriced > 0 {
        ctx.hint(&format!(
            "{} of unknown price left out; --assume-price AMOUNT counts them",
            phrase::count(front.unpriced as u64, "course")
        ));
    }
}
