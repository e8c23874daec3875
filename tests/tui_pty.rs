//! The real program in a real terminal: it leaves by every door, and the terminal is as it was.

#![cfg(all(unix, feature = "tui"))]

use std::{
    io::{Read as _, Write as _},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(60);

struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn std::io::Write + Send>,
    screen: Arc<Mutex<vt100::Parser>>,
    bytes: Arc<Mutex<Vec<u8>>>,
    /// Ends when the program has closed the terminal and all it wrote is in `bytes`.
    reader: thread::JoinHandle<()>,
    home: TempDir,
    /// The line discipline before the program came.
    modes: String,
}

/// The line discipline as text: echo, line buffering, signals from keys.
fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().expect("a terminal has modes");
    format!("{:?} {:?} {:?}", modes.local_flags, modes.input_flags, modes.output_flags)
}

impl Session {
    fn start(rows: u16, cols: u16) -> Self {
        Self::start_with(rows, cols, "")
    }
    /// With a profile already there, unless it is empty.
    fn start_with(rows: u16, cols: u16, profile: &str) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        if !profile.is_empty() {
            std::fs::write(home.path().join("profile.toml"), profile).expect("writes");
        }
        let pair = native_pty_system()
            .openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .expect("a pseudo-terminal");
        let modes = modes(pair.master.as_ref());
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_prereq"));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home.path());
        command.env("PREREQ_PROFILE", home.path().join("profile.toml"));
        command.env("PREREQ_CONFIG", home.path().join("config.toml"));
        command.env("PREREQ_DATA_DIR", home.path().join("data"));
        command.env("PREREQ_CACHE_DIR", home.path().join("cache"));
        command.cwd(home.path());
        command.args(["--today", "2026-03-02"]);
        let child = pair.slave.spawn_command(command).expect("starts");
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(rows, cols, 0)));
        let bytes = Arc::new(Mutex::new(Vec::new()));
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (s, b) = (Arc::clone(&screen), Arc::clone(&bytes));
        let reader = thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                b.lock().expect("lock").extend_from_slice(&buffer[..n]);
                s.lock().expect("lock").process(&buffer[..n]);
            }
        });
        let keyboard = pair.master.take_writer().expect("a writer");
        Self { child, master: pair.master, keyboard, screen, bytes, reader, home, modes }
    }
    fn text(&self) -> String {
        self.screen.lock().expect("lock").screen().contents()
    }
    fn raw(&self) -> String {
        String::from_utf8_lossy(&self.bytes.lock().expect("lock")).into_owned()
    }
    fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).and_then(|()| self.keyboard.flush()).expect("types");
    }
    #[track_caller]
    fn until(&self, what: &str, holds: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(self) {
            assert!(Instant::now() < end, "never came: {what}\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }
    #[track_caller]
    fn see(&self, text: &str) {
        self.until(text, |s| s.text().contains(text));
    }
    fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("it runs").to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &id]).status().expect("kill runs");
        assert!(sent.success());
    }
    fn resize(&self, rows: u16, cols: u16) {
        self.screen.lock().expect("lock").screen_mut().set_size(rows, cols);
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("resizes");
    }
    #[track_caller]
    fn end(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("waits") {
                // Its last words may still be under way.
                self.until("the end of its output", |s| s.reader.is_finished());
                return status;
            }
            assert!(Instant::now() < end, "it does not end\n{}", self.text());
            thread::sleep(Duration::from_millis(5));
        }
    }
    /// Alternate screen, cursor and paste mode are as before, the cursor was never asked for, and
    /// nothing was written unasked.
    #[track_caller]
    fn restored(&self) {
        assert_eq!(modes(self.master.as_ref()), self.modes, "the line discipline");
        let raw = self.raw();
        assert!(raw.rfind("\x1b[?25l") < raw.rfind("\x1b[?25h"), "the cursor stays hidden");
        assert!(raw.rfind("\x1b[?2004h") < raw.rfind("\x1b[?2004l"), "bracketed paste stays on");
        assert!(!raw.contains("\x1b[6n"), "it asked where the cursor is");
        assert!(raw.rfind("\x1b[?1049h") < raw.rfind("\x1b[?1049l"), "the alternate screen stays on");
        assert_eq!(raw.matches("\x1b[?1049h").count(), raw.matches("\x1b[?1049l").count());
        assert!(raw.rfind("\x1b[?2026h") < raw.rfind("\x1b[?2026l"), "a synchronized update is left open");
        assert!(!self.screen.lock().expect("lock").screen().alternate_screen());
    }
    fn files(&self) -> usize {
        std::fs::read_dir(self.home.path()).expect("lists").count()
    }
}

#[test]
fn q_leaves_and_a_mere_look_writes_nothing() {
    let mut s = Session::start(24, 80);
    s.see("What do you want to be able to do?");
    s.press("\x1b");
    s.see("No goal yet.");
    s.press("2");
    s.see("search for courses");
    s.press("3456q");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
    assert_eq!(s.files(), 0, "nothing is written unasked");
}

#[test]
fn a_first_plan_from_a_standing_start() {
    let mut s = Session::start(24, 80);
    s.see("What do you want to be able to do?");
    s.press("data scien\r");
    s.see("proved: no path takes under");
    s.press("4");
    s.see("On your path");
    s.press("e");
    s.see("plan written to plan.toml");
    s.press("q");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
    let profile = std::fs::read_to_string(s.home.path().join("profile.toml")).expect("saved");
    assert!(profile.contains("data-scientist"), "{profile}");
    assert!(s.home.path().join("plan.toml").exists());
}

#[test]
fn the_command_line_works_meanwhile_and_the_interface_notices() {
    let mut s = Session::start_with(24, 80, "goals = [\"data-scientist\"]\n");
    s.see("Data scientist");
    let profile = s.home.path().join("profile.toml");
    let run = |args: &[&str]| {
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_prereq"))
            .args(["--today", "2026-03-02", "--profile"])
            .arg(&profile)
            .args(args)
            .output()
            .expect("runs");
        assert!(ran.status.success(), "{ran:?}");
        String::from_utf8(ran.stdout).expect("text")
    };
    run(&["profile", "set", "python", "0.5"]);
    // The window is looked at again, as the terminal tells it.
    s.press("\x1b[I");
    s.see("changed elsewhere: Python set to 0.50");
    s.press("u");
    s.see("undone: Python set to 0.50");
    assert!(run(&["profile", "redo"]).starts_with("redone: Python set to 0.50"));
    s.press("j");
    s.see("changed elsewhere: Python set to 0.50");
    s.press("q");
    assert!(s.end().success());
    s.restored();
    assert!(s.raw().rfind("\x1b[?1004h") < s.raw().rfind("\x1b[?1004l"), "focus reports stay on");
}

#[test]
fn signals_end_it_with_their_number_and_restore_the_terminal() {
    for (name, code) in [("TERM", 143), ("HUP", 129), ("INT", 130)] {
        let mut s = Session::start(24, 80);
        s.see("What do you want to be able to do?");
        s.signal(name);
        assert_eq!(s.end().exit_code(), code, "SIG{name}");
        s.restored();
    }
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_the_program_returns() {
    let mut s = Session::start_with(24, 80, "version = 1\ngoals = [\"data-scientist\"]\n");
    s.see("Data scientist");
    s.press("\x1a");
    s.until("the terminal is given back", |s| s.raw().contains("\x1b[?1049l"));
    let stopped = |s: &Session| {
        let id = s.child.process_id().expect("it runs");
        let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T'))
    };
    if cfg!(target_os = "linux") {
        s.until("it is stopped", stopped);
    }
    s.signal("CONT");
    s.until("it takes the screen again", |s| s.raw().matches("\x1b[?1049h").count() == 2);
    s.see("Data scientist");
    s.press("2");
    s.see("search for courses");
    s.press("q");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
}

#[test]
fn a_tiny_terminal_gets_a_word_and_a_larger_one_the_screen_again() {
    let mut s = Session::start_with(24, 80, "version = 1\ngoals = [\"data-scientist\"]\n");
    s.see("Data scientist");
    for (rows, cols) in [(1, 1), (5, 19)] {
        s.resize(rows, cols);
    }
    s.see("Too small");
    s.resize(30, 100);
    s.see("Data scientist");
    s.resize(5, 19);
    s.see("q quits");
    s.press("q");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
}

#[test]
fn without_a_terminal_there_is_no_interface() {
    let home = tempfile::tempdir().expect("a folder");
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_prereq"))
        .env_clear()
        .env("HOME", home.path())
        .args(["--today", "2026-03-02"])
        .output()
        .expect("runs");
    assert!(!String::from_utf8_lossy(&output.stdout).contains('\x1b'));
    assert!(output.status.code().is_some_and(|code| code <= 1));
}
