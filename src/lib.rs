//! `prereq`: the provably shortest way from what one knows to what one wants to be able to do.
//!
//! # The map
//!
//! Data flows one way: files → [`domain`] → engines → [`advisor`] → [`cli`] / [`app`] → `tui`.
//!
//! | module | what it is |
//! |---|---|
//! | [`domain`] | the vocabulary, as pure types: ids, levels, skills, courses, requirements, goals, catalog, profile, state |
//! | [`search`] | the index over a catalog's texts: folding, tiers, typos, highlights |
//! | [`path`] | the kernel: reachability, reduction, bounds, solver, certificate, order, calendar; and `verify`, which shares nothing with it |
//! | [`gap`] | what a learner is short in, and readiness |
//! | [`progress`] | how it goes: time by week and skill, readiness over time, the learner's own pace and finish |
//! | [`import`] | other people's lists of courses: containers, columns, values, prerequisite texts, with a report on every row |
//! | [`models`] | what learns from texts which courses are alike, behind one trait |
//! | [`recommend`] | candidates, one file per component, exact sums, diversification |
//! | [`audit`] | what is wrong with a catalog as a whole, and its statistics |
//! | [`advisor`] | the one front door: catalog, profile and settings in, answers out |
//! | [`phrase`] | answers, which are data, in words; for both faces of the program |
//! | [`store`] | the only code that touches disk: paths, settings, catalogs, profile, saved plans |
//! | [`browser`] | opens a page, without a shell in between |
//! | [`cli`] | arguments in, text or JSON out; the one place where an error becomes message, hint and exit code |
//! | [`app`] | the interface's brain: state, actions, keys; no terminal, no disk, no clock |
//! | `tui` | the only code that knows a terminal: guard, events, loop, worker, themes, views (feature `tui`) |
//!
//! `tests/architecture.rs` checks the directions.
//!
//! # One command
//!
//! `prereq plan --goal data-scientist`: `main` hands the arguments to [`cli::run`], which reads them with clap
//! into [`cli::args`]. The plan command asks its [`cli::context::Context`] for an [`advisor::Advisor`]; that
//! loads the catalog and the profile through [`store`]. `cli::ask` turns the arguments into a
//! [`path::PlanRequest`], [`advisor::Advisor::plan`] puts it to the kernel, and what comes back is a
//! [`path::Plan`]: steps, cost, bound and landmarks, as data. [`phrase`] words it, the command lays it out in
//! a buffer, and [`cli::run`] writes that in one go and returns the exit code.
//!
//! # One keystroke
//!
//! `tui` turns a terminal event into a key of [`app`]; the keymap turns the key into an action; `update`
//! changes the state and returns effects: ask the advisor on the worker, save the profile, copy, quit. `tui`
//! carries them out and sends the answers back as further messages. When nothing is left to do, the views
//! draw the state, which they can only look at, and the loop sleeps until the next event.

pub mod advisor;
pub mod app;
pub mod assess;
pub mod audit;
pub mod browser;
pub mod cli;
pub mod domain;
pub mod gap;
pub mod import;
pub mod models;
pub mod path;
pub mod phrase;
pub mod progress;
pub mod recommend;
pub mod search;
pub mod store;
#[cfg(feature = "tui")]
pub mod tui;
