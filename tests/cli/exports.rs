//! Plans written to files, and written again.

use std::fs;

use super::support::Home;

#[test]
fn exporting_again_shows_what_would_change_and_keeps_what_stays() {
    let home = Home::new();
    let plan = ["plan", "--goal", "analyst", "--hours-per-week", "6", "-o", "study.ics"];
    let told = |name: &str, runs: &[Vec<&str>]| {
        let told: Vec<String> = runs.iter().map(|args| home.run(args).whole(args)).collect();
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, told.join("\n"));
        });
    };
    let dry = || [plan.to_vec(), vec!["--dry-run"]].concat();
    let later = || [plan.to_vec(), vec!["--start", "2026-01-12", "--dry-run"]].concat();
    told(
        "exports-again",
        &[
            dry(),
            plan.to_vec(),
            dry(),
            later(),
            vec!["plan", "--goal", "analyst", "--format", "ics"],
            vec!["plan", "--goal", "analyst", "--dry-run"],
            [later(), vec!["--json"]].concat(),
        ],
    );
    let before = fs::read_to_string(home.path("study.ics")).expect("written");
    assert_eq!(home.run(&plan).code, 0);
    assert_eq!(fs::read_to_string(home.path("study.ics")).expect("there"), before);
}

#[test]
fn a_file_of_another_kind_is_not_overwritten() {
    let home = Home::new();
    home.write("notes.md", "# Shopping\n\n- [ ] milk\n");
    for name in ["notes.md", "empty.toml"] {
        home.write("empty.toml", "");
        let ran = home.run(&["plan", "--goal", "analyst", "-o", name]);
        assert_eq!(ran.code, if name == "notes.md" { 2 } else { 0 }, "{}", ran.stderr);
    }
    assert!(fs::read_to_string(home.path("notes.md")).expect("there").contains("milk"));
}
