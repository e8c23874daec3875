//! Weights changed key by key, the ranking following each.

use super::{Effect, State, update};
use crate::recommend::{Component, ONE};

/// What a key changes a weight by, in millionths.
const STEP: u64 = 50_000;
/// The sliders end here; larger weights come from the settings.
const MOST: u64 = ONE as u64;

/// Opens the sliders, if there is anything to weigh.
pub(super) fn open(state: &mut State) {
    if state.ranked().is_empty() {
        update::complain(state, "there is nothing to weigh yet".to_owned());
    } else {
        state.open_sliders();
    }
}

/// Closes them; the weights stay as they are until the program is left.
pub(super) fn close(state: &mut State) {
    state.ranking.sliders = None;
    if state.weights != state.ranking.settled {
        update::say(state, "these weights hold until you leave; W and then s keeps them".to_owned());
    }
}

/// The component whose weight keys change.
fn chosen(state: &State) -> Option<Component> {
    state.ranking.sliders.as_ref().map(|sliders| sliders.component)
}

/// Goes to the component `by` further, stopping at the ends.
pub(super) fn choose(state: &mut State, by: isize) {
    let last = Component::ALL.len() - 1;
    if let Some(sliders) = &mut state.ranking.sliders {
        sliders.component = Component::ALL[sliders.component.index().saturating_add_signed(by).min(last)];
    }
}

/// Makes the chosen weight larger or smaller, to the next step.
pub(super) fn change(state: &mut State, more: bool) {
    let Some(component) = chosen(state) else { return };
    let now = state.weights.get(component);
    let then = if more { (now / STEP + 1) * STEP } else { now.div_ceil(STEP).saturating_sub(1) * STEP };
    // What the settings have beyond the end stays, but does not grow.
    set(state, component, if more { then.min(MOST.max(now)) } else { then });
}

fn set(state: &mut State, component: Component, weight: u64) {
    let weights = state.weights.with_millionths(component, weight);
    if !state.set_weights(weights) {
        update::complain(state, "at least one weight must be above 0".to_owned());
    }
}

/// Makes the chosen weight what the settings say.
pub(super) fn reset(state: &mut State) {
    if let Some(component) = chosen(state) {
        set(state, component, state.ranking.settled.get(component));
    }
}

/// Makes all weights what the settings say.
pub(super) fn reset_all(state: &mut State) {
    state.set_weights(state.ranking.settled);
}

/// Has the weights written to the learner's settings.
pub(super) fn keep(state: &mut State) -> Vec<Effect> {
    if state.weights == state.ranking.settled {
        update::say(state, "the settings have these weights already".to_owned());
        return Vec::new();
    }
    vec![Effect::KeepWeights(state.weights)]
}

/// The weights are in the settings now.
pub(super) fn kept(state: &mut State, weights: crate::recommend::Weights, place: &str) {
    state.ranking.settled = weights;
    update::say(state, format!("the weights are in {}", crate::domain::scrub(place)));
}
