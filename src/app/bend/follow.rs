//! Keeps the bent path and what it comes from together after every event.

use std::sync::Arc;

use super::{Key, Try};
use crate::{
    app::{Effect, State},
    domain::CourseMark,
};

/// Asks for the bent path when it would be another one now, and stops asking when nothing is bent any more.
pub(in crate::app) fn follow(state: &mut State) -> Vec<Effect> {
    let goals = &state.advisor.profile().goals;
    if state.bend.goals != *goals {
        state.bend.goals.clone_from(goals);
        // What was tried on the way to something else means nothing on this one.
        state.bend.tries.clear();
        state.bend.bounds.must.clear();
        state.bend.answer.value = None;
        state.inquiry.forget();
    }
    let (catalog, profile) = (Arc::clone(state.advisor.catalog()), state.advisor.profile());
    let settled = |id: &str| {
        catalog.course_ix(id).is_none() || matches!(profile.mark(id), Some(CourseMark::Hidden | CourseMark::Done))
    };
    state.bend.tries.retain(|t| !matches!(t, Try::Without(course) if settled(course.as_str())));
    if !state.bend.is_on() || state.no_aim.is_some() {
        if state.bend.asked.take().is_none() {
            return Vec::new();
        }
        state.bend.answer = Default::default();
        return vec![Effect::Unbend];
    }
    let bend = &state.bend;
    let key =
        Key { generation: state.generation, tries: bend.tries.clone(), bounds: bend.bounds.clone(), taste: bend.taste };
    if bend.asked.as_ref() == Some(&key) {
        return Vec::new();
    }
    let Some(request) = state.bent_request() else { return Vec::new() };
    let bend = &mut state.bend;
    bend.asked = Some(key);
    bend.answer.pending = true;
    bend.generation += 1;
    let (generation, advisor) = (bend.generation, Arc::clone(&state.advisor));
    vec![Effect::Bend { generation, advisor, request: Box::new(request) }]
}
