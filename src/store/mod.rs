//! The only code that touches disk: paths, catalogs, the profile, settings, exported plans.

mod catalog;
mod paths;
mod problem;
mod read;

pub use catalog::{
    BUILTIN, CatalogErrors, CatalogSources, Loaded, MAX_CLAUSE_DEPTH, MAX_FILES, MAX_WEIGHT, Place, Places, Replaced,
    load_catalog,
};
pub use paths::{PathFlags, Paths};
pub use problem::{Problem, ProblemKind, Severity, StoreError};
pub use read::{MAX_FILE_BYTES, MAX_LIST, MAX_TEXT_CHARS};
