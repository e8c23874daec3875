//! Reading catalogs: every problem of every file at once, later catalogs over earlier ones.

mod check;
mod clause;
mod entry;
mod files;
mod goal;
mod merge;
mod odd;
mod prebuilt;

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

pub use check::{Checked, check_catalog};
pub use clause::MAX_CLAUSE_DEPTH;
pub(crate) use files::text_of;
pub use files::{BUILTIN, MAX_FILES};
pub use goal::MAX_WEIGHT;

use super::{Problem, ProblemKind, Severity, imported, read::Reader};
use crate::domain::{Catalog, CourseDraft, CourseId, GoalId, LinkWhere, SkillId};
use entry::Entries;
use merge::Merged;

/// Which catalogs to read. Later ones replace entries of earlier ones, in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogSources {
    /// The one compiled in.
    pub builtin: bool,
    /// The learner's own, if there is one.
    pub user: Option<PathBuf>,
    /// `--catalog`, in order.
    pub paths: Vec<PathBuf>,
}

impl CatalogSources {
    /// The built-in catalog alone.
    pub fn builtin() -> Self {
        Self { builtin: true, user: None, paths: Vec::new() }
    }
}

/// Where an entry is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// The entry's first line.
    pub line: u32,
}

/// Where everything is written.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Skills.
    pub skills: BTreeMap<SkillId, Place>,
    /// Courses.
    pub courses: BTreeMap<CourseId, Place>,
    /// Goals.
    pub goals: BTreeMap<GoalId, Place>,
}

/// An entry of an earlier catalog that a later one replaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replaced {
    /// Which entry.
    pub entry: LinkWhere,
    /// Where it was.
    pub old: Place,
    /// What counts now.
    pub new: Place,
}

/// A catalog and where it comes from.
#[derive(Debug)]
pub struct Loaded {
    /// The catalog.
    pub catalog: Catalog,
    /// Where each entry is written.
    pub places: Places,
    /// Entries replaced by later catalogs, in order of their ids.
    pub replaced: Vec<Replaced>,
    /// What `catalog check` warns of and everyone else passes over.
    pub hints: Vec<Problem>,
}

/// Everything wrong with the catalogs, in order of file and line.
#[derive(Debug, thiserror::Error)]
#[error("the catalog has {} problem(s)", .0.len())]
pub struct CatalogErrors(pub Vec<Problem>);

/// Reads and links the catalogs.
///
/// # Errors
/// All errors of all files, warnings among them left out.
pub fn load_catalog(sources: &CatalogSources) -> Result<Loaded, CatalogErrors> {
    let read = read_all(sources, None, Texts::Skip);
    let (errors, hints): (Vec<_>, Vec<_>) = read.problems.into_iter().partition(|p| p.severity == Severity::Error);
    if errors.is_empty() {
        Ok(Loaded { catalog: read.catalog, places: read.places, replaced: read.replaced, hints })
    } else {
        Err(CatalogErrors(errors))
    }
}

/// What could be made of the catalogs, with everything that is wrong.
#[derive(Debug)]
pub(crate) struct Read {
    /// Faulty parts left out.
    pub(crate) catalog: Catalog,
    pub(crate) places: Places,
    pub(crate) replaced: Vec<Replaced>,
    /// Errors and warnings, sorted.
    pub(crate) problems: Vec<Problem>,
    /// Whether a whole file is missing from `catalog`.
    pub(crate) file_lost: bool,
}

/// A file as it would be after a change that is not made yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draft<'a> {
    /// Within the learner's own catalog; it need not exist.
    pub(crate) path: &'a std::path::Path,
    pub(crate) text: &'a str,
}

/// Whether the texts of the built-in catalog are read though there is a form of it that loads faster.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texts {
    /// They are: whoever checks catalogs wants to hear about every line.
    Parse,
    /// They are not.
    Skip,
}

/// The courses of one text by itself, and what is wrong with it; references out of it are none of the matter.
pub(crate) fn entries_of(name: &str, text: &str) -> (Vec<CourseDraft>, Vec<Problem>) {
    let mut reader = Reader::new(name, text);
    let mut entries = Entries::default();
    if let Some(document) = reader.document(text) {
        entries.read(&mut reader, &document);
    }
    let mut problems = std::mem::take(&mut reader.problems);
    let mut merged = Merged::default();
    merged.lay_over(entries, &mut problems);
    merged.drop_dangling(&mut problems);
    (merged.courses.into_values().map(|e| e.draft).collect(), problems)
}

pub(crate) fn read_all(sources: &CatalogSources, draft: Option<Draft<'_>>, texts: Texts) -> Read {
    let mut problems = Vec::new();
    let mut layers = Vec::new();
    let mut merged = Merged::default();
    if sources.builtin {
        match Some(texts).filter(|t| *t == Texts::Skip).and_then(|_| prebuilt::entries()) {
            Some(entries) => merged.lay_over(entries, &mut problems),
            None => layers.push(files::builtin()),
        }
    }
    // Imported catalogs lie below the learner's own entries, each a layer of its own.
    let mut imports = std::collections::BTreeSet::new();
    for file in sources.user.iter().flat_map(|own| imported::layers(own)) {
        let layer = files::read(&file, &mut problems);
        imports.extend(layer.iter().map(|(name, _)| name.clone()));
        layers.push(layer);
    }
    layers.extend(sources.user.iter().map(|own| files::own(own, draft, &mut problems)));
    for path in &sources.paths {
        layers.push(files::read(path, &mut problems));
    }
    for layer in &layers {
        let brought = imports.contains(&layer.first().map(|(name, _)| name.clone()).unwrap_or_default());
        let mut entries = Entries::default();
        for (name, text) in layer {
            let mut reader = Reader::new(name, text);
            if let Some(document) = reader.document(text) {
                entries.read(&mut reader, &document);
            }
            problems.append(&mut reader.problems);
        }
        if brought {
            // It says which skills its courses teach so as to stand alone; what is known of them already counts.
            entries.skills.retain(|s| !merged.skills.contains_key(&s.draft.id.to_string().to_lowercase()));
        }
        merged.lay_over(entries, &mut problems);
    }
    use ProblemKind::{NotUtf8, Syntax, TooLarge, Unreadable};
    let file_lost = problems
        .iter()
        .any(|p| matches!(p.kind, Unreadable | NotUtf8 | Syntax) || p.kind == TooLarge && p.line.is_none());
    if file_lost {
        // What the lost file defines would be missed everywhere: no reference can be judged.
        merged.drop_dangling(&mut Vec::new());
    } else {
        merged.drop_dangling(&mut problems);
        if texts == Texts::Parse {
            problems.extend(merged.odd());
        }
    }
    problems.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    let places = merged.places();
    let replaced = merged.replaced();
    Read { catalog: merged.link(&mut problems), places, replaced, problems, file_lost }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_catalog_loads() {
        let loaded = load_catalog(&CatalogSources::builtin()).map_err(|e| e.0).expect("no problems");
        assert!(loaded.hints.is_empty(), "{:?}", loaded.hints);
        assert!(!loaded.catalog.courses().is_empty());
        assert_eq!(loaded.places.courses.len(), loaded.catalog.courses().len());
    }
}
