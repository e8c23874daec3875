//! Formats, and what writing a plan over an earlier export changes, in words.

use crate::path::{ExportChanges, PlanFormat};

use super::list_and;

/// What a format is for.
pub fn format_about(format: PlanFormat) -> &'static str {
    match format {
        PlanFormat::Toml => "everything, proof included; prereq verify and diff read it",
        PlanFormat::Json => "the same facts for programs",
        PlanFormat::Markdown => "a checklist; ticks in an earlier one are kept",
        PlanFormat::Ics => "a calendar with an all-day event for each course",
        PlanFormat::Csv => "a table for spreadsheets",
        PlanFormat::Dot => "the prerequisite graph for Graphviz",
        PlanFormat::Mermaid => "the prerequisite graph for Mermaid",
        PlanFormat::Taskwarrior => "tasks for task import",
    }
}

/// What would change, counted: `3 new, 1 gone and 12 as they are`.
pub fn export_changes(changes: &ExportChanges) -> String {
    let some = |n: usize, word: &str| (n > 0).then(|| format!("{n} {word}"));
    let parts: Vec<String> = [
        some(changes.new.len(), "new"),
        some(changes.changed.len(), "changed"),
        some(changes.gone.len(), "gone"),
        some(changes.same, "as they are"),
    ]
    .into_iter()
    .flatten()
    .collect();
    list_and(&parts)
}
