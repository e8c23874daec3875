//! What can be reached where courses rule each other out.

use std::collections::BTreeSet;

use super::{compile::Compiled, reach::Reach};

/// Ways looked at before it is taken that there is none.
const MOST: usize = 20_000;

/// Courses that reach the goal, by local index, no two of which rule each other out. `None` where there are none.
pub(crate) fn apart(compiled: &Compiled) -> Option<Vec<u32>> {
    let all = 0..compiled.net.len() as u32;
    let mut open = vec![BTreeSet::new()];
    let mut seen: BTreeSet<BTreeSet<u32>> = BTreeSet::new();
    while let Some(out) = open.pop() {
        let reach = Reach::with(&compiled.net, all.clone().filter(|j| !out.contains(j)));
        if !reach.at_goal() {
            continue;
        }
        let mut set: Vec<u32> = all.clone().filter(|&j| reach.is_taken(j)).collect();
        // Of courses with rivals only those that it takes.
        for j in compiled.rivals.iter().flat_map(|&(a, b)| [a, b]) {
            let less = || set.iter().copied().filter(|&c| c != j);
            if set.contains(&j) && Reach::with(&compiled.net, less()).at_goal() {
                set = less().collect();
            }
        }
        let Some((a, b)) = compiled.rivals_among(&set) else { return Some(set) };
        for drop in [a, b] {
            let mut less = out.clone();
            less.insert(drop);
            if seen.len() < MOST && seen.insert(less.clone()) {
                open.push(less);
            }
        }
    }
    None
}
