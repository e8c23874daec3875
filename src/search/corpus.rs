//! Documents made of fields, and the search over them.

use std::collections::HashMap;

use fuzzy_matcher::skim::SkimMatcherV2;

use super::{
    field::{Field, FieldMatch, SearchNote},
    grade::{Grade, Tier},
    query::{self, Kind},
    ranges,
    scan::Scan,
    text::Text,
};

/// A document found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    /// Which document.
    pub(super) doc: usize,
    /// More is better: a million per tier and token, then field and fit.
    pub(super) score: i64,
    field: Field,
}

const TIER_STEP: i64 = 1_000_000;
/// For tokens that stand in the title as one phrase, in the order typed.
const PHRASE_BONUS: i64 = 2_000;

/// The texts of many documents, each kept once.
#[derive(Debug, Clone, Default)]
pub(super) struct Corpus {
    texts: Vec<Text>,
    slots: Vec<(Field, u32)>,
    /// Where each document's slots end.
    ends: Vec<usize>,
}

/// Builds a [`Corpus`].
#[derive(Default)]
pub(super) struct Builder {
    corpus: Corpus,
    shared: HashMap<String, u32>,
}

impl Builder {
    /// Adds a text to the document under way.
    pub(super) fn add(&mut self, field: Field, text: &str) {
        if text.is_empty() {
            return;
        }
        let texts = &mut self.corpus.texts;
        let mut push = || {
            texts.push(Text::new(text, field != Field::Summary));
            u32::try_from(texts.len() - 1).expect("a catalog has fewer than 2^32 texts")
        };
        let id = match field {
            Field::Title | Field::Summary | Field::Id => push(),
            _ => match self.shared.get(text) {
                Some(&id) => id,
                None => {
                    let id = push();
                    self.shared.insert(text.to_owned(), id);
                    id
                }
            },
        };
        self.corpus.slots.push((field, id));
    }
    /// Ends the document.
    pub(super) fn finish_doc(&mut self) {
        let start = self.corpus.ends.last().copied().unwrap_or(0);
        self.corpus.slots[start..].sort_by_key(|(field, _)| *field);
        self.corpus.ends.push(self.corpus.slots.len());
    }
    /// The corpus.
    pub(super) fn build(self) -> Corpus {
        self.corpus
    }
}

/// A query at work on a corpus.
pub(super) struct Search<'c, 'q> {
    corpus: &'c Corpus,
    scans: Vec<Scan<'q>>,
    phrase: Option<Scan<'q>>,
    matcher: SkimMatcherV2,
    /// For each scan, the best tier in anything found.
    best_tiers: Vec<Option<Tier>>,
}

impl<'c, 'q> Search<'c, 'q> {
    pub(super) fn new(corpus: &'c Corpus, tokens: &'q [query::Token], phrase: Option<&'q query::Token>) -> Self {
        let mut scans: Vec<_> = tokens.iter().map(|t| Scan::new(t, corpus.texts.len())).collect();
        // What rules most out goes first; the order changes no answer.
        scans.sort_by_key(|s| (s.token.not, std::cmp::Reverse(s.token.text.len())));
        let best_tiers = vec![None; scans.len()];
        Self { corpus, scans, phrase: phrase.map(|t| Scan::new(t, 0)), matcher: SkimMatcherV2::default(), best_tiers }
    }

    /// All documents that match, best first as far as `limit` goes.
    pub(super) fn run(&mut self, limit: usize) -> (Vec<Found>, usize) {
        let mut found: Vec<Found> = (0..self.corpus.ends.len()).filter_map(|doc| self.doc(doc)).collect();
        let total = found.len();
        let key = |f: &Found| (std::cmp::Reverse(f.score), f.field, f.doc);
        if limit < total {
            found.select_nth_unstable_by_key(limit, key);
            found.truncate(limit);
        }
        found.sort_unstable_by_key(key);
        (found, total)
    }

    fn doc(&mut self, doc: usize) -> Option<Found> {
        let (corpus, matcher) = (self.corpus, &self.matcher);
        let slots = corpus.slots_of(doc);
        let mut found = Found { doc, score: 0, field: Field::Summary };
        let mut tiers = [None; 32];
        for (i, scan) in self.scans.iter_mut().enumerate() {
            let hit = grade(corpus, slots, scan, matcher);
            if scan.token.not {
                if hit.is_some() {
                    return None;
                }
                continue;
            }
            let (tier, field, points) = hit?;
            found.score += tier.points() * TIER_STEP + points;
            found.field = found.field.min(field);
            if let Some(slot) = tiers.get_mut(i) {
                *slot = Some(tier);
            }
        }
        if let Some(phrase) = &mut self.phrase {
            let in_title = |&&(field, id): &&(Field, u32)| {
                field == Field::Title && phrase.contiguous(usize::MAX, &corpus.texts[id as usize]).is_some()
            };
            if slots.iter().find(in_title).is_some() {
                found.score += PHRASE_BONUS;
            }
        }
        for (best, tier) in self.best_tiers.iter_mut().zip(tiers) {
            *best = match (*best, tier) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        Some(found)
    }

    /// Every text of a document in which a token matches, with the characters that do.
    pub(super) fn matches(&mut self, doc: usize) -> Vec<FieldMatch> {
        let (corpus, matcher) = (self.corpus, &self.matcher);
        let mut out: Vec<FieldMatch> = Vec::new();
        for &(field, id) in corpus.slots_of(doc) {
            let text = &corpus.texts[id as usize];
            let mut marked = Vec::new();
            for scan in self.scans.iter_mut().filter(|s| !s.token.not) {
                let literal = scan.contiguous(id as usize, text).map(|g| g.tier);
                let tier = literal.or_else(|| {
                    // Corrections are shown only where they are what made the document match.
                    let (best, at, _) = grade(corpus, corpus.slots_of(doc), scan, matcher)?;
                    (best >= Tier::Typo && at == field).then_some(best)
                });
                if let Some(tier) = tier
                    && (tier != Tier::Fuzzy || scan.fuzzy(text, matcher).is_some())
                {
                    marked.extend(scan.ranges(text, tier, matcher));
                }
            }
            let ranges = ranges::union(marked);
            if !ranges.is_empty() {
                out.push(FieldMatch { field, text: text.original.to_string(), ranges });
            }
        }
        out
    }

    /// What to say about the search, given the best document found.
    pub(super) fn notes(&self, best: Option<&Found>) -> Vec<SearchNote> {
        let Some(best) = best else { return Vec::new() };
        let mut notes = Vec::new();
        for (scan, tier) in self.scans.iter().zip(&self.best_tiers) {
            if *tier != Some(Tier::Typo) {
                continue;
            }
            let mut word: Option<(Grade, &str)> = None;
            for &(field, id) in self.corpus.slots_of(best.doc).iter().filter(|(field, _)| field.is_loose()) {
                let text = &self.corpus.texts[id as usize];
                if let Some((grade, (start, end))) = scan.typo(text)
                    && word.is_none_or(|(old, _)| field == Field::Title && grade.beats(old))
                {
                    word = Some((grade, &text.folded[start..end]));
                }
            }
            notes.extend(
                word.map(|(_, word)| SearchNote::ReadAs { typed: scan.token.typed.clone(), word: word.to_owned() }),
            );
        }
        notes
    }
}

impl Corpus {
    fn slots_of(&self, doc: usize) -> &[(Field, u32)] {
        let start = if doc == 0 { 0 } else { self.ends[doc - 1] };
        &self.slots[start..self.ends[doc]]
    }
}

/// A token against a document: the best tier, the field it is best in, and points within the tier.
fn grade(
    corpus: &Corpus,
    slots: &[(Field, u32)],
    scan: &mut Scan<'_>,
    matcher: &SkimMatcherV2,
) -> Option<(Tier, Field, i64)> {
    let text = |id: u32| &corpus.texts[id as usize];
    let literal = best(slots.iter().filter_map(|&(f, id)| Some((f, f.grade(scan.contiguous(id as usize, text(id))?)))));
    if literal.is_some() || scan.token.kind != Kind::Loose || scan.token.not {
        return literal;
    }
    let loose = || slots.iter().filter(|(field, _)| field.is_loose());
    best(loose().filter_map(|&(f, id)| Some((f, scan.typo(text(id))?.0))))
        .or_else(|| best(loose().filter_map(|&(f, id)| Some((f, scan.fuzzy(text(id), matcher)?)))))
}

/// The best grade, its field, and points: its weighted quality, and a tenth of what other fields add.
fn best(grades: impl Iterator<Item = (Field, Grade)>) -> Option<(Tier, Field, i64)> {
    let mut best: Option<(Tier, i64, Field)> = None;
    // Several aliases of one skill are one piece of evidence: the best per weight counts.
    let mut by_weight = [0_i64; 9];
    for (field, grade) in grades {
        let points = i64::from(grade.quality) * field.weight();
        let seen = &mut by_weight[usize::try_from(field.weight()).unwrap_or(0)];
        *seen = (*seen).max(points);
        if best.is_none_or(|(t, p, f)| (grade.tier, -points, field) < (t, -p, f)) {
            best = Some((grade.tier, points, field));
        }
    }
    let (tier, points, field) = best?;
    let all: i64 = by_weight.iter().sum();
    Some((tier, field, points + (all - points).max(0) / 10))
}
