//! What can be left out without losing a least-cost path: courses that can never start, and courses
//! that another one replaces at no more cost.

use super::{compile::Compiled, network::Network};
use crate::domain::Catalog;

/// Price tag of a course for the kernel: the metric, then what breaks ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Tag {
    /// Cost in the metric's unit.
    pub cost: u64,
    /// Minutes.
    pub minutes: u64,
    /// Cents; unknown counts as dearer than any known price.
    pub cents: u64,
    /// Shrunk rating in thousandths, negated so that less is better.
    pub unrated: i64,
}

/// What is left of a problem, and who stands for whom.
pub(crate) struct Reduced {
    /// Local indices kept, ascending.
    pub keep: Vec<u32>,
    /// For each dropped course that another stands for: (dropped, stands for it), local indices.
    pub replaced: Vec<(u32, u32)>,
}

/// Drops what forward chaining never takes and what is dominated.
pub(crate) fn reduce(compiled: &Compiled, tags: &[Tag], catalog: &Catalog) -> Reduced {
    let net = &compiled.net;
    let reach = compiled.reach_all();
    let alive: Vec<u32> = (0..net.len() as u32).filter(|&j| reach.is_taken(j)).collect();
    let mut rank = alive.clone();
    rank.sort_by_key(|&j| (tags[j as usize], j));

    // A course can only be replaced by one that does at least one of the same things.
    let mut by_first: Vec<Vec<u32>> = vec![Vec::new(); net.kinds.len()];
    let mut gone = vec![false; net.len()];
    let mut replaced = Vec::new();
    for &j in &rank {
        let Some(key) = keys(net, j).next() else {
            gone[j as usize] = true;
            continue;
        };
        // Better-ranked courses come first, so whoever stands for `j` has been seen, unless it ties
        // in everything or is worse in a tie-break: then both stay.
        let stand_in = (by_first[key as usize].iter().copied())
            .find(|&d| replaces(net, tags, d, j) && rules_out_no_more(compiled, catalog, d, j));
        match stand_in {
            Some(d) => {
                gone[j as usize] = true;
                replaced.push((j, d));
            }
            None => keys(net, j).for_each(|k| by_first[k as usize].push(j)),
        }
    }
    replaced.sort_unstable();
    Reduced { keep: alive.into_iter().filter(|&j| !gone[j as usize]).collect(), replaced }
}

/// Whether whatever `d` rules out is ruled out by `c` as well.
fn rules_out_no_more(compiled: &Compiled, catalog: &Catalog, d: u32, c: u32) -> bool {
    // What may be skipped stands beyond the catalog's courses, and rules nothing out.
    let of = |j: u32| catalog.courses().get(compiled.courses[j as usize].get()).map_or(&[][..], |c| &c.excludes);
    of(d).iter().all(|x| of(c).contains(x))
}

/// One node per thing a course does.
pub(super) fn keys(net: &Network, course: u32) -> impl Iterator<Item = u32> {
    let lowest = net.raises[course as usize].iter().map(|&(skill, _)| net.rungs[skill as usize][0]);
    lowest.chain(net.marks[course as usize].iter().copied())
}

/// Whether a path stays a path, at no more cost, when `d` is taken in place of `c`.
pub(super) fn replaces(net: &Network, tags: &[Tag], d: u32, c: u32) -> bool {
    let (a, b) = (&net.actions[d as usize], &net.actions[c as usize]);
    let (x, y) = (tags[d as usize], tags[c as usize]);
    x.cost <= y.cost
        && x.minutes <= y.minutes
        && x.cents <= y.cents
        && (net.raises[c as usize].iter())
            .all(|&(skill, r)| net.raises[d as usize].iter().any(|&(s, have)| s == skill && have >= r))
        && net.marks[c as usize].iter().all(|m| net.marks[d as usize].contains(m))
        && net.implies(b.before, a.before)
        && net.implies(b.beside, a.beside)
}
