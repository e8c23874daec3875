//! From the terminal's events and signals to ours, normalised once.

use std::{io, sync::mpsc::Sender, thread};

use ratatui::crossterm::event::{self, KeyCode, KeyEventKind, KeyModifiers};

use super::Message;
use crate::app::{Code, Event, Key};

/// Our event for the terminal's, if it concerns us. Key releases do not: Windows and the kitty
/// protocol send them, and every key would count twice.
pub(super) fn normalise(event: event::Event) -> Option<Event> {
    match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(normal_key(key)?)),
        event::Event::Paste(text) => Some(Event::Paste(text)),
        event::Event::FocusGained => Some(Event::Resumed),
        event::Event::Resize(width, height) => Some(Event::Resize(width, height)),
        _ => None,
    }
}

fn normal_key(key: event::KeyEvent) -> Option<Key> {
    let shift = key.modifiers.contains(KeyModifiers::SHIFT);
    let code = match key.code {
        // Some terminals send the shifted letter, some the letter and the modifier.
        KeyCode::Char(c) if shift && c.is_lowercase() => Code::Char(c.to_uppercase().next().unwrap_or(c)),
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab if shift => Code::BackTab,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let code = match code {
        Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        other => other,
    };
    Some(Key { code, ctrl, alt: key.modifiers.contains(KeyModifiers::ALT) })
}

/// Reads input on a thread of its own until the terminal is gone.
pub(super) fn watch_input(sender: Sender<Message>) -> io::Result<()> {
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            let message = match event::read() {
                Ok(event) => match normalise(event) {
                    Some(event) => Message::Event(Box::new(event)),
                    None => continue,
                },
                Err(_) => Message::Gone,
            };
            let gone = matches!(message, Message::Gone);
            if sender.send(message).is_err() || gone {
                return;
            }
        }
    })?;
    Ok(())
}

/// Turns signals into messages, so that the loop leaves the ordinary way.
#[cfg(unix)]
pub(super) fn watch_signals(sender: Sender<Message>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let message = match signal {
                SIGTSTP => Message::Stop,
                SIGCONT => Message::Continued,
                other => Message::Signal(other),
            };
            if sender.send(message).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Other systems end programs in other ways.
#[cfg(not(unix))]
pub(super) fn watch_signals(_: Sender<Message>) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyEvent;

    use super::*;

    fn key(code: KeyCode, modifiers: KeyModifiers, kind: KeyEventKind) -> Option<Key> {
        match normalise(event::Event::Key(KeyEvent::new_with_kind(code, modifiers, kind)))? {
            Event::Key(key) => Some(key),
            _ => None,
        }
    }

    #[test]
    fn keys_are_the_same_from_every_terminal() {
        let (press, none, shift) = (KeyEventKind::Press, KeyModifiers::NONE, KeyModifiers::SHIFT);
        assert_eq!(key(KeyCode::Char('G'), shift, press), Some(Key::char('G')));
        assert_eq!(key(KeyCode::Char('g'), shift, press), Some(Key::char('G')));
        assert_eq!(key(KeyCode::Char('D'), KeyModifiers::CONTROL, press), Some(Key::ctrl('d')));
        assert_eq!(key(KeyCode::Tab, shift, press), Some(Key::plain(Code::BackTab)));
        assert_eq!(key(KeyCode::Char('j'), none, KeyEventKind::Repeat), Some(Key::char('j')));
        assert_eq!(key(KeyCode::Char('j'), none, KeyEventKind::Release), None);
        assert_eq!(key(KeyCode::CapsLock, none, press), None);
    }
}
