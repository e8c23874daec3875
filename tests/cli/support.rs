//! Runs the real program in a home of its own, on a small catalog and a fixed day.

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// A learner's home: a temporary folder that goes away with it.
pub struct Home {
    dir: tempfile::TempDir,
}

/// What a run came to.
pub struct Ran {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Home {
    /// An empty home.
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a temporary folder") }
    }
    /// A path inside it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }
    /// Writes a file into it.
    pub fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("inside the home")).expect("can make folders");
        std::fs::write(&path, text).expect("can write");
        path
    }
    /// The program, with nothing of the real environment that it reads.
    pub fn bare(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_prereq"));
        command.current_dir(self.dir.path());
        for name in ["PREREQ_PROFILE", "PREREQ_CONFIG", "PREREQ_DATA_DIR", "PREREQ_CACHE_DIR", "PREREQ_COMPLETE"] {
            command.env_remove(name);
        }
        for name in ["NO_COLOR", "COLUMNS", "LC_ALL", "LC_CTYPE", "VISUAL", "EDITOR"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color").env("LANG", "C.UTF-8").env("HOME", self.dir.path());
        for (name, folder) in [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")] {
            command.env(name, self.dir.path().join(folder));
        }
        command.timeout(std::time::Duration::from_secs(120));
        command
    }
    /// Runs on the small catalog, on 5 January 2026.
    pub fn run(&self, args: &[&str]) -> Ran {
        let small = fixture("cli/small.toml");
        let mut command = self.bare();
        command.args(args).args(["--no-builtin", "--today", "2026-01-05", "--catalog"]).arg(small);
        self.finish(command)
    }
    /// Runs with nothing added.
    pub fn run_bare(&self, args: &[&str]) -> Ran {
        let mut command = self.bare();
        command.args(args);
        self.finish(command)
    }
    /// Runs a prepared command.
    pub fn finish(&self, mut command: Command) -> Ran {
        let output = command.output().expect("the program starts");
        Ran {
            stdout: self.neutral(&output.stdout),
            stderr: self.neutral(&output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }
    /// The folder's name differs from run to run, and the checkout's from machine to machine.
    fn neutral(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        let checkout = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/");
        let own = self.dir.path().canonicalize().expect("there");
        text.replace(&*own.to_string_lossy(), "HOME")
            .replace(&*self.dir.path().to_string_lossy(), "HOME")
            .replace(checkout, "FIXTURES/")
    }
}

impl Ran {
    /// Everything about the run as one text.
    pub fn whole(&self, args: &[&str]) -> String {
        let mut text = format!("$ prereq {}\n{}", args.join(" "), self.stdout);
        if !self.stderr.is_empty() {
            text += &format!("--- stderr\n{}", self.stderr);
        }
        text + &format!("--- exit {}\n", self.code)
    }
    /// The document on standard output.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e} in {:?} / {:?}", self.stdout, self.stderr))
    }
}

/// A file that comes with the tests.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}
