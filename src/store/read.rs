//! Reading TOML with a finger on the line: typed access that notes every problem and goes on.

use std::sync::Arc;

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

use super::{Problem, ProblemKind, Severity};
use crate::domain::{Level, scrub};

/// Largest file read as TOML, in bytes.
pub const MAX_FILE_BYTES: u64 = 64 * 1024 * 1024;
/// Longest text of one value, in characters.
pub const MAX_TEXT_CHARS: usize = 20_000;
/// Most texts in one list.
pub const MAX_LIST: usize = 100_000;

pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// Byte offsets to line numbers.
#[derive(Debug)]
pub(crate) struct Lines(Vec<u32>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        Self(ends.map(|(i, _)| u32::try_from(i).unwrap_or(u32::MAX)).collect())
    }
    /// The line, from 1, of the byte at `offset`.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        let before = self.0.partition_point(|&end| (end as usize) < offset);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }
}

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

    fn wrong_type(&mut self, value: &Value<'_>, key: &str, wanted: &str) {
        let line = self.line(value);
        let message = format!("`{key}` must be {wanted}, and this is {}", type_name(value.get_ref()));
        self.problem(ProblemKind::WrongType, line, key, message);
    }

    /// A text, scrubbed.
    pub(crate) fn text(&mut self, value: &Value<'_>, key: &str) -> Option<String> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(value, key, "a text in quotes");
            return None;
        };
        if text.len() > MAX_TEXT_CHARS && text.chars().count() > MAX_TEXT_CHARS {
            let line = self.line(value);
            self.problem(
                ProblemKind::TooLarge,
                line,
                key,
                format!("`{key}` has more than {MAX_TEXT_CHARS} characters"),
            );
            return None;
        }
        Some(scrub(text))
    }

    /// A text that says something.
    pub(crate) fn words(&mut self, value: &Value<'_>, key: &str) -> Option<String> {
        let text = self.text(value, key)?;
        if text.trim().is_empty() {
            let line = self.line(value);
            self.problem(ProblemKind::BadValue, line, key, format!("`{key}` is empty"));
            return None;
        }
        Some(text)
    }

    /// An id, checked by `parse`.
    pub(crate) fn id<T, E: std::fmt::Display>(
        &mut self,
        value: &Value<'_>,
        key: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(value, key)?;
        match parse(&text) {
            Ok(id) => Some(id),
            Err(why) => {
                let line = self.line(value);
                self.problem(ProblemKind::BadId, line, key, format!("`{text}` is no id: {why}"));
                None
            }
        }
    }

    /// An id that is a key of a table.
    pub(crate) fn key_id<T, E: std::fmt::Display>(
        &mut self,
        key: &Spanned<impl AsRef<str>>,
        path: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        match parse(key.get_ref().as_ref()) {
            Ok(id) => Some(id),
            Err(why) => {
                let name = scrub(key.get_ref().as_ref());
                let line = self.line(key);
                self.problem(ProblemKind::BadId, line, &join(path, &name), format!("`{name}` is no id: {why}"));
                None
            }
        }
    }

    pub(crate) fn list<'v, 'i>(&mut self, value: &'v Value<'i>, key: &str) -> Option<&'v DeArray<'i>> {
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(value, key, "a list in square brackets");
            return None;
        };
        if list.len() > MAX_LIST {
            let line = self.line(value);
            self.problem(ProblemKind::TooLarge, line, key, format!("`{key}` has more than {MAX_LIST} parts"));
            return None;
        }
        Some(list)
    }

    /// Texts; a faulty one is left out.
    pub(crate) fn texts(&mut self, value: &Value<'_>, key: &str) -> Vec<String> {
        let Some(list) = self.list(value, key) else { return Vec::new() };
        list.iter().enumerate().filter_map(|(i, v)| self.text(v, &format!("{key}[{i}]"))).collect()
    }

    pub(crate) fn table<'v, 'i>(&mut self, value: &'v Value<'i>, key: &str) -> Option<&'v DeTable<'i>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(value, key, "a table such as { a = 1 }");
            return None;
        };
        Some(table)
    }

    pub(crate) fn boolean(&mut self, value: &Value<'_>, key: &str) -> Option<bool> {
        let DeValue::Boolean(yes) = value.get_ref() else {
            self.wrong_type(value, key, "true or false");
            return None;
        };
        Some(*yes)
    }

    /// Any number, NaN and infinities included: ranges are the caller's to check.
    pub(crate) fn float(&mut self, value: &Value<'_>, key: &str) -> Option<f64> {
        let number = number(value.get_ref());
        if number.is_none() {
            self.wrong_type(value, key, "a number");
        }
        number
    }

    /// A whole number within `range`.
    pub(crate) fn integer(
        &mut self,
        value: &Value<'_>,
        key: &str,
        range: std::ops::RangeInclusive<u64>,
    ) -> Option<u64> {
        let parsed = match value.get_ref() {
            DeValue::Integer(i) => u64::from_str_radix(i.as_str(), i.radix()).ok(),
            DeValue::Float(_) => None,
            _ => {
                self.wrong_type(value, key, "a whole number");
                return None;
            }
        };
        let fits = parsed.filter(|n| range.contains(n));
        if fits.is_none() {
            let line = self.line(value);
            let (low, high) = (range.start(), range.end());
            let said = shown(value.get_ref());
            let bounds = if *high == u64::MAX { format!("from {low} up") } else { format!("from {low} to {high}") };
            let message = format!("`{key}` must be a whole number {bounds}, and {said} is not");
            self.problem(ProblemKind::BadNumber, line, key, message);
        }
        fits
    }

    /// A number that `convert` accepts; its error is the message.
    pub(crate) fn quantity<T, E: std::fmt::Display>(
        &mut self,
        value: &Value<'_>,
        key: &str,
        convert: impl Fn(f64) -> Result<T, E>,
    ) -> Option<T> {
        let number = self.float(value, key)?;
        match convert(number) {
            Ok(quantity) => Some(quantity),
            Err(why) => {
                let line = self.line(value);
                self.problem(ProblemKind::BadNumber, line, key, why.to_string());
                None
            }
        }
    }

    /// A text that `parse` accepts; its error is the message.
    pub(crate) fn quantity_text<T, E: std::fmt::Display>(
        &mut self,
        value: &Value<'_>,
        key: &str,
        parse: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(value, key)?;
        match parse(&text) {
            Ok(quantity) => Some(quantity),
            Err(why) => {
                let line = self.line(value);
                self.problem(ProblemKind::BadValue, line, key, why.to_string());
                None
            }
        }
    }

    pub(crate) fn level(&mut self, value: &Value<'_>, key: &str) -> Option<Level> {
        let number = self.float(value, key)?;
        match Level::from_f64(number) {
            Ok(level) => Some(level),
            Err(why) => {
                let line = self.line(value);
                self.problem(ProblemKind::BadLevel, line, key, why.to_string());
                None
            }
        }
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(&mut self, value: &Value<'_>, key: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(value, key)?;
        if let Some((_, meant)) = words.iter().find(|(w, _)| *w == text) {
            return Some(*meant);
        }
        let all: Vec<&str> = words.iter().map(|(w, _)| *w).collect();
        let hint = match closest(&text, all.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write one of {}", all.join(", ")),
        };
        let line = self.line(value);
        let message = format!("`{text}` is no {}", key.rsplit('.').next().unwrap_or(key));
        self.note(Severity::Error, ProblemKind::BadValue, line, key, &message, Some(hint));
        None
    }

    /// A day, written as a TOML date or as a text.
    pub(crate) fn date(&mut self, value: &Value<'_>, key: &str) -> Option<Date> {
        let text = match value.get_ref() {
            DeValue::Datetime(d) if d.time.is_none() && d.offset.is_none() => d.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => {
                self.wrong_type(value, key, "a day such as 2026-01-05");
                return None;
            }
        };
        // Strict, so that `20260105` or a time of day is not taken for a day by accident.
        match text.parse::<Date>() {
            Ok(day) if day.to_string() == text => Some(day),
            _ => {
                let line = self.line(value);
                let message = format!("`{}` is no day; write it as 2026-01-05", scrub(&text));
                self.problem(ProblemKind::BadValue, line, key, message);
                None
            }
        }
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

/// A number of either kind.
pub(crate) fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(f) => f.as_str().parse().ok(),
        DeValue::Integer(i) if i.radix() == 10 => i.as_str().parse().ok(),
        DeValue::Integer(i) => u64::from_str_radix(i.as_str(), i.radix()).ok().map(|n| n as f64),
        _ => None,
    }
}

fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Float(f) => f.as_str().to_owned(),
        DeValue::Integer(i) => i.as_str().to_owned(),
        other => type_name(other).to_owned(),
    }
}

fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The one candidate closest to `text`, if any is close enough to be meant.
pub(crate) fn closest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = text.to_lowercase();
    // One letter off says nothing about a name of two.
    let reach = if wanted.chars().count() < 3 { 0 } else { 1 + wanted.chars().count() / 4 };
    candidates
        .filter(|c| c.chars().count().abs_diff(wanted.chars().count()) <= reach)
        .map(|c| (strsim::osa_distance(&wanted, &c.to_lowercase()), c))
        .filter(|(distance, _)| *distance <= reach)
        .min()
        .map(|(_, c)| c)
}
