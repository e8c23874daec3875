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
            // Codes are typed without what parts them: `cs2500`, `21241`, `6006`.
            let glued: String = course.id.as_str().chars().filter(|c| c.is_alphanumeric()).collect();
            if glued.len() < course.id.as_str().len() && glued.contains(|c: char| c.is_ascii_digit()) {
                builder.add(Field::Id, &glued);
            }
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
        let tokens = query::telling(&query.tokens);
        let mut found = self.run(&tokens, phrase.as_ref(), among.as_deref(), limit);
        if found.total == 0
            && let Some((fewer, words)) = self.fewer(&tokens, among.as_deref())
        {
            found = self.run(&fewer, phrase.as_ref(), among.as_deref(), limit);
            notes.push(SearchNote::LeftOut { words });
        }
        notes.append(&mut found.notes);
        let SearchResults { results, total, .. } = found;
        if total == 0 {
            // What ends in a colon is text, unless nothing has it.
            let words = query.tokens.iter().filter_map(|t| t.typed.strip_suffix(':'));
            let names = words.filter(|w| !w.is_empty() && w.chars().all(|c| c.is_ascii_alphabetic()));
            notes.extend(names.map(|w| SearchNote::NoFilter { word: w.to_owned(), near: filter::near_name(w) }));
        }
        SearchResults { results, total, notes }
    }

    fn run(&self, tokens: &[Token], phrase: Option<&Token>, among: Option<&[bool]>, limit: usize) -> SearchResults {
        let mut search = Search::new(&self.corpus, tokens, phrase);
        let (found, total) = search.run(among, limit);
        let results = (found.iter())
            .map(|f| Hit { course: CourseIx::from_usize(f.doc), score: f.score, matched: search.matches(f.doc) })
            .collect();
        SearchResults { results, total, notes: search.notes(found.first()) }
    }

    /// The plain tokens that courses do match, most of them, and the words left out for it: the ones without which
    /// the best course is the best, the earlier word of two that are as good. Nothing where no word matches at all,
    /// or where what was typed asks for more than words.
    fn fewer(&self, tokens: &[Token], among: Option<&[bool]>) -> Option<(Vec<Token>, Vec<String>)> {
        let plain: Vec<usize> =
            (0..tokens.len()).filter(|&i| tokens[i].kind == Kind::Loose && !tokens[i].not).collect();
        if !(2..=MAX_TRIED).contains(&plain.len()) {
            return None;
        }
        for out in 1..plain.len() {
            let mut best: Option<(i64, Vec<usize>)> = None;
            for without in choices(&plain, out) {
                let kept: Vec<Token> = (tokens.iter().enumerate())
                    .filter(|(i, _)| !without.contains(i))
                    .map(|(_, token)| token.clone())
                    .collect();
                let (found, _) = Search::new(&self.corpus, &kept, None).run(among, 1);
                if let Some(first) = found.first()
                    && best.as_ref().is_none_or(|(score, _)| first.score > *score)
                {
                    best = Some((first.score, without));
                }
            }
            if let Some((_, without)) = best {
                let words = without.iter().map(|&i| tokens[i].typed.clone()).collect();
                let kept = (tokens.iter().enumerate()).filter(|(i, _)| !without.contains(i)).map(|(_, t)| t.clone());
                return Some((kept.collect(), words));
            }
        }
        None
    }

    /// How the word of `query` at `cursor`, a byte offset, can go on as a filter.
    pub fn complete(&self, scope: &Scope<'_>, query: &str, cursor: usize) -> Completion {
        filter::complete(query, cursor, scope, &self.facets)
    }
}

/// Words of a query of which some are left out when no course has all; a longer one is no query but a text.
const MAX_TRIED: usize = 6;

/// All ways to take `count` of `from`, in order.
fn choices(from: &[usize], count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut out = Vec::new();
    for (at, &first) in from.iter().enumerate() {
        for mut rest in choices(&from[at + 1..], count - 1) {
            rest.insert(0, first);
            out.push(rest);
        }
    }
    out
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
        Token { typed: text.clone(), text, kind: Kind::Exact, not: false, accented: None }
    })
}
