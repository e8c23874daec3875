//! Questions about a path, put to one kernel so that they share what it has learnt.

mod alternatives;
mod known;
mod limits;
mod parts;
mod tradeoffs;

pub use alternatives::Alternative;

pub(crate) use limits::limited;
pub use limits::{Fit, Limited, Ready, Within};
pub use parts::{GoalCost, Part, PartCost, Sensitivity, StepCost, Together};
pub(crate) use tradeoffs::front;
pub use tradeoffs::{Front, Point, Trade};

use self::known::Known;
pub(super) use self::known::Plain;
use super::{
    compile::Target,
    keep::{keep, with},
    kernel::{Kernel, Scene, Solved},
    plan::{Metric, Plan},
    planner::{Planned, plan_with},
    request::{Cancel, Effort, PlanRequest},
    target::{ask, within_reach},
};
use crate::domain::{Catalog, CourseIx, Profile, State};

/// What having to take a course costs, in the metric's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extra {
    /// At least this much.
    pub lower: u64,
    /// At most this much.
    pub upper: u64,
}

impl Extra {
    /// The exact figure, when it is proved.
    pub fn exact(self) -> Option<u64> {
        (self.lower == self.upper).then_some(self.lower)
    }
}

/// The plan for a request, limits left aside, and everything that may be asked about it.
pub(crate) fn inquire<'a>(scene: Scene<'a>, request: &PlanRequest, cancel: &Cancel) -> (Plan, Questions<'a>) {
    let mut kernel = Kernel::new(scene);
    let Planned { plan, target, solved, kept } = plan_with(&mut kernel, request, cancel, &mut |_| {});
    (plan, Questions::about(kernel, target, request.effort, solved, kept))
}

/// One request and everything asked about it.
#[derive(Debug, Clone)]
pub struct Questions<'a> {
    kernel: Kernel<'a>,
    target: Target,
    effort: Effort,
    base: Option<Solved>,
    /// Courses of the target that are there because they are under way.
    kept: Vec<CourseIx>,
    known: Known,
}

impl<'a> Questions<'a> {
    /// Solves the request itself first.
    pub fn new(
        catalog: &'a Catalog,
        profile: &'a Profile,
        state: &'a State,
        request: &PlanRequest,
        cancel: &Cancel,
    ) -> Self {
        let mut kernel = Kernel::new(Scene::new(catalog, profile, state, request));
        let mut target = within_reach(kernel.scene(), &ask(request).target).target;
        let mut base = kernel.solve(&target, &[], request.effort, cancel, &mut |_, _| {});
        let mut kept = Vec::new();
        if !kernel.scene().started.is_empty() {
            kept = keep(&mut kernel, request, &target, base.as_ref(), request.effort, cancel);
        }
        if !kept.is_empty() {
            target = with(&target, &kept);
            base = kernel.solve(&target, &[], request.effort, cancel, &mut |_, _| {});
        }
        Self::about(kernel, target, request.effort, base, kept)
    }

    /// Further questions about what was solved already.
    pub(super) fn about(
        kernel: Kernel<'a>,
        target: Target,
        effort: Effort,
        base: Option<Solved>,
        kept: Vec<CourseIx>,
    ) -> Self {
        Self { kernel, target, effort, base, kept, known: Known::default() }
    }

    /// Whether a course has to be on the path because it is under way, and for nothing else.
    pub(super) fn keeps(&self, course: CourseIx) -> bool {
        self.kept.contains(&course)
    }

    /// What is to be reached, whether this course is kept or not.
    pub(super) fn target_free_of(&self, course: CourseIx) -> Target {
        let mut target = self.target.clone();
        if self.keeps(course) {
            target.taken.retain(|c| *c != course);
        }
        target
    }

    /// The scene.
    pub(super) fn scene(&self) -> &Scene<'a> {
        self.kernel.scene()
    }

    /// What is to be reached.
    pub(super) fn target(&self) -> &Target {
        &self.target
    }

    /// What was found for the path itself.
    pub(super) fn base(&self) -> Option<&Solved> {
        self.base.as_ref()
    }

    /// What is minimised.
    pub fn metric(&self) -> Metric {
        self.kernel.scene().metric
    }

    /// The cost of one course in the metric's unit.
    pub fn cost(&self, course: CourseIx) -> u64 {
        self.kernel.scene().cost(course)
    }

    /// The courses of the least-cost path, in id order.
    pub fn chosen(&self) -> &[CourseIx] {
        self.base.as_ref().map_or(&[], |b| &b.courses)
    }

    /// `OPT(force course) − OPT`. `None` when no path can contain the course.
    pub fn regret(&mut self, course: CourseIx, cancel: &Cancel) -> Option<Extra> {
        let base = self.base.as_ref()?;
        let (cost, lower) = (base.cost, base.lower);
        if base.courses.contains(&course) && base.proved() {
            return Some(Extra { lower: 0, upper: 0 });
        }
        // A ready course that meets no landmark of the proof: whatever contains it pays for it on top
        // of a set that meets them all, and the best path with the course put first costs just that.
        let scene = self.kernel.scene();
        let alone = |c: &CourseIx| !scene.catalog.course(course).excludes.contains(c);
        if base.proved()
            && scene.offers(course)
            && scene.is_ready(course)
            && !base.meets_landmark(course)
            && base.courses.iter().all(alone)
        {
            let cost = scene.cost(course);
            return Some(Extra { lower: cost, upper: cost });
        }
        let forced = self.with(course, cancel)?;
        Some(Extra { lower: forced.lower.saturating_sub(cost), upper: forced.cost.saturating_sub(lower) })
    }

    /// `OPT(without course) − OPT`: what the course saves. `None` when no path goes without it.
    pub fn slack(&mut self, course: CourseIx, cancel: &Cancel) -> Option<Extra> {
        let base = self.base.as_ref()?;
        let (cost, lower) = (base.cost, base.lower);
        if !base.courses.contains(&course) && base.proved() {
            return Some(Extra { lower: 0, upper: 0 });
        }
        let without = self.without(course, cancel)?;
        Some(Extra { lower: without.lower.saturating_sub(cost), upper: without.cost.saturating_sub(lower) })
    }
}
