//! Highlights point at what matched, whatever the script.

use prereq::{
    domain::{Catalog, CatalogDraft, CourseDraft, CourseId},
    search::{Field, Scope, SearchIndex},
};
use proptest::prelude::*;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

fn of_titles(titles: &[&str]) -> Catalog {
    let course =
        |(i, title): (usize, &&str)| CourseDraft::new(CourseId::new(&format!("c{i}")).expect("valid"), title, "");
    let courses = titles.iter().enumerate().map(course).collect();
    Catalog::link(CatalogDraft { courses, ..Default::default() }).expect("links")
}

/// The ranges in the title of the only course, and the pieces of it that they stand for.
fn highlighted(title: &str, query: &str) -> (Vec<(usize, usize)>, Vec<String>) {
    let catalog = of_titles(&[title]);
    let found = SearchIndex::new(&catalog).search(&Scope::of(&catalog), query, 1);
    let matched = found.results.first().and_then(|hit| hit.matched.iter().find(|m| m.field == Field::Title).cloned());
    let ranges = matched.map(|m| m.ranges).unwrap_or_default();
    let piece = |&(a, b): &(usize, usize)| title.chars().skip(a).take(b - a).collect();
    (ranges.clone(), ranges.iter().map(piece).collect())
}

#[test]
fn pieces_are_what_one_would_mark_by_hand() {
    for (title, query, pieces) in [
        ("Álgebra Linear", "algebra", &["Álgebra"][..]),
        ("A\u{301}lgebra Linear", "'algebra", &["A\u{301}lgebra"]),
        ("Cafe\u{301} noir", "cafe", &["Cafe\u{301}"]),
        ("Cafe\u{301} noir", "CAFÉ", &["Cafe\u{301}"]),
        ("Straße und Maß", "'strasse", &["Straße"]),
        ("Straße und Maß", "'mass", &["Maß"]),
        ("Eﬃcient ﬁles", "'fil", &["ﬁl"]),
        // Half a ligature cannot be marked: all of it is.
        ("Eﬃcient ﬁles", "'iles", &["ﬁles"]),
        ("机器学习导论", "学习", &["学习"]),
        ("データサイエンス", "サイ", &["サイ"]),
        ("ガラスの科学", "ガラス", &["ガラス"]),
        ("Ｆｕｌｌ width", "full", &["Ｆｕｌｌ"]),
        ("İstanbul", "istanbul", &["İstanbul"]),
        ("한국어 수업", "한국", &["한국"]),
        ("हिन्दी सीखें", "हिन्दी", &["हिन्दी"]),
        ("Ｐｙｔｈｏｎ 🐍 für Anfänger", "fur python", &["Ｐｙｔｈｏｎ", "für"]),
        ("👩‍🔬 Science", "science", &["Science"]),
    ] {
        assert_eq!(highlighted(title, query).1, pieces, "{title}: {query}");
    }
}

/// As much folding as a test can do without the search's own: for letters whose case and accents are
/// all there is to fold.
fn plain(text: &str) -> String {
    text.nfkd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .nfc()
        .collect()
}

/// Letters of many scripts, some with marks of their own behind them.
fn piece() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "a",
        "B",
        "é",
        "e\u{301}",
        "Ü",
        "n\u{303}",
        "ﬁ",
        "学",
        "习",
        "ガ",
        "カ\u{3099}",
        "한",
        "я",
        "Й",
        "Ω",
        "ｆ",
        "o\u{302}\u{301}",
        " ",
        " ",
        "1",
        "-",
    ])
    .prop_map(str::to_owned)
}

proptest! {
    #[test]
    fn what_is_highlighted_folds_to_the_token(
        before in prop::collection::vec(piece(), 0..5),
        token in prop::collection::vec(piece(), 1..5),
        after in prop::collection::vec(piece(), 0..5),
    ) {
        let (token, title) = (token.concat(), [before, token.clone(), after].concat().concat());
        let wanted = plain(token.trim());
        prop_assume!(!wanted.is_empty() && !wanted.contains(' '));
        let (ranges, pieces) = highlighted(&title, &format!("'{}", token.trim()));
        prop_assert!(!ranges.is_empty(), "{:?} in {:?}", token, title);
        let len = title.chars().count();
        for (&(start, end), piece) in ranges.iter().zip(&pieces) {
            prop_assert!(start < end && end <= len);
            // Whole letters: what is marked does not begin with another letter's mark, nor end before one.
            prop_assert!(!piece.chars().next().is_some_and(is_combining_mark), "{:?} of {:?}", piece, title);
            prop_assert!(!title.chars().nth(end).is_some_and(is_combining_mark), "{:?} of {:?}", piece, title);
            // Occurrences that touch are joined, so the piece is made of the token, over and over.
            let folded = plain(piece);
            prop_assert!(folded.contains(&wanted), "{:?} is no {:?}", folded, wanted);
            // Nothing more than the letters of the token, but for what one letter folds to.
            if !title.contains('ﬁ') && folded.len() < 2 * wanted.len() {
                prop_assert!(folded.matches(&*wanted).count() == 1);
                prop_assert!(folded == wanted || overlaps(&folded, &wanted), "{:?} is more than {:?}", folded, wanted);
            }
        }
    }
}

/// Whether `text` is all occurrences of `token` that overlap.
fn overlaps(text: &str, token: &str) -> bool {
    let starts = |at: &usize| text.is_char_boundary(*at) && text[*at..].starts_with(token);
    (0..text.len())
        .filter(starts)
        .map(|at| at..at + token.len())
        .fold(0, |to, r| if r.start <= to { r.end } else { to })
        == text.len()
}
