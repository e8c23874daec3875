//! The real program on other people's lists: import, plan, update, remove; degrees as goals.

use std::{env, fs, io::Write as _, path::PathBuf};

#[path = "cli/support.rs"]
#[expect(dead_code, reason = "other tests use more of it")]
mod support;

use serde_json::Value;
use support::Home;

const LIST: &str = "Code,Course Title,Provider,Hours,Prerequisites,Student Name\n\
    AB 101,Statics,P,12,none,Ada\n\
    AB 201,Dynamics,P,14 hours,AB 101,Bob\n\
    AB 301,Waves,P,7,AB 201 or AB 202; permission of instructor,Eve\n\
    AB 301,Waves,P,7,,Eve\n";

fn data(name: &str) -> Option<PathBuf> {
    let root = env::var_os("PREREQ_TEST_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let path = root.join(name);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn json(home: &Home, args: &[&str]) -> Value {
    let ran = home.run_bare(args);
    serde_json::from_str(&ran.stdout).unwrap_or_else(|e| panic!("{args:?}: {e}\n{}{}", ran.stdout, ran.stderr))
}

#[test]
fn a_list_becomes_a_catalog_that_plans() {
    let home = Home::new();
    home.write("work.csv", LIST);
    let dry = json(&home, &["catalog", "import", "work.csv", "--dry-run", "--json"]);
    assert_eq!(dry["columns"]["title"], "Course Title");
    assert_eq!(dry["columns"]["id"], "Code");
    assert_eq!(dry["personal"][0], "Student Name");
    assert!(!home.path("data/prereq").exists(), "a dry run writes nothing");
    let done = json(&home, &["catalog", "import", "work.csv", "--json"]);
    assert_eq!(done["schema"], "prereq.catalog.import/1");
    let counts = &done["counts"];
    assert_eq!((&counts["read"], &counts["kept"], &counts["merged"]), (&4.into(), &3.into(), &1.into()));
    let plan = json(&home, &["plan", "--to", "AB-301", "--no-builtin", "--json"]);
    let steps: Vec<&str> = plan["steps"].as_array().expect("steps").iter().filter_map(|s| s["id"].as_str()).collect();
    assert_eq!(steps, ["AB-101", "AB-201", "AB-301"]);
    assert_eq!(plan["status"], "proved");
    // It lies beside the built-in catalog, and all is well with both.
    assert_eq!(home.run_bare(&["catalog", "check"]).code, 0);
    let text = fs::read_to_string(home.path("data/prereq/catalog/imported/work/catalog.toml")).expect("kept");
    assert!(!text.contains("Ada") && !text.contains("Eve"), "names of learners stay out");
    let again = home.run_bare(&["catalog", "import", "work.csv"]);
    assert_eq!(again.code, 2, "one of that name is there");
    assert_eq!(fs::read_to_string(home.path("work.csv")).expect("untouched"), LIST);
}

#[test]
fn an_update_says_what_changed_and_keeps_what_the_learner_did() {
    let home = Home::new();
    home.write("work.csv", LIST);
    assert_eq!(home.run_bare(&["catalog", "import", "work.csv"]).code, 0);
    assert_eq!(home.run_bare(&["profile", "done", "AB-101", "--no-builtin"]).code, 0);
    home.write(
        "work.csv",
        &LIST.replace("AB 101,Statics", "ME 10,Statics").replace("AB 101", "ME 10").replace("14 hours", "20 hours"),
    );
    let dry = json(&home, &["catalog", "update", "work", "--dry-run", "--json"]);
    let done = json(&home, &["catalog", "update", "work", "--json"]);
    assert_eq!(dry["renamed"], done["renamed"]);
    assert_eq!(done["renamed"][0]["from"], "AB-101");
    assert_eq!(done["renamed"][0]["to"], "ME-10");
    assert_eq!(done["changed"][0]["id"], "AB-201");
    let plan = json(&home, &["plan", "--to", "AB-201", "--no-builtin", "--json"]);
    assert_eq!(plan["steps"].as_array().map(Vec::len), Some(1), "what was done under the old id counts");
    let list = json(&home, &["catalog", "list", "--json"]);
    assert_eq!(list["catalogs"][0]["courses"], 3);
    assert_eq!(home.run_bare(&["catalog", "remove", "work"]).code, 0);
    assert!(!home.path("data/prereq/catalog/imported/work").exists());
    assert_eq!(home.run_bare(&["catalog", "remove", "work"]).code, 2);
    assert_eq!(home.run_bare(&["catalog", "remove", "../.."]).code, 2);
}

#[test]
fn mappings_presets_and_rejects() {
    let home = Home::new();
    home.write("k.txt", "Bezeichnung;Dauer;Wer\nStatik;12;P\nDynamik;14;P\nWellen;7;P;zu viel\n");
    let args =
        ["catalog", "import", "k.txt", "--map", "title=Bezeichnung", "--map", "hours=Dauer", "--map", "provider=Wer"];
    let done = json(&home, &[&args[..], &["--save-preset", "kurse", "--rejects", "bad.csv", "--json"]].concat());
    assert_eq!(done["counts"]["rejected"], 1);
    assert!(fs::read_to_string(home.path("bad.csv")).expect("written").contains("columns"));
    assert!(home.path("config/prereq/presets/kurse.toml").is_file());
    let again = json(&home, &["catalog", "import", "k.txt", "--preset", "kurse", "-o", "out.toml", "--json"]);
    assert_eq!(again["columns"]["hours"], "Dauer");
    let checked = home.run_bare(&["courses", "--no-builtin", "--catalog", "out.toml", "--json"]);
    assert!(checked.stdout.contains("statik"), "{}", checked.stdout);
    for bad in [
        &["catalog", "import", "k.txt", "--map", "titel=Wer"][..],
        &["catalog", "import", "k.txt", "--map", "title=Nichts"],
        &["catalog", "import", "k.txt", "--preset", "nobody"],
        &["catalog", "import", "k.txt", "--grammar", "nobody"],
        &["catalog", "import", "nothing.csv"],
    ] {
        let ran = home.run_bare(bad);
        assert_eq!(ran.code, 2, "{bad:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("hint:"), "{bad:?} offers a way out: {}", ran.stderr);
    }
}

#[test]
fn what_is_no_list_is_refused_and_nothing_written() {
    let home = Home::new();
    home.write("e.csv", "user,item,rating\n1,2,3\n4,5,6\n7,8,9\n");
    fs::create_dir_all(home.path("empty")).expect("a folder");
    let ran = home.run_bare(&["catalog", "import", "e.csv"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("`user`, `item`, `rating`"), "the columns are named: {}", ran.stderr);
    assert_eq!(home.run_bare(&["catalog", "import", "empty"]).code, 2);
    #[cfg(unix)]
    {
        let made = std::process::Command::new("mkfifo").arg(home.path("pipe.csv")).status();
        if made.is_ok_and(|s| s.success()) {
            let ran = home.run_bare(&["catalog", "import", "pipe.csv"]);
            assert_eq!(ran.code, 2);
            assert!(ran.stderr.contains("no regular file"), "{}", ran.stderr);
        }
    }
    assert!(!home.path("data").exists(), "nothing is written");
}

#[test]
fn prerequisite_texts_one_a_line() {
    let home = Home::new();
    let mut command = home.bare();
    command.args(["catalog", "prerequisites", "--grammar", "uw"]);
    command.write_stdin(
        "CSE 142 or CSE 160\nNone.\n\npermission of instructor\n".to_owned() + &"x".repeat(500_000) + "\nMATH 126\n",
    );
    let out = command.output().expect("runs");
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    let lines: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    assert_eq!(lines.len(), 6, "a line for a line");
    assert_eq!(lines[0]["tree"]["any"][1], "CSE 160");
    assert_eq!(lines[1], serde_json::json!({ "tree": null, "coreq": null, "notes": [] }));
    assert_eq!(lines[3]["notes"][0], "permission only");
    assert_eq!(lines[5]["tree"], "MATH 126");
}

#[test]
fn suggestions_are_accepted_and_remembered() {
    let home = Home::new();
    home.write(
        "u.csv",
        "title,provider,description\nIntroduction to Python Programming,P,Python from the beginning\nLinear Algebra,P,vectors and matrices\nPottery,P,clay\n",
    );
    assert_eq!(home.run_bare(&["catalog", "import", "u.csv"]).code, 0);
    let open = json(&home, &["catalog", "suggest", "u", "--json"]);
    let rows = open["open"].as_array().expect("suggestions");
    let of = |course: &str, skill: &str| rows.iter().any(|s| s["course"] == course && s["what"]["skill"] == skill);
    assert!(of("introduction-to-python-programming", "python") && of("linear-algebra", "linear-algebra"), "{rows:?}");
    assert!(!rows.iter().any(|s| s["course"] == "pottery"), "nothing is made up");
    let done = json(&home, &["catalog", "suggest", "u", "--accept", "0.5", "--refuse", "0.5", "--json"]);
    assert!(done["accepted"].as_u64() > Some(1));
    assert_eq!(home.run_bare(&["catalog", "check", "--no-builtin"]).code, 0, "it stands alone");
    assert_eq!(home.run_bare(&["catalog", "update", "u"]).code, 0);
    let after = json(&home, &["catalog", "suggest", "u", "--json"]);
    assert!(!after["open"].as_array().expect("rows").iter().any(|s| s["what"]["skill"] == "python"), "remembered");
    let text = fs::read_to_string(home.path("data/prereq/catalog/imported/u/catalog.toml")).expect("kept");
    assert!(text.contains("teaches = "), "what was accepted is there after an update");
}

#[test]
fn a_degree_is_a_goal() {
    for (name, files, courses) in [
        ("uw", &["uw-seattle-2023/courses.json"][..], &["MATH-396", "CSE-421", "BIOEN-316", "PHYS-411"][..]),
        ("rpi", &["rpi/catalog.json", "rpi/prerequisites.json"], &["CSCI-4210", "MATH-4600", "PHYS-4100"]),
        ("mit", &["mit-2018/courses.csv"], &["6.046", "18.704", "2.25", "20.375"]),
        ("ucsd", &["ucsd-2022"], &["CSE-130", "PHYS-110A", "ECE-187", "MATH-180A"]),
        ("itu", &["itu-2026/courses.psv"], &["MIM-326E", "GMI-391E", "ELK-488E"]),
    ] {
        let home = Home::new();
        let Some(paths) = files.iter().map(|f| data(f)).collect::<Option<Vec<_>>>() else { return };
        let mut import = home.bare();
        import.args(["catalog", "import", "-q", "--name", name]).args(&paths);
        assert!(import.output().expect("runs").status.success(), "{name}");
        let there = json(&home, &["courses", "--no-builtin", "--json"]);
        let there: Vec<&str> =
            there["courses"].as_array().expect("courses").iter().filter_map(|c| c["id"].as_str()).collect();
        let mut planned = 0;
        for course in courses.iter().filter(|c| there.contains(c)) {
            let args = ["plan", "--no-builtin", "--minimize", "courses", "--to", course];
            assert_eq!(json(&home, &[&args[..], &["--json"]].concat())["status"], "proved", "{name} {course}");
            assert_eq!(home.run_bare(&[&args[..], &["-o", "p.toml"]].concat()).code, 0, "{name} {course}");
            let verified = home.run_bare(&["verify", "p.toml"]);
            assert_eq!(verified.code, 0, "{name} {course}: {}", verified.stdout);
            planned += 1;
        }
        assert!(planned >= 3, "{name}: {planned} of {courses:?} are there");
    }
}

#[test]
fn two_of_this_list_and_twelve_credits_of_that() {
    let Some(path) = data("uw-seattle-2023/courses.json") else { return };
    let home = Home::new();
    let mut import = home.bare();
    import.args(["catalog", "import", "-q", "--name", "uw"]).arg(path);
    assert!(import.output().expect("runs").status.success());
    let goal = "[[goal]]\nid = \"minor\"\ntitle = \"A minor\"\nrequirement = [\n\
        { at_least = 2, of = [\"PHYS-121\", \"PHYS-122\", \"CHEM-142\"] },\n\
        { credits = 12, of = [\"MATH-124\", \"MATH-125\", \"MATH-126\", \"MATH-208\"] },\n]\n";
    home.write("minor.toml", goal);
    let plan = json(
        &home,
        &["plan", "--no-builtin", "--catalog", "minor.toml", "--goal", "minor", "--minimize", "courses", "--json"],
    );
    assert_eq!(plan["status"], "proved");
    let steps: Vec<&str> = plan["steps"].as_array().expect("steps").iter().filter_map(|s| s["id"].as_str()).collect();
    assert!(steps.iter().filter(|s| s.starts_with("MATH")).count() >= 3, "{steps:?}");
    assert!(steps.iter().filter(|s| s.starts_with("PHYS") || s.starts_with("CHEM")).count() >= 2, "{steps:?}");
}
