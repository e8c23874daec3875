//! What one can take.

use std::{fmt, str::FromStr};

use super::{Cents, CourseId, CourseIx, Currency, Level, Minutes, Requirement, RequirementDraft, SkillId, SkillIx};

/// How demanding the provider says a course is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difficulty {
    /// For newcomers.
    Beginner,
    /// For people with the basics.
    Intermediate,
    /// For people at home in the subject.
    Advanced,
}

impl Difficulty {
    /// The word used in files and on screen.
    pub fn word(self) -> &'static str {
        match self {
            Self::Beginner => "beginner",
            Self::Intermediate => "intermediate",
            Self::Advanced => "advanced",
        }
    }
}

impl fmt::Display for Difficulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Difficulty {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Beginner, Self::Intermediate, Self::Advanced].into_iter().find(|d| d.word() == text).ok_or(())
    }
}

/// Whether a course can still be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum CourseStatus {
    /// It can.
    #[default]
    Active,
    /// It cannot: it counts when completed and is never proposed.
    Retired,
}

/// What is the same in a draft and in a linked course.
macro_rules! course_struct {
    ($(#[$doc:meta])* $name:ident, $skill:ty, $course:ty, $requirement:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// Its id.
            pub id: CourseId,
            /// Its title.
            pub title: String,
            /// Who made it.
            pub provider: String,
            /// Where it is offered.
            pub platform: Option<String>,
            /// Where to find it.
            pub url: Option<String>,
            /// Whether `url` is only the provider's own site.
            pub url_is_provider: bool,
            /// How long it takes; `None` when nobody says.
            pub hours: Option<Minutes>,
            /// What it costs; `None` when nobody says. Never taken for 0.
            pub price: Option<Cents>,
            /// The currency of `price`.
            pub currency: Currency,
            /// As published.
            pub difficulty: Option<Difficulty>,
            /// Mean rating of 5.
            pub rating: Option<f64>,
            /// How many ratings.
            pub ratings: Option<u64>,
            /// ISO 639 code.
            pub language: Option<String>,
            /// `video`, `text`, `interactive`, `book`, `project`, …
            pub format: Option<String>,
            /// Free labels.
            pub tags: Vec<String>,
            /// What it is about.
            pub summary: String,
            /// The level each taught skill is raised to, in id order.
            pub teaches: Vec<($skill, Level)>,
            /// `requires` and `prerequisites` together.
            pub requirement: $requirement,
            /// Met earlier or in the same step.
            pub corequisite: $requirement,
            /// The same course elsewhere.
            pub same_as: Vec<$course>,
            /// Whether it can still be taken.
            pub status: CourseStatus,
            /// Where the facts come from.
            pub source: Option<String>,
        }
    };
}

course_struct!(
    /// A course as written in a file: everything is named by id.
    CourseDraft, SkillId, CourseId, RequirementDraft
);
course_struct!(
    /// A course of a catalog: skills and courses are indices, `same_as` is its whole class without itself.
    Course, SkillIx, CourseIx, Requirement
);

impl CourseDraft {
    /// A course with nothing but a name.
    pub fn new(id: CourseId, title: &str, provider: &str) -> Self {
        Self {
            id,
            title: title.to_owned(),
            provider: provider.to_owned(),
            platform: None,
            url: None,
            url_is_provider: false,
            hours: None,
            price: None,
            currency: Currency::default(),
            difficulty: None,
            rating: None,
            ratings: None,
            language: None,
            format: None,
            tags: Vec::new(),
            summary: String::new(),
            teaches: Vec::new(),
            requirement: Requirement::always(),
            corequisite: Requirement::always(),
            same_as: Vec::new(),
            status: CourseStatus::Active,
            source: None,
        }
    }
}

impl Course {
    /// The level it raises `skill` to, if it teaches it.
    pub fn teaches_level(&self, skill: SkillIx) -> Option<Level> {
        self.teaches.iter().find(|(s, _)| *s == skill).map(|(_, l)| *l)
    }
}
