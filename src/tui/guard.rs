//! The one owner of every terminal mode.

use std::{
    fmt, io,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, ThreadId},
};

#[cfg(windows)]
use ratatui::crossterm::event::EnableMouseCapture;
use ratatui::crossterm::{
    Command,
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, DisableFocusChange, DisableMouseCapture, EnableBracketedPaste, EnableFocusChange},
    execute,
    terminal::{self, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen},
};

/// Whether the terminal is in our modes. The panic hook needs to know without the guard at hand.
static ACTIVE: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// While it lives the terminal is raw and shows the alternate screen; dropping it restores all.
pub(super) struct Guard {
    /// Whether the mouse is taken with it.
    mouse: bool,
}

impl Guard {
    /// Takes the terminal over.
    pub(super) fn enter(mouse: bool) -> io::Result<Self> {
        HOOK.call_once(|| install_hook(thread::current().id()));
        let guard = Self { mouse };
        take(mouse)?;
        Ok(guard)
    }
    /// Gives the terminal back, stops the program until the shell continues it, takes the terminal again.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        restore();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take(self.mouse)
    }
    /// Puts the modes back on after somebody else stopped and continued the program.
    pub(super) fn renew(&mut self) -> io::Result<()> {
        restore();
        take(self.mouse)
    }
    /// Gives the terminal to somebody else for a while.
    pub(super) fn lend(&mut self) {
        restore();
    }
    /// Takes the mouse, or leaves it to the terminal.
    pub(super) fn mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on { execute!(io::stdout(), EnableClicks) } else { execute!(io::stdout(), DisableMouseCapture) }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

fn take(mouse: bool) -> io::Result<()> {
    ACTIVE.store(true, Ordering::SeqCst);
    let taken = terminal::enable_raw_mode()
        .and_then(|()| execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, EnableFocusChange, Hide))
        .and_then(|()| if mouse { execute!(io::stdout(), EnableClicks) } else { Ok(()) });
    if taken.is_err() {
        restore();
    }
    taken
}

/// Buttons and wheel, and no word on mere movement: every report would wake the program.
struct EnableClicks;

impl Command for EnableClicks {
    fn write_ansi(&self, f: &mut impl fmt::Write) -> fmt::Result {
        f.write_str("\x1b[?1000h\x1b[?1006h")
    }
    #[cfg(windows)]
    fn execute_winapi(&self) -> io::Result<()> {
        EnableMouseCapture.execute_winapi()
    }
    #[cfg(windows)]
    fn is_ansi_code_supported(&self) -> bool {
        EnableMouseCapture.is_ansi_code_supported()
    }
}

/// Undoes every mode once. Errors have nowhere to go: the terminal may be gone.
fn restore() {
    if ACTIVE.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            io::stdout(),
            EndSynchronizedUpdate,
            DisableMouseCapture,
            DisableFocusChange,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            Show
        );
        let _ = terminal::disable_raw_mode();
    }
}

/// A panic on the interface's own thread restores the terminal before the message is printed. One
/// on a worker is caught there and shown on screen; printing would only smear it.
fn install_hook(interface: ThreadId) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == interface {
            restore();
        } else if ACTIVE.load(Ordering::SeqCst) {
            return;
        }
        before(panic);
    }));
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read as _;

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    /// Run by the test below in a terminal of its own.
    #[test]
    #[ignore = "takes the terminal over and panics"]
    fn takes_over_and_panics() {
        let _guard = Guard::enter(true).expect("a terminal");
        panic!("a bug");
    }

    #[test]
    fn a_panic_restores_the_terminal_before_it_is_told() {
        let pair = native_pty_system().openpty(PtySize::default()).expect("a pseudo-terminal");
        let before = format!("{:?}", pair.master.get_termios().expect("modes").local_flags);
        let mut command = CommandBuilder::new(std::env::current_exe().expect("this program"));
        command.args(["--exact", "tui::guard::tests::takes_over_and_panics", "--ignored", "--nocapture"]);
        let mut child = pair.slave.spawn_command(command).expect("starts");
        drop(pair.slave);
        let mut bytes = Vec::new();
        // The end of a pseudo-terminal is an error on Linux.
        let _ = pair.master.try_clone_reader().expect("a reader").read_to_end(&mut bytes);
        assert!(!child.wait().expect("ends").success());
        let text = String::from_utf8_lossy(&bytes);
        let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what:?} is not in {text:?}"));
        assert!(at("\x1b[?1049h") < at("\x1b[?1049l"), "{text:?}");
        assert!(at("\x1b[?1049l") < at("a bug"), "the message would be lost with the screen: {text:?}");
        assert!(at("\x1b[?2004l") < at("a bug") && at("\x1b[?25h") < at("a bug"));
        assert_eq!(format!("{:?}", pair.master.get_termios().expect("modes").local_flags), before);
    }
}
