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
    /// In lower case with the accents it was typed with, where it has any: what is spelled so comes first.
    pub(super) accented: Option<String>,
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
        let (not, bare) = negated(word);
        match Filter::read(bare, not) {
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
    let (not, word) = negated(word);
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
    let word = if kind == Kind::Loose { bare(word) } else { word };
    let text = fold(word);
    let lower = word.to_lowercase();
    let accented = (lower != text).then_some(lower);
    (!text.is_empty()).then(|| Token { text, typed: word.to_owned(), kind, not, accented })
}

/// Whether a word is ruled out, as `!word` or `-word`, and the word.
fn negated(word: &str) -> (bool, &str) {
    if let Some(rest) = word.strip_prefix('!') {
        return (true, rest);
    }
    match word.strip_prefix('-') {
        Some(rest) if rest.starts_with(char::is_alphabetic) => (true, rest),
        _ => (false, word),
    }
}

/// A word without the quotes, brackets and marks of the sentence it was taken from. `c++`, `c#`, `.net` and `node.js`
/// stay as they are, and so does what is nothing but marks, or ends in the colon of a filter to be typed.
fn bare(word: &str) -> &str {
    let quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '(' | ')' | '[' | ']' | '{' | '}');
    let stop = |c: char| quote(c) || matches!(c, ',' | ';' | '?' | '!' | '.' | '…' | '\'' | '’');
    let trimmed = word.trim_start_matches(|c| quote(c) || matches!(c, ',' | ';')).trim_end_matches(stop);
    if trimmed.contains(char::is_alphanumeric) { trimmed } else { word }
}

/// Words that hold a sentence together and name nothing: nobody leaves a course out because it lacks one.
const SMALL: [&str; 22] = [
    "a", "about", "an", "and", "by", "for", "from", "how", "i", "in", "into", "is", "my", "of", "on", "the", "to",
    "want", "what", "where", "with", "your",
];

/// The tokens that say something: without small words, where another word stands beside them. The last may be the
/// beginning of a longer one.
pub(super) fn telling(tokens: &[Token]) -> Vec<Token> {
    let small = |t: &Token| t.kind == Kind::Loose && !t.not && SMALL.contains(&t.text.as_str());
    let last = tokens.len().saturating_sub(1);
    let kept = tokens.iter().enumerate().filter(|(i, token)| *i == last || !small(token));
    let kept: Vec<Token> = kept.map(|(_, token)| token.clone()).collect();
    if kept.iter().any(|t| !t.not) { kept } else { tokens.to_vec() }
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
        assert_eq!(
            read("-java r-help -1"),
            [t("java", Kind::Exact, true), t("r-help", Kind::Loose, false), t("-1", Kind::Loose, false),]
        );
    }

    #[test]
    fn marks_of_a_sentence_are_no_letters() {
        let texts = |query: &str| parse(query).tokens.into_iter().map(|t| t.text).collect::<Vec<_>>();
        assert_eq!(texts("\"python\" “data”, (r) learning. why?!"), ["python", "data", "r", "learning", "why"]);
        assert_eq!(
            texts("c++ c# .net f# node.js 6.006 machine,learning"),
            ["c++", "c#", ".net", "f#", "node.js", "6.006", "machine,learning",]
        );
        assert_eq!(texts("... ,"), ["...", ","]);
    }

    #[test]
    fn small_words_tell_nothing_beside_others() {
        let texts = |query: &str| telling(&parse(query).tokens).into_iter().map(|t| t.text).collect::<Vec<_>>();
        assert_eq!(texts("how to learn the sql"), ["learn", "sql"]);
        assert_eq!(texts("machine in"), ["machine", "in"]);
        assert_eq!(texts("the !sql"), ["the", "sql"]);
    }
}
