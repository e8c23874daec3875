//! What can be done now. Footer, help and palette name exactly this, and keys do nothing else.

use super::{
    ACTIONS, Action, ActionSpec, Bounds, Chord, Colors, Overlay, PathPanel, PickerKind, Place, ProfileRow, State,
    choices, graph::Toward, is_set, picks, profile_rows, recommend_sliders, taste,
};
use crate::{domain::Level, path::Trade};

/// A line of the table that works here and now, and its keys, which may be none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Its position in [`ACTIONS`].
    line: usize,
    /// Its keys here, the one to show first.
    pub chords: Vec<Chord>,
}

impl Command {
    /// The line of the table.
    pub fn spec(&self) -> &'static ActionSpec {
        &ACTIONS[self.line]
    }
}

/// All that works here and now, in the order of the table.
pub fn commands(state: &State) -> Vec<Command> {
    let place = state.place();
    (ACTIONS.iter().enumerate())
        .filter(|(_, spec)| spec.places.contains(&place) && possible(state, spec.action))
        .map(|(line, spec)| Command { line, chords: state.keymap.chords(place, spec).into_iter().cloned().collect() })
        .collect()
}

/// Whether an action would change anything, or have anything done, in the place keys go to now.
pub fn possible(state: &State, action: Action) -> bool {
    match action {
        Action::Quit | Action::Suspend => true,
        // On a screen that shows only a message nothing may change unseen.
        _ if state.geometry.too_small() => false,
        Action::Weights
        | Action::ResetWeight
        | Action::ResetWeights
        | Action::KeepWeights
        | Action::Order
        | Action::PutFirst => recommend_sliders::possible(state, action),
        _ if recommend_sliders::takes(state, action) => recommend_sliders::possible(state, action),
        Action::Log | Action::Rate | Action::Note | Action::Waive => state.selected_course().is_some(),
        Action::Remove if state.place() == Place::Limits => {
            state.limit_selected().is_some_and(|limit| limit.is_set(&state.bend.bounds))
        }
        Action::Remove => can_remove(state),
        Action::NextSection | Action::PreviousSection => {
            let rows = profile_rows(state);
            let at = state.profile.selected(rows.len()).map(|at| rows[at].section());
            let end = if action == Action::NextSection { rows.last() } else { rows.first() };
            at.is_some() && at != end.map(ProfileRow::section)
        }
        Action::Down | Action::Up if state.place() == Place::Prompt => match state.overlays.last() {
            Some(Overlay::Prompt(prompt)) => !choices(state, prompt).is_empty(),
            _ => false,
        },
        Action::Progress | Action::NextScreen | Action::PreviousScreen | Action::Undo | Action::Redo => true,
        Action::PreviewDown => state.preview_scroll() < state.preview_most(),
        Action::PreviewUp => state.preview_scroll() > 0,
        Action::NextTheme => state.look.colors != Colors::None,
        Action::Show(screen) => state.screen != screen || state.in_detail(),
        Action::Down | Action::Up | Action::HalfDown | Action::HalfUp | Action::First | Action::Last => {
            super::moving::can_move(state)
        }
        Action::Open => can_open(state),
        Action::Back => can_go_back(state),
        Action::Assess => state.no_aim.is_none(),
        Action::Anchor(_) | Action::DontKnow => can_answer(state),
        Action::MoreQuestions => super::assess::can_go_on(state),
        Action::Previous => {
            super::assess::can_go_back(state) || matches!(state.overlays.last(), Some(Overlay::FirstRun(_)))
        }
        Action::Search | Action::Help | Action::AddSkill | Action::ChooseGoal | Action::Palette | Action::Pace => true,
        Action::Complete => can_complete(state),
        Action::Done | Action::Save | Action::Start | Action::Hide => !state.acted_on().is_empty(),
        Action::Mark => state.selected_course().is_some(),
        Action::Copy => super::copying::copied(state).is_some(),
        Action::ToggleMouse | Action::EditProfile => true,
        Action::CopyPlan => state.plan_here().is_some(),
        Action::CopyProfilePath => !state.profile_path.is_empty(),
        Action::Why => state.selected_course().is_some() && state.no_aim.is_none(),
        Action::OpenPage => state.selected_course().is_some_and(|c| state.advisor.catalog().course(c).url.is_some()),
        Action::Raise => state.selected_skill().is_some_and(|s| state.advisor.state().level(s) < Level::MAX),
        Action::Lower => state.selected_skill().is_some_and(|s| state.advisor.state().level(s) > Level::ZERO),
        Action::Export => state.plan_here().is_some(),
        Action::Panel(PathPanel::Certificate | PathPanel::Limits) => state.path_plan().is_some(),
        Action::Panel(PathPanel::OtherWays | PathPanel::Costs | PathPanel::Tradeoffs) => state.has_graph(),
        Action::OtherTrade => true,
        Action::MoreTaste => state.path_plan().is_some() && state.taste() < taste::MOST,
        Action::LessTaste => state.path_plan().is_some() && state.taste() > 0,
        Action::KeepBend => state.bend.without().next().is_some(),
        Action::KeepPace => state.bend.bounds.hours_per_week.is_some(),
        Action::ClearLimits => state.bend.bounds != Bounds::default(),
        Action::Graph => state.has_graph(),
        Action::Left => state.graph_next(Toward::Left).is_some(),
        Action::Right => state.graph_next(Toward::Right).is_some(),
        Action::ToggleGoal => match state.overlays.last() {
            Some(Overlay::Picker(picker)) => picker.kind != PickerKind::Skill && any_pick(state),
            _ => false,
        },
    }
}

/// Whether the selected line of the profile is the learner's own.
fn can_remove(state: &State) -> bool {
    match state.profile_row() {
        Some(ProfileRow::Skill { skill, .. }) => state.advisor.profile().skills.contains_key(&skill),
        Some(ProfileRow::Constraint(kind)) => is_set(state, kind),
        row => row.is_some(),
    }
}

fn can_open(state: &State) -> bool {
    match state.place() {
        Place::Home => state.next_step().is_some() || state.no_aim.is_some(),
        Place::Gap => state.gap_skill().is_some(),
        Place::Search | Place::Teachers | Place::Path | Place::Graph | Place::Recommend => {
            state.selected_course().is_some()
        }
        Place::Profile => state.profile_row().is_some(),
        Place::Picker => any_pick(state),
        Place::Palette => matches!(state.overlays.last(), Some(Overlay::Palette(p)) if p.selected().is_some()),
        Place::Query | Place::HelpQuery | Place::Prompt | Place::Weights => true,
        Place::Assess | Place::Review | Place::FirstKnow => true,
        Place::FirstGoal | Place::FirstCourses => super::moving::len(state, state.place()) > 0,
        Place::FirstPlan => state.plan.value.is_some(),
        Place::OtherWays => state.way_selected().is_some_and(|course| {
            let way = state.inquiry.ways.value.as_ref().and_then(|ways| ways.of(course));
            way.is_some_and(|way| way.extra.is_some())
        }),
        Place::Limits => true,
        Place::Tradeoffs => state.inquiry.by == Trade::Price && state.panel_selected(PathPanel::Tradeoffs).is_some(),
        Place::Course | Place::Draft | Place::Progress | Place::Help | Place::Certificate | Place::Costs => false,
    }
}

fn can_go_back(state: &State) -> bool {
    state.in_detail()
        || state.problem.is_some()
        || !state.marked_here().is_empty()
        || state.place() == Place::Path && (!state.bend.tries.is_empty() || state.bend.taste.is_some())
        || state.place() == Place::Search && !state.search.query.text().is_empty()
}

fn can_complete(state: &State) -> bool {
    let search = &state.search;
    let offered = search.offer.as_ref().map(|o| !o.completion.candidates.is_empty());
    offered.unwrap_or_else(|| {
        let (query, at) = (search.query.text(), search.query.before().len());
        let completion = state.advisor.complete_search(query, at);
        // A single candidate that stands there in full is nothing to go on with.
        completion.candidates.iter().any(|c| Some(c.text.as_str()) != query.get(completion.start..completion.end))
    })
}

fn any_pick(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Picker(picker)) if !picks(state, picker).is_empty())
}

/// Why an action that works here has nothing to act on now, where that is worth a word.
pub fn why_not(state: &State, action: Action) -> Option<String> {
    let text = match action {
        Action::Weights
        | Action::ResetWeight
        | Action::ResetWeights
        | Action::KeepWeights
        | Action::Order
        | Action::PutFirst => recommend_sliders::why_not(state, action),
        _ if recommend_sliders::takes(state, action) => recommend_sliders::why_not(state, action),
        Action::Raise | Action::Lower if state.selected_skill().is_none() => "select a skill to change its level",
        Action::Raise => "this is as high as levels go",
        Action::Lower => "there is no level below",
        Action::Done | Action::Save | Action::Start | Action::Hide | Action::Mark => "no course is selected",
        Action::Log | Action::Rate | Action::Note | Action::Waive => "no course is selected",
        Action::Remove if state.place() == Place::Limits => "this is not limited",
        Action::Remove => "there is nothing of your own in this line",
        Action::Why | Action::OpenPage if state.selected_course().is_none() => "no course is selected",
        Action::Why => "choose a goal first: a course is on a path to something",
        Action::OpenPage => {
            let title = state.selected_course().map(|c| &state.advisor.catalog().course(c).title)?;
            return Some(format!("the catalog knows no page of {title}"));
        }
        Action::NextTheme => "colours are switched off, so there is but one theme",
        Action::Copy => "nothing is selected that could be copied",
        Action::CopyPlan => "there is no plan to copy yet",
        Action::Assess => "choose a goal first: only what it needs is asked",
        Action::Export => "there is no plan to export yet",
        Action::Graph => "there are no steps to draw",
        Action::MoreTaste | Action::LessTaste if state.path_plan().is_none() => "there is no plan yet",
        Action::MoreTaste => "taste goes no higher than 2",
        Action::LessTaste => "at taste 0 only work counts",
        Action::Open if state.place() == Place::Tradeoffs && state.inquiry.by == Trade::Misfit => {
            "the slider of taste on the path leads there"
        }
        Action::Panel(PathPanel::Certificate | PathPanel::Limits) => "there is no plan yet",
        Action::Panel(_) => "there are no steps to ask about",
        Action::KeepBend => "this is your own path: nothing is tried without",
        Action::KeepPace => "the hours per week are those of your file",
        Action::ClearLimits => "there is no limit to lift",
        Action::Open if state.place() == Place::OtherWays => match state.inquiry.ways.pending {
            true => "still working it out",
            false => "there is no other way: no path goes without it",
        },
        _ => return None,
    };
    Some(text.to_owned())
}

/// Whether there is a question, or a level to correct.
fn can_answer(state: &State) -> bool {
    matches!(state.overlays.last(), Some(Overlay::Assess(a)) if a.question.is_some() || !a.findings.is_empty())
}
