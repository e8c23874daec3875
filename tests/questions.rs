//! Every question about a path against exhaustive search on small random catalogs: what is proved is exact,
//! and with the search stopped early every range still holds the truth.

#[path = "common/exhaustive.rs"]
mod exhaustive;
#[path = "common/random_catalog.rs"]
mod random_catalog;

use std::sync::Arc;

use exhaustive::{Question, Standing, Wanted, bits};
use prereq::{
    advisor::{Advisor, Settings},
    domain::{Catalog, Cents, CourseId, CourseIx, GoalDraft, GoalId, GoalSkill, Level, Minutes, Requirement, SkillIx},
    path::{Aim, Cancel, Effort, Extra, Fit, Limits, Metric, Part, PlanRequest, Status, Trade, verify},
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use random_catalog::{Case, case, skill_id};

const SEEDS: u64 = 300;
/// Far too little to prove anything that takes a search.
const TINY: Effort = Effort::Units(40);

fn indices(catalog: &Catalog, ids: &[CourseId]) -> Vec<CourseIx> {
    ids.iter().map(|id| catalog.course_ix(id.as_str()).expect("there")).collect()
}

struct World {
    case: Case,
    catalog: Arc<Catalog>,
    advisor: Advisor,
    world: exhaustive::World,
}

impl World {
    fn new(case: Case) -> Self {
        let catalog = Arc::new(Catalog::link(case.draft.clone()).expect("links"));
        let advisor = Advisor::new(Arc::clone(&catalog), case.profile.clone(), Settings::default());
        let world = exhaustive::world(&case.draft, (&catalog, &case.profile), case.aims());
        Self { case, catalog, advisor, world }
    }
    fn request(&self, effort: Effort) -> PlanRequest {
        let aim = Aim { goals: self.catalog.goals().to_vec(), to: indices(&self.catalog, &self.case.to) };
        PlanRequest { effort, ..self.case.fill(&self.catalog, self.advisor.request(aim)) }
    }
    fn question(&self) -> Question<'_> {
        Question {
            catalog: &self.catalog,
            profile: &self.case.profile,
            goal: self.catalog.goal("g"),
            taken: [indices(&self.catalog, &self.case.to), indices(&self.catalog, &self.case.require)].concat(),
            exclude: indices(&self.catalog, &self.case.exclude),
            metric: self.case.metric,
            world: self.world.clone(),
        }
    }
}

/// `low ≤ truth ≤ high`, and equal to it when the effort was enough.
fn holds(extra: Extra, truth: u64, exact: bool) -> Result<(), String> {
    let fine = extra.lower <= truth && truth <= extra.upper && (!exact || extra.exact() == Some(truth));
    if fine { Ok(()) } else { Err(format!("it is {truth}, and it says {extra:?}")) }
}

#[derive(Default)]
struct Tally {
    wrong: Vec<String>,
    open: u32,
    asked: u32,
}

impl Tally {
    fn take(&mut self, seed: u64, what: &str, extra: Extra, truth: u64, exact: bool) {
        self.asked += 1;
        self.open += u32::from(extra.exact().is_none());
        if let Err(why) = holds(extra, truth, exact) {
            self.wrong.push(format!("seed {seed}: {what}: {why}"));
        }
    }
    fn done(self, exact: bool) {
        assert!(self.wrong.is_empty(), "{} wrong:\n{}", self.wrong.len(), self.wrong.join("\n"));
        assert!(self.asked > 150, "only {} were asked", self.asked);
        assert!(exact || self.open > 20, "{} of {} were left open", self.open, self.asked);
    }
}

fn alternatives(effort: Effort, exact: bool) {
    let mut tally = Tally::default();
    for seed in 0..SEEDS {
        let world = World::new(case(seed));
        let q = world.question();
        let wanted = q.wanted();
        let Some(least) = q.least(&wanted) else { continue };
        let request = world.request(effort);
        let found = world.advisor.questions(&request, &Cancel::new()).alternatives(&Cancel::new());
        for alternative in found {
            let course = world.catalog.course_ix(alternative.course.as_str()).expect("there");
            let without = Question { exclude: [&q.exclude[..], &[course]].concat(), ..world.question() };
            match (without.least(&wanted), alternative.extra) {
                (Some(other), Some(extra)) => {
                    tally.take(seed, alternative.course.as_str(), extra, other - least, exact);
                }
                (None, None) => {}
                other => tally.wrong.push(format!("seed {seed}: {other:?} without {}", alternative.course)),
            }
        }
    }
    tally.done(exact);
}

#[test]
fn slacks_are_exhaustive_ones() {
    alternatives(Effort::Prove, true);
}

#[test]
fn slacks_that_are_not_proved_are_ranges() {
    alternatives(TINY, false);
}

fn sensitivity(effort: Effort, exact: bool) {
    let mut tally = Tally::default();
    for seed in 0..SEEDS {
        let world = World::new(case(seed));
        let q = world.question();
        let wanted = q.wanted();
        let Some(least) = q.least(&wanted) else { continue };
        let found = world.advisor.questions(&world.request(effort), &Cancel::new()).sensitivity(&Cancel::new());
        tally.take(seed, "the whole", found.whole, least, exact);
        for part in found.parts {
            match part.part {
                Part::Skill(id) => {
                    let skill = world.catalog.skill_ix(id.as_str()).expect("there").get();
                    let mut lower = wanted.clone();
                    lower.skills.retain(|s| s.0 != skill);
                    tally.take(seed, id.as_str(), part.saves, least - q.least(&lower).expect("in reach"), exact);
                    for step in part.steps {
                        let mut lower = wanted.clone();
                        let at = lower.skills.iter_mut().find(|s| s.0 == skill).expect("wanted");
                        at.1 = step.level.thousandths();
                        let truth = least - q.least(&lower).expect("in reach");
                        tally.take(seed, &format!("{id} at {}", step.level), step.saves, truth, exact);
                    }
                }
                Part::Conditions => {
                    let lower = Wanted { requirement: Requirement::always(), ..wanted.clone() };
                    tally.take(seed, "conditions", part.saves, least - q.least(&lower).expect("in reach"), exact);
                }
                Part::Course(id) => {
                    let course = world.catalog.course_ix(id.as_str()).expect("there");
                    let lower = Wanted { taken: wanted.taken & !(1 << course.0), ..wanted.clone() };
                    tally.take(seed, id.as_str(), part.saves, least - q.least(&lower).expect("in reach"), exact);
                }
            }
        }
    }
    tally.done(exact);
}

#[test]
fn what_parts_cost_is_exhaustive() {
    sensitivity(Effort::Prove, true);
}

#[test]
fn what_parts_cost_is_a_range_when_not_proved() {
    sensitivity(TINY, false);
}

/// The case with a second goal of its own.
fn two_goals(seed: u64) -> Case {
    let mut out = case(seed);
    let mut rng = ChaCha8Rng::seed_from_u64(seed + 77);
    let skills = (0..out.draft.skills.len())
        .filter(|_| rng.random_bool(0.4))
        .map(|i| GoalSkill { skill: skill_id(i), level: Level::new(500), weight: 1000 })
        .collect();
    out.draft.goals.push(GoalDraft {
        id: GoalId::new("h").expect("valid"),
        title: "Another".to_owned(),
        summary: String::new(),
        source: None,
        skills,
        requirement: Requirement::always(),
        stages: Vec::new(),
    });
    out.to.clear();
    out
}

fn together(effort: Effort, exact: bool) {
    let mut tally = Tally::default();
    for seed in 0..SEEDS {
        let world = World::new(two_goals(seed));
        let q = world.question();
        let g = q.wanted();
        let h = Question { goal: world.catalog.goal("h"), ..world.question() }.wanted();
        let mut both = g.clone();
        for &(skill, level) in &h.skills {
            match both.skills.iter_mut().find(|s| s.0 == skill) {
                Some(have) => have.1 = have.1.max(level),
                None => both.skills.push((skill, level)),
            }
        }
        let Some(union) = q.least(&both) else { continue };
        let (alone_g, alone_h) = (q.least(&g).expect("in reach"), q.least(&h).expect("in reach"));
        let request = world.request(effort);
        let found = world.advisor.questions(&request, &Cancel::new()).together(&request, &Cancel::new());
        tally.take(seed, "union", found.union, union, exact);
        tally.take(seed, "shared", found.shared, (alone_g + alone_h).saturating_sub(union), exact);
        for (goal, alone, other) in [(0, alone_g, alone_h), (1, alone_h, alone_g)] {
            tally.take(seed, "alone", found.each[goal].alone, alone, exact);
            tally.take(seed, "adds", found.each[goal].adds, union - other, exact);
            // What it uses of the common path gets there.
            let uses = found.each[goal].uses.iter().map(|c| world.catalog.course_ix(c.as_str()).expect("there"));
            let set = uses.fold(0, |set, c| set | 1u32 << c.0);
            assert!(q.reached(if goal == 0 { &g } else { &h }, &q.chain(set)), "seed {seed}");
        }
    }
    tally.done(exact);
}

#[test]
fn goals_together_cost_what_searching_says() {
    together(Effort::Prove, true);
}

#[test]
fn goals_together_cost_a_range_when_not_proved() {
    together(TINY, false);
}

/// What a set takes and where it leads, for every set of courses on offer.
struct Sets {
    all: Vec<(u64, u64, Standing)>,
    /// What each costs in the question's own metric.
    costs: Vec<u64>,
}

impl Sets {
    /// `priced`: only courses whose price is known.
    fn new(q: &Question<'_>, priced: bool) -> Self {
        let members: Vec<CourseIx> =
            bits(q.offered()).filter(|&c| !priced || q.catalog.course(c).price.is_some()).collect();
        let (all, costs) = (0..1u32 << members.len())
            .map(|n| {
                members.iter().enumerate().filter(|(i, _)| n >> i & 1 == 1).fold(0, |set, (_, c)| set | 1u32 << c.0)
            })
            .filter(|&set| !q.world.has_rivals(set))
            .map(|set| {
                let sum = |metric| bits(set).map(|c| q.world.cost(c.get(), metric)).sum::<u64>();
                ((sum(Metric::Work), sum(Metric::Price), q.chain(set)), sum(q.metric))
            })
            .unzip();
        Self { all, costs }
    }
}

fn front(effort: Effort, exact: bool) {
    let (mut points, mut open, mut wrong) = (0, 0, Vec::new());
    for seed in 0..SEEDS {
        let world = World::new(Case { metric: Metric::Hours, ..case(seed) });
        let q = world.question();
        let wanted = q.wanted();
        let mut truth: Vec<(u64, u64)> = (Sets::new(&q, true).all.iter())
            .filter(|(.., at)| q.reached(&wanted, at))
            .map(|&(hours, price, _)| (hours, price))
            .collect();
        truth.sort_unstable();
        let mut cheapest = u64::MAX;
        truth.retain(|&(_, price)| {
            price < cheapest && {
                cheapest = price;
                true
            }
        });
        let found = world.advisor.tradeoffs(&world.request(effort), Trade::Price, &Cancel::new());
        if truth.is_empty() {
            assert_eq!(found.status, Status::Unreachable, "seed {seed}");
            continue;
        }
        let said: Vec<(u64, u64)> = found.points.iter().map(|p| (p.work.0, p.price.0)).collect();
        points += said.len();
        open += usize::from(!found.complete);
        if (exact || found.complete) && (!found.complete || said != truth) {
            wrong.push(format!("seed {seed}: {said:?} and {truth:?}"));
        }
        for point in &found.points {
            let best = truth.iter().find(|t| t.1 <= point.price.0).map(|t| t.0);
            let fine = best.is_some_and(|b| point.work_at_least.0 <= b && b <= point.work.0);
            if !fine || (point.proved && !truth.contains(&(point.work.0, point.price.0))) {
                wrong.push(format!("seed {seed}: {:?} {:?}, {truth:?}", point.work_between(), point.price));
            }
            assert_eq!((point.plan.cost.work, point.plan.cost.price), (point.work, point.price), "seed {seed}");
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(points > 100 && (exact || open > 20), "{points} points, {open} open");
}

#[test]
fn the_front_is_complete() {
    front(Effort::Prove, true);
}

#[test]
fn a_front_that_is_not_proved_says_so() {
    front(TINY, false);
}

/// Random limits around what the whole goal takes.
fn limits(rng: &mut ChaCha8Rng, world: &World, hours: u64) -> Limits {
    let which = rng.random_range(0..4);
    let share = |rng: &mut ChaCha8Rng, whole: u64| whole * rng.random_range(0..=110) / 100;
    let goal = world.catalog.goal("g").expect("there");
    let must: Vec<SkillIx> = goal.skills.iter().map(|s| s.skill).filter(|_| rng.random_bool(0.15)).collect();
    Limits {
        max_hours: (which != 1).then(|| Minutes(share(rng, hours))),
        budget: (which >= 1 && which != 3).then(|| Cents(100 * rng.random_range(0..200))),
        deadline: None,
        must,
    }
}

fn readiness(effort: Effort, exact: bool) {
    let (mut partial, mut whole, mut open, mut firsts, mut wrong) = (0, 0, 0, 0u32, Vec::new());
    for seed in 0..SEEDS {
        let mut rng = ChaCha8Rng::seed_from_u64(seed + 31);
        let mut drawn = case(seed);
        for skill in &mut drawn.draft.goals[0].skills {
            skill.weight = [500, 1000, 1000, 1700][rng.random_range(0..4)];
        }
        let world = World::new(drawn);
        let by_hours = Question { metric: Metric::Work, ..world.question() };
        let Some(least) = by_hours.least(&by_hours.wanted()) else { continue };
        let limits = limits(&mut rng, &world, least);
        let q = world.question();
        let priced = limits.budget.is_some();
        let sets = Sets::new(&q, priced);
        let wanted = q.wanted();
        if !sets.all.iter().any(|(.., at)| q.reached(&wanted, at)) {
            continue;
        }
        let fits = |s: &&(u64, u64, Standing)| {
            limits.max_hours.is_none_or(|h| s.0 <= h.0) && limits.budget.is_none_or(|b| s.1 <= b.0)
        };
        let within: Vec<&(u64, u64, Standing)> = sets.all.iter().filter(fits).collect();
        let goal = world.catalog.goal("g").expect("there");
        let ready = |at: &Standing| -> u64 {
            let of =
                |s: &GoalSkill| u64::from(s.weight) * u64::from(s.level.thousandths().min(at.levels[s.skill.get()]));
            goal.skills.iter().map(of).sum()
        };
        let request = PlanRequest { limits: limits.clone(), ..world.request(effort) };
        let found = world.advisor.limited(&request, &Cancel::new(), &mut |_| {});
        let Some(said) = found.within else { panic!("seed {seed}: nothing is said of the limits") };
        let truth = within.iter().any(|s| q.reached(&wanted, &s.2));
        let cost = &found.plan.cost;
        let kept = limits.max_hours.is_none_or(|h| cost.work <= h) && limits.budget.is_none_or(|b| cost.price <= b);
        if !kept {
            wrong.push(format!("seed {seed}: {cost:?} is not within {limits:?}"));
        }
        if said.fits != (if truth { Fit::Yes } else { Fit::No }) && (exact || said.fits != Fit::Unknown) {
            wrong.push(format!("seed {seed}: the goal fits: {truth}, it says {:?}", said.fits));
            continue;
        }
        if said.fits == Fit::Yes {
            whole += 1;
            let best = sets.all.iter().zip(&sets.costs).filter(|(s, _)| fits(s) && q.reached(&wanted, &s.2));
            let least = best.map(|(_, cost)| *cost);
            if exact && least.min() != Some(found.plan.metric_cost()) {
                wrong.push(format!("seed {seed}: not the least within the limits"));
            }
            continue;
        }
        partial += 1;
        assert_eq!(found.plan.status, Status::Partial, "seed {seed}");
        let bound = found.plan.lower_bound;
        assert!(bound <= found.plan.metric_cost(), "seed {seed}: the bound {bound} is above {cost:?}");
        if let Err(why) = verify(&found.plan, &Cancel::new()) {
            wrong.push(format!("seed {seed}: not confirmed: {why:?}"));
        }
        let Some(r) = said.readiness else { continue };
        let required = indices(&world.catalog, &world.case.require).iter().fold(0, |set, c| set | 1u32 << c.0);
        let musts = |at: &Standing| {
            let mut musts = goal.skills.iter().filter(|s| limits.must.contains(&s.skill));
            musts.all(|s| at.levels[s.skill.get()] >= s.level.thousandths())
        };
        let able = within.iter().filter(|s| s.2.done & required == required && musts(&s.2));
        let Some(best) = able.map(|s| ready(&s.2)).max() else {
            // Not all of what has to be fits: as much of it as does, then as much of the rest.
            let both = |at: &Standing| -> (u64, u64) {
                let of = |s: &&GoalSkill| limits.must.contains(&s.skill);
                let unit = |s: &GoalSkill| {
                    u64::from(s.weight) * u64::from(s.level.thousandths().min(at.levels[s.skill.get()]))
                };
                (goal.skills.iter().filter(of).map(unit).sum(), ready(at))
            };
            let able = within.iter().filter(|s| s.2.done & required == required);
            let Some(most) = able.map(|s| both(&s.2)).max() else { continue };
            let steps = found.plan.steps.iter().map(|s| world.catalog.course_ix(s.course.as_str()).expect("there"));
            let at = q.chain(steps.fold(0, |set, c| set | 1u32 << c.0));
            firsts += u32::from(said.must_first == Some(true));
            if (exact && said.must_first != Some(true)) || (said.must_first == Some(true) && both(&at) != most) {
                wrong.push(format!("seed {seed}: {:?} is not {most:?}, and it says {:?}", both(&at), said.must_first));
            }
            continue;
        };
        open += u32::from(!r.proved());
        if !(r.reached <= best && best <= r.at_most) || exact && r.reached != best || exact && !r.proved() {
            wrong.push(format!("seed {seed}: {best} of {} is the most, and it says {r:?} ({limits:?})", r.total));
        }
        assert_eq!(
            r.total,
            goal.skills.iter().map(|s| u64::from(s.weight) * u64::from(s.level.thousandths())).sum::<u64>()
        );
        assert_eq!(r.start, ready(&q.start()), "seed {seed}");
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(!exact || firsts > 5, "only {firsts} with must-haves put first");
    assert!(partial > 60 && whole > 15 && (exact || open > 20), "{partial} partial, {whole} whole, {open} open");
}

#[test]
fn the_most_readiness_within_limits_is_found() {
    readiness(Effort::Prove, true);
}

#[test]
fn readiness_that_is_not_proved_is_a_range() {
    readiness(TINY, false);
}
