//! Recommend: what could come next, ranked; the selected total taken apart beside it.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::paint::{Paint, below, fit, inset, pad, pad_left, page_text};
use crate::{
    app::{Place, State, breakdown::breakdown_page},
    phrase,
};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let styles = paint.styles;
    let bar = inset(body, 1);
    let Some(found) = &state.recommended.value else {
        paint.line(inset(body, 2), 0, Line::styled("Working it out …", styles.dim));
        return;
    };
    let head = if found.results.is_empty() {
        "Nothing you are ready for teaches you anything new.".to_owned()
    } else {
        format!(
            "The best {} of {} you could start now",
            found.results.len(),
            phrase::count(found.total as u64, "course")
        )
    };
    paint.line(bar, 0, Line::styled(fit(&head, usize::from(bar.width)), styles.strong));
    let rest = below(body, paint.geometry.heading(Place::Recommend));
    let list_width = paint.geometry.list_width();
    let assume = state.advisor.settings().assume_hours;
    paint.list(Rect { width: list_width, ..rest }, &state.recommend, found.results.len(), true, |i, width, base| {
        let it = &found.results[i];
        let hours = phrase::hours_of(state.advisor.catalog().course(it.course).hours, assume);
        let (total, _) = it.shown(3);
        Line::from(vec![
            Span::styled(format!("{:>3}  ", i + 1), styles.dim),
            Span::styled(super::search::mark(state, it.course), styles.accent),
            Span::styled(pad(&it.title, width.saturating_sub(5 + 2 + 8 + 7)), base),
            Span::styled(pad_left(&hours, 8), styles.dim),
            Span::styled(pad_left(&format!("{}.{:03}", total / 1000, total % 1000), 7), Style::new()),
        ])
    });
    if paint.geometry.two_panes() {
        paint.vertical(list_width, rest);
        let detail = inset(Rect { x: list_width + 1, width: rest.width - list_width - 1, ..rest }, 1);
        if let Some(i) = state.recommend.selected(found.results.len()) {
            let rows = breakdown_page(state, &found.results[i], page_text(detail));
            paint.page(detail, &rows, 0);
        }
    }
}
