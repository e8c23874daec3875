//! What is worth saying about a search.

use crate::search::SearchNote;

/// A note as a sentence.
pub fn search_note(note: &SearchNote) -> String {
    match note {
        SearchNote::ReadAs { typed, word } => format!("nothing holds `{typed}`; this is for `{word}`"),
    }
}
