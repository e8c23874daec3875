//! Every kind of error: its message, its way out, its exit code, and nothing on standard output.

use super::support::{Home, fixture};

#[test]
fn errors_say_what_to_do_next() {
    let home = Home::new();
    home.write(
        "broken.toml",
        "[[course]]\nid = \"a\"\ntitle = \"A\"\nprovider = \"P\"\nhours = nan\nteaches = { nope = 1.2 }\n",
    );
    home.write("bad-syntax.toml", "[[course\n");
    home.write("not-a-plan.toml", "version = 1\n");
    let runs: &[&[&str]] = &[
        &["nonsense"],
        &["plan", "--nonsense"],
        &["plan", "--goal"],
        &["show"],
        &["why", "--goal", "analyst", "py-first"],
        &["plan"],
        &["gap"],
        &["next"],
        &["profile", "goal", "remove", "analyst"],
        &["plan", "--goal", "anlyst"],
        &["plan", "--goal", "zzzzzzzz"],
        &["plan", "--goal", "a b"],
        &["plan", "--to", "py-frst"],
        &["plan", "--goal", "analyst", "--exclude", "nobody-has-this"],
        &["plan", "--goal", "analyst", "--require", "py-more", "--exclude", "py-more"],
        &["plan", "--to", "py-more", "--exclude", "py-more"],
        &["plan", "--goal", "analyst", "--hours-per-week", "0"],
        &["plan", "--goal", "analyst", "--hours-per-week", "NaN"],
        &["plan", "--goal", "analyst", "--start", "2026-02-30"],
        &["plan", "--goal", "analyst", "--minimize", "effort"],
        &["plan", "--goal", "analyst", "--time-limit", "soon"],
        &["plan", "--goal", "analyst", "--prove", "--time-limit", "1s"],
        &["plan", "--goal", "analyst", "-o", "no/such/folder/plan.toml"],
        &["plan", "--goal", "analyst", "--assume-price=-3"],
        &["show", "pyhton"],
        &["show", "a\u{1b}[31mb\u{202e}"],
        &["show", "\u{1b}]0;owned\u{7}"],
        &["courses", "--teaches", "pyton"],
        &["why", "py-more"],
        &["why", "py-mroe", "--goal", "analyst"],
        &["why", "python", "--goal", "analyst"],
        &["recommend", "--goal", "analyst", "--weights", "luck=1"],
        &["recommend", "--goal", "analyst", "--weights", "path"],
        &["recommend", "--goal", "analyst", "--diversity", "2"],
        &["profile", "set", "python", "1.2"],
        &["profile", "set", "pyton", "0.5"],
        &["profile", "done", "py-frst"],
        &["profile", "done", "py-first", "--rating", "6"],
        &["profile", "forget", "py-first"],
        &["man", "nothing"],
        &["completions", "tcsh"],
        &["goals", "--catalog", "missing.toml"],
        &["goals", "--catalog", "broken.toml"],
        &["goals", "--catalog", "bad-syntax.toml"],
        &["-q", "-v", "goals"],
        &["plan", "--goal", "zzzzzzzz", "-q"],
    ];
    let mut told = Vec::new();
    for args in runs {
        let ran = home.run(args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.stdout.is_empty(), "{args:?} printed {:?}", ran.stdout);
        assert!(ran.stderr.starts_with("error: "), "{args:?} said {:?}", ran.stderr);
        assert!(!ran.stderr.contains(['\u{1b}', '\u{202e}', '\u{7}']), "{args:?} drives the terminal");
        let typed: Vec<String> = args.iter().map(|a| a.escape_debug().to_string()).collect();
        told.push(ran.whole(&typed.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("errors", told.join("\n"));
    });
}

#[test]
fn a_damaged_profile_is_told_and_left_alone() {
    let home = Home::new();
    for (text, what) in [("goals = [", "damaged"), ("version = 1\n[skills]\npython = { level = 7 }\n", "put right")] {
        let path = home.write("data/prereq/profile.toml", text);
        for args in [&["profile"][..], &["plan", "--goal", "analyst"], &["profile", "set", "python", "0.5"]] {
            let ran = home.run(args);
            assert_eq!((ran.code, &*ran.stdout), (2, ""), "{args:?}");
            assert!(ran.stderr.contains(what) && ran.stderr.contains("hint: "), "{args:?}: {}", ran.stderr);
        }
        assert_eq!(std::fs::read_to_string(&path).expect("still there"), text);
        let doctor = home.run(&["doctor"]);
        assert!(doctor.code == 2 && doctor.stdout.contains('✗'), "{}", doctor.stdout);
    }
}

#[test]
fn a_profile_of_a_later_version_is_only_read() {
    let home = Home::new();
    let text = "version = 99\ngoals = [\"analyst\"]\n";
    let path = home.write("data/prereq/profile.toml", text);
    assert_eq!(home.run(&["plan"]).code, 0);
    let ran = home.run(&["profile", "set", "python", "0.5"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert_eq!(std::fs::read_to_string(path).expect("still there"), text);
}

#[test]
fn a_goal_that_left_the_catalog_is_named() {
    let home = Home::new();
    home.write("data/prereq/profile.toml", "version = 1\ngoals = [\"analist\"]\n");
    let ran = home.run(&["plan"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("there is no goal `analist`") && ran.stderr.contains("`analyst`"), "{}", ran.stderr);
    assert_eq!(home.run(&["profile", "goal", "remove", "analist"]).code, 0);
}

#[test]
fn places_follow_flag_then_variable() {
    let home = Home::new();
    let mut by_variable = home.bare();
    by_variable.env("PREREQ_PROFILE", home.path("mine.toml")).args(["profile", "path"]);
    assert_eq!(home.finish(by_variable).stdout, "HOME/mine.toml\n");
    let mut by_flag = home.bare();
    by_flag.env("PREREQ_PROFILE", home.path("mine.toml")).args(["profile", "path", "--profile", "other.toml"]);
    assert_eq!(home.finish(by_flag).stdout, "other.toml\n");
    assert!(fixture("cli/small.toml").is_file());
}
