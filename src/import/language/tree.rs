//! What a prerequisite text asks for, as a tree whose leaves remember where they were read.

use std::ops::Range;

use serde_json::{Value, json};

/// Half-open range of Unicode scalars of the text as it was given.
pub type Span = Range<usize>;

/// A condition over course codes. There is no tree that asks for nothing: that is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// One course.
    Code {
        /// As printed, subject and number filled in where a list leaves them out.
        code: String,
        /// Where it stands.
        span: Span,
        /// Whether it may be taken at the same time.
        beside: bool,
    },
    /// Every part.
    All(Vec<Tree>),
    /// One of the parts.
    Any(Vec<Tree>),
    /// So many of the parts.
    AtLeast {
        /// How many.
        n: u32,
        /// Of which.
        of: Vec<Tree>,
    },
}

/// A code as it is compared: no case, no white space.
pub fn folded(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

impl Tree {
    /// One course that has to come first.
    pub fn code(code: impl Into<String>, span: Span) -> Self {
        Self::Code { code: code.into(), span, beside: false }
    }

    /// Every leaf's code, in written order.
    pub fn codes(&self) -> Vec<&str> {
        let mut out = Vec::new();
        self.visit(&mut |code| out.push(code));
        out
    }

    fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a str)) {
        match self {
            Self::Code { code, .. } => visit(code),
            Self::All(parts) | Self::Any(parts) | Self::AtLeast { of: parts, .. } => {
                parts.iter().for_each(|p| p.visit(visit));
            }
        }
    }

    /// The same with every leaf marked, or not, as one that may be taken at the same time.
    #[must_use]
    pub fn marked(self, mark: bool) -> Self {
        let many = |parts: Vec<Self>| parts.into_iter().map(|p| p.marked(mark)).collect();
        match self {
            Self::Code { code, span, .. } => Self::Code { code, span, beside: mark },
            Self::All(parts) => Self::All(many(parts)),
            Self::Any(parts) => Self::Any(many(parts)),
            Self::AtLeast { n, of } => Self::AtLeast { n, of: many(of) },
        }
    }

    /// The same with the leaves of these codes, folded, marked as ones that may be taken at the same time.
    #[must_use]
    pub(super) fn marked_among(self, codes: &[String]) -> Self {
        let many = |parts: Vec<Self>| parts.into_iter().map(|p| p.marked_among(codes)).collect();
        match self {
            Self::Code { code, span, beside } => {
                let beside = beside || codes.contains(&folded(&code));
                Self::Code { code, span, beside }
            }
            Self::All(parts) => Self::All(many(parts)),
            Self::Any(parts) => Self::Any(many(parts)),
            Self::AtLeast { n, of } => Self::AtLeast { n, of: many(of) },
        }
    }

    pub(super) fn wholly_beside(&self) -> bool {
        match self {
            Self::Code { beside, .. } => *beside,
            Self::All(parts) | Self::Any(parts) | Self::AtLeast { of: parts, .. } => {
                parts.iter().all(Self::wholly_beside)
            }
        }
    }

    /// Parts what has to come first from what may be taken at the same time. An alternative of which only some members
    /// may be stays where it is, those members marked.
    pub fn parted(self) -> (Option<Self>, Option<Self>) {
        if self.wholly_beside() {
            return (None, Some(self.marked(false)));
        }
        match self {
            Self::All(parts) => {
                let (beside, before): (Vec<_>, Vec<_>) = parts.into_iter().partition(Self::wholly_beside);
                let beside = beside.into_iter().map(|p| Some(p.marked(false)));
                (all(before.into_iter().map(Some)), all(beside))
            }
            whole => (Some(whole), None),
        }
    }

    /// The form of `data/prereq-text`.
    pub fn to_json(&self) -> Value {
        let many = |parts: &[Self]| Value::Array(parts.iter().map(Self::to_json).collect());
        match self {
            Self::Code { code, beside: false, .. } => json!(code),
            Self::Code { code, .. } => json!({ "co": code }),
            Self::All(parts) => json!({ "all": many(parts) }),
            Self::Any(parts) => json!({ "any": many(parts) }),
            Self::AtLeast { n, of } => json!({ "at_least": n, "of": many(of) }),
        }
    }

    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Code { code: a, beside: x, .. }, Self::Code { code: b, beside: y, .. }) => {
                x == y && folded(a) == folded(b)
            }
            (Self::All(a), Self::All(b)) | (Self::Any(a), Self::Any(b)) => same_parts(a, b),
            (Self::AtLeast { n, of: a }, Self::AtLeast { n: m, of: b }) => n == m && same_parts(a, b),
            _ => false,
        }
    }
}

fn same_parts(a: &[Tree], b: &[Tree]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
}

/// Most parts for which doubles are looked for one by one.
const MOST_COMPARED: usize = 2_000;

fn gathered(parts: impl IntoIterator<Item = Option<Tree>>, inner: fn(Tree) -> Result<Vec<Tree>, Tree>) -> Vec<Tree> {
    let mut out: Vec<Tree> = Vec::new();
    for part in parts.into_iter().flatten() {
        for part in inner(part).unwrap_or_else(|other| vec![other]) {
            if out.len() > MOST_COMPARED || !out.iter().any(|seen| seen.same(&part)) {
                out.push(part);
            }
        }
    }
    out
}

fn single(mut parts: Vec<Tree>, group: fn(Vec<Tree>) -> Tree) -> Option<Tree> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(group(parts)),
    }
}

/// Every part, those left out that ask for nothing; groups of the same kind become one.
pub fn all(parts: impl IntoIterator<Item = Option<Tree>>) -> Option<Tree> {
    let parts = gathered(parts, |p| if let Tree::All(inner) = p { Ok(inner) } else { Err(p) });
    single(parts, Tree::All)
}

/// One of the parts. One that no course can meet (a permission, a test) does not loosen the courses beside it.
pub fn any(parts: impl IntoIterator<Item = Option<Tree>>) -> Option<Tree> {
    let parts = gathered(parts, |p| if let Tree::Any(inner) = p { Ok(inner) } else { Err(p) });
    single(parts, Tree::Any)
}

/// So many of the parts.
pub fn at_least(n: u32, parts: Vec<Option<Tree>>) -> Option<Tree> {
    if n <= 1 {
        return any(parts);
    }
    let of = gathered(parts, Err);
    if (of.len() as u64) < u64::from(n) { single(of, Tree::All) } else { Some(Tree::AtLeast { n, of }) }
}
