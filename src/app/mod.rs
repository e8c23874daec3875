//! The interface's brain: what is on screen, what a key means here, and what follows from it.
//!
//! Events go in, the state changes, effects come out ([`handle`]); who draws the state and who
//! carries the effects out is `tui`'s business. Nothing here touches a terminal, a disk or a clock.

mod action;
pub mod breakdown;
mod cursor;
mod edit_line;
mod effect;
mod geometry;
mod key;
mod keymap;
mod overlay;
pub mod page;
mod pick_page;
mod profile_rows;
mod prompt;
mod screen;
mod selection;
mod state;
mod update;

pub use action::{ACTIONS, Action, ActionSpec, Place};
pub use cursor::Cursor;
pub use edit_line::EditLine;
pub use effect::{Effect, Event, Reply};
pub use geometry::{Geometry, MIN_HEIGHT, MIN_WIDTH, TWO_PANES};
pub use key::{Code, Key};
pub use keymap::{Keymap, hints, possible};
pub use overlay::{Overlay, Pick, Picked, Picker, PickerKind, picks};
pub use pick_page::pick_page;
pub use profile_rows::{ConstraintKind, ProfileRow, profile_rows};
pub use prompt::{Prompt, PromptKind};
pub use screen::Screen;
pub use state::{Answer, Focus, GapState, Notice, Offer, SearchState, Start, State};
pub use update::{handle, update};
