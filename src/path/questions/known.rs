//! What earlier questions have settled for later ones: answers are kept, and so are landmarks, which often say all
//! there is to say before anything is searched.

use std::collections::BTreeMap;

use super::{Questions, Solved};
use crate::{
    domain::CourseIx,
    path::{
        compile::{Compiled, Target},
        reduce::Tag,
        request::Cancel,
        shared::{Shared, Variant, With},
    },
};

/// What is known by now.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// Made by the first question that needs it.
    shared: Option<Shared>,
    /// Answers that are final.
    settled: BTreeMap<Variant, Option<Least>>,
    /// Made by the first question that needs it.
    plain: Option<Plain>,
}

/// The network of the goal itself.
#[derive(Debug, Clone)]
pub(in crate::path) struct Plain {
    pub compiled: Compiled,
    /// By local index.
    pub tags: Vec<Tag>,
    /// Courses that can be taken at some time, by local index.
    pub startable: Vec<bool>,
}

/// The least-cost set for one way to put the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::path) struct Least {
    /// Its courses, in id order.
    pub courses: Vec<CourseIx>,
    /// What they cost.
    pub cost: u64,
    /// Nothing costs less.
    pub lower: u64,
}

impl From<Solved> for Least {
    fn from(found: Solved) -> Self {
        Self { courses: found.courses, cost: found.cost, lower: found.lower }
    }
}

impl Questions<'_> {
    /// The least-cost set that contains `course`. `None` when there is none.
    pub(in crate::path) fn with(&mut self, course: CourseIx, cancel: &Cancel) -> Option<Least> {
        let mut target = self.target.clone();
        target.taken.push(course);
        let variant = self.shared()?.variant(&target, None)?;
        self.find(variant, (&target, None), Some(course), cancel)
    }

    /// The least-cost set without `course`. `None` when there is none.
    pub(in crate::path) fn without(&mut self, course: CourseIx, cancel: &Cancel) -> Option<Least> {
        self.least(&self.target_free_of(course), Some(course), cancel)
    }

    /// The least-cost set for a target over the same courses, maybe without one of them. `None` if out of reach.
    pub(super) fn least(&mut self, target: &Target, without: Option<CourseIx>, cancel: &Cancel) -> Option<Least> {
        match self.shared().and_then(|shared| shared.variant(target, without)) {
            Some(variant) => self.find(variant, (target, without), None, cancel),
            None => {
                (self.kernel).solve(target, without.as_slice(), self.effort, cancel, &mut |_, _| {}).map(Least::from)
            }
        }
    }

    /// The same for what the landmarks speak of; `on_top` is the course the target has beyond the goal.
    fn find(
        &mut self,
        variant: Variant,
        (target, without): (&Target, Option<CourseIx>),
        on_top: Option<CourseIx>,
        cancel: &Cancel,
    ) -> Option<Least> {
        if let Some(known) = self.known.settled.get(&variant) {
            return known.clone();
        }
        let shared = self.shared()?;
        // What the path itself says of a course on top of it comes first: that is quicker still.
        let near = match on_top.and_then(|course| shared.with(course)) {
            Some(from) if from.lower == from.upper => Some(from),
            from => both(from, shared.least(&variant)),
        };
        let found = match near {
            Some(near) if near.lower == near.upper => {
                Some(Least { courses: near.set, cost: near.upper, lower: near.lower })
            }
            near => {
                let (known, start) = (shared.landmarks_of(&variant), near.as_ref().map(|n| &n.set[..]));
                let question = (target, without.as_slice());
                let found = self.kernel.solve_from(start, &known, question, self.effort, cancel);
                if let Some(found) = &found {
                    self.learn(&found.landmarks, without, variant.is_part());
                }
                let lower = near.map_or(0, |n| n.lower);
                found.map(Least::from).map(|found| Least { lower: found.lower.max(lower), ..found })
            }
        };
        if found.as_ref().is_none_or(|f| f.lower >= f.cost) {
            self.known.settled.insert(variant, found.clone());
        }
        found
    }

    /// Keeps landmarks of a question: with the course it left out they are some of those that do not.
    fn learn(&mut self, landmarks: &[Vec<CourseIx>], without: Option<CourseIx>, of_goal: bool) {
        let Some(shared) = &mut self.known.shared else { return };
        let whole: Vec<Vec<CourseIx>> = (landmarks.iter().filter(|l| !shared.knows(l)))
            .map(|l| {
                let mut all: Vec<CourseIx> = l.iter().copied().chain(without).collect();
                all.sort_unstable();
                all.dedup();
                all
            })
            .collect();
        shared.learn(&whole, of_goal);
    }

    /// The network of the goal itself.
    pub(in crate::path) fn plain(&mut self) -> &Plain {
        let scene = self.kernel.scene();
        self.known.plain.get_or_insert_with(|| {
            let compiled = Compiled::new(scene.catalog, scene.state, &scene.offer, &self.target);
            let tags = compiled.courses.iter().map(|c| scene.tags[c.get()]).collect();
            let reach = compiled.reach_all();
            let startable = (0..compiled.net.len() as u32).map(|j| reach.is_taken(j)).collect();
            Plain { compiled, tags, startable }
        })
    }

    /// What the solved question says about the others. `None` without an answer to it.
    fn shared(&mut self) -> Option<&mut Shared> {
        if self.known.shared.is_none() {
            let mut shared = Shared::new(self.kernel.scene(), &self.target);
            shared.start_from(self.base.as_ref()?);
            self.known.shared = Some(shared);
        }
        self.known.shared.as_mut()
    }
}

/// What two answers to one question say together.
fn both(a: Option<With>, b: Option<With>) -> Option<With> {
    let lower = a.iter().chain(&b).map(|w| w.lower).max()?;
    let best = a.into_iter().chain(b).min_by_key(|w| w.upper)?;
    Some(With { lower, ..best })
}
