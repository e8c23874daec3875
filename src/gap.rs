//! Gap analysis and readiness (how far the learner is from what the goal asks).

use crate::domain::{CourseId, Level, Minutes, SkillId};

/// One goal skill the learner is short in.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillGap {
    /// Which skill.
    pub skill: SkillId,
    /// Its name.
    pub name: String,
    /// What the learner has.
    pub current: Level,
    /// What the goal asks.
    pub required: Level,
    /// `max(0, required − current)`.
    pub gap: Level,
    /// How much the goal cares, in thousandths.
    pub weight: u32,
    /// `w·gap·(1 + B)`, with `B` in 0..=1; in levels.
    pub priority: f64,
    /// `B`: the share of the total weighted gap that cannot be closed if this skill cannot be raised.
    pub blocks: f64,
    /// Least hours that close this gap alone; `None` when nothing does.
    pub hours_alone: Option<Minutes>,
    /// Whether `hours_alone` is proved least.
    pub hours_proved: bool,
    /// The highest level reachable.
    pub reachable: Level,
    /// Courses that raise the skill above `current`, cheapest sufficient first.
    pub taught_by: Vec<CourseId>,
}

/// The learner against a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct GapReport {
    /// Ids and titles of what is aimed at.
    pub goals: Vec<(String, String)>,
    /// Σ w·min(have, need) / Σ w·need; `None` for a goal without skills.
    pub readiness: Option<f64>,
    /// Σ w·[have ≥ need] / Σ w; `None` for a goal without skills.
    pub coverage: Option<f64>,
    /// Skills the learner is short in, highest priority first.
    pub gaps: Vec<SkillGap>,
    /// Skills already there: skill, name, have, need.
    pub met: Vec<(SkillId, String, Level, Level)>,
}
