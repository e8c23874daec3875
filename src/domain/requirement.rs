//! Monotone conditions on a learner's state.

use super::{CourseId, CourseIx, Credits, Level, SkillId, SkillIx};

/// A monotone condition: more courses and higher levels never make it false. There is no NOT.
///
/// Generic over how skills and courses are named: by id in drafts, by index in a linked catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requirement<S = SkillIx, C = CourseIx> {
    /// Every part holds; the empty `All` always holds.
    All(Vec<Requirement<S, C>>),
    /// At least one part holds; the empty `Any` never holds.
    Any(Vec<Requirement<S, C>>),
    /// At least `n` of the parts hold.
    AtLeast {
        /// How many.
        n: u32,
        /// Of which.
        of: Vec<Requirement<S, C>>,
    },
    /// The skill has reached the level, however that came about.
    Skill {
        /// Which skill.
        skill: S,
        /// The least level.
        level: Level,
    },
    /// The course, or one it is `same_as`, is completed; or it teaches something and the
    /// learner's levels reach all of it.
    Course(C),
    /// The course, or one it is `same_as`, is completed; levels do not stand in for it.
    Taken(C),
    /// The completed courses among these count for so many credits, those that are the same course once.
    Credits {
        /// How many.
        least: Credits,
        /// Of which.
        of: Vec<C>,
    },
    /// Something about the learner that no course brings, such as a programme they are enrolled in.
    Fact(String),
}

/// A requirement as written in a file, naming things by id.
pub type RequirementDraft = Requirement<SkillId, CourseId>;

impl<S, C> Requirement<S, C> {
    /// The condition that always holds.
    pub const fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Whether this is an empty conjunction.
    pub fn is_trivial(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    /// Deepest nesting of clauses; a leaf has depth 1.
    pub fn depth(&self) -> usize {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast { of: parts, .. } => {
                1 + parts.iter().map(Self::depth).max().unwrap_or(0)
            }
            _ => 1,
        }
    }

    /// Visits every leaf, in written order.
    pub fn leaves<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast { of: parts, .. } => {
                parts.iter().for_each(|p| p.leaves(visit));
            }
            leaf => visit(leaf),
        }
    }

    /// Visits every course that is named, in written order.
    pub fn courses<'a>(&'a self, visit: &mut dyn FnMut(&'a C)) {
        self.leaves(&mut |leaf| match leaf {
            Self::Course(course) | Self::Taken(course) => visit(course),
            Self::Credits { of, .. } => of.iter().for_each(&mut *visit),
            _ => {}
        });
    }

    /// Renames skills and courses; the first name without a translation is the error.
    pub fn try_map<S2, C2, E>(
        &self,
        skill: &mut dyn FnMut(&S) -> Result<S2, E>,
        course: &mut dyn FnMut(&C) -> Result<C2, E>,
    ) -> Result<Requirement<S2, C2>, E> {
        let mut many =
            |parts: &[Self]| -> Result<Vec<_>, E> { parts.iter().map(|p| p.try_map(skill, course)).collect() };
        Ok(match self {
            Self::All(parts) => Requirement::All(many(parts)?),
            Self::Any(parts) => Requirement::Any(many(parts)?),
            Self::AtLeast { n, of } => Requirement::AtLeast { n: *n, of: many(of)? },
            Self::Skill { skill: s, level } => Requirement::Skill { skill: skill(s)?, level: *level },
            Self::Course(c) => Requirement::Course(course(c)?),
            Self::Taken(c) => Requirement::Taken(course(c)?),
            Self::Credits { least, of } => {
                Requirement::Credits { least: *least, of: of.iter().map(course).collect::<Result<_, _>>()? }
            }
            Self::Fact(fact) => Requirement::Fact(fact.clone()),
        })
    }

    /// Whether the condition holds, given what holds of each leaf.
    pub fn holds(&self, leaf: &dyn Fn(&Self) -> bool) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|p| p.holds(leaf)),
            Self::Any(parts) => parts.iter().any(|p| p.holds(leaf)),
            Self::AtLeast { n, of } => of.iter().filter(|p| p.holds(leaf)).count() >= *n as usize,
            _ => leaf(self),
        }
    }
}
