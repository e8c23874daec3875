//! Rows and columns, whatever they came from.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    domain::scrub,
    import::limits::{MAX_CELL_BYTES, MAX_COLUMNS},
};

/// What one row says in one column.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, not even that it is empty.
    #[default]
    Absent,
    /// A text, perhaps empty.
    Text(String),
    /// A list or a tree.
    Tree(Value),
}

impl Cell {
    /// A JSON value as a cell.
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Text(String::new()),
            Value::String(text) => Self::Text(text.clone()),
            Value::Bool(_) | Value::Number(_) => Self::Text(value.to_string()),
            Value::Array(_) | Value::Object(_) => Self::Tree(value.clone()),
        }
    }

    /// The text; a list is joined.
    pub fn text(&self) -> String {
        match self {
            Self::Absent => String::new(),
            Self::Text(text) => text.trim().to_owned(),
            Self::Tree(value) => joined(value),
        }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Absent => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Tree(Value::Array(list)) => list.is_empty(),
            Self::Tree(Value::Object(map)) => map.is_empty(),
            Self::Tree(_) => false,
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Self::Absent => 0,
            Self::Text(text) => text.len(),
            Self::Tree(value) => value.to_string().len(),
        }
    }
}

fn joined(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(joined).filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", "),
        Value::Object(map) => {
            let name = ["name", "title", "label", "value"].iter().find_map(|k| map.get(*k));
            name.map_or_else(|| value.to_string(), joined)
        }
        other => other.to_string(),
    }
}

/// A row, and where it stands.
#[derive(Debug, Clone, Default)]
pub struct Record {
    /// The line it begins in, from 1; for records of JSON their number.
    pub line: u64,
    /// Its cells, in the order of the columns.
    pub cells: Vec<Cell>,
    /// Whether something had to be put right to read it.
    pub repaired: Option<&'static str>,
}

/// A row that is left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The file.
    pub file: String,
    /// The line it begins in.
    pub line: u64,
    /// Why.
    pub why: String,
    /// What it says, in short.
    pub sample: String,
}

/// What a file holds.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Whether the names are the file's own.
    pub named: bool,
    /// The rows.
    pub records: Vec<Record>,
    /// Rows that could not be read.
    pub rejected: Vec<Rejected>,
    /// The line of the heading.
    pub header_line: Option<u64>,
}

impl Table {
    /// A table of named columns, each record a list of pairs; columns come in order of first appearance.
    pub fn of_pairs(rows: Vec<(u64, Vec<(String, Cell)>)>) -> Self {
        let mut columns: Vec<String> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut records = Vec::with_capacity(rows.len());
        for (line, pairs) in rows {
            let mut cells = vec![Cell::Absent; columns.len()];
            for (name, cell) in pairs {
                // Records that have no keys in common would be a table of a column each.
                if columns.len() >= MAX_COLUMNS && !places.contains_key(&name) {
                    continue;
                }
                let at = *places.entry(name).or_insert_with_key(|name| {
                    columns.push(name.clone());
                    columns.len() - 1
                });
                if cells.len() <= at {
                    cells.resize(at + 1, Cell::Absent);
                }
                cells[at] = cell;
            }
            records.push(Record { line, cells, repaired: None });
        }
        Self { columns, named: true, records, rejected: Vec::new(), header_line: None }
    }

    /// The cell of a row in a column.
    pub fn cell(&self, record: usize, column: usize) -> &Cell {
        static ABSENT: Cell = Cell::Absent;
        self.records.get(record).and_then(|r| r.cells.get(column)).unwrap_or(&ABSENT)
    }

    /// Puts aside rows with a cell beyond the limit, and cleans the names of the columns.
    pub(super) fn tidy(&mut self) {
        for name in &mut self.columns {
            *name = scrub(name).trim().chars().take(120).collect();
        }
        let (kept, long): (Vec<_>, Vec<_>) = std::mem::take(&mut self.records)
            .into_iter()
            .partition(|r| r.cells.iter().all(|c| c.bytes() <= MAX_CELL_BYTES));
        self.records = kept;
        self.rejected.extend(long.into_iter().map(|record| Rejected {
            file: String::new(),
            line: record.line,
            why: format!("a cell is longer than {} KiB; perhaps a quote is never closed", MAX_CELL_BYTES >> 10),
            sample: sample(&record.cells),
        }));
    }
}

/// The beginning of a row, for people.
pub(crate) fn sample(cells: &[Cell]) -> String {
    let mut out = String::new();
    for cell in cells.iter().take(8) {
        if !out.is_empty() {
            out.push_str(" | ");
        }
        out.extend(scrub(&cell.text()).chars().take(40));
    }
    out
}
