//! Catalogs good and bad: what is read, what is reported, and where.

use std::{
    fs,
    path::{Path, PathBuf},
};

use prereq::{
    domain::{Catalog, Cents, CourseStatus, Minutes},
    store::{BUILTIN, CatalogSources, Problem, ProblemKind, Severity, check_catalog, load_catalog},
};

fn only(path: impl AsRef<Path>) -> CatalogSources {
    over(&[path.as_ref()])
}

fn over(paths: &[&Path]) -> CatalogSources {
    CatalogSources { builtin: false, user: None, paths: paths.iter().map(|p| p.to_path_buf()).collect() }
}

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(name)
}

fn load(path: impl AsRef<Path>) -> Catalog {
    load_catalog(&only(path)).map_err(|e| e.0).expect("loads").catalog
}

/// `LINE severity kind key | hint`, as the corpus expects it.
fn told(problem: &Problem) -> String {
    let line = problem.line.map_or_else(|| "-".to_owned(), |l| l.to_string());
    let hint = problem.hint.as_ref().map_or_else(String::new, |h| format!(" | {h}"));
    let text = format!("{line} {} {} {}", problem.severity.word(), problem.kind.word(), problem.key);
    format!("{}{hint}", text.trim_end())
}

#[test]
fn each_invalid_catalog_gets_its_messages() {
    let mut seen = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(corpus("invalid")).expect("the corpus is there") {
        let file = entry.expect("readable").path();
        if file.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        seen += 1;
        let expected = fs::read_to_string(file.with_extension("expected")).expect("each has its messages");
        let checked = check_catalog(&only(&file));
        let found: Vec<String> = checked.problems.iter().map(told).collect();
        let expected: Vec<&str> = expected.lines().collect();
        if found != expected {
            let messages: Vec<String> = checked.problems.iter().map(ToString::to_string).collect();
            let name = file.display();
            wrong.push(format!("{name}\n{}\n\nwhich said\n{}", found.join("\n"), messages.join("\n")));
        }
        let shown = file.to_string_lossy();
        assert!(checked.problems.iter().all(|p| p.file == shown && !p.message.is_empty()));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(seen >= 7);
}

#[test]
fn six_faults_are_reported_in_one_run_with_their_lines() {
    let checked = check_catalog(&only(corpus("invalid/six.toml")));
    let message = |kind| &checked.problems.iter().find(|p| p.kind == kind).expect("reported").message;
    assert!(message(ProblemKind::Cycle).contains("egg → hen → egg"));
    assert!(message(ProblemKind::Duplicate).contains("six.toml:13"));
    assert!(message(ProblemKind::GoalUnreachable).contains("kubernetes"));
    assert!(checked.has_errors());
}

#[test]
fn a_cycle_is_an_error_for_check_alone() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("c.toml");
    let course = |id: &str, needs: &str| {
        format!("[[course]]\nid = \"{id}\"\ntitle = \"{id}\"\nprovider = \"p\"\nprerequisites = [\"{needs}\"]\n")
    };
    fs::write(&file, course("a", "b") + &course("b", "a")).expect("written");
    assert!(check_catalog(&only(&file)).has_errors());
    assert_eq!(load(&file).courses().len(), 2);
}

#[test]
fn every_key_is_read() {
    let checked = check_catalog(&only(corpus("valid/everything.toml")));
    assert!(checked.problems.is_empty(), "{:#?}", checked.problems);
    let catalog = load(corpus("valid/everything.toml"));
    let algebra = catalog.course(catalog.course_ix("mit-18.06").expect("there"));
    assert_eq!(algebra.hours, Some(Minutes(168 * 60)));
    assert_eq!((algebra.price, algebra.currency.code()), (Some(Cents(0)), "EUR"));
    assert_eq!(algebra.summary, "Systems, spaces, eigenvalues. And \"quotes\".");
    assert_eq!(algebra.same_as, [catalog.course_ix("edx_linear").expect("there")]);
    assert_eq!(algebra.requirement.depth(), 3);
    let elsewhere = catalog.course(algebra.same_as[0]);
    assert_eq!(elsewhere.status, CourseStatus::Retired);
    assert_eq!(catalog.course(catalog.course_ix("ünïcode+1").expect("there")).title, "数据科学");
    let goal = catalog.goal("algebraist").expect("there");
    assert_eq!(goal.skills.iter().map(|s| s.weight).collect::<Vec<_>>(), [1000, 2000]);
}

#[test]
fn a_folder_is_one_catalog_and_an_empty_file_an_empty_one() {
    let folder = load(corpus("valid/folder"));
    assert_eq!((folder.skills().len(), folder.courses().len(), folder.goals().len()), (1, 2, 1));
    assert!(load(corpus("valid/empty.toml")).courses().is_empty());
    let nothing = tempfile::tempdir().expect("a folder");
    let problems = load_catalog(&only(nothing.path())).expect_err("nothing in it").0;
    assert_eq!(problems[0].kind, ProblemKind::Unreadable);
    let problems = load_catalog(&only(nothing.path().join("gone"))).expect_err("not there").0;
    assert_eq!(problems[0].kind, ProblemKind::Unreadable);
}

#[test]
fn a_later_catalog_replaces_whole_entries_and_may_refer_to_earlier_ones() {
    let dir = tempfile::tempdir().expect("a folder");
    let later = dir.path().join("later.toml");
    let text = "[[course]]\nid = \"c\"\ntitle = \"Mine\"\nprovider = \"me\"\nteaches = { s = 1.0 }\n";
    fs::write(&later, text).expect("written");
    let loaded = load_catalog(&over(&[&corpus("valid/folder"), &later])).map_err(|e| e.0).expect("loads");
    let course = loaded.catalog.course(loaded.catalog.course_ix("c").expect("there"));
    assert_eq!((course.title.as_str(), course.provider.as_str()), ("Mine", "me"));
    assert_eq!(loaded.replaced.len(), 1);
    assert_eq!((loaded.replaced[0].old.line, loaded.replaced[0].new.line), (1, 1));

    fs::write(&later, text.replace("\"c\"", "\"C\"")).expect("written");
    let problems = load_catalog(&over(&[&corpus("valid/folder"), &later])).expect_err("differs in case").0;
    assert_eq!(problems.iter().map(|p| p.kind).collect::<Vec<_>>(), [ProblemKind::Duplicate]);
}

#[test]
fn nothing_depends_on_how_a_catalog_is_split_or_ordered() {
    let catalog = load(corpus("valid/everything.toml"));
    let text = fs::read_to_string(corpus("valid/everything.toml")).expect("there");
    let mut entries: Vec<&str> = text.split("\n[[").skip(1).collect();
    let dir = tempfile::tempdir().expect("a folder");
    for turn in 0..4 {
        entries.reverse();
        entries.rotate_left(turn);
        for (i, entry) in entries.iter().enumerate() {
            fs::write(dir.path().join(format!("{i}.toml")), format!("[[{entry}\n")).expect("written");
        }
        let again = load(dir.path());
        assert_eq!(again.hash(), catalog.hash());
        assert_eq!(again.courses(), catalog.courses());
    }
}

#[test]
fn nothing_in_a_catalog_can_drive_a_terminal() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("evil.toml");
    let text =
        "[[course]]\nid = \"x\"\ntitle = \"\\u001b[2Ja\\u202eb\"\nprovider = \"\\u009b0m\"\n\"\\u001b]0;k\" = 1\n";
    fs::write(&file, text).expect("written");
    let checked = check_catalog(&only(&file));
    let course = &checked.catalog.courses()[0];
    assert_eq!((course.title.as_str(), course.provider.as_str()), ("[2Jab", "0m"));
    for problem in &checked.problems {
        assert!(!format!("{problem} {:?}", problem.hint).contains('\u{1b}'));
    }
}

#[test]
fn limits_have_names_and_messages() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("deep.toml");
    let nest = |n: usize| format!("{}\"x\"{}", "{ any = [".repeat(n), "] }".repeat(n));
    let course =
        |n| format!("[[course]]\nid = \"x\"\ntitle = \"x\"\nprovider = \"p\"\nprerequisites = [{}]\n", nest(n));
    fs::write(&file, course(33)).expect("written");
    let kinds: Vec<_> = check_catalog(&only(&file)).problems.iter().map(|p| p.kind).collect();
    assert_eq!(kinds, [ProblemKind::TooDeep]);
    // Far beyond any stack: the parser has a limit of its own.
    fs::write(&file, course(100_000)).expect("written");
    assert!(check_catalog(&only(&file)).has_errors());
}

#[test]
fn the_built_in_catalog_is_clean_and_says_where_its_facts_come_from() {
    let checked = check_catalog(&CatalogSources::builtin());
    assert!(checked.problems.is_empty(), "{:#?}", checked.problems);
    let silent: Vec<_> = checked.catalog.courses().iter().filter(|c| c.source.is_none()).map(|c| &c.id).collect();
    assert!(silent.is_empty(), "no source: {silent:?}");
    assert!(BUILTIN.iter().all(|(name, _)| name.starts_with("catalog/")));
}

#[test]
fn cut_anywhere_a_catalog_gives_a_message_and_no_panic() {
    let text = fs::read_to_string(corpus("valid/everything.toml")).expect("there");
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("cut.toml");
    for end in (0..text.len()).step_by(3) {
        fs::write(&file, &text.as_bytes()[..end]).expect("written");
        let checked = check_catalog(&only(&file));
        assert!(checked.problems.iter().all(|p| p.severity == Severity::Warning || !p.message.is_empty()));
    }
}
