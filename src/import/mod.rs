//! Import: whoever has a list of courses can plan with it. Sources become rows, rows become mapped drafts, drafts get
//! suggestions where the source is silent, and a report accounts for every row. No disk of its own.

pub mod columns;
pub mod language;
pub mod limits;
mod mapping;
mod merge;
mod report;
mod requirement;
mod resolve;
mod row;
pub mod source;
pub mod suggest;
pub mod values;

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
};

pub use mapping::{Mapping, preset, preset_names, recognised};
pub use report::{Counts, Issue, PrerequisiteCounts, Report};
pub use source::Source;

use crate::domain::{CourseDraft, Skill};

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// A file that cannot be read.
    #[error("{file}: {why}")]
    Source {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
    /// No column holds titles.
    #[error("this is no list of courses: no column holds their titles")]
    NoCatalog {
        /// The headings there are.
        columns: Vec<String>,
    },
    /// The mapping names what is not there.
    #[error("{0}")]
    Mapping(String),
    /// Beyond a limit.
    #[error("{0}")]
    TooLarge(String),
    /// The user stopped it.
    #[error("stopped; nothing was written")]
    Cancelled,
}

/// What the user says about an import.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The name of the catalog.
    pub name: String,
    /// The mapping, preset included; where it is silent, columns are proposed.
    pub mapping: Option<Mapping>,
    /// `--map FIELD=COLUMN`, over the mapping.
    pub map: Vec<String>,
    /// The grammar, over that of the mapping.
    pub grammar: Option<String>,
    /// The encoding, over what is detected.
    pub encoding: Option<String>,
    /// The delimiter, over what is detected.
    pub delimiter: Option<char>,
    /// Whether there is a heading.
    pub header: Option<bool>,
    /// Ids of courses of other catalogs, in lower case: no course of this import gets one of them.
    pub taken: BTreeSet<String>,
}

/// Progress, and a way to stop.
pub trait Watch {
    /// So much of so much is done.
    fn progress(&self, done: usize, of: usize, what: &'static str);
    /// Whether to stop.
    fn cancelled(&self) -> bool;
}

impl Watch for AtomicBool {
    fn progress(&self, _: usize, _: usize, _: &'static str) {}
    fn cancelled(&self) -> bool {
        self.load(Ordering::Relaxed)
    }
}

/// What came of an import.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The courses, in order of their ids.
    pub courses: Vec<CourseDraft>,
    /// Skills the source itself defines.
    pub skills: Vec<Skill>,
    /// What was understood.
    pub report: Report,
    /// The mapping as it was used, for `--save-preset` and updates.
    pub mapping: Mapping,
}

/// Imports sources.
///
/// # Errors
/// When a source cannot be read, is no catalog, or the user stops it.
pub fn import(sources: &[Source], options: &Options, watch: &dyn Watch) -> Result<Imported, ImportError> {
    if sources.is_empty() {
        return Err(ImportError::Mapping("there is no file to import".to_owned()));
    }
    if sources.len() > limits::MAX_SOURCES {
        return Err(ImportError::TooLarge(format!("there are more than {} files", limits::MAX_SOURCES)));
    }
    let mut report = Report::default();
    let read = row::read_all(sources, options, watch, &mut report)?;
    let merged = merge::merge(read.rows, watch, &mut report)?;
    let drafted = resolve::drafts(merged, &read.mapping, options, watch, &mut report)?;
    report.counts.rejected = report.rejects.len();
    if drafted.courses.is_empty() {
        let why = report.rejects.first().map_or("it has no rows".to_owned(), |r| format!("line {}: {}", r.line, r.why));
        let file = sources[0].name.clone();
        return Err(ImportError::Source { file, why: format!("no row of it became a course ({why})") });
    }
    debug_assert_eq!(
        report.counts.read,
        report.counts.kept + report.counts.merged + report.counts.repaired + report.counts.rejected,
        "every row is accounted for"
    );
    Ok(Imported { courses: drafted.courses, skills: drafted.skills, report, mapping: read.mapping })
}
