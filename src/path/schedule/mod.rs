//! A path on a calendar: study time per week, weeks without any, several courses side by side, days before which a
//! course does not begin.
//!
//! Study time is spread evenly over the days of a week and counted in whole minutes: day *i* from the first day on
//! (0-based) has ⌈(i+1)·w/7⌉ − ⌈i·w/7⌉ of the w minutes of a week, so that every seven days in a row have w.

mod fit;
mod hold_up;
mod latest;
mod of_plan;
mod slip;

use jiff::{ToSpan as _, civil::Date};

use crate::domain::{Away, Minutes};

pub(crate) use fit::{capacity, least_weekly};
pub use hold_up::{HoldUp, Late, plan_late};
pub use latest::{Latest, latest, latest_first_day, plan_latest};
pub(crate) use of_plan::date;
pub use of_plan::{LateStart, blocks, calendar, late_starts, pace, turns};
pub use slip::{Missed, Slip, missed, plan_missed};

/// Days looked at before giving up: a thousand years.
const MAX_DAYS: u64 = 366_000;

/// Courses that are taken together, as one block of work.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    /// The work left in it.
    pub work: Minutes,
    /// Blocks that have to end before it begins, by index; all smaller than its own.
    pub after: Vec<usize>,
    /// Blocks that have to begin before it begins, or with it; all smaller than its own.
    pub beside: Vec<usize>,
    /// Where it begins with a term: the days it can begin on, in order. On such a day it begins whether or not there
    /// is time to study.
    pub on: Vec<Date>,
    /// It does not begin before this day.
    pub not_before: Option<Date>,
    /// It is under way already, or begins on a day that is fixed: it waits for no free place beside the others, and
    /// the others wait for it.
    pub agreed: bool,
}

/// When there is time to study, and for how much at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pace {
    /// The first day.
    pub start: Date,
    /// Study time per week.
    pub weekly: Minutes,
    /// How many blocks may be under way at once; at least 1.
    pub parallel: u32,
    /// Days without study time.
    pub away: Vec<Away>,
}

/// Work on one block on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Session {
    /// The day.
    pub day: Date,
    /// Which block.
    pub block: usize,
    /// How long.
    pub work: Minutes,
}

/// Blocks laid on days.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    /// First and last day of each block.
    pub spans: Vec<(Date, Date)>,
    /// Every piece of work, by day and then by block.
    pub sessions: Vec<Session>,
}

impl Calendar {
    /// The last day of all.
    pub fn end(&self) -> Option<Date> {
        self.spans.iter().map(|s| s.1).max()
    }
}

impl Pace {
    /// One block after the other, so much a week, without a pause.
    pub fn new(start: Date, weekly: Minutes) -> Self {
        Self { start, weekly, parallel: 1, away: Vec::new() }
    }
    /// Minutes on day `i` from the first day on.
    fn capacity(&self, i: u64, day: Date) -> u64 {
        if self.away.iter().any(|a| a.contains(day)) {
            return 0;
        }
        let until = |days: u64| (u128::from(days) * u128::from(self.weekly.0)).div_ceil(7);
        u64::try_from(until(i + 1) - until(i)).unwrap_or(u64::MAX)
    }
}

/// What is left of a block, and the days it has taken so far.
#[derive(Debug, Clone, Copy)]
struct Going {
    left: u64,
    first: Option<Date>,
    last: Option<Date>,
}

/// Lays blocks on days: each day the blocks under way share the time evenly, in the order given; a block begins as soon
/// as those it waits for have ended, its day has come and there is a free place. `None` when there is no study time or
/// the calendar ends first.
pub fn lay(blocks: &[Block], pace: &Pace) -> Option<Calendar> {
    if pace.weekly.0 == 0 && blocks.iter().any(|b| b.work.0 > 0) {
        return None;
    }
    let mut going: Vec<Going> = blocks.iter().map(|b| Going { left: b.work.0, first: None, last: None }).collect();
    let mut sessions = Vec::new();
    let mut day = pace.start;
    for i in 0..MAX_DAYS {
        work_on(blocks, pace, &mut going, (i, day), &mut sessions);
        if going.iter().all(|g| g.last.is_some()) {
            let spans = going.iter().filter_map(|g| g.first.zip(g.last)).collect();
            return Some(Calendar { spans, sessions });
        }
        day = day.checked_add(1.day()).ok()?;
    }
    None
}

/// One day's work.
fn work_on(blocks: &[Block], pace: &Pace, going: &mut [Going], (i, day): (u64, Date), sessions: &mut Vec<Session>) {
    let mut time = pace.capacity(i, day);
    let mut spent = vec![0u64; blocks.len()];
    loop {
        begin(blocks, pace, going, day, time > 0);
        // What takes no time ends as soon as it begins, and may let others begin.
        let mut ended = false;
        for g in going.iter_mut().filter(|g| g.first.is_some() && g.last.is_none() && g.left == 0) {
            (g.last, ended) = (Some(day), true);
        }
        if ended {
            continue;
        }
        let active: Vec<usize> = (0..going.len()).filter(|&b| going[b].first.is_some() && going[b].left > 0).collect();
        if active.is_empty() || time == 0 {
            break;
        }
        for (nth, &b) in active.iter().enumerate() {
            let share = time.div_ceil((active.len() - nth) as u64).min(going[b].left);
            going[b].left -= share;
            spent[b] += share;
            time -= share;
        }
    }
    let worked = spent.iter().enumerate().filter(|(_, s)| **s > 0);
    sessions.extend(worked.map(|(block, &s)| Session { day, block, work: Minutes(s) }));
}

/// Lets blocks begin on `day`: those agreed on, then others while there are places; those with work only when there
/// is time left.
fn begin(blocks: &[Block], pace: &Pace, going: &mut [Going], day: Date, time_left: bool) {
    let (agreed, others): (Vec<usize>, Vec<usize>) = (0..blocks.len()).partition(|&b| blocks[b].agreed);
    for b in agreed.into_iter().chain(others) {
        let block = &blocks[b];
        if going[b].first.is_some() {
            continue;
        }
        let open = going.iter().filter(|g| g.first.is_some() && g.last.is_none()).count();
        let place = block.agreed || open < pace.parallel.max(1) as usize;
        let in_term = !block.on.is_empty();
        let due = block.not_before.is_none_or(|d| d <= day) && (!in_term || block.on.binary_search(&day).is_ok());
        let ready = block.after.iter().all(|&a| going[a].last.is_some())
            && block.beside.iter().all(|&a| going[a].first.is_some());
        if place && due && ready && (time_left || block.work.0 == 0 || in_term) {
            going[b].first = Some(day);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn chain(work: &[u64]) -> Vec<Block> {
        let after = |i: usize| i.checked_sub(1).into_iter().collect();
        work.iter().enumerate().map(|(i, &w)| Block { work: Minutes(w), after: after(i), ..Block::default() }).collect()
    }

    #[test]
    fn a_week_is_a_week() {
        let pace = Pace::new(date(2026, 12, 28), Minutes(360));
        let got = lay(&chain(&[360, 180, 0, 540]), &pace).expect("dates").spans;
        assert_eq!(got[0], (date(2026, 12, 28), date(2027, 1, 3)));
        assert_eq!(got[1], (date(2027, 1, 4), date(2027, 1, 7)));
        assert_eq!(got[2], (date(2027, 1, 7), date(2027, 1, 7)));
        assert_eq!(got[3], (date(2027, 1, 7), date(2027, 1, 17)));
    }

    #[test]
    fn no_time_and_no_calendar_left_are_no_dates() {
        assert_eq!(lay(&chain(&[60]), &Pace::new(date(2026, 1, 1), Minutes(0))), None);
        assert_eq!(lay(&chain(&[u64::MAX / 2]), &Pace::new(date(2026, 1, 1), Minutes(1))), None);
        assert_eq!(lay(&chain(&[6000]), &Pace::new(date(9999, 12, 1), Minutes(60))), None);
        assert_eq!(lay(&[], &Pace::new(date(2026, 1, 1), Minutes(0))).expect("nothing to do").end(), None);
    }

    #[test]
    fn two_at_once_share_the_day_and_a_place_that_falls_free_is_taken_that_day() {
        let blocks: Vec<Block> = [140, 280, 140].map(|w| Block { work: Minutes(w), ..Block::default() }).into();
        let pace = Pace { parallel: 2, ..Pace::new(date(2026, 1, 5), Minutes(7 * 40)) };
        let got = lay(&blocks, &pace).expect("dates");
        assert_eq!(got.spans[0], (date(2026, 1, 5), date(2026, 1, 11)));
        assert_eq!(got.spans[2], (date(2026, 1, 12), date(2026, 1, 18)));
        assert_eq!(got.spans[1], (date(2026, 1, 5), date(2026, 1, 18)));
    }

    #[test]
    fn what_may_run_beside_begins_together_where_there_are_places() {
        let block = |work, beside: &[usize]| Block { work: Minutes(work), beside: beside.to_vec(), ..Block::default() };
        let blocks = [block(140, &[]), block(140, &[0])];
        let one = Pace::new(date(2026, 1, 5), Minutes(140));
        let got = lay(&blocks, &one).expect("dates").spans;
        assert_eq!((got[0].1, got[1].0), (date(2026, 1, 11), date(2026, 1, 12)), "one place: one after the other");
        let got = lay(&blocks, &Pace { parallel: 2, ..one.clone() }).expect("dates").spans;
        assert_eq!((got[0].0, got[1].0), (date(2026, 1, 5), date(2026, 1, 5)));
        // What it runs beside begins late: so does it.
        let mut late = blocks;
        late[0].not_before = Some(date(2026, 2, 2));
        let got = lay(&late, &Pace { parallel: 2, ..one }).expect("dates").spans;
        assert_eq!((got[0].0, got[1].0), (date(2026, 2, 2), date(2026, 2, 2)));
    }

    #[test]
    fn a_course_of_a_term_begins_with_the_first_term_it_is_ready_for() {
        let on = vec![date(2026, 1, 11), date(2027, 1, 11)];
        let term = Block { work: Minutes(70), after: vec![0], on, agreed: true, ..Block::default() };
        let pace = Pace::new(date(2026, 1, 5), Minutes(70));
        let before = |work| Block { work: Minutes(work), ..Block::default() };
        let got = lay(&[before(50), term.clone()], &pace).expect("dates").spans;
        assert_eq!(got[1], (date(2026, 1, 11), date(2026, 1, 17)), "ready in time");
        let got = lay(&[before(700), term.clone()], &pace).expect("dates").spans;
        assert_eq!(got[1].0, date(2027, 1, 11), "ready too late for this year's");
        let away = vec![Away::week(date(2027, 1, 10))];
        let got = lay(&[before(700), term], &Pace { away, ..pace }).expect("dates").spans;
        assert_eq!(got[1], (date(2027, 1, 11), date(2027, 1, 23)), "it begins though there is no time that week");
    }

    #[test]
    fn what_begins_later_waits_and_others_go_first() {
        let mut blocks: Vec<Block> = [70, 70].map(|w| Block { work: Minutes(w), ..Block::default() }).into();
        blocks[0].not_before = Some(date(2026, 2, 2));
        let got = lay(&blocks, &Pace::new(date(2026, 1, 5), Minutes(70))).expect("dates").spans;
        assert_eq!(got[1], (date(2026, 1, 5), date(2026, 1, 11)));
        assert_eq!(got[0], (date(2026, 2, 2), date(2026, 2, 8)));
    }
}
