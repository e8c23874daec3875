//! Filters keep what they say, refuse what they cannot read and say so; completion knows the values.

use prereq::{
    domain::{
        Catalog, CatalogDraft, Cents, CourseDraft, CourseId, CourseIx, CourseMark, CourseRecord, CourseStatus,
        Difficulty, Level, Minutes, Profile, Requirement, Skill, SkillId, State,
    },
    phrase::search_note,
    search::{FilterName, Scope, SearchIndex, SearchNote, SearchResults},
};
use proptest::prelude::*;

fn catalog() -> Catalog {
    let id = |id: &str| SkillId::new(id).expect("valid");
    let skill = |name: &str, text: &str, aliases: &[&str]| Skill {
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        ..Skill::new(id(name), text, "a")
    };
    let skills =
        vec![skill("python", "Python", &["py"]), skill("cpp", "C++", &[]), skill("ml", "Machine learning", &["stats"])];
    let course = |name: &str, title: &str, provider: &str, teaches: &[(&str, u16)]| {
        let mut c = CourseDraft::new(CourseId::new(name).expect("valid"), title, provider);
        c.teaches = teaches.iter().map(|&(s, l)| (id(s), Level::new(l))).collect();
        c.language = Some("en".to_owned());
        c
    };
    let mut a = course("a", "First steps", "MIT", &[("python", 250)]);
    (a.hours, a.price, a.difficulty) = (Some(Minutes(10 * 60)), Some(Cents(0)), Some(Difficulty::Beginner));
    (a.format, a.tags) = (Some("video".to_owned()), vec!["Data Science".to_owned()]);
    let mut b = course("b", "More steps", "MITx", &[("python", 750), ("ml", 500)]);
    (b.hours, b.price, b.platform) = (Some(Minutes(20 * 60)), Some(Cents(4999)), Some("edX".to_owned()));
    b.requirement = Requirement::Skill { skill: id("python"), level: Level::new(250) };
    let mut c = course("c", "C++: the language", "Ann Smith", &[("cpp", 500)]);
    c.language = Some("sv".to_owned());
    let mut d = course("d", "Databases", "The Open University", &[("ml", 250)]);
    (d.hours, d.status) = (Some(Minutes(90)), CourseStatus::Retired);
    Catalog::link(CatalogDraft { skills, courses: vec![a, b, c, d], ..Default::default() }).expect("links")
}

fn search(catalog: &Catalog, query: &str) -> SearchResults {
    SearchIndex::new(catalog).search(&Scope::of(catalog), query, 50)
}

fn ids(catalog: &Catalog, found: &SearchResults) -> String {
    let mut ids: Vec<&str> = found.results.iter().map(|hit| catalog.course(hit.course).id.as_str()).collect();
    ids.sort_unstable();
    ids.concat()
}

#[test]
fn filters_keep_what_they_say() {
    let catalog = catalog();
    for (query, kept) in [
        ("level:beginner", "a"),
        ("LEVEL:Beginner", "a"),
        ("difficulty:beginner", "a"),
        ("!level:beginner", "bcd"),
        ("hours:<20", "ad"),
        ("hours:<=20", "abd"),
        ("hours:<20h", "ad"),
        ("hours:>1.5", "ab"),
        ("hours:>=1.5", "abd"),
        ("hours:=10", "a"),
        ("hours:10", "a"),
        ("hours:5..20", "ab"),
        ("hours:..10", "ad"),
        ("hours:15..", "b"),
        ("!hours:<20", "b"),
        ("price:<50", "ab"),
        ("price:49.99", "b"),
        ("price:>0", "b"),
        ("free:", "a"),
        ("!free:", "b"),
        ("skill:python", "ab"),
        ("skill:py", "ab"),
        ("skill:c++", "c"),
        ("skill:machine-learning", "bd"),
        ("skill:\"Machine Learning\"", "bd"),
        ("!skill:python", "cd"),
        ("teaches:python", "ab"),
        ("teaches:python>=0.5", "b"),
        ("teaches:python<0.5", "a"),
        ("teaches:py=0.75", "b"),
        ("provider:mit", "ab"),
        ("provider:smi", "c"),
        ("provider:open-university", "d"),
        ("provider:\"open univ\"", "d"),
        ("platform:edx", "b"),
        ("lang:en", "abd"),
        ("!lang:en", "c"),
        ("format:video", "a"),
        ("tag:data-science", "a"),
        ("steps lang:en hours:>15", "b"),
        ("steps !lang:sv", "ab"),
        ("databases:", "d"),
        ("ready:", "ac"),
    ] {
        let found = search(&catalog, query);
        assert_eq!(ids(&catalog, &found), kept, "{query}: {:?}", found.notes);
        assert_eq!(found.total, found.results.len(), "{query}");
        let corrected = found.notes.iter().all(|n| matches!(n, SearchNote::ReadAs { .. }));
        assert!(corrected, "{query}: {:?}", found.notes);
    }
}

#[test]
fn what_is_not_known_keeps_nothing_and_is_said() {
    let catalog = catalog();
    for (query, said) in [
        ("lang:xx", "no course has lang:xx"),
        ("lang:eng", "no course has lang:eng; did you mean lang:en?"),
        ("level:beg", "no course has level:beg; did you mean level:beginner?"),
        ("level:expert", "no course has level:expert"),
        ("level:advanced", "no course has level:advanced"),
        ("provider:edx", "no course has provider:edx; did you mean platform:edx?"),
        ("provider:mitt", "no course has provider:mitt; did you mean provider:mit?"),
        ("format:vidoe", "no course has format:vidoe; did you mean format:video?"),
        ("skill:pyhton", "no course has skill:pyhton; did you mean skill:python?"),
        ("skill:machine", "no course has skill:machine; did you mean skill:ml?"),
        ("teaches:pyton>=0.5", "no course has teaches:pyton>=0.5; did you mean teaches:python>=0.5?"),
        ("teaches:python>=0.9", "no course has teaches:python>=0.9"),
        ("tag:cooking", "no course has tag:cooking; did you mean tag:data-science?"),
        ("hours:<1", "no course has hours:<1"),
        ("hours:abc", "hours:abc cannot be read; write it as hours:<20 or hours:5..20"),
        ("hours:20..5", "hours:20..5 cannot be read; write it as hours:<20 or hours:5..20"),
        ("teaches:python>=7", "teaches:python>=7 cannot be read; write it as teaches:python>=0.5"),
        ("free:perhaps", "free:perhaps cannot be read; write free:"),
        ("lnag:en", "there is no filter lnag:; did you mean lang:?"),
        ("path:", "path: needs a goal; there is none"),
    ] {
        let found = search(&catalog, query);
        assert_eq!(found.results, [], "{query}");
        let notes: Vec<String> = found.notes.iter().map(search_note).collect();
        assert_eq!(notes, [said], "{query}");
        // With other words, too; and turned round it rules nothing out, and is said all the same.
        assert_eq!(search(&catalog, &format!("steps {query}")).results, [], "{query}");
        let negated = search(&catalog, &format!("!{query}"));
        assert_eq!(negated.notes, found.notes, "{query}");
    }
    assert!(matches!(&search(&catalog, "zzzzz:").notes[..], [SearchNote::NoFilter { word, .. }] if word == "zzzzz"));
}

#[test]
fn what_is_still_being_typed_keeps_everything() {
    let catalog = catalog();
    for query in ["level:", "hours:", "hours:<", "teaches:python>=", "!lang:", "provider:\""] {
        let found = search(&catalog, query);
        assert_eq!(found.total, 4, "{query}");
        assert!(matches!(found.notes[..], [SearchNote::NeedsValue { .. }]), "{query}: {:?}", found.notes);
    }
}

#[test]
fn the_learner_and_their_path_count() {
    let catalog = catalog();
    let mut profile = Profile::default();
    let done = CourseRecord {
        mark: CourseMark::Done,
        rating: None,
        on: None,
        hours: None,
        log: Default::default(),
        note: None,
    };
    profile.courses.insert(CourseId::new("a").expect("valid"), done);
    let state = State::of(&catalog, &profile);
    let path = [CourseIx::from_usize(1)];
    let scope = Scope { learner: Some((&profile, &state)), path: Some(&path), ..Scope::of(&catalog) };
    let index = SearchIndex::new(&catalog);
    let kept = |scope: &Scope<'_>, query: &str| ids(&catalog, &index.search(scope, query, 50));
    assert_eq!(kept(&scope, "ready:"), "bc");
    assert_eq!(kept(&scope, "!ready:"), "ad");
    assert_eq!(kept(&scope, "path:"), "b");
    assert_eq!(kept(&scope, "!path:"), "acd");
    let empty = index.search(&Scope { path: Some(&[]), ..scope }, "path:", 50);
    assert_eq!(search_note(&empty.notes[0]), "your path has no course");
    let mut waiving = Profile::default();
    waiving.waive.insert(CourseId::new("b").expect("valid"), "at school".to_owned());
    let state = State::of(&catalog, &waiving);
    assert_eq!(kept(&Scope { learner: Some((&waiving, &state)), ..scope }, "ready:"), "abc");
}

fn candidates(query: &str) -> Vec<String> {
    let catalog = catalog();
    let found = SearchIndex::new(&catalog).complete(&Scope::of(&catalog), query, query.len());
    found.candidates.into_iter().map(|c| c.text).collect()
}

#[test]
fn filters_and_their_values_are_completed() {
    assert_eq!(candidates("l"), ["level:", "lang:"]);
    assert_eq!(candidates("steps !ha"), [""; 0]);
    assert_eq!(candidates("steps !ho"), ["!hours:"]);
    assert_eq!(candidates("level:"), ["level:beginner", "level:intermediate", "level:advanced"]);
    assert_eq!(candidates("level:a"), ["level:advanced"]);
    assert_eq!(candidates("lang:"), ["lang:en", "lang:sv"], "what most courses have comes first");
    assert_eq!(candidates("provider:uni"), ["provider:the-open-university"]);
    assert_eq!(candidates("provider:m"), ["provider:mit", "provider:mitx"]);
    assert_eq!(candidates("x !skill:p"), ["!skill:python"]);
    assert_eq!(candidates("hours:<"), ["hours:<10", "hours:<20", "hours:<50"]);
    assert_eq!(candidates("fre"), ["free:"]);
    assert_eq!(candidates("free:"), [""; 0]);
    for query in ["", "steps ", "'l", "nosuch:x", "42"] {
        assert_eq!(candidates(query), [""; 0], "{query}");
    }
    let catalog = catalog();
    let found = SearchIndex::new(&catalog).complete(&Scope::of(&catalog), "é level:beg steps", 9);
    assert_eq!((found.start, found.end, found.common()), (3, 12, "level:"));
    assert_eq!(found.candidates.len(), 3);
    assert_eq!(found.candidates[0].courses, Some(1));
}

proptest! {
    #[test]
    fn any_filter_is_answered_and_what_is_completed_is_known(
        name in prop::sample::select(FilterName::ALL.map(FilterName::word).to_vec()),
        value in "\\PC{0,6}|[<>=0-9.]{0,5}|(py|mit|en|\"| |a){0,4}",
        cursor in 0_usize..12,
    ) {
        let catalog = catalog();
        let index = SearchIndex::new(&catalog);
        let scope = Scope::of(&catalog);
        let query = format!("{name}:{value}");
        let found = index.search(&scope, &query, 50);
        prop_assert_eq!(found.total, found.results.len());
        let completion = index.complete(&scope, &query, cursor);
        prop_assert!(completion.start <= completion.end && query.get(completion.start..completion.end).is_some());
        for candidate in &completion.candidates {
            prop_assert!(candidate.text.starts_with(completion.common()));
            let found = index.search(&scope, &candidate.text, 50);
            // Filters that never hold here are about amounts and the demanding.
            let unknown = found.notes.iter().any(|n| matches!(n, SearchNote::NoFilter { .. } | SearchNote::Unreadable { .. }));
            prop_assert!(!unknown, "{:?}", candidate);
            if let Some(n) = candidate.courses {
                prop_assert!(found.total >= n, "{:?}", candidate);
            }
        }
    }
}
