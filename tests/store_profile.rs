//! The profile on disk: what survives, what is refused, and what is never lost.

use std::{fs, path::Path};

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use prereq::{
    domain::{Away, Constraints, CourseId, CourseMark, GoalId, Level, Minutes, Profile, ProfileEdit, SkillId, Step},
    store::{MAX_HISTORY, ProblemKind, ProfileStore, StoreError},
};
use proptest::prelude::*;

const HAND_WRITTEN: &str = r#"# My profile.
version = 1
goals = ["data-scientist"]                      # active, in order
mood = "curious"                                # not ours

[skills]
# Learned at work.
python = { level = 0.50, from = "self", on = 2026-01-05 }   # roughly
sql = 0.25
[skills.statistics]
level = 0.25
from = "assess"
why = "quiz"

[[course]]
# What a ride.
id = "cs50x"
status = "done"                                 # done | started | saved | hidden
rating = 5
on = 2025-11-30
hours = 96                                      # logged
note = "…"
shelf = 3

[constraints]
hours_per_week = 6
languages = ["en"]
free_only = false
exclude_providers = []
formats = []                                    # empty = any

[waive]
"mit-18.06" = "had it at school"
"#;

fn course(id: &str) -> CourseId {
    CourseId::new(id).expect("valid")
}

fn skill(id: &str) -> SkillId {
    SkillId::new(id).expect("valid")
}

fn set(id: &str, level: u16) -> ProfileEdit {
    let on = Some(date(2026, 2, 1));
    ProfileEdit::SetSkill { skill: skill(id), level: Level::new(level), from: "self".into(), on }
}

fn mark(id: &str, mark: CourseMark) -> ProfileEdit {
    ProfileEdit::Mark { course: course(id), mark, on: None, rating: None }
}

fn store(dir: &Path, text: Option<&str>) -> ProfileStore {
    let path = dir.join("profile.toml");
    if let Some(text) = text {
        fs::write(&path, text).expect("written");
    }
    ProfileStore::new(path)
}

fn entries(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir)
        .expect("a folder")
        .map(|e| e.expect("readable").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn the_documented_profile_is_read() {
    let dir = tempfile::tempdir().expect("a folder");
    let loaded = store(dir.path(), Some(HAND_WRITTEN)).load().expect("valid");
    assert_eq!(loaded.notes.iter().map(|n| n.line).collect::<Vec<_>>(), [Some(4), Some(13), Some(23)]);
    assert!(!loaded.read_only);
    let p = loaded.profile;
    assert_eq!(p.goals, [GoalId::new("data-scientist").expect("valid")]);
    assert_eq!(p.skills[&skill("python")].level, Level::new(500));
    assert_eq!(p.skills[&skill("python")].on, Some(date(2026, 1, 5)));
    assert_eq!(p.skills[&skill("sql")].from, "self");
    assert_eq!(p.courses[&course("cs50x")].hours, Some(Minutes(96 * 60)));
    assert_eq!(p.constraints.hours_per_week, Some(Minutes(360)));
    assert_eq!(p.waive[&course("mit-18.06")], "had it at school");
}

#[test]
fn reading_writes_nothing_and_an_edit_that_changes_nothing_neither() {
    let dir = tempfile::tempdir().expect("a folder");
    let empty = store(dir.path(), None);
    assert_eq!(empty.load().expect("no file is an empty profile").profile, Profile::default());
    assert!(entries(dir.path()).is_empty());
    let store = store(dir.path(), Some(HAND_WRITTEN));
    store.update(&[mark("cs50x", CourseMark::Done)]).expect("saved");
    assert_eq!(fs::read_to_string(store.path()).expect("there"), HAND_WRITTEN);
    assert!(!dir.path().join("history").exists());
}

#[test]
fn comments_and_unknown_keys_survive_edits() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(dir.path(), Some(HAND_WRITTEN));
    let limits = Constraints { hours_per_week: None, languages: vec!["de".into()], ..Default::default() };
    let edits = [
        set("python", 750),
        set("sql", 500),
        set("statistics", 500),
        set("new", 125),
        mark("cs50x", CourseMark::Hidden),
        mark("mit-18.06", CourseMark::Saved),
        ProfileEdit::Log { course: course("mit-18.06"), hours: Minutes(20), on: None },
        ProfileEdit::Note { course: course("mit-18.06"), note: Some("a \"b\"\n\tc\u{1b}".into()) },
        ProfileEdit::AddGoal(GoalId::new("other").expect("valid")),
        ProfileEdit::Constrain(limits),
        ProfileEdit::Unwaive { course: course("mit-18.06") },
        ProfileEdit::Waive { course: course("x"), why: "because".into() },
    ];
    let saved = store.update(&edits).expect("saved");
    let text = fs::read_to_string(store.path()).expect("there");
    for kept in [
        "# My profile.",
        "# active, in order",
        "mood = \"curious\"                                # not ours",
        "# Learned at work.",
        "# roughly",
        "why = \"quiz\"",
        "# What a ride.",
        "# done | started | saved | hidden",
        "hours = 96                                      # logged",
        "shelf = 3",
        "# empty = any",
    ] {
        assert!(text.contains(kept), "`{kept}` is lost:\n{text}");
    }
    assert!(text.contains("new = { level = 0.125, from = \"self\", on = 2026-02-01 }"), "{text}");
    assert_eq!(saved.courses[&course("mit-18.06")].note.as_deref(), Some("a \"b\"  c"), "scrubbed on the way in");
    assert_eq!(store.load().expect("valid").profile, saved);
    let history = dir.path().join("history/profile-000001.toml");
    assert_eq!(fs::read_to_string(history).expect("kept"), HAND_WRITTEN);
}

#[test]
fn what_goals_count_is_kept_beside_them_and_goes_with_them() {
    let dir = tempfile::tempdir().expect("a folder");
    let own = "# mine\nversion = 1\ngoals = [\"a\", \"b\"]\ngoal_weights = { b = 3 } # b first\n";
    let store = store(dir.path(), Some(own));
    let id = |goal: &str| GoalId::new(goal).expect("valid");
    let profile = store.load().expect("valid").profile;
    assert_eq!((profile.goal_weight(&id("a")), profile.goal_weight(&id("b"))), (1000, 3000));
    store.update(&[ProfileEdit::WeighGoal { goal: id("a"), weight: 2500 }]).expect("saved");
    let text = fs::read_to_string(store.path()).expect("there");
    assert!(text.contains("# b first") && text.contains("a = 2.50"), "{text}");
    // One that is not active has no weight, and counting once needs none.
    store
        .update(&[
            ProfileEdit::WeighGoal { goal: id("z"), weight: 2000 },
            ProfileEdit::WeighGoal { goal: id("a"), weight: 1000 },
            ProfileEdit::RemoveGoal(id("b")),
        ])
        .expect("saved");
    let text = fs::read_to_string(store.path()).expect("there");
    assert!(!text.contains("goal_weights") && text.contains("# mine"), "{text}");
}

#[test]
fn a_new_profile_reads_well() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = ProfileStore::new(dir.path().join("deep/er/profile.toml"));
    let goal = ProfileEdit::AddGoal(GoalId::new("data-scientist").expect("valid"));
    let done = mark("cs50x", CourseMark::Done);
    store.update(&[set("python", 500), goal, done]).expect("saved");
    let expected = "version = 1\ngoals = [\"data-scientist\"]\n\n[skills]\n\
                    python = { level = 0.50, from = \"self\", on = 2026-02-01 }\n\n\
                    [[course]]\nid = \"cs50x\"\nstatus = \"done\"\n";
    assert_eq!(fs::read_to_string(store.path()).expect("there"), expected);
}

#[cfg(unix)]
#[test]
fn only_the_learner_can_read_it_and_links_stay_links() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let dir = tempfile::tempdir().expect("a folder");
    let real = dir.path().join("real.toml");
    fs::write(&real, HAND_WRITTEN).expect("written");
    symlink(&real, dir.path().join("profile.toml")).expect("linked");
    let store = ProfileStore::new(dir.path().join("profile.toml"));
    store.update(&[set("x", 500)]).expect("saved");
    assert!(fs::symlink_metadata(store.path()).expect("there").is_symlink());
    let mode = fs::metadata(&real).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_damaged_profile_is_set_aside_and_never_overwritten() {
    let dir = tempfile::tempdir().expect("a folder");
    let damaged = "version = 1\n[skills\npython = 1\n";
    let store = store(dir.path(), Some(damaged));
    for _ in 0..3 {
        let Err(StoreError::Corrupt { copy: Some(copy), problems, .. }) = store.load() else { panic!("it is damaged") };
        assert_eq!(problems[0].line, Some(2));
        assert_eq!(fs::read_to_string(copy).expect("there"), damaged);
        assert!(matches!(store.update(&[set("x", 1)]), Err(StoreError::Corrupt { .. })));
    }
    assert_eq!(fs::read_to_string(store.path()).expect("there"), damaged);
    assert_eq!(entries(dir.path()).iter().filter(|n| n.contains("corrupt")).count(), 1, "one copy of one damage");
    fs::write(store.path(), b"\xff").expect("written");
    assert!(matches!(store.load(), Err(StoreError::Corrupt { .. })));
    assert_eq!(entries(dir.path()).iter().filter(|n| n.contains("corrupt")).count(), 2);
}

#[test]
fn a_newer_profile_is_only_read() {
    let dir = tempfile::tempdir().expect("a folder");
    let newer = "version = 2\n[skills]\npython = { level = 0.5, mood = \"x\" }\nsql = { stars = 3 }\n";
    let store = store(dir.path(), Some(newer));
    let loaded = store.load().expect("readable");
    assert!(loaded.read_only);
    assert_eq!(loaded.profile.skills.len(), 1);
    assert!(matches!(store.update(&[set("x", 1)]), Err(StoreError::Newer { version: 2, .. })));
    assert_eq!(fs::read_to_string(store.path()).expect("there"), newer);
}

const LOGGED: &str = r#"version = 1
[[course]]
id = "cs50x"
status = "started"
on = 2026-01-02
hours = 4                           # about
log = [
    # The first week.
    { on = 2026-01-05, hours = 2.5, place = "train" },   # late
    { on = 2026-01-07, hours = 1 },
    { on = 2026-01-07, hours = 0.25 },
]

[[course]]
id = "tables"
status = "started"
hours = 1
[[course.log]]
on = 2026-01-05
hours = 2                           # more than the total says
"#;

#[test]
fn days_of_study_are_kept_by_day_and_changed_in_place() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(dir.path(), Some(LOGGED));
    let found = store.load().expect("valid").profile;
    let (cs, tables) = (&found.courses[&course("cs50x")], &found.courses[&course("tables")]);
    assert_eq!(cs.log.on(date(2026, 1, 7)), Minutes(75), "entries of one day add up");
    assert_eq!((cs.logged(), cs.undated()), (Minutes(240), Minutes(15)), "the total stays the total");
    assert_eq!((tables.logged(), tables.undated()), (Minutes(120), Minutes(0)), "unless the days exceed it");

    let log = |id, minutes, d| ProfileEdit::Log { course: course(id), hours: Minutes(minutes), on: Some(d) };
    let unlog = |id, minutes, on| ProfileEdit::Unlog { course: course(id), hours: Minutes(minutes), on };
    let edits = [
        log("cs50x", 30, date(2026, 1, 6)),
        log("cs50x", 15, date(2026, 1, 7)),
        log("tables", 60, date(2026, 1, 6)),
        unlog("tables", 30, Some(date(2026, 1, 5))),
        log("new", 90, date(2026, 1, 8)),
    ];
    let saved = store.update(&edits).expect("saved");
    let text = fs::read_to_string(store.path()).expect("there");
    for kept in [
        "hours = 4.75                           # about",
        "    # The first week.\n    { on = 2026-01-05, hours = 2.5, place = \"train\" },   # late",
        "\n    { on = 2026-01-06, hours = 0.5 }",
        "\n    { on = 2026-01-07, hours = 1.5 }",
        "hours = 1.5                           # more than the total says",
        "id = \"new\"\nstatus = \"started\"\non = 2026-01-08\nhours = 1.5\nlog = [{ on = 2026-01-08, hours = 1.5 }]",
    ] {
        assert!(text.contains(kept), "`{kept}` is not there:\n{text}");
    }
    assert!(!text.contains("0.25"), "one entry a day: {text}");
    assert_eq!(store.load().expect("valid").profile, saved);

    // Everything taken back leaves no empty list behind; undo brings it all back.
    let gone = store.update(&[unlog("new", 90, None), unlog("tables", 9000, None)]).expect("saved");
    assert_eq!(gone.courses[&course("tables")].hours, Some(Minutes(0)));
    let after = fs::read_to_string(store.path()).expect("there");
    assert!(!after.contains("[[course.log]]") && after.matches("log =").count() == 1, "{after}");
    store.step(Step::Undo).expect("no trouble").expect("one step");
    assert_eq!(fs::read_to_string(store.path()).expect("there"), text);
}

#[test]
fn every_bad_entry_is_told_with_its_line() {
    let dir = tempfile::tempdir().expect("a folder");
    let bad = r#"version = 1
goals = ["a b", 3]
[skills]
python = 1.2
sql = { from = "self" }
r = { level = 0.5, on = 2026-13-01 }
[[course]]
id = "x"
status = "finished"
rating = 6
[[course]]
id = "y"
[[course]]
status = "done"
[[course]]
id = "z"
status = "done"
hours = nan
on = 2026-01-05T10:00:00
[[course]]
id = "z"
status = "saved"
[constraints]
hours_per_week = 0
free_only = "yes"
[[course]]
id = "log"
status = "started"
log = [
  { on = 2026-01-05, hours = -1 },
  { on = "5 January", hours = 2.5 },
  { hours = 2.5 }, { on = 2026-01-05 },
  3,
]
"#;
    let bad_date = bad.replace("2026-13-01", "\"2026-13-01\"");
    let Err(StoreError::Invalid { problems, .. }) = store(dir.path(), Some(&bad_date)).load() else {
        panic!("it is invalid")
    };
    use ProblemKind::*;
    let found: Vec<_> = problems.iter().map(|p| (p.line.unwrap_or(0), p.kind)).collect();
    let expected = [
        (2, WrongType),
        (2, BadId),
        (4, BadLevel),
        (5, MissingKey),
        (6, BadValue),
        (9, BadValue),
        (10, BadNumber),
        (11, MissingKey),
        (13, MissingKey),
        (18, BadNumber),
        (19, WrongType),
        (20, Duplicate),
        (24, BadNumber),
        (25, WrongType),
        (30, BadNumber),
        (31, BadValue),
        (32, MissingKey),
        (32, MissingKey),
        (33, WrongType),
    ];
    assert_eq!(found, expected, "{problems:#?}");
    let keys: Vec<_> = problems.iter().filter(|p| p.key.starts_with("log")).map(|p| p.key.as_str()).collect();
    assert_eq!(keys, ["log[0].hours", "log[1].on", "log[2].on", "log[3].hours", "log[4]"]);
    // A date that is none is a matter for the parser.
    assert!(matches!(store(dir.path(), Some(bad)).load(), Err(StoreError::Corrupt { .. })));
}

#[test]
fn history_is_bounded() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(dir.path(), None);
    for i in 0..MAX_HISTORY + 5 {
        store.update(&[set("x", u16::try_from(i).expect("small") + 1)]).expect("saved");
    }
    let mut kept = entries(&dir.path().join("history"));
    kept.retain(|name| name.ends_with(".toml"));
    assert_eq!(kept.len(), MAX_HISTORY);
    assert_eq!(kept.first().map(String::as_str), Some("profile-000006.toml"));
}

#[test]
fn undo_and_redo_go_through_every_version_byte_for_byte() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(dir.path(), Some(HAND_WRITTEN));
    assert_eq!(store.step(Step::Undo).expect("no trouble"), None);
    let mut texts = vec![HAND_WRITTEN.to_owned()];
    for level in [100, 200, 300] {
        store.update(&[set("python", level)]).expect("saved");
        texts.push(fs::read_to_string(store.path()).expect("there"));
    }
    assert_eq!(store.step(Step::Redo).expect("no trouble"), None);
    let there = || fs::read_to_string(store.path()).expect("there");
    for (left, text) in texts.iter().enumerate().take(3).rev() {
        // Each step by another run of the program, for all it knows.
        let stepped = ProfileStore::new(store.path()).step(Step::Undo).expect("undone").expect("there is one");
        assert_eq!(there(), *text);
        assert_eq!((stepped.left.undo, stepped.left.redo), (left, 3 - left));
        assert_eq!(stepped.now, store.load().expect("valid").profile);
    }
    assert_eq!(store.step(Step::Undo).expect("no trouble"), None);
    for text in &texts[1..] {
        let stepped = store.step(Step::Redo).expect("redone").expect("there is one");
        assert_eq!(there(), *text);
        assert_ne!(stepped.before.as_ref(), Some(&stepped.now));
    }
    assert_eq!(store.step(Step::Redo).expect("no trouble"), None);

    // A new change ends what was taken back; one that changes nothing does not.
    store.step(Step::Undo).expect("undone").expect("there is one");
    store.update(&[set("python", 200)]).expect("nothing to save");
    assert_eq!(store.steps_left().redo, 1);
    store.update(&[set("python", 400)]).expect("saved");
    assert_eq!(store.steps_left().redo, 0);
}

#[test]
fn undo_reaches_back_to_having_no_profile() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(dir.path(), None);
    assert_eq!(store.step(Step::Undo).expect("no trouble"), None);
    assert!(entries(dir.path()).is_empty(), "looking writes nothing");
    store.update(&[set("python", 500)]).expect("saved");
    let stepped = store.step(Step::Undo).expect("undone").expect("there is one");
    assert_eq!(stepped.now, Profile::default());
    assert_eq!(store.load().expect("valid").profile, Profile::default());
    store.step(Step::Redo).expect("redone").expect("there is one");
    assert_eq!(store.load().expect("valid").profile.skills.len(), 1);
}

#[test]
fn undo_restores_what_stood_before_the_damage_and_keeps_the_damage() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(dir.path(), Some(HAND_WRITTEN));
    let before = store.load().expect("valid").profile;
    store.update(&[set("python", 900)]).expect("saved");
    let whole = fs::read(store.path()).expect("there");
    fs::write(store.path(), &whole[..whole.len() / 2]).expect("cut");
    assert!(matches!(store.load(), Err(StoreError::Corrupt { .. })));
    let stepped = store.step(Step::Undo).expect("undone").expect("there is one");
    assert_eq!((stepped.before, &stepped.now), (None, &before));
    let copy = stepped.set_aside.expect("kept");
    assert_eq!(fs::read(copy).expect("there"), &whole[..whole.len() / 2]);
    assert_eq!(store.load().expect("valid").profile, before);
}

#[test]
fn edits_made_at_once_all_arrive() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = store(dir.path(), None);
    std::thread::scope(|scope| {
        for i in 0..8 {
            let store = store.clone();
            scope.spawn(move || store.update(&[set(&format!("s{i}"), 500)]).expect("saved"));
        }
    });
    assert_eq!(store.load().expect("valid").profile.skills.len(), 8);
}

#[test]
fn cut_at_any_byte_nothing_is_lost() {
    let dir = tempfile::tempdir().expect("a folder");
    for end in 0..HAND_WRITTEN.len() {
        let path = dir.path().join(format!("p{end}.toml"));
        let cut = &HAND_WRITTEN.as_bytes()[..end];
        fs::write(&path, cut).expect("written");
        let store = ProfileStore::new(&path);
        let before = store.load();
        match store.update(&[set("zig", 1)]) {
            Ok(saved) => {
                let mut expected = before.expect("what can be changed can be read").profile;
                expected.apply(&set("zig", 1));
                assert_eq!(saved, expected);
                let kept = fs::read(dir.path().join(format!("history/p{end}-000001.toml"))).expect("kept");
                assert_eq!(kept, cut);
            }
            Err(_) => assert_eq!(fs::read(&path).expect("there"), cut),
        }
    }
}

#[test]
fn cut_at_any_byte_undo_brings_back_what_was_there() {
    let dir = tempfile::tempdir().expect("a folder");
    fs::create_dir(dir.path().join("history")).expect("made");
    for end in 0..HAND_WRITTEN.len() {
        let path = dir.path().join(format!("p{end}.toml"));
        fs::write(&path, &HAND_WRITTEN.as_bytes()[..end]).expect("written");
        fs::write(dir.path().join(format!("history/p{end}-000001.toml")), HAND_WRITTEN).expect("written");
        let store = ProfileStore::new(&path);
        let cut = store.load().is_err();
        let stepped = store.step(Step::Undo).expect("undone").expect("there is one");
        assert_eq!(fs::read_to_string(&path).expect("there"), HAND_WRITTEN);
        // The cut text is kept on the other side, or set aside where it could not be read.
        let kept = if cut {
            stepped.set_aside.expect("set aside")
        } else {
            dir.path().join(format!("history/redo/p{end}-000001.toml"))
        };
        assert_eq!(fs::read(kept).expect("there"), &HAND_WRITTEN.as_bytes()[..end]);
    }
}

/// Times away as they stand in a profile: in order, merged.
fn away() -> impl Strategy<Value = Vec<Away>> {
    let days = (0i32..3000, 0i32..30).prop_map(|(from, long)| {
        let first = date(2024, 1, 1).saturating_add(from.days());
        Away::new(first, first.saturating_add(long.days())).expect("forward")
    });
    proptest::collection::vec(days, 0..4).prop_map(|all| Away::merged(&all))
}

fn days() -> impl Strategy<Value = Option<Date>> {
    proptest::option::of((0i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(y, m, d)| date(y, m, d)))
}

/// Ids that look alike, among them some that need quotes as keys.
fn ids() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c]", "[a-c]\\.[0-9]{1,2}", "[éß数][+_-]?", "goals", "true", "1"]
}

fn edits() -> impl Strategy<Value = ProfileEdit> {
    let words = || ".{0,12}".prop_map(|t| prereq::domain::scrub(&t));
    let courses = || ids().prop_map(|i| course(&i));
    let skills = || ids().prop_map(|i| skill(&i));
    let goals = || ids().prop_map(|i| GoalId::new(&i).expect("valid"));
    let rating = || proptest::option::of(1u8..=5);
    let texts = || proptest::collection::vec(words(), 0..3);
    prop_oneof![
        (skills(), 0u16..=1000, words(), days()).prop_map(|(skill, l, from, on)| ProfileEdit::SetSkill {
            skill,
            level: Level::new(l),
            from,
            on
        }),
        skills().prop_map(|skill| ProfileEdit::ForgetSkill { skill }),
        (courses(), 0usize..4, days(), rating()).prop_map(|(course, m, on, rating)| ProfileEdit::Mark {
            course,
            mark: CourseMark::ALL[m],
            on,
            rating
        }),
        courses().prop_map(|course| ProfileEdit::Unmark { course }),
        (courses(), rating()).prop_map(|(course, rating)| ProfileEdit::Rate { course, rating }),
        (courses(), 0u64..100_000, days()).prop_map(|(course, m, on)| ProfileEdit::Log {
            course,
            hours: Minutes(m),
            on
        }),
        (courses(), 0u64..100_000, days()).prop_map(|(course, m, on)| ProfileEdit::Unlog {
            course,
            hours: Minutes(m),
            on
        }),
        (courses(), proptest::option::of(words())).prop_map(|(course, note)| ProfileEdit::Note { course, note }),
        goals().prop_map(ProfileEdit::AddGoal),
        goals().prop_map(ProfileEdit::RemoveGoal),
        (goals(), 10u32..=100_000).prop_map(|(goal, weight)| ProfileEdit::WeighGoal { goal, weight }),
        (
            proptest::option::of(1u64..=10_080),
            texts(),
            any::<bool>(),
            texts(),
            texts(),
            away(),
            proptest::option::of(1u32..=50),
            proptest::collection::vec(skills(), 0..3)
        )
            .prop_map(|(h, a, f, b, c, away, max_parallel, avoid)| {
                ProfileEdit::Constrain(Constraints {
                    hours_per_week: h.map(Minutes),
                    max_parallel,
                    away,
                    languages: a,
                    free_only: f,
                    exclude_providers: b,
                    formats: c,
                    avoid,
                })
            }),
        (courses(), words()).prop_map(|(course, why)| ProfileEdit::Waive { course, why }),
        courses().prop_map(|course| ProfileEdit::Unwaive { course }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_saved_is_what_is_read(batches in proptest::collection::vec(proptest::collection::vec(edits(), 1..6), 1..6)) {
        let dir = tempfile::tempdir().expect("a folder");
        for start in [None, Some(HAND_WRITTEN)] {
            let store = store(dir.path(), start);
            let mut expected = store.load().expect("valid").profile;
            for batch in &batches {
                batch.iter().for_each(|e| expected.apply(e));
                prop_assert_eq!(&store.update(batch).expect("saved"), &expected);
                prop_assert_eq!(&store.load().expect("valid").profile, &expected);
            }
            fs::remove_file(store.path()).or_else(|e| if e.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(e) }).expect("gone");
        }
    }
}

#[test]
fn what_other_editors_leave_behind_is_no_trouble() {
    let dir = tempfile::tempdir().expect("a folder");
    let text = format!("\u{feff}{}", HAND_WRITTEN.replace('\n', "\r\n"));
    let store = store(dir.path(), Some(&text));
    let mut expected = store.load().expect("a byte-order mark and CRLF are fine").profile;
    expected.apply(&set("sql", 500));
    assert_eq!(store.update(&[set("sql", 500)]).expect("saved"), expected);
    assert_eq!(store.load().expect("valid").profile, expected);
}
