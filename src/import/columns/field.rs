//! What a column can say about a course.

use std::{fmt, str::FromStr};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What a column can say about a course.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $name,)+
        }
        impl Field {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];
            /// The word in mappings and reports.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

fields! {
    /// Its id or code; several columns are joined.
    Id = "id",
    /// Its title.
    Title = "title",
    /// Who makes it.
    Provider = "provider",
    /// Where it is offered.
    Platform = "platform",
    /// Its page.
    Url = "url",
    /// What it is about.
    Summary = "summary",
    /// Hours, or a text that tells them.
    Hours = "hours",
    /// Hours a week.
    Effort = "effort",
    /// How many weeks or months.
    Duration = "duration",
    /// What it costs.
    Price = "price",
    /// In which currency.
    Currency = "currency",
    /// Mean rating.
    Rating = "rating",
    /// How many ratings.
    Ratings = "ratings",
    /// How demanding it is.
    Difficulty = "difficulty",
    /// Its language.
    Language = "language",
    /// Its format.
    Format = "format",
    /// What sort of course it is.
    Kind = "kind",
    /// Labels.
    Tags = "tags",
    /// Columns of 0 and 1, each a label.
    Flags = "flags",
    /// Names of skills.
    Skills = "skills",
    /// Ids of skills it teaches.
    Teaches = "teaches",
    /// Ids of skills it needs.
    Requires = "requires",
    /// Credits.
    Credits = "credits",
    /// Courses that come first.
    Prerequisites = "prerequisites",
    /// Courses that come first or beside.
    Corequisites = "corequisites",
    /// Courses that help.
    Recommended = "recommended",
    /// Courses it rules out.
    Excludes = "excludes",
    /// The same course elsewhere.
    SameAs = "same_as",
    /// A text of several facts, such as `27 total hours · Beginner`.
    Details = "details",
    /// Whether it can be taken.
    Status = "status",
}

impl Field {
    /// Whether several columns may say it.
    pub fn many(self) -> bool {
        use Field::{Corequisites, Duration, Prerequisites, SameAs, Skills, Tags};
        matches!(self, Tags | Skills | Prerequisites | Corequisites | SameAs | Duration)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Field {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.trim().to_lowercase();
        let text = match text.as_str() {
            "code" | "course" => "id",
            "name" => "title",
            "description" => "summary",
            "level" => "difficulty",
            "prereqs" | "prerequisite" => "prerequisites",
            "reviews" => "ratings",
            "units" => "credits",
            other => other,
        };
        Self::ALL.iter().copied().find(|f| f.word() == text).ok_or(())
    }
}
