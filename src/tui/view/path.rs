//! Path: totals and claim, and below them the steps or the graph; or a panel in their place.

use ratatui::layout::Rect;

use super::{
    paint::{Paint, below, inset},
    path_graph, path_steps,
};
use crate::app::{PathFace, State, page};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let Some(plan) = state.path_plan() else {
        super::home::nothing_yet(paint, state, body);
        return;
    };
    if let Some((panel, scroll)) = state.path_view.panel {
        super::panel::draw(paint, state, body, panel, scroll);
        return;
    }
    let bar = inset(body, 1);
    let heading = page::path_heading(state, usize::from(bar.width), paint.geometry.is_low());
    paint.page(Rect { height: bar.height.min(heading.len() as u16), ..bar }, &heading, 0);
    match state.path_view.face {
        PathFace::Graph => path_graph::draw(paint, state, plan, body),
        PathFace::Steps => {
            let rest = below(body, page::path_heading_rows(state, paint.geometry) as u16);
            path_steps::draw(paint, state, plan, rest);
        }
    }
}
