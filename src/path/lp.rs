//! The covering relaxation over landmarks, solved through its dual: pack weights on landmarks so that
//! no course carries more than its cost. The simplex multipliers are the fractional course values.
//!
//! New landmarks are new columns (primal simplex goes on); changed costs, which is all that branching
//! does, are a new right-hand side (dual simplex goes on). The basis is never rebuilt for either.
//! Only columns of the basis inverse that differ from a unit vector are stored.

use super::request::Cancel;

const EPS: f64 = 1e-9;
const PIVOT_EPS: f64 = 1e-7;
/// Pivots between rebuilding the inverse from scratch, against drift.
const REBUILD_EVERY: u32 = 150;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Var {
    Slack(u32),
    Row(u32),
}

/// The relaxation: courses with costs, landmarks that have to be met.
#[derive(Debug, Clone)]
pub(crate) struct Packing {
    cost: Vec<f64>,
    /// Landmarks, each a sorted list of courses.
    rows: Vec<Vec<u32>>,
    basis: Vec<Var>,
    /// Position of each course's slack in the basis.
    slack_at: Vec<Option<u32>>,
    /// Position of each landmark in the basis.
    row_at: Vec<Option<u32>>,
    /// Inverse column of each course whose slack is not basic.
    column: Vec<Option<Vec<f64>>>,
    stored: Vec<u32>,
    beta: Vec<f64>,
    x: Vec<f64>,
    since_rebuild: u32,
    cancel: Cancel,
    /// Units of work done so far.
    pub work: u64,
}

impl Packing {
    /// No landmarks yet.
    pub fn new(cost: Vec<f64>, cancel: Cancel) -> Self {
        let n = cost.len();
        Self {
            beta: cost.clone(),
            cost,
            rows: Vec::new(),
            basis: (0..n as u32).map(Var::Slack).collect(),
            slack_at: (0..n as u32).map(Some).collect(),
            row_at: Vec::new(),
            column: vec![None; n],
            stored: Vec::new(),
            x: vec![0.0; n],
            since_rebuild: 0,
            cancel,
            work: 0,
        }
    }

    /// Fractional value of each course: at least 0, every landmark sums to at least 1.
    pub fn x(&self) -> &[f64] {
        &self.x
    }
    /// The landmarks.
    pub fn rows(&self) -> &[Vec<u32>] {
        &self.rows
    }
    /// The weight packed on a landmark.
    pub fn weight(&self, row: usize) -> f64 {
        self.row_at[row].map_or(0.0, |p| self.beta[p as usize].max(0.0))
    }
    /// Total weight: a lower bound on every hitting set, up to rounding.
    pub fn value(&self) -> f64 {
        self.basis.iter().zip(&self.beta).filter(|(v, _)| matches!(v, Var::Row(_))).map(|(_, b)| b.max(0.0)).sum()
    }
    /// Adds a landmark.
    pub fn add_row(&mut self, row: Vec<u32>) {
        self.rows.push(row);
        self.row_at.push(None);
    }

    /// Changes costs; the next [`solve`](Self::solve) starts from the basis at hand.
    pub fn set_costs(&mut self, cost: &[f64]) {
        if self.cost != cost {
            self.cost.copy_from_slice(cost);
            self.recompute_beta();
        }
    }

    fn recompute_beta(&mut self) {
        self.beta.fill(0.0);
        for (r, at) in self.slack_at.iter().enumerate() {
            if let Some(p) = at {
                self.beta[*p as usize] += self.cost[r];
            }
        }
        for &k in &self.stored {
            let c = self.cost[k as usize];
            let column = self.column[k as usize].as_ref().expect("stored columns exist");
            for (b, v) in self.beta.iter_mut().zip(column) {
                *b += v * c;
            }
        }
        self.work += (self.stored.len() * self.beta.len() / 16) as u64;
    }

    /// To the optimum over the landmarks at hand. `false` if it gave up (numerically stuck, or
    /// cancelled); the weights are then still usable for a bound, only not the best.
    pub fn solve(&mut self) -> bool {
        for attempt in 0..3 {
            if self.dual_phase() && self.primal_phase() && self.beta.iter().all(|&b| b > -1e-6) {
                return true;
            }
            if self.cancel.is_cancelled() {
                return false;
            }
            // First the same basis with the drift taken out; if it went in circles, from the start.
            if attempt == 0 { self.rebuild() } else { self.restart() }
        }
        false
    }

    /// Nothing packed: feasible for any costs, so the dual simplex has nothing to do.
    fn restart(&mut self) {
        let n = self.cost.len();
        self.basis = (0..n as u32).map(Var::Slack).collect();
        self.slack_at = (0..n as u32).map(Some).collect();
        self.row_at.fill(None);
        self.column.fill(None);
        self.stored.clear();
        self.x.fill(0.0);
        self.beta.copy_from_slice(&self.cost);
        self.since_rebuild = 0;
    }

    fn slack_of(&self, r: usize) -> f64 {
        1.0 - self.rows[r].iter().map(|&j| self.x[j as usize]).sum::<f64>()
    }

    /// Far more pivots than a healthy run takes.
    fn pivot_limit(&self) -> usize {
        10 * (self.rows.len() + self.stored.len()) + 500
    }

    fn primal_phase(&mut self) -> bool {
        for turn in 0..self.pivot_limit() {
            if turn % 32 == 31 && self.cancel.is_cancelled() {
                return false;
            }
            let mut best = (EPS * 10.0, None);
            for r in 0..self.rows.len() {
                if self.row_at[r].is_none() {
                    let gain = self.slack_of(r);
                    if gain > best.0 {
                        best = (gain, Some(Var::Row(r as u32)));
                    }
                }
            }
            for &k in &self.stored {
                let gain = -self.x[k as usize];
                if gain > best.0 {
                    best = (gain, Some(Var::Slack(k)));
                }
            }
            self.work += self.rows.len() as u64 / 4 + 1;
            let (gain, Some(entering)) = best else { return true };
            let alpha = self.alpha(entering);
            let Some(p) = self.ratio_test(&alpha) else { return false };
            self.pivot(entering, &alpha, p, gain);
        }
        false
    }

    fn ratio_test(&self, alpha: &[f64]) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (i, &a) in alpha.iter().enumerate() {
            if a > PIVOT_EPS {
                let theta = self.beta[i].max(0.0) / a;
                let better = match best {
                    None => true,
                    Some((t, at)) => theta < t - 1e-12 || (theta <= t + 1e-12 && a > alpha[at]),
                };
                if better {
                    best = Some((theta, i));
                }
            }
        }
        best.map(|(_, i)| i)
    }

    fn dual_phase(&mut self) -> bool {
        for turn in 0..2 * self.stored.len() + 300 {
            if turn % 32 == 31 && self.cancel.is_cancelled() {
                return false;
            }
            let Some(p) = (0..self.beta.len())
                .filter(|&i| self.beta[i] < -1e-8)
                .min_by(|&a, &b| self.beta[a].total_cmp(&self.beta[b]))
            else {
                return true;
            };
            let mut rho = vec![0.0; self.cost.len()];
            for &k in &self.stored {
                rho[k as usize] = self.column[k as usize].as_ref().expect("stored columns exist")[p];
            }
            if let Var::Slack(r) = self.basis[p] {
                rho[r as usize] = 1.0;
            }
            let mut best: Option<(f64, f64, Var)> = None;
            let mut offer = |a: f64, gain: f64, var: Var| {
                if a < -PIVOT_EPS {
                    let ratio = gain.min(0.0) / a;
                    let better = match best {
                        None => true,
                        Some((t, b, _)) => ratio < t - 1e-12 || (ratio <= t + 1e-12 && a < b),
                    };
                    if better {
                        best = Some((ratio, a, var));
                    }
                }
            };
            for &k in &self.stored {
                offer(rho[k as usize], -self.x[k as usize], Var::Slack(k));
            }
            for r in 0..self.rows.len() {
                if self.row_at[r].is_none() {
                    let a: f64 = self.rows[r].iter().map(|&j| rho[j as usize]).sum();
                    if a < -PIVOT_EPS {
                        offer(a, self.slack_of(r), Var::Row(r as u32));
                    }
                }
            }
            self.work += self.rows.len() as u64 / 2 + 1;
            let Some((_, _, entering)) = best else { return false };
            let alpha = self.alpha(entering);
            if alpha[p].abs() < PIVOT_EPS / 10.0 {
                return false;
            }
            let gain = match entering {
                Var::Slack(k) => -self.x[k as usize],
                Var::Row(r) => self.slack_of(r as usize),
            };
            self.pivot(entering, &alpha, p, gain);
        }
        false
    }

    /// The entering column in terms of the basis.
    fn alpha(&self, var: Var) -> Vec<f64> {
        match var {
            Var::Slack(k) => self.column[k as usize].clone().expect("an entering slack is not basic"),
            Var::Row(r) => {
                let mut alpha = vec![0.0; self.beta.len()];
                for &j in &self.rows[r as usize] {
                    match (&self.column[j as usize], self.slack_at[j as usize]) {
                        (Some(column), _) => {
                            for (a, v) in alpha.iter_mut().zip(column) {
                                *a += v;
                            }
                        }
                        (None, Some(p)) => alpha[p as usize] += 1.0,
                        (None, None) => {}
                    }
                }
                alpha
            }
        }
    }

    fn pivot(&mut self, entering: Var, alpha: &[f64], p: usize, gain: f64) {
        let touched: Vec<u32> =
            (0..alpha.len() as u32).filter(|&i| i as usize != p && alpha[i as usize].abs() > 1e-12).collect();
        // Where most entries change, a straight run over all of them is quicker than picking.
        let dense = touched.len() * 4 > alpha.len();
        let ap = alpha[p];
        let theta = self.beta[p] / ap;
        for &i in &touched {
            self.beta[i as usize] -= theta * alpha[i as usize];
        }
        self.beta[p] = theta;
        self.work += (touched.len() * (self.stored.len() + 1) / 16) as u64 + 1;

        if let Var::Slack(q) = entering {
            self.column[q as usize] = None;
            self.stored.retain(|&k| k != q);
            self.x[q as usize] = 0.0;
        }
        for at in 0..self.stored.len() {
            let k = self.stored[at] as usize;
            let column = self.column[k].as_mut().expect("stored columns exist");
            let rho = column[p];
            if rho != 0.0 {
                let f = rho / ap;
                if dense {
                    for (c, a) in column.iter_mut().zip(alpha) {
                        *c -= a * f;
                    }
                } else {
                    for &i in &touched {
                        column[i as usize] -= alpha[i as usize] * f;
                    }
                }
                column[p] = f;
                self.x[k] += gain * f;
            }
        }
        match self.basis[p] {
            Var::Slack(r) => {
                let mut column = vec![0.0; alpha.len()];
                for &i in &touched {
                    column[i as usize] = -alpha[i as usize] / ap;
                }
                column[p] = 1.0 / ap;
                self.column[r as usize] = Some(column);
                self.stored.push(r);
                self.slack_at[r as usize] = None;
                self.x[r as usize] += gain / ap;
            }
            Var::Row(r) => self.row_at[r as usize] = None,
        }
        self.basis[p] = entering;
        match entering {
            Var::Slack(q) => self.slack_at[q as usize] = Some(p as u32),
            Var::Row(r) => self.row_at[r as usize] = Some(p as u32),
        }
        self.since_rebuild += 1;
        if self.since_rebuild >= REBUILD_EVERY {
            self.rebuild();
        }
    }

    /// The inverse from scratch: the slack basis, then the basic landmarks one by one.
    fn rebuild(&mut self) {
        let n = self.cost.len();
        let basic: Vec<u32> =
            self.basis.iter().filter_map(|v| if let Var::Row(r) = v { Some(*r) } else { None }).collect();
        let mut out: Vec<bool> = self.slack_at.iter().map(Option::is_none).collect();
        self.restart();
        for r in basic {
            let alpha = self.alpha(Var::Row(r));
            // Replace a slack that was not basic before, at the firmest pivot.
            let place = (0..n)
                .filter(|&i| matches!(self.basis[i], Var::Slack(s) if out[s as usize]))
                .max_by(|&a, &b| alpha[a].abs().total_cmp(&alpha[b].abs()).then(b.cmp(&a)));
            let Some(p) = place.filter(|&p| alpha[p].abs() > PIVOT_EPS) else { continue };
            if let Var::Slack(s) = self.basis[p] {
                out[s as usize] = false;
            }
            let gain = self.slack_of(r as usize);
            self.pivot(Var::Row(r), &alpha, p, gain);
            self.since_rebuild = 0;
        }
        self.recompute_beta();
    }
}

#[cfg(test)]
mod tests {
    use super::{super::request::Cancel, Packing};

    #[test]
    fn odd_cycle_is_half_integral_and_branching_repairs_it() {
        let mut lp = Packing::new(vec![2.0, 2.0, 2.0], Cancel::new());
        for row in [[0, 1], [1, 2], [0, 2]] {
            lp.add_row(row.to_vec());
        }
        assert!(lp.solve());
        assert!((lp.value() - 3.0).abs() < 1e-9);
        assert!(lp.x().iter().all(|x| (x - 0.5).abs() < 1e-9));
        lp.set_costs(&[0.0, 2.0, 2.0]);
        assert!(lp.solve());
        assert!((lp.value() - 2.0).abs() < 1e-9);
        lp.set_costs(&[100.0, 2.0, 2.0]);
        assert!(lp.solve());
        assert!((lp.value() - 4.0).abs() < 1e-9);
        lp.set_costs(&[2.0, 2.0, 2.0]);
        assert!(lp.solve());
        assert!((lp.value() - 3.0).abs() < 1e-9);
    }
}
