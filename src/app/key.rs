//! Keys as the interface knows them, whatever terminal library read them.

use std::{fmt, str::FromStr};

/// What was pressed, without modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character, shift already applied.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// Whether control was held.
    pub ctrl: bool,
    /// Whether alt was held.
    pub alt: bool,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false }
    }
    /// A character.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }
    /// Control and a character.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false }
    }
    /// The character this key types into a text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }
}

const NAMES: [(Code, &str, &str); 15] = [
    (Code::Enter, "enter", "Enter"),
    (Code::Esc, "esc", "Esc"),
    (Code::Tab, "tab", "Tab"),
    (Code::BackTab, "shift-tab", "Shift-Tab"),
    (Code::Backspace, "backspace", "Backspace"),
    (Code::Delete, "delete", "Delete"),
    (Code::Up, "up", "↑"),
    (Code::Down, "down", "↓"),
    (Code::Left, "left", "←"),
    (Code::Right, "right", "→"),
    (Code::Home, "home", "Home"),
    (Code::End, "end", "End"),
    (Code::PageUp, "pageup", "PgUp"),
    (Code::PageDown, "pagedown", "PgDn"),
    (Code::Char(' '), "space", "Space"),
];

impl fmt::Display for Key {
    /// As shown on screen: `j`, `Ctrl-d`, `Enter`, `↓`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        if self.ctrl {
            text.push_str("Ctrl-");
        }
        if self.alt {
            text.push_str("Alt-");
        }
        match (NAMES.iter().find(|(code, ..)| *code == self.code), self.code) {
            (Some((_, _, shown)), _) => text.push_str(shown),
            (None, Code::Char(c)) => text.push(c),
            (None, Code::F(n)) => text.push_str(&format!("F{n}")),
            (None, _) => {}
        }
        f.pad(&text)
    }
}

/// Why a text names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key; write a character, a name such as `enter` or `pageup`, or `ctrl-d`")]
pub struct KeyError(pub String);

impl Key {
    /// The names of keys that are not characters.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(_, name, _)| *name)
    }
}

/// What follows `modifier` and a `-` or `+`, if something does.
fn after<'t>(text: &'t str, modifier: &str) -> Option<&'t str> {
    let head = text.get(..modifier.len())?;
    let rest = text[modifier.len()..].strip_prefix(['-', '+'])?;
    (head.eq_ignore_ascii_case(modifier) && !rest.is_empty()).then_some(rest)
}

impl FromStr for Key {
    type Err = KeyError;
    /// Reads the form used in tables and files, and the one on screen: `j`, `ctrl-d`, `enter`, `PgDn`, `f5`.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let (mut ctrl, mut alt, mut rest) = (false, false, text);
        loop {
            if let Some(after) = after(rest, "ctrl") {
                (ctrl, rest) = (true, after);
            } else if let Some(after) = after(rest, "alt") {
                (alt, rest) = (true, after);
            } else {
                break;
            }
        }
        let named = |(_, name, shown): &&(Code, &str, &str)| name.eq_ignore_ascii_case(rest) || *shown == rest;
        let function = || rest.strip_prefix(['f', 'F'])?.parse::<u8>().ok().filter(|n| (1..=12).contains(n));
        let mut chars = rest.chars();
        let code = match (NAMES.iter().find(named), chars.next(), chars.next()) {
            (Some((code, ..)), ..) => *code,
            // Terminals send the same byte for both cases.
            (None, Some(c), None) if ctrl => Code::Char(c.to_ascii_lowercase()),
            (None, Some(c), None) => Code::Char(c),
            _ => Code::F(function().ok_or_else(|| KeyError(text.to_owned()))?),
        };
        Ok(Self { code, ctrl, alt })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_and_show() {
        for (text, shown) in [
            ("j", "j"),
            ("G", "G"),
            ("ctrl-d", "Ctrl-d"),
            ("enter", "Enter"),
            ("down", "↓"),
            ("-", "-"),
            ("space", "Space"),
            ("Ctrl+D", "Ctrl-d"),
            ("PgDn", "PgDn"),
            ("Enter", "Enter"),
            ("f12", "F12"),
            ("f", "f"),
        ] {
            assert_eq!(text.parse::<Key>().expect(text).to_string(), shown);
        }
        assert!("".parse::<Key>().is_err());
        assert!("ctrl-".parse::<Key>().is_err());
        for bad in ["hyper", "f13", "f0", "ctrl-jj"] {
            assert!(bad.parse::<Key>().is_err(), "{bad}");
        }
    }
}
