//! Goals of a catalog file.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::{
    clause::Clauses,
    entry::{Entry, all, open, required},
};
use crate::{
    domain::{GoalDraft, GoalId, GoalSkill, Requirement, SkillId, scrub},
    store::{
        ProblemKind,
        read::{Reader, Value},
    },
};

/// Highest weight of a goal's skill.
pub const MAX_WEIGHT: f64 = 1000.0;

const GOAL_KEYS: &[&str] = &["id", "title", "summary", "source", "skills", "weights", "requirement", "rationale"];

pub(super) fn read(reader: &mut Reader, line: u32, table: &DeTable<'_>) -> Option<Entry<GoalDraft>> {
    let id = open(reader, "goal", line, table, GoalId::new);
    let title = required(reader, line, table, "title");
    let (mut summary, mut source) = (String::new(), None);
    let (mut skills, mut requirement) = (Vec::new(), Vec::new());
    let mut references = Vec::new();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "id" | "title" | "weights" => {}
            "summary" => summary = reader.text(value, "summary").unwrap_or_default(),
            "source" => source = reader.words(value, "source"),
            "rationale" => {
                reader.text(value, "rationale");
            }
            "skills" => skills = goal_skills(&mut Clauses { reader, references: &mut references }, value),
            "requirement" => {
                requirement = Clauses { reader, references: &mut references }.list(value, "requirement");
            }
            _ => reader.unknown_key(key, "", GOAL_KEYS),
        }
    }
    if let Some(value) = table.get("weights") {
        weights(reader, value, table, &mut skills);
    }
    let empty = |key| match table.get(key).map(|v| v.get_ref()) {
        None => true,
        Some(DeValue::Table(t)) => t.is_empty(),
        Some(DeValue::Array(a)) => a.is_empty(),
        Some(_) => false,
    };
    if empty("skills") && empty("requirement") {
        reader.problem(
            ProblemKind::BadGoal,
            line,
            "skills",
            "it asks for nothing; give it `skills` or a `requirement`",
        );
    }
    let id = id?;
    let title = title.unwrap_or_else(|| id.to_string());
    let draft = GoalDraft { id, title, summary, source, skills, requirement: all(requirement) };
    Some(Entry { draft, file: Arc::clone(&reader.file), line, references })
}

/// A weight as the program keeps it: in thousandths.
pub(super) fn weight(written: f64) -> u32 {
    (written * 1000.0).round() as u32
}

fn goal_skills(clauses: &mut Clauses<'_>, value: &Value<'_>) -> Vec<GoalSkill<SkillId>> {
    let asked = clauses.skills(value, "skills");
    let mut out = Vec::with_capacity(asked.len());
    for clause in asked {
        if let Requirement::Skill { skill, level } = clause {
            out.push(GoalSkill { skill, level, weight: 1000 });
        }
    }
    out
}

fn weights(reader: &mut Reader, value: &Value<'_>, goal: &DeTable<'_>, skills: &mut [GoalSkill<SkillId>]) {
    let Some(table) = reader.table(value, "weights") else { return };
    for (name, value) in table {
        let path = format!("weights.{}", name.get_ref());
        let weight = reader.quantity(value, &path, |w| {
            // Below half a thousandth it would round to nothing.
            if (0.001..=MAX_WEIGHT).contains(&w) {
                Ok(weight(w))
            } else {
                Err(format!("a weight lies between 0.001 and {MAX_WEIGHT}, and {w} does not"))
            }
        });
        let asked = matches!(goal.get("skills").map(|v| v.get_ref()), Some(DeValue::Table(t)) if t.contains_key(name.get_ref().as_ref()));
        if !asked {
            let line = reader.line(name);
            let message = format!("`{}` has a weight but is not among the goal's skills", scrub(name.get_ref()));
            reader.problem(ProblemKind::BadGoal, line, &path, message);
        }
        if let (Some(weight), Some(skill)) =
            (weight, skills.iter_mut().find(|s| s.skill.as_str() == name.get_ref().as_ref()))
        {
            skill.weight = weight;
        }
    }
}
