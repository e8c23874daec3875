//! Whether something can be had where courses rule each other out: every way out of each such pair is tried.

use std::collections::BTreeSet;

use super::world::{Stand, World};

/// Ways tried before it counts as possible.
const MOST: usize = 20_000;

/// Whether courses of which none rules out another bring a learner where `enough` holds.
pub(super) fn possible(world: &World<'_>, enough: &dyn Fn(&Stand<'_, '_>) -> bool) -> bool {
    let mut open: Vec<BTreeSet<usize>> = vec![BTreeSet::new()];
    let mut seen = BTreeSet::new();
    while let Some(out) = open.pop() {
        let stand = world.chain(|c| !out.contains(&c));
        if !enough(&stand) {
            continue;
        }
        let mut set: Vec<usize> = (0..world.rivals().len()).filter(|&c| stand.took(c)).collect();
        for c in (0..world.rivals().len()).filter(|&c| !world.rivals()[c].is_empty()) {
            if enough(&world.chain(|d| d != c && set.contains(&d))) {
                set.retain(|&d| d != c);
            }
        }
        let Some((a, b)) = world.rivals_among(&set) else { return true };
        for drop in [a, b] {
            let mut less = out.clone();
            less.insert(drop);
            if seen.insert(less.clone()) {
                open.push(less);
            }
        }
        if seen.len() > MOST {
            return true;
        }
    }
    false
}
