//! Limits on further costs, as rows of the relaxation.

use super::{Fate, Packing};
use crate::path::request::Cancel;

/// Limits give in by this much, so that what just keeps them does so for all the tilting.
const GIVE: f64 = 1e-4;

/// A second cost that may not exceed a limit: a row of its own, `Σ −cost · x ≥ −limit`, so that its weight
/// makes every course dearer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Side {
    pub coef: Vec<f64>,
    pub limit: f64,
}

impl Packing {
    /// The same with limits on further costs; they are the first rows, empty ones.
    pub fn within(cost: Vec<f64>, limited: Vec<Vec<f64>>, cancel: Cancel) -> Self {
        let mut this = Self::new(cost, cancel);
        for cost in limited {
            let coef = cost.into_iter().map(|c| -c).collect();
            this.sides.push(Side { coef, limit: 0.0 });
            this.push_row(Vec::new(), 0, 0.0);
        }
        this
    }

    /// Sets a limit; takes hold with the next [`settle`](Self::settle).
    pub fn limit(&mut self, side: usize, limit: f64) {
        self.sides[side].limit = limit;
    }

    /// Weights, by row, that show that nothing is within the limits; after a [`solve`](Self::solve) that gave up.
    pub fn ray(&self) -> Option<&[(u32, f64)]> {
        self.ray.as_deref()
    }

    /// What a limit asks for: what is taken already uses it up.
    pub(super) fn asked_of(&self, side: &Side) -> f64 {
        let taken = self.fate.iter().zip(&side.coef).filter(|(f, _)| **f == Fate::In);
        -side.limit - GIVE - taken.map(|(_, c)| c).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two ways to each of two things: the short one is dear.
    fn two_ways() -> Packing {
        let mut lp = Packing::within(vec![1.0, 3.0, 2.0, 3.0], vec![vec![4.0, 0.0, 1.0, 0.0]], Cancel::new());
        lp.add_row(vec![0, 1]);
        lp.add_row(vec![2, 3]);
        lp
    }

    fn solved(lp: &mut Packing, limit: f64, fate: &[Fate]) -> f64 {
        lp.limit(0, limit);
        lp.settle(fate);
        assert!(lp.solve(), "{limit}");
        lp.value()
    }

    #[test]
    fn a_tighter_limit_costs_more_and_a_looser_one_less_again() {
        let mut lp = two_ways();
        let near = |a: f64, b: f64| assert!((a - b).abs() < 1e-3, "{a} is not {b}");
        near(solved(&mut lp, 9.0, &[Fate::Open; 4]), 3.0);
        // Half of the dear one is all there is money for beside the other.
        near(solved(&mut lp, 3.0, &[Fate::Open; 4]), 4.0);
        near(solved(&mut lp, 0.0, &[Fate::Open; 4]), 6.0);
        near(solved(&mut lp, 5.0, &[Fate::Open; 4]), 3.0);
        // What is taken uses the limit up, and what it brings is no longer asked for.
        near(solved(&mut lp, 4.5, &[Fate::In, Fate::Open, Fate::Open, Fate::Open]), 2.5);
    }

    #[test]
    fn what_cannot_be_within_a_limit_has_a_ray() {
        let mut lp = two_ways();
        solved(&mut lp, 2.0, &[Fate::Open; 4]);
        lp.settle(&[Fate::Open, Fate::Out, Fate::Open, Fate::Open]);
        assert!(!lp.solve());
        let ray = lp.ray().expect("the one way left is too dear").to_vec();
        let of = |row: u32| ray.iter().find(|r| r.0 == row).map_or(0.0, |r| r.1);
        assert!(of(0) > 0.0 && of(1) > 2.0 * of(0), "{ray:?}");
        // With both ways back there is an answer again.
        lp.settle(&[Fate::Open; 4]);
        assert!(lp.solve() && lp.ray().is_none());
    }
}
