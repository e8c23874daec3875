//! The kernel: the least-cost path from a state to a goal, with a proof.

mod alone;
mod apart;
mod binding;
mod bound;
mod cases;
mod compile;
mod constrained;
mod core;
mod cost;
mod cuts;
mod diff;
mod distance;
mod format;
mod greedy;
mod keep;
mod kernel;
mod lp;
mod network;
mod order;
mod plan;
mod planner;
mod preferred;
mod purse;
mod questions;
mod reach;
mod reduce;
mod request;
mod rivals;
pub mod schedule;
mod shared;
mod solve;
mod target;
mod verify;
mod why;

pub(crate) use alone::each_alone;
pub(crate) use compile::{Compiled, Target};
pub(crate) use planner::plan;
pub(crate) use reach::Reach;
pub(crate) use target::ask;
pub(crate) use why::why;

pub(crate) use binding::bind;
pub use binding::{Binding, Limit, WayOut};
pub use cases::with_cases;
pub use cost::{
    Costing, Counting, CourseCost, Opinions, WeightReason, WeightTerm, WeightWhy, evidence, taste, work,
    work_of_newcomer,
};
pub use diff::{
    Both, Cause, Causes, Change, Effect, Origin, PlanDiff, Setting, Shift, StepChange, StepFate, causes, changes,
};
pub use format::{ExportChanges, PlanFormat};
pub use kernel::{Kernel, Scene};
pub(crate) use kernel::{counting, uses};
pub use plan::{
    Blocked, Case, Cases, Cost, Landmark, LeastWork, Metric, Missing, NeededBy, Plan, PlanCalendar, PlanCosting,
    PlanCourse, PlanGoal, PlanLimits, PlanSkill, Premises, RuledOut, Status, Step, StepReason, UnderWay, UnderWayPlace,
    Unmet, Wanted, WeightFacts,
};
pub use preferred::Preferred;
pub use questions::{
    Alternative, Extra, Fit, Front, GoalCost, Limited, Part, PartCost, Point, Questions, Ready, Sensitivity, StepCost,
    Together, Trade, Within,
};
pub(crate) use questions::{front, inquire, limited};
pub use request::{Aim, Cancel, Effort, Limits, Money, PlanRequest};
pub use rivals::{Beats, IfAllowed};
pub use verify::{Dates, Mismatch, Verified, verify};
pub use why::{Because, Verdict, Why};
