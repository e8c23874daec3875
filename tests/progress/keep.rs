//! A course under way costs what is left of it, and stays on the path while it brings something: against
//! exhaustive search on small random catalogs.

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    domain::{Catalog, CourseId, CourseIx, CourseMark, CourseRecord, Minutes, Profile},
    path::{Aim, Because, Cancel, Plan, PlanRequest, Questions, Status, UnderWay, UnderWayPlace, Verdict, verify},
    store::{read_plan_toml, write_plan_toml},
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::{
    exhaustive::{self, Question, Wanted},
    random_catalog::{Case, case},
};

/// A learner who has started a few courses and logged some time on them.
struct World {
    catalog: Arc<Catalog>,
    profile: Profile,
    case: Case,
    advisor: Advisor,
    world: exhaustive::World,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut case = case(seed);
        (case.to, case.require) = (Vec::new(), Vec::new());
        let catalog = Arc::new(Catalog::link(case.draft.clone()).expect("links"));
        let mut profile = case.profile.clone();
        let mut rng = ChaCha8Rng::seed_from_u64(seed ^ 0x57a7);
        for _ in 0..rng.random_range(1..=3) {
            let course = &catalog.courses()[rng.random_range(0..catalog.courses().len())];
            if profile.courses.contains_key(&course.id) {
                continue;
            }
            let full = course.hours.map_or(2400, |h| h.0);
            let hours = rng.random_bool(0.7).then(|| Minutes(rng.random_range(0..=full + full / 4)));
            let record = CourseRecord { hours, ..CourseRecord::new(CourseMark::Started, None) };
            profile.courses.insert(course.id.clone(), record);
        }
        let advisor = Advisor::new(Arc::clone(&catalog), profile.clone(), Settings::default());
        let world = exhaustive::world(&case.draft, (&catalog, &profile), case.aims());
        Self { catalog, profile, case, advisor, world }
    }
    fn request(&self, switch: bool) -> PlanRequest {
        let aim = Aim { goals: self.catalog.goals().to_vec(), to: Vec::new() };
        PlanRequest { switch, ..self.case.fill(&self.catalog, self.advisor.request(aim)) }
    }
    fn ix(&self, id: &CourseId) -> CourseIx {
        self.catalog.course_ix(id.as_str()).expect("there")
    }
    fn question(&self) -> Question<'_> {
        Question {
            catalog: &self.catalog,
            profile: &self.profile,
            goal: self.catalog.goal("g"),
            taken: Vec::new(),
            exclude: self.case.exclude.iter().map(|id| self.ix(id)).collect(),
            metric: self.case.metric,
            world: self.world.clone(),
        }
    }
    fn plan(&self, switch: bool) -> Plan {
        self.advisor.plan(&self.request(switch), &Cancel::new(), &mut |_| {})
    }
}

fn kept(plan: &Plan) -> Vec<(&CourseId, u64)> {
    let amount = |u: &UnderWay| match u.place {
        UnderWayPlace::Kept { lower, upper } => {
            assert_eq!(lower, upper, "both ends are proved on so small a catalog");
            Some(lower)
        }
        _ => None,
    };
    plan.under_way.iter().filter_map(|u| amount(u).map(|extra| (&u.course, extra))).collect()
}

#[test]
fn what_is_under_way_stays_while_it_brings_something_and_costs_what_is_left() {
    let (mut keeping, mut several, mut idle) = (0, 0, 0);
    for seed in 0..600 {
        let world = World::new(seed);
        let question = world.question();
        let plain = question.wanted();
        let Some(least) = question.least(&plain) else { continue };

        let switched = world.plan(true);
        assert_eq!(switched.metric_cost(), least, "seed {seed}: what is left is what it costs");
        assert!(switched.under_way.iter().all(|u| !matches!(u.place, UnderWayPlace::Kept { .. })));

        let plan = world.plan(false);
        assert!(verify(&plan, &Cancel::new()).is_ok(), "seed {seed}: {:?}", verify(&plan, &Cancel::new()));
        assert_eq!(plan, world.plan(false), "seed {seed}: the same again");
        let text = write_plan_toml(&plan);
        assert_eq!(read_plan_toml("plan.toml", &text).expect("reads back").plan, plan, "seed {seed}");

        // What letting go of each kept course would save is exact, and each is needed on this path.
        let taken: u32 = plan.premises.wanted.taken.iter().fold(0, |bits, id| bits | 1 << world.ix(id).0);
        let cost = question.least(&Wanted { taken, ..plain.clone() }).expect("in reach");
        assert_eq!(plan.metric_cost(), cost, "seed {seed}: the shortest with what is kept");
        let set: u32 = plan.steps.iter().fold(0, |bits, s| bits | 1 << world.ix(&s.course).0);
        for (course, extra) in kept(&plan) {
            let bit = 1u32 << world.ix(course).0;
            assert!(taken & bit != 0 && set & bit != 0, "seed {seed}: {course} is on the path");
            let without = question.least(&Wanted { taken: taken & !bit, ..plain.clone() }).expect("in reach");
            assert_eq!(cost - without, extra, "seed {seed}: {course}");
            assert!(extra > 0, "seed {seed}: what costs nothing is simply on the path");
        }
        for told in &plan.under_way {
            let on_path = plan.step(told.course.as_str());
            assert_eq!(on_path.is_some(), told.place != UnderWayPlace::NotNeeded, "seed {seed}: {told:?}");
            assert!(on_path.is_none_or(|s| s.under_way));
        }
        // A course under way that was let go of is one the path does without: it reaches the goal as it is.
        assert!(question.reached(&plain, &question.chain(set)), "seed {seed}");
        let needed = |bit: u32| !question.reached(&plain, &question.chain(set & !bit));
        for id in &plan.premises.wanted.taken {
            assert!(needed(1 << world.ix(id).0), "seed {seed}: {id} is kept for nothing");
        }
        keeping += usize::from(!kept(&plan).is_empty());
        several += usize::from(plan.premises.wanted.taken.len() > 1);
        idle += usize::from(plan.under_way.iter().any(|u| u.place == UnderWayPlace::NotNeeded));
    }
    assert!(keeping > 40 && several > 5 && idle > 60, "the seeds show enough of it: {keeping}, {several}, {idle}");
}

#[test]
fn questions_about_a_path_with_kept_courses_speak_of_that_path() {
    let mut asked = 0;
    for seed in 0..300 {
        let world = World::new(seed);
        let plan = world.plan(false);
        if plan.status != Status::Proved || kept(&plan).is_empty() {
            continue;
        }
        let (question, cancel) = (world.question(), Cancel::new());
        let taken: u32 = plan.premises.wanted.taken.iter().fold(0, |bits, id| bits | 1 << world.ix(id).0);
        let mut questions: Questions<'_> = world.advisor.questions(&world.request(false), &cancel);
        for (course, extra) in kept(&plan) {
            let (ix, bit) = (world.ix(course), 1u32 << world.ix(course).0);
            let why = world.advisor.why(&world.request(false), ix, &cancel);
            assert_eq!(why.verdict, Verdict::OnPath);
            let under_way = why.reasons.iter().find_map(|r| match r {
                Because::UnderWay(Some(saves)) => saves.exact(),
                _ => None,
            });
            assert_eq!(under_way, Some(extra), "seed {seed}: {:?}", why.reasons);
            assert!(!why.reasons.contains(&Because::AskedFor), "nobody asked for it");

            // The best path without a kept course is one that need not take it.
            let mut without = world.question();
            without.exclude.push(ix);
            let least = without.least(&Wanted { taken: taken & !bit, ..question.wanted() });
            let slack = questions.slack(ix, &cancel).map(|s| s.exact().expect("proved"));
            let alternatives = questions.alternatives(&cancel);
            let same = alternatives.iter().find(|a| a.course == *course).expect("one for each step");
            assert_eq!(same.extra.map(|e| e.exact().expect("proved")), slack, "seed {seed}");
            assert_eq!(slack, least.map(|l| l.saturating_sub(plan.metric_cost())), "seed {seed}");
            asked += 1;
        }
    }
    assert!(asked > 20, "{asked}");
}
