//! One step back and one forward again, across runs of the program.

use std::fs;

use super::{LoadedProfile, ProfileStore, history, history::Stack, read};
use crate::{
    domain::{Profile, Step},
    store::{
        StoreError,
        disk::{self, Access},
    },
};

/// A step that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Stepped {
    /// What the file said before; `None` when it was damaged.
    pub before: Option<Profile>,
    /// What it says now.
    pub now: Profile,
    /// The damaged file's copy, if there was one to set aside.
    pub set_aside: Option<std::path::PathBuf>,
    /// How many more there are.
    pub left: StepsLeft,
}

/// How many steps there are to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepsLeft {
    /// Back.
    pub undo: usize,
    /// And forward.
    pub redo: usize,
}

impl ProfileStore {
    /// Puts another version in the file's place, comments and all, while no other change can happen.
    /// What stood there goes to the other side, so that the opposite step brings it back. A damaged file
    /// is set aside and the version before the damage restored. `None` when there is nothing to go to.
    ///
    /// # Errors
    /// When the file is of a later version, or one of the files cannot be read or written.
    pub fn step(&self, step: Step) -> Result<Option<Stepped>, StoreError> {
        let (past, undone) = (Stack::past(&self.path), Stack::undone(&self.path));
        let (from, to) = match step {
            Step::Undo => (&past, &undone),
            Step::Redo => (&undone, &past),
        };
        let failed = |doing| StoreError::io(doing, &self.path);
        // Looking makes no folder, and no lock in it, where there is nothing to go to.
        if from.newest_first().map_err(failed("list the previous versions of"))?.is_empty() {
            return Ok(None);
        }
        let _lock = disk::lock(&self.path)?;
        let (old, before, set_aside) = match self.open() {
            Ok((old, loaded)) => {
                self.refuse_newer(old.as_deref(), &loaded)?;
                (old, Some(loaded.profile), None)
            }
            Err(StoreError::Corrupt { .. } | StoreError::Invalid { .. }) => {
                let copy = history::set_aside(&self.path).map_err(failed("set aside the damaged"))?;
                (None, None, Some(copy))
            }
            Err(other) => return Err(other),
        };
        let versions = from.newest_first().map_err(failed("list the previous versions of"))?;
        // A step that stopped half-way leaves what stands in the file on its old side too.
        let mut spent = Vec::new();
        let mut target = None;
        for version in versions {
            let Ok(text) = disk::read_text(&version) else { continue };
            let same = old.as_ref().is_some_and(|old| *old == text);
            let Ok(LoadedProfile { profile, read_only: false, .. }) = read::profile("", &text) else { continue };
            spent.push(version);
            if !same {
                target = Some((text, profile));
                break;
            }
        }
        if let Some((text, _)) = &target {
            if before.is_some() {
                to.push(old.as_deref().unwrap_or_default()).map_err(failed("keep the present version of"))?;
            }
            disk::replace(&self.path, text, Access::Private).map_err(failed("write"))?;
        }
        spent.iter().for_each(|version| _ = fs::remove_file(version));
        Ok(target.map(|(_, now)| Stepped { before, now, set_aside, left: self.steps_left() }))
    }

    /// How many steps there are to make from here.
    pub fn steps_left(&self) -> StepsLeft {
        let count = |stack: Stack| stack.newest_first().map_or(0, |versions| versions.len());
        StepsLeft { undo: count(Stack::past(&self.path)), redo: count(Stack::undone(&self.path)) }
    }
}
