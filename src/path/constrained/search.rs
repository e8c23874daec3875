//! Branch and cut under limits: the covering relaxation over landmarks with one row more for each limit.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{Ground, Outcome};
use crate::path::{
    cuts::{Cutter, Stream},
    greedy,
    lp::{Fate, Packing},
    purse::Purse,
    request::Cancel,
};

/// No set is known.
pub(super) const NONE: i128 = i128::MAX / 4;

/// A part of the sets: what is settled, and a bound.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Node {
    bound: i128,
    deep_first: Reverse<usize>,
    serial: u64,
    fate: Vec<Fate>,
}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.bound, self.deep_first, self.serial).cmp(&(other.bound, other.deep_first, other.serial))
    }
}
impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

enum Verdict {
    Closed,
    Open { fate: Vec<Fate>, bound: i128, on: u32, likely: bool },
    Stopped { bound: i128 },
}

/// One problem, asked under one set of limits after another.
pub(crate) struct Search<'g> {
    pub(super) ground: &'g Ground,
    pub(super) lp: Packing,
    pub(super) cutter: Cutter<'g>,
    /// What the relaxation's objective and limits are divided by, to keep them near one.
    pub(super) scale: f64,
    pub(super) side_scale: Vec<f64>,
    pub(super) limits: Vec<i128>,
    /// Sets that reach the target, each with its objective and what it uses.
    pub(super) found: Vec<(i128, Vec<i128>, Vec<u32>)>,
    pub(super) best: Option<usize>,
    pub(super) upper: i128,
    pub(super) never: Vec<bool>,
    /// For each course, those that cannot be taken beside it.
    rivals: Vec<Vec<u32>>,
    pub(super) work: u64,
}

impl<'g> Search<'g> {
    /// Ready to be asked; `known` are sets that reach the target.
    pub fn new(ground: &'g Ground, known: Vec<Vec<u32>>, cancel: &Cancel) -> Self {
        let n = ground.objective.len();
        let mean = |cost: &[i128]| {
            let some = cost.iter().filter(|c| **c > 0).count().max(1);
            (cost.iter().map(|&c| c as f64).sum::<f64>() / some as f64 / 16.0).max(1.0)
        };
        let scale = mean(&ground.objective);
        let side_scale: Vec<f64> = ground.limited.iter().map(|c| mean(c)).collect();
        let near_one: Vec<f64> = ground.objective.iter().map(|&c| c as f64 / scale).collect();
        let mut stream = Stream(1);
        let shaken = near_one.iter().map(|c| c + 1e-9 * (1.0 + stream.unit())).collect();
        let sides = ground.limited.iter().zip(&side_scale);
        let sides = sides.map(|(c, s)| c.iter().map(|&c| c as f64 / s).collect()).collect();
        let mut rivals = vec![Vec::new(); n];
        for &(a, b) in &ground.small.rivals {
            rivals[a as usize].push(b);
            rivals[b as usize].push(a);
        }
        let mut this = Self {
            ground,
            rivals,
            lp: Packing::within(shaken, sides, cancel.clone()),
            cutter: Cutter::new(&ground.small.net, near_one),
            scale,
            side_scale,
            limits: vec![0; ground.limited.len()],
            found: Vec::new(),
            best: None,
            upper: NONE,
            never: vec![false; n],
            work: 0,
        };
        known.into_iter().for_each(|set| this.keep(set));
        let real: Vec<f64> = ground.objective.iter().map(|&c| c as f64 + 1e-3).collect();
        this.try_guide(&real);
        for s in 0..this.limits.len() {
            let guide: Vec<f64> =
                ground.limited[s].iter().zip(&real).map(|(&c, r)| c as f64 + r * 1e-6 + 1e-6).collect();
            this.try_guide(&guide);
        }
        this
    }

    /// Takes in landmarks that are known already; those that hold another say nothing more.
    pub fn learn(&mut self, landmarks: impl IntoIterator<Item = Vec<u32>>) {
        let mut new: Vec<Vec<u32>> = landmarks.into_iter().collect();
        new.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        let mut least: Vec<Vec<u32>> = Vec::new();
        for landmark in new {
            let holds = |l: &Vec<u32>| l.iter().all(|j| landmark.binary_search(j).is_ok());
            if !least.iter().any(holds) {
                least.push(landmark);
            }
        }
        least.into_iter().for_each(|landmark| self.lp.add_row(landmark));
    }

    /// The least objective within `limits`.
    pub fn run(&mut self, limits: &[u64], purse: &mut Purse) -> Outcome<u32> {
        for (s, (own, &limit)) in self.limits.iter_mut().zip(limits).enumerate() {
            *own = i128::from(limit);
            self.lp.limit(s, limit as f64 / self.side_scale[s]);
        }
        (self.best, self.upper) = (None, NONE);
        self.never.fill(false);
        for at in 0..self.found.len() {
            self.consider(at);
        }
        let lower = self.branch(purse);
        purse.spend(std::mem::take(&mut self.work));
        let unit = i128::from(self.ground.unit);
        let whole = |x: i128| u64::try_from(x * unit).unwrap_or(u64::MAX);
        Outcome {
            best: self.best.map(|at| (self.found[at].2.clone(), whole(self.found[at].0))),
            lower: (lower < NONE).then(|| whole(lower)),
        }
    }

    fn branch(&mut self, purse: &Purse) -> i128 {
        let mut open: BinaryHeap<Reverse<Node>> = BinaryHeap::new();
        let mut serial = 0;
        let n = self.ground.objective.len();
        let mut current = Some(Node { bound: 0, deep_first: Reverse(0), serial, fate: vec![Fate::Open; n] });
        loop {
            let Some(node) = current.take().or_else(|| open.pop().map(|Reverse(node)| node)) else {
                return self.upper;
            };
            if node.bound >= self.upper {
                continue;
            }
            match self.visit(&node, purse) {
                Verdict::Closed => {}
                Verdict::Stopped { bound } => {
                    let others = open.peek().map_or(NONE, |Reverse(n)| n.bound);
                    // Nothing is known to be beyond reach: there may be such a set.
                    return bound.min(others).min(self.upper).min(NONE - 1);
                }
                Verdict::Open { fate, bound, on, likely } => {
                    let mut child = |taken: bool| {
                        serial += 1;
                        let mut fate = fate.clone();
                        fate[on as usize] = if taken { Fate::In } else { Fate::Out };
                        Node { bound, deep_first: Reverse(node.deep_first.0 + 1), serial, fate }
                    };
                    let (first, second) = (child(likely), child(!likely));
                    open.push(Reverse(second));
                    // Plunge while the bound is among the best, or nothing is known yet.
                    let best_open = open.peek().map_or(NONE, |Reverse(n)| n.bound);
                    if bound <= best_open || self.best.is_none() {
                        current = Some(first);
                    } else {
                        open.push(Reverse(first));
                    }
                }
            }
        }
    }

    fn spent(&mut self, purse: &Purse) -> bool {
        self.work += self.cutter.take_work() + std::mem::take(&mut self.lp.work);
        purse.is_spent_by(self.work)
    }

    fn visit(&mut self, node: &Node, purse: &Purse) -> Verdict {
        let ground = self.ground;
        let n = ground.objective.len();
        let mut fate = node.fate.clone();
        let sum = |cost: &[i128], fate: &[Fate]| -> i128 {
            cost.iter().zip(fate).filter(|(_, f)| **f == Fate::In).map(|(c, _)| c).sum()
        };
        let base = sum(&ground.objective, &fate);
        let left: Vec<i128> =
            self.limits.iter().zip(&ground.limited).map(|(limit, cost)| limit - sum(cost, &fate)).collect();
        if left.iter().any(|l| *l < 0) || base >= self.upper {
            return Verdict::Closed;
        }
        for j in 0..n {
            let beyond = ground.limited.iter().zip(&left).any(|(cost, left)| cost[j] > *left)
                || base + ground.objective[j] >= self.upper;
            if fate[j] == Fate::Open && (beyond || self.never[j]) {
                fate[j] = Fate::Out;
            }
        }
        for j in (0..n).filter(|&j| node.fate[j] == Fate::In) {
            for &rival in &self.rivals[j] {
                if fate[rival as usize] == Fate::In {
                    return Verdict::Closed;
                }
                fate[rival as usize] = Fate::Out;
            }
        }
        let free: Vec<bool> = fate.iter().map(|f| *f == Fate::In).collect();
        let root = node.deep_first.0 == 0;
        let mut bound = node.bound;
        let (mut last_value, mut stale, mut rounds) = (f64::NEG_INFINITY, 0, 0u32);
        self.lp.settle(&fate);
        loop {
            let hopeless = |row: &Vec<u32>| row.iter().all(|&j| fate[j as usize] == Fate::Out);
            if self.lp.rows()[self.limits.len()..].iter().any(hopeless) {
                return Verdict::Closed;
            }
            let sound = self.lp.solve();
            let exact = self.exact(&fate, &left);
            if exact.fine == 0 && exact.total > 0 {
                return Verdict::Closed;
            }
            bound = bound.max(self.bound(&exact, base));
            if bound >= self.upper {
                return Verdict::Closed;
            }
            if self.spent(purse) {
                return Verdict::Stopped { bound };
            }
            self.fix(&exact, base, &mut fate, root && rounds.is_multiple_of(8));
            self.lp.settle(&fate);
            let x: Vec<f64> = self.lp.x().iter().map(|v| v.clamp(0.0, 1.0)).collect();
            if rounds.is_multiple_of(8) && (root || rounds == 0 && self.best.is_none()) {
                self.round_up(&x, &fate);
                if bound >= self.upper {
                    return Verdict::Closed;
                }
            }
            rounds += 1;
            let value = self.lp.value();
            stale = if value > last_value + 1e-3 { 0 } else { stale + 1 };
            last_value = value;
            let integral = (0..n).all(|j| free[j] || x[j] < 1e-6 || x[j] > 1.0 - 1e-6);
            let patience = if root { 12 } else { 3 };
            let out: Vec<u32> = (0..n as u32).filter(|&j| fate[j as usize] == Fate::Out).collect();
            let cuts = if stale < patience || integral || !sound {
                self.cutter.violated(&x, &free, &out, if root { 30 } else { 10 })
            } else {
                Vec::new()
            };
            if cuts.is_empty() {
                let firm = (0..n as u32).filter(|&j| free[j as usize] || x[j as usize] > 1.0 - 1e-6);
                self.keep(firm.collect());
                if bound >= self.upper {
                    return Verdict::Closed;
                }
                return match self.choose(&x, &fate) {
                    Some((on, likely)) => Verdict::Open { fate, bound, on, likely },
                    // Everything is decided: the one set there is has been kept, or does not reach the target.
                    None => Verdict::Closed,
                };
            }
            cuts.into_iter().for_each(|cut| self.lp.add_row(cut));
        }
    }

    /// The course to branch on: fractional, dear, near the middle; and whether it looks taken.
    fn choose(&self, x: &[f64], fate: &[Fate]) -> Option<(u32, bool)> {
        let both = |j: u32| fate[j as usize] == Fate::Open && x[j as usize] > 1.0 - 1e-6;
        if let Some(&(a, _)) = self.ground.small.rivals.iter().find(|&&(a, b)| both(a) && both(b)) {
            return Some((a, true));
        }
        let weight = |j: usize| {
            let sides = self.ground.limited.iter().zip(&self.side_scale).map(|(c, s)| c[j] as f64 / s);
            self.ground.objective[j] as f64 / self.scale + sides.sum::<f64>() + 0.5
        };
        (0..x.len())
            .filter(|&j| fate[j] == Fate::Open)
            .map(|j| (x[j].min(1.0 - x[j]).max(0.0) * weight(j), j))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, j)| (j as u32, x[j] >= 0.5))
    }

    fn round_up(&mut self, x: &[f64], fate: &[Fate]) {
        let multipliers: Vec<f64> = (0..self.limits.len()).map(|s| self.lp.weight(s)).collect();
        let guide: Vec<f64> = (0..x.len())
            .map(|j| {
                let sides = self.ground.limited.iter().zip(&self.side_scale).zip(&multipliers);
                let dearer: f64 = sides.map(|((c, s), m)| m * c[j] as f64 / s).sum();
                match fate[j] {
                    Fate::Out => f64::INFINITY,
                    Fate::In => 1e-6,
                    Fate::Open => (self.ground.objective[j] as f64 / self.scale + dearer) * (1.0 - x[j]) + 1e-3,
                }
            })
            .collect();
        self.try_guide(&guide);
    }

    fn try_guide(&mut self, guide: &[f64]) {
        let small = &self.ground.small;
        let net = &small.net;
        let mut guide = guide.to_vec();
        let Some(mut set) = greedy::path_for(net, &guide, &mut self.work) else { return };
        // Of two that rule each other out it does without one.
        for _ in 0..small.rivals.len() {
            let Some((a, _)) = small.rivals_among(&set) else { break };
            guide[a as usize] = f64::INFINITY;
            let Some(other) = greedy::path_for(net, &guide, &mut self.work) else { break };
            set = other;
        }
        // What is redundant goes, the dearest of each kind first.
        let kinds: Vec<&Vec<i128>> = std::iter::once(&self.ground.objective).chain(&self.ground.limited).collect();
        for cost in kinds {
            let real: Vec<f64> = cost.iter().map(|&c| c as f64).collect();
            let set = greedy::without_redundant(net, set.clone(), &real, &mut self.work);
            self.keep(set);
        }
    }

    /// Keeps what is taken of a set, if that reaches the target and nothing kept is as good in everything.
    fn keep(&mut self, set: Vec<u32>) {
        let Some(set) = self.cutter.taken(&set).filter(|set| self.ground.small.rivals_among(set).is_none()) else {
            return;
        };
        let sum = |cost: &[i128]| set.iter().map(|&j| cost[j as usize]).sum::<i128>();
        let objective = sum(&self.ground.objective);
        let used: Vec<i128> = self.ground.limited.iter().map(|c| sum(c)).collect();
        let as_good = |f: &(i128, Vec<i128>, Vec<u32>)| f.0 <= objective && f.1.iter().zip(&used).all(|(a, b)| a <= b);
        if self.found.iter().any(as_good) {
            return;
        }
        self.found.push((objective, used, set));
        self.consider(self.found.len() - 1);
    }

    fn consider(&mut self, at: usize) {
        let (objective, used, _) = &self.found[at];
        if *objective < self.upper && used.iter().zip(&self.limits).all(|(used, limit)| used <= limit) {
            (self.best, self.upper) = (Some(at), *objective);
        }
    }
}
