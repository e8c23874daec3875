//! The interface's brain: what is on screen, what a key means here, and what follows from it.
//!
//! Events go in, the state changes, effects come out ([`handle`]); who draws the state and who
//! carries the effects out is `tui`'s business. Nothing here touches a terminal, a disk or a clock.

mod action;
pub mod breakdown;
mod chord;
mod copying;
mod cursor;
mod edit_line;
mod effect;
mod geometry;
mod glyphs;
mod help;
mod key;
mod keymap;
mod look;
mod marked;
mod moving;
mod overlay;
pub mod page;
mod palette;
mod pick_page;
mod place;
mod possible;
mod profile_rows;
mod prompt;
mod recommend_layout;
mod recommend_sliders;
mod recommend_state;
mod screen;
mod selection;
mod state;
mod table;
mod update;
mod which_key;

pub use action::Action;
pub use chord::Chord;
pub use cursor::Cursor;
pub use edit_line::EditLine;
pub use effect::{Effect, Event, Reply};
pub use geometry::{Geometry, MIN_HEIGHT, MIN_WIDTH, TWO_PANES};
pub use glyphs::{Glyphs, in_ascii};
pub use help::{Help, help_rows};
pub use key::{Code, Key};
pub use keymap::{Found, KeyFault, KeyFaultKind, KeyPatch, Keymap};
pub use look::{Colors, Look, Theme, next_theme};
pub use overlay::{Overlay, Pick, Picked, Picker, PickerKind, picks};
pub use palette::{Palette, PaletteRow};
pub use pick_page::pick_page;
pub use place::Place;
pub use possible::{Command, commands, possible, why_not};
pub use profile_rows::{ConstraintKind, ProfileRow, profile_rows};
pub use prompt::{Prompt, PromptKind};
pub use recommend_layout::{RecommendLayout, recommend_layout};
pub use recommend_state::{Movement, Ranking, Sliders};
pub use screen::Screen;
pub use state::{Answer, Focus, GapState, Notice, Offer, Preferences, SearchState, Start, State};
pub use table::{ACTIONS, ActionSpec};
pub use update::{handle, run};
pub use which_key::{WayOn, ways_on};
