//! From a request to a plan: what is in reach, the least-cost set, its order, its calendar, its proof.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan as _, civil::Date};

use super::{
    compile::{Compiled, Target},
    cost::{CourseCost, WeightReason, WeightTerm},
    keep,
    kernel::{Kernel, Scene, Solved, counting},
    order::{Needs, Ordering, Turns, stages},
    plan::{
        Cases, Cost, Landmark, LeastWork, Metric, NeededBy, Plan, PlanCalendar, PlanCosting, PlanCourse, PlanGoal,
        PlanLimits, PlanSkill, Premises, Status, Step, StepReason, Wanted, WeightFacts,
    },
    request::{Cancel, PlanRequest},
    schedule,
    target::{Ask, ask, within_reach_by},
};
use crate::{
    domain::{
        Away, Catalog, CourseId, CourseIx, GoalSkill, Level, Minutes, Profile, Ratings, Requirement, SkillIx, State,
    },
    gap,
};

/// Beginnings of terms that are looked ahead.
const MOST_TERMS: usize = 60;

/// Everything a plan is assembled from.
pub(crate) struct Drawing<'a> {
    catalog: &'a Catalog,
    state: &'a State,
    costs: Vec<CourseCost>,
    started: Vec<CourseIx>,
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

fn price(request: &PlanRequest, course: &crate::domain::Course) -> Option<crate::domain::Cents> {
    request.money.convert(course.price, course.currency).or(request.money.assume_price)
}

fn premises(scene: &Scene<'_>, request: &PlanRequest, asked: &Ask, target: &Target, compiled: &Compiled) -> Premises {
    let catalog = scene.catalog;
    let mut offered: BTreeSet<CourseIx> = compiled.courses.iter().copied().collect();
    if asked.target != *target {
        // What could not be reached matters too, to whoever asks later what has changed.
        offered.extend(Compiled::new(catalog, scene.state, &scene.offer, &asked.target).courses);
    }
    let whole = ask(request);
    let kept: Vec<CourseIx> = asked.target.taken.iter().copied().filter(|c| scene.started.contains(c)).collect();
    // Where limits bind, so does all that was asked for.
    let bind = !request.limits.is_empty() && keep::with(&whole.target, &kept) != asked.target;
    if bind {
        offered.extend(Compiled::new(catalog, scene.state, &scene.offer, &whole.target).courses);
    }
    // Clauses may speak of courses that are not on offer: what they teach still decides the clause.
    let mut known = offered.clone();
    known.extend(target.taken.iter().copied());
    let mut mention = |requirement: &Requirement| {
        requirement.leaves(&mut |leaf| {
            leaf.courses(&mut |c| {
                known.insert(*c);
                known.extend(catalog.course(*c).same_as.iter().copied());
            });
        });
    };
    target.requirements.iter().for_each(&mut mention);
    for &c in &offered {
        mention(&catalog.course(c).requirement);
        mention(&catalog.course(c).corequisite);
    }
    let id = |c: &CourseIx| catalog.course(*c).id.clone();
    let courses = (known.iter())
        .map(|&c| {
            let course = catalog.course(c);
            let CourseCost { work, weight, reasons } = &scene.costs[c.get()];
            let said = |term| reasons.iter().find(|r: &&WeightReason| r.term == term).map(|r| r.value);
            let on_offer = offered.contains(&c);
            let waived = scene.offer.waived[c.get()];
            let keep = |r: &Requirement| {
                if waived || !on_offer { Requirement::always() } else { catalog.spell(r) }
            };
            PlanCourse {
                id: course.id.clone(),
                hours: work.hours,
                hours_assumed: work.assumed,
                video: work.video,
                work: work.left,
                full_work: work.full,
                weight: *weight,
                facts: WeightFacts {
                    lists: course.endorsed.len(),
                    authority: course.authority.is_some(),
                    rated: Ratings::rated(course),
                    interest: said(WeightTerm::Interest),
                    community: said(WeightTerm::Community),
                },
                credits: course.credits,
                excludes: course.excludes.iter().map(id).collect(),
                price: price(request, course),
                teaches: course.teaches.iter().map(|&(s, l)| (catalog.skill(s).id.clone(), l)).collect(),
                requirement: keep(&course.requirement),
                corequisite: keep(&course.corequisite),
                same_as: course.same_as.iter().map(id).collect(),
                waived,
                offered: on_offer,
            }
        })
        .collect();
    let goals =
        request.aim.goals.iter().map(|g| PlanGoal { id: g.id.to_string(), title: g.title.clone(), is_course: false });
    let to = request.aim.to.iter().map(|&c| {
        let course = catalog.course(c);
        PlanGoal { id: course.id.to_string(), title: course.title.clone(), is_course: true }
    });
    let mut excluded: Vec<_> = request.exclude.iter().map(id).collect();
    excluded.sort();
    excluded.dedup();
    Premises {
        catalog: catalog.hash(),
        goals: goals.chain(to).collect(),
        metric: request.metric,
        costing: Some(plan_costing(scene, request, &known, asked)),
        assume_hours: request.costing.assume,
        facts: scene.state.facts().iter().cloned().collect(),
        currency: request.money.currency,
        hours_per_week: request.hours_per_week,
        start: request.start,
        calendar: request
            .start
            .zip(request.hours_per_week)
            .map(|(start, _)| calendar(catalog, request, start, &offered)),
        limits: limits(catalog, request, bind.then(|| wanted(catalog, &whole, &whole.target))),
        excluded,
        levels: (catalog.skills().iter().zip(scene.state.levels()))
            .filter(|(_, l)| **l > Level::ZERO)
            .map(|(s, &l)| (s.id.clone(), l))
            .collect(),
        completed: scene.state.completed().iter().map(id).collect(),
        wanted: wanted(catalog, asked, target),
        courses,
    }
}

/// What costs were counted by, as far as it bears on these courses.
fn plan_costing(scene: &Scene<'_>, request: &PlanRequest, known: &BTreeSet<CourseIx>, asked: &Ask) -> PlanCosting {
    let catalog = scene.catalog;
    let counting = counting(catalog, scene.profile, scene.state, request);
    let mut skills: BTreeSet<SkillIx> = counting.asked().collect();
    skills.extend(asked.target.skills.iter().map(|s| s.0));
    let of_state = scene.state.levels().iter().enumerate().filter(|(_, level)| **level > Level::ZERO);
    skills.extend(of_state.map(|(at, _)| SkillIx::from_usize(at)));
    let mut mention = |requirement: &Requirement| {
        requirement.leaves(&mut |leaf| {
            if let Requirement::Skill { skill, .. } = leaf {
                skills.insert(*skill);
                skills.extend(catalog.implied(*skill).iter().map(|i| i.0));
            }
        });
    };
    asked.target.requirements.iter().for_each(&mut mention);
    for &course in known {
        mention(&catalog.course(course).requirement);
        mention(&catalog.course(course).corequisite);
    }
    skills.extend(known.iter().flat_map(|&c| catalog.effect(c)).map(|e| e.0));
    let id = |skill: SkillIx| catalog.skill(skill).id.clone();
    let speaks = |ix: &SkillIx| {
        let skill = catalog.skill(*ix);
        skill.family.is_some() || skill.work.is_some() || !skill.implies.is_empty()
    };
    PlanCosting {
        costing: request.costing,
        ratings: counting.ratings(),
        asked: counting.asked().map(id).collect(),
        skills: (skills.into_iter().filter(speaks))
            .map(|ix| {
                let skill = catalog.skill(ix);
                PlanSkill {
                    id: skill.id.clone(),
                    family: skill.family.clone(),
                    implies: catalog.implied(ix).iter().map(|&(s, l)| (id(s), l)).collect(),
                    work: skill.work,
                }
            })
            .collect(),
    }
}

/// A target by name, with the weights it was asked for with.
fn wanted(catalog: &Catalog, asked: &Ask, target: &Target) -> Wanted {
    Wanted {
        skills: (target.skills.iter())
            .map(|&(skill, level)| GoalSkill {
                skill: catalog.skill(skill).id.clone(),
                level,
                weight: asked.weights.get(&skill).copied().unwrap_or(1000),
            })
            .collect(),
        requirements: target.requirements.iter().map(|r| catalog.spell(r)).collect(),
        taken: target.taken.iter().map(|&c| catalog.course(c).id.clone()).collect(),
    }
}

/// What the dates rest on, as far as it bears on courses on offer and days from the first one on.
fn calendar(catalog: &Catalog, request: &PlanRequest, start: Date, offered: &BTreeSet<CourseIx>) -> PlanCalendar {
    let id = |c: CourseIx| catalog.course(c).id.clone();
    let here = |c: &&CourseIx| offered.contains(*c);
    let fixed = |c: &CourseIx| request.not_before.get(c).copied().filter(|day| *day > start);
    let mut begins: Vec<(CourseId, Date)> =
        request.not_before.keys().filter(here).filter_map(|c| Some((id(*c), fixed(c)?))).collect();
    begins.sort();
    let agreed: BTreeSet<&CourseIx> = request.under_way.iter().chain(request.not_before.keys()).collect();
    let mut under_way: Vec<CourseId> =
        agreed.into_iter().filter(here).filter(|c| fixed(c).is_none()).map(|c| id(*c)).collect();
    under_way.sort();
    let terms = (offered.iter())
        .filter_map(|&c| {
            let days = term_days(catalog, c, start);
            (!days.is_empty()).then(|| (id(c), days))
        })
        .collect();
    PlanCalendar {
        terms,
        max_parallel: request.max_parallel.max(1),
        away: Away::merged(&request.away).into_iter().filter(|a| a.last() >= start).collect(),
        begins,
        under_way,
    }
}

/// The days the terms of a course begin on, from `start` on, as far ahead as anybody plans.
fn term_days(catalog: &Catalog, course: CourseIx, start: Date) -> Vec<(Date, String)> {
    let mut days = Vec::new();
    for term in catalog.course(course).offered.iter().filter_map(|t| catalog.term(t)) {
        let mut from = start;
        while let Some(day) = term.begins_from(from).filter(|_| days.len() < MOST_TERMS) {
            days.push((day, term.id.clone()));
            let Ok(next) = day.checked_add(1.day()) else { break };
            from = next;
        }
    }
    days.sort();
    days
}

/// What the learner could not go beyond, and all that was asked for where that binds.
fn limits(catalog: &Catalog, request: &PlanRequest, goal: Option<Wanted>) -> PlanLimits {
    let l = &request.limits;
    let mut must: Vec<_> = l.must.iter().map(|&s| catalog.skill(s).id.clone()).collect();
    must.sort();
    must.dedup();
    PlanLimits { deadline: l.deadline, max_hours: l.max_hours, budget: l.budget, must, goal }
}
