//! The full-screen interface: terminal modes, events, the loop, work in the background, drawing.
//!
//! Only this module knows a terminal library. What keys mean and what is on screen is [`crate::app`]'s.

mod backend;
mod clipboard;
mod controller;
mod draft;
mod editor;
mod events;
mod export;
mod files;
mod guard;
mod hands;
mod input;
mod settings;
mod terminal;
mod theme;
mod view;
mod worker;

use std::io::{self, IsTerminal as _};

use jiff::civil::Date;
use ratatui::Terminal;

use crate::{
    advisor::Advisor,
    app::{Preferences, Start, State},
    recommend::Weights,
};

pub use controller::{Controller, Hands, Message, Pointer, Source};
pub use files::{Files, OnDisk};
pub use settings::{key_problems, preferences};
pub use terminal::look;
pub use theme::Styles;
pub use view::{draw, draw_mapped};

/// What the interface works on.
pub struct Session {
    /// Catalog, learner and settings.
    pub advisor: Advisor,
    /// How much each component of a recommendation counts.
    pub weights: Weights,
    /// The day it is.
    pub today: Date,
    /// How the learner likes the interface.
    pub preferences: Preferences,
    /// Where changes and plans are written.
    pub files: Box<dyn Files>,
}

/// Why the interface could not go on.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// Standard input or output is not a terminal.
    #[error("the interface needs a terminal")]
    NoTerminal,
    /// The terminal failed.
    #[error("the terminal failed: {0}")]
    Terminal(#[from] io::Error),
}

/// How the interface was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The learner left.
    Quit,
    /// This signal ended it.
    Signal(i32),
}

impl Exit {
    /// The terminal is gone, which is what `SIGHUP` says where it is sent.
    pub const GONE: Self = Self::Signal(1);

    /// The exit status a shell expects: 0, or 128 and the signal.
    pub fn code(self) -> u8 {
        match self {
            Self::Quit => 0,
            Self::Signal(signal) => u8::try_from(128 + signal).unwrap_or(u8::MAX),
        }
    }
}

/// Runs the interface until the learner leaves or a signal ends it. Whatever happens, the terminal
/// is as it was before.
///
/// # Errors
/// There is no terminal, or it failed.
pub fn run(session: Session) -> Result<Exit, TuiError> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(TuiError::NoTerminal);
    }
    let (sender, receiver) = std::sync::mpsc::channel();
    events::watch_signals(sender.clone())?;
    let size = ratatui::crossterm::terminal::size()?;
    let guard = guard::Guard::enter(session.preferences.mouse)?;
    let screen = Terminal::new(backend::Synchronized::stdout())?;
    let input = input::watch(sender.clone())?;
    let hands = hands::Outside::new(session.files, sender, guard, input)?;
    let (state, effects) = State::new(Start {
        advisor: session.advisor,
        weights: session.weights,
        today: session.today,
        size,
        preferences: session.preferences,
    });
    let mut controller = Controller::new(screen, receiver, hands, state);
    Ok(controller.run(effects)?)
}
