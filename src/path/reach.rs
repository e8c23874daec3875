//! Forward chaining with undo: what can be reached with a given set of allowed courses.

use super::network::{Cond, Kind, Network, Node};

/// A state of chaining over a network. Courses are allowed one by one; each that is allowed and
/// ready is taken at once. Any suffix of what was allowed can be undone.
#[derive(Debug, Clone)]
pub(crate) struct Reach<'n> {
    net: &'n Network,
    holds: Vec<bool>,
    count: Vec<u32>,
    height: Vec<u32>,
    allowed: Vec<bool>,
    taken: Vec<bool>,
    waiting: Vec<u32>,
    trail: Vec<Event>,
    todo: Vec<Node>,
    opened: Vec<Node>,
    /// A skill that nothing raises.
    frozen: Option<u32>,
    /// Units of work done so far.
    pub work: u64,
}

#[derive(Debug, Clone, Copy)]
enum Event {
    Node(Node),
    Taken(u32),
    Allowed(u32),
    Waiting,
}

impl<'n> Reach<'n> {
    /// Nothing allowed yet.
    pub fn new(net: &'n Network) -> Self {
        let n = net.len();
        Self {
            net,
            holds: vec![false; net.kinds.len()],
            count: vec![0; net.kinds.len()],
            height: vec![0; net.rungs.len()],
            allowed: vec![false; n],
            taken: vec![false; n],
            waiting: Vec::new(),
            trail: Vec::new(),
            todo: Vec::new(),
            opened: Vec::new(),
            frozen: None,
            work: 0,
        }
    }

    /// The same with a skill that no course raises.
    pub fn frozen(net: &'n Network, skill: Option<u32>) -> Self {
        Self { frozen: skill, ..Self::new(net) }
    }

    /// Everything in `courses` allowed.
    pub fn with(net: &'n Network, courses: impl IntoIterator<Item = u32>) -> Self {
        let mut reach = Self::new(net);
        courses.into_iter().for_each(|j| reach.allow(j));
        reach
    }

    /// Whether a condition holds now.
    pub fn meets(&self, cond: Cond) -> bool {
        match cond {
            Cond::True => true,
            Cond::False => false,
            Cond::At(node) => self.holds[node as usize],
        }
    }
    /// Whether the goal holds now.
    pub fn at_goal(&self) -> bool {
        self.meets(self.net.goal)
    }
    /// Whether a course has been taken.
    pub fn is_taken(&self, j: u32) -> bool {
        self.taken[j as usize]
    }
    /// How many rungs of a skill are reached.
    pub fn height(&self, skill: u32) -> u32 {
        self.height[skill as usize]
    }
    /// A point to come back to with [`undo`](Self::undo).
    pub fn mark(&self) -> usize {
        self.trail.len()
    }

    /// Allows a course and chains from it.
    pub fn allow(&mut self, j: u32) {
        self.allow_and(j, false);
    }

    fn allow_and(&mut self, j: u32, stop_at_goal: bool) {
        if self.allowed[j as usize] {
            return;
        }
        self.work += 1;
        self.allowed[j as usize] = true;
        self.trail.push(Event::Allowed(j));
        self.offer(j);
        self.settle(stop_at_goal);
    }

    /// Allows a course unless that reaches the goal; says whether it is allowed now.
    pub fn allow_short_of_goal(&mut self, j: u32) -> bool {
        if self.allowed[j as usize] {
            return true;
        }
        let mark = self.mark();
        self.allow_and(j, true);
        if self.at_goal() {
            self.undo(mark);
            return false;
        }
        true
    }

    /// Takes courses together, ready or not, without chaining from them: for looking ahead.
    fn take_quietly(&mut self, group: &[u32]) {
        for &j in group {
            self.effects(j);
        }
        self.todo.clear();
    }

    /// Back to an earlier [`mark`](Self::mark).
    pub fn undo(&mut self, mark: usize) {
        if mark == 0 {
            return self.forget();
        }
        while self.trail.len() > mark {
            self.work += 1;
            match self.trail.pop().expect("longer than the mark") {
                Event::Allowed(j) => self.allowed[j as usize] = false,
                Event::Taken(j) => self.taken[j as usize] = false,
                Event::Waiting => {
                    self.waiting.pop();
                }
                Event::Node(node) => {
                    self.holds[node as usize] = false;
                    if let Kind::Rung { skill, rung } = self.net.kinds[node as usize] {
                        self.height[skill as usize] = rung;
                    }
                    for &gate in &self.net.feeds[node as usize] {
                        self.count[gate as usize] -= 1;
                    }
                }
            }
        }
    }

    /// Back to nothing allowed, at once.
    fn forget(&mut self) {
        self.work += self.trail.len() as u64;
        self.trail.clear();
        self.waiting.clear();
        self.holds.fill(false);
        self.count.fill(0);
        self.height.fill(0);
        self.allowed.fill(false);
        self.taken.fill(false);
    }

    fn offer(&mut self, j: u32) {
        let action = &self.net.actions[j as usize];
        if self.taken[j as usize] || !self.allowed[j as usize] || !self.meets(action.before) {
            return;
        }
        if self.meets(action.beside) {
            self.take(j);
        } else {
            self.waiting.push(j);
            self.trail.push(Event::Waiting);
        }
    }

    fn take(&mut self, j: u32) {
        if self.taken[j as usize] {
            return;
        }
        self.taken[j as usize] = true;
        self.trail.push(Event::Taken(j));
        self.effects(j);
    }

    fn effects(&mut self, j: u32) {
        let (net, frozen) = (self.net, self.frozen);
        for &(skill, rungs) in net.raises[j as usize].iter().filter(|r| Some(r.0) != frozen) {
            for rung in self.height[skill as usize]..rungs {
                self.make_true(net.rungs[skill as usize][rung as usize]);
            }
            let height = &mut self.height[skill as usize];
            *height = (*height).max(rungs);
        }
        for &node in &net.marks[j as usize] {
            self.make_true(node);
        }
    }

    /// Makes a node true, and every gate that this opens.
    fn make_true(&mut self, node: Node) {
        let net = self.net;
        self.opened.push(node);
        while let Some(node) = self.opened.pop() {
            if std::mem::replace(&mut self.holds[node as usize], true) {
                continue;
            }
            self.trail.push(Event::Node(node));
            self.todo.push(node);
            let feeds = &net.feeds[node as usize];
            self.work += 1 + feeds.len() as u64;
            for &gate in feeds {
                self.count[gate as usize] += 1;
                if self.count[gate as usize] >= net.need[gate as usize] {
                    self.opened.push(gate);
                }
            }
        }
    }

    /// Chains to the end, or only until the goal holds: what is undone next need not be complete.
    fn settle(&mut self, stop_at_goal: bool) {
        let net = self.net;
        loop {
            while let Some(node) = self.todo.pop() {
                if stop_at_goal && self.at_goal() {
                    self.todo.clear();
                    return;
                }
                for &j in &net.starts[node as usize] {
                    self.offer(j);
                }
                for &j in &net.joins[node as usize] {
                    self.offer(j);
                }
            }
            if !self.step_together() {
                return;
            }
        }
    }

    /// Courses that wait for each other's company: takes the largest set that keeps itself.
    fn step_together(&mut self) -> bool {
        let mut group: Vec<u32> = self.waiting.iter().copied().filter(|&j| !self.taken[j as usize]).collect();
        if group.is_empty() {
            return false;
        }
        group.sort_unstable();
        group.dedup();
        loop {
            let mark = self.mark();
            self.take_quietly(&group);
            let before = group.len();
            group.retain(|&j| self.meets(self.net.actions[j as usize].beside));
            self.undo(mark);
            if group.is_empty() {
                return false;
            }
            if group.len() == before {
                break;
            }
        }
        for &j in &group {
            self.take(j);
        }
        true
    }
}
