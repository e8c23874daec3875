//! What one wants to be able to do.

use super::{GoalId, Level, Requirement, RequirementDraft, SkillId, SkillIx};

/// Least and highest weight of an active goal beside the others.
pub const GOAL_WEIGHTS: std::ops::RangeInclusive<f64> = 0.01..=100.0;

/// How much a goal counts beside the others, in thousandths, from what somebody wrote.
///
/// # Errors
/// What is wrong with it, in words.
pub fn goal_weight(written: f64) -> Result<u32, String> {
    if GOAL_WEIGHTS.contains(&written) {
        Ok((written * 1000.0).round() as u32)
    } else {
        Err(format!("the weight of a goal lies between {} and {}", GOAL_WEIGHTS.start(), GOAL_WEIGHTS.end()))
    }
}

/// One skill a goal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GoalSkill<S = SkillIx> {
    /// Which skill.
    pub skill: S,
    /// The level asked for.
    pub level: Level,
    /// How much it counts, in thousandths; 1000 unless the goal says otherwise.
    pub weight: u32,
}

/// A goal as written in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalDraft {
    /// Its id.
    pub id: GoalId,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// Where the facts come from.
    pub source: Option<String>,
    /// The skills it asks for.
    pub skills: Vec<GoalSkill<SkillId>>,
    /// What else must hold.
    pub requirement: RequirementDraft,
    /// Its skills in the order a professional learns them.
    pub stages: Vec<Vec<SkillId>>,
}

/// A goal of a catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Its id.
    pub id: GoalId,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// Where the facts come from.
    pub source: Option<String>,
    /// The skills it asks for, in id order.
    pub skills: Vec<GoalSkill>,
    /// What else must hold; trivial for most goals.
    pub requirement: Requirement,
    /// Its skills in the order a professional learns them; those in none come with the last.
    pub stages: Vec<Vec<SkillIx>>,
}

impl Goal {
    /// The same goal counting that much beside others, in thousandths: all its skills do.
    #[must_use]
    pub fn weighing(mut self, weight: u32) -> Self {
        for skill in &mut self.skills {
            let product = (u64::from(skill.weight) * u64::from(weight) + 500) / 1000;
            skill.weight = u32::try_from(product).unwrap_or(u32::MAX).max(1);
        }
        self
    }
}
