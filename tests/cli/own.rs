//! The learner's own goals, courses and limits, through the program itself.

use std::fs;

use super::support::{Home, Ran};

const GOALS: &str = "data/prereq/catalog/goals/own.toml";
const COURSES: &str = "data/prereq/catalog/courses/own.toml";

fn story(name: &str, home: &Home, runs: &[&[&str]]) {
    let told: Vec<String> = runs.iter().map(|args| home.run(args).whole(args)).collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, told.join("\n"));
    });
}

fn ok(ran: Ran) -> Ran {
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    ran
}

#[test]
fn goals_of_ones_own() {
    let home = Home::new();
    story(
        "own-goals",
        &home,
        &[
            &["goal", "new", "my-job", "--skill", "python", "statistics=0.5", "--weight", "statistics=2", "--aim"],
            &["goal", "new", "my-job", "--skill", "python"],
            &["goal", "new", "analyst", "--skill", "python"],
            &["goal", "new", "empty"],
            &["goal", "new", "typo", "--skill", "pyhton=0.5"],
            &["goal", "new", "typo", "--course", "py-frst"],
            &["goal", "new", "typo", "--skill", "python=2"],
            &["goal", "new", "a b", "--skill", "python"],
            &["goal", "new", "finish", "--course", "stats-1", "--json"],
            &["goal", "copy", "scholar", "my-studies", "--title", "My studies", "--skill", "python=awareness"],
            &["goal", "copy", "scholr", "x"],
            &[
                "goal",
                "edit",
                "my-job",
                "--skill",
                "kubernetes=expert",
                "--remove-skill",
                "python",
                "--course",
                "stats-1",
            ],
            &["goal", "edit", "my-job", "--weight", "rhetoric=3"],
            &["goal", "edit", "analyst", "--title", "Mine"],
            &["goal", "edit", "my-job"],
            &["plan"],
            &["goal", "remove", "analyst"],
            &["goal", "remove", "my-job"],
            &["goal", "remove", "my-job"],
            &["plan"],
        ],
    );
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("own-goals-file", fs::read_to_string(home.path(GOALS)).expect("there"));
    });
    assert!(!home.path("data/prereq/catalog/goals/history").read_dir().expect("kept").collect::<Vec<_>>().is_empty());
}

#[test]
fn courses_of_ones_own_are_planned_with() {
    let home = Home::new();
    story(
        "own-courses",
        &home,
        &[
            &[
                "course",
                "add",
                "team-python",
                "--title",
                "Python at work",
                "--provider",
                "My team",
                "--hours",
                "3",
                "--teaches",
                "python=0.5",
                "--free",
                "--language",
                "en",
                "--tag",
                "python,team",
            ],
            &["course", "add", "team-python"],
            &["course", "add", "idle"],
            &["course", "add", "typo", "--teaches", "pyhton"],
            &["course", "add", "typo", "--prerequisite", "py-frst"],
            &[
                "course",
                "add",
                "team-stats",
                "--teaches",
                "statistics=0.5",
                "--requires",
                "python=0.5",
                "--hours",
                "2.5",
                "--prerequisite",
                "team-python",
                "--price",
                "9.5",
                "--difficulty",
                "intermediate",
                "--json",
            ],
            &["course", "remove", "team-python"],
            &["course", "remove", "py-first"],
            &["plan", "--goal", "analyst"],
            &["course", "remove", "team-stats"],
        ],
    );
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("own-courses-file", fs::read_to_string(home.path(COURSES)).expect("there"));
    });
}

#[test]
fn comments_stay_and_what_the_loader_refuses_is_not_written() {
    let home = Home::new();
    let text = "# Mine.\n\n[[goal]]\n# why\nid = \"g\" # id\ntitle = \"G\"\nskills = { python = 0.5, statistics = 0.25 } # both\n";
    home.write(GOALS, text);
    ok(home.run(&["goal", "edit", "g", "--skill", "algebra=0.5", "--remove-skill", "statistics", "--title", "New"]));
    let now = fs::read_to_string(home.path(GOALS)).expect("there");
    let expected = text.replace("title = \"G\"", "title = \"New\"").replace("statistics = 0.25", "algebra = 0.50");
    assert_eq!(now, expected);

    // The last skill cannot go, and the file is what it was.
    let ran = home.run(&["goal", "edit", "g", "--remove-skill", "python", "algebra"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("was refused") && ran.stderr.contains("asks for nothing"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(home.path(GOALS)).expect("there"), now);

    // A file that is no TOML is told with its line and left alone.
    home.write(COURSES, "[[course\n");
    let ran = home.run(&["course", "add", "x", "--teaches", "python"]);
    assert_eq!(ran.code, 2);
    assert_eq!(fs::read_to_string(home.path(COURSES)).expect("there"), "[[course\n");
    assert!(ran.stderr.contains("own.toml:1"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn the_editor_works_on_a_copy() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    ok(home.run(&["goal", "new", "g", "--skill", "python=0.5"]));
    let before = fs::read_to_string(home.path(GOALS)).expect("there");
    let editor = |script: &str| {
        let path = home.write("editor", &format!("#!/bin/sh\n{script}\n"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("executable");
        let mut command = home.bare();
        command.env("EDITOR", &path).env("TMPDIR", home.path(""));
        command.args(["goal", "edit", "g", "--no-builtin", "--catalog"]).arg(super::support::fixture("cli/small.toml"));
        home.finish(command)
    };
    // A file put in the place of the old one, as many editors do.
    let ran = ok(editor("sed 's/0.50/0.75/' \"$1\" > \"$1.new\" && mv \"$1.new\" \"$1\""));
    assert!(ran.stdout.contains("Python 0.75"), "{}", ran.stdout);
    let after = fs::read_to_string(home.path(GOALS)).expect("there");
    assert_eq!(after, before.replace("0.50", "0.75"));

    let ran = editor("echo nonsense >> \"$1\"");
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("is kept as HOME/prereq-goals-"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(home.path(GOALS)).expect("there"), after);
    assert!(editor(":").stderr.contains("nothing was changed"));
    assert_eq!(editor("exit 3").code, 2);
    // Somebody else was quicker.
    let own = home.path(GOALS);
    let ran = editor(&format!("echo '# a' >> \"$1\"; echo '# b' >> '{}'", own.display()));
    assert!(ran.code == 2 && ran.stderr.contains("changed meanwhile"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(own).expect("there"), format!("{after}# b\n"));
}

/// The courses of a plan.
fn planned(home: &Home, args: &[&str]) -> Vec<String> {
    let ran = home.run(&[&["plan", "--json"], args].concat());
    let steps = ran.json()["steps"].as_array().expect("steps").clone();
    steps.iter().map(|s| s["id"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn every_standing_limit_is_honoured_and_can_be_dropped_alone() {
    let home = Home::new();
    let to_python = ["--goal", "analyst"];
    let usual = planned(&home, &to_python);
    assert!(usual.contains(&"py-more".to_owned()), "{usual:?}");
    for (limit, clear) in [
        (&["--free-only"][..], "free-only"),
        (&["--language", "sv"], "language"),
        (&["--exclude-provider", "open school"], "exclude-provider"),
        (&["--format", "video"], "format"),
    ] {
        ok(home.run(&[&["profile", "constrain"], limit].concat()));
        let limited = planned(&home, &to_python);
        assert!(!limited.contains(&"py-more".to_owned()), "{limit:?}: {limited:?}");
        let recommended = home.run(&["recommend", "--goal", "analyst", "--all", "--json"]).json();
        let results = recommended["results"].as_array().expect("results").clone();
        assert!(results.iter().all(|r| r["id"] != "py-more"), "{limit:?}");
        ok(home.run(&["profile", "constrain", &format!("--clear={clear}")]));
        assert_eq!(planned(&home, &to_python), usual, "{clear}");
    }
    ok(home.run(&["profile", "constrain", "--hours-per-week", "5"]));
    let dated = home.run(&["plan", "--json", "--goal", "analyst"]).json();
    assert_eq!(dated["steps"][0]["start"], "2026-01-05");
    ok(home.run(&["profile", "constrain", "--free-only", "--format", "video", "--language", "en"]));
    ok(home.run(&["profile", "constrain", "--clear=hours-per-week,format"]));
    let kept = home.run(&["profile", "--json"]).json()["constraints"].clone();
    assert_eq!(kept["hours_per_week"], serde_json::Value::Null);
    assert_eq!((&kept["free_only"], kept["languages"][0].as_str()), (&true.into(), Some("en")));
    assert_eq!(kept["formats"].as_array().map(Vec::len), Some(0));
    assert_eq!((&kept["max_parallel"], kept["away"].as_array().map(Vec::len)), (&serde_json::Value::Null, Some(0)));
    // Days away are added, and taken back, one stretch at a time.
    let away = |args: &[&str]| {
        ok(home.run(&[&["profile", "constrain"], args].concat()));
        home.run(&["profile", "--json"]).json()["constraints"]["away"].clone()
    };
    let first = away(&["--away", "2026-W52,2026-12-28..2027-01-03", "2027-02-08", "--max-parallel", "2"]);
    assert_eq!(first, serde_json::json!(["2026-12-21..2027-01-03", "2027-02-08"]));
    assert_eq!(away(&["--not-away", "2026-12-25..2027-02-28"]), serde_json::json!(["2026-12-21..2026-12-24"]));
    assert_eq!(away(&["--no-away", "--away", "2027-05-01"]), serde_json::json!(["2027-05-01"]));
    let told = ok(home.run(&["profile", "constrain", "--clear=free-only,language"])).stdout;
    assert_eq!(told, "up to 2 courses at once\naway 1 May 2027\n");
    assert_eq!(away(&["--clear=away"]), serde_json::json!([]));
    let bad = home.run(&["profile", "constrain", "--away", "Christmas"]);
    assert!(bad.code == 2 && bad.stderr.contains("2026-W52"), "{}", bad.stderr);
    let cleared = ok(home.run(&["profile", "constrain", "--clear"]));
    assert_eq!(cleared.stdout, "no constraints\n");
    let slip = home.run(&["profile", "constrain", "--language", "english", "--exclude-provider", "Open Shool"]);
    assert!(slip.stderr.contains("is in `english`; did you mean `en`?"), "{}", slip.stderr);
    assert!(slip.stderr.contains("is by `Open Shool`; did you mean `Open School`?"), "{}", slip.stderr);
}

#[test]
fn waivers_and_notes_come_back_as_they_went_in() {
    let home = Home::new();
    assert_eq!(planned(&home, &["--to", "stats-2"]).len(), 4);
    ok(home.run(&["profile", "waive", "stats-2", "had", "it \"at\" school"]));
    assert_eq!(planned(&home, &["--to", "stats-2"]), ["stats-2"]);
    ok(home.run(&["profile", "note", "stats-2", "# not = a comment", "\u{1b}[31mred"]));
    let doc = home.run(&["profile", "--json"]).json();
    assert_eq!(doc["waive"]["stats-2"], "had it \"at\" school");
    assert!(doc["courses"][0]["note"].as_str().expect("a note").starts_with("# not = a comment"));
    assert!(!doc.to_string().contains('\u{1b}'));
    ok(home.run(&["profile", "waive", "stats-2", "--remove"]));
    ok(home.run(&["profile", "note", "stats-2"]));
    let doc = home.run(&["profile", "--json"]).json();
    assert_eq!(
        (&doc["waive"]["stats-2"], &doc["courses"][0]["note"]),
        (&serde_json::Value::Null, &serde_json::Value::Null)
    );
    assert_eq!(planned(&home, &["--to", "stats-2"]).len(), 4);
}
