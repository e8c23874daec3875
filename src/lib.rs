//! prereq: the provably shortest learning path, in the terminal.

pub mod advisor;
pub mod app;
pub mod audit;
pub mod cli;
pub mod domain;
pub mod gap;
pub mod path;
pub mod phrase;
pub mod recommend;
pub mod search;
pub mod store;
#[cfg(feature = "tui")]
pub mod tui;
