//! Days without study time.

use std::{fmt, str::FromStr};

use jiff::{ToSpan as _, civil::Date};

/// A first and a last day, and all between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Away {
    first: Date,
    last: Date,
}

/// Why a text or two days are no time away.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AwayError {
    /// The text is neither a day nor two of them.
    #[error("`{0}` is no time away; write 2026-12-21..2027-01-03, or one day")]
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
}

impl fmt::Display for Away {
    /// As it is written in files: `2026-12-21..2027-01-03`, or one day.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}..{}", self.first, self.last) }
    }
}

impl FromStr for Away {
    type Err = AwayError;
    fn from_str(text: &str) -> Result<Self, AwayError> {
        let day = |part: &str| part.trim().parse::<Date>().map_err(|_| AwayError::Text(text.trim().to_owned()));
        match text.split_once("..") {
            Some((first, last)) => Self::new(day(first)?, day(last)?),
            None => day(text).map(|d| Self { first: d, last: d }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_away_read_and_show() {
        for text in ["2026-12-21..2027-01-03", "2028-02-29"] {
            assert_eq!(text.parse::<Away>().expect(text).to_string(), text);
        }
        assert!("2027-01-03..2026-12-21".parse::<Away>().is_err());
        assert!("Christmas".parse::<Away>().is_err());
        assert!("2026-02-29".parse::<Away>().is_err());
        assert_eq!(Away::week("2026-12-28".parse().expect("a day")).to_string(), "2026-12-28..2027-01-03");
    }
}
