//! What weights decide: where another path takes less work, what speaks against it, and what a tool that is a rival
//! of the learner's own could be done without for.

use super::{
    cost::{CourseCost, WeightReason, WeightTerm},
    kernel::Scene,
    plan::{Metric, Plan, Step},
    questions::{Extra, Questions},
    request::Cancel,
};
use crate::domain::{CourseId, CourseIx, Minutes};

/// A path of less work that the weights of its courses keep from being the best.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preferred {
    /// How much less work it takes.
    pub less_work: Minutes,
    /// How much more its work weighs.
    pub weighs: Extra,
    /// Its courses that the best path does not have and whose weight counts most, and what that is made of.
    pub against: Vec<(CourseId, Vec<WeightReason>)>,
}

/// Courses named that speak against a path.
const NAMED: usize = 2;

/// What keeps `other` from being preferred to `best`, where it takes less work and `weighs` more.
pub(super) fn preferred(scene: &Scene<'_>, best: &[CourseIx], other: &[CourseIx], weighs: Extra) -> Option<Preferred> {
    if scene.metric != Metric::Weighted || weighs.lower == 0 {
        return None;
    }
    let cost = |c: &CourseIx| &scene.costs[c.get()];
    let work = |set: &[CourseIx]| -> Minutes { set.iter().map(|c| cost(c).work.left).sum() };
    let less = work(best).0.checked_sub(work(other).0).filter(|less| *less > 0)?;
    let mut against: Vec<&CourseIx> = other.iter().filter(|c| !best.contains(c)).collect();
    against.sort_by_key(|c| (std::cmp::Reverse(cost(c).misfit()), **c));
    let against = (against.into_iter().take(NAMED))
        .map(|c| (scene.catalog.course(*c).id.clone(), deciding(cost(c))))
        .filter(|(_, reasons)| !reasons.is_empty())
        .collect();
    Some(Preferred { less_work: Minutes(less), weighs, against })
}

/// The terms that make a weight what it is: those that add at least half of what the largest adds.
fn deciding(cost: &CourseCost) -> Vec<WeightReason> {
    let most = cost.reasons.iter().map(|r| r.adds).max().unwrap_or(0);
    cost.reasons.iter().filter(|r| r.adds > 0 && 2 * r.adds >= most).cloned().collect()
}

impl Step {
    /// Whether it is about a rival of the learner's own tools.
    pub fn clashes(&self) -> bool {
        self.weight_reasons.iter().any(|r| r.term == WeightTerm::Clash)
    }
}

impl Questions<'_> {
    /// For each step of `plan` that is about a rival of the learner's own tools, what doing without it costs more;
    /// `None` where no path goes without it.
    pub fn doing_without(&mut self, plan: &Plan, cancel: &Cancel) -> Vec<(CourseId, Option<Extra>)> {
        let catalog = self.scene().catalog;
        let clashing = plan.steps.iter().filter(|step| step.clashes());
        clashing
            .filter_map(|step| {
                let extra = self.slack(catalog.course_ix(step.course.as_str())?, cancel);
                Some((step.course.clone(), extra))
            })
            .collect()
    }
}
