//! What a missed week does to the rest.

use jiff::civil::Date;

use super::{Block, Pace, lay};
use crate::domain::Away;

/// How much later a block ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// Which block.
    pub block: usize,
    /// Its last day as planned.
    pub planned: Date,
    /// Its last day when the week is missed.
    pub then: Date,
}

impl Slip {
    /// By how many days.
    pub fn days(self) -> i64 {
        self.planned.until(self.then).map_or(0, |span| i64::from(span.get_days()))
    }
}

/// The blocks that end later when the seven days from `week` on are missed, in their order; none when nothing does.
/// `None` when there are no dates at all.
pub fn week_missed(blocks: &[Block], pace: &Pace, week: Date) -> Option<Vec<Slip>> {
    let planned = lay(blocks, pace)?;
    let mut away = pace.away.clone();
    away.push(Away::week(week));
    let then = lay(blocks, &Pace { away, ..pace.clone() })?;
    let pairs = planned.spans.iter().zip(&then.spans).enumerate();
    Some(
        pairs.filter(|(_, (p, t))| p.1 != t.1).map(|(block, (p, t))| Slip { block, planned: p.1, then: t.1 }).collect(),
    )
}
