//! The only code that touches disk: paths, catalogs, the profile, settings, exported plans.

mod catalog;
mod config;
mod config_write;
mod disk;
mod export;
mod imported;
mod last_plan;
mod literal;
mod own;
mod paths;
mod problem;
mod profile;
mod read;
mod watch;

pub use catalog::{
    BUILTIN, CatalogErrors, CatalogSources, Checked, Loaded, MAX_CLAUSE_DEPTH, MAX_FILES, MAX_WEIGHT, Place, Places,
    Replaced, check_catalog, load_catalog,
};
pub use config::{CONFIG_VERSION, Config, KeySetting, THEMES, WEIGHTS, load_settings};
pub use config_write::write_weights;
pub use disk::{can_write, read_file, write_file};
pub use export::{
    BYTE_ORDER_MARK, CalendarError, EarlierError, ExportContext, OldEvent, OwnLines, PLAN_SCHEMA, PlanFile,
    PlanFileError, Told, course_uuid, earlier_export, escape_markdown, escape_mermaid, events_of, export_changes,
    export_plan, finish_json, is_export, neutral, own_lines, plan_csv, plan_document, plan_dot, plan_ics, plan_json,
    plan_markdown, plan_mermaid, plan_taskwarrior, quoted_dot, read_plan_toml, tasks_of, ticks_of, write_plan_toml,
};
pub use imported::{ImportedCatalogs, Manifest, catalog_toml, read_sources, write_new};
pub use last_plan::LastPlan;
pub use own::{CourseEntry, GoalEdit, OwnCatalog, OwnFile};
pub use paths::{PathFlags, Paths, as_typed};
pub use problem::{Problem, ProblemKind, Severity, StoreError};
pub use profile::{LoadedProfile, MAX_HISTORY, PROFILE_VERSION, ProfileStore, Stamp, Stepped, StepsLeft, Submitted};
#[cfg(feature = "tui")]
pub(crate) use read::closest;
pub use read::{MAX_FILE_BYTES, MAX_LIST, MAX_TEXT_CHARS};
pub use watch::{FolderStamp, folder_stamp};
