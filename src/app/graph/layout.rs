//! How large everything is and where it goes, so that as much as possible of the titles can be read without
//! scrolling.

use unicode_width::UnicodeWidthStr as _;

use super::{
    Graph,
    assemble::{Placed, assemble},
};
use crate::app::page::{fit, wrap};

/// Columns of a title at least, unless it is shorter: twelve of it and the sign that it is cut.
pub const LEAST_TITLE: usize = 13;
/// Columns of a title where everything has to be scrolled anyway.
pub(super) const EASY_TITLE: usize = 18;
/// Columns of a title at most.
pub(super) const MOST_TITLE: usize = 44;

/// What stands in a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// A short word that is never cut: the number of the step.
    pub tag: String,
    /// One title, or several that belong together.
    pub titles: Vec<String>,
    /// Whether it carries a mark of its own.
    pub marked: bool,
}

/// A node with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// First column.
    pub x: usize,
    /// First row.
    pub y: usize,
    /// Columns.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// The text in it, row by row.
    pub lines: Vec<String>,
    /// Which title each row belongs to.
    pub title_of: Vec<usize>,
    /// The row lines leave in; none where nothing leaves.
    pub out: Option<usize>,
}

/// A straight piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stroke {
    /// Both ends; they share a column or a row.
    pub from: (usize, usize),
    pub to: (usize, usize),
    /// Whose line it is: pieces of one node's lines join where they touch.
    pub net: usize,
    /// Its place in the parts and their links.
    pub link: (usize, usize),
    /// Whether it begins at the edge of a node or column, and so goes on to the left.
    pub opens: bool,
    /// Whether it ends there, and so goes on to the right.
    pub closes: bool,
    /// Whether it ends in an arrow.
    pub arrow: bool,
}

/// Where everything is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// Columns in all.
    pub width: usize,
    /// Rows in all.
    pub height: usize,
    /// Whether nodes have frames around them; otherwise they are rows in brackets.
    pub framed: bool,
    /// The nodes.
    pub cards: Vec<Card>,
    pub(super) strokes: Vec<Stroke>,
}

/// How nodes look.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Whether there is a frame around them.
    pub framed: bool,
    /// Columns of a title; none to take what fits.
    pub title: Option<usize>,
    /// Rows of a title at most.
    pub rows: usize,
}

const MANNERS: [Manner; 7] = [
    Manner { framed: true, title: None, rows: 1 },
    Manner { framed: true, title: Some(24), rows: 2 },
    Manner { framed: true, title: Some(18), rows: 3 },
    Manner { framed: true, title: Some(18), rows: 2 },
    Manner { framed: true, title: Some(14), rows: 2 },
    Manner { framed: true, title: Some(14), rows: 3 },
    Manner { framed: false, title: None, rows: 1 },
];

/// Vertices of a part from which on not every manner is tried.
const MANY: usize = 70;

/// Puts every node and line in its place for a view of so many columns and rows. What does not fit is larger.
pub fn lay_out(graph: &Graph, nodes: &[Node], columns: usize, height: usize) -> Layout {
    let widest = graph.parts.iter().map(|p| p.columns.len()).max().unwrap_or(0);
    let mut best: Option<(Merit, Layout)> = None;
    // What is large is scrolled anyway: the widest and the lowest manner say enough.
    let many = graph.parts.iter().any(|p| p.vertices.len() > MANY);
    for manner in MANNERS.into_iter().filter(|m| !many || m.title.is_none()) {
        let parts = Placed::all(graph, nodes, manner);
        // A single part cannot use more columns than it has.
        let most = if graph.parts.len() > 1 { widest + 3 } else { widest };
        for count in widest..=most {
            let layout = assemble(graph, nodes, &parts, manner, count, columns);
            let merit = merit(&layout, nodes, columns, height);
            if best.as_ref().is_none_or(|(known, _)| merit > *known) {
                best = Some((merit, layout));
            }
        }
    }
    best.map(|(_, layout)| layout).unwrap_or_default()
}

/// Better layouts are greater: less to scroll, then more of the titles, then frames, then less space.
type Merit = (std::cmp::Reverse<usize>, usize, bool, std::cmp::Reverse<usize>);

fn merit(layout: &Layout, nodes: &[Node], columns: usize, height: usize) -> Merit {
    // How many further screens there are, in hundredths; a few cells more or less do not matter.
    let beyond = |size: usize, view: usize| (size.saturating_sub(view) * 100).div_ceil(view.max(1)).div_ceil(10);
    let shown = |text: &str| text.width().min(24);
    let (mut seen, mut all) = (0, 0);
    for (card, node) in layout.cards.iter().zip(nodes) {
        let titles: usize = node.titles.iter().map(|t| shown(t)).sum();
        all += titles;
        seen += titles.min(card.lines.iter().map(|l| l.width()).sum());
    }
    (
        std::cmp::Reverse(beyond(layout.width, columns) + beyond(layout.height, height)),
        // To the nearest eighth, so that frames count too.
        (seen * 8).checked_div(all).unwrap_or(8),
        layout.framed,
        std::cmp::Reverse(layout.width * layout.height),
    )
}

/// The rows of text in a node whose titles get so many columns and rows.
pub(super) fn text(node: &Node, columns: usize, rows: usize) -> Vec<(usize, String)> {
    let one = node.titles.len() == 1;
    let mut lines = Vec::new();
    for (i, title) in node.titles.iter().enumerate() {
        let mut wrapped = wrap(title, columns);
        let most = if one { rows } else { 1 };
        if wrapped.len() > most {
            let rest = wrapped.split_off(most - 1).join(" ");
            wrapped.push(fit(&rest, columns));
        }
        lines.extend(wrapped.into_iter().map(|line| (i, line)));
    }
    lines
}

/// Columns of a node beside its title.
pub(super) fn around(nodes: &[Node], framed: bool) -> usize {
    let tag = nodes.iter().map(|n| n.tag.width()).max().unwrap_or(0);
    // Frames carry tag and mark in their upper edge; in brackets they stand in the row.
    if framed { 4 } else { 2 + tag + 1 + 2 }
}
