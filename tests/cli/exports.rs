//! Plans written to files, and written again.

use std::fs;

use super::support::{Home, Ran};

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

/// A catalog of two courses, one after the other.
const TWO: &str = "[[skill]]\nid = \"latin\"\nname = \"Latin\"\narea = \"x\"\n\
    [[course]]\nid = \"l1\"\ntitle = \"Latin 1\"\nprovider = \"U\"\nurl = \"https://u.example/l1\"\nhours = 12\nteaches = { latin = 0.25 }\n\
    [[course]]\nid = \"l2\"\ntitle = \"Latin 2\"\nprovider = \"U\"\nhours = 12\nteaches = { latin = 0.5 }\nrequires = { latin = 0.25 }\n\
    [[goal]]\nid = \"g\"\ntitle = \"Latin\"\nskills = { latin = 0.5 }\n";

fn two() -> Home {
    let home = Home::new();
    home.write("two.toml", TWO);
    home
}

/// Runs on those two, on 5 January 2026 unless the arguments say another day.
fn tried(home: &Home, args: &str) -> Ran {
    let mut command = home.bare();
    command.args(args.split(' ')).arg("--no-builtin").arg("--catalog").arg(home.path("two.toml"));
    if !args.contains("--today") {
        command.args(["--today", "2026-01-05"]);
    }
    home.finish(command)
}

fn ran(home: &Home, args: &str) -> String {
    let ran = tried(home, args);
    assert_eq!(ran.code, 0, "{args}: {}", ran.stderr);
    ran.stdout
}

#[test]
fn own_lines_of_a_checklist_stay() {
    let home = two();
    ran(&home, "plan -g g -o study.md");
    let text = fs::read_to_string(home.path("study.md")).expect("written");
    assert!(text.contains("[page](<https://u.example/l1>)"), "{text}");
    let mine = text
        .replace("- [ ] **Latin 1**", "- [x] **Latin 1**")
        .replace("- [ ] **Latin 2", "  - ask Ann\n- [ ] **Latin 2");
    home.write("study.md", &format!("{mine}\nexam on Friday\n"));
    for _ in 0..2 {
        ran(&home, "plan -g g -o study.md");
        let again = fs::read_to_string(home.path("study.md")).expect("written");
        assert!(again.contains("- [x] **Latin 1**"), "{again}");
        assert!(again.contains("  - ask Ann\n- [ ] **Latin 2**"), "{again}");
        assert_eq!(again.matches("exam on Friday").count(), 1, "{again}");
    }
}

#[test]
fn what_was_finished_stays_in_the_calendar_until_the_day_it_was() {
    let home = two();
    ran(&home, "--today 2026-01-05 plan -g g --hours-per-week 6 -o study.ics");
    ran(&home, "--today 2026-01-18 profile done l1 --on 2026-01-17");
    ran(&home, "--today 2026-01-18 plan -g g --hours-per-week 6 -o study.ics");
    let text = fs::read_to_string(home.path("study.ics")).expect("written");
    assert!(!text.contains("CANCELLED"), "{text}");
    let event = text.split("BEGIN:VEVENT").find(|e| e.contains("SUMMARY:Latin 1")).expect("still there");
    assert!(event.contains("20260105") && event.contains("DTEND;VALUE=DATE:20260118"), "{event}");
}

#[test]
fn a_table_opens_in_a_spreadsheet() {
    let home = two();
    ran(&home, "plan -g g -o t.csv");
    let bytes = fs::read(home.path("t.csv")).expect("written");
    assert!(bytes.starts_with(&[0xef, 0xbb, 0xbf]));
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains("Latin 0.00 to 0.25") && !text.contains('→'), "{text}");
    assert!(text.contains("https://u.example/l1"), "{text}");
    let again = ran(&home, "plan -g g -o t.csv --dry-run");
    assert!(again.contains("2 as they are"), "what it wrote is known again: {again}");
}

#[test]
fn tasks_keep_what_is_the_learner_s() {
    let home = two();
    let tasks = ran(&home, "--today 2026-01-05 plan -g g --hours-per-week 6 --format taskwarrior");
    let mut tasks: serde_json::Value = serde_json::from_str(&tasks).expect("a list");
    tasks[0]["status"] = "completed".into();
    tasks[0]["end"] = "20260107T000000Z".into();
    tasks[1]["priority"] = "H".into();
    tasks[1]["tags"] = serde_json::json!(["study", "exam"]);
    tasks[1]["start"] = "20260107T000000Z".into();
    tasks[1]["urgency"] = 3.into();
    home.write("tasks.json", &tasks.to_string());
    let again = ran(&home, "--today 2026-01-10 plan -g g --hours-per-week 6 --format taskwarrior --merge tasks.json");
    let again: serde_json::Value = serde_json::from_str(&again).expect("a list");
    assert_eq!(again[0]["status"], "completed");
    assert_eq!(again[0]["end"], "20260107T000000Z");
    assert_eq!((&again[1]["priority"], &again[1]["start"]), (&tasks[1]["priority"], &tasks[1]["start"]));
    assert_eq!(again[1]["tags"], tasks[1]["tags"]);
    assert_ne!(again[1]["scheduled"], tasks[1]["scheduled"], "the plan moved");
}

#[test]
fn no_format_goes_by_an_unknown_extension() {
    let home = two();
    for name in ["plan.html", "plan.svg", "plan.xyz"] {
        let ran = tried(&home, &format!("plan -g g -o {name}"));
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.stderr.contains(name) && ran.stderr.contains(".csv"), "{}", ran.stderr);
        assert!(!home.path(name).exists());
    }
    let ran = tried(&home, "plan -g g -o no/folder/p.toml");
    assert!(ran.code != 0 && !ran.stderr.contains(".prereq-"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_to_nothing_yet_is_followed() {
    let home = Home::new();
    fs::create_dir_all(home.path("dots")).expect("made");
    fs::create_dir_all(home.path("linked")).expect("made");
    std::os::unix::fs::symlink("../dots/profile.toml", home.path("linked/profile.toml")).expect("linked");
    let ran = home.run(&["--profile", "linked/profile.toml", "profile", "set", "python", "0.25"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(fs::symlink_metadata(home.path("linked/profile.toml")).expect("there").is_symlink());
    assert!(fs::read_to_string(home.path("dots/profile.toml")).expect("made").contains("python"));
}
