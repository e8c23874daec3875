//! Prerequisites that are trees already: `["and", …]`, `{"type": …, "courses": […]}`, `{"and": […]}`, lists.

use serde_json::{Map, Value};

use super::{
    Grammar, Reading, lexer,
    parser::{counted, parse},
    tree::{Span, Tree, all, at_least},
};

/// Deepest nesting of a tree.
const MAX_DEPTH: usize = 64;

type Notes = Vec<(String, Span)>;

/// The tree in a text that is JSON and holds one. `[5.60]` and `[18.03 or 2.087]` are none.
pub(super) fn tree_text(text: &str) -> Option<Value> {
    let object = text.starts_with('{') && text.ends_with('}');
    let list = text.starts_with('[') && text.ends_with(']') && text.contains(['"', '{']);
    let value: Value = if object || list { serde_json::from_str(text).ok()? } else { return None };
    Some(value)
}

/// Reads a tree.
pub(super) fn read(value: &Value, grammar: Option<&Grammar>) -> Reading {
    let grammar = grammar.copied().unwrap_or_else(Grammar::generic);
    let mut notes = Vec::new();
    match tree(value, &grammar, &mut notes, 0) {
        Ok(tree) => Reading::of(tree, notes),
        Err(why) => Reading::unread(why, 0),
    }
}

fn tree(value: &Value, grammar: &Grammar, notes: &mut Notes, depth: usize) -> Result<Option<Tree>, &'static str> {
    if depth > MAX_DEPTH {
        return Err("nested too deep");
    }
    match value {
        Value::Null | Value::Bool(_) => Ok(None),
        Value::Number(n) => Ok(Some(Tree::code(n.to_string(), 0..0))),
        Value::String(text) => Ok(words(text, grammar, notes)),
        Value::Array(list) => array(list, grammar, notes, depth),
        Value::Object(map) => object(map, grammar, notes, depth),
    }
}

/// A text within a tree: a code as it stands, or a small text of its own.
fn words(text: &str, grammar: &Grammar, notes: &mut Notes) -> Option<Tree> {
    let text = text.trim();
    if super::is_nothing(text) {
        return None;
    }
    let tokens = lexer::tokens(text, grammar);
    let (tree, heard) = parse(&tokens, grammar);
    notes.extend(heard.notes.iter().filter(|_| tree.is_some()).cloned());
    if tree.is_some() {
        return tree;
    }
    // An id in a style of its own, such as a slug.
    let id = !text.contains(char::is_whitespace) && text.chars().any(char::is_alphanumeric) && text.len() <= 120;
    if id {
        return Some(Tree::code(text, 0..0));
    }
    notes.extend(heard.notes);
    None
}

fn many(list: &[Value], grammar: &Grammar, notes: &mut Notes, depth: usize) -> Result<Vec<Option<Tree>>, &'static str> {
    list.iter().map(|v| tree(v, grammar, notes, depth + 1)).collect()
}

/// A word that says how the parts are joined: `Some(None)` is all of them.
fn joined(word: &str) -> Option<Option<u32>> {
    match word.trim().to_lowercase().as_str() {
        "and" | "all" | "all_of" | "allof" | "every" | "both" | "&&" | "&" => Some(None),
        "or" | "any" | "one" | "one_of" | "oneof" | "anyof" | "any_of" | "either" | "||" | "|" => Some(Some(1)),
        word => super::pattern::number(word).filter(|n| (2..=10).contains(n)).map(Some),
    }
}

fn array(list: &[Value], grammar: &Grammar, notes: &mut Notes, depth: usize) -> Result<Option<Tree>, &'static str> {
    if let [Value::String(first), rest @ ..] = list
        && !rest.is_empty()
        && let Some(n) = joined(first)
    {
        return Ok(counted(n, many(rest, grammar, notes, depth)?));
    }
    // `[a, "or", b]`, operators between the parts.
    let ops: Vec<Option<u32>> = list.iter().skip(1).step_by(2).filter_map(|v| joined(v.as_str()?)).collect();
    if list.len() >= 3 && list.len() % 2 == 1 && ops.len() == list.len() / 2 && ops.iter().all(|o| *o == ops[0]) {
        let parts: Vec<Value> = list.iter().step_by(2).cloned().collect();
        return Ok(counted(ops[0], many(&parts, grammar, notes, depth)?));
    }
    if !list.is_empty() {
        notes.push(("list without and/or".to_owned(), 0..0));
    }
    Ok(all(many(list, grammar, notes, depth)?))
}

const PARTS: &[&str] = &[
    "courses",
    "nested",
    "items",
    "values",
    "children",
    "conditions",
    "of",
    "requirements",
    "operands",
    "list",
    "subRules",
    "rules",
];
const CODE: &[&str] =
    &["course", "code", "courseCode", "course_code", "id", "slug", "subject_code", "value", "name", "tag"];

fn object(
    map: &Map<String, Value>,
    grammar: &Grammar,
    notes: &mut Notes,
    depth: usize,
) -> Result<Option<Tree>, &'static str> {
    if let Some(n) = map.get("at_least").or(map.get("min")).and_then(Value::as_u64)
        && let Some(Value::Array(of)) = PARTS.iter().find_map(|k| map.get(*k))
    {
        return Ok(at_least(u32::try_from(n).unwrap_or(u32::MAX), many(of, grammar, notes, depth)?));
    }
    let kind =
        ["type", "op", "operator", "condition", "logic", "kind", "rel"].iter().find_map(|k| map.get(*k)?.as_str());
    let parts = PARTS.iter().find_map(|k| map.get(*k)?.as_array());
    if let (Some(n), Some(parts)) = (kind.and_then(joined), parts) {
        return Ok(counted(n, many(parts, grammar, notes, depth)?));
    }
    let beside = map.get("co").or(map.get("corequisite"));
    if let Some(inner) = beside {
        return Ok(tree(inner, grammar, notes, depth + 1)?.map(|t| t.marked(true)));
    }
    let mut out = Vec::new();
    let mut known = false;
    for (key, value) in map {
        if let (Some(n), Value::Array(list)) = (joined(key), value) {
            known = true;
            out.push(counted(n, many(list, grammar, notes, depth)?));
        }
    }
    if known {
        return Ok(all(out));
    }
    let subject = map.get("subject").or(map.get("subj")).and_then(Value::as_str);
    let number = ["number", "crse", "catalogNumber", "num"].iter().find_map(|k| map.get(*k));
    if let (Some(subject), Some(number)) = (subject, number) {
        let number = number.as_str().map_or_else(|| number.to_string(), str::to_owned);
        return Ok(Some(Tree::code(format!("{subject} {number}"), 0..0)));
    }
    if let Some(code) = CODE.iter().find_map(|k| map.get(*k)?.as_str()) {
        let tree = words(code, grammar, notes);
        let together = ["concurrent", "concurrently", "canBeTakenConcurrently"]
            .iter()
            .any(|k| map.get(*k) == Some(&Value::Bool(true)));
        return Ok(if together { tree.map(|t| t.marked(true)) } else { tree });
    }
    if let Some(parts) = parts {
        notes.push(("list without and/or".to_owned(), 0..0));
        return Ok(all(many(parts, grammar, notes, depth)?));
    }
    if map.is_empty() {
        return Ok(None);
    }
    Err("a tree of an unknown form")
}
