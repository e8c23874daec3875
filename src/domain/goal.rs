//! What one wants to be able to do.

use super::{GoalId, Level, Requirement, RequirementDraft, SkillId, SkillIx};

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
}
