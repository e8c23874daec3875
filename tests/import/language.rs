//! The prerequisite language against trees transcribed by hand, and the conventions one by one.

use prereq::import::language::{GRAMMARS, Grammar, read_prerequisites};
use serde_json::{Value, json};

use super::data;

/// A tree in a form in which order, nesting of the same kind, doubles and groups of one do not matter.
fn normal(tree: &Value) -> Value {
    let (kind, list) = match tree {
        Value::String(code) => {
            return json!(code.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase());
        }
        Value::Object(map) if map.contains_key("co") => return json!({ "co": normal(&map["co"]) }),
        Value::Object(map) if map.contains_key("at_least") => {
            let mut of: Vec<Value> = map["of"].as_array().expect("a list").iter().map(normal).collect();
            of.sort_by_key(Value::to_string);
            of.dedup();
            return json!({ "at_least": map["at_least"], "of": of });
        }
        Value::Object(map) => map.iter().next().expect("one key"),
        other => return other.clone(),
    };
    let mut parts: Vec<Value> = Vec::new();
    for part in list.as_array().expect("a list").iter().map(normal) {
        match part.get(kind).and_then(Value::as_array) {
            Some(inner) => parts.extend(inner.clone()),
            None => parts.push(part),
        }
    }
    parts.sort_by_key(Value::to_string);
    parts.dedup();
    if parts.len() == 1 { parts.remove(0) } else { json!({ kind: parts }) }
}

/// The tree with its marks of concurrency taken off.
fn unmarked(tree: &Value) -> Value {
    match tree {
        Value::Object(map) if map.contains_key("co") => unmarked(&map["co"]),
        Value::Object(map) => {
            map.iter().map(|(k, v)| (k.clone(), unmarked(v))).collect::<serde_json::Map<_, _>>().into()
        }
        Value::Array(list) => list.iter().map(unmarked).collect(),
        other => other.clone(),
    }
}

fn agrees(reading: &Value, key: &Value) -> bool {
    let same =
        |tree: &Value| normal(&reading["tree"]) == normal(tree) || normal(&reading["tree"]) == normal(&unmarked(tree));
    let coreq = |key: &Value| normal(&reading["coreq"]) == normal(key.get("coreq").unwrap_or(&Value::Null));
    let one = |key: &Value| same(&key["tree"]) && coreq(key);
    one(key) || key["accept"].as_array().is_some_and(|list| list.iter().any(one))
}

fn misread(guess: bool) -> Option<(usize, Vec<String>)> {
    let text = data("prereq-text/dev.jsonl")?;
    let rows: Vec<Value> = text.lines().skip(1).map(|l| serde_json::from_str(l).expect("JSON")).collect();
    let mut wrong = Vec::new();
    for row in &rows {
        let source = row["source"].as_str().expect("a source");
        let grammar = Grammar::named(source).expect("a grammar for each source");
        let grammar = if guess { None } else { Some(&grammar) };
        let reading = read_prerequisites(row["text"].as_str().expect("a text"), grammar).to_json();
        if !agrees(&reading, row) {
            wrong.push(format!(
                "{source} {}: {}\n   want {} | {}\n   have {} | {} {}",
                row["id"],
                row["text"].as_str().unwrap_or_default().chars().take(300).collect::<String>(),
                normal(&row["tree"]),
                normal(&row["coreq"]),
                normal(&reading["tree"]),
                normal(&reading["coreq"]),
                reading["notes"],
            ));
        }
    }
    Some((rows.len(), wrong))
}

#[test]
fn texts_are_read_as_a_careful_reader_reads_them() {
    let Some((rows, wrong)) = misread(false) else { return };
    assert!(wrong.len() * 33 <= rows, "{} of {rows} misread:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn without_a_grammar_most_texts_are_read_right() {
    let Some((rows, wrong)) = misread(true) else { return };
    assert!(wrong.len() * 33 <= rows, "{} of {rows} misread:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_grammar_has_a_name_that_finds_it() {
    for grammar in GRAMMARS {
        assert_eq!(Grammar::named(grammar.name), Some(*grammar));
    }
    assert_eq!(Grammar::named("uw-seattle-2023").map(|g| g.name), Some("uw"));
    assert_eq!(Grammar::named("nobody"), None);
}
