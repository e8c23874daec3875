//! What landmarks of one question say about the others that ask to take one more course.
//!
//! A set of courses is a landmark of "the goal and course c" when, without it, chaining misses the goal
//! or never takes c. One chaining over the whole catalog settles that for every c at once, instead of one
//! per landmark and question.

use std::collections::BTreeSet;

use super::{
    bound::SCALE,
    compile::{Compiled, Target},
    distance::{Distances, FAR},
    greedy::{Support, only_needed},
    kernel::{Scene, Solved},
    reach::Reach,
};
use crate::domain::CourseIx;

/// A set of courses and what cannot be had without it.
#[derive(Debug, Clone)]
struct Known {
    landmark: Vec<CourseIx>,
    /// The same by local index.
    local: Vec<u32>,
    /// Whether the goal itself is out of reach.
    goal: bool,
    /// The courses that are never taken, by local index.
    blocks: Vec<bool>,
}

/// Landmarks of a goal and of courses on top of it.
#[derive(Debug, Clone)]
pub(crate) struct Shared {
    /// The goal, with every course on offer wanted as well.
    whole: Compiled,
    /// How many of the pieces are the goal's own.
    goal: usize,
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
    /// What it takes to come to each course from there; `None` when it cannot be had.
    before: Vec<Option<Vec<u32>>>,
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
        let mut all = target.clone();
        let goal = all.skills.len() + all.requirements.len() + all.taken.len();
        all.taken.extend(scene.catalog.course_ixs().filter(|&c| scene.offers(c) && !target.taken.contains(&c)));
        let whole = Compiled::new(scene.catalog, scene.state, &scene.offer, &all);
        let cost = whole.courses.iter().map(|&c| scene.cost(c)).collect();
        Self { whole, goal, known: Vec::new(), seen: BTreeSet::new(), cost, base: None }
    }

    /// Takes in the least-cost path for the target alone: its landmarks, and the weights on them.
    pub fn start_from(&mut self, solved: &Solved) {
        self.learn(&solved.landmarks);
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
        let before = (0..net.len() as u32).map(|j| support.before(j)).collect();
        self.base = Some(Base { packed, left, at_least, chosen, before });
    }

    /// What the least-cost path itself says about a path with one more course. `None` when it says nothing.
    pub fn with(&self, course: CourseIx) -> Option<With> {
        let base = self.base.as_ref()?;
        let j = self.whole.local(course)?;
        let mut set: Vec<u32> = base.chosen.iter().copied().chain(base.before[j as usize].clone()?).collect();
        set.push(j);
        set.sort_unstable();
        set.dedup();
        let cost: Vec<f64> = self.cost.iter().map(|&c| c as f64).collect();
        let goal = &self.whole.pieces[..self.goal];
        let enough = |reach: &Reach<'_>| reach.is_taken(j) && goal.iter().all(|&piece| reach.meets(piece));
        if !enough(&Reach::with(&self.whole.net, set.iter().copied())) {
            return None;
        }
        let set = only_needed(&self.whole.net, set, &cost, &enough, &mut 0);
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
        for known in self.known.iter().filter(|k| k.goal || k.blocks[j as usize]) {
            let weight = known.local.iter().map(|&i| left[i as usize]).min().unwrap_or(0);
            if weight > 0 {
                known.local.iter().for_each(|&i| left[i as usize] -= weight);
                packed += weight;
            }
        }
        rounded(packed, Distances::new(&self.whole.net, &left, &mut 0).to(j, &left))
    }

    /// Keeps landmarks of any question over the same courses.
    pub fn learn(&mut self, landmarks: &[Vec<CourseIx>]) {
        for landmark in landmarks {
            if !self.seen.insert(landmark.clone()) {
                continue;
            }
            let left_out: Vec<u32> = landmark.iter().filter_map(|&c| self.whole.local(c)).collect();
            let n = self.whole.net.len() as u32;
            let reach = Reach::with(&self.whole.net, (0..n).filter(|j| !left_out.contains(j)));
            let goal = !self.whole.pieces.iter().take(self.goal).all(|&piece| reach.meets(piece));
            let blocks = (0..n).map(|j| !reach.is_taken(j)).collect();
            self.known.push(Known { landmark: landmark.clone(), local: left_out, goal, blocks });
        }
    }

    /// The known landmarks of "the goal and `course`".
    pub fn landmarks(&self, course: CourseIx) -> Vec<Vec<CourseIx>> {
        let own = self.whole.local(course);
        let holds = |k: &&Known| k.goal || own.is_some_and(|j| k.blocks[j as usize]);
        self.known.iter().filter(holds).map(|k| k.landmark.clone()).collect()
    }
}

/// The sum of two parts of a bound, in whole units.
fn rounded(packed: i128, more: i128) -> u64 {
    if more >= FAR { u64::MAX } else { u64::try_from((packed + more + SCALE - 1).div_euclid(SCALE)).unwrap_or(0) }
}
