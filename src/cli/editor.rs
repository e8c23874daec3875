//! The learner's own editor, on a copy: what is wrong with it costs nothing.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::Command,
};

use super::{context::Context, error::CliError};
use crate::store::read_file;

/// What came back from the editor.
#[derive(Debug)]
pub struct Draft {
    /// The text.
    pub text: String,
    file: tempfile::NamedTempFile,
}

impl Draft {
    /// Leaves the copy where it is, for who has to go on with it.
    ///
    /// # Errors
    /// When the system does not let us.
    pub fn keep(self) -> Result<PathBuf, CliError> {
        let path = self.file.path().to_path_buf();
        match self.file.keep() {
            Ok((_, path)) => Ok(path),
            Err(why) => Err(CliError::File { doing: "keep", path, source: why.error }),
        }
    }
}

/// Opens a copy of `text`, which is that of `path`, in `$VISUAL` or `$EDITOR` and waits for its end.
///
/// # Errors
/// When there is no editor, or it fails.
pub fn edit(path: &Path, text: &str, ctx: &Context) -> Result<Draft, CliError> {
    let named = ctx.around.var("VISUAL").or_else(|| ctx.around.var("EDITOR"));
    let Some(command) = named.and_then(|n| n.into_string().ok()).filter(|n| !n.trim().is_empty()) else {
        return Err(CliError::usage(
            "there is no editor to open: neither VISUAL nor EDITOR is set",
            format!("set one, use flags (`prereq goal edit --help`), or edit {} yourself", path.display()),
        ));
    };
    let failed = |doing, source| CliError::File { doing, path: path.to_path_buf(), source };
    let file = tempfile::Builder::new().prefix("prereq-goals-").suffix(".toml").tempfile();
    let mut file = file.map_err(|why| failed("copy", why))?;
    file.write_all(text.as_bytes()).and_then(|()| file.flush()).map_err(|why| failed("copy", why))?;
    // Editors come with flags: `code --wait`.
    let mut words = command.split_whitespace();
    let program = words.next().unwrap_or_default();
    let ended = Command::new(program).args(words).arg(file.path()).status();
    match ended {
        Ok(status) if status.success() => {}
        Ok(status) => {
            return Err(CliError::usage(format!("`{command}` failed ({status})"), "nothing was changed"));
        }
        Err(why) => {
            return Err(CliError::usage(
                format!("`{command}` cannot be run: {why}"),
                "set VISUAL or EDITOR to an editor that is there",
            ));
        }
    }
    // Many editors put a new file in the place of the old one.
    let text = read_file(file.path())?;
    Ok(Draft { text, file })
}
