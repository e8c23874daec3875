//! The command line as the one who types it sees it: the real program, its output, its exit code.

#[path = "cli/assess.rs"]
mod assess;
#[path = "cli/calendar.rs"]
mod calendar;
#[path = "cli/clauses.rs"]
mod clauses;
#[path = "cli/commands.rs"]
mod commands;
#[path = "cli/documents.rs"]
mod documents;
#[path = "cli/errors.rs"]
mod errors;
#[path = "cli/exports.rs"]
mod exports;
#[path = "cli/names.rs"]
mod names;
#[path = "cli/own.rs"]
mod own;
#[path = "cli/process.rs"]
mod process;
#[path = "cli/questions.rs"]
mod questions;
#[path = "cli/recommend.rs"]
mod recommend;
#[path = "cli/support.rs"]
mod support;
