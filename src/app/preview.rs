//! The course shown beside a list, and how far it is scrolled.

use super::{Place, State, page::course_page};
use crate::domain::CourseIx;

/// How far the page beside the list is scrolled, and of which course it is: with another course it starts at its top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Preview {
    of: Option<(Place, CourseIx)>,
    scroll: usize,
}

impl State {
    /// Rows scrolled away from the page beside the list.
    pub fn preview_scroll(&self) -> usize {
        if self.preview.of == self.previewed() { self.preview.scroll } else { 0 }
    }

    /// What is shown beside the list keys go to.
    fn previewed(&self) -> Option<(Place, CourseIx)> {
        let place = match self.place() {
            Place::Query => Place::Search,
            place => place,
        };
        let beside = matches!(place, Place::Search | Place::Path);
        self.selected_course().filter(|_| beside && self.geometry.two_panes()).map(|course| (place, course))
    }

    /// How far one can scroll it.
    pub(super) fn preview_most(&self) -> usize {
        let Some((_, course)) = self.previewed() else { return 0 };
        let rows = course_page(self, course, self.geometry.preview_width());
        let height = match self.place() {
            // The query takes no row of the page beside it.
            Place::Search | Place::Query => usize::from(self.geometry.body()),
            _ => super::moving::height(self, self.place()),
        };
        rows.len().saturating_sub(height)
    }

    /// Scrolls the page beside the list by half of it.
    pub(super) fn scroll_preview(&mut self, down: bool) {
        let by = isize::try_from((super::moving::height(self, self.place()) / 2).max(1)).unwrap_or(1);
        self.scroll_preview_by(if down { by } else { -by });
    }

    /// Scrolls it by so many rows, stopping at the ends.
    pub(super) fn scroll_preview_by(&mut self, by: isize) {
        let most = self.preview_most();
        let scroll = self.preview_scroll().min(most).saturating_add_signed(by).min(most);
        self.preview = Preview { of: self.previewed(), scroll };
    }
}
