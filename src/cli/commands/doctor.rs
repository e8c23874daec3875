//! `doctor`: where everything is, what the terminal can do, and what is wrong.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use crate::{
    cli::{
        args::Color,
        context::{Context, Outcome},
        error::CliError,
        output::Tone,
    },
    domain::scrub,
    phrase,
    store::{self, Problem, ProfileStore, Severity},
};

/// Arguments of `doctor`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  prereq doctor\n  prereq doctor --json")]
pub struct DoctorArgs {}

#[derive(Serialize)]
struct DoctorDoc {
    schema: &'static str,
    ok: bool,
    findings: Vec<Finding>,
}

/// How a finding is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Health {
    Ok,
    Note,
    Problem,
}

#[derive(Serialize)]
struct Finding {
    section: &'static str,
    name: &'static str,
    value: String,
    health: Health,
    hint: Option<String>,
    /// The single things found, one a line.
    details: Vec<String>,
    /// The path it is about.
    place: Option<Place>,
}

/// A path and what can be done there.
#[derive(Serialize)]
struct Place {
    path: String,
    exists: bool,
    writable: bool,
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, section: &'static str, name: &'static str, value: impl Into<String>, health: Health) {
        self.0.push(Finding {
            section,
            name,
            value: value.into(),
            health,
            hint: None,
            details: Vec::new(),
            place: None,
        });
    }
    /// A path: whether it is there, else what that means, and whether it can be written.
    fn place(&mut self, name: &'static str, path: &Path, missing: &str) {
        let (exists, writable) = (path.exists(), store::can_write(path));
        let mut value = scrub(&path.to_string_lossy());
        if !exists {
            value += &format!(" ({missing})");
        }
        if !writable {
            value += ", not writable";
        }
        self.add("files", name, value, if writable { Health::Ok } else { Health::Note });
        if let Some(last) = self.0.last_mut() {
            last.place = Some(Place { path: scrub(&path.to_string_lossy()), exists, writable });
        }
    }
    /// What is odd about a file without making it useless.
    fn notes(&mut self, section: &'static str, name: &'static str, notes: &[Problem]) {
        if !notes.is_empty() {
            self.add(section, name, phrase::count(notes.len() as u64, "warning"), Health::Note);
            self.details(notes.iter().map(ToString::to_string).collect());
        }
    }
    fn details(&mut self, lines: Vec<String>) {
        if let Some(last) = self.0.last_mut() {
            last.details = lines.iter().map(|l| scrub(l)).collect();
        }
    }
    fn hint(&mut self, hint: impl Into<String>) {
        if let Some(last) = self.0.last_mut() {
            last.hint = Some(hint.into());
        }
    }
}

/// Runs `doctor`.
pub fn run(_: &DoctorArgs, ctx: &mut Context) -> Result<Outcome, CliError> {
    let mut found = Findings::default();
    let interface = if cfg!(feature = "tui") { "with the interface" } else { "without the interface" };
    found.add("program", "version", format!("{} {interface}", env!("CARGO_PKG_VERSION")), Health::Ok);
    found.add("program", "today", ctx.today.to_string(), Health::Ok);
    files(ctx, &mut found);
    terminal(ctx, &mut found);
    catalog(ctx, &mut found);
    profile(ctx, &mut found);
    let ok = found.0.iter().all(|f| f.health != Health::Problem);
    if ctx.global.json {
        ctx.out.json(&DoctorDoc { schema: "prereq.doctor/1", ok, findings: found.0 });
    } else {
        print(&found.0, ok, ctx);
    }
    Ok(if ok { Outcome::Done } else { Outcome::Faulty })
}

fn files(ctx: &mut Context, found: &mut Findings) {
    let paths = match ctx.paths() {
        Ok(paths) => paths,
        Err(error) => return problem(found, "files", "places", &error),
    };
    found.place("profile", &paths.profile, "not there yet: nothing known, nothing written");
    match ProfileStore::new(paths.profile.clone()).load() {
        Ok(loaded) => {
            let profile = &loaded.profile;
            let said = [
                phrase::count(profile.goals.len() as u64, "active goal"),
                phrase::count(profile.skills.len() as u64, "skill"),
                phrase::count(profile.courses.len() as u64, "course"),
            ];
            found.add("files", "it says", said.join(", "), Health::Ok);
            found.notes("files", "and oddly", &loaded.notes);
        }
        Err(error) => problem(found, "files", "it says", &error.into()),
    }
    found.place("settings", &paths.config, "not there: the defaults hold");
    match store::load_settings(&paths.config) {
        Ok(config) => {
            found.notes("files", "and oddly", &config.notes);
            #[cfg(feature = "tui")]
            found.notes("files", "keys", &crate::tui::key_problems(&config));
        }
        Err(error) => problem(found, "files", "they say", &error.into()),
    }
    found.place("data", &paths.data_dir, "not there yet");
    found.place("own catalog", &paths.user_catalog(), "none");
    found.place("cache", &paths.cache_dir, "empty");
}

/// What the profile says that the catalog has no answer to; what keeps either from being read is told already.
fn profile(ctx: &mut Context, found: &mut Findings) {
    let Ok(advisor) = ctx.advisor() else { return };
    let unknown = phrase::unknown_entries(advisor.unknown());
    if !unknown.is_empty() {
        let value = match unknown.len() {
            1 => "1 entry is not in the catalog".to_owned(),
            n => format!("{n} entries are not in the catalog"),
        };
        found.add("catalog", "your profile", value, Health::Note);
        found.details(unknown);
        found.hint("a newer edition may have other names; `renamed_from` in a catalog carries progress over");
    }
}

fn terminal(ctx: &Context, found: &mut Findings) {
    let around = &ctx.around;
    let var = |name: &str| around.var(name).map(|v| v.to_string_lossy().into_owned());
    let size = match around.size {
        Some((w, h)) => format!("terminal, {w}×{h}"),
        None => "terminal of unknown size".to_owned(),
    };
    let output = if around.stdout_terminal { size } else { "not a terminal: text and no interface".to_owned() };
    found.add("terminal", "output", output, Health::Ok);
    if let Some((w, h)) = around.size.filter(|&(w, h)| around.stdout_terminal && (w < 80 || h < 24)) {
        found.add("terminal", "size", format!("{w}×{h} is below 80×24"), Health::Note);
        found.hint("the interface then shows one pane at a time");
    }
    match var("TERM") {
        Some(term) if term == "dumb" => {
            found.add("terminal", "TERM", term, Health::Note);
            found.hint("no colour and no interface on a dumb terminal");
        }
        Some(term) => found.add("terminal", "TERM", term, Health::Ok),
        None => found.add("terminal", "TERM", "not set", Health::Note),
    }
    let colour = match (around.colours(ctx.global.color), ctx.global.color) {
        (true, _) => "yes".to_owned(),
        (false, Color::Never) => "no: --color never".to_owned(),
        _ if var("NO_COLOR").is_some() => "no: NO_COLOR is set".to_owned(),
        _ => "no: the output is not a colour terminal".to_owned(),
    };
    found.add("terminal", "colour", colour, Health::Ok);
    found.add("terminal", "NO_COLOR", var("NO_COLOR").unwrap_or_else(|| "not set".to_owned()), Health::Ok);
    found.add("terminal", "COLORTERM", var("COLORTERM").unwrap_or_else(|| "not set".to_owned()), Health::Ok);
    // No terminal can be asked without waiting for an answer that may never come.
    found.add("terminal", "mouse", "unknown: terminals do not say", Health::Ok);
    let clipboard = match var("TMUX") {
        Some(_) => "tmux: into its buffer, and on to the terminal where set-clipboard allows it",
        None => "unknown: terminals do not say whether they take OSC 52",
    };
    found.add("terminal", "clipboard", clipboard, Health::Ok);
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| var(name));
    match locale {
        Some(name) if name.to_lowercase().replace('-', "").contains("utf8") => {
            found.add("terminal", "locale", name, Health::Ok);
        }
        other => {
            found.add("terminal", "locale", other.unwrap_or_else(|| "not set".to_owned()), Health::Note);
            found.hint("without UTF-8, dashes and bars may look wrong; LANG=C.UTF-8 helps");
        }
    }
}

fn catalog(ctx: &mut Context, found: &mut Findings) {
    let sources = match ctx.sources() {
        Ok(sources) => sources,
        Err(error) => return problem(found, "catalog", "sources", &error),
    };
    let mut named: Vec<String> = sources.builtin.then(|| "built in".to_owned()).into_iter().collect();
    named.extend(sources.user.iter().chain(&sources.paths).map(|p| scrub(&p.to_string_lossy())));
    let none = named.is_empty();
    found.add("catalog", "sources", if none { "none".to_owned() } else { named.join(", ") }, Health::Ok);
    let checked = store::check_catalog(&sources);
    let (errors, warnings): (Vec<_>, Vec<_>) =
        checked.problems.into_iter().partition(|p| p.severity == Severity::Error);
    if !errors.is_empty() {
        problem(found, "catalog", "errors", &CliError::Catalog(errors));
    }
    found.notes("catalog", "warnings", &warnings);
    let catalog = &checked.catalog;
    let count = |n: usize, one| phrase::count(n as u64, one);
    let (courses, skills) = (catalog.courses(), catalog.skills());
    let value = [count(courses.len(), "course"), count(skills.len(), "skill"), count(catalog.goals().len(), "goal")];
    found.add("catalog", "has", value.join(", "), Health::Ok);
    let silent = courses.iter().filter(|c| c.hours.is_none()).count();
    found.add("catalog", "durations", format!("{} without stated hours", count(silent, "course")), Health::Ok);
    found.add("catalog", "fingerprint", catalog.hash().0.chars().take(16).collect::<String>(), Health::Ok);
}

fn problem(found: &mut Findings, section: &'static str, name: &'static str, error: &CliError) {
    let report = error.report();
    found.add(section, name, report.message, Health::Problem);
    found.details(report.details);
    if let Some(hint) = report.hints.into_iter().next() {
        found.hint(hint);
    }
}

fn print(findings: &[Finding], ok: bool, ctx: &mut Context) {
    let mut section = "";
    for finding in findings {
        if finding.section != section {
            if !section.is_empty() {
                ctx.out.gap();
            }
            section = finding.section;
            ctx.out.toned(Tone::Strong, &phrase::capital(section));
        }
        let (tone, mark) = match finding.health {
            Health::Ok => (Tone::Good, "✓"),
            Health::Note => (Tone::Warn, "!"),
            Health::Problem => (Tone::Bad, "✗"),
        };
        let mark = ctx.out.paint.tone(tone, mark);
        ctx.out.line(&format!("  {mark} {:<12} {}", finding.name, finding.value));
        for detail in &finding.details {
            ctx.out.wrapped(Tone::Plain, 17, 19, detail);
        }
        if let Some(hint) = &finding.hint {
            ctx.out.toned(Tone::Dim, &format!("    {:<12} {hint}", ""));
        }
    }
    ctx.out.gap();
    if ok && findings.iter().any(|f| f.name == "your profile") {
        ctx.out.toned(Tone::Warn, "All else is well.");
    } else if ok {
        ctx.out.toned(Tone::Good, "All is well.");
    } else {
        ctx.out.toned(Tone::Bad, "Something is wrong; see above.");
    }
}
