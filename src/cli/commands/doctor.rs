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
    phrase,
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
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, section: &'static str, name: &'static str, value: impl Into<String>, health: Health) {
        self.0.push(Finding { section, name, value: value.into(), health, hint: None });
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
    let there = |path: &Path, missing: &str| {
        let state = if path.exists() { String::new() } else { format!(" ({missing})") };
        format!("{}{state}", path.display())
    };
    found.add("files", "profile", there(&paths.profile, "not there yet: nothing known, nothing written"), Health::Ok);
    match ctx.profile() {
        Ok(profile) => {
            let said = [
                phrase::count(profile.goals.len() as u64, "active goal"),
                phrase::count(profile.skills.len() as u64, "skill"),
                phrase::count(profile.courses.len() as u64, "course"),
            ];
            found.add("files", "it says", said.join(", "), Health::Ok);
        }
        Err(error) => problem(found, "files", "it says", &error),
    }
    found.add("files", "settings", there(&paths.config, "not there: the defaults hold"), Health::Ok);
    if let Err(error) = ctx.config() {
        problem(found, "files", "they say", &error);
    }
    found.add("files", "own catalog", there(&paths.user_catalog(), "none"), Health::Ok);
    found.add("files", "cache", there(&paths.cache_dir, "empty"), Health::Ok);
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
    match ctx.catalog() {
        Ok(catalog) => {
            let count = |n: usize, one| phrase::count(n as u64, one);
            let (courses, skills) = (catalog.courses(), catalog.skills());
            let value =
                [count(courses.len(), "course"), count(skills.len(), "skill"), count(catalog.goals().len(), "goal")];
            found.add("catalog", "has", value.join(", "), Health::Ok);
            let silent = courses.iter().filter(|c| c.hours.is_none()).count();
            found.add("catalog", "durations", format!("{} without stated hours", count(silent, "course")), Health::Ok);
            found.add("catalog", "fingerprint", catalog.hash().0[..16].to_owned(), Health::Ok);
        }
        Err(error) => problem(found, "catalog", "has", &error),
    }
}

fn problem(found: &mut Findings, section: &'static str, name: &'static str, error: &CliError) {
    let report = error.report();
    let more = match report.details.len() {
        0 => String::new(),
        1 => format!(": {}", report.details[0]),
        n => format!(": {} and {} more", report.details[0], n - 1),
    };
    found.add(section, name, report.message + &more, Health::Problem);
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
            let mut heading = section.to_owned();
            heading[..1].make_ascii_uppercase();
            ctx.out.toned(Tone::Strong, &heading);
        }
        let (tone, mark) = match finding.health {
            Health::Ok => (Tone::Good, "✓"),
            Health::Note => (Tone::Warn, "!"),
            Health::Problem => (Tone::Bad, "✗"),
        };
        let mark = ctx.out.paint.tone(tone, mark);
        ctx.out.line(&format!("  {mark} {:<12} {}", finding.name, finding.value));
        if let Some(hint) = &finding.hint {
            ctx.out.toned(Tone::Dim, &format!("    {:<12} {hint}", ""));
        }
    }
    ctx.out.gap();
    if ok {
        ctx.out.toned(Tone::Good, "All is well.");
    } else {
        ctx.out.toned(Tone::Bad, "Something is wrong; see above.");
    }
}
