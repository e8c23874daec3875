//! Previous versions of the learner's files, those taken back, and damaged ones.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::store::disk::{self, Access};

/// Most previous versions kept.
pub const MAX_HISTORY: usize = 50;
/// Most damaged versions set aside; after that the newest takes the last place.
const MAX_CORRUPT: usize = 100;

/// Versions of one file, numbered in the order they came; the newest counts first.
#[derive(Debug)]
pub(crate) struct Stack {
    dir: PathBuf,
    prefix: String,
}

impl Stack {
    /// What stood in `path` before, for undo.
    pub(crate) fn past(path: &Path) -> Self {
        Self { dir: disk::parent(path).join("history"), prefix: format!("{}-", stem(path)) }
    }
    /// What undo took back, for redo.
    pub(crate) fn undone(path: &Path) -> Self {
        let Self { dir, prefix } = Self::past(path);
        Self { dir: dir.join("redo"), prefix }
    }

    /// Keeps `text` as the newest version and forgets the oldest. What is the newest already, because
    /// a save stopped half-way, is not kept twice.
    pub(crate) fn push(&self, text: &str) -> io::Result<()> {
        disk::make_private_dir(&self.dir)?;
        let mut kept = self.versions()?;
        let known = kept.last().is_some_and(|(_, newest)| fs::read(newest).is_ok_and(|bytes| bytes == text.as_bytes()));
        if !known {
            let next = kept.last().map_or(1, |(n, _)| n.saturating_add(1));
            let file = self.dir.join(format!("{}{next:06}.toml", self.prefix));
            disk::replace(&file, text, Access::Private)?;
            kept.push((next, file));
        }
        // Also where nothing was added: a save may have stopped just before it came to this.
        let surplus = kept.len().saturating_sub(MAX_HISTORY);
        for (_, old) in kept.drain(..surplus) {
            // One that cannot be removed only takes room.
            let _ = fs::remove_file(old);
        }
        Ok(())
    }

    /// The versions kept, newest first; none where there is no folder.
    pub(crate) fn newest_first(&self) -> io::Result<Vec<PathBuf>> {
        match self.versions() {
            Ok(kept) => Ok(kept.into_iter().rev().map(|(_, file)| file).collect()),
            Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            Err(why) => Err(why),
        }
    }

    /// Forgets them all.
    pub(crate) fn clear(&self) {
        // One that cannot be removed is noticed when somebody goes back to it: nothing is lost by it.
        self.newest_first().unwrap_or_default().iter().for_each(|old| _ = fs::remove_file(old));
    }

    /// The versions kept, oldest first.
    fn versions(&self) -> io::Result<Vec<(u64, PathBuf)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.dir)? {
            let file = entry?.path();
            let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let number = name.strip_prefix(&self.prefix).and_then(|rest| rest.strip_suffix(".toml")?.parse().ok());
            found.extend(number.map(|n: u64| (n, file)));
        }
        found.sort();
        Ok(found)
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Copies a damaged file to `NAME.corrupt-N`, unless that very damage was set aside before.
///
/// A copy, so that a slip made by hand can still be put right where it was made.
pub(crate) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let damaged = fs::read(path)?;
    let mut n = 1;
    let copy = loop {
        let copy = disk::beside(path, &format!(".corrupt-{n}"));
        match fs::read(&copy) {
            Ok(earlier) if earlier == damaged => return Ok(copy),
            Ok(_) if n < MAX_CORRUPT => n += 1,
            _ => break copy,
        }
    };
    fs::copy(path, &copy)?;
    Ok(copy)
}
