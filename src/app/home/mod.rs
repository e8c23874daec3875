//! Home: where the learner stands, what comes next, this week, what changed; as rows in columns.

mod blocks;
mod since;

use super::{
    Geometry, State,
    page::{Ink, Row, fit, pad},
};
use blocks::{next, skills, standing, then, this_week, under_way};
use since::since;

/// Columns of the labels at the left.
const LABEL: usize = 12;
/// From this width on there are two columns, and then three.
const TWO: u16 = 110;
const THREE: u16 = 168;
/// From this height on a single column has room for more than what has to be said.
const TALL: u16 = 32;

/// Rows side by side with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its left edge, in columns of the screen.
    pub x: u16,
    /// How wide it is.
    pub width: u16,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// Something there is to say, with a word for what it is.
struct Block {
    label: &'static str,
    rows: Vec<Row>,
    /// How many rows have to be in view, if anything is.
    least: usize,
    /// Said instead of what is cut, for the number of rows cut.
    more: fn(&State, usize) -> String,
}

impl Block {
    fn whole(label: &'static str, rows: Vec<Row>) -> Self {
        Self { label, least: rows.len(), rows, more: |_, n| format!("and {n} more") }
    }
}

/// What Home shows on a screen of that size; nothing where there is nothing to aim at.
pub fn home(state: &State, geometry: Geometry) -> Vec<Column> {
    let height = usize::from(geometry.body());
    let low = geometry.is_low();
    let tall = geometry.height >= TALL;
    let width = geometry.width;
    let one = |x: u16, width: u16, blocks: Vec<Block>, gutter: bool| Column {
        x,
        width,
        rows: stack(state, blocks, height, usize::from(width), gutter, low),
    };
    if width < TWO {
        let (x, width) = (2, width.saturating_sub(4).min(94));
        let inner = usize::from(width).saturating_sub(LABEL);
        let mut blocks = vec![standing(state, usize::from(width), low, tall), next(state, inner, low)];
        if !low {
            blocks.extend([this_week(state, inner), since(state, inner), under_way(state, inner)]);
        }
        blocks.push(then(state, inner));
        return vec![one(x, width, blocks, true)];
    }
    let left = if width < THREE { width * 11 / 20 } else { width * 2 / 5 };
    let column = left - 5;
    let inner = usize::from(column) - LABEL;
    let mut first = vec![standing(state, usize::from(column), false, true), next(state, inner, false)];
    if width < THREE {
        first.push(then(state, inner));
        let (x, column) = (left + 1, width - left - 3);
        let inner = usize::from(column);
        let second = [this_week(state, inner), since(state, inner), under_way(state, inner), skills(state, inner)];
        return vec![one(2, left - 5, first, true), one(x, column, second.into(), false)];
    }
    first.extend([this_week(state, inner), since(state, inner), under_way(state, inner)]);
    let middle = width * 3 / 10;
    let (x, last) = (left + 1, left + middle + 1);
    vec![
        one(2, column, first, true),
        one(x, middle - 3, vec![skills(state, usize::from(middle) - 3)], false),
        one(last, width - last - 2, vec![then(state, usize::from(width - last) - 2)], false),
    ]
}

/// Blocks one below the other, with air between them as long as there is room. What does not fit is cut where
/// that hurts least, and it is said how much.
fn stack(state: &State, blocks: Vec<Block>, height: usize, width: usize, gutter: bool, low: bool) -> Vec<Row> {
    let mut blocks: Vec<Block> = blocks.into_iter().filter(|b| !b.rows.is_empty()).collect();
    let head = usize::from(!gutter);
    let mut air = usize::from(!low);
    let total = |blocks: &[Block], air: usize| {
        blocks.iter().map(|b| b.rows.len() + head).sum::<usize>() + air * blocks.len().saturating_sub(1)
    };
    for at in (0..blocks.len()).rev() {
        let over = total(&blocks, air).saturating_sub(height);
        let keep = blocks[at].rows.len().saturating_sub(over).max(blocks[at].least.min(blocks[at].rows.len()));
        let cut = blocks[at].rows.len() - keep;
        if cut > 0 {
            let text = (blocks[at].more)(state, cut + 1);
            blocks[at].rows.truncate(keep.saturating_sub(1));
            blocks[at].rows.push(Row::of(Ink::Dim, fit(&text, width)));
        }
    }
    if total(&blocks, air) > height {
        air = 0;
    }
    let mut rows = Vec::new();
    for block in blocks {
        if !rows.is_empty() && air > 0 {
            rows.push(Row::default());
        }
        if !gutter {
            rows.push(Row::of(Ink::Heading, block.label));
        }
        for (i, mut row) in block.rows.into_iter().enumerate() {
            if gutter && !block.label.is_empty() {
                let label = if i == 0 { block.label } else { "" };
                let ink = if block.label == "Next" { Ink::Accent } else { Ink::Dim };
                row.0.insert(0, (ink, pad(label, LABEL)));
            }
            rows.push(row.clipped(width));
        }
    }
    rows
}
