//! Ctrl-C during long work: the first stops the search and what was found is printed, the second ends the program.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use signal_hook::{
    consts::{SIGINT, SIGTERM},
    flag,
};

use crate::path::Cancel;

use super::context::Outcome;

/// Has SIGINT and SIGTERM end the program at once with 130 and 143, for a command that waits for the keyboard.
pub fn leave_at_once() {
    for signal in [SIGINT, SIGTERM] {
        // Where handlers cannot be set, signals end the program as always.
        let _ = flag::register_conditional_shutdown(signal, 128 + signal, Arc::new(AtomicBool::new(true)));
    }
}

/// Watches for SIGINT and SIGTERM.
#[derive(Debug)]
pub struct Watch {
    stop: Arc<AtomicBool>,
    which: Arc<AtomicUsize>,
}

impl Watch {
    /// Starts watching. Where handlers cannot be set, signals simply end the program as always.
    pub fn start() -> Self {
        let watch = Self { stop: Arc::default(), which: Arc::default() };
        for signal in [SIGINT, SIGTERM] {
            // Registered first, so that it sees the flag as it was before this very signal raised it.
            let _ = flag::register_conditional_shutdown(signal, 128 + signal, Arc::clone(&watch.stop));
            let number = usize::try_from(signal).unwrap_or_default();
            let _ = flag::register_usize(signal, Arc::clone(&watch.which), number);
            let _ = flag::register(signal, Arc::clone(&watch.stop));
        }
        watch
    }
    /// The flag for the kernel.
    pub fn cancel(&self) -> Cancel {
        Cancel::from_flag(Arc::clone(&self.stop))
    }
    /// `otherwise`, unless a signal came.
    pub fn outcome(&self, otherwise: Outcome) -> Outcome {
        match i32::try_from(self.which.load(Ordering::Relaxed)) {
            Ok(signal) if signal > 0 => Outcome::Stopped(signal),
            _ => otherwise,
        }
    }
}
