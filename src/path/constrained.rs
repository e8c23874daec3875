//! The least-cost path within limits on other costs: branch and bound over the kernel. A multiplier on each
//! limited cost makes a question the kernel can answer (Lagrangian relaxation); its bound is exact in integers.

use std::{cmp::Reverse, collections::BinaryHeap, rc::Rc};

use super::{
    compile::{Soft, Target},
    kernel::{DEFAULT_UNITS, Kernel, Solved},
    request::{Cancel, Effort},
};
use crate::domain::CourseIx;

/// A cost that must stay within a limit; by course index, what may be skipped beyond them.
#[derive(Debug, Clone)]
pub(crate) struct Resource {
    pub cost: Vec<u64>,
    pub limit: u64,
}

/// What is to be minimised, and within what.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub target: Target,
    /// By course index, what may be skipped beyond them.
    pub objective: Vec<u64>,
    pub resources: Vec<Resource>,
    /// Landmarks known of the target.
    pub known: Rc<Vec<Vec<CourseIx>>>,
}

/// What the search came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The best set within the limits, skips included, and its objective.
    pub best: Option<(Vec<CourseIx>, u64)>,
    /// Nothing within the limits has a lower objective; `None` when nothing is within the limits at all.
    pub lower: Option<u64>,
    /// Landmarks of the target, those known before among them.
    pub known: Rc<Vec<Vec<CourseIx>>>,
}

impl Outcome {
    /// Whether the best is proved best, or that there is none.
    pub fn proved(&self) -> bool {
        match (&self.best, self.lower) {
            (Some((_, objective)), Some(lower)) => lower >= *objective,
            (best, lower) => best.is_none() && lower.is_none(),
        }
    }
}

/// Work that may be spent, over several searches.
#[derive(Debug, Clone)]
pub(crate) struct Purse {
    left: Option<u64>,
    cancel: Cancel,
}

impl Purse {
    /// What an effort allows.
    pub fn new(effort: Effort, cancel: &Cancel) -> Self {
        let (left, cancel) = match effort {
            Effort::Default => (Some(DEFAULT_UNITS), cancel.clone()),
            Effort::Units(units) => (Some(units), cancel.clone()),
            Effort::Prove => (None, cancel.clone()),
            Effort::Time(limit) => (None, cancel.with_time_limit(limit)),
        };
        Self { left, cancel }
    }
    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.left == Some(0) || self.cancel.is_cancelled()
    }
    /// What one question may cost.
    pub fn effort(&self) -> Effort {
        self.left.map_or(Effort::Prove, Effort::Units)
    }
    /// The flag that stops it.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }
    /// Takes what a question cost; every question costs something.
    pub fn spend(&mut self, work: u64) {
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(work.max(1));
        }
    }
}

/// A part of the sets: with these courses, without those, some soft levels settled.
#[derive(Debug, Clone)]
struct Node {
    target: Target,
    without: Vec<CourseIx>,
    /// Objective of the soft levels given up.
    base: u64,
    bound: u64,
    known: Rc<Vec<Vec<CourseIx>>>,
}

/// Multipliers: of the objective, and of each resource.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Weights {
    objective: u64,
    resources: Vec<u64>,
}

struct Search<'k, 'a> {
    kernel: &'k mut Kernel<'a>,
    problem: &'k Problem,
    purse: &'k mut Purse,
    unit: u64,
    best: Option<(Vec<CourseIx>, u64)>,
    known: Rc<Vec<Vec<CourseIx>>>,
}

/// A solved relaxation.
struct Relaxed {
    solved: Solved,
    objective: u64,
    used: Vec<u64>,
}

/// Searches for the least objective within all limits; `start` is a set known to be within them.
pub(crate) fn within(kernel: &mut Kernel<'_>, problem: &Problem, purse: &mut Purse) -> Outcome {
    let before: Vec<u64> = kernel.scene().tags.iter().map(|t| t.cost).collect();
    let unit = problem.objective.iter().copied().fold(0, gcd).max(1);
    let mut search = Search { kernel, problem, purse, unit, best: None, known: Rc::clone(&problem.known) };
    let lower = search.run();
    let (best, known) = (search.best, search.known);
    kernel.price(&before);
    Outcome { best, lower, known }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

fn merged(known: &[Vec<CourseIx>], new: &[Vec<CourseIx>]) -> Rc<Vec<Vec<CourseIx>>> {
    let mut all: Vec<Vec<CourseIx>> = known.iter().chain(new).cloned().collect();
    all.sort();
    all.dedup();
    Rc::new(all)
}

impl Search<'_, '_> {
    fn run(&mut self) -> Option<u64> {
        let root = Node {
            target: self.problem.target.clone(),
            without: Vec::new(),
            base: 0,
            bound: 0,
            known: Rc::clone(&self.known),
        };
        let Some((weights, root)) = self.root(root) else { return self.best.as_ref().map(|b| b.1) };
        let mut open: BinaryHeap<Reverse<(u64, Reverse<usize>, u64)>> = BinaryHeap::new();
        let mut nodes: Vec<Option<Node>> = vec![Some(root)];
        open.push(Reverse((0, Reverse(0), 0)));
        while let Some(Reverse((bound, Reverse(depth), at))) = open.pop() {
            let Some(node) = nodes[at as usize].take() else { continue };
            let upper = self.best.as_ref().map(|b| b.1);
            if upper.is_some_and(|u| bound >= u) {
                return upper;
            }
            if self.purse.is_empty() {
                return Some(bound);
            }
            for child in self.visit(&node, &weights) {
                let serial = nodes.len() as u64;
                open.push(Reverse((child.bound, Reverse(depth + 1), serial)));
                nodes.push(Some(child));
            }
        }
        self.best.as_ref().map(|b| b.1)
    }

    /// Good multipliers, and the root with what was learnt on the way; `None` when the root needs no search.
    fn root(&mut self, mut root: Node) -> Option<(Weights, Node)> {
        let n = self.problem.resources.len();
        let pure = Weights { objective: 1, resources: vec![0; n] };
        let first = self.relax(&root, &pure)?;
        root.bound = self.bound(&root, &pure, &first);
        self.learn(&mut root, &first);
        if self.fits(&first) && first.solved.proved() {
            return None;
        }
        let mut tuned = Vec::new();
        for i in 0..n {
            if first.used[i] > self.problem.resources[i].limit {
                tuned.push((i, self.tune(i, &first, &mut root)?));
            }
        }
        let mut options: Vec<Weights> = tuned.iter().map(|(_, w)| w.clone()).collect();
        if let [(i, a), (j, b)] = &tuned[..] {
            let mut both =
                Weights { objective: a.objective.saturating_mul(b.objective).saturating_mul(2), resources: vec![0; n] };
            both.resources[*i] = a.resources[*i].saturating_mul(b.objective);
            both.resources[*j] = b.resources[*j].saturating_mul(a.objective);
            if both.objective < 1 << 40 {
                options.push(both);
            }
        }
        let mut best = (root.bound, pure);
        for weights in options {
            let bound = match self.relax(&root, &weights) {
                Some(relaxed) => self.bound(&root, &weights, &relaxed),
                None => root.bound,
            };
            if bound >= best.0 {
                best = (bound, weights);
            }
        }
        root.bound = best.0;
        Some((best.1, root))
    }

    /// The multiplier of one resource that bounds best, by walking down the hull of (objective, use).
    /// `None` when that limit alone cannot be met.
    fn tune(&mut self, i: usize, first: &Relaxed, root: &mut Node) -> Option<Weights> {
        let n = self.problem.resources.len();
        let only = |objective: u64, resource: u64| {
            let g = gcd(objective, resource).max(1);
            let mut resources = vec![0; n];
            resources[i] = resource / g;
            Weights { objective: objective / g, resources }
        };
        let limit = self.problem.resources[i].limit;
        let least = only(0, 1);
        let low = self.relax(root, &least)?;
        if low.solved.lower > limit {
            return None;
        }
        self.learn(root, &low);
        let mut dear = (first.objective, first.used[i]);
        let mut cheap = (low.objective, low.used[i]);
        let mut weights = only(1, 1);
        for _ in 0..16 {
            let (up, down) = (cheap.0.saturating_sub(dear.0), dear.1.saturating_sub(cheap.1));
            if up == 0 || down == 0 || self.purse.is_empty() {
                break;
            }
            weights = only(down, up);
            let Some(next) = self.relax(root, &weights) else { break };
            self.learn(root, &next);
            root.bound = root.bound.max(self.bound(root, &weights, &next));
            let value = |p: (u64, u64)| u128::from(down) * u128::from(p.0) + u128::from(up) * u128::from(p.1);
            let at = (next.objective, next.used[i]);
            if value(at) >= value(dear) {
                break;
            }
            if at.1 <= limit {
                cheap = at;
            } else {
                dear = at;
            }
        }
        Some(weights)
    }

    fn learn(&mut self, root: &mut Node, relaxed: &Relaxed) {
        root.known = merged(&root.known, &relaxed.solved.landmarks);
        self.known = Rc::clone(&root.known);
    }

    /// Solves a node under multipliers, and keeps what it finds if it is within the limits.
    fn relax(&mut self, node: &Node, weights: &Weights) -> Option<Relaxed> {
        let p = self.problem;
        let mut cost: Vec<u64> = p.objective.iter().map(|c| c.saturating_mul(weights.objective)).collect();
        for (resource, &m) in p.resources.iter().zip(&weights.resources) {
            for (c, r) in cost.iter_mut().zip(&resource.cost) {
                *c = c.saturating_add(r.saturating_mul(m)).min(1 << 50);
            }
        }
        self.kernel.price(&cost);
        let (effort, cancel) = (self.purse.effort(), self.purse.cancel().clone());
        let solved = self.kernel.solve_knowing(
            Some(&node.known),
            &node.target,
            &node.without,
            effort,
            &cancel,
            &mut |_, _| {},
        )?;
        self.purse.spend(solved.work);
        let sum = |cost: &[u64]| solved.courses.iter().map(|c| cost[c.get()]).fold(0u64, u64::saturating_add);
        let objective = sum(&p.objective) + node.base;
        let used: Vec<u64> = p.resources.iter().map(|r| sum(&r.cost)).collect();
        let relaxed = Relaxed { solved, objective, used };
        if self.fits(&relaxed) && self.best.as_ref().is_none_or(|b| objective < b.1) {
            self.best = Some((relaxed.solved.courses.clone(), objective));
        }
        Some(relaxed)
    }

    fn fits(&self, relaxed: &Relaxed) -> bool {
        relaxed.used.iter().zip(&self.problem.resources).all(|(used, r)| *used <= r.limit)
    }

    /// Nothing within the limits in this node has a lower objective.
    fn bound(&self, node: &Node, weights: &Weights, relaxed: &Relaxed) -> u64 {
        if weights.objective == 0 {
            return node.bound;
        }
        let allowed: u128 = (self.problem.resources.iter().zip(&weights.resources))
            .map(|(r, &m)| u128::from(r.limit) * u128::from(m))
            .sum();
        let over = u128::from(relaxed.solved.lower).saturating_sub(allowed);
        let least = over.div_ceil(u128::from(weights.objective));
        let least = u64::try_from(least).unwrap_or(u64::MAX).saturating_add(node.base);
        least.div_ceil(self.unit).saturating_mul(self.unit).max(node.bound)
    }

    /// Settles a node, or parts it in two.
    fn visit(&mut self, node: &Node, weights: &Weights) -> Vec<Node> {
        let scene = self.kernel.scene();
        let forced = |cost: &[u64]| -> u64 {
            node.target.taken.iter().filter(|&&c| !scene.state.has_done(c)).map(|c| cost[c.get()]).sum()
        };
        if self.problem.resources.iter().any(|r| forced(&r.cost) > r.limit) {
            return Vec::new();
        }
        let Some(found) = self.relax(node, weights) else { return Vec::new() };
        let mut bound = self.bound(node, weights, &found);
        let n = self.problem.resources.len();
        // Whether one limit alone, or none, settles this part.
        if !self.fits(&found) {
            for i in 0..n {
                let limit = self.problem.resources[i].limit;
                if found.used[i] > limit {
                    let mut alone = Weights { objective: 0, resources: vec![0; n] };
                    alone.resources[i] = 1;
                    match self.relax(node, &alone) {
                        Some(least) if least.solved.lower <= limit => {}
                        _ => return Vec::new(),
                    }
                }
            }
        } else if self.best.as_ref().is_none_or(|b| bound < b.1) {
            let pure = Weights { objective: 1, resources: vec![0; n] };
            if let Some(free) = self.relax(node, &pure) {
                bound = bound.max(self.bound(node, &pure, &free));
                if self.fits(&free) && free.solved.proved() {
                    return Vec::new();
                }
            }
        }
        if self.best.as_ref().is_some_and(|b| bound >= b.1) {
            return Vec::new();
        }
        let known = merged(&node.known, &found.solved.landmarks);
        let child = |target: Target| Node {
            target,
            without: node.without.clone(),
            base: node.base,
            bound,
            known: Rc::clone(&known),
        };
        if let Some(soft) = self.soft_to_settle(node, &found) {
            let level_of = |s: &Soft| (s.skill, s.level);
            let mut reach = child(node.target.clone());
            reach.target.soft.retain(|s| s.skill != soft.skill || s.level > soft.level);
            match reach.target.skills.iter_mut().find(|s| s.0 == soft.skill) {
                Some(have) => have.1 = have.1.max(soft.level),
                None => reach.target.skills.push(level_of(&soft)),
            }
            let mut skip = child(node.target.clone());
            skip.target.soft.retain(|s| s.skill != soft.skill || s.level < soft.level);
            let given_up: Vec<CourseIx> =
                (node.target.soft.iter()).filter(|s| !skip.target.soft.contains(s)).map(|s| s.skip).collect();
            skip.base += given_up.iter().map(|c| self.problem.objective[c.get()]).sum::<u64>();
            // Whoever may skip for nothing meets what only skipping or better met.
            let holds = |l: &&Vec<CourseIx>| !l.iter().any(|c| given_up.contains(c));
            skip.known = Rc::new(known.iter().filter(holds).cloned().collect());
            return vec![reach, skip];
        }
        let Some(course) = self.course_to_settle(node, &found) else { return Vec::new() };
        let mut with = child(node.target.clone());
        with.target.taken.push(course);
        let mut without = child(node.target.clone());
        without.without.push(course);
        vec![without, with]
    }

    /// The soft level to settle next: the dearest reached one that is open, else the dearest open one.
    fn soft_to_settle(&self, node: &Node, found: &Relaxed) -> Option<Soft> {
        let key = |s: &&Soft| {
            let skipped = found.solved.courses.contains(&s.skip);
            (!skipped, self.problem.objective[s.skip.get()], Reverse(s.skip))
        };
        let held = |s: &&Soft| self.kernel.scene().state.level(s.skill) < s.level;
        node.target.soft.iter().filter(held).max_by_key(key).copied()
    }

    /// The course to settle next: the one that uses most of what is short.
    fn course_to_settle(&self, node: &Node, found: &Relaxed) -> Option<CourseIx> {
        let short: Vec<bool> =
            found.used.iter().zip(&self.problem.resources).map(|(used, r)| *used > r.limit).collect();
        let key = |c: &CourseIx| {
            let of_short: u64 = (self.problem.resources.iter().zip(&short))
                .filter(|(_, s)| **s)
                .map(|(r, _)| r.cost[c.get()])
                .fold(0, u64::saturating_add);
            (of_short, self.problem.objective[c.get()], Reverse(*c))
        };
        let courses = self.kernel.scene().catalog.courses().len();
        let open = |c: &CourseIx| !node.target.taken.contains(c) && c.get() < courses;
        found.solved.courses.iter().copied().filter(open).max_by_key(key)
    }
}
