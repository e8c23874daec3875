//! Among paths of equal cost the one that is better in the next respect is shown.

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    domain::{
        Catalog, CatalogDraft, Cents, CourseDraft, CourseId, GoalDraft, GoalId, GoalSkill, Level, Minutes, Profile,
        Requirement, Skill, SkillId,
    },
    path::{Aim, Cancel, Metric, Plan, Status, verify},
};

fn skill(i: usize) -> SkillId {
    SkillId::new(&format!("s{i}")).expect("valid")
}

/// `n` skills, each taught by: one long free course, two short free ones in a row, one short dear one.
fn catalog(n: usize) -> Catalog {
    let mut draft = CatalogDraft::default();
    let mut wanted = Vec::new();
    for i in 0..n {
        for half in [2 * i, 2 * i + 1] {
            let name = format!("S{half}");
            draft.skills.push(Skill { id: skill(half), name, area: "x".into(), aliases: Vec::new() });
        }
        let (first, second) = (skill(2 * i), skill(2 * i + 1));
        let mut add = |name: &str, hours: u64, price: u64, teaches: &SkillId, needs: Option<&SkillId>| {
            let id = CourseId::new(&format!("{name}{i}")).expect("valid");
            let mut c = CourseDraft::new(id, name, "p");
            c.hours = Some(Minutes(hours * 60));
            c.price = Some(Cents(price * 100));
            c.teaches = vec![(teaches.clone(), Level::new(500))];
            let need = |s: &SkillId| Requirement::Skill { skill: s.clone(), level: Level::new(500) };
            c.requirement = Requirement::All(needs.map(need).into_iter().collect());
            draft.courses.push(c);
        };
        add("long", 100, 0, &second, None);
        add("open", 20, 0, &first, None);
        add("then", 30 + i as u64, 0, &second, Some(&first));
        add("dear", 5, 90, &second, None);
        wanted.push(GoalSkill { skill: second, level: Level::new(500), weight: 1000 });
    }
    draft.goals.push(GoalDraft {
        id: GoalId::new("g").expect("valid"),
        title: "G".into(),
        summary: String::new(),
        source: None,
        skills: wanted,
        requirement: Requirement::always(),
    });
    Catalog::link(draft).expect("links")
}

fn plan(metric: Metric) -> Plan {
    let advisor = Advisor::new(Arc::new(catalog(9)), Profile::default(), Settings::default());
    let mut request = advisor.request(Aim { goals: advisor.catalog().goals().to_vec(), to: Vec::new() });
    request.metric = metric;
    let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
    assert_eq!(plan.status, Status::Proved);
    verify(&plan, &Cancel::new()).expect("confirmed");
    plan
}

#[test]
fn free_paths_are_compared_by_hours() {
    let plan = plan(Metric::Price);
    assert_eq!((plan.cost.price, plan.cost.hours), (Cents(0), Minutes((9 * 50 + 36) * 60)));
}

#[test]
fn paths_of_few_courses_are_compared_by_hours() {
    let plan = plan(Metric::Courses);
    assert_eq!((plan.cost.courses, plan.cost.hours), (9, Minutes(9 * 5 * 60)));
}

#[test]
fn the_shortest_path_is_the_shortest_whatever_it_costs() {
    let plan = plan(Metric::Hours);
    assert_eq!((plan.cost.hours, plan.cost.price), (Minutes(9 * 5 * 60), Cents(9 * 90 * 100)));
}
