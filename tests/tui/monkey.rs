//! Random keys, clicks and sizes through the loop itself: nothing panics, every selection is one, and the end
//! is clean.

use std::{cell::Cell, io, rc::Rc, sync::Arc};

use prereq::{
    advisor::{Advisor, Settings},
    app::{ACTIONS, Code, Edited, Effect, Event, Key, Overlay, Start, State, picks},
    domain::{Catalog, CatalogDraft, CourseDraft, Level, Profile, Skill},
    path::Status,
    tui::{Controller, Exit, Hands, Message, Pointer, Source, draw},
};
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use ratatui::{Terminal, backend::TestBackend};

use crate::fixture::{Bench, TODAY, advisor, answer, course_id, profile, skill_id};

/// Texts no catalog should have: controls, overrides, wide, combining, without end, without width.
const NASTY: [&str; 8] = [
    "\u{1b}[31mred\u{1b}]0;title\u{7}\u{9b}2J",
    "\u{202e}drawkcab\u{2066}\u{200f}",
    "数据科学家的线性代数与机器学习基石导论",
    "👩‍👩‍👧‍👦👩‍👩‍👧‍👦 e\u{301}\u{301}\u{301}\u{301}",
    "\u{200b}\u{200b}\u{feff}",
    "tab\tnew\nline\r\u{0}",
    "עברית ועוד العربية",
    "W",
];

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

fn hostile() -> Advisor {
    let mut draft = CatalogDraft::default();
    for i in 0..4 {
        let skill = Skill::new(skill_id(&format!("s{i}")), NASTY[i], NASTY[7 - i]);
        draft.skills.push(Skill { aliases: vec![NASTY[i + 2].to_owned()], ..skill });
    }
    for i in 0..300 {
        let title = NASTY[i % 8].repeat(1 + i % 7 * 9);
        let mut course = CourseDraft::new(course_id(&format!("c{i}")), &title, NASTY[(i + 3) % 8]);
        course.summary = NASTY[(i + 1) % 8].repeat(40);
        course.url = (i % 3 == 0).then(|| NASTY[i % 8].to_owned());
        course.teaches = vec![(skill_id(&format!("s{}", i % 4)), Level::new(250))];
        draft.courses.push(course);
    }
    Advisor::new(Arc::new(Catalog::link(draft).expect("links")), profile(), Settings::default())
}

/// Nothing comes by itself.
struct Silence;

impl Source for Silence {
    fn wait(&mut self) -> Option<Message> {
        None
    }
    fn ready(&mut self) -> Option<Message> {
        None
    }
}

/// Hands that answer at once, and see that what is asked of them is in order.
struct Answering {
    status: Status,
    finished: Rc<Cell<bool>>,
}

impl Hands for Answering {
    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        match answer(effect, self.status, true) {
            Ok(event) => event.into_iter().collect(),
            Err(Effect::Save(edits)) => {
                assert!(!edits.is_empty());
                Vec::new()
            }
            Err(_) => Vec::new(),
        }
    }
    fn edit(&mut self) -> io::Result<Event> {
        Ok(Event::Edited(Edited::Wrong(vec![NASTY[0].to_owned(), "line 2: a very long word".repeat(9)])))
    }
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn renew(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn finish(&mut self) {
        self.finished.set(true);
    }
}

/// Every selection is a row that is there; nothing is selected where there is nothing.
fn in_order(state: &State) {
    let fits = |selected: Option<usize>, len: usize| {
        assert_eq!(selected.is_none(), len == 0);
        assert!(selected.is_none_or(|row| row < len));
    };
    let results = state.search.found.results.len();
    fits(state.search.cursor.selected(results), results);
    fits(state.gaps.cursor.selected(state.gap_len()), state.gap_len());
    let teachers = state.teachers().len();
    fits(state.gaps.teachers.selected(teachers), teachers);
    fits(state.path.selected(state.path_len()), state.path_len());
    match state.overlays.last() {
        Some(Overlay::Picker(picker)) => {
            let len = picks(state, picker).len();
            fits(picker.cursor.selected(len), len);
        }
        Some(Overlay::Palette(palette)) => fits(palette.cursor.selected(palette.rows().len()), palette.rows().len()),
        _ => {}
    }
    let courses = state.advisor.catalog().courses().len();
    let known = |ix: prereq::domain::CourseIx| assert!(ix.get() < courses);
    state.selected_course().into_iter().chain(state.marked_here()).for_each(known);
}

fn walk(advisor: Advisor, status: Status, seed: u64, events: usize) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let keys = keys();
    let (state, _) = State::new(Start::new(advisor, TODAY, (80, 24)));
    let finished = Rc::new(Cell::new(false));
    let hands = Answering { status, finished: Rc::clone(&finished) };
    let terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen in memory");
    let mut controller = Controller::new(terminal, Silence, hands, state);
    let event = |event| Message::Event(Box::new(event));
    for _ in 0..events {
        let (x, y) = (rng.random_range(0..=200), rng.random_range(0..=60));
        let message = match rng.random_range(0..40) {
            0..=3 => {
                controller.backend_mut().resize(x, y);
                event(Event::Resize(x, y))
            }
            4 => event(Event::Paste("pasted\u{1b}[2J 文字\n".repeat(rng.random_range(0..60)))),
            5..=10 => Message::Pointer(Pointer::Press, x % 100, y % 30),
            11 | 12 => Message::Pointer(Pointer::Down, x % 100, y % 30),
            13 => Message::Pointer(Pointer::Up, x, y),
            14 => event(Event::Failed(NASTY[usize::from(x) % 8].repeat(20))),
            _ => event(Event::Key(keys[rng.random_range(0..keys.len())])),
        };
        let shown = format!("{message:?}");
        let left = controller.round(message).expect("the screen is in memory");
        // A click on the way out is taken at its word.
        assert!(left.is_none_or(|exit| exit == Exit::Quit), "{shown}");
        controller.draw().expect("draws");
        in_order(controller.state());
    }
    assert_eq!(controller.run(Vec::new()).expect("ends"), Exit::Quit);
    assert!(finished.get());
}

#[test]
fn ten_thousand_keys_and_clicks_over_every_kind_of_catalog() {
    let empty = || Arc::new(Catalog::default());
    for seed in 0..4 {
        let status = Status::ALL[seed as usize % Status::ALL.len()];
        walk(advisor(profile()), status, seed, 1400);
    }
    walk(advisor(Profile::default()), Status::Done, 20, 800);
    walk(Advisor::new(empty(), Profile::default(), Settings::default()), Status::Done, 21, 800);
    // A profile full of ids that the catalog does not have.
    walk(Advisor::new(empty(), profile(), Settings::default()), Status::Proved, 22, 800);
    walk(hostile(), Status::Bounded, 23, 1000);
    walk(hostile(), Status::Proved, 24, 1000);
}

#[test]
fn every_size_draws_on_every_screen() {
    for screen in [
        "1",
        "2",
        "3",
        "3 enter",
        "4",
        "4 a",
        "4 a j enter",
        "4 D",
        "4 B",
        "4 B j j enter",
        "4 T j",
        "5",
        "6",
        "2 enter",
        "? j",
        "n",
        "6 a",
        "6 G k enter",
        "/ m l",
        ": g o",
        "4 ,",
    ] {
        let mut bench = Bench::new(profile(), (80, 24));
        bench.press(screen);
        let styles = prereq::tui::Styles::of(bench.state.look);
        for (width, height) in (0..=200).step_by(9).flat_map(|w| (0..=60).step_by(3).map(move |h| (w, h))) {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
            terminal.draw(|frame| draw(frame, &bench.state, &styles)).expect("draws");
        }
    }
}
