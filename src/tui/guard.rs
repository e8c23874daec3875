//! The one owner of every terminal mode.

use std::{
    io,
    sync::{
        Once,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, ThreadId},
};

use ratatui::crossterm::{
    cursor::{Hide, Show},
    event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste},
    execute,
    terminal::{self, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen},
};

/// Whether the terminal is in our modes. The panic hook needs to know without the guard at hand.
static ACTIVE: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// While it lives the terminal is raw and shows the alternate screen; dropping it restores all.
pub(super) struct Guard(());

impl Guard {
    /// Takes the terminal over.
    pub(super) fn enter() -> io::Result<Self> {
        HOOK.call_once(|| install_hook(thread::current().id()));
        let guard = Self(());
        take()?;
        Ok(guard)
    }
    /// Gives the terminal back, stops the program until the shell continues it, takes the terminal again.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        restore();
        #[cfg(unix)]
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take()
    }
    /// Puts the modes back on after somebody else stopped and continued the program.
    pub(super) fn renew(&mut self) -> io::Result<()> {
        restore();
        take()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

fn take() -> io::Result<()> {
    ACTIVE.store(true, Ordering::SeqCst);
    let taken = terminal::enable_raw_mode()
        .and_then(|()| execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide));
    if taken.is_err() {
        restore();
    }
    taken
}

/// Undoes every mode once. Errors have nowhere to go: the terminal may be gone.
fn restore() {
    if ACTIVE.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            io::stdout(),
            EndSynchronizedUpdate,
            DisableMouseCapture,
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
