//! The interface without a terminal: keys in, state and screens out.

#![cfg(feature = "tui")]

#[path = "tui/bend.rs"]
mod bend;
#[path = "tui/first_run.rs"]
mod first_run;
#[path = "tui/fixture.rs"]
mod fixture;
#[path = "tui/home.rs"]
mod home;
#[path = "tui/honest.rs"]
mod honest;
#[path = "tui/keys.rs"]
mod keys;
#[path = "tui/monkey.rs"]
mod monkey;
#[path = "tui/profile.rs"]
mod profile;
#[path = "tui/progress.rs"]
mod progress;
#[path = "tui/recommend.rs"]
mod recommend;
#[path = "tui/rounds.rs"]
mod rounds;
#[path = "tui/screens.rs"]
mod screens;
#[path = "tui/taste.rs"]
mod taste;
#[path = "tui/widths.rs"]
mod widths;
