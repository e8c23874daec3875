//! What an import understood, told to people and to programs.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::{
    cli::{
        context::Context,
        output::{Output, Table, Tone},
    },
    domain::{CourseDraft, scrub},
    import::{Imported, Report, language::MAX_PREREQUISITE_CHARS},
    phrase,
    store::neutral,
};

/// Courses shown as they would be.
const SHOWN_COURSES: usize = 5;
/// Issues of one kind shown to people; JSON has them all.
const SHOWN_ISSUES: usize = 3;

/// Prints the report.
pub(super) fn report(imported: &Imported, name: &str, written: Option<&Path>, dry: bool, ctx: &mut Context) {
    if ctx.global.json {
        let document = document(imported, name, written, dry);
        ctx.out.json(&document);
        return;
    }
    if ctx.global.quiet {
        return;
    }
    let out = &mut ctx.out;
    understood(&imported.report, out);
    out.gap();
    if dry || written.is_none() {
        courses(&imported.courses, out);
        out.gap();
    }
    counts(&imported.report, out);
    issues(&imported.report, out);
    out.gap();
    match written {
        Some(path) => {
            let n = phrase::count(imported.courses.len() as u64, "course");
            out.toned(Tone::Good, &format!("{name}: {n} in {}", scrub(&path.to_string_lossy())));
        }
        None => out.toned(Tone::Strong, "dry run: nothing was written"),
    }
    if written.is_some() && imported.courses.iter().all(|c| c.teaches.is_empty()) {
        ctx.hint(&format!("no skills are declared; `prereq catalog suggest {name}` proposes some. --to COURSE and goals of courses plan at once"));
    }
}

fn understood(report: &Report, out: &mut Output) {
    for (file, detected) in report.files.iter().take(3) {
        let mut facts = vec![detected.container.clone()];
        facts.extend(detected.encoding.clone());
        facts.extend(
            detected
                .delimiter
                .map(|d| format!("apart by {}", if d == '\t' { "tabs".to_owned() } else { format!("`{d}`") })),
        );
        facts.push(match (detected.header_row, &detected.records) {
            (Some(line), _) => format!("heading in line {line}"),
            (None, Some(at)) => format!("records under `{at}`"),
            (None, None) if detected.delimiter.is_some() => "no heading".to_owned(),
            _ => "records".to_owned(),
        });
        out.toned(Tone::Strong, &format!("{file}: {}", facts.join(", ")));
    }
    if report.files.len() > 3 {
        out.toned(Tone::Dim, &format!("and {} more files", report.files.len() - 3));
    }
    if let Some(preset) = &report.preset {
        out.line(&format!("read as {preset}"));
    }
    let mut table = Table::new().left("field").flexible("column");
    for (field, column) in &report.columns {
        table.row([(Tone::Id, field.word().to_owned()), (Tone::Plain, scrub(column))]);
    }
    out.table(&table);
    if report.preset.is_none() {
        out.wrapped(Tone::Dim, 0, 2, &format!("told by hand: {}", by_hand(report)));
    }
    if !report.personal.is_empty() {
        out.wrapped(
            Tone::Warn,
            0,
            2,
            &format!("never imported, they say who somebody is: {}", scrub(&report.personal.join(", "))),
        );
    }
    if !report.unused.is_empty() {
        out.wrapped(Tone::Dim, 0, 2, &format!("not used: {}", scrub(&report.unused.join(", "))));
    }
    out.wrapped(Tone::Plain, 0, 2, &report.identity);
}

/// The columns as the flags that say the same.
fn by_hand(report: &Report) -> String {
    let quoted = |text: String| if text.contains([' ', '"', '\'']) { format!("{text:?}") } else { text };
    let maps = report.columns.iter().filter(|(_, c)| c.len() < 60);
    let maps = maps
        .map(|(field, column)| format!("--map {}", quoted(format!("{field}={}", scrub(column).replace(" + ", "+")))));
    maps.collect::<Vec<_>>().join(" ")
}

fn courses(courses: &[CourseDraft], out: &mut Output) {
    let mut table = Table::new().left("id").flexible("title").yielding("provider").right("hours").yielding("first");
    for course in courses.iter().take(SHOWN_COURSES) {
        let mut first = Vec::new();
        course.requirement.courses(&mut |c| first.push(c.to_string()));
        let hours = course.hours.map(|h| format!("{h} h")).unwrap_or_default();
        table.row([
            (Tone::Id, course.id.to_string()),
            (Tone::Plain, course.title.clone()),
            (Tone::Dim, course.provider.clone()),
            (Tone::Plain, hours),
            (Tone::Dim, first.join(" ")),
        ]);
    }
    out.table(&table);
}

fn counts(report: &Report, out: &mut Output) {
    let c = report.counts;
    let parts = [(c.kept, "kept"), (c.merged, "merged"), (c.repaired, "kept after a repair"), (c.rejected, "rejected")];
    let parts: Vec<String> = parts.iter().map(|(n, what)| format!("{n} {what}")).collect();
    out.line(&format!("{} read: {}", phrase::count(c.read as u64, "row"), parts.join(", ")));
    let p = report.prerequisites;
    if p.texts > 0 {
        out.line(&format!(
            "{} of prerequisites: {} read, {} kept as a note; {} ambiguous or asking for courses that are not there",
            phrase::count(p.texts as u64, "text"),
            p.parsed,
            p.kept_as_note,
            p.loosened
        ));
    }
}

fn issues(report: &Report, out: &mut Output) {
    for reject in report.rejects.iter().take(SHOWN_ISSUES) {
        let line = format!("{}:{}: rejected: {} ({})", reject.file, reject.line, reject.why, reject.sample);
        out.toned(Tone::Warn, &scrub(&line));
    }
    if report.rejects.len() > SHOWN_ISSUES {
        out.toned(
            Tone::Dim,
            &format!("and {} more rejected; --rejects FILE writes them all", report.rejects.len() - SHOWN_ISSUES),
        );
    }
    let mut kinds: Vec<&str> = report.issues.iter().map(|i| i.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let of: Vec<_> = report.issues.iter().filter(|i| i.kind == kind).collect();
        for issue in of.iter().take(SHOWN_ISSUES) {
            let line = issue.line.map(|l| format!(":{l}")).unwrap_or_default();
            out.toned(Tone::Dim, &scrub(&format!("{}{line}: {}", issue.file, issue.message)));
        }
        let more = of.len().saturating_sub(SHOWN_ISSUES) + report.more.get(kind).copied().unwrap_or(0);
        if more > 0 {
            out.toned(Tone::Dim, &format!("and {more} more of the kind `{kind}`"));
        }
    }
}

/// `prereq.catalog.import/1`.
pub(super) fn document(imported: &Imported, name: &str, written: Option<&Path>, dry: bool) -> Value {
    let report = &imported.report;
    let first = report.files.first().map(|(_, d)| d.clone()).unwrap_or_default();
    let columns: Map<String, Value> = report.columns.iter().map(|(f, c)| (f.word().to_owned(), json!(c))).collect();
    let files: Vec<Value> =
        report.files.iter().take(200).map(|(file, d)| json!({ "file": file, "detected": d })).collect();
    let problems: Vec<Value> = (report.rejects.iter())
        .map(|r| json!({ "kind": "rejected", "file": r.file, "line": r.line, "message": r.why, "sample": r.sample }))
        .chain(
            report
                .issues
                .iter()
                .map(|i| json!({ "kind": i.kind, "file": i.file, "line": i.line, "message": i.message })),
        )
        .collect();
    let sample: Vec<Value> = imported.courses.iter().take(SHOWN_COURSES).map(course).collect();
    json!({
        "schema": "prereq.catalog.import/1",
        "name": name,
        "dry_run": dry,
        "file": written.map(|p| scrub(&p.to_string_lossy())),
        "detected": first,
        "files": files,
        "preset": report.preset,
        "columns": columns,
        "personal": report.personal,
        "unused": report.unused,
        "identity": report.identity,
        "counts": report.counts,
        "prerequisites": report.prerequisites,
        "more": report.more,
        "sample": sample,
        "limits": { "prerequisite_chars": MAX_PREREQUISITE_CHARS },
        "problems": problems,
    })
}

fn course(c: &CourseDraft) -> Value {
    json!({
        "id": c.id.as_str(),
        "title": c.title,
        "provider": c.provider,
        "url": c.url,
        "hours": c.hours.map(|h| h.hours()),
        "notes": c.notes,
    })
}

/// The rows that were left out, as CSV that no spreadsheet runs.
pub(super) fn rejects_csv(report: &Report) -> String {
    let mut out = csv::Writer::from_writer(Vec::new());
    let mut put = |row: [&str; 4]| out.write_record(row.map(neutral));
    // Writing to memory cannot fail.
    let _ = put(["file", "line", "why", "row"]);
    for r in &report.rejects {
        let _ = put([&r.file, &r.line.to_string(), &r.why, &r.sample]);
    }
    out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
