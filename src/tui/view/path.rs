//! Path: totals and claim, and below them the steps or the graph; or a panel in their place.

use ratatui::layout::Rect;

use super::{
    paint::{Paint, below, inset},
    path_graph, path_steps,
};
use crate::app::{PathFace, State, Target, page, taste_cells};

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
    let (heading, taste) = page::path_heading_and_taste(state, usize::from(bar.width), paint.geometry.is_low());
    paint.page(Rect { height: bar.height.min(heading.len() as u16), ..bar }, &heading, 0);
    if let Some((x, y)) = taste.filter(|(_, y)| *y < usize::from(bar.height)) {
        for (cell, taste) in taste_cells().enumerate() {
            let at = Rect { x: bar.x + (x + cell) as u16, y: bar.y + y as u16, width: 1, height: 1 };
            paint.spot(at, Target::Taste(taste));
        }
    }
    match state.path_view.face {
        PathFace::Graph => path_graph::draw(paint, state, plan, body),
        PathFace::Steps => {
            let rest = below(body, page::path_heading_rows(state, paint.geometry) as u16);
            path_steps::draw(paint, state, plan, rest);
        }
    }
}
