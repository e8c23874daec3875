//! What landmarks of one question say about the others that ask to take one more course.
//!
//! A set of courses is a landmark of "the goal and course c" when, without it, chaining misses the goal
//! or never takes c. One chaining over the whole catalog settles that for every c at once, instead of one
//! per landmark and question.

use std::collections::BTreeSet;

use super::{
    compile::{Compiled, Target},
    kernel::Scene,
    reach::Reach,
};
use crate::domain::CourseIx;

/// A set of courses and what cannot be had without it.
#[derive(Debug, Clone)]
struct Known {
    landmark: Vec<CourseIx>,
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
}

impl Shared {
    /// Nothing known yet about `target`, all of which can be reached.
    pub fn new(scene: &Scene<'_>, target: &Target) -> Self {
        let mut all = target.clone();
        let goal = all.skills.len() + all.requirements.len() + all.taken.len();
        all.taken.extend(scene.catalog.course_ixs().filter(|&c| scene.offers(c) && !target.taken.contains(&c)));
        let whole = Compiled::new(scene.catalog, scene.state, &scene.offer, &all);
        Self { whole, goal, known: Vec::new(), seen: BTreeSet::new() }
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
            self.known.push(Known { landmark: landmark.clone(), goal, blocks });
        }
    }

    /// The known landmarks of "the goal and `course`".
    pub fn landmarks(&self, course: CourseIx) -> Vec<Vec<CourseIx>> {
        let own = self.whole.local(course);
        let holds = |k: &&Known| k.goal || own.is_some_and(|j| k.blocks[j as usize]);
        self.known.iter().filter(holds).map(|k| k.landmark.clone()).collect()
    }
}
