//! The covering relaxation over landmarks, solved through its dual: pack weights on landmarks so that
//! no course carries more than its cost. The simplex multipliers are the fractional course values.
//!
//! The basis at hand is never rebuilt for what comes next: new landmarks are new columns, a course that is
//! settled as taken leaves its landmarks nothing to ask for, and one that is settled as not taken may carry
//! any weight. All three keep the packing feasible, and the primal simplex goes on. Only taking back the
//! last makes it infeasible, where the dual simplex goes on.
//!
//! A basis is a set of landmarks that carry weight and as many *tight* courses, those whose whole cost is
//! packed; every other course's slack is basic and follows from them. So the inverse that is kept is only
//! as large as that set, whatever the number of courses.

mod pivot;
mod side;

use self::{pivot::Move, side::Side};
use super::request::Cancel;

const EPS: f64 = 1e-9;
const PIVOT_EPS: f64 = 1e-7;
/// Each landmark asks for a little more than one, none for the same, so that dual pivots do not tie.
const TILT: f64 = 2e-7;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Var {
    /// What is left of a course's cost.
    Slack(u32),
    /// The weight on a landmark.
    Row(u32),
}

/// What is settled about a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Fate {
    /// Nothing.
    #[default]
    Open,
    /// It is taken.
    In,
    /// It is not.
    Out,
}

/// The relaxation: courses with costs, landmarks that have to be met, limits that have to be kept.
#[derive(Debug, Clone)]
pub(crate) struct Packing {
    cost: Vec<f64>,
    /// The limits: the first rows.
    sides: Vec<Side>,
    /// Weights that can grow forever: no fractional course values are within the limits.
    ray: Option<Vec<(u32, f64)>>,
    /// Landmarks, each a sorted list of courses, what each asks for, and how many of its courses are taken.
    rows: Vec<Vec<u32>>,
    asks: Vec<f64>,
    met: Vec<u32>,
    fate: Vec<Fate>,
    /// Landmarks each course is in.
    of: Vec<Vec<u32>>,
    /// Landmarks in the basis, and the place of each there.
    packed: Vec<u32>,
    packed_at: Vec<Option<u32>>,
    /// Tight courses, and the place of each.
    tight: Vec<u32>,
    tight_at: Vec<Option<u32>>,
    /// One line for each packed landmark, one entry for each tight course.
    inverse: Vec<Vec<f64>>,
    weight: Vec<f64>,
    slack: Vec<f64>,
    x: Vec<f64>,
    /// What each landmark still asks for.
    lack: Vec<f64>,
    /// Reference weights for choosing what enters.
    steep: Vec<f64>,
    steep_slack: Vec<f64>,
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
            slack: cost.clone(),
            cost,
            sides: Vec::new(),
            ray: None,
            rows: Vec::new(),
            asks: Vec::new(),
            met: Vec::new(),
            fate: vec![Fate::Open; n],
            of: vec![Vec::new(); n],
            packed: Vec::new(),
            packed_at: Vec::new(),
            tight: Vec::new(),
            tight_at: vec![None; n],
            inverse: Vec::new(),
            weight: Vec::new(),
            x: vec![0.0; n],
            lack: Vec::new(),
            steep: Vec::new(),
            steep_slack: vec![1.0; n],
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
        self.packed_at[row].map_or(0.0, |p| self.weight[p as usize].max(0.0))
    }
    /// Total weight: a lower bound on every hitting set, up to rounding.
    pub fn value(&self) -> f64 {
        let asks = |r: u32| match self.sides.get(r as usize) {
            Some(_) => self.asks[r as usize],
            None if self.met[r as usize] == 0 => 1.0,
            None => 0.0,
        };
        self.packed.iter().zip(&self.weight).map(|(&r, w)| asks(r) * w.max(0.0)).sum()
    }
    /// Adds a landmark.
    pub fn add_row(&mut self, row: Vec<u32>) {
        let r = self.rows.len();
        for &j in &row {
            self.of[j as usize].push(r as u32);
        }
        let met = row.iter().filter(|&&j| self.fate[j as usize] == Fate::In).count() as u32;
        self.push_row(row, met, asked(r, met));
    }

    fn push_row(&mut self, row: Vec<u32>, met: u32, asks: f64) {
        let r = self.rows.len();
        self.met.push(met);
        self.asks.push(asks);
        self.rows.push(row);
        self.packed_at.push(None);
        self.lack.push(self.lacks(r));
        self.steep.push(1.0);
    }

    /// Settles courses as `fate` says; what was settled before and is open there is open again.
    pub fn settle(&mut self, fate: &[Fate]) {
        let old = std::mem::replace(&mut self.fate, fate.to_vec());
        let mut changed = false;
        if old.iter().zip(fate).any(|(o, f)| *o == Fate::Out && *f != Fate::Out) && !self.dual_phase() {
            self.restart();
        }
        for (j, (o, f)) in old.iter().zip(fate).enumerate() {
            let (was, is) = (*o == Fate::In, *f == Fate::In);
            if was != is {
                changed = true;
                for &r in &self.of[j] {
                    let met = &mut self.met[r as usize];
                    *met = if is { *met + 1 } else { *met - 1 };
                    self.asks[r as usize] = asked(r as usize, *met);
                }
            }
        }
        for s in 0..self.sides.len() {
            let asks = self.asked_of(&self.sides[s]);
            changed |= asks != std::mem::replace(&mut self.asks[s], asks);
        }
        if changed {
            self.recompute_x();
        }
        for (j, _) in fate.iter().enumerate().filter(|(_, f)| **f == Fate::Out) {
            if self.tight_at[j].is_some() {
                let entering = Var::Slack(j as u32);
                let moved = self.moved_by(entering);
                let Some(leaving) = self.ratio_test(&moved) else {
                    // Nothing in the way: some landmark has no course left, or a limit takes it all.
                    if self.sides.is_empty() {
                        return;
                    }
                    self.restart();
                    continue;
                };
                let line = self.line_of(leaving);
                let across = self.across(leaving, &line);
                self.pivot(entering, leaving, &moved, line, &across, -self.x[j]);
            }
        }
    }

    /// Course values and what landmarks lack, of the basis at hand.
    fn recompute_x(&mut self) {
        let mut x = vec![0.0; self.tight.len()];
        for (line, &r) in self.inverse.iter().zip(&self.packed) {
            let asks = self.asks[r as usize];
            for (x, v) in x.iter_mut().zip(line) {
                *x += asks * v;
            }
        }
        self.x.fill(0.0);
        for (&k, x) in self.tight.iter().zip(x) {
            self.x[k as usize] = x;
        }
        for r in 0..self.rows.len() {
            self.lack[r] = if self.packed_at[r].is_some() { 0.0 } else { self.lacks(r) };
        }
        self.work += (self.tight.len() * self.tight.len() + self.rows.len()) as u64 / 16 + 1;
    }

    /// Weights and slacks of the basis at hand.
    fn recompute(&mut self) {
        let tight: Vec<f64> = self.tight.iter().map(|&j| self.cost[j as usize]).collect();
        self.slack.copy_from_slice(&self.cost);
        for (p, line) in self.inverse.iter().enumerate() {
            self.weight[p] = dot(line, &tight);
            for &j in &self.rows[self.packed[p] as usize] {
                self.slack[j as usize] -= self.weight[p];
            }
            if let Some(side) = self.sides.get(self.packed[p] as usize) {
                for (slack, c) in self.slack.iter_mut().zip(&side.coef) {
                    *slack -= self.weight[p] * c;
                }
            }
        }
        for &j in &self.tight {
            self.slack[j as usize] = 0.0;
        }
        self.work += (tight.len() * tight.len() / 16) as u64 + 1;
    }

    /// To the optimum over the landmarks at hand. `false` if it gave up (numerically stuck, or
    /// cancelled); the weights are then still usable for a bound, only not the best.
    pub fn solve(&mut self) -> bool {
        self.ray = None;
        for attempt in 0..3 {
            if self.dual_phase() && self.primal_phase() && self.least().is_none_or(|(b, _)| b > -1e-6) {
                return true;
            }
            if self.cancel.is_cancelled() || self.ray.is_some() {
                return false;
            }
            // First the same basis with the drift taken out; if it went in circles, from the start.
            if attempt == 0 { self.rebuild() } else { self.restart() }
        }
        false
    }

    /// Nothing packed: feasible for any costs, so the dual simplex has nothing to do.
    fn restart(&mut self) {
        self.packed.clear();
        self.packed_at.fill(None);
        self.tight.clear();
        self.tight_at.fill(None);
        self.inverse.clear();
        self.weight.clear();
        self.x.fill(0.0);
        self.slack.copy_from_slice(&self.cost);
        self.lack.copy_from_slice(&self.asks);
        self.since_rebuild = 0;
    }

    /// What a landmark still asks for, counted anew.
    fn lacks(&self, r: usize) -> f64 {
        let met = match self.sides.get(r) {
            Some(side) => dot(&side.coef, &self.x),
            None => self.rows[r].iter().map(|&j| self.x[j as usize]).sum::<f64>(),
        };
        self.asks[r] - met
    }

    /// Far more pivots than a healthy run takes.
    fn pivot_limit(&self) -> usize {
        4 * (self.rows.len() + self.tight.len()) + 500
    }

    fn primal_phase(&mut self) -> bool {
        self.steep.fill(1.0);
        self.steep_slack.fill(1.0);
        for turn in 0..self.pivot_limit() {
            if turn % 32 == 31 && self.cancel.is_cancelled() {
                return false;
            }
            let mut best = (0.0, None);
            for r in 0..self.rows.len() {
                let gain = self.lack[r];
                if gain > EPS * 10.0 && gain * gain > best.0 * self.steep[r] && self.packed_at[r].is_none() {
                    best = (gain * gain / self.steep[r], Some((gain, Var::Row(r as u32))));
                }
            }
            for &k in &self.tight {
                let gain = -self.x[k as usize];
                let steep = self.steep_slack[k as usize];
                if gain > EPS * 10.0 && gain * gain > best.0 * steep {
                    best = (gain * gain / steep, Some((gain, Var::Slack(k))));
                }
            }
            let Some((gain, entering)) = best.1 else { return true };
            let moved = self.moved_by(entering);
            let Some(leaving) = self.ratio_test(&moved) else {
                if !self.sides.is_empty() {
                    let grows = self.packed.iter().zip(&moved.weight).map(|(&r, w)| (r, -w));
                    let own = if let Var::Row(r) = entering { Some((r, 1.0)) } else { None };
                    self.ray = Some(grows.chain(own).filter(|(_, w)| *w > 0.0).collect());
                }
                return false;
            };
            let line = self.line_of(leaving);
            let across = self.across(leaving, &line);
            self.grow_steep(entering, leaving, self.change_of(&moved, leaving), &line, &across);
            self.pivot(entering, leaving, &moved, line, &across, gain);
        }
        false
    }

    /// The leaving variable's line for the landmarks that are not packed.
    fn across(&mut self, leaving: Var, line: &[f64]) -> Vec<f64> {
        let mut across = vec![0.0; self.rows.len()];
        let mut steps = 0;
        for (&k, &v) in self.tight.iter().zip(line) {
            if v != 0.0 {
                steps += self.of[k as usize].len();
                for &r in &self.of[k as usize] {
                    across[r as usize] += v;
                }
                for (across, side) in across.iter_mut().zip(&self.sides) {
                    *across += v * side.coef[k as usize];
                }
            }
        }
        if let Var::Slack(j) = leaving {
            for &r in &self.of[j as usize] {
                across[r as usize] += 1.0;
            }
            for (across, side) in across.iter_mut().zip(&self.sides) {
                *across += side.coef[j as usize];
            }
        }
        self.work += (steps + across.len()) as u64 / 16 + 1;
        across
    }

    /// Reference weights of the pricing (Devex: Harris 1973).
    fn grow_steep(&mut self, entering: Var, leaving: Var, ap: f64, line: &[f64], across: &[f64]) {
        let own = match entering {
            Var::Row(r) => self.steep[r as usize],
            Var::Slack(k) => self.steep_slack[k as usize],
        } / (ap * ap);
        for (steep, v) in self.steep.iter_mut().zip(across) {
            *steep = steep.max(v * v * own);
        }
        for (&k, v) in self.tight.iter().zip(line) {
            let steep = &mut self.steep_slack[k as usize];
            *steep = steep.max(v * v * own);
        }
        match leaving {
            Var::Row(r) => self.steep[r as usize] = own.max(1.0),
            Var::Slack(j) => self.steep_slack[j as usize] = own.max(1.0),
        }
    }

    fn ratio_test(&self, moved: &Move) -> Option<Var> {
        let mut best: Option<(f64, f64, Var)> = None;
        let mut offer = |a: f64, value: f64, var: Var| {
            if a > PIVOT_EPS {
                let theta = value.max(0.0) / a;
                let better = match best {
                    None => true,
                    Some((t, b, _)) => theta < t - 1e-12 || (theta <= t + 1e-12 && a > b),
                };
                if better {
                    best = Some((theta, a, var));
                }
            }
        };
        for (p, &a) in moved.weight.iter().enumerate() {
            offer(a, self.weight[p], Var::Row(self.packed[p]));
        }
        for &j in moved.touched.iter().filter(|&&j| self.fate[j as usize] != Fate::Out) {
            offer(moved.slack[j as usize], self.slack[j as usize], Var::Slack(j));
        }
        best.map(|(.., var)| var)
    }

    /// The most negative basic variable.
    fn least(&self) -> Option<(f64, Var)> {
        let rows = self.weight.iter().zip(&self.packed).map(|(&w, &r)| (w, Var::Row(r)));
        let bounded = |(j, _): &(usize, &f64)| self.fate[*j] != Fate::Out;
        let slacks = self.slack.iter().enumerate().filter(bounded).map(|(j, &s)| (s, Var::Slack(j as u32)));
        rows.chain(slacks).filter(|(b, _)| *b < -1e-8).min_by(|a, b| a.0.total_cmp(&b.0))
    }

    fn dual_phase(&mut self) -> bool {
        for turn in 0..2 * self.tight.len() + 300 {
            if turn % 32 == 31 && self.cancel.is_cancelled() {
                return false;
            }
            let Some((_, leaving)) = self.least() else { return true };
            let line = self.line_of(leaving);
            let across = self.across(leaving, &line);
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
            for (&k, &v) in self.tight.iter().zip(&line) {
                offer(v, -self.x[k as usize], Var::Slack(k));
            }
            for (r, &v) in across.iter().enumerate() {
                if v < -PIVOT_EPS && self.packed_at[r].is_none() {
                    offer(v, self.lack[r], Var::Row(r as u32));
                }
            }
            let Some((_, a, entering)) = best else { return false };
            let moved = self.moved_by(entering);
            let exact = self.change_of(&moved, leaving);
            if (exact - a).abs() > 1e-6 * (1.0 + a.abs()) {
                return false;
            }
            let gain = match entering {
                Var::Slack(k) => -self.x[k as usize],
                Var::Row(r) => self.lack[r as usize],
            };
            self.pivot(entering, leaving, &moved, line, &across, gain);
        }
        false
    }
}

/// No two landmarks ask for the same: what is added is a low-discrepancy sequence.
fn asked(row: usize, met: u32) -> f64 {
    let tilt = TILT * (1.0 + (row as f64 * 0.618_033_988_749_895).fract());
    if met == 0 { 1.0 + tilt } else { -tilt }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::{super::request::Cancel, Fate, Packing};

    #[test]
    fn odd_cycle_is_half_integral_and_branching_repairs_it() {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-5;
        let mut lp = Packing::new(vec![2.0, 2.0, 2.0], Cancel::new());
        for row in [[0, 1], [1, 2], [0, 2]] {
            lp.add_row(row.to_vec());
        }
        assert!(lp.solve());
        assert!(near(lp.value(), 3.0));
        assert!(lp.x().iter().all(|x| near(*x, 0.5)));
        lp.settle(&[Fate::In, Fate::Open, Fate::Open]);
        assert!(lp.solve());
        assert!(near(lp.value(), 2.0));
        lp.settle(&[Fate::Out, Fate::Open, Fate::Open]);
        assert!(lp.solve());
        assert!(near(lp.value(), 4.0));
        lp.settle(&[Fate::Open; 3]);
        assert!(lp.solve());
        assert!(near(lp.value(), 3.0));
    }
}
