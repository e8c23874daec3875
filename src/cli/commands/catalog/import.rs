//! `catalog import`: from other people's files to a catalog the program plans with.

use std::{cell::Cell, collections::BTreeSet, io::Write as _, path::PathBuf};

use clap::Args;

use super::{prerequisites, told};
use crate::{
    cli::{
        context::{Context, Outcome},
        error::CliError,
        signals,
    },
    domain::scrub,
    import::{self, ImportError, Imported, Mapping, Options, Source},
    path::Cancel,
    store::{self, ImportedCatalogs, Manifest},
};

/// Arguments of `catalog import`.
#[derive(Debug, Args, Clone, Default)]
#[command(after_help = "Examples:\n  \
    prereq catalog import courses.csv --dry-run          what it would make of it\n  \
    prereq catalog import courses.xlsx --name work\n  \
    prereq catalog import uni.json --preset uw --grammar uw\n  \
    prereq catalog import list.csv --map title=Kurs --map hours=Stunden --save-preset kurse\n  \
    prereq catalog import catalog.json prerequisites.json   files joined by id\n\n\
    Fields: id title provider platform url summary hours effort duration price currency rating ratings difficulty\n\
    language format kind tags skills credits prerequisites corequisites recommended excludes same_as details status.\n\
    Columns are told by their heading or their number from 1; FIELD= leaves a field out.")]
pub struct ImportArgs {
    /// Files, or folders of them: CSV and the like, JSON, JSON Lines, XLSX, Markdown tables, gzip of any of these
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// What to call the catalog; the file's name unless given
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Read it as a known kind: coursera, udemy, edx, ibm, ossu, exercism, rpi, mit, ucsd, uw, itu, kuali, generic, or yours
    #[arg(long, value_name = "PRESET", conflicts_with = "mapping")]
    pub preset: Option<String>,
    /// A mapping file of your own
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// Take a column for a field, over what is proposed
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// How prerequisite texts are written: generic, mit, uw, ucsd, toronto, itu, kuali
    #[arg(long, value_name = "NAME")]
    pub grammar: Option<String>,
    /// The encoding, such as windows-1252; detected unless given
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// The delimiter; detected unless given
    #[arg(long, value_name = "CHAR")]
    pub delimiter: Option<char>,
    /// The first line is data, not a heading
    #[arg(long)]
    pub no_header: bool,
    /// Show what it would make of the files, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write the rows that are left out to this file, with the reason
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Write the catalog to this file instead of keeping it
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Keep the mapping under this name for other files of the kind
    #[arg(long, value_name = "NAME")]
    pub save_preset: Option<String>,
    /// Replace a catalog of that name
    #[arg(long)]
    pub force: bool,
}

/// Runs `catalog import`.
pub(super) fn run(args: &ImportArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let name = name(args)?;
    let kept = ImportedCatalogs::new(&ctx.paths()?.user_catalog());
    let keeps = !args.dry_run && args.output.is_none();
    if keeps && kept.has(&name) && !args.force {
        return Err(CliError::usage(
            format!("there is an imported catalog `{name}` already"),
            format!("`prereq catalog update {name}` imports it again; --name gives another name, --force replaces it"),
        ));
    }
    let imported = match read(args, &name, &kept, ctx)? {
        Ok(imported) => imported,
        Err(stopped) => return Ok(stopped),
    };
    let mut written = None;
    if !args.dry_run {
        if let Some(preset) = &args.save_preset {
            save_preset(preset, &imported, ctx)?;
        }
        if let Some(path) = &args.rejects {
            store::write_file(path, &told::rejects_csv(&imported.report))?;
        }
        let text = text(&imported, &name, args);
        match &args.output {
            Some(path) => {
                store::write_file(path, &text)?;
                written = Some(path.clone());
            }
            None => {
                let manifest = manifest(args, &name, &imported, ctx);
                written = Some(kept.put(&manifest, &text, &imported.mapping.to_toml())?);
            }
        }
        ctx.forget_catalog();
    }
    told::report(&imported, &name, written.as_deref(), args.dry_run, ctx);
    Ok(Outcome::Done)
}

/// The catalog as a file.
pub(super) fn text(imported: &Imported, name: &str, args: &ImportArgs) -> String {
    let files: Vec<String> = args.files.iter().map(|f| scrub(&f.to_string_lossy())).collect();
    let about = format!("{name}: imported by prereq from {}", files.join(", "));
    store::catalog_toml(&about, &imported.skills, &imported.courses)
}

/// What is kept beside it.
pub(super) fn manifest(args: &ImportArgs, name: &str, imported: &Imported, ctx: &Context) -> Manifest {
    let whole = |p: &PathBuf| std::path::absolute(p).unwrap_or_else(|_| p.clone());
    Manifest {
        name: name.to_owned(),
        files: args.files.iter().map(|f| whole(f).to_string_lossy().into_owned()).collect(),
        on: ctx.today.to_string(),
        courses: imported.courses.len(),
        map: args.map.clone(),
        grammar: args.grammar.clone(),
        encoding: args.encoding.clone(),
    }
}

/// Reads the files; the outer result is a fault, the inner one a stop by signal.
pub(super) fn read(
    args: &ImportArgs,
    name: &str,
    kept: &ImportedCatalogs,
    ctx: &mut Context,
) -> Result<Result<Imported, Outcome>, CliError> {
    prerequisites::grammar(args.grammar.as_deref())?;
    let mapping = mapping(args, ctx)?;
    let sources = store::read_sources(&args.files)?;
    let options = Options {
        name: name.to_owned(),
        mapping,
        map: args.map.clone(),
        grammar: args.grammar.clone(),
        encoding: args.encoding.clone(),
        delimiter: args.delimiter,
        header: args.no_header.then_some(false),
        taken: taken(name, kept, ctx),
    };
    let watch = signals::Watch::start();
    let shown =
        Shown { cancel: watch.cancel(), loud: ctx.for_people() && ctx.around.stdout_terminal, last: Cell::new(0) };
    let done = import::import(&sources, &options, &shown);
    shown.clear();
    match done {
        Ok(imported) => Ok(Ok(imported)),
        Err(ImportError::Cancelled) => {
            ctx.warn("stopped; nothing was written");
            Ok(Err(watch.outcome(Outcome::Negative)))
        }
        Err(error) => Err(fault(&error, &sources)),
    }
}

/// Ids of courses that are in other catalogs already.
fn taken(name: &str, kept: &ImportedCatalogs, ctx: &mut Context) -> BTreeSet<String> {
    let own: BTreeSet<String> = kept.courses(name).iter().map(|c| c.id.to_string().to_lowercase()).collect();
    let Ok(catalog) = ctx.catalog() else { return BTreeSet::new() };
    let ids = catalog.courses().iter().map(|c| c.id.to_string().to_lowercase());
    ids.filter(|id| !own.contains(id)).collect()
}

fn fault(error: &ImportError, sources: &[Source]) -> CliError {
    match error {
        ImportError::NoCatalog { columns } => {
            let columns: Vec<String> = columns.iter().map(|c| format!("`{}`", scrub(c))).collect();
            let file = sources.first().map(|s| s.name.clone()).unwrap_or_default();
            CliError::usage(
                format!("{file} is no list of courses: none of its columns holds titles ({})", columns.join(", ")),
                "--map title=COLUMN says which one does; nothing was written",
            )
        }
        ImportError::Mapping(why) => CliError::usage(
            why.clone(),
            "`prereq catalog import FILE --dry-run` shows the columns; nothing was written",
        ),
        other => CliError::usage(other.to_string(), "nothing was written"),
    }
}

/// The catalog's name: told, else that of the file.
pub(super) fn name(args: &ImportArgs) -> Result<String, CliError> {
    let stem = || {
        let first = args.files.first()?;
        let stem = first.file_stem()?.to_string_lossy().into_owned();
        let stem = stem.split('.').next().unwrap_or_default().to_lowercase();
        // "courses" says nothing; the folder it is in may.
        let plain = ["courses", "catalog", "course", "data", "readme", "list", "export"].contains(&stem.as_str());
        let folder = std::path::absolute(first).ok()?.parent()?.file_name()?.to_string_lossy().to_lowercase();
        Some(if plain { folder } else { stem })
    };
    let raw = args.name.clone().or_else(stem).unwrap_or_else(|| "imported".to_owned());
    let name: String = raw
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' })
        .take(60)
        .collect();
    let name = name.trim_matches(['-', '.']).to_owned();
    if name.is_empty() {
        return Err(CliError::usage("a catalog needs a name", "--name gives it one"));
    }
    Ok(name)
}

fn presets_folder(ctx: &mut Context) -> Result<PathBuf, CliError> {
    let config = ctx.paths()?.config;
    Ok(config.parent().map_or_else(|| PathBuf::from("presets"), |p| p.join("presets")))
}

fn mapping(args: &ImportArgs, ctx: &mut Context) -> Result<Option<Mapping>, CliError> {
    let parse = |text: &str, what: String| {
        Mapping::parse(text)
            .map_err(|why| CliError::usage(format!("{what}: {why}"), "`--save-preset` writes one to look at"))
    };
    if let Some(path) = &args.mapping {
        return parse(&store::read_file(path)?, path.display().to_string()).map(Some);
    }
    let Some(name) = &args.preset else { return Ok(None) };
    let own = presets_folder(ctx)?.join(format!("{}.toml", name.replace(['/', '\\'], "-")));
    if own.is_file() {
        return parse(&store::read_file(&own)?, own.display().to_string()).map(Some);
    }
    import::preset(name).map(Some).ok_or_else(|| {
        let names: Vec<&str> = import::preset_names().collect();
        CliError::usage(
            format!("there is no preset `{}`", scrub(name)),
            format!("the presets are {}", names.join(", ")),
        )
    })
}

/// Keeps the mapping as it was used, columns by their headings.
fn save_preset(name: &str, imported: &Imported, ctx: &mut Context) -> Result<(), CliError> {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !plain {
        return Err(CliError::usage("the name of a preset is letters, digits and hyphens", "--save-preset my-list"));
    }
    let mut mapping = imported.mapping.clone();
    mapping.name = name.to_owned();
    mapping.signature.clear();
    for (field, columns) in &imported.report.columns {
        mapping.columns.insert(*field, columns.split(" + ").map(str::to_owned).collect());
    }
    let path = presets_folder(ctx)?.join(format!("{name}.toml"));
    store::write_new(&path, &mapping.to_toml())?;
    Ok(())
}

/// Progress on standard error, for people.
struct Shown {
    cancel: Cancel,
    loud: bool,
    last: Cell<usize>,
}

impl Shown {
    fn clear(&self) {
        if self.last.get() > 0 {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}

impl import::Watch for Shown {
    fn progress(&self, done: usize, of: usize, what: &'static str) {
        if self.loud && of > 2_000 {
            let percent = done * 100 / of.max(1);
            let _ = write!(std::io::stderr(), "\r\u{1b}[K{what}: {percent} %");
            self.last.set(percent + 1);
        }
    }
    fn cancelled(&self) -> bool {
        self.cancel.is_cancelled()
    }
}
