//! What every command works with: flags, places, catalog, learner, output. Loaded when first asked for.

use std::{
    ffi::OsString,
    io::{IsTerminal as _, Write as _},
    sync::Arc,
};

use jiff::civil::Date;

use crate::{
    advisor::Advisor,
    domain::{Catalog, Profile, scrub},
    phrase,
    store::{self, CatalogSources, Config, PathFlags, Paths, ProfileStore},
};

use super::{
    args::{Color, Global},
    error::CliError,
    output::{Output, Paint},
};

/// How a command ended, if it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did what was asked.
    Done,
    /// Nothing found, goal out of reach, or not confirmed.
    Negative,
    /// It reports faults in what it was given.
    Faulty,
    /// A signal of this number stopped it; what it had was printed.
    Stopped(i32),
}

impl Outcome {
    /// Done if something was found.
    pub fn found(any: bool) -> Self {
        if any { Self::Done } else { Self::Negative }
    }
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Negative => 1,
            Self::Faulty => 2,
            Self::Stopped(signal) => u8::try_from(128 + signal).unwrap_or(130),
        }
    }
}

/// The process as the program sees it.
#[derive(Debug, Clone)]
pub struct Surroundings {
    /// Whether standard output is a terminal.
    pub stdout_terminal: bool,
    /// Whether standard input is one.
    pub stdin_terminal: bool,
    /// Columns and rows of the terminal, if known.
    pub size: Option<(u16, u16)>,
}

impl Surroundings {
    /// Looks around.
    pub fn look() -> Self {
        let size = terminal_size::terminal_size().map(|(w, h)| (w.0, h.0));
        Self { stdout_terminal: std::io::stdout().is_terminal(), stdin_terminal: std::io::stdin().is_terminal(), size }
    }
    /// A variable of the environment, unless empty.
    pub fn var(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name).filter(|v| !v.is_empty())
    }
    /// Whether to colour, given the flag.
    pub fn colours(&self, flag: Color) -> bool {
        match flag {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                self.stdout_terminal && self.var("NO_COLOR").is_none() && self.var("TERM").is_none_or(|t| t != "dumb")
            }
        }
    }
    /// Whether the locale says UTF-8; without a locale it is taken to be.
    pub fn is_utf8(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| self.var(name));
        locale.is_none_or(|name| name.to_string_lossy().to_lowercase().replace('-', "").contains("utf8"))
    }
    /// Columns to write for: the terminal's, or `COLUMNS`, or 80.
    pub fn width(&self) -> usize {
        let named = || self.var("COLUMNS")?.to_str()?.parse::<usize>().ok();
        let seen = self.size.filter(|_| self.stdout_terminal).map(|(w, _)| usize::from(w));
        seen.or_else(named).unwrap_or(80).clamp(40, 400)
    }
}

/// Everything a command works with.
#[derive(Debug)]
pub struct Context {
    /// The global flags.
    pub global: Global,
    /// The process around.
    pub around: Surroundings,
    /// What will be written to standard output.
    pub out: Output,
    /// Today, by flag or clock.
    pub today: Date,
    paths: Option<Paths>,
    catalog: Option<Arc<Catalog>>,
}

impl Context {
    /// Ready for work; nothing is loaded yet.
    pub fn new(global: Global, around: Surroundings) -> Self {
        let out = Output::new(Paint { on: around.colours(global.color) }, around.width());
        let today = global.today.unwrap_or_else(|| jiff::Zoned::now().date());
        Self { global, around, out, today, paths: None, catalog: None }
    }

    /// Where the learner's files are.
    pub fn paths(&mut self) -> Result<Paths, CliError> {
        if let Some(paths) = &self.paths {
            return Ok(paths.clone());
        }
        let flags = PathFlags { profile: self.global.profile.clone() };
        let paths = Paths::resolve(&flags, &|name| std::env::var_os(name))?;
        self.paths = Some(paths.clone());
        Ok(paths)
    }

    /// The catalog: built in, then the learner's own, then those named.
    pub fn catalog(&mut self) -> Result<Arc<Catalog>, CliError> {
        if let Some(catalog) = &self.catalog {
            return Ok(Arc::clone(catalog));
        }
        let loaded = store::load_catalog(&self.sources()?).map_err(|e| CliError::Catalog(e.0))?;
        let catalog = Arc::new(loaded.catalog);
        self.catalog = Some(Arc::clone(&catalog));
        Ok(catalog)
    }

    /// Has the catalog read anew when it is needed next: a file of it was changed.
    pub fn forget_catalog(&mut self) {
        self.catalog = None;
    }

    /// Which catalogs count, in order.
    pub fn sources(&mut self) -> Result<CatalogSources, CliError> {
        let own = self.paths()?.user_catalog();
        Ok(CatalogSources {
            builtin: !self.global.no_builtin,
            user: own.is_dir().then_some(own),
            paths: self.global.catalog.clone(),
        })
    }

    /// The learner.
    pub fn profile(&mut self) -> Result<Profile, CliError> {
        let loaded = ProfileStore::new(self.paths()?.profile).load()?;
        for warning in &loaded.notes {
            self.warn(&warning.to_string());
        }
        Ok(loaded.profile)
    }

    /// The settings.
    pub fn config(&mut self) -> Result<Config, CliError> {
        let config = store::load_settings(&self.paths()?.config)?;
        for note in &config.notes {
            self.warn(&note.to_string());
        }
        Ok(config)
    }

    /// Catalog, learner and settings together.
    pub fn advisor(&mut self) -> Result<Advisor, CliError> {
        Ok(Advisor::new(self.catalog()?, self.profile()?, self.config()?.advisor))
    }

    /// Says once which entries of the profile nothing in the catalogs answers to.
    pub fn warn_of_unknown(&self, advisor: &Advisor) {
        let told = phrase::unknown_entries(advisor);
        for line in told.iter().take(MOST_UNKNOWN) {
            self.warn(line);
        }
        if told.len() > MOST_UNKNOWN {
            self.warn(&format!("and {} more; `prereq doctor` lists them", told.len() - MOST_UNKNOWN));
        }
    }

    /// Whether a person reads the text.
    pub fn for_people(&self) -> bool {
        !self.global.json && !self.global.quiet
    }
    /// `warning: …` on standard error, unless quiet.
    pub fn warn(&self, text: &str) {
        if !self.global.quiet {
            message("warning", text);
        }
    }
    /// `hint: …` on standard error, for people at a terminal or who asked for more.
    pub fn hint(&self, text: &str) {
        if self.for_people() && (self.around.stdout_terminal || self.global.verbose > 0) {
            message("hint", text);
        }
    }
}

/// Unknown entries of a profile that are named one by one.
const MOST_UNKNOWN: usize = 3;

/// One line on standard error. That nobody listens there is no reason to fail.
pub fn message(kind: &str, text: &str) {
    let _ = writeln!(std::io::stderr(), "{kind}: {}", scrub(text));
}
