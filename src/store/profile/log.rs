//! A course's study log in `profile.toml`: `log = [{ on = 2026-01-05, hours = 2.5 }]`, changed day by day so
//! that comments and keys of other programs stay.

use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, TableLike, Value};

use crate::{
    domain::StudyLog,
    store::literal::{day, hours, put},
};

/// Makes the `log` of a course's table say `log`.
pub(super) fn write(table: &mut dyn TableLike, log: &StudyLog) {
    if log.is_empty() {
        table.remove("log");
        return;
    }
    match table.get_mut("log") {
        Some(Item::ArrayOfTables(written)) => tables(written, log),
        Some(Item::Value(Value::Array(written))) => list(written, log),
        _ => {
            let mut written = Array::new();
            list(&mut written, log);
            table.insert("log", Item::Value(Value::Array(written)));
        }
    }
}

/// The day an entry is of.
fn day_of(entry: &dyn TableLike) -> Option<Date> {
    entry.get("on").and_then(Item::as_value).and_then(|on| match on {
        Value::String(text) => text.value().parse().ok(),
        Value::Datetime(on) => on.value().to_string().parse().ok(),
        _ => None,
    })
}

/// Of several entries of one day the first is the one that stays.
struct Standing<'a> {
    log: &'a StudyLog,
    seen: Vec<Date>,
}

impl Standing<'_> {
    fn keeps(&mut self, entry: Option<&dyn TableLike>) -> bool {
        let Some(on) = entry.and_then(day_of) else { return false };
        let stays = self.log.on(on).0 > 0 && !self.seen.contains(&on);
        self.seen.push(on);
        stays
    }
}

fn update(entry: &mut dyn TableLike, log: &StudyLog) {
    if let Some(on) = day_of(entry) {
        let said = entry.get("hours").and_then(Item::as_value).map(|h| h.to_string().trim().to_owned());
        let hours = hours(log.on(on));
        if said.as_deref() != Some(hours.to_string().trim()) {
            put(entry, "hours", hours);
        }
    }
}

fn list(written: &mut Array, log: &StudyLog) {
    let mut standing = Standing { log, seen: Vec::new() };
    let keeps: Vec<bool> =
        written.iter().map(|v| standing.keeps(v.as_inline_table().map(|t| t as &dyn TableLike))).collect();
    for at in (0..keeps.len()).rev().filter(|at| !keeps[*at]) {
        let comment = before(written, at).filter(|text| text.contains('#'));
        written.remove(at);
        if let Some(comment) = comment {
            let rest = before(written, at).unwrap_or_default();
            let end = if rest.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']) { "" } else { "\n" };
            set_before(written, at, &format!("{}{end}{rest}", comment.trim_end_matches([' ', '\t', '\r', '\n'])));
        }
    }
    for value in written.iter_mut() {
        if let Some(entry) = value.as_inline_table_mut() {
            update(entry, log);
        }
    }
    for (on, time) in log.days() {
        let days: Vec<Date> = written.iter().filter_map(|v| v.as_inline_table().and_then(|t| day_of(t))).collect();
        if days.contains(&on) {
            continue;
        }
        let mut entry = InlineTable::new();
        entry.insert("on", day(on));
        entry.insert("hours", hours(time));
        insert(written, days.iter().position(|d| *d > on).unwrap_or(written.len()), entry);
    }
}

/// What stands between the comma before the entry at `at`, or the end of the list, and itself. The rest of a
/// line belongs to whoever stands before it: a comment there is about that one.
fn before(written: &Array, at: usize) -> Option<String> {
    let raw = match written.get(at) {
        Some(value) => value.decor().prefix(),
        None => Some(written.trailing()),
    };
    raw?.as_str().map(str::to_owned)
}

fn set_before(written: &mut Array, at: usize, text: &str) {
    match written.get_mut(at) {
        Some(value) => value.decor_mut().set_prefix(text),
        None => written.set_trailing(text),
    }
}

/// Puts an entry in; on a line of its own where the others have theirs.
fn insert(written: &mut Array, at: usize, entry: InlineTable) {
    let indent =
        written.iter().filter_map(|v| v.decor().prefix()?.as_str()).find_map(|prefix| prefix.rsplit_once('\n'));
    let Some(indent) = indent.map(|(_, indent)| indent.to_owned()) else {
        written.insert(at, Value::InlineTable(entry));
        return;
    };
    // Without a comma behind the last entry, what follows it is its own.
    if at == written.len()
        && !written.trailing_comma()
        && let Some(last) = written.iter_mut().last()
    {
        let behind = last.decor().suffix().and_then(|s| s.as_str()).unwrap_or_default().to_owned();
        last.decor_mut().set_suffix("");
        let trailing = before(written, at).unwrap_or_default();
        set_before(written, at, &(behind + &trailing));
        written.set_trailing_comma(true);
    }
    let between = before(written, at).unwrap_or_default();
    let (line, rest) = between.split_at(between.find('\n').unwrap_or(0));
    let mut value = Value::InlineTable(entry);
    value.decor_mut().set_prefix(format!("{line}\n{indent}"));
    let rest = if rest.is_empty() { "\n" } else { rest }.to_owned();
    set_before(written, at, &rest);
    written.insert_formatted(at, value);
}

fn tables(written: &mut ArrayOfTables, log: &StudyLog) {
    let mut standing = Standing { log, seen: Vec::new() };
    written.retain(|table| standing.keeps(Some(table)));
    written.iter_mut().for_each(|entry| update(entry, log));
    for (on, time) in log.days() {
        if !written.iter().any(|t| day_of(t) == Some(on)) {
            let mut entry = Table::new();
            put(&mut entry, "on", day(on));
            put(&mut entry, "hours", hours(time));
            written.push(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use toml_edit::DocumentMut;

    use super::*;
    use crate::domain::Minutes;

    /// The text of a list once it says `days` of January 2026, in minutes.
    fn rewritten(text: &str, days: &[(i8, u64)]) -> String {
        let mut document: DocumentMut = text.parse().expect("valid");
        let mut log = StudyLog::default();
        days.iter().for_each(|&(d, minutes)| log.add(date(2026, 1, d), Minutes(minutes)));
        write(document.as_table_mut(), &log);
        let text = document.to_string();
        assert!(text.parse::<DocumentMut>().is_ok(), "{text}");
        text
    }

    #[test]
    fn a_comment_stays_with_the_day_it_is_about() {
        let five = "log = [\n  { on = 2026-01-05, hours = 1 },  # five\n]\n";
        assert_eq!(
            rewritten(five, &[(5, 60), (6, 30)]),
            "log = [\n  { on = 2026-01-05, hours = 1 },  # five\n  { on = 2026-01-06, hours = 0.5 },\n]\n"
        );
        assert_eq!(
            rewritten(five, &[(4, 30), (5, 60)]),
            "log = [\n  { on = 2026-01-04, hours = 0.5 },\n  { on = 2026-01-05, hours = 1 },  # five\n]\n"
        );
        let bare = "log = [\n  { on = 2026-01-05, hours = 1 }  # five\n]\n";
        assert_eq!(
            rewritten(bare, &[(5, 90), (6, 30)]),
            "log = [\n  { on = 2026-01-05, hours = 1.5 },  # five\n  { on = 2026-01-06, hours = 0.5 },\n]\n"
        );
        let two = "log = [\n  # 5\n  { on = 2026-01-05, hours = 1 }, # five\n  { on = \"2026-01-06\", hours = 1 }, # six\n]\n";
        let left = rewritten(two, &[(5, 60)]);
        assert!(left.contains("hours = 1 }, # five\n") && left.contains("# six"), "{left}");
        let left = rewritten(two, &[(6, 60)]);
        assert!(["# 5\n", "# five\n", "hours = 1 }, # six\n"].iter().all(|c| left.contains(c)), "{left}");
        assert_eq!(rewritten(two, &[]), "", "no empty list is left behind");
    }

    #[test]
    fn a_list_in_one_line_stays_in_one_line() {
        assert_eq!(rewritten("log = 3\n", &[(5, 60)]), "log = [{ on = 2026-01-05, hours = 1 }]\n");
        assert_eq!(
            rewritten("log = [{ on = 2026-01-05, hours = 1.0 }]\n", &[(5, 60), (7, 60), (6, 15)]),
            "log = [{ on = 2026-01-05, hours = 1 }, { on = 2026-01-06, hours = 0.25 }, { on = 2026-01-07, hours = 1 }]\n"
        );
    }
}
