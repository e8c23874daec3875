//! `recommend` on small catalogs of one point each.

use serde_json::Value;

use super::support::{Home, Ran};

const GOAL: &str = "[[goal]]\nid = \"g\"\ntitle = \"G\"\nskills = { js = 0.5 }\n";

fn run(home: &Home, catalog: &str, args: &[&str]) -> Ran {
    home.write("small.toml", catalog);
    let file = home.path("small.toml");
    let mut command = home.bare();
    command.args(args).args(["--no-builtin", "--today", "2026-01-05", "--catalog"]).arg(file);
    home.finish(command)
}

fn results(home: &Home, catalog: &str) -> Vec<Value> {
    let found = run(home, catalog, &["recommend", "--goal", "g", "--json"]).json();
    found["results"].as_array().expect("a list").clone()
}

#[test]
fn what_a_skill_carries_closes_a_gap_too() {
    let catalog = "[[skill]]\nid = \"js\"\nname = \"JS\"\narea = \"x\"\n\
        [[skill]]\nid = \"vue\"\nname = \"Vue\"\narea = \"x\"\nimplies = { js = 0.25 }\n\
        [[course]]\nid = \"a\"\ntitle = \"A\"\nprovider = \"P\"\nhours = 5\nteaches = { vue = 0.5 }\n\
        [[course]]\nid = \"b\"\ntitle = \"B\"\nprovider = \"P\"\nhours = 30\nteaches = { js = 0.5 }\n";
    let all = results(&Home::new(), &format!("{catalog}{GOAL}"));
    let gap = |id: &str| all.iter().find(|r| r["id"] == id).expect("listed")["components"]["gap"]["value"].clone();
    assert_eq!((gap("a"), gap("b")), (0.5.into(), 1.0.into()));
}

#[test]
fn courses_that_teach_no_skill_are_recommended_where_the_goal_counts_courses() {
    let course = |id: &str, before: &str| {
        format!(
            "[[course]]\nid = \"{id}\"\ntitle = \"{id}\"\nprovider = \"U\"\nhours = 150\nprerequisites = [{before}]\n"
        )
    };
    let catalog = course("one", "") + &course("two", "\"one\"") + &course("other", "");
    let goal = "[[goal]]\nid = \"g\"\ntitle = \"G\"\nrequirement = [\"two\"]\n";
    let all = results(&Home::new(), &(catalog + goal));
    let path: Vec<_> = all.iter().map(|r| (r["id"].as_str(), r["components"]["path"]["value"].as_f64())).collect();
    assert_eq!(path[0], (Some("one"), Some(1.0)));
    assert!(path.iter().all(|(id, _)| *id != Some("two")), "not ready yet: {path:?}");
}

#[test]
fn what_nobody_rated_counts_at_the_mean() {
    let course = |id: &str, rated: &str| {
        format!(
            "[[course]]\nid = \"{id}\"\ntitle = \"{id}\"\nprovider = \"P\"\nhours = 20\nteaches = {{ js = 0.5 }}\n{rated}"
        )
    };
    let skill = "[[skill]]\nid = \"js\"\nname = \"JS\"\narea = \"x\"\n";
    let rated = course("high", "rating = 5.0\nratings = 100\n") + &course("low", "rating = 3.0\nratings = 100\n");
    let all = results(&Home::new(), &format!("{skill}{rated}{}{GOAL}", course("none", "")));
    let quality = |id: &str| {
        all.iter().find(|r| r["id"] == id).expect("listed")["components"]["quality"]["value"].as_f64().expect("rated")
    };
    assert_eq!(quality("none"), 0.75, "four stars, the mean of three and five");
    assert!(quality("high") > quality("none") && quality("none") > quality("low"));
    let unrated = results(&Home::new(), &format!("{skill}{}{GOAL}", course("none", "")));
    assert!(unrated[0]["components"]["quality"].is_null(), "where nothing is rated there is no opinion");
}

#[test]
fn what_is_rated_badly_comes_after_what_nobody_rated() {
    let course = |id: &str, rated: &str| {
        format!(
            "[[course]]\nid = \"{id}\"\ntitle = \"{id}\"\nprovider = \"P\"\nhours = 20\nteaches = {{ js = 0.5 }}\n{rated}"
        )
    };
    let skill = "[[skill]]\nid = \"js\"\nname = \"JS\"\narea = \"x\"\n";
    let good = course("good", "rating = 4.8\nratings = 20000\n");
    let bad = course("bad", "rating = 2.0\nratings = 5000\n");
    let all = results(&Home::new(), &format!("{skill}{good}{}{bad}{GOAL}", course("unknown", "")));
    let order: Vec<_> = all.iter().map(|r| r["id"].as_str().expect("an id")).collect();
    assert_eq!(order, ["good", "unknown", "bad"]);
}

#[test]
fn the_same_course_elsewhere_takes_no_second_place() {
    let course = |id: &str, more: &str| {
        format!("[[course]]\nid = \"{id}\"\ntitle = \"{id}\"\nprovider = \"P\"\nteaches = {{ js = 0.5 }}\n{more}")
    };
    let skill = "[[skill]]\nid = \"js\"\nname = \"JS\"\narea = \"x\"\n";
    let twins = course("a", "hours = 30\n") + &course("b", "hours = 20\nsame_as = [\"a\"]\n");
    let catalog = format!("{skill}{twins}{}{GOAL}", course("c", "hours = 25\n"));
    let home = Home::new();
    let ids = |found: &Value| {
        let all = found["results"].as_array().expect("a list");
        all.iter().map(|r| r["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    let told =
        |args: &[&str]| ids(&run(&home, &catalog, &[&["recommend", "--goal", "g", "--json"], args].concat()).json());
    assert_eq!(told(&[]), ["b", "c"]);
    assert_eq!(told(&["--all"]).len(), 3, "everything is everything");
    assert!(told(&["--first", "a"]).contains(&"a".to_owned()), "what is asked for has its place");
}
