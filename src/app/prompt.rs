//! A value being typed: what it is for, what one may choose instead of typing, and what the text has to say.

use jiff::civil::Date;

use super::{ConstraintKind, EditLine, LimitRow, State, limit_choices, limit_hint};
use crate::{
    domain::{Away, Constraints, CourseId, Level, MAX_PARALLEL, Minutes, SkillIx},
    path::PlanFormat,
    phrase,
};

/// What a typed value is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PromptKind {
    /// The level of a skill.
    Level(SkillIx),
    /// Study time per week.
    Pace,
    /// Courses under way at once.
    Parallel,
    /// Days without study time.
    Away,
    /// Time studied on a course.
    Log(CourseId),
    /// The learner's rating of a course.
    Rating(CourseId),
    /// A note on a course.
    Note(CourseId),
    /// Why the learner takes a course's requirement upon themselves.
    Waiver(CourseId),
    /// What a bent path may take at most.
    Limit(LimitRow),
    /// The file a plan is written to, and as what.
    Export(PlanFormat),
}

/// A value being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// What for.
    pub kind: PromptKind,
    /// What is typed.
    pub line: EditLine,
    /// The choice taken last.
    pub choice: Option<usize>,
    /// Why the last try was refused.
    pub error: Option<String>,
    /// What accepting the same again will do.
    pub asks: Option<String>,
}

/// A value that can be chosen instead of typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is put into the line.
    pub value: String,
    /// What it is called.
    pub name: String,
    /// What it means.
    pub about: String,
    /// Whether it is the value as it stands.
    pub now: bool,
}

impl Prompt {
    /// A prompt that starts from `text`.
    pub fn new(kind: PromptKind, text: &str) -> Self {
        Self { kind, line: EditLine::new(text), choice: None, error: None, asks: None }
    }
    /// Another text is in the line: nothing said about the one before holds.
    pub(super) fn changed(&mut self) {
        (self.choice, self.error, self.asks) = (None, None, None);
    }
    /// What is asked.
    pub fn label(&self, state: &State) -> String {
        let title =
            |id: &CourseId| phrase::Names::course(state.advisor.catalog().as_ref(), id.as_str()).map(str::to_owned);
        let title = |id: &CourseId| title(id).unwrap_or_else(|| id.to_string());
        match &self.kind {
            PromptKind::Level(skill) => {
                let name = &state.advisor.catalog().skill(*skill).name;
                format!("{name}, now {}", phrase::anchored(state.advisor.state().level(*skill)))
            }
            PromptKind::Pace => ConstraintKind::HoursPerWeek.title().to_owned(),
            PromptKind::Parallel => ConstraintKind::MaxParallel.title().to_owned(),
            PromptKind::Away => ConstraintKind::Away.title().to_owned(),
            PromptKind::Log(course) => format!("Time on {}", title(course)),
            PromptKind::Rating(course) => format!("Rating of {}", title(course)),
            PromptKind::Note(course) => format!("Note on {}", title(course)),
            PromptKind::Limit(limit) => limit.title().to_owned(),
            PromptKind::Waiver(course) => format!("Why you need not be ready for {}", title(course)),
            PromptKind::Export(_) => "Write the plan to".to_owned(),
        }
    }
    /// What the value looks like.
    pub fn hint(&self) -> &'static str {
        match self.kind {
            PromptKind::Level(_) => "0–1, or a word",
            PromptKind::Pace => "hours of work; empty for no calendar",
            PromptKind::Parallel => "a number; empty for one",
            PromptKind::Away => "2026-12-21..2027-01-03, 2027-W07",
            PromptKind::Log(_) => "1.5, 90m or -1; then a day",
            PromptKind::Rating(_) => "1 to 5; empty for none",
            PromptKind::Note(_) => "empty for none",
            PromptKind::Waiver(_) => "in a word or two",
            PromptKind::Limit(limit) => limit_hint(limit),
            PromptKind::Export(_) => "a file; its ending says as what",
        }
    }
}

impl Choice {
    fn file(format: PlanFormat) -> Self {
        let name = format.file_name().to_owned();
        Self { value: name.clone(), name, about: phrase::format_about(format).to_owned(), now: false }
    }
}

/// What can be chosen in a prompt; nothing where only typing will do.
pub fn choices(state: &State, prompt: &Prompt) -> Vec<Choice> {
    match &prompt.kind {
        PromptKind::Level(skill) => {
            let have = state.advisor.state().level(*skill);
            let anchor = |level| Choice {
                value: Level::new(level).to_string(),
                name: format!("{} {}", Level::new(level), Level::new(level).anchor()),
                about: phrase::level_about(Level::new(level)).to_owned(),
                now: have == Level::new(level),
            };
            [0, 250, 500, 750, 1000].map(anchor).into()
        }
        PromptKind::Pace | PromptKind::Limit(LimitRow::Pace) => {
            let own = state.advisor.profile().constraints.hours_per_week;
            let now = match prompt.kind {
                PromptKind::Pace => own,
                _ => state.bend.bounds.hours_per_week.or(own),
            };
            let left = state.plan.value.as_ref().map(|plan| plan.cost.work.0);
            let pace = |hours: u64| {
                let week = hours * 60;
                let weeks = left.map(|left| phrase::count(left.div_ceil(week), "week"));
                Choice {
                    value: hours.to_string(),
                    name: format!("{hours} h"),
                    about: weeks.map_or_else(String::new, |weeks| format!("your path takes {weeks}")),
                    now: now == Some(Minutes(week)),
                }
            };
            [2, 4, 6, 8, 10, 15, 20, 40].map(pace).into()
        }
        PromptKind::Parallel => {
            let now = state.advisor.profile().constraints.max_parallel.unwrap_or(1);
            let about = ["one after the other", "your study time is shared among them", "", ""];
            let most = |(n, about): (u32, &str)| Choice {
                value: n.to_string(),
                name: phrase::count(n.into(), "course"),
                about: about.to_owned(),
                now: now == n,
            };
            (1..).zip(about).map(most).collect()
        }
        PromptKind::Log(course) => {
            let record = state.advisor.profile().courses.get(course);
            let today = record.map(|r| r.log.on(state.today)).unwrap_or_default();
            let sitting = |minutes: u64| {
                let sum = phrase::hours(today + Minutes(minutes), false);
                Choice {
                    value: Minutes(minutes).to_string(),
                    name: phrase::hours(Minutes(minutes), false),
                    about: if today.0 > 0 { format!("{sum} today") } else { String::new() },
                    now: false,
                }
            };
            [30, 60, 90, 120, 180, 240].map(sitting).into()
        }
        PromptKind::Limit(limit) => limit_choices(state, *limit),
        PromptKind::Rating(course) => {
            let now = state.advisor.profile().courses.get(course).and_then(|r| r.rating);
            let rating = |(stars, word, about): (u8, &str, &str)| Choice {
                value: stars.to_string(),
                name: format!("{stars} {word}"),
                about: about.to_owned(),
                now: now == Some(stars),
            };
            let liked = "more like it is recommended, once it is done";
            let ratings =
                [(5, "excellent", liked), (4, "good", liked), (3, "fair", ""), (2, "poor", ""), (1, "bad", "")];
            ratings.map(rating).into()
        }
        PromptKind::Export(_) => PlanFormat::ALL.map(Choice::file).into(),
        PromptKind::Note(_) | PromptKind::Waiver(_) | PromptKind::Away => Vec::new(),
    }
}

/// Goes to another choice, from the present value at first, and puts it into the line.
pub(super) fn choose(state: &mut State, by: isize) {
    let Some(super::Overlay::Prompt(prompt)) = state.overlays.last() else { return };
    let all = choices(state, prompt);
    let Some(last) = all.len().checked_sub(1) else { return };
    let at = match prompt.choice {
        Some(at) => at.saturating_add_signed(by).min(last),
        None => all.iter().position(|c| c.now).unwrap_or(if by < 0 { last } else { 0 }),
    };
    take(state, at);
}

/// Takes a choice, and puts it into the line.
pub(super) fn take(state: &mut State, at: usize) {
    let Some(super::Overlay::Prompt(prompt)) = state.overlays.last() else { return };
    let Some(choice) = choices(state, prompt).into_iter().nth(at) else { return };
    if let Some(super::Overlay::Prompt(prompt)) = state.overlays.last_mut() {
        prompt.line = EditLine::new(&choice.value);
        prompt.changed();
        prompt.choice = Some(at);
        if let (PromptKind::Export(format), Some(chosen)) = (&mut prompt.kind, PlanFormat::ALL.get(at)) {
            *format = *chosen;
        }
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

/// Reads time studied, or with a minus time to take back, and the day, if it names one: `1.5 2026-01-05`.
///
/// # Errors
/// What it looks like.
pub fn read_log(text: &str) -> Result<(bool, Minutes, Option<Date>), String> {
    let (time, day) = match text.trim().rsplit_once(char::is_whitespace) {
        Some((time, last)) if last.contains('-') => {
            let day = last.parse::<Date>().ok().filter(|day| day.to_string() == last);
            (time, Some(day.ok_or_else(|| "a day is written 2026-01-31".to_owned())?))
        }
        _ => (text.trim(), None),
    };
    let back = time.trim().strip_prefix(['-', '−']);
    let hours = Minutes::from_text(back.unwrap_or(time))?;
    if hours.0 == 0 {
        return Err("more than nothing, such as 1.5, or 90m, or -0.5".to_owned());
    }
    Ok((back.is_some(), hours, day))
}

/// Reads a rating; an empty text is none.
///
/// # Errors
/// What a rating looks like.
pub fn read_rating(text: &str) -> Result<Option<u8>, String> {
    match text.trim() {
        "" => Ok(None),
        text => match text.parse::<u8>() {
            Ok(rating @ 1..=5) => Ok(Some(rating)),
            _ => Err("a whole number from 1 to 5, or nothing for no rating".to_owned()),
        },
    }
}

/// Reads study time per week; an empty text is none.
///
/// # Errors
/// What it looks like.
pub fn read_pace(text: &str) -> Result<Option<Minutes>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let hours = text.trim_end_matches(['h', ' ']).replace(',', ".").parse::<f64>().ok();
    let week = hours.filter(|h| *h > 0.0 && *h <= 168.0).and_then(|h| Minutes::from_hours(h).ok());
    match week.filter(|w| w.0 > 0) {
        Some(week) => Ok(Some(week)),
        None => Err("hours in a week, above 0 and at most 168; or nothing".to_owned()),
    }
}

/// Reads how many courses may be under way at once; an empty text is one.
///
/// # Errors
/// What it looks like.
pub fn read_parallel(text: &str) -> Result<Option<u32>, String> {
    match text.trim() {
        "" => Ok(None),
        text => match text.parse::<u32>() {
            Ok(most) if (1..=MAX_PARALLEL).contains(&most) => Ok(Some(most)),
            _ => Err(format!("a whole number from 1 to {MAX_PARALLEL}, or nothing for one")),
        },
    }
}

/// Reads days away; an empty text is none.
///
/// # Errors
/// What they look like.
pub fn read_away(text: &str) -> Result<Vec<Away>, String> {
    Away::list(text).map_err(|why| why.to_string())
}

/// The list a constraint holds, if it holds one.
pub fn constraint_list(constraints: &mut Constraints, kind: ConstraintKind) -> Option<&mut Vec<String>> {
    match kind {
        ConstraintKind::Languages => Some(&mut constraints.languages),
        ConstraintKind::Formats => Some(&mut constraints.formats),
        ConstraintKind::ExcludeProviders => Some(&mut constraints.exclude_providers),
        ConstraintKind::HoursPerWeek
        | ConstraintKind::MaxParallel
        | ConstraintKind::Away
        | ConstraintKind::FreeOnly => None,
    }
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
    fn ratings_and_hours_are_read_or_refused() {
        assert_eq!(read_rating(" 5 "), Ok(Some(5)));
        assert_eq!(read_rating(""), Ok(None));
        for bad in ["0", "6", "4.5", "-1", "good"] {
            assert!(read_rating(bad).is_err(), "{bad}");
        }
        assert_eq!((read_parallel("2"), read_parallel(" ")), (Ok(Some(2)), Ok(None)));
        assert!(["0", "51", "two", "-1"].iter().all(|bad| read_parallel(bad).is_err()));
        assert_eq!(read_away("2027-W07, 2027-02-22").map(|all| all.len()), Ok(1));
        assert!(read_away("soon").is_err());
        assert_eq!(read_log("1:30"), Ok((false, Minutes(90), None)));
        assert_eq!(read_log(" -0.5 h 2026-01-05 "), Ok((true, Minutes(30), Some(jiff::civil::date(2026, 1, 5)))));
        for bad in ["", "0", "-0", "1 2026-02-30", "1 2026-1-5", "2026-01-05", "much"] {
            assert!(read_log(bad).is_err(), "{bad}");
        }
        assert_eq!(read_pace("7.5 h"), Ok(Some(Minutes(450))));
        assert_eq!(read_pace(" "), Ok(None));
        for bad in ["0", "169", "-2", "NaN", "0.001", "six"] {
            assert!(read_pace(bad).is_err(), "{bad}");
        }
    }
}
