//! One token of a query on its way through the texts of a corpus.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization as _;

use super::{
    fold::{Folded, fold_mapped},
    grade::{Grade, MAX_QUALITY, Tier},
    query::{Kind, Token},
    ranges,
    text::{Text, mask},
    typo::{MIN_TYPO_CHARS, Slip, slip},
};

/// Longest token tried as a subsequence: the matcher's table grows with it.
const MAX_FUZZY_CHARS: usize = 40;
/// Least score per character of a subsequence that still looks meant. A run scores 16 and more per
/// character, letters strewn over a sentence fall below 12.
const MIN_FUZZY_PER_CHAR: i64 = 13;
/// Score per character of a subsequence as good as they get.
const TOP_FUZZY_PER_CHAR: i64 = 26;

/// A token prepared for matching, with what it found out so far.
pub(super) struct Scan<'q> {
    /// The token.
    pub(super) token: &'q Token,
    finder: Finder<'q>,
    chars: Vec<char>,
    mask: u64,
    /// Answers of [`Scan::contiguous`] by text; texts such as skill names belong to many courses.
    memo: Vec<Memo>,
}

#[derive(Clone, Copy)]
enum Memo {
    Unknown,
    Known(Option<Grade>),
}

impl<'q> Scan<'q> {
    /// Prepares `token` for a corpus of `texts` texts.
    pub(super) fn new(token: &'q Token, texts: usize) -> Self {
        Self {
            token,
            finder: Finder::new(&token.text),
            chars: token.text.chars().collect(),
            mask: mask(&token.text),
            memo: vec![Memo::Unknown; texts],
        }
    }

    /// How the token stands in text number `id` as it is.
    pub(super) fn contiguous(&mut self, id: usize, text: &Text) -> Option<Grade> {
        if let Some(Memo::Known(grade)) = self.memo.get(id) {
            return *grade;
        }
        let possible = self.mask & !text.mask == 0;
        let mut grade = if possible { text.contiguous(&self.token.text, self.token.kind, &self.finder) } else { None };
        if let (Some(grade), Some(accented)) = (&mut grade, &self.token.accented)
            && !text.original.nfc().collect::<String>().to_lowercase().contains(accented)
        {
            grade.quality = MAX_QUALITY / 2;
        }
        if let Some(memo) = self.memo.get_mut(id) {
            *memo = Memo::Known(grade);
        }
        grade
    }

    /// The word of `text` that the token is one slip away from: the grade and the word's place.
    pub(super) fn typo(&self, text: &Text) -> Option<(Grade, (usize, usize))> {
        if self.token.kind != Kind::Loose
            || self.chars.len() < MIN_TYPO_CHARS
            || (self.mask & !text.mask).count_ones() > 1
        {
            return None;
        }
        let mut best: Option<(Grade, (usize, usize))> = None;
        for &(start, end) in &text.words {
            let (start, end) = (start as usize, end as usize);
            // A slip changes the length by one; four bytes hold any character.
            if (end - start) + 1 < self.chars.len() {
                continue;
            }
            let word = &text.folded[start..end];
            let found = if word.is_ascii() && self.token.text.is_ascii() {
                slip(self.token.text.as_bytes(), word.as_bytes()).map(|s| (s, word.len()))
            } else {
                let word: Vec<char> = word.chars().collect();
                slip(&self.chars, &word).map(|s| (s, word.len()))
            };
            let Some((slip, chars)) = found else { continue };
            let read = match slip {
                Slip::Word => chars,
                Slip::Prefix(n) => n,
            };
            let stop = word.char_indices().nth(read).map_or(end, |(at, _)| start + at);
            let half = usize::from(MAX_QUALITY) / 2;
            let whole = if slip == Slip::Word { half / 2 } else { 0 };
            let covered = (stop - start) * (half / 2) / text.folded.len().max(1);
            let quality = u16::try_from(half + whole + covered).unwrap_or(MAX_QUALITY);
            let grade = Grade { tier: Tier::Typo, quality };
            if best.is_none_or(|(old, _)| grade.beats(old)) {
                best = Some((grade, (start, stop)));
            }
        }
        best
    }

    /// How well the token's letters occur in `text` in this order.
    pub(super) fn fuzzy(&self, text: &Text, matcher: &SkimMatcherV2) -> Option<Grade> {
        let len = self.chars.len();
        if self.token.kind != Kind::Loose
            || !(2..=MAX_FUZZY_CHARS).contains(&len)
            || self.mask & !text.mask != 0
            || !is_subsequence(&self.chars, &text.folded)
        {
            return None;
        }
        let score = matcher.fuzzy_match(&text.folded, &self.token.text)?;
        let len = len as i64;
        if score < MIN_FUZZY_PER_CHAR * len {
            return None;
        }
        let half = i64::from(MAX_QUALITY) / 2;
        let quality = half + (score * half / (TOP_FUZZY_PER_CHAR * len)).clamp(0, half);
        Some(Grade { tier: Tier::Fuzzy, quality: u16::try_from(quality).unwrap_or(MAX_QUALITY) })
    }

    /// Which characters of the original `text` matched in `tier`, as half-open ranges.
    pub(super) fn ranges(&self, text: &Text, tier: Tier, matcher: &SkimMatcherV2) -> Vec<(usize, usize)> {
        let folded = fold_mapped(&text.original);
        let mut found = Vec::new();
        match tier {
            Tier::Word | Tier::Prefix | Tier::Substring => {
                self.text_occurrences(text, tier, &mut found);
            }
            Tier::Typo => found.extend(self.typo(text).map(|(_, bytes)| chars_of(&text.folded, bytes))),
            Tier::Fuzzy => {
                let hit = matcher.fuzzy_indices(&text.folded, &self.token.text);
                found.extend(hit.iter().flat_map(|(_, at)| at).map(|&i| (i, i + 1)));
            }
        }
        mapped(&folded, found)
    }

    fn text_occurrences(&self, text: &Text, tier: Tier, found: &mut Vec<(usize, usize)>) {
        text.occurrences(&self.token.text, self.token.kind, &self.finder, |at_tier, at| {
            if at_tier == tier {
                found.push(chars_of(&text.folded, (at, at + self.token.text.len())));
            }
            false
        });
    }
}

fn mapped(folded: &Folded, found: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges::union(found.into_iter().filter_map(|r| ranges::to_original(folded, r)).collect())
}

/// A byte range as one over characters.
fn chars_of(text: &str, (start, end): (usize, usize)) -> (usize, usize) {
    let before = text[..start].chars().count();
    (before, before + text[start..end].chars().count())
}

fn is_subsequence(token: &[char], text: &str) -> bool {
    let mut chars = text.chars();
    token.iter().all(|t| chars.any(|c| c == *t))
}
