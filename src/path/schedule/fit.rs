//! What fits before a deadline, and the pace at which something fits.

use jiff::civil::Date;

use super::Pace;
use crate::domain::{Away, Minutes};

/// Study time from the first day of `pace` to `end`, both included, without the days away: the most that can be laid
/// there.
pub(crate) fn capacity(pace: &Pace, end: Date) -> Minutes {
    let room = Room::new(pace, end);
    Minutes(u64::try_from(room.minutes(pace.weekly.0)).unwrap_or(u64::MAX))
}

/// The least study time per week with which so much fits from the first day of `pace` to `end`, both included;
/// `None` when there is no day left. What `pace` says of study time does not count.
pub(crate) fn least_weekly(total: Minutes, pace: &Pace, end: Date) -> Option<Minutes> {
    if total.0 == 0 {
        return Some(Minutes(0));
    }
    let room = Room::new(pace, end);
    let days = room.days - room.away.iter().map(|(from, to)| to - from).sum::<u128>();
    if days == 0 {
        return None;
    }
    // Each stretch of days is off its even share by less than a minute; so less than this is never enough.
    let slack = room.away.len() as u128 + 1;
    let start = (u128::from(total.0).saturating_sub(slack) * 7 / days).max(1);
    let enough = (start..).find(|&weekly| room.minutes_of(weekly) >= u128::from(total.0))?;
    Some(Minutes(u64::try_from(enough).unwrap_or(u64::MAX)))
}

/// Days counted from the first: how many there are, and the stretches of them that are away, ends not included.
struct Room {
    days: u128,
    away: Vec<(u128, u128)>,
}

impl Room {
    fn new(pace: &Pace, end: Date) -> Self {
        let number = |day: Date| pace.start.until(day).map_or(0, |span| i64::from(span.get_days()));
        let days = (number(end) + 1).max(0);
        let away = Away::merged(&pace.away)
            .into_iter()
            .map(|a| (number(a.first()).clamp(0, days), (number(a.last()) + 1).clamp(0, days)))
            .filter(|(from, to)| from < to)
            .map(|(from, to)| (from.unsigned_abs().into(), to.unsigned_abs().into()));
        Self { days: days.unsigned_abs().into(), away: away.collect() }
    }
    fn minutes(&self, weekly: u64) -> u128 {
        self.minutes_of(weekly.into())
    }
    fn minutes_of(&self, weekly: u128) -> u128 {
        let until = |days: u128| (days * weekly).div_ceil(7);
        until(self.days) - self.away.iter().map(|(from, to)| until(*to) - until(*from)).sum::<u128>()
    }
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan as _, civil::date};

    use super::{
        super::{Block, lay},
        *,
    };

    #[test]
    fn what_fits_before_a_deadline_ends_by_it() {
        let start = date(2026, 1, 5);
        let away = ["2026-01-01..2026-01-06", "2026-01-11", "2026-01-14..2026-01-15"];
        for away in [&[][..], &away[..1], &away] {
            let away: Vec<Away> = away.iter().map(|a| a.parse().expect("days")).collect();
            for weekly in [1, 7, 60, 361, 900] {
                let pace = Pace { away: away.clone(), ..Pace::new(start, Minutes(weekly)) };
                for left in 0..20 {
                    let end = start.checked_add(left.days()).expect("a date");
                    let most = capacity(&pace, end);
                    let last = |total: u64| {
                        let block = Block { work: Minutes(total), ..Block::default() };
                        lay(&[block], &pace).and_then(|c| c.end()).expect("dates")
                    };
                    assert!(most.0 == 0 || last(most.0) <= end, "{weekly} a week, {left} days");
                    assert!(last(most.0 + 1) > end, "{weekly} a week, {left} days");
                    let at = |w: u64| capacity(&Pace { weekly: Minutes(w), ..pace.clone() }, end);
                    match least_weekly(most, &pace, end) {
                        None => assert_eq!((at(900), most), (Minutes(0), Minutes(0))),
                        Some(least) => {
                            assert!(least.0 <= weekly && at(least.0) >= most);
                            assert!((0..least.0).all(|w| at(w) < most), "no less will do");
                        }
                    }
                }
            }
        }
        let pace = Pace::new(start, Minutes(60));
        assert_eq!(least_weekly(Minutes(60), &pace, date(2026, 1, 4)), None);
        assert_eq!(capacity(&pace, date(2025, 12, 1)), Minutes(0));
    }
}
