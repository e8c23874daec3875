//! How far one can move in the list or page that keys go to.

use super::{Overlay, PathPanel, Place, State, help_rows, page, panel_len, picks, profile_rows, progress_page};

/// Rows of the list or page of a place.
pub(super) fn len(state: &State, place: Place) -> usize {
    match place {
        Place::Search | Place::Query => state.search.found.results.len(),
        Place::Gap => state.gap_len(),
        Place::Teachers => state.teachers().len(),
        Place::Path => state.path_len(),
        Place::Recommend | Place::Weights => state.ranked().len(),
        Place::Graph => state.path_plan().map_or(0, |plan| plan.steps.len()),
        Place::Certificate | Place::OtherWays | Place::Costs | Place::Limits | Place::Tradeoffs => {
            PathPanel::of(place).map_or(0, |panel| panel_len(state, panel))
        }
        Place::Profile => profile_rows(state).len(),
        Place::Palette => match state.overlays.last() {
            Some(Overlay::Palette(palette)) => palette.rows().len(),
            _ => 0,
        },
        Place::Picker => match state.overlays.last() {
            Some(Overlay::Picker(picker)) => picks(state, picker).len(),
            _ => 0,
        },
        Place::Course => match state.overlays.last() {
            Some(Overlay::Course { course, .. }) => {
                page::course_page(state, *course, state.geometry.page_width()).len()
            }
            _ => 0,
        },
        Place::Draft => match state.overlays.last() {
            Some(Overlay::Draft { problems, .. }) => page::draft_page(problems, state.geometry.page_width()).len(),
            _ => 0,
        },
        Place::Progress => match state.overlays.last() {
            Some(Overlay::Progress(page)) => progress_page(state, page, state.geometry.page_width()).len(),
            _ => 0,
        },
        Place::Help | Place::HelpQuery => match state.overlays.last() {
            Some(Overlay::Help(help)) => help_rows(help, state.geometry.page_width()).len(),
            _ => 0,
        },
        Place::Assess => super::CHOICES,
        Place::Review => match state.overlays.last() {
            Some(Overlay::Assess(assess)) => assess.findings.len(),
            _ => 0,
        },
        Place::FirstGoal => match state.overlays.last() {
            Some(Overlay::FirstRun(run)) => picks(state, &run.goals).len(),
            _ => 0,
        },
        Place::FirstKnow => super::Telling::ALL.len(),
        Place::FirstCourses => state.search.found.results.len(),
        Place::FirstPlan => super::first_plan_rows(state, state.geometry.page_width()).len(),
        Place::Home | Place::Prompt => 0,
    }
}

/// Whether keys move in a page rather than in a list.
pub(super) fn is_page(place: Place) -> bool {
    PathPanel::of(place).is_some_and(PathPanel::is_page)
        || matches!(
            place,
            Place::Course | Place::Draft | Place::Progress | Place::Help | Place::HelpQuery | Place::FirstPlan
        )
}

/// Rows of it that are in view.
pub(super) fn height(state: &State, place: Place) -> usize {
    let geometry = state.geometry;
    match place {
        Place::Path => usize::from(geometry.body()).saturating_sub(page::path_heading_rows(state, geometry)),
        Place::Recommend | Place::Weights => state.recommend_rows(),
        Place::Profile => state.profile_height(),
        place => PathPanel::of(place).map_or_else(|| geometry.rows(place), |panel| state.panel_height(panel)),
    }
}

/// Whether there is more than one row to be at.
pub(super) fn can_move(state: &State) -> bool {
    let place = state.place();
    let least = if is_page(place) { height(state, place) } else { 1 };
    len(state, place) > least
}
