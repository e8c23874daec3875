//! From merged rows to courses of a catalog: ids, references, requirements.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    ImportError, Mapping, Options, Report, Watch,
    language::{Grammar, Reading, Remark, read_prerequisites, read_structure},
    requirement::{Index, Lost, caution, understood},
    row::{Row, Slot},
    source::Cell,
};
use crate::domain::{
    CourseDraft, CourseId, CourseStatus, HoursOf, Level, MAX_ID_CHARS, Minutes, Requirement, Skill, SkillId,
};

pub(super) struct Drafted {
    pub(super) courses: Vec<CourseDraft>,
    pub(super) skills: Vec<Skill>,
}

/// Deepest nesting of a requirement; what is deeper stays a note.
const MAX_REQUIREMENT_DEPTH: usize = 24;
/// Most characters of a note.
const MOST_NOTE: usize = 300;
/// Most notes of one course.
const MOST_NOTES: usize = 12;

pub(super) fn drafts(
    rows: Vec<Row>,
    mapping: &Mapping,
    options: &Options,
    watch: &dyn Watch,
    report: &mut Report,
) -> Result<Drafted, ImportError> {
    let named = options.grammar.as_ref().or(mapping.grammar.as_ref());
    let grammar = match named {
        Some(name) => Some(Grammar::named(name).ok_or_else(|| {
            let names: Vec<&str> = super::language::GRAMMARS.iter().map(|g| g.name).collect();
            ImportError::Mapping(format!("there is no grammar `{name}`; the grammars are {}", names.join(", ")))
        })?),
        None => None,
    };
    let ids = ids(&rows, options);
    let mut index = Index::new(&mapping.groups);
    for (row, id) in rows.iter().zip(&ids) {
        index.add(id, row.code.as_deref(), row.title.as_deref().unwrap_or_default());
    }
    let mut skills = Skills::of(&rows, &options.name);
    let total = rows.len();
    let mut courses = Vec::with_capacity(total);
    for (i, (row, id)) in rows.into_iter().zip(ids).enumerate() {
        if i % 1024 == 0 {
            watch.progress(i, total, "reading prerequisites");
            if watch.cancelled() {
                return Err(ImportError::Cancelled);
            }
        }
        let mut course = facts(&row, id, options);
        skills.apply(&row, &mut course);
        refer(&row, &mut course, &index, grammar.as_ref(), report);
        courses.push(course);
    }
    courses.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(Drafted { courses, skills: skills.all.into_values().collect() })
}

/// An id for each row: its code, or a slug of its title; doubles are numbered.
fn ids(rows: &[Row], options: &Options) -> Vec<CourseId> {
    let mut taken: BTreeSet<String> = options.taken.clone();
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let slug = row.code.as_deref().map(code_slug).filter(|s| !s.is_empty());
        let slug = slug.unwrap_or_else(|| title_slug(row.title.as_deref().unwrap_or_default()));
        let slug = if slug.is_empty() { "course".to_owned() } else { slug };
        let mut id = slug.clone();
        let mut n = 2;
        // A title that is taken is told apart by its provider.
        if taken.contains(&id.to_lowercase()) && row.code.is_none() {
            let provider = title_slug(row.provider.as_deref().unwrap_or_default());
            let longer: String = format!("{slug}-{provider}").chars().take(MAX_ID_CHARS - 8).collect();
            id = longer.trim_matches(['-', '.']).to_owned();
        }
        let base = if options.taken.contains(&id.to_lowercase()) {
            format!("{id}-{}", title_slug(&options.name))
        } else {
            id.clone()
        };
        if base != id {
            id.clone_from(&base);
        }
        while !taken.insert(id.to_lowercase()) {
            id = format!("{base}-{n}");
            n += 1;
        }
        out.push(CourseId::new(&id).unwrap_or_else(|_| CourseId::new("course").expect("letters only")));
    }
    out
}

/// `CSE 142` is `CSE-142`; `AdelaideX HumBio101x` is `AdelaideX-HumBio101x`.
fn code_slug(code: &str) -> String {
    slug(code, false)
}

fn title_slug(title: &str) -> String {
    slug(title, true)
}

fn slug(text: &str, lower: bool) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let keep = c.is_alphanumeric() || !lower && matches!(c, '.' | '_' | '+');
        if keep && (!out.is_empty() || c.is_alphanumeric()) {
            if lower { out.extend(c.to_lowercase().filter(|c| c.is_alphanumeric())) } else { out.push(c) }
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        // Room for the number of a double.
        if out.chars().count() >= MAX_ID_CHARS - 30 {
            break;
        }
    }
    out.trim_matches(['-', '.']).to_owned()
}

fn facts(row: &Row, id: CourseId, options: &Options) -> CourseDraft {
    let fallback = row.platform.clone().unwrap_or_else(|| options.name.clone());
    let provider = row.provider.clone().unwrap_or(fallback);
    let mut course = CourseDraft::new(id, row.title.as_deref().unwrap_or_default(), &provider);
    course.platform.clone_from(&row.platform);
    course.url.clone_from(&row.url);
    if let Some((hours, video)) = row.hours {
        course.hours = Minutes::from_hours(hours).ok();
        course.hours_of = Some(if video { HoursOf::Video } else { HoursOf::Work });
    }
    if let Some((price, currency)) = row.price {
        (course.price, course.currency) = (Some(price), currency);
    }
    (course.rating, course.ratings) = (row.rating, row.ratings);
    course.difficulty = row.difficulty;
    course.language.clone_from(&row.language);
    course.format.clone_from(&row.format);
    course.kind = row.kind;
    course.credits = row.credits;
    course.summary = row.summary.clone().unwrap_or_default();
    for tag in row.tags.iter().chain(&row.skills) {
        if !course.tags.iter().any(|t| t.eq_ignore_ascii_case(tag)) {
            course.tags.push(tag.clone());
        }
    }
    course.tags.truncate(60);
    if row.retired {
        course.status = CourseStatus::Retired;
    }
    course.source = Some(format!("imported: {}", if options.name.is_empty() { "a file" } else { &options.name }));
    course
}

/// Skills that the source itself names by id.
struct Skills {
    all: BTreeMap<String, Skill>,
}

impl Skills {
    fn of(rows: &[Row], name: &str) -> Self {
        let mut all = BTreeMap::new();
        for word in rows.iter().flat_map(|r| r.teaches.iter().chain(&r.requires)) {
            let id = format!("{}.{}", title_slug(name), title_slug(word));
            if let Ok(id) = SkillId::new(id.trim_matches('.')) {
                all.entry(word.clone()).or_insert_with(|| Skill::new(id, &word.replace('-', " "), name));
            }
        }
        Self { all }
    }

    fn apply(&mut self, row: &Row, course: &mut CourseDraft) {
        let working = Level::new(500);
        let id = |word: &String| self.all.get(word).map(|s| s.id.clone());
        course.teaches = row.teaches.iter().filter_map(id).map(|s| (s, working)).collect();
        course.teaches.sort();
        course.teaches.dedup();
        let needs: Vec<_> =
            row.requires.iter().filter_map(id).map(|skill| Requirement::Skill { skill, level: working }).collect();
        if !needs.is_empty() {
            course.requirement = Requirement::All(needs);
        }
    }
}

/// Everything a course says about other courses.
fn refer(row: &Row, course: &mut CourseDraft, index: &Index, grammar: Option<&Grammar>, report: &mut Report) {
    for (slot, cell) in &row.refers {
        match slot {
            Slot::Same | Slot::RulesOut => {
                let found = codes_in(cell, grammar);
                let ids = found.iter().filter_map(|c| index.code(c)).filter(|id| **id != course.id).cloned();
                let to = if *slot == Slot::Same { &mut course.same_as } else { &mut course.excludes };
                to.extend(ids);
                to.sort();
                to.dedup();
            }
            Slot::Before | Slot::Beside | Slot::Helps => ask(*slot, cell, (row, course), index, grammar, report),
        }
    }
    let mut seen = BTreeSet::new();
    course.notes.retain(|n| seen.insert(n.clone()));
    course.notes.truncate(MOST_NOTES);
}

fn ask(
    slot: Slot,
    cell: &Cell,
    (row, course): (&Row, &mut CourseDraft),
    index: &Index,
    grammar: Option<&Grammar>,
    report: &mut Report,
) {
    let reading = read(cell, grammar);
    if !reading.asks() && reading.notes.is_empty() {
        return;
    }
    report.prerequisites.texts += 1;
    let text = cell.text();
    let mut lost = Lost::default();
    let mut find =
        |tree: &Option<super::language::Tree>| tree.as_ref().and_then(|t| index.requirement(t, &course.id, &mut lost));
    let (mut before, mut beside) = (find(&reading.tree), find(&reading.coreq));
    let (mut left, mut by_title) = (Vec::new(), false);
    if before.is_none() && beside.is_none() && matches!(cell, Cell::Text(_)) && !lost.itself {
        // No code that is known: titles, perhaps.
        let (titled, rest) = index.titled(&text, &course.id);
        if titled.is_some() {
            (before, left, by_title) = (titled, rest, true);
            lost = Lost::default();
        }
    }
    if slot == Slot::Beside {
        beside = Some(both(before.take(), beside.take())).flatten();
    }
    let deep =
        |r: &Option<crate::domain::RequirementDraft>| r.as_ref().is_some_and(|r| r.depth() > MAX_REQUIREMENT_DEPTH);
    if deep(&before) || deep(&beside) {
        (before, beside) = (None, None);
    }
    let parsed = before.is_some() || beside.is_some() || understood(&reading) && left.is_empty();
    if parsed {
        report.prerequisites.parsed += 1;
    } else {
        report.prerequisites.kept_as_note += 1;
    }
    if slot == Slot::Helps {
        course.recommended =
            both(Some(std::mem::replace(&mut course.recommended, Requirement::always())), both(before, beside))
                .unwrap_or_else(Requirement::always);
        return;
    }
    add(&mut course.requirement, before);
    add(&mut course.corequisite, beside);
    note(if by_title || !parsed { &[] } else { &reading.notes }, &lost, &left, (row, course), report);
    if !parsed {
        course.notes.push(cut(&format!("prerequisites as written: {text}")));
    }
}

/// What is said beside courses: cautions for the learner, ambiguities for the report.
fn note(
    remarks: &[Remark],
    lost: &Lost,
    left: &[String],
    (row, course): (&Row, &mut CourseDraft),
    report: &mut Report,
) {
    let mut loose = false;
    for remark in remarks {
        if let Some(caution) = caution(&remark.text) {
            course.notes.push(cut(&caution));
        } else {
            loose |= remark.text.starts_with("ambiguous");
            report.issue("prerequisite", &row.file, Some(row.line), format!("{}: {}", course.id, remark.text));
        }
    }
    course.notes.extend(left.iter().map(|words| cut(&format!("also: {words}"))));
    for code in &lost.needed {
        loose = true;
        course.notes.push(cut(&format!("also: {code}, which this catalog does not have")));
        report.issue(
            "unknown-course",
            &row.file,
            Some(row.line),
            format!("{} needs {code}, which is not there", course.id),
        );
    }
    for code in &lost.alternatives {
        report.issue(
            "unknown-alternative",
            &row.file,
            Some(row.line),
            format!("{}: the alternative {code} is not there", course.id),
        );
    }
    if lost.itself {
        report.issue("prerequisite", &row.file, Some(row.line), format!("{} names itself; passed over", course.id));
    }
    report.prerequisites.loosened += usize::from(loose);
}

fn cut(text: &str) -> String {
    super::values::clean(text, MOST_NOTE)
}

fn read(cell: &Cell, grammar: Option<&Grammar>) -> Reading {
    match cell {
        Cell::Absent => Reading::default(),
        Cell::Tree(value) => read_structure(value, grammar),
        Cell::Text(text) => read_prerequisites(text, grammar),
    }
}

fn codes_in(cell: &Cell, grammar: Option<&Grammar>) -> Vec<String> {
    if let Cell::Tree(Value::Array(list)) = cell {
        return list.iter().flat_map(|v| codes_in(&Cell::of(v), grammar)).collect();
    }
    if let Cell::Tree(Value::Object(map)) = cell {
        let code = ["__catalogCourseId", "code", "id", "course"].iter().find_map(|k| map.get(*k)?.as_str());
        return code.map(|c| vec![c.to_owned()]).unwrap_or_default();
    }
    let text = cell.text();
    let listed = text.split(['#', ',', ';', '|', '\n']).map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let mut out: Vec<String> = listed.collect();
    let reading = read_prerequisites(&text, grammar);
    out.extend(reading.tree.iter().flat_map(|t| t.codes().into_iter().map(str::to_owned)));
    out
}

type Asked = Option<crate::domain::RequirementDraft>;

fn both(a: Asked, b: Asked) -> Asked {
    match (a.filter(|r| !r.is_trivial()), b.filter(|r| !r.is_trivial())) {
        (Some(a), Some(b)) => Some(Requirement::All(vec![a, b])),
        (a, b) => a.or(b),
    }
}

fn add(to: &mut crate::domain::RequirementDraft, more: Asked) {
    let Some(more) = more else { return };
    let old = std::mem::replace(to, Requirement::always());
    let mut parts = match old {
        Requirement::All(parts) => parts,
        other => vec![other],
    };
    match more {
        Requirement::All(inner) => parts.extend(inner),
        other => parts.push(other),
    }
    *to = Requirement::All(parts);
}
