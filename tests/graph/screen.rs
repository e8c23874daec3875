//! The graph on the screen: every step of every built-in goal is got to by keys alone, and legible there at 100×30.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use jiff::civil::date;
use prereq::{
    advisor::{Advisor, Settings},
    app::{Effect, Event, Key, PathFace, Place, Reply, Start, State, Target, handle, panel_rows, target_at},
    domain::{GoalId, Minutes, Profile},
    path::Cancel,
    store::{CatalogSources, load_catalog},
    tui::{Styles, draw, draw_mapped},
};
use ratatui::{Terminal, backend::TestBackend};
use unicode_width::UnicodeWidthStr as _;

fn start(advisor: &Advisor, goal: &GoalId, size: (u16, u16), weekly: Option<u64>) -> State {
    let mut profile = Profile { goals: vec![goal.clone()], ..Profile::default() };
    profile.constraints.hours_per_week = weekly.map(|h| Minutes(h * 60));
    let (mut state, effects) = State::new(Start::new(advisor.with_profile(profile), date(2026, 3, 2), size));
    let mut queue: VecDeque<Effect> = effects.into();
    while let Some(effect) = queue.pop_front() {
        if let Effect::Plan { generation, advisor, request } = effect {
            let plan = Arc::new(advisor.plan(&request, &Cancel::new(), &mut |_| {}));
            queue.extend(handle(&mut state, Event::Reply { generation, reply: Reply::Plan(plan) }));
        }
    }
    state
}

fn press(state: &mut State, keys: &str) {
    for key in keys.split_whitespace() {
        handle(state, Event::Key(key.parse::<Key>().expect(key)));
    }
}

/// The screen, a row a line, a cell a column; the cell behind a wide character is empty.
fn screen(state: &State, size: (u16, u16)) -> Vec<Vec<String>> {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
    terminal.draw(|frame| draw(frame, state, &Styles::mono())).expect("draws");
    let buffer = terminal.backend().buffer();
    (0..size.1).map(|y| (0..size.0).map(|x| buffer[(x, y)].symbol().to_owned()).collect()).collect()
}

/// The row of the path that a click there is on.
fn clicked(state: &State, size: (u16, u16), x: usize, y: usize) -> Option<usize> {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
    let mut spots = Vec::new();
    terminal.draw(|frame| spots = draw_mapped(frame, state, &Styles::mono())).expect("draws");
    match target_at(&spots, x as u16, y as u16) {
        Some(Target::Row { place: Place::Path | Place::Graph, row }) => Some(row),
        _ => None,
    }
}

fn text(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.concat()).collect::<Vec<_>>().join("\n")
}

/// Every step that keys lead to, each with the screen on which it is selected.
fn walk(state: &State, mut look: impl FnMut(usize, &State)) -> usize {
    let mut seen: BTreeMap<usize, State> = BTreeMap::new();
    let mut left = vec![state.clone()];
    while let Some(state) = left.pop() {
        let Some(step) = state.path_step() else { continue };
        if seen.contains_key(&step) {
            continue;
        }
        look(step, &state);
        for key in ["h", "j", "k", "l"] {
            let mut next = state.clone();
            press(&mut next, key);
            left.push(next);
        }
        seen.insert(step, state);
    }
    seen.len()
}

#[test]
fn every_step_of_every_goal_is_legible_at_100x30() {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("the built-in catalog is sound");
    let advisor = Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default());
    let size = (100, 30);
    for goal in advisor.catalog().goals() {
        let mut state = start(&advisor, &goal.id, size, None);
        press(&mut state, "4 t");
        assert_eq!(state.place(), Place::Graph);
        let plan = state.plan.value.clone().expect("a plan");
        let got = walk(&state, |step, state| {
            let drawing = state.path_view.graph.as_ref().expect("drawn");
            let (node, _) = drawing.of.node_of(step).expect("a node");
            let card = &drawing.layout.cards[node];
            let rows = screen(state, size);
            let picture = || format!("{} step {}\n{}", goal.id, step + 1, text(&rows));
            // Where the card has to be on the screen: body from row 2, a column of air, the heading.
            let heading = prereq::app::graph_room(state, state.geometry).heading;
            let (left, top) = state.path_view.corner;
            let x = card.x.checked_sub(left).unwrap_or_else(|| panic!("{}", picture())) + 1;
            let y = card.y.checked_sub(top).unwrap_or_else(|| panic!("{}", picture())) + 2 + heading;
            let shown: Vec<String> = (y..y + card.height).map(|y| rows[y][x..x + card.width].concat()).collect();
            let shown = shown.join(" ");
            for line in &card.lines {
                assert!(shown.contains(line.as_str()), "{line}: {}", picture());
            }
            assert!(shown.contains(&plan.steps[step].position.to_string()), "{}", picture());
            let title = card.lines.concat();
            assert!(title.trim_end_matches('…').width() >= 12 || title == plan.steps[step].title, "{}", picture());
            assert!(text(&rows).contains(plan.steps[step].title.as_str()), "the title in full\n{}", picture());
            // The mouse finds it there too.
            let at = clicked(state, size, x + 1, y);
            assert_eq!(at, drawing.of.steps[node].first().copied(), "{}", picture());
        });
        assert_eq!(got, plan.steps.len(), "{}", goal.id);
    }
}

#[test]
fn keys_go_to_the_graph_and_back_and_open_what_is_selected() {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("the built-in catalog is sound");
    let advisor = Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default());
    let goal = GoalId::new("data-scientist").expect("valid");
    let mut state = start(&advisor, &goal, (100, 30), Some(8));
    press(&mut state, "4 j j t");
    assert_eq!((state.place(), state.path_step()), (Place::Graph, Some(2)));
    press(&mut state, "g h");
    assert_eq!(state.path_step(), Some(0), "nothing lies to the left of the first step");
    let plan = state.plan.value.clone().expect("a plan");
    press(&mut state, "l");
    let next = state.path_step().expect("a step");
    let needed =
        |n: &prereq::path::NeededBy| matches!(n, prereq::path::NeededBy::Course(c) if *c == plan.steps[next].course);
    assert!(plan.steps[0].needed_by.iter().any(needed), "along an edge");
    press(&mut state, "enter");
    assert_eq!(state.place(), Place::Course);
    press(&mut state, "esc");
    assert_eq!((state.place(), state.path_step()), (Place::Graph, Some(next)));
    press(&mut state, "G");
    assert_eq!(state.path_step(), Some(plan.steps.len() - 1));
    press(&mut state, "c");
    assert_eq!(state.place(), Place::Certificate);
    press(&mut state, "esc");
    assert_eq!(state.place(), Place::Graph);
    press(&mut state, "esc");
    assert_eq!((state.place(), state.path_view.face), (Place::Path, PathFace::Steps));
    press(&mut state, "t t c c");
    assert_eq!(state.place(), Place::Path);
    press(&mut state, "t 5 4");
    assert_eq!(state.place(), Place::Graph, "as it was left");
    press(&mut state, "4");
    assert_eq!(state.place(), Place::Path);
}

#[test]
fn the_proof_names_every_set_and_scrolls_to_its_end() {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("the built-in catalog is sound");
    let advisor = Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default());
    for goal in advisor.catalog().goals() {
        let mut state = start(&advisor, &goal.id, (80, 24), None);
        press(&mut state, "4 c");
        let (panel, _) = state.path_view.panel.expect("open");
        let rows = panel_rows(&state, panel, state.geometry.page_width());
        let plan = state.plan.value.clone().expect("a plan");
        let text: Vec<String> = rows.iter().map(|r| r.0.iter().map(|(_, t)| t.as_str()).collect()).collect();
        assert!(text[0].starts_with("Proved: "), "{text:?}");
        assert_eq!(text.iter().filter(|t| t.starts_with("✓ ")).count(), plan.landmarks.len(), "{text:#?}");
        assert!(text.iter().all(|t| t.width() <= state.geometry.page_width()));
        let last = text.last().expect("not empty").trim().to_owned();
        press(&mut state, "G");
        assert!(self::text(&screen(&state, (80, 24))).contains(&last), "{last}");
    }
}

#[test]
fn steps_say_when_how_long_and_how_much_in_all() {
    let loaded = load_catalog(&CatalogSources::builtin()).expect("the built-in catalog is sound");
    let advisor = Advisor::new(Arc::new(loaded.catalog), Profile::default(), Settings::default());
    let goal = GoalId::new("data-scientist").expect("valid");
    for (weekly, size) in [(Some(8), (100, 30)), (Some(8), (160, 50)), (None, (90, 28)), (None, (160, 50))] {
        let mut state = start(&advisor, &goal, size, weekly);
        press(&mut state, "4");
        let rows = screen(&state, size);
        let shown = text(&rows);
        assert_eq!(shown.contains("week  "), weekly.is_some(), "{shown}");
        let plan = state.plan.value.clone().expect("a plan");
        assert!(shown.contains("in all") && shown.contains("takes"), "{shown}");
        let sum: Minutes = plan.steps[..3].iter().map(|s| s.takes().left).sum();
        assert!(shown.contains(&format!(" {sum} h")), "{shown}");
        // The longest step has the longest bar.
        let bar = |row: &str| row.chars().filter(|c| *c == '█').count();
        let most = plan.steps.iter().map(|s| s.takes().left).max().expect("steps");
        let bars: Vec<usize> = text(&rows[5..]).lines().map(bar).filter(|b| *b > 0).collect();
        for (step, bar) in plan.steps.iter().zip(&bars) {
            assert!(step.takes().left < most || Some(bar) == bars.iter().max(), "{shown}");
        }
        // The mouse finds rows where they stand.
        let first = rows.iter().position(|r| r.concat().contains(&plan.steps[2].title[..10])).expect("in view");
        assert_eq!(clicked(&state, size, 4, first), Some(2), "{shown}");
        assert_eq!(clicked(&state, size, 4, 0), None);
    }
}
