//! How the profile screen is divided: numbers that scrolling, drawing and the mouse need.

use super::{Geometry, State};

/// Rows of the parts of the screen, from the top of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProfileLayout {
    /// The sections.
    pub heading: u16,
    /// The list.
    pub list: u16,
    /// More about the selected row. On a low screen there is none.
    pub detail: u16,
}

/// The parts of the screen at that size.
pub fn profile_layout(geometry: Geometry) -> ProfileLayout {
    let body = geometry.body();
    let heading = if geometry.is_low() { 0 } else { 2 }.min(body);
    let detail = match body {
        0..16 => 0,
        16..30 => 5,
        30..44 => 6,
        _ => 8,
    };
    ProfileLayout { heading, list: body - heading - detail, detail }
}

impl State {
    /// Rows of the list in view.
    pub(super) fn profile_height(&self) -> usize {
        usize::from(profile_layout(self.geometry).list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_body_at_every_size() {
        for height in 0..=60 {
            let geometry = Geometry::new(80, height);
            let parts = profile_layout(geometry);
            assert_eq!(parts.heading + parts.list + parts.detail, geometry.body(), "{height}");
        }
        assert_eq!(profile_layout(Geometry::new(80, 24)), ProfileLayout { heading: 2, list: 13, detail: 5 });
    }
}
