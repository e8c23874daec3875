//! Back from a deadline: how late one can begin.

use jiff::{ToSpan as _, civil::Date};

use super::{Block, Calendar, Pace, lay, of_plan};
use crate::{domain::Away, path::plan::Plan};

/// The latest first day with which everything is done by `deadline`, at this pace; `None` when even `pace.start` is too
/// late. Found by halving: one block at a time, a later first day never ends earlier.
pub fn latest_first_day(blocks: &[Block], pace: &Pace, deadline: Date) -> Option<Date> {
    let in_time = |start: Date| {
        let pace = Pace { start, ..pace.clone() };
        lay(blocks, &pace).is_some_and(|c| c.end().is_none_or(|end| end <= deadline))
    };
    if deadline < pace.start || !in_time(pace.start) {
        return None;
    }
    let days = |from: Date, to: Date| i64::from(from.until(to).map_or(0, |span| span.get_days()));
    let (mut good, mut bad) = (0i64, days(pace.start, deadline) + 1);
    let day = |n: i64| pace.start.checked_add(n.days()).unwrap_or(Date::MAX);
    while bad - good > 1 {
        let middle = good + (bad - good) / 2;
        if in_time(day(middle)) { good = middle } else { bad = middle }
    }
    Some(day(good))
}

/// The latest day each block can begin and end for everything to be done by `deadline`: the blocks laid from the
/// deadline backwards. `None` when they do not fit between `pace.start` and the deadline that way.
pub fn latest(blocks: &[Block], pace: &Pace, deadline: Date) -> Option<Calendar> {
    // Time runs backwards: the last block comes first, and what waited for others is waited for. Days are counted from
    // the deadline, mirrored about the first day so that all dates stay within the calendar.
    let mirror = |day: Date| -> Option<Date> {
        let ahead =
            i64::from(pace.start.until(deadline).ok()?.get_days()) - i64::from(pace.start.until(day).ok()?.get_days());
        pace.start.checked_add(ahead.days()).ok()
    };
    let last = blocks.len().checked_sub(1)?;
    let mut reversed = vec![Block::default(); blocks.len()];
    for (i, block) in blocks.iter().enumerate() {
        reversed[last - i].work = block.work;
        // Backwards there is no telling that what runs beside only has to begin first: it is laid before.
        for &before in block.after.iter().chain(&block.beside) {
            reversed[last - before].after.push(last - i);
        }
    }
    let away = pace.away.iter().filter_map(|a| Away::new(mirror(a.last())?, mirror(a.first())?).ok()).collect();
    let found = lay(&reversed, &Pace { away, ..pace.clone() })?;
    let mut spans = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        let (first, end) = found.spans[last - i];
        let (first, end) = (mirror(end)?, mirror(first)?);
        let out_of_term = !block.on.is_empty() && block.on.binary_search(&first).is_err();
        let too_early = first < pace.start || block.not_before.is_some_and(|d| first < d) || out_of_term;
        if too_early {
            return None;
        }
        spans.push((first, end));
    }
    let mut sessions: Vec<_> = (found.sessions.iter())
        .filter_map(|s| Some(super::Session { day: mirror(s.day)?, block: last - s.block, work: s.work }))
        .collect();
    sessions.sort_unstable();
    Some(Calendar { spans, sessions })
}

/// How late a plan can be begun, and each of its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latest {
    /// The deadline.
    pub deadline: Date,
    /// The first day of the plan.
    pub start: Date,
    /// The latest first day with which the plan ends in time; `None` when even `start` is too late.
    pub first_day: Option<Date>,
    /// The plan laid back from the deadline: the days of each step, in order; empty where that does not fit.
    pub steps: Vec<(Date, Date)>,
}

impl Latest {
    /// Days between the plan's first day and the latest one.
    pub fn slack(&self) -> Option<i64> {
        Some(i64::from(self.start.until(self.first_day?).ok()?.get_days()))
    }
}

/// The latest days of a plan before its deadline; `None` without a deadline or dates.
pub fn plan_latest(plan: &Plan) -> Option<Latest> {
    let deadline = plan.premises.limits.deadline?;
    let (blocks, pace) = (of_plan::blocks(plan), of_plan::pace(plan)?);
    let start = pace.start;
    plan.steps.iter().find_map(|s| s.end)?;
    let first_day = latest_first_day(&blocks, &pace, deadline);
    let laid = first_day.and_then(|_| latest(&blocks, &pace, deadline));
    let spans = laid.map(|c| c.spans).unwrap_or_default();
    let turns = of_plan::turns(plan);
    let steps = spans.iter().zip(&turns).flat_map(|(span, turn)| turn.iter().map(|_| *span)).collect();
    Some(Latest { deadline, start, first_day, steps })
}
