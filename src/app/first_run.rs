//! The first run: a goal, what one knows already, the plan. Everything on screen is worked out for a draft of the
//! learner's file; the file itself is written when the plan is accepted, and not before.

use std::sync::Arc;

use super::{
    Action, Cursor, Effect, Overlay, Picked, Picker, PickerKind, Place, State, assess, picks,
    update::{adopt, adopt_edits, say},
};
use crate::domain::{CourseId, CourseMark, GoalId, Profile, ProfileEdit};

/// Which of the steps is on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstStep {
    /// What to aim at.
    Goal,
    /// How to tell what one knows.
    Know,
    /// Marking courses as done, a part of the step before.
    Courses,
    /// The plan, to be accepted.
    Plan,
}

/// How to tell what one knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// Answering a few questions.
    Questions,
    /// Marking courses as done.
    Courses,
    /// No more than that.
    Plan,
}

impl Telling {
    /// All ways, in the order shown.
    pub const ALL: [Self; 3] = [Self::Questions, Self::Courses, Self::Plan];
}

/// Where the newcomer is, and what they chose so far.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstRun {
    /// The step on screen.
    pub step: FirstStep,
    /// The choice of goals.
    pub goals: Picker,
    /// The selected way to tell what one knows.
    pub telling: Cursor,
    /// Courses marked as done.
    pub done: Vec<CourseId>,
    /// The selected course.
    pub course: Cursor,
    /// Levels said and inferred.
    pub levels: Vec<ProfileEdit>,
    /// Rows of the plan scrolled away.
    pub scroll: usize,
    /// The learner's file as it was.
    before: Box<Profile>,
}

impl FirstRun {
    /// What accepting it all comes to, with the goal on top.
    fn edits(&self, goal: Option<&GoalId>) -> Vec<ProfileEdit> {
        let mut edits: Vec<ProfileEdit> = goal.map(|g| ProfileEdit::SetGoals(vec![g.clone()])).into_iter().collect();
        let mark = |course: &CourseId| ProfileEdit::Mark {
            course: course.clone(),
            mark: CourseMark::Done,
            on: None,
            rating: None,
        };
        edits.extend(self.done.iter().map(mark));
        edits.extend(self.levels.iter().cloned());
        edits
    }

    /// Where keys go.
    pub(super) fn place(&self) -> Place {
        match self.step {
            FirstStep::Goal => Place::FirstGoal,
            FirstStep::Know => Place::FirstKnow,
            FirstStep::Courses => Place::FirstCourses,
            FirstStep::Plan => Place::FirstPlan,
        }
    }

    /// How many levels were said or inferred.
    pub fn told(&self) -> usize {
        self.levels.len()
    }
}

/// Whether nothing is known of the learner, so that a first run makes sense.
pub(super) fn is_due(state: &State) -> bool {
    *state.advisor.profile() == Profile::default() && !state.advisor.catalog().goals().is_empty()
}

/// Opens the first run over whatever is on screen. What to do follows when the draft is asked about.
pub(super) fn begin(state: &mut State) {
    let run = FirstRun {
        step: FirstStep::Goal,
        goals: Picker::new(PickerKind::Goal),
        telling: Cursor::default(),
        done: Vec::new(),
        course: Cursor::default(),
        levels: Vec::new(),
        scroll: 0,
        before: Box::new(state.advisor.profile().clone()),
    };
    state.before_draft = Some(run.before.clone());
    state.overlays.push(Overlay::FirstRun(Box::new(run)));
    let draft = draft(state);
    state.advisor = Arc::new(state.advisor.with_profile(draft));
}

/// The first run, wherever it lies.
fn found(state: &State) -> Option<&FirstRun> {
    state.overlays.iter().find_map(|o| if let Overlay::FirstRun(run) = o { Some(&**run) } else { None })
}

fn found_mut(state: &mut State) -> Option<&mut FirstRun> {
    state.overlays.iter_mut().find_map(|o| if let Overlay::FirstRun(run) = o { Some(&mut **run) } else { None })
}

/// The goal that is selected, or was chosen.
fn goal(state: &State, run: &FirstRun) -> Option<GoalId> {
    if run.step != FirstStep::Goal {
        return state.advisor.profile().goals.first().cloned();
    }
    let mut all = picks(state, &run.goals);
    let at = run.goals.cursor.selected(all.len())?;
    match all.swap_remove(at).what {
        Picked::Goal(goal) => Some(goal),
        _ => None,
    }
}

/// The learner's file as it would be.
fn draft(state: &State) -> Profile {
    let Some(run) = found(state) else { return state.advisor.profile().clone() };
    let mut profile = (*run.before).clone();
    run.edits(goal(state, run).as_ref()).iter().for_each(|edit| profile.apply(edit));
    profile
}

/// Keeps draft and screen together after every event: the plan on screen is that of the selected goal, and who has
/// left the first run, whatever way, has their own file back.
pub(super) fn tidy(state: &mut State) -> Vec<Effect> {
    if found(state).is_none() {
        let Some(before) = state.before_draft.take() else { return Vec::new() };
        return adopt(state, *before);
    }
    let draft = draft(state);
    if draft == *state.advisor.profile() {
        return Vec::new();
    }
    // A plan to another goal is not shown in place of the one that is still to come.
    if draft.goals != state.advisor.profile().goals {
        state.plan.value = None;
        state.gap.value = None;
    }
    adopt(state, draft)
}

/// The learner's file was changed by somebody else: what was drafted on top of another is dropped.
pub(super) fn leave(state: &mut State) {
    if state.before_draft.is_some() {
        state.overlays.retain(|o| !matches!(o, Overlay::FirstRun(_) | Overlay::Assess(_)));
        state.before_draft = None;
    }
}

/// Enter.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::FirstRun(run)) = state.overlays.last_mut() else { return Vec::new() };
    match run.step {
        FirstStep::Goal => {
            run.step = FirstStep::Know;
            run.telling.reset();
        }
        FirstStep::Know => match run.telling.selected(Telling::ALL.len()).map(|i| Telling::ALL[i]) {
            Some(Telling::Questions) => {
                assess::begin(state);
                return Vec::new();
            }
            Some(Telling::Courses) => {
                run.step = FirstStep::Courses;
                run.course.reset();
                state.search.query.clear();
                return state.look_up();
            }
            Some(Telling::Plan) | None => run.step = FirstStep::Plan,
        },
        FirstStep::Courses => toggle(state),
        FirstStep::Plan => return accept(state),
    }
    Vec::new()
}

/// Marks the selected course as done, or no longer.
fn toggle(state: &mut State) {
    let found = &state.search.found.results;
    let Some(Overlay::FirstRun(run)) = state.overlays.last_mut() else { return };
    let Some(hit) = run.course.selected(found.len()).map(|i| &found[i]) else { return };
    let course = state.advisor.catalog().course(hit.course);
    match run.done.iter().position(|c| *c == course.id) {
        Some(at) => {
            run.done.remove(at);
        }
        None => {
            run.done.push(course.id.clone());
            // A course that was done outweighs what was only inferred.
            let taught = |skill: &str, level| {
                let ix = state.advisor.catalog().skill_ix(skill);
                ix.and_then(|s| state.advisor.catalog().effect_on(hit.course, s)).is_some_and(|l| l > level)
            };
            run.levels.retain(|edit| {
                !matches!(edit, ProfileEdit::SetSkill { skill, level, from, .. }
                    if from == "inferred" && taught(skill.as_str(), *level))
            });
        }
    }
}

/// The levels of a round of questions were accepted: the plan is next.
pub(super) fn told(state: &mut State, edits: Vec<ProfileEdit>) -> Vec<Effect> {
    if let Some(run) = found_mut(state) {
        run.levels.extend(edits);
        run.step = FirstStep::Plan;
        run.scroll = 0;
    }
    Vec::new()
}

/// Now, and only now, it is written.
fn accept(state: &mut State) -> Vec<Effect> {
    let Some(run) = found(state) else { return Vec::new() };
    let edits = run.edits(goal(state, run).as_ref());
    let before = (*run.before).clone();
    state.before_draft = None;
    state.overlays.clear();
    state.search.query.clear();
    state.search.cursor.reset();
    let back = state.key_for(Action::Undo).map(|key| format!("; {key} takes it back")).unwrap_or_default();
    say(state, format!("your goal is kept{back}"));
    state.advisor = Arc::new(state.advisor.with_profile(before));
    let mut effects = adopt_edits(state, edits);
    effects.extend(state.look_up());
    effects
}

/// To the step before.
pub(super) fn previous(state: &mut State) {
    if let Some(Overlay::FirstRun(run)) = state.overlays.last_mut() {
        run.step = match run.step {
            FirstStep::Goal | FirstStep::Know => FirstStep::Goal,
            FirstStep::Courses | FirstStep::Plan => FirstStep::Know,
        };
    }
}

/// Esc: out of the first run; from the courses back to the step they belong to.
pub(super) fn back(state: &mut State) -> Vec<Effect> {
    match state.overlays.last_mut() {
        Some(Overlay::FirstRun(run)) if run.step == FirstStep::Courses => {
            run.step = FirstStep::Know;
            // What is told so far is told; the plan is the likeliest next thing.
            run.telling.select(if run.done.is_empty() { 1 } else { 2 }, Telling::ALL.len(), Telling::ALL.len());
            state.search.query.clear();
            state.look_up()
        }
        _ => {
            state.overlays.pop();
            say(state, "nothing was written; n chooses a goal, A asks what you know".to_owned());
            Vec::new()
        }
    }
}
