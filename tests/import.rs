//! Import: from other people's lists to a catalog.

use std::{env, fs, io::Write as _, path::PathBuf};

#[path = "import/datasets.rs"]
mod datasets;
#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/inference.rs"]
mod inference;
#[path = "import/language.rs"]
mod language;

/// The path of a data file that is not part of the repository; `None`, said on stderr, where it is absent.
fn data_path(name: &str) -> Option<PathBuf> {
    let root = env::var_os("PREREQ_TEST_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let path = root.join(name);
    if !path.exists() {
        let _ = writeln!(std::io::stderr(), "SKIPPED: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// Its text.
fn data(name: &str) -> Option<String> {
    Some(fs::read_to_string(data_path(name)?).expect("readable"))
}
