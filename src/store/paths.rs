//! Where the learner's files are: flag, then `PREREQ_*`, then `XDG_*`, then the platform's own place.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

use directories::{BaseDirs, ProjectDirs};

use super::StoreError;

/// What the command line says about places.
#[derive(Debug, Clone, Default)]
pub struct PathFlags {
    /// `--profile`.
    pub profile: Option<PathBuf>,
}

/// Where everything is. Nothing is created by knowing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The learner's profile.
    pub profile: PathBuf,
    /// The settings.
    pub config: PathBuf,
    /// Profile, history and own catalog.
    pub data_dir: PathBuf,
    /// What can be deleted at any time.
    pub cache_dir: PathBuf,
}

impl Paths {
    /// Settles every place. `env` looks a variable up; an empty one counts as unset, and so does an
    /// `XDG_*` that is not absolute, as that specification asks.
    ///
    /// # Errors
    /// When nothing names a place and there is no home directory.
    pub fn resolve(flags: &PathFlags, env: &dyn Fn(&str) -> Option<OsString>) -> Result<Self, StoreError> {
        let set = |name: &str| env(name).filter(|v| !v.is_empty()).map(PathBuf::from);
        // `directories` ignores XDG variables on macOS and reads the environment behind our back: ask ours first.
        let xdg = |name: &str| set(name).filter(|p| p.is_absolute()).map(|p| p.join("prereq"));
        let platform = ProjectDirs::from("", "", "prereq");
        let dir = |own: Option<&str>, shared: &str, what, default: fn(&ProjectDirs) -> &Path| {
            own.and_then(set)
                .or_else(|| xdg(shared))
                .or_else(|| platform.as_ref().map(|p| default(p).to_path_buf()))
                .ok_or(StoreError::NoHome { what })
        };
        let data_dir = dir(Some("PREREQ_DATA_DIR"), "XDG_DATA_HOME", "your profile", ProjectDirs::data_dir);
        let profile = match flags.profile.clone().or_else(|| set("PREREQ_PROFILE")) {
            Some(named) => named,
            None => data_dir.as_ref().map_err(|_| StoreError::NoHome { what: "your profile" })?.join("profile.toml"),
        };
        let config = match set("PREREQ_CONFIG") {
            Some(named) => named,
            None => dir(None, "XDG_CONFIG_HOME", "your settings", ProjectDirs::config_dir)?.join("config.toml"),
        };
        Ok(Self {
            data_dir: data_dir?,
            cache_dir: dir(Some("PREREQ_CACHE_DIR"), "XDG_CACHE_HOME", "the cache", ProjectDirs::cache_dir)?,
            profile,
            config,
        })
    }

    /// The learner's own goals and courses; it need not exist.
    pub fn user_catalog(&self) -> PathBuf {
        self.data_dir.join("catalog")
    }
}

/// Where a path the learner typed leads: `~/` is their own folder, as in their shell; anything else is in `folder` unless
/// it says otherwise.
pub fn as_typed(folder: &Path, typed: &str) -> PathBuf {
    let home = |rest: &str| Some(BaseDirs::new()?.home_dir().join(rest));
    typed.strip_prefix("~/").and_then(home).unwrap_or_else(|| folder.join(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(profile: Option<&str>, vars: &[(&str, &str)]) -> Paths {
        let flags = PathFlags { profile: profile.map(PathBuf::from) };
        let env = |name: &str| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v));
        Paths::resolve(&flags, &env).expect("all places are named")
    }

    #[cfg(unix)]
    #[test]
    fn a_flag_beats_our_variable_beats_xdg() {
        let xdg = [("XDG_DATA_HOME", "/d"), ("XDG_CONFIG_HOME", "/c"), ("XDG_CACHE_HOME", "/k")];
        let paths = resolve(None, &xdg);
        assert_eq!(paths.profile, Path::new("/d/prereq/profile.toml"));
        assert_eq!(paths.config, Path::new("/c/prereq/config.toml"));
        assert_eq!(paths.cache_dir, Path::new("/k/prereq"));
        assert_eq!(paths.user_catalog(), Path::new("/d/prereq/catalog"));

        let mut own = xdg.to_vec();
        own.extend([("PREREQ_DATA_DIR", "own"), ("PREREQ_CONFIG", "own.toml"), ("PREREQ_CACHE_DIR", "")]);
        let paths = resolve(None, &own);
        assert_eq!(paths.profile, Path::new("own/profile.toml"));
        assert_eq!(paths.config, Path::new("own.toml"));
        assert_eq!(paths.cache_dir, Path::new("/k/prereq"), "an empty variable is no variable");

        own.push(("PREREQ_PROFILE", "p.toml"));
        assert_eq!(resolve(None, &own).profile, Path::new("p.toml"));
        assert_eq!(resolve(Some("flag.toml"), &own).profile, Path::new("flag.toml"));
        assert_eq!(resolve(Some("flag.toml"), &own).data_dir, Path::new("own"));
    }
}
