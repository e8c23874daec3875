//! Moving about: selection in lists, scrolling of pages.

use crate::app::{Overlay, Place, State, page, picks, profile_rows};

/// Rows of the list or page that keys move in, for scrolling.
fn rows(state: &State) -> usize {
    let geometry = state.geometry;
    match state.place() {
        Place::Path => usize::from(geometry.body()).saturating_sub(page::path_heading_rows(state, geometry)),
        place => geometry.rows(place),
    }
}

/// Half a page, at least a row.
pub(super) fn half_page(state: &State) -> isize {
    (rows(state) / 2).max(1) as isize
}

/// Moves by so many rows, stopping at the ends.
pub(super) fn step(state: &mut State, by: isize) {
    let height = rows(state);
    match state.place() {
        Place::Search | Place::Query => state.search.cursor.step(by, state.search.found.results.len(), height),
        Place::Gap => {
            let len = state.gap_len();
            state.gaps.cursor.step(by, len, height);
            state.gaps.teachers.reset();
        }
        Place::Teachers => {
            let len = state.teachers().len();
            state.gaps.teachers.step(by, len, height);
        }
        Place::Path => {
            let len = state.path_len();
            state.path.step(by, len, height);
        }
        Place::Recommend => {
            let len = state.recommended.value.as_ref().map_or(0, |r| r.results.len());
            state.recommend.step(by, len, height);
        }
        Place::Profile => {
            let len = profile_rows(state).len();
            state.profile.step(by, len, height);
        }
        Place::Course | Place::Help => scroll(state, by),
        Place::Picker => {
            let Some(Overlay::Picker(picker)) = state.overlays.last() else { return };
            let len = picks(state, picker).len();
            if let Some(Overlay::Picker(picker)) = state.overlays.last_mut() {
                picker.cursor.step(by, len, height);
            }
        }
        Place::Home | Place::Prompt => {}
    }
}

fn scroll(state: &mut State, by: isize) {
    let len = match state.overlays.last() {
        Some(Overlay::Course { course, .. }) => page::course_page(state, *course, state.geometry.page_width()).len(),
        Some(Overlay::Help { .. }) => page::help_page(state, state.geometry.page_width()).len(),
        _ => return,
    };
    let most = len.saturating_sub(usize::from(state.geometry.body()));
    if let Some(Overlay::Course { scroll, .. } | Overlay::Help { scroll }) = state.overlays.last_mut() {
        *scroll = (*scroll).min(most).saturating_add_signed(by).min(most);
    }
}
