//! Clauses beyond levels: what has to be taken, credits, courses taken again, tools avoided; and what `catalog check`
//! finds odd in them. Each on a small catalog of one point.

use serde_json::Value;

use super::support::{Home, Ran};

fn run(home: &Home, catalog: &str, args: &[&str]) -> Ran {
    home.write("small.toml", catalog);
    let file = home.path("small.toml");
    let mut command = home.bare();
    command.args(args).args(["--no-builtin", "--today", "2026-01-05", "--catalog"]).arg(file);
    home.finish(command)
}

fn skills(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("[[skill]]\nid = \"{id}\"\nname = \"{}\"\narea = \"x\"\n", id.to_uppercase())).collect()
}

fn course(id: &str, hours: u32, more: &str) -> String {
    format!("[[course]]\nid = \"{id}\"\ntitle = \"Course {id}\"\nprovider = \"U\"\nhours = {hours}\n{more}\n")
}

fn goal(asks: &str) -> String {
    format!("[[goal]]\nid = \"g\"\ntitle = \"G\"\n{asks}\n")
}

/// Courses of the plan and the hours of work.
fn plan(home: &Home, catalog: &str) -> (Vec<String>, f64, Value) {
    let plan = run(home, catalog, &["plan", "--goal", "g", "--json"]).json();
    let ids = plan["steps"].as_array().expect("steps").iter().map(|s| s["id"].as_str().expect("an id").to_owned());
    (ids.collect(), plan["cost"]["work"].as_f64().expect("work"), plan)
}

#[test]
fn what_has_to_be_taken_is_taken_though_its_levels_are_there() {
    let course = |id: &str, hours, level| course(id, hours, &format!("teaches = {{ py = {level} }}"));
    let catalog = skills(&["py"]) + &course("cs1", 60, "0.25") + &course("cs2", 90, "0.5") + &course("cs3", 30, "0.75");
    let asks = |clauses: &str| format!("{catalog}{}", goal(&format!("requirement = [{clauses}]")));
    let home = Home::new();
    let by_level = plan(&home, &asks("\"cs1\", \"cs2\", \"cs3\""));
    assert_eq!((by_level.0.len(), by_level.1), (1, 30.0), "one course stands for the levels of all");
    let taken = |id: &str| format!("{{ taken = \"{id}\" }}");
    let all = plan(&home, &asks(&["cs1", "cs2", "cs3"].map(taken).join(", ")));
    assert_eq!((all.0, all.1), (["cs1", "cs2", "cs3"].map(String::from).to_vec(), 180.0));
    let two = format!("{{ at_least = 2, of = [{}] }}", ["cs1", "cs2", "cs3"].map(taken).join(", "));
    assert_eq!(plan(&home, &asks(&two)).1, 90.0, "the two shortest");
}

#[test]
fn credits_are_counted_and_not_courses() {
    let course = |id: &str, hours, credits| course(id, hours, &format!("credits = {credits}"));
    let catalog = course("e1", 20, 2) + &course("e2", 30, 3) + &course("e3", 34, 3) + &course("e4", 60, 6);
    let asks = |least: u32| {
        let of = "{ credits = N, of = [\"e1\", \"e2\", \"e3\", \"e4\"] }".replace('N', &least.to_string());
        format!("{catalog}{}", goal(&format!("requirement = [{of}]")))
    };
    let home = Home::new();
    assert_eq!(plan(&home, &asks(8)).1, 80.0, "six and two: three courses are dearer");
    assert_eq!(plan(&home, &asks(6)).1, 60.0);
    assert_eq!(plan(&home, &asks(14)).0.len(), 4);
}

#[test]
fn what_was_forgotten_is_taken_again_and_says_when_it_was_done() {
    let catalog = skills(&["prog", "algo"])
        + &course("theory", 100, "teaches = { prog = 0.75 }")
        + &course("structures", 120, "teaches = { algo = 0.75 }\nrequires = { prog = 0.75 }")
        + &goal("skills = { algo = 0.75 }");
    let home = Home::new();
    run(&home, &catalog, &["profile", "done", "theory", "--on", "2025-12-01"]);
    run(&home, &catalog, &["profile", "set", "prog", "0.5", "--on", "2025-12-20"]);
    let (ids, _, document) = plan(&home, &catalog);
    assert_eq!(ids, ["theory", "structures"]);
    let step = &document["steps"][0];
    assert_eq!((&step["again"], &step["done_before"]), (&true.into(), &"2025-12-01".into()));
    let text = run(&home, &catalog, &["plan", "--goal", "g"]).stdout;
    assert!(text.contains("again, done 1 Dec 2025"), "{text}");
    let file = home.path("plan.toml");
    run(&home, &catalog, &["plan", "--goal", "g", "-o", file.to_str().expect("text")]);
    assert!(run(&home, &catalog, &["verify", file.to_str().expect("text")]).code == 0);
}

#[test]
fn a_tool_is_avoided_by_any_of_its_names() {
    let catalog = "[[skill]]\nid = \"javascript\"\nname = \"JavaScript\"\narea = \"x\"\naliases = [\"js\", \"ecma\"]\n\
        [[skill]]\nid = \"typescript\"\nname = \"TypeScript\"\narea = \"x\"\naliases = [\"ecma\"]\n"
        .to_owned()
        + &course("a", 10, "teaches = { javascript = 0.5, typescript = 0.5 }");
    for said in ["javascript", "JS", "JavaScript"] {
        let home = Home::new();
        let told = run(&home, &catalog, &["profile", "constrain", "--avoid", said]).stdout;
        assert!(told.contains("never JavaScript"), "{told}");
        let profile = run(&home, &catalog, &["profile", "show", "--json"]).json();
        assert_eq!(profile["constraints"]["avoid"], serde_json::json!(["javascript"]));
    }
    let refused = run(&Home::new(), &catalog, &["profile", "constrain", "--avoid", "ecma"]);
    assert!(refused.stderr.contains("javascript") && refused.stderr.contains("typescript"), "{}", refused.stderr);
}

#[test]
fn what_holds_of_every_step_is_said_once() {
    let catalog = skills(&["a", "b"])
        + &course("one", 10, "teaches = { a = 0.5 }")
        + &course("two", 10, "teaches = { b = 0.5 }")
        + &goal("skills = { a = 0.5, b = 0.5 }");
    let home = Home::new();
    let text = run(&home, &catalog, &["plan", "--goal", "g"]).stdout;
    assert_eq!(text.matches("nobody vouches").count(), 1, "{text}");
    let vouched = catalog.replace("Course two", "Course 2\"\nendorsed = [\"list\"]\nsummary = \"x");
    let text = run(&home, &vouched, &["plan", "--goal", "g"]).stdout;
    assert!(text.contains("×1.50, nobody vouches for it") && text.contains("recommended by list"), "{text}");
}

#[test]
fn what_cannot_be_meant_is_told_by_check() {
    let found = |catalog: &str| {
        let told = run(&Home::new(), catalog, &["catalog", "check", "--json"]).json();
        let problems = told["problems"].as_array().expect("a list").clone();
        problems.iter().map(|p| (p["kind"].as_str().expect("a word").to_owned(), p["key"].clone())).collect::<Vec<_>>()
    };
    let one = |kind: &str, key: &str| vec![(kind.to_owned(), Value::from(key))];
    let base = skills(&["s"]) + &course("a", 10, "teaches = { s = 0.5 }\ncredits = 3");
    assert_eq!(found(&base), []);
    let itself = format!("{base}{}", course("b", 10, "teaches = { s = 0.25 }\nexcludes = [\"b\"]"));
    assert_eq!(found(&itself), one("rules-itself-out", "excludes"));
    let heeded = itself + &goal("requirement = [{ taken = \"b\" }]");
    assert_eq!(plan(&Home::new(), &heeded).0, ["b"], "it can be taken all the same");
    let twin = |teaches: &str| format!("{base}{}", course("b", 10, &format!("same_as = [\"a\"]\n{teaches}")));
    assert_eq!(found(&twin("teaches = { s = 0.25 }")), one("twins-differ", "same_as"));
    assert_eq!(found(&twin("teaches = { s = 0.5 }")), []);
    assert_eq!(found(&twin("")), [], "what one leaves out the other states");
    let credits = format!("{base}{}", course("b", 10, "teaches = { s = 0.5 }"));
    let goal = goal("requirement = [{ credits = 3, of = [\"a\", \"b\"] }]");
    assert_eq!(found(&(credits + &goal)), one("no-credits", "requirement"));
    let term = |offered: &str| format!("{base}[[term]]\nid = \"fall\"\nspans = [\"09-01..12-20\"]\n{offered}");
    assert_eq!(found(&term("")), one("unused-term", "id"));
    assert_eq!(found(&term(&course("b", 10, "teaches = { s = 0.5 }\noffered = [\"Fall\"]"))), []);
}
