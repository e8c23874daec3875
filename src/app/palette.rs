//! All that can be done here, narrowed by typing: choosing one does it.

use super::{Command, Cursor, EditLine, State, commands};
use crate::{app::Action, search::choose};

/// The command palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// What works in the place it was opened in, as it was then.
    pub commands: Vec<Command>,
    /// What is typed.
    pub query: EditLine,
    /// The selected command.
    pub cursor: Cursor,
}

/// A command that matches what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaletteRow<'a> {
    /// The command.
    pub command: &'a Command,
    /// What matched in its line of help: half-open ranges of characters.
    pub matched: Vec<(usize, usize)>,
}

impl Palette {
    /// Of what works now.
    pub fn of(state: &State) -> Self {
        let mut commands = commands(state);
        // It is open already.
        commands.retain(|c| c.spec().action != Action::Palette);
        Self { commands, query: EditLine::default(), cursor: Cursor::default() }
    }
    /// What matches, best first.
    pub fn rows(&self) -> Vec<PaletteRow<'_>> {
        let found =
            choose(self.commands.iter().map(|c| (c.spec().doc, [c.spec().name, c.spec().hint])), self.query.text());
        (found.into_iter())
            .filter_map(|c| Some(PaletteRow { command: self.commands.get(c.index)?, matched: c.ranges }))
            .collect()
    }
    /// The selected command.
    pub fn selected(&self) -> Option<&Command> {
        let rows = self.rows();
        Some(rows.get(self.cursor.selected(rows.len())?)?.command)
    }
}
