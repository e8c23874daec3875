//! Reading files to import: regular files only, each up to the limit; folders file by file.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use crate::{
    domain::scrub,
    import::{
        Source,
        limits::{MAX_SOURCE_BYTES, MAX_SOURCES, MAX_UNPACKED_BYTES},
    },
    store::StoreError,
};

/// Endings of files that hold no courses beside those that do.
const BESIDE: &[&str] =
    &["md", "txt", "toml", "yml", "yaml", "py", "sh", "lock", "pdf", "png", "jpg", "svg", "html", "rs", "js"];

/// Reads files and folders; of a folder every file in it that may hold courses, in order of their names.
///
/// # Errors
/// When something is no regular file, cannot be read, or is beyond a limit.
pub fn read_sources(paths: &[PathBuf]) -> Result<Vec<Source>, StoreError> {
    let mut files = Vec::new();
    for path in paths {
        if fs::metadata(path).map_err(StoreError::io("read", path))?.is_dir() {
            files.extend(in_folder(path)?);
        } else {
            files.push(path.clone());
        }
    }
    if files.len() > MAX_SOURCES {
        return Err(refused(&files[0], format!("there are more than {MAX_SOURCES} files")));
    }
    let mut total = 0usize;
    let mut out = Vec::with_capacity(files.len());
    for path in files {
        let bytes = read(&path)?;
        total += bytes.len();
        if total > MAX_UNPACKED_BYTES {
            return Err(refused(&path, format!("the files are larger than {} MiB together", MAX_UNPACKED_BYTES >> 20)));
        }
        out.push(Source { name: scrub(&path.to_string_lossy()), bytes });
    }
    Ok(out)
}

fn in_folder(path: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(StoreError::io("read", path))? {
        let file = entry.map_err(StoreError::io("read", path))?.path();
        let hidden = file.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
        let ending = file.extension().map(|e| e.to_string_lossy().to_lowercase());
        let beside = ending.as_deref().is_none_or(|e| BESIDE.contains(&e));
        if !hidden && !beside && file.is_file() {
            files.push(file);
        }
        if files.len() > MAX_SOURCES {
            return Err(refused(path, format!("there are more than {MAX_SOURCES} files in it")));
        }
    }
    // JSON beside JSON Lines describes them more often than it holds more of them.
    let lines = files.iter().filter(|f| f.extension().is_some_and(|e| e == "jsonl")).count();
    if lines * 2 > files.len() {
        files.retain(|f| f.extension().is_some_and(|e| e == "jsonl"));
    }
    files.sort();
    if files.is_empty() {
        return Err(refused(path, "there is no file in it that may hold courses".to_owned()));
    }
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    // Asked before it is opened: opening a pipe waits for a writer.
    let meta = fs::metadata(path).map_err(StoreError::io("read", path))?;
    if !meta.is_file() {
        return Err(refused(path, "it is no regular file".to_owned()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(StoreError::io("read", path))?;
    file.take(MAX_SOURCE_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(StoreError::io("read", path))?;
    if bytes.len() > MAX_SOURCE_BYTES {
        return Err(refused(path, format!("it is larger than {} MiB", MAX_SOURCE_BYTES >> 20)));
    }
    Ok(bytes)
}

fn refused(path: &Path, why: String) -> StoreError {
    StoreError::io("read", path)(io::Error::new(io::ErrorKind::InvalidInput, why))
}
