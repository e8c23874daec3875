//! From rows of cells to rows of facts: one course each, values read, nothing compared yet.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    ImportError, Options, Report, Source, Watch,
    columns::{self, Field, Proposal},
    limits::{MAX_ROWS, MAX_SUMMARY_CHARS, MAX_TITLE_CHARS},
    mapping::{self, Mapping},
    source::{self, Cell, Detected, Hints, Record, Rejected, Table},
    values::{self, Time},
};
use crate::domain::{Cents, Credits, Currency, Difficulty, Kind};

/// Which way a course refers to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    Before,
    Beside,
    Helps,
    RulesOut,
    Same,
}

/// What one row says about a course.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) file: String,
    pub(super) line: u64,
    pub(super) repaired: Option<&'static str>,
    pub(super) sample: String,
    /// The id or code as printed.
    pub(super) code: Option<String>,
    /// `None` where the source has no place for it.
    pub(super) title: Option<String>,
    pub(super) provider: Option<String>,
    pub(super) platform: Option<String>,
    pub(super) url: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) hours: Option<(f64, bool)>,
    pub(super) price: Option<(Cents, Currency)>,
    pub(super) rating: Option<f64>,
    pub(super) ratings: Option<u64>,
    pub(super) difficulty: Option<Difficulty>,
    pub(super) language: Option<String>,
    pub(super) format: Option<String>,
    pub(super) kind: Option<Kind>,
    pub(super) tags: Vec<String>,
    pub(super) skills: Vec<String>,
    pub(super) teaches: Vec<String>,
    pub(super) requires: Vec<String>,
    pub(super) credits: Option<Credits>,
    pub(super) retired: bool,
    pub(super) refers: Vec<(Slot, Cell)>,
    /// Titles that rows of the same course have, and how many.
    pub(super) titles: Vec<(String, usize)>,
}

/// All rows of all sources.
pub(super) struct Read {
    pub(super) rows: Vec<Row>,
    pub(super) mapping: Mapping,
}

pub(super) fn read_all(
    sources: &[Source],
    options: &Options,
    watch: &dyn Watch,
    report: &mut Report,
) -> Result<Read, ImportError> {
    let mut rows = Vec::new();
    let mut used: Option<Mapping> = None;
    let mut titled = false;
    let mut headings: Vec<String> = Vec::new();
    let mut opened = Vec::with_capacity(sources.len());
    for (i, source) in sources.iter().enumerate() {
        watch.progress(i, sources.len(), "reading");
        if watch.cancelled() {
            return Err(ImportError::Cancelled);
        }
        opened.push((source, open(source, options)?));
    }
    // Files of one kind that lack what the kind is known by are read like the others.
    let known = opened.iter().map(|(_, (.., mapping))| mapping).find(|m| !m.name.is_empty()).cloned();
    for (source, (detected, table, mut mapping)) in opened {
        if let Some(known) = known.as_ref().filter(|_| mapping.name.is_empty() && options.mapping.is_none()) {
            let names = || known.columns.values().flatten();
            let there = names().filter(|n| table.columns.contains(n)).count();
            if there * 2 >= names().count() {
                mapping = known.clone();
            }
        }
        let plan = Plan::of(&table, &mapping, &options.map)?;
        titled |= plan.columns.contains_key(&Field::Title);
        headings.extend(table.columns.iter().filter(|c| !headings.contains(c)).cloned().collect::<Vec<_>>());
        if rows.len() + table.records.len() > MAX_ROWS {
            return Err(ImportError::TooLarge(format!("there are more than {MAX_ROWS} rows")));
        }
        plan.tell(&table, &source.name, report);
        take(&table, &plan, &mapping, (source, watch), &mut rows, report)?;
        report.files.push((source.name.clone(), detected));
        if used.is_none() {
            report.preset = Some(mapping.name.clone()).filter(|n| !n.is_empty());
            used = Some(mapping);
        }
    }
    if !titled {
        headings.truncate(40);
        return Err(ImportError::NoCatalog { columns: headings });
    }
    Ok(Read { rows, mapping: used.unwrap_or_default() })
}

/// Reads a source by the mapping told, or by the preset its headings are recognised by.
fn open(source: &Source, options: &Options) -> Result<(Detected, Table, Mapping), ImportError> {
    let hints = |mapping: &Mapping| Hints {
        encoding: options.encoding.clone().or_else(|| mapping.encoding.clone()),
        delimiter: options.delimiter.or(mapping.delimiter),
        header: options.header.or(mapping.header),
        records: mapping.records.clone(),
    };
    if let Some(mapping) = &options.mapping {
        let (detected, table) = source::read(source, &hints(mapping))?;
        return Ok((detected, table, mapping.clone()));
    }
    // A preset that knows where the records are looks there first.
    for preset in mapping::preset_names().filter_map(mapping::preset).filter(|p| !p.records.is_empty()) {
        let said = |set: &Vec<String>| set.iter().all(|key| contains(&source.bytes, &format!("\"{key}\"")));
        if preset.signature.iter().any(said)
            && let Ok((detected, table)) = source::read(source, &hints(&preset))
            && mapping::recognised(&table.columns, table.named).is_some_and(|p| p.name == preset.name)
        {
            return Ok((detected, table, preset));
        }
    }
    let plain = Mapping { proposes: true, ..Mapping::default() };
    let (detected, table) = source::read(source, &hints(&plain))?;
    let bare = || mapping::recognised_bare(&table, detected.delimiter);
    let mapping = mapping::recognised(&table.columns, table.named).or_else(bare).unwrap_or(plain);
    Ok((detected, table, mapping))
}

fn contains(bytes: &[u8], text: &str) -> bool {
    memchr::memmem::find(bytes, text.as_bytes()).is_some()
}

/// Which columns of one table are read as what.
struct Plan {
    columns: BTreeMap<Field, Vec<usize>>,
    proposal: Proposal,
}

impl Plan {
    fn of(table: &Table, mapping: &Mapping, map: &[String]) -> Result<Self, ImportError> {
        let proposal = columns::propose(table);
        let mut over = Mapping::default();
        for entry in map {
            over.map(entry).map_err(ImportError::Mapping)?;
        }
        let find = |name: &str| {
            let same = table.columns.iter().position(|c| c == name);
            let alike = || table.columns.iter().position(|c| c.eq_ignore_ascii_case(name));
            let numbered =
                || name.parse::<usize>().ok().and_then(|n| n.checked_sub(1)).filter(|n| *n < table.columns.len());
            same.or_else(alike).or_else(numbered)
        };
        let mut columns = BTreeMap::new();
        for (field, names) in mapping.columns.iter().chain(&over.columns) {
            let told = over.columns.contains_key(field);
            let mut places = Vec::new();
            for name in names {
                match find(name) {
                    Some(at) if told && proposal.personal.contains(&at) => {
                        return Err(ImportError::Mapping(format!(
                            "the column `{name}` says who somebody is; it is never imported"
                        )));
                    }
                    Some(at) if proposal.personal.contains(&at) => {}
                    Some(at) => places.push(at),
                    None if told => {
                        let there = table.columns.join(", ");
                        return Err(ImportError::Mapping(format!(
                            "there is no column `{name}`; the columns are {there}"
                        )));
                    }
                    None => {}
                }
            }
            if places.len() < names.len() && *field == Field::Id {
                places.truncate(1);
            }
            columns.remove(field);
            if !places.is_empty() {
                columns.insert(*field, places);
            }
        }
        if mapping.proposes {
            for (field, places) in &proposal.columns {
                // A column with a meaning told has no other.
                let free: Vec<usize> =
                    places.iter().copied().filter(|p| !columns.values().any(|c: &Vec<usize>| c.contains(p))).collect();
                if !columns.contains_key(field) && !over.columns.contains_key(field) && !free.is_empty() {
                    columns.insert(*field, free);
                }
            }
        }
        Ok(Self { columns, proposal })
    }

    fn tell(&self, table: &Table, file: &str, report: &mut Report) {
        let name = |&c: &usize| {
            let name = &table.columns[c];
            if name.is_empty() { format!("column {}", c + 1) } else { name.clone() }
        };
        for (field, places) in &self.columns {
            let names: Vec<String> = places.iter().take(30).map(name).collect();
            report.columns.entry(*field).or_insert_with(|| names.join(" + "));
        }
        let personal: Vec<String> =
            self.proposal.personal.iter().map(name).filter(|p| !report.personal.contains(p)).collect();
        report.personal.extend(personal);
        for (c, said) in &self.proposal.lying {
            let is = self.columns.iter().find(|(_, places)| places.contains(c)).map(|(f, _)| f.word());
            let read = is.map_or_else(|| "left out".to_owned(), |is| format!("read as {is}"));
            let message =
                format!("the heading `{}` suggests {said}, and the content is something else: {read}", name(c));
            report.issue("heading", file, table.header_line, message);
        }
        let used = |c: &usize| self.columns.values().any(|p| p.contains(c)) || self.proposal.personal.contains(c);
        let unused: Vec<String> = (0..table.columns.len()).filter(|c| !used(c)).map(|c| name(&c)).collect();
        let new: Vec<String> = unused.into_iter().take(100).filter(|u| !report.unused.contains(u)).collect();
        report.unused.extend(new);
    }
}

fn take(
    table: &Table,
    plan: &Plan,
    mapping: &Mapping,
    (source, watch): (&Source, &dyn Watch),
    rows: &mut Vec<Row>,
    report: &mut Report,
) -> Result<(), ImportError> {
    report.counts.read += table.records.len() + table.rejected.len();
    report.rejects.extend(table.rejected.iter().map(|r| Rejected { file: source.name.clone(), ..r.clone() }));
    for (i, record) in table.records.iter().enumerate() {
        if i % 4096 == 0 {
            watch.progress(i, table.records.len(), "reading rows");
            if watch.cancelled() {
                return Err(ImportError::Cancelled);
            }
        }
        let reader = Reading { table, plan, record };
        let mut row = reader.row(mapping);
        row.file.clone_from(&source.name);
        rows.push(row);
    }
    Ok(())
}

/// One record by fields.
struct Reading<'t> {
    table: &'t Table,
    plan: &'t Plan,
    record: &'t Record,
}

impl Reading<'_> {
    fn cells(&self, field: Field) -> impl Iterator<Item = &Cell> {
        static ABSENT: Cell = Cell::Absent;
        let places = self.plan.columns.get(&field).map(Vec::as_slice).unwrap_or_default();
        places.iter().map(|&c| self.record.cells.get(c).unwrap_or(&ABSENT))
    }
    fn text(&self, field: Field) -> Option<String> {
        self.cells(field).find(|c| !c.is_empty()).map(Cell::text)
    }
    fn short(&self, field: Field, most: usize) -> Option<String> {
        self.text(field).map(|t| values::clean(&t, most)).filter(|t| !t.is_empty())
    }
    fn lists(&self, field: Field) -> Vec<String> {
        self.cells(field).flat_map(values::list).collect()
    }

    fn row(&self, mapping: &Mapping) -> Row {
        let constant = |field: Field| mapping.constants.get(&field).cloned();
        let details = self.text(Field::Details).unwrap_or_default();
        let time = |field, weekly| self.text(field).map_or_else(Time::default, |t| values::times(&t, weekly));
        let total = self.text(Field::Hours).map_or_else(|| values::times(&details, false), |t| bare_hours(&t));
        let hours = values::hours(total, time(Field::Effort, true), time(Field::Duration, false));
        let currency = self.text(Field::Currency).or_else(|| constant(Field::Currency)).and_then(|c| c.parse().ok());
        let (rating, told) = self.text(Field::Rating).map_or((None, None), |t| values::rating(&t));
        let counted =
            self.cells(Field::Ratings).map(Cell::text).find_map(|t| values::count(&t).or(values::rating(&t).1));
        let ratings = counted.or(told).filter(|_| rating.is_some());
        let absent = self.cells(Field::Title).all(|c| matches!(c, Cell::Absent));
        let title = self.short(Field::Title, MAX_TITLE_CHARS);
        let level = |t: String| values::difficulty(&t);
        let kind = |t: String| values::kind(&t);
        let credits =
            self.text(Field::Credits).and_then(|t| values::number(&t)).or_else(|| lowest(self.text(Field::Credits)));
        let credits = credits.and_then(|n| Credits::from_units(n).ok()).filter(|c| c.0 > 0);
        let by_credits = credits.zip(mapping.hours_per_credit).map(|(c, h)| (c.units() * h, false));
        let mut row = Row {
            line: self.record.line,
            repaired: self.record.repaired,
            sample: source::row_sample(&self.record.cells),
            code: self.code(),
            title: if absent { None } else { Some(title.unwrap_or_default()) },
            provider: self.short(Field::Provider, 200).filter(|p| !is_none(p)).or_else(|| constant(Field::Provider)),
            platform: self.short(Field::Platform, 120).or_else(|| constant(Field::Platform)),
            url: self.cells(Field::Url).find_map(|c| values::url(&c.text())),
            summary: self.short(Field::Summary, MAX_SUMMARY_CHARS),
            hours: hours.or(by_credits),
            price: self.text(Field::Price).and_then(|t| values::price(&t, currency)),
            rating,
            ratings,
            difficulty: self.text(Field::Difficulty).and_then(level).or_else(|| line_of(&details, values::difficulty)),
            language: self
                .text(Field::Language)
                .or_else(|| constant(Field::Language))
                .and_then(|t| values::language(&t).map(str::to_owned)),
            format: self.short(Field::Format, 40).or_else(|| constant(Field::Format)),
            kind: self.text(Field::Kind).and_then(kind).or_else(|| line_of(&details, practice)),
            tags: self.lists(Field::Tags),
            skills: self.lists(Field::Skills),
            teaches: self.lists(Field::Teaches),
            requires: self.lists(Field::Requires),
            credits,
            retired: self.text(Field::Status).is_some_and(|t| is_retired(&t)),
            ..Row::default()
        };
        if let Some(rest) = row.summary.as_deref().and_then(|s| s.strip_prefix("Skills you'll gain:")) {
            row.skills.extend(values::list(&Cell::Text(rest.to_owned())));
            row.summary = None;
        }
        row.tags.extend(line_of(&details, lectures));
        let flags = self.plan.columns.get(&Field::Flags).map(Vec::as_slice).unwrap_or_default();
        let set = |c: &&usize| self.record.cells.get(**c).is_some_and(|cell| cell.text() == "1");
        row.tags.extend(flags.iter().filter(set).map(|&c| spaced(&self.table.columns[c])));
        for (field, slot) in [
            (Field::Prerequisites, Slot::Before),
            (Field::Corequisites, Slot::Beside),
            (Field::Recommended, Slot::Helps),
            (Field::Excludes, Slot::RulesOut),
            (Field::SameAs, Slot::Same),
        ] {
            row.refers.extend(self.cells(field).filter(|c| !c.is_empty()).map(|c| (slot, c.clone())));
        }
        if let Some(mark) = &mapping.prerequisites_after
            && let Some(text) = self.text(Field::Summary)
            && let Some(at) = text.find(mark.as_str())
        {
            row.refers.push((Slot::Before, Cell::Text(text[at + mark.len()..].trim().to_owned())));
            row.summary = Some(values::clean(&text[..at], MAX_SUMMARY_CHARS)).filter(|t| !t.is_empty());
        }
        row
    }

    fn code(&self) -> Option<String> {
        let parts: Vec<String> =
            self.cells(Field::Id).map(|c| values::clean(&c.text(), 200)).filter(|t| !t.is_empty()).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// A bare number in a column of hours is hours.
fn bare_hours(text: &str) -> Time {
    match values::number(text).filter(|h| *h > 0.0 && *h <= 10_000.0) {
        Some(hours) => Time { hours: Some(hours), ..Time::default() },
        None => values::times(text, false),
    }
}

/// The lower end of `1-5, max. 15` or `{"min": "0.5", …}`.
fn lowest(text: Option<String>) -> Option<f64> {
    let text = text?;
    if let Ok(Value::Object(map)) = serde_json::from_str::<Value>(&text) {
        return map.get("min").and_then(|m| values::number(&Cell::of(m).text()));
    }
    let first =
        text.split(|c: char| matches!(c, '-' | '–' | '/' | ',') || c.is_whitespace()).find(|p| !p.is_empty())?;
    if text.starts_with(['-', '–', '*']) {
        return None;
    }
    values::number(first)
}

/// The first line or part of a text of several facts that says something.
fn line_of<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    text.split(['\n', '·', '|', '•']).map(str::trim).find_map(read)
}

fn practice(text: &str) -> Option<Kind> {
    let number = text.split_once(' ').is_some_and(|(n, rest)| n.parse::<u32>().is_ok() && rest.starts_with("question"));
    if number { Some(Kind::ExamPrep) } else { values::kind(text) }
}

/// `398 lectures`, as it stands.
fn lectures(text: &str) -> Option<String> {
    let (number, rest) = text.split_once(' ')?;
    (values::number(number).is_some() && matches!(rest, "lecture" | "lectures")).then(|| text.to_owned())
}

fn is_none(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "none" | "null" | "n/a" | "nan" | "-" | "unknown")
}

fn is_retired(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "retired" | "archived" | "inactive" | "hidden" | "true" | "withdrawn" | "discontinued"
    )
}

/// `MachineLearning` as words.
fn spaced(name: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in name.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            out.push(' ');
        }
        out.push(c);
        before = c;
    }
    out
}
