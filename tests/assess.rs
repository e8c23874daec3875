//! Simulated learners answer truthfully: few questions have to do, and what is inferred has to be right.
//!
//! An inference is right when, for a level that must have been passed, the learner has at least that level; and,
//! for a skill that cannot have been come by, the learner is at the very anchor that was inferred.

use std::sync::Arc;

use jiff::civil::date;
use prereq::{
    assess::{ANCHORS, Answer, Assessment, Origin, Why},
    domain::{Catalog, CourseIx, Level, Minutes, Profile, ProfileEdit, SkillIx, State},
    path::Aim,
    store,
};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// So many learners a goal, other ones each time: far more than the ten that are asked for, so that luck has no
/// part in it.
const LEARNERS: u64 = 3;
const HOURS: Minutes = Minutes(40 * 60);

fn builtin() -> Arc<Catalog> {
    let sources = store::CatalogSources { builtin: true, user: None, paths: Vec::new() };
    Arc::new(store::load_catalog(&sources).expect("loads").catalog)
}

/// Somebody who took courses they were ready for, most of them in one to three areas; what those taught is what
/// they know. Every third had some of it at school or at work, without a course.
fn learner(catalog: &Catalog, seed: u64) -> State {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut areas: Vec<&str> = catalog.skills().iter().map(|s| s.area.as_str()).collect();
    areas.sort_unstable();
    areas.dedup();
    let count = rng.random_range(1..=3);
    let liked: Vec<&str> = areas.choose_multiple(&mut rng, count).copied().collect();
    let mut state = State::empty(catalog);
    if seed.is_multiple_of(3) {
        for id in ["programming", "communication", "linear-algebra", "statistics"] {
            let level = *[250, 500].choose(&mut rng).expect("two");
            catalog.skill_ix(id).into_iter().for_each(|s| state.reach(catalog, s, Level::new(level)));
        }
    }
    for _ in 0..rng.random_range(2..=16) {
        let ready: Vec<CourseIx> = (catalog.course_ixs())
            .filter(|&c| state.learns_from(catalog, c) && state.meets(catalog, &catalog.course(c).requirement))
            .collect();
        let at_home = |c: &&CourseIx| {
            catalog.course(**c).teaches.iter().any(|&(s, _)| liked.contains(&catalog.skill(s).area.as_str()))
        };
        let near: Vec<CourseIx> = ready.iter().filter(at_home).copied().collect();
        let pool = if near.is_empty() || rng.random_bool(0.15) { &ready } else { &near };
        if let Some(&course) = pool.choose(&mut rng) {
            state.take(catalog, course);
        }
    }
    state
}

fn anchor(level: Level) -> Level {
    ANCHORS.into_iter().rev().find(|a| *a <= level).unwrap_or_default()
}

fn aim(catalog: &Catalog, goal: &str) -> Aim {
    Aim { goals: vec![catalog.goal(goal).expect("there").clone()], to: Vec::new() }
}

fn newcomer(catalog: &Arc<Catalog>, goal: &str) -> Assessment {
    Assessment::new(catalog, &Profile::default(), &State::empty(catalog), &aim(catalog, goal), HOURS)
}

fn skill(catalog: &Catalog, id: &str) -> SkillIx {
    catalog.skill_ix(id).expect("there")
}

/// What one round came to.
#[derive(Default, Debug, Clone, Copy)]
struct Score {
    asked: usize,
    skills: usize,
    sure: usize,
    sure_right: usize,
    likely: usize,
    likely_right: usize,
}

fn round(catalog: &Arc<Catalog>, goal: &str, truth: &State) -> Score {
    let mut round = newcomer(catalog, goal);
    let mut score = Score { skills: round.goal_skills(), ..Score::default() };
    while let Some(question) = round.next() {
        score.asked += 1;
        round.answer(question.skill, Answer::Anchor(anchor(truth.level(question.skill))));
    }
    assert!(round.open().is_empty());
    for f in round.findings() {
        let Origin::Inferred { why, doubtful, .. } = f.origin else { continue };
        let truth = truth.level(f.skill);
        let right = if why == Why::Passed { f.level <= truth } else { anchor(truth) == anchor(f.level) };
        let (all, good) = match doubtful {
            true => (&mut score.likely, &mut score.likely_right),
            false => (&mut score.sure, &mut score.sure_right),
        };
        *all += 1;
        *good += usize::from(right);
    }
    score
}

#[test]
fn simulated_learners_are_asked_little_and_understood_well() {
    let catalog = builtin();
    let mut total = Score::default();
    let (mut shares, mut rounds) = (0.0, 0.0);
    for (goal, first) in catalog.goals().iter().zip((0..).step_by(LEARNERS as usize)) {
        for seed in first..first + LEARNERS {
            let s = round(&catalog, goal.id.as_str(), &learner(&catalog, seed));
            shares += s.asked as f64 / s.skills as f64;
            rounds += 1.0;
            total.sure += s.sure;
            total.sure_right += s.sure_right;
            total.likely += s.likely;
            total.likely_right += s.likely_right;
        }
    }
    assert!(shares / rounds <= 0.6, "{:.3} of the goals' skills asked; {total:?}", shares / rounds);
    assert!(total.sure >= 50, "hardly anything is inferred: {total:?}");
    assert!(total.sure_right * 10 >= total.sure * 9, "{total:?}");
    assert!(total.likely_right * 10 >= total.likely * 8, "even what is flagged should mostly be right: {total:?}");
}

#[test]
fn much_in_deep_learning_means_the_foundations_are_there() {
    let catalog = builtin();
    let mut round = newcomer(&catalog, "deep-learning-engineer");
    round.answer(skill(&catalog, "deep-learning"), Answer::Anchor(Level::new(750)));
    let findings = round.findings();
    for id in ["python", "programming"] {
        let found =
            findings.iter().find(|f| f.skill == skill(&catalog, id)).unwrap_or_else(|| panic!("nothing on {id}"));
        assert!(matches!(found.origin, Origin::Inferred { why: Why::Passed, .. }), "{found:?}");
        assert!(found.level > Level::ZERO);
    }
    let mut round = newcomer(&catalog, "deep-learning-engineer");
    round.answer(skill(&catalog, "python"), Answer::Anchor(Level::ZERO));
    let deep = round.findings().into_iter().find(|f| f.skill == skill(&catalog, "deep-learning")).expect("inferred");
    assert_eq!(deep.level, Level::ZERO);
    assert!(matches!(deep.origin, Origin::Inferred { why: Why::Beneath, .. }), "{deep:?}");
}

#[test]
fn going_back_leads_to_where_one_was() {
    let catalog = builtin();
    for seed in 0..6 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut round = newcomer(&catalog, "data-scientist");
        let mut seen = Vec::new();
        while let Some(question) = round.next() {
            seen.push((question.clone(), round.findings()));
            let said = match rng.random_range(0..6) {
                5 => Answer::Unknown,
                i => Answer::Anchor(ANCHORS[i]),
            };
            let follows = round.follows(question.skill, said);
            let before = round.findings();
            round.answer(question.skill, said);
            for f in follows {
                assert!(round.findings().contains(&f) && !before.contains(&f), "what was promised follows");
            }
        }
        assert_eq!(round.answered(), seen.len());
        for (question, findings) in seen.into_iter().rev() {
            assert_eq!(round.back(), Some(question.skill));
            assert_eq!(round.next(), Some(question));
            assert_eq!(round.findings(), findings);
        }
        assert_eq!(round.back(), None);
    }
}

#[test]
fn what_the_profile_says_is_not_asked_and_not_written_again() {
    let catalog = builtin();
    let mut profile = Profile::default();
    let today = date(2026, 1, 5);
    let id = catalog.skill(skill(&catalog, "statistics")).id.clone();
    let edit =
        ProfileEdit::SetSkill { skill: id.clone(), level: Level::new(600), from: "self".into(), on: Some(today) };
    profile.apply(&edit);
    let state = State::of(&catalog, &profile);
    let mut round = Assessment::new(&catalog, &profile, &state, &aim(&catalog, "data-scientist"), HOURS);
    while let Some(question) = round.next() {
        assert_ne!(question.skill, skill(&catalog, "statistics"));
        round.answer(question.skill, Answer::Unknown);
    }
    let wrote = |e: &ProfileEdit| matches!(e, ProfileEdit::SetSkill { skill, .. } if *skill == id);
    assert!(!round.edits(today).iter().any(wrote));
    // Nobody who only said "I do not know" has said anything.
    let said = |e: &ProfileEdit| matches!(e, ProfileEdit::SetSkill { from, .. } if from == "assess");
    assert!(!round.edits(today).iter().any(said));
}

#[test]
fn the_learners_word_stands_against_what_it_contradicts() {
    let catalog = builtin();
    let (deep, python) = (skill(&catalog, "deep-learning"), skill(&catalog, "python"));
    let mut round = newcomer(&catalog, "deep-learning-engineer");
    round.answer(deep, Answer::Anchor(Level::MAX));
    round.answer(python, Answer::Anchor(Level::ZERO));
    let level = |s| round.findings().iter().find(|f| f.skill == s).map(|f| (f.level, f.origin));
    assert_eq!(level(deep), Some((Level::MAX, Origin::Said)));
    assert_eq!(level(python), Some((Level::ZERO, Origin::Said)));
    // Whatever the two make of a third skill, the round comes to an end.
    for _ in 0..100 {
        let Some(question) = round.next() else { return };
        round.answer(question.skill, Answer::Anchor(Level::ZERO));
    }
    panic!("no end of questions");
}

#[test]
fn goals_without_skills_and_catalogs_without_courses_have_an_end() {
    let catalog = builtin();
    let nothing = Assessment::new(&catalog, &Profile::default(), &State::empty(&catalog), &Aim::default(), HOURS);
    assert!(nothing.open().is_empty() && nothing.findings().is_empty());
    let to = Aim { goals: Vec::new(), to: vec![catalog.course_ix("dlai-machine-learning").expect("there")] };
    let course = Assessment::new(&catalog, &Profile::default(), &State::empty(&catalog), &to, HOURS);
    assert!(course.goal_skills() > 0);
    let both = Aim {
        goals: ["data-scientist", "data-engineer"].map(|g| catalog.goal(g).expect("there").clone()).into(),
        to: Vec::new(),
    };
    let joint = Assessment::new(&catalog, &Profile::default(), &State::empty(&catalog), &both, HOURS);
    assert!(joint.goal_skills() > newcomer(&catalog, "data-scientist").goal_skills());
}
