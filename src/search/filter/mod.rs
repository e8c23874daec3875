//! Filters: `name:value` in a query keeps the courses of which that is true.

mod amount;
mod complete;
mod facets;
mod judge;
mod name;

pub(super) use complete::complete;
pub use complete::{Candidate, Completion};
use facets::Facets;
pub(super) use facets::LazyFacets;
pub(super) use judge::{judge, near_name};
pub use name::FilterName;

/// A filter as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Filter {
    /// Which one; nothing for a name there is no filter of.
    pub(super) name: Option<FilterName>,
    /// The word in front of the colon.
    pub(super) word: String,
    /// What stands behind it, without quotes.
    pub(super) value: String,
    /// Whether it keeps the courses of which it is not true.
    pub(super) not: bool,
}

impl Filter {
    /// Reads a word of a query, negation taken off already. `None`: it is text.
    ///
    /// A name there is no filter of counts only with a value: titles are full of colons at the end
    /// of a word.
    pub(super) fn read(word: &str, not: bool) -> Option<Self> {
        let (name, value) = word.split_once(':')?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic());
        // Addresses are text.
        if !is_name || value.starts_with("//") {
            return None;
        }
        let known = FilterName::read(name);
        if known.is_none() && value.is_empty() {
            return None;
        }
        let value = value.trim_matches('"').trim();
        Some(Self { name: known, word: name.to_ascii_lowercase(), value: value.to_owned(), not })
    }

    /// As it can be typed again.
    pub(super) fn text(&self) -> String {
        let not = if self.not { "!" } else { "" };
        let quote = if self.value.contains(' ') { "\"" } else { "" };
        format!("{not}{}:{quote}{}{quote}", self.word, self.value)
    }
}

/// The words of a query: split on white space, except within quotes behind a filter's colon. With
/// the byte offset of each.
pub(super) fn words(query: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let (mut start, mut quoted, mut before) = (None, false, ' ');
    for (at, c) in query.char_indices() {
        match (c, quoted) {
            ('"', true) => quoted = false,
            ('"', false) if before == ':' => quoted = true,
            _ => {}
        }
        if c.is_whitespace() && !quoted {
            words.extend(start.take().map(|from| (from, &query[from..at])));
        } else {
            start.get_or_insert(at);
        }
        before = c;
    }
    words.extend(start.map(|from| (from, &query[from..])));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_filter_and_what_is_text() {
        let read = |word| Filter::read(word, false).map(|f| (f.name, f.value));
        let is = |name, value: &str| Some((Some(name), value.to_owned()));
        assert_eq!(read("level:beginner"), is(FilterName::Level, "beginner"));
        assert_eq!(read("Language:en"), is(FilterName::Lang, "en"));
        assert_eq!(read("free:"), is(FilterName::Free, ""));
        assert_eq!(read("provider:\"open university\""), is(FilterName::Provider, "open university"));
        assert_eq!(read("lnag:en"), Some((None, "en".to_owned())));
        for text in ["databases:", "https://example.org", "12:30", ":", "a-b:c", "python"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn quotes_hold_a_value_together() {
        let split = |query| words(query).into_iter().map(|(_, w)| w).collect::<Vec<_>>();
        assert_eq!(split("  a provider:\"open univ\" \"b c\""), ["a", "provider:\"open univ\"", "\"b", "c\""]);
        assert_eq!(split("tag:\"still being typed"), ["tag:\"still being typed"]);
        assert_eq!(words("é x"), [(0, "é"), (3, "x")]);
    }
}
