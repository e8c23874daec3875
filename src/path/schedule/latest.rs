//! Back from a deadline: how late one can begin.

use jiff::{ToSpan as _, civil::Date};

use super::{Block, Calendar, Pace, lay};
use crate::domain::Away;

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
        for &before in &block.after {
            reversed[last - before].after.push(last - i);
        }
    }
    let away = pace.away.iter().filter_map(|a| Away::new(mirror(a.last())?, mirror(a.first())?).ok()).collect();
    let found = lay(&reversed, &Pace { away, ..pace.clone() })?;
    let mut spans = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        let (first, end) = found.spans[last - i];
        let (first, end) = (mirror(end)?, mirror(first)?);
        let too_early = first < pace.start || block.not_before.is_some_and(|d| first < d);
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
