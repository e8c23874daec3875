//! A recommendation taken apart: what each component adds to the total, and why.

use unicode_width::UnicodeWidthStr as _;

use super::{
    State,
    page::{Ink, Row, wrap},
};
use crate::{
    phrase,
    recommend::{Component, Millionths, Recommendation},
};

/// Columns of a component's name and its sum: `path       0.83 × 0.40 = 0.332`.
const NAME: usize = 11;
const SUM: usize = 21;

/// What one component says about a course, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which one.
    pub component: Component,
    /// Value, weight and what that adds, where it has an opinion: `0.83`, `0.40`, `0.332`.
    pub sum: Option<[String; 3]>,
    /// Why it says what it says, or nothing.
    pub reason: String,
}

/// The total, and the parts that add up to it, to the last digit shown.
pub fn parts(state: &State, it: &Recommendation) -> (String, Vec<Part>) {
    let (total, shares) = it.shown(3);
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    let parts = Component::ALL.map(|component| {
        let (sum, reason) = match (it.component(component), &it.silences[component.index()]) {
            (Some(value), _) => {
                let adds = thousandths(shares[component.index()].unwrap_or(0));
                let sum = [hundredths(value.value), hundredths(value.weight), adds];
                let reason = phrase::component_reason(&value.reason, state.metric(), state.currency(), names);
                (Some(sum), reason)
            }
            (None, Some(silence)) => (None, phrase::component_silence(silence, state.metric(), state.currency())),
            (None, None) => (None, String::new()),
        };
        Part { component, sum, reason }
    });
    (thousandths(total), parts.into())
}

/// The standing of a course in the ranked list, taken apart, and what would put it first where that was
/// asked; nothing for a course that is not ranked.
pub fn ranked_rows(state: &State, it: &Recommendation, place: usize, width: usize) -> Vec<Row> {
    let (total, parts) = parts(state, it);
    let of = state.recommended.value.as_ref().map_or(0, |found| found.total);
    let mut rows = Vec::new();
    let standing = format!("Total {total}, {}", phrase::ranked_place(place, it.place_by_total, of));
    rows.extend(wrap(&standing, width).into_iter().map(|line| Row::of(Ink::Plain, line)));
    for part in parts {
        let head = match &part.sum {
            Some([value, weight, adds]) => format!("{:<NAME$}{value} × {weight} = {adds}", part.component.word()),
            None => format!("{:<NAME$}{}", part.component.word(), state.look.glyphs().none),
        };
        let beside = width >= NAME + SUM + 30;
        let (indent, room) = if beside { (NAME + SUM, width - NAME - SUM) } else { (2, width.saturating_sub(2)) };
        let ink = if part.sum.is_some() { Ink::Plain } else { Ink::Dim };
        let mut lines = wrap(&part.reason, room).into_iter();
        let mut first = Row::of(ink, head.clone());
        if beside && let Some(line) = lines.next() {
            first.0.push((Ink::Plain, " ".repeat(indent.saturating_sub(head.width()))));
            first.0.push((Ink::Dim, line));
        }
        rows.push(first);
        rows.extend(lines.map(|line| Row(vec![(Ink::Plain, " ".repeat(indent)), (Ink::Dim, line)])));
    }
    rows
}

/// What would put this course first, if that was asked about it.
pub fn first_rows(state: &State, course: crate::domain::CourseIx, width: usize) -> Vec<Row> {
    let Some((_, first)) = state.ranking.first.as_ref().filter(|(asked, _)| *asked == course) else {
        return Vec::new();
    };
    let catalog = state.advisor.catalog();
    let lines = phrase::first(first, catalog.course(course).id.as_str(), catalog);
    let mut rows = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        // The first says where it stands, the second what follows; the rest are ways.
        let indent = if i > 1 { 2 } else { 0 };
        let ink = if i > 1 { Ink::Strong } else { Ink::Plain };
        let wrapped = wrap(line, width.saturating_sub(indent));
        rows.extend(wrapped.into_iter().map(|line| Row(vec![(Ink::Plain, " ".repeat(indent)), (ink, line)])));
    }
    if !first.changes.is_empty() {
        let silent: Vec<String> = (Component::ALL.iter())
            .filter(|c| first.changes.iter().all(|change| change.component != **c))
            .map(|c| c.word().to_owned())
            .collect();
        if !silent.is_empty() {
            let text = format!("no weight of {} alone does it", phrase::list_or(&silent));
            rows.extend(wrap(&text, width).into_iter().map(|line| Row::of(Ink::Dim, line)));
        }
    }
    rows
}

fn thousandths(n: u64) -> String {
    format!("{}.{:03}", n / 1000, n % 1000)
}

/// A share of one to two decimals.
pub fn hundredths(n: Millionths) -> String {
    format!("{:.2}", f64::from(n) / 1e6)
}
