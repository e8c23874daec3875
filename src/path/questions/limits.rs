//! A plan within the learner's limits: the whole goal if it fits; otherwise the pace that would make it fit,
//! and the path that brings most readiness within them.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    domain::{Cents, CourseIx, Level, Minutes, SkillId, SkillIx},
    path::{
        compile::{Soft, Target},
        constrained::{Outcome, Problem, Resource, within},
        keep,
        kernel::{Kernel, Scene, Solved},
        plan::{Metric, Plan, Status},
        planner::{Planned, plan_asked, plan_of, plan_with},
        purse::Purse,
        request::{Cancel, PlanRequest},
        schedule::{self, Late, Pace},
        target::{Ask, ask},
    },
};

/// Minutes in a week: nobody studies more.
const WEEK: u64 = 7 * 24 * 60;

/// A plan, and what the limits had to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Limited {
    /// The plan; its status is `Partial` where the limits bind.
    pub plan: Plan,
    /// How the goal and the limits go together; `None` when there are no limits.
    pub within: Option<Within>,
}

/// How a goal and the learner's limits go together.
#[derive(Debug, Clone, PartialEq)]
pub struct Within {
    /// Study time there is until the deadline, or in all, whichever is less.
    pub hours: Option<Minutes>,
    /// Money there is.
    pub budget: Option<Cents>,
    /// The last day, if one was given.
    pub deadline: Option<Date>,
    /// Whether the whole goal fits.
    pub fits: Fit,
    /// Whether the plan for the whole goal is proved the best one within the limits.
    pub proved_within: bool,
    /// The least study time the whole goal takes, whatever it costs: at least, at most.
    pub whole_hours: (Minutes, Minutes),
    /// The least money the whole goal costs, however long it takes: at least, at most; with a budget only.
    pub whole_price: Option<(Cents, Cents)>,
    /// Study time per week with which the whole goal fits before the deadline: needed at least, certainly enough.
    pub pace: Option<(Minutes, Minutes)>,
    /// That the plan ends after the deadline although its hours fit: a course that begins on a fixed day leaves time
    /// before it that nothing else can use.
    pub late: Option<Late>,
    /// How far the partial path goes; `None` when the whole goal fits, or asks for no skills.
    pub readiness: Option<Ready>,
    /// Goal skills that stay short within the limits: reached, wanted.
    pub short: Vec<(SkillId, Level, Level)>,
    /// Must-haves the path does not reach: not all of them were found to fit, so it does what it can for them first.
    pub must_out: Vec<SkillId>,
    /// Where they had to come first: whether it is proved that no path within the limits brings more of the
    /// must-haves, nor, of those that bring as much, more in all.
    pub must_first: Option<bool>,
}

/// Whether something fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It does, and the plan shows how.
    Yes,
    /// It does not: proved.
    No,
    /// The search stopped before that was known.
    Unknown,
}

/// Weighted readiness in whole units: weight in thousandths × level in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ready {
    /// Before the path.
    pub start: u64,
    /// After it.
    pub reached: u64,
    /// No path within the limits goes beyond this.
    pub at_most: u64,
    /// The whole goal.
    pub total: u64,
}

impl Ready {
    /// Whether nothing within the limits brings more.
    pub fn proved(self) -> bool {
        self.reached >= self.at_most
    }
    /// A number of units as a share of the whole goal.
    pub fn share(self, units: u64) -> f64 {
        if self.total == 0 { 0.0 } else { units as f64 / self.total as f64 }
    }
}

/// The plan for a request with its limits respected.
pub(crate) fn limited(
    scene: Scene<'_>,
    request: &PlanRequest,
    cancel: &Cancel,
    progress: &mut dyn FnMut(&Plan),
) -> Limited {
    let mut kernel = Kernel::new(scene);
    let whole = plan_with(&mut kernel, request, cancel, progress);
    if request.limits.is_empty() {
        return Limited { plan: whole.plan, within: None };
    }
    let mut purse = Purse::new(request.effort, cancel);
    let planner = Planner { request, asked: ask(request), limits: resources(kernel.scene(), request) };
    let under_way = whole.plan.under_way.clone();
    let mut limited = planner.run(&mut kernel, whole, &mut purse);
    limited.plan.under_way = keep::on_this_plan(under_way, &limited.plan);
    limited
}

/// Study time until the deadline, or in all.
fn hours_limit(request: &PlanRequest) -> Option<Minutes> {
    let l = &request.limits;
    let until = match (l.deadline, request.hours_per_week) {
        (Some(end), Some(weekly)) => pace_of(request, weekly).map(|pace| schedule::capacity(&pace, end)),
        _ => None,
    };
    l.max_hours.into_iter().chain(until).min()
}

/// The calendar of a request, at a pace that may be another than its own.
fn pace_of(request: &PlanRequest, weekly: Minutes) -> Option<Pace> {
    let (parallel, away) = (request.max_parallel, request.away.clone());
    Some(Pace { start: request.start?, weekly, parallel, away })
}

/// The least study time per week, from `least` on, with which this plan ends by `deadline`, courses beginning on the
/// days that are fixed for them; `None` when no week is long enough.
fn weekly_for(plan: &Plan, least: Minutes, deadline: Date) -> Option<Minutes> {
    let (blocks, pace) = (schedule::blocks(plan), schedule::pace(plan)?);
    let in_time = |weekly: u64| {
        let pace = Pace { weekly: Minutes(weekly), ..pace.clone() };
        schedule::lay(&blocks, &pace).is_some_and(|c| c.end().is_none_or(|end| end <= deadline))
    };
    let (mut bad, mut good) = (least.0.max(1), WEEK);
    if in_time(bad) {
        return Some(Minutes(bad));
    }
    if bad >= good || !in_time(good) {
        return None;
    }
    while good - bad > 1 {
        let middle = bad + (good - bad) / 2;
        if in_time(middle) { good = middle } else { bad = middle }
    }
    Some(Minutes(good))
}

fn resources(scene: &Scene<'_>, request: &PlanRequest) -> Vec<Resource> {
    let hours =
        hours_limit(request).map(|h| Resource { cost: scene.tags.iter().map(|t| t.minutes).collect(), limit: h.0 });
    let money =
        request.limits.budget.map(|b| Resource { cost: scene.tags.iter().map(|t| t.cents).collect(), limit: b.0 });
    hours.into_iter().chain(money).collect()
}

/// Whether a course of the plan begins on a fixed day.
fn fixed(plan: &Plan) -> bool {
    plan.premises.calendar.iter().flat_map(|c| &c.begins).any(|(id, _)| plan.step(id.as_str()).is_some())
}

/// A plan whose hours fit, with what its dates have to say to that: hours alone do not bring it to its end in time.
fn in_time(plan: Plan, mut within: Within) -> Limited {
    within.late = within.deadline.and_then(|deadline| schedule::plan_late(&plan, deadline));
    if within.late.is_some() {
        within.proved_within = false;
        if within.fits == Fit::Yes {
            within.fits = Fit::Unknown;
        }
    }
    Limited { plan, within: Some(within) }
}

struct Planner<'r> {
    request: &'r PlanRequest,
    asked: Ask,
    limits: Vec<Resource>,
}

impl Planner<'_> {
    fn run(&self, kernel: &mut Kernel<'_>, whole: Planned, purse: &mut Purse) -> Limited {
        let (request, l) = (self.request, &self.request.limits);
        let whole_hours = self.least(kernel, &whole, Metric::Hours, purse);
        let whole_price = l.budget.map(|_| self.least(kernel, &whole, Metric::Price, purse));
        let pace = match (l.deadline, pace_of(request, Minutes(0))) {
            (Some(end), Some(pace)) => {
                let at = |minutes| schedule::least_weekly(Minutes(minutes), &pace, end);
                let enough = at(whole_hours.1).and_then(|enough| match fixed(&whole.plan) {
                    true => weekly_for(&whole.plan, enough, end),
                    false => Some(enough),
                });
                at(whole_hours.0).zip(enough)
            }
            _ => None,
        };
        let mut out = Within {
            hours: hours_limit(request),
            budget: l.budget,
            deadline: l.deadline,
            fits: Fit::Yes,
            proved_within: whole.solved.as_ref().is_none_or(Solved::proved),
            whole_hours: (Minutes(whole_hours.0), Minutes(whole_hours.1)),
            whole_price: whole_price.map(|(a, b)| (Cents(a), Cents(b))),
            pace,
            late: None,
            readiness: None,
            short: Vec::new(),
            must_out: Vec::new(),
            must_first: None,
        };
        let chosen = whole.solved.as_ref().map_or(&[][..], |s| &s.courses);
        if self.fits(chosen) {
            return in_time(whole.plan, out);
        }
        let (found, fits, proved) = self.whole_within(kernel, &whole.target, purse);
        (out.fits, out.proved_within) = (fits, proved);
        if let Some(set) = found {
            let bound = whole.solved.as_ref().map_or((0, &[][..]), |s| (s.lower, &s.landmarks[..]));
            let mut plan = plan_of(kernel.scene(), request, &self.asked, &whole.target, &set, bound);
            plan.unmet = whole.plan.unmet;
            if plan.metric_cost() <= plan.lower_bound {
                plan.status = Status::Proved;
            }
            if !plan.unmet.is_empty() {
                plan.status = Status::Unreachable;
            }
            return in_time(plan, out);
        }
        let plan = self.partial(kernel, &whole, &mut out, purse);
        in_time(plan, out)
    }

    fn fits(&self, set: &[CourseIx]) -> bool {
        self.limits.iter().all(|r| set.iter().map(|c| r.cost[c.get()]).fold(0u64, u64::saturating_add) <= r.limit)
    }

    /// The least of a metric that the whole goal takes: at least, at most.
    fn least(&self, kernel: &mut Kernel<'_>, whole: &Planned, metric: Metric, purse: &mut Purse) -> (u64, u64) {
        if metric == self.request.metric {
            return whole.solved.as_ref().map_or((0, 0), |s| (s.lower, s.cost));
        }
        let tags = &kernel.scene().tags;
        let before: Vec<u64> = tags.iter().map(|t| t.cost).collect();
        let price: Vec<u64> = tags.iter().map(|t| if metric == Metric::Hours { t.minutes } else { t.cents }).collect();
        kernel.price(&price);
        let (effort, cancel) = (purse.effort(), purse.cancel().clone());
        let solved = kernel.solve(&whole.target, &[], effort, &cancel, &mut |_, _| {});
        kernel.price(&before);
        purse.spend(solved.as_ref().map_or(0, |s| s.work));
        solved.map_or((0, 0), |s| (s.lower, s.cost))
    }

    /// The whole goal within the limits, and whether it fits.
    fn whole_within(
        &self,
        kernel: &mut Kernel<'_>,
        target: &Target,
        purse: &mut Purse,
    ) -> (Option<Vec<CourseIx>>, Fit, bool) {
        let objective = kernel.scene().tags.iter().map(|t| t.cost).collect();
        let problem = Problem { target: target.clone(), objective, resources: self.limits.clone() };
        let outcome = within(kernel, &problem, purse);
        let proved = outcome.proved();
        match (outcome.best, outcome.lower) {
            (Some((set, _)), _) => (Some(set), Fit::Yes, proved),
            (None, None) => (None, Fit::No, false),
            (None, Some(_)) => (None, Fit::Unknown, false),
        }
    }

    /// The path that brings most readiness within the limits, at the least cost of such.
    fn partial(&self, kernel: &mut Kernel<'_>, whole: &Planned, out: &mut Within, purse: &mut Purse) -> Plan {
        let must: BTreeSet<SkillIx> = self.request.limits.must.iter().copied().collect();
        let mut ladder = Ladder::new(kernel.scene(), &whole.target, self);
        let mut best = self.most(kernel, &ladder, &whole.target, &must, purse);
        if best.best.is_none() && !must.is_empty() {
            // The must-haves do not fit (or were not found to): as much of them as fits comes first.
            ladder.put_first(&must);
            best = self.most(kernel, &ladder, &whole.target, &BTreeSet::new(), purse);
            out.must_first = Some(best.proved() && best.best.is_some() && ladder.all_before());
        }
        let levels = best.best.as_ref().map(|(set, _)| ladder.levels(kernel.scene(), set)).unwrap_or_default();
        // With the must-haves put first, the bound is of another question: this one is asked for itself.
        let skipped = match ladder.first {
            None => best.lower,
            Some(_) => {
                let plain = Ladder::new(kernel.scene(), &whole.target, self);
                self.most(kernel, &plain, &whole.target, &BTreeSet::new(), purse).lower
            }
        };
        let plan = self.at_levels(kernel, whole, &levels, best.best.as_ref().map(|b| &b.0[..]), purse);
        let reached = |s: SkillIx| -> Level {
            plan.steps
                .iter()
                .flat_map(|p| &p.raises)
                .filter(|(id, ..)| *id == kernel.scene().catalog.skill(s).id)
                .map(|r| r.2)
                .max()
                .unwrap_or_default()
                .max(kernel.scene().state.level(s))
        };
        for &(skill, need) in &whole.target.skills {
            let have = reached(skill).min(need);
            if have < need {
                let id = kernel.scene().catalog.skill(skill).id.clone();
                if must.contains(&skill) {
                    out.must_out.push(id.clone());
                }
                out.short.push((id, have, need));
            }
        }
        let units = |level: &dyn Fn(SkillIx, Level) -> Level| -> u64 {
            whole.target.skills.iter().map(|&(s, need)| self.weight(s) * u64::from(level(s, need).thousandths())).sum()
        };
        let total = units(&|_, need| need);
        out.readiness = (total > 0).then(|| Ready {
            start: units(&|s, need| kernel.scene().state.level(s).min(need)),
            reached: units(&|s, need| reached(s).min(need)),
            // Without a bound all of it may be in reach.
            at_most: skipped.map_or(total, |s| total - s.min(total)),
            total,
        });
        plan
    }

    fn weight(&self, skill: SkillIx) -> u64 {
        u64::from(self.asked.weights.get(&skill).copied().unwrap_or(1000))
    }

    fn most(
        &self,
        kernel: &mut Kernel<'_>,
        ladder: &Ladder,
        whole: &Target,
        must: &BTreeSet<SkillIx>,
        purse: &mut Purse,
    ) -> Outcome<CourseIx> {
        let required: Vec<CourseIx> = self.request.require.clone();
        let target = Target {
            skills: whole.skills.iter().copied().filter(|s| must.contains(&s.0)).collect(),
            requirements: Vec::new(),
            taken: required,
            soft: ladder.soft.iter().filter(|s| !must.contains(&s.skill)).copied().collect(),
        };
        let courses = kernel.scene().catalog.courses().len();
        let mut objective = vec![0; courses];
        objective.extend(&ladder.gain);
        let resources = (self.limits.iter())
            .map(|r| {
                let mut cost = r.cost[..courses].to_vec();
                cost.resize(objective.len(), 0);
                Resource { cost, limit: r.limit }
            })
            .collect();
        within(kernel, &Problem { target, objective, resources }, purse)
    }

    /// The least-cost path to these levels that stays within the limits; `found` is one.
    fn at_levels(
        &self,
        kernel: &mut Kernel<'_>,
        whole: &Planned,
        levels: &[(SkillIx, Level)],
        found: Option<&[CourseIx]>,
        purse: &mut Purse,
    ) -> Plan {
        let Some(found) = found else {
            let mut none = plan_of(kernel.scene(), self.request, &self.asked, &Target::default(), &[], (0, &[]));
            none.status = Status::Partial;
            none.unmet.clone_from(&whole.plan.unmet);
            return none;
        };
        let target = Target { skills: levels.to_vec(), taken: self.request.require.clone(), ..Target::default() };
        let asked = Ask { target: target.clone(), weights: self.asked.weights.clone() };
        let request = PlanRequest { effort: purse.effort(), ..self.request.clone() };
        let cancel = purse.cancel().clone();
        let Planned { mut plan, solved, .. } = plan_asked(kernel, &request, &asked, &cancel, &mut |_| {});
        let (set, lower, landmarks) = solved.map_or((Vec::new(), 0, Vec::new()), |s| (s.courses, s.lower, s.landmarks));
        if !self.fits(&set) {
            let (better, ..) = self.whole_within(kernel, &target, purse);
            let courses = kernel.scene().catalog.courses().len();
            let set = better.unwrap_or_else(|| found.iter().copied().filter(|c| c.get() < courses).collect());
            plan = plan_of(kernel.scene(), &request, &asked, &target, &set, (lower, &landmarks));
        }
        plan.status = Status::Partial;
        plan.unmet.clone_from(&whole.plan.unmet);
        plan
    }
}

/// The levels each goal skill can stop at, each with what it adds to readiness.
struct Ladder {
    soft: Vec<Soft>,
    gain: Vec<u64>,
    /// What a must-have step counts more than all others together, once they had to be put first.
    first: Option<u64>,
    /// What all others together count then.
    rest: u64,
}

impl Ladder {
    fn new(scene: &Scene<'_>, whole: &Target, planner: &Planner<'_>) -> Self {
        let mut out = Self { soft: Vec::new(), gain: Vec::new(), first: None, rest: 0 };
        let courses = scene.catalog.courses().len();
        for &(skill, need) in &whole.skills {
            let have = scene.state.level(skill);
            let taught =
                scene.catalog.taught_by(skill).iter().filter(|(c, _)| scene.offers(*c)).map(|&(_, l)| l.min(need));
            let steps: BTreeSet<Level> = taught.filter(|&l| l > have).chain((need > have).then_some(need)).collect();
            let mut below = have;
            for level in steps {
                let skip = CourseIx::from_usize(courses + out.soft.len());
                out.soft.push(Soft { skill, level, skip });
                out.gain.push(planner.weight(skill) * u64::from(below.gap_to(level).thousandths()));
                below = level;
            }
        }
        out
    }

    /// Whether one unit of a must-have counts more than everything else together.
    fn all_before(&self) -> bool {
        self.first.is_some_and(|first| first > self.rest)
    }

    fn put_first(&mut self, must: &BTreeSet<SkillIx>) {
        let rest: u64 =
            self.soft.iter().zip(&self.gain).filter(|(s, _)| !must.contains(&s.skill)).map(|(_, g)| g).sum();
        let (weights, sum) = (rest + 1, self.gain.iter().fold(0u64, |a, g| a.saturating_add(*g)));
        // Where that would not fit, they count much more instead.
        let factor = if weights.saturating_mul(sum) < 1 << 48 { weights } else { 1000 };
        for (_, gain) in self.soft.iter().zip(&mut self.gain).filter(|(s, _)| must.contains(&s.skill)) {
            *gain = gain.saturating_mul(factor);
        }
        (self.first, self.rest) = (Some(factor), rest);
    }

    /// The levels of the goal skills after these courses, as far as they are asked for.
    fn levels(&self, scene: &Scene<'_>, set: &[CourseIx]) -> Vec<(SkillIx, Level)> {
        let mut state = scene.state.clone();
        let courses = scene.catalog.courses().len();
        set.iter().filter(|c| c.get() < courses).for_each(|&c| state.take(scene.catalog, c));
        let mut out: Vec<(SkillIx, Level)> = Vec::new();
        for soft in &self.soft {
            if state.level(soft.skill) >= soft.level {
                match out.last_mut().filter(|l| l.0 == soft.skill) {
                    Some(last) => last.1 = soft.level,
                    None => out.push((soft.skill, soft.level)),
                }
            }
        }
        out
    }
}
