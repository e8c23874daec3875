//! Trade-offs: every path of which no other takes less work for no more money, or misfit, as a table and as a chart.

use super::{
    super::{
        Action, State,
        page::{Ink, Page, Row, longest, pad_left},
    },
    chart::{Chart, Dot},
};
use crate::{
    path::{Front, Point, Trade},
    phrase,
};

/// Columns of the table where the chart stands beside it.
pub(super) const TABLE: u16 = 34;
const WORK: usize = 10;
const PAYS: usize = 11;
const COURSES: usize = 9;

pub(super) fn heading(state: &State, list: usize, width: usize) -> Vec<Row> {
    let front = state.inquiry.front().value.as_ref();
    let aside = if state.bent_limits().is_empty() { "" } else { " (limits left aside)" };
    let one = |text: &str| vec![text.to_owned()];
    let (ink, told) = match front {
        _ if state.inquiry.front().pending => (
            Ink::Dim,
            one(match state.inquiry.by {
                Trade::Price => "working out every trade of work for money …",
                Trade::Misfit => "working out every trade of work for a better fit …",
            }),
        ),
        Some(front) if front.points.is_empty() => (Ink::Dim, one("no path was found")),
        Some(front) if front.complete => (Ink::Good, phrase::front(front)),
        Some(front) => (Ink::Warn, phrase::front(front)),
        None => (Ink::Dim, Vec::new()),
    };
    let title = Row::of(ink, longest(told.iter().map(|text| format!("{text}{aside}")), width));
    let courses = if list >= WORK + PAYS + COURSES { pad_left("courses", COURSES) } else { String::new() };
    let text = format!("{}{}{courses}", pad_left("work", WORK), pad_left(state.inquiry.by.word(), PAYS));
    vec![title, Row(vec![(Ink::Plain, "  ".to_owned()), (Ink::Dim, text)])]
}

fn work(point: &Point) -> String {
    let least = if point.proved { "" } else { "≤ " };
    format!("{least}{}", phrase::hours(point.work, point.plan.cost.hours_assumed > 0))
}

pub(super) fn row(state: &State, row: usize, width: usize) -> Row {
    let front = state.inquiry.front().value.as_ref();
    let Some(point) = front.and_then(|front| front.points.get(row)) else { return Row::default() };
    let mut out = vec![
        (Ink::Plain, pad_left(&work(point), WORK)),
        (Ink::Plain, pad_left(&phrase::front_pays(point, state.inquiry.by, state.currency()), PAYS)),
    ];
    if width >= WORK + PAYS + COURSES {
        out.push((Ink::Dim, pad_left(&point.plan.cost.courses.to_string(), COURSES)));
    }
    Row(out)
}

/// The chart, and below it what sets the selected point apart from the shortest path.
pub(super) fn about(state: &State, width: usize, height: usize) -> Vec<Row> {
    let Some(front) = &state.inquiry.front().value else { return Vec::new() };
    let mut words = words(state, front, state.panel_selected(super::PathPanel::Tradeoffs), width);
    words.extend(notes(state, front, width));
    let Some(rows) = chart_rows(state, front, width, height) else { return words };
    let mut chart = with_chart(state, front, |chart| chart.rows(width, rows, state.look.glyphs()));
    chart.push(Row::default());
    chart.extend(words);
    chart
}

/// Where the points are in the rows about the selected one, if they are drawn: columns and rows.
pub(super) fn points(state: &State, width: usize, height: usize) -> Vec<(usize, usize)> {
    let Some(front) = &state.inquiry.front().value else { return Vec::new() };
    let rows = chart_rows(state, front, width, height);
    rows.map(|rows| with_chart(state, front, |chart| chart.points(width, rows))).unwrap_or_default()
}

/// Rows of the chart above the words, where there is room for one and something to draw: the same whichever point is
/// selected, unless that leaves too few.
fn chart_rows(state: &State, front: &Front, width: usize, height: usize) -> Option<usize> {
    if width < 24 || front.points.len() < 2 {
        return None;
    }
    let room = |at: Option<usize>| height.saturating_sub(words(state, front, at, width).len() + 1);
    let least = (0..front.points.len()).map(|at| room(Some(at))).min().filter(|room| *room >= 10);
    let room = least.unwrap_or_else(|| room(state.panel_selected(super::PathPanel::Tradeoffs)));
    (room >= 7).then_some(room.min(24))
}

fn with_chart<T>(state: &State, front: &Front, then: impl FnOnce(&Chart) -> T) -> T {
    let (currency, by) = (state.currency(), front.by);
    then(&Chart {
        dots: front.points.iter().map(|p| Dot { x: p.work.0, y: p.pays(by) }).collect(),
        chosen: state.panel_selected(super::PathPanel::Tradeoffs),
        name: &|i| front.points.get(i).map_or_else(String::new, |p| numbers(p, by, currency)),
        axes: ["work", by.word()],
        x: &|minutes| phrase::hours(crate::domain::Minutes(minutes), false),
        y: &|units| match by {
            Trade::Price => phrase::price(crate::domain::Cents(units), currency),
            Trade::Misfit => phrase::hours(crate::domain::Minutes(units), false),
        },
    })
}

/// `275 h, $49`, or `275 h, 38 h of misfit`.
fn numbers(point: &Point, by: Trade, currency: crate::domain::Currency) -> String {
    format!(
        "{}, {}{}",
        work(point),
        phrase::front_pays(point, by, currency),
        if by == Trade::Misfit { " of misfit" } else { "" }
    )
}

/// What sets a point apart from the shortest path.
fn words(state: &State, front: &Front, selected: Option<usize>, width: usize) -> Vec<Row> {
    let mut page = Page::new(width);
    let Some((first, point)) = front.points.first().zip(selected.and_then(|at| front.points.get(at))) else {
        return page.into_rows();
    };
    page.text(Ink::Strong, &numbers(point, front.by, state.currency()));
    if selected == Some(0) {
        page.text(Ink::Plain, phrase::front_shortest(front));
    } else {
        page.text(Ink::Plain, &format!("against the least work: {}", phrase::traded(&first.plan, &point.plan)));
    }
    page.into_rows()
}

/// What is said of every point alike.
fn notes(state: &State, front: &Front, width: usize) -> Vec<Row> {
    let mut page = Page::new(width);
    if front.unpriced > 0 {
        let out = phrase::count(front.unpriced as u64, "course");
        let them = if front.unpriced == 1 { "it" } else { "them" };
        let hint = format!("{out} of unknown price left out: `prereq tradeoffs --assume-price` counts {them}");
        page.text(Ink::Dim, &hint);
    }
    if front.by == Trade::Misfit {
        page.text(Ink::Dim, phrase::MISFIT);
    } else if let Some(key) = state.key_for(Action::Open) {
        page.text(Ink::Dim, &format!("{key} tries the path that costs no more than this"));
    }
    if let Some(key) = state.key_for(Action::OtherTrade) {
        let what = match front.by.other() {
            Trade::Price => "money",
            Trade::Misfit => "a better fit",
        };
        page.text(Ink::Dim, &format!("{key} trades work for {what}"));
    }
    page.into_rows()
}
