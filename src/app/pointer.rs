//! What the mouse can point at. Drawing tells what is where; nobody else needs to know.

use super::{Action, Place};
use crate::recommend::Component;

/// Something on screen that takes a click or the wheel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Does this, as its key would.
    Do(Action),
    /// A row of the list of a place.
    Row {
        /// Whose list.
        place: Place,
        /// Which row.
        row: usize,
    },
    /// A part of a component's slider, and the weight that stands for, in millionths.
    Weight(Component, u64),
    /// A part of the slider of taste, and what it stands for, in thousandths.
    Taste(u32),
    /// The list of a place, beside its rows.
    List(Place),
    /// A page that may be scrolled.
    Page,
    /// What went wrong; a click dismisses it.
    Problem,
    /// Something that lies over the rest and takes nothing.
    Nothing,
}

/// A part of the screen and what it is, in columns and rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// What it is.
    pub target: Target,
}

/// What is at a position; what was drawn later lies over what was drawn before.
pub fn target_at(spots: &[Spot], x: u16, y: u16) -> Option<Target> {
    let inside = |from: u16, len: u16, at: u16| at >= from && at - from < len;
    let hit = spots.iter().rev().find(|s| inside(s.x, s.width, x) && inside(s.y, s.height, y))?;
    (hit.target != Target::Nothing).then_some(hit.target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_on_top_is_hit() {
        let spot = |x, y, width, height, target| Spot { x, y, width, height, target };
        let spots = [
            spot(0, 0, 80, 20, Target::List(Place::Path)),
            spot(0, 3, 80, 1, Target::Row { place: Place::Path, row: 3 }),
            spot(10, 0, 5, 5, Target::Nothing),
        ];
        assert_eq!(target_at(&spots, 2, 3), Some(Target::Row { place: Place::Path, row: 3 }));
        assert_eq!(target_at(&spots, 2, 4), Some(Target::List(Place::Path)));
        assert_eq!(target_at(&spots, 12, 3), None);
        assert_eq!(target_at(&spots, 80, 3), None);
        assert_eq!(target_at(&spots, u16::MAX, u16::MAX), None);
    }
}
