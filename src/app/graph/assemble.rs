//! A layout of one size: parts with their rows and uprights, columns with their widths, nodes and lines in
//! their cells.

use super::{
    Graph, Part, Vertex,
    channel::{Bundle, Way, ways},
    layout::{Card, EASY_TITLE, LEAST_TITLE, Layout, MOST_TITLE, Manner, Node, Stroke, around, text},
    pack::pack,
    rows::{Extents, least_height, rows},
};
use crate::app::page::columns;

/// A part with rows and uprights, wherever it will stand.
pub(super) struct Placed {
    height: usize,
    extents: Extents,
    top: Vec<usize>,
    /// Per column but the last, the way of each vertex's lines, and how many uprights there are.
    channels: Vec<(Vec<(usize, Way)>, usize)>,
}

impl Placed {
    pub(super) fn all(graph: &Graph, nodes: &[Node], manner: Manner) -> Vec<Self> {
        (0..graph.parts.len()).map(|i| Self::new(graph, i, nodes, manner)).collect()
    }

    fn new(graph: &Graph, part: usize, nodes: &[Node], manner: Manner) -> Self {
        let part = &graph.parts[part];
        let frame = usize::from(manner.framed);
        let count = part.vertices.len();
        let mut extents = Extents {
            height: vec![1; count],
            out: vec![0; count],
            into: vec![0; part.links.len()],
            entering: vec![Vec::new(); count],
            leaving: vec![Vec::new(); count],
        };
        for (l, link) in part.links.iter().enumerate() {
            extents.leaving[link.from].push(l);
            extents.entering[link.to].push(l);
        }
        let mut place = vec![0; count];
        for column in &part.columns {
            for (at, &v) in column.iter().enumerate() {
                place[v] = at;
            }
        }
        for (v, vertex) in part.vertices.iter().enumerate() {
            let Vertex::Node(node) = *vertex else { continue };
            let lines = text(&nodes[node], manner.title.unwrap_or(MOST_TITLE), manner.rows).len();
            extents.height[v] = lines.max(extents.entering[v].len()).max(1) + 2 * frame;
            extents.out[v] = frame;
            // Lines enter in the order in which they come.
            extents.entering[v].sort_by_key(|&l| place[part.links[l].from]);
            for (nth, &link) in extents.entering[v].iter().enumerate() {
                extents.into[link] = frame + nth;
            }
        }
        let mut height = least_height(part, &extents);
        let top = rows(part, &extents, height);
        let mut channels = Vec::new();
        for column in part.columns.iter().take(part.columns.len().saturating_sub(1)) {
            let leaving: Vec<usize> = column.iter().copied().filter(|&v| !extents.leaving[v].is_empty()).collect();
            let bundles: Vec<Bundle> = (leaving.iter())
                .map(|&v| Bundle {
                    row: top[v] + extents.out[v],
                    ends: extents.leaving[v].iter().map(|&l| top[part.links[l].to] + extents.into[l]).collect(),
                })
                .collect();
            let (found, uprights) = ways(&bundles, height);
            let lowest = found.iter().filter_map(|w| w.detour).map(|d| d.1 + 1).max().unwrap_or(0);
            height = height.max(lowest);
            channels.push((leaving.into_iter().zip(found).collect(), uprights));
        }
        Self { height, extents, top, channels }
    }
}

/// Columns between two nodes: a stub, the uprights, the arrow.
fn gap(uprights: usize, pitch: usize) -> usize {
    uprights * pitch + 2
}

/// What each column of a layout has to hold.
struct Columns {
    /// The widest title.
    wish: Vec<usize>,
    /// The uprights before the next column.
    uprights: Vec<usize>,
    /// Columns of a node beside its title.
    around: usize,
}

impl Columns {
    fn new(graph: &Graph, nodes: &[Node], parts: &[Placed], places: &[(usize, usize)], framed: bool) -> Self {
        let count = graph.parts.iter().zip(places).map(|(p, &(at, _))| at + p.columns.len()).max().unwrap_or(0);
        let (mut wish, mut uprights) = (vec![4usize; count], vec![0usize; count]);
        for ((part, placed), &(at, _)) in graph.parts.iter().zip(parts).zip(places) {
            for (i, column) in part.columns.iter().enumerate() {
                for &v in column {
                    if let Vertex::Node(node) = part.vertices[v] {
                        let widest = nodes[node].titles.iter().map(|t| columns(t)).max().unwrap_or(0);
                        wish[at + i] = wish[at + i].max(widest);
                    }
                }
            }
            for (i, (_, many)) in placed.channels.iter().enumerate() {
                uprights[at + i] = uprights[at + i].max(*many);
            }
        }
        Self { wish, uprights, around: around(nodes, framed) }
    }

    /// First column and width of the nodes in each column, and the width of all.
    fn spread(&self, fit: Fit) -> (Vec<(usize, usize)>, usize) {
        let (mut x, mut end, mut spread) = (0, 0, Vec::new());
        for (&wish, &uprights) in self.wish.iter().zip(&self.uprights) {
            let width = wish.min(fit.title) + self.around(fit);
            spread.push((x, width));
            end = x + width;
            x = end + gap(uprights, fit.pitch);
        }
        (spread, end)
    }

    fn around(&self, fit: Fit) -> usize {
        self.around - usize::from(fit.tight)
    }

    /// The widest titles that fit. What they get is taken from the air between uprights first, then from that
    /// behind the titles.
    fn fit(&self, manner: Manner, view: usize) -> Fit {
        let fits = |fit: &Fit| self.spread(*fit).1 <= view;
        let kinds = [(2, false), (1, false), (1, true)];
        let titles = |least: usize, most: usize| {
            kinds.into_iter().flat_map(move |(pitch, tight)| {
                // Air only where titles have enough.
                let least = if pitch == 2 { (least + 4).min(most) } else { least };
                (least..=most).rev().map(move |title| Fit { title, pitch, tight })
            })
        };
        match manner.title {
            Some(title) => titles(title, title).find(fits).unwrap_or(Fit { title, pitch: 2, tight: false }),
            None => (titles(LEAST_TITLE, MOST_TITLE).find(fits)).unwrap_or(Fit {
                title: EASY_TITLE,
                pitch: 2,
                tight: false,
            }),
        }
    }
}

/// How wide things are.
#[derive(Debug, Clone, Copy)]
struct Fit {
    /// Columns of a title at most.
    title: usize,
    /// Columns from one upright to the next.
    pitch: usize,
    /// Whether titles reach to the frame.
    tight: bool,
}

/// Everything in its place, in `count` columns, as wide as fits `view`.
pub(super) fn assemble(
    graph: &Graph,
    nodes: &[Node],
    parts: &[Placed],
    manner: Manner,
    count: usize,
    view: usize,
) -> Layout {
    let sizes: Vec<(usize, usize)> =
        graph.parts.iter().zip(parts).map(|(part, placed)| (part.columns.len(), placed.height)).collect();
    let (places, height) = pack(&sizes, count);
    let columns = Columns::new(graph, nodes, parts, &places, manner.framed);
    let fit = columns.fit(manner, view);
    let (spread, width) = columns.spread(fit);
    let cards = vec![Card::default(); graph.nodes];
    let mut layout = Layout { width, height, framed: manner.framed, cards, strokes: Vec::new() };
    for (index, (placed, &(at, row))) in parts.iter().zip(&places).enumerate() {
        let part = &graph.parts[index];
        let spot = Spot { index, part, placed, row, columns: &spread[at..], pitch: fit.pitch };
        for (i, column) in part.columns.iter().enumerate() {
            for &v in column {
                if let Vertex::Node(node) = part.vertices[v] {
                    let lines = text(&nodes[node], spread[at + i].1.saturating_sub(columns.around(fit)), manner.rows);
                    layout.cards[node] = spot.card(i, v, lines);
                }
            }
        }
        spot.strokes(&mut layout.strokes);
    }
    layout
}

/// A part in its place.
struct Spot<'a> {
    index: usize,
    part: &'a Part,
    placed: &'a Placed,
    row: usize,
    /// First column and width of each of its columns.
    columns: &'a [(usize, usize)],
    pitch: usize,
}

impl Spot<'_> {
    fn card(&self, column: usize, v: usize, lines: Vec<(usize, String)>) -> Card {
        let (x, width) = self.columns[column];
        Card {
            x,
            y: self.row + self.placed.top[v],
            width,
            height: self.placed.extents.height[v],
            title_of: lines.iter().map(|l| l.0).collect(),
            lines: lines.into_iter().map(|l| l.1).collect(),
            out: (!self.placed.extents.leaving[v].is_empty()).then_some(self.placed.extents.out[v]),
        }
    }

    fn strokes(&self, strokes: &mut Vec<Stroke>) {
        let bend = |v: usize| matches!(self.part.vertices[v], Vertex::Bend(_));
        for (i, (channel, _)) in self.placed.channels.iter().enumerate() {
            let (x, width) = self.columns[i];
            let (left, right) = (x + width, self.columns[i + 1].0 - 1);
            let column = |upright: usize| left + 1 + upright * self.pitch;
            for (from, way) in channel {
                let (Vertex::Node(net) | Vertex::Bend(net)) = self.part.vertices[*from];
                for &l in &self.placed.extents.leaving[*from] {
                    let link = &self.part.links[l];
                    let row = self.row + self.placed.top[*from] + self.placed.extents.out[*from];
                    let end = self.row + self.placed.top[link.to] + self.placed.extents.into[l];
                    let mut corners = vec![(if bend(*from) { x } else { left }, row)];
                    if let Some((upright, through)) = way.detour {
                        corners.push((column(upright), row));
                        corners.push((column(upright), self.row + through));
                    }
                    if let Some(upright) = way.upright {
                        let before = corners[corners.len() - 1].1;
                        corners.push((column(upright), before));
                        corners.push((column(upright), end));
                    }
                    corners.push((right, end));
                    let last = corners.len() - 2;
                    for (nth, pair) in corners.windows(2).enumerate() {
                        let (opens, closes) = (nth == 0, nth == last);
                        let arrow = closes && !bend(link.to);
                        let (from, to, link) = (pair[0], pair[1], (self.index, l));
                        strokes.push(Stroke { from, to, net, link, opens, closes, arrow });
                    }
                }
            }
        }
    }
}
