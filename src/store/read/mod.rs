//! Reading TOML with a finger on the line: typed access that notes every problem and goes on.

mod lines;
mod near;
mod values;

use std::sync::Arc;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Problem, ProblemKind, Severity};
use crate::domain::scrub;
use lines::Lines;

pub(crate) use near::closest;
pub(crate) use values::number;

/// Largest file read as TOML, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Longest text of one value, in characters.
pub const MAX_TEXT_CHARS: usize = 20_000;
/// Most texts in one list.
pub const MAX_LIST: usize = 100_000;

pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// One file being read: where we are, and what was wrong so far.
#[derive(Debug)]
pub(crate) struct Reader {
    pub(crate) file: Arc<str>,
    pub(crate) lines: Lines,
    /// The entry at hand for messages, such as ``course `x` ``; empty outside of one.
    pub(crate) entry: String,
    pub(crate) problems: Vec<Problem>,
}

impl Reader {
    pub(crate) fn new(file: &str, text: &str) -> Self {
        Self { file: file.into(), lines: Lines::of(text), entry: String::new(), problems: Vec::new() }
    }

    /// Parses the whole file; on a syntax error says so and gives nothing.
    pub(crate) fn document<'i>(&mut self, text: &'i str) -> Option<DeTable<'i>> {
        match DeTable::parse(text) {
            Ok(table) => Some(table.into_inner()),
            Err(error) => {
                let line = error.span().map_or(1, |s| self.lines.line(s.start));
                // The parser's message may run over several lines; the first says what, the rest what it wanted.
                let message = scrub(error.message().trim());
                self.problem(ProblemKind::Syntax, line, "", format!("this is not TOML: {message}"));
                None
            }
        }
    }

    pub(crate) fn line<T>(&self, at: &Spanned<T>) -> u32 {
        self.lines.line(at.span().start)
    }

    /// Notes an error; the message is put behind the name of the entry.
    pub(crate) fn problem(&mut self, kind: ProblemKind, line: u32, key: &str, message: impl AsRef<str>) {
        self.note(Severity::Error, kind, line, key, message.as_ref(), None);
    }

    pub(crate) fn note(
        &mut self,
        severity: Severity,
        kind: ProblemKind,
        line: u32,
        key: &str,
        message: &str,
        hint: Option<String>,
    ) {
        let message = if self.entry.is_empty() { message.to_owned() } else { format!("{}: {message}", self.entry) };
        let (file, key) = (self.file.to_string(), scrub(key));
        self.problems.push(Problem { severity, kind, file, line: Some(line), key, message, hint });
    }

    /// A key that nobody reads: surely a slip when it is close to one we do read.
    pub(crate) fn unknown_key(&mut self, key: &Spanned<impl AsRef<str>>, path: &str, known: &[&str]) {
        let name = scrub(key.get_ref().as_ref());
        let near = closest(&name, known.iter().copied());
        let severity = if near.is_some() { Severity::Error } else { Severity::Warning };
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are {}", known.join(", ")),
        };
        let line = self.line(key);
        let message = format!("`{name}` is no key of this program");
        self.note(severity, ProblemKind::UnknownKey, line, &join(path, &name), &message, Some(hint));
    }

    /// A list of tables, as `[[name]]` writes it.
    pub(crate) fn entries<'v, 'i>(&mut self, value: &'v Value<'i>, key: &str) -> Vec<(u32, &'v DeTable<'i>)> {
        let DeValue::Array(list) = value.get_ref() else {
            let line = self.line(value);
            let message = format!("write each {key} as `[[{key}]]` with its keys below");
            self.problem(ProblemKind::WrongType, line, key, message);
            return Vec::new();
        };
        let mut out = Vec::with_capacity(list.len());
        for item in list {
            if let Some(table) = self.table(item, key) {
                out.push((self.line(item), table));
            }
        }
        out
    }

    /// A required key is not there.
    pub(crate) fn missing(&mut self, line: u32, key: &str) {
        self.problem(ProblemKind::MissingKey, line, key, format!("`{key}` is missing"));
    }
}

/// `path.name`, with the dot only where there is a path.
pub(crate) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
