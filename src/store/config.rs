//! `config.toml`: what the learner set once and for all. Only read, never written.

use std::{collections::BTreeMap, io, path::Path};

use toml::de::{DeTable, DeValue};

use super::{
    Problem, ProblemKind, Severity, StoreError,
    disk::{self, TextError},
    read::{Reader, Value},
};
use crate::{
    advisor::Settings,
    domain::{Currency, Minutes, scrub},
    path::{Costing, WeightTerm},
};

/// The version this program knows.
pub const CONFIG_VERSION: u64 = 1;
/// The components of a recommendation that can be weighted.
pub const WEIGHTS: [&str; 6] = ["path", "gap", "interest", "community", "quality", "cost"];

const KEYS: &[&str] = &[
    "version",
    "assume_hours",
    "assume_long_hours",
    "video_factor",
    "taste",
    "work_weights",
    "currency",
    "rates",
    "weights",
    "theme",
    "ascii",
    "mouse",
    "keys",
];
/// The colour themes of the interface.
pub const THEMES: [&str; 5] = ["ansi-16", "dark", "light", "high-contrast", "mono"];

/// The settings, defaults filled in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// What the advisor goes by.
    pub advisor: Settings,
    /// Weights of the components of a recommendation, where they differ from the built-in ones.
    pub weights: BTreeMap<String, f64>,
    /// The name of the colour theme.
    pub theme: Option<String>,
    /// Whether the interface draws with ASCII characters only; the locale decides where nothing is said.
    pub ascii: Option<bool>,
    /// Whether the interface takes the mouse.
    pub mouse: Option<bool>,
    /// Keys, as written: what they may say is the interface's business.
    pub keys: Vec<KeySetting>,
    /// The file, as it is named in messages.
    pub file: String,
    /// What is odd about the file.
    pub notes: Vec<Problem>,
}

/// Other keys for something the interface can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySetting {
    /// What it is called.
    pub action: String,
    /// Its keys.
    pub keys: Vec<String>,
    /// The line this stands in.
    pub line: Option<u32>,
}

/// Reads the settings; a missing file means the defaults.
///
/// # Errors
/// All that is wrong with the file, or that it cannot be read.
pub fn load_settings(path: &Path) -> Result<Config, StoreError> {
    let shown = scrub(&path.to_string_lossy());
    match disk::read_text(path) {
        Ok(text) => config(&shown, &text).map_err(|problems| StoreError::Invalid { path: path.to_owned(), problems }),
        Err(TextError::Io(why)) if why.kind() == io::ErrorKind::NotFound => Ok(Config::default()),
        Err(TextError::Io(why)) => Err(StoreError::io("read", path)(why)),
        Err(why) => {
            let (kind, line) = match why {
                TextError::NotUtf8 { line } => (ProblemKind::NotUtf8, Some(line)),
                _ => (ProblemKind::TooLarge, None),
            };
            let message = format!("it {}", why.message());
            let (key, hint) = (String::new(), None);
            let problem = Problem { severity: Severity::Error, kind, file: shown, line, key, message, hint };
            Err(StoreError::Invalid { path: path.to_owned(), problems: vec![problem] })
        }
    }
}

fn config(file: &str, text: &str) -> Result<Config, Vec<Problem>> {
    let mut reader = Reader::new(file, text);
    let Some(document) = reader.document(text) else { return Err(reader.problems) };
    let mut config = whole(&mut reader, &document);
    config.file = file.to_owned();
    let (mut errors, mut notes): (Vec<_>, Vec<_>) =
        reader.problems.into_iter().partition(|p| p.severity == Severity::Error && p.kind != ProblemKind::UnknownKey);
    errors.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    notes.iter_mut().for_each(|p| p.severity = Severity::Warning);
    notes.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    config.notes = notes;
    if errors.is_empty() { Ok(config) } else { Err(errors) }
}

fn whole(reader: &mut Reader, document: &DeTable<'_>) -> Config {
    let mut config = Config::default();
    for (key, value) in document {
        let name = key.get_ref().as_ref();
        match name {
            "version" => {
                let version = reader.integer(value, name, 1..=u64::MAX);
                if version.is_some_and(|v| v > CONFIG_VERSION) {
                    let line = reader.line(value);
                    let message = "the file is of a later version than this program; what it knows is used";
                    reader.note(Severity::Warning, ProblemKind::Version, line, name, message, None);
                }
            }
            "assume_hours" => {
                let hours = reader.quantity(value, name, Minutes::from_hours);
                config.advisor.costing.assume = hours.unwrap_or(config.advisor.costing.assume);
            }
            "assume_long_hours" => {
                let hours = reader.quantity(value, name, Minutes::from_hours);
                config.advisor.costing.assume_long = hours.unwrap_or(config.advisor.costing.assume_long);
            }
            "video_factor" => {
                let factor = reader.quantity(value, name, thousandths("a video factor", 1.0..=10.0));
                config.advisor.costing.video_factor = factor.unwrap_or(config.advisor.costing.video_factor);
            }
            "taste" => {
                let taste = reader.quantity(value, name, crate::path::taste);
                config.advisor.costing.taste = taste.unwrap_or(config.advisor.costing.taste);
            }
            "work_weights" => work_weights(reader, value, &mut config.advisor.costing),
            "currency" => {
                let currency = reader.quantity_text(value, name, str::parse::<Currency>);
                config.advisor.money.currency = currency.unwrap_or_default();
            }
            "rates" => rates(reader, value, &mut config.advisor.money.rates),
            "weights" => weights(reader, value, &mut config.weights),
            "theme" => config.theme = reader.word(value, name, &THEMES.map(|t| (t, t))).map(str::to_owned),
            "ascii" => config.ascii = reader.boolean(value, name),
            "mouse" => config.mouse = reader.boolean(value, name),
            "keys" => keys(reader, value, &mut config.keys),
            _ => reader.unknown_key(key, "", KEYS),
        }
    }
    config
}

/// `EUR = 1.08`: one euro is 1.08 of the currency sums are in.
fn rates(reader: &mut Reader, value: &Value<'_>, out: &mut BTreeMap<Currency, u64>) {
    let Some(table) = reader.table(value, "rates") else { return };
    for (key, value) in table {
        let path = format!("rates.{}", scrub(key.get_ref()));
        let currency = match key.get_ref().parse::<Currency>() {
            Ok(currency) => Some(currency),
            Err(why) => {
                let line = reader.line(key);
                reader.problem(ProblemKind::BadValue, line, &path, why.to_string());
                None
            }
        };
        let millionths = reader.quantity(value, &path, |rate| {
            if (0.000_001..=1_000_000.0).contains(&rate) {
                Ok((rate * 1_000_000.0).round() as u64)
            } else {
                Err(format!("a rate lies between 0.000001 and 1000000, and {rate} does not"))
            }
        });
        out.extend(currency.zip(millionths));
    }
}

/// `done = "d"` or `down = ["j", "down"]`. A slip here costs only itself: it is noted, not refused.
fn keys(reader: &mut Reader, value: &Value<'_>, out: &mut Vec<KeySetting>) {
    let DeValue::Table(table) = value.get_ref() else {
        let line = reader.line(value);
        let message = "keys are a table, `[keys]`, with a line for each action";
        reader.note(Severity::Warning, ProblemKind::WrongType, line, "keys", message, None);
        return;
    };
    for (key, value) in table {
        let (action, line) = (key.get_ref().as_ref().to_owned(), reader.line(key));
        let keys = match value.get_ref() {
            DeValue::String(text) => Some(vec![text.as_ref().to_owned()]),
            DeValue::Array(list) => (list.iter())
                .map(|item| match item.get_ref() {
                    DeValue::String(text) => Some(text.as_ref().to_owned()),
                    _ => None,
                })
                .collect(),
            _ => None,
        };
        match keys {
            Some(keys) => out.push(KeySetting { action, keys, line: Some(line) }),
            None => {
                let message = "keys are written as text, \"ctrl-d\", or as a list of texts";
                let path = format!("keys.{}", scrub(&action));
                reader.note(Severity::Warning, ProblemKind::WrongType, line, &path, message, None);
            }
        }
    }
    out.sort_by_key(|k| k.line);
}

/// Reads a number of that range in thousandths.
fn thousandths(what: &'static str, range: std::ops::RangeInclusive<f64>) -> impl Fn(f64) -> Result<u32, String> {
    move |number| {
        if range.contains(&number) {
            Ok((number * 1000.0).round() as u32)
        } else {
            Err(format!("{what} lies between {} and {}, and {number} does not", range.start(), range.end()))
        }
    }
}

/// `clash = 1.0`: what each reason against a course adds to the weight of its work.
fn work_weights(reader: &mut Reader, value: &Value<'_>, out: &mut Costing) {
    let Some(table) = reader.table(value, "work_weights") else { return };
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        let factor = match name {
            "evidence" => &mut out.evidence,
            "clash" => &mut out.clash,
            "interest" => &mut out.interest,
            "community" => &mut out.community,
            _ => {
                reader.unknown_key(key, "work_weights", &WeightTerm::ALL.map(WeightTerm::word));
                continue;
            }
        };
        let read = reader.quantity(value, &format!("work_weights.{name}"), thousandths("a weight", 0.0..=10.0));
        *factor = read.unwrap_or(*factor);
    }
}

fn weights(reader: &mut Reader, value: &Value<'_>, out: &mut BTreeMap<String, f64>) {
    let Some(table) = reader.table(value, "weights") else { return };
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        if !WEIGHTS.contains(&name) {
            reader.unknown_key(key, "weights", &WEIGHTS);
            continue;
        }
        let weight = reader.quantity(value, &format!("weights.{name}"), |w| {
            if (0.0..=1000.0).contains(&w) {
                Ok(w)
            } else {
                Err(format!("a weight lies between 0 and 1000, and {w} does not"))
            }
        });
        out.extend(weight.map(|w| (name.to_owned(), w)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_override_only_what_they_name() {
        let text =
            "currency = \"eur\"\nthem = \"x\"\n[rates]\nUSD = 0.93\n[weights]\npath = 0.6\n[keys]\nquit = \"x\"\n";
        let config = config("c", text).expect("only an unknown key");
        assert_eq!(config.advisor.money.currency.code(), "EUR");
        assert_eq!(config.advisor.money.rates.values().copied().collect::<Vec<_>>(), [930_000]);
        assert_eq!(config.advisor.costing.assume, Minutes(40 * 60));
        assert_eq!(config.weights["path"], 0.6);
        let keys = vec!["x".to_owned()];
        assert_eq!(config.keys, [KeySetting { action: "quit".to_owned(), keys, line: Some(8) }]);
        assert_eq!(config.notes.len(), 1);
        assert_eq!(config.notes[0].hint.as_deref(), Some("did you mean `theme`?"));
    }

    #[test]
    fn every_bad_setting_is_told() {
        let text = "assume_hours = -1\ncurrency = \"€\"\nmouse = 3\n[rates]\nXX = 0\n[weights]\ngap = nan\n";
        let problems = config("c", text).expect_err("all bad");
        let lines: Vec<_> = problems.iter().filter_map(|p| p.line).collect();
        assert_eq!(lines, [1, 2, 3, 5, 5, 7]);
    }
}
