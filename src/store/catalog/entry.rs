//! The entries of a catalog file: skills, courses and goals, each with what it refers to.

use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use super::{
    clause::{Clauses, Reference, Target},
    goal,
};
use crate::{
    domain::{
        Authority, Cents, CourseDraft, CourseId, CourseStatus, Credits, Currency, Difficulty, GoalDraft, HoursOf, Kind,
        Level, Minutes, Requirement, RequirementDraft, Skill, SkillId, Term, WorkCurve,
    },
    store::{
        ProblemKind,
        read::{Reader, Value},
    },
};

const SKILL_KEYS: &[&str] = &["id", "name", "area", "aliases", "family", "implies", "work", "work_source"];
const TERM_KEYS: &[&str] = &["id", "spans"];
const COURSE_KEYS: &[&str] = &[
    "id",
    "title",
    "provider",
    "platform",
    "url",
    "url_kind",
    "hours",
    "hours_of",
    "kind",
    "price",
    "currency",
    "difficulty",
    "rating",
    "ratings",
    "language",
    "format",
    "tags",
    "summary",
    "teaches",
    "requires",
    "prerequisites",
    "corequisites",
    "recommended",
    "same_as",
    "excludes",
    "touches",
    "credits",
    "offered",
    "notes",
    "renamed_from",
    "series",
    "exam",
    "endorsed",
    "authority",
    "successor",
    "status",
    "source",
    "rationale",
];
/// An entry as it stands in a file.
#[derive(Debug)]
pub(crate) struct Entry<T> {
    pub(crate) draft: T,
    pub(crate) file: Arc<str>,
    pub(crate) line: u32,
    pub(crate) references: Vec<Reference>,
}

/// What one file, or one catalog, holds.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    pub(crate) skills: Vec<Entry<Skill>>,
    pub(crate) courses: Vec<Entry<CourseDraft>>,
    pub(crate) goals: Vec<Entry<GoalDraft>>,
    pub(crate) terms: Vec<Entry<Term>>,
}

impl Entries {
    /// Reads a whole document. Faulty parts are reported and left out; an entry without a usable id is
    /// left out altogether.
    pub(crate) fn read(&mut self, reader: &mut Reader, document: &DeTable<'_>) {
        for (key, value) in document {
            reader.entry.clear();
            match key.get_ref().as_ref() {
                "skill" => {
                    let tables = reader.entries(value, "skill");
                    self.skills.extend(tables.into_iter().filter_map(|(line, t)| skill(reader, line, t)));
                }
                "course" => {
                    let tables = reader.entries(value, "course");
                    self.courses.extend(tables.into_iter().filter_map(|(line, t)| course(reader, line, t)));
                }
                "goal" => {
                    let tables = reader.entries(value, "goal");
                    self.goals.extend(tables.into_iter().filter_map(|(line, t)| goal::read(reader, line, t)));
                }
                "term" => {
                    let tables = reader.entries(value, "term");
                    self.terms.extend(tables.into_iter().filter_map(|(line, t)| term(reader, line, t)));
                }
                _ => reader.unknown_key(key, "", &["skill", "course", "goal", "term"]),
            }
        }
        reader.entry.clear();
    }
}

/// Names the entry for messages and reads its id.
pub(super) fn open<T, E: std::fmt::Display>(
    reader: &mut Reader,
    what: &str,
    line: u32,
    table: &DeTable<'_>,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Option<T> {
    reader.entry = match table.get("id").map(|v| v.get_ref()) {
        Some(DeValue::String(id)) => format!("{what} `{}`", crate::domain::scrub(id)),
        _ => format!("this {what}"),
    };
    match table.get("id") {
        Some(value) => reader.id(value, "id", parse),
        None => {
            reader.missing(line, "id");
            None
        }
    }
}

pub(super) fn required(reader: &mut Reader, line: u32, table: &DeTable<'_>, key: &str) -> Option<String> {
    match table.get(key) {
        Some(value) => reader.words(value, key),
        None => {
            reader.missing(line, key);
            None
        }
    }
}

fn skill(reader: &mut Reader, line: u32, table: &DeTable<'_>) -> Option<Entry<Skill>> {
    let id = open(reader, "skill", line, table, SkillId::new);
    let name = required(reader, line, table, "name");
    let area = required(reader, line, table, "area").unwrap_or_default();
    // An entry without an id is still read to its end for the problems in it.
    let stand_in = || SkillId::new("nameless").expect("letters only");
    let mut draft = Skill::new(id.clone().unwrap_or_else(stand_in), "", &area);
    draft.name = name.unwrap_or_else(|| draft.id.to_string());
    let mut references = Vec::new();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "id" | "name" | "area" => {}
            "aliases" => draft.aliases = reader.texts(value, "aliases"),
            "family" => draft.family = reader.words(value, "family"),
            "implies" => draft.implies = levels(&mut Clauses { reader, references: &mut references }, value, "implies"),
            "work" => draft.work = work(reader, value),
            "work_source" => draft.work_source = reader.words(value, "work_source"),
            _ => reader.unknown_key(key, "", SKILL_KEYS),
        }
    }
    id?;
    Some(Entry { draft, file: Arc::clone(&reader.file), line, references })
}

/// Hours to each of the four written levels.
fn work(reader: &mut Reader, value: &Value<'_>) -> Option<WorkCurve> {
    let list = reader.list(value, "work")?;
    let hours: Vec<Minutes> = (list.iter().enumerate())
        .filter_map(|(i, item)| reader.quantity(item, &format!("work[{i}]"), Minutes::from_hours))
        .collect();
    let line = reader.line(value);
    let Ok(four) = <[Minutes; 4]>::try_from(hours) else {
        let message = "work has four figures: hours from nothing to 0.25, 0.50, 0.75 and 1.00";
        reader.problem(ProblemKind::BadValue, line, "work", message);
        return None;
    };
    WorkCurve::new(four).map_err(|why| reader.problem(ProblemKind::BadValue, line, "work", why)).ok()
}

fn term(reader: &mut Reader, line: u32, table: &DeTable<'_>) -> Option<Entry<Term>> {
    let id = open(reader, "term", line, table, |text| CourseId::new(text).map(|id| id.to_string()));
    let mut spans = Vec::new();
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "id" => {}
            "spans" => {
                let texts = reader.texts(value, "spans");
                let line = reader.line(value);
                for text in texts {
                    match text.parse() {
                        Ok(span) => spans.push(span),
                        Err(why) => reader.problem(ProblemKind::BadValue, line, "spans", why),
                    }
                }
            }
            _ => reader.unknown_key(key, "", TERM_KEYS),
        }
    }
    if !table.contains_key("spans") {
        reader.missing(line, "spans");
    }
    let draft = Term { id: id?, spans };
    Some(Entry { draft, file: Arc::clone(&reader.file), line, references: Vec::new() })
}

fn course(reader: &mut Reader, line: u32, table: &DeTable<'_>) -> Option<Entry<CourseDraft>> {
    let id = open(reader, "course", line, table, CourseId::new);
    let title = required(reader, line, table, "title");
    let provider = required(reader, line, table, "provider").unwrap_or_default();
    // An entry without an id is still read to its end for the problems in it.
    let stand_in = || CourseId::new("nameless").expect("letters only");
    let mut c = CourseDraft::new(id.clone().unwrap_or_else(stand_in), "", &provider);
    c.title = title.unwrap_or_else(|| c.id.to_string());
    let mut references = Vec::new();
    let (mut requires, mut prerequisites) = (Vec::new(), Vec::new());
    for (key, value) in table {
        let mut clauses = Clauses { reader, references: &mut references };
        match key.get_ref().as_ref() {
            "teaches" => c.teaches = levels(&mut clauses, value, "teaches"),
            "requires" => requires = clauses.skills(value, "requires"),
            "prerequisites" => prerequisites = clauses.list(value, "prerequisites"),
            "corequisites" => c.corequisite = all(clauses.list(value, "corequisites")),
            "recommended" => c.recommended = all(clauses.list(value, "recommended")),
            "same_as" => c.same_as = clauses.courses(value, "same_as"),
            "excludes" => c.excludes = clauses.courses(value, "excludes"),
            "touches" => c.touches = clauses.skill_ids(value, "touches"),
            name => course_fact(reader, &mut c, name, key, value),
        }
    }
    requires.append(&mut prerequisites);
    c.requirement = all(requires);
    id?;
    Some(Entry { draft: c, file: Arc::clone(&reader.file), line, references })
}

/// Everything about a course that refers to nothing.
fn course_fact(
    reader: &mut Reader,
    c: &mut CourseDraft,
    name: &str,
    key: &toml::Spanned<std::borrow::Cow<'_, str>>,
    value: &Value<'_>,
) {
    use Difficulty::{Advanced, Beginner, Intermediate};
    match name {
        "id" | "title" | "provider" => {}
        "platform" => c.platform = reader.words(value, name),
        "url" => c.url = reader.words(value, name),
        "url_kind" => {
            c.url_is_provider = reader.word(value, name, &[("course", false), ("provider", true)]).unwrap_or(false);
        }
        "hours" => c.hours = reader.quantity(value, name, Minutes::from_hours),
        "hours_of" => {
            c.hours_of = reader.word(value, name, &HoursOf::ALL.iter().map(|h| (h.word(), *h)).collect::<Vec<_>>());
        }
        "kind" => c.kind = reader.word(value, name, &Kind::ALL.iter().map(|k| (k.word(), *k)).collect::<Vec<_>>()),
        "authority" => {
            let words: Vec<_> = Authority::ALL.iter().map(|a| (a.word(), *a)).collect();
            c.authority = reader.word(value, name, &words);
        }
        "credits" => c.credits = reader.quantity(value, name, Credits::from_units),
        "offered" => c.offered = reader.texts(value, name),
        "notes" => c.notes = reader.texts(value, name),
        "renamed_from" => c.renamed_from = ids(reader, value, name),
        "series" => c.series = reader.words(value, name),
        "exam" => c.exam = reader.words(value, name),
        "endorsed" => c.endorsed = reader.texts(value, name),
        "successor" => c.successor = reader.id(value, name, CourseId::new),
        "price" => c.price = reader.quantity(value, name, Cents::from_units),
        "currency" => {
            c.currency = reader.quantity_text(value, name, str::parse::<Currency>).unwrap_or_default();
        }
        "difficulty" => {
            c.difficulty = reader.word(value, name, &[Beginner, Intermediate, Advanced].map(|d| (d.word(), d)));
        }
        "rating" => {
            c.rating = reader.quantity(value, name, |r| {
                if (0.0..=5.0).contains(&r) {
                    Ok(r)
                } else {
                    Err(format!("a rating lies between 0 and 5, and {r} does not"))
                }
            });
        }
        "ratings" => c.ratings = reader.integer(value, name, 0..=u64::MAX),
        "language" => c.language = reader.words(value, name),
        "format" => c.format = reader.words(value, name),
        "tags" => c.tags = reader.texts(value, name),
        "summary" => c.summary = reader.text(value, name).unwrap_or_default(),
        "status" => {
            let words = [("active", CourseStatus::Active), ("retired", CourseStatus::Retired)];
            c.status = reader.word(value, name, &words).unwrap_or_default();
        }
        "source" => c.source = reader.words(value, name),
        // Why the editors chose these levels: for people, not for the program.
        "rationale" => {
            reader.text(value, name);
        }
        _ => reader.unknown_key(key, "", COURSE_KEYS),
    }
}

/// A table of levels by skill.
fn levels(clauses: &mut Clauses<'_>, value: &Value<'_>, key: &str) -> Vec<(SkillId, Level)> {
    let Some(table) = clauses.reader.table(value, key) else { return Vec::new() };
    let mut out = Vec::with_capacity(table.len());
    for (name, value) in table {
        let path = format!("{key}.{}", name.get_ref());
        let skill = clauses.reader.key_id(name, key, SkillId::new);
        // After a bad level the course is taken to teach nothing of the skill: a slip must not hide a
        // closed cycle or a goal out of reach behind it.
        let level = clauses.reader.level(value, &path).unwrap_or(Level::ZERO);
        let Some(skill) = skill else { continue };
        clauses.refer(Target::Skill(skill.clone()), name, path);
        out.push((skill, level));
    }
    out
}

/// Ids that need not lead anywhere.
fn ids(reader: &mut Reader, value: &Value<'_>, key: &str) -> Vec<CourseId> {
    let Some(list) = reader.list(value, key) else { return Vec::new() };
    list.iter().enumerate().filter_map(|(i, item)| reader.id(item, &format!("{key}[{i}]"), CourseId::new)).collect()
}

pub(super) fn all(parts: Vec<RequirementDraft>) -> RequirementDraft {
    Requirement::All(parts)
}
