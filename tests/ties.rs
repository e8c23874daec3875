//! Among paths of equal cost the one that is better in the next respect is shown.

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    domain::{
        Catalog, CatalogDraft, Cents, CourseDraft, CourseId, GoalDraft, GoalId, GoalSkill, Level, Minutes, Profile,
        Requirement, Skill, SkillId,
    },
    path::{Aim, Cancel, Metric, Plan, Status, Trade, verify},
};

fn skill(i: usize) -> SkillId {
    SkillId::new(&format!("s{i}")).expect("valid")
}

/// With one goal that asks for these skills.
fn asking(mut draft: CatalogDraft, skills: Vec<GoalSkill<SkillId>>) -> Catalog {
    draft.goals.push(GoalDraft {
        id: GoalId::new("g").expect("valid"),
        title: "G".into(),
        summary: String::new(),
        source: None,
        skills,
        requirement: Requirement::always(),
        stages: Vec::new(),
    });
    Catalog::link(draft).expect("links")
}

/// `n` skills, each taught by: one long free course, two short free ones in a row, one short dear one.
fn catalog(n: usize) -> Catalog {
    let mut draft = CatalogDraft::default();
    let mut wanted = Vec::new();
    for i in 0..n {
        for half in [2 * i, 2 * i + 1] {
            let name = format!("S{half}");
            draft.skills.push(Skill::new(skill(half), &name, "x"));
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
    asking(draft, wanted)
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

/// Each of `n` needs is met by a short dear course or a long cheap one, hours and prices as large as may be.
fn enormous(n: u64) -> (Catalog, Vec<(u64, u64)>) {
    let mut draft = CatalogDraft::default();
    let mut wanted = Vec::new();
    let mut sums = vec![(0, 0)];
    for i in 0..n {
        let id = skill(i as usize);
        draft.skills.push(Skill::new(id.clone(), &format!("S{i}"), "x"));
        let ways = [(5_000_000 + 7 * i, 999_999_999 - i), (5_999_999 - 11 * i, 888_888_887 + 13 * i)];
        for (name, (minutes, cents)) in ["short", "long"].into_iter().zip(ways) {
            let mut c = CourseDraft::new(CourseId::new(&format!("{name}{i}")).expect("valid"), name, "p");
            (c.hours, c.price) = (Some(Minutes(minutes)), Some(Cents(cents)));
            c.teaches = vec![(id.clone(), Level::new(500))];
            draft.courses.push(c);
        }
        sums = sums.iter().flat_map(|&(h, p)| ways.map(|(m, c)| (h + m, p + c))).collect();
        wanted.push(GoalSkill { skill: id, level: Level::new(500), weight: 1000 });
    }
    sums.sort_unstable();
    let mut cheapest = u64::MAX;
    sums.retain(|&(_, price)| {
        let before = cheapest;
        cheapest = before.min(price);
        price < before
    });
    (asking(draft, wanted), sums)
}

#[test]
fn figures_too_large_to_weigh_prove_nothing_false() {
    for n in 1..=6 {
        let (catalog, truth) = enormous(n);
        let advisor = Advisor::new(Arc::new(catalog), Profile::default(), Settings::default());
        let request = advisor.request(Aim { goals: advisor.catalog().goals().to_vec(), to: Vec::new() });
        let front = advisor.tradeoffs(&request, Trade::Price, &Cancel::new());
        let found: Vec<(u64, u64)> = front.points.iter().map(|p| (p.work.0, p.price.0)).collect();
        assert!(!front.complete || found == truth, "{n}: {found:?} is not {truth:?}");
        for point in &front.points {
            let best = truth.iter().find(|t| t.1 <= point.price.0).map(|t| t.0).expect("it is within");
            assert!(point.work_at_least.0 <= best && best <= point.work.0, "{n}: {:?}", point.work_between());
            assert!(!point.proved || truth.contains(&(point.work.0, point.price.0)), "{n}: {:?}", point.price);
        }
    }
}
