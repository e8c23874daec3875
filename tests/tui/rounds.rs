//! The loop itself, fed with messages instead of a terminal.

use std::{cell::Cell, collections::VecDeque, io, rc::Rc};

use prereq::{
    app::{Edited, Effect, Event, Key, Screen, Start, State},
    tui::{Controller, Exit, Hands, Message, Source},
};
use ratatui::{Terminal, backend::TestBackend};

use crate::fixture::{TODAY, advisor, profile};

/// Batches of messages: one wait gives the first of a batch, the rest is there already.
struct Script {
    batches: VecDeque<VecDeque<Message>>,
    waits: Rc<Cell<usize>>,
}

impl Source for Script {
    fn wait(&mut self) -> Option<Message> {
        self.waits.set(self.waits.get() + 1);
        while self.batches.front()?.is_empty() {
            self.batches.pop_front();
        }
        self.batches.front_mut()?.pop_front()
    }
    fn ready(&mut self) -> Option<Message> {
        self.batches.front_mut()?.pop_front()
    }
}

#[derive(Default)]
struct Idle {
    suspended: Rc<Cell<usize>>,
    finished: Rc<Cell<bool>>,
}

impl Hands for Idle {
    fn perform(&mut self, _: Effect) -> Vec<Event> {
        Vec::new()
    }
    fn edit(&mut self) -> io::Result<Event> {
        Ok(Event::Edited(Edited::Unchanged))
    }
    fn suspend(&mut self) -> io::Result<()> {
        self.suspended.set(self.suspended.get() + 1);
        Ok(())
    }
    fn renew(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn finish(&mut self) {
        self.finished.set(true);
    }
}

fn keys(text: &str) -> VecDeque<Message> {
    let event = |k: &str| Message::Event(Box::new(Event::Key(k.parse::<Key>().expect(k))));
    text.split_whitespace().map(event).collect()
}

fn play(batches: Vec<VecDeque<Message>>) -> (Exit, State, usize, usize) {
    let start = Start::new(advisor(profile()), TODAY, (80, 24));
    let (state, effects) = State::new(start);
    let waits = Rc::new(Cell::new(0));
    let hands = Idle::default();
    let (suspended, finished) = (Rc::clone(&hands.suspended), Rc::clone(&hands.finished));
    let terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen in memory");
    let source = Script { batches: batches.into(), waits: Rc::clone(&waits) };
    let mut controller = Controller::new(terminal, source, hands, state);
    let exit = controller.run(effects).expect("runs");
    assert!(finished.get(), "what must not be lost is waited for");
    (exit, controller.state().clone(), waits.get(), suspended.get())
}

#[test]
fn everything_that_is_there_costs_one_round() {
    let (exit, state, waits, _) = play(vec![keys("2 3 4 j k j"), keys("q j j j")]);
    assert_eq!((exit, state.screen), (Exit::Quit, Screen::Path));
    assert_eq!(waits, 2, "a burst of keys is one round");
}

#[test]
fn signals_and_a_lost_terminal_end_it() {
    let (exit, ..) = play(vec![keys("2"), VecDeque::from([Message::Signal(15)]), keys("3")]);
    assert_eq!((exit, exit.code()), (Exit::Signal(15), 143));
    let (exit, state, ..) = play(vec![keys("2"), VecDeque::from([Message::Gone])]);
    assert_eq!((exit, exit.code(), state.screen), (Exit::GONE, 129, Screen::Search));
    let (exit, ..) = play(Vec::new());
    assert_eq!(exit, Exit::Quit);
}

#[test]
fn stopping_and_going_on_keeps_the_state() {
    let stop = VecDeque::from([Message::Stop, Message::Continued]);
    let (exit, state, _, suspended) =
        play(vec![keys("4"), stop, keys("ctrl-z"), VecDeque::from([Message::Continued]), keys("q")]);
    assert_eq!((exit, state.screen, suspended), (Exit::Quit, Screen::Path, 2));
    assert_eq!((state.geometry.width, state.geometry.height), (80, 24));
}
