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

/// What a text asks for, in short: `all(A, any(B, C))`, `co(…)` where it may be taken at the same time.
fn short(text: &str, grammar: &str) -> String {
    fn tree(v: &Value) -> String {
        let many = |l: &Value| l.as_array().expect("a list").iter().map(tree).collect::<Vec<_>>().join(" ");
        match v {
            Value::Null => "-".to_owned(),
            Value::String(code) => code.replace(' ', ""),
            Value::Object(m) if m.contains_key("co") => format!("{}*", tree(&m["co"])),
            Value::Object(m) if m.contains_key("of") => format!("{}({})", m["at_least"], many(&m["of"])),
            Value::Object(m) => m.iter().map(|(k, v)| format!("{k}({})", many(v))).collect(),
            other => other.to_string(),
        }
    }
    let grammar = Grammar::named(grammar).expect("a grammar");
    let reading = read_prerequisites(text, Some(&grammar)).to_json();
    match &reading["coreq"] {
        Value::Null => tree(&reading["tree"]),
        beside => format!("{} & {}", tree(&reading["tree"]), tree(beside)),
    }
}

#[test]
fn catalogs_nobody_here_has_are_read_by_the_same_rules() {
    for (grammar, text, want) in [
        (
            "toronto",
            "CSC148H1/ CSC150H1; MAT137Y1, (STA247H1/STA255H1)",
            "all(any(CSC148H1 CSC150H1) MAT137Y1 any(STA247H1 STA255H1))",
        ),
        (
            "toronto",
            "60% or higher in CSC148H1/ CSC150H1, MAT135H1, MAT136H1",
            "all(any(CSC148H1 CSC150H1) MAT135H1 MAT136H1)",
        ),
        (
            "toronto",
            "(MAT223H1, MAT224H1)/ MAT247H1; MAT237Y1 (MAT235Y1)",
            "all(any(all(MAT223H1 MAT224H1) MAT247H1) any(MAT237Y1 MAT235Y1))",
        ),
        ("toronto", "1.0 credit from: PSY201H1, PSY202H1", "-"),
        ("toronto", "CSC207H1; CGPA 3.0/ enrolment in a CSC subject POSt", "CSC207H1"),
        (
            "generic",
            "Prerequisite: COMP 202 or COMP 250. Corequisite: MATH 222. Restriction: Not open to students who have taken COMP 208.",
            "any(COMP202 COMP250) & MATH222",
        ),
        ("generic", "15-122 and (21-127 or 15-151)", "all(15-122 any(21-127 15-151))"),
        (
            "generic",
            "EECS 280 and (EECS 203 or MATH 465), with minimum grade of C. No credit granted to those who have completed EECS 380.",
            "all(EECS280 any(EECS203 MATH465))",
        ),
        ("generic", "CS 61A, CS 61B; and Mathematics 54", "all(CS61A CS61B Mathematics54)"),
        ("generic", "Either MATH 118 or 119, and CS 136", "all(any(MATH118 MATH119) CS136)"),
        (
            "generic",
            "One of CS 135, 137, 145 and one of MATH 135, 145",
            "all(any(CS135 CS137 CS145) any(MATH135 MATH145))",
        ),
        ("generic", "At least two of STAT 230, STAT 240, CO 250, PMATH 340", "2(STAT230 STAT240 CO250 PMATH340)"),
        (
            "generic",
            "(CS 225 or CS 300) and credit or concurrent registration in MATH 257 or MATH 415",
            "any(CS225 CS300) & any(MATH257 MATH415)",
        ),
        ("generic", "CSE 142 and CSE 143 (may be taken concurrently)", "CSE142 & CSE143"),
        ("generic", "STAT/MATH 394 and CSE/EE 371", "all(any(STAT394 MATH394) any(CSE371 EE371))"),
        ("generic", "CHEM 101–103", "all(CHEM101 CHEM102 CHEM103)"),
        ("generic", "MATH 101, PHYS 101, or CHEM 101 and BIOL 101", "any(MATH101 PHYS101 all(CHEM101 BIOL101))"),
        (
            "generic",
            "MATH 20C with a grade of C- or better, or MATH 31BH; ECE 45 or concurrent enrollment",
            "any(MATH20C MATH31BH) & ECE45",
        ),
        ("generic", "3 units of MATH above MATH 100; PHYS 101", "PHYS101"),
        ("generic", "Physics 12 and MATH 124", "MATH124"),
        ("generic", "CS 101. Not open to students with credit in CS 105. MATH 110 recommended.", "CS101"),
        ("generic", "INF1000 eller INF1100, og MAT-INF1100", "all(any(INF1000 INF1100) MAT-INF1100)"),
        ("ucsd", "MGTA 451 and restricted to MS in business analytics program", "MGTA451"),
        (
            "ucsd",
            "CSE 100 or MATH 176. Students may receive credit for one of the following: CSE 182, BENG 182, or BIMM 182.",
            "any(CSE100 MATH176)",
        ),
        (
            "ucsd",
            "BENG 187B; concurrent enrollment in BENG 119B; bioengineering majors only. (W)",
            "BENG187B & BENG119B",
        ),
        ("ucsd", "ECE 45 and ECE 65. ECE 65 may be taken concurrently.", "ECE45 & ECE65"),
        ("generic", "Either (a) CPSC 221 or (b) CPSC 260 and EECE 320.", "any(CPSC221 all(CPSC260 EECE320))"),
        (
            "generic",
            "Computer Science 31 and ENG 101 & 102; CS 240 (concurrent)",
            "all(ComputerScience31 ENG101 ENG102) & CS240",
        ),
        ("generic", "CS 240 or SE 240. Antireq: CS 338", "any(CS240 SE240)"),
        (
            "generic",
            "(CS 1332 Minimum Grade of C or CS 1331 Minimum Grade of C) and Undergraduate Semester level CS 2110 Minimum Grade of D",
            "all(any(CS1332 CS1331) CS2110)",
        ),
        ("mit", "2.EPW or permission of instructor", "2.EPW"),
        ("generic", "none", "-"),
    ] {
        assert_eq!(short(text, grammar), want, "{grammar}: {text}");
    }
}

#[test]
fn trees_that_are_json_are_read_like_texts() {
    for (text, want) in [
        (r#"["and", "CSCI 1200", ["or", "MATH 1010", "MATH 1500"]]"#, "all(CSCI1200 any(MATH1010 MATH1500))"),
        (
            r#"{"type": "all", "courses": ["MATH 20A", {"type": "two", "courses": ["CSE 1", "CSE 2", "CSE 3"]}]}"#,
            "all(MATH20A 2(CSE1 CSE2 CSE3))",
        ),
        (
            r#"{"type": "or", "nested": [{"type": "course", "course": "CSCI 2300"}, {"type": "course", "course": "CSCI 2200"}]}"#,
            "any(CSCI2300 CSCI2200)",
        ),
        (r#"["basics", "strings"]"#, "all(basics strings)"),
        (r#"{"at_least": 2, "of": ["a-1", "b-2", "c-3"]}"#, "2(a-1 b-2 c-3)"),
    ] {
        assert_eq!(short(text, "generic"), want, "{text}");
    }
    assert_eq!(short("[5.60]", "mit"), "- & 5.60", "brackets of MIT are no JSON");
}

#[test]
fn a_misreading_can_be_pointed_at() {
    let text = "CSE 142 or 160; recommended: MATH 126";
    let reading = read_prerequisites(text, None);
    let chars: Vec<char> = text.chars().collect();
    let at = |span: std::ops::Range<usize>| chars[span].iter().collect::<String>();
    let prereq::import::language::Tree::Any(parts) = reading.tree.expect("a tree") else { panic!("a choice") };
    let spans: Vec<String> = parts
        .into_iter()
        .map(|p| match p {
            prereq::import::language::Tree::Code { span, .. } => at(span),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(spans, ["CSE 142", "160"]);
    assert_eq!(at(reading.notes[0].span.clone()), "MATH 126", "after its heading");
}
