//! The screens on the page: the real program with its own catalog and a learner of somebody's, drawn without a terminal.

use std::{collections::VecDeque, fs, io, path::Path, sync::Arc};

use jiff::civil::date;
use prereq::{
    advisor::{Advisor, Settings},
    app::{Colors, Effect, Event, Key, Look, Preferences, Reply, Start, State, Theme},
    path::Cancel,
    store::{CatalogSources, ProfileStore, load_catalog},
    tui::{Controller, Hands, Message, Source},
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

use super::svg::svg;

const LEARNER: &str = "version = 1
goals = [\"data-scientist\"]

[skills]
python = { level = 0.50, from = \"self\", on = 2025-11-01 }
statistics = { level = 0.25, from = \"self\", on = 2025-11-01 }
communication = { level = 0.50, from = \"work\", on = 2025-11-01 }

[[course]]
id = \"kaggle-intro-sql\"
status = \"done\"
rating = 5
on = 2025-12-20

[constraints]
hours_per_week = 6
";

/// Keys, one after the other; each waits until everything before it is answered.
struct Keys(VecDeque<Key>);

impl Source for Keys {
    fn wait(&mut self) -> Option<Message> {
        self.0.pop_front().map(|key| Message::Event(Box::new(Event::Key(key))))
    }
    fn ready(&mut self) -> Option<Message> {
        None
    }
}

/// Answers at once.
struct AtOnce;

impl Hands for AtOnce {
    fn perform(&mut self, effect: Effect) -> Vec<Event> {
        let never = Cancel::new();
        let (generation, reply) = match effect {
            Effect::Plan { generation, advisor, request } => {
                (generation, Reply::Plan(Arc::new(advisor.plan(&request, &never, &mut |_| {}))))
            }
            Effect::Gap { generation, advisor, request } => {
                (generation, Reply::Gap(Arc::new(advisor.gap(&request.aim, &never))))
            }
            Effect::Recommend { generation, advisor, request } => {
                (generation, Reply::Recommended(Arc::new(advisor.score(&request, &never))))
            }
            Effect::Search { generation, advisor, query, path } => {
                let path = path.map(|plan| advisor.courses_of(&plan));
                (generation, Reply::Found(advisor.search(&query, 1000, path.as_deref())))
            }
            // Nothing else is asked for here that would show.
            _ => return Vec::new(),
        };
        vec![Event::Reply { generation, reply }]
    }
    fn edit(&mut self) -> io::Result<Event> {
        Err(io::ErrorKind::Unsupported.into())
    }
    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn renew(&mut self) -> io::Result<()> {
        Ok(())
    }
    fn finish(&mut self) {}
}

/// The screen after these keys.
fn screen(keys: &str, size: (u16, u16)) -> Buffer {
    let catalog = load_catalog(&CatalogSources::builtin()).expect("clean").catalog;
    let home = tempfile::tempdir().expect("a temporary folder");
    let file = home.path().join("profile.toml");
    fs::write(&file, LEARNER).expect("can write");
    let learner = ProfileStore::new(file).load().expect("reads").profile;
    let advisor = Advisor::new(Arc::new(catalog), learner, Settings::default());
    let look = Look { theme: Theme::Dark, colors: Colors::True, ascii: false };
    let preferences = Preferences { look, ..Preferences::default() };
    let (state, effects) = State::new(Start { preferences, ..Start::new(advisor, date(2026, 1, 5), size) });
    let terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
    let keys = keys.split_whitespace().map(|k| k.parse().expect("a key")).collect();
    let mut controller = Controller::new(terminal, Keys(keys), AtOnce, state);
    controller.run(effects).expect("draws");
    controller.backend().buffer().clone()
}

const PICTURES: [(&str, &str, &str, (u16, u16)); 4] = [
    ("graph", "Path: who supplies whom, drawn as a graph", "4 t", (112, 30)),
    ("home", "Home: where you stand, what comes next, this week", "1", (112, 26)),
    (
        "search",
        "Search: courses found, and what the selected one asks of you",
        "/ m a c h i n e space l e a r n enter",
        (112, 26),
    ),
    ("recommend", "Recommend: what you could take now, and what its score is made of", "5", (112, 30)),
];

#[test]
fn the_pictures_are_what_one_sees() {
    let mut stale = Vec::new();
    for (name, title, keys, size) in PICTURES {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/pictures/{name}.svg"));
        let taken = svg(&screen(keys, size), title);
        if super::updating() {
            fs::write(&file, taken).expect("can write the picture");
        } else if fs::read_to_string(&file).ok() != Some(taken) {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "{stale:?}: `README=update cargo test --test readme` takes new ones");
}
