//! What one can take.

use std::{fmt, str::FromStr};

use super::{
    Cents, CourseId, CourseIx, Credits, Currency, Level, Minutes, Requirement, RequirementDraft, SkillId, SkillIx,
};

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

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)+
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            /// The word used in files and on screen.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }
        }

        impl FromStr for $name {
            type Err = ();
            fn from_str(text: &str) -> Result<Self, ()> {
                Self::ALL.iter().copied().find(|x| x.word() == text).ok_or(())
            }
        }
    };
}

words!(
    /// What published hours count.
    HoursOf {
        /// All of the work.
        Work = "work",
        /// Hours of video.
        Video = "video",
    }
);

words!(
    /// What sort of course it is.
    Kind {
        /// One course.
        Course = "course",
        /// Several in a row.
        Series = "series",
        /// A programme that ends with a certificate.
        Certificate = "certificate",
        /// Several in a row with a common name.
        Specialisation = "specialisation",
        /// A book.
        Book = "book",
        /// A course of exercises.
        Track = "track",
        /// Preparation for an exam.
        ExamPrep = "exam-prep",
        /// A piece of work of one's own.
        Project = "project",
        /// The piece of work that ends a programme.
        Capstone = "capstone",
    }
);

words!(
    /// On whose authority it is taught, where that is one.
    Authority {
        /// A university's own course.
        University = "university",
        /// By the makers of the tool, the exam or the standard.
        Official = "official",
    }
);

impl Kind {
    /// Whether it is several courses in one.
    pub fn is_long(self) -> bool {
        matches!(self, Self::Series | Self::Certificate | Self::Specialisation)
    }
    /// Whether it puts to use what was learnt before.
    pub fn is_project(self) -> bool {
        matches!(self, Self::Project | Self::Capstone)
    }
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
            /// What `hours` count; all of the work where nobody says.
            pub hours_of: Option<HoursOf>,
            /// What sort of course it is.
            pub kind: Option<Kind>,
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
            /// The level each main subject is raised to, in id order. In a linked course that of its whole class.
            pub teaches: Vec<($skill, Level)>,
            /// `requires` and `prerequisites` together.
            pub requirement: $requirement,
            /// Met earlier or beside it.
            pub corequisite: $requirement,
            /// Better met before; bears on the order alone.
            pub recommended: $requirement,
            /// The same course elsewhere.
            pub same_as: Vec<$course>,
            /// Courses that cannot be taken by whoever takes this one, nor this one by whoever took them.
            pub excludes: Vec<$course>,
            /// Skills it merely touches: searched and shown, never credited.
            pub touches: Vec<$skill>,
            /// What it counts for where credits are asked for.
            pub credits: Option<Credits>,
            /// The terms it begins in; any day where there are none.
            pub offered: Vec<String>,
            /// Cautions in words, such as a permission one needs; they never block.
            pub notes: Vec<String>,
            /// Ids it had before.
            pub renamed_from: Vec<CourseId>,
            /// The series it is part of.
            pub series: Option<String>,
            /// The exam it prepares for.
            pub exam: Option<String>,
            /// Curated lists that recommend it.
            pub endorsed: Vec<String>,
            /// On whose authority it is taught.
            pub authority: Option<Authority>,
            /// What to take instead of a retired course.
            pub successor: Option<CourseId>,
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
            hours_of: None,
            kind: None,
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
            recommended: Requirement::always(),
            same_as: Vec::new(),
            excludes: Vec::new(),
            touches: Vec::new(),
            credits: None,
            offered: Vec::new(),
            notes: Vec::new(),
            renamed_from: Vec::new(),
            series: None,
            exam: None,
            endorsed: Vec::new(),
            authority: None,
            successor: None,
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
