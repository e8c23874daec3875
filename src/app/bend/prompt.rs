//! A limit being typed: what it looks like, what one may choose instead, and what the text has to say.

use jiff::{Span, ToSpan as _, civil::Date};

use super::super::{Choice, LimitRow, State};
use crate::{
    domain::{Cents, Minutes},
    phrase,
};

/// What the value looks like.
pub(in crate::app) fn hint(limit: LimitRow) -> &'static str {
    match limit {
        LimitRow::Pace => "hours of work; empty for those of your file",
        LimitRow::Deadline => "2026-12-31, or 3 months; empty for none",
        LimitRow::Hours => "hours of work; empty for no limit",
        LimitRow::Budget => "an amount, 0 for nothing; empty for no limit",
        LimitRow::Must => "",
    }
}

/// What can be chosen for a limit other than hours per week.
pub(in crate::app) fn choices(state: &State, limit: LimitRow) -> Vec<Choice> {
    match limit {
        LimitRow::Pace | LimitRow::Must => Vec::new(),
        LimitRow::Deadline => {
            let months =
                [(1, "1 month"), (3, "3 months"), (6, "6 months"), (9, "9 months"), (12, "1 year"), (24, "2 years")];
            let day = |(months, name): (i32, &str)| {
                let day = state.today.checked_add(months.months()).ok()?;
                let now = state.bend.bounds.deadline == Some(day);
                Some(Choice { value: day.to_string(), name: name.to_owned(), about: phrase::day(day), now })
            };
            months.into_iter().filter_map(day).collect()
        }
        LimitRow::Hours => {
            let whole = state.plan.value.as_ref().map_or(0, |plan| plan.cost.work.0);
            let part = |percent: u64| {
                // Whole hours, so that what is put into the line is what is shown.
                let hours = (whole * percent).div_ceil(6000);
                let now = state.bend.bounds.max_hours == Some(Minutes(hours * 60));
                Choice {
                    value: hours.to_string(),
                    name: format!("{hours} h"),
                    about: format!("{percent}% of what your path takes"),
                    now,
                }
            };
            if whole == 0 { Vec::new() } else { [25, 50, 75, 100].map(part).into() }
        }
        LimitRow::Budget => {
            let whole = state.plan.value.as_ref().map_or(Cents(0), |plan| plan.cost.price);
            let amounts = [Cents(0), Cents(whole.0 / 400 * 100), Cents(whole.0 / 200 * 100), whole];
            let mut seen = std::collections::BTreeSet::new();
            let choice = |amount: Cents| Choice {
                value: amount.to_string(),
                name: if amount.0 == 0 { "nothing".to_owned() } else { phrase::price(amount, state.currency()) },
                about: if amount == whole { "what your path costs".to_owned() } else { String::new() },
                now: state.bend.bounds.budget == Some(amount),
            };
            amounts.into_iter().filter(|a| seen.insert(*a)).map(choice).collect()
        }
    }
}

/// Reads a last day: as a date, or as how long from today; an empty text is none.
///
/// # Errors
/// What it looks like, or that it is over.
pub fn read_day(text: &str, today: Date) -> Result<Option<Date>, String> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    let words = || "a day such as 2026-12-31, or from today: 10 weeks, 3 months, 1 year".to_owned();
    let day = match text.parse::<Date>() {
        Ok(day) => day,
        Err(_) => {
            let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).ok_or_else(words)?);
            let n: i32 = number.parse().map_err(|_| words())?;
            let span = Span::new();
            let span = match unit.trim().trim_end_matches('s') {
                "day" | "d" => span.try_days(n),
                "week" | "w" => span.try_weeks(n),
                "month" | "m" => span.try_months(n),
                "year" | "y" => span.try_years(n),
                _ => return Err(words()),
            };
            span.and_then(|span| today.checked_add(span)).map_err(|_| words())?
        }
    };
    if day < today { Err("that day is over".to_owned()) } else { Ok(Some(day)) }
}

/// Reads study time in all; an empty text is no limit.
///
/// # Errors
/// What it looks like.
pub fn read_hours(text: &str) -> Result<Option<Minutes>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let hours = text.trim_end_matches(['h', ' ']).replace(',', ".").parse::<f64>().ok();
    match hours.filter(|h| h.is_finite()).and_then(|h| Minutes::from_hours(h).ok()) {
        Some(hours) => Ok(Some(hours)),
        None => Err("hours, such as 120; nothing for no limit".to_owned()),
    }
}

/// Reads an amount of money; an empty text is no limit.
///
/// # Errors
/// What it looks like.
pub fn read_budget(text: &str) -> Result<Option<Cents>, String> {
    let text = text.trim().trim_start_matches(['$', '€', '£']).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let amount = text.replace(',', ".").parse::<f64>().ok().filter(|a| a.is_finite());
    match amount.and_then(|a| Cents::from_units(a).ok()) {
        Some(cents) => Ok(Some(cents)),
        None => Err("an amount, such as 49 or 12.50; nothing for no limit".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_read_or_refused() {
        let today: Date = "2026-01-31".parse().expect("a date");
        let day = |text: &str| read_day(text, today).map(|d| d.map(|d| d.to_string()));
        assert_eq!(day(" "), Ok(None));
        for (text, date) in [
            ("2026-12-31", "2026-12-31"),
            ("1 month", "2026-02-28"),
            ("10 weeks", "2026-04-11"),
            ("2Y", "2028-01-31"),
            ("0 days", "2026-01-31"),
        ] {
            assert_eq!(day(text), Ok(Some(date.to_owned())), "{text}");
        }
        for bad in
            ["2026-02-30", "tomorrow", "3", "3 moons", "99999999999 days", "9999 years", "2026-01-30", "-3 months"]
        {
            assert!(day(bad).is_err(), "{bad}");
        }
        assert_eq!(read_hours("120 h"), Ok(Some(Minutes(7200))));
        assert_eq!(read_hours(""), Ok(None));
        assert_eq!(read_budget("$ 12,50"), Ok(Some(Cents(1250))));
        assert_eq!((read_budget("0"), read_budget(" ")), (Ok(Some(Cents(0))), Ok(None)));
        for bad in ["-1", "inf", "NaN", "much", "1e300"] {
            assert!(read_hours(bad).is_err() && read_budget(bad).is_err(), "{bad}");
        }
    }
}
