//! The search index of a catalog.

use super::{
    corpus::{Builder, Corpus, Search},
    field::{Field, FieldMatch, SearchNote},
    filter::{self, Completion, FilterName, LazyFacets},
    fold::fold,
    query::{self, Kind, Token},
    scope::Scope,
};
use crate::domain::{Catalog, CourseIx};

/// The texts of a catalog's courses, ready to be searched.
#[derive(Debug, Clone)]
pub struct SearchIndex {
    corpus: Corpus,
    /// Gathered by the first filter.
    facets: LazyFacets,
}

/// One course found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Which course.
    pub course: CourseIx,
    /// Higher is better; 0 when nothing was asked.
    pub score: i64,
    /// Where it matched, most telling field first.
    pub matched: Vec<FieldMatch>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchResults {
    /// The best hits, best first; ties in id order.
    pub results: Vec<Hit>,
    /// How many courses match in all.
    pub total: usize,
    /// What else is worth saying.
    pub notes: Vec<SearchNote>,
}

impl SearchIndex {
    /// Indexes a catalog: under a millisecond for a few hundred courses.
    pub fn new(catalog: &Catalog) -> Self {
        let mut builder = Builder::default();
        for course in catalog.courses() {
            builder.add(Field::Title, &course.title);
            builder.add(Field::Id, course.id.as_str());
            let title = fold(&course.title);
            for &(skill, _) in &course.teaches {
                let skill = catalog.skill(skill);
                // Of all that teach the skill, first those that say so in the title: "ml" means
                // *Machine Learning* before what teaches some of it on the way.
                let is_main = title.contains(&fold(&skill.name));
                builder.add_slot(Field::Skill, &skill.name, is_main);
                // Ids such as `cpp` are names of their own; most only repeat the name.
                if fold(&skill.name).replace(' ', "-") != skill.id.as_str() {
                    builder.add(Field::Skill, skill.id.as_str());
                }
                skill.aliases.iter().for_each(|alias| builder.add_slot(Field::Alias, alias, is_main));
            }
            course.tags.iter().for_each(|tag| builder.add(Field::Tag, tag));
            // What a course merely touches is found as its labels are, after all that teach it.
            for skill in course.touches.iter().map(|&s| catalog.skill(s)) {
                builder.add(Field::Tag, &skill.name);
                skill.aliases.iter().for_each(|alias| builder.add(Field::Tag, alias));
            }
            if let Some(difficulty) = course.difficulty {
                builder.add(Field::Difficulty, difficulty.word());
            }
            builder.add(Field::Format, course.format.as_deref().unwrap_or_default());
            builder.add(Field::Provider, &course.provider);
            builder.add(Field::Platform, course.platform.as_deref().unwrap_or_default());
            builder.add(Field::Summary, &course.summary);
            builder.finish_doc();
        }
        Self { corpus: builder.build(), facets: LazyFacets::default() }
    }

    /// The courses that match every token of `query` and that every filter keeps, the best `limit` of
    /// them. Nothing asked: all courses in id order. `scope` has the catalog that was indexed.
    pub fn search(&self, scope: &Scope<'_>, query: &str, limit: usize) -> SearchResults {
        let query = query::parse(query);
        let (among, mut notes) = filter::judge(&query.filters, scope, &self.facets);
        let phrase = phrase(&query.tokens);
        let mut search = Search::new(&self.corpus, &query.tokens, phrase.as_ref());
        let (found, total) = search.run(among.as_deref(), limit);
        let results = (found.iter())
            .map(|f| Hit { course: CourseIx::from_usize(f.doc), score: f.score, matched: search.matches(f.doc) })
            .collect();
        notes.extend(search.notes(found.first()));
        if total == 0 {
            // What ends in a colon is text, unless nothing has it.
            let words = query.tokens.iter().filter_map(|t| t.typed.strip_suffix(':'));
            let names = words.filter(|w| !w.is_empty() && w.chars().all(|c| c.is_ascii_alphabetic()));
            notes.extend(names.map(|w| SearchNote::NoFilter { word: w.to_owned(), near: filter::near_name(w) }));
        }
        SearchResults { results, total, notes }
    }

    /// How the word of `query` at `cursor`, a byte offset, can go on as a filter.
    pub fn complete(&self, scope: &Scope<'_>, query: &str, cursor: usize) -> Completion {
        filter::complete(query, cursor, scope, &self.facets)
    }
}

/// Whether a query has a `path:` filter, so that a path is needed to answer it.
pub fn asks_for_path(query: &str) -> bool {
    query::parse(query).filters.iter().any(|f| f.name == Some(FilterName::Path))
}

/// All plain tokens in the order typed, if there are several.
pub(super) fn phrase(tokens: &[Token]) -> Option<Token> {
    let plain: Vec<&str> = (tokens.iter()).filter(|t| t.kind == Kind::Loose && !t.not).map(|t| &*t.text).collect();
    (plain.len() > 1).then(|| {
        let text = plain.join(" ");
        Token { typed: text.clone(), text, kind: Kind::Exact, not: false }
    })
}
