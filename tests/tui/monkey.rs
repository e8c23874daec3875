//! Random keys at random sizes: nothing panics, and every selection is one.

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    app::{ACTIONS, Code, Event, Key},
    domain::{Catalog, Profile},
    path::Status,
    tui::{Styles, draw},
};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use ratatui::{Terminal, backend::TestBackend};

use crate::fixture::{Bench, advisor, profile};

fn keys() -> Vec<Key> {
    let mut keys: Vec<Key> = ACTIONS
        .iter()
        .flat_map(|s| s.keys)
        .flat_map(|k| k.split_whitespace())
        .map(|k| k.parse().expect("a key"))
        .collect();
    // What leaves ends the walk; the rest of the alphabet is text somewhere.
    keys.retain(|k| *k != Key::char('q') && *k != Key::ctrl('c'));
    keys.extend("abc0.5%界 é".chars().map(Key::char));
    keys.extend([Code::Backspace, Code::Delete, Code::Left, Code::Right, Code::Home, Code::End].map(Key::plain));
    keys
}

fn walk(mut bench: Bench, seed: u64, presses: usize) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let (keys, styles) = (keys(), if seed.is_multiple_of(2) { Styles::ansi() } else { Styles::mono() });
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen in memory");
    for _ in 0..presses {
        if rng.random_ratio(1, 8) {
            let size = (rng.random_range(0..=200), rng.random_range(0..=60));
            terminal.backend_mut().resize(size.0, size.1);
            bench.event(Event::Resize(size.0, size.1));
        }
        if rng.random_ratio(1, 40) {
            bench.event(Event::Paste("pasted\u{1b}[2J 文字\n".repeat(rng.random_range(0..60))));
        }
        let key = keys[rng.random_range(0..keys.len())];
        bench.event(Event::Key(key));
        terminal.draw(|frame| draw(frame, &bench.state, &styles)).expect("draws");
        let results = bench.state.search.found.results.len();
        assert_eq!(bench.state.search.cursor.selected(results).is_none(), results == 0);
    }
}

#[test]
fn a_thousand_keys_over_a_small_catalog() {
    for seed in 0..4 {
        let status = Status::ALL[seed as usize % Status::ALL.len()];
        walk(Bench::with(advisor(profile()), (80, 24), status), seed, 1000);
    }
}

#[test]
fn a_thousand_keys_over_an_empty_catalog() {
    for seed in 10..12 {
        let empty = Advisor::new(Arc::new(Catalog::default()), Profile::default(), Settings::default());
        walk(Bench::with(empty, (80, 24), Status::Done), seed, 1000);
        // A profile full of ids that the catalog does not have.
        let strange = Advisor::new(Arc::new(Catalog::default()), profile(), Settings::default());
        walk(Bench::with(strange, (80, 24), Status::Proved), seed, 1000);
    }
}

#[test]
fn every_size_draws_on_every_screen() {
    for screen in ["1", "2", "3", "3 enter", "4", "5", "6", "2 enter", "? j", "n", "6 a", "6 G k enter", "/ m l"] {
        let mut bench = Bench::new(profile(), (80, 24));
        bench.press(screen);
        for (width, height) in (0..=200).step_by(9).flat_map(|w| (0..=60).step_by(3).map(move |h| (w, h))) {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
            terminal.draw(|frame| draw(frame, &bench.state, &Styles::ansi())).expect("draws");
        }
    }
}
