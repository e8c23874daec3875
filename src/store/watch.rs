//! Whether a folder of a catalog was changed.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// How deep files of a catalog lie: `courses/area.toml`.
const DEPTH: usize = 2;

/// Tells whether the files of a folder changed since they were last looked at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FolderStamp(Vec<(PathBuf, u64, Option<SystemTime>)>);

/// The files of a folder as they are now; nothing where there is none.
pub fn folder_stamp(folder: &Path) -> FolderStamp {
    let mut files = Vec::new();
    collect(folder, DEPTH, &mut files);
    files.sort();
    FolderStamp(files)
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<(PathBuf, u64, Option<SystemTime>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.metadata() {
            Ok(meta) if meta.is_dir() && depth > 1 => collect(&path, depth - 1, files),
            Ok(meta) if path.extension().is_some_and(|e| e == "toml") => {
                files.push((path, meta.len(), meta.modified().ok()));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_changes_with_its_files_and_with_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("catalog");
        assert_eq!(folder_stamp(&own), FolderStamp::default());
        fs::create_dir_all(own.join("courses")).expect("creates");
        fs::write(own.join("courses/a.toml"), "x").expect("writes");
        let first = folder_stamp(&own);
        assert_ne!(first, FolderStamp::default());
        fs::write(own.join("courses/notes.txt"), "x").expect("writes");
        assert_eq!(folder_stamp(&own), first);
        fs::write(own.join("courses/a.toml"), "xy").expect("writes");
        assert_ne!(folder_stamp(&own), first);
    }
}
