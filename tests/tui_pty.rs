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
        let files = [("profile.toml", profile)];
        Self::start_files(rows, cols, if profile.is_empty() { &[] } else { &files })
    }
    /// With these files already there.
    fn start_files(rows: u16, cols: u16, files: &[(&str, &str)]) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = home.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("creates");
            std::fs::write(path, text).expect("writes");
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
        command.env("EDITOR", format!("/bin/sh {}", home.path().join("edit.sh").display()));
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
    s.see("What do you know already?");
    s.press("jj\r");
    s.see("proved: no path has less");
    assert_eq!(s.files(), 0, "nothing is written before the plan is accepted");
    s.press("\r");
    s.see("your goal is kept");
    s.press("4");
    s.see("On your path");
    s.press("e");
    s.see("Write the plan to");
    s.press("\r");
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

/// Where a text starts on the screen: column and row, from 1 as the mouse counts.
#[track_caller]
fn spot(s: &Session, text: &str) -> (usize, usize) {
    let screen = s.text();
    let found = screen.lines().enumerate().find_map(|(y, line)| Some((line[..line.find(text)?].chars().count(), y)));
    let (x, y) = found.unwrap_or_else(|| panic!("{text:?} is not on the screen\n{screen}"));
    (x + 1, y + 1)
}

const LEARNER: &str = "version = 1\ngoals = [\"data-scientist\"]\n";

#[test]
fn the_mouse_shows_screens_selects_and_opens() {
    let mut s = Session::start_with(30, 100, LEARNER);
    s.see("proved");
    assert!(s.raw().contains("\x1b[?1000h") && s.raw().contains("\x1b[?1006h"), "buttons are reported");
    assert!(!s.raw().contains("\x1b[?1003h"), "mere movement wakes nobody");
    let (x, y) = spot(&s, "Search");
    s.press(&format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m"));
    s.see("search for courses");
    // The fifth row, then once more to open it.
    s.press("\x1b[<0;10;8M");
    s.press("\x1b[<65;10;8M");
    s.press("\x1b[<64;10;8M");
    s.press("\x1b[<0;10;8M");
    s.until("a course is open", |s| s.text().contains("Esc back"));
    let (x, y) = spot(&s, "q quit");
    s.press(&format!("\x1b[<0;{x};{y}M"));
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
    assert!(s.raw().rfind("\x1b[?1000h") < s.raw().rfind("\x1b[?1000l"), "the mouse stays taken");
}

#[test]
fn the_mouse_is_left_alone_where_the_settings_say_so_until_it_is_asked_for() {
    let mut s = Session::start_files(24, 80, &[("profile.toml", LEARNER), ("config.toml", "mouse = false\n")]);
    s.see("proved");
    for mode in ["1000", "1002", "1003", "1006", "1015"] {
        assert!(!s.raw().contains(&format!("\x1b[?{mode}h")), "mouse mode {mode} was set");
    }
    s.press(",m");
    s.see("the mouse works here now");
    assert!(s.raw().contains("\x1b[?1000h"));
    s.press(",m");
    s.see("the terminal's again");
    assert!(s.raw().rfind("\x1b[?1000h") < s.raw().rfind("\x1b[?1000l"));
    s.press("q");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
}

#[test]
fn keys_are_other_keys_where_the_settings_say_so_and_slips_are_told() {
    let config = "[keys]\nquit = [\"Q\", \"ctrl-x ctrl-c\"]\nrecomend = \"9\"\n";
    let mut s = Session::start_files(24, 80, &[("profile.toml", LEARNER), ("config.toml", config)]);
    s.see("did you mean `recommend`?");
    s.press("\x1b");
    s.until("it is dismissed", |s| !s.text().contains("did you mean"));
    s.press("q");
    s.press("\x18");
    s.see("Leave");
    s.press("\x03");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
}

#[test]
fn y_copies_by_osc_52_and_says_what() {
    let mut s = Session::start_with(24, 80, LEARNER);
    s.see("proved");
    s.press(",y");
    s.see("copied: the whole plan");
    assert!(s.raw().contains("\x1b]52;c;"), "the clipboard was not asked");
    s.press("q");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
}

#[test]
fn the_editor_gets_the_terminal_and_what_it_leaves_is_checked() {
    // Says it is there, reads a line as editors do, and writes it.
    let editor = "#!/bin/sh\nprintf 'EDITING>'\nread -r line < /dev/tty\nprintf '%s\\n' \"$line\" > \"$1\"\n";
    let mut s = Session::start_files(24, 80, &[("profile.toml", LEARNER), ("edit.sh", editor)]);
    s.see("proved");
    s.press(",p");
    s.until("the editor", |s| s.raw().matches("EDITING>").count() == 1);
    s.until("the line discipline is the editor's", |s| modes(s.master.as_ref()) == s.modes);
    s.press("goals = 3\r");
    s.see("cannot be taken");
    s.see("line 1");
    s.press("\r");
    s.until("the editor again", |s| s.raw().matches("EDITING>").count() == 2);
    s.press("goals = []\r");
    s.see("edited: no longer aiming at");
    s.press("u");
    s.see("undone");
    s.press("q");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
    assert_eq!(std::fs::read_to_string(s.home.path().join("profile.toml")).expect("there"), LEARNER);
}

#[test]
fn a_catalog_changed_meanwhile_is_noticed() {
    let mut s = Session::start_with(24, 80, LEARNER);
    s.see("proved");
    let own = s.home.path().join("data/catalog");
    std::fs::create_dir_all(own.join("courses")).expect("creates");
    let course = "[[course]]\nid = \"mine-1\"\ntitle = \"A course of mine\"\nprovider = \"Me\"\n";
    std::fs::write(own.join("courses/own.toml"), course).expect("writes");
    s.press("2");
    s.see("the catalog was changed");
    s.press("/course of mine");
    s.see("A course of mine");
    std::fs::write(own.join("courses/own.toml"), "[[course]]\nid = 3\n").expect("writes");
    s.press("\x1b");
    s.see("cannot be used");
    s.press("\x1b");
    s.until("it is dismissed", |s| !s.text().contains("cannot be used"));
    s.press("q");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
}

#[test]
fn no_title_drives_the_terminal() {
    let title =
        r"Evil \u001b]0;pwned\u0007\u001b[31m\u009b2J\u009d\u202e\u2066\u0000\u0008\r\n\u001b[?1049l\u001bc title";
    let catalog =
        format!("[[course]]\nid = \"evil\"\ntitle = \"{title}\"\nprovider = \"{title}\"\nsummary = \"{title}\"\n");
    let mut s =
        Session::start_files(30, 100, &[("profile.toml", LEARNER), ("data/catalog/courses/evil.toml", &catalog)]);
    s.see("proved");
    s.press("/evil");
    s.see("Evil");
    s.press("\r\r");
    s.until("its page", |s| s.text().contains("Esc back"));
    s.press("d");
    s.see("done: Evil");
    s.press("q");
    assert_eq!(s.end().exit_code(), 0);
    s.restored();
    let raw = s.raw();
    for bad in ["\x1b]0", "\x07", "\u{9b}", "\u{9d}", "\u{202e}", "\u{2066}", "\0", "\x08", "\x1bc"] {
        assert!(!raw.contains(bad), "{bad:?} reached the terminal");
    }
}

/// Processor time in ticks, and how often its threads were woken.
#[cfg(target_os = "linux")]
fn work(s: &Session) -> (u64, u64) {
    let id = s.child.process_id().expect("it runs");
    let (mut ticks, mut wakes) = (0, 0);
    for task in std::fs::read_dir(format!("/proc/{id}/task")).expect("tasks").flatten() {
        let stat = std::fs::read_to_string(task.path().join("stat")).expect("its times");
        let fields: Vec<&str> = stat.rsplit(')').next().expect("fields").split_whitespace().collect();
        ticks += fields[11..13].iter().map(|f| f.parse::<u64>().expect("ticks")).sum::<u64>();
        let status = std::fs::read_to_string(task.path().join("status")).expect("its status");
        let count = |name: &str| {
            let line = status.lines().find(|l| l.starts_with(name)).expect("a count");
            line.rsplit('\t').next().expect("a number").trim().parse::<u64>().expect("a number")
        };
        wakes += count("voluntary_ctxt_switches") + count("nonvoluntary_ctxt_switches");
    }
    (ticks, wakes)
}

#[test]
#[cfg(target_os = "linux")]
fn idle_it_does_nothing_at_all() {
    let mut s = Session::start_with(24, 80, LEARNER);
    s.see("proved");
    // Whatever is still under way comes to its end.
    let mut before = work(&s);
    for _ in 0..600 {
        thread::sleep(Duration::from_millis(200));
        let now = work(&s);
        if now == before {
            break;
        }
        before = now;
    }
    let before = work(&s);
    thread::sleep(Duration::from_secs(10));
    let after = work(&s);
    assert!(after.0 - before.0 <= 1, "{} ticks of processor time in 10 idle seconds", after.0 - before.0);
    assert!(after.1 - before.1 <= 5, "woken {} times in 10 idle seconds", after.1 - before.1);
    s.press("q");
    assert_eq!(s.end().exit_code(), 0);
}

/// Run by the test below, to be the other end of a terminal that goes away.
#[test]
#[ignore = "goes away with its terminal"]
#[expect(clippy::exit, reason = "a terminal that goes away closes nothing in order")]
fn holds_a_terminal_and_goes_away() {
    let folder = std::env::var("PREREQ_TEST_FOLDER").expect("a folder");
    let pair = native_pty_system()
        .openpty(PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 })
        .expect("a pseudo-terminal");
    // In a session of its own, which no signal of the terminal reaches.
    let script = r#""$0" --today 2026-03-02; echo $? > code"#;
    let mut command = CommandBuilder::new("setsid");
    command.args(["-w", "sh", "-c", script, env!("CARGO_BIN_EXE_prereq")]);
    command.env_clear();
    command.env("PATH", std::env::var("PATH").unwrap_or_default());
    command.env("TERM", "xterm-256color");
    command.env("HOME", &folder);
    command.cwd(&folder);
    let _child = pair.slave.spawn_command(command).expect("starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&seen).contains("\x1b[?2026l") {
        let n = reader.read(&mut buffer).expect("reads");
        seen.extend_from_slice(&buffer[..n]);
    }
    // Half a key, and never the other half.
    let mut keyboard = pair.master.take_writer().expect("a writer");
    keyboard.write_all(b"\x1b[").and_then(|()| keyboard.flush()).expect("types");
    thread::sleep(Duration::from_millis(300));
    std::process::exit(0);
}

#[test]
#[cfg(target_os = "linux")]
fn it_ends_with_its_terminal_even_if_no_signal_tells() {
    let folder = tempfile::tempdir().expect("a folder");
    let held = std::process::Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "holds_a_terminal_and_goes_away", "--ignored"])
        .env("PREREQ_TEST_FOLDER", folder.path())
        .output()
        .expect("runs");
    assert!(held.status.success(), "{held:?}");
    let (end, code) = (Instant::now() + PATIENCE, folder.path().join("code"));
    let said = || std::fs::read_to_string(&code).unwrap_or_default();
    while !said().ends_with('\n') {
        assert!(Instant::now() < end, "it goes on without a terminal");
        thread::sleep(Duration::from_millis(20));
    }
    assert_eq!(said(), "129\n", "as a hangup would end it");
}

#[test]
fn a_path_is_bent_on_the_path_screen_and_taken_back() {
    let mut s = Session::start_with(30, 110, "version = 1\ngoals = [\"data-analyst\"]\n");
    s.see("proved: no path has less");
    s.press("4");
    s.see("On your path");
    s.press("a");
    // Every step has its answer, and the first can be done without.
    s.until("all other ways", |s| s.text().contains("Instead") && !s.text().contains("working it"));
    s.press("\r");
    s.until("the bent path", |s| s.text().contains("takes the last back") && !s.text().contains("working it"));
    s.see("without ");
    s.press("T");
    s.see("at known prices");
    s.press("\x1b");
    s.see("takes the last back");
    s.press("\x1b");
    s.until("the learner's own path", |s| !s.text().contains("takes the last back"));
    s.press("q");
    assert!(s.end().success());
    s.restored();
}
