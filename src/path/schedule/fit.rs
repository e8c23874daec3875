//! What fits before a deadline, and the pace at which something fits.

use jiff::civil::Date;

use crate::domain::Minutes;

/// Study time from `start` to `end`, both included, at an even pace without a pause: the most that can be laid there.
pub(crate) fn capacity(weekly: Minutes, start: Date, end: Date) -> Minutes {
    Minutes(u64::try_from((u128::from(weekly.0) * days_in(start, end)).div_ceil(7)).unwrap_or(u64::MAX))
}

/// The least study time per week with which so much fits from `start` to `end`, both included; `None` when
/// there is no day left.
pub(crate) fn pace(total: Minutes, start: Date, end: Date) -> Option<Minutes> {
    let days = days_in(start, end);
    if total.0 == 0 {
        return Some(Minutes(0));
    }
    // The time of so many days, rounded up to whole minutes, has to reach the total.
    let needed = u128::from(total.0 - 1) * 7 + 1;
    (days > 0).then(|| Minutes(u64::try_from(needed.div_ceil(days)).unwrap_or(u64::MAX)))
}

fn days_in(start: Date, end: Date) -> u128 {
    start.until(end).map_or(0, |span| u128::try_from(i64::from(span.get_days()) + 1).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use jiff::{ToSpan as _, civil::date};

    use super::{
        super::{Block, Pace, lay},
        *,
    };

    #[test]
    fn what_fits_before_a_deadline_ends_by_it() {
        let start = date(2026, 1, 5);
        for weekly in [1, 7, 60, 361, 900] {
            for left in 0..20 {
                let end = start.checked_add(left.days()).expect("a date");
                let most = capacity(Minutes(weekly), start, end);
                let last = |total: u64| {
                    let block = Block { work: Minutes(total), ..Block::default() };
                    lay(&[block], &Pace::new(start, Minutes(weekly))).and_then(|c| c.end()).expect("dates")
                };
                assert!(last(most.0) <= end && last(most.0 + 1) > end, "{weekly} a week, {left} days");
                let least = pace(most, start, end).expect("a pace");
                assert!(least.0 <= weekly && capacity(least, start, end) >= most);
                assert!(least.0 == 0 || capacity(Minutes(least.0 - 1), start, end) < most);
            }
        }
        assert_eq!(pace(Minutes(60), start, date(2026, 1, 4)), None);
        assert_eq!(capacity(Minutes(60), start, date(2025, 12, 1)), Minutes(0));
    }
}
