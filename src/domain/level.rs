//! Mastery of a skill as an exact integer.

use std::fmt;

/// Mastery of a skill, in thousandths: 0 (none) to 1000 (expert). On screen and in files 0.00–1.00.
///
/// An integer, so that a gap of 0.9 − 0.8 equals one of 0.4 − 0.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Level(u16);

/// Why a number is not a level.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("a level lies between 0 and 1, and {0} does not")]
pub struct LevelError(pub f64);

impl Level {
    /// Nothing known.
    pub const ZERO: Self = Self(0);
    /// Expert.
    pub const MAX: Self = Self(1000);

    /// A level of `thousandths`, capped at 1000.
    pub const fn new(thousandths: u16) -> Self {
        Self(if thousandths > 1000 { 1000 } else { thousandths })
    }
    /// Reads 0.0–1.0, rounded to the nearest thousandth.
    pub fn from_f64(value: f64) -> Result<Self, LevelError> {
        if !(0.0..=1.0).contains(&value) {
            return Err(LevelError(value));
        }
        Ok(Self((value * 1000.0).round() as u16))
    }
    /// Thousandths, 0–1000.
    pub const fn thousandths(self) -> u16 {
        self.0
    }
    /// The level as 0.0–1.0.
    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
    /// How far `self` is below `required`; zero when it is not.
    pub fn gap_to(self, required: Self) -> Self {
        Self(required.0.saturating_sub(self.0))
    }
    /// The written anchor at or below this level: none, awareness (0.25), working (0.50),
    /// practitioner (0.75), expert (1.00).
    pub fn anchor(self) -> &'static str {
        match self.0 {
            0..250 => "none",
            250..500 => "awareness",
            500..750 => "working",
            750..1000 => "practitioner",
            _ => "expert",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Two decimals on screen, a third only where it carries something.
        let text = if self.0.is_multiple_of(10) {
            format!("{}.{:02}", self.0 / 1000, self.0 % 1000 / 10)
        } else {
            format!("{}.{:03}", self.0 / 1000, self.0 % 1000)
        };
        f.pad(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_exact() {
        let l = |x| Level::from_f64(x).expect("in range");
        assert_eq!(l(0.8).gap_to(l(0.9)), l(0.3).gap_to(l(0.4)));
        assert_eq!(l(0.9).gap_to(l(0.8)), Level::ZERO);
        for bad in [1.2, -0.1, f64::NAN, f64::INFINITY] {
            assert!(Level::from_f64(bad).is_err(), "{bad}");
        }
        assert_eq!(l(0.75).to_string(), "0.75");
        assert_eq!(l(0.125).to_string(), "0.125");
        assert_eq!(l(1.0).to_string(), "1.00");
        assert_eq!(l(0.74).anchor(), "working");
    }
}
