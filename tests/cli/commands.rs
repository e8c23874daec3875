//! Every command on a small catalog: what it prints, where, and how it exits.

use super::support::Home;

/// Snapshots one run per line of arguments, all in the same home.
fn story(name: &str, runs: &[&[&str]]) {
    let home = Home::new();
    let told: Vec<String> = runs.iter().map(|args| home.run(args).whole(args)).collect();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, told.join("\n"));
    });
}

#[test]
fn lists() {
    story(
        "lists",
        &[
            &["goals"],
            &["goals", "--plain"],
            &["skills"],
            &["skills", "--area", "mathematics", "--plain"],
            &["skills", "--area", "nowhere"],
            &["courses"],
            &["courses", "--teaches", "python", "--free"],
            &["courses", "--provider", "maths", "-0"],
            &["courses", "--provider", "nobody", "--plain"],
        ],
    );
}

#[test]
fn search() {
    story(
        "search",
        &[
            &["search", "python"],
            &["search", "practice", "PYTHON"],
            &["search", "pyhton", "--limit", "1"],
            &["search", "统计", "--plain"],
            &["search", "zzzz"],
            &["search", "skill:python", "hours:<=30", "--plain"],
            &["search", "ready:", "hours:..16"],
            &["search", "algebra", "lang:xx"],
            &["search", "provider:math", "levl:beginner"],
            &["search", "level:"],
            &["search", "path:"],
            &["search", "gently", "--color", "always"],
        ],
    );
}

#[test]
fn the_help_of_search_names_every_filter() {
    let help = Home::new().run_bare(&["search", "--help"]).stdout;
    for name in prereq::search::FilterName::ALL {
        assert!(help.contains(&format!("{}:", name.word())), "{name:?}\n{help}");
    }
}

#[test]
fn show() {
    story(
        "show",
        &[
            &["show", "stats-2"],
            &["show", "py-more"],
            &["show", "old-stats"],
            &["show", "analyst"],
            &["show", "python"],
            &["show", "stats-2", "--similar", "--limit", "2"],
            &["show", "python", "--similar"],
            &["show", "py-more", "--limit", "2"],
        ],
    );
}

#[test]
fn plan() {
    story(
        "plan",
        &[
            &["plan", "--goal", "analyst"],
            &["plan", "--goal", "analyst", "scholar", "--hours-per-week", "6"],
            &["plan", "--goal=analyst,scholar", "--hours-per-week", "6", "--start", "2026-02-28", "-q"],
            &["plan", "--goal", "analyst", "--minimize", "price"],
            &["plan", "--goal", "analyst", "--minimize", "courses", "--exclude", "py-more"],
            &["plan", "--goal", "analyst", "--require", "kube-1", "-v"],
            &["plan", "--to", "stats-2", "--start", "2026-02-28"],
            &["plan", "--goal", "scholar", "--minimize", "price", "--assume-price", "10"],
            &["plan", "--goal", "analyst", "--format", "markdown"],
        ],
    );
}

#[test]
fn what_cannot_be_reached_is_named_and_the_rest_planned() {
    story(
        "unreachable",
        &[
            &["plan", "--goal", "operator"],
            &["plan", "--goal", "analyst", "--exclude", "algebra-1"],
            &["plan", "--to", "old-stats"],
            &["next", "--goal", "operator"],
            &["gap", "--goal", "operator"],
        ],
    );
}

#[test]
fn gap_and_next() {
    story(
        "gap",
        &[
            &["gap", "--goal", "analyst"],
            &["gap", "--goal", "analyst", "--plain"],
            &["gap", "--goal", "scholar"],
            &["next", "--goal", "analyst"],
            &["next", "--to", "kube-1"],
        ],
    );
}

#[test]
fn why() {
    story(
        "why",
        &[
            &["why", "py-more", "--goal", "analyst"],
            &["why", "py-more-sv", "--goal", "analyst"],
            &["why", "stats-1", "--goal", "analyst"],
            &["why", "stats-2", "--goal", "analyst"],
            &["why", "kube-1", "--goal", "analyst"],
            &["why", "kube-1", "--goal", "analyst", "--require", "kube-1"],
            &["why", "old-stats", "--goal", "analyst"],
            &["why", "py-more", "--goal", "analyst", "--exclude", "py-more"],
            &["why", "py-more", "--goal", "analyst", "--minimize", "price"],
            &["why", "py-more", "--goal", "analyst", "--minimize", "courses"],
            &["why", "stats-2", "--goal", "analyst", "--exclude", "algebra-1"],
            &["why", "py-more", "--to", "stats-2"],
        ],
    );
}

#[test]
fn recommend() {
    story(
        "recommend",
        &[
            &["recommend", "--goal", "analyst"],
            &["recommend", "--goal", "analyst", "--weights", "path=1,gap=0,quality=0,cost=0", "--plain"],
            &["recommend", "--limit", "1"],
            &["recommend", "--goal", "analyst", "--all", "--limit", "3", "--diversity", "0"],
            &["profile", "save", "stats-2"],
            &["recommend", "--goal", "analyst", "--all", "--limit", "2"],
            &["recommend", "--goal", "analyst", "--all", "--first", "py-more"],
            &["recommend", "--goal", "analyst", "--first", "py-more"],
        ],
    );
}

#[test]
fn what_is_under_way_is_recommended_for_what_is_left_of_it() {
    story(
        "recommend_under_way",
        &[
            &["profile", "start", "py-first"],
            &["profile", "log", "py-first", "14"],
            &["recommend", "--goal", "analyst", "--limit", "2"],
            &["profile", "log", "py-first", "7"],
            &["recommend", "--goal", "analyst", "--limit", "1"],
        ],
    );
    let home = Home::new();
    for args in [&["profile", "start", "py-first"][..], &["profile", "log", "py-first", "14"]] {
        assert_eq!(home.run(args).code, 0);
    }
    let found = home.run(&["recommend", "--goal", "analyst", "--json"]).json();
    let row =
        |list: &str, id: &str| found[list].as_array().expect("a list").iter().find(|r| r["id"] == id).expect("there");
    let (mine, other) = (row("under_way", "py-first"), row("results", "algebra-1"));
    let told = |r: &serde_json::Value| {
        [&r["hours"], &r["full_hours"], &r["hours_assumed"], &r["under_way"]].map(ToString::to_string)
    };
    assert_eq!(told(mine), ["6.0", "20.0", "false", "true"]);
    assert_eq!(told(other), ["16.0", "16.0", "false", "false"]);
}

#[test]
fn a_learner_is_remembered() {
    story(
        "profile",
        &[
            &["profile"],
            &["profile", "goal", "add", "analyst"],
            &["profile", "set", "python", "awareness"],
            &["profile", "done", "algebra-1", "--rating", "5", "--on", "2025-11-30"],
            &["profile", "start", "stats-1"],
            &["profile", "log", "stats-1", "2.5"],
            &["profile", "log", "stats-1", "1"],
            &["profile", "note", "stats-1", "ask", "Ann"],
            &["profile", "save", "stats-2"],
            &["profile", "hide", "kube-1"],
            &["profile", "waive", "stats-2", "had", "it", "at", "school"],
            &["profile", "constrain", "--hours-per-week", "6", "--language", "en,de"],
            &["profile", "show"],
            &["profile", "goal", "list"],
            &["profile", "path"],
            &["plan"],
            &["next"],
            &["show", "stats-2"],
            &["profile", "done", "stats-1", "py-more"],
            &["plan"],
            &["gap"],
            &["profile", "forget", "algebra-1"],
            &["profile", "goal", "remove", "analyst"],
            &["profile", "goal", "list"],
            &["profile", "constrain", "--clear"],
        ],
    );
}

#[test]
fn time_is_logged_by_the_day() {
    story(
        "log",
        &[
            &["profile", "log", "stats-1", "90m"],
            &["profile", "log", "stats-1", "1:15", "--on", "2026-01-03"],
            &["profile", "log", "stats-1", "1", "--on", "2026-01-03"],
            &["profile", "log", "stats-1", "-0.5"],
            &["profile", "log", "stats-1", "-3", "--on", "2026-01-03"],
            &["profile", "log", "stats-1", "-4"],
            &["profile", "log", "stats-1", "1", "--on", "2026-01-06"],
            &["profile", "log", "stats-1", "soon"],
            &["profile", "show"],
            &["profile", "--json"],
            &["profile", "undo"],
            &["profile", "log", "--help"],
        ],
    );
}

#[test]
fn how_it_goes_is_told() {
    story(
        "progress",
        &[
            &["progress"],
            &["profile", "goal", "add", "analyst"],
            &["profile", "constrain", "--hours-per-week", "6", "--away", "2025-12-22..2025-12-28"],
            &["profile", "log", "py-first", "14", "--on", "2025-12-10"],
            &["profile", "log", "py-first", "11.5", "--on", "2025-12-18"],
            &["profile", "done", "py-first", "--on", "2025-12-19"],
            &["profile", "log", "stats-2", "3:30"],
            &["profile", "start", "algebra-1", "--on", "2026-02-02"],
            &["profile", "set", "algebra", "0.25", "--on", "2025-12-01"],
            &["progress", "--weeks", "5"],
            &["progress", "--weeks", "3", "--plain"],
            &["progress", "--weeks", "2", "--json"],
            &["plan"],
            &["plan", "--switch"],
            &["next"],
            &["profile", "log", "stats-2", "30"],
            &["next"],
            &["progress", "--weeks", "1"],
            &["progress", "--weeks", "0"],
            &["progress", "--help"],
        ],
    );
}

#[test]
fn a_change_can_be_taken_back_in_another_run() {
    story(
        "undo",
        &[
            &["profile", "undo"],
            &["profile", "set", "python", "0.5"],
            &["profile", "set", "python", "0.75"],
            &["profile", "done", "algebra-1", "stats-1", "--rating", "5"],
            &["profile", "undo"],
            &["profile", "undo"],
            &["profile", "redo"],
            &["profile", "undo", "--json"],
            &["profile", "undo"],
            &["profile", "undo", "--json"],
            &["profile", "redo"],
            &["profile", "constrain", "--free-only"],
            &["profile", "redo"],
            &["profile", "undo"],
        ],
    );
}

#[test]
fn catalogs_are_checked_and_counted() {
    story("catalog", &[&["catalog", "check"], &["catalog", "stats"]]);
}

#[test]
fn without_a_terminal_the_plan_of_the_active_goal_is_printed() {
    let home = Home::new();
    home.run(&["profile", "goal", "add", "analyst"]);
    let alone = home.run(&[]);
    let plan = home.run(&["plan"]);
    assert_eq!((alone.stdout, alone.code), (plan.stdout, plan.code));
    let builtin = Home::new().run_bare(&["--today", "2026-01-05"]);
    assert!(builtin.stdout.starts_with("Data scientist\n"), "{}", builtin.stdout);
    assert_eq!(builtin.code, 0);
}

#[test]
fn nothing_is_written_unasked() {
    let home = Home::new();
    for args in [&["plan", "--goal", "analyst"][..], &["search", "python"], &["profile"], &["doctor"], &["recommend"]] {
        home.run(args);
    }
    let left: Vec<_> = std::fs::read_dir(home.path("")).expect("there").collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn colour_comes_only_when_wanted() {
    let home = Home::new();
    assert!(!home.run(&["goals"]).stdout.contains('\u{1b}'));
    assert!(home.run(&["goals", "--color", "always"]).stdout.contains('\u{1b}'));
    assert!(!home.run(&["goals", "--color", "always", "--plain"]).stdout.contains('\u{1b}'));
    assert!(!home.run(&["goals", "--color", "always", "--json"]).stdout.contains('\u{1b}'));
}

#[test]
fn text_fits_eighty_columns() {
    use unicode_width::UnicodeWidthStr as _;
    let home = Home::new();
    let runs: [&[&str]; 7] = [
        &["plan", "--goal", "data-scientist", "--hours-per-week", "6"],
        &["goals"],
        &["skills"],
        &["search", "data"],
        &["recommend", "--goal", "data-scientist", "--limit", "3"],
        &["gap", "--goal", "data-scientist"],
        &["catalog", "stats"],
    ];
    for args in runs {
        let ran = home.run_bare(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
        for line in ran.stdout.lines() {
            assert!(line.width() <= 80, "{args:?}: {line:?} is {} wide", line.width());
        }
    }
}

#[test]
fn help_has_examples_for_every_command() {
    let home = Home::new();
    let help = home.run_bare(&["--help"]).stdout;
    let commands = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let names: Vec<_> = commands.filter_map(|l| l.split_whitespace().next()).collect();
    assert!(names.len() >= 14, "{names:?}");
    for name in names {
        let ran = home.run_bare(&[name, "--help"]);
        assert!(ran.code == 0 && ran.stderr.is_empty(), "{name}");
        assert!(ran.stdout.contains("Examples:"), "{name} has no examples");
    }
}

#[test]
fn shells_learn_the_ids() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = home.run_bare(&["completions", shell]);
        assert!(ran.code == 0 && ran.stdout.contains("PREREQ_COMPLETE"), "{shell}");
    }
    let mut ask = home.bare();
    ask.env("PREREQ_COMPLETE", "fish").args(["--", "prereq", "plan", "--goal", "data-sci"]);
    let ran = home.finish(ask);
    assert_eq!(ran.stdout, "data-scientist\tData scientist\n");
}

/// What a shell prints for this script, if it is installed.
fn in_shell(home: &Home, shell: &str, args: &[&str]) -> Option<String> {
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_prereq")).parent().expect("in a folder");
    let path = std::env::join_paths(
        std::iter::once(folder.to_path_buf())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let mut command = std::process::Command::new(shell);
    command.args(args).env("PATH", path.expect("a search path")).env("HOME", home.path("")).current_dir(home.path(""));
    for (name, folder) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")] {
        command.env(name, home.path(folder));
    }
    let output = command.stdin(std::process::Stdio::null()).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
}

/// The real shells, where they are installed, run the script and are told the ids of goals, courses and skills.
#[test]
fn shells_complete_ids() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish"] {
        home.write(shell, &home.run_bare(&["completions", shell]).stdout);
    }
    let asked = [
        ("plan --goal data-sci", "data-scientist"),
        ("why mit-18.06", "mit-18.06"),
        ("profile set linear-alg", "linear-algebra"),
        ("reco", "recommend"),
    ];
    for (line, wanted) in asked {
        let bash = format!(
            "source ./bash; f=$(complete -p prereq | sed 's/.*-F \\([^ ]*\\).*/\\1/'); compopt() {{ :; }}; \
             COMP_WORDS=(prereq {line}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); COMP_TYPE=9; COMP_LINE='prereq {line}'; \
             COMP_POINT=${{#COMP_LINE}}; \"$f\" prereq; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        );
        let fish = format!("source ./fish; complete -C 'prereq {line}'");
        for (shell, args) in
            [("bash", vec!["--norc", "--noprofile", "-c", &bash]), ("fish", vec!["--no-config", "-c", &fish])]
        {
            if let Some(said) = in_shell(&home, shell, &args) {
                assert!(said.lines().any(|l| l.trim_end().starts_with(wanted)), "{shell}, `{line}`: {said:?}");
            }
        }
    }
    // What zsh would offer only its line editor tells; that it reads the script can be asked.
    if let Some(said) = in_shell(&home, "zsh", &["-f", "-n", "./zsh"]) {
        assert_eq!(said, "");
    }
}

#[test]
fn the_doctor_names_every_place_and_what_is_wrong_there() {
    let home = Home::new();
    let ran = home.run(&["doctor", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.stdout);
    let document = ran.json();
    let findings = document["findings"].as_array().expect("a list");
    let find = |name: &str| findings.iter().find(|f| f["name"] == name).unwrap_or_else(|| panic!("no {name}"));
    for name in ["profile", "settings", "data", "own catalog", "cache"] {
        let place = &find(name)["place"];
        assert!(place["path"].as_str().is_some_and(|p| p.starts_with("HOME/")), "{name}: {place}");
        assert_eq!((&place["exists"], &place["writable"]), (&false.into(), &true.into()), "{name}");
    }
    for name in ["mouse", "clipboard"] {
        assert!(find(name)["value"].as_str().is_some_and(|v| v.starts_with("unknown")));
    }
    assert_eq!(std::fs::read_dir(home.path("")).expect("lists").count(), 0, "a look leaves nothing behind");

    home.write("data/prereq/profile.toml", "version = 1\n[skills]\npython = { level = 7 }\n");
    home.write("config/prereq/config.toml", "assume_hours = -1\n");
    home.write("data/prereq/catalog/own.toml", "[[course]]\nid = \"a\"\nhours = 1\n");
    let ran = home.run(&["doctor"]);
    assert_eq!(ran.code, 2, "{}", ran.stdout);
    for said in ["profile.toml:3", "config.toml:1", "own.toml:1", "✗ it says", "✗ they say", "✗ errors"] {
        assert!(ran.stdout.contains(said), "{said} is not in {}", ran.stdout);
    }
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let home = Home::new();
    assert!(home.run_bare(&["man"]).stdout.contains(".TH prereq 1"));
    assert!(home.run_bare(&["man", "plan"]).stdout.contains("minimize"));
    assert_eq!(home.run_bare(&["man", "nope"]).code, 2);
}
