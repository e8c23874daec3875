//! The learner's profile on disk: read leniently towards time, written only when something changes,
//! and never in a way that could lose what was there.

pub(crate) mod history;
mod log;
mod read;
mod replace;
mod undo;
mod write;

#[cfg(test)]
mod faults;

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{
    Problem, ProblemKind, Severity, StoreError,
    disk::{self, Access, TextError},
};
use crate::domain::{Profile, ProfileEdit, scrub};
use history::Stack;

pub use history::MAX_HISTORY;
pub use read::PROFILE_VERSION;
pub use replace::Submitted;
pub use undo::{Stepped, StepsLeft};

/// A profile as it was found.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadedProfile {
    /// What it says.
    pub profile: Profile,
    /// What is odd about it; nothing that keeps it from being used.
    pub notes: Vec<Problem>,
    /// It was written by a later version of this program and is not to be changed by this one.
    pub read_only: bool,
}

/// Tells whether the file changed since it was last looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp(Option<(SystemTime, u64, u64)>);

/// The file a profile is kept in.
#[derive(Debug, Clone)]
pub struct ProfileStore {
    path: PathBuf,
}

impl ProfileStore {
    /// The profile at `path`, which need not exist.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into() }
    }
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
    /// When it changed last, for noticing edits made elsewhere.
    pub fn stamp(&self) -> Stamp {
        let meta = fs::metadata(&self.path).ok();
        // Two saves may fall into one tick of the clock, but each puts a new file in place.
        #[cfg(unix)]
        let file = |m: &fs::Metadata| std::os::unix::fs::MetadataExt::ino(m);
        #[cfg(not(unix))]
        let file = |_: &fs::Metadata| 0;
        Stamp(meta.and_then(|m| Some((m.modified().ok()?, m.len(), file(&m)))))
    }

    /// Reads the profile. A missing file is an empty profile, and is not created by this.
    ///
    /// # Errors
    /// A damaged file is copied to `NAME.corrupt-N` and reported; so is, without a copy, a file whose
    /// entries cannot be meant as they stand. Both stay as they are.
    pub fn load(&self) -> Result<LoadedProfile, StoreError> {
        Ok(self.open()?.1)
    }

    /// Applies edits to what the file says now and saves it, while no other `update` can run. Comments
    /// and keys of other programs stay. The previous version goes to `history/` beside the file.
    ///
    /// # Errors
    /// As [`load`](Self::load); also when the file is of a later version, or cannot be written.
    pub fn update(&self, edits: &[ProfileEdit]) -> Result<Profile, StoreError> {
        let _lock = disk::lock(&self.path)?;
        let (old, loaded) = self.open()?;
        self.refuse_newer(old.as_deref(), &loaded)?;
        let mut profile = loaded.profile.clone();
        edits.iter().for_each(|edit| profile.apply(edit));
        if profile == loaded.profile {
            return Ok(profile);
        }
        let text = write::rewrite(old.as_deref(), &loaded.profile, &profile)
            .filter(|text| self.reads_back(text, &profile))
            .ok_or_else(|| StoreError::NotWritable { path: self.path.clone() })?;
        // No file is an empty profile, and undo leads back there too.
        let past = Stack::past(&self.path).push(old.as_deref().unwrap_or_default());
        past.map_err(StoreError::io("keep the previous version of", &self.path))?;
        disk::replace(&self.path, &text, Access::Private).map_err(StoreError::io("write", &self.path))?;
        // Last, so that a save that fails takes nothing away.
        Stack::undone(&self.path).clear();
        Ok(profile)
    }

    /// The file's text, if there is one, and what it says.
    fn open(&self) -> Result<(Option<String>, LoadedProfile), StoreError> {
        let text = match disk::read_text(&self.path) {
            Ok(text) => text,
            Err(TextError::Io(why)) if why.kind() == io::ErrorKind::NotFound => {
                return Ok((None, LoadedProfile { profile: Profile::default(), notes: Vec::new(), read_only: false }));
            }
            Err(TextError::Io(source)) => return Err(StoreError::io("read", &self.path)(source)),
            Err(why) => {
                let (kind, line) = match why {
                    TextError::NotUtf8 { line } => (ProblemKind::NotUtf8, Some(line)),
                    _ => (ProblemKind::TooLarge, None),
                };
                return Err(self.corrupt(vec![Problem {
                    severity: Severity::Error,
                    kind,
                    file: self.shown(),
                    line,
                    key: String::new(),
                    message: format!("it {}", why.message()),
                    hint: None,
                }]));
            }
        };
        match read::profile(&self.shown(), &text) {
            Ok(loaded) => Ok((Some(text), loaded)),
            Err(problems) if problems.iter().any(|p| p.kind == ProblemKind::Syntax) => Err(self.corrupt(problems)),
            Err(problems) => Err(StoreError::Invalid { path: self.path.clone(), problems }),
        }
    }

    fn corrupt(&self, problems: Vec<Problem>) -> StoreError {
        StoreError::Corrupt { copy: history::set_aside(&self.path).ok(), path: self.path.clone(), problems }
    }

    /// Whether `text` says exactly `profile`: nothing else may replace the learner's file.
    fn reads_back(&self, text: &str, profile: &Profile) -> bool {
        read::profile(&self.shown(), text).is_ok_and(|again| again.profile == *profile)
    }

    fn refuse_newer(&self, text: Option<&str>, loaded: &LoadedProfile) -> Result<(), StoreError> {
        if loaded.read_only {
            let version = read::version(text.unwrap_or_default());
            return Err(StoreError::Newer { path: self.path.clone(), version });
        }
        Ok(())
    }

    fn shown(&self) -> String {
        scrub(&self.path.to_string_lossy())
    }
}
