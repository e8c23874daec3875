//! The problem as an and/or network over integers: what forward chaining runs on.
//!
//! Every condition is a *gate* that opens when `need` of its inputs hold. Skill thresholds, completed
//! courses and the goal are nodes as well, so that chaining is one rule: a node that comes true
//! counts once in each gate it feeds.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasherDefault, Hasher},
};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Action {
    /// Has to hold before.
    pub before: Cond,
    /// Has to hold before or beside.
    pub beside: Cond,
}

/// Lists one after another in one piece: chaining walks them all the time.
#[derive(Debug, Clone)]
pub(crate) struct Lists<T = u32> {
    start: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { start: vec![0], items: Vec::new() }
    }
}

impl Lists {
    /// `count` lists; each pair says in which list an item is.
    pub fn of(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut start = vec![0; count + 1];
        for (list, _) in pairs.clone() {
            start[list as usize + 1] += 1;
        }
        for i in 0..count {
            start[i + 1] += start[i];
        }
        let (mut next, mut items) = (start.clone(), vec![0; start[count] as usize]);
        for (list, item) in pairs {
            items[next[list as usize] as usize] = item;
            next[list as usize] += 1;
        }
        Self { start, items }
    }
}

impl<T> Lists<T> {
    fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.start.push(self.items.len() as u32);
    }

    /// How many lists there are.
    pub fn len(&self) -> usize {
        self.start.len() - 1
    }
}

impl<T> std::ops::Index<usize> for Lists<T> {
    type Output = [T];
    #[inline]
    fn index(&self, at: usize) -> &[T] {
        &self.items[self.start[at] as usize..self.start[at + 1] as usize]
    }
}

/// The network: nodes, courses (by local index) and the goal.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    pub kinds: Vec<Kind>,
    pub inputs: Lists,
    /// How many inputs open each gate; out of reach for what is no gate.
    pub need: Vec<u32>,
    pub feeds: Lists,
    /// Rung nodes by skill, lowest first.
    pub rungs: Lists,
    pub actions: Vec<Action>,
    /// Skill and number of rungs each course reaches, by skill.
    pub raises: Lists<(u32, u32)>,
    /// `Taken` nodes each course makes true.
    pub marks: Lists,
    /// Courses whose `before` is that node.
    pub starts: Lists,
    /// Courses whose `beside` is that node.
    pub joins: Lists,
    pub goal: Cond,
}

/// A quick hash for short keys of our own making: rotate, mix in, multiply.
#[derive(Debug, Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..part.len()].copy_from_slice(part);
            self.write_u64(u64::from_le_bytes(word));
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.write_u64(n.into());
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    fn finish(&self) -> u64 {
        self.0
    }
}

/// Builds a network; equal gates are shared.
#[derive(Debug, Default)]
pub(crate) struct Builder {
    kinds: Vec<Kind>,
    inputs: Lists,
    rungs: Lists,
    actions: Vec<Action>,
    raises: Lists<(u32, u32)>,
    marks: Lists,
    gates: HashMap<(u32, Vec<Node>), Node, BuildHasherDefault<Mix>>,
    taken: BTreeMap<u64, Node>,
}

impl Builder {
    fn push(&mut self, kind: Kind, inputs: &[Node]) -> Node {
        self.kinds.push(kind);
        self.inputs.push(inputs.iter().copied());
        (self.kinds.len() - 1) as Node
    }

    /// Adds a skill with `count` thresholds.
    pub fn skill(&mut self, count: usize) -> u32 {
        let skill = self.rungs.len() as u32;
        let nodes: Vec<Node> = (0..count).map(|i| self.push(Kind::Rung { skill, rung: i as u32 }, &[])).collect();
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
        let node = self.push(Kind::Taken, &[]);
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
        let node = self.push(Kind::Gate { need: key.0 }, &key.1);
        self.gates.insert(key, node);
        Cond::At(node)
    }

    /// Adds a course: what it raises, by skill, and what it marks.
    pub fn course(&mut self, action: Action, raises: &[(u32, u32)], marks: &[Node]) {
        self.actions.push(action);
        self.raises.push(raises.iter().copied());
        self.marks.push(marks.iter().copied());
    }

    /// Puts the goal on top.
    pub fn finish(self, goal: Cond) -> Network {
        let nodes = self.kinds.len();
        let (inputs, gates) = (&self.inputs, 0..nodes as u32);
        let feeds = gates.flat_map(|gate| inputs[gate as usize].iter().map(move |&input| (input, gate)));
        let feeds = Lists::of(nodes, feeds);
        let waits = |of: fn(&Action) -> Cond| {
            let node = |cond| if let Cond::At(node) = cond { Some(node) } else { None };
            Lists::of(nodes, self.actions.iter().zip(0..).filter_map(move |(a, j)| Some((node(of(a))?, j))))
        };
        let (starts, joins) = (waits(|a| a.before), waits(|a| a.beside));
        let need = |kind: &Kind| if let Kind::Gate { need } = kind { *need } else { u32::MAX };
        Network {
            need: self.kinds.iter().map(need).collect(),
            kinds: self.kinds,
            inputs: self.inputs,
            feeds,
            rungs: self.rungs,
            actions: self.actions,
            raises: self.raises,
            marks: self.marks,
            starts,
            joins,
            goal,
        }
    }
}

impl Network {
    /// Number of courses.
    pub fn len(&self) -> usize {
        self.actions.len()
    }

    /// The nodes a course makes true.
    pub fn effects(&self, course: u32) -> impl Iterator<Item = Node> + Clone {
        let rungs = self.raises[course as usize].iter().flat_map(|&(s, r)| &self.rungs[s as usize][..r as usize]);
        rungs.chain(&self.marks[course as usize]).copied()
    }

    /// The same network over the courses `keep` (local indices, ascending). Gates that neither they nor
    /// the goal ask about stay shut.
    pub fn restrict(&self, keep: &[u32]) -> Self {
        let mut builder = Builder { kinds: self.kinds.clone(), rungs: self.rungs.clone(), ..Builder::default() };
        for &j in keep {
            let j = j as usize;
            builder.course(self.actions[j], &self.raises[j], &self.marks[j]);
        }
        let mut asked = vec![false; self.kinds.len()];
        let mut todo = vec![self.goal];
        todo.extend(builder.actions.iter().flat_map(|a| [a.before, a.beside]));
        while let Some(cond) = todo.pop() {
            if let Cond::At(node) = cond
                && !std::mem::replace(&mut asked[node as usize], true)
            {
                todo.extend(self.inputs[node as usize].iter().map(|&i| Cond::At(i)));
            }
        }
        for (node, asked) in asked.into_iter().enumerate() {
            builder.inputs.push(self.inputs[node].iter().copied().filter(|_| asked));
        }
        builder.finish(self.goal)
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
