//! What is copied, to where it can be had.

use std::{
    ffi::OsString,
    io::{self, Write as _},
    process::{Command, Stdio},
    thread,
};

use ratatui::crossterm::{clipboard::CopyToClipboard, execute};

/// Puts `text` on the terminal's clipboard by its own escape sequence. tmux as it is installed drops that sequence, so
/// within tmux (`in_tmux`, what `TMUX` says) its buffer is filled too, and tmux hands it on where it may.
pub(super) fn copy(text: &str, in_tmux: Option<OsString>) {
    // What the terminal makes of it, it does not say.
    let _ = execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text));
    if in_tmux.is_some_and(|socket| !socket.is_empty()) {
        let text = text.to_owned();
        // On a thread of its own: a tmux that hangs holds nobody up.
        thread::spawn(move || {
            if load_buffer(&["load-buffer", "-w", "-"], &text).is_err() {
                // Before 3.2 there is no `-w`.
                let _ = load_buffer(&["load-buffer", "-"], &text);
            }
        });
    }
}

fn load_buffer(arguments: &[&str], text: &str) -> io::Result<()> {
    let mut tmux = Command::new("tmux")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // Taken out of the child, so that it is closed and tmux sees the end.
    if let Some(mut input) = tmux.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    if tmux.wait()?.success() { Ok(()) } else { Err(io::Error::other("tmux refused")) }
}
