//! The learner's own file in words.

use crate::domain::Constraints;

use super::list_or;

/// Standing constraints, one a line; a single line saying so when there are none.
pub fn constraints(limits: &Constraints) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(hours) = limits.hours_per_week {
        lines.push(format!("{hours} h a week"));
    }
    if limits.free_only {
        lines.push("only what costs nothing".to_owned());
    }
    if !limits.languages.is_empty() {
        lines.push(format!("in {}", list_or(&limits.languages)));
    }
    if !limits.formats.is_empty() {
        lines.push(format!("as {}", list_or(&limits.formats)));
    }
    if !limits.exclude_providers.is_empty() {
        lines.push(format!("nothing by {}", list_or(&limits.exclude_providers)));
    }
    if lines.is_empty() {
        lines.push("no constraints".to_owned());
    }
    lines
}
