//! A path on a calendar: so many hours a week, one turn after the other.

use jiff::{ToSpan as _, civil::Date};

use crate::domain::Minutes;

/// First and last day of each turn, from `start` on, at `weekly` study time spread evenly over seven
/// days. `None` when there is no study time, or the calendar ends first.
pub(crate) fn days(turns: &[Minutes], weekly: Minutes, start: Date) -> Option<Vec<(Date, Date)>> {
    if weekly.0 == 0 {
        return None;
    }
    let day = |minutes: u64| -> Option<Date> {
        let days = i64::try_from(u128::from(minutes) * 7 / u128::from(weekly.0)).ok()?;
        start.checked_add(days.checked_rem(10_000_000).filter(|d| *d == days)?.days()).ok()
    };
    let mut spent = 0u64;
    (turns.iter())
        .map(|turn| {
            let first = day(spent)?;
            spent = spent.checked_add(turn.0)?;
            let last = if turn.0 == 0 { first } else { day(spent - 1)? };
            Some((first, last))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_is_a_week() {
        let turns = [Minutes(360), Minutes(180), Minutes(0), Minutes(540)];
        let got = days(&turns, Minutes(360), date(2026, 12, 28)).expect("dates");
        assert_eq!(got[0], (date(2026, 12, 28), date(2027, 1, 3)));
        assert_eq!(got[1], (date(2027, 1, 4), date(2027, 1, 7)));
        assert_eq!(got[2], (date(2027, 1, 7), date(2027, 1, 7)));
        assert_eq!(got[3], (date(2027, 1, 7), date(2027, 1, 17)));
    }

    #[test]
    fn no_time_and_no_calendar_left_are_no_dates() {
        assert_eq!(days(&[Minutes(60)], Minutes(0), date(2026, 1, 1)), None);
        assert_eq!(days(&[Minutes(u64::MAX / 2)], Minutes(1), date(2026, 1, 1)), None);
        assert_eq!(days(&[Minutes(6000)], Minutes(60), date(9999, 12, 1)), None);
    }
}
