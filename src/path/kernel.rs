//! The least-cost set of courses for any target over one learner and catalog. Landmarks found for one
//! question are kept and tried on the next: each is tested by leaving it out and chaining, so reuse is
//! always sound.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    compile::{Compiled, Offer, Target},
    cost::{Counting, CourseCost, needed},
    plan::{Metric, RuledOut},
    reach::Reach,
    reduce::{Tag, reduce},
    request::{Cancel, Effort, PlanRequest},
    solve::{Control, solve},
};
use crate::domain::{
    Catalog, CourseIx, CourseMark, CourseStatus, Level, Objection, Profile, Requirement, SkillIx, State,
};

/// Work units of [`Effort::Default`]: about two seconds on a small machine.
pub const DEFAULT_UNITS: u64 = 140_000_000;
/// Landmarks kept between questions.
const POOL: usize = 20_000;
/// Ratings a course is credited with before its own count, at the catalog's mean.
const PRIOR_RATINGS: f64 = 25.0;

/// A learner before a catalog: who may be proposed and at what price.
#[derive(Debug, Clone)]
pub struct Scene<'a> {
    pub(crate) catalog: &'a Catalog,
    pub(crate) profile: &'a Profile,
    pub(crate) state: &'a State,
    pub(crate) ruled_out: Vec<Option<RuledOut>>,
    pub(crate) offer: Offer,
    pub(crate) tags: Vec<Tag>,
    pub(crate) metric: Metric,
    /// What each course costs.
    pub(crate) costs: Vec<CourseCost>,
    /// Courses under way that may be proposed, in id order.
    pub(crate) started: Vec<CourseIx>,
}

impl<'a> Scene<'a> {
    /// The scene of a request.
    pub fn new(catalog: &'a Catalog, profile: &'a Profile, state: &'a State, request: &PlanRequest) -> Self {
        let mut waived = vec![false; catalog.courses().len()];
        for id in profile.waive.keys() {
            if let Some(c) = catalog.course_ix(id.as_str()) {
                waived[c.get()] = true;
            }
        }
        let (rated, sum) = (catalog.courses().iter())
            .filter_map(|c| c.rating)
            .fold((0usize, 0.0), |(n, sum), rating| (n + 1, sum + rating));
        let mean = if rated == 0 { 0.0 } else { sum / rated as f64 };

        let mut ruled_out = Vec::with_capacity(catalog.courses().len());
        let mut tags = Vec::with_capacity(catalog.courses().len());
        let mut costs = Vec::with_capacity(catalog.courses().len());
        let counting = counting(catalog, profile, state, request);
        let done_rivals: BTreeSet<CourseIx> =
            state.completed().iter().flat_map(|c| &catalog.course(*c).excludes).copied().collect();
        let avoid: Vec<SkillIx> =
            profile.constraints.avoid.iter().filter_map(|s| catalog.skill_ix(s.as_str())).collect();
        for (i, course) in catalog.courses().iter().enumerate() {
            let ix = CourseIx::from_usize(i);
            let price = request.money.convert(course.price, course.currency).or(request.money.assume_price);
            let why = if course.status == CourseStatus::Retired {
                Some(RuledOut::Retired)
            } else if profile.mark(course.id.as_str()) == Some(CourseMark::Hidden) {
                Some(RuledOut::Hidden)
            } else if request.exclude.contains(&ix) {
                Some(RuledOut::Excluded)
            } else if let Some(objection) = profile.constraints.objection(course) {
                Some(RuledOut::Against(objection))
            } else if avoid.iter().any(|&tool| uses(catalog, ix, tool)) {
                Some(RuledOut::Against(Objection::Avoided))
            } else if done_rivals.contains(&ix) {
                Some(RuledOut::RivalDone)
            } else if request.needs_prices() && price.is_none() {
                Some(RuledOut::PriceUnknown)
            } else {
                None
            };
            ruled_out.push(why);
            let takes = counting.of(ix);
            let minutes = takes.work.left.0;
            let cents = price.map_or(u64::from(u32::MAX), |p| p.0);
            let n = course.ratings.unwrap_or(0) as f64;
            let shrunk = (n * course.rating.unwrap_or(mean) + PRIOR_RATINGS * mean) / (n + PRIOR_RATINGS);
            tags.push(Tag {
                cost: match request.metric {
                    Metric::Weighted => takes.weighted().0,
                    Metric::Work => minutes,
                    Metric::Hours => takes.work.hours_left().0,
                    Metric::Price => cents,
                    Metric::Courses => 1,
                },
                minutes,
                cents,
                unrated: -((shrunk * 1000.0).round() as i64),
            });
            costs.push(takes);
        }
        let offered: Vec<bool> = (0..catalog.courses().len())
            .map(|i| {
                let ix = CourseIx::from_usize(i);
                // Whoever has forgotten some of it can take it again.
                ruled_out[i].is_none() && (!state.has_done(ix) || state.learns_from(catalog, ix))
            })
            .collect();
        let started = (profile.courses.iter())
            .filter(|(_, record)| record.mark == CourseMark::Started)
            .filter_map(|(id, _)| catalog.course_ix(id.as_str()))
            .filter(|c| offered[c.get()])
            .collect();
        let offer = Offer { offered, waived };
        Self { catalog, profile, state, ruled_out, offer, tags, metric: request.metric, costs, started }
    }

    /// The cost of one course in the metric's unit.
    pub fn cost(&self, course: CourseIx) -> u64 {
        self.tags[course.get()].cost
    }

    /// Whether a course may be proposed and is not done yet.
    pub fn offers(&self, course: CourseIx) -> bool {
        self.offer.offered[course.get()]
    }

    /// Whether `course`'s requirement (and corequisite) holds now, waived ones included.
    pub fn is_ready(&self, course: CourseIx) -> bool {
        let c = self.catalog.course(course);
        self.offer.waived[course.get()]
            || (self.state.meets(self.catalog, &c.requirement) && self.state.meets(self.catalog, &c.corequisite))
    }
}

mod rivals;

/// Counts what courses cost on the way to what a request aims at.
pub(crate) fn counting<'a>(
    catalog: &'a Catalog,
    profile: &'a Profile,
    state: &'a State,
    request: &'a PlanRequest,
) -> Counting<'a> {
    let mut asked: Vec<SkillIx> = Vec::new();
    for goal in &request.aim.goals {
        asked.extend(goal.skills.iter().map(|s| s.skill));
        goal.requirement.leaves(&mut |leaf| {
            if let Requirement::Skill { skill, .. } = leaf {
                asked.push(*skill);
            }
        });
    }
    for &course in &request.aim.to {
        asked.extend(catalog.course(course).teaches.iter().map(|t| t.0));
        asked.extend(needed(catalog, &catalog.course(course).requirement).keys());
    }
    Counting::new((catalog, profile, state), request.costing, &asked, request.opinions.as_deref())
}

/// Whether a course teaches a tool, or cannot do without it.
pub(crate) fn uses(catalog: &Catalog, course: CourseIx, tool: SkillIx) -> bool {
    catalog.effect_on(course, tool).is_some()
        || needed(catalog, &catalog.course(course).requirement).get(&tool).is_some_and(|l| *l > Level::ZERO)
}

/// The answer to one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Solved {
    /// The courses, in id order.
    pub courses: Vec<CourseIx>,
    /// Their cost in the metric's unit.
    pub cost: u64,
    /// Nothing costs less.
    pub lower: u64,
    /// Landmarks whose least hitting set costs `lower` (when proved).
    pub landmarks: Vec<Vec<CourseIx>>,
    /// A weight on each, in 1/[`SCALE`](super::bound::SCALE) of the metric's unit, such that no course
    /// carries more than it costs.
    pub weights: Vec<i128>,
    /// Work units spent.
    pub work: u64,
}

impl Solved {
    /// Whether no set costs less.
    pub fn proved(&self) -> bool {
        self.lower >= self.cost
    }

    /// Whether a landmark contains `course`.
    pub fn meets_landmark(&self, course: CourseIx) -> bool {
        self.landmarks.iter().any(|l| l.binary_search(&course).is_ok())
    }
}

/// Answers questions about one scene, remembering landmarks.
#[derive(Debug, Clone)]
pub struct Kernel<'a> {
    scene: Scene<'a>,
    pool: BTreeSet<Vec<CourseIx>>,
    /// The target that was asked for last: the next question is often about the same.
    last: Option<(Target, Arc<Compiled>)>,
    /// Whether to settle ties between paths of equal cost; only the path that is shown needs it.
    pub(crate) settle_ties: bool,
}

impl<'a> Kernel<'a> {
    /// Knows nothing yet.
    pub fn new(scene: Scene<'a>) -> Self {
        Self { scene, pool: BTreeSet::new(), last: None, settle_ties: false }
    }

    /// The scene.
    pub fn scene(&self) -> &Scene<'a> {
        &self.scene
    }

    /// Puts other prices on the courses, and on what may be done without beyond them; landmarks stay.
    pub(crate) fn price(&mut self, cost: &[u64]) {
        self.scene.tags.resize(cost.len(), Tag::default());
        for (tag, &cost) in self.scene.tags.iter_mut().zip(cost) {
            tag.cost = cost;
        }
    }

    /// The least-cost set for `target` without the courses `without`. `None` if out of reach.
    pub(crate) fn solve(
        &mut self,
        target: &Target,
        without: &[CourseIx],
        effort: Effort,
        cancel: &Cancel,
        progress: &mut dyn FnMut(&[CourseIx], u64),
    ) -> Option<Solved> {
        self.solve_knowing(None, target, without, effort, cancel, progress)
    }

    /// The same from a set that reaches the target, and from landmarks known to be some of this question.
    pub(crate) fn solve_from(
        &mut self,
        start: Option<&[CourseIx]>,
        known: &[Vec<CourseIx>],
        (target, without): (&Target, &[CourseIx]),
        effort: Effort,
        cancel: &Cancel,
    ) -> Option<Solved> {
        self.put(start, Some(known), target, without, effort, cancel, &mut |_, _| {})
    }

    /// The same, starting from landmarks that are known to be some of this very question; from those
    /// of earlier ones, tried out, when `known` is `None`.
    pub(crate) fn solve_knowing(
        &mut self,
        known: Option<&[Vec<CourseIx>]>,
        target: &Target,
        without: &[CourseIx],
        effort: Effort,
        cancel: &Cancel,
        progress: &mut dyn FnMut(&[CourseIx], u64),
    ) -> Option<Solved> {
        self.put(None, known, target, without, effort, cancel, progress)
    }

    /// The network of `target`.
    pub(crate) fn network(&mut self, target: &Target) -> Arc<Compiled> {
        if let Some((_, network)) = self.last.as_ref().filter(|last| last.0 == *target) {
            return network.clone();
        }
        let scene = &self.scene;
        let network = Arc::new(Compiled::new(scene.catalog, scene.state, &scene.offer, target));
        self.last = Some((target.clone(), network.clone()));
        network
    }

    /// The same without some courses.
    fn network_without(&mut self, target: &Target, without: &[CourseIx]) -> Arc<Compiled> {
        let whole = self.network(target);
        if without.is_empty() {
            return whole;
        }
        let stays = |j: &u32| !without.contains(&whole.courses[*j as usize]);
        Arc::new(whole.restrict(&(0..whole.net.len() as u32).filter(stays).collect::<Vec<u32>>()))
    }

    /// The same with courses that rule each other out never both in the set: branches on such a pair.
    #[expect(clippy::too_many_arguments, reason = "the one place where every kind of question comes together")]
    fn put(
        &mut self,
        start: Option<&[CourseIx]>,
        known: Option<&[Vec<CourseIx>]>,
        target: &Target,
        without: &[CourseIx],
        effort: Effort,
        cancel: &Cancel,
        progress: &mut dyn FnMut(&[CourseIx], u64),
    ) -> Option<Solved> {
        let catalog = self.scene.catalog;
        let mut tell = |set: &[CourseIx], lower: u64| {
            if catalog.rivals_among(set).is_none() {
                progress(set, lower);
            }
        };
        let first = self.put_beside(start, known, target, without, effort, cancel, &mut tell)?;
        let Some(pair) = catalog.rivals_among(&first.courses) else { return Some(first) };
        rivals::branch(self, (first, pair), (target, without), effort, cancel)
    }

    /// The same, as if no course ruled out another.
    #[expect(clippy::too_many_arguments, reason = "the one place where every kind of question comes together")]
    fn put_beside(
        &mut self,
        start: Option<&[CourseIx]>,
        known: Option<&[Vec<CourseIx>]>,
        target: &Target,
        without: &[CourseIx],
        effort: Effort,
        cancel: &Cancel,
        progress: &mut dyn FnMut(&[CourseIx], u64),
    ) -> Option<Solved> {
        let full = self.network_without(target, without);
        let scene = &self.scene;
        let tags: Vec<Tag> = full.courses.iter().map(|c| scene.tags[c.get()]).collect();
        let reduced = reduce(&full, &tags, scene.catalog);
        let small = full.restrict(&reduced.keep);
        let tags: Vec<Tag> = small.courses.iter().map(|c| scene.tags[c.get()]).collect();

        let localised = |l: &Vec<CourseIx>| l.iter().filter_map(|&c| small.local(c)).collect::<Vec<u32>>();
        let seeds: BTreeSet<Vec<u32>> = match known {
            Some(known) => known.iter().map(localised).collect(),
            None => self.pool.iter().map(localised).collect(),
        };
        let seeds: Vec<Vec<u32>> = (seeds.into_iter())
            .filter(|l| {
                if known.is_some() {
                    return !l.is_empty();
                }
                let others = (0..small.net.len() as u32).filter(|j| l.binary_search(j).is_err());
                !Reach::with(&small.net, others).at_goal()
            })
            .collect();

        let timed;
        let (limit, cancel) = match effort {
            Effort::Default => (Some(DEFAULT_UNITS), cancel),
            Effort::Units(units) => (Some(units), cancel),
            Effort::Prove => (None, cancel),
            Effort::Time(limit) => {
                timed = cancel.with_time_limit(limit);
                (None, &timed)
            }
        };
        let named = |set: &[u32]| -> Vec<CourseIx> { set.iter().map(|&j| small.courses[j as usize]).collect() };
        let mut tell = |set: &[u32], lower: u64| progress(&named(set), lower);
        let start = start.and_then(|set| set.iter().map(|&c| small.local(c)).collect::<Option<Vec<u32>>>());
        let outcome = solve(
            &small.net,
            &tags,
            &seeds,
            start,
            Control { limit, cancel, progress: &mut tell, ties: self.settle_ties },
        )?;

        // A landmark of the reduced problem, with everything its members stand for, is one of the
        // full problem: whoever was replaced costs no less and does no more.
        let landmarks: Vec<Vec<CourseIx>> = (outcome.landmarks.iter())
            .map(|l| {
                let mut all = named(l);
                let stand_ins =
                    |d: u32| small.local(full.courses[d as usize]).is_some_and(|j| l.binary_search(&j).is_ok());
                all.extend(
                    reduced.replaced.iter().filter(|&&(_, d)| stand_ins(d)).map(|&(c, _)| full.courses[c as usize]),
                );
                all.sort_unstable();
                all
            })
            .collect();
        if self.pool.len() < POOL {
            self.pool.extend(landmarks.iter().cloned());
        }
        Some(Solved {
            courses: named(&outcome.best),
            cost: outcome.cost,
            lower: outcome.lower,
            landmarks,
            weights: outcome.weights,
            work: outcome.work,
        })
    }
}
