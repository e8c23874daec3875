//! What can follow the keys pressed so far.

use super::{ActionSpec, Chord, State, possible};

/// A way on from a prefix.
#[derive(Debug, Clone)]
pub struct WayOn {
    /// The keys that are still to be pressed.
    pub rest: Chord,
    /// What they do.
    pub spec: &'static ActionSpec,
}

/// The ways on from the keys pressed so far that lead somewhere now; none when no keys are waiting.
pub fn ways_on(state: &State) -> Vec<WayOn> {
    if state.prefix.is_empty() {
        return Vec::new();
    }
    (state.keymap.following(state.place(), &state.prefix).into_iter())
        .filter(|(_, spec)| possible(state, spec.action))
        .map(|(rest, spec)| WayOn { rest: Chord::of(&rest), spec })
        .collect()
}
