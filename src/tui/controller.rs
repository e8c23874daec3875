//! The loop: wait, take everything that is there, draw once.

use std::{io, sync::mpsc::Receiver};

use ratatui::{Terminal, backend::Backend};

use super::{Exit, Styles, view};
use crate::app::{self, Effect, Event, Look, State};

/// What reaches the loop.
#[derive(Debug)]
pub enum Message {
    /// Something for the interface's brain.
    Event(Box<Event>),
    /// A signal that asks to end.
    Signal(i32),
    /// A signal that asks to stop for a while.
    Stop,
    /// The program was continued.
    Continued,
    /// There will be no more input.
    Gone,
}

/// Where messages come from.
pub trait Source {
    /// The next message, however long it takes; `None` when there will be none.
    fn wait(&mut self) -> Option<Message>;
    /// The next message if it is there already.
    fn ready(&mut self) -> Option<Message>;
}

impl Source for Receiver<Message> {
    fn wait(&mut self) -> Option<Message> {
        self.recv().ok()
    }
    fn ready(&mut self) -> Option<Message> {
        self.try_recv().ok()
    }
}

/// Who carries effects out.
pub trait Hands {
    /// Does it, or has it done; what happened at once comes back at once.
    fn perform(&mut self, effect: Effect) -> Vec<Event>;
    /// Has the learner's file looked at: somebody else may have changed it. Nobody waits for it.
    fn look(&mut self) {}
    /// Stops the program until the shell continues it.
    ///
    /// # Errors
    /// The terminal failed.
    fn suspend(&mut self) -> io::Result<()>;
    /// Puts the terminal's modes on again.
    ///
    /// # Errors
    /// The terminal failed.
    fn renew(&mut self) -> io::Result<()>;
    /// Waits for what must not be lost.
    fn finish(&mut self);
}

/// State, screen and what connects them to the world.
pub struct Controller<B: Backend, S: Source, H: Hands> {
    terminal: Terminal<B>,
    source: S,
    hands: H,
    state: State,
    /// The look the styles are made for.
    look: Look,
    styles: Styles,
    /// We stopped the program ourselves, so the signal that it goes on says nothing new.
    expect_continue: bool,
    /// The learner did something, or came back: time to see whether the file was changed elsewhere.
    attended: bool,
}

impl<B: Backend, S: Source, H: Hands> Controller<B, S, H>
where
    B::Error: Send + Sync + 'static,
{
    /// Puts the parts together.
    pub fn new(terminal: Terminal<B>, source: S, hands: H, state: State) -> Self {
        let styles = Styles::of(state.look);
        let look = state.look;
        Self { terminal, source, hands, state, look, styles, expect_continue: false, attended: false }
    }
    /// What is on screen, as data.
    pub fn state(&self) -> &State {
        &self.state
    }
    /// What is on screen, as cells.
    pub fn backend(&self) -> &B {
        self.terminal.backend()
    }

    /// Runs until the learner leaves, a signal asks to, or the terminal is gone.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn run(&mut self, effects: Vec<Effect>) -> io::Result<Exit> {
        let exit = self.turn(effects);
        self.hands.finish();
        exit
    }

    fn turn(&mut self, effects: Vec<Effect>) -> io::Result<Exit> {
        // The first frame waits for nothing.
        self.draw()?;
        let mut left = self.perform(effects)?;
        loop {
            if let Some(exit) = left {
                return Ok(exit);
            }
            self.draw()?;
            let Some(first) = self.source.wait() else { return Ok(Exit::Quit) };
            left = self.take(first)?;
            // One frame for everything that is there: a burst of keys or answers costs one draw.
            while left.is_none()
                && let Some(next) = self.source.ready()
            {
                left = self.take(next)?;
            }
            if std::mem::take(&mut self.attended) {
                self.hands.look();
            }
        }
    }

    fn draw(&mut self) -> io::Result<()> {
        if self.look != self.state.look {
            self.look = self.state.look;
            self.styles = Styles::of(self.look);
        }
        let (state, styles) = (&self.state, &self.styles);
        self.terminal.draw(|frame| view::draw(frame, state, styles)).map_err(io::Error::other)?;
        Ok(())
    }

    fn take(&mut self, message: Message) -> io::Result<Option<Exit>> {
        match message {
            Message::Event(event) => {
                self.attended |= matches!(*event, Event::Key(_) | Event::Paste(_) | Event::Resumed);
                let effects = app::handle(&mut self.state, *event);
                self.perform(effects)
            }
            Message::Signal(signal) => Ok(Some(Exit::Signal(signal))),
            Message::Gone => Ok(Some(Exit::Quit)),
            Message::Stop => self.perform(vec![Effect::Suspend]),
            Message::Continued if std::mem::take(&mut self.expect_continue) => Ok(None),
            Message::Continued => {
                self.hands.renew()?;
                self.back_on_screen()
            }
        }
    }

    /// Whatever was on the screen is gone: everything is drawn again, at the size it has now.
    fn back_on_screen(&mut self) -> io::Result<Option<Exit>> {
        self.attended = true;
        self.terminal.clear().map_err(io::Error::other)?;
        let size = self.terminal.size().map_err(io::Error::other)?;
        let effects = app::handle(&mut self.state, Event::Resize(size.width, size.height));
        self.perform(effects)
    }

    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<Option<Exit>> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(Some(Exit::Quit)),
                Effect::Suspend => {
                    self.expect_continue = true;
                    self.hands.suspend()?;
                    self.back_on_screen()?;
                }
                other => {
                    for event in self.hands.perform(other) {
                        let effects = app::handle(&mut self.state, event);
                        if let Some(exit) = self.perform(effects)? {
                            return Ok(Some(exit));
                        }
                    }
                }
            }
        }
        Ok(None)
    }
}
