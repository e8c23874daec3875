//! What changed between the plan shown last time and the one now.

use std::sync::Arc;

use jiff::civil::Date;

use crate::{
    domain::{CourseMark, Minutes, Profile},
    path::{Plan, PlanGoal, Step},
};

/// The plan that was shown last, before the interface was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Last {
    /// The day it was shown.
    pub on: Date,
    /// The plan.
    pub plan: Arc<Plan>,
}

/// The differences between two plans for the same goals, titles in the order of the plans.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// On the path then, done now.
    pub done: Vec<String>,
    /// On the path now, and not then.
    pub new: Vec<String>,
    /// On the path then, and not now; not done either.
    pub gone: Vec<String>,
    /// Hours to go then.
    pub before: Minutes,
    /// Hours to go now.
    pub now: Minutes,
}

impl Changes {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.done.is_empty() && self.new.is_empty() && self.gone.is_empty() && self.before == self.now
    }
}

/// What changed from one plan to another; `None` where they are for different goals.
pub fn changes(before: &Plan, now: &Plan, profile: &Profile) -> Option<Changes> {
    let ids = |goals: &[PlanGoal]| {
        let mut ids: Vec<_> = goals.iter().map(|g| g.id.clone()).collect();
        ids.sort_unstable();
        ids
    };
    if ids(&before.premises.goals) != ids(&now.premises.goals) {
        return None;
    }
    let is_done = |step: &&Step| profile.mark(step.course.as_str()) == Some(CourseMark::Done);
    let left: Vec<&Step> = before.steps.iter().filter(|s| now.step(s.course.as_str()).is_none()).collect();
    let titles = |steps: Vec<&Step>| steps.into_iter().map(|s| s.title.clone()).collect();
    let (done, gone) = left.into_iter().partition::<Vec<&Step>, _>(is_done);
    let new = now.steps.iter().filter(|s| before.step(s.course.as_str()).is_none()).collect();
    let (before, now) = (before.cost.hours, now.cost.hours);
    Some(Changes { done: titles(done), new: titles(new), gone: titles(gone), before, now })
}
