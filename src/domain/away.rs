//! Days without study time.

use std::{fmt, str::FromStr};

use jiff::{
    ToSpan as _,
    civil::{Date, ISOWeekDate, Weekday},
};

/// A first and a last day, and all between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Away {
    first: Date,
    last: Date,
}

/// Why a text or two days are no time away.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AwayError {
    /// The text names neither days nor weeks.
    #[error("`{0}` is no time away; write 2026-12-21..2027-01-03, one day, or a week such as 2026-W52")]
    Text(String),
    /// It ends before it begins.
    #[error("{last} comes before {first}")]
    Backwards {
        /// The day given first.
        first: Date,
        /// The day given last.
        last: Date,
    },
}

impl Away {
    /// From `first` to `last`, both included.
    ///
    /// # Errors
    /// `last` comes before `first`.
    pub fn new(first: Date, last: Date) -> Result<Self, AwayError> {
        if last < first { Err(AwayError::Backwards { first, last }) } else { Ok(Self { first, last }) }
    }
    /// The seven days from `first` on.
    pub fn week(first: Date) -> Self {
        Self { first, last: first.saturating_add(6.days()) }
    }
    /// The first day.
    pub fn first(self) -> Date {
        self.first
    }
    /// The last day.
    pub fn last(self) -> Date {
        self.last
    }
    /// Whether `day` lies in it.
    pub fn contains(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
    /// How many days it has.
    pub fn days(self) -> u64 {
        self.first.until(self.last).map_or(0, |span| span.get_days().unsigned_abs().into()) + 1
    }
    /// The same days in order of time, as few stretches as will do: those that overlap or touch are one.
    pub fn merged(times: &[Self]) -> Vec<Self> {
        let mut sorted = times.to_vec();
        sorted.sort_unstable();
        let mut out: Vec<Self> = Vec::with_capacity(sorted.len());
        for time in sorted {
            match out.last_mut() {
                Some(before) if time.first <= before.last.saturating_add(1.day()) => {
                    before.last = before.last.max(time.last);
                }
                _ => out.push(time),
            }
        }
        out
    }
    /// The days of `times` that are in none of `back`, merged.
    pub fn except(times: &[Self], back: &[Self]) -> Vec<Self> {
        let mut left = Self::merged(times);
        for taken in back {
            let cut = |time: &Self| {
                let before =
                    taken.first.checked_sub(1.day()).ok().map(|last| Self { last: last.min(time.last), ..*time });
                let after =
                    taken.last.checked_add(1.day()).ok().map(|first| Self { first: first.max(time.first), ..*time });
                before.into_iter().chain(after).filter(|part| part.first <= part.last)
            };
            left = left.iter().flat_map(cut).collect();
        }
        left
    }
    /// Reads several, with commas or blanks between them; an empty text is none. Merged.
    ///
    /// # Errors
    /// The first that is no time away.
    pub fn list(text: &str) -> Result<Vec<Self>, AwayError> {
        let parts = text.split([',', ';', ' ', '\t', '\n']).filter(|part| !part.is_empty());
        Ok(Self::merged(&parts.map(str::parse).collect::<Result<Vec<_>, _>>()?))
    }
}

/// A day, or a week of the ISO calendar from Monday to Sunday.
fn day_or_week(text: &str) -> Option<Away> {
    if let Some((year, week)) = text.split_once("-W").or_else(|| text.split_once("-w")) {
        // As ISO 8601 writes it, so that nothing else is taken for a week by accident.
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(week, 2) {
            return None;
        }
        let monday = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?;
        return Some(Away::week(monday.date()));
    }
    let day: Date = text.parse().ok()?;
    (day.to_string() == text).then_some(Away { first: day, last: day })
}

impl fmt::Display for Away {
    /// As it is written in files: `2026-12-21..2027-01-03`, or one day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}..{}", self.first, self.last) }
    }
}

impl FromStr for Away {
    type Err = AwayError;
    /// Days and weeks may stand on either side: `2026-12-21..2027-W01` ends with that week's Sunday.
    fn from_str(text: &str) -> Result<Self, AwayError> {
        let text = text.trim();
        let part = |part: &str| day_or_week(part.trim()).ok_or_else(|| AwayError::Text(super::scrub(text)));
        match text.split_once("..") {
            Some((first, last)) => Self::new(part(first)?.first, part(last)?.last),
            None => part(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn away(text: &str) -> Away {
        text.parse().expect("a time away")
    }

    #[test]
    fn times_away_read_and_show() {
        for text in ["2026-12-21..2027-01-03", "2028-02-29"] {
            assert_eq!(away(text).to_string(), text);
        }
        for bad in [
            "2027-01-03..2026-12-21",
            "Christmas",
            "2026-02-29",
            "",
            "2026-W54",
            "2026-W5",
            "20261221",
            "..",
            "2027-W53",
        ] {
            assert!(bad.parse::<Away>().is_err(), "{bad}");
        }
        assert_eq!(Away::week("2026-12-28".parse().expect("a day")).to_string(), "2026-12-28..2027-01-03");
    }

    #[test]
    fn weeks_are_those_of_the_iso_calendar() {
        // 2026 has 53 weeks; the first week of 2025 begins in the year before.
        for (week, days) in [
            ("2026-W52", "2026-12-21..2026-12-27"),
            ("2026-W53", "2026-12-28..2027-01-03"),
            ("2025-w01", "2024-12-30..2025-01-05"),
            ("2026-W52..2026-W53", "2026-12-21..2027-01-03"),
            ("2026-W52..2027-01-06", "2026-12-21..2027-01-06"),
        ] {
            assert_eq!(away(week).to_string(), days);
        }
    }

    #[test]
    fn what_touches_is_one_and_days_can_be_taken_back() {
        let list = |text: &str| Away::list(text).expect("times away");
        let told = |all: &[Away]| all.iter().map(Away::to_string).collect::<Vec<_>>().join(", ");
        let winter = list("2027-02-08, 2026-12-28..2027-01-03  2026-12-21..2026-12-27, 2026-12-24");
        assert_eq!(told(&winter), "2026-12-21..2027-01-03, 2027-02-08");
        assert_eq!(winter[0].days(), 14);
        assert_eq!(
            told(&Away::except(&winter, &list("2026-12-24..2026-12-26"))),
            "2026-12-21..2026-12-23, 2026-12-27..2027-01-03, 2027-02-08"
        );
        assert_eq!(told(&Away::except(&winter, &list("2026-12-01..2026-12-31 2027-02-08"))), "2027-01-01..2027-01-03");
        assert_eq!(Away::except(&winter, &winter), []);
        assert_eq!(list(" , "), []);
        let ends = [away("-009999-01-01..9999-12-31"), away("9999-12-31")];
        assert_eq!(Away::except(&Away::merged(&ends), &ends), []);
    }
}
