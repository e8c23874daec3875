//! Shell completion: the shell asks the program itself, so that ids of the catalog are known.

use std::{
    ffi::{OsStr, OsString},
    sync::Arc,
};

use clap::CommandFactory as _;
use clap_complete::{
    CompleteEnv, CompletionCandidate,
    env::{EnvCompleter, Shells},
};

use crate::{
    advisor::{Advisor, Settings},
    domain::{Catalog, Profile},
    phrase,
    store::{self, CatalogSources},
};

use super::args::Cli;

/// The variable by which a completion script says which shell asks.
pub const VARIABLE: &str = "PREREQ_COMPLETE";

/// Answers a shell's question, if this is one; the exit code then.
pub fn answer(arguments: &[OsString]) -> Option<u8> {
    let asked = std::env::var_os(VARIABLE).is_some_and(|v| !v.is_empty());
    if !asked {
        return None;
    }
    let here = std::env::current_dir().ok();
    match CompleteEnv::with_factory(Cli::command).var(VARIABLE).try_complete(arguments, here.as_deref()) {
        Ok(true) => Some(0),
        Ok(false) => None,
        // A shell in the middle of a line is no place for messages.
        Err(_) => Some(2),
    }
}

/// The script that makes a shell ask; `None` for a shell nobody knows.
pub fn script(shell: &str) -> Option<String> {
    let shells = Shells::builtins();
    let completer: &dyn EnvCompleter = shells.completer(shell)?;
    let mut script = Vec::new();
    completer.write_registration(VARIABLE, "prereq", "prereq", "prereq", &mut script).ok()?;
    String::from_utf8(script).ok()
}

/// The catalogs a completion looks at: built in and the learner's own.
fn catalog() -> Catalog {
    let user = store::Paths::resolve(&store::PathFlags::default(), &|name| std::env::var_os(name)).ok();
    let user = user.map(|p| p.user_catalog()).filter(|p| p.is_dir());
    let sources = CatalogSources { user, ..CatalogSources::builtin() };
    store::load_catalog(&sources).map(|loaded| loaded.catalog).unwrap_or_default()
}

fn matching<'a>(typed: &OsStr, entries: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    // After `--goal a,b` only the part behind the comma is being typed.
    let (before, part) = typed.rfind(',').map_or(("", &*typed), |at| typed.split_at(at + 1));
    entries
        .filter(|(id, _)| id.starts_with(part))
        .map(|(id, title)| CompletionCandidate::new(format!("{before}{id}")).help(Some(title.to_owned().into())))
        .collect()
}

/// Ids of goals.
pub fn goals(typed: &OsStr) -> Vec<CompletionCandidate> {
    matching(typed, catalog().goals().iter().map(|g| (g.id.as_str(), g.title.as_str())))
}

/// Ids of courses.
pub fn courses(typed: &OsStr) -> Vec<CompletionCandidate> {
    matching(typed, catalog().courses().iter().map(|c| (c.id.as_str(), c.title.as_str())))
}

/// Ids of skills.
pub fn skills(typed: &OsStr) -> Vec<CompletionCandidate> {
    matching(typed, catalog().skills().iter().map(|s| (s.id.as_str(), s.name.as_str())))
}

/// Filters of a search. Nothing is known of the learner here, and nothing needs to be.
pub fn search(typed: &OsStr) -> Vec<CompletionCandidate> {
    let catalog = Arc::new(catalog());
    let advisor = Advisor::new(catalog, Profile::default(), Settings::default());
    let typed = typed.to_string_lossy();
    let found = advisor.complete_search(&typed, typed.len());
    let before = &typed[..found.start];
    (found.candidates.iter())
        .map(|c| {
            let about = match (c.filter, c.courses) {
                (Some(filter), _) => Some(phrase::filter_about(filter).to_owned()),
                (None, courses) => courses.map(|n| phrase::count(n as u64, "course")),
            };
            CompletionCandidate::new(format!("{before}{}", c.text)).help(about.map(Into::into))
        })
        .collect()
}

/// Ids of anything.
pub fn anything(typed: &OsStr) -> Vec<CompletionCandidate> {
    let mut all = courses(typed);
    all.extend(goals(typed));
    all.extend(skills(typed));
    all
}
