//! The planner and its regrets against exhaustive search on small random catalogs.

#[path = "common/exhaustive.rs"]
mod exhaustive;
#[path = "common/random_catalog.rs"]
mod random_catalog;

use std::sync::Arc;

use exhaustive::{Question, Wanted};
use prereq::{
    advisor::{Advisor, Settings},
    domain::{Catalog, CourseId, CourseIx, Requirement},
    path::{Aim, Cancel, Effort, Plan, PlanRequest, Status},
    recommend::{Component, ONE, Reason, RecommendRequest},
};
use random_catalog::{Case, case};

const CASES: u64 = 400;

fn indices(catalog: &Catalog, ids: &[CourseId]) -> Vec<CourseIx> {
    ids.iter().map(|id| catalog.course_ix(id.as_str()).expect("there")).collect()
}

fn question<'a>(catalog: &'a Catalog, case: &'a Case) -> Question<'a> {
    Question {
        catalog,
        profile: &case.profile,
        goal: catalog.goal("g"),
        taken: [indices(catalog, &case.to), indices(catalog, &case.require)].concat(),
        exclude: indices(catalog, &case.exclude),
        metric: case.metric,
        world: exhaustive::world(&case.draft, (catalog, &case.profile), case.aims()),
    }
}

fn asked(catalog: &Arc<Catalog>, case: &Case) -> (Advisor, PlanRequest) {
    let advisor = Advisor::new(Arc::clone(catalog), case.profile.clone(), Settings::default());
    let aim = Aim { goals: catalog.goals().to_vec(), to: indices(catalog, &case.to) };
    let request = PlanRequest { effort: Effort::Prove, ..case.fill(catalog, advisor.request(aim)) };
    (advisor, request)
}

fn planned(catalog: &Arc<Catalog>, case: &Case) -> Plan {
    let (advisor, request) = asked(catalog, case);
    advisor.plan(&request, &Cancel::new(), &mut |_| {})
}

/// Whether some course could supply itself by way of others.
fn has_cycle(catalog: &Catalog) -> bool {
    let n = catalog.courses().len();
    let mut reach = vec![vec![false; n]; n];
    for (i, course) in catalog.courses().iter().enumerate() {
        course.requirement.leaves(&mut |leaf| match leaf {
            Requirement::Course(c) => reach[i][c.get()] = true,
            Requirement::Skill { skill, level } => {
                for (c, l) in catalog.taught_by(*skill) {
                    reach[i][c.get()] |= l >= level;
                }
            }
            _ => {}
        });
    }
    for k in 0..n {
        for i in 0..n {
            for j in 0..n {
                reach[i][j] |= reach[i][k] && reach[k][j];
            }
        }
    }
    (0..n).any(|i| reach[i][i])
}

#[test]
fn the_cases_are_as_hard_as_they_should_be() {
    let mut seen = [0; 8];
    let mut lengths = Vec::new();
    for seed in 0..CASES {
        let case = case(seed);
        let catalog = Catalog::link(case.draft.clone()).expect("links");
        assert!((10..=16).contains(&catalog.courses().len()));
        let courses = || catalog.courses().iter();
        let mut at_least = false;
        for r in courses().map(|c| &c.requirement) {
            at_least |= format!("{r:?}").contains("AtLeast");
        }
        let q = question(&catalog, &case);
        let least = q.least_set(&q.wanted());
        lengths.extend(least.map(|(_, set)| set.count_ones()));
        for (count, holds) in seen.iter_mut().zip([
            has_cycle(&catalog),
            at_least,
            courses().any(|c| !c.corequisite.is_trivial()),
            courses().any(|c| c.hours.is_some_and(|h| h.0 == 0)),
            courses().any(|c| c.hours.is_none()),
            courses().any(|c| !c.same_as.is_empty()),
            courses().any(|c| c.status == prereq::domain::CourseStatus::Retired),
            least.is_none(),
        ]) {
            *count += u32::from(holds);
        }
    }
    let [cycles, at_least, corequisites, zero, unknown, same, retired, unreachable] = seen;
    assert!(cycles >= 120, "{seen:?}");
    assert!(at_least >= 80 && corequisites >= 150 && zero >= 150 && unknown >= 150, "{seen:?}");
    assert!(same >= 80 && retired >= 150 && (20..200).contains(&unreachable), "{seen:?}");
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] >= 2 && lengths[lengths.len() * 9 / 10] >= 5, "{lengths:?}");
}

#[test]
fn the_planner_costs_what_exhaustive_search_costs() {
    let mut wrong = Vec::new();
    for seed in 0..CASES {
        let case = case(seed);
        let catalog = Arc::new(Catalog::link(case.draft.clone()).expect("links"));
        let plan = planned(&catalog, &case);
        if let Err(why) = check(&question(&catalog, &case), &plan) {
            wrong.push(format!("seed {seed}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {CASES}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Regret by definition: the least cost with the course forced onto the path, less the least cost.
#[test]
fn path_values_are_exhaustive_regrets() {
    let mut wrong = Vec::new();
    let (mut asked_of, mut between) = (0, 0);
    for seed in 0..200 {
        let case = case(seed);
        let catalog = Arc::new(Catalog::link(case.draft.clone()).expect("links"));
        let q = question(&catalog, &case);
        let wanted = q.wanted();
        let Some(wanted) = q.least(&wanted).map(|_| wanted.clone()).or_else(|| lowered(&q, &wanted)) else { continue };
        let Some(least) = q.least(&wanted) else { continue };
        let (advisor, plan) = asked(&catalog, &case);
        let request = RecommendRequest { all: true, ..RecommendRequest::new(plan) };
        for scored in advisor.score(&request, &Cancel::new()) {
            let course = scored.candidate.course;
            // Forcing it means taking it again, which the definition here does not know.
            if advisor.state().has_done_same(&catalog, course) {
                continue;
            }
            let forced = Wanted { taken: wanted.taken | 1 << course.0, ..wanted.clone() };
            let cost = q.cost(course);
            let (value, is_reason): (u32, fn(&Reason) -> bool) = match q.least(&forced).map(|f| f - least) {
                None => (0, |r| *r == Reason::OnNoPath),
                Some(0) => (ONE, |r| *r == Reason::OnShortestPath),
                Some(regret) => {
                    let left = cost.saturating_sub(regret) * u64::from(ONE);
                    (left.checked_div(cost).unwrap_or(0) as u32, |r| matches!(r, Reason::Detour { .. }))
                }
            };
            asked_of += 1;
            between += u32::from((1..ONE).contains(&value));
            match &scored.opinions[Component::Path.index()] {
                Ok((v, reason)) if *v == value && is_reason(reason) => {}
                other => wrong.push(format!("seed {seed}, course {}: {other:?}, and {value} is right", course.0)),
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked_of}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(asked_of > 1000 && between > 100, "{asked_of} {between}");
}

fn check(q: &Question<'_>, plan: &Plan) -> Result<(), String> {
    let wanted = q.wanted();
    let expected = match q.least(&wanted) {
        Some(0) if q.reached(&wanted, &q.start()) => (Status::Done, Some(0)),
        Some(cost) => (Status::Proved, Some(cost)),
        // Where something the learner said, or an unknown price, rules out what would do, that binds.
        None if plan.status == Status::Partial && !plan.binding.is_empty() => {
            (Status::Partial, lowered(q, &wanted).and_then(|w| q.least(&w)))
        }
        None => (Status::Unreachable, lowered(q, &wanted).and_then(|w| q.least(&w))),
    };
    if plan.status != expected.0 {
        return Err(format!("{:?}, and should be {:?}", plan.status, expected));
    }
    if let Some(cost) = expected.1
        && plan.metric_cost() != cost
    {
        return Err(format!("costs {}, and {cost} is least", plan.metric_cost()));
    }
    if plan.status == Status::Proved && plan.lower_bound != plan.metric_cost() {
        return Err(format!("proved, with the bound {} below {}", plan.lower_bound, plan.metric_cost()));
    }
    replay(q, plan, (plan.status == Status::Proved).then_some(&wanted))
}

/// The wanted levels lowered to what can be reached, where nothing else is out of reach.
fn lowered(q: &Question<'_>, wanted: &Wanted) -> Option<Wanted> {
    let top = q.chain(q.offered());
    let skills = wanted.skills.iter().map(|&(s, l)| (s, l.min(top.levels[s]))).collect();
    let lower = Wanted { skills, ..wanted.clone() };
    q.reached(&lower, &top).then_some(lower)
}

/// Takes the steps in order: each ready at its turn, paid for once, and the goal holds at the end.
fn replay(q: &Question<'_>, plan: &Plan, wanted: Option<&Wanted>) -> Result<(), String> {
    let mut at = q.start();
    let mut cost = 0;
    let ix = |id: &CourseId| q.catalog.course_ix(id.as_str()).ok_or_else(|| format!("{id} is not a course"));
    for (n, together) in plan.steps.chunk_by(|a, b| a.position == b.position).enumerate() {
        if together[0].position as usize != n + 1 {
            return Err(format!("turn {} has the number {}", n + 1, together[0].position));
        }
        let mut set = 0;
        for step in together {
            let course = ix(&step.course)?;
            cost += q.cost(course);
            set |= 1u32 << course.0;
        }
        if set & !q.offered() != 0 || q.world.step(set, &at) != set {
            return Err(format!("turn {}: {:?} cannot be taken then", n + 1, together[0].course));
        }
        q.world.apply(set, &mut at);
    }
    if cost != plan.metric_cost() {
        return Err(format!("the steps cost {cost}, the plan says {}", plan.metric_cost()));
    }
    match wanted {
        Some(wanted) if !q.reached(wanted, &at) => Err("the goal does not hold at the end".to_owned()),
        _ => Ok(()),
    }
}
