//! The kernel: the least-cost path from a state to a goal, with a proof.

mod plan;
mod request;

pub use plan::{
    Blocked, Cost, Landmark, Metric, Missing, NeededBy, Plan, PlanCourse, PlanGoal, Premises, RuledOut, Status, Step,
    StepReason, Unmet, Wanted,
};
pub use request::{Aim, Cancel, Effort, Money, PlanRequest};
