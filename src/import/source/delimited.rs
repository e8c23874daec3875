//! Tables of text: any delimiter, quoted or not, with or without a heading, the heading perhaps on a later line.

use csv::{ByteRecord, ReaderBuilder, Terminator};

use super::{
    Hints,
    table::{Cell, Record, Rejected, Table, sample},
};
use crate::import::{
    columns,
    limits::{MAX_COLUMNS, MAX_ROWS},
};

const DELIMITERS: &[char] = &[',', ';', '\t', '|'];
/// Records looked at to choose a delimiter.
const LOOKED_AT: usize = 400;

/// Reads a table; gives the delimiter too.
pub(super) fn read(text: &str, hints: &Hints) -> Result<(char, Table), String> {
    // Lines that end with a lone carriage return, or all three kinds at once, end alike for the reader.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (delimiter, quoted) = match hints.delimiter {
        Some(delimiter) => (delimiter, best(&text, &[delimiter]).1),
        None => best(&text, DELIMITERS),
    };
    if !delimiter.is_ascii() {
        return Err("a delimiter is one ASCII character".to_owned());
    }
    let mut rows = Vec::new();
    for record in records(&text, delimiter, quoted, MAX_ROWS + 2) {
        let record = record?;
        if record.1.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        if record.1.len() > MAX_COLUMNS {
            return Err(format!("line {} has more than {MAX_COLUMNS} columns", record.0));
        }
        rows.push(record);
    }
    if rows.is_empty() {
        return Err("there is no row in it".to_owned());
    }
    Ok((delimiter, table(rows, hints)))
}

type Row = (u64, Vec<String>);

fn records(text: &str, delimiter: char, quoted: bool, most: usize) -> impl Iterator<Item = Result<Row, String>> + '_ {
    let mut reader = ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .quoting(quoted)
        .has_headers(false)
        .flexible(true)
        .terminator(Terminator::Any(b'\n'))
        .from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut left = most;
    std::iter::from_fn(move || {
        left = left.checked_sub(1)?;
        match reader.read_byte_record(&mut record) {
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                let cells = record.iter().map(|c| String::from_utf8_lossy(c).into_owned()).collect();
                Some(Ok((line, cells)))
            }
            Ok(false) => None,
            Err(why) => Some(Err(format!("it cannot be read as a table: {why}"))),
        }
    })
}

/// The delimiter, and whether quotes quote, that give the most regular table.
fn best(text: &str, candidates: &[char]) -> (char, bool) {
    let mut best = (',', true);
    let mut most = 0.0;
    for &delimiter in candidates {
        if !delimiter.is_ascii() {
            continue;
        }
        for quoted in [true, false] {
            let mut widths = std::collections::BTreeMap::<usize, usize>::new();
            let mut rows = 0usize;
            let mut bytes = 0usize;
            for row in records(text, delimiter, quoted, LOOKED_AT) {
                let Ok((_, cells)) = row else { break };
                if cells.iter().all(|c| c.trim().is_empty()) {
                    continue;
                }
                rows += 1;
                bytes += cells.iter().map(String::len).sum::<usize>();
                *widths.entry(cells.len()).or_default() += 1;
            }
            let Some((&width, &count)) = widths.iter().max_by_key(|(w, n)| (**n, **w)) else { continue };
            if width < 2 || rows == 0 {
                continue;
            }
            let share = count as f64 / rows as f64;
            // More columns convince, but less than regularity does; a file eaten by one quote convinces nobody.
            let size = if bytes / rows > 200_000 { 0.1 } else { 1.0 };
            let quotes = if quoted && text.contains('"') || !quoted && !text.contains('"') { 1.02 } else { 1.0 };
            let score = share * share * (1.0 + (width as f64).ln()) * size * quotes;
            if score > most + 1e-9 {
                (most, best) = (score, (delimiter, quoted));
            }
        }
    }
    best
}

/// Finds the heading and parts rows that do not fit.
fn table(mut rows: Vec<Row>, hints: &Hints) -> Table {
    let width = usual_width(&rows);
    let header = match hints.header {
        Some(false) => None,
        Some(true) => Some(0),
        None => columns::heading(&rows.iter().map(|(_, cells)| cells.as_slice()).take(60).collect::<Vec<_>>(), width),
    };
    let mut rejected = Vec::new();
    let (columns, header_line) = match header {
        Some(at) => {
            let mut before: Vec<Row> = rows.drain(..=at).collect();
            let (line, names) = before.pop().unwrap_or_default();
            for (line, cells) in before {
                let cells: Vec<Cell> = cells.into_iter().map(Cell::Text).collect();
                let why = "it stands above the heading".to_owned();
                rejected.push(Rejected { file: String::new(), line, why, sample: sample(&cells) });
            }
            (names, Some(line))
        }
        None => ((1..=width).map(|i| format!("column {i}")).collect(), None),
    };
    let width = columns.len().max(1);
    let mut records = Vec::with_capacity(rows.len());
    for (line, mut cells) in rows {
        let mut repaired = None;
        while cells.len() > width && cells.last().is_some_and(|c| c.trim().is_empty()) {
            cells.pop();
        }
        let many = cells.len();
        let cells: Vec<Cell> = cells.into_iter().map(Cell::Text).collect();
        if many > width || many * 2 < width {
            let why = format!("it has {many} columns instead of {width}");
            rejected.push(Rejected { file: String::new(), line, why, sample: sample(&cells) });
            continue;
        }
        if many < width {
            repaired = Some("columns are missing at its end");
        }
        records.push(Record { line, cells, repaired });
    }
    Table { columns, named: header.is_some(), records, rejected, header_line }
}

fn usual_width(rows: &[Row]) -> usize {
    let mut widths = std::collections::BTreeMap::<usize, usize>::new();
    for (_, cells) in rows.iter().take(5_000) {
        *widths.entry(cells.len()).or_default() += 1;
    }
    widths.iter().max_by_key(|(w, n)| (**n, **w)).map_or(1, |(w, _)| *w)
}
