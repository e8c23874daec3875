//! Models: what learns from texts, and later from interactions, which courses are alike and which a
//! learner would like. One trait, [`Model`], so that they can stand in for each other and be compared.

mod course_text;
mod model;
mod sparse;
mod tfidf;
mod tokens;

pub use course_text::course_texts;
pub use model::{Data, Interaction, Item, Liked, Model, Part};
pub use tfidf::{Idf, Norm, Tf, TfIdf, TfIdfParameters};
pub use tokens::{FUNCTION_WORDS, tokens};
