//! The mouse: a click selects, a second one opens; the wheel scrolls what is under it.

use super::{moves, run};
use crate::app::{
    Action, Effect, Focus, Overlay, PathPanel, Place, Screen, State, Target, moving, prompt, recommend_sliders, taste,
};

/// Rows the wheel moves by.
const WHEEL: isize = 3;

/// A click.
pub(super) fn click(state: &mut State, target: Target) -> Vec<Effect> {
    state.notice = None;
    state.prefix.clear();
    match target {
        Target::Do(action) => return run(state, action),
        Target::Row { place: Place::Prompt, row } => return choice(state, row),
        Target::Weight(component, weight) => recommend_sliders::set(state, component, weight),
        Target::Taste(taste) => taste::set(state, taste),
        Target::Row { place, row } => return click_row(state, place, row),
        Target::Problem => state.problem = None,
        Target::List(_) | Target::Page | Target::Nothing => {}
    }
    Vec::new()
}

/// A choice of what is typed: a click takes it, a second one accepts it.
fn choice(state: &mut State, row: usize) -> Vec<Effect> {
    if let Some(Overlay::Prompt(prompt)) = state.overlays.last()
        && prompt.choice == Some(row)
    {
        return run(state, Action::Open);
    }
    prompt::take(state, row);
    Vec::new()
}

fn click_row(state: &mut State, place: Place, row: usize) -> Vec<Effect> {
    let before = state.place();
    focus(state, place);
    if state.place() != place || row >= moving::len(state, place) {
        return Vec::new();
    }
    let again = before == place && moves::selected(state, place) == Some(row);
    if again {
        return run(state, Action::Open);
    }
    moves::select(state, place, row);
    Vec::new()
}

/// Has keys go to the list of a place, where a part of the same screen has them now.
fn focus(state: &mut State, place: Place) {
    if !state.overlays.is_empty() {
        return;
    }
    match (state.screen, place) {
        (Screen::Search, Place::Search) => state.search.typing = false,
        (Screen::Gap, Place::Gap) => {
            state.gaps.focus = Focus::List;
            state.marked.clear();
        }
        (Screen::Gap, Place::Teachers) => state.gaps.focus = Focus::Detail,
        _ => {}
    }
}

/// A turn of the wheel.
pub(super) fn wheel(state: &mut State, target: Target, down: bool) {
    let by = if down { WHEEL } else { -WHEEL };
    match target {
        Target::Row { place, .. } | Target::List(place) if listed(state, place) => moves::step_in(state, place, by),
        Target::Page if PathPanel::of(state.place()).is_some_and(PathPanel::is_page) => moves::step(state, by),
        Target::Page => match state.overlays.last_mut() {
            Some(Overlay::Course { .. } | Overlay::Draft { .. } | Overlay::Progress(_) | Overlay::Help(_)) => {
                moves::step(state, by)
            }
            None => state.scroll_preview_by(by),
            Some(_) => {}
        },
        _ => {}
    }
}

/// Whether the list of a place is on screen and not below something that wants an answer.
fn listed(state: &State, place: Place) -> bool {
    let here = state.place();
    here == place
        || state.overlays.is_empty()
            && matches!(
                (here, place),
                (Place::Query, Place::Search)
                    | (Place::Gap | Place::Teachers, Place::Gap | Place::Teachers)
                    | (Place::Weights, Place::Recommend)
            )
}
