//! A recommendation taken apart, as rows that fit a width.

use super::{
    State,
    page::{Ink, Row, wrap},
};
use crate::{
    phrase,
    recommend::{Component, Millionths, Recommendation},
};

/// Title, total, and what every component adds and why.
pub fn breakdown_page(state: &State, it: &Recommendation, width: usize) -> Vec<Row> {
    let none = state.look.glyphs().none.to_owned();
    let catalog = state.advisor.catalog();
    let course = catalog.course(it.course);
    let mut rows: Vec<Row> = wrap(&it.title, width).into_iter().map(|line| Row::of(Ink::Strong, line)).collect();
    let hours = phrase::hours_of(course.hours, state.advisor.settings().assume_hours);
    let facts = format!("{} · {hours} · {}", course.provider, phrase::price_of(course.price, course.currency));
    rows.extend(wrap(&facts, width).into_iter().map(|line| Row::of(Ink::Dim, line)));
    let (total, shares) = it.shown(3);
    rows.push(Row::default());
    rows.push(Row(vec![(Ink::Strong, format!("total     {}", thousandths(total)))]));
    for component in Component::ALL {
        rows.push(Row::default());
        let (first, why) = match (it.component(component), &it.silences[component.index()]) {
            (Some(value), _) => {
                let share = thousandths(shares[component.index()].unwrap_or(0));
                let sum = format!("{} × {} = ", hundredths(value.value), hundredths(value.weight));
                let reason =
                    phrase::component_reason(&value.reason, state.metric(), state.currency(), catalog.as_ref());
                (vec![(Ink::Dim, sum), (Ink::Strong, share)], reason)
            }
            (None, Some(silence)) => {
                (vec![(Ink::Dim, none.clone())], phrase::component_silence(silence, state.metric(), state.currency()))
            }
            (None, None) => (vec![(Ink::Dim, none.clone())], String::new()),
        };
        let mut row = Row::of(Ink::Heading, format!("{:<10}", component.word()));
        row.0.extend(first);
        rows.push(row);
        rows.extend(
            wrap(&why, width.saturating_sub(2)).into_iter().map(|line| Row::of(Ink::Plain, format!("  {line}"))),
        );
    }
    rows
}

fn thousandths(n: u64) -> String {
    format!("{}.{:03}", n / 1000, n % 1000)
}

fn hundredths(n: Millionths) -> String {
    format!("{:.2}", f64::from(n) / 1e6)
}
