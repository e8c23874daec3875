//! What keys do to the limits of a bent path, and to the point chosen among trade-offs.

use std::sync::Arc;

use super::{edits, say};
use crate::{
    app::{
        Bent, Bounds, Effect, LimitRow, Overlay, PathPanel, Picker, PickerKind, Prompt, PromptKind, State, Try,
        bend::{read_budget, read_day, read_hours},
        prompt::read_pace,
    },
    domain::{Constraints, Minutes, ProfileEdit, SkillId},
};

/// Opens the editor of the selected limit.
pub(super) fn edit(state: &mut State) {
    let Some(limit) = state.limit_selected() else { return };
    let bounds = &state.bend.bounds;
    let hours = |h: Option<Minutes>| h.map_or_else(String::new, |h| h.to_string());
    let now = match limit {
        LimitRow::Pace => hours(bounds.hours_per_week.or(state.advisor.profile().constraints.hours_per_week)),
        LimitRow::Deadline => bounds.deadline.map_or_else(String::new, |d| d.to_string()),
        LimitRow::Hours => hours(bounds.max_hours),
        LimitRow::Budget => bounds.budget.map_or_else(String::new, |b| b.to_string()),
        LimitRow::Must => {
            state.overlays.push(Overlay::Picker(Picker::new(PickerKind::Must)));
            return;
        }
    };
    state.overlays.push(Overlay::Prompt(Prompt::new(PromptKind::Limit(limit), &now)));
}

/// Takes what was typed for a limit; `Err` says why not.
pub(super) fn accept(state: &mut State, limit: LimitRow, text: &str) -> Result<(), String> {
    let mut new = state.bend.bounds.clone();
    match limit {
        LimitRow::Pace => {
            let own = state.advisor.profile().constraints.hours_per_week;
            new.hours_per_week = read_pace(text)?.filter(|h| Some(*h) != own);
        }
        LimitRow::Deadline => new.deadline = read_day(text, state.today)?,
        LimitRow::Hours => new.max_hours = read_hours(text)?,
        LimitRow::Budget => new.budget = read_budget(text)?,
        LimitRow::Must => {}
    }
    state.bend.bounds = new;
    Ok(())
}

/// Makes a skill a must, or no longer.
pub(super) fn toggle_must(state: &mut State, skill: &SkillId) {
    let must = &mut state.bend.bounds.must;
    match must.iter().position(|s| s == skill) {
        Some(at) => drop(must.remove(at)),
        None => must.push(skill.clone()),
    }
}

/// Lifts the selected limit.
pub(super) fn clear(state: &mut State) {
    let Some(limit) = state.limit_selected() else { return };
    limit.clear(&mut state.bend.bounds);
    say(state, format!("{}: no longer limited", limit.title()));
}

/// Lifts every limit.
pub(super) fn clear_all(state: &mut State) {
    state.bend.bounds = Bounds::default();
    say(state, "nothing is limited any more".to_owned());
}

/// Writes the hours per week tried to the learner's file.
pub(super) fn keep_pace(state: &mut State) -> Vec<Effect> {
    let Some(pace) = state.bend.bounds.hours_per_week.take() else { return Vec::new() };
    let old = state.advisor.profile().constraints.clone();
    say(state, format!("hours per week: {}; u brings back what it was", crate::phrase::hours(pace, false)));
    edits::apply(state, vec![ProfileEdit::Constrain(Constraints { hours_per_week: Some(pace), ..old })])
}

/// Tries the path that costs no more than the selected point.
pub(super) fn try_point(state: &mut State) {
    let Some(at) = state.panel_selected(PathPanel::Tradeoffs) else { return };
    let Some(front) = state.inquiry.front().value.clone() else { return };
    let Some(point) = front.points.get(at) else { return };
    state.bend(Try::Spending(point.price));
    if state.bend.bounds == Bounds::default() && state.bend.taste.is_none() {
        // It is known already; what the limits have to say about it follows.
        let plan = Arc::new(point.plan.clone());
        state.bend.answer.value = Some(Arc::new(Bent { plan, within: None }));
    }
}
