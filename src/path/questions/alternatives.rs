//! For each course of the path, the best path without it.

use super::{Extra, Questions};
use crate::{
    domain::{CourseId, CourseIx},
    path::request::{Cancel, PlanRequest},
};

/// The best path without one of its courses.
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// Which course is done without.
    pub course: CourseId,
    /// What that costs more: the course's slack. `None` when no path goes without it.
    pub extra: Option<Extra>,
    /// Courses that come in its place.
    pub adds: Vec<CourseId>,
    /// Courses that go with it, itself left out.
    pub drops: Vec<CourseId>,
}

impl Questions<'_> {
    /// For each course of the path, in id order, the best path without it.
    pub fn alternatives(&mut self, cancel: &Cancel) -> Vec<Alternative> {
        let chosen = self.chosen().to_vec();
        chosen.iter().map(|&course| self.alternative(course, cancel)).collect()
    }

    /// The best path without one course of the path.
    pub fn alternative(&mut self, course: CourseIx, cancel: &Cancel) -> Alternative {
        let chosen = self.chosen().to_vec();
        let id = |c: &CourseIx| self.kernel.scene().catalog.course(*c).id.clone();
        let nothing = Alternative { course: id(&course), extra: None, adds: Vec::new(), drops: Vec::new() };
        let Some((cost, lower)) = self.base.as_ref().map(|b| (b.cost, b.lower)) else { return nothing };
        // A landmark of one says it already.
        let alone = |l: &Vec<CourseIx>| l[..] == [course];
        let needed =
            self.target.taken.contains(&course) || self.base.as_ref().is_some_and(|b| b.landmarks.iter().any(alone));
        if needed && !self.keeps(course) {
            return nothing;
        }
        let Some(without) = self.without(course, cancel) else { return nothing };
        let id = |c: &CourseIx| self.kernel.scene().catalog.course(*c).id.clone();
        let extra = Extra { lower: without.lower.saturating_sub(cost), upper: without.cost.saturating_sub(lower) };
        Alternative {
            extra: Some(extra),
            adds: without.courses.iter().filter(|c| !chosen.contains(c)).map(id).collect(),
            drops: chosen.iter().filter(|c| **c != course && !without.courses.contains(c)).map(id).collect(),
            ..nothing
        }
    }
}

impl PlanRequest {
    /// The same question with a course kept off the path.
    #[must_use]
    pub fn excluding(&self, course: CourseIx) -> Self {
        let mut out = self.clone();
        out.require.retain(|c| *c != course);
        if !out.exclude.contains(&course) {
            out.exclude.push(course);
        }
        out
    }
    /// The same question with a course put on the path.
    #[must_use]
    pub fn requiring(&self, course: CourseIx) -> Self {
        let mut out = self.clone();
        out.exclude.retain(|c| *c != course);
        if !out.require.contains(&course) {
            out.require.push(course);
        }
        out
    }
    /// The same question with one course kept off the path and another put onto it.
    #[must_use]
    pub fn swapping(&self, off: CourseIx, on: CourseIx) -> Self {
        self.excluding(off).requiring(on)
    }
}
