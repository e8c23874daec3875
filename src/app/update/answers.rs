//! Answers and reports that come back.

use std::sync::Arc;

use super::{alarm, say};
use crate::{
    app::{Bent, Effect, Last, Reply, Screen, State, first_run, state::Answer},
    domain::{Profile, Step},
    phrase,
};

/// An answer; one to a question nobody asks any more is dropped.
pub(super) fn reply(state: &mut State, generation: u64, reply: Reply) -> Vec<Effect> {
    let current = match reply {
        Reply::Found(_) => state.search.generation,
        Reply::BentSoFar(_) | Reply::Bent(_) => state.bend.generation,
        Reply::Inquired(..) => state.inquiry.generation,
        Reply::Compared(_) => state.since.generation,
        _ => state.generation,
    };
    if generation != current {
        return Vec::new();
    }
    match reply {
        Reply::Found(mut found) => {
            if state.search.query.text().trim().is_empty() {
                // Nothing is better than anything else: people look things up by name, not by id.
                let catalog = state.advisor.catalog();
                found.results.sort_by_cached_key(|hit| (catalog.course(hit.course).title.to_lowercase(), hit.course));
            }
            state.search.found = found;
        }
        Reply::Progress(plan) => state.plan.value = Some(plan),
        Reply::Plan(plan) => {
            let shown = Last { on: state.today, plan: Arc::clone(&plan) };
            state.plan.value = Some(plan);
            state.plan.pending = false;
            // What is only drafted is nothing to come back to.
            let mut effects = Vec::new();
            if state.before_draft.is_none() {
                effects.push(Effect::Remember(shown));
            }
            effects.extend(state.look_up_again());
            return effects;
        }
        Reply::RecommendedSoFar(scored) => {
            // Only where there is nothing yet: a full answer to an older question says more.
            if state.ranking.scored.is_none() {
                state.take_opinions(scored);
            }
        }
        Reply::Recommended(scored) => {
            state.recommended.pending = false;
            state.take_opinions(scored);
        }
        Reply::Why(course, why) => {
            if let Some(slot) = state.why.as_mut().filter(|w| w.0 == course) {
                slot.1 = Some(why);
            }
        }
        Reply::BentSoFar(plan) => state.bend.answer.value = Some(Arc::new(Bent { plan, within: None })),
        Reply::Bent(bent) => state.bend.answer = Answer { value: Some(bent), pending: false },
        Reply::Compared(found) => {
            let pending = found.causes.is_none() && !found.diff.premises.is_empty();
            state.since.answer = Answer { value: Some(found), pending };
        }
        Reply::Inquired(found, whole) => state.inquiry.take(found, whole),
        Reply::Gap(report) => {
            state.gap.value = Some(report);
            state.gap.pending = false;
        }
    }
    Vec::new()
}

/// What is on disk after an edit. Until all edits are there it is older than what is shown.
pub(super) fn saved(state: &mut State, profile: Profile) -> Vec<Effect> {
    state.saving = state.saving.saturating_sub(1);
    if state.saving > 0 || profile == *state.advisor.profile() {
        return Vec::new();
    }
    say(state, "your file was also changed elsewhere; this is how it stands now".to_owned());
    adopt(state, profile)
}

/// Edits that did not reach the disk are taken back on screen as well.
pub(super) fn not_saved(state: &mut State, message: String, profile: Option<Profile>) -> Vec<Effect> {
    state.saving = state.saving.saturating_sub(1);
    alarm(state, &message);
    match profile {
        Some(profile) if profile != *state.advisor.profile() => adopt(state, profile),
        _ => Vec::new(),
    }
}

/// Another version of the learner's file counts now, and what that changed is said.
pub(super) fn stepped(state: &mut State, step: Step, before: Option<&Profile>, now: Option<Profile>) -> Vec<Effect> {
    state.saving = state.saving.saturating_sub(1);
    let Some(now) = now else {
        say(state, format!("there is nothing to {}", step.word()));
        return Vec::new();
    };
    let names = &**state.advisor.catalog();
    let text = match (before, step) {
        (Some(before), Step::Undo) => phrase::stepped(step.done(), &phrase::profile_changes(&now, before, names)),
        (Some(before), Step::Redo) => phrase::stepped(step.done(), &phrase::profile_changes(before, &now, names)),
        (None, _) => "your file was damaged; this is what it said before, and the damage is set aside".to_owned(),
    };
    say(state, text);
    // With more edits on their way, what they come to will say how the file stands.
    if state.saving > 0 || now == *state.advisor.profile() { Vec::new() } else { adopt(state, now) }
}

/// The file was changed from outside. While edits are on their way their report says how it stands.
pub(super) fn changed(state: &mut State, profile: Profile) -> Vec<Effect> {
    if state.saving > 0 || profile == *state.before_draft.as_deref().unwrap_or(state.advisor.profile()) {
        return Vec::new();
    }
    first_run::leave(state);
    let changes = phrase::profile_changes(state.advisor.profile(), &profile, &**state.advisor.catalog());
    say(state, phrase::stepped("changed elsewhere", &changes));
    adopt(state, profile)
}

/// Goes on with another profile: everything that depends on it is asked again.
pub(in crate::app) fn adopt(state: &mut State, profile: Profile) -> Vec<Effect> {
    state.advisor = Arc::new(state.advisor.with_profile(profile));
    let mut effects = state.ask();
    effects.extend(state.look_up_again());
    if state.screen == Screen::Recommend {
        effects.extend(state.ask_next());
    }
    effects
}
