//! One file per command: its arguments, its text, its document.

pub mod alternatives;
pub mod assess;
pub mod catalog;
pub mod completions;
pub mod course;
pub mod diff;
pub mod doctor;
pub mod gap;
pub mod goal;
pub mod list;
pub mod man;
pub mod next;
pub mod open;
pub mod plan;
mod plan_missed;
pub mod profile;
pub mod progress;
pub mod recommend;
pub mod search;
pub mod sensitivity;
pub mod show;
pub mod tradeoffs;
pub mod verify;
pub mod why;
