//! Completion of filters while a query is typed.

use super::{
    Facets, FilterName, LazyFacets,
    facets::{holds_words, slug},
    words,
};
use crate::{domain::Difficulty, search::scope::Scope};

/// One way a word can go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What replaces the word.
    pub text: String,
    /// The filter whose name it is, when it is no more than that.
    pub filter: Option<FilterName>,
    /// How many courses it keeps by itself, where that is known.
    pub courses: Option<usize>,
}

/// How a query can go on at its cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Completion {
    /// Where the word being typed starts, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The most likely first.
    pub candidates: Vec<Candidate>,
}

impl Completion {
    /// What all candidates begin with.
    pub fn common(&self) -> &str {
        let Some((first, rest)) = self.candidates.split_first() else { return "" };
        let shared = rest.iter().fold(first.text.len(), |len, other| {
            let same = first.text.char_indices().zip(other.text.chars()).take_while(|((_, a), b)| a == b);
            same.last().map_or(0, |((at, c), _)| at + c.len_utf8()).min(len)
        });
        &first.text[..shared]
    }
}

/// How the word of `query` in which `cursor` (a byte offset) stands can go on as a filter.
pub(in crate::search) fn complete(query: &str, cursor: usize, scope: &Scope<'_>, facets: &LazyFacets) -> Completion {
    let cursor = (0..=cursor.min(query.len())).rev().find(|&at| query.is_char_boundary(at)).unwrap_or(0);
    let word = words(query).into_iter().find(|&(at, word)| at < cursor && cursor <= at + word.len());
    let Some((start, word)) = word else { return Completion { start: cursor, end: cursor, candidates: Vec::new() } };
    let end = start + word.len();
    // Only what stands before the cursor says how the word begins.
    let typed = &query[start..cursor];
    let (not, typed) = typed.strip_prefix('!').map_or(("", typed), |rest| ("!", rest));
    let found = match typed.split_once(':') {
        None => names(typed),
        Some((name, value)) => match FilterName::read(name) {
            Some(name) => values(name, value.trim_start_matches('"'), scope, facets),
            None => Vec::new(),
        },
    };
    let candidates = found.into_iter().map(|c| Candidate { text: format!("{not}{}", c.text), ..c }).collect();
    Completion { start, end, candidates }
}

fn names(typed: &str) -> Vec<Candidate> {
    let typed = typed.to_lowercase();
    let begun = FilterName::ALL.into_iter().filter(|name| !typed.is_empty() && name.word().starts_with(&typed));
    begun.map(|name| Candidate { text: format!("{}:", name.word()), filter: Some(name), courses: None }).collect()
}

fn values(name: FilterName, typed: &str, scope: &Scope<'_>, facets: &LazyFacets) -> Vec<Candidate> {
    let examples: &[&str] = match name {
        FilterName::Hours => &["<10", "<20", "<50", "10..50", ">50"],
        FilterName::Price => &["<20", "<50", "<100", "20..100"],
        _ => &[],
    };
    let all: Vec<(String, Option<usize>)> = match name {
        FilterName::Free | FilterName::Ready | FilterName::Path => Vec::new(),
        FilterName::Hours | FilterName::Price => examples.iter().map(|e| ((*e).to_owned(), None)).collect(),
        FilterName::Skill | FilterName::Teaches => {
            let taught = |at| scope.catalog.taught_by(crate::domain::SkillIx::from_usize(at)).len();
            let skills = scope.catalog.skills().iter().enumerate();
            skills.map(|(at, skill)| (skill.id.to_string(), Some(taught(at)))).filter(|(_, n)| *n != Some(0)).collect()
        }
        // From easy to demanding, whether or not anything is.
        FilterName::Level => [Difficulty::Beginner, Difficulty::Intermediate, Difficulty::Advanced]
            .map(|d| (d.word().to_owned(), count(name, d.word(), facets.of(scope.catalog))))
            .into(),
        FilterName::Provider | FilterName::Platform | FilterName::Lang | FilterName::Format | FilterName::Tag => facets
            .of(scope.catalog)
            .get(name)
            .map_or_else(Vec::new, |f| f.values.iter().map(|(v, n)| (v.clone(), Some(*n))).collect()),
    };
    let wanted = if examples.is_empty() { slug(typed) } else { typed.to_owned() };
    let mut fitting: Vec<_> = (all.into_iter().enumerate())
        .filter(|(_, (value, _))| wanted.is_empty() || value.starts_with(&wanted) || holds_words(value, &wanted))
        .collect();
    let keeps_order = !examples.is_empty() || name == FilterName::Level;
    fitting.sort_by_key(|(at, (value, n))| {
        let most = if keeps_order { 0 } else { n.unwrap_or(0) };
        (!value.starts_with(&wanted), std::cmp::Reverse(most), *at)
    });
    let text = |value| format!("{}:{value}", name.word());
    fitting.into_iter().map(|(_, (v, n))| Candidate { text: text(v), filter: None, courses: n }).collect()
}

fn count(name: FilterName, value: &str, facets: &Facets) -> Option<usize> {
    facets.get(name)?.values.iter().find(|(v, _)| v == value).map(|(_, n)| *n)
}
