//! The worst that can happen to a save: killed, out of room, read-only, two at once. The profile always
//! loads and nothing that was saved is lost.

#![cfg(unix)]

use std::{
    fs,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use prereq::{
    domain::{CourseId, Minutes, Profile, ProfileEdit},
    store::{MAX_HISTORY, ProfileStore, StoreError},
};
use rand::{Rng as _, SeedableRng as _};

/// Names the folder for the helpers below, which are this program run again.
const FOLDER: &str = "PREREQ_TEST_FOLDER";
const KILLS: usize = 500;

fn log(minutes: u64) -> ProfileEdit {
    ProfileEdit::Log { course: CourseId::new("course").expect("valid"), hours: Minutes(minutes), on: None }
}

fn logged(profile: &Profile) -> u64 {
    profile.courses.get("course").and_then(|r| r.hours).map_or(0, |m| m.0)
}

fn helper(name: &str, folder: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", name, "--ignored", "--nocapture", "--test-threads=1"]).env(FOLDER, folder);
    command
}

fn folder() -> std::path::PathBuf {
    std::env::var_os(FOLDER).expect("run by another test").into()
}

/// Straight to the pipe: what is told has happened, whatever happens next.
fn tell(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("told");
}

/// Saves again and again, and tells each save that was made.
#[test]
#[ignore = "a helper of another test: it saves until it is killed"]
fn saves_until_killed() {
    let store = ProfileStore::new(folder().join("profile.toml"));
    loop {
        let saved = logged(&store.update(&[log(1)]).expect("saved"));
        tell(&format!("saved {saved}"));
    }
}

#[test]
fn killed_in_the_middle_of_saves_nothing_is_lost() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = ProfileStore::new(dir.path().join("profile.toml"));
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(42);
    let end = Instant::now() + Duration::from_secs(45);
    let (mut last, mut kills) = (0, 0);
    // On a machine too slow for all of them, as many as there is time for.
    while kills < KILLS && (kills < 50 || Instant::now() < end) {
        let mut child = helper("saves_until_killed", dir.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        while !line.starts_with("saved") && !line.contains("saved ") {
            line.clear();
            assert!(lines.read_line(&mut line).expect("readable") > 0, "the helper ended by itself");
        }
        std::thread::sleep(Duration::from_micros(rng.random_range(0..12_000)));
        // SIGKILL: no handler, no clean-up.
        child.kill().expect("killed");
        child.wait().expect("ended");
        kills += 1;
        let mut rest = String::new();
        lines.read_to_string(&mut rest).expect("readable");
        // The last line may be cut, which the one before it makes up for.
        let whole = rest.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let told = whole.lines().rev().chain([line.trim_end()]).find_map(|l| l.rsplit_once("saved ")?.1.parse().ok());
        let told: u64 = told.expect("a number");
        let found = logged(&store.load().unwrap_or_else(|e| panic!("after {kills} kills: {e}")).profile);
        assert!(found >= told && told > last, "after {kills} kills: told {told}, found {found}, before {last}");
        last = found;
    }
    // The next save goes through, finds no lock held, and leaves no litter.
    assert_eq!(logged(&store.update(&[log(1)]).expect("saved")), last + 1);
    let names = |dir: &Path| {
        let entries = fs::read_dir(dir).expect("a folder").map(|e| e.expect("readable").file_name());
        entries.map(|n| n.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let mut left = names(dir.path());
    left.sort();
    assert_eq!(left, ["history", "profile.toml", "profile.toml.lock"]);
    assert_eq!(names(&dir.path().join("history")).len(), MAX_HISTORY);
}

#[test]
fn of_two_writers_at_once_neither_loses_anything() {
    let home = tempfile::tempdir().expect("a folder");
    const EDITS: usize = 50;
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                for _ in 0..EDITS {
                    let ran = Command::new(env!("CARGO_BIN_EXE_prereq"))
                        .args(["profile", "log", "cs50x", "1", "--profile"])
                        .arg(home.path().join("profile.toml"))
                        .env("PREREQ_DATA_DIR", home.path())
                        .output()
                        .expect("runs");
                    assert!(ran.status.success(), "{ran:?}");
                }
            });
        }
    });
    let profile = ProfileStore::new(home.path().join("profile.toml")).load().expect("valid").profile;
    let hours = profile.courses.get("cs50x").and_then(|r| r.hours);
    assert_eq!(hours, Some(Minutes(2 * EDITS as u64 * 60)));
}

/// A file system of our own within a namespace of our own, of this many bytes and files.
fn on_a_disk(options: &str, helper_name: &str) -> Option<bool> {
    let mount = tempfile::tempdir().expect("a folder");
    let helper = helper(helper_name, mount.path());
    let script = "mount -t tmpfs -o \"$1\" none \"$2\" || exit 77; shift 2; exec \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", options]).arg(mount.path());
    command.arg(helper.get_program()).args(helper.get_args()).env(FOLDER, mount.path());
    let ran = command.output().ok()?;
    let text = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    if !text.contains("running 1 test") {
        return None;
    }
    assert!(ran.status.success(), "{options}: {text}");
    Some(text.contains("no room"))
}

/// Saves until the disk is full; what is there then is what was saved last.
#[test]
#[ignore = "a helper of another test: it fills the disk it is given"]
fn saves_until_full() {
    let store = ProfileStore::new(folder().join("profile.toml"));
    let mut last = 0;
    for n in 0..200u64 {
        // Notes that grow take more and more blocks.
        let note = ProfileEdit::Note {
            course: CourseId::new("course").expect("valid"),
            note: Some("x".repeat(usize::try_from(n * 97).expect("small"))),
        };
        match store.update(&[log(1), note]) {
            Ok(profile) => last = logged(&profile),
            Err(StoreError::Io { source, .. }) => {
                assert_eq!(source.kind(), std::io::ErrorKind::StorageFull);
                assert_eq!(logged(&store.load().expect("it still loads").profile), last);
                tell(&format!("no room after {n} saves"));
                return;
            }
            Err(other) => panic!("{other}"),
        }
    }
}

/// Neither the folder nor its history can be written to.
#[test]
#[ignore = "a helper of another test: it makes the disk it is given read-only"]
fn saves_to_a_read_only_disk() {
    let store = ProfileStore::new(folder().join("profile.toml"));
    store.update(&[log(1)]).expect("saved");
    store.update(&[log(1)]).expect("saved");
    let before = store.load().expect("valid").profile;
    let mounted = |flags: &[&str]| Command::new("mount").args(flags).status().expect("mount runs").success();
    let history = folder().join("history");
    let (all, history) = (folder().to_string_lossy().into_owned(), history.to_string_lossy().into_owned());
    for target in [&history, &all] {
        if target == &history {
            assert!(mounted(&["--bind", target, target]));
        }
        assert!(mounted(&["-o", if target == &history { "remount,bind,ro" } else { "remount,ro" }, target]));
        match store.update(&[log(1)]) {
            Err(StoreError::Io { source, .. }) => assert_eq!(source.kind(), std::io::ErrorKind::ReadOnlyFilesystem),
            other => panic!("{other:?}"),
        }
        assert_eq!(store.load().expect("it still loads").profile, before);
    }
    tell("no room, in a way");
}

#[test]
fn on_a_full_or_read_only_disk_the_profile_stays_what_it_was() {
    let mut full = 0;
    // Few files, so that making each kind of file fails in its turn; then few blocks, so that writing does.
    let files = (2..12).map(|inodes| format!("size=1m,nr_inodes={inodes}"));
    let blocks = (1..12).map(|pages| format!("size={}k,nr_inodes=1000", pages * 4));
    for options in files.chain(blocks) {
        match on_a_disk(&options, "saves_until_full") {
            Some(true) => full += 1,
            Some(false) => {}
            None => {
                let mut stderr = std::io::stderr();
                let _ = writeln!(stderr, "skipped: no tiny disk can be mounted here; injected faults cover every step");
                return;
            }
        }
    }
    assert!(full >= 20, "only {full} disks were ever full");
    assert_eq!(on_a_disk("size=1m", "saves_to_a_read_only_disk"), Some(true));
}
