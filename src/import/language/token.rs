//! What the parser reads: codes, operators, quantifiers and marks of concurrency; everything else is a phrase.

use super::tree::{Span, Tree};

/// Which way parts are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    And,
    Or,
}

/// What "may be taken concurrently" speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// What stands before it; `must`: it has to be taken at the same time.
    That { must: bool },
    /// The whole group before it: "either of which".
    Group,
}

/// What sort of condition a phrase without a course is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Permission,
    Equivalent,
    Standing,
    Placement,
    Credits,
    Average,
    Major,
    Knowledge,
    Pool,
    Grade,
    Recommended,
    Excludes,
    Formerly,
    Named,
}

impl Class {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Permission => "permission",
            Self::Equivalent => "equivalent",
            Self::Standing => "standing",
            Self::Placement => "placement",
            Self::Credits => "credits",
            Self::Average => "average",
            Self::Major => "major",
            Self::Knowledge => "knowledge",
            Self::Pool => "pool",
            Self::Grade => "grade",
            Self::Recommended => "recommended",
            Self::Excludes => "excludes",
            Self::Formerly => "formerly",
            Self::Named => "named",
        }
    }
}

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// One course, or several that a list of letters or a range stands for.
    Course(Tree),
    Op(Op),
    Comma,
    Semi,
    /// The end of a sentence.
    Stop,
    Slash,
    Open,
    Close,
    /// `[`: may be taken at the same time.
    OpenBeside,
    CloseBeside,
    Either,
    Both,
    /// "one of", "two from"; `None` is all of them.
    Count(Option<u32>),
    Beside(Beside),
    /// "concurrent enrollment in".
    BesideNext,
    /// A condition without a course, or words that do not matter.
    Phrase(Class),
    /// A remark on what stands before it, such as a grade; no part of the structure.
    Remark(Class),
}

/// A token and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Span,
    pub(super) text: String,
}
