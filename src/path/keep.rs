//! Planning again keeps what is under way: a course the learner has started stays on the path as long as it
//! brings something, also where another path would be shorter by now. It is required, so that the certificate
//! and `verify` speak of paths with it; what letting go of it would save is told.

use super::{
    compile::{Compiled, Target},
    kernel::{Kernel, Scene, Solved},
    plan::{Plan, UnderWay, UnderWayPlace},
    reach::Reach,
    request::{Cancel, Effort, PlanRequest},
    target::within_reach,
};
use crate::domain::CourseIx;

/// A question's effort and flag, for several questions that share the time there is.
pub(crate) fn share_time(effort: Effort, cancel: &Cancel) -> (Effort, Cancel) {
    match effort {
        Effort::Time(limit) => (Effort::Prove, cancel.with_time_limit(limit)),
        other => (other, cancel.clone()),
    }
}

/// Courses under way that `target`, for which `base` was found, is to keep: with all of them required, those
/// that the path found could be without are let go of, until it needs every one. Nothing when `base` has all
/// of those anyway.
pub(crate) fn keep(
    kernel: &mut Kernel<'_>,
    request: &PlanRequest,
    target: &Target,
    base: Option<&Solved>,
    effort: Effort,
    cancel: &Cancel,
) -> Vec<CourseIx> {
    let Some(base) = base.filter(|base| !request.switch && !base.courses.is_empty()) else { return Vec::new() };
    let scene = kernel.scene();
    let plain = Compiled::new(scene.catalog, scene.state, &scene.offer, target);
    let mut kept: Vec<CourseIx> =
        (scene.started.iter().copied()).filter(|c| plain.local(*c).is_some() && !target.taken.contains(c)).collect();
    let in_base = |kept: &[CourseIx]| kept.iter().all(|c| base.courses.binary_search(c).is_ok());
    if in_base(&kept) {
        return Vec::new();
    }
    // Of those that can be taken at all.
    let all = within_reach(scene, &with(target, &kept)).target;
    if (&all.skills, &all.requirements) == (&target.skills, &target.requirements) {
        kept = all.taken;
    } else {
        // Some stand in the goal's way: those that do not, one after the other.
        for course in std::mem::take(&mut kept) {
            let more: Vec<CourseIx> = kept.iter().copied().chain([course]).collect();
            if within_reach(scene, &with(target, &more)).unmet.is_empty() {
                kept = more;
            }
        }
    }
    kept.retain(|c| !target.taken.contains(c));
    while !kept.is_empty() {
        // Among paths that cost the same, the one that will be shown is to need them all.
        let ties = std::mem::replace(&mut kernel.settle_ties, true);
        let found = kernel.solve(&with(target, &kept), &[], effort, cancel, &mut |_, _| {});
        kernel.settle_ties = ties;
        let Some(found) = found else { break };
        let needed = needed(kernel.scene(), &plain, &kept, found.courses);
        let settled = needed.len() == kept.len();
        kept = needed;
        if settled {
            break;
        }
    }
    if in_base(&kept) { Vec::new() } else { kept }
}

/// `target`, with these courses to be taken.
pub(crate) fn with(target: &Target, courses: &[CourseIx]) -> Target {
    let mut out = target.clone();
    out.taken.extend(courses.iter().filter(|c| !target.taken.contains(c)));
    out.taken.sort_unstable();
    out
}

/// Those of `kept` that a path could not be without; of two that do the same, the one with less left.
fn needed(scene: &Scene<'_>, plain: &Compiled, kept: &[CourseIx], mut path: Vec<CourseIx>) -> Vec<CourseIx> {
    let mut order = kept.to_vec();
    order.sort_by_key(|&c| (std::cmp::Reverse(scene.tags[c.get()].minutes), c));
    for course in order {
        let rest: Vec<CourseIx> = path.iter().copied().filter(|&c| c != course).collect();
        if Reach::with(&plain.net, rest.iter().filter_map(|&c| plain.local(c))).at_goal() {
            path = rest;
        }
    }
    kept.iter().copied().filter(|c| path.contains(c)).collect()
}

/// What letting go of each kept course would save; `solved` is the path with all of them.
pub(crate) fn savings(
    kernel: &mut Kernel<'_>,
    target: &Target,
    kept: &[CourseIx],
    (base, solved): (&Solved, &Solved),
    effort: Effort,
    cancel: &Cancel,
) -> Vec<(CourseIx, UnderWayPlace)> {
    let mut out = Vec::new();
    for &course in kept {
        let others: Vec<CourseIx> = kept.iter().copied().filter(|&c| c != course).collect();
        let without = match others.is_empty() {
            true => Some((base.lower, base.cost)),
            false => (kernel.solve(&with(target, &others), &[], effort, cancel, &mut |_, _| {}))
                .map(|found| (found.lower, found.cost)),
        };
        let Some((low, high)) = without else { continue };
        let (lower, upper) = (solved.lower.saturating_sub(high), solved.cost.saturating_sub(low));
        let place = if upper == 0 { UnderWayPlace::OnPath } else { UnderWayPlace::Kept { lower, upper } };
        out.push((course, place));
    }
    out
}

/// What a plan does with each course under way; `kept` says what is known of some.
pub(crate) fn told(
    scene: &Scene<'_>,
    target: &Target,
    plan: &Plan,
    kept: &[(CourseIx, UnderWayPlace)],
    switch: bool,
) -> Vec<UnderWay> {
    if scene.started.is_empty() {
        return Vec::new();
    }
    let plain = Compiled::new(scene.catalog, scene.state, &scene.offer, target);
    let place = |c: CourseIx, id: &str| match kept.iter().find(|(k, _)| *k == c) {
        _ if plan.step(id).is_none() && switch && plain.local(c).is_some() => UnderWayPlace::LetGo,
        _ if plan.step(id).is_none() => UnderWayPlace::NotNeeded,
        Some((_, place)) => *place,
        None => UnderWayPlace::OnPath,
    };
    (scene.started.iter())
        .map(|&c| {
            let id = &scene.catalog.course(c).id;
            UnderWay { course: id.clone(), place: place(c, id.as_str()) }
        })
        .collect()
}

/// The same for another plan of the same question, such as a part of it.
pub(crate) fn on_this_plan(mut told: Vec<UnderWay>, plan: &Plan) -> Vec<UnderWay> {
    for course in &mut told {
        course.place = match (plan.step(course.course.as_str()).is_some(), course.place) {
            (true, UnderWayPlace::NotNeeded | UnderWayPlace::LetGo) => UnderWayPlace::OnPath,
            (false, UnderWayPlace::OnPath | UnderWayPlace::Kept { .. }) => UnderWayPlace::LetGo,
            (_, place) => place,
        };
    }
    told
}
