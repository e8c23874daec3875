//! Typed values: each getter reports what does not fit and gives nothing then.

use jiff::civil::Date;
use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

use super::{MAX_LIST, MAX_TEXT_CHARS, Reader, Value, closest, join};
use crate::{
    domain::{Level, scrub},
    store::{ProblemKind, Severity},
};

impl Reader {
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
        let mut out = Vec::with_capacity(list.len());
        for (i, item) in list.iter().enumerate() {
            match item.get_ref() {
                // Without naming the place of what has no fault.
                DeValue::String(text) if text.len() <= MAX_TEXT_CHARS => out.push(scrub(text)),
                _ => out.extend(self.text(item, &format!("{key}[{i}]"))),
            }
        }
        out
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
