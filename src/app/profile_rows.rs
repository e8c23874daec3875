//! The rows of the profile screen.

use super::State;
use crate::domain::{CourseId, GoalId, Level, SkillId};

/// A standing constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKind {
    /// Study time per week.
    HoursPerWeek,
    /// Only free courses.
    FreeOnly,
    /// Languages understood.
    Languages,
    /// Formats wanted.
    Formats,
    /// Providers never proposed.
    ExcludeProviders,
}

impl ConstraintKind {
    /// All of them, in the order shown.
    pub const ALL: [Self; 5] =
        [Self::HoursPerWeek, Self::FreeOnly, Self::Languages, Self::Formats, Self::ExcludeProviders];
    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::HoursPerWeek => "Hours per week",
            Self::FreeOnly => "Free courses only",
            Self::Languages => "Languages",
            Self::Formats => "Formats",
            Self::ExcludeProviders => "Never from",
        }
    }
}

/// A row of the profile screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileRow {
    /// An active goal.
    Goal(GoalId),
    /// A skill: what the learner has, what the active goals ask.
    Skill {
        /// Which skill.
        skill: SkillId,
        /// What the learner has.
        have: Level,
        /// What the active goals ask, if they do.
        need: Option<Level>,
    },
    /// A marked course.
    Course(CourseId),
    /// A standing constraint.
    Constraint(ConstraintKind),
}

impl ProfileRow {
    /// The heading its section stands under.
    pub fn section(&self) -> &'static str {
        match self {
            Self::Goal(_) => "Goals",
            Self::Skill { .. } => "Skills",
            Self::Course(_) => "Courses",
            Self::Constraint(_) => "Constraints",
        }
    }
}

/// All rows: goals, skills that the learner has or the goals ask for, marked courses, constraints.
pub fn profile_rows(state: &State) -> Vec<ProfileRow> {
    let (catalog, profile, levels) = (state.advisor.catalog(), state.advisor.profile(), state.advisor.state());
    let mut rows: Vec<ProfileRow> = profile.goals.iter().cloned().map(ProfileRow::Goal).collect();
    let goals: Vec<_> = profile.goals.iter().filter_map(|id| catalog.goal(id.as_str())).collect();
    for (i, skill) in catalog.skills().iter().enumerate() {
        let ix = crate::domain::SkillIx::from_usize(i);
        let need = goals.iter().flat_map(|g| &g.skills).filter(|s| s.skill == ix).map(|s| s.level).max();
        let have = levels.level(ix);
        if need.is_some() || have > Level::ZERO || profile.skills.contains_key(&skill.id) {
            rows.push(ProfileRow::Skill { skill: skill.id.clone(), have, need });
        }
    }
    rows.extend(profile.courses.keys().cloned().map(ProfileRow::Course));
    rows.extend(ConstraintKind::ALL.map(ProfileRow::Constraint));
    rows
}
