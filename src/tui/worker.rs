//! A thread for work that takes a while: the newest question counts, older ones are dropped.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Sender, channel},
    thread,
};

use crate::path::Cancel;

type Task = Box<dyn FnOnce(&Cancel) + Send>;

/// One thread, one question at a time.
pub(super) struct Worker {
    tasks: Sender<(Cancel, Task)>,
    current: Cancel,
}

impl Worker {
    /// Starts the thread. A task that panics is reported by `failed`; the thread goes on.
    pub(super) fn start(name: &str, failed: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (tasks, queue) = channel::<(Cancel, Task)>();
        thread::Builder::new().name(name.to_owned()).spawn(move || {
            for (cancel, task) in queue {
                // Cancelled while it waited: nobody wants the answer.
                if !cancel.is_cancelled() && catch_unwind(AssertUnwindSafe(|| task(&cancel))).is_err() {
                    failed();
                }
            }
        })?;
        Ok(Self { tasks, current: Cancel::new() })
    }
    /// Drops the question under way, if any.
    pub(super) fn forget(&mut self) {
        self.current.cancel();
    }
    /// Asks a new question instead of any before it.
    pub(super) fn ask(&mut self, task: impl FnOnce(&Cancel) + Send + 'static) {
        self.forget();
        self.current = Cancel::new();
        // The thread lives as long as this sender: it catches panics.
        let _ = self.tasks.send((self.current.clone(), Box::new(task)));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.forget();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_newest_question_is_answered_and_a_panic_ends_nothing() {
        let (said, heard) = channel();
        let (failed, failures) = channel();
        let mut worker = Worker::start("test", move || failed.send(()).expect("heard")).expect("starts");
        let blocked = said.clone();
        worker.ask(move |cancel| {
            while !cancel.is_cancelled() {
                thread::yield_now();
            }
            blocked.send("cancelled").expect("heard");
        });
        worker.ask(|_| panic!("a bug"));
        let wait = Duration::from_secs(20);
        // The first may have been dropped before it began.
        if let Ok(word) = heard.recv_timeout(Duration::from_millis(200)) {
            assert_eq!(word, "cancelled");
        }
        failures.recv_timeout(wait).expect("reported");
        worker.ask(move |_| said.send("answer").expect("heard"));
        assert_eq!(heard.recv_timeout(wait), Ok("answer"));
    }
}
