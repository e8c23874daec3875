//! The components of a score, what they say and why.

use std::fmt;

use crate::domain::{CourseId, CourseIx, Level, SkillId};

/// A number in 0..=1, counted in millionths.
pub type Millionths = u32;
/// The whole.
pub const ONE: Millionths = 1_000_000;

/// What a course is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Component {
    /// How little a path through the course costs more than the shortest.
    Path,
    /// How much of the goal's gap it closes.
    Gap,
    /// How much it is like what the learner liked.
    Interest,
    /// What other learners did.
    Community,
    /// How it is rated.
    Quality,
    /// How cheap it is beside its alternatives.
    Cost,
}

impl Component {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 6] = [Self::Path, Self::Gap, Self::Interest, Self::Community, Self::Quality, Self::Cost];
    /// The word used in flags, files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Gap => "gap",
            Self::Interest => "interest",
            Self::Community => "community",
            Self::Quality => "quality",
            Self::Cost => "cost",
        }
    }
    /// Its place in [`Component::ALL`].
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Component {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// How much of one skill's gap a course closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closes {
    /// Which skill.
    pub skill: SkillId,
    /// The share of this skill's gap.
    pub share: Millionths,
    /// From where the learner stands.
    pub from: Level,
    /// To where the course takes them, capped at what the goal asks.
    pub to: Level,
}

/// A course among its alternatives, by what a level costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheapRank {
    /// Alternatives that cost more per level.
    pub dearer: usize,
    /// Alternatives that cost the same.
    pub equal: usize,
    /// Alternatives in all.
    pub of: usize,
}

/// Why a component has the value it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is on some shortest path.
    OnShortestPath,
    /// The best path through it costs `regret` more than the shortest, in the metric's unit.
    Detour {
        /// The extra cost.
        regret: u64,
        /// What the course itself costs.
        cost: u64,
    },
    /// The learner's limits bind, and it is on a path that is proved best within them.
    OnPathWithin,
    /// No path to the goal contains it.
    OnNoPath,
    /// It closes part of the goal's gap: the skills, most of the gap first.
    Closes(Vec<Closes>),
    /// It closes none of the goal's gap.
    ClosesNothing,
    /// The learner liked this course, and it is like that one.
    BecauseLiked {
        /// Of what was liked, what it is most like.
        course: CourseId,
        /// How much of the value that one makes; `None` when it is all that was liked.
        share: Option<Millionths>,
    },
    /// The learner saved this very course, and nothing else liked counts for more.
    SavedItself,
    /// Nothing written about it is written about what the learner liked.
    NothingAlike,
    /// Of `of` learners who took `course`, `both` also took this.
    AlsoTook {
        /// A course the learner took.
        course: CourseId,
        /// Learners who took both.
        both: u64,
        /// Learners who took `course`.
        of: u64,
    },
    /// Its rating, drawn towards the mean of the catalog the fewer ratings there are.
    Rated {
        /// Mean rating in thousandths of a point.
        rating: u32,
        /// How many ratings; `None` when nobody says, which counts as one.
        ratings: Option<u64>,
        /// The Bayesian mean, in thousandths of a point.
        shrunk: u32,
    },
    /// Nobody rated it; it counts at the mean of the catalog.
    Unrated {
        /// That mean, in thousandths of a point.
        mean: u32,
    },
    /// Its place among the alternatives for the same skills.
    Cheapness {
        /// By hours per level, if known.
        hours: Option<CheapRank>,
        /// By price per level, if known.
        price: Option<CheapRank>,
    },
}

/// Why a component has no opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Silence {
    /// There is no goal to judge by.
    NoGoal,
    /// The goal asks for no skill that is not there already.
    NoGap,
    /// The extra cost is only known to lie in this interval, in the metric's unit.
    NotProved {
        /// At least.
        lower: u64,
        /// At most, if any path through the course is known.
        upper: Option<u64>,
        /// What the course itself costs.
        cost: u64,
    },
    /// The learner's limits bind: only what is on a path proved best within them is judged.
    LimitsBind {
        /// Whether there is such a path.
        proved: bool,
    },
    /// The learner has liked nothing yet.
    NothingLiked,
    /// No model knows the course.
    NoModel,
    /// Nobody rated it, nor any other course.
    NotRated,
    /// Nothing else teaches what it teaches, or its hours and price are unknown.
    NothingToCompare,
}

/// What one component says about one course.
pub type Opinion = Result<(Millionths, Reason), Silence>;

/// One component of a recommendation, weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentValue {
    /// What it says.
    pub value: Millionths,
    /// Its share among the components that have an opinion; these add up to one.
    pub weight: Millionths,
    /// What it adds to the total; these add up to the total.
    pub contribution: Millionths,
    /// Why.
    pub reason: Reason,
}

/// A model that has opinions on courses: the seam for `interest` and `community`.
pub trait Scorer {
    /// What it says about `course`.
    fn opinion(&self, course: CourseIx) -> Opinion;
}

/// Rounds `part / whole` down to millionths; zero for nothing of nothing.
pub(super) fn share_floor(part: u128, whole: u128) -> Millionths {
    if whole == 0 {
        return 0;
    }
    let share = part.min(whole) * u128::from(ONE) / whole;
    Millionths::try_from(share).unwrap_or(ONE)
}
