//! The one place where an error becomes a message, a way out and an exit code.

use std::{io, path::PathBuf};

use crate::{
    advisor::AskError,
    browser::OpenError,
    domain::scrub,
    phrase,
    store::{Problem, StoreError},
};

/// Anything that ends a command early.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// A question that cannot be put.
    #[error(transparent)]
    Ask(#[from] AskError),
    /// The learner's files.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The catalogs do not make a catalog.
    #[error("the catalog cannot be used")]
    Catalog(Vec<Problem>),
    /// The interface could not go on.
    #[cfg(feature = "tui")]
    #[error(transparent)]
    Interface(crate::tui::TuiError),
    /// A page that is not given to a browser.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A file the learner named cannot be read or written.
    #[error("cannot {doing} {}: {source}", path.display())]
    File {
        /// Such as `write`.
        doing: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// No entry of any kind has this id.
    #[error("there is no course, goal or skill `{id}`")]
    UnknownId {
        /// What was asked for.
        id: String,
        /// Ids that look like it.
        near: Vec<String>,
    },
    /// Arguments that are well-formed but do not make sense, with the way out.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do instead.
        hint: String,
    },
}

/// An error as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// One sentence.
    pub message: String,
    /// The single places, one a line.
    pub details: Vec<String>,
    /// Ways out.
    pub hints: Vec<String>,
    /// The exit code.
    pub code: u8,
}

/// Most problems shown of one file; the rest is counted.
const SHOWN: usize = 20;

impl CliError {
    /// A [`CliError::Usage`].
    pub fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }

    /// Message, details, hints and exit code. All text is safe for a terminal.
    pub fn report(&self) -> Report {
        let (details, hints) = match self {
            Self::Ask(ask) => (Vec::new(), ask_hints(ask)),
            Self::Store(store) => (problem_lines(store.problems()), store_hints(store)),
            Self::Catalog(problems) => (
                problem_lines(problems),
                vec!["`prereq catalog check` lists everything that is wrong with it".to_owned()],
            ),
            #[cfg(feature = "tui")]
            Self::Interface(_) => (Vec::new(), vec!["`prereq plan` prints the plan as text".to_owned()]),
            Self::Open(OpenError::NotAWebPage(_)) => (
                Vec::new(),
                vec!["put the `url` of the course right; `prereq catalog check` finds such lines".to_owned()],
            ),
            Self::Open(OpenError::NoBrowser(_)) => {
                (Vec::new(), vec!["--print prints the address; BROWSER names a program to open it with".to_owned()])
            }
            Self::File { source, .. } => (Vec::new(), io_hints(source)),
            Self::UnknownId { near, .. } => {
                (Vec::new(), vec![did_you_mean(near, "`prereq search WORDS` finds courses by title")])
            }
            Self::Usage { hint, .. } => (Vec::new(), vec![hint.clone()]),
        };
        let safe = |lines: Vec<String>| lines.iter().map(|l| scrub(l)).collect();
        // Writing goes through a temporary file whose name is nobody's business.
        let said = self.to_string();
        let message = said.split(" at path \"").next().unwrap_or(&said);
        Report { message: scrub(message), details: safe(details), hints: safe(hints), code: 2 }
    }
}

fn ask_hints(ask: &AskError) -> Vec<String> {
    let hint = match ask {
        AskError::NoGoal => {
            return vec![
                "name one with --goal; `prereq goals` lists them".to_owned(),
                "or keep one: `prereq profile goal add data-scientist`".to_owned(),
            ];
        }
        AskError::UnknownGoal { near, .. } => did_you_mean(near, "`prereq goals` lists the goals there are"),
        AskError::UnknownCourse { near, .. } => did_you_mean(near, "`prereq search WORDS` finds courses by title"),
        AskError::UnknownSkill { near, .. } => did_you_mean(near, "`prereq skills` lists the skills there are"),
    };
    vec![hint]
}

fn did_you_mean(near: &[String], otherwise: &str) -> String {
    if near.is_empty() {
        return otherwise.to_owned();
    }
    let quoted: Vec<_> = near.iter().map(|id| format!("`{id}`")).collect();
    format!("did you mean {}?", phrase::list_or(&quoted))
}

fn store_hints(error: &StoreError) -> Vec<String> {
    match error {
        StoreError::Io { source, .. } => io_hints(source),
        StoreError::NoHome { .. } => vec!["set PREREQ_DATA_DIR, PREREQ_CONFIG and PREREQ_CACHE_DIR".to_owned()],
        StoreError::Corrupt { copy, .. } => {
            let mut hints = vec![
                "put it right in an editor; `prereq profile undo` brings back the version before the last change"
                    .to_owned(),
            ];
            if let Some(copy) = copy {
                hints.push(format!("a copy was set aside as {}", copy.display()));
            }
            hints
        }
        StoreError::Invalid { .. } => vec!["put these lines right; nothing was changed".to_owned()],
        StoreError::Refused { .. } => vec!["nothing was changed".to_owned()],
        StoreError::NoEntry { .. } => vec!["`prereq catalog check` tells which file defines what".to_owned()],
        StoreError::Meanwhile { .. } => vec!["look at it and try again; nothing was changed".to_owned()],
        StoreError::NotWritable { .. } => vec!["put it right by hand; nothing was changed".to_owned()],
        StoreError::Newer { .. } => vec!["update prereq to change it".to_owned()],
    }
}

fn io_hints(source: &io::Error) -> Vec<String> {
    match source.kind() {
        io::ErrorKind::NotFound => vec!["check the path".to_owned()],
        io::ErrorKind::PermissionDenied => vec!["check who may read and write there".to_owned()],
        io::ErrorKind::ReadOnlyFilesystem => vec!["that disk is read-only; nothing was changed".to_owned()],
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            vec!["make room on that disk and try again; nothing was changed".to_owned()]
        }
        _ => Vec::new(),
    }
}

fn problem_lines(problems: &[Problem]) -> Vec<String> {
    let mut lines = Vec::new();
    for problem in problems.iter().take(SHOWN) {
        lines.push(problem.to_string());
        if let Some(hint) = &problem.hint {
            lines.push(format!("  {hint}"));
        }
    }
    if problems.len() > SHOWN {
        lines.push(format!("and {} more", problems.len() - SHOWN));
    }
    lines
}
