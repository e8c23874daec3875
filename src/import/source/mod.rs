//! Containers, told by content and not by name: what is in a file, as rows with their line numbers.

mod delimited;
mod encoding;
mod json;
mod markdown;
mod packed;
mod sheet;
mod table;

use serde::Serialize;

pub use encoding::decode;
pub(super) use table::sample as row_sample;
pub use table::{Cell, Record, Rejected, Table};

use super::{
    ImportError,
    limits::{MAX_ROWS, MAX_SOURCE_BYTES},
};

/// A file as the store read it.
#[derive(Debug, Clone)]
pub struct Source {
    /// As the user named it.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What a file turned out to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Detected {
    /// `csv`, `json`, `jsonl`, `xlsx`, `markdown`, … with `gzip:` before what was packed.
    pub container: String,
    /// The encoding its text was read in.
    pub encoding: Option<String>,
    /// The delimiter of a table.
    pub delimiter: Option<char>,
    /// The line of the heading, from 1; none where there is no heading.
    pub header_row: Option<u64>,
    /// Where in a JSON document the records are.
    pub records: Option<String>,
}

/// What the user says about the files, over what they look like.
#[derive(Debug, Clone, Default)]
pub struct Hints {
    /// The name of an encoding.
    pub encoding: Option<String>,
    /// The delimiter.
    pub delimiter: Option<char>,
    /// Whether there is a heading.
    pub header: Option<bool>,
    /// Paths of the records in JSON, such as `results`.
    pub records: Vec<String>,
}

/// Reads a file into a table.
///
/// # Errors
/// When it is nothing that could hold a catalog, or beyond a limit.
pub fn read(source: &Source, hints: &Hints) -> Result<(Detected, Table), ImportError> {
    let fail = |why: String| ImportError::Source { file: source.name.clone(), why };
    if source.bytes.len() > MAX_SOURCE_BYTES {
        return Err(fail(format!("it is larger than {} MiB", MAX_SOURCE_BYTES >> 20)));
    }
    if source.bytes.is_empty() {
        return Err(fail("it is empty".to_owned()));
    }
    let (mut detected, mut table) = contents(&source.bytes, hints, "").map_err(fail)?;
    if table.records.len() > MAX_ROWS {
        return Err(ImportError::Source {
            file: source.name.clone(),
            why: format!("it has more than {MAX_ROWS} rows"),
        });
    }
    if detected.container.is_empty() {
        detected.container = "csv".to_owned();
    }
    table.tidy();
    Ok((detected, table))
}

fn contents(bytes: &[u8], hints: &Hints, prefix: &str) -> Result<(Detected, Table), String> {
    if packed::is_gzip(bytes) {
        if !prefix.is_empty() {
            return Err("it is packed more than once".to_owned());
        }
        return contents(&packed::gunzip(bytes)?, hints, "gzip:");
    }
    let named = |container: &str| Detected { container: format!("{prefix}{container}"), ..Detected::default() };
    if packed::is_zip(bytes) {
        let table = sheet::read(bytes, hints)?;
        return Ok((Detected { header_row: table.header_line, ..named("xlsx") }, table));
    }
    if let Some(what) = packed::foreign(bytes) {
        return Err(format!("it is {what}, which holds no catalog this program can read"));
    }
    let (text, encoding) = decode(bytes, hints.encoding.as_deref())?;
    let encoding = Some(encoding);
    // One or two may be a slip of whoever wrote the file.
    let zeros = text.matches('\0').count();
    if zeros > 8 && zeros * 200 > text.len() {
        return Err("it is binary data, not text".to_owned());
    }
    let first = text.trim_start().chars().next();
    if first.is_none() {
        return Err("there is nothing in it but white space".to_owned());
    }
    if matches!(first, Some('{' | '[')) {
        match json::read(&text, hints) {
            Ok((kind, table, at)) => return Ok((Detected { encoding, records: at, ..named(kind) }, table)),
            // A bracket may begin a table of text as well.
            Err(json::NotJson::No) => {}
            Err(json::NotJson::Bad(why)) => return Err(why),
        }
    }
    if let Some(table) = markdown::read(&text) {
        let header_row = table.header_line;
        return Ok((Detected { encoding, header_row, ..named("markdown") }, table));
    }
    let low = text.trim_start().get(..64).unwrap_or(text.trim_start()).to_ascii_lowercase();
    if low.starts_with("<!doctype") || low.starts_with("<html") || low.starts_with("<?xml") {
        return Err("it is a page of markup; save the list behind it as CSV or JSON".to_owned());
    }
    let (delimiter, table) = delimited::read(&text, hints)?;
    let container = match delimiter {
        '\t' => "tsv",
        ',' => "csv",
        _ => "delimited",
    };
    let header_row = table.header_line;
    Ok((Detected { encoding, delimiter: Some(delimiter), header_row, ..named(container) }, table))
}
