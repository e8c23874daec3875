//! Writing a plan in one of its formats, over an earlier export too.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::civil::Date;

use super::{
    BYTE_ORDER_MARK, CalendarError, OLD_PLAN_FILE_SCHEMA, PLAN_FILE_SCHEMA, PLAN_SCHEMA, PRODID, Told, events_of,
    own_lines, plan_csv, plan_document, plan_dot, plan_ics, plan_markdown, plan_mermaid, plan_taskwarrior, tasks_of,
    ticks_of, write_plan_toml,
};
use crate::{
    domain::Profile,
    path::{self, ExportChanges, Plan, PlanFormat},
    phrase::{self, Names},
    store::{StoreError, disk::read_file},
};

/// What an export goes by, besides the plan.
#[derive(Clone, Copy)]
pub struct ExportContext<'a> {
    /// Names for ids.
    pub names: &'a dyn Names,
    /// The learner's file.
    pub profile: &'a Profile,
    /// The day it is.
    pub today: Date,
    /// What an earlier export to the same place says; its events, tasks and ticks are updated.
    pub before: Option<&'a str>,
    /// What is known of the plan beside the plan itself; the document for programs says it too.
    pub told: Told<'a>,
}

/// The plan as a text in `format`.
///
/// # Errors
/// A calendar needs dates.
pub fn export_plan(plan: &Plan, format: PlanFormat, context: ExportContext<'_>) -> Result<String, CalendarError> {
    let ExportContext { names, profile, today, before, told } = context;
    let before = before.unwrap_or_default();
    let pretty = |value| serde_json::to_string_pretty(&value).expect("text keys and finite numbers") + "\n";
    Ok(match format {
        PlanFormat::Toml => write_plan_toml(&path::with_cases(plan)),
        PlanFormat::Json => pretty(plan_document(plan, told, names)),
        PlanFormat::Markdown => plan_markdown(plan, names, &ticks_of(before), &own_lines(before)),
        PlanFormat::Ics => plan_ics(plan, names, profile, today, &events_of(before))?,
        PlanFormat::Csv => plan_csv(plan, names),
        PlanFormat::Dot => plan_dot(plan, names),
        PlanFormat::Mermaid => plan_mermaid(plan),
        PlanFormat::Taskwarrior => pretty(plan_taskwarrior(plan, names, profile, today, &tasks_of(before))),
    })
}

/// Why a file is not written over.
#[derive(Debug, thiserror::Error)]
pub enum EarlierError {
    /// It cannot be read as text.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It is somebody else's.
    #[error("{} holds something else than a plan as {}", place.display(), format.word())]
    Foreign {
        /// The file.
        place: PathBuf,
        /// What was to be written there.
        format: PlanFormat,
    },
}

/// The earlier export in the file a plan is to be written to; `None` where there is nothing yet, an empty file, or
/// no regular one.
///
/// # Errors
/// It is there and holds something else, or cannot be read as text.
pub fn earlier_export(path: &Path, format: PlanFormat) -> Result<Option<String>, EarlierError> {
    if !std::fs::metadata(path).is_ok_and(|m| m.is_file()) {
        return Ok(None);
    }
    match read_file(path)? {
        text if text.trim().is_empty() => Ok(None),
        text if !is_export(format, &text) => Err(EarlierError::Foreign { place: path.to_owned(), format }),
        text => Ok(Some(text)),
    }
}

/// Whether a text looks like an earlier export in `format`, so that it may be replaced by a newer one.
pub fn is_export(format: PlanFormat, text: &str) -> bool {
    let schema = |v: Option<serde_json::Value>| v.is_some_and(|v| v["schema"] == PLAN_SCHEMA);
    match format {
        PlanFormat::Toml => {
            let schemas = [PLAN_FILE_SCHEMA, OLD_PLAN_FILE_SCHEMA].map(|schema| format!("schema = \"{schema}\""));
            text.lines().any(|l| schemas.iter().any(|schema| l.trim() == schema))
        }
        PlanFormat::Json => schema(serde_json::from_str(text).ok()),
        PlanFormat::Markdown => {
            text.starts_with("# ") && text.lines().any(|l| l.starts_with("- [ ] **") || l.starts_with("- [x] **"))
        }
        PlanFormat::Ics => text.contains(PRODID),
        PlanFormat::Csv => text.trim_start_matches(BYTE_ORDER_MARK).starts_with("position,id,title,"),
        PlanFormat::Dot => text.starts_with("digraph plan {"),
        PlanFormat::Mermaid => text.starts_with("flowchart LR"),
        PlanFormat::Taskwarrior => text.trim() == "[]" || !tasks_of(text).is_empty(),
    }
}

/// One entry of an export: where it comes in the order, and what it says.
type Entry = (String, String);

/// Compares two exports in one format, entry by entry: events, tasks, records, or else lines.
pub fn export_changes(format: PlanFormat, before: &str, after: &str) -> ExportChanges {
    let (mut old, new) = (entries(format, before), entries(format, after));
    let mut same = 0;
    let (mut fresh, mut changed): (Vec<Entry>, Vec<(Entry, String)>) = (Vec::new(), Vec::new());
    for (key, entry) in new {
        match old.remove(&key) {
            None => fresh.push(entry),
            Some(was) if was.1 == entry.1 => same += 1,
            Some(was) => changed.push((entry, was.1)),
        }
    }
    let mut gone: Vec<Entry> = old.into_values().collect();
    fresh.sort();
    changed.sort();
    gone.sort();
    let shown = |list: Vec<Entry>| list.into_iter().map(|(_, shown)| shown).collect();
    let changed = changed.into_iter().map(|((_, now), was)| (was, now)).collect();
    ExportChanges { new: shown(fresh), changed, gone: shown(gone), same }
}

/// The entries that count, by what stays the same about them. What is called off or deleted does not count.
fn entries(format: PlanFormat, text: &str) -> BTreeMap<String, Entry> {
    match format {
        PlanFormat::Ics => (events_of(text).into_iter())
            .filter(|(_, event)| !event.cancelled)
            .map(|(uid, event)| {
                let last = |day: &Date| day.yesterday().unwrap_or(*day);
                let days = event.days.0.parse::<Date>().ok().zip(event.days.1.parse::<Date>().ok());
                let days = days.map(|(start, end)| format!(", {}", phrase::span(start, last(&end))));
                (uid, (event.days.0, event.summary + &days.unwrap_or_default()))
            })
            .collect(),
        PlanFormat::Taskwarrior => (tasks_of(text).into_iter())
            .filter(|(_, task)| task["status"] == "pending")
            .map(|(uuid, task)| {
                let due = task["due"].as_str().and_then(|d| d.get(..8)).unwrap_or_default().to_owned();
                let title = task["description"].as_str().unwrap_or_default();
                let day = due.parse::<Date>().map(|d| format!(", due {}", phrase::day(d))).unwrap_or_default();
                (uuid.to_string(), (due, format!("{title}{day}")))
            })
            .collect(),
        PlanFormat::Json => steps(&serde_json::from_str(text).unwrap_or_default()),
        PlanFormat::Toml => steps(&toml::from_str(text).unwrap_or_default()),
        PlanFormat::Csv => records(text),
        PlanFormat::Markdown | PlanFormat::Dot | PlanFormat::Mermaid => (text.lines().enumerate())
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(i, line)| (line.to_owned(), (format!("{i:06}"), line.trim().to_owned())))
            .collect(),
    }
}

/// The steps of a plan's document; both kinds of document name them alike.
fn steps(document: &serde_json::Value) -> BTreeMap<String, Entry> {
    let Some(steps) = ["steps", "step"].iter().find_map(|key| document.get(key)?.as_array()) else {
        return BTreeMap::new();
    };
    (steps.iter().enumerate())
        .filter_map(|(i, step)| {
            // A date of TOML comes as a table of its one text.
            let inner = |value: &serde_json::Value| value.as_object()?.values().next()?.as_str().map(str::to_owned);
            let word = |value: &serde_json::Value| value.as_str().map(str::to_owned).or_else(|| inner(value));
            let text = |key: &str| step.get(key).and_then(word).unwrap_or_default();
            let id = text("id");
            (!id.is_empty()).then(|| (id, (format!("{i:06}"), dated(&text("title"), &text("start"), &text("end")))))
        })
        .collect()
}

fn records(text: &str) -> BTreeMap<String, Entry> {
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(text.trim_start_matches(BYTE_ORDER_MARK).as_bytes());
    (reader.records().flatten().enumerate())
        .filter_map(|(i, record)| {
            let field = |at: usize| record.get(at).unwrap_or_default();
            let shown = format!("{}, {} h", dated(field(2), field(8), field(9)), field(4));
            Some((record.get(1)?.to_owned(), (format!("{i:06}"), shown)))
        })
        .collect()
}

fn dated(title: &str, start: &str, end: &str) -> String {
    match (start.parse(), end.parse()) {
        (Ok(start), Ok(end)) => format!("{title}, {}", phrase::span(start, end)),
        _ => title.to_owned(),
    }
}
