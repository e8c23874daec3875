//! The least-cost set of courses for any target over one learner and catalog. Landmarks found for one
//! question are kept and tried on the next: each is tested by leaving it out and chaining, so reuse is
//! always sound.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    compile::{Compiled, Offer, Target},
    plan::{Metric, RuledOut},
    reach::Reach,
    reduce::{Tag, reduce},
    request::{Cancel, Effort, PlanRequest},
    solve::{Control, solve},
};
use crate::domain::{Catalog, CourseIx, CourseMark, CourseStatus, Profile, State, Work};

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
    pub(crate) state: &'a State,
    pub(crate) ruled_out: Vec<Option<RuledOut>>,
    pub(crate) offer: Offer,
    pub(crate) tags: Vec<Tag>,
    pub(crate) metric: Metric,
    /// What each course takes; courses of a saved plan's world have none.
    pub(crate) work: Vec<Work>,
    /// Courses under way that may be proposed, in id order.
    pub(crate) started: Vec<CourseIx>,
}

impl<'a> Scene<'a> {
    /// The scene of a request.
    pub fn new(catalog: &'a Catalog, profile: &Profile, state: &'a State, request: &PlanRequest) -> Self {
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
        let mut work = Vec::with_capacity(catalog.courses().len());
        for (i, course) in catalog.courses().iter().enumerate() {
            let ix = CourseIx::from_usize(i);
            let price = request.money.convert(course.price, course.currency).or(request.money.assume_price);
            let why = if course.status == CourseStatus::Retired {
                Some(RuledOut::Retired)
            } else if profile.mark(course.id.as_str()) == Some(CourseMark::Hidden) {
                Some(RuledOut::Hidden)
            } else if request.exclude.contains(&ix) {
                Some(RuledOut::Excluded)
            } else if !profile.constraints.allow(course) {
                Some(RuledOut::Constraints)
            } else if request.needs_prices() && price.is_none() {
                Some(RuledOut::PriceUnknown)
            } else {
                None
            };
            ruled_out.push(why);
            let takes = Work::of(course, profile, request.assume_hours);
            work.push(takes);
            let minutes = takes.left.0;
            let cents = price.map_or(u64::from(u32::MAX), |p| p.0);
            let n = course.ratings.unwrap_or(0) as f64;
            let shrunk = (n * course.rating.unwrap_or(mean) + PRIOR_RATINGS * mean) / (n + PRIOR_RATINGS);
            tags.push(Tag {
                cost: match request.metric {
                    Metric::Hours => minutes,
                    Metric::Price => cents,
                    Metric::Courses => 1,
                },
                minutes,
                cents,
                unrated: -((shrunk * 1000.0).round() as i64),
            });
        }
        let offered: Vec<bool> = (0..catalog.courses().len())
            .map(|i| ruled_out[i].is_none() && !state.has_done(CourseIx::from_usize(i)))
            .collect();
        let started = (profile.courses.iter())
            .filter(|(_, record)| record.mark == CourseMark::Started)
            .filter_map(|(id, _)| catalog.course_ix(id.as_str()))
            .filter(|c| offered[c.get()])
            .collect();
        let offer = Offer { offered, waived };
        Self { catalog, state, ruled_out, offer, tags, metric: request.metric, work, started }
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
        let full = self.network_without(target, without);
        let scene = &self.scene;
        let tags: Vec<Tag> = full.courses.iter().map(|c| scene.tags[c.get()]).collect();
        let reduced = reduce(&full, &tags);
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
