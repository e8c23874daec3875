//! Search: the query, what it finds, and the selected course beside it.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, below, fit, inset, lit, pad, pad_left, page_text, typed};
use crate::{
    app::{Place, State, page},
    domain::CourseIx,
    phrase,
    search::{Field, SearchNote},
    tui::Styles,
};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let list_width = paint.geometry.list_width();
    let left = Rect { width: list_width, ..body };
    query(paint, state, left);
    let heading = paint.geometry.heading(Place::Search);
    if heading > 1 {
        below_query(paint, state, inset(left, 3));
    }
    let list = below(left, heading);
    let (search, results) = (&state.search, &state.search.found.results);
    let styles = paint.styles;
    paint.list(list, &search.cursor, results.len(), true, |i, width, base| {
        let hit = &results[i];
        let title: &[(usize, usize)] =
            hit.matched.iter().find(|m| m.field == Field::Title).map_or(&[], |m| m.ranges.as_slice());
        course_row(state, styles, hit.course, title, width, base)
    });
    if results.is_empty() {
        let text = note(state).unwrap_or_else(|| "Nothing found. Fewer or shorter words find more.".to_owned());
        // What is wrong, and below it what was probably meant.
        for (y, part) in (0..).zip(text.split("; ")) {
            paint.line(inset(list, 2), y, Line::styled(part.to_owned(), styles.dim));
        }
    }
    if paint.geometry.two_panes() {
        paint.vertical(list_width, body);
        let detail = inset(Rect { x: list_width + 1, width: body.width - list_width - 1, ..body }, 1);
        if let Some(i) = search.cursor.selected(results.len()) {
            let rows = page::course_page(state, results[i].course, page_text(detail));
            paint.page(detail, &rows, 0);
        }
    }
}

fn query(paint: &mut Paint, state: &State, area: Rect) {
    let bar = inset(area, 1);
    let (search, styles) = (&state.search, paint.styles);
    let (shown, total) = (search.found.results.len(), search.found.total);
    let count = if shown < total { format!("first {shown} of {total}") } else { phrase::count(total as u64, "course") };
    let room = usize::from(bar.width).saturating_sub(2 + count.width() + 1);
    let (text, column) = typed(&search.query, room);
    let mut spans = vec![Span::styled("/ ", if search.typing { styles.marker } else { styles.dim })];
    match (text.is_empty(), search.typing) {
        (true, false) => spans.push(Span::styled("search for courses", styles.dim)),
        _ => spans.push(Span::raw(text)),
    }
    let read_as = search.found.notes.iter().find_map(|note| match note {
        SearchNote::ReadAs { word, .. } => Some(word),
        _ => None,
    });
    if let Some(word) = read_as {
        spans.push(Span::styled(format!("  read as {word}"), styles.dim));
    }
    let used: usize = spans.iter().map(|s| s.content.width()).sum();
    spans.push(Span::styled(pad_left(&count, usize::from(bar.width).saturating_sub(used)), styles.dim));
    paint.line(bar, 0, Line::from(spans));
    if search.typing {
        paint.cursor = Some(Position::new(bar.x + 2 + column as u16, bar.y));
    }
}

/// What is worth saying about the filters, if anything is.
fn note(state: &State) -> Option<String> {
    let notes = &state.search.found.notes;
    notes.iter().find(|note| !matches!(note, SearchNote::ReadAs { .. })).map(phrase::search_note)
}

/// Under the query: what Tab offers, the one taken first, else what is to be said.
fn below_query(paint: &mut Paint, state: &State, area: Rect) {
    let styles = paint.styles;
    if let Some(offer) = &state.search.offer {
        let (all, taken) = (&offer.completion.candidates, offer.taken);
        let from_taken = all.iter().cycle().skip(taken.unwrap_or(0)).take(all.len()).enumerate();
        let spans = from_taken.flat_map(|(i, c)| {
            let style = if i == 0 && taken.is_some() { styles.matched } else { styles.dim };
            [Span::styled(c.text.clone(), style), Span::raw("  ")]
        });
        paint.line(area, 1, Line::from(spans.take(60).collect::<Vec<_>>()));
    } else if let (false, Some(text)) = (state.search.found.results.is_empty(), note(state)) {
        paint.line(area, 1, Line::styled(fit(&text, usize::from(area.width)), styles.dim));
    }
}

/// One course in a list: mark, title, provider where there is room, hours.
pub(super) fn course_row(
    state: &State,
    styles: &Styles,
    course: CourseIx,
    title: &[(usize, usize)],
    width: usize,
    base: Style,
) -> Line<'static> {
    let it = state.advisor.catalog().course(course);
    let hours = phrase::hours_of(it.hours, state.advisor.settings().assume_hours);
    let provider = if width >= 60 { 18 } else { 0 };
    let title_width = width.saturating_sub(2 + 8 + provider + usize::from(provider > 0) * 2);
    let mut spans = vec![Span::styled(mark(state, course), styles.accent)];
    spans.extend(lit(&it.title, title, title_width, base, styles.matched));
    if provider > 0 {
        spans.push(Span::styled(format!("  {}", pad(&it.provider, provider)), styles.dim));
    }
    spans.push(Span::styled(pad_left(&hours, 8), styles.dim));
    Line::from(spans)
}

/// What the learner did with the course, else whether it can be started now.
pub(super) fn mark(state: &State, course: CourseIx) -> String {
    let it = state.advisor.catalog().course(course);
    let mark = state.advisor.profile().mark(it.id.as_str());
    format!("{} ", mark.map_or(" ", |mark| state.look.glyphs().mark(mark)))
}
