//! A panel over the plan: a page, or a heading, a list, and about the selected row beside it or below.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::paint::{Paint, below, inset};
use crate::app::{
    PathPanel, State, Target, page, panel_about, panel_heading, panel_layout, panel_len, panel_points, panel_row,
    panel_rows,
};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect, panel: PathPanel, scroll: usize) {
    let Some(cursor) = state.panel_cursor(panel) else {
        let rows = panel_rows(state, panel, paint.geometry.page_width());
        paint.page(inset(body, 2), &rows, scroll);
        return;
    };
    let layout = panel_layout(state, panel, paint.geometry);
    let list = Rect { width: layout.width.min(body.width), height: layout.list, ..below(body, layout.heading) };
    let text = usize::from(list.width).saturating_sub(3);
    let heading = panel_heading(state, panel, text, usize::from(inset(body, 2).width));
    let title = Rect { height: layout.heading.min(1), ..inset(body, 2) };
    paint.page(title, &heading[..heading.len().min(1)], 0);
    if let Some(columns) = heading.get(1).filter(|_| layout.heading > 1) {
        let area = Rect { height: 1, width: list.width, ..below(body, 1) };
        paint.page(area, std::slice::from_ref(columns), 0);
    }
    let len = panel_len(state, panel);
    // Made before the list borrows the buffer; only what is in view.
    let top = cursor.top(len, usize::from(list.height));
    let rows: Vec<page::Row> =
        (top..len).take(usize::from(list.height)).map(|i| panel_row(state, panel, i, text)).collect();
    let spans: Vec<Vec<Span<'static>>> =
        rows.into_iter().map(|row| row.0.into_iter().map(|piece| paint.piece(piece)).collect()).collect();
    paint.here = panel.place();
    paint.list(list, cursor, len, true, |i, _, base| {
        let row = spans.get(i - top).cloned().unwrap_or_default();
        Line::from(row.into_iter().map(|s| Span::styled(s.content, base.patch(s.style))).collect::<Vec<_>>())
    });
    let area = if layout.beside {
        let beside = below(body, layout.heading);
        paint.vertical(list.width, beside);
        inset(Rect { x: list.width + 1, width: body.width - list.width - 1, ..beside }, 1)
    } else if layout.rows > 0 {
        let strip = below(body, layout.heading + layout.list);
        paint.horizontal(strip, 0);
        inset(below(strip, 1), 2)
    } else {
        return;
    };
    let (width, height) = (layout.text, usize::from(layout.rows));
    let rows = panel_about(state, panel, width, height);
    let scroll = state.inquiry.about.min(rows.len().saturating_sub(height));
    paint.page(area, &rows, scroll);
    let place = panel.place();
    let points = panel_points(state, panel, width, height);
    let at = |x: usize, y: usize, reach: usize| {
        let y = y.checked_sub(scroll).filter(|y| *y < usize::from(area.height))?;
        let from = x.saturating_sub(reach).min(usize::from(area.width));
        let to = (x + reach + 1).min(usize::from(area.width));
        Some(Rect { x: area.x + from as u16, y: area.y + y as u16, width: (to - from) as u16, height: 1 })
    };
    // A point is small: a column beside it will do, where that is not another one.
    for reach in [1, 0] {
        for (row, &(x, y)) in points.iter().enumerate() {
            if let Some(area) = at(x, y, reach) {
                paint.spot(area, Target::Row { place, row });
            }
        }
    }
}
