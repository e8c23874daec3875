//! What a plan rests on, as a world of its own that can be changed and planned in again.

use std::collections::{BTreeMap, BTreeSet};

use super::settings::Frame;
use crate::{
    domain::{
        Authority, Catalog, CatalogDraft, CatalogHash, CourseDraft, CourseId, CourseIx, Currency, Goal, GoalId,
        GoalSkill, HoursOf, Level, Minutes, Profile, Ratings, Requirement, RequirementDraft, Skill, SkillId, SkillIx,
        State, Work,
    },
    path::{
        compile::{Compiled, Offer, Target},
        cost::{Costing, Counting, CourseCost, Opinions, THOUSAND, needed},
        kernel::{Kernel, Scene},
        plan::{Metric, Plan, PlanCourse, PlanGoal, PlanLimits, PlanSkill, RuledOut, Status, Unmet},
        questions::limited,
        reduce::Tag,
        request::{Aim, Cancel, Effort, Limits, PlanRequest},
        target::within_reach,
    },
};

/// The premises of a plan, by name.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct World {
    pub catalog: CatalogHash,
    pub metric: Metric,
    pub assume_hours: Minutes,
    /// How work and weights are counted; `None` in plans from before they were.
    pub counted: Option<Costing>,
    /// How ratings lie in the catalog.
    pub ratings: Ratings,
    pub currency: Currency,
    pub excluded: BTreeSet<CourseId>,
    pub levels: BTreeMap<SkillId, Level>,
    pub completed: BTreeSet<CourseId>,
    /// Goal skills as they were asked for, not as far as they can be reached.
    pub wanted: BTreeMap<SkillId, Level>,
    pub conditions: Vec<RequirementDraft>,
    pub taken: BTreeSet<CourseId>,
    /// A completed course counts as on offer here: what rules it out is that it is completed.
    pub courses: BTreeMap<CourseId, PlanCourse>,
    /// The courses the plan carries in full; others are only mentioned, or taken from the other plan.
    carried: BTreeSet<CourseId>,
    /// What was asked for, by name, and whether some of its further conditions are out of reach and so unknown.
    goals: Vec<PlanGoal>,
    conditions_lost: bool,
    /// Weights of the goal skills, in thousandths; they decide which part of a goal is worth most within limits.
    weights: BTreeMap<SkillId, u32>,
    /// What skills imply.
    pub skills: BTreeMap<SkillId, PlanSkill>,
    /// What holds of the learner otherwise.
    pub facts: BTreeSet<String>,
    /// Calendar and limits.
    pub frame: Frame,
}

/// A least-cost path in a world.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub courses: BTreeSet<CourseId>,
    pub cost: u64,
    pub lower: u64,
    /// Whether it reaches all that was asked for.
    pub whole: bool,
    /// Whether it is what fits within the limits.
    pub bound: bool,
}

impl World {
    fn of(plan: &Plan) -> Self {
        let p = &plan.premises;
        // Where limits bind, what was asked for is more than what the path is for.
        let asked = p.limits.goal.as_ref().unwrap_or(&p.wanted);
        let mut wanted: BTreeMap<SkillId, Level> = asked.skills.iter().map(|s| (s.skill.clone(), s.level)).collect();
        let mut taken: BTreeSet<CourseId> = asked.taken.iter().cloned().collect();
        for need in &plan.unmet {
            match need {
                Unmet::Skill { skill, required, .. } => drop(wanted.insert(skill.clone(), *required)),
                Unmet::Course(blocked) => drop(taken.insert(blocked.course.clone())),
                Unmet::Requirement(_) => {}
            }
        }
        let completed: BTreeSet<CourseId> = p.completed.iter().cloned().collect();
        let courses = (p.courses.iter())
            .map(|c| (c.id.clone(), PlanCourse { offered: c.offered || completed.contains(&c.id), ..c.clone() }))
            .collect();
        Self {
            catalog: p.catalog.clone(),
            metric: p.metric,
            assume_hours: p.assume_hours,
            counted: p.costing.as_ref().map(|c| c.costing),
            ratings: p.costing.as_ref().map_or(Ratings { mean: 0, typical: 1 }, |c| c.ratings),
            currency: p.currency,
            excluded: p.excluded.iter().cloned().collect(),
            levels: p.levels.iter().cloned().collect(),
            completed,
            wanted,
            conditions: asked.requirements.clone(),
            taken,
            courses,
            carried: p.courses.iter().filter(|c| c.offered).map(|c| c.id.clone()).collect(),
            goals: p.goals.clone(),
            weights: asked.skills.iter().map(|s| (s.skill.clone(), s.weight)).collect(),
            skills: p.costing.iter().flat_map(|c| &c.skills).map(|s| (s.id.clone(), s.clone())).collect(),
            facts: p.facts.iter().cloned().collect(),
            frame: Frame::of(plan),
            conditions_lost: plan.unmet.iter().any(|u| matches!(u, Unmet::Requirement(_))),
        }
    }

    /// The worlds of two plans over the same courses. A plan only carries what could matter to it; a course
    /// it does not carry is taken from the other one, and counts as not on offer exactly where it would
    /// have mattered.
    pub fn pair(old: &Plan, new: &Plan) -> (Self, Self) {
        let (mut a, mut b) = (Self::of(old), Self::of(new));
        let own = a.clone();
        a.borrow(&b);
        b.borrow(&own);
        (a, b)
    }

    /// Takes what this plan does not say from the other one.
    fn borrow(&mut self, other: &Self) {
        if self.conditions_lost && self.goals == other.goals {
            self.conditions.clone_from(&other.conditions);
        }
        for (id, skill) in &other.skills {
            self.skills.entry(id.clone()).or_insert_with(|| skill.clone());
        }
        let mut unknown = BTreeSet::new();
        for id in other.carried.difference(&self.carried) {
            let theirs = &other.courses[id];
            let own = self.courses.get(id);
            let mut course = PlanCourse { offered: true, ..own.unwrap_or(theirs).clone() };
            course.requirement.clone_from(&theirs.requirement);
            course.corequisite.clone_from(&theirs.corequisite);
            course.waived = theirs.waived;
            if own.is_none() && course.hours_assumed {
                course.hours = self.assumed(other, course.hours);
            }
            self.courses.insert(id.clone(), course);
            // A course that is only mentioned may have been off offer, or of no use.
            if !self.completed.contains(id) {
                unknown.insert(id.clone());
            }
        }
        if unknown.is_empty() {
            return;
        }
        // A course off offer leads nowhere: what only it would need does not matter either.
        let mut ends_here = self.clone();
        for course in ends_here.courses.iter_mut().filter(|(id, _)| unknown.contains(*id)).map(|(_, c)| c) {
            course.requirement = Requirement::always();
            course.corequisite = Requirement::always();
        }
        let Some(real) = Real::of(&ends_here) else { return };
        let compiled = Compiled::new(&real.catalog, &real.state, &real.offer, &real.target(self));
        for &c in &compiled.courses {
            let id = &real.catalog.course(c).id;
            if let Some(course) = self.courses.get_mut(id).filter(|_| unknown.contains(id)) {
                course.offered = false;
            }
        }
    }

    /// The level of a skill at the start.
    pub fn level(&self, skill: &SkillId) -> Level {
        self.levels.get(skill).copied().unwrap_or_default()
    }

    /// Hours that `other` assumes for a course, as they are assumed here.
    pub fn assumed(&self, other: &Self, hours: Minutes) -> Minutes {
        let long = |world: &Self| world.counted.map(|c| c.assume_long);
        match (long(self), long(other)) {
            (Some(own), Some(theirs)) if hours == theirs && hours != other.assume_hours => own,
            _ => self.assume_hours,
        }
    }

    /// A level with all it carries.
    pub fn carried(&self, skill: &SkillId, level: Level) -> Vec<(SkillId, Level)> {
        let implied = self.skills.get(skill).into_iter().flat_map(|s| &s.implies);
        implied.map(|(other, bound)| (other.clone(), level.min(*bound))).chain([(skill.clone(), level)]).collect()
    }

    /// What a course raises each skill to.
    pub fn effect(&self, course: &CourseId) -> BTreeMap<SkillId, Level> {
        let mut out: BTreeMap<SkillId, Level> = BTreeMap::new();
        let taught = self.courses.get(course).into_iter().flat_map(|c| &c.teaches);
        for (skill, level) in taught.flat_map(|(s, l)| self.carried(s, *l)) {
            let held = out.entry(skill).or_default();
            *held = level.max(*held);
        }
        out
    }

    /// The least-cost path to what can be reached. `None` if the world does not hang together.
    pub fn solve(&self, effort: Effort, cancel: &Cancel) -> Option<Found> {
        let real = Real::of(self)?;
        let scene = real.scene(self);
        if let Some(limits) = self.frame.bounds() {
            let found = limited(scene, &real.request(self, limits, effort)?, cancel, &mut |_| {}).plan;
            let bound = found.status == Status::Partial;
            return Some(Found {
                courses: found.steps.iter().map(|s| s.course.clone()).collect(),
                cost: found.metric_cost(),
                lower: found.lower_bound,
                whole: found.unmet.is_empty() && !bound,
                bound,
            });
        }
        let within = within_reach(&scene, &real.target(self));
        let (target, whole) = (within.target, within.unmet.is_empty());
        let mut kernel = Kernel::new(scene);
        kernel.settle_ties = true;
        let solved = kernel.solve(&target, &[], effort, cancel, &mut |_, _| {})?;
        let courses = solved.courses.iter().map(|&c| real.catalog.course(c).id.clone()).collect();
        Some(Found { courses, cost: solved.cost, lower: solved.lower, whole, bound: false })
    }

    /// What these courses cost here, if they are a path to what can be reached.
    pub fn cost_of(&self, path: &BTreeSet<CourseId>) -> Option<u64> {
        let real = Real::of(self)?;
        let scene = real.scene(self);
        let target = within_reach(&scene, &real.target(self)).target;
        let compiled = Compiled::new(&real.catalog, &real.state, &real.offer, &target);
        let chosen: Vec<CourseIx> = path.iter().filter_map(|c| real.catalog.course_ix(c.as_str())).collect();
        let local: Vec<u32> = chosen.iter().filter_map(|&c| compiled.local(c)).collect();
        let reach = crate::path::reach::Reach::with(&compiled.net, local.iter().copied());
        let all_here = chosen.len() == path.len() && chosen.iter().all(|&c| scene.offers(c));
        (all_here && reach.at_goal()).then(|| chosen.iter().map(|&c| scene.cost(c)).sum())
    }
}

/// A world as a catalog and a state in it.
struct Real {
    catalog: Catalog,
    profile: Profile,
    state: State,
    offer: Offer,
}

impl Real {
    fn of(world: &World) -> Option<Self> {
        let mut skills: BTreeSet<SkillId> = world.wanted.keys().chain(world.levels.keys()).cloned().collect();
        let told = world.skills.values().flat_map(|s| s.implies.iter().map(|(other, _)| other).chain([&s.id]));
        skills.extend(told.cloned());
        let mut known: BTreeSet<CourseId> =
            world.courses.keys().chain(&world.taken).chain(&world.completed).cloned().collect();
        let mut mention = |r: &RequirementDraft| {
            r.leaves(&mut |leaf| match leaf {
                Requirement::Skill { skill, .. } => drop(skills.insert(skill.clone())),
                other => other.courses(&mut |c| {
                    known.insert(c.clone());
                }),
            });
        };
        world.conditions.iter().for_each(&mut mention);
        for c in world.courses.values() {
            mention(&c.requirement);
            mention(&c.corequisite);
        }
        skills.extend(world.courses.values().flat_map(|c| c.teaches.iter().map(|(s, _)| s.clone())));
        let draft = CatalogDraft {
            skills: (skills.into_iter())
                .map(|id| {
                    let name = id.to_string();
                    let mut skill = Skill::new(id, &name, "-");
                    if let Some(known) = world.skills.get(&skill.id) {
                        skill.implies.clone_from(&known.implies);
                        (skill.family, skill.work) = (known.family.clone(), known.work);
                    }
                    skill
                })
                .collect(),
            courses: (known.iter())
                .map(|id| {
                    let mut draft = CourseDraft::new(id.clone(), id.as_str(), "-");
                    if let Some(c) = world.courses.get(id) {
                        draft.hours = Some(c.hours);
                        draft.hours_of = c.video.then_some(HoursOf::Video);
                        // Who it was is of no account: how many count.
                        draft.endorsed = vec![String::new(); c.facts.lists];
                        draft.authority = c.facts.authority.then_some(Authority::University);
                        draft.rating = c.facts.rated.map(|(stars, _)| f64::from(stars) / 1000.0);
                        draft.ratings = c.facts.rated.map(|(_, n)| n);
                        draft.price = c.price;
                        draft.teaches.clone_from(&c.teaches);
                        draft.requirement = c.requirement.clone();
                        draft.corequisite = c.corequisite.clone();
                        draft.credits = c.credits;
                        draft.excludes = c.excludes.iter().filter(|s| known.contains(*s)).cloned().collect();
                        draft.same_as = c.same_as.iter().filter(|s| known.contains(*s)).cloned().collect();
                    }
                    draft
                })
                .collect(),
            ..CatalogDraft::default()
        };
        let catalog = Catalog::link(draft).ok()?;
        let mut state = State::empty(&catalog);
        world.facts.iter().for_each(|fact| state.note_fact(fact));
        for c in &world.completed {
            state.note_done(catalog.course_ix(c.as_str())?);
        }
        for (i, skill) in catalog.skills().iter().enumerate() {
            state.reach(&catalog, crate::domain::SkillIx::from_usize(i), world.level(&skill.id));
        }
        let of = |f: &dyn Fn(&PlanCourse) -> bool| -> Vec<bool> {
            catalog.courses().iter().map(|c| world.courses.get(&c.id).is_some_and(f)).collect()
        };
        // Whoever has forgotten some of a completed course can take it again.
        let open = |c: &PlanCourse| {
            let ix = catalog.course_ix(c.id.as_str());
            !world.completed.contains(&c.id) || ix.is_some_and(|ix| state.learns_from(&catalog, ix))
        };
        let rivals: BTreeSet<CourseIx> =
            state.completed().iter().flat_map(|c| &catalog.course(*c).excludes).copied().collect();
        let free = |c: &PlanCourse| catalog.course_ix(c.id.as_str()).is_none_or(|ix| !rivals.contains(&ix));
        let offered = of(&|c| c.offered && open(c) && free(c));
        let waived = of(&|c| c.waived);
        let mut profile = Profile::default();
        let given = world.courses.values().filter(|c| c.waived);
        profile.waive.extend(given.map(|c| (c.id.clone(), String::new())));
        Some(Self { catalog, profile, state, offer: Offer { offered, waived } })
    }

    fn target(&self, world: &World) -> Target {
        let index = |r: &RequirementDraft| {
            r.try_map(&mut |s: &SkillId| self.catalog.skill_ix(s.as_str()).ok_or(()), &mut |c: &CourseId| {
                self.catalog.course_ix(c.as_str()).ok_or(())
            })
        };
        Target {
            skills: (world.wanted.iter()).filter_map(|(s, &l)| Some((self.catalog.skill_ix(s.as_str())?, l))).collect(),
            requirements: world.conditions.iter().filter_map(|r| index(r).ok()).collect(),
            soft: Vec::new(),
            taken: world.taken.iter().filter_map(|c| self.catalog.course_ix(c.as_str())).collect(),
        }
    }

    /// The question a world with limits asks. `None` if it names what is not there.
    fn request(&self, world: &World, limits: &PlanLimits, effort: Effort) -> Option<PlanRequest> {
        let target = self.target(world);
        let course = |id: &CourseId| self.catalog.course_ix(id.as_str());
        let weight = |skill| world.weights.get(&self.catalog.skill(skill).id).copied().unwrap_or(1000);
        let goal = Goal {
            id: GoalId::new("goal").ok()?,
            title: String::new(),
            summary: String::new(),
            source: None,
            skills: (target.skills.iter())
                .map(|&(skill, level)| GoalSkill { skill, level, weight: weight(skill) })
                .collect(),
            requirement: Requirement::All(target.requirements.clone()),
            stages: Vec::new(),
        };
        let is_goal =
            |c: &CourseIx| world.goals.iter().any(|g| g.is_course && g.id == self.catalog.course(*c).id.as_str());
        let (to, require): (Vec<_>, Vec<_>) = target.taken.iter().copied().partition(is_goal);
        let calendar = world.frame.calendar.as_ref();
        Some(PlanRequest {
            metric: world.metric,
            require,
            costing: Costing { assume: world.assume_hours, ..Costing::default() },
            hours_per_week: world.frame.weekly,
            start: world.frame.start,
            limits: Limits {
                max_hours: limits.max_hours,
                deadline: limits.deadline,
                budget: limits.budget,
                must: limits.must.iter().filter_map(|s| self.catalog.skill_ix(s.as_str())).collect(),
            },
            max_parallel: calendar.map_or(1, |c| c.max_parallel),
            away: calendar.map(|c| c.away.clone()).unwrap_or_default(),
            not_before: calendar.iter().flat_map(|c| &c.begins).filter_map(|(c, d)| Some((course(c)?, *d))).collect(),
            under_way: calendar.iter().flat_map(|c| &c.under_way).filter_map(course).collect(),
            effort,
            ..PlanRequest::new(Aim { goals: vec![goal], to })
        })
    }

    /// What each course costs here: a level gained, or another goal, may change that, and nothing of the catalog did.
    fn costs(&self, world: &World) -> Vec<CourseCost> {
        let known: Vec<Option<&PlanCourse>> = self.catalog.courses().iter().map(|c| world.courses.get(&c.id)).collect();
        let opinion = |f: &dyn Fn(&PlanCourse) -> Option<u32>| known.iter().map(|k| k.and_then(f)).collect();
        let opinions =
            Opinions { interest: opinion(&|c| c.facts.interest), community: opinion(&|c| c.facts.community) };
        let asked = self.asked(world);
        let counting = world.counted.map(|costing| {
            let who = (&self.catalog, &self.profile, &self.state);
            Counting::new(who, costing, &asked, Some(&opinions)).rated(world.ratings)
        });
        (known.iter().enumerate())
            .map(|(i, known)| {
                let Some(known) = known else {
                    return CourseCost { work: Work::default(), weight: THOUSAND, reasons: Vec::new() };
                };
                let mut cost = match &counting {
                    Some(counting) => counting.of(CourseIx::from_usize(i)),
                    None => CourseCost { work: known.takes(), weight: THOUSAND, reasons: Vec::new() },
                };
                cost.work.assumed = known.hours_assumed;
                let logged = known.full_work.0.saturating_sub(known.work.0);
                if counting.is_none() {
                    cost.work.full = known.hours;
                }
                cost.work.left = Minutes(cost.work.full.0.saturating_sub(logged));
                cost
            })
            .collect()
    }

    /// The skills that decide which tools are rivals: those of the goal, and of courses aimed at.
    fn asked(&self, world: &World) -> Vec<SkillIx> {
        let target = self.target(world);
        let mut out: Vec<SkillIx> = target.skills.iter().map(|s| s.0).collect();
        for requirement in &target.requirements {
            requirement.leaves(&mut |leaf| {
                if let Requirement::Skill { skill, .. } = leaf {
                    out.push(*skill);
                }
            });
        }
        for goal in world.goals.iter().filter(|g| g.is_course) {
            let Some(course) = self.catalog.course_ix(&goal.id).map(|c| self.catalog.course(c)) else { continue };
            out.extend(course.teaches.iter().map(|t| t.0));
            out.extend(needed(&self.catalog, &course.requirement).into_keys());
        }
        out
    }

    fn scene(&self, world: &World) -> Scene<'_> {
        let unknown = u64::from(u32::MAX);
        let costs = self.costs(world);
        let mut offer = self.offer.clone();
        let (mut tags, mut ruled_out) = (Vec::new(), Vec::new());
        for (i, c) in self.catalog.courses().iter().enumerate() {
            let (takes, cents) = (&costs[i], c.price.map_or(unknown, |p| p.0));
            let minutes = takes.work.left.0;
            let cost = match world.metric {
                Metric::Weighted => takes.weighted().0,
                Metric::Work => minutes,
                Metric::Hours => takes.work.hours_left().0,
                Metric::Price => cents,
                Metric::Courses => 1,
            };
            let priced =
                world.metric == Metric::Price || world.frame.limits.as_ref().is_some_and(|l| l.budget.is_some());
            if priced && c.price.is_none() {
                offer.offered[i] = false;
            }
            tags.push(Tag { cost, minutes, cents, unrated: 0 });
            let done = world.completed.contains(&c.id);
            ruled_out.push((!offer.offered[i] && !done).then_some(RuledOut::Excluded));
        }
        // What is kept because it is under way is wanted by name here.
        let started = Vec::new();
        Scene {
            catalog: &self.catalog,
            profile: &self.profile,
            state: &self.state,
            ruled_out,
            offer,
            tags,
            metric: world.metric,
            costs,
            started,
        }
    }
}
