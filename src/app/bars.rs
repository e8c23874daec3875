//! Bars of characters, as pieces of rows.

use super::{
    Glyphs,
    page::{Ink, Piece},
};
use crate::domain::Level;

/// A bar of `width` columns for 0–1: what one has, what is missing to what one needs, the rest.
pub fn level_bar(glyphs: &Glyphs, width: usize, have: Level, need: Level) -> Vec<Piece> {
    let cells = |level: Level| (usize::from(level.thousandths()) * width + 500) / 1000;
    let to = cells(need.max(have));
    // What is there or missing shows, however little.
    let mut from = cells(have);
    if have < need && from == to {
        from = to.saturating_sub(1);
    }
    if have > Level::ZERO && from == 0 && to > 1 {
        from = 1;
    }
    vec![
        (Ink::Have, glyphs.have.repeat(from)),
        (Ink::Need, glyphs.need.repeat(to - from)),
        (Ink::Rule, glyphs.rest.repeat(width.saturating_sub(to))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_there_or_missing_shows_however_little() {
        let bar = |have, need| -> String {
            level_bar(&Glyphs::ASCII, 10, Level::new(have), Level::new(need)).into_iter().map(|(_, t)| t).collect()
        };
        assert_eq!(bar(0, 500), "=====.....");
        assert_eq!(bar(250, 500), "###==.....");
        assert_eq!(bar(490, 500), "####=.....");
        assert_eq!(bar(10, 500), "#====.....");
        assert_eq!(bar(750, 500), "########..");
        assert_eq!(bar(0, 0), "..........");
        assert_eq!(level_bar(&Glyphs::ASCII, 0, Level::MAX, Level::MAX).len(), 3);
    }
}
