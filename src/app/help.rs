//! What the keys do here, as rows; typing narrows them.

use unicode_width::UnicodeWidthStr as _;

use super::{
    Command, EditLine, Place, State, commands,
    page::{Ink, Row, wrap},
};
use crate::search::choose;

/// The list of keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// The place it is about.
    pub place: Place,
    /// What works there, as it was when the help was opened.
    pub commands: Vec<Command>,
    /// What is looked for.
    pub query: EditLine,
    /// Whether keys go to the query.
    pub typing: bool,
    /// Rows scrolled away.
    pub scroll: usize,
}

impl Help {
    /// About the place keys go to now.
    pub fn about(state: &State) -> Self {
        let (place, commands) = (state.place(), commands(state));
        Self { place, commands, query: EditLine::default(), typing: false, scroll: 0 }
    }
    /// Ends a search; whether there was one.
    pub(super) fn leave_query(&mut self) -> bool {
        let searched = self.typing || !self.query.text().is_empty();
        self.typing = false;
        self.query.clear();
        self.scroll = 0;
        searched
    }
    /// The commands that match what is looked for, best first.
    pub fn found(&self) -> Vec<&Command> {
        let names = self.commands.iter().map(|c| {
            let mut others = vec![c.spec().name.to_owned()];
            others.extend(c.chords.iter().map(ToString::to_string));
            (c.spec().doc, others)
        });
        let texts: Vec<(&str, Vec<String>)> = names.collect();
        let items = texts.iter().map(|(doc, others)| (*doc, others.iter().map(String::as_str)));
        choose(items, self.query.text()).into_iter().filter_map(|c| self.commands.get(c.index)).collect()
    }
}

/// The keys and what they do, in rows of at most `width` columns.
pub fn help_rows(help: &Help, width: usize) -> Vec<Row> {
    let found = help.found();
    let keys = |command: &Command| command.chords.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let column = found.iter().map(|c| keys(c).width()).max().unwrap_or(0);
    let mut rows = vec![Row::of(Ink::Heading, format!("Keys: {}", help.place.title()))];
    let typed = help.query.text();
    rows.push(match (typed.is_empty(), help.typing) {
        (true, false) => Row::default(),
        _ => Row(vec![(Ink::Accent, "/ ".to_owned()), (Ink::Plain, typed.to_owned())]),
    });
    if found.is_empty() {
        rows.push(Row::of(Ink::Dim, "No key does that here."));
    }
    for command in found {
        for (i, line) in wrap(command.spec().doc, width.saturating_sub(column + 3)).into_iter().enumerate() {
            let keys = if i == 0 { keys(command) } else { String::new() };
            let gap = " ".repeat(column - keys.width() + 3);
            rows.push(Row(vec![(Ink::Strong, keys), (Ink::Plain, gap), (Ink::Plain, line)]));
        }
    }
    rows
}
