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

use crate::{
    fixture::{Bench, advisor, profile},
    screens::{paint, text},
};

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
        let shown = |y: u16| (0..400).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim().to_owned();
        let hints = |of: &dyn Fn(Action) -> bool| -> Vec<String> {
            let named = all.iter().filter(|c| !c.spec().hint.is_empty() && of(c.spec().action));
            named.filter_map(|c| Some(format!("{} {}", c.chords.first()?, c.spec().hint))).collect()
        };
        let marked = state.marked_here().len();
        if marked == 0 {
            assert_eq!(shown(39), hints(&|_| true).join("  "), "{name}");
            continue;
        }
        // What is done to all that is marked stands by itself, and so does the way out of it.
        let on_them = hints(&Action::is_on_marked).join("  ");
        assert_eq!(shown(38), format!("* {marked} marked:  {on_them}  Esc clear"), "{name}");
        assert_eq!(shown(39), hints(&|a| !a.is_on_marked() && a != Action::Back).join("  "), "{name}");
    }
}

#[test]
fn where_one_row_is_too_short_the_screen_has_its_own() {
    let mut bench = Bench::new(profile(), (80, 24));
    bench.press("4");
    let rows = |bench: &Bench| -> Vec<String> {
        let shown = text(&paint(bench, (80, 24), &Styles::mono()));
        shown.lines().skip(22).map(|l| l.trim_matches([' ', '"']).to_owned()).collect()
    };
    assert_eq!(
        rows(&bench),
        [
            "Enter open  d done  s save  S start  x hide  w why  L log  r rate  Space mark",
            "t graph  c proof  a swap  D costs  B limits  T trades  ? keys  q quit"
        ]
    );
    // What happened is said in place of the first; then the keys are those that matter most.
    bench.press("s");
    let [said, keys] = &rows(&bench)[..] else { panic!("two rows") };
    assert!(said.contains("saved") && keys.starts_with("Enter open  t graph") && keys.ends_with("q quit"), "{keys}");
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
