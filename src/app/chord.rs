//! Keys pressed one after the other.

use std::{fmt, str::FromStr};

use super::{Key, key::KeyError};

/// One key, or several in a row such as `, t`. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord(Vec<Key>);

impl Chord {
    /// These keys in a row.
    pub(super) fn of(keys: &[Key]) -> Self {
        Self(keys.to_vec())
    }
    /// Its keys in order.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }
    /// Whether one of the two begins with the other, so that only the shorter could ever be pressed.
    pub fn clashes(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a == b)
    }
}

impl From<Key> for Chord {
    fn from(key: Key) -> Self {
        Self(vec![key])
    }
}

impl fmt::Display for Chord {
    /// As shown on screen: `Ctrl-d`, `,t`, `Space Enter`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<String> = self.0.iter().map(Key::to_string).collect();
        let short = keys.iter().all(|k| k.chars().count() == 1);
        f.pad(&keys.join(if short { "" } else { " " }))
    }
}

impl FromStr for Chord {
    type Err = KeyError;
    /// Keys as [`Key`] reads them, with spaces between.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let keys: Vec<Key> = text.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        if keys.is_empty() { Err(KeyError(text.to_owned())) } else { Ok(Self(keys)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chords_read_and_show() {
        for (text, shown) in [("j", "j"), (", t", ",t"), ("ctrl-x ctrl-s", "Ctrl-x Ctrl-s"), ("space  g", "Space g")] {
            assert_eq!(text.parse::<Chord>().expect(text).to_string(), shown);
        }
        for bad in ["", " ", "jk", ", tt"] {
            assert!(bad.parse::<Chord>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_beginning_clashes_with_what_goes_on() {
        let chord = |t: &str| t.parse::<Chord>().expect(t);
        assert!(chord(",").clashes(&chord(", t")) && chord(", t").clashes(&chord(",")));
        assert!(chord("j").clashes(&chord("j")));
        assert!(!chord(", t").clashes(&chord(", m")) && !chord("j").clashes(&chord(", j")));
    }
}
