//! From the text of `profile.toml` to a [`Profile`].

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::LoadedProfile;
use crate::{
    domain::{
        Away, Constraints, CourseId, CourseMark, CourseRecord, GoalId, MAX_PARALLEL, Minutes, Profile, SkillId,
        SkillRecord, StudyLog, goal_weight, scrub,
    },
    store::{
        Problem, ProblemKind, Severity,
        read::{Reader, Value, number},
    },
};

/// The version this program writes.
pub const PROFILE_VERSION: i64 = 1;

const KEYS: &[&str] = &["version", "goals", "goal_weights", "skills", "course", "constraints", "waive", "facts"];
const COURSE_KEYS: &[&str] = &["id", "status", "rating", "on", "hours", "log", "note"];
const LOG_KEYS: &[&str] = &["on", "hours"];
const SKILL_KEYS: &[&str] = &["level", "from", "on"];
const CONSTRAINT_KEYS: &[&str] =
    &["hours_per_week", "max_parallel", "away", "languages", "free_only", "exclude_providers", "formats", "avoid"];

/// The version a text claims; 1 where it claims none.
pub(crate) fn version(text: &str) -> i64 {
    DeTable::parse(text).ok().map_or(PROFILE_VERSION, |t| claimed(t.get_ref()))
}

fn claimed(document: &DeTable<'_>) -> i64 {
    match document.get("version").map(|v| v.get_ref()) {
        Some(DeValue::Integer(n)) => i64::from_str_radix(n.as_str(), n.radix()).unwrap_or(i64::MAX),
        _ => PROFILE_VERSION,
    }
}

/// Reads a profile. Keys nobody knows are notes; of a later version, everything odd is.
///
/// # Errors
/// All that is wrong.
pub(crate) fn profile(file: &str, text: &str) -> Result<LoadedProfile, Vec<Problem>> {
    let mut reader = Reader::new(file, text);
    let Some(document) = reader.document(text) else { return Err(reader.problems) };
    let read_only = claimed(&document) > PROFILE_VERSION;
    let profile = whole(&mut reader, &document);
    let (mut errors, mut notes) = (Vec::new(), Vec::new());
    for mut problem in reader.problems {
        if read_only || problem.kind == ProblemKind::UnknownKey {
            problem.severity = Severity::Warning;
        }
        if problem.severity == Severity::Error { errors.push(problem) } else { notes.push(problem) }
    }
    errors.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    notes.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    if errors.is_empty() { Ok(LoadedProfile { profile, notes, read_only }) } else { Err(errors) }
}

fn whole(reader: &mut Reader, document: &DeTable<'_>) -> Profile {
    let mut profile = Profile::default();
    for (key, value) in document {
        match key.get_ref().as_ref() {
            "version" => {
                reader.integer(value, "version", 1..=u64::MAX);
            }
            "goals" => profile.goals = goals(reader, value),
            "goal_weights" => profile.goal_weights = goal_weights(reader, value),
            "skills" => profile.skills = skills(reader, value),
            "course" => profile.courses = courses(reader, value),
            "constraints" => profile.constraints = constraints(reader, value),
            "waive" => profile.waive = waive(reader, value),
            "facts" => profile.facts = reader.texts(value, "facts").into_iter().collect(),
            _ => reader.unknown_key(key, "", KEYS),
        }
        reader.entry.clear();
    }
    profile
}

fn goals(reader: &mut Reader, value: &Value<'_>) -> Vec<GoalId> {
    let Some(list) = reader.list(value, "goals") else { return Vec::new() };
    let mut out: Vec<GoalId> = Vec::with_capacity(list.len());
    for (i, item) in list.iter().enumerate() {
        let goal = reader.id(item, &format!("goals[{i}]"), GoalId::new);
        out.extend(goal.filter(|g| !out.contains(g)));
    }
    out
}

fn goal_weights(reader: &mut Reader, value: &Value<'_>) -> BTreeMap<GoalId, u32> {
    let mut out = BTreeMap::new();
    let Some(table) = reader.table(value, "goal_weights") else { return out };
    for (key, value) in table {
        let path = format!("goal_weights.{}", scrub(key.get_ref()));
        let id = reader.key_id(key, "goal_weights", GoalId::new);
        let weight = reader.quantity(value, &path, goal_weight);
        out.extend(id.zip(weight).filter(|(_, weight)| *weight != 1000));
    }
    out
}

fn skills(reader: &mut Reader, value: &Value<'_>) -> BTreeMap<SkillId, SkillRecord> {
    let mut out = BTreeMap::new();
    let Some(table) = reader.table(value, "skills") else { return out };
    for (key, value) in table {
        let path = format!("skills.{}", scrub(key.get_ref()));
        let id = reader.key_id(key, "skills", SkillId::new);
        let mut record = SkillRecord { level: Default::default(), from: "self".to_owned(), on: None };
        let level = if number(value.get_ref()).is_some() {
            // The short form, for those who write by hand: `python = 0.5`.
            reader.level(value, &path)
        } else {
            let Some(table) = reader.table(value, &path) else { continue };
            for (key, value) in table {
                match key.get_ref().as_ref() {
                    "level" => {}
                    "from" => record.from = reader.text(value, &format!("{path}.from")).unwrap_or_default(),
                    "on" => record.on = reader.date(value, &format!("{path}.on")),
                    _ => reader.unknown_key(key, &path, SKILL_KEYS),
                }
            }
            match table.get("level") {
                Some(level) => reader.level(level, &format!("{path}.level")),
                None => {
                    let line = reader.line(value);
                    reader.missing(line, &format!("{path}.level"));
                    None
                }
            }
        };
        if let (Some(id), Some(level)) = (id, level) {
            out.insert(id, SkillRecord { level, ..record });
        }
    }
    out
}

fn courses(reader: &mut Reader, value: &Value<'_>) -> BTreeMap<CourseId, CourseRecord> {
    let mut out: BTreeMap<CourseId, CourseRecord> = BTreeMap::new();
    for (line, table) in reader.entries(value, "course") {
        reader.entry = "this course".to_owned();
        let Some(id) = table.get("id") else {
            reader.missing(line, "id");
            continue;
        };
        let Some(id) = reader.id(id, "id", CourseId::new) else { continue };
        reader.entry = format!("course `{id}`");
        let record = course(reader, line, table);
        if out.contains_key(&id) {
            reader.problem(ProblemKind::Duplicate, line, "id", "it stands here twice");
        }
        out.extend(record.map(|record| (id, record)));
    }
    out
}

fn course(reader: &mut Reader, line: u32, table: &DeTable<'_>) -> Option<CourseRecord> {
    let mut mark = None;
    let mut record = CourseRecord::new(CourseMark::Saved, None);
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "id" => {}
            "status" => mark = reader.word(value, "status", &CourseMark::ALL.map(|m| (m.word(), m))),
            "rating" => {
                let rating = reader.integer(value, "rating", 1..=5);
                record.rating = rating.and_then(|r| u8::try_from(r).ok());
            }
            "on" => record.on = reader.date(value, "on"),
            "hours" => record.hours = reader.quantity(value, "hours", Minutes::from_hours),
            "log" => record.log = log(reader, value),
            "note" => record.note = reader.text(value, "note"),
            _ => reader.unknown_key(key, "", COURSE_KEYS),
        }
    }
    if !table.contains_key("status") {
        reader.missing(line, "status");
    }
    // What has dates was studied, whatever a total that was written by hand says.
    if !record.log.is_empty() {
        record.hours = Some(record.logged().max(record.log.total()));
    }
    Some(CourseRecord { mark: mark?, ..record })
}

/// Entries of one day add up.
fn log(reader: &mut Reader, value: &Value<'_>) -> StudyLog {
    let mut out = StudyLog::default();
    let Some(list) = reader.list(value, "log") else { return out };
    for (i, item) in list.iter().enumerate() {
        let path = format!("log[{i}]");
        let Some(table) = reader.table(item, &path) else { continue };
        let (mut on, mut hours) = (None, None);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "on" => on = reader.date(value, &format!("{path}.on")),
                "hours" => hours = reader.quantity(value, &format!("{path}.hours"), Minutes::from_hours),
                _ => reader.unknown_key(key, &path, LOG_KEYS),
            }
        }
        let line = reader.line(item);
        for key in LOG_KEYS.iter().filter(|key| !table.contains_key(**key)) {
            reader.missing(line, &format!("{path}.{key}"));
        }
        if let (Some(day), Some(time)) = (on, hours) {
            out.add(day, time);
        }
    }
    out
}

fn constraints(reader: &mut Reader, value: &Value<'_>) -> Constraints {
    let mut out = Constraints::default();
    let Some(table) = reader.table(value, "constraints") else { return out };
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let path = format!("constraints.{}", scrub(name));
        match name {
            "hours_per_week" => out.hours_per_week = reader.quantity(value, &path, hours_per_week),
            "max_parallel" => {
                let most = reader.integer(value, &path, 1..=MAX_PARALLEL.into());
                out.max_parallel = most.and_then(|n| u32::try_from(n).ok());
            }
            "away" => out.away = away(reader, value, &path),
            "languages" => out.languages = reader.texts(value, &path),
            "free_only" => out.free_only = reader.boolean(value, &path).unwrap_or_default(),
            "exclude_providers" => out.exclude_providers = reader.texts(value, &path),
            "formats" => out.formats = reader.texts(value, &path),
            "avoid" => {
                let list = reader.list(value, &path).map(|l| l.iter().collect::<Vec<_>>()).unwrap_or_default();
                out.avoid = list.into_iter().filter_map(|item| reader.id(item, &path, SkillId::new)).collect();
            }
            _ => reader.unknown_key(key, "constraints", CONSTRAINT_KEYS),
        }
    }
    out
}

/// Times away; a faulty one is left out.
fn away(reader: &mut Reader, value: &Value<'_>, path: &str) -> Vec<Away> {
    let Some(list) = reader.list(value, path) else { return Vec::new() };
    let mut times = Vec::with_capacity(list.len());
    for (i, item) in list.iter().enumerate() {
        let path = format!("{path}[{i}]");
        times.extend(match item.get_ref() {
            // A single day is as good without quotes.
            DeValue::Datetime(_) => reader.date(item, &path).and_then(|day| Away::new(day, day).ok()),
            _ => reader.quantity_text(item, &path, str::parse::<Away>),
        });
    }
    Away::merged(&times)
}

/// A week has 168 hours, and a plan needs at least a minute of them.
fn hours_per_week(hours: f64) -> Result<Minutes, String> {
    let minutes = Minutes::from_hours(hours).map_err(|e| e.to_string())?;
    if (1..=168 * 60).contains(&minutes.0) {
        Ok(minutes)
    } else {
        Err(format!("hours per week lie above 0 and up to 168, and {hours} does not"))
    }
}

fn waive(reader: &mut Reader, value: &Value<'_>) -> BTreeMap<CourseId, String> {
    let mut out = BTreeMap::new();
    let Some(table) = reader.table(value, "waive") else { return out };
    for (key, value) in table {
        let path = format!("waive.{}", scrub(key.get_ref()));
        let id = reader.key_id(key, "waive", CourseId::new);
        let why = reader.text(value, &path);
        out.extend(id.zip(why));
    }
    out
}
