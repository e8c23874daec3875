//! Changes to the learner's profile.

use super::{answers::adopt, say};
use crate::{
    app::{Effect, State},
    domain::{CourseMark, Level, ProfileEdit, SkillIx, Step},
};

/// Applies edits on screen at once, and has them written.
pub(super) fn apply(state: &mut State, edits: Vec<ProfileEdit>) -> Vec<Effect> {
    let mut profile = state.advisor.profile().clone();
    edits.iter().for_each(|edit| profile.apply(edit));
    if profile == *state.advisor.profile() {
        return Vec::new();
    }
    state.saving += 1;
    let mut effects = vec![Effect::Save(edits)];
    effects.extend(adopt(state, profile));
    effects
}

/// Has the learner's file go one version back or forward; what that changes is known when it is done.
pub(super) fn step(state: &mut State, step: Step) -> Vec<Effect> {
    state.saving += 1;
    vec![Effect::Step(step)]
}

/// Marks the selected course, or takes the same mark away again.
pub(super) fn mark(state: &mut State, mark: CourseMark) -> Vec<Effect> {
    let Some(ix) = state.selected_course() else { return Vec::new() };
    let catalog = std::sync::Arc::clone(state.advisor.catalog());
    let course = catalog.course(ix);
    let today = Some(state.today);
    let edits = match state.advisor.profile().courses.get(&course.id) {
        Some(record) if record.mark == mark => {
            let loses = record.rating.is_some() || record.note.is_some() || record.hours.is_some();
            let undo = if loses { "; undo brings its rating and notes back" } else { "" };
            say(state, format!("no longer {}: {}{undo}", mark.word(), course.title));
            vec![ProfileEdit::Unmark { course: course.id.clone() }]
        }
        _ => {
            say(state, format!("{}: {}", mark.word(), course.title));
            let mut edits = vec![ProfileEdit::Mark { course: course.id.clone(), mark, on: today, rating: None }];
            if mark == CourseMark::Done {
                let taught: Vec<_> = course.teaches.iter().map(|&(s, l)| (catalog.skill(s).id.clone(), l)).collect();
                edits.extend(state.advisor.profile().done_edits(&course.id, &taught, today));
            }
            edits
        }
    };
    apply(state, edits)
}

/// Moves the selected skill to the next anchor up or down.
pub(super) fn nudge(state: &mut State, up: bool) -> Vec<Effect> {
    const STEP: u16 = 250;
    let Some(skill) = state.selected_skill() else { return Vec::new() };
    let have = state.advisor.state().level(skill).thousandths();
    let level = if up { (have / STEP + 1) * STEP } else { have.div_ceil(STEP).saturating_sub(1) * STEP };
    set_level(state, skill, Level::new(level))
}

/// Sets a skill to a level in the learner's own word.
pub(super) fn set_level(state: &mut State, skill: SkillIx, level: Level) -> Vec<Effect> {
    let (id, name) = {
        let skill = state.advisor.catalog().skill(skill);
        (skill.id.clone(), skill.name.clone())
    };
    say(state, format!("{name}: {}", crate::phrase::anchored(level)));
    if state.advisor.state().level(skill) == level {
        return Vec::new();
    }
    let edit = ProfileEdit::SetSkill { skill: id, level, from: "self".to_owned(), on: Some(state.today) };
    apply(state, vec![edit])
}
