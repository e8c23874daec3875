//! Branch and cut over landmarks: the covering relaxation gives bounds, forward chaining gives the
//! landmarks it lacks, and what stays fractional is branched on.

mod dig;
mod ties;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use super::{
    bound::{Packed, SCALE},
    cuts::{Cutter, Stream},
    greedy,
    lp::{Fate, Packing},
    network::Network,
    reach::Reach,
    reduce::Tag,
    request::Cancel,
};

/// What the search came to. Courses are local indices, ascending.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    /// The best set found; it reaches the goal.
    pub best: Vec<u32>,
    /// Its cost in the metric's unit.
    pub cost: u64,
    /// No set that reaches the goal costs less.
    pub lower: u64,
    /// Landmarks, best first for reuse.
    pub landmarks: Vec<Vec<u32>>,
    /// What the relaxation packs on each, in 1/[`SCALE`] of the metric's unit: no course carries more
    /// than it costs.
    pub weights: Vec<i128>,
    /// Work done.
    pub work: u64,
}

/// What the search may spend and whom it tells.
pub(crate) struct Control<'a> {
    /// Work units; `None` for no limit.
    pub limit: Option<u64>,
    /// Stops everything.
    pub cancel: &'a Cancel,
    /// Told of each better set, with the bound at that time.
    pub progress: &'a mut dyn FnMut(&[u32], u64),
    /// Whether to look for a better set of the same cost, by the tie-breaks, once the cost is proved.
    pub ties: bool,
}

/// Courses from which on a problem is hard: then it is worth while to improve every path found at once, and to
/// search a core first. In smaller ones the relaxation finds the better path sooner.
const LARGE: usize = 700;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Branch {
    bound: i128,
    deep_first: Reverse<usize>,
    serial: u64,
    fixed: Vec<(u32, bool)>,
}

struct Search<'n, 'c> {
    net: &'n Network,
    tags: &'n [Tag],
    /// Greatest common divisor of all costs: bounds are rounded up to a multiple.
    unit: u64,
    cost: Vec<i128>,
    /// What the relaxation's costs are divided by, to keep them near one.
    scale: f64,
    lp: Packing,
    cutter: Cutter<'n>,
    best: Vec<u32>,
    upper: i128,
    /// The bound before any branching.
    floor: i128,
    never: Vec<bool>,
    used: Vec<bool>,
    /// The weights of the relaxation before any branching.
    packing: Vec<i128>,
    control: Control<'c>,
    work: u64,
    shake: f64,
    /// The round at the root when the core is searched next; never in a small problem.
    next_dig: Option<u32>,
    core_size: usize,
    core_units: u64,
}

enum Verdict {
    Closed,
    Open { bound: i128, on: u32, likely: bool },
    Stopped { bound: i128 },
}

/// Solves one network whose courses all can start; `seeds` are landmarks known before, `known` a set
/// that reaches the goal, if there is one. `None` if the goal is out of reach.
pub(crate) fn solve(
    net: &Network,
    tags: &[Tag],
    seeds: &[Vec<u32>],
    known: Option<Vec<u32>>,
    control: Control<'_>,
) -> Option<Outcome> {
    let mut work = 0;
    let real: Vec<f64> = tags.iter().map(|t| t.cost as f64 + 1e-3).collect();
    let mut best = greedy::path_for(net, &real, &mut work)?;
    let better = |k: &Vec<u32>| (greedy::total(tags, k), k) < (greedy::total(tags, &best), &best);
    if let Some(known) = known.filter(better).filter(|k| Reach::with(net, k.iter().copied()).at_goal()) {
        best = known;
    }
    let Control { limit, cancel, progress, ties } = control;
    (progress)(&best, 0);
    let first = Start { best, seeds, scale: 1.0, shake: 1e-6, work };
    let mut outcome = search(net, tags, first, Control { limit, cancel, progress: &mut *progress, ties: false });
    match ties {
        true if outcome.lower >= outcome.cost => ties::settle(net, tags, &mut outcome, limit, cancel),
        true if !cancel.is_cancelled() => ties::polish(net, tags, &mut outcome),
        _ => {}
    }
    Some(outcome)
}

/// Where a search starts from.
pub(crate) struct Start<'s> {
    /// A set that reaches the goal.
    pub best: Vec<u32>,
    /// Landmarks known before.
    pub seeds: &'s [Vec<u32>],
    /// What costs are divided by, to keep them near one.
    pub scale: f64,
    /// How much costs are moved, of that, so that they do not tie.
    pub shake: f64,
    /// Work done already.
    pub work: u64,
}

/// [`solve`], from a known set, at any scale of costs, and without settling ties.
pub(crate) fn search(net: &Network, tags: &[Tag], start: Start<'_>, control: Control<'_>) -> Outcome {
    let unit = tags.iter().map(|t| t.cost).fold(0, gcd).max(1);
    let cost: Vec<i128> = tags.iter().map(|t| i128::from(t.cost / unit)).collect();
    let scale = (start.scale / unit as f64).max(1.0);
    let mut stream = Stream(1);
    let near_one: Vec<f64> = cost.iter().map(|&c| c as f64 / scale).collect();
    let shaken = near_one.iter().map(|c| c + start.shake * (1.0 + stream.unit())).collect();
    let mut search = Search {
        net,
        tags,
        unit,
        lp: Packing::new(shaken, control.cancel.clone()),
        cutter: Cutter::new(net, near_one),
        upper: start.best.iter().map(|&j| cost[j as usize]).sum(),
        cost,
        scale,
        best: start.best,
        floor: 0,
        never: vec![false; net.len()],
        used: Vec::new(),
        packing: Vec::new(),
        control,
        work: start.work,
        shake: start.shake,
        next_dig: (net.len() > LARGE).then_some(12),
        core_size: 400,
        core_units: 10_000_000,
    };
    for seed in start.seeds {
        search.add(seed.clone());
    }
    let lower = search.run();
    search.finish(lower)
}

pub(super) fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

impl Search<'_, '_> {
    fn add(&mut self, landmark: Vec<u32>) {
        self.lp.add_row(landmark);
        self.used.push(false);
    }

    fn spent(&mut self) -> bool {
        self.work += self.cutter.take_work() + std::mem::take(&mut self.lp.work);
        self.control.limit.is_some_and(|limit| self.work >= limit) || self.control.cancel.is_cancelled()
    }

    fn run(&mut self) -> i128 {
        let mut open: BinaryHeap<Reverse<Branch>> = BinaryHeap::new();
        let mut serial = 0;
        let mut current = Some(Branch { bound: 0, deep_first: Reverse(0), serial, fixed: Vec::new() });
        loop {
            let branch = match current.take() {
                Some(branch) => branch,
                None => match open.pop() {
                    Some(Reverse(branch)) => branch,
                    None => return self.upper,
                },
            };
            if branch.bound >= self.upper {
                continue;
            }
            match self.visit(&branch) {
                Verdict::Closed => {}
                Verdict::Stopped { bound } => {
                    let others = open.peek().map_or(self.upper, |Reverse(b)| b.bound);
                    return bound.min(others).min(self.upper);
                }
                Verdict::Open { bound, on, likely } => {
                    let mut child = |value: bool| {
                        serial += 1;
                        let mut fixed = branch.fixed.clone();
                        fixed.push((on, value));
                        Branch { bound, deep_first: Reverse(fixed.len()), serial, fixed }
                    };
                    let (first, second) = (child(likely), child(!likely));
                    open.push(Reverse(second));
                    // Plunge while the bound is among the best; otherwise take the best open one.
                    let best_open = open.peek().map_or(i128::MAX, |Reverse(b)| b.bound);
                    if bound <= best_open {
                        current = Some(first);
                    } else {
                        open.push(Reverse(first));
                    }
                }
            }
        }
    }

    fn visit(&mut self, branch: &Branch) -> Verdict {
        let n = self.net.len();
        let big = self.upper + 1;
        let mut cost = self.cost.clone();
        let mut free = vec![false; n];
        let mut base = 0;
        let mut fate: Vec<Fate> = self.never.iter().map(|n| if *n { Fate::Out } else { Fate::Open }).collect();
        for (c, _) in cost.iter_mut().zip(&self.never).filter(|(_, never)| **never) {
            *c = big;
        }
        for &(j, taken) in &branch.fixed {
            let j = j as usize;
            if taken {
                base += self.cost[j];
                cost[j] = 0;
                free[j] = true;
                fate[j] = Fate::In;
            } else {
                fate[j] = Fate::Out;
                cost[j] = big;
            }
        }
        let scale = self.scale;
        self.lp.settle(&fate);
        let root = branch.fixed.is_empty();
        let mut bound = branch.bound;
        let mut last_value = f64::NEG_INFINITY;
        let mut stale = 0;
        let mut rounds = 0u32;
        loop {
            let hopeless = |row: &Vec<u32>| row.iter().all(|&j| fate[j as usize] == Fate::Out);
            if let Some(r) = self.lp.rows().iter().position(hopeless) {
                self.used[r] = true;
                return Verdict::Closed;
            }
            let sound = self.lp.solve();
            let packed = Packed::new(self.lp.rows(), |r| self.lp.weight(r) * scale, &cost);
            bound = bound.max(base + packed.bound());
            if root {
                self.packing.clone_from(&packed.weight);
            }
            if bound >= self.upper {
                self.mark_used(&packed);
                return Verdict::Closed;
            }
            if self.spent() {
                self.mark_used(&packed);
                return Verdict::Stopped { bound };
            }
            if root {
                self.floor = bound;
                self.fix_by_reduced_cost(&packed);
                if self.next_dig.is_some_and(|at| rounds >= at) {
                    self.dig(&packed);
                    if bound >= self.upper {
                        self.mark_used(&packed);
                        return Verdict::Closed;
                    }
                }
            }
            let x: Vec<f64> = self.lp.x().iter().map(|v| v.clamp(0.0, 1.0)).collect();
            // Where nothing is known yet, what it started from is all that this would find.
            if rounds.is_multiple_of(8) && (root || rounds == 0) && !self.lp.rows().is_empty() {
                self.round_up(&x, &free, branch);
                if bound >= self.upper {
                    self.mark_used(&packed);
                    return Verdict::Closed;
                }
            }
            rounds += 1;
            let value = self.lp.value();
            stale = if value > last_value + 1e-3 { 0 } else { stale + 1 };
            last_value = value;
            let firm = (0..n as u32).filter(|&j| free[j as usize] || x[j as usize] > 1.0 - 1e-6);
            let integral = (0..n).all(|j| free[j] || x[j] < 1e-6 || x[j] > 1.0 - 1e-6);
            let patience = if root { 12 } else { 3 };
            let cuts = if stale < patience || integral || !sound {
                self.cutter.violated(&x, &free, &[], if root { 30 } else { 10 })
            } else {
                Vec::new()
            };
            if cuts.is_empty() && root && self.next_dig.is_some() {
                // Once more before branching.
                self.dig(&packed);
                self.next_dig = None;
                continue;
            }
            if cuts.is_empty() {
                self.mark_used(&packed);
                if self.cutter.reaches(firm) {
                    let set: Vec<u32> = (0..n as u32).filter(|&j| free[j as usize] || x[j as usize] > 0.5).collect();
                    self.accept(set);
                    // The relaxation is met exactly: nothing below this branch is cheaper.
                    if bound >= self.upper {
                        return Verdict::Closed;
                    }
                }
                return match self.choose(&x, &free, &cost, big) {
                    Some((on, likely)) => Verdict::Open { bound, on, likely },
                    // Every course is decided: the branch holds one set, and it does not reach the
                    // goal or has just been accepted.
                    None => Verdict::Closed,
                };
            }
            for cut in cuts {
                self.add(cut);
            }
        }
    }

    fn mark_used(&mut self, packed: &Packed) {
        for (r, &w) in packed.weight.iter().enumerate() {
            if w > 0 {
                self.used[r] = true;
            }
        }
    }

    fn fix_by_reduced_cost(&mut self, packed: &Packed) {
        for j in 0..self.net.len() as u32 {
            if !self.never[j as usize] && packed.bound_with(j) > self.upper {
                self.never[j as usize] = true;
            }
        }
    }

    /// The course to branch on: fractional, dear, near the middle; and whether it looks taken.
    fn choose(&self, x: &[f64], free: &[bool], cost: &[i128], big: i128) -> Option<(u32, bool)> {
        (0..x.len())
            .filter(|&j| !free[j] && cost[j] < big)
            .map(|j| ((x[j].min(1.0 - x[j])).max(0.0) * (self.cost[j] as f64 + 0.5), j))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, j)| (j as u32, x[j] >= 0.5))
    }

    fn round_up(&mut self, x: &[f64], free: &[bool], branch: &Branch) {
        let mut guide: Vec<f64> =
            (0..x.len()).map(|j| if free[j] { 1e-6 } else { self.tags[j].cost as f64 * (1.0 - x[j]) + 1e-3 }).collect();
        for &(j, taken) in &branch.fixed {
            if !taken {
                guide[j as usize] = f64::INFINITY;
            }
        }
        if let Some(set) = greedy::path_for(self.net, &guide, &mut self.work) {
            let real: Vec<f64> = self.tags.iter().map(|t| t.cost as f64).collect();
            let set = greedy::without_redundant(self.net, set, &real, &mut self.work);
            self.accept(set);
        }
    }

    fn accept(&mut self, set: Vec<u32>) {
        let better = |a: &[u32], b: &[u32]| (greedy::total(self.tags, a), a) < (greedy::total(self.tags, b), b);
        if better(&set, &self.best) {
            let mut set = set;
            if self.control.ties || self.net.len() > LARGE {
                greedy::improve(self.net, self.tags, &mut set, &mut self.work, 200_000);
            }
            self.upper = set.iter().map(|&j| self.cost[j as usize]).sum();
            self.best = set;
            (self.control.progress)(&self.best, self.floor as u64 * self.unit);
        }
    }

    fn finish(self, lower: i128) -> Outcome {
        // Once more within the true costs: courses that were ruled out may carry too much.
        let share = |r: usize| self.packing.get(r).map_or(0.0, |&w| w as f64 / SCALE as f64);
        let packed = Packed::new(self.lp.rows(), share, &self.cost);
        let mut kept: BTreeMap<Vec<u32>, i128> = BTreeMap::new();
        for (r, row) in self.lp.rows().iter().enumerate() {
            if self.used[r] || packed.weight[r] > 0 {
                *kept.entry(row.clone()).or_default() += packed.weight[r] * i128::from(self.unit);
            }
        }
        let (landmarks, weights) = kept.into_iter().unzip();
        Outcome {
            cost: self.upper as u64 * self.unit,
            lower: lower as u64 * self.unit,
            best: self.best,
            landmarks,
            weights,
            work: self.work,
        }
    }
}
