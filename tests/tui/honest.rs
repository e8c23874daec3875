//! Footer, help and palette name exactly what works: what they name changes something or has something done,
//! what they do not name does nothing.

use std::collections::BTreeSet;

use prereq::{
    app::{ACTIONS, Action, ActionSpec, Effect, Help, Palette, State, commands, possible, run},
    domain::Profile,
    path::Status,
    tui::{Styles, draw},
};
use ratatui::{Terminal, backend::TestBackend};

use crate::fixture::{Bench, advisor, profile};

/// Ways to very different places and states.
const WAYS: [&str; 39] = [
    "1",
    "1 p",
    "2",
    "2 / m a c h",
    "2 / z z z z z z",
    "2 / z z z z z z enter",
    "2 j space j space",
    "3",
    "3 G",
    "3 enter",
    "3 enter space",
    "4",
    "4 G",
    "4 j j enter",
    "4 w",
    "4 a",
    "4 a j",
    "4 a j enter",
    "4 a j enter t",
    "4 D",
    "4 B",
    "4 B j j enter 9 enter",
    "4 B G enter",
    "4 B j enter",
    "4 T",
    "4 T G",
    "4 T G enter",
    "4 ?",
    "4 ? / d o n e",
    "4 :",
    "4 : z z z z z",
    "5",
    "5 j j",
    "6",
    "6 j",
    "6 G",
    "6 a",
    "n",
    "6 j enter",
];

fn benches() -> Vec<(String, Bench)> {
    let mut all = Vec::new();
    for way in WAYS {
        for (kind, learner, status) in
            [("full", profile(), Status::Proved), ("new", Profile::default(), Status::Unreachable)]
        {
            let mut bench = Bench::with(advisor(learner), (120, 40), status);
            bench.press("esc").press(way);
            all.push((format!("{kind}: {way}"), bench));
        }
    }
    all
}

/// The state as text, without what was said.
fn shown(state: &State) -> String {
    let mut state = state.clone();
    state.notice = None;
    format!("{state:?}")
}

/// Whether an action changes the state or has something done.
fn works(state: &State, action: Action) -> bool {
    let mut after = state.clone();
    let effects = run(&mut after, action);
    !effects.is_empty() || shown(&after) != shown(state)
}

/// Where one can only move the other way, moving there first shows that it works.
fn works_somewhere(state: &State, action: Action) -> bool {
    let moving = [Action::Down, Action::Up, Action::HalfDown, Action::HalfUp, Action::First, Action::Last];
    works(state, action)
        || moving.contains(&action)
            && [Action::First, Action::Last].into_iter().any(|end| {
                let mut there = state.clone();
                run(&mut there, end);
                works(&there, action)
            })
}

fn here(state: &State) -> impl Iterator<Item = &'static ActionSpec> {
    let place = state.place();
    ACTIONS.iter().filter(move |s| s.places.contains(&place))
}

#[test]
fn what_is_named_works_and_what_is_not_named_does_nothing() {
    for (name, bench) in benches() {
        let state = &bench.state;
        let named: BTreeSet<&str> = commands(state).iter().map(|c| c.spec().name).collect();
        for spec in here(state) {
            if named.contains(spec.name) {
                assert!(works_somewhere(state, spec.action), "{name}: `{}` is named and does nothing", spec.name);
            } else {
                assert!(!works(state, spec.action), "{name}: `{}` works and is not named", spec.name);
            }
        }
    }
}

#[test]
fn footer_help_and_palette_are_made_of_exactly_that() {
    for (name, bench) in benches() {
        let state = &bench.state;
        let all = commands(state);
        let names: Vec<&str> = all.iter().map(|c| c.spec().name).collect();
        let help: Vec<&str> = Help::about(state).found().iter().map(|c| c.spec().name).collect();
        assert_eq!(help, names, "{name}");
        let palette: Vec<&str> = Palette::of(state).rows().iter().map(|r| r.command.spec().name).collect();
        let without_itself: Vec<&str> =
            all.iter().filter(|c| c.spec().action != Action::Palette).map(|c| c.spec().name).collect();
        assert_eq!(palette, without_itself, "{name}");

        let mut terminal = Terminal::new(TestBackend::new(400, 40)).expect("a screen in memory");
        let mut wide = state.clone();
        run(&mut wide, Action::Suspend);
        terminal.draw(|frame| draw(frame, &wide, &Styles::of(state.look))).expect("draws");
        let buffer = terminal.backend().buffer();
        let footer: String = (0..400).map(|x| buffer[(x, 39)].symbol()).collect();
        let hints: Vec<String> = (all.iter())
            .filter(|c| !c.spec().hint.is_empty())
            .filter_map(|c| Some(format!("{} {}", c.chords.first()?, c.spec().hint)))
            .collect();
        assert_eq!(footer.trim(), hints.join("  "), "{name}");
    }
}

#[test]
fn every_key_of_what_works_here_does_it_and_no_other_key_does_anything() {
    for (name, bench) in benches() {
        let state = &bench.state;
        if state.place().is_text() {
            continue;
        }
        for spec in ACTIONS {
            for key in spec.keys.iter().filter(|k| !k.contains(' ')) {
                let key = key.parse().expect("a key");
                let (mut pressed, mut done) = (state.clone(), Vec::new());
                done.extend(prereq::app::handle(&mut pressed, prereq::app::Event::Key(key)));
                let meant = commands(state).into_iter().find(|c| c.chords.iter().any(|c| c.keys() == [key]));
                let prefix = !pressed.prefix.is_empty();
                if meant.is_none() && !prefix {
                    assert!(done.is_empty() && shown(&pressed) == shown(state), "{name}: {key} works and is not named");
                }
            }
        }
    }
}

#[test]
fn nothing_works_unseen_but_leaving() {
    let mut bench = Bench::new(profile(), (19, 5));
    bench.press("4");
    for spec in here(&bench.state) {
        let leaves = matches!(spec.action, Action::Quit | Action::Suspend);
        assert_eq!(possible(&bench.state, spec.action), leaves, "{}", spec.name);
        assert!(leaves || !works(&bench.state, spec.action));
    }
    assert!(matches!(run(&mut bench.state, Action::Quit)[..], [Effect::Quit]));
}
