//! From nothing to the first frame: the built-in catalog read, the state made, the screen drawn.

#![expect(missing_docs, reason = "what the macros of criterion make is not documented")]

use std::{hint::black_box, sync::Arc};

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::civil::date;
use prereq::{
    advisor::{Advisor, Settings},
    app::{Start, State},
    domain::{GoalId, Profile},
    store::{CatalogSources, load_catalog},
    tui::{Styles, draw},
};
use ratatui::{Terminal, backend::TestBackend};

fn state() -> State {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("clean");
    let goals = vec![GoalId::new("data-scientist").expect("valid")];
    let profile = Profile { goals, ..Profile::default() };
    let advisor = Advisor::new(Arc::new(loaded.catalog), profile, Settings::default());
    State::new(Start::new(advisor, date(2026, 1, 5), (100, 30))).0
}

fn first_frame(c: &mut Criterion) {
    let styles = Styles::ansi();
    let frame = |state: &State| {
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).expect("a screen in memory");
        terminal.draw(|frame| draw(frame, state, &styles)).expect("draws");
        terminal.backend().buffer().content().len()
    };
    c.bench_function("catalog, state and first frame", |b| b.iter(|| frame(&state())));
    let ready = state();
    c.bench_function("a frame", |b| b.iter(|| frame(black_box(&ready))));
}

criterion_group!(benches, first_frame);
criterion_main!(benches);
