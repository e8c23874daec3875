//! `catalog`: what is wrong with the catalogs, and what they hold.

mod import;
mod imported;
mod prerequisites;
mod suggest;
mod told;

use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{
    audit::{Audit, Stats},
    cli::{
        context::{Context, Outcome},
        error::CliError,
        output::{Output, Table, Tone},
    },
    domain::{Catalog, LinkWhere, scrub},
    phrase,
    store::{self, Checked, Problem, Severity},
};

/// Arguments of `catalog`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq catalog check\n  prereq catalog check --catalog my-courses.toml\n  \
    prereq catalog stats --json\n  prereq catalog import courses.csv --dry-run\n  \
    prereq catalog import courses.csv --map title=Kurs --map hours=Stunden --name work")]
pub struct CatalogArgs {
    /// What to do
    #[command(subcommand)]
    pub action: Action,
}

/// What can be done with catalogs.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Report everything that is wrong, with file, line and key; fails on errors
    Check,
    /// Count what there is, and where it is thin
    Stats,
    /// Make a catalog of other people's lists of courses
    Import(Box<import::ImportArgs>),
    /// List the catalogs that were imported
    List,
    /// Import again from the same files, or from newer ones, and say what changed
    Update(imported::UpdateArgs),
    /// Remove an imported catalog
    Remove(imported::RemoveArgs),
    /// Propose skills, difficulty and order where an imported catalog is silent; accept or refuse them
    Suggest(suggest::SuggestArgs),
    /// Read prerequisite texts from standard input, one a line, and print what they ask for
    Prerequisites(prerequisites::PrerequisitesArgs),
}

#[derive(Serialize)]
struct CheckDoc<'a> {
    schema: &'static str,
    clean: bool,
    problems: Vec<ProblemRow<'a>>,
    replaced: Vec<Value>,
}

#[derive(Serialize)]
struct ProblemRow<'a> {
    severity: &'static str,
    kind: &'static str,
    file: &'a str,
    line: Option<u32>,
    key: &'a str,
    message: &'a str,
    hint: Option<&'a str>,
}

impl<'a> ProblemRow<'a> {
    fn of(p: &'a Problem) -> Self {
        Self {
            severity: p.severity.word(),
            kind: p.kind.word(),
            file: &p.file,
            line: p.line,
            key: &p.key,
            message: &p.message,
            hint: p.hint.as_deref(),
        }
    }
}

/// Runs `catalog`.
pub fn run(args: &CatalogArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    match &args.action {
        Action::Check => check(&store::check_catalog(&ctx.sources()?), ctx),
        Action::Stats => stats(store::check_catalog(&ctx.sources()?), ctx),
        Action::Import(args) => import::run(args, ctx),
        Action::List => imported::list(ctx),
        Action::Update(args) => imported::update(args, ctx),
        Action::Remove(args) => imported::remove(args, ctx),
        Action::Suggest(args) => suggest::run(args, ctx),
        Action::Prerequisites(args) => prerequisites::run(args, ctx),
    }
}

fn check(checked: &Checked, ctx: &mut Context) -> Result<Outcome, CliError> {
    let errors = checked.problems.iter().filter(|p| p.severity == Severity::Error).count();
    let outcome = if errors > 0 { Outcome::Faulty } else { Outcome::Done };
    if ctx.global.json {
        let problems: Vec<_> = checked.problems.iter().map(ProblemRow::of).collect();
        let place = |p: &store::Place| format!("{}:{}", p.file, p.line);
        let replaced = checked
            .replaced
            .iter()
            .map(|r| json!({ "entry": entry(&r.entry), "old": place(&r.old), "new": place(&r.new) }));
        let replaced = replaced.collect();
        let clean = problems.is_empty();
        ctx.out.json(&CheckDoc { schema: "prereq.catalog.check/1", clean, problems, replaced });
        return Ok(outcome);
    }
    for replaced in &checked.replaced {
        ctx.out.toned(
            Tone::Dim,
            &format!("{} in {} replaces that in {}", entry(&replaced.entry), replaced.new.file, replaced.old.file),
        );
    }
    for problem in &checked.problems {
        let tone = if problem.severity == Severity::Error { Tone::Bad } else { Tone::Warn };
        let word = ctx.out.paint.tone(tone, problem.severity.word());
        ctx.out.line(&format!("{word}: {}", scrub(&problem.to_string())));
        if let Some(hint) = &problem.hint {
            ctx.out.toned(Tone::Dim, &format!("  {}", scrub(hint)));
        }
    }
    let warnings = checked.problems.len() - errors;
    let counts = format!("{}, {}", phrase::count(errors as u64, "error"), phrase::count(warnings as u64, "warning"));
    let catalog = &checked.catalog;
    let size =
        [(catalog.courses().len(), "course"), (catalog.skills().len(), "skill"), (catalog.goals().len(), "goal")];
    let size: Vec<_> = size.iter().map(|&(n, one)| phrase::count(n as u64, one)).collect();
    match (errors, warnings) {
        (0, 0) => ctx.out.toned(Tone::Good, &format!("clean: {}", size.join(", "))),
        (0, _) => ctx.out.toned(Tone::Warn, &counts),
        _ => ctx.out.toned(Tone::Bad, &counts),
    }
    Ok(outcome)
}

fn entry(at: &LinkWhere) -> String {
    match at {
        LinkWhere::Skill(id) => format!("skill {id}"),
        LinkWhere::Course(id) => format!("course {id}"),
        LinkWhere::Goal(id) => format!("goal {id}"),
        LinkWhere::Term(id) => format!("term {id}"),
    }
}

fn stats(checked: Checked, ctx: &mut Context) -> Result<Outcome, CliError> {
    let errors: Vec<_> = checked.problems.into_iter().filter(|p| p.severity == Severity::Error).collect();
    // A closed cycle is an error to `check` alone; counting goes on.
    let fatal = errors.iter().any(|p| p.kind != store::ProblemKind::Cycle);
    let Some(audit) = checked.audit.filter(|_| !fatal) else { return Err(CliError::Catalog(errors)) };
    if ctx.global.json {
        ctx.out.json(&document(&checked.catalog, &audit));
    } else {
        print(&checked.catalog, &audit, &mut ctx.out);
    }
    Ok(Outcome::Done)
}

fn document(catalog: &Catalog, audit: &Audit) -> Value {
    let s = &audit.stats;
    let areas = s.areas.iter().map(|a| json!({ "area": a.area, "skills": a.skills, "courses": a.courses }));
    let holes = s.holes.iter().map(|h| {
        let teachers: Vec<_> = h.teachers.iter().map(|&c| catalog.course(c).id.as_str()).collect();
        json!({
            "skill": catalog.skill(h.skill).id.as_str(),
            "level": crate::cli::json::level(h.level),
            "taught_by": teachers,
        })
    });
    let mut doc = Map::new();
    let mut put = |key: &str, value: Value| doc.insert(key.to_owned(), value);
    put("schema", json!("prereq.catalog.stats/1"));
    put("hash", json!(catalog.hash().0));
    for (key, n) in counts(s) {
        put(key, json!(n));
    }
    put("areas", areas.collect());
    put("difficulties", json!(s.difficulties));
    put("formats", json!(s.formats));
    put("languages", json!(s.languages));
    put("providers", json!(s.providers));
    put("asked", json!(s.asked));
    put("holes", holes.collect());
    Value::Object(doc)
}

fn counts(s: &Stats) -> [(&'static str, usize); 10] {
    [
        ("skills", s.skills),
        ("courses", s.courses),
        ("goals", s.goals),
        ("retired", s.retired),
        ("with_hours", s.with_hours),
        ("with_price", s.with_price),
        ("free", s.free),
        ("rated", s.rated),
        ("with_requirement", s.with_requirement),
        ("open_cycles", s.open_cycles),
    ]
}

fn print(catalog: &Catalog, audit: &Audit, out: &mut Output) {
    let s = &audit.stats;
    let n = |n: usize, one| phrase::count(n as u64, one);
    out.toned(Tone::Strong, &[n(s.courses, "course"), n(s.skills, "skill"), n(s.goals, "goal")].join(", "));
    let share = |part: usize| {
        let whole = s.courses.max(1) as f64;
        format!("{part} ({})", phrase::percent(part as f64 / whole))
    };
    let mut table = Table::new().left("").right("");
    let facts = [
        ("state their hours", share(s.with_hours)),
        ("state their price", share(s.with_price)),
        ("cost nothing", share(s.free)),
        ("have a rating", share(s.rated)),
        ("need something first", share(s.with_requirement)),
        ("no longer offered", share(s.retired)),
        ("cycles with a way in", s.open_cycles.to_string()),
    ];
    for (what, value) in facts {
        table.row([(Tone::Plain, format!("  {what}")), (Tone::Plain, value)]);
    }
    out.table(&table);
    out.gap();
    let mut table = Table::new().flexible("area").right("skills").right("courses");
    for area in &s.areas {
        let cells = [area.skills.to_string(), area.courses.to_string()].map(|t| (Tone::Plain, t));
        let [skills, courses] = cells;
        table.row([(Tone::Plain, area.area.clone()), skills, courses]);
    }
    out.table(&table);
    out.gap();
    let thin = s.holes.len();
    let line = format!("{} of {} asked for have fewer than two courses that teach them", thin, n(s.asked, "level"));
    out.wrapped(if thin == 0 { Tone::Good } else { Tone::Warn }, 0, 2, &line);
    for hole in &s.holes {
        let teachers: Vec<_> = hole.teachers.iter().map(|&c| catalog.course(c).id.to_string()).collect();
        let by = if teachers.is_empty() { "nobody".to_owned() } else { teachers.join(", ") };
        out.line(&format!("  {} {}: {by}", catalog.skill(hole.skill).name, hole.level));
    }
}
