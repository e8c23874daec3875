//! The slider of taste above the path: how much it counts who vouches for a course and whether its tools are the
//! learner's. The path follows it; the learner's own plan stays what the settings make it.

use super::{
    Action, State,
    page::{Ink, Row},
};
use crate::phrase;

/// Where the slider ends, in thousandths.
pub const MOST: u32 = 2000;
/// What a key changes it by.
const STEP: u32 = 250;
/// Columns of the slider.
const CELLS: usize = (MOST / STEP) as usize + 1;

impl State {
    /// How much weights count on the path shown, in thousandths.
    pub fn taste(&self) -> u32 {
        self.bend.taste.unwrap_or(self.advisor.settings().costing.taste)
    }
}

/// A step up or down.
pub(super) fn step(state: &mut State, up: bool) {
    let now = state.taste();
    set(state, if up { (now / STEP + 1) * STEP } else { now.div_ceil(STEP).saturating_sub(1) * STEP });
}

/// Has the path follow another taste; the learner's own again where that is it.
pub(super) fn set(state: &mut State, taste: u32) {
    let taste = taste.min(MOST);
    state.bend.taste = (taste != state.advisor.settings().costing.taste).then_some(taste);
}

/// Puts the slider at the end of the last of some rows that has room for it, else below them where that may be.
/// Where its first cell is: column and row.
pub(super) fn put(state: &State, rows: &mut Vec<Row>, width: usize, low: bool) -> Option<(usize, usize)> {
    let slider = slider(state);
    let (gap, long) = (2, slider.width());
    let at = match rows.iter().rposition(|row| row.width() + gap + long <= width) {
        Some(at) => at,
        None if low || long > width => return None,
        None => {
            rows.push(Row::default());
            rows.len() - 1
        }
    };
    let row = &mut rows[at];
    let before = width - row.width() - long;
    row.0.push((Ink::Plain, " ".repeat(before)));
    let cells = width - CELLS - slider.0.last().map_or(0, |last| super::page::columns(&last.1));
    row.0.extend(slider.0);
    Some((cells, at))
}

/// What each cell from the first on stands for.
pub fn taste_cells() -> impl Iterator<Item = u32> {
    (0..CELLS as u32).map(|cell| cell * STEP)
}

/// `taste 1.0 [━━━━●────]`, its ends the keys that move it.
fn slider(state: &State) -> Row {
    let glyphs = state.look.glyphs();
    let taste = state.taste();
    let at = ((taste + STEP / 2) / STEP) as usize;
    let key = |action| state.key_for(action).unwrap_or_default();
    let ink = if state.bend.taste.is_some() { Ink::Accent } else { Ink::Dim };
    Row(vec![
        (ink, format!("taste {} ", phrase::taste(taste))),
        (Ink::Key, key(Action::LessTaste)),
        (Ink::Have, glyphs.across.repeat(at)),
        (ink, glyphs.point.to_owned()),
        (Ink::Rule, glyphs.across.repeat(CELLS - 1 - at.min(CELLS - 1))),
        (Ink::Key, key(Action::MoreTaste)),
    ])
}
