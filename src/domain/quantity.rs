//! Durations and money as exact integers.

use std::{fmt, iter::Sum, ops::Add, str::FromStr};

/// Longest duration accepted for one course, in hours.
pub const MAX_HOURS: f64 = 100_000.0;
/// Highest price accepted for one course, in whole currency units.
pub const MAX_PRICE: f64 = 10_000_000.0;
/// Most credits accepted for one course or asked for by one clause.
pub const MAX_CREDITS: f64 = 10_000.0;

/// Why a number or a text is not a quantity.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum QuantityError {
    /// Not a finite number of hours in 0..=[`MAX_HOURS`].
    #[error("hours must be a number from 0 to {MAX_HOURS}, and {0} is not")]
    Hours(f64),
    /// Not a finite price in 0..=[`MAX_PRICE`].
    #[error("a price must be a number from 0 to {MAX_PRICE}, and {0} is not")]
    Price(f64),
    /// Not a finite number of credits in 0..=[`MAX_CREDITS`].
    #[error("credits are a number from 0 to {MAX_CREDITS}, and {0} is not")]
    Credits(f64),
    /// Not three letters.
    #[error("`{0}` is no ISO 4217 currency code; three letters such as USD")]
    Currency(String),
}

/// A duration in minutes; written in hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minutes(pub u64);

impl Minutes {
    /// Reads hours, rounded to the nearest minute.
    pub fn from_hours(hours: f64) -> Result<Self, QuantityError> {
        if !(0.0..=MAX_HOURS).contains(&hours) {
            return Err(QuantityError::Hours(hours));
        }
        Ok(Self((hours * 60.0).round() as u64))
    }
    /// Reads a duration the ways people write one: `1.5`, `1,5 h`, `90m`, `1:30`, `1h30`.
    ///
    /// # Errors
    /// What it looks like.
    pub fn from_text(text: &str) -> Result<Self, String> {
        let text = text.trim().to_lowercase().replace(',', ".");
        let whole = |t: &str| t.trim().parse::<u16>().ok();
        let minutes = |t: &str| t.trim().trim_end_matches("in").trim_end_matches('m').trim_end().to_owned();
        let parsed = if let Some((hours, rest)) = text.split_once(':').or(text.split_once('h')) {
            match minutes(rest).as_str() {
                "" => hours.trim().parse::<f64>().ok(),
                rest => {
                    whole(hours).zip(whole(rest).filter(|m| *m < 60)).map(|(h, m)| f64::from(h) + f64::from(m) / 60.0)
                }
            }
        } else if text.ends_with(['m', 'n']) {
            minutes(&text).parse::<f64>().ok().map(|m| m / 60.0)
        } else {
            text.parse::<f64>().ok()
        };
        let hours = parsed.ok_or_else(|| "hours such as 1.5, or 90m, or 1:30".to_owned())?;
        Self::from_hours(hours).map_err(|e| e.to_string())
    }
    /// The duration in hours.
    pub fn hours(self) -> f64 {
        self.0 as f64 / 60.0
    }
}

impl fmt::Display for Minutes {
    /// Hours without a unit, to at most two decimals: `168`, `7.5`, `0.25`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.hours());
        f.pad(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

/// An amount of money in hundredths of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Cents(pub u64);

impl Cents {
    /// Reads whole units, rounded to the nearest hundredth.
    pub fn from_units(units: f64) -> Result<Self, QuantityError> {
        if !(0.0..=MAX_PRICE).contains(&units) {
            return Err(QuantityError::Price(units));
        }
        Ok(Self((units * 100.0).round() as u64))
    }
    /// The amount in whole units.
    pub fn units(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

impl fmt::Display for Cents {
    /// Units without a currency: `49.99`, `0`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if self.0.is_multiple_of(100) {
            format!("{}", self.0 / 100)
        } else {
            format!("{}.{:02}", self.0 / 100, self.0 % 100)
        };
        f.pad(&text)
    }
}

/// What a course counts for, in hundredths of a credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Credits(pub u32);

impl Credits {
    /// Reads whole credits, rounded to the nearest hundredth.
    pub fn from_units(units: f64) -> Result<Self, QuantityError> {
        if !(0.0..=MAX_CREDITS).contains(&units) {
            return Err(QuantityError::Credits(units));
        }
        Ok(Self((units * 100.0).round() as u32))
    }
    /// The credits as a number.
    pub fn units(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl fmt::Display for Credits {
    /// Without a unit, to at most two decimals: `8`, `7.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:.2}", self.units());
        f.pad(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

macro_rules! additive {
    ($name:ident) => {
        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0.saturating_add(other.0))
            }
        }
        impl Sum for $name {
            fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
                iter.fold(Self::default(), Add::add)
            }
        }
    };
}
additive!(Minutes);
additive!(Cents);

/// An ISO 4217 currency code, upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The code as text.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("three ASCII letters")
    }
}

impl Default for Currency {
    fn default() -> Self {
        Self(*b"USD")
    }
}

impl FromStr for Currency {
    type Err = QuantityError;
    fn from_str(text: &str) -> Result<Self, QuantityError> {
        match text.trim().as_bytes() {
            [a, b, c] if [a, b, c].iter().all(|x| x.is_ascii_alphabetic()) => {
                Ok(Self([*a, *b, *c].map(|x| x.to_ascii_uppercase())))
            }
            _ => Err(QuantityError::Currency(text.to_owned())),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_read_and_print() {
        assert_eq!(Minutes::from_hours(7.5).expect("fine").to_string(), "7.5");
        assert_eq!(Minutes(60 * 168).to_string(), "168");
        assert_eq!(Minutes(20).to_string(), "0.33");
        assert!(Minutes::from_hours(f64::NAN).is_err());
        assert!(Minutes::from_hours(-1.0).is_err());
        for (text, minutes) in
            [("1.5", 90), ("1,5 h", 90), ("90m", 90), ("90 min", 90), ("1:30", 90), ("1h30", 90), ("2h", 120), ("0", 0)]
        {
            assert_eq!(Minutes::from_text(text), Ok(Minutes(minutes)), "{text}");
        }
        for bad in ["", "h", "m", "1:60", "1:-5", "one", "nan", "inf", "1e9", ":", "-1"] {
            assert!(Minutes::from_text(bad).is_err(), "{bad}");
        }
        assert_eq!(Cents::from_units(49.99).expect("fine").to_string(), "49.99");
        assert_eq!("usd".parse::<Currency>().expect("fine").code(), "USD");
        assert!("€".parse::<Currency>().is_err());
    }
}
