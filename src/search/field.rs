//! The fields a search looks at, and what it reports about them.

use super::{filter::FilterName, grade::Grade};

/// Where a token matched, most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title.
    Title,
    /// The name of a skill it teaches.
    Skill,
    /// Another name of a skill it teaches.
    Alias,
    /// A tag.
    Tag,
    /// The id.
    Id,
    /// How demanding it is.
    Difficulty,
    /// Its format.
    Format,
    /// Who made it.
    Provider,
    /// Where it is offered.
    Platform,
    /// The summary.
    Summary,
}

impl Field {
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Skill => "skills",
            Self::Alias => "aliases",
            Self::Tag => "tags",
            Self::Id => "id",
            Self::Difficulty => "difficulty",
            Self::Format => "format",
            Self::Provider => "provider",
            Self::Platform => "platform",
            Self::Summary => "summary",
        }
    }
    /// Factors far enough apart that the better field wins within a tier whatever the quality,
    /// which spans one octave.
    pub(super) fn weight(self) -> i64 {
        match self {
            Self::Title => 8,
            Self::Skill | Self::Alias | Self::Tag | Self::Id | Self::Difficulty | Self::Format => 4,
            Self::Provider | Self::Platform => 2,
            Self::Summary => 1,
        }
    }
    /// Whether typos and subsequences count here.
    pub(super) fn is_loose(self) -> bool {
        matches!(self, Self::Title | Self::Skill | Self::Alias)
    }
    /// A word that is merely mentioned says less than one that names the thing: the summary counts
    /// one tier lower, so that "algorithm" finds *Algorithms* before what mentions an algorithm.
    pub(super) fn grade(self, grade: Grade) -> Grade {
        if self == Self::Summary { Grade { tier: grade.tier.demoted(), ..grade } } else { grade }
    }
}

/// One text in which something matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldMatch {
    /// Which field.
    pub field: Field,
    /// Its text; a field such as the tags has several.
    pub text: String,
    /// The matched characters: sorted, disjoint, half-open, in Unicode scalars of `text`.
    pub ranges: Vec<(usize, usize)>,
}

/// Something worth saying about a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SearchNote {
    /// A token was read as another word: nothing holds it as typed.
    ReadAs {
        /// As typed.
        typed: String,
        /// What it was taken for, in folded form.
        word: String,
    },
    /// No course has all that was typed; these words were left out.
    LeftOut {
        /// As typed.
        words: Vec<String>,
    },
    /// There is no filter of that name.
    NoFilter {
        /// The word in front of the colon.
        word: String,
        /// The name that was probably meant.
        near: Option<String>,
    },
    /// No course has that value.
    NoValue {
        /// Which filter.
        name: FilterName,
        /// As typed.
        filter: String,
        /// The filter that was probably meant.
        near: Option<String>,
    },
    /// The value cannot be read.
    Unreadable {
        /// Which filter.
        name: FilterName,
        /// As typed.
        filter: String,
    },
    /// The value is still to be typed; until then the filter keeps everything.
    NeedsValue {
        /// Which filter.
        name: FilterName,
    },
    /// `path:` without a path: there is no goal.
    NoPath,
}
