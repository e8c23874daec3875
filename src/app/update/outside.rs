//! What comes from outside: the learner's editor, a catalog changed on disk.

use std::sync::Arc;

use super::{alarm, answers::adopt, say};
use crate::{
    advisor::Advisor,
    app::{Edited, Effect, Overlay, State, state::Answer},
    domain::{Catalog, CourseIx, scrub},
    phrase,
};

/// What came back from the editor.
pub(super) fn edited(state: &mut State, edited: Edited) -> Vec<Effect> {
    match edited {
        Edited::Unchanged => say(state, "your file is as it was".to_owned()),
        Edited::Taken(profile) => {
            let changes = phrase::profile_changes(state.advisor.profile(), &profile, &**state.advisor.catalog());
            say(state, phrase::stepped("edited", &changes));
            if state.saving == 0 && *profile != *state.advisor.profile() {
                return adopt(state, *profile);
            }
        }
        Edited::Wrong(problems) => {
            let problems = problems.iter().map(|p| scrub(p)).collect();
            state.overlays.push(Overlay::Draft { problems, scroll: 0 });
        }
        Edited::Overtaken(path) => alarm(
            state,
            &format!(
                "your file was changed elsewhere meanwhile and is left alone; what you wrote is in {}",
                path.display()
            ),
        ),
        Edited::Left(path) => {
            say(state, format!("your file is as it was; what you wrote is in {}", scrub(&path.to_string_lossy())));
        }
        Edited::Failed(message) => alarm(state, &message),
    }
    Vec::new()
}

/// Goes on with a newer catalog, once nothing is open that was made for the older one.
pub(super) fn newer_catalog(state: &mut State) -> Vec<Effect> {
    let in_hand = |o: &Overlay| !matches!(o, Overlay::Course { .. } | Overlay::Progress(_) | Overlay::Help(_));
    if state.newer_catalog.is_none() || state.overlays.iter().any(in_hand) || state.ranking.sliders.is_some() {
        return Vec::new();
    }
    let Some(catalog) = state.newer_catalog.take() else { return Vec::new() };
    if catalog.hash() == state.advisor.catalog().hash() {
        return Vec::new();
    }
    let old = Arc::clone(state.advisor.catalog());
    let now = |ix: CourseIx| catalog.course_ix(old.course(ix).id.as_str());
    state.overlays.retain_mut(|overlay| match overlay {
        Overlay::Course { course, .. } => now(*course).is_some_and(|there| {
            *course = there;
            true
        }),
        _ => true,
    });
    state.marked = state.marked.iter().filter_map(|&ix| now(ix)).collect();
    state.why = state.why.take().and_then(|(ix, _)| Some((now(ix)?, None)));
    state.search.found.results.retain_mut(|hit| {
        let there = now(hit.course);
        hit.course = there.unwrap_or(hit.course);
        there.is_some()
    });
    state.search.offer = None;
    // These speak of courses by their place in the old catalog.
    state.recommended = Answer::default();
    state.ranking.scored = None;
    state.ranking.first = None;
    say(state, told(&old, &catalog));
    let profile = state.advisor.profile().clone();
    state.advisor = Arc::new(Advisor::new(catalog, profile.clone(), state.advisor.settings().clone()));
    let mut effects = adopt(state, profile);
    if !state.search.query.text().contains(':') {
        effects.extend(state.look_up());
    }
    effects
}

fn told(old: &Catalog, new: &Catalog) -> String {
    let count = |c: &Catalog| {
        [(c.courses().len(), "course"), (c.goals().len(), "goal")]
            .map(|(n, what)| phrase::count(n as u64, what))
            .join(", ")
    };
    let (before, now) = (count(old), count(new));
    if before == now { "the catalog was changed".to_owned() } else { format!("the catalog was changed: now {now}") }
}
