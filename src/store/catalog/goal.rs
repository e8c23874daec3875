//! Goals of a catalog file.

use std::{collections::BTreeSet, sync::Arc};

use toml::de::{DeTable, DeValue};

use super::{
    clause::Clauses,
    entry::{Entry, all, open, required},
};
use crate::{
    domain::{GoalDraft, GoalId, GoalSkill, Requirement, RequirementDraft, SkillId, scrub},
    store::{
        ProblemKind,
        read::{Reader, Value},
    },
};

/// Highest weight of a goal's skill.
pub const MAX_WEIGHT: f64 = 1000.0;

const GOAL_KEYS: &[&str] =
    &["id", "title", "summary", "source", "skills", "weights", "requirement", "stages", "rationale"];

pub(super) fn read(reader: &mut Reader, line: u32, table: &DeTable<'_>) -> Option<Entry<GoalDraft>> {
    let id = open(reader, "goal", line, table, GoalId::new);
    let title = required(reader, line, table, "title");
    let (mut summary, mut source) = (String::new(), None);
    let (mut skills, mut requirement, mut stages) = (Vec::new(), Vec::new(), Vec::new());
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
            "stages" => stages = read_stages(&mut Clauses { reader, references: &mut references }, value),
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
    let requirement = all(requirement);
    if let Some(value) = table.get("stages") {
        known_stages(reader, reader.line(value), &stages, &skills, &requirement);
    }
    let draft = GoalDraft { id, title, summary, source, skills, requirement, stages };
    Some(Entry { draft, file: Arc::clone(&reader.file), line, references })
}

fn read_stages(clauses: &mut Clauses<'_>, value: &Value<'_>) -> Vec<Vec<SkillId>> {
    let Some(list) = clauses.reader.list(value, "stages") else { return Vec::new() };
    list.iter().enumerate().map(|(i, stage)| clauses.skill_ids(stage, &format!("stages[{i}]"))).collect()
}

/// Each skill of a stage is one the goal asks for, and stands in one stage.
fn known_stages(
    reader: &mut Reader,
    line: u32,
    stages: &[Vec<SkillId>],
    skills: &[GoalSkill<SkillId>],
    requirement: &RequirementDraft,
) {
    let mut asked: BTreeSet<&SkillId> = skills.iter().map(|s| &s.skill).collect();
    requirement.leaves(&mut |leaf| {
        if let Requirement::Skill { skill, .. } = leaf {
            asked.insert(skill);
        }
    });
    let mut seen = BTreeSet::new();
    for skill in stages.iter().flatten() {
        let message = if !seen.insert(skill) {
            format!("`{skill}` stands in two stages")
        } else if !asked.contains(skill) {
            format!("`{skill}` has a stage and is not asked for by the goal")
        } else {
            continue;
        };
        reader.problem(ProblemKind::BadGoal, line, "stages", message);
    }
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
