//! What README.md shows is what the program does: its commands are run, its pictures are taken anew.
//! `README=update cargo test --test readme` writes them.

use std::{
    fs,
    path::{Path, PathBuf},
};

fn page() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// Both tests may write the page anew.
static WRITING: std::sync::Mutex<()> = std::sync::Mutex::new(());

fn updating() -> bool {
    std::env::var("README").is_ok_and(|v| v == "update")
}

#[test]
fn the_commands_do_what_the_page_says() {
    let _alone = WRITING.lock();
    let home = tempfile::tempdir().expect("a temporary folder");
    let copy = home.path().join("README.md");
    fs::copy(page(), &copy).expect("can copy");
    // A folder of this name makes the runs start in a copy of it, so that what they write goes away.
    fs::create_dir(home.path().join("README.in")).expect("can make a folder");
    let env: Vec<(String, String)> =
        [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")]
            .map(|(name, dir)| (name.to_owned(), home.path().join(dir).display().to_string()))
            .into();
    let cases = trycmd::TestCases::new();
    cases.env("COLUMNS", "80");
    // Set to nothing counts as not set.
    for name in ["PREREQ_PROFILE", "PREREQ_CONFIG", "PREREQ_DATA_DIR", "PREREQ_CACHE_DIR", "PREREQ_COMPLETE"] {
        cases.env(name, "");
    }
    cases.register_bin("prereq", Path::new(env!("CARGO_BIN_EXE_prereq")));
    for (name, value) in &env {
        cases.env(name, value);
    }
    if updating() {
        write_outputs(&copy, home.path());
        fs::copy(&copy, page()).expect("can write the page");
    }
    cases.case(&copy);
}

/// Fills every console block with what its commands print; the blank line at its end is how trycmd
/// knows that the last line of output ends.
fn write_outputs(copy: &Path, home: &Path) {
    let text = fs::read_to_string(copy).expect("UTF-8");
    let work = home.join("update");
    fs::create_dir(&work).expect("can make a folder");
    let (mut out, mut inside) = (String::new(), false);
    for line in text.lines() {
        match line {
            "```console" => inside = true,
            "```" => inside = false,
            _ => {}
        }
        if inside && !line.starts_with("```") && !line.starts_with("$ ") {
            continue;
        }
        out += line;
        out.push('\n');
        if let Some(command) = line.strip_prefix("$ prereq ").filter(|_| inside) {
            let mut run = std::process::Command::new(env!("CARGO_BIN_EXE_prereq"));
            run.args(command.split(' ')).current_dir(&work);
            for (name, dir) in [("XDG_DATA_HOME", "d"), ("XDG_CONFIG_HOME", "c"), ("XDG_CACHE_HOME", "k")] {
                run.env(name, work.join(dir));
            }
            let printed = run.output().expect("runs").stdout;
            out += &String::from_utf8(printed).expect("UTF-8");
            out.push('\n');
        }
    }
    fs::write(copy, out).expect("can write");
}

#[cfg(feature = "tui")]
#[path = "readme/pictures.rs"]
mod pictures;
#[cfg(feature = "tui")]
#[path = "readme/svg.rs"]
mod svg;

#[cfg(all(unix, feature = "tui"))]
mod picture {
    use std::{
        io::{Read as _, Write as _},
        sync::mpsc,
        time::{Duration, Instant},
    };

    use portable_pty::{CommandBuilder, PtySize, native_pty_system};

    use super::*;

    const START: &str = "<!-- picture -->\n```text\n";

    /// The path screen of the real program in a real terminal of 80 × 24.
    fn take() -> String {
        let home = tempfile::tempdir().expect("a temporary folder");
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a terminal");
        let command = |args: &[&str]| {
            let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_prereq"));
            command.args(args);
            command.args(["--today", "2026-01-05"]);
            command.cwd(home.path());
            for (name, dir) in [("XDG_DATA_HOME", "d"), ("XDG_CONFIG_HOME", "c"), ("XDG_CACHE_HOME", "k")] {
                command.env(name, home.path().join(dir));
            }
            command.env("TERM", "xterm-256color");
            command.env("LANG", "C.UTF-8");
            command
        };
        fs::create_dir_all(home.path().join("d/prereq")).expect("can make folders");
        let profile = "version = 1\ngoals = [\"data-scientist\"]\n\n[constraints]\nhours_per_week = 6\n";
        fs::write(home.path().join("d/prereq/profile.toml"), profile).expect("can write");

        let mut child = pair.slave.spawn_command(command(&[])).expect("starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("readable");
        let mut writer = pair.master.take_writer().expect("writable");
        let (sender, bytes) = mpsc::channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(n) = reader.read(&mut buffer) {
                if n == 0 || sender.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut screen = vt100::Parser::new(24, 80, 0);
        let deadline = Instant::now() + Duration::from_secs(60);
        let mut until = |wanted: &[&str], unwanted: &str| {
            loop {
                let shown = screen.screen().contents();
                if wanted.iter().all(|w| shown.contains(w)) && !shown.to_lowercase().contains(unwanted) {
                    return shown;
                }
                assert!(Instant::now() < deadline, "waited in vain for {wanted:?} on\n{shown}");
                if let Ok(more) = bytes.recv_timeout(Duration::from_millis(200)) {
                    screen.process(&more);
                }
            }
        };
        until(&["Readiness", "proved"], "working it out");
        writer.write_all(b"4").expect("takes keys");
        let shown = until(&["On your path", "Every path takes", "Enter open"], "working it out");
        writer.write_all(b"q").expect("takes keys");
        drop(writer);
        let status = child.wait().expect("ends");
        assert!(status.success());
        let lines: Vec<_> = shown.lines().map(str::trim_end).collect();
        lines.join("\n").trim_end().to_owned() + "\n"
    }

    #[test]
    fn the_picture_is_what_one_sees() {
        let taken = take();
        let _alone = WRITING.lock();
        let text = fs::read_to_string(page()).expect("UTF-8");
        let start = text.find(START).expect("the page has a picture") + START.len();
        let end = start + text[start..].find("```").expect("the picture ends");
        if updating() {
            fs::write(page(), format!("{}{taken}{}", &text[..start], &text[end..])).expect("can write the page");
            return;
        }
        assert_eq!(&text[start..end], taken, "`README=update cargo test --test readme` takes a new one");
    }
}
