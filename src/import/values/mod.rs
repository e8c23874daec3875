//! Values as people write them. What cannot be read is missing, never guessed.

mod language;
mod money;
mod number;
mod text;
mod time;

pub use language::language;
pub use money::price;
pub use number::{count, number, rating};
pub use text::{clean, difficulty, kind, list, url};
pub use time::{Time, hours, is_time, times};
