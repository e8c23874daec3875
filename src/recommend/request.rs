//! What is asked of a recommendation.

use super::{component::Millionths, weights::Weights};
use crate::path::PlanRequest;

/// λ of the diversification when nobody says otherwise.
pub const DEFAULT_DIVERSITY: Millionths = 700_000;

/// A request for recommendations.
#[derive(Debug, Clone, PartialEq)]
pub struct RecommendRequest {
    /// Goal, metric and limits. Without a goal, `path` and `gap` have no opinion.
    pub plan: PlanRequest,
    /// How much each component counts.
    pub weights: Weights,
    /// λ: at one million only totals count, at 0 only variety.
    pub lambda: Millionths,
    /// How many to list.
    pub limit: usize,
    /// Everything that may be proposed, not only what is ready and teaches something new.
    pub all: bool,
}

impl RecommendRequest {
    /// Ten courses with default weights.
    pub fn new(plan: PlanRequest) -> Self {
        Self { plan, weights: Weights::default(), lambda: DEFAULT_DIVERSITY, limit: 10, all: false }
    }
    /// Whether there is anything to aim at.
    pub fn has_goal(&self) -> bool {
        !self.plan.aim.goals.is_empty() || !self.plan.aim.to.is_empty()
    }
}
