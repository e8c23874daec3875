//! The Path screen: its faces (steps, graph), the panels over them, and where the graph is scrolled to.
//!
//! A further panel is a variant of [`PathPanel`], a place for its keys, and rows in [`panel`](super::panel).

use std::sync::Arc;

use super::{
    Geometry, PathGraph, PathPanel, Place, State,
    graph::{Layout, Toward, lay_out, toward},
    page,
};
use crate::path::Plan;

/// How the plan is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PathFace {
    /// As a list of steps.
    #[default]
    Steps,
    /// As a graph of who supplies whom.
    Graph,
}

/// The Path screen.
#[derive(Debug, Clone, Default)]
pub struct PathView {
    /// How the plan is shown.
    pub face: PathFace,
    /// What lies over it, and how many of its rows are scrolled away.
    pub panel: Option<(PathPanel, usize)>,
    /// The graph, once it was looked at.
    pub graph: Option<Arc<Drawing>>,
    /// The column and row of the graph in the upper left corner.
    pub corner: (usize, usize),
}

/// The graph of a plan, laid out for a size.
#[derive(Debug)]
pub struct Drawing {
    plan: Arc<Plan>,
    size: (usize, usize),
    /// The graph.
    pub of: Arc<PathGraph>,
    /// Where everything is.
    pub layout: Layout,
}

/// How the body is divided around the graph, in rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GraphRoom {
    /// Totals and claim.
    pub heading: usize,
    /// The graph, one column from either edge.
    pub rows: usize,
    /// Columns of the graph.
    pub columns: usize,
    /// The selected step in words, and the legend.
    pub about: usize,
}

/// How the body is divided around the graph.
pub fn graph_room(state: &State, geometry: Geometry) -> GraphRoom {
    let body = usize::from(geometry.body());
    let low = geometry.is_low();
    let heading = page::path_heading(state, usize::from(geometry.width.saturating_sub(2)), low).len().min(body);
    let left = body - heading;
    let about = if left >= 12 { 3 } else { usize::from(left >= 5) };
    GraphRoom { heading, rows: left - about, columns: usize::from(geometry.width.saturating_sub(2)), about }
}

impl State {
    /// Where keys go on the Path screen.
    pub(super) fn path_place(&self) -> Place {
        match (&self.path_view.panel, self.path_view.face) {
            (Some((panel, _)), _) => panel.place(),
            (None, PathFace::Graph) => Place::Graph,
            (None, PathFace::Steps) => Place::Path,
        }
    }

    /// Whether there are steps to draw.
    pub fn has_graph(&self) -> bool {
        self.path_plan().is_some_and(|plan| !plan.steps.is_empty())
    }

    /// The selected step; the last one while a need beyond reach is selected.
    pub fn path_step(&self) -> Option<usize> {
        let last = self.path_plan()?.steps.len().checked_sub(1)?;
        Some(self.path.selected(self.path_len())?.min(last))
    }

    /// From the steps to the graph and back.
    pub(super) fn toggle_graph(&mut self) {
        self.path_view.panel = None;
        self.path_view.face = match self.path_view.face {
            PathFace::Steps => PathFace::Graph,
            PathFace::Graph => PathFace::Steps,
        };
        if let Some(step) = self.path_step() {
            self.select_path_row(step);
        }
    }

    /// Opens a panel, or closes it when it is open.
    pub(super) fn toggle_panel(&mut self, panel: PathPanel) {
        let open = self.path_view.panel.is_some_and(|(p, _)| p == panel);
        self.path_view.panel = (!open).then_some((panel, 0));
        self.inquiry.about = 0;
        if !open && panel == PathPanel::OtherWays {
            self.inquiry.step.reset();
            if let Some(step) = self.path_step() {
                let height = self.panel_height(panel);
                let len = super::panel_len(self, panel);
                self.inquiry.step.select(step, len, height);
            }
        }
    }

    /// One step back on the Path screen: out of a panel, out of the graph, from the last thing tried.
    pub(super) fn path_back(&mut self) {
        if self.path_view.panel.take().is_some() {
            return;
        }
        match self.path_view.face {
            PathFace::Graph => self.path_view.face = PathFace::Steps,
            PathFace::Steps => self.unbend(),
        }
    }

    /// Rows of a panel that are in view.
    pub(super) fn panel_height(&self, panel: PathPanel) -> usize {
        if panel.is_page() {
            return usize::from(self.geometry.body());
        }
        usize::from(super::panel_layout(self, panel, self.geometry).list)
    }

    /// Selects a row of the path: a step, or a need beyond reach.
    pub fn select_path_row(&mut self, row: usize) {
        let height = usize::from(self.geometry.body()).saturating_sub(page::path_heading_rows(self, self.geometry));
        let len = self.path_len();
        self.path.select(row, len, height);
    }

    /// The step that lies in a direction from the selected one in the graph.
    pub fn graph_next(&self, way: Toward) -> Option<usize> {
        let drawing = self.path_view.graph.as_ref()?;
        let (node, title) = drawing.of.node_of(self.path_step()?)?;
        let steps = drawing.of.steps.get(node)?;
        // Within a node of several courses first.
        let inside = match way {
            Toward::Up => title.checked_sub(1),
            Toward::Down => Some(title + 1),
            Toward::Left | Toward::Right => None,
        };
        if let Some(&step) = inside.and_then(|title| steps.get(title)) {
            return Some(step);
        }
        let next = drawing.of.steps.get(toward(&drawing.of.graph, &drawing.layout, node, way)?)?;
        if way == Toward::Up { next.last().copied() } else { next.first().copied() }
    }

    /// Goes to the step in a direction, if there is one.
    pub(super) fn graph_move(&mut self, way: Toward) {
        if let Some(step) = self.graph_next(way) {
            self.select_path_row(step);
        }
    }

    /// Moves in the graph as in a list: by so many up or down, or as far as can be to the first or last step.
    pub(super) fn graph_step(&mut self, by: isize) {
        let last = self.path_plan().map_or(0, |plan| plan.steps.len().saturating_sub(1));
        if by.unsigned_abs() > last.max(3) {
            self.select_path_row(if by < 0 { 0 } else { last });
            return;
        }
        for _ in 0..by.unsigned_abs() {
            self.graph_move(if by < 0 { Toward::Up } else { Toward::Down });
        }
    }

    /// Scrolls the panel.
    pub(super) fn scroll_panel(&mut self, by: isize, most: usize) {
        if let Some((_, scroll)) = &mut self.path_view.panel {
            *scroll = (*scroll).min(most).saturating_add_signed(by).min(most);
        }
    }

    /// Has the graph ready where it is looked at, for this plan and this size, with the selected step in view.
    pub(super) fn refresh_path(&mut self) {
        let Some(plan) = self.path_plan().cloned() else {
            self.path_view = PathView { face: self.path_view.face, ..PathView::default() };
            return;
        };
        if self.screen != super::Screen::Path || self.path_view.face != PathFace::Graph || self.geometry.too_small() {
            return;
        }
        let room = graph_room(self, self.geometry);
        let size = (room.columns, room.rows);
        let known = self.path_view.graph.as_ref().filter(|g| Arc::ptr_eq(&g.plan, &plan));
        if known.is_none_or(|g| g.size != size) {
            let of = known.map_or_else(|| Arc::new(PathGraph::new(&plan)), |g| Arc::clone(&g.of));
            let layout = lay_out(&of.graph, &of.nodes, size.0, size.1);
            self.path_view.graph = Some(Arc::new(Drawing { plan, size, of, layout }));
        }
        self.path_view.corner = self.graph_corner(size);
    }

    /// The corner nearest to the present one from which the selected node is in view.
    fn graph_corner(&self, (columns, rows): (usize, usize)) -> (usize, usize) {
        let (x, y) = self.path_view.corner;
        let Some(drawing) = &self.path_view.graph else { return (x, y) };
        let layout = &drawing.layout;
        let node = self.path_step().and_then(|step| drawing.of.node_of(step));
        let Some(card) = node.and_then(|(node, _)| layout.cards.get(node)) else { return (x, y) };
        (
            follow(x, (card.x, card.width), columns, layout.width, 4),
            follow(y, (card.y, card.height), rows, layout.height, 1),
        )
    }
}

/// Where a view of `room` begins so that `len` from `start` on are in it, with a margin where there is one to have,
/// and nothing is wasted at the end of `all`.
fn follow(at: usize, (start, len): (usize, usize), room: usize, all: usize, margin: usize) -> usize {
    let margin = margin.min(room.saturating_sub(len) / 2);
    let low = (start + len + margin).min(all).saturating_sub(room);
    // A node larger than the view shows its beginning.
    let high = start.saturating_sub(margin).max(if len > room { start } else { 0 });
    at.clamp(low.min(high), high).min(all.saturating_sub(room)).max(if len > room { start } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::follow;

    #[test]
    fn the_view_moves_no_further_than_it_has_to() {
        assert_eq!(follow(0, (0, 10), 40, 100, 4), 0);
        assert_eq!(follow(0, (35, 10), 40, 100, 4), 9);
        assert_eq!(follow(9, (35, 10), 40, 100, 4), 9);
        assert_eq!(follow(50, (35, 10), 40, 100, 4), 31);
        assert_eq!(follow(50, (90, 10), 40, 100, 4), 60);
        assert_eq!(follow(70, (0, 10), 40, 30, 4), 0);
        // Larger than the view, or no view at all.
        assert_eq!(follow(0, (20, 50), 40, 100, 4), 20);
        assert_eq!(follow(3, (20, 5), 0, 100, 4), 20);
    }
}
