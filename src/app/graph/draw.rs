//! The cells of a drawing: characters, and what they are for the theme to colour.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use super::{Alphabet, Card, FrameSet, Graph, Layout, Node, layout::Stroke};

/// What a node is to the current one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// The current one.
    Here,
    /// The current one rests on it.
    Supplier,
    /// It rests on the current one.
    Dependant,
    /// Neither.
    #[default]
    Other,
}

/// What a cell is, for the theme to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ink {
    /// Nothing.
    #[default]
    Empty,
    /// A line; whether it belongs to what is lit.
    Line(bool),
    /// The frame of a node.
    Frame(Role),
    /// The text of a node.
    Text(Role),
    /// The title of the current node that is selected, where it has several.
    Chosen,
    /// The mark of a node that the goal itself asks for.
    Goal,
    /// The mark of what a node is to the current one.
    Mark(Role),
}

/// A drawing: rows of cells. The cell after a wide character is empty text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawn {
    /// The cells, row by row.
    pub rows: Vec<Vec<(String, Ink)>>,
}

impl Drawn {
    /// The drawing as lines of text.
    pub fn text(&self) -> Vec<String> {
        self.rows
            .iter()
            .map(|row| row.iter().map(|(s, _)| s.as_str()).collect::<String>().trim_end().to_owned())
            .collect()
    }
    fn put(&mut self, x: usize, y: usize, symbol: impl Into<String>, ink: Ink) {
        if let Some(cell) = self.rows.get_mut(y).and_then(|row| row.get_mut(x)) {
            *cell = (symbol.into(), ink);
        }
    }
    fn write(&mut self, x: usize, y: usize, text: &str, ink: Ink) {
        let mut at = x;
        for cluster in text.graphemes(true) {
            self.put(at, y, cluster, ink);
            for behind in 1..cluster.width() {
                self.put(at + behind, y, "", ink);
            }
            at += cluster.width();
        }
    }
}

/// Part of one node's lines in one cell: directions as in [`Alphabet::lines`].
#[derive(Debug, Clone, Copy, Default)]
struct Strand {
    net: Option<usize>,
    directions: usize,
    lit: bool,
}

/// Draws a layout. `current` is a node and which of its titles; what it rests on and what rests on it is lit.
pub fn draw(
    graph: &Graph,
    nodes: &[Node],
    layout: &Layout,
    current: Option<(usize, usize)>,
    alphabet: &Alphabet,
) -> Drawn {
    let mut drawn = Drawn { rows: vec![vec![(" ".to_owned(), Ink::Empty); layout.width]; layout.height] };
    let roles = roles(graph, current.map(|c| c.0));
    lines(graph, layout, &roles, alphabet, &mut drawn);
    for (node, card) in layout.cards.iter().enumerate() {
        let chosen = current.filter(|c| c.0 == node).map(|c| c.1);
        let role = roles[node];
        let mark = match role {
            Role::Here => Some(alphabet.current),
            Role::Supplier => Some(alphabet.supplier),
            Role::Dependant => Some(alphabet.dependant),
            Role::Other => None,
        };
        let look = Look { card, node: &nodes[node], role, mark, chosen, goal: alphabet.goal };
        let set = if role == Role::Here { &alphabet.here } else { &alphabet.plain };
        if layout.framed { look.framed(set, &mut drawn) } else { look.bracketed(set, &mut drawn) }
    }
    drawn
}

/// What each node is to the current one.
fn roles(graph: &Graph, current: Option<usize>) -> Vec<Role> {
    let Some(here) = current else { return vec![Role::Other; graph.nodes] };
    let (suppliers, dependants) = (graph.suppliers(here), graph.dependants(here));
    (0..graph.nodes)
        .map(|node| match () {
            () if node == here => Role::Here,
            () if suppliers[node] => Role::Supplier,
            () if dependants[node] => Role::Dependant,
            () => Role::Other,
        })
        .collect()
}

fn lines(graph: &Graph, layout: &Layout, roles: &[Role], alphabet: &Alphabet, drawn: &mut Drawn) {
    let mut cells = vec![[Strand::default(); 2]; layout.width * layout.height];
    // An edge is lit when it leads to the current node, or on from it.
    let lit = |edge: &usize| {
        let (from, to) = graph.edges[*edge];
        matches!(
            (roles[from], roles[to]),
            (Role::Supplier, Role::Supplier | Role::Here) | (Role::Here | Role::Dependant, Role::Dependant)
        )
    };
    let mut arrows = Vec::new();
    for stroke in &layout.strokes {
        let lit = graph.parts[stroke.link.0].links[stroke.link.1].edges.iter().any(lit);
        for (x, y, directions) in along(stroke) {
            let Some(cell) = cells.get_mut(y * layout.width + x).filter(|_| x < layout.width) else { continue };
            let own = cell.iter_mut().find(|s| s.net.is_none_or(|n| n == stroke.net));
            if let Some(strand) = own {
                strand.net = Some(stroke.net);
                strand.directions |= directions;
                strand.lit |= lit;
            }
        }
        if stroke.arrow {
            arrows.push((stroke.to, lit));
        }
    }
    for (i, [one, two]) in cells.iter().enumerate().filter(|(_, c)| c[0].net.is_some()) {
        let (x, y) = (i % layout.width, i / layout.width);
        if two.net.is_none() {
            drawn.put(x, y, alphabet.lines[one.directions & 15], Ink::Line(one.lit));
        } else {
            let over = if one.directions & 3 != 0 { one } else { two };
            drawn.put(x, y, alphabet.bridge, Ink::Line(over.lit));
        }
    }
    for ((x, y), lit) in arrows {
        drawn.put(x, y, alphabet.arrow, Ink::Line(lit));
    }
}

/// The cells of a stroke, with the directions it takes in each.
fn along(stroke: &Stroke) -> Vec<(usize, usize, usize)> {
    let ((x0, y0), (x1, y1)) = (stroke.from, stroke.to);
    if y0 == y1 {
        let (a, b) = (x0.min(x1), x0.max(x1));
        // The first piece begins at the frame and the last ends at it.
        return (a..=b)
            .map(|x| {
                let left = x > a || stroke.opens && x == x0;
                let right = x < b || stroke.closes && x == x1;
                (x, y0, 4 * usize::from(left) + 8 * usize::from(right))
            })
            .collect();
    }
    let (a, b) = (y0.min(y1), y0.max(y1));
    (a..=b).map(|y| (x0, y, usize::from(y > a) + 2 * usize::from(y < b))).collect()
}

/// A node to be drawn.
struct Look<'a> {
    card: &'a Card,
    node: &'a Node,
    role: Role,
    mark: Option<char>,
    chosen: Option<usize>,
    goal: char,
}

impl Look<'_> {
    fn ink(&self, title: usize) -> Ink {
        if self.chosen == Some(title) { Ink::Chosen } else { Ink::Text(self.role) }
    }

    fn framed(&self, set: &FrameSet, drawn: &mut Drawn) {
        let Card { x, y, width, height, .. } = *self.card;
        let (right, bottom, frame) = (x + width - 1, y + height - 1, Ink::Frame(self.role));
        for at in x + 1..right {
            drawn.put(at, y, set.across, frame);
            drawn.put(at, bottom, set.across, frame);
        }
        for at in y + 1..bottom {
            drawn.put(x, at, set.down, frame);
            drawn.put(right, at, if self.card.out == Some(at - y) { set.port } else { set.down }, frame);
            drawn.write(x + 1, at, &" ".repeat(width - 2), frame);
        }
        for (corner, (cx, cy)) in set.corners.into_iter().zip([(x, y), (right, y), (x, bottom), (right, bottom)]) {
            drawn.put(cx, cy, corner, frame);
        }
        drawn.write(x + 2, y, &self.node.tag, self.ink(0));
        if let Some(mark) = self.mark {
            drawn.put(x + 1, y, mark, Ink::Mark(self.role));
        }
        if self.node.marked {
            drawn.put(right - 1, y, self.goal, Ink::Goal);
        }
        for (nth, (line, &title)) in self.card.lines.iter().zip(&self.card.title_of).enumerate() {
            drawn.write(x + 2, y + 1 + nth, line, self.ink(title));
        }
    }

    fn bracketed(&self, set: &FrameSet, drawn: &mut Drawn) {
        let Card { x, y, width, height, .. } = *self.card;
        let right = x + width - 1;
        let frame = Ink::Frame(self.role);
        for row in 0..height {
            let (left_end, right_end) = match (height, row) {
                (1, _) => (set.ends[0], set.ends[1]),
                (_, 0) => (set.corners[0], set.corners[1]),
                (h, r) if r + 1 == h => (set.corners[2], set.corners[3]),
                _ => (set.down, set.down),
            };
            drawn.write(x + 1, y + row, &" ".repeat(width - 2), frame);
            drawn.put(x, y + row, left_end, frame);
            drawn.put(right, y + row, right_end, frame);
        }
        let tag = self.node.tag.width();
        drawn.write(x + 1, y, &self.node.tag, self.ink(0));
        if let Some(mark) = self.mark {
            drawn.put(x + 1 + tag, y, mark, Ink::Mark(self.role));
        }
        if self.node.marked {
            drawn.put(right - 1, y, self.goal, Ink::Goal);
        }
        for (nth, (line, &title)) in self.card.lines.iter().zip(&self.card.title_of).enumerate() {
            drawn.write(x + 2 + tag, y + nth, line, self.ink(title));
        }
    }
}
