//! What can be wrong with a file, told so that it can be put right: place, key, message and a hint.

use std::{fmt, io, path::PathBuf};

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// It can, but probably does not say what was meant.
    Warning,
}

impl Severity {
    /// The word used on screen and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What sort of problem it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemKind {
            $($(#[$doc])* $name,)*
        }
        impl ProblemKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name),*];
            /// The word used in JSON.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

kinds! {
    /// The file could not be read.
    Unreadable = "unreadable",
    /// The file is not UTF-8.
    NotUtf8 = "not-utf8",
    /// A file, a list or a text is beyond its limit.
    TooLarge = "too-large",
    /// Clauses are nested beyond the limit.
    TooDeep = "too-deep",
    /// The file is not TOML.
    Syntax = "syntax",
    /// The file is of a version this program does not know.
    Version = "version",
    /// A key nobody reads.
    UnknownKey = "unknown-key",
    /// A required key is missing.
    MissingKey = "missing-key",
    /// A value of the wrong type.
    WrongType = "wrong-type",
    /// A text that is not an id.
    BadId = "bad-id",
    /// An id that stands twice.
    Duplicate = "duplicate",
    /// A reference to a skill nobody defines.
    NoSuchSkill = "no-such-skill",
    /// A reference to a course nobody defines.
    NoSuchCourse = "no-such-course",
    /// A level outside 0–1.
    BadLevel = "bad-level",
    /// A number outside its range.
    BadNumber = "bad-number",
    /// A word that is not one of those allowed, or a text that does not fit.
    BadValue = "bad-value",
    /// A goal that asks for nothing, or weighs what it does not ask for.
    BadGoal = "bad-goal",
    /// A requirement clause that says nothing or too much.
    BadClause = "bad-clause",
    /// Courses that wait for each other and nobody can enter.
    Cycle = "cycle",
    /// A course nobody can ever start.
    NeverReady = "never-ready",
    /// A goal nobody can reach.
    GoalUnreachable = "goal-unreachable",
    /// A skill no course teaches.
    NobodyTeaches = "nobody-teaches",
    /// Two courses that look like one.
    NearDuplicate = "near-duplicate",
    /// A course that rules itself out.
    RulesItselfOut = "rules-itself-out",
    /// Courses that are said to be the same and teach different things.
    TwinsDiffer = "twins-differ",
    /// Credits are counted of courses that state none.
    NoCredits = "no-credits",
    /// A term no course is offered in.
    UnusedTerm = "unused-term",
}

/// One thing wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// What sort of problem it is.
    pub kind: ProblemKind,
    /// The file, as the user named it.
    pub file: String,
    /// The line within it, from 1.
    pub line: Option<u32>,
    /// The key within the entry, such as `prerequisites[0].any[1]`; empty for a whole file.
    pub key: String,
    /// What is wrong, with the entry named.
    pub message: String,
    /// The way out.
    pub hint: Option<String>,
}

impl Problem {
    /// By file, line and key; a total order.
    pub fn sort_key(&self) -> impl Ord + '_ {
        (&self.file, self.line, self.severity, self.kind, &self.key, &self.message)
    }
}

impl fmt::Display for Problem {
    /// `courses/a.toml:12: hours: …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.key.is_empty() {
            write!(f, ": {}", self.key)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system says no.
    #[error("cannot {doing} {}: {source}", path.display())]
    Io {
        /// Such as `read`.
        doing: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// There is no home directory to put files into.
    #[error("cannot tell where to keep {what}: there is no home directory")]
    NoHome {
        /// What was looked for.
        what: &'static str,
    },
    /// The file is damaged: not UTF-8 or not TOML. It is left as it is.
    #[error("{} is damaged", path.display())]
    Corrupt {
        /// Which file.
        path: PathBuf,
        /// The copy that was set aside, if one could be made.
        copy: Option<PathBuf>,
        /// Where it is damaged.
        problems: Vec<Problem>,
    },
    /// The file can be read but says something it cannot mean. It is left as it is.
    #[error("{} has {} that must be put right first", path.display(), count(problems.len()))]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// All that is wrong with it.
        problems: Vec<Problem>,
    },
    /// The file was written by a later version of this program and is only read.
    #[error("{} is of version {version}, which this program only reads", path.display())]
    Newer {
        /// Which file.
        path: PathBuf,
        /// Its version.
        version: i64,
    },
    /// With the change the catalog could not be used any more. The file is left as it is.
    #[error("that change to {} was refused", path.display())]
    Refused {
        /// Which file.
        path: PathBuf,
        /// All that would be wrong.
        problems: Vec<Problem>,
    },
    /// The file does not define what is to be changed.
    #[error("{} does not define `{id}`", path.display())]
    NoEntry {
        /// Which file.
        path: PathBuf,
        /// What was looked for.
        id: String,
    },
    /// The file was changed by somebody else in the meantime. It is left as it is.
    #[error("{} was changed meanwhile", path.display())]
    Meanwhile {
        /// Which file.
        path: PathBuf,
    },
    /// What was to be saved would not read back as it was meant: the file has an unusual shape. It is left as it is.
    #[error("{} has a shape that cannot be changed safely", path.display())]
    NotWritable {
        /// Which file.
        path: PathBuf,
    },
}

fn count(problems: usize) -> String {
    if problems == 1 { "a problem".to_owned() } else { format!("{problems} problems") }
}

impl StoreError {
    pub(crate) fn io(doing: &'static str, path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { doing, path, source }
    }

    /// What is wrong inside the file, line by line; empty when it is not about a file's contents.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Corrupt { problems, .. } | Self::Invalid { problems, .. } | Self::Refused { problems, .. } => {
                problems
            }
            _ => &[],
        }
    }
}
