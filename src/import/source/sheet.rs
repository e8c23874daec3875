//! Excel workbooks: the sheet with the most rows.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::{
    Hints,
    table::{Cell, Record, Table},
};
use crate::import::{
    columns,
    limits::{MAX_COLUMNS, MAX_RATIO, MAX_ROWS, MAX_UNPACKED_BYTES},
};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8], hints: &Hints) -> Result<Table, String> {
    bounded(bytes)?;
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|why| format!("it is a zip file and no whole Excel workbook: {why}"))?;
    let mut best: Option<(u64, Vec<Vec<Cell>>)> = None;
    for name in book.sheet_names().into_iter().take(50) {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        if range.width() > MAX_COLUMNS || range.height() > MAX_ROWS {
            return Err(format!("the sheet `{name}` has more than {MAX_COLUMNS} columns or {MAX_ROWS} rows"));
        }
        let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
        let rows: Vec<Vec<Cell>> = range.rows().map(|row| row.iter().map(cell).collect()).collect();
        if best.as_ref().is_none_or(|(_, b)| b.len() < rows.len()) {
            best = Some((first, rows));
        }
    }
    let (first, rows) = best.filter(|(_, rows)| !rows.is_empty()).ok_or("there is no row in the workbook")?;
    Ok(table(first, rows, hints))
}

fn cell(data: &Data) -> Cell {
    Cell::Text(match data {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(f) if f.fract() == 0.0 && f.abs() < 1e15 => format!("{f:.0}"),
        other => other.to_string(),
    })
}

fn table(first: u64, rows: Vec<Vec<Cell>>, hints: &Hints) -> Table {
    let texts: Vec<Vec<String>> = rows.iter().take(60).map(|row| row.iter().map(Cell::text).collect()).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let header = match hints.header {
        Some(false) => None,
        Some(true) => Some(0),
        None => columns::heading(&texts.iter().map(Vec::as_slice).collect::<Vec<_>>(), width),
    };
    let columns = match header.and_then(|at| texts.get(at)) {
        Some(names) => names.clone(),
        None => (1..=width).map(|i| format!("column {i}")).collect(),
    };
    let skip = header.map_or(0, |at| at + 1);
    let records = rows.into_iter().enumerate().skip(skip).filter(|(_, cells)| !cells.iter().all(Cell::is_empty));
    let records = records.map(|(i, cells)| Record { line: first + i as u64, cells, repaired: None }).collect();
    let header_line = header.map(|at| first + at as u64);
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
