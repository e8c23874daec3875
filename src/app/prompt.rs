//! A value being typed: what it is for, and what the text has to say.

use super::{ConstraintKind, EditLine};
use crate::domain::{Constraints, Level, Minutes, SkillIx};

/// What a typed value is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// The level of a skill.
    Level(SkillIx),
    /// A standing constraint.
    Constraint(ConstraintKind),
}

/// A value being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What for.
    pub kind: PromptKind,
    /// What is typed.
    pub line: EditLine,
    /// Why the last try was refused.
    pub error: Option<String>,
}

impl Prompt {
    /// A prompt that starts from `text`.
    pub fn new(kind: PromptKind, text: &str) -> Self {
        Self { kind, line: EditLine::new(text), error: None }
    }
}

/// Reads a level: `0.5`, `50%`, or an anchor such as `working`, from its first letters on.
///
/// # Errors
/// What a level looks like.
pub fn read_level(text: &str) -> Result<Level, String> {
    const ANCHORS: [(&str, u16); 5] =
        [("none", 0), ("awareness", 250), ("working", 500), ("practitioner", 750), ("expert", 1000)];
    let text = text.trim().to_lowercase();
    if let Some((_, level)) = ANCHORS.iter().find(|(word, _)| !text.is_empty() && word.starts_with(&text)) {
        return Ok(Level::new(*level));
    }
    let number = |t: &str| t.trim().replace(',', ".").parse::<f64>().ok();
    let value = match text.strip_suffix('%') {
        Some(percent) => number(percent).map(|p| p / 100.0),
        None => number(&text),
    };
    let level = value.and_then(|v| Level::from_f64(v).ok());
    level.ok_or_else(|| "a level from 0 to 1, or none, awareness, working, practitioner, expert".to_owned())
}

/// The constraints with one of them read from `text`. An empty text takes it away.
///
/// # Errors
/// What the value should look like.
pub fn read_constraint(kind: ConstraintKind, text: &str, old: &Constraints) -> Result<Constraints, String> {
    let mut new = old.clone();
    let text = text.trim();
    let list = || text.split(',').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect();
    match kind {
        ConstraintKind::HoursPerWeek if text.is_empty() => new.hours_per_week = None,
        ConstraintKind::HoursPerWeek => {
            let hours = text.trim_end_matches(['h', ' ']).replace(',', ".").parse::<f64>().ok();
            let week = hours.filter(|h| *h > 0.0 && *h <= 168.0).and_then(|h| Minutes::from_hours(h).ok());
            let Some(week) = week.filter(|w| w.0 > 0) else {
                return Err("hours in a week, above 0 and at most 168; nothing for no calendar".to_owned());
            };
            new.hours_per_week = Some(week);
        }
        ConstraintKind::FreeOnly => new.free_only = !old.free_only,
        ConstraintKind::Languages => new.languages = list(),
        ConstraintKind::Formats => new.formats = list(),
        ConstraintKind::ExcludeProviders => new.exclude_providers = list(),
    }
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_as_people_write_them() {
        for (text, level) in
            [("0.5", 500), (" 1 ", 1000), ("75%", 750), ("0,25", 250), ("work", 500), ("Expert", 1000), ("n", 0)]
        {
            assert_eq!(read_level(text), Ok(Level::new(level)), "{text}");
        }
        for bad in ["", "1.2", "-1", "nan", "inf", "much"] {
            assert!(read_level(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn constraints_are_read_or_refused() {
        let old = Constraints::default();
        let read = |kind, text| read_constraint(kind, text, &old);
        assert_eq!(read(ConstraintKind::HoursPerWeek, "7.5 h").map(|c| c.hours_per_week), Ok(Some(Minutes(450))));
        assert_eq!(read(ConstraintKind::HoursPerWeek, "").map(|c| c.hours_per_week), Ok(None));
        for bad in ["0", "169", "-2", "NaN", "0.001", "six"] {
            assert!(read(ConstraintKind::HoursPerWeek, bad).is_err(), "{bad}");
        }
        let languages = read(ConstraintKind::Languages, "en, , de").map(|c| c.languages);
        assert_eq!(languages, Ok(vec!["en".to_owned(), "de".to_owned()]));
    }
}
