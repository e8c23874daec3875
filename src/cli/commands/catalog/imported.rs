//! `catalog list|update|remove`: the catalogs that were imported.

use std::{collections::BTreeMap, path::PathBuf};

use clap::Args;
use serde_json::json;

use super::{
    import::{self as importing, ImportArgs},
    suggest, told,
};
use crate::{
    cli::{
        context::{Context, Outcome},
        error::CliError,
        output::{Table, Tone},
    },
    domain::{CourseDraft, CourseId},
    phrase,
    store::ImportedCatalogs,
};

/// Arguments of `catalog update`.
#[derive(Debug, Args)]
pub struct UpdateArgs {
    /// Which imported catalog
    #[arg(value_name = "NAME")]
    pub name: String,
    /// Newer files; the ones it was imported from unless given
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Say what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Arguments of `catalog remove`.
#[derive(Debug, Args)]
pub struct RemoveArgs {
    /// Which imported catalog
    #[arg(value_name = "NAME")]
    pub name: String,
}

pub(super) fn kept(ctx: &mut Context) -> Result<ImportedCatalogs, CliError> {
    Ok(ImportedCatalogs::new(&ctx.paths()?.user_catalog()))
}

pub(super) fn known(kept: &ImportedCatalogs, name: &str) -> Result<(), CliError> {
    if kept.has(name) {
        return Ok(());
    }
    let names: Vec<String> = kept.list().into_iter().map(|m| m.name).collect();
    let hint = if names.is_empty() {
        "`prereq catalog import FILE` makes one".to_owned()
    } else {
        format!("there are {}", names.join(", "))
    };
    Err(CliError::usage(format!("there is no imported catalog `{}`", crate::domain::scrub(name)), hint))
}

/// Runs `catalog list`.
pub(super) fn list(ctx: &mut Context) -> Result<Outcome, CliError> {
    let all = kept(ctx)?.list();
    if ctx.global.json {
        let rows: Vec<_> =
            all.iter().map(|m| json!({ "name": m.name, "courses": m.courses, "on": m.on, "files": m.files })).collect();
        ctx.out.json(&json!({ "schema": "prereq.catalog.list/1", "catalogs": rows }));
        return Ok(Outcome::Done);
    }
    if all.is_empty() {
        ctx.hint("`prereq catalog import FILE` makes one of your own list of courses");
        return Ok(Outcome::Negative);
    }
    let mut table = Table::new().left("name").right("courses").left("imported").flexible("from");
    for m in &all {
        table.row([
            (Tone::Id, m.name.clone()),
            (Tone::Plain, m.courses.to_string()),
            (Tone::Plain, m.on.clone()),
            (Tone::Dim, m.files.join(" ")),
        ]);
    }
    ctx.out.table(&table);
    Ok(Outcome::Done)
}

/// Runs `catalog remove`.
pub(super) fn remove(args: &RemoveArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let kept = kept(ctx)?;
    known(&kept, &args.name)?;
    kept.remove(&args.name)?;
    ctx.forget_catalog();
    if ctx.global.json {
        ctx.out.json(&json!({ "schema": "prereq.catalog.remove/1", "name": args.name }));
    } else if !ctx.global.quiet {
        ctx.out.line(&format!("removed: {}", args.name));
    }
    Ok(Outcome::Done)
}

/// What an update changes.
#[derive(Debug, Default)]
struct Changes {
    added: Vec<String>,
    gone: Vec<String>,
    renamed: Vec<(String, String)>,
    changed: Vec<(String, Vec<&'static str>)>,
}

/// Runs `catalog update`.
pub(super) fn update(args: &UpdateArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let kept = kept(ctx)?;
    known(&kept, &args.name)?;
    let manifest = kept.manifest(&args.name).unwrap_or_default();
    let files =
        if args.files.is_empty() { manifest.files.iter().map(PathBuf::from).collect() } else { args.files.clone() };
    let mapping = kept.folder(&args.name).join("mapping.toml");
    let again = ImportArgs {
        files,
        name: Some(args.name.clone()),
        mapping: mapping.is_file().then_some(mapping),
        map: manifest.map,
        grammar: manifest.grammar,
        encoding: manifest.encoding,
        ..ImportArgs::default()
    };
    let mut imported = match importing::read(&again, &args.name, &kept, ctx)? {
        Ok(imported) => imported,
        Err(stopped) => return Ok(stopped),
    };
    let before = kept.courses(&args.name);
    suggest::again(&mut imported, &args.name, &kept, ctx)?;
    let changes = follow(&before, &mut imported.courses);
    if !args.dry_run {
        let text = importing::text(&imported, &args.name, &again);
        let manifest = importing::manifest(&again, &args.name, &imported, ctx);
        kept.put(&manifest, &text, &imported.mapping.to_toml())?;
        ctx.forget_catalog();
    }
    tell(&changes, &imported, args, ctx);
    Ok(Outcome::Done)
}

/// Finds out what changed; a course under another id that opens the same page, or has the same title and provider as one
/// that is gone, keeps what the learner did under the old one.
fn follow(before: &[CourseDraft], after: &mut [CourseDraft]) -> Changes {
    let old: BTreeMap<&CourseId, &CourseDraft> = before.iter().map(|c| (&c.id, c)).collect();
    let ids: std::collections::BTreeSet<CourseId> = after.iter().map(|c| c.id.clone()).collect();
    let mut gone: Vec<&CourseDraft> = before.iter().filter(|c| !ids.contains(&c.id)).collect();
    let mut changes = Changes::default();
    for course in after.iter_mut() {
        if let Some(was) = old.get(&course.id) {
            course.renamed_from.clone_from(&was.renamed_from);
            let what = differs(was, course);
            if !what.is_empty() {
                changes.changed.push((course.id.to_string(), what));
            }
            continue;
        }
        let same = |g: &&CourseDraft| {
            g.url.is_some() && g.url == course.url || g.title == course.title && g.provider == course.provider
        };
        // Two that could be meant are none.
        let mut found = gone.iter().enumerate().filter(|(_, g)| same(g)).map(|(i, _)| i);
        match (found.next(), found.next()) {
            (Some(at), None) => {
                let was = gone.remove(at);
                course.renamed_from.clone_from(&was.renamed_from);
                course.renamed_from.push(was.id.clone());
                changes.renamed.push((was.id.to_string(), course.id.to_string()));
            }
            _ => changes.added.push(course.id.to_string()),
        }
    }
    changes.gone = gone.iter().map(|c| c.id.to_string()).collect();
    changes
}

fn differs(a: &CourseDraft, b: &CourseDraft) -> Vec<&'static str> {
    let pairs = [
        ("title", a.title != b.title),
        ("provider", a.provider != b.provider),
        ("url", a.url != b.url),
        ("hours", a.hours != b.hours),
        ("price", a.price != b.price || a.price.is_some() && a.currency != b.currency),
        ("rating", a.rating != b.rating || a.ratings != b.ratings),
        ("difficulty", a.difficulty != b.difficulty),
        ("prerequisites", a.requirement != b.requirement),
        ("corequisites", a.corequisite != b.corequisite),
        ("credits", a.credits != b.credits),
        ("status", a.status != b.status),
        ("summary", a.summary != b.summary),
    ];
    pairs.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

fn tell(changes: &Changes, imported: &crate::import::Imported, args: &UpdateArgs, ctx: &mut Context) {
    if ctx.global.json {
        let mut document = told::document(imported, &args.name, None, args.dry_run);
        document["schema"] = json!("prereq.catalog.update/1");
        document["added"] = json!(changes.added);
        document["gone"] = json!(changes.gone);
        document["renamed"] = changes.renamed.iter().map(|(a, b)| json!({ "from": a, "to": b })).collect();
        document["changed"] = changes.changed.iter().map(|(id, what)| json!({ "id": id, "what": what })).collect();
        ctx.out.json(&document);
        return;
    }
    if ctx.global.quiet {
        return;
    }
    let lines = (changes.added.iter().map(|id| (Tone::Good, format!("+ {id}"))))
        .chain(changes.gone.iter().map(|id| (Tone::Bad, format!("- {id}"))))
        .chain(changes.renamed.iter().map(|(a, b)| (Tone::Warn, format!("{a} is {b} now"))))
        .chain(changes.changed.iter().map(|(id, what)| (Tone::Plain, format!("~ {id}: {}", what.join(", ")))));
    let lines: Vec<_> = lines.collect();
    for (tone, line) in lines.iter().take(60) {
        ctx.out.toned(*tone, line);
    }
    if lines.len() > 60 {
        ctx.out.toned(Tone::Dim, &format!("and {} more changes; --json lists them", lines.len() - 60));
    }
    let counts = format!(
        "{} added, {} gone, {} renamed, {} changed",
        phrase::count(changes.added.len() as u64, "course"),
        changes.gone.len(),
        changes.renamed.len(),
        changes.changed.len()
    );
    ctx.out.toned(Tone::Strong, &counts);
    if args.dry_run {
        ctx.out.toned(Tone::Dim, "dry run: nothing was written");
    }
}
