//! The pure vocabulary of the program: ids, quantities, skills, courses, requirements, goals, the
//! catalog they make up, and the learner who walks it. Nothing here reads a file, a clock or a terminal.

mod away;
mod catalog;
mod course;
mod edit;
mod goal;
mod ids;
mod level;
mod log;
mod profile;
mod quantity;
mod ratings;
mod requirement;
mod skill;
mod state;
mod term;
mod text;

pub use away::{Away, AwayError};
pub use catalog::{Catalog, CatalogDraft, CatalogHash, LinkProblem, LinkWhere};
pub use course::{Authority, Course, CourseDraft, CourseStatus, Difficulty, HoursOf, Kind};
pub use edit::{ProfileEdit, Step};
pub use goal::{GOAL_WEIGHTS, Goal, GoalDraft, GoalSkill, goal_weight};
pub use ids::{CourseId, CourseIx, GoalId, IdError, MAX_ID_CHARS, SkillId, SkillIx, slug};
pub use level::{Level, LevelError};
pub use log::StudyLog;
pub use profile::{Constraints, CourseMark, CourseRecord, MAX_PARALLEL, Objection, Profile, SkillRecord, Work};
pub use quantity::{Cents, Credits, Currency, MAX_CREDITS, MAX_HOURS, MAX_PRICE, Minutes, QuantityError};
pub use ratings::Ratings;
pub use requirement::{Requirement, RequirementDraft};
pub use skill::{Skill, WorkCurve};
pub use state::State;
pub use term::{Term, TermSpan};
pub use text::scrub;
