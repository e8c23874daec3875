//! Texts, lists, addresses, words of difficulty and kind.

use serde_json::Value;

use crate::{
    domain::{Difficulty, Kind, scrub},
    import::source::Cell,
};

/// A text without markup, entities, controls and doubled blanks, cut at `most` characters.
pub fn clean(text: &str, most: usize) -> String {
    let text = if text.contains('&') { htmlize::unescape(text).into_owned() } else { text.to_owned() };
    let text =
        if text.contains('<') && text.contains('>') { crate::import::language::plain_markup(&text) } else { text };
    let text = scrub(&text);
    let mut out = String::new();
    let mut chars = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if chars + len + 1 > most && !out.is_empty() {
            out.push('…');
            return out;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(most));
        chars += len + 1;
    }
    out
}

/// A list, however it is written: JSON, Python's `['a', 'b']`, `a, b`, `a | b`, `a; b`, lines.
pub fn list(cell: &Cell) -> Vec<String> {
    let texts: Vec<String> = match cell {
        Cell::Absent => Vec::new(),
        Cell::Tree(Value::Array(items)) => items.iter().map(|v| Cell::of(v).text()).collect(),
        Cell::Tree(other) => vec![Cell::of(other).text()],
        Cell::Text(text) => written(text.trim()),
    };
    let mut out: Vec<String> = Vec::new();
    for text in texts {
        let text = clean(&text, 120);
        if !text.is_empty() && !out.iter().any(|t| t.eq_ignore_ascii_case(&text)) {
            out.push(text);
        }
    }
    out.truncate(100);
    out
}

fn written(text: &str) -> Vec<String> {
    if let Some(inside) = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')) {
        if let Ok(Value::Array(items)) = serde_json::from_str::<Value>(text) {
            return items.iter().map(|v| Cell::of(v).text()).collect();
        }
        return quoted(inside);
    }
    let text = text.strip_prefix("Skills you'll gain:").unwrap_or(text);
    let mark = ['|', ';', '\n'].into_iter().find(|m| text.contains(*m)).unwrap_or(',');
    text.split(mark).map(|t| t.trim().to_owned()).collect()
}

/// `'a', "b's"`, quotes doubled or escaped.
fn quoted(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(open) = chars.next() {
        if !matches!(open, '\'' | '"') {
            if !open.is_whitespace() && open != ',' {
                let mut bare = String::from(open);
                while let Some(c) = chars.next_if(|c| *c != ',') {
                    bare.push(c);
                }
                out.push(bare.trim().to_owned());
            }
            continue;
        }
        let mut item = String::new();
        while let Some(c) = chars.next() {
            match c {
                '\\' => item.extend(chars.next()),
                c if c == open => break,
                c => item.push(c),
            }
        }
        out.push(item);
    }
    out
}

/// A web address, as it opens; relative ones are none.
pub fn url(text: &str) -> Option<String> {
    let text = scrub(text.trim());
    let text = if text.starts_with("www.") { format!("https://{text}") } else { text };
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    // The address of an interface for programs opens no page.
    let ok = rest.contains('.')
        && !rest.contains("/api/")
        && rest.len() < 1_000
        && !rest.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    ok.then_some(text)
}

/// The word of difficulty a text holds; "all levels" and "mixed" are none.
pub fn difficulty(text: &str) -> Option<Difficulty> {
    const WORDS: &[(Difficulty, &[&str])] = &[
        (
            Difficulty::Beginner,
            &[
                "beginner",
                "beginners",
                "introductory",
                "intro",
                "basic",
                "novice",
                "elementary",
                "anfänger",
                "einsteiger",
                "principiante",
                "débutant",
                "grunnleggende",
                "foundation",
                "foundational",
                "entry",
                "başlangıç",
            ],
        ),
        (
            Difficulty::Intermediate,
            &[
                "intermediate",
                "medium",
                "mittel",
                "intermedio",
                "intermédiaire",
                "fortgeschrittene",
                "moderate",
                "orta",
            ],
        ),
        (
            Difficulty::Advanced,
            &["advanced", "expert", "hard", "experte", "avanzado", "avancé", "profi", "ileri", "fortgeschritten"],
        ),
    ];
    if text.len() > 120 {
        return None;
    }
    let low = text.to_lowercase();
    let words: Vec<&str> = low.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    let mut found = WORDS.iter().filter(|(_, names)| words.iter().any(|w| names.contains(w))).map(|(d, _)| *d);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// What sort of course a text names.
pub fn kind(text: &str) -> Option<Kind> {
    let low = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| low.contains(w));
    if low.len() > 120 {
        None
    } else if has(&["speciali"]) {
        Some(Kind::Specialisation)
    } else if has(&["professional certificate", "certificate program", "nanodegree", "micromasters"]) {
        Some(Kind::Certificate)
    } else if has(&["guided project", "project"]) {
        Some(Kind::Project)
    } else if has(&["practice test", "exam prep", "practice exam"]) {
        Some(Kind::ExamPrep)
    } else if low.split(|c: char| !c.is_alphabetic()).any(|w| w == "course") {
        Some(Kind::Course)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_however_they_are_written() {
        let read = |t: &str| list(&Cell::Text(t.to_owned()));
        assert_eq!(read("['Risk Management', \"Bayes' rule\"]"), ["Risk Management", "Bayes' rule"]);
        assert_eq!(read("a, b , a"), ["a", "b"]);
        assert_eq!(read("C, C++ | Go"), ["C, C++", "Go"]);
        assert_eq!(read("[]"), Vec::<String>::new());
    }

    #[test]
    fn texts_lose_what_is_no_text() {
        assert_eq!(clean("History of Drama &amp; Perf. Arts", 99), "History of Drama & Perf. Arts");
        assert_eq!(clean("<p>One</p><p>two\u{a0}three</p>", 99), "One two three");
        assert_eq!(clean("a b c", 3), "a…");
        assert_eq!(difficulty("All Levels"), None);
        assert_eq!(difficulty("Beginner · Specialization · 3 - 6 Months"), Some(Difficulty::Beginner));
        assert_eq!(url("coursepages/intro/README.md"), None);
    }
}
