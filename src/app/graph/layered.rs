//! One connected part of a graph in columns, with edges that only join neighbouring columns: an edge over
//! several columns passes a *bend* in each. The edges of one node share their bends as far as they go
//! together, unless crossings are saved when each has its own.

use super::{exact, layers, sweep};

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vertex {
    /// A node of the graph.
    Node(usize),
    /// A place that edges of this node pass.
    Bend(usize),
}

/// A connection between neighbouring columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The vertex on the left.
    pub from: usize,
    /// The vertex on the right.
    pub to: usize,
    /// The edges that run along it, as places in the graph's list.
    pub edges: Vec<usize>,
}

/// A connected part in columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Nodes and bends.
    pub vertices: Vec<Vertex>,
    /// The vertices of each column, from the top.
    pub columns: Vec<Vec<usize>>,
    /// The connections, by left and then by right vertex.
    pub links: Vec<Link>,
    /// How many pairs of links cross.
    pub crossings: u64,
    /// Whether no other order of the columns has fewer crossings.
    pub fewest: bool,
}

impl Part {
    /// Puts these nodes, which the edges join, into columns and orders each of them.
    pub(super) fn new(nodes: &[usize], edges: &[(usize, usize)]) -> Self {
        let shared = Self::with(nodes, edges, true);
        let has_shared =
            |v: usize| shared.links.iter().filter(|l| l.from == v).map(|l| l.edges.len()).sum::<usize>() > 1;
        let bends = shared.vertices.iter().enumerate().filter(|(_, v)| matches!(v, Vertex::Bend(_)));
        if shared.crossings == 0 || !bends.map(|(v, _)| v).any(has_shared) {
            return shared;
        }
        let own = Self::with(nodes, edges, false);
        if own.crossings < shared.crossings { own } else { shared }
    }

    fn with(nodes: &[usize], edges: &[(usize, usize)], share: bool) -> Self {
        let place = |node: usize| nodes.iter().position(|&n| n == node);
        let (mut inner, mut which) = (Vec::new(), Vec::new());
        for (i, &(from, to)) in edges.iter().enumerate() {
            if let (Some(from), Some(to)) = (place(from), place(to)) {
                inner.push((from, to));
                which.push(i);
            }
        }
        let column = layers::columns(nodes.len(), &inner);
        let mut part = Self {
            vertices: nodes.iter().map(|&n| Vertex::Node(n)).collect(),
            columns: vec![Vec::new(); column.iter().copied().max().map_or(0, |last| last + 1)],
            links: Vec::new(),
            crossings: 0,
            fewest: true,
        };
        for (vertex, &at) in column.iter().enumerate() {
            part.columns[at].push(vertex);
        }
        for from in 0..nodes.len() {
            let mut bend_in: Vec<Option<usize>> = vec![None; part.columns.len()];
            let mut targets: Vec<usize> = (0..inner.len()).filter(|&e| inner[e].0 == from).collect();
            targets.sort_by_key(|&e| (column[inner[e].1], inner[e].1));
            for e in targets {
                if !share {
                    bend_in.fill(None);
                }
                let to = inner[e].1;
                let mut at = from;
                for (passed, bend) in bend_in.iter_mut().enumerate().take(column[to]).skip(column[from] + 1) {
                    let bend = *bend.get_or_insert_with(|| {
                        part.vertices.push(Vertex::Bend(nodes[from]));
                        part.columns[passed].push(part.vertices.len() - 1);
                        part.vertices.len() - 1
                    });
                    part.link(at, bend, which[e]);
                    at = bend;
                }
                part.link(at, to, which[e]);
            }
        }
        part.links.sort_by_key(|l| (l.from, l.to));
        let pairs: Vec<(usize, usize)> = part.links.iter().map(|l| (l.from, l.to)).collect();
        let net = Neighbours::new(part.vertices.len(), &pairs);
        let found = sweep::order(&net, &part.columns);
        let (found, fewest) = exact::improve(&net, found);
        part.crossings = net.crossings(&found);
        (part.columns, part.fewest) = (found, fewest);
        part
    }

    fn link(&mut self, from: usize, to: usize, edge: usize) {
        match self.links.iter_mut().find(|l| l.from == from && l.to == to) {
            Some(link) => link.edges.push(edge),
            None => self.links.push(Link { from, to, edges: vec![edge] }),
        }
    }
}

/// Whom a vertex is joined to, on either side.
#[derive(Debug)]
pub(super) struct Neighbours {
    pub left: Vec<Vec<usize>>,
    pub right: Vec<Vec<usize>>,
}

impl Neighbours {
    pub(super) fn new(vertices: usize, links: &[(usize, usize)]) -> Self {
        let (mut left, mut right) = (vec![Vec::new(); vertices], vec![Vec::new(); vertices]);
        for &(from, to) in links {
            right[from].push(to);
            left[to].push(from);
        }
        Self { left, right }
    }
    /// Where each vertex stands in its column.
    pub(super) fn places(&self, columns: &[Vec<usize>]) -> Vec<usize> {
        let mut place = vec![0; self.left.len()];
        for column in columns {
            for (at, &vertex) in column.iter().enumerate() {
                place[vertex] = at;
            }
        }
        place
    }
    /// How many pairs of links cross in all.
    pub(super) fn crossings(&self, columns: &[Vec<usize>]) -> u64 {
        let place = self.places(columns);
        let mut sum = 0;
        for column in columns {
            for (i, &above) in column.iter().enumerate() {
                for &below in &column[i + 1..] {
                    sum += inversions(&self.right[above], &self.right[below], &place);
                }
            }
        }
        sum
    }
}

/// How many links cross when those to `above` start above those to `below`.
pub(super) fn inversions(above: &[usize], below: &[usize], place: &[usize]) -> u64 {
    above.iter().map(|&a| below.iter().filter(|&&b| place[b] < place[a]).count() as u64).sum()
}
