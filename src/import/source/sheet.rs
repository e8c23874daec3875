//! Excel workbooks: the sheet with the most rows.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, Reader as _, Xlsx};

use super::{
    Hints,
    table::{Cell, Record, Table},
};
use crate::import::{
    columns,
    limits::{MAX_CELLS, MAX_COLUMNS, MAX_RATIO, MAX_ROWS, MAX_UNPACKED_BYTES},
};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<Table, String> {
    bounded(bytes)?;
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|why| format!("it is a zip file and no whole Excel workbook: {why}"))?;
    let mut best: Rows = BTreeMap::new();
    for name in book.sheet_names().into_iter().take(50) {
        let rows = rows(&mut book, &name)?;
        if rows.len() > best.len() {
            best = rows;
        }
    }
    if best.is_empty() {
        return Err("there is no row in the workbook".to_owned());
    }
    Ok(table(best, hints))
}

/// Rows by their number from 1. Cell by cell: a sheet whose two cells lie far apart is no large sheet.
type Rows = BTreeMap<u64, Vec<Cell>>;

fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Rows, String> {
    let mut out = Rows::new();
    let mut size = 0usize;
    let damaged = |why: calamine::XlsxError| format!("the sheet `{name}` is damaged: {why}");
    let Ok(mut cells) = book.worksheet_cells_reader(name) else { return Ok(out) };
    while let Some(found) = cells.next_cell().map_err(damaged)? {
        let (row, column) = found.get_position();
        let column = column as usize;
        if column >= MAX_COLUMNS {
            return Err(format!("the sheet `{name}` has more than {MAX_COLUMNS} columns"));
        }
        let value = cell(&Data::from(found.get_value().clone()));
        if value.is_empty() {
            continue;
        }
        let of = out.entry(u64::from(row) + 1).or_default();
        if of.len() <= column {
            size += column + 1 - of.len();
            of.resize(column + 1, Cell::Text(String::new()));
        }
        of[column] = value;
        if out.len() > MAX_ROWS || size > MAX_CELLS {
            return Err(format!("the sheet `{name}` has more than {MAX_ROWS} rows or {MAX_CELLS} cells"));
        }
    }
    Ok(out)
}

fn cell(data: &Data) -> Cell {
    Cell::Text(match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(f) if f.fract() == 0.0 && f.abs() < 1e15 => format!("{f:.0}"),
        other => other.to_string(),
    })
}

fn table(rows: Rows, hints: &Hints) -> Table {
    let texts: Vec<Vec<String>> = rows.values().take(60).map(|row| row.iter().map(Cell::text).collect()).collect();
    let width = rows.values().map(Vec::len).max().unwrap_or(0);
    let header = match hints.header {
        Some(false) => None,
        Some(true) => Some(0),
        None => columns::heading(&texts.iter().map(Vec::as_slice).collect::<Vec<_>>(), width),
    };
    let mut columns: Vec<String> = match header.and_then(|at| texts.get(at)) {
        Some(names) => names.clone(),
        None => (1..=width).map(|i| format!("column {i}")).collect(),
    };
    // Columns beyond the heading have no name.
    columns.resize(width.max(columns.len()), String::new());
    let header_line = header.and_then(|at| rows.keys().nth(at).copied());
    let skip = header.map_or(0, |at| at + 1);
    let records = rows.into_iter().skip(skip).map(|(line, cells)| Record { line, cells, repaired: None }).collect();
    Table { columns, named: header.is_some(), records, rejected: Vec::new(), header_line }
}

/// What the directory of the archive says it unpacks to, before anything is unpacked; and every part is unpacked once,
/// counted and thrown away, because the directory may lie.
fn bounded(bytes: &[u8]) -> Result<(), String> {
    let most = MAX_UNPACKED_BYTES.min(bytes.len().saturating_mul(MAX_RATIO).max(1 << 22)) as u64;
    let broken = || "it is a zip file that is damaged or cut short".to_owned();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > 2_000 {
        return Err("it is a zip file of more than 2,000 parts".to_owned());
    }
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err("it is a zip file and no Excel workbook; unpack it and import what is inside".to_owned());
    }
    let mut total = 0u64;
    for i in 0..archive.len() {
        let part = archive.by_index(i).map_err(|_| broken())?;
        let mut counted = std::io::Read::take(part, most.saturating_sub(total) + 1);
        total += std::io::copy(&mut counted, &mut std::io::sink()).map_err(|_| broken())?;
        if total > most {
            return Err(format!("it unpacks to more than {} MiB, or {MAX_RATIO} times its size", most >> 20));
        }
    }
    Ok(())
}
