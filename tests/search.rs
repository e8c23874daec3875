//! Search over a small catalog: what a person means is found, and what is found holds up.

use prereq::{
    domain::{Catalog, CatalogDraft, CourseDraft, CourseId, Difficulty, Level, Skill, SkillId},
    search::{Field, Scope, SearchIndex, SearchNote, SearchResults},
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

#[path = "search/filters.rs"]
mod filters;
#[path = "search/highlights.rs"]
mod highlights;
#[path = "search/meant.rs"]
mod meant;
#[path = "search/partial.rs"]
mod partial;

fn draft() -> CatalogDraft {
    let skill = |id: &str, name: &str, aliases: &[&str]| Skill {
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        ..Skill::new(SkillId::new(id).expect("valid"), name, "a")
    };
    let skills = vec![
        skill("python", "Python", &["py"]),
        skill("machine-learning", "Machine learning", &["ml"]),
        skill("linear-algebra", "Linear algebra", &["matrices", "vectors"]),
        skill("cpp", "C++", &["cplusplus"]),
        skill("databases", "Databases", &["sql"]),
    ];
    let course = |id: &str, title: &str, provider: &str, teaches: &str, summary: &str| {
        let mut c = CourseDraft::new(CourseId::new(id).expect("valid"), title, provider);
        c.summary = summary.to_owned();
        c.teaches.push((SkillId::new(teaches).expect("valid"), Level::new(500)));
        c.difficulty = Some(Difficulty::Beginner);
        c.format = Some("video".to_owned());
        c
    };
    let mut courses = vec![
        course("ml-intro", "Introduction to Machine Learning", "Caltech", "machine-learning", "Learns from data."),
        course("py4e", "Python for Everybody", "Michigan", "python", "First steps, no experience needed."),
        course("py-data", "Data Analysis", "IBM", "python", "Uses Python and pandas throughout."),
        course("mit-18.06", "Linear Algebra", "MIT", "linear-algebra", "Vectors, matrices, spaces."),
        course("usp-al", "Álgebra linear", "Universidade de São Paulo", "linear-algebra", "Vetores."),
        course("nand2tetris", "Build a Modern Computer: From Nand to Tetris", "Hebrew University", "cpp", "Chips."),
        course("cpp-1", "C++ for C Programmers", "UCSC", "cpp", "An algorithm here and there."),
        course("db-1", "Databases: Relational", "Stanford", "databases", "Also algorithms for joins."),
        course("algs4", "Algorithms, Part I", "Princeton", "cpp", "Sorting and searching."),
        course("ja-1", "機械学習が入門", "東京大学", "machine-learning", "Cafe\u{301} crème."),
    ];
    courses[5].format = Some("project".to_owned());
    courses[3].tags = vec!["mathematics".to_owned()];
    CatalogDraft { skills, courses, ..Default::default() }
}

fn catalog() -> Catalog {
    Catalog::link(draft()).expect("links")
}

fn ids(catalog: &Catalog, found: &SearchResults) -> Vec<String> {
    found.results.iter().map(|h| catalog.course(h.course).id.to_string()).collect()
}

fn find(query: &str) -> Vec<String> {
    let catalog = catalog();
    ids(&catalog, &SearchIndex::new(&catalog).search(&Scope::of(&catalog), query, 50))
}

#[test]
fn what_is_meant_comes_first() {
    for (query, first) in [
        ("machine intro", "ml-intro"),
        ("pyhton", "py4e"),
        ("machiine lern", "ml-intro"),
        ("álgebra linear", "usp-al"),
        ("algebra lineal", "usp-al"),
        ("universidade sao paulo", "usp-al"),
        ("databse", "db-1"),
        ("nand tetris", "nand2tetris"),
        ("tetris nand", "nand2tetris"),
        ("c++", "cpp-1"),
        ("18.06", "mit-18.06"),
        ("python pandas", "py-data"),
        ("algorithm", "algs4"),
        ("mtrices", "mit-18.06"),
        ("学習", "ja-1"),
        ("mathematics", "mit-18.06"),
        ("ml", "ml-intro"),
        ("MIT", "mit-18.06"),
        ("ntt", "nand2tetris"),
        ("^data", "py-data"),
        ("linear$", "usp-al"),
        ("^python$ ^py4", "py4e"),
    ] {
        assert_eq!(find(query).first().map(String::as_str), Some(first), "{query}: {:?}", find(query));
    }
}

#[test]
fn operators_are_literal_and_negation_excludes() {
    assert_eq!(find("'pyhton"), [""; 0]);
    assert_eq!(find("!video"), ["nand2tetris"]);
    assert_eq!(find("python !pandas"), ["py4e"]);
    assert_eq!(find("!pyhton").len(), 10, "a negation is never corrected");
    assert_eq!(find("zzzz"), [""; 0]);
}

#[test]
fn nothing_asked_lists_everything_by_id() {
    let all = find("  ");
    assert_eq!(all.len(), 10);
    assert!(all.is_sorted());
    assert_eq!(find("' ^ !"), all, "operators still being typed say nothing");
}

#[test]
fn the_limit_cuts_and_the_total_counts() {
    let catalog = catalog();
    let index = SearchIndex::new(&catalog);
    let (all, two) = (index.search(&Scope::of(&catalog), "a", 50), index.search(&Scope::of(&catalog), "a", 2));
    assert_eq!(two.total, all.results.len());
    assert_eq!(two.results[..], all.results[..2]);
    assert_eq!(index.search(&Scope::of(&catalog), "a", 0).total, all.total);
}

#[test]
fn highlights_point_into_the_original() {
    let catalog = catalog();
    let index = SearchIndex::new(&catalog);
    let ranges = |query: &str, id: &str, field: Field| {
        let found = index.search(&Scope::of(&catalog), query, 50);
        let hit = found.results.iter().find(|h| catalog.course(h.course).id.as_str() == id).expect("found").clone();
        hit.matched.into_iter().find(|m| m.field == field).map(|m| m.ranges).unwrap_or_default()
    };
    assert_eq!(ranges("machine intro", "ml-intro", Field::Title), [(0, 5), (16, 23)]);
    assert_eq!(ranges("algebra", "usp-al", Field::Title), [(0, 7)]);
    assert_eq!(ranges("sao", "usp-al", Field::Provider), [(16, 19)]);
    assert_eq!(ranges("学習", "ja-1", Field::Title), [(2, 4)]);
    // The mark of a decomposed letter belongs to it.
    assert_eq!(ranges("cafe", "ja-1", Field::Summary), [(0, 5)]);
    assert_eq!(ranges("pyhton", "py4e", Field::Title), [(0, 6)]);
    assert_eq!(ranges("python", "py-data", Field::Summary), [(5, 11)]);
    assert_eq!(ranges("lern", "ml-intro", Field::Title).iter().map(|(a, b)| b - a).sum::<usize>(), 4);
}

#[test]
fn a_correction_is_said() {
    let catalog = catalog();
    let index = SearchIndex::new(&catalog);
    let note = SearchNote::ReadAs { typed: "Pyhton".to_owned(), word: "python".to_owned() };
    assert_eq!(index.search(&Scope::of(&catalog), "Pyhton", 5).notes, [note]);
    assert_eq!(index.search(&Scope::of(&catalog), "python", 5).notes, []);
}

proptest! {
    #[test]
    fn any_query_is_answered_soundly(query in "(\\PC{0,4} ?){0,5}|[a-z !'^$]{0,14}|(ma|py|lin|al|C\\+|é|学| |data){0,6}") {
        let catalog = catalog();
        let index = SearchIndex::new(&catalog);
        let found = index.search(&Scope::of(&catalog), &query, 50);
        prop_assert_eq!(found.total, found.results.len());
        for pair in found.results.windows(2) {
            prop_assert!((std::cmp::Reverse(pair[0].score), 0) <= (std::cmp::Reverse(pair[1].score), 0));
        }
        for hit in &found.results {
            for m in &hit.matched {
                let len = m.text.chars().count();
                prop_assert!(!m.ranges.is_empty());
                prop_assert!(m.ranges.iter().all(|&(a, b)| a < b && b <= len), "{:?}", m);
                prop_assert!(m.ranges.windows(2).all(|w| w[0].1 < w[1].0), "{:?}", m);
            }
        }
        // Each token by itself finds every course that all of them find, but for what says nothing or was left out.
        let left_out = found.notes.iter().any(|note| matches!(note, SearchNote::LeftOut { .. }));
        let small = ["a", "an", "and", "by", "for", "how", "i", "in", "into", "is", "my", "of", "on", "the", "to", "with"];
        let typed = query.nfc().collect::<String>();
        for token in typed.split_whitespace().filter(|t| !left_out && !small.contains(&t.to_lowercase().as_str())) {
            let alone = ids(&catalog, &index.search(&Scope::of(&catalog), token, 50));
            prop_assert!(ids(&catalog, &found).iter().all(|id| alone.contains(id)), "{}", token);
        }
        // Neither letter case nor the order of the files matters.
        let mut shuffled = draft();
        shuffled.courses.reverse();
        shuffled.skills.rotate_left(2);
        let shuffled = Catalog::link(shuffled).expect("links");
        let again = SearchIndex::new(&shuffled).search(&Scope::of(&shuffled), &query, 50);
        prop_assert_eq!(again, found);
    }
}
