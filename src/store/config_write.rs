//! Weights into `config.toml`, when the learner asks for it; everything else in the file stays as it is.

use std::{io, path::Path};

use toml_edit::{DocumentMut, Item, Table};

use super::{
    StoreError,
    config::{CONFIG_VERSION, load_settings},
    disk::{self, Access, TextError},
    literal::{millionths, put},
};
use crate::recommend::{Component, Weights};

/// Writes how much each component counts. Components the file does not name are added only where they
/// differ from the built-in weights. Without a file there is one afterwards.
///
/// # Errors
/// When the file is damaged or says what it cannot mean, has a shape that cannot be edited in place, or cannot
/// be written.
pub fn write_weights(path: &Path, weights: &Weights) -> Result<(), StoreError> {
    let _lock = disk::lock(path)?;
    let text = match disk::read_text(path) {
        Ok(text) => Some(text),
        Err(TextError::Io(why)) if why.kind() == io::ErrorKind::NotFound => None,
        Err(TextError::Io(why)) => return Err(StoreError::io("read", path)(why)),
        // Told below, with the place.
        Err(_) => Some(String::new()),
    };
    // What is wrong with the file is not ours to write over.
    load_settings(path)?;
    let cannot = || StoreError::NotWritable { path: path.to_owned() };
    let text = rewrite(text.as_deref(), weights).ok_or_else(cannot)?;
    disk::replace(path, &text, Access::Private).map_err(StoreError::io("write", path))
}

fn rewrite(text: Option<&str>, weights: &Weights) -> Option<String> {
    let mut document: DocumentMut = text.unwrap_or_default().parse().ok()?;
    if text.is_none() {
        document.insert("version", toml_edit::value(i64::try_from(CONFIG_VERSION).ok()?));
    }
    let table = document.entry("weights").or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()?;
    for component in Component::ALL {
        let weight = weights.get(component);
        if table.contains_key(component.word()) || weight != Weights::default().get(component) {
            put(table, component.word(), millionths(weight));
        }
    }
    Some(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(text: &str) -> Weights {
        Weights::default().parse(text).expect("weights")
    }

    #[test]
    fn weights_are_written_beside_what_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/config.toml");
        write_weights(&path, &weights("path=0.6")).expect("written");
        let text = std::fs::read_to_string(&path).expect("there");
        assert_eq!(text, "version = 1\n\n[weights]\npath = 0.60\n");
        let mine = "# mine\ntheme = \"dark\"\n\n[weights]\npath = 1 # much\ngap = 0.15\n\n[keys]\nquit = \"Q\"\n";
        std::fs::write(&path, mine).expect("written");
        write_weights(&path, &weights("path=0.455,cost=0")).expect("written");
        let text = std::fs::read_to_string(&path).expect("there");
        let now = "# mine\ntheme = \"dark\"\n\n[weights]\npath = 0.455 # much\ngap = 0.15\ncost = 0.00\n\n[keys]\nquit = \"Q\"\n";
        assert_eq!(text, now);
        assert_eq!(load_settings(&path).expect("reads").weights["path"], 0.455);
    }

    #[test]
    fn a_file_with_faults_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        for bad in ["weights = 3\n", "version = \n", "mouse = 7\n"] {
            std::fs::write(&path, bad).expect("written");
            assert!(write_weights(&path, &weights("path=0.6")).is_err(), "{bad}");
            assert_eq!(std::fs::read_to_string(&path).expect("there"), bad);
        }
    }
}
