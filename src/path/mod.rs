//! The kernel: the least-cost path from a state to a goal, with a proof.

mod bound;
mod compile;
mod cuts;
mod greedy;
mod lp;
mod network;
mod plan;
mod reach;
mod reduce;
mod request;
mod solve;

pub use plan::{
    Blocked, Cost, Landmark, Metric, Missing, NeededBy, Plan, PlanCourse, PlanGoal, Premises, RuledOut, Status, Step,
    StepReason, Unmet, Wanted,
};
pub use request::{Aim, Cancel, Effort, Money, PlanRequest};
#[cfg(test)] mod trial;
