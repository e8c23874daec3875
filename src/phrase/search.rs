//! What is worth saying about a search.

use super::list_and;
use crate::search::{FilterName, SearchNote};

/// A note as a sentence.
pub fn search_note(note: &SearchNote) -> String {
    let meant = |near: &Option<String>| near.as_ref().map(|n| format!("; did you mean {n}?")).unwrap_or_default();
    match note {
        SearchNote::ReadAs { typed, word } => format!("nothing holds `{typed}`; this is for `{word}`"),
        SearchNote::LeftOut { words } => {
            let words: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
            format!("no course has all of it; this is without {}", list_and(&words))
        }
        SearchNote::NoFilter { word, near } => match near {
            Some(near) => format!("there is no filter {word}:; did you mean {near}:?"),
            None => {
                let names: Vec<_> = FilterName::ALL.iter().map(|name| format!("{}:", name.word())).collect();
                format!("there is no filter {word}:; the filters are {}", names.join(" "))
            }
        },
        SearchNote::NoValue { name: FilterName::Path, .. } => "your path has no course".to_owned(),
        SearchNote::NoValue { name: FilterName::Ready, .. } => "there is no course you could start now".to_owned(),
        SearchNote::NoValue { filter, near, .. } => format!("no course has {filter}{}", meant(near)),
        SearchNote::Unreadable { name, filter } if name.is_bare() => {
            format!("{filter} cannot be read; write {}", name.example())
        }
        SearchNote::Unreadable { name, filter } => {
            format!("{filter} cannot be read; write it as {}", name.example())
        }
        SearchNote::NeedsValue { name } => format!("{}: needs a value, as {}", name.word(), name.example()),
        SearchNote::NoPath => "path: needs a goal; there is none".to_owned(),
    }
}

/// What a filter keeps, for lists of filters.
pub fn filter_about(name: FilterName) -> &'static str {
    match name {
        FilterName::Level => "how demanding it is",
        FilterName::Hours => "how long it takes",
        FilterName::Price => "what it costs",
        FilterName::Skill => "teaches the skill",
        FilterName::Teaches => "teaches the skill, up to some level",
        FilterName::Provider => "who made it",
        FilterName::Platform => "where it is offered",
        FilterName::Lang => "its language",
        FilterName::Format => "its format",
        FilterName::Tag => "one of its tags",
        FilterName::Free => "known to cost nothing",
        FilterName::Ready => "you could start it now",
        FilterName::Path => "on the path to your goals",
    }
}
