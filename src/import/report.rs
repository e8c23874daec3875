//! What an import understood: every row accounted for.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    columns::Field,
    source::{Detected, Rejected},
};

/// What became of the rows: read = kept + merged + repaired + rejected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows of all sources.
    pub read: usize,
    /// Rows that became a course as they were.
    pub kept: usize,
    /// Rows that say more about a course that is there already.
    pub merged: usize,
    /// Rows that became a course after something was put right.
    pub repaired: usize,
    /// Rows left out.
    pub rejected: usize,
}

/// What became of prerequisite texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct PrerequisiteCounts {
    /// Texts and trees there were.
    pub texts: usize,
    /// Those read to courses, or to conditions that are no courses.
    pub parsed: usize,
    /// Those that are kept as a note only.
    pub kept_as_note: usize,
    /// Those that are ambiguous, or that named courses the catalog does not have.
    pub loosened: usize,
}

/// Something a reader of the report should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// What sort: `heading`, `value`, `prerequisite`, `unknown-course`, `repair`, …
    pub kind: &'static str,
    /// The file.
    pub file: String,
    /// The line, where one row is meant.
    pub line: Option<u64>,
    /// In words.
    pub message: String,
}

/// A report.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Each file with what it turned out to be.
    pub files: Vec<(String, Detected)>,
    /// The preset that was used.
    pub preset: Option<String>,
    /// Columns by field, as their headings name them.
    pub columns: BTreeMap<Field, String>,
    /// Headings of columns that were passed over because they say who somebody is.
    pub personal: Vec<String>,
    /// Headings nobody used.
    pub unused: Vec<String>,
    /// How rows become one course.
    pub identity: String,
    /// What became of the rows.
    pub counts: Counts,
    /// What became of prerequisites.
    pub prerequisites: PrerequisiteCounts,
    /// What to know.
    pub issues: Vec<Issue>,
    /// How many more of each kind there are than are listed.
    pub more: BTreeMap<&'static str, usize>,
    /// Rows left out.
    pub rejects: Vec<Rejected>,
}

/// Most issues of one kind that are listed.
const MOST_LISTED: usize = 50;

impl Report {
    /// Notes an issue; of many of one kind the rest is counted.
    pub fn issue(&mut self, kind: &'static str, file: &str, line: Option<u64>, message: impl Into<String>) {
        if self.issues.iter().filter(|i| i.kind == kind).count() >= MOST_LISTED {
            *self.more.entry(kind).or_default() += 1;
            return;
        }
        self.issues.push(Issue { kind, file: file.to_owned(), line, message: message.into() });
    }
}
