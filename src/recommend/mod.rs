//! Recommendations: which course next, and how that comes about.
//!
//! Candidates are scored by six components, each in 0..=1 with a [`Reason`], each free to have no
//! opinion. A total is the weighted mean of the opinions there are; its contributions add up to it
//! exactly, because everything is counted in integers. The list is then diversified.
//!
//! Scoring ([`score`]) and ranking ([`rank`]) are apart, so that a changed weight only ranks anew.

mod alike;
mod candidates;
mod community;
mod component;
mod cost;
mod first;
mod gap;
mod interest;
mod path;
mod quality;
mod rank;
mod request;
mod score;
mod similar;
mod sums;
mod weights;

pub use alike::{Alike, alike};
pub use candidates::{Candidate, Lack, candidates};
pub use component::{CheapRank, Closes, Component, ComponentValue, Millionths, ONE, Opinion, Reason, Scorer, Silence};
pub use first::{Change, First, first};
pub use interest::Taste;
pub use path::{NoRegrets, NothingProved, Regret, Regrets, WithinLimits};
pub use rank::{Recommendation, Recommendations, one_of_each, rank};
pub use request::{DEFAULT_DIVERSITY, RecommendRequest};
pub use score::{Models, Question, Scored, score};
pub use sums::largest_remainder;
pub use weights::{Weights, WeightsError};
