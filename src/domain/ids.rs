//! Names of things: validated text ids for files and people, dense indices for the engines.

use std::{borrow::Borrow, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Longest id accepted, in characters.
pub const MAX_ID_CHARS: usize = 120;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("an id cannot be empty")]
    Empty,
    /// The text is longer than [`MAX_ID_CHARS`].
    #[error("an id has at most {MAX_ID_CHARS} characters")]
    TooLong,
    /// The text holds a character ids do not have.
    #[error("`{0}` cannot stand in an id; use letters, digits, `-`, `.`, `_` or `+`, a letter or digit first")]
    BadChar(char),
}

fn check(text: &str) -> Result<(), IdError> {
    let first = text.chars().next().ok_or(IdError::Empty)?;
    if text.chars().count() > MAX_ID_CHARS {
        return Err(IdError::TooLong);
    }
    if !first.is_alphanumeric() {
        return Err(IdError::BadChar(first));
    }
    match text.chars().find(|c| !(c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | '+'))) {
        Some(bad) => Err(IdError::BadChar(bad)),
        None => Ok(()),
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Box<str>);

        impl $name {
            /// Checks `text` and wraps it.
            pub fn new(text: &str) -> Result<Self, IdError> {
                check(text)?;
                Ok(Self(text.into()))
            }
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &self.0)
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }
        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(&text)
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.into()
            }
        }
        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id!(
    /// The id of a skill, such as `linear-algebra`.
    SkillId
);
id!(
    /// The id of a course, such as `mit-18.06`.
    CourseId
);
id!(
    /// The id of a goal, such as `data-scientist`.
    GoalId
);

macro_rules! ix {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as a `usize`.
            pub fn get(self) -> usize {
                self.0 as usize
            }
            /// Wraps a position; catalogs are far below `u32::MAX` entries.
            pub fn from_usize(i: usize) -> Self {
                Self(u32::try_from(i).expect("a catalog has fewer than 2^32 entries"))
            }
        }
    };
}

ix!(
    /// Position of a skill in its catalog. Skills are sorted by id, so index order is id order.
    SkillIx
);
ix!(
    /// Position of a course in its catalog. Courses are sorted by id, so index order is id order.
    CourseIx
);

/// A name as an id would have it: lower case, a hyphen for whatever cannot stand in an id. What two names come to is
/// the same where people would call them the same.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.trim().to_lowercase().chars() {
        match c {
            '#' => slug.push_str("sharp"),
            c if c.is_alphanumeric() || matches!(c, '.' | '_' | '+') => slug.push(c),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_accept_catalog_styles_and_refuse_the_rest() {
        for good in ["python", "mit-18.06", "CSCI-2300", "c++", "é-1", "9_a"] {
            assert!(CourseId::new(good).is_ok(), "{good}");
        }
        assert_eq!(CourseId::new(""), Err(IdError::Empty));
        assert_eq!(CourseId::new("-rf"), Err(IdError::BadChar('-')));
        assert_eq!(CourseId::new("a b"), Err(IdError::BadChar(' ')));
        assert_eq!(CourseId::new("a\u{1b}[2J"), Err(IdError::BadChar('\u{1b}')));
        assert_eq!(CourseId::new(&"x".repeat(121)), Err(IdError::TooLong));
    }
}
