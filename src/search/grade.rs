//! How good a match is: its tier, and its quality within the tier.

/// How a token matches a text, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The token is a whole word, or several.
    Word,
    /// A word starts with it.
    Prefix,
    /// It stands inside a word.
    Substring,
    /// One slip of the keyboard away from a word, or from the beginning of one.
    Typo,
    /// Its letters occur in this order.
    Fuzzy,
}

impl Tier {
    /// Points, more for better tiers.
    pub(super) fn points(self) -> i64 {
        5 - self as i64
    }
    /// The tier below, as far as contiguous matches go.
    pub(super) fn demoted(self) -> Self {
        match self {
            Self::Word => Self::Prefix,
            Self::Prefix => Self::Substring,
            other => other,
        }
    }
}

/// Best possible [`Grade::quality`].
pub(super) const MAX_QUALITY: u16 = 1000;

/// A token against one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grade {
    /// How it matches.
    pub(super) tier: Tier,
    /// How well within the tier, 500..=[`MAX_QUALITY`].
    pub(super) quality: u16,
}

impl Grade {
    /// Whether `self` is the better match.
    pub(super) fn beats(self, other: Self) -> bool {
        (other.tier, self.quality) > (self.tier, other.quality)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tier_first_then_quality() {
        let grade = |tier, quality| Grade { tier, quality };
        assert!(grade(Tier::Word, 500).beats(grade(Tier::Prefix, 1000)));
        assert!(grade(Tier::Word, 501).beats(grade(Tier::Word, 500)));
        assert!(!grade(Tier::Word, 500).beats(grade(Tier::Word, 500)));
        assert!(!grade(Tier::Fuzzy, 1000).beats(grade(Tier::Typo, 500)));
    }
}
