//! How the recommend screen is divided: numbers that scrolling, drawing and the mouse need.

use super::{Geometry, State};

/// Components, a row each.
const PARTS: u16 = 6;
/// Rows above them: a rule, the course, what it is.
const ABOVE_PARTS: u16 = 3;
/// Narrower than this there is no room for reasons beside sums.
const DETAIL_WIDTH: u16 = 60;
/// Fewer rows of the list than this are no list.
const LEAST_LIST: u16 = 5;

/// Rows of the parts of the screen, from the top of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecommendLayout {
    /// What is listed, and what marks mean.
    pub heading: u16,
    /// The list.
    pub list: u16,
    /// What belongs to the selected course, or the sliders. Without room there is none.
    pub detail: u16,
}

/// The parts of the screen at that size, with sliders or without.
pub fn recommend_layout(geometry: Geometry, sliders: bool) -> RecommendLayout {
    let body = geometry.body();
    let heading = if geometry.is_low() { 1 } else { 2 }.min(body);
    let rest = body - heading;
    let whole = ABOVE_PARTS + PARTS;
    let detail = if geometry.width >= DETAIL_WIDTH && rest >= whole + LEAST_LIST {
        // What is left over goes to reasons that need a second row, then to the list.
        whole + (rest.saturating_sub(whole + 12)).min(4)
    } else if sliders {
        // The list may shrink to what shows where the selected course goes.
        rest.saturating_sub(3).min(PARTS + 1).max(rest.min(2))
    } else {
        0
    };
    RecommendLayout { heading, list: rest - detail, detail }
}

impl State {
    /// The parts of the recommend screen now.
    pub fn recommend_layout(&self) -> RecommendLayout {
        recommend_layout(self.geometry, self.ranking.sliders.is_some())
    }

    /// Rows of the ranked list in view.
    pub(super) fn recommend_rows(&self) -> usize {
        usize::from(self.recommend_layout().list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_body_at_every_size() {
        for width in [0, 20, 60, 80, 200] {
            for height in 0..=60 {
                for sliders in [false, true] {
                    let geometry = Geometry::new(width, height);
                    let parts = recommend_layout(geometry, sliders);
                    assert_eq!(parts.heading + parts.list + parts.detail, geometry.body(), "{width}×{height}");
                }
            }
        }
        let at = |w, h, sliders| recommend_layout(Geometry::new(w, h), sliders);
        assert_eq!(at(80, 24, false), RecommendLayout { heading: 2, list: 9, detail: 9 });
        assert_eq!(at(40, 12, false), RecommendLayout { heading: 1, list: 9, detail: 0 });
        assert!(at(40, 12, true).detail >= 6);
    }
}
