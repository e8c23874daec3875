//! Catalogs good and bad: what is read, what is reported, and where.

use std::path::{Path, PathBuf};

use prereq::store::{CatalogSources, ProblemKind, Severity, check_catalog, load_catalog};

fn only(path: impl AsRef<Path>) -> CatalogSources {
    CatalogSources { builtin: false, user: None, paths: vec![path.as_ref().to_path_buf()] }
}

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name)
}

#[test]
fn six_faults_are_reported_in_one_run_with_their_lines() {
    let checked = check_catalog(&only(corpus("invalid/six.toml")));
    let found: Vec<_> = checked.problems.iter().map(|p| (p.severity, p.kind, p.line.unwrap_or(0))).collect();
    use ProblemKind::*;
    let expected = [
        (Severity::Warning, NobodyTeaches, 8),
        (Severity::Error, Cycle, 20),
        (Severity::Error, NoSuchCourse, 38),
        (Severity::Error, Duplicate, 41),
        (Severity::Error, BadLevel, 50),
        (Severity::Error, BadNumber, 56),
        (Severity::Warning, GoalUnreachable, 58),
    ];
    assert_eq!(found, expected, "{:#?}", checked.problems);
    assert!(checked.problems.iter().all(|p| p.file.ends_with("six.toml")));
    assert!(checked.problems[1].message.contains("egg → hen → egg"));
    assert_eq!(checked.problems[2].hint.as_deref(), Some("did you mean `intro`?"));
}

#[test]
fn the_built_in_catalog_is_clean_and_says_where_its_facts_come_from() {
    let checked = check_catalog(&CatalogSources::builtin());
    assert!(checked.problems.is_empty(), "{:#?}", checked.problems);
    let loaded = load_catalog(&CatalogSources::builtin()).expect("clean");
    let silent: Vec<_> = loaded.catalog.courses().iter().filter(|c| c.source.is_none()).map(|c| &c.id).collect();
    assert!(silent.is_empty(), "no source: {silent:?}");
}
