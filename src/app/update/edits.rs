//! Changes to the learner's profile.

use jiff::civil::Date;

use super::{answers::adopt, say};
use crate::{
    app::{Effect, State},
    domain::{Catalog, Course, CourseMark, Level, Profile, ProfileEdit, SkillIx, Step},
};

/// Applies edits on screen at once, and has them written.
pub(in crate::app) fn apply(state: &mut State, edits: Vec<ProfileEdit>) -> Vec<Effect> {
    let edits = state.advisor.carried_over(&edits);
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

/// Marks the courses acted on; takes the mark away again when all of them have it.
pub(super) fn mark(state: &mut State, mark: CourseMark) -> Vec<Effect> {
    let courses = state.acted_on();
    let catalog = std::sync::Arc::clone(state.advisor.catalog());
    let mut profile = state.advisor.profile().clone();
    let takes_away = courses.iter().all(|&ix| profile.mark(catalog.course(ix).id.as_str()) == Some(mark));
    let (mut edits, mut loses) = (Vec::new(), false);
    for &ix in &courses {
        let course = catalog.course(ix);
        let record = profile.courses.get(&course.id);
        let news = if takes_away {
            loses |= record.is_some_and(|r| r.rating.is_some() || r.note.is_some() || r.hours.is_some());
            vec![ProfileEdit::Unmark { course: course.id.clone() }]
        } else if record.is_some_and(|r| r.mark == mark) {
            continue;
        } else {
            marking(&profile, course, &catalog, mark, state.today)
        };
        // The next course is marked in a profile that has this one already: a level is never lowered by it.
        news.iter().for_each(|edit| profile.apply(edit));
        edits.extend(news);
    }
    let what = match courses[..] {
        [only] => catalog.course(only).title.clone(),
        _ => crate::phrase::count(courses.len() as u64, "course"),
    };
    let no_longer = if takes_away { "no longer " } else { "" };
    let undo = if loses { "; undo brings ratings and notes back" } else { "" };
    say(state, format!("{no_longer}{}: {what}{undo}", mark.word()));
    if !state.marked_here().is_empty() {
        state.marked.clear();
    }
    apply(state, edits)
}

/// What marking one course changes: levels too, when it is done.
fn marking(profile: &Profile, course: &Course, catalog: &Catalog, mark: CourseMark, today: Date) -> Vec<ProfileEdit> {
    let on = Some(today);
    let mut edits = vec![ProfileEdit::Mark { course: course.id.clone(), mark, on, rating: None }];
    if mark == CourseMark::Done {
        let taught: Vec<_> = course.teaches.iter().map(|&(s, l)| (catalog.skill(s).id.clone(), l)).collect();
        edits.extend(profile.done_edits(&course.id, &taught, on));
    }
    edits
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
