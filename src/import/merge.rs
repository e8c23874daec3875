//! Identity: which rows are one course. An id or code decides; only without one the address, then the title within the
//! provider, where nothing the rows say contradicts.

use std::collections::BTreeMap;

use super::{ImportError, Report, Watch, row::Row, source::Rejected};

/// The rows of one course become its first, filled up by the others.
pub(super) fn merge(rows: Vec<Row>, watch: &dyn Watch, report: &mut Report) -> Result<Vec<Row>, ImportError> {
    let total = rows.len();
    let coded = rows.iter().filter(|r| r.code.is_some()).count() * 10 >= total * 5;
    let linked = rows.iter().filter(|r| r.url.is_some()).count() * 10 >= total * 9;
    let runs =
        rows.iter().filter(|r| r.code.as_deref().is_some_and(|c| run_stripped(c).is_some())).count() * 10 >= total * 8;
    report.identity = match (coded, linked, runs) {
        (true, _, true) => "the id without its run decides: runs of one course are one course",
        (true, ..) => "the id decides: rows of one id are one course, sections and terms of it too",
        (_, true, _) => "the address decides: rows of one address are one course",
        _ => "the title within its provider decides, where nothing in the rows contradicts",
    }
    .to_owned();
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut out: Vec<Row> = Vec::with_capacity(total);
    for (i, mut row) in rows.into_iter().enumerate() {
        if i % 4096 == 0 {
            watch.progress(i, total, "merging");
            if watch.cancelled() {
                return Err(ImportError::Cancelled);
            }
        }
        if runs && let Some(code) = row.code.as_deref().and_then(run_stripped) {
            row.code = Some(code);
        }
        let (key, strict) = match (&row.code, &row.url, &row.title) {
            (Some(code), ..) if coded => {
                (format!("id {}", code.split_whitespace().collect::<Vec<_>>().join(" ")), false)
            }
            (_, Some(url), _) if linked => (format!("url {}", canonical(url)), false),
            (_, _, Some(title)) if !title.is_empty() => {
                let provider = row.provider.as_deref().unwrap_or_default();
                (format!("title {} by {}", title.to_lowercase(), provider.to_lowercase()), true)
            }
            _ => (String::new(), true),
        };
        if key.is_empty() {
            reject(&row, "there is neither a title nor an id", report);
            continue;
        }
        let same = places.entry(key).or_default();
        let found = same.iter().copied().find(|&at| !strict || agrees(&out[at], &row));
        match found {
            Some(at) => {
                report.counts.merged += 1;
                fill(&mut out[at], row);
            }
            None => {
                same.push(out.len());
                out.push(row);
            }
        }
    }
    out.retain_mut(|row| {
        match &row.title {
            // Another kind of record: a heading of a section, a row that only joins.
            None => {
                reject(row, "there is no title: another kind of record", report);
                return false;
            }
            Some(title) if title.is_empty() => match &row.code {
                Some(code) => {
                    row.title = Some(code.clone());
                    row.repaired = Some("the title is empty; the code stands for it");
                }
                None => {
                    reject(row, "the title is empty", report);
                    return false;
                }
            },
            Some(_) => {}
        }
        match row.repaired {
            Some(why) => {
                report.counts.repaired += 1;
                let (file, line) = (row.file.clone(), row.line);
                report.issue("repair", &file, Some(line), why);
            }
            None => report.counts.kept += 1,
        }
        true
    });
    Ok(out)
}

fn reject(row: &Row, why: &str, report: &mut Report) {
    let (file, line) = (row.file.clone(), row.line);
    report.rejects.push(Rejected { file, line, why: why.to_owned(), sample: row.sample.clone() });
}

/// Whether two rows of one title and provider say nothing that contradicts.
fn agrees(a: &Row, b: &Row) -> bool {
    fn same<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
        a.is_none() && b.is_none() || a == b
    }
    same(&a.hours, &b.hours)
        && same(&a.difficulty, &b.difficulty)
        && same(&a.rating, &b.rating)
        && same(&a.ratings, &b.ratings)
        && same(&a.price, &b.price)
        && same(&a.summary, &b.summary)
        && same(&a.url, &b.url)
        && same(&a.kind, &b.kind)
}

/// What the first row does not say is taken from a later one.
fn fill(first: &mut Row, later: Row) {
    fn or<T>(a: &mut Option<T>, b: Option<T>) {
        if a.is_none() {
            *a = b;
        }
    }
    // Runs may be called otherwise: what most of them are called, the first of equals that is more than a word.
    if first.titles.is_empty() {
        first.titles.extend(first.title.clone().filter(|t| !t.is_empty()).map(|t| (t, 1)));
    }
    if let Some(title) = later.title {
        match first.titles.iter_mut().find(|(t, _)| *t == title) {
            Some((_, n)) => *n += 1,
            None if !title.is_empty() => first.titles.push((title.clone(), 1)),
            None => {}
        }
        let most = first.titles.iter().rev().max_by_key(|(t, n)| (*n, t.contains(' ')));
        first.title = most.map(|(t, _)| t.clone()).or(first.title.take()).or(Some(title));
    }
    or(&mut first.code, later.code);
    or(&mut first.provider, later.provider);
    or(&mut first.platform, later.platform);
    or(&mut first.url, later.url);
    or(&mut first.summary, later.summary);
    or(&mut first.hours, later.hours);
    or(&mut first.price, later.price);
    if first.rating.is_none() {
        (first.rating, first.ratings) = (later.rating, later.ratings);
    }
    or(&mut first.difficulty, later.difficulty);
    or(&mut first.language, later.language);
    or(&mut first.format, later.format);
    or(&mut first.kind, later.kind);
    or(&mut first.credits, later.credits);
    first.retired &= later.retired;
    for (mine, theirs) in [
        (&mut first.tags, later.tags),
        (&mut first.skills, later.skills),
        (&mut first.teaches, later.teaches),
        (&mut first.requires, later.requires),
    ] {
        for text in theirs {
            if !mine.contains(&text) {
                mine.push(text);
            }
        }
    }
    // A requirement said again in other words would be asked for twice: the first that says anything counts.
    for (slot, cell) in later.refers {
        if !first.refers.iter().any(|(s, _)| *s == slot) {
            first.refers.push((slot, cell));
        }
    }
}

/// An edX id without its run: `course-v1:Org+Num+Run`, `Org/Num/Run`.
fn run_stripped(code: &str) -> Option<String> {
    let keyed = ["course-v1:", "ccx-v1:"].iter().find_map(|p| code.strip_prefix(p));
    let mut parts = match keyed {
        Some(rest) => rest.split('+'),
        None if code.matches('/').count() == 2 && !code.contains("//") && !code.contains(' ') => {
            let mut parts = code.split('/');
            let (org, number) = (parts.next()?, parts.next()?);
            return Some(format!("{org} {number}"));
        }
        None => return None,
    };
    let (org, number) = (parts.next()?, parts.next()?);
    Some(format!("{org} {number}"))
}

/// An address as it is compared: no scheme, no `www.`, no query, no slash at the end.
fn canonical(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['#']).next().unwrap_or_default();
    // A query may name the course; the usual marks of campaigns do not.
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|p| !p.is_empty() && !p.starts_with("utm_") && !p.starts_with("ref") && !p.starts_with("fbclid"))
        .collect();
    let path = path.trim_end_matches('/').to_lowercase();
    let path = path.strip_prefix("www.").unwrap_or(&path);
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}
