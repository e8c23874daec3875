//! Something one can be good at.

use super::SkillId;

/// A skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// Its id.
    pub id: SkillId,
    /// Its name for people.
    pub name: String,
    /// The area it belongs to, such as `mathematics`.
    pub area: String,
    /// Other names people search for.
    pub aliases: Vec<String>,
}
