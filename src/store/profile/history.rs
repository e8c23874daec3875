//! Previous versions of the profile, and damaged ones.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::store::disk::{self, Access};

/// Most previous versions kept.
pub const MAX_HISTORY: usize = 50;
/// Most damaged versions set aside; after that the newest takes the last place.
const MAX_CORRUPT: usize = 100;

/// Keeps `text` as the newest of the previous versions of `path` and forgets the oldest.
pub(crate) fn keep(path: &Path, text: &str) -> io::Result<()> {
    let dir = disk::parent(path).join("history");
    disk::make_private_dir(&dir)?;
    let mut kept = versions(path, &dir)?;
    let next = kept.last().map_or(1, |(n, _)| n + 1);
    disk::replace(&dir.join(format!("{}-{next:06}.toml", stem(path))), text, Access::Private)?;
    let surplus = (kept.len() + 1).saturating_sub(MAX_HISTORY);
    for (_, old) in kept.drain(..surplus) {
        // One that cannot be removed only takes room.
        let _ = fs::remove_file(old);
    }
    Ok(())
}

/// The versions kept, oldest first.
fn versions(path: &Path, dir: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let prefix = format!("{}-", stem(path));
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let file = entry?.path();
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let number = name.strip_prefix(&prefix).and_then(|rest| rest.strip_suffix(".toml")?.parse().ok());
        found.extend(number.map(|n: u64| (n, file)));
    }
    found.sort();
    Ok(found)
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
