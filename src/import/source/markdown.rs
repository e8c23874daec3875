//! Markdown tables: all of a document's tables that look like lists of courses become one.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::table::{Cell, Record, Table};
use crate::import::columns;

/// One table: its heading and its rows, each cell with its text and first link.
#[derive(Default)]
struct Found {
    section: String,
    head: Vec<String>,
    rows: Vec<(u64, Vec<(String, String)>)>,
    line: u64,
}

/// The tables of a document; `None` where it has none.
pub(super) fn read(text: &str) -> Option<Table> {
    // A table needs a line of dashes under its heading.
    let ruled = text.lines().any(|l| {
        let l = l.trim();
        l.contains('|') && l.contains("--") && l.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
    });
    if !ruled {
        return None;
    }
    let tables: Vec<Found> = tables(text).into_iter().filter(|t| columns::looks_like_courses(&t.head)).collect();
    let mut names = vec!["section".to_owned(), "link".to_owned()];
    let mut records = Vec::new();
    let header_line = tables.first().map(|t| t.line);
    for table in tables {
        let places: Vec<usize> = table
            .head
            .iter()
            .map(|head| {
                let same = names.iter().position(|n| n.eq_ignore_ascii_case(head));
                same.unwrap_or_else(|| {
                    names.push(head.clone());
                    names.len() - 1
                })
            })
            .collect();
        for (line, row) in table.rows {
            let mut cells = vec![Cell::Absent; names.len()];
            cells[0] = Cell::Text(table.section.clone());
            if let Some((_, link)) = row.first() {
                cells[1] = Cell::Text(link.clone());
            }
            for (place, (text, _)) in places.iter().zip(row) {
                cells[*place] = Cell::Text(text);
            }
            records.push(Record { line, cells, repaired: None });
        }
    }
    (!records.is_empty()).then_some(Table { columns: names, named: true, records, rejected: Vec::new(), header_line })
}

fn tables(text: &str) -> Vec<Found> {
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
    let line = |at: usize| starts.partition_point(|s| *s <= at) as u64;
    let mut out: Vec<Found> = Vec::new();
    let (mut section, mut heading) = (String::new(), false);
    let (mut in_head, mut in_cell) = (false, false);
    // The depth of links within a cell: the words of the first link are the title.
    let (mut cell, mut link, mut links, mut linking) = (String::new(), String::new(), 0u32, false);
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                heading = true;
                section.clear();
            }
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Start(Tag::Table(_)) => {
                out.push(Found { section: section.clone(), line: line(range.start), ..Found::default() });
            }
            Event::Start(Tag::TableHead) => in_head = true,
            Event::End(TagEnd::TableHead) => in_head = false,
            Event::Start(Tag::TableRow) => {
                if let Some(table) = out.last_mut() {
                    table.rows.push((line(range.start), Vec::new()));
                }
            }
            Event::Start(Tag::TableCell) => {
                in_cell = true;
                cell.clear();
                link.clear();
                links = 0;
            }
            Event::End(TagEnd::TableCell) => {
                in_cell = false;
                let done = (cell.trim().to_owned(), link.clone());
                if let Some(table) = out.last_mut() {
                    match (in_head, table.rows.last_mut()) {
                        (true, _) => table.head.push(done.0),
                        (false, Some((_, row))) => row.push(done),
                        _ => {}
                    }
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) if in_cell => {
                links += 1;
                linking = true;
                if links == 1 {
                    link = dest_url.to_string();
                }
            }
            Event::End(TagEnd::Link) => linking = false,
            Event::Text(text) | Event::Code(text) if heading => section.push_str(&text),
            // "([alternative](…))" behind the title is no part of it.
            Event::Text(text) if in_cell && linking && links > 1 && text.eq_ignore_ascii_case("alternative") => {}
            Event::Text(text) | Event::Code(text) if in_cell => cell.push_str(&text),
            Event::SoftBreak | Event::HardBreak if in_cell => cell.push(' '),
            _ => {}
        }
    }
    for table in &mut out {
        for (_, row) in &mut table.rows {
            for (text, _) in row {
                *text = text.replace("()", "").split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
        table.rows.retain(|(_, row)| row.iter().any(|(text, _)| !text.is_empty()));
    }
    out
}
