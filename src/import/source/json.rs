//! JSON: a list, lists under a key, pages, an object keyed by id, JSON Lines.

use serde_json::{Map, Value};

use super::{
    Hints,
    table::{Cell, Rejected, Table},
};
use crate::import::limits::{MAX_COLUMNS, MAX_JSON_DEPTH};

/// Why a text gave no records.
pub(super) enum NotJson {
    /// It is no JSON.
    No,
    /// It is, and it cannot be used.
    Bad(String),
}

/// The key of a record in an object keyed by id.
const KEY: &str = "@key";
/// How deep lists of records are looked for.
const SEARCHED: usize = 6;

type Found = (&'static str, Table, Option<String>);

/// Reads a document or lines of them.
pub(super) fn read(text: &str, hints: &Hints) -> Result<Found, NotJson> {
    if depth(text) > MAX_JSON_DEPTH {
        return Err(NotJson::Bad(format!("it is nested more than {MAX_JSON_DEPTH} deep")));
    }
    match serde_json::from_str::<Value>(text) {
        Ok(document) => whole(document, hints),
        Err(error) => lines(text).ok_or_else(|| {
            // What begins like JSON and goes on like it for a while was meant as JSON.
            let quoted = text.contains("\":") || text.contains("\" :");
            if quoted { NotJson::Bad(format!("it is JSON with a fault: {error}")) } else { NotJson::No }
        }),
    }
}

/// Deepest nesting of brackets outside of strings.
fn depth(text: &str) -> usize {
    let (mut depth, mut most, mut string, mut escaped) = (0usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if string => escaped = true,
            b'"' => string = !string,
            b'[' | b'{' if !string => {
                depth += 1;
                most = most.max(depth);
            }
            b']' | b'}' if !string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    most
}

fn whole(document: Value, hints: &Hints) -> Result<Found, NotJson> {
    let mut found: Vec<(String, Vec<Value>)> = Vec::new();
    if hints.records.is_empty() {
        search(&document, "", 0, &mut found);
        let chosen = chosen(found);
        found = chosen.into_iter().collect();
    } else {
        for path in &hints.records {
            let list = at_path(&document, path).map(records).unwrap_or_default();
            found.push((path.clone(), list));
        }
    }
    let at: Vec<String> = found.iter().map(|(path, _)| path.clone()).filter(|p| !p.is_empty()).collect();
    let values: Vec<Value> = found.into_iter().flat_map(|(_, list)| list).collect();
    if values.is_empty() {
        // One course in a file of its own is a list of one.
        if let Value::Object(map) = &document
            && ["title", "name", "code"].iter().filter(|k| map.contains_key(**k)).count() >= 2
        {
            return Ok(("json", table(vec![document]), None));
        }
        return Err(NotJson::Bad("there is no list of records in it".to_owned()));
    }
    Ok(("json", table(values), Some(at.join(", ")).filter(|a| !a.is_empty())))
}

fn at_path<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').filter(|p| !p.is_empty()).try_fold(value, |v, key| v.get(key))
}

/// The records of a list, or of an object keyed by id.
fn records(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(list) => list.clone(),
        Value::Object(map) => keyed(map).unwrap_or_default(),
        _ => Vec::new(),
    }
}

fn keyed(map: &Map<String, Value>) -> Option<Vec<Value>> {
    let objects = map.values().filter(|v| v.is_object()).count();
    let lists = map.values().filter_map(Value::as_object).flat_map(Map::values).filter(|v| v.is_array());
    let pages = lists.filter(|v| v.as_array().is_some_and(|l| l.len() > 3 && l[0].is_object())).count();
    if objects < 3 || objects * 10 < map.len() * 9 || pages * 2 > map.len() {
        return None;
    }
    let with_key = |(key, value): (&String, &Value)| {
        let mut record = Map::new();
        record.insert(KEY.to_owned(), Value::String(key.clone()));
        record.extend(value.as_object()?.clone());
        Some(Value::Object(record))
    };
    Some(map.iter().filter_map(with_key).collect())
}

/// Every list of objects, by the path of its last key: pages of one list come together.
fn search(value: &Value, path: &str, depth: usize, found: &mut Vec<(String, Vec<Value>)>) {
    if depth > SEARCHED {
        return;
    }
    match value {
        Value::Array(list) => {
            let objects = list.iter().filter(|v| v.is_object()).count();
            if objects > 0 && objects * 10 >= list.len() * 8 {
                match found.iter_mut().find(|(p, _)| p == path) {
                    Some((_, all)) => all.extend(list.iter().cloned()),
                    None => found.push((path.to_owned(), list.clone())),
                }
            } else {
                list.iter().for_each(|inner| search(inner, path, depth + 1, found));
            }
        }
        Value::Object(map) => {
            if let Some(records) = keyed(map) {
                found.push((path.to_owned(), records));
            } else {
                for (key, inner) in map {
                    search(inner, key, depth + 1, found);
                }
            }
        }
        _ => {}
    }
}

/// The list that looks most like one of courses.
fn chosen(found: Vec<(String, Vec<Value>)>) -> Option<(String, Vec<Value>)> {
    let titled = |list: &[Value]| {
        let named = list
            .iter()
            .take(50)
            .filter(|v| v.as_object().is_some_and(|m| m.keys().any(|k| crate::import::columns::is_title(k))));
        named.count() * 2 >= list.len().min(50)
    };
    found.into_iter().max_by_key(|(_, list)| (titled(list), list.len()))
}

fn table(values: Vec<Value>) -> Table {
    let mut rejected = Vec::new();
    let mut rows = Vec::with_capacity(values.len());
    for (i, value) in values.into_iter().enumerate() {
        let line = i as u64 + 1;
        match value {
            Value::Object(map) => {
                let mut pairs = Vec::new();
                flatten(&map, "", 0, &mut pairs);
                rows.push((line, pairs));
            }
            other => {
                let sample = other.to_string().chars().take(120).collect();
                rejected.push(Rejected { file: String::new(), line, why: "it is no record".to_owned(), sample });
            }
        }
    }
    let mut table = Table::of_pairs(rows);
    table.rejected = rejected;
    table.columns.truncate(MAX_COLUMNS);
    table
}

/// Objects within a record become columns of their own, `credits.value`; trees of prerequisites stay whole.
fn flatten(map: &Map<String, Value>, prefix: &str, depth: usize, out: &mut Vec<(String, Cell)>) {
    for (key, value) in map {
        let name = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Object(inner) if depth < 2 && !is_tree(inner) && !crate::import::columns::is_requirement(key) => {
                flatten(inner, &name, depth + 1, out);
            }
            _ => out.push((name, Cell::of(value))),
        }
    }
}

fn is_tree(map: &Map<String, Value>) -> bool {
    map.contains_key("type") && ["courses", "nested", "course", "items"].iter().any(|k| map.contains_key(*k))
}

/// JSON Lines: every line that is not empty is an object.
fn lines(text: &str) -> Option<Found> {
    let mut rows = Vec::new();
    let mut rejected = Vec::new();
    for (i, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let at = i as u64 + 1;
        match serde_json::from_str::<Value>(line) {
            Ok(Value::Object(map)) => {
                let mut pairs = Vec::new();
                flatten(&map, "", 0, &mut pairs);
                rows.push((at, pairs));
            }
            _ => {
                let sample = crate::domain::scrub(&line.chars().take(120).collect::<String>());
                rejected.push(Rejected {
                    file: String::new(),
                    line: at,
                    why: "the line is no JSON object".to_owned(),
                    sample,
                });
            }
        }
    }
    if rows.is_empty() || rejected.len() > rows.len() {
        return None;
    }
    let mut table = Table::of_pairs(rows);
    table.rejected = rejected;
    table.columns.truncate(MAX_COLUMNS);
    Some(("jsonl", table, None))
}
