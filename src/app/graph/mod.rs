//! Drawing a graph of what needs what as text: nodes in columns from left to right, edges as lines between
//! them. A layered drawing in the manner of Sugiyama, Tagawa & Toda (1981), in five steps, each a file:
//!
//! 1. `layers`: the column of each node: as few columns as can be, then edges as short as can be;
//! 2. `layered`: connected parts, and bends where an edge passes a column;
//! 3. `sweep` and `exact`: the order in each column, with few crossings, the fewest where that can be proved;
//! 4. `rows`: the row of each node, so that lines are straight; `channel`: where lines turn between two
//!    columns; `pack`: the parts beside and below each other; `layout` and
//!    `assemble`: how large, so that it fits;
//! 5. [`draw`]: the cells; `moves`: which node an arrow key leads to.
//!
//! Steps 1–3 do not depend on the size of the screen and are done once per plan. The lines that leave a node
//! share their way until they part; each line enters its target in a row of its own. So lines only ever
//! fork, and where two touch without a junction they cross: a reader cannot take a wrong turn.

mod alphabet;
mod assemble;
mod channel;
mod draw;
mod exact;
mod layered;
mod layers;
mod layout;
mod moves;
mod pack;
mod rows;
mod sweep;

pub use alphabet::{ASCII, Alphabet, FrameSet, UNICODE};
pub use draw::{Drawn, Ink, Role, draw};
pub use layered::{Link, Part, Vertex};
pub use layout::{Card, Layout, Node, lay_out};
pub use moves::{Toward, toward};

/// A graph without cycles, put into columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graph {
    /// How many nodes there are.
    pub nodes: usize,
    /// Who supplies whom.
    pub edges: Vec<(usize, usize)>,
    /// The connected parts: most columns first, then most nodes, then as the nodes are numbered.
    pub parts: Vec<Part>,
}

impl Graph {
    /// Puts a graph of `nodes` nodes into columns. `edges` must not form a cycle; an edge to a node that does not
    /// exist, or from a node to itself, is left out, and so is one said twice.
    pub fn new(nodes: usize, edges: &[(usize, usize)]) -> Self {
        let mut edges: Vec<_> = edges.iter().copied().filter(|&(u, v)| u < nodes && v < nodes && u != v).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut parts: Vec<(Vec<usize>, Part)> =
            connected(nodes, &edges).into_iter().map(|of| (of.clone(), Part::new(&of, &edges))).collect();
        parts.sort_by_key(|(of, part)| {
            (std::cmp::Reverse(part.columns.len()), std::cmp::Reverse(of.len()), of.first().copied())
        });
        Self { nodes, edges, parts: parts.into_iter().map(|(_, part)| part).collect() }
    }

    /// Whom `node` supplies, directly or not.
    pub fn dependants(&self, node: usize) -> Vec<bool> {
        self.reached(node, |&(from, to)| (from, to))
    }
    /// Who supplies `node`, directly or not.
    pub fn suppliers(&self, node: usize) -> Vec<bool> {
        self.reached(node, |&(from, to)| (to, from))
    }
    fn reached(&self, node: usize, along: impl Fn(&(usize, usize)) -> (usize, usize)) -> Vec<bool> {
        let mut seen = vec![false; self.nodes];
        let mut left = vec![node];
        while let Some(at) = left.pop() {
            for (from, to) in self.edges.iter().map(&along) {
                if from == at && !seen[to] {
                    seen[to] = true;
                    left.push(to);
                }
            }
        }
        seen
    }
}

/// The connected parts, each in the order of its nodes.
fn connected(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..nodes).collect();
    fn find(root: &mut [usize], mut at: usize) -> usize {
        while root[at] != at {
            root[at] = root[root[at]];
            at = root[at];
        }
        at
    }
    for &(from, to) in edges {
        let (a, b) = (find(&mut root, from), find(&mut root, to));
        root[a.max(b)] = a.min(b);
    }
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for node in 0..nodes {
        let at = find(&mut root, node);
        parts[at].push(node);
    }
    parts.retain(|part| !part.is_empty());
    parts
}
