//! A selection in a list, and which part of the list is in view.

/// Selection and scroll position of a list whose length is known elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    selected: Option<usize>,
    top: usize,
}

impl Cursor {
    /// Whether a row was chosen: until then the first one is selected, whichever that is.
    pub fn is_chosen(&self) -> bool {
        self.selected.is_some()
    }
    /// The selected row of a list of `len` rows: `None` when the list is empty.
    pub fn selected(&self, len: usize) -> Option<usize> {
        let last = len.checked_sub(1)?;
        Some(self.selected.unwrap_or(0).min(last))
    }
    /// First row in view when `height` of `len` rows fit: the stored one, corrected so that the
    /// selection is in view and no space is wasted at the end.
    pub fn top(&self, len: usize, height: usize) -> usize {
        let Some(selected) = self.selected(len) else { return 0 };
        let low = (selected + 1).saturating_sub(height.max(1));
        self.top.clamp(low, selected).min(len.saturating_sub(height))
    }
    /// Selects `row`, or the nearest there is.
    pub fn select(&mut self, row: usize, len: usize, height: usize) {
        self.selected = len.checked_sub(1).map(|last| row.min(last));
        self.top = self.top(len, height);
    }
    /// Moves the selection, stopping at the ends.
    pub fn step(&mut self, by: isize, len: usize, height: usize) {
        if let Some(selected) = self.selected(len) {
            self.select(selected.saturating_add_signed(by), len, height);
        }
    }
    /// Back to the first row.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_has_no_selection_whatever_is_pressed() {
        let mut cursor = Cursor::default();
        for by in [1, -1, 40, -40] {
            cursor.step(by, 0, 10);
            assert_eq!(cursor.selected(0), None);
        }
        cursor.select(7, 0, 0);
        assert_eq!(cursor.selected(0), None);
        assert_eq!(cursor.top(0, 0), 0);
    }

    #[test]
    fn the_view_follows_the_selection_and_a_shrinking_list() {
        let mut cursor = Cursor::default();
        cursor.step(12, 30, 10);
        assert_eq!((cursor.selected(30), cursor.top(30, 10)), (Some(12), 3));
        cursor.step(-5, 30, 10);
        assert_eq!((cursor.selected(30), cursor.top(30, 10)), (Some(7), 3));
        assert_eq!((cursor.selected(5), cursor.top(5, 10)), (Some(4), 0));
        assert_eq!(cursor.top(30, 0), 7);
    }
}
