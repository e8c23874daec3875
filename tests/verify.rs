//! The verifier confirms what the planner says and refuses what somebody changed.

#[path = "common/covers.rs"]
mod covers;
#[path = "common/random_catalog.rs"]
mod random_catalog;

use std::sync::Arc;

use covers::cover;
use jiff::{ToSpan as _, civil::date};
use prereq::{
    advisor::{Advisor, Settings},
    domain::{Away, Catalog, CourseId, CourseIx, Level, Minutes},
    path::{Aim, Cancel, Case as ProofCase, Dates, Effort, Landmark, Mismatch, Plan, Status, verify, with_cases},
    store::{read_plan_toml, write_plan_toml},
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use random_catalog::{Case, case};

fn plan_of(case: &Case, reverse: bool) -> Plan {
    let mut draft = case.draft.clone();
    if reverse {
        draft.courses.reverse();
        draft.skills.reverse();
    }
    let catalog = Arc::new(Catalog::link(draft).expect("links"));
    let advisor = Advisor::new(Arc::clone(&catalog), case.profile.clone(), Settings::default());
    let index = |ids: &[CourseId]| ids.iter().map(|i| catalog.course_ix(i.as_str()).expect("there")).collect();
    let mut request = advisor.request(Aim { goals: catalog.goals().to_vec(), to: index(&case.to) });
    request.metric = case.metric;
    request.require = index(&case.require);
    request.exclude = index(&case.exclude);
    request.effort = Effort::Prove;
    advisor.plan(&request, &Cancel::new(), &mut |_| {})
}

/// The plan of a case on a calendar with everything a calendar may have.
fn dated(case: &Case, seed: u64) -> Plan {
    let catalog = Arc::new(Catalog::link(case.draft.clone()).expect("links"));
    let advisor = Advisor::new(Arc::clone(&catalog), case.profile.clone(), Settings::default());
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let start = date(2027, 11, 20);
    let day = |n: i32| start.saturating_add(n.days());
    let mut request = advisor.request(Aim { goals: catalog.goals().to_vec(), to: Vec::new() });
    request.start = Some(start);
    request.hours_per_week = Some(Minutes(rng.random_range(1..3000)));
    request.max_parallel = rng.random_range(1..4);
    for _ in 0..rng.random_range(0..4) {
        let from = rng.random_range(-20..200);
        request.away.extend(Away::new(day(from), day(from + rng.random_range(0..20))));
    }
    for c in 0..catalog.courses().len() {
        let course = CourseIx::from_usize(c);
        match rng.random_range(0..6) {
            0 => drop(request.not_before.insert(course, day(rng.random_range(-30..300)))),
            1 => drop(request.under_way.insert(course)),
            _ => {}
        }
    }
    advisor.plan(&request, &Cancel::new(), &mut |_| {})
}

#[test]
fn dates_are_laid_anew_and_no_other_day_is_taken_for_them() {
    let (mut confirmed, mut fixed) = (0, 0);
    for seed in 0..300 {
        let plan = dated(&case(seed), seed);
        let verified = verify(&plan, &Cancel::new()).unwrap_or_else(|e| panic!("seed {seed}: {e:?}"));
        if plan.steps.is_empty() {
            assert_eq!(verified.dates, Dates::None);
            continue;
        }
        assert_eq!(verified.dates, Dates::Confirmed, "seed {seed}");
        confirmed += 1;
        let calendar = plan.premises.calendar.clone().expect("dated");
        fixed += usize::from(calendar.begins.iter().any(|(id, _)| plan.step(id.as_str()).is_some()));
        let written = read_plan_toml("plan.toml", &write_plan_toml(&plan)).expect("reads");
        assert!(written.digest_ok && written.plan == plan, "seed {seed}");
        // Any step a day off is found, whichever end of it.
        for i in 0..plan.steps.len() {
            let mut off = plan.clone();
            let step = &mut off.steps[i];
            let at = if seed % 2 == 0 { &mut step.start } else { &mut step.end };
            *at = at.map(|day| day.saturating_add(if seed % 3 == 0 { 1.day() } else { -1.day() }));
            assert!(wrong(&off).iter().any(|m| matches!(m, Mismatch::Dates { .. })), "seed {seed}, step {i}");
        }
        // A file from before all of the calendar was kept is not refused for what it does not say.
        let mut older = plan.clone();
        older.premises.calendar = None;
        assert_eq!(verify(&older, &Cancel::new()).expect("in order").dates, Dates::Unchecked);
    }
    assert!(confirmed > 200 && fixed > 30, "{confirmed} with dates, {fixed} with a fixed start");
}

#[test]
fn a_plan_beyond_its_limits_is_refused() {
    let mut plan = proved();
    plan.premises.limits.max_hours = Some(plan.cost.work);
    assert!(verify(&plan, &Cancel::new()).expect("kept").limits);
    plan.premises.limits.max_hours = plan.cost.work.0.checked_sub(1).map(Minutes);
    assert!(wrong(&plan).iter().any(|m| matches!(m, Mismatch::OverLimit { what: "hours", .. })));
    plan.premises.limits = Default::default();
    plan.premises.limits.goal = Some(plan.premises.wanted.clone());
    assert!(wrong(&plan).iter().any(|m| matches!(m, Mismatch::WrongStatus { .. })), "proved, yet only a part");
}

fn proved() -> Plan {
    let long =
        |p: &Plan| p.status == Status::Proved && p.steps.len() >= 4 && p.landmarks.iter().any(|l| l.courses.len() > 1);
    (0..400).map(|seed| plan_of(&case(seed), false)).find(long).expect("some case has a long proved path")
}

fn wrong(plan: &Plan) -> Vec<Mismatch> {
    verify(plan, &Cancel::new()).expect_err("a changed plan is refused")
}

#[test]
fn every_plan_of_the_planner_is_confirmed_and_reads_back_equal() {
    let mut seen = std::collections::BTreeMap::new();
    for seed in 0..400 {
        let plan = plan_of(&case(seed), false);
        if let Err(why) = verify(&plan, &Cancel::new()) {
            panic!("seed {seed}, {}: {why:?}", plan.status.word());
        }
        *seen.entry(plan.status.word()).or_insert(0) += 1;
        let text = write_plan_toml(&plan);
        let file = read_plan_toml("plan.toml", &text).expect("what was written reads back");
        assert!(file.digest_ok, "seed {seed}");
        assert_eq!(file.plan, plan, "seed {seed}");
        assert_eq!(write_plan_toml(&file.plan), text, "seed {seed}");
    }
    assert!(seen["proved"] >= 100 && seen["unreachable"] >= 20 && seen["done"] >= 1, "{seen:?}");
}

#[test]
fn the_order_of_the_catalog_changes_nothing() {
    for seed in 0..100 {
        let case = case(seed);
        assert_eq!(write_plan_toml(&plan_of(&case, false)), write_plan_toml(&plan_of(&case, true)), "seed {seed}");
    }
}

#[test]
fn a_changed_course_is_refused() {
    let mut plan = proved();
    plan.steps[1].course = CourseId::new("nobody-offers-this").expect("valid");
    assert!(wrong(&plan).iter().any(|m| matches!(m, Mismatch::UnknownCourse { .. })), "{:?}", wrong(&plan));

    let mut plan = proved();
    let last = plan.steps.pop().expect("has steps");
    assert!(wrong(&plan).iter().any(|m| matches!(m, Mismatch::GoalMissed(_))), "{:?}", wrong(&plan));
    plan.steps.insert(0, last);
    assert!(!wrong(&plan).is_empty());
}

#[test]
fn a_changed_hour_is_refused_wherever_it_stands() {
    let mut plan = proved();
    plan.steps[0].hours = Minutes(plan.steps[0].hours.0 + 60);
    let said = wrong(&plan);
    assert!(said.iter().any(|m| matches!(m, Mismatch::StepFigure { what: "hours", .. })), "{said:?}");
    assert!(said.iter().any(|m| matches!(m, Mismatch::Total { what: "hours", .. })), "{said:?}");

    // Consistently dearer everywhere: then the old bound is too low, and the status is refused.
    let mut plan = proved();
    let id = plan.steps[0].course.clone();
    plan.steps[0].hours = Minutes(plan.steps[0].hours.0 + 60);
    plan.cost.hours = Minutes(plan.cost.hours.0 + 60);
    for c in &mut plan.premises.courses {
        if c.id == id {
            c.hours = Minutes(c.hours.0 + 60);
        }
    }
    if plan.premises.metric == prereq::path::Metric::Hours {
        assert!(wrong(&plan).iter().any(|m| matches!(m, Mismatch::WrongStatus { .. })), "{:?}", wrong(&plan));
    }
}

#[test]
fn a_changed_landmark_is_refused() {
    let mut plan = proved();
    let at = plan.landmarks.iter().position(|l| l.courses.len() > 1).expect("one with a choice");
    plan.landmarks[at].courses.pop();
    assert!(wrong(&plan).iter().any(|m| matches!(m, Mismatch::NotALandmark { .. })), "{:?}", wrong(&plan));

    let mut plan = proved();
    plan.landmarks[0] = Landmark { courses: vec![CourseId::new("nobody-offers-this").expect("valid")] };
    assert!(wrong(&plan).iter().any(|m| matches!(m, Mismatch::UnknownCourse { .. })), "{:?}", wrong(&plan));

    let mut plan = proved();
    plan.landmarks.clear();
    assert!(wrong(&plan).iter().any(|m| matches!(m, Mismatch::WeakBound { .. })), "{:?}", wrong(&plan));
}

#[test]
fn a_claim_that_is_too_bold_is_refused() {
    let mut plan = proved();
    plan.lower_bound += 60;
    assert!(!wrong(&plan).is_empty());
    let mut plan = proved();
    plan.premises.wanted.skills.iter_mut().for_each(|s| s.level = Level::MAX);
    plan.premises.levels.clear();
    assert!(!wrong(&plan).is_empty());
}

#[test]
fn a_plan_written_with_its_cases_is_confirmed_by_them() {
    let mut split = 0;
    for seed in 0..400 {
        let plan = if seed < 300 { plan_of(&case(seed), false) } else { plan_of(&cover(seed, 30, 60), false) };
        let told = with_cases(&plan);
        let verified = verify(&told, &Cancel::new()).unwrap_or_else(|e| panic!("seed {seed}: {e:?}"));
        assert!(verified.cases <= told.cases.list.len(), "seed {seed}: searched");
        assert_eq!(told.cases.list.is_empty(), told.lower_bound == 0, "seed {seed}");
        assert!(told.landmarks.iter().all(|l| plan.landmarks.contains(l)));
        split += usize::from(told.cases.list.len() > 1);
        let file = read_plan_toml("p", &write_plan_toml(&told)).expect("reads");
        assert!(file.digest_ok && file.plan == told, "seed {seed}");
    }
    assert!(split >= 50, "{split} told apart by cases");
}

/// A plan whose proof tells cases apart.
fn told() -> Plan {
    let plans = (0..400).map(|seed| with_cases(&plan_of(&cover(seed, 30, 60), false)));
    plans.into_iter().find(|p| p.cases.list.len() > 4).expect("some proof is split twice")
}

#[test]
fn other_weights_and_other_splits_change_no_verdict() {
    let told = told();
    let confirmed = |plan: &Plan| verify(plan, &Cancel::new()).unwrap_or_else(|e| panic!("{e:?}"));
    for weight in [0, 1, u64::MAX] {
        let mut plan = told.clone();
        plan.cases.list.iter_mut().flat_map(|c| &mut c.weights).for_each(|w| w.1 = weight);
        confirmed(&plan);
        plan.cases.parts = 1 << 20;
        confirmed(&plan);
    }
    for step in &told.steps {
        let mut plan = told.clone();
        plan.cases.list.iter_mut().filter_map(|c| c.split.as_mut()).for_each(|s| s.clone_from(&step.course));
        confirmed(&plan);
    }
    let mut plan = told.clone();
    plan.cases.list.truncate(1);
    plan.cases.list[0].split = None;
    assert!(confirmed(&plan).cases > 1, "what is left open is searched");
    // The same landmark many times over is still one landmark.
    plan.cases.list[0].weights = vec![(0, u64::MAX); 1000];
    confirmed(&plan);

    // Too little for the claim, whatever weights say.
    let weak = (0..told.landmarks.len()).map(|drop| {
        let mut plan = told.clone();
        plan.landmarks.remove(drop);
        plan.cases.list = vec![ProofCase { weights: vec![(0, u64::MAX)], split: None }];
        plan
    });
    let weak = weak.filter(|p| verify(p, &Cancel::new()).is_err()).inspect(|p| {
        assert!(matches!(wrong(p)[..], [Mismatch::WeakBound { .. }]), "{:?}", wrong(p));
    });
    assert!(weak.count() > 0);
}

/// Where the case at `at`, with everything it is split into, ends.
fn after(plan: &Plan, at: usize) -> usize {
    match plan.cases.list[at].split {
        None => at + 1,
        Some(_) => after(plan, after(plan, at + 1)),
    }
}

#[test]
fn cases_that_cannot_be_are_refused_with_a_reason() {
    let told = told();
    let last = told.cases.list.len() - 1;
    // The last case is the second of the split that is followed by one more, whole or split in turn.
    let before_last = 1 + (0..last).rev().find(|&at| after(&told, at + 1) == last).expect("it belongs to one");
    let split = || told.cases.list[0].clone();
    let refused = |change: &dyn Fn(&mut Plan), number: usize, reason: &str| {
        let mut plan = told.clone();
        change(&mut plan);
        let said = wrong(&plan);
        let found = said
            .iter()
            .any(|m| matches!(m, Mismatch::BadCase { number: n, why } if (*n, why.contains(reason)) == (number, true)));
        assert!(found, "{reason}: {said:?}");
    };
    refused(&|p| p.cases.list[1].weights.push((p.landmarks.len(), 1)), 2, "and there are");
    refused(&|p| p.cases.list[1].weights.push((usize::MAX - 1, 1)), 2, "and there are");
    refused(&|p| p.cases.list[0].split = CourseId::new("nobody").ok(), 1, "not among the plan's courses");
    refused(&|p| drop(p.cases.list.pop()), before_last, "one of its two cases is missing");
    refused(&|p| p.cases.list.push(ProofCase::default()), last + 2, "it belongs to no split");
    refused(&|p| p.cases.parts = 0, 1, "parts");
    refused(&|p| p.cases.parts = u64::MAX, 1, "parts");
    refused(&|p| p.cases.list = vec![split(); 100_000], 1001, "splits within each other");
}

#[test]
fn who_is_stopped_says_how_far_it_came() {
    let plan = told();
    let cancel = Cancel::new();
    cancel.cancel();
    let stopped = verify(&plan, &cancel).expect_err("stopped");
    assert_eq!(stopped, [Mismatch::StoppedAtLandmark { checked: 0, all: plan.landmarks.len() }]);
}
