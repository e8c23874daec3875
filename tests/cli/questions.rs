//! The questions about a path, on a small catalog: what is printed, where, and how it exits.

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
