//! One line of text being typed.

use unicode_segmentation::UnicodeSegmentation as _;

use super::{Code, Key};
use crate::domain::scrub;

/// Longest text accepted, in bytes; nobody types more, and a paste is cut.
const MAX_BYTES: usize = 400;

/// Text and a cursor in it, moved by whole grapheme clusters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EditLine {
    text: String,
    /// Byte offset, always on a grapheme boundary.
    at: usize,
}

impl EditLine {
    /// A line with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { at: text.len(), text: text.to_owned() }
    }
    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }
    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.at]
    }
    /// Puts text in at the cursor; control characters and line breaks are dropped.
    pub fn insert(&mut self, text: &str) {
        let clean = scrub(text);
        let room = MAX_BYTES.saturating_sub(self.text.len());
        let end = (0..=clean.len().min(room)).rev().find(|&i| clean.is_char_boundary(i)).unwrap_or(0);
        self.text.insert_str(self.at, &clean[..end]);
        self.at += end;
    }
    /// Applies an editing key. Whether it was one.
    pub fn key(&mut self, key: Key) -> bool {
        if let Some(c) = key.typed() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        // By words, as the shell and fzf have it.
        let by_word = key.ctrl || key.alt;
        match (key.code, by_word) {
            (Code::Backspace, true) => self.remove(self.word_left(), self.at),
            (Code::Delete, true) => self.remove(self.at, self.word_right()),
            (Code::Left, true) => self.at = self.word_left(),
            (Code::Right, true) => self.at = self.word_right(),
            (Code::Char('b'), true) if key.alt => self.at = self.word_left(),
            (Code::Char('f'), true) if key.alt => self.at = self.word_right(),
            (Code::Char('d'), true) if key.alt => self.remove(self.at, self.word_right()),
            _ if key.alt => return false,
            _ => return self.plain_key(key),
        }
        true
    }
    fn plain_key(&mut self, key: Key) -> bool {
        match (key.code, key.ctrl) {
            (Code::Backspace, false) | (Code::Char('h'), true) => self.remove(self.left(), self.at),
            (Code::Delete, false) => self.remove(self.at, self.right()),
            (Code::Char('w'), true) => self.remove(self.word_left(), self.at),
            (Code::Char('u'), true) => self.remove(0, self.at),
            (Code::Char('k'), true) => self.remove(self.at, self.text.len()),
            (Code::Left, false) | (Code::Char('b'), true) => self.at = self.left(),
            (Code::Right, false) | (Code::Char('f'), true) => self.at = self.right(),
            (Code::Home, _) | (Code::Char('a'), true) => self.at = 0,
            (Code::End, _) | (Code::Char('e'), true) => self.at = self.text.len(),
            _ => return false,
        }
        true
    }
    /// Puts `text` in the place of the bytes from `start` to `end`, and the cursor behind it.
    pub fn replace(&mut self, start: usize, end: usize, text: &str) {
        if self.text.get(start..end).is_some() {
            self.remove(start, end);
            self.insert(text);
        }
    }
    /// Empties the line.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
    fn remove(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.at = from;
    }
    fn left(&self) -> usize {
        self.before().grapheme_indices(true).next_back().map_or(0, |(i, _)| i)
    }
    fn right(&self) -> usize {
        self.at + self.text[self.at..].graphemes(true).next().map_or(0, str::len)
    }
    fn word_left(&self) -> usize {
        let trimmed = self.before().trim_end();
        trimmed.rfind(' ').map_or(0, |i| i + 1)
    }
    fn word_right(&self) -> usize {
        let rest = &self.text[self.at..];
        let blank = rest.len() - rest.trim_start().len();
        self.at + rest[blank..].find(' ').map_or(rest.len(), |i| blank + i)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_passed_and_removed_whole() {
        let alt = |c| Key { alt: true, ..Key::plain(c) };
        let mut line = EditLine::new("alpha beta gamma");
        assert!(line.key(alt(Code::Backspace)));
        assert_eq!((line.text(), line.before()), ("alpha beta ", "alpha beta "));
        line.key(Key::ctrl('a'));
        line.key(Key { ctrl: true, ..Key::plain(Code::Right) });
        assert_eq!(line.before(), "alpha");
        line.key(alt(Code::Char('f')));
        assert_eq!(line.before(), "alpha beta");
        line.key(alt(Code::Char('b')));
        assert_eq!(line.before(), "alpha ");
        line.key(alt(Code::Char('d')));
        assert_eq!(line.text(), "alpha  ");
        line.key(Key { ctrl: true, ..Key::plain(Code::Left) });
        line.key(Key { ctrl: true, ..Key::plain(Code::Delete) });
        assert_eq!(line.text(), "  ");
        assert!(!line.key(alt(Code::Char('x'))));
    }

    #[test]
    fn editing_moves_by_what_people_see() {
        let mut line = EditLine::default();
        line.insert("数据 e\u{301}t\u{1b}e\n");
        assert_eq!(line.text(), "数据 éte ");
        line.key(Key::plain(Code::Left));
        line.key(Key::plain(Code::Backspace));
        assert_eq!(line.text(), "数据 ét ");
        line.key(Key::ctrl('w'));
        assert_eq!(line.text(), "数据  ");
        line.key(Key::plain(Code::Home));
        line.key(Key::plain(Code::Backspace));
        line.key(Key::plain(Code::Delete));
        assert_eq!(line.text(), "据  ");
        line.key(Key::ctrl('k'));
        assert_eq!(line.text(), "");
        line.insert(&"長".repeat(1000));
        assert!(line.text().len() <= MAX_BYTES);
        assert!(!line.key(Key::plain(Code::Enter)));
    }
}
