//! Any text as a catalog file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use prereq::store::{CatalogSources, check_catalog};

fuzz_target!(|text: &str| {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("c.toml");
    std::fs::write(&file, text).expect("written");
    let _ = check_catalog(&CatalogSources { builtin: false, user: None, paths: vec![file] });
});
