//! No text makes a reader panic: catalogs, profiles, settings and plans made of anything, or of
//! themselves with something cut out, doubled or changed.

use std::fs;

use prereq::{
    path::{Cancel, verify},
    store::{CatalogSources, ProfileStore, check_catalog, load_settings, read_plan_toml},
};
use proptest::prelude::*;

const CATALOG: &str = r#"
[[skill]]
id = "a"
name = "A"
area = "x"
aliases = ["é"]
[[course]]
id = "c1"
title = "数据"
provider = "P"
hours = 5.5
price = 0
teaches = { a = 0.25 }
[[course]]
id = "c2"
title = "C2"
provider = "P"
prerequisites = [{ any = ["c1", { skill = "a", level = 0.25 }] }, { at_least = 1, of = ["c1", { all = [] }] }]
corequisites = ["c1"]
same_as = ["c1"]
teaches = { a = 0.75 }
[[goal]]
id = "g"
title = "G"
skills = { a = 0.75 }
weights = { a = 2.0 }
requirement = ["c2"]
"#;
const PROFILE: &str = r#"
version = 1
goals = ["g"]
[skills]
a = { level = 0.50, from = "self", on = 2026-01-05 }
[[course]]
id = "c1"
status = "done"
rating = 5
on = 2024-02-29
hours = 9
note = "…"
[constraints]
hours_per_week = 6
languages = ["en"]
[waive]
"c2" = "school"
"#;

/// A text with some of its characters cut out, doubled or replaced.
fn mangled(text: &'static str) -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0usize..6, 0usize..4, any::<char>());
    prop::collection::vec(edit, 1..6).prop_map(move |edits| {
        let mut chars: Vec<char> = text.chars().collect();
        for (at, length, what, new) in edits {
            if chars.is_empty() {
                break;
            }
            let at = at.index(chars.len());
            let end = (at + length).min(chars.len());
            match what {
                0 => drop(chars.drain(at..end)),
                1 => {
                    let again: Vec<char> = chars[at..end].to_vec();
                    chars.splice(at..at, again);
                }
                2 => chars[at] = new,
                _ => chars[at] = ['"', '[', ']', '{', '}', '=', '\n', '-', '9', '.'][length],
            }
        }
        chars.into_iter().collect()
    })
}

fn anything(like: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![3 => mangled(like), 1 => "\\PC{0,200}", 1 => any::<String>()]
}

fn in_file<T>(name: &str, text: &str, read: impl FnOnce(&std::path::Path) -> T) -> T {
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join(name);
    fs::write(&file, text).expect("written");
    read(&file)
}

fn plan() -> &'static str {
    use std::sync::{Arc, OnceLock};
    static PLAN: OnceLock<String> = OnceLock::new();
    PLAN.get_or_init(|| {
        let catalog = in_file("c.toml", CATALOG, |file| {
            let sources = CatalogSources { builtin: false, user: None, paths: vec![file.to_owned()] };
            prereq::store::load_catalog(&sources).expect("sound").catalog
        });
        let advisor = prereq::advisor::Advisor::new(Arc::new(catalog), Default::default(), Default::default());
        let goals = advisor.catalog().goals().to_vec();
        let request = advisor.request(prereq::path::Aim { goals, to: Vec::new() });
        let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
        prereq::store::write_plan_toml(&prereq::path::with_cases(&plan))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn catalogs(text in anything(CATALOG)) {
        in_file("c.toml", &text, |file| {
            let sources = CatalogSources { builtin: false, user: None, paths: vec![file.to_owned()] };
            let _ = check_catalog(&sources);
        });
    }

    #[test]
    fn profiles(text in anything(PROFILE)) {
        in_file("profile.toml", &text, |file| {
            let _ = ProfileStore::new(file).load();
        });
    }

    #[test]
    fn settings(text in anything("version = 1\nassume_hours = 40\n[weights]\npath = 0.4\n[rates]\nEUR = 1.1\n")) {
        in_file("config.toml", &text, |file| {
            let _ = load_settings(file);
        });
    }

    #[test]
    fn plans(text in anything(plan())) {
        if let Ok(file) = read_plan_toml("plan.toml", &text) {
            let sound = verify(&file.plan, &Cancel::new()).is_ok() && file.digest_ok;
            let same = read_plan_toml("plan.toml", plan()).is_ok_and(|original| original.plan == file.plan);
            prop_assert!(!sound || same, "a changed plan was confirmed:\n{text}");
        }
    }
}
