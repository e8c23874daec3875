//! `assess`: a conversation over standard input, or answers as flags.

use super::support::{Home, Ran, fixture};

fn talk(home: &Home, typed: &str) -> Ran {
    let mut command = home.bare();
    command.args(["assess", "--goal", "analyst", "--no-builtin", "--today", "2026-01-05", "--catalog"]);
    command.arg(fixture("cli/small.toml")).write_stdin(typed);
    home.finish(command)
}

fn profile(home: &Home) -> Option<String> {
    std::fs::read_to_string(home.path("data/prereq/profile.toml")).ok()
}

#[test]
fn a_conversation_asks_infers_and_writes_after_yes() {
    let home = Home::new();
    let ran = talk(&home, "practitioner\nb\nmuch\n3\n2\nyes\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    insta::assert_snapshot!("conversation", format!("{}--- stderr\n{}", ran.stdout, ran.stderr));
    let written = profile(&home).expect("written");
    assert!(written.contains("from = \"assess\""), "{written}");
    // One change: one step back takes it all away.
    assert_eq!(home.run(&["profile", "undo"]).code, 0);
    assert!(!profile(&home).unwrap_or_default().contains("assess"));
}

#[test]
fn nothing_is_written_before_yes() {
    for typed in ["", "3\n", "3\nq\n", "3\nq\nno\n", "q\n", "b\nq\nn\n", "3\n\n\nwhat\n"] {
        let home = Home::new();
        let ran = talk(&home, typed);
        assert_eq!(ran.code, 0, "{typed:?}: {}", ran.stderr);
        assert_eq!(profile(&home), None, "{typed:?}");
        assert!(!home.path("data").exists(), "{typed:?}");
    }
}

#[test]
fn a_level_can_be_corrected_before_it_is_written() {
    let home = Home::new();
    let ran = talk(&home, "3\n\nalgebra=1\nnothing=1\nalgebra=heaps\nyes\n");
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let shown = home.run(&["profile", "show", "--json"]).json();
    assert_eq!(shown["skills"]["algebra"]["level"], 0.25);
    assert_eq!(shown["skills"]["algebra"]["from"], "assess");
    assert!(ran.stderr.contains("there is no skill `nothing`"), "{}", ran.stderr);
}

#[test]
fn a_document_tells_what_is_open_and_answers_can_be_given_as_flags() {
    let home = Home::new();
    let ask = ["assess", "--goal", "analyst", "--json"];
    let open = home.run(&ask).json();
    assert_eq!(open["schema"], "prereq.assess/1");
    assert_eq!(open["written"], false);
    let first = open["open"][0]["skill"].as_str().expect("something is open").to_owned();
    let answer = format!("{first}=practitioner");
    let after = home.run(&[&ask[..], &["--answer", &answer]].concat()).json();
    assert_eq!(profile(&home), None, "a question writes nothing");
    let row = |doc: &serde_json::Value, id: &str| {
        doc["levels"].as_array().and_then(|a| a.iter().find(|l| l["skill"] == id).cloned()).unwrap_or_default()
    };
    assert_eq!(row(&after, &first)["level"], 0.75);
    assert_eq!(row(&after, &first)["from"], "assess");
    assert!(after["open"].as_array().is_some_and(|o| o.iter().all(|q| q["skill"] != first.as_str())));

    let done = home.run(&["assess", "--goal", "analyst", "--answer", "statistics=3", "--answer", "python=0.3", "-y"]);
    assert_eq!((done.code, &*done.stderr), (0, ""));
    let shown = home.run(&["profile", "show", "--json"]).json();
    assert_eq!(shown["skills"]["statistics"]["level"], 0.75);
    assert_eq!(shown["skills"]["python"]["level"], 0.3);
    // Answered once, it is not asked again.
    assert!(home.run(&ask).json()["open"].as_array().is_some_and(|o| o.iter().all(|q| q["skill"] != "python")));
}

#[test]
fn what_is_inferred_is_marked_with_what_it_follows_from() {
    let home = Home::new();
    let ask = ["assess", "--goal", "deep-learning-engineer", "--answer", "deep-learning=3"];
    let document = home.run_bare(&[&ask[..], &["--json"]].concat()).json();
    let levels = document["levels"].as_array().expect("a list");
    let inferred: Vec<_> = levels.iter().filter(|l| l["from"] == "inferred").collect();
    assert!(!inferred.is_empty(), "{document}");
    assert!(inferred.iter().all(|l| l["inferred_from"] == "deep-learning" && l["because"] == "passed"));
    assert_eq!(home.run_bare(&[&ask[..], &["--yes"]].concat()).code, 0);
    let shown = home.run_bare(&["profile", "show", "--json"]).json();
    for level in inferred {
        let id = level["skill"].as_str().expect("an id");
        assert_eq!(shown["skills"][id]["level"], level["level"], "{id}");
        assert_eq!(shown["skills"][id]["from"], "inferred", "{id}");
    }
}

#[test]
fn what_cannot_be_is_refused_with_a_way_out() {
    let home = Home::new();
    for (args, wanted) in [
        (&["assess", "--no-builtin"][..], "no goal is set"),
        (&["assess", "--goal", "analist"], "did you mean `analyst`?"),
        (&["assess", "--goal", "analyst", "--answer", "pyton=1", "-y"], "did you mean `python`?"),
        (&["assess", "--goal", "analyst", "--answer", "python"], "python=working"),
        (&["assess", "--goal", "analyst", "--answer", "python=7"], "0 to 4"),
    ] {
        let ran = home.run(args.strip_suffix(&["--no-builtin"]).unwrap_or(args));
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.stderr.contains(wanted), "{args:?}: {}", ran.stderr);
    }
    let other = home.run(&["assess", "--goal", "analyst", "--answer", "rhetoric=2", "--json"]);
    assert_eq!(other.code, 0);
    assert!(other.stderr.contains("Rhetoric has nothing to do with this goal"), "{}", other.stderr);
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_at_once_and_writes_nothing() {
    use std::{
        io::{Read as _, Write as _},
        process::{Command, Stdio},
    };
    let home = Home::new();
    let bare = home.bare();
    let mut command = Command::new(bare.get_program());
    for (name, value) in bare.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command.args(["assess", "--goal", "data-scientist"]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.stdout(Stdio::null()).spawn().expect("starts");
    let mut stdin = child.stdin.take().expect("piped");
    let mut stderr = child.stderr.take().expect("piped");
    stdin.write_all(b"3\n").expect("listens");
    // The second question is on screen: the first was answered and the next answer is waited for.
    let (mut seen, mut byte) = (String::new(), [0]);
    while !seen.contains("\n2. ") && stderr.read(&mut byte).is_ok_and(|n| n > 0) {
        seen.push(char::from(byte[0]));
    }
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill");
    assert!(interrupt.success());
    assert_eq!(child.wait().expect("ends").code(), Some(130));
    assert!(!home.path("data").exists());
    drop(stdin);
}
