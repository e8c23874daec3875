//! Skills, courses and goals said in the words one uses.

use super::support::{Home, Ran};

const NAMED: &str = r#"
[[skill]]
id = "javascript"
name = "JavaScript"
area = "x"
aliases = ["js", "ecmascript"]

[[skill]]
id = "cpp"
name = "C++"
area = "x"

[[skill]]
id = "csharp"
name = "C#"
area = "x"

[[skill]]
id = "machine-learning"
name = "Machine learning"
area = "x"
aliases = ["ml", "shared"]

[[skill]]
id = "digital-forensics"
name = "Digital forensics"
area = "x"
aliases = ["shared"]

[[course]]
id = "c1"
title = "Scripts: the Basics"
provider = "U"
hours = 5
teaches = { javascript = 0.5 }

[[goal]]
id = "web"
title = "Web Developer (junior)"
skills = { javascript = 0.5 }
"#;

fn run(home: &Home, args: &[&str]) -> Ran {
    home.write("named.toml", NAMED);
    let mut command = home.bare();
    command.args(args).args(["--no-builtin", "--today", "2026-01-05", "--catalog"]).arg(home.path("named.toml"));
    home.finish(command)
}

#[test]
fn what_has_a_name_goes_by_it() {
    let home = Home::new();
    for (said, id) in [
        ("js", "javascript"),
        ("JavaScript", "javascript"),
        ("C++", "cpp"),
        ("c#", "csharp"),
        ("machine learning", "machine-learning"),
        ("ML", "machine-learning"),
    ] {
        let ran = run(&home, &["profile", "set", said, "0.25"]);
        assert_eq!(ran.code, 0, "{said}: {}", ran.stderr);
        let kept = run(&home, &["profile", "show", "--json"]).stdout;
        assert!(kept.contains(&format!("\"{id}\"")), "{said}: {kept}");
        assert_eq!(run(&home, &["profile", "forget", said]).code, 0, "{said}");
    }
    for args in [
        &["profile", "done", "scripts: the basics"][..],
        &["plan", "--goal", "web developer (junior)"],
        &["plan", "--to", "Scripts: the basics"],
        &["show", "JS"],
        &["courses", "--teaches", "js"],
        &["profile", "goal", "add", "Web Developer (junior)"],
        &["profile", "log", "Scripts: the Basics", "1h"],
    ] {
        let ran = run(&home, args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.stderr);
    }
    let kept = run(&home, &["profile", "show", "--json"]).stdout;
    assert!(kept.contains("\"c1\"") && kept.contains("\"web\""), "{kept}");
}

#[test]
fn several_of_one_name_are_listed_and_look_alikes_are_not_offered() {
    let home = Home::new();
    let ran = run(&home, &["profile", "set", "shared", "0.5"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("digital-forensics") && ran.stderr.contains("machine-learning"), "{}", ran.stderr);
    let ran = run(&home, &["profile", "set", "git", "0.5"]);
    assert_eq!(ran.code, 2);
    assert!(!ran.stderr.contains("digital"), "{}", ran.stderr);
    let ran = run(&home, &["profile", "set", "machin-learning", "0.5"]);
    assert!(ran.stderr.contains("machine-learning"), "{}", ran.stderr);
}
