//! What keys do on the recommend screen: weights changed key by key, the ranking following each; the order
//! of the list; what would put a course first.

use super::{Action, Effect, Overlay, Place, State, update};
use crate::{
    domain::scrub,
    recommend::{Component, ONE, Weights},
};

/// What a key changes a weight by, in millionths.
const STEP: u64 = 50_000;
/// The sliders end here; larger weights come from the settings.
const MOST: u64 = ONE as u64;

/// Whether one of this screen's actions has anything to act on.
pub(super) fn possible(state: &State, action: Action) -> bool {
    let listed = !state.ranked().is_empty();
    match action {
        Action::Weights => listed && state.ranking.sliders.is_none(),
        Action::ResetWeight => chosen(state).is_some_and(|c| settled(state, c) != state.weights.get(c)),
        Action::ResetWeights | Action::KeepWeights => state.weights != state.ranking.settled,
        Action::Raise => chosen(state).is_some_and(|c| raised(state, c) != state.weights.get(c)),
        Action::Lower => chosen(state).is_some_and(|c| {
            let lower = lowered(state, c);
            lower != state.weights.get(c) && state.weights.with_millionths(c, lower).counts()
        }),
        Action::Order => state.ranking.scored.as_ref().is_some_and(|scored| scored.len() > 1),
        Action::PutFirst => {
            let scored = state.ranking.scored.as_ref();
            let of = |course| scored.is_some_and(|all| all.iter().any(|s| s.candidate.course == course));
            state.selected_course().is_some_and(of)
        }
        // Components to choose from are always there.
        _ => true,
    }
}

/// Why one of them has nothing to act on.
pub(super) fn why_not(state: &State, action: Action) -> &'static str {
    match action {
        Action::Raise => "the slider ends here",
        Action::Lower if chosen(state).is_some_and(|c| state.weights.get(c) > 0) => {
            "at least one weight must be above 0"
        }
        Action::Lower => "this counts for nothing already",
        Action::ResetWeight => "this weight is as in your settings",
        Action::ResetWeights | Action::KeepWeights => "the weights are as in your settings",
        Action::PutFirst => "this course is not in the ranking: you cannot start it now, or it brings nothing new",
        _ => "there is nothing to rank yet",
    }
}

/// Does what was asked for.
pub(super) fn act(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Weights => state.open_sliders(),
        Action::Open | Action::Back => close(state),
        Action::Down => choose(state, 1),
        Action::Up => choose(state, -1),
        Action::First => choose(state, -isize::MAX),
        Action::Last => choose(state, isize::MAX),
        Action::Raise => change(state, raised),
        Action::Lower => change(state, lowered),
        Action::ResetWeight => change(state, settled),
        Action::ResetWeights => {
            state.set_weights(state.ranking.settled);
        }
        Action::KeepWeights => return vec![Effect::KeepWeights(state.weights)],
        Action::Order => state.toggle_order(),
        Action::PutFirst => put_first(state),
        _ => {}
    }
    Vec::new()
}

/// Whether an action has a meaning of its own while weights are changed.
pub(super) fn takes(state: &State, action: Action) -> bool {
    use Action::{Back, Down, First, Last, Lower, Open, Raise, Up};
    state.place() == Place::Weights && matches!(action, Open | Back | Down | Up | First | Last | Raise | Lower)
}

/// The component whose weight keys change.
fn chosen(state: &State) -> Option<Component> {
    state.ranking.sliders.as_ref().map(|sliders| sliders.component)
}

fn choose(state: &mut State, by: isize) {
    let last = Component::ALL.len() - 1;
    if let Some(sliders) = &mut state.ranking.sliders {
        sliders.component = Component::ALL[sliders.component.index().saturating_add_signed(by).min(last)];
    }
}

/// The next step up. What the settings have beyond the end stays, but does not grow.
fn raised(state: &State, component: Component) -> u64 {
    let now = state.weights.get(component);
    ((now / STEP + 1) * STEP).min(MOST.max(now))
}

/// The next step down.
fn lowered(state: &State, component: Component) -> u64 {
    state.weights.get(component).div_ceil(STEP).saturating_sub(1) * STEP
}

/// Sets a weight to the step nearest to where its slider was clicked.
pub(super) fn set(state: &mut State, component: Component, weight: u64) {
    if let Some(sliders) = &mut state.ranking.sliders {
        sliders.component = component;
        change_to(state, component, (weight + STEP / 2) / STEP * STEP);
    }
}

fn settled(state: &State, component: Component) -> u64 {
    state.ranking.settled.get(component)
}

fn change(state: &mut State, to: fn(&State, Component) -> u64) {
    if let Some(component) = chosen(state) {
        change_to(state, component, to(state, component));
    }
}

fn change_to(state: &mut State, component: Component, weight: u64) {
    let weights = state.weights.with_millionths(component, weight);
    if !state.set_weights(weights) {
        update::complain(state, "at least one weight must be above 0".to_owned());
    }
}

/// Leaves the sliders; the weights hold until the program is left.
fn close(state: &mut State) {
    state.ranking.sliders = None;
    if state.weights != state.ranking.settled {
        update::say(state, "these weights hold until you leave; W, then s, keeps them in your settings".to_owned());
    }
}

/// Shows on the page of the selected course what would put it first.
fn put_first(state: &mut State) {
    let Some(course) = state.selected_course() else { return };
    if state.ask_first(course) {
        match state.overlays.last_mut() {
            Some(Overlay::Course { scroll, .. }) => *scroll = 0,
            _ => state.overlays.push(Overlay::Course { course, scroll: 0 }),
        }
    }
}

/// The weights are in the settings now.
pub(super) fn kept(state: &mut State, weights: Weights, place: &str) {
    state.ranking.settled = weights;
    update::say(state, format!("these weights are in {} now", scrub(place)));
}
