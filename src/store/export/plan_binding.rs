//! Limits that bind, to TOML and back.

use toml::de::DeTable;

use super::{
    plan_read::{cents, courses, maybe, minutes},
    plan_write::{ids, line, list, optional, text},
};
use crate::{
    path::{Binding, Limit, WayOut},
    store::read::{Reader, Value},
};

/// Adds a `[[binding]]`.
pub(super) fn write(out: &mut String, binding: &Binding) {
    out.push_str("\n[[binding]]\n");
    line(out, "limit", &text(binding.limit.word()));
    if !binding.value.is_empty() {
        line(out, "value", &list(binding.value.iter().map(|v| text(v))));
    }
    line(out, "rules_out", &ids(&binding.rules_out));
    optional(out, "way_out", binding.way_out.as_ref().map(way_out));
}

fn way_out(w: &WayOut) -> String {
    let price = w.price.map_or_else(String::new, |p| format!(", price = {p}"));
    let lifting = list(w.lifting.iter().map(|l| text(l.word())));
    format!("{{ lifting = {lifting}, courses = {}, work = {}{price} }}", ids(&w.courses), w.work)
}

/// Reads a `[[binding]]`.
pub(super) fn read(r: &mut Reader, at: u32, table: &DeTable<'_>) -> Option<Binding> {
    r.only(table, "", &["limit", "value", "rules_out", "way_out"]);
    let limit = r.need(at, table, "limit", |r, v| limit(r, v, "limit"));
    let rules_out = r.need(at, table, "rules_out", |r, v| courses(r, v, "rules_out"));
    let way_out = maybe(r, table, "way_out", read_way_out);
    let value = table.get("value").map_or(Vec::new(), |v| r.texts(v, "value"));
    Some(Binding { limit: limit?, value, rules_out: rules_out?, way_out: way_out? })
}

fn limit(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Limit> {
    r.word(value, key, &Limit::ALL.map(|l| (l.word(), l)))
}

fn read_way_out(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<WayOut> {
    let at = r.line(value);
    let table = r.table(value, key)?;
    r.only(table, key, &["lifting", "courses", "work", "price"]);
    let lifting = r.need(at, table, "lifting", |r, v| {
        let list = r.list(v, "way_out.lifting")?;
        list.iter().map(|v| limit(r, v, "way_out.lifting")).collect::<Option<Vec<_>>>()
    });
    let courses = r.need(at, table, "courses", |r, v| courses(r, v, "way_out.courses"));
    let work = r.need(at, table, "work", |r, v| minutes(r, v, "way_out.work"));
    let price = maybe(r, table, "price", cents);
    Some(WayOut { lifting: lifting?, courses: courses?, work: work?, price: price? })
}
