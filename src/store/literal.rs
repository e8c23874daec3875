//! Our quantities as TOML values, written the way people write them (`0.50`, `7.5`, `2026-01-05`), and put
//! where they belong.

use jiff::civil::Date;
use toml_edit::{Array, Item, TableLike, Value};

use crate::domain::{Cents, Level, Minutes};

/// A level with two decimals, three where it needs them.
pub(crate) fn level(level: Level) -> Value {
    literal(&level.to_string())
}

/// Hours to two decimals: enough to read the very minute back.
pub(crate) fn hours(time: Minutes) -> Value {
    literal(&time.to_string())
}

/// A price in whole units, cents where there are any.
pub(crate) fn price(price: Cents) -> Value {
    let (units, cents) = (price.0 / 100, price.0 % 100);
    literal(&if cents == 0 { units.to_string() } else { format!("{units}.{cents:02}") })
}

/// A number given in millionths, with two decimals, more where it needs them.
pub(crate) fn millionths(number: u64) -> Value {
    let text = format!("{}.{:06}", number / 1_000_000, number % 1_000_000);
    literal(&text[..text.trim_end_matches('0').len().max(text.len() - 4)])
}

/// A day; as a text where TOML has no date for the year.
pub(crate) fn day(date: Date) -> Value {
    literal(&date.to_string())
}

fn literal(text: &str) -> Value {
    text.parse().unwrap_or_else(|_| text.into())
}

/// Puts a value in, keeping what stands around the old one: a comment behind it, above all.
pub(crate) fn put(table: &mut dyn TableLike, key: &str, mut value: Value) {
    if let Some(Item::Value(old)) = table.get(key) {
        *value.decor_mut() = old.decor().clone();
    }
    match table.get_mut(key) {
        Some(item) => *item = Item::Value(value),
        None => {
            table.insert(key, Item::Value(value));
        }
    }
}

/// Texts as a list.
pub(crate) fn list<'a>(texts: impl Iterator<Item = &'a str>) -> Value {
    Value::Array(texts.collect::<Array>())
}
