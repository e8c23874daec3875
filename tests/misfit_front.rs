//! Trades of work for money and for a better fit against every set of courses, on small random catalogs with weights,
//! practice, rival tools and courses that rule each other out. What a course costs is taken from the planner; which
//! sets reach the goal, and what is traded for what, is worked out here.

use std::{collections::BTreeSet, sync::Arc};

use prereq::{
    advisor::{Advisor, Settings},
    domain::{
        Catalog, CatalogDraft, Cents, CourseDraft, CourseId, GoalDraft, GoalId, GoalSkill, HoursOf, Level, Minutes,
        Profile, RequirementDraft, Skill, SkillId, WorkCurve,
    },
    path::{Aim, Cancel, Effort, PlanRequest, Status, Trade},
};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

const SEEDS: u64 = 150;

fn skill_id(i: usize) -> SkillId {
    SkillId::new(&format!("s{i}")).expect("valid")
}
fn course_id(i: usize) -> CourseId {
    CourseId::new(&format!("c{i:02}")).expect("valid")
}

/// Eight to twelve courses over four skills; the first two skills are rival tools.
fn catalog(seed: u64) -> Catalog {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut draft = CatalogDraft::default();
    for i in 0..4 {
        let mut skill = Skill::new(skill_id(i), &format!("S{i}"), "x");
        skill.family = (i < 2).then(|| "tool".to_owned());
        if rng.random_bool(0.5) {
            skill.work = WorkCurve::new([4, 20, 60, 150].map(|h| Minutes(h * 60))).ok();
        }
        draft.skills.push(skill);
    }
    let levels = [250, 500, 750];
    let n = rng.random_range(8..=12);
    for i in 0..n {
        let mut c = CourseDraft::new(course_id(i), &format!("C{i}"), "p");
        c.hours = rng.random_bool(0.9).then(|| Minutes(60 * rng.random_range(1..=60)));
        c.hours_of = rng.random_bool(0.5).then_some(HoursOf::Video);
        c.price = rng.random_bool(0.9).then(|| Cents(100 * rng.random_range(0..=9)));
        c.endorsed = (0..rng.random_range(0..=3)).map(|l| format!("list{l}")).collect();
        let mut taught: BTreeSet<usize> = BTreeSet::new();
        taught.extend((0..rng.random_range(1..=2)).map(|_| rng.random_range(0..4)).collect::<Vec<_>>());
        c.teaches =
            taught.iter().map(|&s| (skill_id(s), Level::new(*levels.choose(&mut rng).expect("some")))).collect();
        if i > 2 && rng.random_bool(0.3) {
            c.excludes = vec![course_id(rng.random_range(0..i))];
        }
        draft.courses.push(c);
    }
    let wanted = [0, 2, 3];
    let wanted = wanted.iter().map(|&s| GoalSkill {
        skill: skill_id(s),
        level: Level::new(*levels.choose(&mut rng).expect("some")),
        weight: 1000,
    });
    let goal = GoalDraft {
        id: GoalId::new("g").expect("valid"),
        title: "G".to_owned(),
        summary: String::new(),
        source: None,
        skills: wanted.collect(),
        requirement: RequirementDraft::always(),
        stages: Vec::new(),
    };
    draft.goals.push(goal);
    Catalog::link(draft).expect("links")
}

/// Every set within reach that no other beats: work, and price or misfit.
fn truth(catalog: &Catalog, advisor: &Advisor, request: &PlanRequest, by: Trade) -> Vec<(u64, u64)> {
    let costs: Vec<_> = catalog.course_ixs().map(|c| advisor.cost_of(request, c)).collect();
    let goal = &catalog.goals()[0];
    let members: Vec<usize> = (catalog.course_ixs())
        .map(|c| c.get())
        .filter(|&i| by == Trade::Misfit || catalog.courses()[i].price.is_some())
        .collect();
    let mut found: Vec<(u64, u64)> = (0..1u32 << members.len())
        .filter_map(|bits| {
            let set: Vec<usize> =
                members.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, &i)| i).collect();
            let level = |skill| {
                let taught = set.iter().flat_map(|&i| &catalog.courses()[i].teaches);
                taught.filter(|t| t.0 == skill).map(|t| t.1).max().unwrap_or_default()
            };
            let reached = goal.skills.iter().all(|s| level(s.skill) >= s.level);
            let apart = |i: &usize| catalog.courses()[*i].excludes.iter().all(|x| !set.contains(&x.get()));
            (reached && set.iter().all(apart)).then(|| {
                let work: u64 = set.iter().map(|&i| costs[i].work.left.0).sum();
                let paid = set.iter().map(|&i| match by {
                    Trade::Price => catalog.courses()[i].price.map_or(0, |p| p.0),
                    // Work times what the weight adds to one, to the nearest minute.
                    Trade::Misfit => {
                        let (work, weight) = (costs[i].work.left.0, u64::from(costs[i].weight));
                        (work * weight + 500) / 1000 - work
                    }
                });
                (work, paid.sum())
            })
        })
        .collect();
    found.sort_unstable();
    let mut least = u64::MAX;
    found.retain(|&(_, paid)| {
        let before = least;
        least = before.min(paid);
        paid < before
    });
    found
}

fn compare(by: Trade) {
    let (mut points, mut several, mut wrong) = (0, 0, Vec::new());
    for seed in 0..SEEDS {
        let catalog = Arc::new(catalog(seed));
        let advisor = Advisor::new(Arc::clone(&catalog), Profile::default(), Settings::default());
        let mut request = advisor.request(Aim { goals: catalog.goals().to_vec(), to: Vec::new() });
        request.effort = Effort::Prove;
        let truth = truth(&catalog, &advisor, &request, by);
        let front = advisor.tradeoffs(&request, by, &Cancel::new());
        if truth.is_empty() {
            assert!(front.points.is_empty() || front.status == Status::Unreachable, "seed {seed}");
            continue;
        }
        let said: Vec<(u64, u64)> = front.points.iter().map(|p| (p.work.0, p.pays(by))).collect();
        points += said.len();
        several += usize::from(said.len() > 1);
        if !front.complete || said != truth || front.points.iter().any(|p| !p.proved) {
            wrong.push(format!("seed {seed}: {said:?} and {truth:?}"));
        }
        for point in &front.points {
            let ids: Vec<_> =
                (point.plan.steps.iter()).map(|s| catalog.course_ix(s.course.as_str()).expect("there")).collect();
            assert_eq!(catalog.rivals_among(&ids), None, "seed {seed}");
            assert_eq!(point.plan.cost.work, point.work, "seed {seed}");
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(points > 150 && several > 40, "{points} points, {several} fronts of several");
}

#[test]
fn work_is_traded_for_a_better_fit_as_trying_every_set_says() {
    compare(Trade::Misfit);
}

#[test]
fn work_is_traded_for_money_as_trying_every_set_says() {
    compare(Trade::Price);
}

#[test]
fn a_front_that_runs_out_of_effort_does_not_claim_to_be_all() {
    let mut open = 0;
    for seed in 0..SEEDS {
        let catalog = Arc::new(catalog(seed));
        let advisor = Advisor::new(Arc::clone(&catalog), Profile::default(), Settings::default());
        let request = PlanRequest {
            effort: Effort::Units(40),
            ..advisor.request(Aim { goals: catalog.goals().to_vec(), to: Vec::new() })
        };
        let front = advisor.tradeoffs(&request, Trade::Misfit, &Cancel::new());
        let truth = truth(&catalog, &advisor, &request, Trade::Misfit);
        let said: Vec<(u64, u64)> = front.points.iter().map(|p| (p.work.0, p.misfit.0)).collect();
        if truth.is_empty() {
            // What is told then is about what can be reached.
            continue;
        }
        if front.complete {
            assert_eq!(said, truth, "seed {seed}");
        }
        open += usize::from(!front.complete);
        for point in &front.points {
            assert!(!point.proved || truth.contains(&(point.work.0, point.misfit.0)), "seed {seed}");
            let best = truth.iter().find(|t| t.1 <= point.misfit.0).map_or(0, |t| t.0);
            assert!(point.work_at_least.0 <= best, "seed {seed}: {:?}", point.work_between());
        }
    }
    assert!(open > 0, "no search ran out of effort");
}

#[test]
fn at_taste_nothing_misfit_is_counted_at_taste_one() {
    let catalog = Arc::new(catalog(3));
    let advisor = Advisor::new(Arc::clone(&catalog), Profile::default(), Settings::default());
    let mut request = advisor.request(Aim { goals: catalog.goals().to_vec(), to: Vec::new() });
    let at_one = advisor.tradeoffs(&request, Trade::Misfit, &Cancel::new());
    request.costing.taste = 0;
    let at_none = advisor.tradeoffs(&request, Trade::Misfit, &Cancel::new());
    let said = |front: &prereq::path::Front| front.points.iter().map(|p| (p.work, p.misfit)).collect::<Vec<_>>();
    assert_eq!(said(&at_none), said(&at_one));
}
