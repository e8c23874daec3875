//! What the first run shows of the plan, in rows that fit a width.

use unicode_width::UnicodeWidthStr as _;

use super::{
    State,
    page::{Ink, Row, fit, path_heading},
};
use crate::phrase;

/// Columns of a step's number, and of its hours.
const NUMBER: usize = 5;
const HOURS: usize = 9;

/// The plan: what it comes to, where one stands, then a row a course.
pub fn first_plan_rows(state: &State, width: usize) -> Vec<Row> {
    let Some(plan) = &state.plan.value else {
        return vec![Row::of(Ink::Dim, "Working it out …")];
    };
    let low = state.geometry.is_low();
    let mut rows = path_heading(state, width, low);
    if let Some(report) = state.gap.value.as_ref().filter(|r| r.readiness.is_some()) {
        rows.push(Row::of(Ink::Plain, fit(&phrase::readiness(report), width)));
    }
    if !low {
        rows.push(Row::default());
    }
    for step in &plan.steps {
        let hours = phrase::step_hours(step);
        let title = fit(&step.title, width.saturating_sub(NUMBER + HOURS));
        let air = width.saturating_sub(NUMBER + title.width() + hours.width());
        rows.push(Row(vec![
            (Ink::Dim, format!("{:>3}  ", step.position)),
            (Ink::Plain, title),
            (Ink::Dim, format!("{}{hours}", " ".repeat(air))),
        ]));
    }
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    for unmet in &plan.unmet {
        rows.push(Row::of(Ink::Bad, fit(&phrase::unmet(unmet, names), width)));
    }
    rows
}
