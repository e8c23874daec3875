//! Reads argument values. Each parser says what it wants; clap says where.

use std::{str::FromStr, time::Duration};

use jiff::civil::Date;

use crate::{
    domain::{Away, Cents, CourseId, GoalId, Level, Minutes, SkillId, goal_weight, scrub, slug},
    store::MAX_WEIGHT,
};

/// An ISO date.
pub fn date(text: &str) -> Result<Date, String> {
    let well_formed = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    Date::from_str(text).ok().filter(|_| well_formed).ok_or_else(|| "a date is written 2026-01-31".to_owned())
}

/// Days without study time: `2026-12-21..2027-01-03`, a day, or a week such as `2026-W52`.
pub fn away(text: &str) -> Result<Away, String> {
    Away::from_str(text).map_err(|e| e.to_string())
}

/// A course and the day it begins: `mit-18.06=2027-02-01`.
pub fn begin(text: &str) -> Result<(CourseId, Date), String> {
    let (id, day) = text.rsplit_once('=').ok_or_else(|| "it is written mit-18.06=2027-02-01".to_owned())?;
    Ok((course(id.trim())?, date(day.trim())?))
}

fn number(text: &str, unit: &str) -> Result<f64, String> {
    let text = text.trim();
    let bare = text.strip_suffix(unit).map_or(text, str::trim_end);
    bare.parse::<f64>().map_err(|_| "expected a number".to_owned())
}

/// A duration in hours: `6`, `7.5`, `6h`.
pub fn hours(text: &str) -> Result<Minutes, String> {
    Minutes::from_hours(number(text, "h")?).map_err(|e| e.to_string())
}

/// Time studied, or taken back with a minus: `2`, `1.5`, `90m`, `1:30`, `-0.5`.
pub fn studied(text: &str) -> Result<Studied, String> {
    let text = text.trim();
    Ok(match text.strip_prefix(['-', '−']) {
        Some(back) => Studied::Back(Minutes::from_text(back)?),
        None => Studied::Time(Minutes::from_text(text)?),
    })
}

/// Study time to log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Studied {
    /// On top of what is logged.
    Time(Minutes),
    /// To be taken back.
    Back(Minutes),
}

/// A duration in hours that is more than nothing.
pub fn some_hours(text: &str) -> Result<Minutes, String> {
    let time = hours(text)?;
    if time.0 == 0 || time.0 > 168 * 60 {
        return Err("a week has more than 0 and at most 168 hours to study in".to_owned());
    }
    Ok(time)
}

/// A price in whole units.
pub fn price(text: &str) -> Result<Cents, String> {
    Cents::from_units(number(text.trim_start_matches('$'), "")?).map_err(|e| e.to_string())
}

/// A level: `0.5`, or an anchor's word.
pub fn level(text: &str) -> Result<Level, String> {
    let anchor = match text.trim().to_lowercase().as_str() {
        "none" => Some(0),
        "awareness" => Some(250),
        "working" => Some(500),
        "practitioner" => Some(750),
        "expert" => Some(1000),
        _ => None,
    };
    if let Some(thousandths) = anchor {
        return Ok(Level::new(thousandths));
    }
    let words = "a level is a number from 0 to 1, or awareness, working, practitioner, expert";
    let value = number(text, "").map_err(|_| words.to_owned())?;
    Level::from_f64(value).map_err(|_| words.to_owned())
}

/// A skill with a level, such as `python=0.75`; practitioner unless given.
pub fn skill_level(text: &str) -> Result<(SkillId, Level), String> {
    skill_at(text, Level::new(750))
}

/// A skill with a level, such as `python=0.75`; working unless given.
pub fn taught_level(text: &str) -> Result<(SkillId, Level), String> {
    skill_at(text, Level::new(500))
}

fn skill_at(text: &str, otherwise: Level) -> Result<(SkillId, Level), String> {
    match text.split_once('=') {
        Some((name, at)) => Ok((skill(name.trim())?, level(at)?)),
        None => Ok((skill(text)?, otherwise)),
    }
}

/// A skill with a weight, such as `python=2`.
pub fn skill_weight(text: &str) -> Result<(SkillId, f64), String> {
    let (name, weight) = text.split_once('=').ok_or_else(|| "a weight is written python=2".to_owned())?;
    let weight = number(weight, "")?;
    if (0.001..=MAX_WEIGHT).contains(&weight) {
        Ok((skill(name.trim())?, weight))
    } else {
        Err(format!("a weight lies between 0.001 and {MAX_WEIGHT}"))
    }
}

/// A time limit: `10`, `10s`, `2m`, `500ms`.
pub fn seconds(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let (bare, unit) = if let Some(bare) = text.strip_suffix("ms") {
        (bare, 0.001)
    } else if let Some(bare) = text.strip_suffix('m') {
        (bare, 60.0)
    } else {
        (text.strip_suffix('s').unwrap_or(text), 1.0)
    };
    let value: f64 = bare.trim().parse().map_err(|_| "expected seconds, such as 10, 500ms or 2m".to_owned())?;
    Duration::try_from_secs_f64(value * unit).map_err(|_| "expected a positive time of a sensible size".to_owned())
}

/// How many to list: one at least.
pub fn count(text: &str) -> Result<usize, String> {
    text.parse::<usize>().ok().filter(|n| *n > 0).ok_or_else(|| "expected a whole number from 1".to_owned())
}

/// A rating of 1 to 5.
pub fn rating(text: &str) -> Result<u8, String> {
    text.parse::<u8>().ok().filter(|r| (1..=5).contains(r)).ok_or_else(|| "a rating is 1, 2, 3, 4 or 5".to_owned())
}

/// The id of a course, or its name as an id would have it.
pub fn course(text: &str) -> Result<CourseId, String> {
    CourseId::new(text).or_else(|e| CourseId::new(&slug(text)).map_err(|_| e)).map_err(|e| scrub(&e.to_string()))
}

/// An id for a course of one's own, to the letter.
pub fn new_course(text: &str) -> Result<CourseId, String> {
    CourseId::new(text).map_err(|e| scrub(&e.to_string()))
}

/// An id for a goal of one's own, to the letter.
pub fn new_goal(text: &str) -> Result<GoalId, String> {
    GoalId::new(text).map_err(|e| scrub(&e.to_string()))
}

/// The id of a goal, or its name as an id would have it.
pub fn goal(text: &str) -> Result<GoalId, String> {
    GoalId::new(text).or_else(|e| GoalId::new(&slug(text)).map_err(|_| e)).map_err(|e| scrub(&e.to_string()))
}

/// A goal and what it counts beside others, in thousandths: `data-scientist`, `data-scientist=2`.
pub fn weighed_goal(text: &str) -> Result<(GoalId, Option<u32>), String> {
    match text.split_once('=') {
        Some((name, weight)) => Ok((goal(name.trim())?, Some(goal_weight(number(weight, "")?)?))),
        None => Ok((goal(text)?, None)),
    }
}

/// The id of a skill, or its name as an id would have it.
pub fn skill(text: &str) -> Result<SkillId, String> {
    SkillId::new(text).or_else(|e| SkillId::new(&slug(text)).map_err(|_| e)).map_err(|e| scrub(&e.to_string()))
}

/// How much weights count, 0 to 2, in thousandths.
pub fn taste(text: &str) -> Result<u32, String> {
    let number: f64 = text.trim().replace(',', ".").parse().map_err(|_| "a number from 0 to 2".to_owned())?;
    crate::path::taste(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_the_ways_people_write_them() {
        assert_eq!(hours("7.5"), Ok(Minutes(450)));
        assert_eq!(hours("6h"), Ok(Minutes(360)));
        assert_eq!(price("$49.99"), Ok(Cents(4999)));
        assert_eq!(level("0.5"), Ok(Level::new(500)));
        assert_eq!(level("Expert"), Ok(Level::MAX));
        assert_eq!(seconds("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(seconds("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(date("2026-02-28").map(|d| d.to_string()), Ok("2026-02-28".to_owned()));
        assert_eq!(rating("5"), Ok(5));
        assert_eq!(studied("1:30"), Ok(Studied::Time(Minutes(90))));
        assert_eq!(studied("-1.5"), Ok(Studied::Back(Minutes(90))));
    }

    #[test]
    fn nonsense_is_refused_not_guessed() {
        for bad in ["NaN", "-1", "", "1e9", "six", "inf"] {
            assert!(hours(bad).is_err(), "{bad}");
        }
        for bad in ["0", "169", "-0"] {
            assert!(some_hours(bad).is_err(), "{bad}");
        }
        for bad in ["1.2", "-0.1", "NaN", "much"] {
            assert!(level(bad).is_err(), "{bad}");
        }
        for bad in ["2026-02-30", "2026-2-3", "tomorrow", "20260203", "2026-01-31T10:00"] {
            assert!(date(bad).is_err(), "{bad}");
        }
        for bad in ["-1", "NaN", "1e300", "x"] {
            assert!(seconds(bad).is_err(), "{bad}");
        }
        assert!(count("0").is_err() && count("-1").is_err() && count("7") == Ok(7));
        assert!(rating("0").is_err() && rating("6").is_err());
    }
}
