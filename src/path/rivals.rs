//! What else there is to say of a course that is not on the path: what beats it and in what, which set it shares
//! with one that is, and what allowing it would save.

use super::{
    compile::Target,
    kernel::{Kernel, Scene, Solved},
    plan::{Landmark, RuledOut},
    questions::Extra,
    request::{Cancel, Effort},
    target::{Ask, within_reach},
};
use crate::domain::{Cents, CourseId, CourseIx, Minutes, SkillId};

/// In what one course is better than another, for what is asked here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beats {
    /// Which course is better.
    pub by: CourseId,
    /// How much less time it takes.
    pub less_time: Minutes,
    /// How much less it costs, where both prices are known.
    pub less_money: Option<Cents>,
    /// Skills it teaches to a higher level, or at all.
    pub teaches_more: Vec<SkillId>,
    /// Whether one can start it now, and not the other.
    pub ready_now: bool,
}

/// What would change if a course that is ruled out were allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfAllowed {
    /// What the path would take less.
    pub saves: Extra,
    /// Whether more of the goal would come into reach; the costs are then not of the same thing.
    pub reaches_more: bool,
}

/// In what `by` is better than `course`.
pub(super) fn beats(scene: &Scene<'_>, by: CourseIx, course: CourseIx) -> Beats {
    let (a, b) = (scene.catalog.course(by), scene.catalog.course(course));
    let (x, y) = (&scene.tags[by.get()], &scene.tags[course.get()]);
    let known = a.price.is_some() && b.price.is_some();
    let of_b = |s| b.teaches.iter().find(|t| t.0 == s).map(|t| t.1).unwrap_or_default();
    Beats {
        by: a.id.clone(),
        less_time: Minutes(y.minutes.saturating_sub(x.minutes)),
        less_money: known.then(|| Cents(y.cents.saturating_sub(x.cents))),
        teaches_more: (a.teaches.iter())
            .filter(|&&(s, l)| l > of_b(s) && l > scene.state.level(s))
            .map(|&(s, _)| scene.catalog.skill(s).id.clone())
            .collect(),
        ready_now: scene.is_ready(by) && !scene.is_ready(course),
    }
}

/// The smallest set that holds `course` and of which every path takes one, and those of it that the path takes.
pub(super) fn rivals(scene: &Scene<'_>, base: &Solved, course: CourseIx) -> Option<(Landmark, Vec<CourseId>)> {
    let id = |c: &CourseIx| scene.catalog.course(*c).id.clone();
    let shared = base.landmarks.iter().filter(|l| l.binary_search(&course).is_ok());
    let smallest = shared.min_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)))?;
    let taken = smallest.iter().filter(|c| base.courses.contains(c)).map(id).collect();
    Some((Landmark { courses: smallest.iter().map(id).collect() }, taken))
}

/// What allowing a course that the learner ruled out would save. `None` where nobody can allow it.
pub(super) fn if_allowed(
    scene: &Scene<'_>,
    asked: &Ask,
    target: &Target,
    base: &Solved,
    course: CourseIx,
    (effort, cancel): (Effort, &Cancel),
) -> Option<IfAllowed> {
    let why = scene.ruled_out[course.get()]?;
    if !matches!(why, RuledOut::Hidden | RuledOut::Excluded | RuledOut::Against(_)) {
        return None;
    }
    let mut allowed = scene.clone();
    allowed.ruled_out[course.get()] = None;
    allowed.offer.offered[course.get()] = true;
    let (before, after) = (within_reach(scene, &asked.target), within_reach(&allowed, &asked.target));
    if after.target != before.target || after.unmet.len() < before.unmet.len() {
        return Some(IfAllowed { saves: Extra { lower: 0, upper: 0 }, reaches_more: true });
    }
    // Leaving out a known landmark and this course leaves out what was left out before.
    let widened = |l: &Vec<CourseIx>| {
        let mut wide: Vec<CourseIx> = l.iter().copied().chain([course]).collect();
        wide.sort_unstable();
        wide.dedup();
        wide
    };
    let known: Vec<Vec<CourseIx>> = base.landmarks.iter().map(widened).collect();
    let mut kernel = Kernel::new(allowed);
    let found = kernel.solve_knowing(Some(&known), target, &[], effort, cancel, &mut |_, _| {})?;
    let saves = Extra { lower: base.lower.saturating_sub(found.cost), upper: base.cost.saturating_sub(found.lower) };
    Some(IfAllowed { saves, reaches_more: false })
}
