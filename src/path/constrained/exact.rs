//! What the relaxation under limits proves. Its weights on the limits are multipliers (Lagrangian relaxation);
//! the bound they give is worked out again in integers, so nothing rests on floating point.

use super::search::{NONE, Search};
use crate::path::{
    bound::{Packed, SCALE},
    distance::{Distances, FAR},
    lp::Fate,
};

/// What multipliers are counted in.
const FINE: i128 = 1 << 30;

/// A relaxation's answer in integers.
pub(super) struct Exact {
    pub packed: Packed,
    /// What the objective is multiplied by in the packed costs; 0 when the weights show that limits cannot be kept.
    pub fine: i128,
    /// The packed bound less what the limits allow, in 1/[`SCALE`] of `fine`.
    pub total: i128,
}

impl Search<'_> {
    /// The relaxation's weights, trimmed in integers; what is settled as not taken may carry anything.
    pub(super) fn exact(&self, fate: &[Fate], left: &[i128]) -> Exact {
        let k = self.limits.len();
        let (fine, shares): (i128, Vec<f64>) = match self.lp.ray() {
            None => (FINE, (0..self.lp.rows().len()).map(|r| self.lp.weight(r)).collect()),
            Some(ray) => {
                let mut shares = vec![0.0; self.lp.rows().len()];
                ray.iter().for_each(|&(r, w)| shares[r as usize] = w);
                (0, shares)
            }
        };
        let to_fine = self.scale * FINE as f64;
        let multipliers: Vec<i128> = (shares.iter().zip(&self.side_scale))
            .map(|(w, side)| (w / side * to_fine).round().clamp(0.0, 1e24) as i128)
            .collect();
        let cost: Vec<i128> = (0..fate.len())
            .map(|j| match fate[j] {
                Fate::Out => FAR / SCALE / 2,
                Fate::In => 0,
                Fate::Open => {
                    let sides = multipliers.iter().zip(&self.ground.limited).map(|(m, cost)| m * cost[j]);
                    self.ground.objective[j] * fine + sides.sum::<i128>()
                }
            })
            .collect();
        let packed = Packed::new(self.lp.rows(), |r| if r < k { 0.0 } else { shares[r] * to_fine }, &cost);
        let allowed: i128 = multipliers.iter().zip(left).map(|(m, left)| m * left).sum();
        let total = packed.weight.iter().sum::<i128>() - allowed * SCALE;
        Exact { packed, fine, total }
    }

    /// No set of this part within the limits has a lower objective.
    pub(super) fn bound(&self, exact: &Exact, base: i128) -> i128 {
        if exact.fine == 0 {
            return 0;
        }
        let per = exact.fine * SCALE;
        self.ground.rounded(base + (exact.total.max(0) + per - 1) / per)
    }

    /// Rules out, in this part, what leaves nothing below the best set known: by what the weights leave of its
    /// cost, and with `far` by what comes before and after it as well. At the root that holds everywhere.
    pub(super) fn fix(&mut self, exact: &Exact, base: i128, fate: &mut [Fate], far: bool) {
        if exact.fine == 0 || self.upper >= NONE {
            return;
        }
        let per = exact.fine * SCALE;
        let (ground, upper) = (self.ground, self.upper);
        let beyond =
            |more: i128| more >= FAR || ground.rounded(base + ((exact.total + more).max(0) + per - 1) / per) >= upper;
        let through = far.then(|| {
            let price: Vec<i128> = (fate.iter().zip(&exact.packed.left))
                .map(|(f, &left)| if *f == Fate::Out { FAR } else { left.max(0) })
                .collect();
            let net = &ground.small.net;
            Distances::new(net, &price, &mut self.work).through(net, &price, &mut self.work)
        });
        for j in 0..fate.len() {
            if fate[j] == Fate::Open && (beyond(exact.packed.left[j]) || through.as_ref().is_some_and(|t| beyond(t[j])))
            {
                fate[j] = Fate::Out;
                if far {
                    self.never[j] = true;
                }
            }
        }
    }
}
