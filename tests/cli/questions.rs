//! The questions about a path, on a small catalog: what is printed, where, and how it exits.

use serde_json::Value;

use super::support::Home;

/// Snapshots one run per line of arguments, all in one home.
fn story(home: &Home, name: &str, runs: &[&[&str]]) {
    let told: Vec<String> = runs.iter().map(|args| home.run(args).whole(args)).collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, told.join("\n"));
    });
}

#[test]
fn two_plans_side_by_side() {
    let home = Home::new();
    home.run(&["plan", "--goal", "analyst", "-o", "old.toml"]);
    home.run(&["plan", "--goal", "analyst", "--exclude", "stats-1", "-o", "other.toml"]);
    home.run(&["profile", "done", "algebra-1"]);
    story(
        &home,
        "diff",
        &[
            &["diff", "old.toml", "other.toml"],
            &["diff", "old.toml"],
            &["diff", "old.toml", "old.toml"],
            &["diff", "old.toml", "other.toml", "--json"],
            &["diff", "missing.toml"],
        ],
    );
}

#[test]
fn alternatives_and_parts() {
    story(
        &Home::new(),
        "questions",
        &[
            &["alternatives", "--goal", "analyst"],
            &["sensitivity", "--goal", "analyst"],
            &["sensitivity", "--goal", "analyst", "--to", "py-more", "--max-hours", "9"],
            &["tradeoffs", "--goal", "analyst"],
            &["tradeoffs", "--goal", "analyst", "--assume-price", "20"],
            &["alternatives", "--goal", "analyst", "--time-limit", "5s", "--json"],
        ],
    );
}

#[test]
fn plans_within_limits() {
    story(
        &Home::new(),
        "limits",
        &[
            &["plan", "--goal", "analyst", "--max-hours", "200"],
            &["plan", "--goal", "analyst", "--max-hours", "60"],
            &["plan", "--goal", "analyst", "--hours-per-week", "6", "--deadline", "2026-03-01"],
            &["plan", "--goal", "analyst", "--deadline", "2026-03-01"],
            &["plan", "--goal", "analyst", "--budget", "10", "--assume-price", "5"],
            &["plan", "--goal", "analyst", "--max-hours", "45", "--must", "statistics"],
            &["plan", "--goal", "analyst", "--max-hours", "45", "--must", "rhetoric"],
            &["plan", "--goal", "analyst", "--deadline", "2025-12-31"],
            &["plan", "--goal", "analyst", "--hours-per-week", "6", "--max-parallel", "2"],
            &["next", "--goal", "analyst", "--max-hours", "30"],
            &["why", "py-more", "--goal", "analyst", "--max-hours", "30"],
        ],
    );
}

#[test]
fn goals_weigh_what_the_learner_says() {
    let home = Home::new();
    assert_eq!(home.run(&["profile", "goal", "add", "analyst=2", "operator"]).code, 0);
    let shown = home.run(&["profile", "show"]).stdout;
    assert!(shown.contains("analyst, counts 2 times") && !shown.contains("operator, counts"), "{shown}");
    let document: Value = serde_json::from_str(&home.run(&["profile", "show", "--json"]).stdout).expect("JSON");
    assert_eq!(document["goal_weights"], serde_json::json!({ "analyst": 2.0 }));
    // What is active counts what the profile says; what is named, what is said here.
    let gap = |args: &[&str]| -> Value {
        let args: Vec<&str> = ["gap", "--json"].iter().chain(args).copied().collect();
        serde_json::from_str(&home.run(&args).stdout).expect("JSON")
    };
    let own = gap(&[]);
    assert_eq!(own["gaps"], gap(&["--goal", "analyst=2", "operator"])["gaps"]);
    assert_ne!(own["gaps"], gap(&["--goal", "analyst", "operator"])["gaps"]);
    let wrong = home.run(&["gap", "--goal", "analyst=0"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("lies between 0.01 and 100"), "{}", wrong.stderr);
    assert_eq!(home.run(&["profile", "undo"]).code, 0);
    assert!(!home.run(&["profile", "show"]).stdout.contains("counts"));
}

#[test]
fn recommendations_within_limits_judge_by_the_best_path_within_them() {
    let home = Home::new();
    let json = |args: &[&str]| -> Value { serde_json::from_str(&home.run(args).stdout).expect("JSON") };
    let hours = json(&["plan", "--goal", "analyst", "--json"])["cost"]["hours"].as_f64().expect("known");
    let limit = format!("{}", (hours / 2.0).floor());
    let plan = json(&["plan", "--goal", "analyst", "--max-hours", &limit, "--json"]);
    assert_eq!(plan["status"], "partial");
    let on: Vec<&Value> = plan["steps"].as_array().expect("steps").iter().map(|s| &s["id"]).collect();
    let found = json(&["recommend", "--goal", "analyst", "--max-hours", &limit, "--all", "--json"]);
    let results = found["results"].as_array().expect("results");
    let mut judged = 0;
    for result in results {
        let path = &result["components"]["path"];
        assert_eq!(path.is_null(), !on.contains(&&result["id"]), "{result}");
        if !path.is_null() {
            assert_eq!(path["value"].as_f64(), Some(1.0), "{result}");
            judged += 1;
        }
    }
    assert!(judged > 0 && judged < results.len(), "{judged} of {}", results.len());
    // With time enough nothing changes.
    let plenty = json(&["recommend", "--goal", "analyst", "--max-hours", "5000", "--json"]);
    assert_eq!(plenty["results"], json(&["recommend", "--goal", "analyst", "--json"])["results"]);
}
