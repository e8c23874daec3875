//! Minimum-cost hitting set by exact-integer branch and bound.
//!
//! The bound at a node is a Lagrangian one: a price on each set, paid once, and refunds for courses
//! that would collect more than they cost. Any prices give a valid bound, so they are integers and the
//! arithmetic is exact; subgradient steps only decide which prices to try (Held & Karp 1971; Beasley 1990).

use crate::path::request::Cancel;

/// Fractions of a cost unit that prices are counted in.
const SCALE: i64 = 1 << 12;
/// A share of one.
const WHOLE: i64 = 1 << 20;
/// Subgradient steps at the root, and at every other node.
const ROOT_TURNS: u32 = 3000;
const TURNS: u32 = 120;

/// Whether every hitting set costs at least the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It does.
    Yes,
    /// One costs this much, which is less.
    No(u64),
    /// Cancelled.
    Stopped,
}

struct Problem<'a> {
    rows: Vec<Vec<usize>>,
    cols: Vec<Vec<usize>>,
    cost: Vec<i64>,
    claim: i64,
    /// All costs are multiples of this.
    unit: i64,
    cancel: &'a Cancel,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    In,
    Out,
}

/// Whether every set that meets all of `sets` costs at least `claim`.
pub(super) fn costs_at_least(sets: &[Vec<usize>], cost: &[u64], claim: u64, cancel: &Cancel) -> Answer {
    if claim == 0 {
        return Answer::Yes;
    }
    let mut rows: Vec<Vec<usize>> = sets.to_vec();
    rows.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    rows.dedup();
    // A set that contains another one is met with it.
    let mut kept: Vec<Vec<usize>> = Vec::new();
    for row in rows {
        if !kept.iter().any(|k| k.iter().all(|c| row.binary_search(c).is_ok())) {
            kept.push(row);
        }
    }
    let used: Vec<usize> = {
        let mut all: Vec<usize> = kept.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let rows: Vec<Vec<usize>> =
        kept.iter().map(|r| r.iter().map(|c| used.partition_point(|u| u < c)).collect()).collect();
    let mut cols = vec![Vec::new(); used.len()];
    for (r, row) in rows.iter().enumerate() {
        for &c in row {
            cols[c].push(r);
        }
    }
    let Ok(claim) = i64::try_from(claim) else { return Answer::No(u64::MAX) };
    let cost: Vec<i64> = used.iter().map(|&c| i64::try_from(cost[c]).unwrap_or(i64::MAX).min(claim)).collect();
    let unit = cost.iter().fold(0, |a, &b| gcd(a, b)).max(1);
    let problem = Problem { rows, cols, cost, claim, unit, cancel };
    let mut marks = vec![Mark::Open; problem.cost.len()];
    problem.drop_dominated(&mut marks);
    let prices = problem.first_prices(&marks);
    problem.search(&marks, &prices, 0)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Problem<'_> {
    /// A course that meets no more than another at no less cost is not needed.
    fn drop_dominated(&self, marks: &mut [Mark]) {
        for c in 0..self.cost.len() {
            let covers = |d: usize| self.cols[c].iter().all(|r| self.cols[d].binary_search(r).is_ok());
            let better = |d: usize| {
                d != c
                    && marks[d] == Mark::Open
                    && self.cost[d] <= self.cost[c]
                    && covers(d)
                    && (self.cost[d] < self.cost[c] || self.cols[d].len() > self.cols[c].len() || d < c)
            };
            let Some(&row) = self.cols[c].first() else { continue };
            if self.rows[row].iter().any(|&d| better(d)) {
                marks[c] = Mark::Out;
            }
        }
    }

    /// Each set in turn takes what its cheapest course has left.
    fn first_prices(&self, marks: &[Mark]) -> Vec<i64> {
        let mut left: Vec<i64> = self.cost.iter().map(|c| c.saturating_mul(SCALE)).collect();
        (self.rows.iter())
            .map(|row| {
                let open = || row.iter().filter(|&&c| marks[c] != Mark::Out);
                let price = open().map(|&c| left[c]).min().unwrap_or(0);
                open().for_each(|&c| left[c] -= price);
                price
            })
            .collect()
    }

    fn search(&self, marks: &[Mark], prices: &[i64], depth: usize) -> Answer {
        if self.cancel.is_cancelled() {
            return Answer::Stopped;
        }
        let mut marks = marks.to_vec();
        let mut prices = prices.to_vec();
        // Sets down to one course decide it; what that costs may settle the node.
        loop {
            let mut changed = false;
            for row in &self.rows {
                if row.iter().any(|&c| marks[c] == Mark::In) {
                    continue;
                }
                let mut open = row.iter().filter(|&&c| marks[c] == Mark::Open);
                match (open.next(), open.next()) {
                    (None, _) => return Answer::Yes,
                    (Some(&only), None) => {
                        marks[only] = Mark::In;
                        changed = true;
                    }
                    _ => {}
                }
            }
            if !changed {
                break;
            }
        }
        let paid: i64 =
            (0..marks.len()).filter(|&c| marks[c] == Mark::In).map(|c| self.cost[c]).fold(0, i64::saturating_add);
        if paid >= self.claim {
            return Answer::Yes;
        }
        let open_rows: Vec<usize> =
            (0..self.rows.len()).filter(|&r| !self.rows[r].iter().any(|&c| marks[c] == Mark::In)).collect();
        if open_rows.is_empty() {
            return Answer::No(paid as u64);
        }
        if let Some(set) = self.greedy(&marks, &open_rows) {
            let total: i64 = paid + set.iter().map(|&c| self.cost[c]).sum::<i64>();
            if total < self.claim {
                return Answer::No(total as u64);
            }
        }
        let mut share = vec![0; marks.len()];
        let turns = if depth == 0 { ROOT_TURNS } else { TURNS };
        if self.ascend(&mut marks, &mut prices, &mut share, &open_rows, turns) {
            return Answer::Yes;
        }
        // How often a course paid for itself tells how undecided it is; dear ones move the bound most.
        let weight = |c: usize| i128::from(share[c].min(WHOLE - share[c])) * i128::from(self.cost[c]);
        let on = (0..marks.len())
            .filter(|&c| marks[c] == Mark::Open && self.cols[c].iter().any(|r| open_rows.binary_search(r).is_ok()))
            .max_by_key(|&c| (weight(c), std::cmp::Reverse(c)));
        let Some(on) = on else { return self.search_rest(&marks, &prices, depth) };
        for mark in [Mark::Out, Mark::In] {
            let mut child = marks.clone();
            child[on] = mark;
            match self.search(&child, &prices, depth + 1) {
                Answer::Yes => {}
                other => return other,
            }
        }
        Answer::Yes
    }

    /// Reduced costs have decided every open course; the loop at the top of a node settles it.
    fn search_rest(&self, marks: &[Mark], prices: &[i64], depth: usize) -> Answer {
        self.search(marks, prices, depth + 1)
    }

    fn income(&self, marks: &[Mark], prices: &[i64], open_rows: &[usize]) -> Vec<i64> {
        let mut income = vec![0i64; self.cost.len()];
        for &r in open_rows {
            for &c in &self.rows[r] {
                if marks[c] != Mark::Out {
                    income[c] = income[c].saturating_add(prices[r]);
                }
            }
        }
        income
    }

    /// Raises prices until the bound reaches the claim (`true`) or the turns are used up. On the way,
    /// courses are decided whose other choice would reach it.
    ///
    /// `share` follows how often each course paid for itself of late (Barahona & Anbil 2000 average
    /// likewise).
    fn ascend(
        &self,
        marks: &mut [Mark],
        prices: &mut Vec<i64>,
        share: &mut [i64],
        open_rows: &[usize],
        turns: u32,
    ) -> bool {
        // Costs are multiples of the unit, so more than the last multiple before the claim is the claim.
        let enough = ((self.claim - 1) / self.unit * self.unit).saturating_mul(SCALE);
        let mut best = (i64::MIN, prices.clone());
        let mut pace = SCALE;
        let mut stale = 0;
        for _ in 0..turns {
            let income = self.income(marks, prices, open_rows);
            let reduced: Vec<i64> =
                (0..marks.len()).map(|c| self.cost[c].saturating_mul(SCALE).saturating_sub(income[c])).collect();
            let bound: i64 = open_rows.iter().map(|&r| prices[r]).sum::<i64>()
                + (0..marks.len())
                    .map(|c| match marks[c] {
                        Mark::In => reduced[c],
                        Mark::Open => reduced[c].min(0),
                        Mark::Out => 0,
                    })
                    .sum::<i64>();
            if bound > enough {
                return true;
            }
            for c in 0..marks.len() {
                if marks[c] == Mark::Open && reduced[c] > 0 && bound + reduced[c] > enough {
                    marks[c] = Mark::Out;
                } else if marks[c] == Mark::Open && reduced[c] < 0 && bound - reduced[c] > enough {
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
                    if pace < SCALE / 2000 + 1 {
                        break;
                    }
                    continue;
                }
            }
            // How often each open set is met by what pays for itself, or is in.
            let met: Vec<i64> = (open_rows.iter())
                .map(|&r| {
                    let pays = |&&c: &&usize| match marks[c] {
                        Mark::In => true,
                        Mark::Open => self.cost[c].saturating_mul(SCALE) <= income[c],
                        Mark::Out => false,
                    };
                    self.rows[r].iter().filter(pays).count() as i64
                })
                .collect();
            let norm: i64 = met.iter().map(|m| (1 - m) * (1 - m)).sum();
            if norm == 0 {
                break;
            }
            let distance = (enough + SCALE - bound).max(1);
            let step = i128::from(distance) * i128::from(pace) / i128::from(SCALE) / i128::from(norm);
            for (&r, m) in open_rows.iter().zip(&met) {
                let change = i64::try_from(step * i128::from(1 - m)).unwrap_or(0);
                prices[r] = (prices[r] + change).max(0);
            }
        }
        *prices = best.1;
        false
    }

    /// A cheap hitting set of the open rows, to catch a claim that is too high early.
    fn greedy(&self, marks: &[Mark], open_rows: &[usize]) -> Option<Vec<usize>> {
        let mut left = open_rows.to_vec();
        let mut set = Vec::new();
        while !left.is_empty() {
            let hits = |c: usize| left.iter().filter(|&&r| self.rows[r].binary_search(&c).is_ok()).count() as i64;
            let best = (0..marks.len())
                .filter(|&c| marks[c] == Mark::Open)
                .map(|c| (hits(c), c))
                .filter(|&(h, _)| h > 0)
                .min_by(|&(h, c), &(k, d)| {
                    (i128::from(self.cost[c]) * i128::from(k))
                        .cmp(&(i128::from(self.cost[d]) * i128::from(h)))
                        .then(c.cmp(&d))
                })?
                .1;
            set.push(best);
            left.retain(|&r| self.rows[r].binary_search(&best).is_err());
        }
        Some(set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            proptest::prop_assert_eq!(costs_at_least(&sets, &cost, least, &cancel), Answer::Yes);
            match costs_at_least(&sets, &cost, least + 1, &cancel) {
                Answer::No(found) => proptest::prop_assert_eq!(found, least),
                other => proptest::prop_assert!(false, "{:?}", other),
            }
        }
    }
}
