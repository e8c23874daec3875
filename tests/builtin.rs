//! The built-in catalog as a learner meets it: how much there is, and what its plans look like.

use std::{collections::BTreeSet, sync::Arc};

use prereq::{
    advisor::{Advisor, Settings},
    domain::{CourseStatus, Profile},
    path::{Aim, Cancel, Plan, Point, Status, Trade, verify, with_cases},
    store::{CatalogSources, load_catalog},
};

fn advisor() -> Advisor {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("the built-in catalog is sound");
    Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default())
}

fn plans(advisor: &Advisor) -> Vec<Plan> {
    let goals = advisor.catalog().goals().iter();
    goals
        .map(|g| {
            let request = advisor.request(Aim { goals: vec![g.clone()], to: Vec::new() });
            advisor.plan(&request, &Cancel::new(), &mut |_| {})
        })
        .collect()
}

#[test]
fn there_is_enough_to_choose_from() {
    let advisor = advisor();
    let catalog = advisor.catalog();
    let areas: BTreeSet<&str> = catalog.skills().iter().map(|s| s.area.as_str()).collect();
    assert!(catalog.courses().len() >= 120 && catalog.skills().len() >= 60 && catalog.goals().len() >= 12);
    assert!(areas.len() >= 6, "{areas:?}");
    assert!(catalog.courses().iter().all(|c| c.source.is_some()));
    let stated = catalog.courses().iter().filter(|c| c.hours.is_some()).count();
    assert!(stated * 100 >= catalog.courses().len() * 85, "{stated} of {} state hours", catalog.courses().len());
    let roles =
        catalog.goals().iter().filter(|g| g.source.as_ref().is_some_and(|s| s.contains("UK Government Digital")));
    assert!(roles.count() >= 6);
    for id in ["python", "linear-algebra"] {
        assert!(catalog.skill_ix(id).is_some(), "{id}");
    }
    let python = catalog.skill_ix("python").expect("there");
    let short = |hours: Option<prereq::domain::Minutes>| hours.is_some_and(|h| h.0 < 20 * 60);
    assert!(catalog.taught_by(python).iter().any(|&(c, _)| short(catalog.course(c).hours)));
    assert!(catalog.courses().iter().all(|c| c.status == CourseStatus::Active || !c.teaches.is_empty()));
}

#[test]
fn trade_offs_are_all_there_is() {
    let advisor = advisor();
    // Every goal where it is quick.
    let step = if cfg!(debug_assertions) { 5 } else { 1 };
    for goal in advisor.catalog().goals().iter().step_by(step) {
        let request = advisor.request(Aim { goals: vec![goal.clone()], to: Vec::new() });
        let front = advisor.tradeoffs(&request, Trade::Price, &Cancel::new());
        assert!(front.complete && !front.points.is_empty(), "{}", goal.id);
        assert!(front.points.iter().all(|p| p.proved), "{}", goal.id);
        let falls = |pair: &[Point]| pair[0].work < pair[1].work && pair[0].price > pair[1].price;
        assert!(front.points.windows(2).all(falls), "{}", goal.id);
    }
}

#[test]
fn every_goal_has_a_proved_path_worth_walking() {
    let advisor = advisor();
    let plans = plans(&advisor);
    for plan in &plans {
        let goal = &plan.premises.goals[0].id;
        assert_eq!(plan.status, Status::Proved, "{goal}");
        assert!(plan.cost.hours_assumed <= 1, "{goal} rests on {} assumed durations", plan.cost.hours_assumed);
        assert!(!petgraph::algo::is_cyclic_directed(&plan.dag()), "{goal}");
        verify(plan, &Cancel::new()).expect(goal);
        // As it is written to a file: by its own cases, without a search.
        let told = with_cases(plan);
        let verified = verify(&told, &Cancel::new()).expect(goal);
        assert!((1..=told.cases.list.len()).contains(&verified.cases), "{goal}");
    }
    let median = |mut of: Vec<usize>| {
        of.sort_unstable();
        of[of.len() / 2]
    };
    assert!(median(plans.iter().map(|p| p.steps.len()).collect()) >= 6);
    assert!(median(plans.iter().map(Plan::depth).collect()) >= 3);
}

#[test]
fn no_course_teaches_everything_a_goal_asks() {
    let advisor = advisor();
    let catalog = advisor.catalog();
    for goal in catalog.goals().iter().filter(|g| !g.skills.is_empty()) {
        for course in catalog.courses() {
            let all = goal.skills.iter().all(|s| course.teaches_level(s.skill).is_some_and(|l| l >= s.level));
            assert!(!all, "{} is all of {}", course.id, goal.id);
        }
    }
}
