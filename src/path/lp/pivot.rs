//! One pivot of the packing's simplex, and the inverse from scratch.

use super::{PIVOT_EPS, Packing, Var};

/// Pivots between rebuilding the inverse from scratch, against drift.
const REBUILD_EVERY: u32 = 400;

/// How the basis moves when something enters it.
#[derive(Debug, Default)]
pub(super) struct Move {
    /// Change of each packed landmark's weight.
    pub weight: Vec<f64>,
    /// Change of the slack of each course that is not tight.
    pub slack: Vec<f64>,
    /// The courses where that is not zero.
    pub touched: Vec<u32>,
}

impl Packing {
    /// What one unit of the entering variable takes from the basic ones.
    pub(super) fn moved_by(&self, entering: Var) -> Move {
        let mut slack = vec![0.0; self.cost.len()];
        let mut seen = vec![false; self.cost.len()];
        let mut touched = Vec::new();
        let weight: Vec<f64> = match entering {
            Var::Slack(k) => {
                let at = self.tight_at[k as usize].expect("an entering slack is tight") as usize;
                self.inverse.iter().map(|line| line[at]).collect()
            }
            Var::Row(r) if self.sides.get(r as usize).is_some() => {
                let mut at = Vec::new();
                for (j, &c) in self.sides[r as usize].coef.iter().enumerate().filter(|(_, c)| **c != 0.0) {
                    match self.tight_at[j] {
                        Some(p) => at.push((p as usize, c)),
                        None => {
                            slack[j] = c;
                            seen[j] = true;
                            touched.push(j as u32);
                        }
                    }
                }
                self.inverse.iter().map(|line| at.iter().map(|&(p, c)| c * line[p]).sum()).collect()
            }
            Var::Row(r) => {
                let mut at = Vec::new();
                for &j in &self.rows[r as usize] {
                    match self.tight_at[j as usize] {
                        Some(p) => at.push(p as usize),
                        None => {
                            slack[j as usize] = 1.0;
                            seen[j as usize] = true;
                            touched.push(j);
                        }
                    }
                }
                self.inverse.iter().map(|line| at.iter().map(|&p| line[p]).sum()).collect()
            }
        };
        for (p, &w) in weight.iter().enumerate() {
            if w.abs() > 1e-12 {
                for &j in &self.rows[self.packed[p] as usize] {
                    if self.tight_at[j as usize].is_none() {
                        if !std::mem::replace(&mut seen[j as usize], true) {
                            touched.push(j);
                        }
                        slack[j as usize] -= w;
                    }
                }
                let side = self.sides.get(self.packed[p] as usize).map_or(&[][..], |s| &s.coef);
                for (j, &c) in side.iter().enumerate() {
                    if c != 0.0 && self.tight_at[j].is_none() {
                        if !std::mem::replace(&mut seen[j], true) {
                            touched.push(j as u32);
                        }
                        slack[j] -= w * c;
                    }
                }
            }
        }
        Move { weight, slack, touched }
    }

    pub(super) fn change_of(&self, moved: &Move, var: Var) -> f64 {
        match var {
            Var::Row(r) => moved.weight[self.packed_at[r as usize].expect("basic") as usize],
            Var::Slack(j) => moved.slack[j as usize],
        }
    }

    /// A basic variable's line of the inverse.
    pub(super) fn line_of(&self, var: Var) -> Vec<f64> {
        match var {
            Var::Row(r) => self.inverse[self.packed_at[r as usize].expect("basic") as usize].clone(),
            Var::Slack(j) => {
                let mut line = vec![0.0; self.tight.len()];
                for &r in &self.of[j as usize] {
                    if let Some(p) = self.packed_at[r as usize] {
                        for (a, v) in line.iter_mut().zip(&self.inverse[p as usize]) {
                            *a -= v;
                        }
                    }
                }
                for (s, side) in self.sides.iter().enumerate() {
                    let c = side.coef[j as usize];
                    if let Some(p) = self.packed_at[s].filter(|_| c != 0.0) {
                        for (a, v) in line.iter_mut().zip(&self.inverse[p as usize]) {
                            *a -= c * v;
                        }
                    }
                }
                line
            }
        }
    }

    pub(super) fn pivot(
        &mut self,
        entering: Var,
        leaving: Var,
        moved: &Move,
        line: Vec<f64>,
        across: &[f64],
        gain: f64,
    ) {
        let ap = self.change_of(moved, leaving);
        let theta = match leaving {
            Var::Row(r) => self.weight[self.packed_at[r as usize].expect("basic") as usize],
            Var::Slack(j) => self.slack[j as usize],
        } / ap;
        let mut f = line;
        f.iter_mut().for_each(|v| *v /= ap);
        for (w, a) in self.weight.iter_mut().zip(&moved.weight) {
            *w -= theta * a;
        }
        for &j in &moved.touched {
            self.slack[j as usize] -= theta * moved.slack[j as usize];
        }
        for (&k, v) in self.tight.iter().zip(&f) {
            self.x[k as usize] += gain * v;
        }
        let step = gain / ap;
        for (lack, v) in self.lack.iter_mut().zip(across) {
            *lack -= step * v;
        }
        if let Var::Row(q) = entering {
            self.lack[q as usize] = 0.0;
        }
        if let Var::Row(r) = leaving {
            self.lack[r as usize] = -step;
        }
        for (line, &a) in self.inverse.iter_mut().zip(&moved.weight) {
            if a != 0.0 {
                for (v, f) in line.iter_mut().zip(&f) {
                    *v -= a * f;
                }
            }
        }
        self.work += (f.len() * f.len() / 16) as u64 + 1;

        // The entering slack's course is no longer tight; the leaving one's is.
        if let Var::Slack(k) = entering {
            let at = self.tight_at[k as usize].take().expect("tight") as usize;
            self.tight.swap_remove(at);
            if let Some(&moved) = self.tight.get(at) {
                self.tight_at[moved as usize] = Some(at as u32);
            }
            self.inverse.iter_mut().for_each(|line| {
                line.swap_remove(at);
            });
            f.swap_remove(at);
            self.x[k as usize] = 0.0;
            self.slack[k as usize] = theta;
        }
        if let Var::Slack(j) = leaving {
            self.tight_at[j as usize] = Some(self.tight.len() as u32);
            self.tight.push(j);
            for (line, a) in self.inverse.iter_mut().zip(&moved.weight) {
                line.push(-a / ap);
            }
            f.push(1.0 / ap);
            self.x[j as usize] = gain / ap;
            self.slack[j as usize] = 0.0;
        }
        match (entering, leaving) {
            (Var::Row(q), Var::Row(r)) => {
                let at = self.packed_at[r as usize].take().expect("basic");
                self.packed[at as usize] = q;
                self.packed_at[q as usize] = Some(at);
                self.inverse[at as usize] = f;
                self.weight[at as usize] = theta;
            }
            (Var::Row(q), Var::Slack(_)) => {
                self.packed_at[q as usize] = Some(self.packed.len() as u32);
                self.packed.push(q);
                self.inverse.push(f);
                self.weight.push(theta);
            }
            (Var::Slack(_), Var::Row(r)) => {
                let at = self.packed_at[r as usize].take().expect("basic") as usize;
                self.packed.swap_remove(at);
                self.inverse.swap_remove(at);
                self.weight.swap_remove(at);
                if let Some(&moved) = self.packed.get(at) {
                    self.packed_at[moved as usize] = Some(at as u32);
                }
            }
            (Var::Slack(_), Var::Slack(_)) => {}
        }
        self.since_rebuild += 1;
        if self.since_rebuild >= REBUILD_EVERY {
            self.rebuild();
        }
    }

    /// The inverse from scratch: nothing packed, then the basic landmarks one by one.
    pub(super) fn rebuild(&mut self) {
        let basic = self.packed.clone();
        let mut out: Vec<bool> = self.tight_at.iter().map(Option::is_some).collect();
        self.restart();
        for r in basic {
            let moved = self.moved_by(Var::Row(r));
            // In place of a course that was tight before, at the firmest pivot.
            let place = (moved.touched.iter().copied()).filter(|&j| out[j as usize]).max_by(|&a, &b| {
                let firm = |j: u32| moved.slack[j as usize].abs();
                firm(a).total_cmp(&firm(b)).then(b.cmp(&a))
            });
            let Some(j) = place.filter(|&j| moved.slack[j as usize].abs() > PIVOT_EPS) else { continue };
            out[j as usize] = false;
            let line = self.line_of(Var::Slack(j));
            let across = self.across(Var::Slack(j), &line);
            self.pivot(Var::Row(r), Var::Slack(j), &moved, line, &across, self.lack[r as usize]);
            self.since_rebuild = 0;
        }
        self.recompute();
        self.recompute_x();
    }
}
