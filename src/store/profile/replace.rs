//! The whole file written by hand: checked as an edit from outside is, and taken only if it is sound.

use super::{ProfileStore, history::Stack, read};
use crate::{
    domain::Profile,
    store::{
        Problem, StoreError,
        disk::{self, Access, TextError},
    },
};

/// What became of a text that is to take the place of the learner's file.
#[derive(Debug)]
pub enum Submitted {
    /// It is the learner's file now.
    Taken(Box<Profile>),
    /// The file no longer says what the text was made from; it was left alone.
    Overtaken,
    /// The text is no profile: what is wrong with it. The file was left alone.
    Wrong(Vec<Problem>),
}

impl ProfileStore {
    /// The text of the file as it stands, damaged or not; empty when there is none.
    ///
    /// # Errors
    /// It cannot be read as text.
    pub fn text(&self) -> Result<String, StoreError> {
        match disk::read_text(&self.path) {
            Ok(text) => Ok(text),
            Err(TextError::Io(why)) if why.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
            Err(TextError::Io(why)) => Err(StoreError::io("read", &self.path)(why)),
            Err(why) => {
                let why = std::io::Error::new(std::io::ErrorKind::InvalidData, format!("it {}", why.message()));
                Err(StoreError::io("read", &self.path)(why))
            }
        }
    }

    /// Puts `text`, which was made from `old`, in the place of the file, byte by byte. The version before goes
    /// to the history.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn replace(&self, old: &str, text: &str) -> Result<Submitted, StoreError> {
        let loaded = match read::profile(&self.shown(), text) {
            Ok(loaded) if loaded.read_only => {
                return Err(StoreError::Newer { path: self.path.clone(), version: read::version(text) });
            }
            Ok(loaded) => loaded,
            Err(problems) => return Ok(Submitted::Wrong(problems)),
        };
        let _lock = disk::lock(&self.path)?;
        if self.text()? != old {
            return Ok(Submitted::Overtaken);
        }
        Stack::past(&self.path).push(old).map_err(StoreError::io("keep the previous version of", &self.path))?;
        disk::replace(&self.path, text, Access::Private).map_err(StoreError::io("write", &self.path))?;
        Stack::undone(&self.path).clear();
        Ok(Submitted::Taken(Box::new(loaded.profile)))
    }
}
