//! The files a catalog is made of: built in, one file, or a folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::Draft;
use crate::{
    domain::scrub,
    store::{
        Problem, ProblemKind, Severity,
        disk::{self, TextError},
    },
};

/// The catalog compiled into the program: path within the repository, contents.
pub static BUILTIN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/builtin_catalog.rs"));

/// Most files one catalog folder may hold.
pub const MAX_FILES: usize = 10_000;

/// A file's shown name and its text.
pub(crate) type SourceFile = (String, std::borrow::Cow<'static, str>);

/// The built-in catalog.
pub(crate) fn builtin() -> Vec<SourceFile> {
    BUILTIN.iter().map(|&(name, text)| (name.to_owned(), text.into())).collect()
}

/// The catalog at `path`; what cannot be read is reported and left out.
pub(crate) fn read(path: &Path, problems: &mut Vec<Problem>) -> Vec<SourceFile> {
    let files = match list(path) {
        Ok(files) => files,
        Err(why) => {
            problems.push(whole(path, ProblemKind::Unreadable, &format!("cannot be read: {why}")));
            return Vec::new();
        }
    };
    if files.is_empty() {
        problems.push(whole(path, ProblemKind::Unreadable, "there is no catalog file in this folder"));
    }
    texts(path, &files, None, problems)
}

/// The learner's own catalog, which may well be empty, with one file as it would be after a change.
pub(crate) fn own(path: &Path, draft: Option<Draft<'_>>, problems: &mut Vec<Problem>) -> Vec<SourceFile> {
    let mut files = match list(path) {
        Ok(files) => files,
        Err(why) if why.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(why) => {
            problems.push(whole(path, ProblemKind::Unreadable, &format!("cannot be read: {why}")));
            return Vec::new();
        }
    };
    if let Some(draft) = draft
        && let Err(at) = files.binary_search_by(|file| file.as_path().cmp(draft.path))
    {
        files.insert(at, draft.path.to_path_buf());
    }
    texts(path, &files, draft, problems)
}

fn texts(path: &Path, files: &[PathBuf], draft: Option<Draft<'_>>, problems: &mut Vec<Problem>) -> Vec<SourceFile> {
    if files.len() > MAX_FILES {
        problems.push(whole(
            path,
            ProblemKind::TooLarge,
            &format!("there are more than {MAX_FILES} files in this folder"),
        ));
        return Vec::new();
    }
    files
        .iter()
        .filter_map(|file| match drafted(file, draft).map_or_else(|| text(file), Ok) {
            Ok(text) => Some((shown(file), text.into())),
            Err(problem) => {
                problems.push(problem);
                None
            }
        })
        .collect()
}

fn drafted(file: &Path, draft: Option<Draft<'_>>) -> Option<String> {
    draft.filter(|draft| draft.path == file).map(|draft| draft.text.to_owned())
}

/// The text of a file by the name it is shown under.
pub(crate) fn text_of(shown: &str) -> Option<std::borrow::Cow<'static, str>> {
    let builtin = BUILTIN.iter().find(|(name, _)| *name == shown).map(|(_, text)| (*text).into());
    builtin.or_else(|| disk::read_text(Path::new(shown)).ok().map(Into::into))
}

fn list(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !fs::metadata(path)?.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    for dir in [path.to_path_buf(), path.join("goals"), path.join("courses")] {
        if dir != path && !dir.is_dir() {
            continue;
        }
        for entry in fs::read_dir(dir)? {
            let file = entry?.path();
            let hidden = file.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"."));
            if !hidden && file.extension().is_some_and(|e| e == "toml") && !file.is_dir() {
                files.push(file);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn text(path: &Path) -> Result<String, Problem> {
    disk::read_text(path).map_err(|why| {
        let (kind, line) = match why {
            TextError::Io(_) => (ProblemKind::Unreadable, None),
            TextError::TooLarge => (ProblemKind::TooLarge, None),
            TextError::NotUtf8 { line } => (ProblemKind::NotUtf8, Some(line)),
        };
        Problem { line, ..whole(path, kind, &why.message()) }
    })
}

fn whole(path: &Path, kind: ProblemKind, message: &str) -> Problem {
    Problem {
        severity: Severity::Error,
        kind,
        file: shown(path),
        line: None,
        key: String::new(),
        message: message.to_owned(),
        hint: None,
    }
}

fn shown(path: &Path) -> String {
    scrub(&path.to_string_lossy())
}
