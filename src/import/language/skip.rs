//! Parts of a text that ask for nothing: recommendations, exclusions, who may enrol.

use std::ops::Range;

use super::{raw::Raw, token::Class};

/// Words that make what they stand beside a mere recommendation.
const RECOMMEND: &[&str] = &[
    "recommended",
    "recommend",
    "recommends",
    "recommendation",
    "helpful",
    "advised",
    "advisable",
    "suggested",
    "desirable",
    "preferred",
    "encouraged",
    "useful",
    "beneficial",
];
/// Words before such a word that change nothing.
const BEFORE: &[&str] = &[
    "and",
    "or",
    "also",
    "but",
    "is",
    "are",
    "strongly",
    "highly",
    "prior",
    "previous",
    "the",
    "following",
    "very",
    "be",
    "may",
];
/// What rules a course out, or says whom it is for; `*` stands for up to four words.
const EXCLUDE: &[(&str, Class)] = &[
    ("not open to", Class::Excludes),
    ("not available to", Class::Excludes),
    ("not intended for", Class::Excludes),
    ("not for students", Class::Excludes),
    ("not for credit", Class::Excludes),
    ("no credit", Class::Excludes),
    ("credit not", Class::Excludes),
    ("credit will not", Class::Excludes),
    ("credit is not", Class::Excludes),
    ("credit cannot", Class::Excludes),
    ("credit can not", Class::Excludes),
    ("only one of", Class::Excludes),
    ("not receive", Class::Excludes),
    ("may receive credit", Class::Excludes),
    ("may only receive", Class::Excludes),
    ("receive a combined", Class::Excludes),
    ("receive credit for only", Class::Excludes),
    ("not be taken", Class::Excludes),
    ("cannot be taken", Class::Excludes),
    ("may not take", Class::Excludes),
    ("cannot take", Class::Excludes),
    ("may not enroll", Class::Excludes),
    ("cannot receive", Class::Excludes),
    ("not eligible", Class::Excludes),
    ("not permitted", Class::Excludes),
    ("not allowed", Class::Excludes),
    ("not have taken", Class::Excludes),
    ("not have completed", Class::Excludes),
    ("must not", Class::Excludes),
    ("not previously", Class::Excludes),
    ("not concurrently", Class::Excludes),
    ("exclusion", Class::Excludes),
    ("exclusions", Class::Excludes),
    ("excludes", Class::Excludes),
    ("excluding", Class::Excludes),
    ("antirequisite", Class::Excludes),
    ("antirequisites", Class::Excludes),
    ("anti - requisite", Class::Excludes),
    ("anti - requisites", Class::Excludes),
    ("closed to", Class::Excludes),
    ("overlaps with", Class::Excludes),
    ("duplicates credit", Class::Excludes),
    ("duplicate credit", Class::Excludes),
    ("restricted to", Class::Major),
    ("open to", Class::Major),
    ("open only to", Class::Major),
    ("limited to", Class::Major),
    ("reserved for", Class::Major),
    ("majors only", Class::Major),
    ("be waived", Class::Permission),
    ("waived with", Class::Permission),
    ("be repeated", Class::Named),
    ("repeated for", Class::Named),
    ("cross - listed", Class::Formerly),
    ("crosslisted", Class::Formerly),
    ("formerly", Class::Formerly),
    ("previously offered", Class::Formerly),
    ("previously numbered", Class::Formerly),
    ("previously known", Class::Formerly),
    ("previously listed", Class::Formerly),
    ("renumbered from", Class::Formerly),
    ("same as", Class::Formerly),
    ("equivalent to", Class::Formerly),
    ("satisfies", Class::Named),
    ("fulfills", Class::Named),
    ("counts toward", Class::Named),
];

/// Ranges of words that ask for nothing, in order, apart from each other.
pub(super) fn ranges(raws: &[Raw]) -> Vec<(Range<usize>, Class)> {
    let mut found: Vec<(Range<usize>, Class)> = Vec::new();
    let mut at = 0;
    while at < raws.len() {
        let place = found_at(raws, at);
        match place {
            Some((range, class)) if !range.is_empty() => {
                at = range.end.max(at + 1);
                // What reaches back over an earlier one takes it in.
                while found.last().is_some_and(|(last, _)| last.end > range.start && last.start >= range.start) {
                    found.pop();
                }
                match found.last_mut() {
                    Some((last, _)) if last.end > range.start => last.end = last.end.max(range.end),
                    _ => found.push((range, class)),
                }
            }
            _ => at += 1,
        }
    }
    found
}

fn found_at(raws: &[Raw], at: usize) -> Option<(Range<usize>, Class)> {
    if RECOMMEND.contains(&raws[at].low.as_str()) {
        return Some((Around::of(raws, at).recommended(raws, at), Class::Recommended));
    }
    // "1.0 credit from: A, B": a pool, whatever the list.
    let pooled = ["credit", "credits", "units", "hours", "unit", "fce"].contains(&raws[at].low.as_str())
        && raws
            .get(at + 1)
            .is_some_and(|r| matches!(r.low.as_str(), "from" | "of" | "in" | "chosen" | "selected" | ":"))
        && at > 0
        && raws[at - 1].text.starts_with(|c: char| c.is_ascii_digit());
    if pooled {
        let around = Around::of(raws, at);
        return Some((around.parens.clone().unwrap_or(at - 1..around.segment.end), Class::Credits));
    }
    let (_, class) = EXCLUDE.iter().find(|(words, _)| starts(raws, at, words))?;
    let around = Around::of(raws, at);
    if *class == Class::Formerly && around.parens.is_none() {
        // The other name goes with it.
        let end = (at + 1..raws.len()).take_while(|&i| !matches!(raws[i].text.as_str(), "," | ";" | ")")).last();
        return Some((at..end.map_or(at + 1, |e| e + 1), *class));
    }
    let mut from = around.part.start;
    if *class == Class::Major {
        // "X and restricted to …": the course before it stays.
        let op = (from..at).rev().find(|&i| matches!(raws[i].low.as_str(), "and" | "or"));
        let course = |op: usize| raws[from..op].iter().any(|r| r.text.starts_with(|c: char| c.is_ascii_digit()));
        from = op.filter(|&op| course(op)).unwrap_or(from);
    }
    Some((around.parens.clone().unwrap_or(from..around.segment.end), *class))
}

fn starts(raws: &[Raw], at: usize, words: &str) -> bool {
    words.split(' ').enumerate().all(|(i, word)| raws.get(at + i).is_some_and(|r| r.is(word)))
}

/// What a word stands in.
struct Around {
    /// Brackets, with their marks.
    parens: Option<Range<usize>>,
    /// Between semicolons.
    segment: Range<usize>,
    /// Between commas of the segment.
    part: Range<usize>,
}

impl Around {
    fn of(raws: &[Raw], at: usize) -> Self {
        let mut open = Vec::new();
        let (mut segment, mut part) = (0, 0);
        for (i, raw) in raws.iter().enumerate().take(at) {
            match raw.text.as_str() {
                "(" => open.push(i),
                ")" => {
                    open.pop();
                }
                ";" if open.is_empty() => (segment, part) = (i + 1, i + 1),
                "," if open.is_empty() => part = i + 1,
                _ => {}
            }
        }
        let mut depth = 0usize;
        let mut end = raws.len();
        let mut comma = None;
        for (i, raw) in raws.iter().enumerate().skip(at) {
            match raw.text.as_str() {
                "(" => depth += 1,
                ")" if depth == 0 => {
                    end = i;
                    break;
                }
                ")" => depth -= 1,
                ";" if depth == 0 => {
                    end = i;
                    break;
                }
                "," if depth == 0 && comma.is_none() => comma = Some(i),
                _ => {}
            }
        }
        let parens = open.last().map(|&start| start..(end + 1).min(raws.len()));
        Self { parens, segment: segment..end, part: part..comma.unwrap_or(end) }
    }

    fn recommended(&self, raws: &[Raw], at: usize) -> Range<usize> {
        if let Some(parens) = &self.parens {
            return parens.clone();
        }
        let leads = |from: usize| raws[from..at].iter().all(|r| BEFORE.contains(&r.low.as_str()));
        let titled = raws.get(at + 1..).unwrap_or_default().iter().take(3).any(|r| r.is(":"));
        let end = if titled { raws.len() } else { self.segment.end };
        if leads(self.segment.start) {
            self.segment.start..end
        } else if leads(self.part.start) {
            self.part.start..end
        } else {
            // What stands before it is recommended, from the last comma on.
            self.part.start..at + 1
        }
    }
}
