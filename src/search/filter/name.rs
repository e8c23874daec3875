//! The names of the filters.

/// What a filter asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FilterName {
    /// `level:beginner`: how demanding its provider says it is.
    Level,
    /// `hours:<20`: how long it takes.
    Hours,
    /// `price:<50`: what it costs, in the learner's currency.
    Price,
    /// `skill:python`: it teaches the skill.
    Skill,
    /// `teaches:python>=0.5`: it teaches the skill up to such a level.
    Teaches,
    /// `provider:mit`: who made it.
    Provider,
    /// `platform:edx`: where it is offered.
    Platform,
    /// `lang:en`: its language.
    Lang,
    /// `format:video`: its format.
    Format,
    /// `tag:mathematics`: one of its tags.
    Tag,
    /// `free:`: it is known to cost nothing.
    Free,
    /// `ready:`: not done yet, and the learner has all it requires.
    Ready,
    /// `path:`: it is on the learner's path.
    Path,
}

impl FilterName {
    /// All filters.
    pub const ALL: [Self; 13] = [
        Self::Level,
        Self::Hours,
        Self::Price,
        Self::Skill,
        Self::Teaches,
        Self::Provider,
        Self::Platform,
        Self::Lang,
        Self::Format,
        Self::Tag,
        Self::Free,
        Self::Ready,
        Self::Path,
    ];

    /// The word in front of the colon.
    pub fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Hours => "hours",
            Self::Price => "price",
            Self::Skill => "skill",
            Self::Teaches => "teaches",
            Self::Provider => "provider",
            Self::Platform => "platform",
            Self::Lang => "lang",
            Self::Format => "format",
            Self::Tag => "tag",
            Self::Free => "free",
            Self::Ready => "ready",
            Self::Path => "path",
        }
    }

    /// How it is written.
    pub fn example(self) -> &'static str {
        match self {
            Self::Level => "level:beginner",
            Self::Hours => "hours:<20 or hours:5..20",
            Self::Price => "price:<50 or price:10..50",
            Self::Skill => "skill:python",
            Self::Teaches => "teaches:python>=0.5",
            Self::Provider => "provider:mit",
            Self::Platform => "platform:edx",
            Self::Lang => "lang:en",
            Self::Format => "format:video",
            Self::Tag => "tag:mathematics",
            Self::Free => "free:",
            Self::Ready => "ready:",
            Self::Path => "path:",
        }
    }

    /// Whether it stands alone, without a value.
    pub fn is_bare(self) -> bool {
        matches!(self, Self::Free | Self::Ready | Self::Path)
    }

    /// The filter of that name, or of a name people try first.
    pub(super) fn read(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        let word = match &*word {
            "language" => "lang",
            "difficulty" => "level",
            "skills" => "skill",
            "tags" => "tag",
            other => other,
        };
        Self::ALL.into_iter().find(|name| name.word() == word)
    }
}
