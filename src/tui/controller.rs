//! The loop: wait, take everything that is there, draw once.

use std::{io, sync::mpsc::Receiver};

use ratatui::{Terminal, backend::Backend};

use super::{Exit, Styles, view};
use crate::app::{self, Effect, Event, Look, Spot, State};

/// What reaches the loop.
#[derive(Debug)]
pub enum Message {
    /// Something for the interface's brain.
    Event(Box<Event>),
    /// The mouse, at a column and a row.
    Pointer(Pointer, u16, u16),
    /// A signal that asks to end.
    Signal(i32),
    /// A signal that asks to stop for a while.
    Stop,
    /// The program was continued.
    Continued,
    /// There will be no more input.
    Gone,
}

/// What the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointer {
    /// The first button went down.
    Press,
    /// The wheel went up.
    Up,
    /// The wheel went down.
    Down,
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
    /// Has the learner edit their file, which takes the terminal meanwhile.
    ///
    /// # Errors
    /// The terminal failed.
    fn edit(&mut self) -> io::Result<Event>;
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
    /// Whether nobody is at the other end of the terminal any more.
    fn is_gone(&self) -> bool {
        false
    }
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
    /// What is where on the screen the learner sees.
    spots: Vec<Spot>,
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
        Self {
            terminal,
            source,
            hands,
            state,
            look,
            styles,
            spots: Vec::new(),
            expect_continue: false,
            attended: false,
        }
    }
    /// What is on screen, as data.
    pub fn state(&self) -> &State {
        &self.state
    }
    /// What is on screen, as cells, to be changed from outside.
    pub fn backend_mut(&mut self) -> &mut B {
        self.terminal.backend_mut()
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
        let exit = match self.turn(effects) {
            // It was gone before anybody could tell.
            Err(error) if is_gone(&error) || self.hands.is_gone() => Ok(Exit::GONE),
            exit => exit,
        };
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
            left = self.round(first)?;
        }
    }

    /// One round without its drawing: a message, and all that is there already, for a burst of keys or answers
    /// costs one frame. How the interface was left, if it was.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn round(&mut self, first: Message) -> io::Result<Option<Exit>> {
        let mut left = self.take(first)?;
        while left.is_none()
            && let Some(next) = self.source.ready()
        {
            left = self.take(next)?;
        }
        if std::mem::take(&mut self.attended) {
            self.hands.look();
        }
        Ok(left)
    }

    /// Draws what is on screen.
    ///
    /// # Errors
    /// The terminal failed.
    pub fn draw(&mut self) -> io::Result<()> {
        if self.look != self.state.look {
            self.look = self.state.look;
            self.styles = Styles::of(self.look);
        }
        let mut spots = Vec::new();
        let (state, styles) = (&self.state, &self.styles);
        self.terminal.draw(|frame| spots = view::draw_mapped(frame, state, styles)).map_err(io::Error::other)?;
        self.spots = spots;
        Ok(())
    }

    fn take(&mut self, message: Message) -> io::Result<Option<Exit>> {
        match message {
            Message::Event(event) => {
                self.attended |= matches!(*event, Event::Key(_) | Event::Paste(_) | Event::Resumed);
                let effects = app::handle(&mut self.state, *event);
                self.perform(effects)
            }
            Message::Pointer(what, x, y) => {
                self.attended |= what == Pointer::Press;
                let event = match (app::target_at(&self.spots, x, y), what) {
                    (None, _) => return Ok(None),
                    (Some(target), Pointer::Press) => Event::Click(target),
                    (Some(target), _) => Event::Wheel { target, down: what == Pointer::Down },
                };
                let effects = app::handle(&mut self.state, event);
                self.perform(effects)
            }
            Message::Signal(signal) => Ok(Some(Exit::Signal(signal))),
            Message::Gone => Ok(Some(Exit::GONE)),
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
                Effect::EditProfile => {
                    let event = self.hands.edit()?;
                    self.back_on_screen()?;
                    let effects = app::handle(&mut self.state, event);
                    if let Some(exit) = self.perform(effects)? {
                        return Ok(Some(exit));
                    }
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

/// Whether an error means that nobody is at the other end of the terminal any more.
fn is_gone(error: &io::Error) -> bool {
    /// `EIO`: what a terminal without its other end says.
    const NO_TERMINAL: i32 = 5;
    let inner = error.get_ref().and_then(|e| e.downcast_ref::<io::Error>()).unwrap_or(error);
    inner.raw_os_error() == Some(NO_TERMINAL) || inner.kind() == io::ErrorKind::BrokenPipe
}
