//! Other ways: each step of the path, what the best path without it takes more, and what that path is.

use std::sync::Arc;

use super::super::{
    Action, State,
    page::{Ink, Page, Row, columns, longest, pad, pad_left},
};
use crate::{
    path::{Alternative, Plan, Step},
    phrase,
};

/// Columns before the title, and of the duration.
const NUMBER: usize = 5;
const TAKES: usize = 9;
/// What goes without a step, above its column.
const WITHOUT: &str = "without it";

/// The path this is about: the one shown, unless limits bend it; those are left aside.
pub(super) fn plan(state: &State) -> Option<&Arc<Plan>> {
    state.inquiry.ways.value.as_ref().map(|ways| &ways.plan).or_else(|| state.path_plan())
}

pub(super) fn heading(state: &State, list: usize, width: usize) -> Vec<Row> {
    let aside = if state.bent_limits().is_empty() { "" } else { ", limits left aside" };
    let words = ["Each step, and the best path without it", "The best path without each step"];
    let title = Row::of(Ink::Heading, longest(words.map(|text| format!("{text}{aside}")), width));
    let table = Table::new(state, list);
    let takes = if table.takes > 0 { pad_left("takes", table.takes) } else { String::new() };
    let (course, extra) = (pad("course", table.title), pad_left(WITHOUT, table.extra));
    let text = format!("{}{course}{takes}{extra}", pad_left("#  ", NUMBER));
    vec![title, Row(vec![(Ink::Plain, "  ".to_owned()), (Ink::Dim, text)])]
}

struct Table {
    title: usize,
    takes: usize,
    extra: usize,
}

impl Table {
    fn new(state: &State, width: usize) -> Self {
        let takes = if width >= 44 { TAKES } else { 0 };
        let said = plan(state).into_iter().flat_map(|plan| &plan.steps).map(|step| columns(&extra(state, step).1));
        let extra = said.chain([columns(WITHOUT)]).max().unwrap_or(0) + 2;
        Self { title: width.saturating_sub(NUMBER + takes + extra), takes, extra }
    }
}

/// What the path takes more without a step, as far as that is known.
fn extra(state: &State, step: &Step) -> (Ink, String) {
    match state.inquiry.ways.value.as_ref().and_then(|ways| ways.of(&step.course)) {
        None if state.inquiry.ways.pending => (Ink::Dim, "…".to_owned()),
        None => (Ink::Dim, String::new()),
        Some(Alternative { extra: None, .. }) => (Ink::Dim, "no other way".to_owned()),
        Some(Alternative { extra: Some(e), .. }) if e.exact() == Some(0) => (Ink::Good, "as good".to_owned()),
        Some(Alternative { extra: Some(e), .. }) => {
            (Ink::Plain, phrase::more_short(*e, state.metric(), state.currency()))
        }
    }
}

pub(super) fn row(state: &State, row: usize, width: usize) -> Row {
    let Some(step) = plan(state).and_then(|plan| plan.steps.get(row)) else { return Row::default() };
    let table = Table::new(state, width);
    let mut out = vec![
        (Ink::Dim, format!("{}  ", pad_left(&step.position.to_string(), NUMBER - 2))),
        (Ink::Plain, pad(&step.title, table.title)),
    ];
    if table.takes > 0 {
        out.push((Ink::Dim, pad_left(&phrase::hours(step.work, step.hours_assumed), table.takes)));
    }
    let (ink, extra) = extra(state, step);
    out.push((ink, pad_left(&extra, table.extra)));
    Row(out)
}

/// What the path without the selected step is, or why there is none.
pub(super) fn about(state: &State, width: usize) -> Vec<Row> {
    let Some((plan, at)) = plan(state).zip(state.panel_selected(super::PathPanel::OtherWays)) else {
        return Vec::new();
    };
    let Some(step) = plan.steps.get(at) else { return Vec::new() };
    let mut page = Page::new(width);
    page.text(Ink::Strong, &step.title);
    let found = state.inquiry.ways.value.as_ref().and_then(|ways| ways.of(&step.course));
    match found {
        None => page.text(Ink::Dim, "working it out …"),
        Some(way) => told(state, plan, step, way, &mut page),
    }
    page.into_rows()
}

fn told(state: &State, plan: &Plan, step: &Step, way: &Alternative, page: &mut Page) {
    let (names, glyphs) = (&**state.advisor.catalog(), state.look.glyphs());
    page.text(Ink::Plain, &phrase::without_it(way.extra, state.metric(), state.currency()));
    let title = |id| state.course_title(id);
    if !way.adds.is_empty() {
        page.heading("Instead");
        way.adds.iter().for_each(|id| page.marked(0, (Ink::Accent, glyphs.new), Ink::Plain, title(id)));
    }
    if !way.drops.is_empty() {
        page.heading("No longer needed");
        way.drops.iter().for_each(|id| page.marked(0, (Ink::Dim, glyphs.gone), Ink::Plain, title(id)));
    }
    let why = phrase::unavoidable(plan, step, way.extra.is_none(), names);
    if !why.is_empty() {
        page.heading("Why");
        why.iter().for_each(|line| page.marked(0, (Ink::Dim, glyphs.bullet), Ink::Plain, line));
    }
    if way.extra.is_some()
        && let Some(key) = state.key_for(Action::Open)
    {
        page.blank();
        page.text(Ink::Dim, &format!("{key} tries the path without it"));
    }
}
