//! What stands above a bent path, so that nobody takes it for the learner's own.

use super::super::{
    Action, State,
    page::{Ink, Row, columns, fit, pack},
};
use crate::phrase;

/// What is tried, what that changes, and how to take it back; nothing above the learner's own path. On a low screen
/// one row.
pub fn bend_rows(state: &State, width: usize, low: bool) -> Vec<Row> {
    let bend = &state.bend;
    if !bend.is_on() {
        return Vec::new();
    }
    let without: Vec<String> = bend.without().map(|c| state.course_title(c).to_owned()).collect();
    let mut parts = Vec::new();
    if !without.is_empty() {
        parts.push(phrase::without(&without));
    }
    let limits = state.bent_limits();
    parts.extend(phrase::limits(&limits, bend.bounds.hours_per_week, state.currency(), state.advisor.catalog()));
    match (&state.plan.value, &bend.answer.value) {
        _ if bend.answer.pending => parts.push("working it out …".to_owned()),
        (Some(own), Some(bent)) => parts.push(phrase::against(own, &bent.plan, bent.within.as_ref())),
        _ => {}
    }
    let text = parts.join(" · ");
    let lines = if low { vec![fit(&text, width)] } else { pack(&text, width) };
    let mut rows: Vec<Row> = lines.into_iter().map(|line| Row::of(Ink::Accent, line)).collect();
    let hint = match (bend.tries.last(), state.key_for(Action::Back)) {
        (Some(_), Some(key)) => format!("  {key} takes the last back"),
        _ => String::new(),
    };
    if let Some(last) = rows.last_mut().filter(|row| row.width() + columns(&hint) <= width) {
        last.0.push((Ink::Dim, hint));
    }
    rows
}
