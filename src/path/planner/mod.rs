//! From a request to a plan: what is in reach, the least-cost set, its order, its calendar, its proof.

mod premises;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    compile::{Compiled, Target},
    cost::CourseCost,
    keep,
    kernel::{Kernel, Scene, Solved},
    order::{Needs, Ordering, Turns, stages},
    plan::{Cases, Cost, Landmark, LeastWork, Metric, NeededBy, Plan, Premises, Status, Step, StepReason},
    request::{Cancel, PlanRequest},
    schedule,
    target::{Ask, ask, within_reach_by},
};
use crate::{
    domain::{Catalog, CourseId, CourseIx, CourseMark, Level, Minutes, Profile, SkillIx, State},
    gap,
};
use premises::{premises, price};

/// Everything a plan is assembled from.
pub(crate) struct Drawing<'a> {
    catalog: &'a Catalog,
    state: &'a State,
    costs: Vec<CourseCost>,
    started: Vec<CourseIx>,
    profile: &'a Profile,
    request: &'a PlanRequest,
    waived: Vec<bool>,
    premises: Premises,
    target: Target,
    priority: BTreeMap<SkillIx, f64>,
    stages: BTreeMap<SkillIx, usize>,
}

/// The plan for a request. `progress` is shown each better plan on the way.
pub(crate) fn plan(
    catalog: &Catalog,
    profile: &Profile,
    state: &State,
    request: &PlanRequest,
    cancel: &Cancel,
    progress: &mut dyn FnMut(&Plan),
) -> Plan {
    let mut kernel = Kernel::new(Scene::new(catalog, profile, state, request));
    plan_with(&mut kernel, request, cancel, progress).plan
}

/// A plan, and what further questions about it start from.
pub(crate) struct Planned {
    /// The plan.
    pub plan: Plan,
    /// What it reaches.
    pub target: Target,
    /// What the kernel found.
    pub solved: Option<Solved>,
    /// Courses of `target` that are to be taken because they are under way.
    pub kept: Vec<CourseIx>,
}

/// The plan of a request whose scene the kernel has.
pub(crate) fn plan_with(
    kernel: &mut Kernel<'_>,
    request: &PlanRequest,
    cancel: &Cancel,
    progress: &mut dyn FnMut(&Plan),
) -> Planned {
    let asked = ask(request);
    if kernel.scene().started.is_empty() {
        return plan_asked(kernel, request, &asked, cancel, progress);
    }
    let (effort, cancel) = &keep::share_time(request.effort, cancel);
    let request = &PlanRequest { effort: *effort, ..request.clone() };
    let mut planned = plan_asked(kernel, request, &asked, cancel, progress);
    let (plain, base) = (planned.target.clone(), planned.solved.clone());
    let kept = keep::keep(kernel, request, &plain, base.as_ref(), *effort, cancel);
    let mut places = Vec::new();
    if !kept.is_empty() {
        let asked = Ask { target: keep::with(&asked.target, &kept), ..asked };
        planned = plan_asked(kernel, request, &asked, cancel, progress);
        if let Some(pair) = base.as_ref().zip(planned.solved.as_ref()) {
            places = keep::savings(kernel, &plain, &kept, pair, *effort, cancel);
        }
        planned.kept = kept;
    }
    planned.plan.under_way = keep::told(kernel.scene(), &plain, &planned.plan, &places, request.switch);
    planned
}

/// The same for what is asked in other words than the request's.
pub(crate) fn plan_asked(
    kernel: &mut Kernel<'_>,
    request: &PlanRequest,
    asked: &Ask,
    cancel: &Cancel,
    progress: &mut dyn FnMut(&Plan),
) -> Planned {
    let network = kernel.network(&asked.target);
    let within = within_reach_by(kernel.scene(), &asked.target, &network);
    let network = kernel.network(&within.target);
    let drawing = Drawing::by(kernel.scene(), request, asked, within.target, &network);
    let mut tell = |set: &[CourseIx], lower: u64| {
        let mut draft = drawing.plan(set, Status::Bounded, lower, &[]);
        draft.unmet.clone_from(&within.unmet);
        progress(&draft);
    };
    // Among least-cost paths the plan takes the one with the better tie-breaks; later questions are of cost alone.
    kernel.settle_ties = true;
    let solved = kernel.solve(&drawing.target, &[], request.effort, cancel, &mut tell);
    kernel.settle_ties = false;
    let none =
        || Solved { courses: Vec::new(), cost: 0, lower: 0, landmarks: Vec::new(), weights: Vec::new(), work: 0 };
    let found = solved.clone().unwrap_or_else(none);
    let status = match (within.unmet.is_empty(), found.courses.is_empty()) {
        (false, _) => Status::Unreachable,
        (true, true) => Status::Done,
        (true, false) if found.proved() => Status::Proved,
        (true, false) => Status::Bounded,
    };
    let least_work = (status == Status::Proved && request.metric == Metric::Weighted)
        .then(|| least_work(kernel, &drawing.target, &found, request, cancel))
        .flatten();
    let mut known = found.landmarks.clone();
    if let Some(least) = &least_work {
        known.extend(least.landmarks.iter().cloned());
        known.sort_unstable();
        known.dedup();
    }
    let mut plan = drawing.plan(&found.courses, status, found.lower, &known);
    plan.unmet = within.unmet;
    plan.least_work = least_work.map(|least| LeastWork {
        work: Minutes(least.cost),
        courses: least.courses.iter().map(|&c| kernel.scene().catalog.course(c).id.clone()).collect(),
    });
    Planned { plan, target: drawing.target, solved, kept: Vec::new() }
}

/// The path of least work beside one of least weighted work, where it is another and that is proved.
fn least_work(
    kernel: &mut Kernel<'_>,
    target: &Target,
    found: &Solved,
    request: &PlanRequest,
    cancel: &Cancel,
) -> Option<Solved> {
    let scene = kernel.scene();
    let mut weights = scene.catalog.course_ixs().filter(|&c| scene.offers(c)).map(|c| scene.costs[c.get()].weight);
    // Where every hour counts the same, the least of the one is the least of the other.
    if weights.next().is_none_or(|first| weights.all(|w| w == first)) {
        return None;
    }
    let prices: Vec<u64> = scene.tags.iter().map(|t| t.cost).collect();
    let work: Vec<u64> = kernel.scene().tags.iter().map(|t| t.minutes).collect();
    let has: u64 = found.courses.iter().map(|c| work[c.get()]).sum();
    kernel.price(&work);
    let least = kernel.solve_from(Some(&found.courses), &found.landmarks, (target, &[]), request.effort, cancel);
    kernel.price(&prices);
    least.filter(|least| least.proved() && least.cost < has)
}

/// A plan of these courses, which reach `target`; nothing that reaches it costs less than `lower`.
pub(crate) fn plan_of(
    scene: &Scene<'_>,
    request: &PlanRequest,
    asked: &Ask,
    target: &Target,
    set: &[CourseIx],
    bound: (u64, &[Vec<CourseIx>]),
) -> Plan {
    let drawing = Drawing::new(scene, request, asked, target.clone());
    drawing.plan(set, Status::Bounded, bound.0, bound.1)
}

impl<'a> Drawing<'a> {
    /// Of plans for `target`.
    pub fn new(scene: &Scene<'a>, request: &'a PlanRequest, asked: &Ask, target: Target) -> Self {
        let network = Compiled::new(scene.catalog, scene.state, &scene.offer, &target);
        Self::by(scene, request, asked, target, &network)
    }

    /// The same, once the network of `target` is there.
    fn by(scene: &Scene<'a>, request: &'a PlanRequest, asked: &Ask, target: Target, network: &Compiled) -> Self {
        Self {
            catalog: scene.catalog,
            state: scene.state,
            costs: scene.costs.clone(),
            started: scene.started.clone(),
            profile: scene.profile,
            request,
            waived: scene.offer.waived.clone(),
            premises: premises(scene, request, asked, &target, network),
            priority: gap::priorities(scene, &asked.target.skills, &asked.weights),
            stages: stages(scene.catalog, &request.aim.goals),
            target,
        }
    }
}

impl Drawing<'_> {
    /// The plan of these courses, which reach the target; nothing that does costs less than `lower`.
    pub fn plan(&self, set: &[CourseIx], status: Status, lower: u64, landmarks: &[Vec<CourseIx>]) -> Plan {
        let minutes = |c: CourseIx| self.costs[c.get()].work.left;
        let ordering = Ordering {
            catalog: self.catalog,
            state: self.state,
            target: &self.target,
            waived: &self.waived,
            stages: &self.stages,
            priority: &self.priority,
            minutes: &minutes,
            begun: &|c| self.costs[c.get()].work.left < self.costs[c.get()].work.full || self.started.contains(&c),
        };
        let turns = ordering.turns(set);
        let supplies = ordering.supplies(&turns);
        let steps = self.steps(&turns, &supplies, &ordering.beside_of(&turns));
        let cost = Cost {
            hours: steps.iter().map(|s| s.takes().hours_left()).sum(),
            work: steps.iter().map(|s| s.work).sum(),
            weighted: steps.iter().map(Step::weighted).sum(),
            price: steps.iter().filter_map(|s| s.price).sum(),
            courses: steps.len() as u64,
            hours_assumed: steps.iter().filter(|s| s.hours_assumed).count() as u64,
            prices_unknown: steps.iter().filter(|s| s.price.is_none()).count() as u64,
        };
        let mut landmarks: Vec<Landmark> = (landmarks.iter())
            .map(|l| Landmark { courses: l.iter().map(|&c| self.catalog.course(c).id.clone()).collect() })
            .collect();
        landmarks.sort_by(|a, b| a.courses.len().cmp(&b.courses.len()).then_with(|| a.cmp(b)));
        let premises = self.premises.clone();
        let (unmet, binding, under_way) = (Vec::new(), Vec::new(), Vec::new());
        let (cases, least_work) = (Cases::default(), None);
        let lower_bound = lower;
        let mut plan = Plan {
            premises,
            status,
            cost,
            lower_bound,
            steps,
            unmet,
            binding,
            under_way,
            least_work,
            landmarks,
            cases,
        };
        schedule::date(&mut plan);
        plan
    }

    fn steps(
        &self,
        turns: &Turns,
        supplies: &BTreeMap<CourseIx, Vec<Needs>>,
        beside: &BTreeMap<CourseIx, Vec<CourseIx>>,
    ) -> Vec<Step> {
        let mut state = self.state.clone();
        let mut steps = Vec::new();
        for (i, turn) in turns.iter().enumerate() {
            for &c in turn {
                let course = self.catalog.course(c);
                let CourseCost { work, weight, reasons } = self.costs[c.get()].clone();
                let raises: Vec<(SkillIx, Level, Level)> = (self.catalog.effect(c).iter())
                    .filter(|&&(s, l)| state.level(s) < l)
                    .map(|&(s, l)| (s, state.level(s), l))
                    .collect();
                let needs = supplies.get(&c).cloned().unwrap_or_default();
                let id = |s: SkillIx| self.catalog.skill(s).id.clone();
                steps.push(Step {
                    position: i as u32 + 1,
                    course: course.id.clone(),
                    title: course.title.clone(),
                    provider: course.provider.clone(),
                    hours: work.hours,
                    hours_assumed: work.assumed,
                    video: work.video,
                    work: work.left,
                    full_work: work.full,
                    weight,
                    weight_reasons: reasons,
                    again: self.state.has_done(c),
                    done_before: done_before(self.profile, &course.id),
                    under_way: self.started.contains(&c),
                    price: price(self.request, course),
                    // The calendar is laid when all steps are there.
                    start: None,
                    end: None,
                    reason: self.reason(&state, c, &needs),
                    raises: raises.into_iter().map(|(s, from, to)| (id(s), from, to)).collect(),
                    needed_by: (needs.iter())
                        .map(|n| match n {
                            Needs::Goal => NeededBy::Goal,
                            Needs::Course(d) => NeededBy::Course(self.catalog.course(*d).id.clone()),
                        })
                        .collect(),
                    beside: beside.get(&c).into_iter().flatten().map(|&d| self.catalog.course(d).id.clone()).collect(),
                    notes: course.notes.clone(),
                    waived: self.waived[c.get()],
                });
                state.take(self.catalog, c);
            }
        }
        steps
    }

    fn reason(&self, before: &State, course: CourseIx, needs: &[Needs]) -> StepReason {
        if self.request.require.contains(&course) || self.request.aim.to.contains(&course) {
            return StepReason::AskedFor;
        }
        let closes: Vec<_> = (self.catalog.effect(course).iter())
            .filter_map(|&(s, taught)| {
                let need = self.target.skills.iter().find(|g| g.0 == s)?.1;
                let (have, reached) = (before.level(s).min(need), taught.min(need));
                (reached > have).then(|| (self.catalog.skill(s).id.clone(), reached))
            })
            .collect();
        let opens = needs.iter().find_map(|n| if let Needs::Course(d) = n { Some(*d) } else { None });
        match (closes.is_empty(), opens) {
            (true, Some(d)) => StepReason::Opens(self.catalog.course(d).id.clone()),
            _ => StepReason::ClosesGap(closes),
        }
    }
}

/// When the learner completed a course.
fn done_before(profile: &Profile, course: &CourseId) -> Option<Date> {
    profile.courses.get(course).filter(|r| r.mark == CourseMark::Done).and_then(|r| r.on)
}
