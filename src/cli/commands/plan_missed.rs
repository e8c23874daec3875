//! `plan --miss`: what moves when days of study are missed.

use jiff::civil::Date;
use serde_json::json;

use super::plan;
use crate::{
    advisor::Advisor,
    cli::{
        context::Context,
        output::{Table, Tone},
    },
    domain::Away,
    path::{Plan, Within, schedule::Missed},
    phrase,
};

/// What missed days do: the steps that move, and what it comes to.
pub(super) fn show(
    missed: &Missed,
    days: &[Away],
    plan: &Plan,
    within: Option<&Within>,
    advisor: &Advisor,
    ctx: &mut Context,
) {
    let said = phrase::missed(missed, days);
    let late = |from: Date, to: Date| from.until(to).map_or(0, |span| i64::from(span.get_days()));
    if ctx.global.json {
        let mut document = plan::document(plan, within, advisor);
        document["missed"] = json!({
            "days": days.iter().map(|d| d.to_string()).collect::<Vec<_>>(),
            "steps": missed.steps.iter().map(|(id, planned, then)| json!({
                "id": id,
                "end": planned.to_string(),
                "then": then.to_string(),
                "days": late(*planned, *then),
            })).collect::<Vec<_>>(),
            "end": missed.end.0.to_string(),
            "then": missed.end.1.to_string(),
            "days_later": missed.days(),
            "deadline": missed.deadline.map(|(day, _)| day.to_string()),
            "in_time": missed.deadline.map(|(_, holds)| holds),
            "messages": said,
        });
        ctx.out.json(&document);
        return;
    }
    plan::head(plan, &mut ctx.out);
    ctx.out.gap();
    let holds = missed.deadline.is_none_or(|(_, holds)| holds);
    for line in said {
        ctx.out.wrapped(if holds { Tone::Plain } else { Tone::Warn }, 0, 2, &line);
    }
    if missed.steps.is_empty() {
        return;
    }
    ctx.out.gap();
    let mut table = Table::new().right("").flexible("course").left("ends").left("then").left("");
    for (id, planned, then) in &missed.steps {
        let Some(step) = plan.step(id.as_str()) else { continue };
        table.row([
            (Tone::Dim, step.position.to_string()),
            (Tone::Plain, step.title.clone()),
            (Tone::Dim, phrase::day(*planned)),
            (Tone::Plain, phrase::day(*then)),
            (Tone::Dim, phrase::moved(late(*planned, *then))),
        ]);
    }
    ctx.out.table(&table);
}
