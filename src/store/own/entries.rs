//! Goals and courses as they are written into a catalog file.

use toml_edit::{Array, InlineTable, Item, Table, TableLike, Value};

use crate::{
    domain::{Cents, CourseId, Difficulty, Level, Minutes, SkillId},
    store::literal::{self, put},
};

/// What to change in a goal; what is empty stays as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GoalEdit {
    /// Its title.
    pub title: Option<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// Skills it asks for, at these levels.
    pub skills: Vec<(SkillId, Level)>,
    /// Skills it asks for no longer.
    pub drop_skills: Vec<SkillId>,
    /// How much skills count; 1 is usual and not written.
    pub weights: Vec<(SkillId, f64)>,
    /// Courses it asks for.
    pub courses: Vec<CourseId>,
    /// Courses it asks for no longer.
    pub drop_courses: Vec<CourseId>,
}

impl GoalEdit {
    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A course of the learner's.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CourseEntry {
    /// Its title.
    pub title: String,
    /// Who gives it.
    pub provider: String,
    /// Where it is.
    pub url: Option<String>,
    /// How long it takes.
    pub hours: Option<Minutes>,
    /// What it costs.
    pub price: Option<Cents>,
    /// How hard it is.
    pub difficulty: Option<Difficulty>,
    /// Its language.
    pub language: Option<String>,
    /// Its format.
    pub format: Option<String>,
    /// What it is about.
    pub tags: Vec<String>,
    /// The same in a sentence.
    pub summary: Option<String>,
    /// What it teaches.
    pub teaches: Vec<(SkillId, Level)>,
    /// What it needs.
    pub requires: Vec<(SkillId, Level)>,
    /// Courses it needs.
    pub prerequisites: Vec<CourseId>,
}

/// Whether a table is the entry of this id.
pub(super) fn is(table: &Table, id: &str) -> bool {
    table.get("id").and_then(Item::as_str) == Some(id)
}

/// A new entry.
pub(super) fn named(id: &str) -> Table {
    let mut table = Table::new();
    put(&mut table, "id", id.into());
    table
}

/// Gives a copied entry an id of its own, at the end of the file it goes to.
pub(super) fn rename(table: &mut Table, id: &str) {
    put(table, "id", id.into());
    // Where it stood in the other file says nothing about this one.
    table.set_position(None);
    let around = table.decor_mut();
    let comments: Vec<_> =
        around.prefix().and_then(|p| p.as_str()).unwrap_or_default().lines().filter(|l| !l.trim().is_empty()).collect();
    let comments: String = comments.iter().map(|line| format!("{line}\n")).collect();
    around.set_prefix(format!("\n{comments}"));
}

/// Writes an edit into a goal; `None` when the goal has a shape that cannot be edited in place.
pub(super) fn goal(table: &mut Table, edit: &GoalEdit) -> Option<()> {
    if let Some(title) = &edit.title {
        put(table, "title", title.as_str().into());
    }
    if let Some(summary) = &edit.summary {
        put(table, "summary", summary.as_str().into());
    }
    let drop: Vec<_> = edit.drop_skills.iter().map(SkillId::as_str).collect();
    let levels = edit.skills.iter().map(|(skill, level)| (skill.as_str(), literal::level(*level)));
    pairs(table, "skills", &drop, levels.collect())?;
    // What counts for one needs no saying.
    let usual = edit.weights.iter().filter(|(_, w)| *w == 1.0).map(|(skill, _)| skill.as_str());
    let drop: Vec<_> = drop.into_iter().chain(usual).collect();
    let weights = edit.weights.iter().filter(|(_, w)| *w != 1.0);
    pairs(table, "weights", &drop, weights.map(|(skill, w)| (skill.as_str(), Value::from(*w))).collect())?;
    if !edit.courses.is_empty() || !edit.drop_courses.is_empty() {
        let item = table.entry("requirement").or_insert_with(|| Item::Value(Value::Array(Array::new())));
        let clauses = item.as_array_mut()?;
        clauses.retain(|c| c.as_str().is_none_or(|c| edit.drop_courses.iter().all(|d| d.as_str() != c)));
        for course in &edit.courses {
            if clauses.iter().all(|c| c.as_str() != Some(course.as_str())) {
                clauses.push(course.as_str());
            }
        }
        if clauses.is_empty() {
            table.remove("requirement");
        }
    }
    Some(())
}

/// Sets and drops keys of a table within an entry, `skills = { a = 0.50 }`; an empty one goes.
fn pairs(entry: &mut Table, key: &str, drop: &[&str], set: Vec<(&str, Value)>) -> Option<()> {
    if set.is_empty() && (drop.is_empty() || !entry.contains_key(key)) {
        return Some(());
    }
    let item = entry.entry(key).or_insert_with(|| Item::Value(Value::InlineTable(InlineTable::new())));
    let table: &mut dyn TableLike = item.as_table_like_mut()?;
    for name in drop {
        table.remove(name);
    }
    for (name, value) in set {
        put(table, name, value);
    }
    if table.is_empty() {
        entry.remove(key);
    } else if let Some(inline) = item.as_inline_table_mut() {
        // One line holds no comments, and spaces fall out of place where pairs come and go.
        inline.fmt();
    }
    Some(())
}

/// Writes a course into a new entry.
pub(super) fn course(table: &mut Table, course: &CourseEntry) {
    put(table, "title", course.title.as_str().into());
    put(table, "provider", course.provider.as_str().into());
    let texts = [
        ("url", course.url.as_deref()),
        ("difficulty", course.difficulty.map(Difficulty::word)),
        ("language", course.language.as_deref()),
        ("format", course.format.as_deref()),
        ("summary", course.summary.as_deref()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            put(table, key, text.into());
        }
    }
    if let Some(hours) = course.hours {
        put(table, "hours", literal::hours(hours));
    }
    if let Some(price) = course.price {
        put(table, "price", literal::price(price));
    }
    if !course.tags.is_empty() {
        put(table, "tags", literal::list(course.tags.iter().map(String::as_str)));
    }
    for (key, levels) in [("teaches", &course.teaches), ("requires", &course.requires)] {
        let mut inline = InlineTable::new();
        for (skill, level) in levels {
            inline.insert(skill.as_str(), literal::level(*level));
        }
        if !inline.is_empty() {
            put(table, key, Value::InlineTable(inline));
        }
    }
    if !course.prerequisites.is_empty() {
        put(table, "prerequisites", literal::list(course.prerequisites.iter().map(CourseId::as_str)));
    }
}
