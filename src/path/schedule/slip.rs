//! What missed days do to the rest.

use jiff::civil::Date;

use super::{Block, Pace, lay, of_plan};
use crate::{
    domain::{Away, CourseId},
    path::plan::Plan,
};

/// How much later a block ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slip {
    /// Which block.
    pub block: usize,
    /// Its last day as planned.
    pub planned: Date,
    /// Its last day when the days are missed.
    pub then: Date,
}

impl Slip {
    /// By how many days; less than none where it ends earlier, since another block makes room.
    pub fn days(self) -> i64 {
        days(self.planned, self.then)
    }
}

fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The blocks that end on another day when these days are missed, in their order; none when nothing does. `None` when
/// there are no dates at all.
pub fn missed(blocks: &[Block], pace: &Pace, days: &[Away]) -> Option<Vec<Slip>> {
    let planned = lay(blocks, pace)?;
    let mut away = pace.away.clone();
    away.extend(days);
    let then = lay(blocks, &Pace { away, ..pace.clone() })?;
    let pairs = planned.spans.iter().zip(&then.spans).enumerate();
    Some(
        pairs.filter(|(_, (p, t))| p.1 != t.1).map(|(block, (p, t))| Slip { block, planned: p.1, then: t.1 }).collect(),
    )
}

/// What missed days do to a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missed {
    /// Courses that end on another day, in the plan's order, each with the last day planned and the one then.
    pub steps: Vec<(CourseId, Date, Date)>,
    /// The plan's last day as planned, and then.
    pub end: (Date, Date),
    /// The deadline, if there is one, and whether the plan still ends by it.
    pub deadline: Option<(Date, bool)>,
}

impl Missed {
    /// By how many days the plan ends later.
    pub fn days(&self) -> i64 {
        days(self.end.0, self.end.1)
    }
}

/// What missing these days does to a plan; `None` when it has no dates.
pub fn plan_missed(plan: &Plan, days: &[Away]) -> Option<Missed> {
    let (blocks, pace) = (of_plan::blocks(plan), of_plan::pace(plan)?);
    let slips = missed(&blocks, &pace, days)?;
    let turns = of_plan::turns(plan);
    let steps = slips.iter().flat_map(|slip| {
        turns.get(slip.block).into_iter().copied().flatten().map(|s| (s.course.clone(), slip.planned, slip.then))
    });
    let planned = plan.steps.iter().filter_map(|s| s.end).max()?;
    let moved = |i: usize, end: Date| slips.iter().find(|s| s.block == i).map_or(end, |s| s.then);
    let ends = turns.iter().enumerate().filter_map(|(i, turn)| Some(moved(i, turn.first()?.end?)));
    let then = ends.max()?;
    let deadline = plan.premises.limits.deadline.map(|d| (d, then <= d));
    Some(Missed { steps: steps.collect(), end: (planned, then), deadline })
}
