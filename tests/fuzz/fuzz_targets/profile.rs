//! Any text as a profile.
#![no_main]

use libfuzzer_sys::fuzz_target;
use prereq::store::ProfileStore;

fuzz_target!(|text: &str| {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("profile.toml");
    std::fs::write(&file, text).expect("written");
    let _ = ProfileStore::new(file).load();
});
