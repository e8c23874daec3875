//! From the terminal's events and signals to ours, normalised once.

use std::{io, sync::mpsc::Sender, thread};

use ratatui::crossterm::event::{self, KeyCode, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use super::{Message, Pointer, input};
use crate::app::{Code, Event, Key};

/// Our message for the terminal's event, if it concerns us. Key releases do not: Windows and the kitty
/// protocol send them, and every key would count twice.
pub(super) fn normalise(event: event::Event) -> Option<Message> {
    let event = match event {
        event::Event::Key(key) if key.kind != KeyEventKind::Release => Event::Key(normal_key(key)?),
        event::Event::Paste(text) => Event::Paste(text),
        event::Event::FocusGained => Event::Resumed,
        event::Event::Resize(width, height) => Event::Resize(width, height),
        event::Event::Mouse(mouse) => {
            let what = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Pointer::Press,
                MouseEventKind::ScrollUp => Pointer::Up,
                MouseEventKind::ScrollDown => Pointer::Down,
                _ => return None,
            };
            return Some(Message::Pointer(what, mouse.column, mouse.row));
        }
        _ => return None,
    };
    Some(Message::Event(Box::new(event)))
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
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
    let code = match code {
        Code::Char(c) if ctrl => Code::Char(c.to_ascii_lowercase()),
        other => other,
    };
    Some(Key { code, ctrl, alt: key.modifiers.contains(KeyModifiers::ALT) })
}

/// Turns signals into messages, so that the loop leaves the ordinary way.
#[cfg(unix)]
pub(super) fn watch_signals(sender: Sender<Message>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            // While an editor has the terminal, keys that make signals are meant for it.
            let lent = input::is_paused();
            let message = match signal {
                SIGINT | SIGCONT | SIGWINCH if lent => continue,
                SIGTSTP if lent => {
                    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    continue;
                }
                SIGWINCH => match ratatui::crossterm::terminal::size() {
                    Ok((width, height)) => Message::Event(Box::new(Event::Resize(width, height))),
                    Err(_) => continue,
                },
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
            Message::Event(event) => match *event {
                Event::Key(key) => Some(key),
                _ => None,
            },
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
