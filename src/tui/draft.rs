//! A copy of the learner's file for their editor. What is wrong with it costs nothing: it is kept.

use std::{io::Write as _, path::PathBuf};

use tempfile::TempPath;

use super::files::told;
use crate::{
    app::Edited,
    store::{ProfileStore, Submitted, read_file},
};

/// A copy being edited.
#[derive(Debug)]
pub(super) struct Draft {
    /// What the learner's file said.
    old: String,
    path: Place,
}

#[derive(Debug)]
enum Place {
    /// Goes away with us.
    Passing(TempPath),
    /// Stays whatever happens: somebody's work is in it.
    Kept(PathBuf),
}

impl Draft {
    /// A copy of what the file says now.
    pub(super) fn new(store: &ProfileStore) -> Result<Self, String> {
        let old = store.text().map_err(told)?;
        let copy = || {
            let mut file = tempfile::Builder::new().prefix("prereq-profile-").suffix(".toml").tempfile()?;
            file.write_all(old.as_bytes())?;
            file.flush()?;
            Ok(file.into_temp_path())
        };
        let path = copy().map_err(|e: std::io::Error| format!("no copy of your file can be made: {e}"))?;
        Ok(Self { old, path: Place::Passing(path) })
    }
    /// Where it is.
    pub(super) fn path(&self) -> PathBuf {
        match &self.path {
            Place::Passing(path) => path.to_path_buf(),
            Place::Kept(path) => path.clone(),
        }
    }
    /// Takes what was written, if it is sound; else the draft, to go on with.
    pub(super) fn end(self, store: &ProfileStore) -> (Edited, Option<Self>) {
        let text = match read_file(&self.path()) {
            Ok(text) => text,
            Err(error) => {
                return (Edited::Failed(format!("what you wrote cannot be read: {error}")), Some(self.keep()));
            }
        };
        if text == self.old {
            self.discard();
            return (Edited::Unchanged, None);
        }
        match store.replace(&self.old, &text) {
            Ok(Submitted::Taken(profile)) => {
                self.discard();
                (Edited::Taken(profile), None)
            }
            Ok(Submitted::Overtaken) => (Edited::Overtaken(self.keep().path()), None),
            Ok(Submitted::Wrong(problems)) => {
                let kept = self.keep();
                let mut lines: Vec<String> = (problems.iter())
                    .map(|p| match p.line {
                        Some(line) => format!("line {line}: {}", p.message),
                        None => p.message.clone(),
                    })
                    .collect();
                lines.push(format!("What you wrote is in {}", kept.path().display()));
                (Edited::Wrong(lines), Some(kept))
            }
            Err(error) => {
                let kept = self.keep();
                (Edited::Failed(format!("{}; what you wrote is in {}", told(error), kept.path().display())), None)
            }
        }
    }
    /// Leaves it where it is; where, if anything was written.
    pub(super) fn leave(self) -> Option<PathBuf> {
        if read_file(&self.path()).is_ok_and(|text| text == self.old) {
            self.discard();
            return None;
        }
        Some(self.keep().path())
    }
    fn keep(self) -> Self {
        let path = match self.path {
            Place::Passing(path) => match path.keep() {
                Ok(path) => Place::Kept(path),
                Err(error) => Place::Passing(error.path),
            },
            kept => kept,
        };
        Self { path, ..self }
    }
    fn discard(self) {
        if let Place::Kept(path) = self.path {
            drop(TempPath::try_from_path(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_taken_or_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = ProfileStore::new(folder.path().join("profile.toml"));
        let write = |draft: &Draft, text: &str| std::fs::write(draft.path(), text).expect("writes");

        let draft = Draft::new(&store).expect("a copy");
        assert!(matches!(draft.end(&store), (Edited::Unchanged, None)));
        assert!(!store.path().exists(), "nothing is written unasked");

        let draft = Draft::new(&store).expect("a copy");
        write(&draft, "goals = 3\n[");
        let (Edited::Wrong(lines), Some(draft)) = draft.end(&store) else { panic!("taken") };
        assert!(lines[0].starts_with("line "), "{lines:?}");
        let path = draft.path();
        assert!(path.exists() && !store.path().exists());

        write(&draft, "goals = [\"data-scientist\"] # mine\n");
        let (Edited::Taken(profile), None) = draft.end(&store) else { panic!("refused") };
        assert_eq!(profile.goals[0].as_str(), "data-scientist");
        assert_eq!(store.text().expect("there"), "goals = [\"data-scientist\"] # mine\n");
        assert!(!path.exists(), "nothing is left behind");

        let draft = Draft::new(&store).expect("a copy");
        write(&draft, "goals = []\n");
        std::fs::write(store.path(), "goals = [\"x\"]\n").expect("writes");
        let (Edited::Overtaken(path), None) = draft.end(&store) else { panic!("taken") };
        assert_eq!(std::fs::read_to_string(&path).expect("kept"), "goals = []\n");
        assert_eq!(store.text().expect("there"), "goals = [\"x\"]\n");
        std::fs::remove_file(path).expect("removes");
    }
}
