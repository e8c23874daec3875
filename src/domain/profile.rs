//! The learner's own file, as data.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Away, Course, CourseId, GoalId, Level, Minutes, SkillId, StudyLog};

/// One skill the learner has set, where the level comes from and since when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillRecord {
    /// The level.
    pub level: Level,
    /// Who says so: `self`, `assess` when asked, `inferred` from what was said when asked, or a course id.
    pub from: String,
    /// Since when.
    pub on: Option<Date>,
}

impl SkillRecord {
    /// Whether this explicit level stands against a completed course: it was set on the same
    /// day or later.
    pub fn overrides(&self, done: &CourseRecord) -> bool {
        match (self.on, done.on) {
            (Some(set), Some(done)) => set >= done,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }
}

/// What a learner did with a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CourseMark {
    /// Completed.
    Done,
    /// Under way.
    Started,
    /// Kept for later.
    Saved,
    /// Never to be proposed.
    Hidden,
}

impl CourseMark {
    /// All marks, in file order.
    pub const ALL: [Self; 4] = [Self::Done, Self::Started, Self::Saved, Self::Hidden];
    /// The word used in files and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Started => "started",
            Self::Saved => "saved",
            Self::Hidden => "hidden",
        }
    }
}

/// One course the learner has marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseRecord {
    /// What happened.
    pub mark: CourseMark,
    /// 1 to 5.
    pub rating: Option<u8>,
    /// Since when.
    pub on: Option<Date>,
    /// Time logged in all: what [`log`](Self::log) has dates for, and whatever was logged without one.
    pub hours: Option<Minutes>,
    /// Which of it on which day.
    pub log: StudyLog,
    /// In the learner's words.
    pub note: Option<String>,
}

impl CourseRecord {
    /// A bare mark.
    pub fn new(mark: CourseMark, on: Option<Date>) -> Self {
        Self { mark, rating: None, on, hours: None, log: StudyLog::default(), note: None }
    }
    /// Time logged in all.
    pub fn logged(&self) -> Minutes {
        self.hours.unwrap_or_default()
    }
    /// Time logged without a date.
    pub fn undated(&self) -> Minutes {
        Minutes(self.logged().0.saturating_sub(self.log.total().0))
    }
    /// Saved, or completed with a rating of 4–5 or none.
    pub fn is_liked(&self) -> bool {
        match self.mark {
            CourseMark::Saved => true,
            CourseMark::Done => self.rating.is_none_or(|r| r >= 4),
            _ => false,
        }
    }
}

/// How many courses may be under way at once, at most.
pub const MAX_PARALLEL: u32 = 50;

/// What the learner will and will not take. What a course does not say counts against it only
/// for `free_only`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Constraints {
    /// Study time per week.
    pub hours_per_week: Option<Minutes>,
    /// How many courses may be under way at once, from 1 to [`MAX_PARALLEL`]; one unless said.
    pub max_parallel: Option<u32>,
    /// Days without study time, in order, merged.
    pub away: Vec<Away>,
    /// Languages understood; empty means any.
    pub languages: Vec<String>,
    /// Only courses known to cost nothing.
    pub free_only: bool,
    /// Providers never to be proposed.
    pub exclude_providers: Vec<String>,
    /// Formats wanted; empty means any.
    pub formats: Vec<String>,
    /// Tools never to be taught or asked for.
    pub avoid: Vec<SkillId>,
}

impl Constraints {
    /// What speaks against a course, tools to be avoided left aside.
    pub fn objection(&self, course: &Course) -> Option<Objection> {
        let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
        let listed = |list: &[String], value: &Option<String>| {
            list.is_empty() || value.as_ref().is_none_or(|v| list.iter().any(|x| same(x, v)))
        };
        if self.free_only && course.price.is_none_or(|p| p.0 > 0) {
            Some(Objection::NotFree)
        } else if !listed(&self.languages, &course.language) {
            Some(Objection::Language)
        } else if !listed(&self.formats, &course.format) {
            Some(Objection::Format)
        } else if self.exclude_providers.iter().any(|p| same(p, &course.provider)) {
            Some(Objection::Provider)
        } else {
            None
        }
    }
}

/// Everything known about the learner. Ids need not exist in the catalog at hand.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// Active goals, in order.
    pub goals: Vec<GoalId>,
    /// How much a goal counts beside the others, in thousandths; 1000 for those that are not here.
    pub goal_weights: BTreeMap<GoalId, u32>,
    /// Skills the learner set.
    pub skills: BTreeMap<SkillId, SkillRecord>,
    /// Courses the learner marked.
    pub courses: BTreeMap<CourseId, CourseRecord>,
    /// Standing constraints.
    pub constraints: Constraints,
    /// Courses whose requirement the learner takes on themselves, and why.
    pub waive: BTreeMap<CourseId, String>,
    /// What holds of the learner that no course brings, such as a programme they are enrolled in.
    pub facts: BTreeSet<String>,
}

/// What a course takes a learner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Work {
    /// Its hours as published, or as assumed.
    pub hours: Minutes,
    /// Whether nobody says how long it is, so that `hours` are assumed.
    pub assumed: bool,
    /// Whether `hours` are hours of video.
    pub video: bool,
    /// All of the work: what the hours take, or the practice it needs where that is more.
    pub full: Minutes,
    /// What is left of the work.
    pub left: Minutes,
}

impl Work {
    /// The part of the published hours that is left.
    pub fn hours_left(&self) -> Minutes {
        match self.full.0 {
            0 => self.hours,
            full => Minutes((self.hours.0 * self.left.0 + full / 2) / full),
        }
    }
}

/// What of the learner's constraints speaks against a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Objection {
    /// It is not known to be free.
    NotFree,
    /// Its language.
    Language,
    /// Its format.
    Format,
    /// Its provider.
    Provider,
    /// A tool it teaches or asks for.
    Avoided,
}

impl Objection {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::NotFree, Self::Language, Self::Format, Self::Provider, Self::Avoided];
    /// The word used in files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotFree => "free-only",
            Self::Language => "language",
            Self::Format => "format",
            Self::Provider => "provider",
            Self::Avoided => "avoid",
        }
    }
}

impl Profile {
    /// What is left of a course of so much work: of one that is under way, what is not logged yet.
    pub fn left(&self, course: &str, full: Minutes) -> Minutes {
        match self.courses.get(course) {
            Some(record) if record.mark == CourseMark::Started => Minutes(full.0.saturating_sub(record.logged().0)),
            _ => full,
        }
    }
    /// How much a goal counts beside the others, in thousandths.
    pub fn goal_weight(&self, goal: &GoalId) -> u32 {
        self.goal_weights.get(goal).copied().unwrap_or(1000)
    }
    /// The mark on a course, if there is one.
    pub fn mark(&self, course: &str) -> Option<CourseMark> {
        self.courses.get(course).map(|r| r.mark)
    }
}
