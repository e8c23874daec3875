//! Codes as people type them, a word too many, and spelling as it was meant.

use prereq::{
    domain::{Catalog, CatalogDraft, CourseDraft, CourseId},
    search::{Scope, SearchIndex, SearchNote},
};

fn catalog(courses: &[(&str, &str)]) -> Catalog {
    let courses = courses.iter().map(|(id, title)| CourseDraft::new(CourseId::new(id).expect("valid"), title, "U"));
    Catalog::link(CatalogDraft { courses: courses.collect(), ..CatalogDraft::default() }).expect("links")
}

fn found(catalog: &Catalog, query: &str) -> (Vec<String>, Vec<SearchNote>) {
    let found = SearchIndex::new(catalog).search(&Scope::of(catalog), query, 10);
    let ids = found.results.iter().map(|hit| catalog.course(hit.course).id.to_string()).collect();
    (ids, found.notes)
}

#[test]
fn codes_are_found_without_what_parts_them() {
    let catalog = catalog(&[
        ("cs-2500", "Fundamentals"),
        ("21-241", "Matrices"),
        ("mit-6.006", "Introduction to Algorithms"),
        ("cs4102", "CS 4102 Algorithms"),
    ]);
    for (query, id) in [
        ("cs2500", "cs-2500"),
        ("cs 2500", "cs-2500"),
        ("21241", "21-241"),
        ("21-241", "21-241"),
        ("6006", "mit-6.006"),
        ("mit6006", "mit-6.006"),
        ("6.006", "mit-6.006"),
        ("CS4102", "cs4102"),
    ] {
        assert_eq!(found(&catalog, query).0, [id], "{query}");
    }
}

#[test]
fn a_word_too_many_is_left_out_and_said() {
    let catalog = catalog(&[
        ("a", "Python for Everybody"),
        ("b", "Theory of Computation"),
        ("c", "Intro to SQL"),
        ("d", "Machine Learning"),
    ]);
    let left_out =
        |words: &[&str]| vec![SearchNote::LeftOut { words: words.iter().map(|w| (*w).to_owned()).collect() }];
    assert_eq!(found(&catalog, "how to the sql"), (vec!["c".to_owned()], vec![]), "small words say nothing");
    assert_eq!(found(&catalog, "python everybody zebra"), (vec!["a".to_owned()], left_out(&["zebra"])));
    assert_eq!(found(&catalog, "zebra quagga computation"), (vec!["b".to_owned()], left_out(&["zebra", "quagga"])));
    assert_eq!(found(&catalog, "zebra quagga").0, Vec::<String>::new(), "where nothing matches, nothing is made up");
    assert_eq!(
        found(&catalog, "'zebra python").0,
        Vec::<String>::new(),
        "what is asked for as it stands is not dropped"
    );
    assert_eq!(found(&catalog, "python -everybody").0, Vec::<String>::new(), "a minus rules out");
}

#[test]
fn marks_of_a_sentence_are_no_letters() {
    let catalog = catalog(&[("a", "Python"), ("b", "Machine Learning"), ("c", "C++ and C#"), ("d", "Node.js on .NET")]);
    for (query, id) in [
        ("\"python\"", "a"),
        ("machine learning,", "b"),
        ("(machine) “learning”!", "b"),
        ("c++", "c"),
        ("c#", "c"),
        ("node.js", "d"),
        (".net", "d"),
    ] {
        assert_eq!(found(&catalog, query).0, [id], "{query}");
    }
}

#[test]
fn the_accent_that_was_typed_comes_first() {
    let catalog = catalog(&[("a", "UX Design"), ("b", "Uber engineering"), ("z", "Über Wahrscheinlichkeit")]);
    assert_eq!(found(&catalog, "über").0[0], "z");
    assert_eq!(found(&catalog, "ü").0[0], "z");
    assert_eq!(found(&catalog, "uber").0.len(), 2, "without it both are found");
}
