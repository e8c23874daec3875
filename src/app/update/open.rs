//! Enter: opening what is selected, accepting what was typed.

use super::{edits, limits, profile, say};
use crate::{
    app::{
        Effect, Focus, Overlay, Picker, PickerKind, Place, ProfileRow, Prompt, PromptKind, State, Try, assess,
        first_run, overlay::Picked, picks,
    },
    domain::{CourseIx, GoalId, ProfileEdit, SkillIx},
};

/// Opens or accepts, whichever Enter means here.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    match state.place() {
        Place::Query => state.search.typing = false,
        Place::Gap => {
            if state.gap_skill().is_some() {
                state.gaps.focus = Focus::Detail;
                state.gaps.teachers.reset();
            }
        }
        Place::Home if state.no_aim.is_some() => {
            choose_goal(state);
        }
        Place::Home | Place::Search | Place::Teachers | Place::Path | Place::Graph | Place::Recommend => {
            if let Some(course) = state.selected_course() {
                open_course(state, course);
            }
        }
        Place::Profile => return open_row(state),
        Place::Picker => return pick(state),
        Place::Prompt => return accept(state),
        Place::Palette => return run_selected(state),
        Place::HelpQuery => {
            if let Some(Overlay::Help(help)) = state.overlays.last_mut() {
                help.typing = false;
            }
        }
        Place::Assess | Place::Review => return assess::open(state),
        Place::FirstGoal | Place::FirstKnow | Place::FirstCourses | Place::FirstPlan => return first_run::open(state),
        Place::OtherWays => {
            if let Some(course) = state.way_selected().cloned() {
                state.bend(Try::Without(course));
            }
        }
        Place::Tradeoffs => limits::try_point(state),
        Place::Limits => limits::edit(state),
        Place::Weights
        | Place::Course
        | Place::Draft
        | Place::Progress
        | Place::Help
        | Place::Certificate
        | Place::Costs => {}
    }
    Vec::new()
}

/// Opens the choice of goals, where the present one is.
pub(super) fn choose_goal(state: &mut State) {
    let mut picker = Picker::new(PickerKind::Goal);
    let all = picks(state, &picker);
    if let Some(at) = all.iter().position(|pick| pick.active) {
        picker.cursor.select(at, all.len(), state.geometry.rows(Place::Picker));
    }
    state.overlays.push(Overlay::Picker(picker));
}

/// Does what the palette has selected, in the place it lies over.
fn run_selected(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Palette(palette)) = state.overlays.last() else { return Vec::new() };
    let Some(action) = palette.selected().map(|c| c.spec().action) else { return Vec::new() };
    state.overlays.pop();
    super::run(state, action)
}

fn open_course(state: &mut State, course: CourseIx) {
    state.overlays.push(Overlay::Course { course, scroll: 0 });
}

/// Asks why the selected course is, or is not, on the path, and shows its page, which tells.
pub(super) fn why(state: &mut State) -> Vec<Effect> {
    let Some(course) = state.selected_course() else { return Vec::new() };
    let Some(effect) = state.ask_why(course) else { return Vec::new() };
    match state.overlays.last_mut() {
        Some(Overlay::Course { scroll, .. }) => *scroll = 0,
        _ => open_course(state, course),
    }
    vec![effect]
}

/// Opens the page of the selected course in the browser.
pub(super) fn page(state: &State) -> Vec<Effect> {
    let Some(course) = state.selected_course() else { return Vec::new() };
    state.advisor.catalog().course(course).url.iter().cloned().map(Effect::OpenPage).collect()
}

fn open_row(state: &mut State) -> Vec<Effect> {
    match state.profile_row() {
        Some(ProfileRow::Goal(_)) => choose_goal(state),
        Some(ProfileRow::Skill { skill, .. }) => {
            if let Some(ix) = state.advisor.catalog().skill_ix(skill.as_str()) {
                ask_level(state, ix);
            }
        }
        Some(ProfileRow::Course(id, _)) => {
            if let Some(ix) = state.advisor.catalog().course_ix(id.as_str()) {
                open_course(state, ix);
            }
        }
        Some(row) => return profile::edit_row(state, row),
        None => {}
    }
    Vec::new()
}

fn ask_level(state: &mut State, skill: SkillIx) {
    state.overlays.push(Overlay::Prompt(Prompt::new(PromptKind::Level(skill), "")));
}

fn accept(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Prompt(prompt)) = state.overlays.last() else { return Vec::new() };
    let (kind, text) = (prompt.kind.clone(), prompt.line.text().to_owned());
    profile::accept(state, &kind, &text).unwrap_or_else(|message| {
        if let Some(Overlay::Prompt(prompt)) = state.overlays.last_mut() {
            prompt.error = Some(message);
        }
        Vec::new()
    })
}

fn picked(state: &State) -> Option<Picked> {
    let Some(Overlay::Picker(picker)) = state.overlays.last() else { return None };
    let mut all = picks(state, picker);
    let at = picker.cursor.selected(all.len())?;
    Some(all.swap_remove(at).what)
}

fn pick(state: &mut State) -> Vec<Effect> {
    match picked(state) {
        Some(Picked::Goal(goal)) => {
            state.overlays.pop();
            aim_at(state, vec![goal])
        }
        Some(Picked::Skill(skill)) => {
            state.overlays.pop();
            ask_level(state, skill);
            Vec::new()
        }
        Some(Picked::Must(skill)) => {
            state.overlays.pop();
            if !state.bend.bounds.must.contains(&skill) {
                limits::toggle_must(state, &skill);
            }
            Vec::new()
        }
        Some(Picked::Value(kind, value)) => {
            state.overlays.pop();
            profile::toggle_value(state, kind, &value, true)
        }
        None => Vec::new(),
    }
}

/// Adds the selected goal to the active ones, or takes it from them.
pub(super) fn toggle_goal(state: &mut State) -> Vec<Effect> {
    let goal = match picked(state) {
        Some(Picked::Goal(goal)) => goal,
        Some(Picked::Value(kind, value)) => return profile::toggle_value(state, kind, &value, false),
        Some(Picked::Must(skill)) => {
            limits::toggle_must(state, &skill);
            return Vec::new();
        }
        _ => return Vec::new(),
    };
    let mut goals = state.advisor.profile().goals.clone();
    match goals.iter().position(|g| *g == goal) {
        Some(at) => {
            goals.remove(at);
        }
        None => goals.push(goal),
    }
    aim_at(state, goals)
}

fn aim_at(state: &mut State, goals: Vec<GoalId>) -> Vec<Effect> {
    let titles: Vec<String> = goals.iter().map(|id| state.goal_title(id).to_owned()).collect();
    let text =
        if titles.is_empty() { "no goal".to_owned() } else { format!("goal: {}", crate::phrase::list_and(&titles)) };
    say(state, text);
    state.path.reset();
    state.recommend.reset();
    state.gaps = super::super::state::GapState::default();
    edits::apply(state, vec![ProfileEdit::SetGoals(goals)])
}
