//! The program among others: plans that travel as files, pipes that close, signals that interrupt.

use super::support::Home;

const PLAN: &[&str] = &["plan", "--goal", "analyst", "--hours-per-week", "6", "-o"];

#[test]
fn a_saved_plan_is_confirmed_and_a_changed_one_is_not() {
    let home = Home::new();
    let ran = home.run(&[PLAN, &["plan.toml"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("proved: no path has less weighted work (106 h of work)"), "{}", ran.stdout);
    // The plan carries all that is needed: no catalog here.
    let verify = home.run_bare(&["verify", "plan.toml", "--no-builtin"]);
    assert_eq!((verify.code, &*verify.stderr), (0, ""));
    assert!(verify.stdout.starts_with("confirmed: Data analyst\n"), "{}", verify.stdout);
    assert_eq!(home.run_bare(&["verify", "plan.toml", "--json"]).json()["confirmed"], true);

    let text = std::fs::read_to_string(home.path("plan.toml")).expect("written");
    let first_landmark = text.find("landmarks").expect("has landmarks");
    let (before, after) = text.split_at(first_landmark);
    let changes = [
        ("a course's id", text.replacen("id = \"stats-1\"", "id = \"stats-9\"", 1)),
        ("an hour", text.replacen("hours = 16", "hours = 15", 1)),
        ("a landmark", before.to_owned() + &after.replacen("\"py-first\"", "\"py-more\"", 1)),
        ("a weight", text.replacen("weights = { 1 = ", "weights = { 1 = 9", 1)),
        ("a weight's landmark", text.replacen("weights = { 1 = ", "weights = { 999 = ", 1)),
        ("the order", swap_steps(&text)),
        ("a title", text.replacen("Algebra, Gently", "Algebra, Harshly", 1)),
    ];
    for (what, changed) in changes {
        assert_ne!(changed, text, "{what} was not changed");
        home.write("changed.toml", &changed);
        let ran = home.run_bare(&["verify", "changed.toml"]);
        assert_eq!((ran.code, &*ran.stdout), (1, ""), "{what}: {}", ran.stderr);
        assert!(ran.stderr.lines().count() >= 2, "{what} is refused without a reason: {}", ran.stderr);
        let document = home.run_bare(&["verify", "changed.toml", "--json"]);
        assert_eq!((document.code, document.json()["confirmed"].as_bool()), (1, Some(false)), "{what}");
    }
    home.write("none.toml", "version = 1\n");
    assert_eq!(home.run_bare(&["verify", "none.toml"]).code, 2);
    assert_eq!(home.run_bare(&["verify", "missing.toml"]).code, 2);
}

/// The first two steps change places, numbers and all.
fn swap_steps(text: &str) -> String {
    text.replacen("position = 1\n", "position = 0\n", 1).replacen("position = 2\n", "position = 1\n", 1).replacen(
        "position = 0\n",
        "position = 2\n",
        1,
    )
}

#[test]
fn the_extension_names_the_format_unless_a_flag_does() {
    let home = Home::new();
    let start = |name: &str, flags: &[&str]| {
        let ran = home.run(&[PLAN, &[name], flags].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        std::fs::read_to_string(home.path(name)).expect("written")
    };
    assert!(start("p.json", &[]).starts_with("{\n"));
    assert!(start("p.md", &[]).starts_with("# Data analyst\n"));
    assert!(start("p.toml", &[]).contains("schema = \"prereq.plan/2\""));
    assert!(start("p", &[]).contains("schema = \"prereq.plan/2\""));
    assert!(start("p.txt", &["--format", "markdown"]).starts_with("# Data analyst\n"));
    let ran = home.run(&[PLAN, &["-"]].concat());
    assert!(ran.stdout.contains("schema = \"prereq.plan/2\""));
    let both = home.run(&[PLAN, &["p.toml", "--json"]].concat());
    assert_eq!(both.json()["status"], "proved");
}

#[test]
fn the_same_plan_comes_out_whatever_the_order_of_files() {
    let home = Home::new();
    let small = std::fs::read_to_string(super::support::fixture("cli/small.toml")).expect("there");
    let entries: Vec<&str> = small.split("\n\n").collect();
    let reversed: Vec<&str> = entries.iter().rev().copied().collect();
    let (a, b) = (home.write("a.toml", &entries.join("\n\n")), home.write("b.toml", &reversed.join("\n\n")));
    let plan = |catalog: &std::path::Path| {
        let catalog = catalog.to_str().expect("UTF-8");
        let args = ["plan", "--goal", "analyst", "--no-builtin", "--format", "toml", "--catalog", catalog];
        home.run_bare(&args).stdout
    };
    assert_eq!(plan(&a), plan(&b));
    assert!(plan(&a).contains("[[step]]"));
}

#[cfg(unix)]
mod unix {
    use std::{
        fmt::Write as _,
        io::Read as _,
        process::{Child, Command, Stdio},
        time::{Duration, Instant},
    };

    use super::*;

    fn spawn(home: &Home, args: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_prereq"));
        command.args(args).current_dir(home.path("")).env("XDG_DATA_HOME", home.path("data"));
        command.env("XDG_CONFIG_HOME", home.path("config")).env("XDG_CACHE_HOME", home.path("cache"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts")
    }

    /// A catalog of one course with a page, and one whose page is no page of the web.
    const PAGES: &str = "[[course]]\nid = \"a\"\ntitle = \"A\"\nprovider = \"P\"\nurl = \"https://example.org/a?b=c&d=$(id)\"\n\
                         [[course]]\nid = \"b\"\ntitle = \"B\"\nprovider = \"P\"\n";

    #[test]
    fn a_page_is_opened_without_a_shell_and_without_waiting() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = Home::new();
        let catalog = home.write("pages.toml", PAGES);
        let browser = home.write(
            "browser",
            "#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$0.part\"\nmv \"$0.part\" \"$0.said\"\nsleep 600\n",
        );
        std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("its own file");
        let open = |args: &[&str], browser: &str| {
            let mut command = home.bare();
            for name in ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"] {
                command.env_remove(name);
            }
            command.env("BROWSER", browser).args(["open", "--no-builtin", "--catalog"]).arg(&catalog).args(args);
            home.finish(command)
        };
        let url = "https://example.org/a?b=c&d=$(id)";
        let printed = open(&["a", "--print"], "");
        assert_eq!((printed.code, &*printed.stdout, &*printed.stderr), (0, &*format!("{url}\n"), ""));
        let ran = open(&["a"], &format!("/no/such/program:{} --new", browser.display()));
        assert_eq!((ran.code, &*ran.stdout, &*ran.stderr), (0, "", ""));
        let said = home.path("browser.said");
        let end = Instant::now() + Duration::from_secs(60);
        while !said.exists() {
            assert!(Instant::now() < end, "the browser was never started");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(std::fs::read_to_string(said).expect("said"), format!("--new\n{url}\n"));
        if cfg!(target_os = "linux") {
            let none = open(&["a"], "/no/such/program");
            assert_eq!((none.code, &*none.stdout), (0, &*format!("{url}\n")));
            assert!(none.stderr.starts_with("warning: no browser"), "{}", none.stderr);
        }
        let pageless = open(&["b"], "");
        assert_eq!((pageless.code, &*pageless.stdout), (1, ""));
        assert_eq!(open(&["a", "--print", "--json"], "").json()["url"], url);
    }

    #[test]
    fn a_reader_that_goes_away_is_no_failure() {
        let home = Home::new();
        for args in [&["courses"][..], &["courses", "--json"], &["man"], &["--help"]] {
            let mut child = spawn(&home, args);
            drop(child.stdout.take());
            let output = child.wait_with_output().expect("ends");
            assert_eq!(output.status.code(), Some(0), "{args:?}");
            assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
        }
    }

    /// A layered catalog on which a proof takes longer than anyone waits here.
    fn hard_catalog() -> String {
        let (mut out, mut seed) = (String::new(), 7_u64);
        let mut below = |n: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % n
        };
        let skills = 400;
        for s in 0..skills {
            let _ = writeln!(out, "[[skill]]\nid = \"s{s}\"\nname = \"s{s}\"\narea = \"a\"");
        }
        for c in 0..4000_u64 {
            let skill = c % skills;
            let _ = write!(
                out,
                "[[course]]\nid = \"c{c}\"\ntitle = \"c{c}\"\nprovider = \"p\"\nhours = {}\n",
                5 + below(56)
            );
            let mut taught = vec![skill];
            taught.extend((0..below(4)).map(|_| below(skills)).filter(|s| *s != skill && *s / 100 == skill / 100));
            taught.sort_unstable();
            taught.dedup();
            let taught: Vec<_> = taught.iter().map(|s| format!("s{s} = 0.5")).collect();
            let _ = writeln!(out, "teaches = {{ {} }}", taught.join(", "));
            if skill >= 100 {
                let layer = skill / 100 * 100;
                let any =
                    |below: &mut dyn FnMut(u64) -> u64| format!("{{ skill = \"s{}\", level = 0.5 }}", below(layer));
                let clauses: Vec<_> = (0..1 + below(3))
                    .map(|_| format!("{{ any = [{}, {}] }}", any(&mut below), any(&mut below)))
                    .collect();
                let _ = writeln!(out, "prerequisites = [{}]", clauses.join(", "));
            }
        }
        let wanted: Vec<_> = (360..skills).map(|s| format!("s{s} = 0.5")).collect();
        let _ = writeln!(out, "[[goal]]\nid = \"g\"\ntitle = \"Everything\"\nskills = {{ {} }}", wanted.join(", "));
        out
    }

    /// Starts a proof, interrupts it after `wait`; its exit code, if it ended by itself, and what it printed.
    fn interrupt(home: &Home, signal: &str, wait: Duration) -> (Option<i32>, String) {
        let args = ["plan", "--goal", "g", "--prove", "--json", "--no-builtin", "--catalog", "hard.toml"];
        let mut child = spawn(home, &args);
        std::thread::sleep(wait);
        let sent = Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
        let stopping = Instant::now();
        let mut text = String::new();
        child.stdout.take().expect("piped").read_to_string(&mut text).expect("UTF-8");
        let status = child.wait().expect("ends");
        assert!(stopping.elapsed() < Duration::from_secs(60), "it takes its time to stop");
        (status.code(), text)
    }

    #[test]
    fn an_interrupted_proof_still_prints_the_best_plan() {
        let home = Home::new();
        home.write("hard.toml", &hard_catalog());
        for (signal, code) in [("INT", 130), ("TERM", 143)] {
            // Until the handlers are set a signal simply kills. There is no sign of that moment, so on a
            // machine where that happens the next try waits longer.
            let ended = [1, 4, 16].into_iter().map(|wait| interrupt(&home, signal, Duration::from_secs(wait)));
            let (status, text) =
                ended.into_iter().find(|(status, _)| status.is_some()).expect("handlers are set in time");
            assert_eq!(status, Some(code), "{text}");
            let plan: serde_json::Value = serde_json::from_str(&text).expect("a document");
            assert_eq!(plan["status"], "bounded");
            assert!(plan["lower_bound"]["hours"].as_f64() < plan["cost"]["hours"].as_f64());
            assert!(plan["steps"].as_array().is_some_and(|s| !s.is_empty()));
        }
    }
}
