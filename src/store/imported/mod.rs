//! Imported catalogs: one folder each under the learner's own catalog, read below it, so that own corrections win.

mod render;
mod sources;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

pub use render::catalog_toml;
pub use sources::read_sources;

use super::{
    Problem, Severity, StoreError,
    catalog::entries_of,
    disk::{self, Access},
};
use crate::domain::{CourseDraft, scrub};

/// The folder within the learner's own catalog.
const FOLDER: &str = "imported";
const CATALOG: &str = "catalog.toml";
const MANIFEST: &str = "import.json";
const MAPPING: &str = "mapping.toml";
const SUGGESTED: &str = "suggestions.json";

/// Where an imported catalog came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Its name.
    pub name: String,
    /// The files, by their whole paths.
    pub files: Vec<String>,
    /// The day of the last import.
    pub on: String,
    /// How many courses.
    pub courses: usize,
    /// `--map` entries, for updates.
    pub map: Vec<String>,
    /// The grammar named.
    pub grammar: Option<String>,
    /// The encoding named.
    pub encoding: Option<String>,
}

/// The imported catalogs of a learner.
#[derive(Debug, Clone)]
pub struct ImportedCatalogs {
    dir: PathBuf,
}

/// The catalog files of all imports below a learner's own catalog, in order of their names.
pub(crate) fn layers(own: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(own.join(FOLDER)) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path().join(CATALOG)).filter(|p| p.is_file()).collect();
    files.sort();
    files
}

impl ImportedCatalogs {
    /// Those below a learner's own catalog, which need not exist.
    pub fn new(own: &Path) -> Self {
        Self { dir: own.join(FOLDER) }
    }

    /// The folder of a catalog.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The file of a catalog.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder(name).join(CATALOG)
    }

    /// Whether there is one of that name.
    pub fn has(&self, name: &str) -> bool {
        valid(name) && self.file(name).is_file()
    }

    /// All of them, by name.
    pub fn list(&self) -> Vec<Manifest> {
        let Ok(entries) = fs::read_dir(&self.dir) else { return Vec::new() };
        let names = entries.flatten().filter_map(|e| e.file_name().into_string().ok());
        let mut names: Vec<String> = names.filter(|n| self.has(n)).collect();
        names.sort();
        names.into_iter().map(|name| self.manifest(&name).unwrap_or(Manifest { name, ..Manifest::default() })).collect()
    }

    /// Where one came from.
    pub fn manifest(&self, name: &str) -> Option<Manifest> {
        let text = disk::read_text(&self.folder(name).join(MANIFEST)).ok()?;
        serde_json::from_str(&text).ok()
    }

    /// The mapping it was imported by, as a file.
    pub fn mapping(&self, name: &str) -> Option<String> {
        disk::read_text(&self.folder(name).join(MAPPING)).ok()
    }

    /// What is suggested for it, as a file.
    pub fn suggestions(&self, name: &str) -> Option<String> {
        disk::read_text(&self.folder(name).join(SUGGESTED)).ok()
    }

    /// Keeps what is suggested.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep_suggestions(&self, name: &str, text: &str) -> Result<(), StoreError> {
        let path = self.folder(name).join(SUGGESTED);
        disk::replace(&path, text, Access::Private).map_err(StoreError::io("write", path))
    }

    /// The courses of one as they are kept.
    pub fn courses(&self, name: &str) -> Vec<CourseDraft> {
        let text = disk::read_text(&self.file(name)).unwrap_or_default();
        entries_of(name, &text).0
    }

    /// Writes a catalog, in place of the one of that name. A text that could not be read back is refused.
    ///
    /// # Errors
    /// When the text has faults, or the folder cannot be written. Nothing is changed then.
    pub fn put(&self, manifest: &Manifest, catalog: &str, mapping: &str) -> Result<PathBuf, StoreError> {
        let name = manifest.name.as_str();
        let path = self.file(name);
        if !valid(name) {
            let source = io::Error::new(io::ErrorKind::InvalidInput, "the name is letters, digits, `-`, `_` and `.`");
            return Err(StoreError::Io { doing: "write", path, source });
        }
        let problems: Vec<Problem> = entries_of(&scrub(&path.to_string_lossy()), catalog)
            .1
            .into_iter()
            .filter(|p| p.severity == Severity::Error)
            .collect();
        if !problems.is_empty() {
            return Err(StoreError::Refused { path, problems });
        }
        let _lock = disk::lock(&path)?;
        let text =
            serde_json::to_string_pretty(manifest).map_err(|e| StoreError::io("write", path.clone())(e.into()))?;
        for (file, text) in [(MAPPING, mapping), (MANIFEST, text.as_str()), (CATALOG, catalog)] {
            let path = self.folder(name).join(file);
            disk::replace(&path, text, Access::Private).map_err(StoreError::io("write", path))?;
        }
        Ok(path)
    }

    /// Removes one with all that was kept of it.
    ///
    /// # Errors
    /// When there is none of that name, or it cannot be removed.
    pub fn remove(&self, name: &str) -> Result<(), StoreError> {
        let path = self.folder(name);
        if !self.has(name) {
            return Err(StoreError::NoEntry { path: self.dir.clone(), id: scrub(name) });
        }
        fs::remove_dir_all(&path).map_err(StoreError::io("remove", path))
    }
}

/// Writes a file the learner asked for, with the folders it needs.
///
/// # Errors
/// When the system does not let us.
pub fn write_new(path: &Path, text: &str) -> Result<(), StoreError> {
    let dir = disk::parent(path);
    disk::make_private_dir(dir).map_err(StoreError::io("create", dir))?;
    disk::replace(path, text, Access::Private).map_err(StoreError::io("write", path))
}

/// Whether a name can be that of a folder, and of nothing else.
fn valid(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    plain && (1..=80).contains(&name.chars().count()) && !name.starts_with('.')
}
