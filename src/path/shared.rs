//! What landmarks of one question say about the others: those that ask to take one more course, or to do
//! without one, or for less of the goal.
//!
//! A set of courses is a landmark of "the goal and course c" when, without it, chaining misses the goal
//! or never takes c. One chaining over the whole catalog settles that for every c and every part of the goal
//! at once, instead of one per landmark and question.

mod variant;

pub(crate) use variant::Variant;

use std::{collections::BTreeSet, sync::OnceLock};

use super::{
    bound::SCALE,
    compile::{Compiled, Target},
    distance::{Distances, FAR},
    greedy::{Support, only_needed},
    kernel::{Scene, Solved},
    network::Cond,
    reach::Reach,
    solve::gcd,
};
use crate::domain::{CourseIx, Level, SkillIx};

/// A set of courses, one of which is needed for something.
#[derive(Debug, Clone)]
struct Known {
    landmark: Vec<CourseIx>,
    /// The same by local index.
    local: Vec<u32>,
    /// Whether it is known to be needed for the goal.
    of_goal: bool,
    /// Found when someone has to know more.
    missed: OnceLock<Missed>,
}

/// What cannot be had without a set of courses.
#[derive(Debug, Clone)]
struct Missed {
    goal: bool,
    /// Parts of the goal, lower levels among them.
    parts: Vec<bool>,
    /// Courses that are never taken, by local index.
    courses: Vec<bool>,
}

/// Landmarks of a goal and of courses on top of it.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    /// The goal, with lower levels of its skills and every course on offer wanted as well.
    whole: Compiled,
    /// The goal's own pieces.
    goal: Vec<Cond>,
    /// What may be asked for, piece by piece: levels, requirements, courses.
    parts: Target,
    /// How many of each, the first ones, are the goal's own.
    own: (usize, usize, usize),
    /// Courses asked for that are done.
    done: Vec<CourseIx>,
    /// All costs are multiples of this.
    unit: u64,
    known: Vec<Known>,
    seen: BTreeSet<Vec<CourseIx>>,
    /// Costs by local index.
    cost: Vec<u64>,
    base: Option<Base>,
}

/// What the least-cost path itself says about every further course.
#[derive(Debug, Clone)]
struct Base {
    /// What the weights add up to, and what they leave of each course's cost.
    packed: i128,
    left: Vec<i128>,
    /// No path with that course costs less.
    at_least: Vec<u64>,
    /// The courses of the path.
    chosen: Vec<u32>,
    /// How to come to each course from there.
    support: Support,
}

/// Bounds on the least cost of a path with one more course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct With {
    /// No path with that course costs less.
    pub lower: u64,
    /// One costs this much.
    pub upper: u64,
    /// That one.
    pub set: Vec<CourseIx>,
}

impl Shared {
    /// Nothing known yet about `target`, all of which can be reached.
    pub fn new(scene: &Scene<'_>, target: &Target) -> Self {
        let mut parts = target.clone();
        for &(skill, need) in &target.skills {
            parts.skills.extend(levels_below(scene, skill, need).into_iter().map(|level| (skill, level)));
        }
        parts.taken.extend(scene.catalog.course_ixs().filter(|&c| scene.offers(c) && !target.taken.contains(&c)));
        let whole = Compiled::new(scene.catalog, scene.state, &scene.offer, &parts);
        let cost: Vec<u64> = whole.courses.iter().map(|&c| scene.cost(c)).collect();
        let own @ (skills, conditions, taken) = (target.skills.len(), target.requirements.len(), target.taken.len());
        let rest = parts.skills.len()..parts.skills.len() + conditions + taken;
        let goal = whole.pieces[..skills].iter().chain(&whole.pieces[rest]).copied().collect();
        let done = target.taken.iter().copied().filter(|&c| scene.state.has_done(c)).collect();
        let unit = cost.iter().copied().fold(0, gcd).max(1);
        Self { whole, goal, parts, own, done, unit, known: Vec::new(), seen: BTreeSet::new(), cost, base: None }
    }

    /// Takes in the least-cost path for the target alone: its landmarks, and the weights on them.
    pub fn start_from(&mut self, solved: &Solved) {
        self.learn(&solved.landmarks, true);
        let net = &self.whole.net;
        let mut left: Vec<i128> = self.cost.iter().map(|&c| i128::from(c) * SCALE).collect();
        let mut packed = 0;
        for (landmark, &weight) in solved.landmarks.iter().zip(&solved.weights) {
            let local = || landmark.iter().filter_map(|&c| self.whole.local(c));
            // Never more than there is, whatever was handed in.
            let weight = local().map(|j| left[j as usize]).min().unwrap_or(0).min(weight);
            local().for_each(|j| left[j as usize] -= weight);
            packed += weight;
        }
        let mut work = 0;
        let distances = Distances::new(net, &left, &mut work);
        let at_least =
            (0..net.len() as u32).map(|j| rounded(packed, distances.to(j, &left)).max(solved.lower)).collect();
        let chosen: Vec<u32> = solved.courses.iter().filter_map(|&c| self.whole.local(c)).collect();
        let mut guide: Vec<f64> = self.cost.iter().map(|&c| c as f64 + 1e-3).collect();
        chosen.iter().for_each(|&j| guide[j as usize] = 1e-6);
        let support = Support::new(net, &guide);
        self.base = Some(Base { packed, left, at_least, chosen, support });
    }

    /// What the least-cost path itself says about a path with one more course. `None` when it says nothing.
    pub fn with(&self, course: CourseIx) -> Option<With> {
        let base = self.base.as_ref()?;
        let j = self.whole.local(course)?;
        let mut set = base.support.before(&self.whole.net, j)?;
        set.extend(&base.chosen);
        set.push(j);
        set.sort_unstable();
        set.dedup();
        let cost: Vec<f64> = self.cost.iter().map(|&c| c as f64).collect();
        let enough = |reach: &Reach<'_>| reach.is_taken(j) && self.goal.iter().all(|&piece| reach.meets(piece));
        if !enough(&Reach::with(&self.whole.net, set.iter().copied())) {
            return None;
        }
        let set = only_needed(&self.whole.net, set, &cost, &enough, &mut 0);
        if self.whole.rivals_among(&set).is_some() {
            return None;
        }
        let upper = set.iter().map(|&j| self.cost[j as usize]).fold(0, u64::saturating_add);
        let mut lower = base.at_least[j as usize];
        if lower < upper {
            lower = lower.max(self.packed_with(base, j));
        }
        Some(With { lower, upper, set: set.into_iter().map(|j| self.whole.courses[j as usize]).collect() })
    }

    /// The bound of the base's weights, with what the landmarks on the way to one more course add to them.
    fn packed_with(&self, base: &Base, j: u32) -> u64 {
        let (mut packed, mut left) = (base.packed, base.left.clone());
        for known in self.known.iter().filter(|k| self.misses_goal(k) || self.missed(k).courses[j as usize]) {
            let weight = known.local.iter().map(|&i| left[i as usize]).min().unwrap_or(0);
            if weight > 0 {
                known.local.iter().for_each(|&i| left[i as usize] -= weight);
                packed += weight;
            }
        }
        rounded(packed, Distances::new(&self.whole.net, &left, &mut 0).to(j, &left))
    }

    /// Whether these courses are one of the landmarks kept.
    pub fn knows(&self, landmark: &[CourseIx]) -> bool {
        self.seen.contains(landmark)
    }

    /// Keeps landmarks of any question over the same courses; `of_goal` where they are some of the goal's.
    pub fn learn(&mut self, landmarks: &[Vec<CourseIx>], of_goal: bool) {
        for landmark in landmarks {
            if self.seen.insert(landmark.clone()) {
                let local = landmark.iter().filter_map(|&c| self.whole.local(c)).collect();
                self.known.push(Known { landmark: landmark.clone(), local, of_goal, missed: OnceLock::new() });
            }
        }
    }

    fn missed<'k>(&self, known: &'k Known) -> &'k Missed {
        known.missed.get_or_init(|| {
            let n = self.whole.net.len() as u32;
            let reach = Reach::with(&self.whole.net, (0..n).filter(|j| known.local.binary_search(j).is_err()));
            let parts = self.parts.skills.len() + self.parts.requirements.len();
            Missed {
                goal: !self.goal.iter().all(|&piece| reach.meets(piece)),
                parts: self.whole.pieces[..parts].iter().map(|&piece| !reach.meets(piece)).collect(),
                courses: (0..n).map(|j| !reach.is_taken(j)).collect(),
            }
        })
    }

    fn misses_goal(&self, known: &Known) -> bool {
        known.of_goal || self.missed(known).goal
    }
}

/// The levels of a skill some course stops at, above what the learner has and below `need`.
pub(crate) fn levels_below(scene: &Scene<'_>, skill: SkillIx, need: Level) -> BTreeSet<Level> {
    let have = scene.state.level(skill);
    let taught = scene.catalog.taught_by(skill).iter().filter(|(c, _)| scene.offers(*c)).map(|&(_, l)| l);
    taught.filter(|&l| l > have && l < need).collect()
}

/// The sum of two parts of a bound, in whole units.
fn rounded(packed: i128, more: i128) -> u64 {
    if more >= FAR { u64::MAX } else { u64::try_from((packed + more + SCALE - 1).div_euclid(SCALE)).unwrap_or(0) }
}
