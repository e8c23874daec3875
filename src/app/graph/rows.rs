//! The row of each vertex, in the order of its column: lines as straight as can be in a height that is given.
//!
//! For one column, with the others fixed, the best rows are an isotonic regression in the sense of least
//! absolute deviations: pooled adjacent violators with weighted medians (Robertson & Wright 1980). Sweeping
//! from column to column, each such step cannot make the whole worse.

use super::layered::{Part, Vertex};

/// How much room vertices take and where lines meet them, in rows from their own top.
#[derive(Debug)]
pub(super) struct Extents {
    /// Rows of each vertex.
    pub height: Vec<usize>,
    /// The row in which lines leave each vertex.
    pub out: Vec<usize>,
    /// The row in which each link enters its right vertex.
    pub into: Vec<usize>,
    /// The links that enter each vertex, from the top.
    pub entering: Vec<Vec<usize>>,
    /// The links that leave each vertex.
    pub leaving: Vec<Vec<usize>>,
}

/// Rows of the tallest column.
pub(super) fn least_height(part: &Part, extents: &Extents) -> usize {
    part.columns.iter().map(|c| c.iter().map(|&v| extents.height[v]).sum()).max().unwrap_or(0)
}

/// The top row of each vertex in `height` rows, which must be enough for the tallest column.
pub(super) fn rows(part: &Part, extents: &Extents, height: usize) -> Vec<usize> {
    let mut placing = Placing { part, extents, height, top: vec![0; part.vertices.len()] };
    placing.stack();
    let count = part.columns.len();
    let mut best = placing.top.clone();
    let mut least = placing.cost();
    let passes: [(bool, Side); 10] = [
        (true, Side::Left),
        (false, Side::Right),
        (true, Side::Both),
        (false, Side::Both),
        (true, Side::Left),
        (false, Side::Both),
        (true, Side::Both),
        (false, Side::Right),
        (true, Side::Both),
        (false, Side::Both),
    ];
    for (rightward, side) in passes {
        for step in 0..count {
            placing.settle(if rightward { step } else { count - 1 - step }, side);
        }
        let cost = placing.cost();
        if cost < least {
            (least, best) = (cost, placing.top.clone());
        }
    }
    best
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Both,
}

struct Placing<'a> {
    part: &'a Part,
    extents: &'a Extents,
    height: usize,
    top: Vec<usize>,
}

impl Placing<'_> {
    /// Every column in the middle.
    fn stack(&mut self) {
        for column in &self.part.columns {
            let used: usize = column.iter().map(|&v| self.extents.height[v]).sum();
            let mut row = self.height.saturating_sub(used) / 2;
            for &v in column {
                self.top[v] = row;
                row += self.extents.height[v];
            }
        }
    }

    /// How much a link minds not being straight: one between bends most, for it would show as a kink.
    fn weight(&self, link: usize) -> u64 {
        let bend = |v: usize| matches!(self.part.vertices[v], Vertex::Bend(_));
        match (bend(self.part.links[link].from), bend(self.part.links[link].to)) {
            (true, true) => 32,
            (false, false) => 8,
            _ => 12,
        }
    }

    /// The row a link leaves in, and the one it enters in.
    fn ends(&self, link: usize) -> (usize, usize) {
        let l = &self.part.links[link];
        (self.top[l.from] + self.extents.out[l.from], self.top[l.to] + self.extents.into[link])
    }

    fn cost(&self) -> u64 {
        (0..self.part.links.len())
            .map(|i| {
                let (a, b) = self.ends(i);
                // A turn costs something by itself.
                self.weight(i) * (a.abs_diff(b) as u64 + 2 * u64::from(a != b))
            })
            .sum()
    }

    /// Puts the vertices of a column where their lines are shortest, the others staying.
    fn settle(&mut self, column: usize, side: Side) {
        let column = &self.part.columns[column];
        let mut blocks: Vec<Block> = Vec::new();
        let mut above = 0usize;
        for &v in column {
            // Rows are counted without what stands above, so that "below" becomes "not smaller".
            let shift = |row: i64| row - above as i64;
            let mut wishes = vec![(shift(self.top[v] as i64), 1)];
            if side != Side::Right {
                wishes.extend(self.extents.entering[v].iter().map(|&link| {
                    (shift(self.ends(link).0 as i64 - self.extents.into[link] as i64), self.weight(link))
                }));
            }
            if side != Side::Left {
                wishes.extend(
                    self.extents.leaving[v]
                        .iter()
                        .map(|&link| (shift(self.ends(link).1 as i64 - self.extents.out[v] as i64), self.weight(link))),
                );
            }
            let mut block = Block::new(wishes, 1);
            while let Some(before) = blocks.pop() {
                if before.row <= block.row {
                    blocks.push(before);
                    break;
                }
                let members = before.members + block.members;
                block = Block::new([before.wishes, block.wishes].concat(), members);
            }
            blocks.push(block);
            above += self.extents.height[v];
        }
        let spare = self.height.saturating_sub(above) as i64;
        let mut settled = Vec::with_capacity(column.len());
        for block in blocks {
            settled.extend(std::iter::repeat_n(block.row.clamp(0, spare) as usize, block.members));
        }
        let mut above = 0;
        for (&v, row) in column.iter().zip(settled) {
            self.top[v] = row + above;
            above += self.extents.height[v];
        }
    }
}

/// Vertices that stand right below each other, and where their lines want them.
struct Block {
    row: i64,
    wishes: Vec<(i64, u64)>,
    members: usize,
}

impl Block {
    fn new(mut wishes: Vec<(i64, u64)>, members: usize) -> Self {
        wishes.sort_unstable();
        let half = wishes.iter().map(|w| w.1).sum::<u64>().div_ceil(2);
        let mut sum = 0;
        let row = wishes.iter().find(|w| {
            sum += w.1;
            sum >= half
        });
        Self { row: row.map_or(0, |w| w.0), wishes, members }
    }
}
