//! The order of a path, by twenty small plans worked out by hand: each states the rule it shows.

use std::{fmt::Write as _, fs, sync::Arc};

use prereq::{
    advisor::{Advisor, Settings},
    domain::{CourseId, CourseMark, CourseRecord, Profile},
    path::{Aim, Cancel, Plan, verify},
    store::{CatalogSources, load_catalog},
};

/// A catalog of courses written `id: what it is`, each part `skill=level`, `needs:skill=level`, `after:course`,
/// `with:course`, `rec:skill=level`, `reccourse:course`, `hours=n`, `kind=k`, `series=s`; skills are `area.name`, or in
/// the area `x`. The goal is written `stage skill=level … | next stage …`.
fn advisor(courses: &[&str], goal: &str, profile: Profile) -> Advisor {
    let mut skills: Vec<String> = Vec::new();
    let mut note = |skill: &str| {
        if !skills.iter().any(|s| s == skill) {
            skills.push(skill.to_owned());
        }
    };
    let mut text = String::new();
    for line in courses {
        let (id, parts) = line.split_once(": ").unwrap_or((line, ""));
        let (mut teaches, mut requires, mut before, mut beside, mut recommended) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut facts = vec!["hours = 10".to_owned()];
        for part in parts.split_whitespace() {
            if let Some(need) = part.strip_prefix("needs:") {
                note(need.split('=').next().unwrap_or_default());
                requires.push(quoted(need));
            } else if let Some(course) = part.strip_prefix("after:") {
                before.push(format!("{course:?}"));
            } else if let Some(course) = part.strip_prefix("with:") {
                beside.push(format!("{course:?}"));
            } else if let Some(course) = part.strip_prefix("reccourse:") {
                recommended.push(format!("{course:?}"));
            } else if let Some((skill, level)) = part.strip_prefix("rec:").and_then(|r| r.split_once('=')) {
                note(skill);
                recommended.push(format!("{{ skill = {skill:?}, level = {level} }}"));
            } else if let Some(hours) = part.strip_prefix("hours=") {
                facts[0] = format!("hours = {hours}");
            } else if let Some((key, value)) = part.split_once('=').filter(|(k, _)| ["kind", "series"].contains(k)) {
                facts.push(format!("{key} = {value:?}"));
            } else {
                note(part.split('=').next().unwrap_or_default());
                teaches.push(quoted(part));
            }
        }
        let _ = write!(text, "[[course]]\nid = {id:?}\ntitle = {id:?}\nprovider = \"p\"\n{}\n", facts.join("\n"));
        let _ = writeln!(text, "teaches = {{ {} }}\nrequires = {{ {} }}", teaches.join(", "), requires.join(", "));
        let _ = writeln!(text, "prerequisites = [{}]\ncorequisites = [{}]", before.join(", "), beside.join(", "));
        let _ = writeln!(text, "recommended = [{}]", recommended.join(", "));
    }
    let (mut asked, mut stages) = (Vec::new(), Vec::new());
    for stage in goal.split('|') {
        let names: Vec<&str> = stage.split_whitespace().filter_map(|s| s.split('=').next()).collect();
        names.iter().for_each(|s| note(s));
        asked.extend(stage.split_whitespace().map(quoted));
        stages.push(format!("[{}]", names.iter().map(|n| format!("{n:?}")).collect::<Vec<_>>().join(", ")));
    }
    let stages = if stages.len() > 1 { format!("stages = [{}]\n", stages.join(", ")) } else { String::new() };
    let _ = writeln!(text, "[[goal]]\nid = \"g\"\ntitle = \"G\"\n{stages}skills = {{ {} }}", asked.join(", "));
    for skill in &skills {
        let area = skill.split_once('.').map_or("x", |(area, _)| area);
        let _ = writeln!(text, "[[skill]]\nid = {skill:?}\nname = {skill:?}\narea = {area:?}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("c.toml");
    fs::write(&file, text).expect("written");
    let sources = CatalogSources { builtin: false, user: None, paths: vec![file] };
    let loaded = load_catalog(&sources).map_err(|e| e.0).expect("a sound catalog");
    Advisor::new(Arc::new(loaded.catalog), profile, Settings::default())
}

fn quoted(part: &str) -> String {
    let (skill, level) = part.split_once('=').unwrap_or((part, "0.5"));
    format!("{skill:?} = {level}")
}

fn plan(advisor: &Advisor) -> Plan {
    let goal = advisor.catalog().goal("g").expect("there").clone();
    let request = advisor.request(Aim { goals: vec![goal], to: Vec::new() });
    let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
    verify(&plan, &Cancel::new()).expect("its own plan is confirmed");
    plan
}

/// The courses in order, those of one turn joined by `+`.
fn order(plan: &Plan) -> String {
    let turns = plan.steps.chunk_by(|a, b| a.position == b.position);
    turns.map(|t| t.iter().map(|s| s.course.as_str()).collect::<Vec<_>>().join("+")).collect::<Vec<_>>().join(" ")
}

fn check(rule: &str, courses: &[&str], goal: &str, expected: &str) {
    assert_eq!(order(&plan(&advisor(courses, goal, Profile::default()))), expected, "{rule}");
}

#[test]
fn stages_come_in_their_order() {
    check("the earlier stage first, whatever its id", &["a: ml=0.5", "z: py=0.5"], "py=0.5 | ml=0.5", "z a");
    check(
        "what opens a course of an early stage belongs to it",
        &["a: late=0.5", "y: alg=0.5", "z: stat=0.5 needs:alg=0.5"],
        "stat=0.5 | late=0.5",
        "y z a",
    );
    check(
        "what only opens a late course waits with it",
        &["a: alg=0.25", "m: py=0.75", "z: ml=0.5 needs:alg=0.25"],
        "py=0.75 | ml=0.5",
        "m a z",
    );
    check(
        "a course that serves two stages comes with the first",
        &["a: py=0.25 ml=0.25", "b: sql=0.25"],
        "py=0.25 | sql=0.25 | ml=0.25",
        "a b",
    );
    check("readiness goes before stages", &["a: py=0.5 needs:git=0.5", "z: git=0.5"], "py=0.5 | git=0.5", "z a");
}

#[test]
fn within_a_stage_the_lower_level_comes_first() {
    check(
        "awareness before working, whatever the hours",
        &["a: x=0.5 hours=5", "z: y=0.25 hours=50"],
        "x=0.5 y=0.25",
        "z a",
    );
    check(
        "the second step in a subject waits for the first steps in the others",
        &["a1: x=0.25", "a2: x=0.75 needs:x=0.25", "b1: y=0.25"],
        "x=0.75 y=0.25",
        "a1 b1 a2",
    );
    check(
        "levels of another stage do not count",
        &["a: py=0.5", "b: sql=0.25 stat=0.75"],
        "py=0.5 sql=0.25 | stat=0.75",
        "b a",
    );
}

#[test]
fn what_is_recommended_comes_before_who_recommends_it() {
    check("a skill that is recommended", &["a: x=0.25 rec:z=0.5", "z: z=0.5"], "x=0.25 z=0.5", "z a");
    check("a course that is recommended", &["a: x=0.25 reccourse:z", "z: z=0.5"], "x=0.25 z=0.5", "z a");
    check(
        "even from a later stage",
        &["a: x=0.25 rec:z=0.5", "b: y=0.25", "z: z=0.5"],
        "x=0.25 y=0.25 | z=0.5",
        "z a b",
    );
    check("never against readiness", &["a: x=0.25 rec:z=0.5", "z: z=0.5 needs:x=0.25"], "x=0.25 z=0.5", "a z");
}

#[test]
fn projects_come_after_the_courses_of_their_stage() {
    check("a project last in its stage", &["a: x=0.25 kind=project", "b: y=0.75"], "x=0.25 y=0.75", "b a");
    check(
        "and before the next stage",
        &["a: x=0.25 kind=capstone", "b: y=0.25", "c: z=0.25"],
        "x=0.25 y=0.25 | z=0.25",
        "b a c",
    );
}

#[test]
fn what_goes_together_stays_together() {
    check(
        "the series goes on",
        &["a: p=0.25 series=S", "b: q=0.25", "c: r=0.25 series=S"],
        "p=0.25 q=0.25 r=0.25",
        "a c b",
    );
    check("else the area", &["a: u.p=0.25", "b: v.q=0.25", "c: u.r=0.25"], "u.p=0.25 v.q=0.25 u.r=0.25", "a c b");
    check(
        "courses that need each other share a turn",
        &["a: x=0.25 with:b", "b: y=0.25 with:a"],
        "x=0.25 y=0.25",
        "a+b",
    );
}

#[test]
fn less_work_and_then_the_id_decide_what_is_left() {
    check("less work", &["a: x=0.25 hours=20", "b: y=0.25 hours=10"], "x=0.25 y=0.25", "b a");
    check("the id", &["b: x=0.25", "a: y=0.25"], "x=0.25 y=0.25", "a b");
}

#[test]
fn what_is_under_way_goes_first() {
    let started = CourseRecord::new(CourseMark::Started, None);
    let id = CourseId::new("late").expect("valid");
    let profile = Profile { courses: [(id, started)].into_iter().collect(), ..Profile::default() };
    let advisor = advisor(&["a: py=0.5", "late: ml=0.5"], "py=0.5 | ml=0.5", profile);
    assert_eq!(order(&plan(&advisor)), "late a", "started, though nothing is logged and its stage is the last");
}
