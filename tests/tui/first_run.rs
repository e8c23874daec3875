//! The first run, and the questions it asks: keys in, state and screens out.

use std::{collections::VecDeque, sync::Arc};

use prereq::{
    advisor::{Advisor, Settings},
    app::{Effect, Event, FirstStep, Key, Overlay, Place, Reply, Start, State, handle},
    assess::Origin,
    domain::{CourseMark, Level, Profile, ProfileEdit},
    path::Cancel,
    store,
    tui::{Styles, draw},
};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use ratatui::{Terminal, backend::TestBackend};

use crate::fixture::{Bench, TODAY, profile, skill_id};

/// A newcomer with the built-in catalog and hands that really plan.
struct Newcomer {
    state: State,
    keys: usize,
    saved: Vec<Vec<ProfileEdit>>,
}

impl Newcomer {
    fn new(size: (u16, u16)) -> Self {
        let sources = store::CatalogSources { builtin: true, user: None, paths: Vec::new() };
        let catalog = Arc::new(store::load_catalog(&sources).expect("loads").catalog);
        let advisor = Advisor::new(catalog, Profile::default(), Settings::default());
        let (state, effects) = State::new(Start::new(advisor, TODAY, size));
        let mut newcomer = Self { state, keys: 0, saved: Vec::new() };
        newcomer.perform(effects);
        newcomer
    }
    fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.keys += 1;
            let effects = handle(&mut self.state, Event::Key(key.parse::<Key>().expect(key)));
            self.perform(effects);
        }
    }
    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            let (generation, reply) = match effect {
                // Only the newest question is waited for.
                Effect::Plan { generation, .. } | Effect::Gap { generation, .. }
                    if generation != self.state.generation =>
                {
                    continue;
                }
                Effect::Plan { generation, advisor, request } => {
                    let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
                    (generation, Reply::Plan(Arc::new(plan)))
                }
                Effect::Gap { generation, advisor, request } => {
                    (generation, Reply::Gap(Arc::new(advisor.gap(&request.aim, &Cancel::new()))))
                }
                Effect::Search { generation, advisor, query, .. } => {
                    (generation, Reply::Found(advisor.search(&query, 100, None)))
                }
                Effect::Save(edits) => {
                    self.saved.push(edits);
                    continue;
                }
                Effect::Forget | Effect::Recall => continue,
                Effect::Remember(_) if self.state.before_draft.is_none() => continue,
                other => panic!("a first run does not {other:?}"),
            };
            queue.extend(handle(&mut self.state, Event::Reply { generation, reply }));
        }
    }
    fn text(&self) -> String {
        text(&self.state)
    }
}

fn text(state: &State) -> String {
    let size = (state.geometry.width, state.geometry.height);
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
    terminal.draw(|frame| draw(frame, state, &Styles::ansi())).expect("draws");
    terminal.backend().to_string()
}

fn run(state: &State) -> FirstStep {
    state
        .overlays
        .iter()
        .find_map(|o| if let Overlay::FirstRun(run) = o { Some(run.step) } else { None })
        .expect("there")
}

#[test]
fn a_newcomer_has_a_first_plan_within_25_keys_and_nothing_is_written_before() {
    for levels in [["0"; 4], ["2"; 4], ["3", "0", "1", "2"]] {
        let mut n = Newcomer::new((80, 24));
        n.press("d a t a space s c i enter");
        assert_eq!(n.state.goal_title(&n.state.advisor.profile().goals[0]), "Data scientist");
        n.press("enter");
        let mut levels = levels.into_iter().cycle();
        while n.state.place() == Place::Assess {
            n.press(levels.next().expect("it goes round"));
        }
        assert_eq!(n.state.place(), Place::Review);
        n.press("enter");
        assert_eq!(run(&n.state), FirstStep::Plan);
        let plan = n.state.plan.value.clone().expect("there at once");
        assert_eq!(plan.premises.goals[0].id, "data-scientist");
        assert!(n.text().contains("no path has less weighted work"), "{}", n.text());
        assert!(n.saved.is_empty(), "nothing is written before the plan is accepted");
        n.press("enter");
        assert!(n.keys <= 25, "{} keys", n.keys);
        // One change: the goal and all levels.
        assert_eq!(n.saved.len(), 1);
        assert!(matches!(&n.saved[0][0], ProfileEdit::SetGoals(goals) if goals[0].as_str() == "data-scientist"));
        let from = |name: &str| {
            n.saved[0].iter().filter(|e| matches!(e, ProfileEdit::SetSkill { from, .. } if from == name)).count()
        };
        assert!(from("assess") > 0);
        assert_eq!(n.state.place(), Place::Home);
        assert_eq!(n.state.plan.value.as_ref().map(|p| p.cost), Some(plan.cost), "the plan that was shown");
    }
}

#[test]
fn what_one_knows_shortens_the_plan_at_once() {
    let mut n = Newcomer::new((100, 30));
    n.press("d a t a space s c i");
    let nothing = n.state.plan.value.as_ref().expect("shown beside the goals").cost.hours;
    n.press("enter enter");
    while n.state.place() == Place::Assess {
        n.press("3");
    }
    n.press("enter");
    let left = n.state.plan.value.as_ref().expect("there").cost.hours;
    assert!(left < nothing, "{left} h of {nothing} h");
    // Back to the goals: another goal keeps what was told.
    n.press("b b");
    assert_eq!(run(&n.state), FirstStep::Goal);
    n.press("down enter");
    assert!(n.state.advisor.profile().skills.len() > 3);
    assert!(n.saved.is_empty());
}

#[test]
fn esc_leaves_at_any_point_and_nothing_is_written() {
    let before = Profile::default();
    for keys in [
        "esc",
        "d a t a esc",
        "enter esc",
        "enter enter esc esc",
        "enter enter 2 0 esc esc esc",
        "enter j enter m a c h enter esc esc",
        "enter j j enter esc",
        "enter j j enter b b esc",
        "enter ? 2",
        "enter ? 4",
    ] {
        let mut n = Newcomer::new((80, 24));
        n.press(keys);
        assert!(n.state.overlays.is_empty(), "{keys}: {:?}", n.state.place());
        assert_eq!(*n.state.advisor.profile(), before, "{keys}");
        assert!(n.saved.is_empty(), "{keys}");
        assert!(n.state.no_aim.is_some() && n.state.plan.value.is_none(), "{keys}");
    }
}

#[test]
fn courses_one_has_done_count() {
    let mut b = Bench::new(Profile::default(), (80, 24));
    b.press("m a t h enter j enter");
    assert_eq!(b.state.place(), Place::FirstCourses);
    b.press("c a l c enter esc");
    assert_eq!(b.state.place(), Place::FirstKnow);
    let done = b.state.advisor.profile().courses.iter().next().map(|(id, r)| (id.to_string(), r.mark));
    assert_eq!(done, Some(("calc-1".to_owned(), CourseMark::Done)));
    // The plan is the next thing, then all of it is written.
    b.press("enter enter");
    let saves: Vec<_> = b.done.iter().filter(|e| matches!(e, Effect::Save(_))).collect();
    assert!(matches!(saves[..], [Effect::Save(edits)] if edits.len() == 2), "{saves:?}");
    assert_eq!(b.query(), "");
    // Marked twice is not marked.
    let mut b = Bench::new(Profile::default(), (80, 24));
    b.press("enter j enter enter enter esc");
    assert!(b.state.advisor.profile().courses.is_empty());
}

#[test]
fn a_file_changed_by_somebody_else_ends_the_first_run() {
    let mut b = Bench::new(Profile::default(), (80, 24));
    b.press("enter enter 1");
    b.event(Event::Changed(Profile::default()));
    assert_eq!(b.state.place(), Place::Assess, "nothing changed");
    b.event(Event::Changed(profile()));
    assert_eq!(b.state.place(), Place::Home);
    assert_eq!(*b.state.advisor.profile(), profile());
    assert!(b.done.iter().all(|e| !matches!(e, Effect::Save(_))));
}

fn round(b: &Bench) -> &prereq::app::Assess {
    match b.state.overlays.last() {
        Some(Overlay::Assess(assess)) => assess,
        other => panic!("no questions, but {other:?}"),
    }
}

#[test]
fn questions_over_any_screen_are_answered_corrected_and_accepted_as_one_change() {
    for screen in ["1", "3", "6"] {
        let mut b = Bench::new(profile(), (80, 24));
        b.press(screen).press("A");
        assert_eq!(b.state.place(), Place::Assess);
        let first = round(&b).question.clone().expect("asked").skill;
        b.press("j j enter");
        b.press("b");
        assert_eq!(round(&b).question.as_ref().map(|q| q.skill), Some(first), "back at it");
        b.press("3");
        while b.state.place() == Place::Assess {
            b.press("d");
        }
        let at = round(&b).findings.iter().position(|f| f.skill == first).expect("listed");
        assert_eq!(round(&b).findings[at].origin, Origin::Said);
        b.press(&"j ".repeat(at)).press("1");
        assert!(b.done.iter().all(|e| !matches!(e, Effect::Save(_))), "nothing is written before");
        b.press("enter");
        let saved: Vec<_> =
            b.done.iter().filter_map(|e| if let Effect::Save(s) = e { Some(s) } else { None }).collect();
        assert_eq!(saved.len(), 1, "one change");
        let id = b.state.advisor.catalog().skill(first).id.clone();
        assert!(saved[0].iter().any(|e| matches!(e, ProfileEdit::SetSkill { skill, level, from, .. }
            if *skill == id && *level == Level::new(250) && from == "assess")));
        assert!(b.state.overlays.is_empty());
    }
}

#[test]
fn esc_shows_what_is_known_so_far_and_then_drops_it() {
    let mut b = Bench::new(profile(), (80, 24));
    b.press("A esc");
    assert!(b.state.overlays.is_empty(), "nothing was said");
    b.press("A 2 esc");
    assert_eq!(b.state.place(), Place::Review);
    b.press("esc");
    assert!(b.state.overlays.is_empty());
    assert_eq!(*b.state.advisor.profile(), profile());
    assert!(b.done.iter().all(|e| !matches!(e, Effect::Save(_))));
}

#[test]
fn who_has_said_it_all_is_asked_nothing() {
    let mut all = profile();
    for id in ["calculus", "communication", "linear-algebra", "machine-learning", "python"] {
        let edit =
            ProfileEdit::SetSkill { skill: skill_id(id), level: Level::MAX, from: "self".into(), on: Some(TODAY) };
        all.apply(&edit);
    }
    let mut b = Bench::new(all, (80, 24));
    b.press("A");
    assert!(b.state.overlays.is_empty());
    assert!(b.state.notice.as_ref().is_some_and(|n| !n.problem && n.text.contains("nothing to ask")));
}

#[test]
fn random_keys_write_nothing_unless_the_plan_is_accepted_and_draw_at_any_size() {
    const KEYS: &str = "enter esc down up j k 0 1 2 3 4 d b ? tab backspace space m a c g G pagedown A u left";
    let keys: Vec<&str> = KEYS.split_whitespace().collect();
    for seed in 0..6 {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let mut b = Bench::new(Profile::default(), (80, 24));
        for _ in 0..400 {
            let inside = b.state.before_draft.is_some();
            let saved = |b: &Bench| b.done.iter().filter(|e| matches!(e, Effect::Save(_))).count();
            let (before, place) = (saved(&b), b.state.place());
            b.press(keys.choose(&mut rng).expect("some"));
            assert!(!inside || saved(&b) == before || place == Place::FirstPlan, "written from {place:?}");
            if rng.random_bool(0.1) {
                b.event(Event::Resize(rng.random_range(0..130), rng.random_range(0..45)));
            }
            if b.state.geometry.width > 0 && b.state.geometry.height > 0 {
                text(&b.state);
            }
        }
    }
}

#[test]
fn screens_of_the_first_run() {
    for (size, name) in [((80, 24), "80x24"), ((120, 40), "120x40"), ((60, 20), "60x20"), ((40, 12), "40x12")] {
        let mut b = Bench::new(Profile::default(), size);
        for (keys, page) in [
            ("d a t a", "goal"),
            ("enter", "know"),
            ("enter 0", "question"),
            ("esc", "review"),
            ("enter", "plan"),
            ("b j enter", "courses"),
        ] {
            b.press(keys);
            insta::assert_snapshot!(format!("{page}-{name}"), text(&b.state));
        }
    }
}
