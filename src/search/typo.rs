//! Typo tolerance: optimal string alignment distance at most one, in one pass.

/// Tokens shorter than this are never corrected: too many words are one slip away.
pub(super) const MIN_TYPO_CHARS: usize = 5;

/// How a token with one slip reads as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// The whole word, at distance one.
    Word,
    /// The word's first so many characters, at distance one: the word is still being typed.
    Prefix(usize),
}

/// Whether one insertion, deletion, substitution or swap of neighbours turns `token` into `word`
/// or into a beginning of it. `None` also when no slip is needed.
pub(super) fn slip<T: PartialEq>(token: &[T], word: &[T]) -> Option<Slip> {
    let first = token.iter().zip(word).position(|(a, b)| a != b);
    let Some(first) = first else {
        // One is the beginning of the other. A surplus last letter is a slip; a missing one is not.
        return (token.len() == word.len() + 1).then_some(Slip::Word);
    };
    let rest = |from: usize, to: usize| -> Option<Slip> {
        let (token, word_rest) = (token.get(from..)?, word.get(to..)?);
        if !word_rest.starts_with(token) {
            return None;
        }
        let end = to + token.len();
        Some(if end == word.len() { Slip::Word } else { Slip::Prefix(end) })
    };
    let swapped = || {
        let swap = token.get(first + 1)? == word.get(first)? && word.get(first + 1)? == token.get(first)?;
        if swap { rest(first + 2, first + 2) } else { None }
    };
    let ways = [swapped(), rest(first + 1, first + 1), rest(first, first + 1), rest(first + 1, first)];
    let mut best = None;
    for way in ways.into_iter().flatten() {
        if way == Slip::Word {
            return Some(way);
        }
        best = best.or(Some(way));
    }
    best
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(token: &str, word: &str) -> Option<Slip> {
        slip(token.as_bytes(), word.as_bytes())
    }

    #[test]
    fn slips_of_every_kind() {
        assert_eq!(read("pyhton", "python"), Some(Slip::Word));
        assert_eq!(read("machiine", "machine"), Some(Slip::Word));
        assert_eq!(read("databse", "database"), Some(Slip::Word));
        assert_eq!(read("statistiks", "statistics"), Some(Slip::Word));
        assert_eq!(read("mahcin", "machine"), Some(Slip::Prefix(6)));
        assert_eq!(read("databases", "database"), Some(Slip::Word));
        assert_eq!(read("python", "python"), None);
        assert_eq!(read("pytho", "python"), None);
        assert_eq!(read("pxxhon", "python"), None);
    }

    proptest! {
        #[test]
        fn agrees_with_the_distance_itself(token in "[ab]{0,7}", word in "[ab]{0,7}") {
            let whole = strsim::osa_distance(&token, &word) == 1;
            let close_prefix = (0..word.len()).any(|n| strsim::osa_distance(&token, &word[..n]) == 1);
            let begun = word.starts_with(&token);
            match read(&token, &word) {
                Some(Slip::Word) => prop_assert!(whole),
                Some(Slip::Prefix(n)) => prop_assert_eq!(strsim::osa_distance(&token, &word[..n]), 1),
                // What needs no slip is left to the better tiers.
                None => prop_assert!(begun || !(whole || close_prefix), "{} {}", token, word),
            }
        }
    }
}
