//! Amounts in filters: `<20`, `<=20`, `>20`, `>=20`, `=20`, `20`, `5..20`, `5..`, `..20`.

/// The whole numbers that an amount allows, both ends included; none if `least > most`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// The smallest.
    pub(super) least: u64,
    /// The largest.
    pub(super) most: u64,
}

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoAmount {
    /// It is not complete: more is still to be typed.
    Unfinished,
    /// It cannot be read.
    Unreadable,
}

impl Span {
    /// Everything.
    pub(super) const ALL: Self = Self { least: 0, most: u64::MAX };

    /// Whether it allows `amount`.
    pub(super) fn holds(self, amount: u64) -> bool {
        (self.least..=self.most).contains(&amount)
    }

    /// Reads an amount; `unit` makes a whole number of each number that is written.
    pub(super) fn read(text: &str, unit: &dyn Fn(f64) -> Option<u64>) -> Result<Self, NoAmount> {
        let number = |text: &str| {
            let text = text.trim();
            if text.is_empty() {
                return Err(NoAmount::Unfinished);
            }
            text.parse().ok().and_then(unit).ok_or(NoAmount::Unreadable)
        };
        let text = text.trim();
        if let Some((low, high)) = text.split_once("..") {
            let end = |text: &str, open: u64| if text.trim().is_empty() { Ok(open) } else { number(text) };
            let (least, most) = (end(low, 0)?, end(high, u64::MAX)?);
            return if least > most { Err(NoAmount::Unreadable) } else { Ok(Self { least, most }) };
        }
        let nothing = Self { least: 1, most: 0 };
        if let Some(rest) = text.strip_prefix("<=") {
            Ok(Self { most: number(rest)?, ..Self::ALL })
        } else if let Some(rest) = text.strip_prefix(">=") {
            Ok(Self { least: number(rest)?, ..Self::ALL })
        } else if let Some(rest) = text.strip_prefix('<') {
            Ok(number(rest)?.checked_sub(1).map_or(nothing, |most| Self { most, ..Self::ALL }))
        } else if let Some(rest) = text.strip_prefix('>') {
            Ok(number(rest)?.checked_add(1).map_or(nothing, |least| Self { least, ..Self::ALL }))
        } else {
            let just = number(text.strip_prefix('=').unwrap_or(text))?;
            Ok(Self { least: just, most: just })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_and_ranges() {
        let minutes = |hours: f64| crate::domain::Minutes::from_hours(hours).ok().map(|m| m.0);
        let read = |text| Span::read(text, &minutes).map(|s| (s.least, s.most));
        assert_eq!(read("<20"), Ok((0, 1199)));
        assert_eq!(read("<=20"), Ok((0, 1200)));
        assert_eq!(read(">1.5"), Ok((91, u64::MAX)));
        assert_eq!(read(">=2"), Ok((120, u64::MAX)));
        assert_eq!(read("=2"), Ok((120, 120)));
        assert_eq!(read("2"), Ok((120, 120)));
        assert_eq!(read("5..20"), Ok((300, 1200)));
        assert_eq!(read("..20"), Ok((0, 1200)));
        assert_eq!(read("5.."), Ok((300, u64::MAX)));
        assert_eq!(read("<0"), Ok((1, 0)));
        for text in ["", "<", ">=", "="] {
            assert_eq!(read(text), Err(NoAmount::Unfinished), "{text}");
        }
        for text in ["x", "<x", "-5", "nan", "inf", "<1e99", "20..5", "5..x", "1..2..3", "<<5"] {
            assert_eq!(read(text), Err(NoAmount::Unreadable), "{text}");
        }
    }
}
