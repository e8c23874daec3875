//! Limits: a form of what the path may take at most, and what the path within that is.

use super::super::{
    Action, State,
    bend::Bounds,
    page::{Ink, Page, Row, fit, longest, pack, pad},
};
use crate::phrase;

/// Columns of the names of limits.
const NAME: usize = 16;

/// A limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitRow {
    /// Study time per week.
    Pace,
    /// The last day.
    Deadline,
    /// Study time in all.
    Hours,
    /// Money in all.
    Budget,
    /// Skills that have to be reached in full.
    Must,
}

impl LimitRow {
    /// All of them, in the order shown.
    pub const ALL: [Self; 5] = [Self::Pace, Self::Deadline, Self::Hours, Self::Budget, Self::Must];
    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Pace => "Hours per week",
            Self::Deadline => "Deadline",
            Self::Hours => "Hours in all",
            Self::Budget => "Budget",
            Self::Must => "Must-haves",
        }
    }
    /// What it does.
    pub(in crate::app) fn about(self) -> &'static str {
        match self {
            Self::Pace => "for now, not in your file",
            Self::Deadline => "needs hours per week",
            Self::Hours => "for the whole path",
            Self::Budget => "unknown prices stay out",
            Self::Must => "reached before the rest",
        }
    }
    /// Whether it limits anything now.
    pub fn is_set(self, bounds: &Bounds) -> bool {
        match self {
            Self::Pace => bounds.hours_per_week.is_some(),
            Self::Deadline => bounds.deadline.is_some(),
            Self::Hours => bounds.max_hours.is_some(),
            Self::Budget => bounds.budget.is_some(),
            Self::Must => !bounds.must.is_empty(),
        }
    }
    /// Takes the limit away.
    pub(in crate::app) fn clear(self, bounds: &mut Bounds) {
        match self {
            Self::Pace => bounds.hours_per_week = None,
            Self::Deadline => bounds.deadline = None,
            Self::Hours => bounds.max_hours = None,
            Self::Budget => bounds.budget = None,
            Self::Must => bounds.must.clear(),
        }
    }
    /// What it is set to, as text; `None` when it is not.
    fn value(self, state: &State) -> Option<String> {
        let bounds = &state.bend.bounds;
        match self {
            Self::Pace => bounds.hours_per_week.map(|h| phrase::hours(h, false)),
            Self::Deadline => bounds.deadline.map(phrase::day),
            Self::Hours => bounds.max_hours.map(|h| phrase::hours(h, false)),
            Self::Budget => bounds.budget.map(|b| phrase::price(b, state.currency())),
            Self::Must => {
                let names = bounds.must.iter().map(|s| {
                    phrase::Names::skill(state.advisor.catalog().as_ref(), s.as_str()).unwrap_or(s.as_str()).to_owned()
                });
                Some(phrase::list_some(&names.collect::<Vec<_>>(), 4)).filter(|t| !t.is_empty())
            }
        }
    }
}

pub(super) fn heading(width: usize) -> Vec<Row> {
    let what = "What the path may take at most";
    vec![Row::of(Ink::Heading, longest([format!("{what}; forgotten when you quit"), what.to_owned()], width))]
}

pub(super) fn row(state: &State, row: usize, width: usize) -> Row {
    let Some(limit) = LimitRow::ALL.get(row) else { return Row::default() };
    let name = (Ink::Plain, pad(limit.title(), NAME.min(width)));
    let room = width.saturating_sub(NAME);
    let (value, said) = match (limit.value(state), limit) {
        (Some(value), _) => ((Ink::Accent, value), limit.about()),
        (None, LimitRow::Pace) => match state.advisor.profile().constraints.hours_per_week {
            Some(own) => ((Ink::Plain, phrase::hours(own, false)), "as your file says"),
            None => ((Ink::Dim, "no calendar".to_owned()), "gives the path its dates"),
        },
        (None, LimitRow::Must) => ((Ink::Dim, "all alike".to_owned()), limit.about()),
        (None, _) => ((Ink::Dim, "no limit".to_owned()), limit.about()),
    };
    let value = (value.0, pad(&value.1, room.min(16).max(crate::app::page::columns(&value.1) + 2).min(room)));
    let rest = room.saturating_sub(crate::app::page::columns(&value.1));
    Row(vec![name, value, (Ink::Dim, if rest >= 24 { fit(said, rest) } else { String::new() })])
}

/// What the path within the limits is.
pub(super) fn about(state: &State, width: usize) -> Vec<Row> {
    let mut page = Page::new(width);
    let bend = &state.bend;
    let Some(plan) = state.path_plan() else { return page.into_rows() };
    if bend.answer.pending {
        page.text(Ink::Dim, "working it out …");
    }
    let glyphs = state.look.glyphs();
    let within = bend.answer.value.as_ref().filter(|_| bend.is_on()).and_then(|bent| bent.within.as_ref());
    for (good, line) in within.map(|w| phrase::within(w, plan, &**state.advisor.catalog())).unwrap_or_default() {
        let sign = if good { (Ink::Good, glyphs.met) } else { (Ink::Warn, glyphs.problem) };
        page.marked(0, sign, Ink::Plain, &line);
    }
    pack(&phrase::totals(plan), width).iter().for_each(|line| page.text(Ink::Strong, line));
    page.text(Ink::Dim, &phrase::claim(plan));
    let unpaced = bend.bounds.deadline.is_some() && plan.premises.hours_per_week.is_none();
    if unpaced {
        page.text(Ink::Warn, "A deadline binds only where it is known how many hours a week there are.");
    }
    if bend.bounds == Bounds::default()
        && let Some(key) = state.key_for(Action::Open)
    {
        page.blank();
        page.text(Ink::Dim, &format!("{key} sets a limit; Home and your file stay as they are"));
    }
    page.into_rows()
}
