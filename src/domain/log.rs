//! Study time by day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Minutes;

/// Time studied on each day; days without any have no entry.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StudyLog(BTreeMap<Date, Minutes>);

impl StudyLog {
    /// Whether no day has an entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// Every day with an entry, in order.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = (Date, Minutes)> + '_ {
        self.0.iter().map(|(&day, &time)| (day, time))
    }
    /// The time of one day.
    pub fn on(&self, day: Date) -> Minutes {
        self.0.get(&day).copied().unwrap_or_default()
    }
    /// The time of all days.
    pub fn total(&self) -> Minutes {
        self.0.values().copied().sum()
    }
    /// The time from one day to another, both included.
    pub fn between(&self, first: Date, last: Date) -> Minutes {
        self.days().filter(|(day, _)| (first..=last).contains(day)).map(|(_, time)| time).sum()
    }
    /// Adds to a day.
    pub fn add(&mut self, day: Date, time: Minutes) {
        if time.0 > 0 {
            let entry = self.0.entry(day).or_default();
            *entry = *entry + time;
        }
    }
    /// Takes at most `time` from a day; gives what was taken.
    pub fn take(&mut self, day: Date, time: Minutes) -> Minutes {
        let Some(entry) = self.0.get_mut(&day) else { return Minutes(0) };
        let taken = time.min(*entry);
        *entry = Minutes(entry.0 - taken.0);
        if entry.0 == 0 {
            self.0.remove(&day);
        }
        taken
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_has_one_entry_and_none_without_time() {
        let (monday, tuesday) = (date(2026, 1, 5), date(2026, 1, 6));
        let mut log = StudyLog::default();
        log.add(tuesday, Minutes(60));
        log.add(monday, Minutes(30));
        log.add(monday, Minutes(15));
        log.add(date(2026, 1, 7), Minutes(0));
        assert_eq!(log.days().collect::<Vec<_>>(), [(monday, Minutes(45)), (tuesday, Minutes(60))]);
        assert_eq!(log.between(tuesday, date(2026, 12, 31)), Minutes(60));
        assert_eq!(log.take(monday, Minutes(50)), Minutes(45), "no more than there is");
        assert_eq!(log.take(monday, Minutes(1)), Minutes(0));
        assert_eq!((log.total(), log.on(monday)), (Minutes(60), Minutes(0)));
    }
}
