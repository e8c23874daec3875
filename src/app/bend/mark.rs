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
    let tasted = bend.taste.map(|taste| format!("taste {}", phrase::taste(taste)));
    // Alone it says what it does to the path; with more it is one change among them.
    let alone = tasted.is_some() && parts.is_empty();
    parts.extend(tasted);
    let changed = match (&state.plan.value, &bend.answer.value) {
        _ if bend.answer.pending => Some("working it out …".to_owned()),
        (Some(own), Some(bent)) if alone => Some(phrase::tasted(own, &bent.plan)),
        (Some(own), Some(bent)) => Some(phrase::against(own, &bent.plan, bent.within.as_ref())),
        _ => None,
    };
    let said = parts.join(" · ");
    let text = match changed {
        Some(changed) => format!("{said}{}{changed}", if alone { ": " } else { " · " }),
        None => said,
    };
    let lines = if low { vec![fit(&text, width)] } else { pack(&text, width) };
    let mut rows: Vec<Row> = lines.into_iter().map(|line| Row::of(Ink::Accent, line)).collect();
    let taken_back = !bend.tries.is_empty() || bend.taste.is_some();
    let hint = match (taken_back, state.key_for(Action::Back)) {
        (true, Some(key)) if bend.tries.is_empty() => format!("  {key} takes it back"),
        (true, Some(key)) => format!("  {key} takes the last back"),
        _ => String::new(),
    };
    if let Some(last) = rows.last_mut().filter(|row| row.width() + columns(&hint) <= width) {
        last.0.push((Ink::Dim, hint));
    }
    rows
}
