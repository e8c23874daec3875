//! The front where courses rule each other out: no path holds both of such a pair, so what there is without the one
//! and without the other, put together, is all there is.

use std::collections::BTreeSet;

use super::plane::Plane;
use crate::{
    domain::CourseIx,
    path::{
        compile::Target,
        kernel::{Kernel, Solved},
        purse::Purse,
    },
};

/// Pairs branched on before the front is left incomplete.
const MOST: usize = 200;

/// A path by what it takes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Way {
    pub work: u64,
    pub price: u64,
    /// In id order.
    pub courses: Vec<CourseIx>,
    /// Whether nothing is better in one and no worse in the other.
    pub proved: bool,
    /// Nothing at this price or less takes less work.
    pub at_least: u64,
}

/// The front, the least work first, and whether that is all of it, proved. `least` is the path of least work.
pub(super) fn front(kernel: &mut Kernel<'_>, target: &Target, least: &Solved, purse: &mut Purse) -> (Vec<Way>, bool) {
    let (mut ways, mut complete) = (Vec::new(), true);
    let mut seen: BTreeSet<Vec<CourseIx>> = BTreeSet::new();
    let mut ahead: Vec<Vec<CourseIx>> = vec![Vec::new()];
    while let Some(out) = ahead.pop() {
        if seen.len() >= MOST {
            complete = false;
            break;
        }
        if !seen.insert(out.clone()) {
            continue;
        }
        let solved = if out.is_empty() {
            Some(least.clone())
        } else {
            let (effort, cancel) = (purse.effort(), purse.cancel().clone());
            kernel.solve(target, &out, effort, &cancel, &mut |_, _| {})
        };
        // Nothing reaches the target without these.
        let Some(solved) = solved else { continue };
        if !out.is_empty() {
            purse.spend(solved.work);
        }
        let mut plane = Plane::new(kernel, target, &solved, &out);
        let (spots, all) = plane.front(purse);
        complete &= all;
        let catalog = kernel.scene().catalog;
        let mut pair = None;
        for spot in &spots {
            let courses = plane.named(&spot.set);
            match catalog.rivals_among(&courses) {
                Some(found) => pair = pair.or(Some(found)),
                None => ways.push(Way {
                    work: spot.hours,
                    price: spot.price,
                    courses,
                    proved: spot.proved,
                    at_least: spot.at_least,
                }),
            }
        }
        if let Some((a, b)) = pair {
            ahead.extend([b, a].map(|drop| {
                let mut more = out.clone();
                more.push(drop);
                more.sort_unstable();
                more
            }));
        }
    }
    if seen.len() > 1 {
        ways = uncovered(ways);
        for way in ways.iter_mut().filter(|_| !complete) {
            // What one part proves says nothing of another that was not looked through.
            (way.proved, way.at_least) = (false, least.lower.min(way.work));
        }
    }
    (ways, complete)
}

/// Those that no other covers, the least work first.
fn uncovered(mut ways: Vec<Way>) -> Vec<Way> {
    ways.sort();
    let mut cheapest = None;
    ways.retain(|way| {
        let better = cheapest.is_none_or(|price| way.price < price);
        if better {
            cheapest = Some(way.price);
        }
        better
    });
    ways
}
