//! The query language: tokens, fzf's operators, and filters.

use unicode_normalization::UnicodeNormalization;

use super::{
    filter::{Filter, words},
    fold::fold,
};

/// Characters of a query that are read; nobody types more by hand.
const MAX_QUERY_CHARS: usize = 500;
/// Tokens of a query that are read.
const MAX_TOKENS: usize = 24;

/// What a token asks of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Matches in any tier.
    Loose,
    /// `'exact`: stands in a text as it is.
    Exact,
    /// `^prefix`: a text starts with it.
    Start,
    /// `suffix$`: a text ends with it.
    End,
    /// `^whole$`: a text is just this.
    Whole,
}

/// One token of a query, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// What to look for.
    pub(super) text: String,
    /// As it was typed, without operators.
    pub(super) typed: String,
    /// How to look for it.
    pub(super) kind: Kind,
    /// Whether a match rules the course out.
    pub(super) not: bool,
}

/// A query taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Query {
    /// What to look for.
    pub(super) tokens: Vec<Token>,
    /// Among which courses.
    pub(super) filters: Vec<Filter>,
}

/// Splits a query on white space. Operators without anything behind them are still being typed and
/// say nothing yet.
pub(super) fn parse(query: &str) -> Query {
    let query: String = query.nfc().take(MAX_QUERY_CHARS).collect();
    let mut parsed = Query::default();
    for (_, word) in words(&query).into_iter().take(MAX_TOKENS) {
        match Filter::read(word.strip_prefix('!').unwrap_or(word), word.starts_with('!')) {
            Some(filter) => parsed.filters.push(filter),
            None => parsed.tokens.extend(token(word)),
        }
    }
    parsed
}

/// The tokens alone, where there is nothing to filter.
pub(super) fn parse_tokens(query: &str) -> Vec<Token> {
    let query: String = query.nfc().take(MAX_QUERY_CHARS).collect();
    query.split_whitespace().filter_map(token).take(MAX_TOKENS).collect()
}

fn token(word: &str) -> Option<Token> {
    let (not, word) = match word.strip_prefix('!') {
        Some(rest) => (true, rest),
        None => (false, word),
    };
    let (kind, word) = if let Some(rest) = word.strip_prefix('\'') {
        (Kind::Exact, rest)
    } else {
        let start = word.strip_prefix('^');
        let rest = start.unwrap_or(word);
        // A lone `$` is no operator: there is nothing in front of it.
        let end = rest.strip_suffix('$').filter(|r| !r.is_empty());
        let kind = match (start.is_some(), end.is_some()) {
            (true, true) => Kind::Whole,
            (true, false) => Kind::Start,
            (false, true) => Kind::End,
            // `!not` is never corrected nor fuzzy.
            (false, false) if not => Kind::Exact,
            (false, false) => Kind::Loose,
        };
        (kind, end.unwrap_or(rest))
    };
    let text = fold(word);
    (!text.is_empty()).then(|| Token { text, typed: word.to_owned(), kind, not })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Vec<(String, Kind, bool)> {
        parse(query).tokens.into_iter().map(|t| (t.text, t.kind, t.not)).collect()
    }

    #[test]
    fn operators() {
        let t = |text: &str, kind, not| (text.to_owned(), kind, not);
        assert_eq!(read("  Machine  ÍNTRO "), [t("machine", Kind::Loose, false), t("intro", Kind::Loose, false)]);
        assert_eq!(read("'R !video"), [t("r", Kind::Exact, false), t("video", Kind::Exact, true)]);
        assert_eq!(read("^intro learning$"), [t("intro", Kind::Start, false), t("learning", Kind::End, false)]);
        assert_eq!(read("^python$ !^a"), [t("python", Kind::Whole, false), t("a", Kind::Start, true)]);
        assert_eq!(read("! ' ^ !' !^"), []);
        assert_eq!(read("$"), [t("$", Kind::Loose, false)]);
    }
}
