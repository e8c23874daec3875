//! Our quantities as TOML values, written the way people write them: `0.50`, `7.5`, `2026-01-05`.

use jiff::civil::Date;
use toml_edit::Value;

use crate::domain::{Level, Minutes};

/// A level with two decimals, three where it needs them.
pub(crate) fn level(level: Level) -> Value {
    literal(&level.to_string())
}

/// Hours to two decimals: enough to read the very minute back.
pub(crate) fn hours(time: Minutes) -> Value {
    literal(&time.to_string())
}

/// A day; as a text where TOML has no date for the year.
pub(crate) fn day(date: Date) -> Value {
    literal(&date.to_string())
}

fn literal(text: &str) -> Value {
    text.parse().unwrap_or_else(|_| text.into())
}
