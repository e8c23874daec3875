//! The problem as an and/or network over integers: what forward chaining runs on.
//!
//! Every condition is a *gate* that opens when `need` of its inputs hold. Skill thresholds, completed
//! courses and the goal are nodes as well, so that chaining is one rule: a node that comes true
//! counts once in each gate it feeds.

use std::collections::{BTreeMap, HashMap};

/// Index of a node.
pub(crate) type Node = u32;

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Opens when `need` inputs hold.
    Gate { need: u32 },
    /// A skill at its `rung`-th threshold; lower rungs hold whenever a higher one does.
    Rung { skill: u32, rung: u32 },
    /// A course, or one of its class, is completed.
    Taken,
}

/// A monotone condition after everything already decided has been folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cond {
    True,
    False,
    At(Node),
}

/// A course of the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Action {
    /// Has to hold before.
    pub before: Cond,
    /// Has to hold before or beside.
    pub beside: Cond,
    /// Skill and number of rungs it reaches, by skill.
    pub raises: Vec<(u32, u32)>,
    /// `Taken` nodes it makes true.
    pub marks: Vec<Node>,
}

/// Lists one after another in one piece: chaining walks them all the time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    start: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn new(lists: &[Vec<u32>]) -> Self {
        let mut this = Self { start: vec![0], items: Vec::new() };
        for list in lists {
            this.items.extend(list);
            this.start.push(this.items.len() as u32);
        }
        this
    }
}

impl std::ops::Index<usize> for Lists {
    type Output = [u32];
    fn index(&self, at: usize) -> &[u32] {
        &self.items[self.start[at] as usize..self.start[at + 1] as usize]
    }
}

/// The network: nodes, courses (by local index) and the goal.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    pub kinds: Vec<Kind>,
    pub inputs: Vec<Vec<Node>>,
    /// How many inputs open each gate; out of reach for what is no gate.
    pub need: Vec<u32>,
    pub feeds: Lists,
    /// Rung nodes by skill, lowest first.
    pub rungs: Vec<Vec<Node>>,
    pub actions: Vec<Action>,
    /// Courses whose `before` is that node.
    pub starts: Lists,
    /// Courses whose `beside` is that node.
    pub joins: Lists,
    pub goal: Cond,
}

/// Builds a network; equal gates are shared.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    kinds: Vec<Kind>,
    inputs: Vec<Vec<Node>>,
    rungs: Vec<Vec<Node>>,
    gates: HashMap<(u32, Vec<Node>), Node>,
    taken: BTreeMap<u64, Node>,
}

impl Builder {
    fn push(&mut self, kind: Kind, inputs: Vec<Node>) -> Node {
        self.kinds.push(kind);
        self.inputs.push(inputs);
        (self.kinds.len() - 1) as Node
    }

    /// Adds a skill with `count` thresholds.
    pub fn skill(&mut self, count: usize) -> u32 {
        let skill = self.rungs.len() as u32;
        let nodes = (0..count).map(|i| self.push(Kind::Rung { skill, rung: i as u32 }, Vec::new())).collect();
        self.rungs.push(nodes);
        skill
    }

    /// The node of a skill's `rung`-th threshold.
    pub fn rung(&self, skill: u32, rung: usize) -> Node {
        self.rungs[skill as usize][rung]
    }

    /// The node that says "completed" under `key`.
    pub fn taken(&mut self, key: u64) -> Node {
        if let Some(&node) = self.taken.get(&key) {
            return node;
        }
        let node = self.push(Kind::Taken, Vec::new());
        self.taken.insert(key, node);
        node
    }

    /// The same, if any condition mentions it.
    pub fn taken_if_known(&self, key: u64) -> Option<Node> {
        self.taken.get(&key).copied()
    }

    /// At least `need` of `parts`, folded.
    pub fn at_least(&mut self, need: usize, parts: impl IntoIterator<Item = Cond>) -> Cond {
        let (mut need, mut inputs) = (need, Vec::new());
        for part in parts {
            match part {
                Cond::True => need = need.saturating_sub(1),
                Cond::False => {}
                Cond::At(node) => inputs.push(node),
            }
        }
        if need == 0 {
            return Cond::True;
        }
        if inputs.len() < need {
            return Cond::False;
        }
        // Repeats count as often as written in `at_least`, once in plain "all" and "any".
        inputs.sort_unstable();
        if need == inputs.len() {
            inputs.dedup();
            need = inputs.len();
        } else if need == 1 {
            inputs.dedup();
        }
        if let [only] = inputs[..] {
            return Cond::At(only);
        }
        let key = (need as u32, inputs);
        if let Some(&node) = self.gates.get(&key) {
            return Cond::At(node);
        }
        let node = self.push(Kind::Gate { need: key.0 }, key.1.clone());
        self.gates.insert(key, node);
        Cond::At(node)
    }

    /// Puts courses and goal on top.
    pub fn finish(self, actions: Vec<Action>, goal: Cond) -> Network {
        let nodes = self.kinds.len();
        let mut feeds = vec![Vec::new(); nodes];
        for (gate, inputs) in self.inputs.iter().enumerate() {
            for &input in inputs {
                feeds[input as usize].push(gate as Node);
            }
        }
        let mut starts = vec![Vec::new(); nodes];
        let mut joins = vec![Vec::new(); nodes];
        for (j, action) in actions.iter().enumerate() {
            if let Cond::At(node) = action.before {
                starts[node as usize].push(j as u32);
            }
            if let Cond::At(node) = action.beside {
                joins[node as usize].push(j as u32);
            }
        }
        let need = |kind: &Kind| if let Kind::Gate { need } = kind { *need } else { u32::MAX };
        Network {
            need: self.kinds.iter().map(need).collect(),
            kinds: self.kinds,
            inputs: self.inputs,
            feeds: Lists::new(&feeds),
            rungs: self.rungs,
            actions,
            starts: Lists::new(&starts),
            joins: Lists::new(&joins),
            goal,
        }
    }
}

impl Network {
    /// Number of courses.
    pub fn len(&self) -> usize {
        self.actions.len()
    }

    /// The same network over the courses `keep` (local indices, ascending). Gates that neither they nor
    /// the goal ask about stay shut.
    pub fn restrict(&self, keep: &[u32]) -> Self {
        let actions: Vec<Action> = keep.iter().map(|&j| self.actions[j as usize].clone()).collect();
        let mut asked = vec![false; self.kinds.len()];
        let mut todo = vec![self.goal];
        todo.extend(actions.iter().flat_map(|a| [a.before, a.beside]));
        while let Some(cond) = todo.pop() {
            if let Cond::At(node) = cond
                && !std::mem::replace(&mut asked[node as usize], true)
            {
                todo.extend(self.inputs[node as usize].iter().map(|&i| Cond::At(i)));
            }
        }
        let inputs =
            self.inputs.iter().zip(asked).map(|(i, asked)| if asked { i.clone() } else { Vec::new() }).collect();
        let builder = Builder { kinds: self.kinds.clone(), inputs, rungs: self.rungs.clone(), ..Builder::default() };
        builder.finish(actions, self.goal)
    }

    /// The same network with every course's effect on one skill taken away.
    pub fn without_skill(&self, skill: u32) -> Self {
        let mut net = self.clone();
        for action in &mut net.actions {
            action.raises.retain(|&(s, _)| s != skill);
        }
        net
    }

    /// Whether `a` holding means that `b` holds, as far as the shape of the conditions shows.
    pub fn implies(&self, a: Cond, b: Cond) -> bool {
        match (a, b) {
            (_, Cond::True) | (Cond::False, _) => true,
            (Cond::True, _) | (_, Cond::False) => false,
            (Cond::At(a), Cond::At(b)) => self.node_implies(a, b, 6),
        }
    }

    fn node_implies(&self, a: Node, b: Node, depth: u32) -> bool {
        if a == b {
            return true;
        }
        if depth == 0 {
            return false;
        }
        let (ins_a, ins_b) = (&self.inputs[a as usize], &self.inputs[b as usize]);
        match (self.kinds[a as usize], self.kinds[b as usize]) {
            (Kind::Rung { skill: s, rung: x }, Kind::Rung { skill: t, rung: y }) => s == t && x >= y,
            (_, Kind::Gate { need }) if need as usize == ins_b.len() => {
                ins_b.iter().all(|&part| self.node_implies(a, part, depth - 1))
            }
            (Kind::Gate { need: 1 }, _) => ins_a.iter().all(|&part| self.node_implies(part, b, depth - 1)),
            (Kind::Gate { need }, _) if need as usize == ins_a.len() => {
                ins_a.iter().any(|&part| self.node_implies(part, b, depth - 1))
                    || self.some_part(ins_b, b, |part| self.node_implies(a, part, depth - 1))
            }
            _ => self.some_part(ins_b, b, |part| self.node_implies(a, part, depth - 1)),
        }
    }

    fn some_part(&self, inputs: &[Node], gate: Node, implied: impl Fn(Node) -> bool) -> bool {
        match self.kinds[gate as usize] {
            Kind::Gate { need } => inputs.iter().filter(|&&p| implied(p)).count() >= need as usize,
            _ => false,
        }
    }
}
