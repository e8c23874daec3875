//! Search: one index over the catalog's texts that answers every keystroke.
//!
//! A query is split on spaces into tokens that must all match, in any order. Case and accents are
//! folded, but highlights point into the original text. How a token matches decides its [`Tier`];
//! within a tier the best field and the best fit decide, then the id: a total order.
//!
//! Filters ([`FilterName`]) keep the courses of which something is true that is no matter of words:
//! `hours:<20`, `skill:python`, `ready:`. What they need to know beside the index is a [`Scope`]. A
//! course whose hours or price nobody says satisfies no filter on them, negated or not.

mod choose;
mod corpus;
mod field;
mod filter;
mod fold;
mod grade;
mod index;
mod query;
mod ranges;
mod scan;
mod scope;
mod text;
mod typo;

pub use choose::{Choice, choose};
pub use field::{Field, FieldMatch, SearchNote};
pub use filter::{Candidate, Completion, FilterName};
pub(crate) use fold::fold;
pub use grade::Tier;
pub use index::{Hit, SearchIndex, SearchResults, asks_for_path};
pub use scope::Scope;
