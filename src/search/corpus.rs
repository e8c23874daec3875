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
/// For tokens that stand in the title as one phrase, in the order typed. Worth one tier of one token:
/// "web dev" means *Web Development* before what web.dev offers.
const PHRASE_BONUS: i64 = TIER_STEP;

/// One text of one document.
#[derive(Debug, Clone, Copy)]
struct Slot {
    field: Field,
    text: u32,
    /// Whether it names what the document is about first of all.
    is_main: bool,
}

/// Points within the tier for matching a main text.
const MAIN_BONUS: i64 = 300;

/// The texts of many documents, each kept once.
#[derive(Debug, Clone, Default)]
pub(super) struct Corpus {
    texts: Vec<Text>,
    slots: Vec<Slot>,
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
        self.add_slot(field, text, false);
    }
    /// Adds a text that names what the document is about first of all, if `is_main`.
    pub(super) fn add_slot(&mut self, field: Field, text: &str, is_main: bool) {
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
        self.corpus.slots.push(Slot { field, text: id, is_main });
    }
    /// Ends the document.
    pub(super) fn finish_doc(&mut self) {
        let start = self.corpus.ends.last().copied().unwrap_or(0);
        self.corpus.slots[start..].sort_by_key(|slot| slot.field);
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

    /// All documents that match, best first as far as `limit` goes; with `among`, of those it marks.
    pub(super) fn run(&mut self, among: Option<&[bool]>, limit: usize) -> (Vec<Found>, usize) {
        let is_in = |doc: &usize| among.is_none_or(|among| among.get(*doc) == Some(&true));
        let mut found: Vec<Found> = (0..self.corpus.ends.len()).filter(is_in).filter_map(|doc| self.doc(doc)).collect();
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
            let mut in_title =
                |slot: &Slot| slot.field == Field::Title && phrase.contiguous(usize::MAX, corpus.text(*slot)).is_some();
            if slots.iter().any(&mut in_title) {
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
        for &slot in corpus.slots_of(doc) {
            let (field, text) = (slot.field, corpus.text(slot));
            let mut marked = Vec::new();
            for scan in self.scans.iter_mut().filter(|s| !s.token.not) {
                let literal = scan.contiguous(slot.text as usize, text).map(|g| g.tier);
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
            for &slot in self.corpus.slots_of(best.doc).iter().filter(|slot| slot.field.is_loose()) {
                let (field, text) = (slot.field, self.corpus.text(slot));
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
    fn text(&self, slot: Slot) -> &Text {
        &self.texts[slot.text as usize]
    }
    fn slots_of(&self, doc: usize) -> &[Slot] {
        let start = if doc == 0 { 0 } else { self.ends[doc - 1] };
        &self.slots[start..self.ends[doc]]
    }
}

/// A token against a document: the best tier, the field it is best in, and points within the tier.
fn grade(corpus: &Corpus, slots: &[Slot], scan: &mut Scan<'_>, matcher: &SkimMatcherV2) -> Option<(Tier, Field, i64)> {
    let literal = best(slots.iter().filter_map(|&slot| {
        let grade = scan.contiguous(slot.text as usize, corpus.text(slot))?;
        Some((slot, slot.field.grade(grade)))
    }));
    if literal.is_some() || scan.token.kind != Kind::Loose || scan.token.not {
        return literal;
    }
    let loose = || slots.iter().copied().filter(|slot| slot.field.is_loose());
    best(loose().filter_map(|slot| Some((slot, scan.typo(corpus.text(slot))?.0))))
        .or_else(|| best(loose().filter_map(|slot| Some((slot, scan.fuzzy(corpus.text(slot), matcher)?)))))
}

/// The best grade, its field, and points: its weighted quality, and a tenth of what other fields add.
fn best(grades: impl Iterator<Item = (Slot, Grade)>) -> Option<(Tier, Field, i64)> {
    let mut best: Option<(Tier, i64, Field)> = None;
    // Several aliases of one skill are one piece of evidence: the best per weight counts.
    let mut by_weight = [0_i64; 9];
    for (Slot { field, is_main, .. }, grade) in grades {
        let points = i64::from(grade.quality) * field.weight() + if is_main { MAIN_BONUS } else { 0 };
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
