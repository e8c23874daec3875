//! Difficulty where nobody states it: words of the title, and the number of a course in a university's scheme.

use crate::domain::{CourseDraft, Difficulty};

/// The difficulty a title or a course number speaks of, and how it was told.
pub fn difficulty(course: &CourseDraft) -> Option<(Difficulty, String)> {
    const WORDS: &[(Difficulty, &[&str])] = &[
        (
            Difficulty::Beginner,
            &[
                "introduction to",
                "intro to",
                "introductory",
                "beginner",
                "beginners",
                "fundamentals",
                "basics",
                "getting started",
                "foundations of",
                "elementary",
                "for everyone",
                "101",
                "first steps",
                "einführung",
                "giriş",
                "innføring",
                "grunnkurs",
                "introducción",
            ],
        ),
        (Difficulty::Intermediate, &["intermediate"]),
        (Difficulty::Advanced, &["advanced", "expert", "masterclass", "ileri", "avanzado", "fortgeschritten"]),
    ];
    let title: String =
        course.title.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let title = format!(" {} ", title.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut found = None;
    for (difficulty, words) in WORDS {
        if let Some(word) = words.iter().find(|w| title.contains(&format!(" {w} "))) {
            // "Introduction to Advanced Topics" says both, which is nothing.
            if found.is_some() {
                return None;
            }
            found = Some((*difficulty, format!("the title says `{word}`")));
        }
    }
    found.or_else(|| by_number(course.id.as_str()))
}

/// `MATH-124` is of the first year, `MATH-424` of the last: three digits after a subject of letters.
fn by_number(id: &str) -> Option<(Difficulty, String)> {
    let (subject, number) = id.rsplit_once('-')?;
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    let scheme = digits.len() == 3 && number.len() <= 4 && subject.chars().all(|c| c.is_ascii_uppercase() || c == '-');
    if !scheme {
        return None;
    }
    let difficulty = match digits.as_bytes()[0] {
        b'1' => Difficulty::Beginner,
        b'2' | b'3' => Difficulty::Intermediate,
        b'4'..=b'9' => Difficulty::Advanced,
        _ => return None,
    };
    Some((difficulty, format!("its number is {digits}")))
}
