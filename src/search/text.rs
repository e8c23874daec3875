//! One searchable text and how a token stands in it as it is.

use memchr::memmem::Finder;

use super::{
    fold::fold,
    grade::{Grade, MAX_QUALITY, Tier},
    query::Kind,
};

/// A text of the catalog, folded once.
#[derive(Debug, Clone)]
pub(super) struct Text {
    /// As the catalog has it.
    pub(super) original: Box<str>,
    /// Folded for comparison.
    pub(super) folded: Box<str>,
    /// Which characters occur in `folded`.
    pub(super) mask: u64,
    /// Byte ranges of the words of `folded`.
    pub(super) words: Box<[(u32, u32)]>,
}

impl Text {
    /// Folds `original`; with its words, if tokens may be corrected against them.
    pub(super) fn new(original: &str, with_words: bool) -> Self {
        let folded = fold(original);
        let words = if with_words { words(&folded) } else { Box::default() };
        Self { original: original.into(), mask: mask(&folded), folded: folded.into(), words }
    }

    /// How a token stands in this text without any correction.
    pub(super) fn contiguous(&self, token: &str, kind: Kind, finder: &Finder<'_>) -> Option<Grade> {
        let mut best: Option<(Tier, usize)> = None;
        self.occurrences(token, kind, finder, |tier, at| {
            if best.is_none_or(|(t, _)| tier < t) {
                best = Some((tier, at));
            }
            tier == Tier::Word
        });
        let (tier, at) = best?;
        let half = usize::from(MAX_QUALITY) / 2;
        // Of two texts the token stands in, the one it says more of; a text it opens, first of all.
        let covered = token.len() * (half * 3 / 5) / self.folded.len().max(1);
        let opens = if at == 0 { half * 2 / 5 } else { 0 };
        Some(Grade { tier, quality: u16::try_from(half + covered + opens).unwrap_or(MAX_QUALITY) })
    }

    /// Calls `visit` with the tier and byte offset of each occurrence until it returns true.
    pub(super) fn occurrences(
        &self,
        token: &str,
        kind: Kind,
        finder: &Finder<'_>,
        mut visit: impl FnMut(Tier, usize) -> bool,
    ) {
        let text = &*self.folded;
        let at_end = text.len().checked_sub(token.len());
        match kind {
            Kind::Loose | Kind::Exact => {
                for at in finder.find_iter(text.as_bytes()) {
                    if visit(tier_at(text, token, at), at) {
                        return;
                    }
                }
            }
            Kind::Start if text.starts_with(token) => {
                visit(tier_at(text, token, 0), 0);
            }
            Kind::End if text.ends_with(token) => {
                let at = at_end.unwrap_or(0);
                visit(tier_at(text, token, at), at);
            }
            Kind::Whole if text == token => {
                visit(Tier::Word, 0);
            }
            Kind::Start | Kind::End | Kind::Whole => {}
        }
    }
}

fn tier_at(text: &str, token: &str, at: usize) -> Tier {
    let edge = |outside: Option<char>, inside: Option<char>| match (outside, inside) {
        (Some(o), Some(i)) => !(is_word(o) && is_word(i)),
        _ => true,
    };
    let end = at + token.len();
    if !edge(text[..at].chars().next_back(), token.chars().next()) {
        Tier::Substring
    } else if edge(text[end..].chars().next(), token.chars().next_back()) {
        Tier::Word
    } else {
        Tier::Prefix
    }
}

/// Letters and digits, and the signs of C++ and C#.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '+' | '#')
}

fn words(folded: &str) -> Box<[(u32, u32)]> {
    let mut words = Vec::new();
    let mut start = None;
    let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    for (at, c) in folded.char_indices() {
        match (is_word(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push((position(from), position(at)));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.push((position(from), position(folded.len())));
    }
    words.into()
}

/// A set of characters in 64 bits: letters and digits exactly, the rest shared.
pub(super) fn mask(folded: &str) -> u64 {
    folded.chars().fold(0, |mask, c| {
        let bit = match c {
            'a'..='z' => c as u32 - 'a' as u32,
            '0'..='9' => 26 + (c as u32 - '0' as u32),
            other => 36 + other as u32 % 28,
        };
        mask | 1 << bit
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(text: &str, token: &str, kind: Kind) -> Option<Tier> {
        Text::new(text, true).contiguous(token, kind, &Finder::new(token)).map(|g| g.tier)
    }

    #[test]
    fn tiers_of_contiguous_matches() {
        assert_eq!(tier("Learn Python now", "python", Kind::Loose), Some(Tier::Word));
        assert_eq!(tier("Learn Python now", "pyth", Kind::Loose), Some(Tier::Prefix));
        assert_eq!(tier("Learn Python now", "ytho", Kind::Loose), Some(Tier::Substring));
        assert_eq!(tier("Learn Python now", "n now", Kind::Loose), Some(Tier::Substring));
        assert_eq!(tier("Pythons and Python", "python", Kind::Loose), Some(Tier::Word));
        assert_eq!(tier("C++ for all", "c++", Kind::Loose), Some(Tier::Word));
        assert_eq!(tier("C++ for all", "c", Kind::Loose), Some(Tier::Prefix));
        assert_eq!(tier("mit-18.06", "18.06", Kind::Loose), Some(Tier::Word));
        assert_eq!(tier("机器学习", "学习", Kind::Loose), Some(Tier::Substring));
    }

    #[test]
    fn operators_bind_to_the_ends() {
        assert_eq!(tier("Python now", "py", Kind::Start), Some(Tier::Prefix));
        assert_eq!(tier("My Python", "py", Kind::Start), None);
        assert_eq!(tier("My Python", "python", Kind::End), Some(Tier::Word));
        assert_eq!(tier("My Python", "on", Kind::End), Some(Tier::Substring));
        assert_eq!(tier("Python", "python", Kind::Whole), Some(Tier::Word));
        assert_eq!(tier("Py", "python", Kind::End), None);
    }

    #[test]
    fn fuller_and_earlier_is_better() {
        let quality = |text: &str| {
            Text::new(text, true).contiguous("python", Kind::Loose, &Finder::new("python")).map(|g| g.quality)
        };
        assert_eq!(quality("Python"), Some(MAX_QUALITY));
        assert!(quality("Python for all") > quality("All of Python"));
        assert!(quality("A Python") > quality("Some long title with Python"));
    }
}
