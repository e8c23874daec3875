//! When a course can begin.

use std::str::FromStr;

use jiff::civil::{Date, date};

use super::Away;

/// A term: the stretches of days it has, each year's again where no year is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What courses call it.
    pub id: String,
    /// Its stretches of days; a course given in a term begins on the first day of one.
    pub spans: Vec<TermSpan>,
}

/// One stretch of days of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermSpan {
    /// Once.
    Once(Away),
    /// Every year: month and day of the first and of the last day.
    Yearly {
        /// The first.
        first: (i8, i8),
        /// The last.
        last: (i8, i8),
    },
}

/// A month and day as written, `01-11`; the 29th of February is the 28th where there is none.
fn day_of_year(text: &str) -> Option<(i8, i8)> {
    let (month, day) = text.split_once('-')?;
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    Date::new(2024, month, day).ok().map(|_| (month, day))
}

fn in_year(year: i16, (month, day): (i8, i8)) -> Date {
    Date::new(year, month, day).unwrap_or_else(|_| date(year, 2, 28))
}

impl FromStr for TermSpan {
    type Err = String;

    /// Reads `2026-01-12..2026-05-20`, or `01-12..05-20` for every year.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Some((first, last)) = text.split_once("..")
            && let (Some(first), Some(last)) = (day_of_year(first.trim()), day_of_year(last.trim()))
        {
            return Ok(Self::Yearly { first, last });
        }
        text.parse().map(Self::Once).map_err(|_| {
            format!("`{text}` is no stretch of days; write 2026-01-12..2026-05-20, or 01-12..05-20 for every year")
        })
    }
}

impl Term {
    /// The first day of the term on or after `day`, if there is one.
    pub fn begins_from(&self, day: Date) -> Option<Date> {
        (self.spans.iter())
            .filter_map(|span| match span {
                TermSpan::Once(days) => Some(days.first()).filter(|first| *first >= day),
                TermSpan::Yearly { first, .. } => {
                    let this = in_year(day.year(), *first);
                    if this >= day { Some(this) } else { day.year().checked_add(1).map(|y| in_year(y, *first)) }
                }
            })
            .min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_begins_each_year_again_unless_its_years_are_written() {
        let term = |spans: &[&str]| Term {
            id: "t".into(),
            spans: spans.iter().map(|s| s.parse().expect("a stretch")).collect(),
        };
        let spring = term(&["01-11..05-20"]);
        assert_eq!(spring.begins_from(date(2026, 1, 5)), Some(date(2026, 1, 11)));
        assert_eq!(spring.begins_from(date(2026, 1, 11)), Some(date(2026, 1, 11)));
        assert_eq!(spring.begins_from(date(2026, 2, 16)), Some(date(2027, 1, 11)));
        assert_eq!(term(&["02-29..03-30"]).begins_from(date(2026, 1, 1)), Some(date(2026, 2, 28)));
        let once = term(&["2026-09-01..2026-12-15", "2027-01-11..2027-05-20"]);
        assert_eq!(once.begins_from(date(2026, 9, 2)), Some(date(2027, 1, 11)));
        assert_eq!(once.begins_from(date(2027, 2, 1)), None);
        for bad in ["", "spring", "13-01..14-01", "01-32..02-01", "2026-05-01..2026-04-01"] {
            assert!(bad.parse::<TermSpan>().is_err(), "{bad}");
        }
    }
}
