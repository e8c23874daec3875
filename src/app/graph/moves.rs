//! Which node an arrow key leads to: along an edge where there is one, else to the nearest in that direction.

use super::{Card, Graph, Layout};

/// A direction on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toward {
    /// To what a node rests on.
    Left,
    /// To what rests on it.
    Right,
    /// To the node above.
    Up,
    /// To the node below.
    Down,
}

/// The node that lies in a direction from `node`; none at the edge.
pub fn toward(graph: &Graph, layout: &Layout, node: usize, way: Toward) -> Option<usize> {
    let here = layout.cards.get(node)?;
    let joined = (graph.edges.iter())
        .filter_map(|&(from, to)| match way {
            Toward::Left if to == node => Some(from),
            Toward::Right if from == node => Some(to),
            _ => None,
        })
        .min_by_key(|&other| (apart(here, &layout.cards[other]), layout.cards[other].y, other));
    joined.or_else(|| {
        (layout.cards.iter().enumerate())
            .filter(|(other, card)| *other != node && lies(here, card, way))
            .min_by_key(|(other, card)| {
                let (across, down) = apart_by(here, card);
                // Straight on before sideways; a row is about two columns high.
                let far = match way {
                    Toward::Left | Toward::Right => across + 8 * down,
                    Toward::Up | Toward::Down => 2 * down + 8 * across,
                };
                (far, card.y, *other)
            })
            .map(|(other, _)| other)
    })
}

fn lies(here: &Card, card: &Card, way: Toward) -> bool {
    match way {
        Toward::Left => card.x + card.width <= here.x,
        Toward::Right => here.x + here.width <= card.x,
        Toward::Up => card.y + card.height <= here.y,
        Toward::Down => here.y + here.height <= card.y,
    }
}

/// Columns and rows between two nodes; 0 where they overlap in that direction.
fn apart_by(a: &Card, b: &Card) -> (usize, usize) {
    let gap = |a: usize, aw: usize, b: usize, bw: usize| b.saturating_sub(a + aw).max(a.saturating_sub(b + bw));
    let overlap = |a: usize, aw: usize, b: usize, bw: usize| a < b + bw && b < a + aw;
    let one = |a, aw, b, bw| if overlap(a, aw, b, bw) { 0 } else { gap(a, aw, b, bw) + 1 };
    (one(a.x, a.width, b.x, b.width), one(a.y, a.height, b.y, b.height))
}

fn apart(a: &Card, b: &Card) -> usize {
    let (across, down) = apart_by(a, b);
    across + 2 * down
}
