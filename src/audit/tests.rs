//! Audits of small catalogs where every answer is plain.

use super::*;
use crate::domain::{CatalogDraft, CourseDraft, CourseId, GoalDraft, GoalSkill, RequirementDraft, Skill, SkillId};

fn id(text: &str) -> CourseId {
    CourseId::new(text).expect("valid")
}

fn skill_id(text: &str) -> SkillId {
    SkillId::new(text).expect("valid")
}

fn course(name: &str, teaches: &[(&str, u16)], needs: Vec<RequirementDraft>) -> CourseDraft {
    let mut c = CourseDraft::new(id(name), name, "p");
    c.teaches = teaches.iter().map(|(s, l)| (skill_id(s), Level::new(*l))).collect();
    c.requirement = Requirement::All(needs);
    c
}

fn took(name: &str) -> RequirementDraft {
    Requirement::Course(id(name))
}

fn knows(name: &str, level: u16) -> RequirementDraft {
    Requirement::Skill { skill: skill_id(name), level: Level::new(level) }
}

fn catalog(skills: &[&str], courses: Vec<CourseDraft>) -> Catalog {
    let skills = skills.iter().map(|s| Skill::new(skill_id(s), s, "area"));
    Catalog::link(CatalogDraft { skills: skills.collect(), courses, ..CatalogDraft::default() }).expect("links")
}

fn names(catalog: &Catalog, cycle: &[CourseIx]) -> String {
    cycle.iter().map(|c| catalog.course(*c).id.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_closed_cycle_is_named_in_full_and_what_hangs_on_it_is_not_ready() {
    let all = vec![
        course("c", &[], vec![took("a")]),
        course("a", &[], vec![took("b")]),
        course("b", &[], vec![took("c")]),
        course("later", &[], vec![took("a")]),
        course("free", &[], vec![]),
    ];
    let catalog = catalog(&[], all);
    let audit = audit(&catalog);
    let cycles: Vec<_> = audit.cycles.iter().map(|c| names(&catalog, c)).collect();
    assert_eq!(cycles, ["a b c"]);
    assert_eq!(audit.never_ready.len(), 1);
    assert_eq!(audit.never_ready[0].missing, [Missing::Course(id("a"))]);
}

#[test]
fn a_cycle_with_a_way_in_is_only_counted() {
    let all = vec![
        course("a", &[("s", 250)], vec![Requirement::Any(vec![took("b"), took("door")])]),
        course("b", &[("t", 250)], vec![took("a")]),
        course("door", &[], vec![]),
    ];
    let audit = audit(&catalog(&["s", "t"], all));
    assert!(audit.cycles.is_empty() && audit.never_ready.is_empty(), "{audit:?}");
    assert_eq!(audit.stats.open_cycles, 1);
}

#[test]
fn cycles_through_skills_count_and_holes_do_not() {
    let circle =
        vec![course("a", &[("s", 500)], vec![knows("t", 500)]), course("b", &[("t", 500)], vec![knows("s", 250)])];
    let circle = catalog(&["s", "t"], circle);
    assert_eq!(audit(&circle).cycles.len(), 1);
    let hole =
        vec![course("a", &[("s", 750)], vec![knows("s", 500)]), course("b", &[("s", 750)], vec![knows("s", 500)])];
    let found = audit(&catalog(&["s"], hole));
    assert!(found.cycles.is_empty());
    assert_eq!(found.never_ready.len(), 2);
}

#[test]
fn corequisites_of_each_other_start_together() {
    let mut a = course("a", &[], vec![]);
    let mut b = course("b", &[], vec![]);
    a.corequisite = took("b");
    b.corequisite = took("a");
    let alone = catalog(&[], vec![a.clone(), b.clone()]);
    assert!(audit(&alone).never_ready.is_empty());
    b.requirement = took("gone");
    let mut gone = course("gone", &[], vec![]);
    gone.status = CourseStatus::Retired;
    let stuck = audit(&catalog(&[], vec![a, b, gone]));
    assert!(stuck.cycles.is_empty(), "corequisites alone are no vicious circle");
    assert_eq!(stuck.never_ready.len(), 2);
}

#[test]
fn goals_skills_and_twins() {
    let mut retired = course("old", &[("lost", 500)], vec![]);
    retired.status = CourseStatus::Retired;
    let mut twin = course("x2", &[], vec![]);
    twin.title = "X1!".to_owned();
    let mut draft =
        CatalogDraft { courses: vec![retired, course("x1", &[("s", 500)], vec![]), twin], ..Default::default() };
    for s in ["lost", "s"] {
        draft.skills.push(Skill::new(skill_id(s), s, "a"));
    }
    draft.goals.push(GoalDraft {
        id: GoalId::new("g").expect("valid"),
        title: "G".into(),
        summary: String::new(),
        source: None,
        skills: vec![GoalSkill { skill: skill_id("s"), level: Level::new(750), weight: 1000 }],
        requirement: Requirement::always(),
        stages: Vec::new(),
    });
    let audit = audit(&Catalog::link(draft).expect("links"));
    let short = Missing::Skill { skill: skill_id("s"), level: Level::new(750), reachable: Level::new(500) };
    assert_eq!(audit.out_of_reach[0].missing, [short]);
    assert_eq!(audit.untaught.len(), 1);
    assert_eq!(audit.near_duplicates.len(), 1);
    assert_eq!(audit.stats.retired, 1);
}

#[test]
fn a_long_chain_is_no_burden() {
    let n = 20_000;
    let mut all = vec![course("c0", &[], vec![])];
    all.extend((1..n).map(|i| course(&format!("c{i}"), &[], vec![took(&format!("c{}", i - 1))])));
    assert!(audit(&catalog(&[], all)).never_ready.is_empty());
}
