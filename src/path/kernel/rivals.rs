//! Courses that rule each other out: branch and bound on pairs, each branch a question without the other course.
//!
//! What is a landmark where some courses are left out is one of the whole question once they are added to it, so the
//! certificate of all branches is one list; whoever checks it knows which pairs no path holds.

use std::collections::BTreeSet;

use super::{DEFAULT_UNITS, Kernel, Solved};
use crate::{
    domain::CourseIx,
    path::{
        compile::Target,
        request::{Cancel, Effort},
    },
};

/// Branches looked at before the bound is left as it is.
const MOST: usize = 400;

struct Branch {
    /// Left out beyond what the question leaves out.
    out: Vec<CourseIx>,
    solved: Solved,
    pair: (CourseIx, CourseIx),
}

/// The best set without any such pair, from one that has the pair `first.1`.
pub(super) fn branch(
    kernel: &mut Kernel<'_>,
    first: (Solved, (CourseIx, CourseIx)),
    (target, without): (&Target, &[CourseIx]),
    effort: Effort,
    cancel: &Cancel,
) -> Option<Solved> {
    let (root, pair) = first;
    let (lower_of_root, weights, own) = (root.lower, root.weights.clone(), root.landmarks.clone());
    let mut work = root.work;
    // All branches share the effort of the one question.
    let limit = match effort {
        Effort::Default => Some(DEFAULT_UNITS),
        Effort::Units(units) => Some(units),
        Effort::Prove | Effort::Time(_) => None,
    };
    let timed;
    let cancel = match effort {
        Effort::Time(time) => {
            timed = cancel.with_time_limit(time);
            &timed
        }
        _ => cancel,
    };
    let mut seen: BTreeSet<Vec<CourseIx>> = BTreeSet::new();
    let mut landmarks: BTreeSet<Vec<CourseIx>> = own.iter().cloned().collect();
    let mut open = vec![Branch { out: Vec::new(), solved: root, pair }];
    let mut best: Option<Solved> = None;
    let mut left = u64::MAX;
    let mut looked = 0;
    while let Some(at) = (0..open.len()).min_by_key(|&i| (open[i].solved.lower, open[i].out.len(), i)) {
        let branch = open.swap_remove(at);
        if best.as_ref().is_some_and(|b| branch.solved.lower >= b.cost) {
            continue;
        }
        looked += 1;
        if looked > MOST || cancel.is_cancelled() || limit.is_some_and(|limit| work >= limit) {
            // Nothing that was not looked into costs less than the least of these.
            left = open.iter().map(|b| b.solved.lower).fold(left.min(branch.solved.lower), u64::min);
            if best.is_some() {
                break;
            }
        }
        for drop in [branch.pair.0, branch.pair.1] {
            let mut out = branch.out.clone();
            out.push(drop);
            out.sort_unstable();
            if !seen.insert(out.clone()) {
                continue;
            }
            let effort = limit.map_or(Effort::Prove, |limit| Effort::Units(limit.saturating_sub(work)));
            let all: Vec<CourseIx> = without.iter().chain(&out).copied().collect();
            let sub = kernel.put_beside(None, None, target, &all, effort, cancel, &mut |_, _| {});
            // Where nothing reaches the goal without them, they are a landmark themselves.
            let Some(solved) = sub else {
                landmarks.insert(out);
                continue;
            };
            work += solved.work;
            for landmark in &solved.landmarks {
                let mut whole: Vec<CourseIx> = landmark.iter().chain(&out).copied().collect();
                whole.sort_unstable();
                whole.dedup();
                landmarks.insert(whole);
            }
            match kernel.scene().catalog.rivals_among(&solved.courses) {
                Some(pair) => open.push(Branch { out, solved, pair }),
                None => {
                    if !solved.proved() {
                        left = left.min(solved.lower);
                    }
                    if best.as_ref().is_none_or(|b| solved.cost < b.cost) {
                        best = Some(solved);
                    }
                }
            }
        }
    }
    let best = best?;
    let lower = left.min(best.cost).max(lower_of_root);
    // The root's landmarks come first, since its weights are theirs.
    let further: Vec<Vec<CourseIx>> = landmarks.into_iter().filter(|l| !own.contains(l)).collect();
    let weights = weights.into_iter().chain(std::iter::repeat_n(0, further.len())).collect();
    let landmarks = own.into_iter().chain(further).collect();
    Some(Solved { courses: best.courses, cost: best.cost, lower, landmarks, weights, work })
}
