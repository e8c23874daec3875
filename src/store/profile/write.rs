//! From a [`Profile`] back to `profile.toml`, touching only what changed: comments, order and keys of
//! other programs stay where they are.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, TableLike, Value};

use super::{log, read::PROFILE_VERSION};
use crate::{
    domain::{Away, Constraints, CourseId, CourseRecord, Profile, SkillId, SkillRecord},
    store::literal::{day, hours, level, list, millionths, put},
};

/// The new text of a file that says `old` and has `text`; `None` when the file has a shape that cannot be
/// edited in place.
pub(crate) fn rewrite(text: Option<&str>, old: &Profile, new: &Profile) -> Option<String> {
    let mut document: DocumentMut = text.unwrap_or_default().parse().ok()?;
    if !document.contains_key("version") {
        // A bare key has to stand before every table, which is where a document's own keys are written.
        document.insert("version", toml_edit::value(PROFILE_VERSION));
    }
    if old.goals != new.goals {
        let goals = list(new.goals.iter().map(|g| g.as_str()));
        put(document.as_table_mut(), "goals", goals);
    }
    if old.goal_weights != new.goal_weights {
        goal_weights(document.as_table_mut(), old, new)?;
    }
    if old.skills != new.skills {
        skills(section(&mut document, "skills")?, old, new);
    }
    if old.courses != new.courses {
        courses(&mut document, old, new)?;
    }
    if old.constraints != new.constraints {
        constraints(section(&mut document, "constraints")?, &old.constraints, &new.constraints);
    }
    if old.waive != new.waive {
        let table = section(&mut document, "waive")?;
        for course in old.waive.keys().filter(|c| !new.waive.contains_key(*c)) {
            table.remove(course.as_str());
        }
        for (course, why) in new.waive.iter().filter(|(c, why)| old.waive.get(*c) != Some(*why)) {
            put(table, course.as_str(), why.as_str().into());
        }
    }
    if old.facts != new.facts {
        let facts = list(new.facts.iter().map(String::as_str));
        put(document.as_table_mut(), "facts", facts);
    }
    Some(document.to_string())
}

fn goal_weights(document: &mut Table, old: &Profile, new: &Profile) -> Option<()> {
    if new.goal_weights.is_empty() {
        document.remove("goal_weights");
        return Some(());
    }
    if !document.contains_key("goal_weights") {
        put(document, "goal_weights", Value::InlineTable(InlineTable::new()));
    }
    let table = document.get_mut("goal_weights")?.as_table_like_mut()?;
    for goal in old.goal_weights.keys().filter(|g| !new.goal_weights.contains_key(*g)) {
        table.remove(goal.as_str());
    }
    for (goal, &weight) in new.goal_weights.iter().filter(|(g, w)| old.goal_weights.get(*g) != Some(*w)) {
        put(table, goal.as_str(), millionths(u64::from(weight) * 1000));
    }
    Some(())
}

/// Puts a value in, or takes it out.
fn put_or_remove(table: &mut dyn TableLike, key: &str, value: Option<Value>) {
    match value {
        Some(value) => put(table, key, value),
        None => {
            table.remove(key);
        }
    }
}

fn section<'d>(document: &'d mut DocumentMut, name: &str) -> Option<&'d mut dyn TableLike> {
    document.entry(name).or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()
}

fn skills(table: &mut dyn TableLike, old: &Profile, new: &Profile) {
    for skill in old.skills.keys().filter(|s| !new.skills.contains_key(*s)) {
        table.remove(skill.as_str());
    }
    for (skill, record) in &new.skills {
        let before = old.skills.get(skill);
        if before == Some(record) {
            continue;
        }
        match table.get_mut(skill.as_str()).and_then(Item::as_table_like_mut) {
            Some(written) => skill_record(written, before, record),
            None => {
                let mut written = InlineTable::new();
                skill_record(&mut written, None, record);
                put(table, skill.as_str(), Value::InlineTable(written));
            }
        }
    }
}

fn skill_record(table: &mut dyn TableLike, old: Option<&SkillRecord>, new: &SkillRecord) {
    if old.is_none_or(|o| o.level != new.level) {
        put(table, "level", level(new.level));
    }
    if old.is_none_or(|o| o.from != new.from) {
        put(table, "from", new.from.as_str().into());
    }
    if old.is_none_or(|o| o.on != new.on) {
        put_or_remove(table, "on", new.on.map(day));
    }
}

fn courses(document: &mut DocumentMut, old: &Profile, new: &Profile) -> Option<()> {
    let item = document.entry("course").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    if item.as_value().is_some_and(Value::is_array) {
        // `course = [{ … }]` is as good, but cannot be edited in place.
        let written = std::mem::take(item);
        *item = Item::ArrayOfTables(match written.into_array_of_tables() {
            Ok(tables) => tables,
            // An empty list is no list of tables to the library.
            Err(other) if other.as_array().is_some_and(Array::is_empty) => ArrayOfTables::new(),
            Err(_) => return None,
        });
    }
    let tables = item.as_array_of_tables_mut()?;
    tables.retain(|t| id_of(t).is_none_or(|id| new.courses.contains_key(id)));
    for (course, record) in &new.courses {
        let before = old.courses.get(course);
        if before == Some(record) {
            continue;
        }
        let at = tables.iter().position(|t| id_of(t) == Some(course.as_str()));
        match at.and_then(|at| tables.get_mut(at)) {
            Some(table) => course_record(table, course, before, record),
            None => {
                let mut table = Table::new();
                course_record(&mut table, course, None, record);
                tables.push(table);
            }
        }
    }
    Some(())
}

fn id_of(table: &Table) -> Option<&str> {
    table.get("id").and_then(Item::as_str)
}

fn course_record(table: &mut dyn TableLike, id: &CourseId, old: Option<&CourseRecord>, new: &CourseRecord) {
    if old.is_none() {
        put(table, "id", id.as_str().into());
    }
    if old.is_none_or(|o| o.mark != new.mark) {
        put(table, "status", new.mark.word().into());
    }
    if old.is_none_or(|o| o.rating != new.rating) {
        put_or_remove(table, "rating", new.rating.map(|r| Value::from(i64::from(r))));
    }
    if old.is_none_or(|o| o.on != new.on) {
        put_or_remove(table, "on", new.on.map(day));
    }
    // A total below what the days add up to says less than it is read as.
    if old.is_none_or(|o| o.hours != new.hours || o.log != new.log) {
        put_or_remove(table, "hours", new.hours.map(hours));
    }
    if old.map_or(!new.log.is_empty(), |o| o.log != new.log) {
        log::write(table, &new.log);
    }
    if old.is_none_or(|o| o.note != new.note) {
        put_or_remove(table, "note", new.note.as_deref().map(Value::from));
    }
}

fn constraints(table: &mut dyn TableLike, old: &Constraints, new: &Constraints) {
    if old.hours_per_week != new.hours_per_week {
        put_or_remove(table, "hours_per_week", new.hours_per_week.map(hours));
    }
    if old.max_parallel != new.max_parallel {
        put_or_remove(table, "max_parallel", new.max_parallel.map(|n| Value::from(i64::from(n))));
    }
    if old.away != new.away {
        let times: Vec<String> = new.away.iter().map(Away::to_string).collect();
        put(table, "away", list(times.iter().map(String::as_str)));
    }
    if old.avoid != new.avoid {
        put(table, "avoid", list(new.avoid.iter().map(SkillId::as_str)));
    }
    if old.free_only != new.free_only {
        put(table, "free_only", new.free_only.into());
    }
    for (key, old, new) in [
        ("languages", &old.languages, &new.languages),
        ("exclude_providers", &old.exclude_providers, &new.exclude_providers),
        ("formats", &old.formats, &new.formats),
    ] {
        if old != new {
            put(table, key, list(new.iter().map(String::as_str)));
        }
    }
}
