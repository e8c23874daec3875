//! Minimum-cost hitting set by exact-integer branch and bound.
//!
//! The bound at a node is a Lagrangian one: a price on each set, paid once, and refunds for courses
//! that would collect more than they cost. Any prices give a valid bound, so they are integers and the
//! arithmetic is exact; subgradient steps only decide which prices to try (Held & Karp 1971; Beasley 1990).
//!
//! The plan may say which prices to try and where to branch. That is taken as advice: where it holds, one look
//! settles a node; where it does not, or ends, the search goes on by itself.

use std::cmp::Reverse;

use super::{cases::Advice, reduce};
use crate::path::request::Cancel;

/// Fractions of a cost unit that prices are counted in, at least.
const FINE: i128 = 1 << 12;
/// Prices move by this many parts of what the subgradient says, at first.
const PACE: i128 = 1 << 12;
/// A share of one.
const WHOLE: i64 = 1 << 20;
/// Subgradient steps at the root, and at every other node.
const ROOT_TURNS: u32 = 3000;
const TURNS: u32 = 120;

/// Whether every hitting set costs at least the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It does, as so many cases show.
    Yes(usize),
    /// One costs this much, which is less.
    No(u64),
    /// Cancelled; until then, that none costs less than this was settled.
    Stopped(u64),
}

struct Problem<'a> {
    /// For each course, those that cannot be taken beside it.
    rivals: Vec<Vec<usize>>,
    rows: Vec<Vec<usize>>,
    cols: Vec<Vec<usize>>,
    /// In fractions of the unit of cost, as are all prices and bounds.
    cost: Vec<i128>,
    /// More than this is the claim.
    enough: i128,
    scale: i128,
    /// In units of cost: all costs are multiples of it.
    unit: i128,
    advice: Vec<Advice>,
    cancel: &'a Cancel,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    In,
    Out,
}

/// What is left to look at.
struct Node {
    marks: Vec<Mark>,
    prices: Vec<i128>,
    /// What is known of it already.
    bound: i128,
    advice: Option<usize>,
    turns: u32,
}

enum Outcome {
    Settled,
    Cheaper(i128),
    Stopped,
    /// Not settled by its prices; split on this course.
    Split(usize),
}

/// Whether every set that meets all of `sets`, and holds no two of which one is among the other's `rivals`, costs at
/// least `claim`. The advice counts prices in 1/`parts`.
pub(super) fn costs_at_least(
    (sets, rivals): (&[Vec<usize>], &[Vec<usize>]),
    cost: &[u64],
    claim: u64,
    (parts, advice): (u64, &[Advice]),
    cancel: &Cancel,
) -> Answer {
    if claim == 0 {
        return Answer::Yes(0);
    }
    let parts = i128::from(parts.max(1));
    let problem = Problem::new((sets, rivals), cost, claim, parts * (FINE / parts).max(1), (parts, advice), cancel);
    let mut open = vec![problem.first()];
    let mut looked = 0;
    while let Some(mut node) = open.pop() {
        looked += 1;
        match problem.visit(&mut node) {
            Outcome::Settled => {}
            Outcome::Cheaper(found) => return Answer::No(problem.whole(found)),
            Outcome::Stopped => return Answer::Stopped(problem.settled(&node, &open).min(claim)),
            Outcome::Split(on) => open.extend(problem.halves(node, on)),
        }
    }
    Answer::Yes(looked)
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl<'a> Problem<'a> {
    fn new(
        (sets, rivals): (&[Vec<usize>], &[Vec<usize>]),
        cost: &[u64],
        claim: u64,
        scale: i128,
        (parts, advice): (i128, &[Advice]),
        cancel: &'a Cancel,
    ) -> Self {
        let (kept, place) = reduce::minimal(sets);
        let mut named = vec![false; cost.len()];
        advice.iter().filter_map(|a| a.split).for_each(|c| named[c] = true);
        let used = reduce::undominated((sets, rivals), &kept, cost, &named);
        let local = |c: usize| used.binary_search(&c).ok();
        let rows: Vec<Vec<usize>> = kept.iter().map(|&k| sets[k].iter().filter_map(|&c| local(c)).collect()).collect();
        let mut cols = vec![Vec::new(); used.len()];
        for (r, row) in rows.iter().enumerate() {
            row.iter().for_each(|&c| cols[c].push(r));
        }
        let advice = (advice.iter())
            .map(|a| Advice {
                prices: a.prices.iter().map(|&(r, w)| (place[r], w * (scale / parts))).collect(),
                split: a.split.and_then(local),
                with: a.with,
            })
            .collect();
        let rivals = used.iter().map(|&c| rivals[c].iter().filter_map(|&r| local(r)).collect()).collect();
        let unit = used.iter().fold(0, |a, &c| gcd(a, cost[c])).max(1);
        let enough = i128::from((claim - 1) / unit * unit) * scale;
        let cost = used.iter().map(|&c| i128::from(cost[c]) * scale).collect();
        Self { rivals, rows, cols, cost, enough, scale, unit: unit.into(), advice, cancel }
    }

    /// A bound in units of cost: what lies between two possible costs counts as the higher.
    fn whole(&self, bound: i128) -> u64 {
        let step = self.scale * self.unit;
        u64::try_from((bound.max(0) + step - 1) / step * self.unit).unwrap_or(u64::MAX)
    }

    /// What is known while these are still to be settled.
    fn settled(&self, node: &Node, open: &[Node]) -> u64 {
        self.whole(open.iter().map(|n| n.bound).fold(node.bound, i128::min))
    }

    /// Everything is open; each set in turn asks for what its cheapest course has left.
    fn first(&self) -> Node {
        let mut left = self.cost.clone();
        let mut prices = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let price = row.iter().map(|&c| left[c]).min().unwrap_or(0);
            row.iter().for_each(|&c| left[c] -= price);
            prices.push(price);
        }
        let marks = vec![Mark::Open; self.cost.len()];
        Node { marks, prices, bound: 0, advice: (!self.advice.is_empty()).then_some(0), turns: ROOT_TURNS }
    }

    /// The two cases of a node: with the course, and, to be looked at first, without it.
    fn halves(&self, node: Node, on: usize) -> [Node; 2] {
        let advised = node.advice.map(|a| (a, &self.advice[a])).filter(|(_, a)| a.split == Some(on));
        let half = |mark: Mark, advice: Option<usize>| {
            let mut marks = node.marks.clone();
            marks[on] = mark;
            Node { marks, prices: node.prices.clone(), bound: node.bound, advice, turns: TURNS }
        };
        [half(Mark::In, advised.map(|(_, a)| a.with)), half(Mark::Out, advised.map(|(at, _)| at + 1))]
    }

    fn visit(&self, node: &mut Node) -> Outcome {
        loop {
            if self.cancel.is_cancelled() {
                return Outcome::Stopped;
            }
            if !self.follow(&mut node.marks) {
                return Outcome::Settled;
            }
            let marks = &node.marks;
            let paid: i128 = (0..marks.len()).filter(|&c| marks[c] == Mark::In).map(|c| self.cost[c]).sum();
            node.bound = node.bound.max(paid);
            if paid > self.enough {
                return Outcome::Settled;
            }
            let met = |r: usize| self.rows[r].iter().any(|&c| marks[c] == Mark::In);
            let open_rows: Vec<usize> = (0..self.rows.len()).filter(|&r| !met(r)).collect();
            if open_rows.is_empty() {
                return Outcome::Cheaper(paid);
            }
            if let Some(at) = node.advice {
                let advice = &self.advice[at];
                node.prices.fill(0);
                advice.prices.iter().for_each(|&(r, w)| node.prices[r] += w);
                if self.ascend(node, &open_rows, 1).0 {
                    return Outcome::Settled;
                }
                match advice.split.map(|on| (on, node.marks[on])) {
                    Some((on, Mark::Open)) => return Outcome::Split(on),
                    Some((_, Mark::Out)) => node.advice = Some(at + 1),
                    Some((_, Mark::In)) => node.advice = Some(advice.with),
                    // From here on alone.
                    None => node.advice = None,
                }
                continue;
            }
            if let Some(more) = self.greedy(marks, &open_rows)
                && paid + more <= self.enough
            {
                return Outcome::Cheaper(paid + more);
            }
            let (settled, share) = self.ascend(node, &open_rows, node.turns);
            if settled {
                return Outcome::Settled;
            }
            // How often a course paid for itself tells how undecided it is; dear ones move the bound most.
            let weight = |c: usize| i128::from(share[c].min(WHOLE - share[c])) * self.cost[c];
            let on = (0..node.marks.len())
                .filter(|&c| {
                    node.marks[c] == Mark::Open && self.cols[c].iter().any(|r| open_rows.binary_search(r).is_ok())
                })
                .max_by_key(|&c| (weight(c), Reverse(c)));
            if let Some(on) = on {
                return Outcome::Split(on);
            }
            // Reduced costs have decided every course: what follows from that settles it.
        }
    }

    /// Sets down to one course decide it. `false` if one is down to none.
    fn follow(&self, marks: &mut [Mark]) -> bool {
        loop {
            let mut changed = false;
            for c in (0..marks.len()).filter(|&c| !self.rivals[c].is_empty()) {
                if marks[c] == Mark::In {
                    for &rival in &self.rivals[c] {
                        match marks[rival] {
                            Mark::In => return false,
                            Mark::Open => {
                                marks[rival] = Mark::Out;
                                changed = true;
                            }
                            Mark::Out => {}
                        }
                    }
                }
            }
            for row in &self.rows {
                if row.iter().any(|&c| marks[c] == Mark::In) {
                    continue;
                }
                let mut open = row.iter().filter(|&&c| marks[c] == Mark::Open);
                match (open.next(), open.next()) {
                    (None, _) => return false,
                    (Some(&only), None) => {
                        marks[only] = Mark::In;
                        changed = true;
                    }
                    _ => {}
                }
            }
            if !changed {
                return true;
            }
        }
    }

    /// What each course costs beyond what its open sets pay.
    fn reduced(&self, marks: &[Mark], prices: &[i128], open_rows: &[usize]) -> Vec<i128> {
        let mut reduced = self.cost.clone();
        for &r in open_rows.iter().filter(|&&r| prices[r] != 0) {
            for &c in self.rows[r].iter().filter(|&&c| marks[c] != Mark::Out) {
                reduced[c] -= prices[r];
            }
        }
        reduced
    }

    /// Raises prices until the bound reaches the claim (`true`) or the turns are used up. On the way,
    /// courses are decided whose other choice would reach it.
    ///
    /// Also how often each course paid for itself of late (Barahona & Anbil 2000 average likewise).
    fn ascend(&self, node: &mut Node, open_rows: &[usize], turns: u32) -> (bool, Vec<i64>) {
        let Node { marks, prices, bound: known, .. } = node;
        let mut share = vec![0; marks.len()];
        let mut best = (i128::MIN, prices.clone());
        let mut pace = PACE;
        let mut stale = 0;
        for turn in 1..=turns {
            let reduced = self.reduced(marks, prices, open_rows);
            let bound: i128 = open_rows.iter().map(|&r| prices[r]).sum::<i128>()
                + (0..marks.len())
                    .map(|c| match marks[c] {
                        Mark::In => reduced[c],
                        Mark::Open => reduced[c].min(0),
                        Mark::Out => 0,
                    })
                    .sum::<i128>();
            *known = bound.max(*known);
            if bound > self.enough {
                return (true, share);
            }
            for c in 0..marks.len() {
                if marks[c] == Mark::Open && reduced[c] > 0 && bound + reduced[c] > self.enough {
                    marks[c] = Mark::Out;
                } else if marks[c] == Mark::Open && reduced[c] < 0 && bound - reduced[c] > self.enough {
                    marks[c] = Mark::In;
                }
            }
            for c in 0..marks.len() {
                let pays = marks[c] != Mark::Out && reduced[c] <= 0;
                share[c] += (if pays { WHOLE } else { 0 } - share[c]) / 32;
            }
            if bound > best.0 {
                best = (bound, prices.clone());
                stale = 0;
            } else {
                stale += 1;
                if stale % 12 == 0 {
                    pace = pace * 2 / 3;
                    prices.clone_from(&best.1);
                    if pace < PACE / 2000 + 1 {
                        break;
                    }
                    continue;
                }
            }
            if turn == turns || (turn % 64 == 0 && self.cancel.is_cancelled()) {
                break;
            }
            // How often each open set is met by what pays for itself, or is in.
            let met: Vec<i128> = (open_rows.iter())
                .map(|&r| {
                    let pays = |&&c: &&usize| match marks[c] {
                        Mark::In => true,
                        Mark::Open => reduced[c] <= 0,
                        Mark::Out => false,
                    };
                    self.rows[r].iter().filter(pays).count() as i128
                })
                .collect();
            let norm: i128 = met.iter().map(|m| (1 - m) * (1 - m)).sum();
            if norm == 0 {
                break;
            }
            let distance = (self.enough + self.scale - bound).max(1);
            let step = distance.saturating_mul(pace) / PACE / norm;
            for (&r, m) in open_rows.iter().zip(&met) {
                // Prices beyond the claim are of no use, and so stay far from overflow.
                prices[r] = prices[r].saturating_add(step.saturating_mul(1 - m)).clamp(0, self.enough + self.scale);
            }
        }
        *prices = best.1;
        (false, share)
    }

    /// What a cheap hitting set of the open rows costs, to catch a claim that is too high early.
    fn greedy(&self, marks: &[Mark], open_rows: &[usize]) -> Option<i128> {
        let mut left = open_rows.to_vec();
        let mut total = 0;
        while !left.is_empty() {
            let mut hits = vec![0i128; marks.len()];
            for &r in &left {
                self.rows[r].iter().filter(|&&c| marks[c] == Mark::Open).for_each(|&c| hits[c] += 1);
            }
            let best = (0..marks.len())
                .filter(|&c| hits[c] > 0)
                .min_by(|&c, &d| (self.cost[c] * hits[d]).cmp(&(self.cost[d] * hits[c])).then(c.cmp(&d)))?;
            total += self.cost[best];
            if !self.rivals[best].is_empty() {
                // Too simple to look out for what it rules out.
                return None;
            }
            left.retain(|&r| self.rows[r].binary_search(&best).is_err());
        }
        Some(total)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none(courses: usize) -> Vec<Vec<usize>> {
        vec![Vec::new(); courses]
    }

    fn least(sets: &[Vec<usize>], cost: &[u64]) -> u64 {
        (0u32..1 << cost.len())
            .filter(|m| sets.iter().all(|s| s.iter().any(|&c| m >> c & 1 == 1)))
            .map(|m| (0..cost.len()).filter(|&c| m >> c & 1 == 1).map(|c| cost[c]).sum())
            .min()
            .unwrap_or(u64::MAX)
    }

    proptest::proptest! {
        #[test]
        fn agrees_with_enumeration(
            raw in proptest::collection::vec(proptest::collection::btree_set(0usize..9, 1..5), 1..9),
            cost in proptest::collection::vec(0u64..9, 9),
        ) {
            let sets: Vec<Vec<usize>> = raw.into_iter().map(|s| s.into_iter().collect()).collect();
            let least = least(&sets, &cost);
            let cancel = Cancel::new();
            proptest::prop_assert!(matches!(costs_at_least((&sets, &none(cost.len())), &cost, least, (1, &[]), &cancel), Answer::Yes(_)));
            match costs_at_least((&sets, &none(cost.len())), &cost, least + 1, (1, &[]), &cancel) {
                Answer::No(found) => proptest::prop_assert_eq!(found, least),
                other => proptest::prop_assert!(false, "{:?}", other),
            }
        }
    }

    #[test]
    fn who_is_stopped_confirms_what_was_settled_until_then() {
        // Two triangles: 9 in truth, 7 by the relaxation.
        let sets = [[0, 1], [1, 2], [0, 2], [3, 4], [4, 5], [3, 5]].map(|s| s.to_vec());
        let cost = [2, 2, 2, 2, 3, 3];
        let stop = Cancel::new();
        assert!(matches!(costs_at_least((&sets, &none(cost.len())), &cost, 9, (1, &[]), &stop), Answer::Yes(_)));
        let prices = [1, 1, 1, 1, 2, 1].into_iter().enumerate().collect();
        let advice = [Advice { prices, split: Some(0), with: 0 }];
        let problem = Problem::new((&sets, &none(cost.len())), &cost, 9, FINE, (1, &advice), &stop);
        let mut node = problem.first();
        assert!(matches!(problem.visit(&mut node), Outcome::Split(0)));
        let [with, without] = problem.halves(node, 0);
        assert_eq!(problem.settled(&without, &[with]), 7);
        stop.cancel();
        assert_eq!(costs_at_least((&sets, &none(cost.len())), &cost, 9, (1, &advice), &stop), Answer::Stopped(0));
    }
}
