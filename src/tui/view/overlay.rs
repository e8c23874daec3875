//! What lies over a screen: a course in full, the keys, a choice.

use super::paint::{Paint, below, inset, lit, pad, pad_left, page_text, typed};
use crate::{
    app::{
        Help, Palette, Picker, PickerKind, Place, ProgressPage, State, help_rows, page, pick_page, picks, progress_page,
    },
    domain::CourseIx,
};
use ratatui::{
    layout::{Position, Rect},
    text::{Line, Span},
};

pub(super) fn course(paint: &mut Paint, state: &State, body: Rect, course: CourseIx, scroll: usize) {
    let rows = page::course_page(state, course, paint.geometry.page_width());
    paint.page(inset(body, 2), &rows, scroll);
}

pub(super) fn draft(paint: &mut Paint, body: Rect, problems: &[String], scroll: usize) {
    let rows = page::draft_page(problems, paint.geometry.page_width());
    paint.page(inset(body, 2), &rows, scroll);
}

/// How it goes.
pub(super) fn progress(paint: &mut Paint, state: &State, body: Rect, page: &ProgressPage) {
    let rows = progress_page(state, page, paint.geometry.page_width());
    paint.page(inset(body, 2), &rows, page.scroll);
}

pub(super) fn help(paint: &mut Paint, body: Rect, help: &Help) {
    let area = inset(body, 2);
    paint.page(area, &help_rows(help, paint.geometry.page_width()), help.scroll);
    if help.typing {
        let (_, column) = typed(&help.query, usize::from(area.width).saturating_sub(2));
        paint.cursor = Some(Position::new(area.x + 2 + column as u16, area.y + 1));
    }
}

pub(super) fn palette(paint: &mut Paint, body: Rect, palette: &Palette) {
    let area = Rect { width: body.width.min(100), ..body };
    let bar = inset(area, 2);
    let styles = paint.styles;
    paint.line(bar, 0, Line::styled("What to do?", styles.heading));
    let (text, column) = typed(&palette.query, usize::from(bar.width).saturating_sub(2));
    let text = if text.is_empty() { Span::styled("type to narrow", styles.dim) } else { Span::raw(text) };
    paint.line(bar, 1, Line::from(vec![Span::styled(": ", styles.marker), text]));
    paint.cursor = Some(Position::new(bar.x + 2 + column as u16, bar.y + 1));
    let list = below(area, paint.geometry.heading(Place::Palette));
    let rows = palette.rows();
    if rows.is_empty() {
        paint.line(inset(list, 2), 0, Line::styled("Nothing of that name works here now.", styles.dim));
    }
    paint.list(list, &palette.cursor, rows.len(), true, |i, width, base| {
        let (command, matched) = (rows[i].command, &rows[i].matched);
        let key = command.chords.first().map(ToString::to_string).unwrap_or_default();
        // The names are what settings go by.
        let name = if width >= 60 { 18 } else { 0 };
        let keys = 10.min(width / 4);
        // With a column of air behind it.
        let doc = width.saturating_sub(name + keys + 1);
        let mut spans = lit(command.spec().doc, matched, doc, base, styles.matched);
        spans.push(Span::styled(format!(" {}", pad(command.spec().name, name)), styles.dim));
        spans.push(Span::styled(pad_left(&key, keys), styles.key));
        Line::from(spans)
    });
}

pub(super) fn picker(paint: &mut Paint, state: &State, body: Rect, picker: &Picker) {
    let all = picks(state, picker);
    let list_width = paint.geometry.list_width();
    let area = Rect { width: list_width, ..body };
    let title = match picker.kind {
        PickerKind::Goal => "What do you want to be able to do?",
        PickerKind::Skill => "Which skill do you have?",
        PickerKind::Values(kind) => kind.about(),
        PickerKind::Must => "Which skills come first, if not all of it fits?",
    };
    let bar = inset(area, 2);
    let (styles, glyphs) = (paint.styles, paint.glyphs);
    paint.line(bar, 0, Line::styled(title, styles.heading));
    let (text, column) = typed(&picker.query, usize::from(bar.width).saturating_sub(2));
    let text = if text.is_empty() { Span::styled("type to narrow", styles.dim) } else { Span::raw(text) };
    paint.line(bar, 1, Line::from(vec![Span::styled("/ ", styles.marker), text]));
    paint.cursor = Some(Position::new(bar.x + 2 + column as u16, bar.y + 1));
    let list = below(area, paint.geometry.heading(Place::Picker));
    if all.is_empty() {
        paint.line(inset(list, 2), 0, Line::styled("Nothing is called that.", styles.dim));
    }
    paint.list(list, &picker.cursor, all.len(), true, |i, width, base| {
        let pick = &all[i];
        let detail = 12.min(width / 3);
        let mut spans = vec![Span::styled(format!("{} ", if pick.active { glyphs.done } else { " " }), styles.accent)];
        spans.extend(lit(&pick.title, &pick.matched, width.saturating_sub(2 + detail), base, styles.matched));
        spans.push(Span::styled(pad_left(&pick.detail, detail), styles.dim));
        Line::from(spans)
    });
    if paint.geometry.two_panes()
        && let Some(i) = picker.cursor.selected(all.len())
    {
        paint.vertical(list_width, body);
        let detail = inset(Rect { x: list_width + 1, width: body.width - list_width - 1, ..body }, 1);
        let rows = pick_page(state, &all[i].what, page_text(detail));
        paint.page(detail, &rows, 0);
    }
}
