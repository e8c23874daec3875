//! The first pass: words, numbers and marks of a text, each with its place.

use super::tree::Span;

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raw {
    /// As printed.
    pub(super) text: String,
    /// In lower case, for comparing.
    pub(super) low: String,
    pub(super) span: Span,
}

impl Raw {
    fn new(text: String, start: usize, end: usize) -> Self {
        Self { low: text.to_lowercase(), text, span: start..end }
    }
    /// Whether it is a mark rather than a word.
    pub(super) fn is_mark(&self) -> bool {
        !self.text.contains(char::is_alphanumeric)
    }
    pub(super) fn is(&self, mark: &str) -> bool {
        self.low == mark
    }
}

/// Splits a text. Dots and colons within a code (`18.03`, `GIR:CAL1`) belong to it; Turkish operators that stick to the
/// grade before them (`DDveya`) do not.
pub(super) fn split(chars: &[char], offset: usize) -> Vec<Raw> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if c.is_whitespace() {
            i += 1;
            continue;
        }
        if !is_word(c) {
            out.push(Raw::new(c.to_string(), offset + i, offset + i + 1));
            i += 1;
            continue;
        }
        let start = i;
        while i < chars.len() && (is_word(chars[i]) || joins(chars, start, i)) {
            i += 1;
        }
        let word: String = chars[start..i].iter().collect();
        match glued(&word) {
            Some(at) => {
                out.push(Raw::new(chars[start..start + at].iter().collect(), offset + start, offset + start + at));
                out.push(Raw::new(chars[start + at..i].iter().collect(), offset + start + at, offset + i));
            }
            None => out.push(Raw::new(word, offset + start, offset + i)),
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}

/// Whether the mark at `i` holds the word begun at `start` together.
fn joins(chars: &[char], start: usize, i: usize) -> bool {
    let before = &chars[start..i];
    let after: Vec<char> = chars[i + 1..].iter().copied().take_while(|c| c.is_alphanumeric()).take(12).collect();
    if after.is_empty() {
        return false;
    }
    match chars[i] {
        '.' => {
            before.len() <= 4
                && !before.contains(&'.')
                && (after.iter().any(char::is_ascii_digit)
                    || before[0].is_ascii_digit()
                        && (2..=4).contains(&after.len())
                        && after.iter().all(char::is_ascii_uppercase))
                && before.iter().all(|c| c.is_ascii_digit() || c.is_uppercase())
        }
        ':' => before == ['G', 'I', 'R'],
        '&' => before.iter().all(|c| c.is_uppercase()) && after.iter().all(|c| c.is_uppercase()),
        _ => false,
    }
}

/// Where `DDveya` comes apart.
fn glued(word: &str) -> Option<usize> {
    let head = word.strip_suffix("veya").or_else(|| word.strip_suffix("ve"))?;
    let grade = (1..=2).contains(&head.len()) && head.chars().all(|c| c.is_ascii_uppercase());
    grade.then_some(head.len())
}
