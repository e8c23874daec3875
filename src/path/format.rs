//! What a plan can be written as, and what writing it over an earlier one would change: for whoever asks; the writing
//! itself is the store's.

use std::path::Path;

/// What a plan can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanFormat {
    /// Everything, proof included; it reads back to the same plan.
    Toml,
    /// A document for programs.
    Json,
    /// A checklist.
    Markdown,
    /// A calendar, RFC 5545.
    Ics,
    /// Comma-separated values, RFC 4180.
    Csv,
    /// The prerequisite graph for Graphviz.
    Dot,
    /// The prerequisite graph for Mermaid.
    Mermaid,
    /// Tasks for `task import`.
    Taskwarrior,
}

impl PlanFormat {
    /// All formats.
    pub const ALL: [Self; 8] =
        [Self::Toml, Self::Json, Self::Markdown, Self::Ics, Self::Csv, Self::Dot, Self::Mermaid, Self::Taskwarrior];

    /// Its name on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Toml => "toml",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Ics => "ics",
            Self::Csv => "csv",
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
            Self::Taskwarrior => "taskwarrior",
        }
    }

    /// What a file of it is called where the learner has not said; the extension is its own, but for tasks.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Toml => "plan.toml",
            Self::Json => "plan.json",
            Self::Markdown => "plan.md",
            Self::Ics => "plan.ics",
            Self::Csv => "plan.csv",
            Self::Dot => "plan.dot",
            Self::Mermaid => "plan.mmd",
            Self::Taskwarrior => "tasks.json",
        }
    }

    /// The format an extension stands for; TOML where it stands for none. Tasks share `.json` with the plan's own
    /// document, so they are asked for by name.
    pub fn of_path(path: &Path) -> Self {
        match extension(path).as_deref() {
            Some("json") => Self::Json,
            Some("md" | "markdown") => Self::Markdown,
            Some("ics" | "ical") => Self::Ics,
            Some("csv") => Self::Csv,
            Some("dot" | "gv") => Self::Dot,
            Some("mmd" | "mermaid") => Self::Mermaid,
            _ => Self::Toml,
        }
    }

    /// Whether a path names a format by its extension: one of ours, or none, which is TOML.
    pub fn is_named_by(path: &Path) -> bool {
        let known = ["toml", "json", "md", "markdown", "ics", "ical", "csv", "dot", "gv", "mmd", "mermaid"];
        extension(path).is_none_or(|extension| known.contains(&extension.as_str()))
    }

    /// The same for a path typed when this format was chosen: it stays where the extension is one of its own.
    pub fn or_of_path(self, path: &Path) -> Self {
        let own = extension(Path::new(self.file_name()));
        if extension(path) == own { self } else { Self::of_path(path) }
    }
}

fn extension(path: &Path) -> Option<String> {
    path.extension().and_then(|e| e.to_str()).map(str::to_lowercase)
}

/// What writing over an earlier export would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportChanges {
    /// Entries that would be new.
    pub new: Vec<String>,
    /// Entries that would say something else: before, after.
    pub changed: Vec<(String, String)>,
    /// Entries that would be gone, called off or deleted.
    pub gone: Vec<String>,
    /// Entries that would stay as they are.
    pub same: usize,
}

impl ExportChanges {
    /// Whether everything would stay as it is.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_name_formats() {
        for (path, format) in [
            ("plan.ICS", PlanFormat::Ics),
            ("a.b.md", PlanFormat::Markdown),
            ("plan", PlanFormat::Toml),
            ("x.gv", PlanFormat::Dot),
            ("x.mmd", PlanFormat::Mermaid),
            ("x.csv", PlanFormat::Csv),
        ] {
            assert_eq!(PlanFormat::of_path(Path::new(path)), format);
        }
        for format in PlanFormat::ALL {
            assert_eq!(format.or_of_path(Path::new(format.file_name())), format);
        }
        assert_eq!(PlanFormat::Taskwarrior.or_of_path(Path::new("x.csv")), PlanFormat::Csv);
        assert_eq!(PlanFormat::Ics.or_of_path(Path::new("x")), PlanFormat::Toml);
        assert!(["x", "x.toml", "x.MD", "a.b.ics"].iter().all(|path| PlanFormat::is_named_by(Path::new(path))));
        assert!(!["x.html", "x.svg", "plan.d"].iter().any(|path| PlanFormat::is_named_by(Path::new(path))));
    }
}
