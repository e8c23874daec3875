//! A disk that is full or read-only, at every single step of saving and of going back.

use std::{
    collections::BTreeMap,
    fs,
    io::ErrorKind::{self, PermissionDenied, StorageFull},
    path::Path,
};

use super::*;
use crate::{
    domain::{Level, SkillId, Step},
    store::disk::fault,
};

fn set(level: u16) -> ProfileEdit {
    let skill = SkillId::new("python").expect("valid");
    ProfileEdit::SetSkill { skill, level: Level::new(level), from: "self".to_owned(), on: None }
}

/// Everything under a folder but the lock, which says nothing.
fn files(dir: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(dir).into_iter().flatten() {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if !path.to_string_lossy().ends_with(".lock") {
            found.insert(path.clone(), fs::read_to_string(&path).expect("text"));
        }
    }
    found
}

/// Tries `action` on a disk that fails after 0, 1, 2… steps until it goes through; after every failure
/// the profile has to be what it was, and every version that was kept still there.
fn until_it_works<T>(store: &ProfileStore, kind: ErrorKind, action: impl Fn() -> Result<T, StoreError>) -> (u32, T) {
    let before = store.load().expect("valid").profile;
    let kept = files(disk::parent(store.path()));
    for steps in 0..100 {
        fault::after(steps, kind);
        let result = action();
        fault::repaired();
        match result {
            Ok(done) => return (steps, done),
            Err(StoreError::Io { source, .. }) => {
                assert_eq!(source.kind(), kind, "after {steps} steps");
                assert_eq!(store.load().expect("valid").profile, before, "after {steps} steps");
                let left = files(disk::parent(store.path()));
                for (path, text) in &kept {
                    assert_eq!(left.get(path), Some(text), "{} after {steps} steps", path.display());
                }
                assert!(left.keys().all(|p| !p.to_string_lossy().contains(".prereq-")), "{left:?}");
            }
            Err(other) => panic!("after {steps} steps: {other}"),
        }
    }
    panic!("it never works");
}

#[test]
fn a_save_that_fails_at_any_step_loses_nothing_and_says_so() {
    for kind in [StorageFull, PermissionDenied] {
        let dir = tempfile::tempdir().expect("a folder");
        let store = ProfileStore::new(dir.path().join("deep/profile.toml"));
        let (steps, _) = until_it_works(&store, kind, || store.update(&[set(100)]));
        // The version that was kept by a try that failed later is not kept again.
        assert!(steps >= 7, "two folders, a lock, and four steps for the file itself, not {steps}");
        until_it_works(&store, kind, || store.update(&[set(200)]));
        assert_eq!(store.steps_left(), StepsLeft { undo: 2, redo: 0 }, "failed saves are no versions");

        // Back and forward as well, and a change after it, which ends what was taken back.
        let (_, back) = until_it_works(&store, kind, || store.step(Step::Undo));
        assert_eq!(back.expect("there is one").now.skills.len(), 1);
        assert_eq!(store.steps_left(), StepsLeft { undo: 1, redo: 1 });
        let (_, forward) = until_it_works(&store, kind, || store.step(Step::Redo));
        assert_eq!(forward.expect("there is one").now, store.load().expect("valid").profile);
        assert_eq!(store.steps_left(), StepsLeft { undo: 2, redo: 0 });
        until_it_works(&store, kind, || store.step(Step::Undo));
        until_it_works(&store, kind, || store.update(&[set(300)]));
        assert_eq!(store.steps_left(), StepsLeft { undo: 2, redo: 0 });
    }
}

#[test]
fn what_a_killed_save_leaves_behind_is_swept_up() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = ProfileStore::new(dir.path().join("profile.toml"));
    store.update(&[set(100)]).expect("saved");
    let history = dir.path().join("history");
    let litter = [dir.path().join(".prereq-profile.toml~aB3xYz"), history.join(".prereq-profile-000002.toml~aB3xYz")];
    let others = [dir.path().join(".prereq-other.toml~aB3xYz"), history.join(".prereq-profile-2-000002.toml~aB3xYz")];
    litter.iter().chain(&others).for_each(|path| fs::write(path, "half").expect("written"));
    store.update(&[set(200)]).expect("saved");
    assert!(litter.iter().all(|path| !path.exists()));
    assert!(others.iter().all(|path| path.exists()), "another file's saves may be under way");
}

/// Killed once the version before is kept and before the oldest is forgotten: the next save forgets it.
#[test]
fn a_save_killed_before_it_forgot_leaves_that_to_the_next() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = ProfileStore::new(dir.path().join("profile.toml"));
    (0..=MAX_HISTORY).for_each(|n| _ = store.update(&[set(if n % 2 == 0 { 100 } else { 200 })]).expect("saved"));
    let history = dir.path().join("history");
    let kept = || fs::read_dir(&history).expect("a folder").count();
    assert_eq!(kept(), MAX_HISTORY);
    fs::copy(dir.path().join("profile.toml"), history.join("profile-000999.toml")).expect("copied");
    store.update(&[set(300)]).expect("saved");
    assert_eq!(kept(), MAX_HISTORY);
}
