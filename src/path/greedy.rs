//! Good paths fast: backward chaining on additive costs, then dropping what is redundant, then
//! trying to do without each course in turn. Upper bounds only; nothing here claims anything.

use std::{cmp::Reverse, collections::BinaryHeap};

use super::{
    network::{Cond, Kind, Network, Node},
    reach::Reach,
    reduce::Tag,
};

/// A float with a total order, for the queue.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Key(f64);
impl Eq for Key {}
impl PartialOrd for Key {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Key {
    #[inline]
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    Node(Node),
    Course(u32),
}

/// For each node who supports it at the least additive cost.
#[derive(Debug, Clone)]
pub(crate) struct Support {
    done: Vec<bool>,
    by: Vec<Option<u32>>,
    /// Inputs of each gate that came true, cheapest first.
    inputs: Vec<Vec<Node>>,
    work: u64,
}

/// Nodes found in order of cost (Knuth's generalisation of Dijkstra's method).
struct Spread<'n> {
    net: &'n Network,
    cost: &'n [f64],
    value: Vec<f64>,
    total: Vec<f64>,
    queued: Vec<bool>,
    queue: BinaryHeap<Reverse<(Key, Item)>>,
    found: Support,
}

/// The parts of a condition, where it needs them all: what supports it supports each.
fn parts(net: &Network, cond: Cond) -> Vec<Cond> {
    match cond {
        Cond::At(node) if net.need[node as usize] as usize == net.inputs[node as usize].len() => {
            net.inputs[node as usize].iter().map(|&i| Cond::At(i)).collect()
        }
        _ => vec![cond],
    }
}

impl Support {
    /// Of every node, at these costs of courses (infinite: not to be used).
    pub fn new(net: &Network, cost: &[f64]) -> Self {
        Spread::new(net, cost).run(None)
    }

    /// The same until these conditions are supported.
    pub fn of(net: &Network, cost: &[f64], wanted: &[Cond]) -> Self {
        let node = |c: &Cond| if let Cond::At(node) = c { Some(*node) } else { None };
        Spread::new(net, cost).run(Some(wanted.iter().filter_map(node).collect()))
    }

    /// The courses that support the goal, at these costs.
    fn of_goal(net: &Network, cost: &[f64], work: &mut u64) -> Option<Vec<u32>> {
        let wanted = parts(net, net.goal);
        let support = Self::of(net, cost, &wanted);
        *work += support.work;
        support.courses(net, wanted)
    }

    /// The courses that support taking `course`, itself left out.
    pub fn before(&self, net: &Network, course: u32) -> Option<Vec<u32>> {
        let action = &net.actions[course as usize];
        self.courses(net, vec![action.before, action.beside])
    }

    /// The courses that support all of `conds`.
    pub fn courses(&self, net: &Network, conds: Vec<Cond>) -> Option<Vec<u32>> {
        let supported = |cond: &Cond| match cond {
            Cond::True => true,
            Cond::False => false,
            Cond::At(node) => self.done[*node as usize],
        };
        if !conds.iter().all(supported) {
            return None;
        }
        let mut seen = vec![false; net.kinds.len()];
        let mut chosen = vec![false; net.len()];
        let mut stack = conds;
        while let Some(cond) = stack.pop() {
            let Cond::At(node) = cond else { continue };
            if std::mem::replace(&mut seen[node as usize], true) {
                continue;
            }
            match self.by[node as usize] {
                Some(j) if !chosen[j as usize] => {
                    chosen[j as usize] = true;
                    stack.push(net.actions[j as usize].before);
                    stack.push(net.actions[j as usize].beside);
                }
                Some(_) => {}
                None => stack.extend(self.inputs[node as usize].iter().map(|&i| Cond::At(i))),
            }
        }
        Some((0..net.len() as u32).filter(|&j| chosen[j as usize]).collect())
    }
}

impl<'n> Spread<'n> {
    fn new(net: &'n Network, cost: &'n [f64]) -> Self {
        let nodes = net.kinds.len();
        Self {
            net,
            cost,
            value: vec![f64::INFINITY; nodes],
            total: vec![0.0; nodes],
            queued: vec![false; net.len()],
            queue: BinaryHeap::new(),
            found: Support {
                done: vec![false; nodes],
                by: vec![None; nodes],
                inputs: vec![Vec::new(); nodes],
                work: 0,
            },
        }
    }

    fn cond(&self, cond: Cond) -> Option<f64> {
        match cond {
            Cond::True => Some(0.0),
            Cond::False => None,
            Cond::At(node) => self.found.done[node as usize].then(|| self.value[node as usize]),
        }
    }

    fn try_course(&mut self, j: u32) {
        let action = &self.net.actions[j as usize];
        if self.queued[j as usize] || !self.cost[j as usize].is_finite() {
            return;
        }
        if let (Some(a), Some(b)) = (self.cond(action.before), self.cond(action.beside)) {
            self.queued[j as usize] = true;
            self.queue.push(Reverse((Key(a + b + self.cost[j as usize]), Item::Course(j))));
        }
    }

    fn offer(&mut self, node: Node, value: f64, by: Option<u32>) {
        if value < self.value[node as usize] && !self.found.done[node as usize] {
            self.value[node as usize] = value;
            self.found.by[node as usize] = by;
            self.queue.push(Reverse((Key(value), Item::Node(node))));
        }
    }

    /// To the end, or until all of `wanted` is found.
    fn run(mut self, mut wanted: Option<Vec<Node>>) -> Support {
        let net = self.net;
        for j in 0..net.len() as u32 {
            self.try_course(j);
        }
        while let Some(Reverse((Key(value), item))) = self.queue.pop() {
            if let Some(wanted) = &mut wanted {
                while wanted.pop_if(|node| self.found.done[*node as usize]).is_some() {}
                if wanted.is_empty() {
                    break;
                }
            }
            self.found.work += 1;
            match item {
                Item::Course(j) => {
                    net.effects(j).for_each(|node| self.offer(node, value, Some(j)));
                }
                Item::Node(node) => {
                    if self.found.done[node as usize] || value > self.value[node as usize] {
                        continue;
                    }
                    self.found.done[node as usize] = true;
                    for &gate in &net.feeds[node as usize] {
                        self.found.work += 1;
                        let Kind::Gate { need } = net.kinds[gate as usize] else { continue };
                        let inputs = &mut self.found.inputs[gate as usize];
                        if (inputs.len() as u32) < need {
                            inputs.push(node);
                            self.total[gate as usize] += value;
                            if inputs.len() as u32 == need {
                                let total = self.total[gate as usize];
                                self.offer(gate, total, None);
                            }
                        }
                    }
                    for &j in net.starts[node as usize].iter().chain(&net.joins[node as usize]) {
                        self.try_course(j);
                    }
                }
            }
        }
        self.found
    }
}

/// A set of courses that reaches the goal, found with `cost` (infinite: not to be used); `None` if
/// there is none.
pub(crate) fn path_for(net: &Network, cost: &[f64], work: &mut u64) -> Option<Vec<u32>> {
    let courses = Support::of_goal(net, cost, work).or_else(|| {
        // Groups of mutual corequisites support themselves; chaining handles them.
        let usable = (0..net.len() as u32).filter(|&j| cost[j as usize].is_finite());
        let reach = Reach::with(net, usable);
        *work += reach.work;
        reach.at_goal().then(|| (0..net.len() as u32).filter(|&j| reach.is_taken(j)).collect())
    })?;
    Some(without_redundant(net, courses, cost, work))
}

/// Drops courses, dearest first, as long as the rest reaches the goal.
pub(crate) fn without_redundant(net: &Network, courses: Vec<u32>, cost: &[f64], work: &mut u64) -> Vec<u32> {
    only_needed(net, courses, cost, &|reach| reach.at_goal(), work)
}

/// The same for something else than the goal.
pub(crate) fn only_needed(
    net: &Network,
    courses: Vec<u32>,
    cost: &[f64],
    enough: &dyn Fn(&Reach<'_>) -> bool,
    work: &mut u64,
) -> Vec<u32> {
    let mut by_cost = courses;
    by_cost.sort_by(|&a, &b| cost[b as usize].total_cmp(&cost[a as usize]).then(b.cmp(&a)));
    // Those that stay because nothing else would do are allowed for good, so each test only chains
    // what is still open.
    let mut kept = Reach::new(net);
    let mut open: Vec<u32> = by_cost;
    let mut out = Vec::new();
    while !open.is_empty() {
        let candidate = open.remove(0);
        let mark = kept.mark();
        for &j in &open {
            kept.allow(j);
            if enough(&kept) {
                break;
            }
        }
        let redundant = enough(&kept);
        kept.undo(mark);
        if !redundant {
            kept.allow(candidate);
            out.push(candidate);
        }
    }
    *work += kept.work;
    out.sort_unstable();
    out
}

/// The total of a set, for comparing: metric first, then the tie-breaks.
pub(crate) fn total(tags: &[Tag], courses: &[u32]) -> (u64, u64, u64, usize, i64) {
    let sum = |f: &dyn Fn(&Tag) -> u64| courses.iter().map(|&j| f(&tags[j as usize])).fold(0u64, u64::saturating_add);
    (
        sum(&|t| t.cost),
        sum(&|t| t.minutes),
        sum(&|t| t.cents),
        courses.len(),
        courses.iter().map(|&j| tags[j as usize].unrated).sum(),
    )
}

/// Tries to do without each course: what the others still lack is found again without it.
pub(crate) fn improve(net: &Network, tags: &[Tag], best: &mut Vec<u32>, work: &mut u64, budget: u64) {
    let stop = *work + budget;
    let mut changed = true;
    while changed {
        changed = false;
        let mut order = best.clone();
        order.sort_by_key(|&j| (Reverse(tags[j as usize].cost), j));
        for j in order {
            if *work > stop {
                return;
            }
            if !best.contains(&j) {
                continue;
            }
            let mut cost: Vec<f64> = tags.iter().map(|t| t.cost as f64 + 1e-3).collect();
            for &k in best.iter() {
                cost[k as usize] = 1e-6;
            }
            cost[j as usize] = f64::INFINITY;
            let Some(found) = Support::of_goal(net, &cost, &mut 0) else { continue };
            let mut union: Vec<u32> = found.into_iter().chain(best.iter().copied().filter(|&k| k != j)).collect();
            union.sort_unstable();
            union.dedup();
            let real: Vec<f64> = tags.iter().map(|t| t.cost as f64).collect();
            let candidate = without_redundant(net, union, &real, work);
            *work += net.kinds.len() as u64;
            if (total(tags, &candidate), &candidate) < (total(tags, best), &*best) {
                *best = candidate;
                changed = true;
            }
        }
    }
}
