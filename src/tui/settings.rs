//! From the learner's settings to how the interface behaves.

use crate::{
    app::{ACTIONS, Key, KeyFaultKind, KeyPatch, Keymap, Preferences},
    domain::scrub,
    store::{Config, Problem, ProblemKind, Severity, closest},
};

/// How the settings want the interface; what is wrong with them is among it.
pub fn preferences(config: &Config) -> Preferences {
    let (keymap, problems) = keymap(config);
    let warnings = config.notes.iter().chain(&problems).map(told).collect();
    Preferences { keymap, mouse: config.mouse.unwrap_or(true), warnings, ..Preferences::default() }
}

/// What is wrong with the keys of the settings.
pub fn key_problems(config: &Config) -> Vec<Problem> {
    keymap(config).1
}

/// Problem and way out in one line, short enough for most screens.
fn told(problem: &Problem) -> String {
    let file = problem.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = problem.line.map(|n| format!(", line {n}")).unwrap_or_default();
    let hint = problem.hint.as_ref().map(|h| format!("; {h}")).unwrap_or_default();
    format!("{file}{line}: {}{hint}", problem.message)
}

fn keymap(config: &Config) -> (Keymap, Vec<Problem>) {
    let patches: Vec<KeyPatch> =
        config.keys.iter().map(|k| KeyPatch { name: k.action.clone(), keys: k.keys.clone() }).collect();
    let (keymap, faults) = Keymap::patched(&patches);
    let problems = faults.into_iter().filter_map(|fault| {
        let setting = config.keys.get(fault.patch)?;
        let (kind, message, hint) = worded(&setting.action, &fault.what);
        Some(Problem {
            severity: Severity::Warning,
            kind,
            file: config.file.clone(),
            line: setting.line,
            key: format!("keys.{}", scrub(&setting.action)),
            message,
            hint,
        })
    });
    (keymap, problems.collect())
}

fn worded(name: &str, fault: &KeyFaultKind) -> (ProblemKind, String, Option<String>) {
    let meant = |near: Option<&str>| near.map(|near| format!("did you mean `{near}`?"));
    match fault {
        KeyFaultKind::NoSuchName => {
            let near = meant(closest(name, ACTIONS.iter().map(|s| s.name)));
            let all = || Some("the command palette (`:`) lists the names".to_owned());
            (ProblemKind::UnknownKey, format!("nothing is called `{}`", scrub(name)), near.or_else(all))
        }
        KeyFaultKind::NoKey(text) => {
            let near = meant(text.split_whitespace().find_map(|word| closest(word, Key::names())));
            let how =
                || Some("write a character, a name such as enter or pageup, ctrl-d, or several: \", t\"".to_owned());
            (ProblemKind::BadValue, format!("`{}` is no key", scrub(text)), near.or_else(how))
        }
        KeyFaultKind::IsText(chord, place) => (
            ProblemKind::BadValue,
            format!("`{chord}` is text in {}, so it does nothing else there", place.title()),
            Some("give it a key with ctrl or alt, or one that types nothing".to_owned()),
        ),
        KeyFaultKind::Refused(chord, by, place) => (
            ProblemKind::Duplicate,
            format!("`{chord}` is `{by}` already ({})", place.title()),
            Some("give one of the two another key".to_owned()),
        ),
        KeyFaultKind::Taken(chord, from, place) => (
            ProblemKind::Duplicate,
            format!("`{chord}` was `{from}` ({}), which has lost it", place.title()),
            Some(format!("say which keys `{from}` is to have")),
        ),
        KeyFaultKind::NoWayOut(place) => (
            ProblemKind::BadValue,
            format!("no key would leave the program from {}, so ctrl-c still does", place.title()),
            None,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::KeySetting;

    fn said(settings: &[(&str, &[&str], u32)]) -> Vec<String> {
        let keys = settings.iter().map(|(action, keys, line)| KeySetting {
            action: (*action).to_owned(),
            keys: keys.iter().map(|&k| k.to_owned()).collect(),
            line: Some(*line),
        });
        let config = Config { keys: keys.collect(), file: "config.toml".to_owned(), ..Config::default() };
        preferences(&config).warnings
    }

    #[test]
    fn what_is_wrong_with_keys_is_told_with_its_line_and_what_was_meant() {
        assert_eq!(said(&[("done", &["f5"], 2)]), Vec::<String>::new());
        assert_eq!(
            said(&[("dnoe", &["d"], 3), ("save", &["entre"], 4)]),
            [
                "config.toml, line 3: nothing is called `dnoe`; did you mean `done`?",
                "config.toml, line 4: `entre` is no key; did you mean `enter`?"
            ]
        );
        assert_eq!(
            said(&[("save", &["d"], 7)]),
            ["config.toml, line 7: `d` was `done` (Home), which has lost it; say which keys `done` is to have"]
        );
    }
}
