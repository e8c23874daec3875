//! Living with a plan: what is under way, what is logged, how fast it goes.

#![expect(clippy::print_stdout, reason = "the shares of simulated learners are worth reading")]

#[path = "common/exhaustive.rs"]
mod exhaustive;
#[path = "progress/keep.rs"]
mod keep;
#[path = "progress/learners.rs"]
mod learners;
#[path = "common/random_catalog.rs"]
mod random_catalog;
#[path = "progress/report.rs"]
mod report;
