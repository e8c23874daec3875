//! What the environment says about the terminal.

use std::ffi::OsString;

use crate::{
    app::{Colors, Look, Theme},
    store::Config,
};

/// Looks up a variable of the environment.
pub type Env<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// How things look: what is configured, as far as the terminal shows it. Without `color` (`NO_COLOR` and
/// `--color never` say so) there is none.
pub fn look(config: &Config, color: bool, env: Env<'_>) -> Look {
    let theme = config.theme.as_deref().and_then(Theme::named).unwrap_or_default();
    let colors = if color { colors(env) } else { Colors::None };
    Look { theme, colors, ascii: config.ascii.unwrap_or_else(|| !is_utf8(env)) }
}

fn set(env: Env<'_>, name: &str) -> Option<String> {
    env(name).map(|v| v.to_string_lossy().to_lowercase()).filter(|v| !v.is_empty())
}

/// `COLORTERM` promises every colour; without it nearly every terminal has 256, but for the oldest names.
fn colors(env: Env<'_>) -> Colors {
    if set(env, "COLORTERM").is_some_and(|v| v.contains("truecolor") || v.contains("24bit")) {
        return Colors::True;
    }
    let term = set(env, "TERM").unwrap_or_default();
    if term.contains("direct") {
        return Colors::True;
    }
    let few = ["linux", "ansi", "dumb", "cons25", "xterm-color", "xterm-16color", "screen-16color", "sun", "cygwin"];
    if term.is_empty() || term.starts_with("vt") || few.contains(&term.as_str()) {
        // Windows has no TERM; its consoles show every colour.
        return if cfg!(windows) { Colors::True } else { Colors::Sixteen };
    }
    Colors::Cube
}

/// Whether the locale says UTF-8: the first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set decides, as in C. Where
/// none is set there is no locale to contradict what every terminal does.
fn is_utf8(env: Env<'_>) -> bool {
    let Some(locale) = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(|name| set(env, name)) else {
        return true;
    };
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask<T>(vars: &[(&str, &str)], what: impl Fn(Env<'_>) -> T) -> T {
        what(&|name| vars.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(v)))
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        for (vars, utf8) in [
            (&[][..], true),
            (&[("LANG", "C")], false),
            (&[("LANG", "en_GB.UTF-8")], true),
            (&[("LANG", "de_DE.utf8")], true),
            (&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "POSIX")], false),
            (&[("LANG", "en_GB.UTF-8"), ("LC_CTYPE", "en_GB.ISO-8859-1")], false),
            (&[("LANG", "C"), ("LC_CTYPE", "C.UTF-8")], true),
            (&[("LC_ALL", ""), ("LC_CTYPE", "C.UTF-8")], true),
        ] {
            assert_eq!(ask(vars, is_utf8), utf8, "{vars:?}");
        }
        let c = [("LANG", "C")];
        let config = Config { ascii: Some(false), ..Config::default() };
        assert!(!ask(&c, |env| look(&config, true, env)).ascii, "what is configured counts more");
    }

    #[cfg(not(windows))]
    #[test]
    fn colours_are_what_the_terminal_has() {
        let config = Config::default();
        for (vars, colors) in [
            (&[][..], Colors::Sixteen),
            (&[("TERM", "linux")], Colors::Sixteen),
            (&[("TERM", "vt220")], Colors::Sixteen),
            (&[("TERM", "xterm-256color")], Colors::Cube),
            (&[("TERM", "screen")], Colors::Cube),
            (&[("TERM", "xterm-direct")], Colors::True),
            (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Colors::True),
        ] {
            assert_eq!(ask(vars, |env| look(&config, true, env).colors), colors, "{vars:?}");
            assert_eq!(ask(vars, |env| look(&config, false, env).colors), Colors::None);
        }
    }
}
