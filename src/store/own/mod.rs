//! The learner's own goals and courses: two files in the catalog format, changed in place.
//!
//! Comments stay. The catalog is put together with the change before anything is written, and one that
//! could not be used any more is refused with the loader's own words. Previous versions are kept.

mod entries;

use std::{
    io,
    path::{Path, PathBuf},
};

use toml_edit::{ArrayOfTables, DocumentMut, Item};

use super::{
    CatalogSources, Severity, StoreError,
    catalog::{Draft, Texts, read_all, text_of},
    disk::{self, Access, TextError},
    profile::history::Stack,
};
use crate::domain::{CourseId, GoalId};

pub use entries::{CourseEntry, GoalEdit};

/// Which of the two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnFile {
    /// Own goals.
    Goals,
    /// Own courses.
    Courses,
}

impl OwnFile {
    fn folder(self) -> &'static str {
        match self {
            Self::Goals => "goals",
            Self::Courses => "courses",
        }
    }
    fn key(self) -> &'static str {
        match self {
            Self::Goals => "goal",
            Self::Courses => "course",
        }
    }
}

/// The learner's own catalog.
#[derive(Debug, Clone)]
pub struct OwnCatalog {
    dir: PathBuf,
    sources: CatalogSources,
}

impl OwnCatalog {
    /// The one in `dir`, which need not exist, as one of these catalogs.
    pub fn new(dir: PathBuf, sources: CatalogSources) -> Self {
        let sources = CatalogSources { user: Some(dir.clone()), ..sources };
        Self { dir, sources }
    }

    /// Where own goals or courses are kept.
    pub fn path(&self, file: OwnFile) -> PathBuf {
        self.dir.join(file.folder()).join("own.toml")
    }

    /// The whole text of a file; empty where there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn text(&self, file: OwnFile) -> Result<String, StoreError> {
        let path = self.path(file);
        match disk::read_text(&path) {
            Ok(text) => Ok(text),
            Err(TextError::Io(why)) if why.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(TextError::Io(why)) => Err(StoreError::io("read", path)(why)),
            Err(why) => Err(StoreError::io("read", path)(io::Error::new(io::ErrorKind::InvalidData, why.message()))),
        }
    }

    /// Whether the file is where this goal or course is defined.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn defines(&self, file: OwnFile, id: &str) -> Result<bool, StoreError> {
        let document = self.text(file)?.parse::<DocumentMut>().unwrap_or_default();
        let entries = document.get(file.key()).and_then(Item::as_array_of_tables);
        Ok(entries.is_some_and(|entries| entries.iter().any(|t| entries::is(t, id))))
    }

    /// Puts `new` in the place of a whole file that says `old`.
    ///
    /// # Errors
    /// When the file says something else by now, when the catalog could not be used with it, or when it
    /// cannot be written. Nothing is changed then.
    pub fn replace(&self, file: OwnFile, old: &str, new: &str) -> Result<(), StoreError> {
        let path = self.path(file);
        let _lock = disk::lock(&path)?;
        if self.text(file)? != old {
            return Err(StoreError::Meanwhile { path });
        }
        self.put(&path, old, new)
    }

    /// Adds a goal.
    ///
    /// # Errors
    /// As [`replace`](Self::replace).
    pub fn add_goal(&self, id: &GoalId, edit: &GoalEdit) -> Result<(), StoreError> {
        self.change(OwnFile::Goals, |goals, path| {
            let mut goal = entries::named(id.as_str());
            entries::goal(&mut goal, edit).ok_or_else(|| not_writable(path))?;
            goals.push(goal);
            Ok(())
        })
    }

    /// Adds a goal that says what `from`, written in the file shown as `place`, says, requirement and
    /// comments included, with an edit on top.
    ///
    /// # Errors
    /// As [`replace`](Self::replace), and when the goal is not there.
    pub fn copy_goal(&self, place: &str, from: &GoalId, id: &GoalId, edit: &GoalEdit) -> Result<(), StoreError> {
        let missing = || StoreError::NoEntry { path: place.into(), id: from.to_string() };
        let text = text_of(place).ok_or_else(missing)?;
        let document: DocumentMut = text.parse().map_err(|_| missing())?;
        let tables = document.get("goal").and_then(Item::as_array_of_tables).ok_or_else(missing)?;
        let mut goal = tables.iter().find(|t| entries::is(t, from.as_str())).ok_or_else(missing)?.clone();
        self.change(OwnFile::Goals, |goals, path| {
            entries::rename(&mut goal, id.as_str());
            entries::goal(&mut goal, edit).ok_or_else(|| not_writable(path))?;
            goals.push(goal);
            Ok(())
        })
    }

    /// Changes a goal of the learner's.
    ///
    /// # Errors
    /// As [`replace`](Self::replace), and when the goal is not there.
    pub fn edit_goal(&self, id: &GoalId, edit: &GoalEdit) -> Result<(), StoreError> {
        self.change(OwnFile::Goals, |goals, path| {
            let goal = goals.iter_mut().find(|t| entries::is(t, id.as_str()));
            let goal = goal.ok_or_else(|| StoreError::NoEntry { path: path.to_path_buf(), id: id.to_string() })?;
            entries::goal(goal, edit).ok_or_else(|| not_writable(path))
        })
    }

    /// Removes a goal of the learner's.
    ///
    /// # Errors
    /// As [`replace`](Self::replace), and when the goal is not there.
    pub fn remove_goal(&self, id: &GoalId) -> Result<(), StoreError> {
        self.remove(OwnFile::Goals, id.as_str())
    }

    /// Adds a course.
    ///
    /// # Errors
    /// As [`replace`](Self::replace).
    pub fn add_course(&self, id: &CourseId, course: &CourseEntry) -> Result<(), StoreError> {
        self.change(OwnFile::Courses, |courses, _| {
            let mut entry = entries::named(id.as_str());
            entries::course(&mut entry, course);
            courses.push(entry);
            Ok(())
        })
    }

    /// Removes a course of the learner's.
    ///
    /// # Errors
    /// As [`replace`](Self::replace), and when the course is not there or something refers to it.
    pub fn remove_course(&self, id: &CourseId) -> Result<(), StoreError> {
        self.remove(OwnFile::Courses, id.as_str())
    }

    fn remove(&self, file: OwnFile, id: &str) -> Result<(), StoreError> {
        self.change(file, |entries, path| {
            let before = entries.len();
            entries.retain(|t| !entries::is(t, id));
            if entries.len() == before {
                return Err(StoreError::NoEntry { path: path.to_path_buf(), id: id.to_owned() });
            }
            Ok(())
        })
    }

    fn change(
        &self,
        file: OwnFile,
        change: impl FnOnce(&mut ArrayOfTables, &Path) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let path = self.path(file);
        let _lock = disk::lock(&path)?;
        let old = self.text(file)?;
        let mut document: DocumentMut = match old.parse() {
            Ok(document) => document,
            // Not TOML: the loader says where.
            Err(_) => return Err(self.refusal(&path, &old).unwrap_or_else(|| not_writable(&path))),
        };
        let entries = document.entry(file.key()).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        change(entries.as_array_of_tables_mut().ok_or_else(|| not_writable(&path))?, &path)?;
        let text = document.to_string();
        // A new entry, and what is left when the first one goes, begins with an empty line.
        self.put(&path, &old, if old.starts_with('\n') { &text } else { text.trim_start_matches('\n') })
    }

    /// Only for who holds the lock.
    fn put(&self, path: &Path, old: &str, new: &str) -> Result<(), StoreError> {
        if let Some(refusal) = self.refusal(path, new) {
            return Err(refusal);
        }
        if old == new {
            return Ok(());
        }
        Stack::past(path).push(old).map_err(StoreError::io("keep the previous version of", path))?;
        disk::replace(path, new, Access::Private).map_err(StoreError::io("write", path))
    }

    /// What would be wrong with the whole catalog if the file said `text`.
    fn refusal(&self, path: &Path, text: &str) -> Option<StoreError> {
        let mut problems = read_all(&self.sources, Some(Draft { path, text }), Texts::Skip).problems;
        problems.retain(|p| p.severity == Severity::Error);
        (!problems.is_empty()).then(|| StoreError::Refused { path: path.to_path_buf(), problems })
    }
}

fn not_writable(path: &Path) -> StoreError {
    StoreError::NotWritable { path: path.to_path_buf() }
}
