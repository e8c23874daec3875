//! Search: one index over the catalog's texts that answers every keystroke.
//!
//! A query is split on spaces into tokens that must all match, in any order. Case and accents are
//! folded, but highlights point into the original text. How a token matches decides its [`Tier`];
//! within a tier the best field and the best fit decide, then the id: a total order.

mod choose;
mod corpus;
mod field;
mod fold;
mod grade;
mod index;
mod query;
mod ranges;
mod scan;
mod text;
mod typo;

pub use choose::{Choice, choose};
pub use field::{Field, FieldMatch, SearchNote};
pub(crate) use fold::fold;
pub use grade::Tier;
pub use index::{Hit, SearchIndex, SearchResults};
