//! Moving about: selection in lists, scrolling of pages.

use crate::app::{Cursor, Help, Overlay, Place, State, moving};

/// Half a page, at least a row.
pub(super) fn half_page(state: &State) -> isize {
    (moving::height(state) / 2).max(1) as isize
}

/// Moves by so many rows, stopping at the ends.
pub(super) fn step(state: &mut State, by: isize) {
    let (len, height) = (moving::len(state), moving::height(state));
    let place = state.place();
    if place == Place::Gap {
        state.gaps.teachers.reset();
    }
    if place == Place::Graph {
        state.graph_step(by);
    } else if place == Place::Certificate {
        state.scroll_panel(by, len.saturating_sub(height));
    } else if let Some(cursor) = cursor(state, place) {
        cursor.step(by, len, height);
    } else if moving::is_page(place)
        && let Some(Overlay::Course { scroll, .. } | Overlay::Help(Help { scroll, .. })) = state.overlays.last_mut()
    {
        let most = len.saturating_sub(height);
        *scroll = (*scroll).min(most).saturating_add_signed(by).min(most);
    }
}

/// The selection that keys move in a place.
fn cursor(state: &mut State, place: Place) -> Option<&mut Cursor> {
    match place {
        Place::Search | Place::Query => Some(&mut state.search.cursor),
        Place::Gap => Some(&mut state.gaps.cursor),
        Place::Teachers => Some(&mut state.gaps.teachers),
        Place::Path => Some(&mut state.path),
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
        Place::Home | Place::Graph | Place::Certificate => None,
        Place::Course | Place::Help | Place::HelpQuery | Place::Prompt => None,
    }
}
