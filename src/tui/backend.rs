//! A ratatui backend that writes each frame in one piece, as one synchronized update.

use std::io::{self, Write};

use ratatui::{
    backend::{Backend, ClearType, CrosstermBackend, WindowSize},
    buffer::Cell,
    crossterm::{
        queue,
        terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate},
    },
    layout::{Position, Size},
};

/// Collects bytes until flushed. Unlike `BufWriter` it drops what was not flushed: after a panic
/// half a frame must not land on the restored screen.
pub(super) struct Frame<W: Write> {
    bytes: Vec<u8>,
    out: W,
}

impl<W: Write> Write for Frame<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        let written = self.out.write_all(&self.bytes).and_then(|()| self.out.flush());
        self.bytes.clear();
        written
    }
}

/// The crossterm backend, synchronized.
pub(super) struct Synchronized<W: Write> {
    inner: CrosstermBackend<Frame<W>>,
    open: bool,
    cursor: Position,
}

impl Synchronized<io::Stdout> {
    /// Over standard output.
    pub(super) fn stdout() -> Self {
        Self::new(io::stdout())
    }
}

impl<W: Write> Synchronized<W> {
    /// Over any writer.
    pub(super) fn new(out: W) -> Self {
        let frame = Frame { bytes: Vec::with_capacity(16 * 1024), out };
        Self { inner: CrosstermBackend::new(frame), open: false, cursor: Position::ORIGIN }
    }
    fn begin(&mut self) -> io::Result<()> {
        if !self.open {
            queue!(self.inner, BeginSynchronizedUpdate)?;
            self.open = true;
        }
        Ok(())
    }
}

impl<W: Write> Backend for Synchronized<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        self.begin()?;
        self.inner.draw(content)
    }
    fn hide_cursor(&mut self) -> io::Result<()> {
        self.inner.hide_cursor()
    }
    fn show_cursor(&mut self) -> io::Result<()> {
        self.inner.show_cursor()
    }
    /// What was last set: asking the terminal would wait for an answer that the input thread takes away.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }
    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor = position.into();
        self.inner.set_cursor_position(self.cursor)
    }
    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }
    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.begin()?;
        self.inner.clear_region(region)
    }
    fn size(&self) -> io::Result<Size> {
        self.inner.size()
    }
    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.inner.window_size()
    }
    fn flush(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.open) {
            queue!(self.inner, EndSynchronizedUpdate)?;
        }
        Backend::flush(&mut self.inner)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::{Terminal, TerminalOptions, Viewport, layout::Rect};

    use super::*;

    #[test]
    fn a_frame_is_one_synchronized_update_and_asks_the_terminal_nothing() {
        let mut bytes = Vec::new();
        let options = TerminalOptions { viewport: Viewport::Fixed(Rect::new(0, 0, 10, 2)) };
        let mut terminal = Terminal::with_options(Synchronized::new(&mut bytes), options).expect("no terminal needed");
        for _ in 0..2 {
            terminal.draw(|frame| frame.render_widget("hello", frame.area())).expect("draws");
        }
        terminal.clear().expect("clears");
        terminal.draw(|frame| frame.render_widget("hello", frame.area())).expect("draws");
        drop(terminal);
        let text = String::from_utf8(bytes).expect("text");
        assert_eq!(text.matches("\x1b[?2026h").count(), text.matches("\x1b[?2026l").count(), "{text:?}");
        assert_eq!(text.matches("hello").count(), 2, "the same frame twice is written once: {text:?}");
        assert!(!text.contains("\x1b[6n"), "{text:?}");
    }
}
