//! The panels over the plan. Some are a page that scrolls; the others a heading, a list and what there is to say
//! about the selected row, beside it or below. Each is rows here; drawing only adds colour.

mod certificate;
mod chart;
mod costs;
mod limits;
mod tradeoffs;
mod ways;

pub use limits::LimitRow;

use super::{Cursor, Geometry, Place, State, page::Row};
use crate::domain::CourseId;

/// What lies over the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PathPanel {
    /// Why there is no shorter path.
    Certificate,
    /// The best path without each step.
    OtherWays,
    /// What each part of the goal costs.
    Costs,
    /// What the path may take at most.
    Limits,
    /// Every trade of work for money, or for a better fit.
    Tradeoffs,
}

impl PathPanel {
    /// All panels.
    pub const ALL: [Self; 5] = [Self::Certificate, Self::OtherWays, Self::Costs, Self::Limits, Self::Tradeoffs];

    /// Where its keys go.
    pub fn place(self) -> Place {
        match self {
            Self::Certificate => Place::Certificate,
            Self::OtherWays => Place::OtherWays,
            Self::Costs => Place::Costs,
            Self::Limits => Place::Limits,
            Self::Tradeoffs => Place::Tradeoffs,
        }
    }
    /// The panel whose keys go to a place.
    pub fn of(place: Place) -> Option<Self> {
        Self::ALL.into_iter().find(|panel| panel.place() == place)
    }
    /// Whether it is a page that scrolls, rather than a list.
    pub fn is_page(self) -> bool {
        matches!(self, Self::Certificate | Self::Costs)
    }
}

/// How the body is divided among the parts of a panel with a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanelLayout {
    /// Rows above the list.
    pub heading: u16,
    /// Rows of the list.
    pub list: u16,
    /// Columns of the list.
    pub width: u16,
    /// Whether what is said about the selected row stands beside the list rather than below it.
    pub beside: bool,
    /// Columns of the text about the selected row.
    pub text: usize,
    /// Rows of that text.
    pub rows: u16,
}

/// How the body is divided among the parts of a panel with a list.
pub fn panel_layout(state: &State, panel: PathPanel, geometry: Geometry) -> PanelLayout {
    let (body, width) = (geometry.body(), geometry.width);
    let heading = (1 + u16::from(!geometry.is_low())).min(body);
    let left = body - heading;
    let beside = match panel {
        PathPanel::OtherWays => geometry.two_panes().then(|| geometry.list_width()),
        PathPanel::Tradeoffs => geometry.two_panes().then_some(tradeoffs::TABLE),
        _ => None,
    };
    if let Some(list) = beside {
        // The rule, a margin at both sides, and the sign that there is more.
        let text = usize::from((width - list).saturating_sub(5));
        return PanelLayout { heading, list: left, width: list, beside: true, text, rows: left };
    }
    let least = if left >= 12 { 6 } else { left / 3 };
    let list = u16::try_from(panel_len(state, panel)).unwrap_or(u16::MAX).clamp(1.min(left), left - least);
    let text = usize::from(width.saturating_sub(6)).min(90);
    PanelLayout { heading, list, width, beside: false, text, rows: (left - list).saturating_sub(1) }
}

/// Rows of a panel's page, or of its list.
pub fn panel_len(state: &State, panel: PathPanel) -> usize {
    match panel {
        PathPanel::Certificate | PathPanel::Costs => panel_rows(state, panel, state.geometry.page_width()).len(),
        PathPanel::OtherWays => ways::plan(state).map_or(0, |plan| plan.steps.len()),
        PathPanel::Limits => LimitRow::ALL.len(),
        PathPanel::Tradeoffs => state.inquiry.front().value.as_ref().map_or(0, |front| front.points.len()),
    }
}

/// The rows of a panel that is a page, at most `width` columns wide.
pub fn panel_rows(state: &State, panel: PathPanel, width: usize) -> Vec<Row> {
    match panel {
        PathPanel::Certificate => certificate::rows(state, width),
        PathPanel::Costs => costs::rows(state, width),
        _ => Vec::new(),
    }
}

/// What stands above a panel's list: what it is, and over its columns what they are.
pub fn panel_heading(state: &State, panel: PathPanel, list: usize, width: usize) -> Vec<Row> {
    match panel {
        PathPanel::OtherWays => ways::heading(state, list, width),
        PathPanel::Limits => limits::heading(width),
        PathPanel::Tradeoffs => tradeoffs::heading(state, list, width),
        _ => Vec::new(),
    }
}

/// A row of a panel's list, `width` columns wide.
pub fn panel_row(state: &State, panel: PathPanel, row: usize, width: usize) -> Row {
    match panel {
        PathPanel::OtherWays => ways::row(state, row, width),
        PathPanel::Limits => limits::row(state, row, width),
        PathPanel::Tradeoffs => tradeoffs::row(state, row, width),
        _ => Row::default(),
    }
}

/// What there is to say about the selected row, within so many columns and rows.
pub fn panel_about(state: &State, panel: PathPanel, width: usize, height: usize) -> Vec<Row> {
    match panel {
        PathPanel::OtherWays => ways::about(state, width),
        PathPanel::Limits => limits::about(state, width),
        PathPanel::Tradeoffs => tradeoffs::about(state, width, height),
        _ => Vec::new(),
    }
}

/// Where in those rows a row of the list is drawn as a point, in the order of the list: columns and rows.
pub fn panel_points(state: &State, panel: PathPanel, width: usize, height: usize) -> Vec<(usize, usize)> {
    match panel {
        PathPanel::Tradeoffs => tradeoffs::points(state, width, height),
        _ => Vec::new(),
    }
}

impl State {
    /// The selection in a panel's list.
    pub fn panel_cursor(&self, panel: PathPanel) -> Option<&Cursor> {
        match panel {
            PathPanel::OtherWays => Some(&self.inquiry.step),
            PathPanel::Limits => Some(&self.inquiry.limit),
            PathPanel::Tradeoffs => Some(&self.inquiry.point),
            PathPanel::Certificate | PathPanel::Costs => None,
        }
    }

    /// The same, to be moved.
    pub(super) fn panel_cursor_mut(&mut self, panel: PathPanel) -> Option<&mut Cursor> {
        match panel {
            PathPanel::OtherWays => Some(&mut self.inquiry.step),
            PathPanel::Limits => Some(&mut self.inquiry.limit),
            PathPanel::Tradeoffs => Some(&mut self.inquiry.point),
            PathPanel::Certificate | PathPanel::Costs => None,
        }
    }

    /// The selected row of a panel's list.
    pub fn panel_selected(&self, panel: PathPanel) -> Option<usize> {
        self.panel_cursor(panel)?.selected(panel_len(self, panel))
    }

    /// The course of the step selected among other ways.
    pub fn way_selected(&self) -> Option<&CourseId> {
        let row = self.panel_selected(PathPanel::OtherWays)?;
        ways::plan(self)?.steps.get(row).map(|step| &step.course)
    }

    /// The limit selected in the form.
    pub fn limit_selected(&self) -> Option<LimitRow> {
        LimitRow::ALL.get(self.panel_selected(PathPanel::Limits)?).copied()
    }
}
