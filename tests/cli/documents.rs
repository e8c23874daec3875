//! The documents of `--json`: their schema, their required keys, their numbers.

use super::support::Home;
use serde_json::Value;

fn keys(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(value.get(key).is_some(), "no `{key}` in {value}");
    }
}

/// No number has more decimals than it may.
fn decimals(value: &Value, most: i32, path: &str) {
    match value {
        Value::Number(n) => {
            let scaled = n.as_f64().expect("finite") * 10f64.powi(most);
            assert!((scaled - scaled.round()).abs() < 1e-6, "{path} is {n}");
        }
        Value::Array(items) => items.iter().for_each(|v| decimals(v, most, path)),
        Value::Object(map) => map.iter().for_each(|(k, v)| {
            // What a weight is made of is in thousandths.
            let weighs = ["weight", "weight_reasons", "taste"].contains(&k.as_str());
            decimals(v, if weighs { most.max(3) } else { most }, &format!("{path}.{k}"));
        }),
        _ => {}
    }
}

#[test]
fn every_document_names_its_schema_and_has_its_keys() {
    let home = Home::new();
    home.run(&["profile", "set", "python", "0.3"]);
    home.run(&["profile", "done", "algebra-1", "--rating", "4"]);
    home.run(&["profile", "goal", "add", "analyst"]);
    let documents: &[(&[&str], &str, &[&str])] = &[
        (&["goals"], "goals", &["goals"]),
        (&["skills"], "skills", &["skills"]),
        (&["courses"], "courses", &["courses"]),
        (&["search", "python"], "search", &["results"]),
        (&["show", "py-more"], "show", &["course", "goal", "skill"]),
        (&["gap"], "gap", &["goals", "readiness", "coverage", "gaps"]),
        (&["plan"], "plan", &["goals", "status", "cost", "lower_bound", "steps", "unmet", "landmarks"]),
        (&["next"], "next", &["next"]),
        (&["recommend"], "recommend", &["results"]),
        (
            &["why", "stats-2"],
            "why",
            &["id", "on_path", "verdict", "regret_hours", "break_even_hours", "regret", "break_even", "reasons"],
        ),
        (&["plan", "--max-hours", "40"], "plan", &["status", "limits"]),
        (&["alternatives"], "alternatives", &["goals", "status", "alternatives"]),
        (&["sensitivity"], "sensitivity", &["goals", "status", "whole", "parts", "together"]),
        (&["tradeoffs"], "tradeoffs", &["goals", "by", "status", "complete", "points"]),
        (&["tradeoffs", "--by", "misfit"], "tradeoffs", &["goals", "by", "status", "complete", "points"]),
        (&["profile", "show"], "profile.show", &["goals", "skills", "courses", "constraints"]),
        (&["catalog", "check"], "catalog.check", &["problems"]),
        (&["catalog", "stats"], "catalog.stats", &["courses", "areas"]),
        (&["doctor"], "doctor", &["ok", "findings"]),
    ];
    for (args, schema, wanted) in documents {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let ran = home.run(&args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
        let document = ran.json();
        assert_eq!(document["schema"], format!("prereq.{schema}/1"), "{args:?}");
        keys(&document, wanted);
        decimals(&document, 6, schema);
    }
}

#[test]
fn regret_and_break_even_are_numbers_only_where_they_mean_something() {
    let home = Home::new();
    let why = |args: &[&str]| {
        let ran = home.run(&[&["why"], args, &["--goal", "analyst", "--json"]].concat());
        assert!(ran.code <= 1, "{}", ran.stderr);
        let document = ran.json();
        decimals(&document, 2, "why");
        (document["on_path"].clone(), document["regret_hours"].clone(), document["break_even_hours"].clone())
    };
    let (no, yes) = (Value::Bool(false), Value::Bool(true));
    // Hours of weighted work: nobody vouches for these.
    assert_eq!(why(&["py-more"]), (yes.clone(), 0.0.into(), 45.0.into()));
    assert_eq!(why(&["py-more-sv"]), (no.clone(), 3.0.into(), 45.0.into()));
    assert_eq!(why(&["py-more", "--minimize", "hours"]), (yes.clone(), 0.0.into(), 30.0.into()));
    assert_eq!(why(&["py-more-sv", "--minimize", "work"]), (no.clone(), 2.0.into(), 30.0.into()));
    assert_eq!(why(&["py-more", "--minimize", "courses"]), (yes, Value::Null, Value::Null), "no hours");
    let forced = why(&["stats-2", "--exclude", "py-more", "--exclude", "py-more-sv"]);
    assert_eq!(forced, (no.clone(), 36.75.into(), 0.0.into()));
    for id in ["old-stats", "kube-1"] {
        let (on_path, ..) = why(&[id]);
        assert_eq!(on_path, no, "{id}");
    }
    assert_eq!(why(&["old-stats"]), (no.clone(), Value::Null, Value::Null), "no path can contain it");
    assert_eq!(why(&["py-more", "--exclude", "py-more"]), (no.clone(), Value::Null, Value::Null));
    let beyond = why(&["stats-2", "--exclude", "algebra-1"]);
    assert_eq!(beyond, (no, Value::Null, Value::Null), "it can never start");
}

#[test]
fn a_plan_as_the_contract_has_it() {
    let home = Home::new();
    let plan = home.run(&["plan", "--goal", "analyst", "--hours-per-week", "6", "--json"]).json();
    assert_eq!(plan["status"], "proved");
    assert_eq!(plan["cost"]["hours"], 106.0);
    assert_eq!(plan["cost"]["price"], 49.99);
    assert_eq!(plan["cost"]["work"], 106.0);
    assert_eq!(plan["lower_bound"]["weighted"], plan["cost"]["weighted"]);
    assert_eq!(plan["lower_bound"]["hours"], Value::Null, "another metric's bound");
    decimals(&plan, 2, "plan");
    let steps = plan["steps"].as_array().expect("a list");
    for step in steps {
        keys(step, &["position", "id", "title", "hours", "price", "start", "end", "raises", "needed_by", "reason"]);
    }
    let unsaid = steps.iter().find(|s| s["id"] == "stats-1").expect("on the path");
    assert_eq!((&unsaid["hours"], unsaid["hours_assumed"].as_f64()), (&Value::Null, Some(40.0)));
    assert_eq!(unsaid["raises"]["statistics"], serde_json::json!([0.0, 0.5]));
    assert_eq!(steps[0]["start"], "2026-01-05");
    assert!(plan["landmarks"].as_array().is_some_and(|l| l.iter().all(Value::is_array)));

    let to_file = home.run(&["plan", "--goal", "analyst", "--hours-per-week", "6", "--format", "json"]);
    assert_eq!(to_file.json(), plan, "--format json and --json are one document");
    let undated = home.run(&["plan", "--goal", "analyst", "--json"]).json();
    assert_eq!(undated["steps"][0]["start"], Value::Null);
}

#[test]
fn a_document_is_printed_when_nothing_is_found_too() {
    let home = Home::new();
    let runs: &[(&[&str], &str)] = &[
        (&["search", "zzzz"], "results"),
        (&["courses", "--provider", "nobody"], "courses"),
        (&["plan", "--to", "old-stats"], "steps"),
    ];
    for (args, list) in runs {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        let ran = home.run(&args);
        assert_eq!(ran.code, 1, "{args:?}");
        assert_eq!(ran.json()[list], serde_json::json!([]), "{args:?}");
    }
    let unreachable = home.run(&["plan", "--goal", "operator", "--json"]);
    assert_eq!(unreachable.code, 1);
    let document = unreachable.json();
    assert_eq!(document["status"], "unreachable");
    assert_eq!(document["unmet"].as_array().map(Vec::len), Some(2));
    assert_eq!(document["steps"].as_array().map(Vec::len), Some(2), "what can be reached is planned");
}

#[test]
fn recommendations_add_up() {
    let home = Home::new();
    let document = home.run(&["recommend", "--goal", "analyst", "--all", "--json"]).json();
    for result in document["results"].as_array().expect("a list") {
        let parts = result["components"].as_object().expect("by name");
        assert_eq!(parts.len(), 6);
        let opinions: Vec<&Value> = parts.values().filter(|v| !v.is_null()).collect();
        let sum = |key: &str| -> f64 { opinions.iter().map(|v| v[key].as_f64().expect("a number")).sum() };
        assert!((sum("contribution") - result["total"].as_f64().expect("a number")).abs() < 5e-7, "{result}");
        assert!((sum("weight") - 1.0).abs() < 5e-7, "{result}");
        opinions.iter().for_each(|v| keys(v, &["value", "weight", "contribution", "reason"]));
    }
}

#[test]
fn search_ranges_are_in_characters_of_the_original() {
    let home = Home::new();
    let document = home.run(&["search", "statistics", "--json"]).json();
    let results = document["results"].as_array().expect("a list");
    let hit = results.iter().find(|r| r["id"] == "stats-2").expect("found");
    keys(hit, &["id", "title", "provider", "score", "matched"]);
    let title: Vec<char> = hit["title"].as_str().expect("text").chars().collect();
    let matched =
        hit["matched"].as_array().expect("a list").iter().find(|m| m["field"] == "title").expect("in the title");
    let range = &matched["ranges"][0];
    let at = |i: usize| range[i].as_u64().expect("an index") as usize;
    assert_eq!(title[at(0)..at(1)].iter().collect::<String>(), "Statistics");
}

#[test]
fn two_runs_say_the_same() {
    let (a, b) = (Home::new(), Home::new());
    for args in [
        &["plan", "--goal", "analyst", "--json"][..],
        &["recommend", "--goal", "analyst", "--json"],
        &["gap", "--goal", "operator"],
    ] {
        assert_eq!(a.run(args).stdout, b.run(args).stdout, "{args:?}");
    }
}
