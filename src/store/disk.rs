//! Reading with a limit and writing so that a crash leaves either the old file or the new one.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use super::{StoreError, read::MAX_FILE_BYTES};

/// Why a file's text cannot be had.
#[derive(Debug)]
pub(crate) enum TextError {
    Io(io::Error),
    /// Beyond [`MAX_FILE_BYTES`].
    TooLarge,
    /// Not UTF-8, from this line on.
    NotUtf8 {
        line: u32,
    },
}

impl TextError {
    /// As a clause that goes on after the file's name.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Io(why) => format!("cannot be read: {why}"),
            Self::TooLarge => format!("is larger than {} MiB", MAX_FILE_BYTES / (1024 * 1024)),
            Self::NotUtf8 { .. } => "is not UTF-8 text".to_owned(),
        }
    }
}

/// A whole file, if it is UTF-8 and not beyond the limit.
pub(crate) fn read_text(path: &Path) -> Result<String, TextError> {
    let file = File::open(path).map_err(TextError::Io)?;
    let mut bytes = Vec::new();
    // One byte past the limit tells a file at it from one beyond, whatever its metadata claims.
    file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes).map_err(TextError::Io)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(TextError::TooLarge);
    }
    String::from_utf8(bytes).map_err(|why| {
        let good = &why.as_bytes()[..why.utf8_error().valid_up_to()];
        let line = good.iter().filter(|b| **b == b'\n').count() + 1;
        TextError::NotUtf8 { line: u32::try_from(line).unwrap_or(u32::MAX) }
    })
}

/// Who may read a new file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// The learner alone.
    Private,
    /// As the system's defaults say.
    Usual,
}

/// Replaces `path` by `text` in one step: a temporary file beside it, flushed to disk, renamed over
/// it, and the folder flushed too. Through a link, its target is replaced.
pub(crate) fn replace(path: &Path, text: &str, access: Access) -> io::Result<()> {
    let path = target(path)?;
    let dir = parent(&path);
    let mut builder = tempfile::Builder::new();
    let mut prefix = temporary_prefix(&path);
    prefix.push("~");
    builder.prefix(&prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The umask still applies to 0666, as it does to any file a program makes.
        builder.permissions(fs::Permissions::from_mode(if access == Access::Private { 0o600 } else { 0o666 }));
    }
    #[cfg(not(unix))]
    let _ = access;
    step()?;
    // The system names the file it could not make, which is not the one that was asked for.
    let mut file = builder.tempfile_in(dir).map_err(|error| bare(&error))?;
    step()?;
    file.write_all(text.as_bytes())?;
    step()?;
    file.as_file().sync_all()?;
    step()?;
    file.persist(&path).map_err(|e| e.error)?;
    // What was to be there is there. That it survives the power going this very second is a
    // promise not every file system lets us make, and no reason to call the save a failure.
    let _ = sync_dir(dir);
    Ok(())
}

/// The error without the path it may carry.
fn bare(error: &io::Error) -> io::Error {
    let text = error.to_string();
    io::Error::new(error.kind(), text.split(" at path ").next().unwrap_or_default())
}

/// The file that is to be replaced: where a link leads, also when nothing is there yet.
fn target(path: &Path) -> io::Result<PathBuf> {
    if let Ok(real) = fs::canonicalize(path) {
        return Ok(real);
    }
    let mut at = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        let Ok(next) = fs::read_link(&at) else { return Ok(at) };
        at = parent(&at).join(next);
    }
    Err(io::Error::other("it is a link that leads to itself"))
}

/// As many links as systems follow.
const MAX_LINKS: usize = 40;

/// The rename itself is only on disk once the folder is. Windows has no such notion.
fn sync_dir(dir: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(dir)?.sync_all() } else { Ok(()) }
}

/// Where tests make the disk fail; nothing otherwise.
#[cfg(not(test))]
fn step() -> io::Result<()> {
    Ok(())
}
/// Whether a file there could be saved, or files be put into a folder there: tried with a file that has
/// no name, in the nearest folder that exists. Nothing is left behind.
pub fn can_write(path: &Path) -> bool {
    let here = |p: &Path| if p.as_os_str().is_empty() { PathBuf::from(".") } else { p.to_path_buf() };
    // Saving replaces the file, so for a file it is its folder that counts.
    let folder = path.ancestors().map(here).find(|p| p.is_dir());
    folder.is_some_and(|dir| tempfile::tempfile_in(dir).is_ok())
}

#[cfg(test)]
fn step() -> io::Result<()> {
    fault::step()
}

/// Holds the lock on changes to `path` until it is dropped; the folder is made if need be.
///
/// A file of its own is locked, because saving puts another file in the place of `path`. Whoever is
/// killed while holding it leaves it free, and at most a temporary file, which the next one removes.
///
/// # Errors
/// When the folder or the lock file cannot be made.
pub(crate) fn lock(path: &Path) -> Result<File, StoreError> {
    let dir = parent(path);
    make_private_dir(dir).map_err(StoreError::io("create", dir))?;
    let lock = beside(path, ".lock");
    let locked = step()
        .and_then(|()| fs::OpenOptions::new().create(true).truncate(false).write(true).open(&lock))
        .and_then(|file| {
            // Not the standard library's method of that name, which is younger than our oldest compiler.
            fs4::FileExt::lock(&file)?;
            Ok(file)
        });
    let locked = locked.map_err(StoreError::io("lock", lock))?;
    sweep(path);
    Ok(locked)
}

/// Removes temporary files that saves of `path` left behind when they were killed. Only for who holds the lock.
fn sweep(path: &Path) {
    let real = target(path).unwrap_or_else(|_| path.to_path_buf());
    let prefix = temporary_prefix(&real);
    let history = parent(path).join("history");
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let kept = format!(".prereq-{stem}-");
    for (dir, prefix) in [
        (parent(&real).to_path_buf(), prefix.as_os_str().to_string_lossy().into_owned()),
        (history.join("redo"), kept.clone()),
        (history, kept),
    ] {
        let Ok(entries) = fs::read_dir(dir) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let rest = name.strip_prefix(&prefix).unwrap_or_default();
            // The random part is all that follows, but for the number and ending of a kept version.
            let random = rest.rsplit('~').next().unwrap_or_default();
            let number = rest.strip_suffix(random).unwrap_or_default();
            let ours = number == "~" || number.strip_suffix(".toml~").is_some_and(|n| n.parse::<u64>().is_ok());
            if !random.is_empty() && ours {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// How the names of temporary files begin that will become `path`.
fn temporary_prefix(path: &Path) -> OsString {
    let mut name = OsString::from(".prereq-");
    name.push(path.file_name().unwrap_or_default());
    name
}

/// Makes a folder for the learner alone, and those above it.
pub(crate) fn make_private_dir(dir: &Path) -> io::Result<()> {
    step()?;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir)
}

/// The folder a file is in; `.` for a bare name.
pub(crate) fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    }
}

/// `path` with `suffix` put behind its whole name.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_name().map(OsString::from).unwrap_or_default();
    name.push(suffix);
    path.with_file_name(name)
}

/// Reads a file the learner named, such as a saved plan.
///
/// # Errors
/// When it cannot be read, is too large, or is not UTF-8.
pub fn read_file(path: &Path) -> Result<String, StoreError> {
    read_text(path).map_err(|why| {
        let source = match why {
            TextError::Io(source) => source,
            other => io::Error::new(io::ErrorKind::InvalidData, format!("it {}", other.message())),
        };
        StoreError::io("read", path)(source)
    })
}

/// Writes a file the learner asked for by name, such as an exported plan. A regular file is replaced in
/// one step; anything else (a pipe, a terminal) is written to.
///
/// # Errors
/// When the system does not let us.
pub fn write_file(path: &Path, text: &str) -> Result<(), StoreError> {
    let special = fs::metadata(path).is_ok_and(|m| !m.is_file());
    let written = if special {
        fs::OpenOptions::new().write(true).open(path).and_then(|mut f| f.write_all(text.as_bytes()))
    } else {
        replace(path, text, Access::Usual)
    };
    written.map_err(StoreError::io("write", path))
}

/// A disk that fails at the step a test chooses.
#[cfg(test)]
pub(crate) mod fault {
    use std::{cell::Cell, io};

    thread_local! {
        static NEXT: Cell<Option<(u32, io::ErrorKind)>> = const { Cell::new(None) };
    }

    /// After `steps` more steps every further one fails as `kind`.
    pub(crate) fn after(steps: u32, kind: io::ErrorKind) {
        NEXT.set(Some((steps, kind)));
    }
    /// The disk works again.
    pub(crate) fn repaired() {
        NEXT.set(None);
    }
    pub(super) fn step() -> io::Result<()> {
        match NEXT.get() {
            None => Ok(()),
            Some((0, kind)) => Err(kind.into()),
            Some((left, kind)) => {
                NEXT.set(Some((left - 1, kind)));
                Ok(())
            }
        }
    }
}
