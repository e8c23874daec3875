//! What can follow a prefix, at the lower edge of the body while one is pressed.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, fit, inset, pad};
use crate::app::{Chord, State, Target, ways_on};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let ways = ways_on(state);
    if ways.is_empty() || body.height < 2 {
        return;
    }
    let styles = paint.styles;
    let keys = ways.iter().map(|w| w.rest.to_string().width()).max().unwrap_or(0);
    let docs = ways.iter().map(|w| w.spec.doc.width()).max().unwrap_or(0);
    let area = inset(body, 1);
    // As many columns as fit, filled downwards.
    let column = (keys + 2 + docs + 3).min(usize::from(area.width)).max(1);
    let columns = (usize::from(area.width) / column).max(1);
    let rows = ways.len().div_ceil(columns).min(usize::from(body.height) - 1);
    let top = body.height - rows as u16 - 1;
    paint.cover(Rect { y: body.y + top, height: body.height - top, ..body });
    paint.horizontal(body, top);
    let pressed: Vec<String> = state.prefix.iter().map(|k| Chord::from(*k).to_string()).collect();
    paint.line(area, top, Line::styled(format!(" {} … ", pressed.join("")), styles.heading));
    for y in 0..rows {
        for (at, way) in ways.iter().skip(y).step_by(rows).take(columns).enumerate() {
            let x = area.x + (at * column) as u16;
            let width = (column as u16).min(area.right().saturating_sub(x));
            paint.spot(Rect { x, y: area.y + top + 1 + y as u16, width, height: 1 }, Target::Do(way.spec.action));
        }
        let spans = ways.iter().skip(y).step_by(rows).take(columns).flat_map(|way| {
            let doc = fit(way.spec.doc, column.saturating_sub(keys + 2));
            let doc = pad(&doc, column.saturating_sub(keys + 2));
            [Span::styled(pad(&way.rest.to_string(), keys + 2), styles.key), Span::raw(doc)]
        });
        paint.line(area, top + 1 + y as u16, Line::from(spans.collect::<Vec<_>>()));
    }
}
