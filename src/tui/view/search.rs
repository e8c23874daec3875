//! Search: the query, what it finds, and the selected course beside it.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, below, fit, inset, lit, pad, pad_left, page_text, typed};
use crate::{
    app::{Action, Place, State, Target, page},
    domain::{Course, CourseIx},
    phrase,
    search::{Field, FilterName, SearchNote},
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
    if results.is_empty() {
        nothing_found(paint, state, below(list, 3));
    }
    if paint.geometry.two_panes() {
        paint.vertical(list_width, body);
        let detail = inset(Rect { x: list_width + 1, width: body.width - list_width - 1, ..body }, 1);
        if let Some(i) = search.cursor.selected(results.len()) {
            let rows = page::course_page(state, results[i].course, page_text(detail));
            paint.page(detail, &rows, state.preview_scroll());
        }
    }
    offered(paint, state, inset(left, 1));
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
    paint.spot(Rect { height: 1.min(bar.height), ..bar }, Target::Do(Action::Search));
    if search.typing {
        paint.cursor = Some(Position::new(bar.x + 2 + column as u16, bar.y));
    }
}

/// What to do when nothing was found: the keys that lead on.
fn nothing_found(paint: &mut Paint, state: &State, area: Rect) {
    let styles = paint.styles;
    let area = inset(area, 2);
    let ways = [(Action::Back, "back to all courses"), (Action::Search, "change the search")];
    let known = ways.into_iter().filter(|_| !state.search.typing);
    for (y, (action, doc)) in known.enumerate() {
        let Some(key) = state.key_for(action) else { continue };
        let line = Line::from(vec![Span::styled(format!("{key}  "), styles.key), Span::styled(doc, styles.dim)]);
        paint.line(area, y as u16, line);
    }
}

/// What is worth saying about the filters, if anything is.
fn note(state: &State) -> Option<String> {
    let notes = &state.search.found.notes;
    notes.iter().find(|note| !matches!(note, SearchNote::ReadAs { .. })).map(phrase::search_note)
}

/// Under the query, while nothing is found or something is to be said: what, or how to narrow a search.
fn below_query(paint: &mut Paint, state: &State, area: Rect) {
    let styles = paint.styles;
    let search = &state.search;
    let text = match note(state) {
        Some(text) if !search.found.results.is_empty() => text,
        None if search.typing && search.query.text().is_empty() => {
            let words: Vec<String> = (FilterName::ALL.iter())
                .map(|name| format!("{}{}", name.word(), if name.is_bare() { "" } else { ":" }))
                .collect();
            format!("narrow with {}", words.join(" "))
        }
        _ => return,
    };
    paint.line(area, 1, Line::styled(fit(&text, usize::from(area.width)), styles.dim));
}

/// What Tab offers, over the list, below the word it completes; the one taken is selected.
fn offered(paint: &mut Paint, state: &State, area: Rect) {
    let Some(offer) = state.search.offer.as_ref().filter(|o| !o.completion.candidates.is_empty()) else { return };
    let all = &offer.completion.candidates;
    let (styles, glyphs) = (paint.styles, paint.glyphs);
    let notes: Vec<String> = (all.iter())
        .map(|c| match (c.filter, c.courses) {
            (Some(name), _) => phrase::filter_about(name).to_owned(),
            (None, Some(n)) => phrase::count(n as u64, "course"),
            (None, None) => String::new(),
        })
        .collect();
    let text = all.iter().map(|c| c.text.width()).max().unwrap_or(0);
    let note = notes.iter().map(|n| n.width()).max().unwrap_or(0);
    let width = (text + note + 6).min(usize::from(area.width)) as u16;
    let height = (all.len() + 2).min(10).min(usize::from(area.height.saturating_sub(1))) as u16;
    if width < 8 || height < 3 {
        return;
    }
    let before = state.search.query.text().get(..offer.completion.start).unwrap_or_default().width() as u16;
    let x = area.x + (2 + before).min(area.width - width);
    let place = Rect { x, y: area.y + 1, width, height };
    let inner = paint.boxed(place);
    let rows = usize::from(inner.height);
    let top = offer.taken.map_or(0, |at| (at + 1).saturating_sub(rows));
    for (y, i) in (top..all.len()).take(rows).enumerate() {
        let here = offer.taken == Some(i);
        let base = if here { styles.selected } else { styles.text };
        let mark = if here { glyphs.here } else { " " };
        let room = usize::from(inner.width).saturating_sub(1 + note + 2);
        let row = Rect { y: inner.y + y as u16, height: 1, ..inner };
        if here {
            paint.buffer.set_style(row, styles.selected);
        }
        let spans = vec![
            Span::styled(mark, styles.marker),
            Span::styled(pad(&all[i].text, room), base),
            Span::styled(pad_left(&notes[i], note + 2), styles.dim),
        ];
        paint.line(row, 0, Line::from(spans));
    }
}

/// One course in a list: mark, title, hours; who made it, how demanding it is and its price where there is room.
pub(super) fn course_row(
    state: &State,
    styles: &Styles,
    course: CourseIx,
    title: &[(usize, usize)],
    width: usize,
    base: Style,
) -> Line<'static> {
    let it = state.advisor.catalog().course(course);
    let hours = phrase::hours_of(it, &state.advisor.settings().costing);
    let provider = if width >= 60 { 20 } else { 0 };
    let level = if width >= 86 { 14 } else { 0 };
    let money = if width >= 74 { 9 } else { 0 };
    let title_width = width.saturating_sub(2 + 8 + provider + level + money);
    let mut spans = vec![Span::styled(mark(state, course), styles.accent)];
    spans.extend(lit(&it.title, title, title_width, base, styles.matched));
    if provider > 0 {
        spans.push(Span::styled(format!("  {}", pad(&it.provider, provider - 2)), styles.dim));
    }
    if level > 0 {
        let level = it.difficulty.map(|d| d.to_string()).unwrap_or_default();
        spans.push(Span::styled(format!("  {}", pad(&level, 12)), styles.dim));
    }
    if money > 0 {
        spans.push(Span::styled(pad_left(&price(it), money), styles.dim));
    }
    spans.push(Span::styled(pad_left(&hours, 8), styles.dim));
    Line::from(spans)
}

/// A price in a column: `?` where nobody says.
pub(super) fn price(course: &Course) -> String {
    course.price.map_or_else(|| "?".to_owned(), |price| phrase::price(price, course.currency))
}

/// What the learner did with the course, else whether it can be started now.
pub(super) fn mark(state: &State, course: CourseIx) -> String {
    let it = state.advisor.catalog().course(course);
    let mark = state.advisor.profile().mark(it.id.as_str());
    format!("{} ", mark.map_or(" ", |mark| state.look.glyphs().mark(mark)))
}
