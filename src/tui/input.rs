//! Reads what is typed, on a thread of its own, until the terminal is gone; and leaves it to somebody else
//! for a while when asked to.

use std::{
    io,
    sync::{
        Arc, Condvar, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::Sender,
    },
    thread,
    time::Duration,
};

use ratatui::crossterm::event;

use super::{Message, events::normalise};

/// Whether somebody else reads the terminal now. Signals need to know without the rest at hand.
static PAUSED: AtomicBool = AtomicBool::new(false);

/// How long to wait for the reader to stand aside. It does so at once, unless it holds half a key.
const PATIENCE: Duration = Duration::from_millis(200);

/// Whether somebody else reads the terminal now.
pub(super) fn is_paused() -> bool {
    PAUSED.load(Ordering::SeqCst)
}

/// What the reader and who pauses it share.
#[derive(Default)]
struct Shared {
    aside: Mutex<bool>,
    changed: Condvar,
}

/// The reader of input.
pub(super) struct Input {
    shared: Arc<Shared>,
    #[cfg(unix)]
    wake: io::PipeWriter,
}

impl Input {
    /// Does something while nothing is read.
    pub(super) fn paused<T>(&mut self, work: impl FnOnce() -> T) -> T {
        PAUSED.store(true, Ordering::SeqCst);
        self.wake();
        let aside = self.shared.aside.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.shared.changed.wait_timeout_while(aside, PATIENCE, |aside| !*aside));
        let done = work();
        PAUSED.store(false, Ordering::SeqCst);
        self.shared.changed.notify_all();
        done
    }
    #[cfg(unix)]
    fn wake(&mut self) {
        let _ = io::Write::write_all(&mut self.wake, &[0]);
    }
    #[cfg(not(unix))]
    fn wake(&mut self) {}
}

impl Shared {
    /// Stands aside while somebody else reads.
    fn stand_aside(&self) {
        let mut aside = self.aside.lock().unwrap_or_else(PoisonError::into_inner);
        while is_paused() {
            *aside = true;
            self.changed.notify_all();
            // The timeout guards against a word that came before we listened.
            aside = match self.changed.wait_timeout(aside, Duration::from_secs(1)) {
                Ok((aside, _)) => aside,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
        *aside = false;
    }
}

/// Starts reading.
#[cfg(unix)]
pub(super) fn watch(sender: Sender<Message>) -> io::Result<Input> {
    let (woken, wake) = io::pipe()?;
    let shared = Arc::new(Shared::default());
    let reader = Arc::clone(&shared);
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        while wait(&woken, &reader) && pass_on(&sender) {}
        let _ = sender.send(Message::Gone);
    })?;
    Ok(Input { shared, wake })
}

/// Waits until something was typed. Whether the terminal is still there: crossterm itself would read on and on
/// at the end of a terminal that is gone.
#[cfg(unix)]
fn wait(woken: &io::PipeReader, shared: &Shared) -> bool {
    use rustix::event::{PollFd, PollFlags, poll};

    let stdin = io::stdin();
    loop {
        shared.stand_aside();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(woken, PollFlags::IN)];
        match poll(&mut fds, None) {
            Ok(_) => {}
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => return false,
        }
        let (typed, asked) = (fds[0].revents(), fds[1].revents());
        if typed.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return false;
        }
        if asked.contains(PollFlags::IN) {
            let _ = io::Read::read(&mut &*woken, &mut [0; 16]);
        } else if typed.contains(PollFlags::IN) && !is_paused() {
            return true;
        }
    }
}

/// Whether nobody is at the other end of the terminal any more.
#[cfg(unix)]
pub(super) fn is_gone() -> bool {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let stdin = io::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    poll(&mut fds, Some(&now)).is_ok() && fds[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
}

/// Other systems do not tell.
#[cfg(not(unix))]
pub(super) fn is_gone() -> bool {
    false
}

/// Passes on all that was typed. Whether anybody listens.
#[cfg(unix)]
fn pass_on(sender: &Sender<Message>) -> bool {
    /// Something is there already: nothing is waited for.
    const NOW: Duration = Duration::from_millis(1);
    loop {
        match event::poll(NOW) {
            Ok(true) => {}
            Ok(false) => return true,
            Err(_) => return false,
        }
        match event::read() {
            Ok(event) => {
                if normalise(event).is_some_and(|message| sender.send(message).is_err()) {
                    return false;
                }
            }
            Err(_) => return false,
        }
    }
}

/// Starts reading.
#[cfg(not(unix))]
pub(super) fn watch(sender: Sender<Message>) -> io::Result<Input> {
    let shared = Arc::new(Shared::default());
    let reader = Arc::clone(&shared);
    thread::Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            reader.stand_aside();
            match event::poll(Duration::from_millis(500)) {
                Ok(false) => continue,
                Ok(true) if is_paused() => continue,
                Ok(true) => {}
                Err(_) => break,
            }
            let Ok(event) = event::read() else { break };
            if normalise(event).is_some_and(|message| sender.send(message).is_err()) {
                return;
            }
        }
        let _ = sender.send(Message::Gone);
    })?;
    Ok(Input { shared })
}
