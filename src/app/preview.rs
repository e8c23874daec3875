//! The course shown beside a list, and how far it is scrolled.

use super::{PathPanel, Place, State, page::course_page, panel_about, panel_layout};
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
        if self.list_panel().is_some() {
            return self.inquiry.about;
        }
        if self.preview.of == self.previewed() { self.preview.scroll } else { 0 }
    }

    /// The panel with a list that keys go to.
    fn list_panel(&self) -> Option<PathPanel> {
        PathPanel::of(self.place()).filter(|panel| !panel.is_page())
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
        if let Some(panel) = self.list_panel() {
            let layout = panel_layout(self, panel, self.geometry);
            let rows = usize::from(layout.rows);
            return panel_about(self, panel, layout.text, rows).len().saturating_sub(rows);
        }
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
        if self.list_panel().is_some() {
            self.inquiry.about = scroll;
        } else {
            self.preview = Preview { of: self.previewed(), scroll };
        }
    }
}
