//! The learner's own editor.

use std::{ffi::OsString, path::Path, process::Command};

/// The command of the editor, as `$VISUAL` or else `$EDITOR` names it.
pub(super) fn named(env: &dyn Fn(&str) -> Option<OsString>) -> Option<String> {
    let words = |name: &&str| env(name).and_then(|v| v.into_string().ok()).filter(|v| !v.trim().is_empty());
    ["VISUAL", "EDITOR"].iter().find_map(words)
}

/// Runs it on a file and waits for its end.
pub(super) fn run(command: &str, path: &Path) -> Result<(), String> {
    // Editors come with flags: `code --wait`.
    let mut words = command.split_whitespace();
    let ended = Command::new(words.next().unwrap_or_default()).args(words).arg(path).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{command}` failed ({status})")),
        Err(why) => Err(format!("`{command}` cannot be run: {why}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_is_the_first_that_is_named() {
        let env = |pairs: &'static [(&str, &str)]| {
            move |name: &str| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v))
        };
        assert_eq!(named(&env(&[("EDITOR", "vi"), ("VISUAL", "code --wait")])).as_deref(), Some("code --wait"));
        assert_eq!(named(&env(&[("EDITOR", "vi"), ("VISUAL", " ")])).as_deref(), Some("vi"));
        assert_eq!(named(&env(&[])), None);
    }

    #[test]
    fn an_editor_that_is_not_there_is_told() {
        assert!(run("no-such-editor-anywhere", Path::new("x")).is_err_and(|m| m.contains("cannot be run")));
    }
}
