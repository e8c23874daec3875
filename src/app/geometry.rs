//! How the screen is divided: numbers that both scrolling and drawing need.

use super::{Focus, Place};

/// Narrower than this there is only a message.
pub const MIN_WIDTH: u16 = 20;
/// Lower than this there is only a message.
pub const MIN_HEIGHT: u16 = 6;
/// From this width on a list and its details stand side by side.
pub const TWO_PANES: u16 = 80;

/// The screen's size and what follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Geometry {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Geometry {
    /// A screen of that size.
    pub fn new(width: u16, height: u16) -> Self {
        Self { width, height }
    }
    /// Whether anything but a message fits.
    pub fn too_small(self) -> bool {
        self.width < MIN_WIDTH || self.height < MIN_HEIGHT
    }
    /// Whether a list and its details stand side by side.
    pub fn two_panes(self) -> bool {
        self.width >= TWO_PANES
    }
    /// Rows of the header: tabs, and a rule where there is room.
    pub fn top(self) -> u16 {
        if self.is_low() { 1 } else { 2 }
    }
    /// Rows between the header (tabs and rule) and the footer (notice and keys).
    pub fn body(self) -> u16 {
        self.height.saturating_sub(if self.is_low() { 2 } else { 4 })
    }
    /// On a low screen the rule and the notice line give way to content.
    pub fn is_low(self) -> bool {
        self.height < 14
    }
    /// Columns of the list beside its details.
    pub fn list_width(self) -> u16 {
        if self.two_panes() { (self.width * 3 / 5).min(112) } else { self.width }
    }
    /// Columns of the list of skills. On a screen that is not wide the pane that takes the keys has the room.
    pub fn skills_width(self, focus: Focus) -> u16 {
        match focus {
            _ if !self.two_panes() || self.width >= 110 => self.list_width(),
            Focus::List => self.width * 11 / 20,
            Focus::Detail => self.width * 2 / 5,
        }
    }
    /// Columns of text on the page beside a list: the rule, a margin at both sides, and the sign that there is more.
    pub fn preview_width(self) -> usize {
        usize::from((self.width - self.list_width()).saturating_sub(5))
    }
    /// Columns of text on a page over the whole body: a margin at both sides, and a column for the
    /// sign that there is more.
    pub fn page_width(self) -> usize {
        usize::from(self.width.saturating_sub(6).min(90))
    }
    /// Rows above the list of a place that belong to it.
    pub fn heading(self, place: Place) -> u16 {
        let air = u16::from(!self.is_low());
        match place {
            Place::Search | Place::Query | Place::Recommend => 1 + air,
            Place::Gap | Place::Picker | Place::Palette => 2 + air,
            Place::Teachers => 4 + air,
            // Above it the steps of the first run, with air.
            Place::FirstGoal | Place::FirstCourses => 2 + 3 * air,
            Place::FirstPlan => 1 + air,
            Place::Review => 1 + 2 * air,
            _ => 0,
        }
    }
    /// Rows of the list, or page, that keys move in.
    pub fn rows(self, place: Place) -> usize {
        usize::from(self.body().saturating_sub(self.heading(place)))
    }
}
