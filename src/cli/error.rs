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
        _ => vec!["`prereq doctor` names every place and says whether it can be written".to_owned()],
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::store::{ProblemKind, Severity};

    fn problem() -> Problem {
        Problem {
            severity: Severity::Error,
            kind: ProblemKind::BadLevel,
            file: "a.toml".to_owned(),
            line: Some(3),
            key: "teaches".to_owned(),
            message: "2 is not a level".to_owned(),
            hint: Some("levels go from 0 to 1".to_owned()),
        }
    }

    fn io(kind: io::ErrorKind) -> io::Error {
        io::Error::new(kind, "no\u{1b}[31m")
    }

    /// One error of every kind. What is new in an enum belongs into [`place`], and so here.
    fn every() -> Vec<CliError> {
        let (id, near) = (|| "x\u{202e}".to_owned(), || vec!["xy".to_owned()]);
        let path = || PathBuf::from("a.toml");
        let mut all: Vec<CliError> = vec![
            AskError::NoGoal.into(),
            AskError::UnknownGoal { id: id(), near: near() }.into(),
            AskError::UnknownCourse { id: id(), near: Vec::new() }.into(),
            AskError::UnknownSkill { id: id(), near: near() }.into(),
            StoreError::NoHome { what: "your profile" }.into(),
            StoreError::Corrupt { path: path(), copy: Some(path()), problems: vec![problem()] }.into(),
            StoreError::Invalid { path: path(), problems: vec![problem(); 30] }.into(),
            StoreError::Newer { path: path(), version: 9 }.into(),
            StoreError::NotWritable { path: path() }.into(),
            StoreError::Refused { path: path(), problems: vec![problem()] }.into(),
            StoreError::NoEntry { path: path(), id: id() }.into(),
            StoreError::Meanwhile { path: path() }.into(),
            CliError::Catalog(vec![problem()]),
            OpenError::NotAWebPage("file:///etc".to_owned()).into(),
            OpenError::NoBrowser("https://example.org".to_owned()).into(),
            CliError::UnknownId { id: id(), near: near() },
            CliError::usage("that makes no sense", "do it otherwise"),
        ];
        #[cfg(feature = "tui")]
        all.extend([
            CliError::Interface(crate::tui::TuiError::NoTerminal),
            CliError::Interface(crate::tui::TuiError::Terminal(io(io::ErrorKind::Other))),
        ]);
        for kind in [
            io::ErrorKind::NotFound,
            io::ErrorKind::PermissionDenied,
            io::ErrorKind::ReadOnlyFilesystem,
            io::ErrorKind::StorageFull,
            io::ErrorKind::InvalidInput,
            io::ErrorKind::Other,
        ] {
            all.push(CliError::File { doing: "write", path: path(), source: io(kind) });
            all.push(StoreError::Io { doing: "read", path: path(), source: io(kind) }.into());
        }
        all
    }

    /// A number for each variant of each enum that reaches the mapper.
    fn place(error: &CliError) -> usize {
        match error {
            CliError::Ask(AskError::NoGoal) => 0,
            CliError::Ask(AskError::UnknownGoal { .. }) => 1,
            CliError::Ask(AskError::UnknownCourse { .. }) => 2,
            CliError::Ask(AskError::UnknownSkill { .. }) => 3,
            CliError::Store(StoreError::Io { .. }) => 4,
            CliError::Store(StoreError::NoHome { .. }) => 5,
            CliError::Store(StoreError::Corrupt { .. }) => 6,
            CliError::Store(StoreError::Invalid { .. }) => 7,
            CliError::Store(StoreError::Newer { .. }) => 8,
            CliError::Store(StoreError::NotWritable { .. }) => 9,
            CliError::Catalog(_) => 10,
            CliError::File { .. } => 11,
            CliError::Open(OpenError::NotAWebPage(_)) => 12,
            CliError::Open(OpenError::NoBrowser(_)) => 13,
            CliError::UnknownId { .. } => 14,
            CliError::Usage { .. } => 15,
            CliError::Store(StoreError::Refused { .. }) => 16,
            CliError::Store(StoreError::NoEntry { .. }) => 17,
            CliError::Store(StoreError::Meanwhile { .. }) => 18,
            #[cfg(feature = "tui")]
            CliError::Interface(crate::tui::TuiError::NoTerminal) => 19,
            #[cfg(feature = "tui")]
            CliError::Interface(crate::tui::TuiError::Terminal(_)) => 20,
        }
    }

    #[test]
    fn every_error_has_a_message_a_way_out_and_a_code() {
        let kinds = if cfg!(feature = "tui") { 21 } else { 19 };
        let seen: BTreeSet<usize> = every().iter().map(place).collect();
        assert!(seen.into_iter().eq(0..kinds), "a kind of error is not in the table");
        for error in every() {
            let report = error.report();
            assert_eq!(report.code, 2, "{error:?}");
            assert!(!report.message.is_empty() && !report.message.ends_with('.'), "{:?}", report.message);
            assert!(!report.hints.is_empty() && report.hints.iter().all(|h| !h.is_empty()), "no way out of {error:?}");
            assert!(report.details.len() <= 2 * SHOWN + 1);
            for line in report.details.iter().chain(&report.hints).chain([&report.message]) {
                assert!(!line.contains(['\u{1b}', '\u{202e}', '\n']), "{line:?} drives the terminal");
            }
        }
    }

    #[test]
    fn what_looks_like_it_is_offered() {
        let hint = |error: AskError| CliError::from(error).report().hints.remove(0);
        let near = vec!["ab".to_owned(), "ac".to_owned()];
        assert_eq!(
            hint(AskError::UnknownGoal { id: "a".to_owned(), near: near.clone() }),
            "did you mean `ab` or `ac`?"
        );
        assert_eq!(hint(AskError::UnknownSkill { id: "a".to_owned(), near }), "did you mean `ab` or `ac`?");
        assert!(hint(AskError::UnknownCourse { id: "a".to_owned(), near: Vec::new() }).contains("prereq search"));
    }
}
