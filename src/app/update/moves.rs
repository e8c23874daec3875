//! Moving about: selection in lists, scrolling of pages.

use crate::app::{Cursor, Help, Overlay, PathPanel, Place, State, moving};

/// Rows scrolled away of the page over the screen.
fn scroll(state: &mut State) -> Option<&mut usize> {
    match state.overlays.last_mut()? {
        Overlay::Course { scroll, .. } | Overlay::Draft { scroll, .. } | Overlay::Help(Help { scroll, .. }) => {
            Some(scroll)
        }
        Overlay::Progress(page) => Some(&mut page.scroll),
        _ => None,
    }
}

/// Half a page, at least a row.
pub(super) fn half_page(state: &State) -> isize {
    (moving::height(state, state.place()) / 2).max(1) as isize
}

/// Moves by so many rows, stopping at the ends.
pub(super) fn step(state: &mut State, by: isize) {
    step_in(state, state.place(), by);
}

/// Moves in the list or page of a place.
pub(super) fn step_in(state: &mut State, place: Place, by: isize) {
    let (len, height) = (moving::len(state, place), moving::height(state, place));
    if PathPanel::of(place).is_some() {
        state.inquiry.about = 0;
    }
    if place == Place::Gap {
        state.gaps.teachers.reset();
    }
    if place == Place::Graph {
        state.graph_step(by);
    } else if PathPanel::of(place).is_some_and(PathPanel::is_page) {
        state.scroll_panel(by, len.saturating_sub(height));
    } else if let Some(cursor) = cursor(state, place) {
        cursor.step(by, len, height);
        if let (Place::Assess, Some(Overlay::Assess(assess))) = (place, state.overlays.last_mut()) {
            assess.foresee();
        }
    } else if moving::is_page(place)
        && let Some(scroll) = scroll(state)
    {
        let most = len.saturating_sub(height);
        *scroll = (*scroll).min(most).saturating_add_signed(by).min(most);
    } else if let (Place::FirstPlan, Some(Overlay::FirstRun(run))) = (place, state.overlays.last_mut()) {
        let most = len.saturating_sub(height);
        run.scroll = run.scroll.min(most).saturating_add_signed(by).min(most);
    }
}

/// The selected row of the list of a place.
pub(super) fn selected(state: &mut State, place: Place) -> Option<usize> {
    let len = moving::len(state, place);
    cursor(state, place)?.selected(len)
}

/// Selects a row of the list of a place.
pub(super) fn select(state: &mut State, place: Place, row: usize) {
    if place == Place::Graph {
        return state.select_path_row(row);
    }
    let at = selected(state, place).unwrap_or(0);
    step_in(state, place, row as isize - at as isize);
}

/// The selection that keys move in a place.
fn cursor(state: &mut State, place: Place) -> Option<&mut Cursor> {
    match place {
        Place::Search | Place::Query => Some(&mut state.search.cursor),
        Place::Gap => Some(&mut state.gaps.cursor),
        Place::Teachers => Some(&mut state.gaps.teachers),
        Place::Path | Place::Graph => Some(&mut state.path),
        Place::Recommend | Place::Weights => Some(&mut state.recommend),
        Place::Profile => Some(&mut state.profile),
        Place::Palette => match state.overlays.last_mut() {
            Some(Overlay::Palette(palette)) => Some(&mut palette.cursor),
            _ => None,
        },
        Place::Picker => match state.overlays.last_mut() {
            Some(Overlay::Picker(picker)) => Some(&mut picker.cursor),
            _ => None,
        },
        Place::Certificate | Place::OtherWays | Place::Costs | Place::Limits | Place::Tradeoffs => {
            state.panel_cursor_mut(PathPanel::of(place)?)
        }
        Place::Home => None,
        Place::Course | Place::Draft | Place::Progress | Place::Help | Place::HelpQuery | Place::Prompt => None,
        Place::Assess | Place::Review => match state.overlays.last_mut() {
            Some(Overlay::Assess(a)) => Some(if a.question.is_some() { &mut a.choice } else { &mut a.row }),
            _ => None,
        },
        Place::FirstGoal | Place::FirstKnow | Place::FirstCourses => match state.overlays.last_mut() {
            Some(Overlay::FirstRun(run)) => Some(match place {
                Place::FirstGoal => &mut run.goals.cursor,
                Place::FirstKnow => &mut run.telling,
                _ => &mut run.course,
            }),
            _ => None,
        },
        Place::FirstPlan => None,
    }
}
