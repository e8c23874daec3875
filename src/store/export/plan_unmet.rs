//! Needs beyond reach, to TOML and back.

use toml::de::DeTable;

use super::{
    RULED_OUT,
    plan_read::courses,
    plan_write::{ids, line, list, text},
    ruled_out_word,
};
use crate::{
    domain::{CourseId, Credits, SkillId},
    path::{Blocked, Missing, Unmet},
    store::{
        ProblemKind,
        read::{Reader, Value},
    },
};

/// Adds an `[[unmet]]`.
pub(crate) fn write(out: &mut String, need: &Unmet) {
    out.push_str("\n[[unmet]]\n");
    match need {
        Unmet::Skill { skill, required, reachable, blocked } => {
            line(out, "skill", &text(skill.as_str()));
            line(out, "required", &required.to_string());
            line(out, "reachable", &reachable.to_string());
            line(out, "blocked", &list(blocked.iter().map(write_blocked)));
        }
        Unmet::Course(blocked) => line(out, "course", &write_blocked(blocked)),
        Unmet::Requirement(pieces) => line(out, "requirement", &list(pieces.iter().map(write_missing))),
    }
}

fn write_blocked(b: &Blocked) -> String {
    let ruled_out = b.ruled_out.map_or_else(String::new, |r| format!(", ruled_out = {}", text(ruled_out_word(r))));
    let missing = list(b.missing.iter().map(write_missing));
    format!("{{ id = {}, missing = {missing}{ruled_out} }}", text(b.course.as_str()))
}

fn write_missing(piece: &Missing) -> String {
    match piece {
        Missing::Skill { skill, level, reachable } => {
            format!("{{ skill = {}, level = {level}, reachable = {reachable} }}", text(skill.as_str()))
        }
        Missing::Course(course) => format!("{{ course = {} }}", text(course.as_str())),
        Missing::Credits { least, reachable, of } => {
            format!("{{ credits = {least}, reachable = {reachable}, of = {} }}", ids(of))
        }
        Missing::Fact(fact) => format!("{{ fact = {} }}", text(fact)),
    }
}

/// Reads an `[[unmet]]`.
pub(crate) fn read(r: &mut Reader, at: u32, table: &DeTable<'_>) -> Option<Unmet> {
    if let Some(value) = table.get("course") {
        r.only(table, "", &["course"]);
        return Some(Unmet::Course(blocked(r, value, "course")?));
    }
    if let Some(value) = table.get("requirement") {
        r.only(table, "", &["requirement"]);
        return Some(Unmet::Requirement(pieces(r, value, "requirement")?));
    }
    r.only(table, "", &["skill", "required", "reachable", "blocked"]);
    let skill = r.need(at, table, "skill", |r, v| r.id(v, "skill", SkillId::new));
    let required = r.need(at, table, "required", |r, v| r.level(v, "required"));
    let reachable = r.need(at, table, "reachable", |r, v| r.level(v, "reachable"));
    let courses = r.need(at, table, "blocked", |r, v| {
        let list = r.list(v, "blocked")?;
        list.iter().enumerate().map(|(i, v)| blocked(r, v, &format!("blocked[{i}]"))).collect()
    });
    Some(Unmet::Skill { skill: skill?, required: required?, reachable: reachable?, blocked: courses? })
}

fn blocked(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Blocked> {
    let at = r.line(value);
    let table = r.table(value, key)?;
    r.only(table, key, &["id", "missing", "ruled_out"]);
    let course = r.need(at, table, "id", |r, v| r.id(v, &format!("{key}.id"), CourseId::new));
    let missing = r.need(at, table, "missing", |r, v| pieces(r, v, &format!("{key}.missing")));
    let ruled_out = match table.get("ruled_out") {
        Some(value) => Some(r.word(value, &format!("{key}.ruled_out"), &RULED_OUT)?),
        None => None,
    };
    Some(Blocked { course: course?, missing: missing?, ruled_out })
}

fn pieces(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Vec<Missing>> {
    let list = r.list(value, key)?;
    list.iter().enumerate().map(|(i, v)| piece(r, v, &format!("{key}[{i}]"))).collect()
}

fn piece(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Missing> {
    let at = r.line(value);
    let table = r.table(value, key)?;
    if let Some(course) = table.get("course") {
        r.only(table, key, &["course"]);
        return Some(Missing::Course(r.id(course, &format!("{key}.course"), CourseId::new)?));
    }
    if let Some(fact) = table.get("fact") {
        r.only(table, key, &["fact"]);
        return Some(Missing::Fact(r.text(fact, &format!("{key}.fact"))?));
    }
    if table.contains_key("credits") {
        r.only(table, key, &["credits", "reachable", "of"]);
        let mut credits =
            |name: &str| r.need(at, table, name, |r, v| r.quantity(v, &format!("{key}.{name}"), Credits::from_units));
        let (least, reachable) = (credits("credits"), credits("reachable"));
        let of = r.need(at, table, "of", |r, v| courses(r, v, &format!("{key}.of")));
        return Some(Missing::Credits { least: least?, reachable: reachable?, of: of? });
    }
    r.only(table, key, &["skill", "level", "reachable"]);
    if table.is_empty() {
        r.problem(ProblemKind::BadValue, at, key, "it names neither a skill nor a course");
        return None;
    }
    let skill = r.need(at, table, "skill", |r, v| r.id(v, &format!("{key}.skill"), SkillId::new));
    let level = r.need(at, table, "level", |r, v| r.level(v, &format!("{key}.level")));
    let reachable = r.need(at, table, "reachable", |r, v| r.level(v, &format!("{key}.reachable")));
    Some(Missing::Skill { skill: skill?, level: level?, reachable: reachable? })
}
