//! Gap: what the goal asks and the learner lacks, most urgent first; who teaches it beside it.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, below, fit, inset, list_text, pad, pad_left};
use crate::{
    app::{Focus, Place, State},
    domain::Level,
    gap::GapReport,
    phrase,
};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let Some(report) = &state.gap.value else {
        super::home::nothing_yet(paint, state, body);
        return;
    };
    let two = paint.geometry.two_panes();
    // Titles of courses need more room than names of skills; the numbers stand beside them anyway.
    let list_width = if two && body.width < 110 { body.width * 13 / 25 } else { paint.geometry.list_width() };
    let left = Rect { width: list_width, ..body };
    if two || state.gaps.focus == Focus::List {
        skills(paint, state, report, left);
    }
    if two {
        paint.vertical(list_width, body);
        let right = Rect { x: list_width + 1, width: body.width - list_width - 1, ..body };
        detail(paint, state, report, right);
    } else if state.gaps.focus == Focus::Detail {
        detail(paint, state, report, body);
    }
}

/// The row of a skill: name, have, need; gaps first, then what is met.
fn row(report: &GapReport, i: usize) -> Option<(&str, Level, Level)> {
    match i.checked_sub(report.gaps.len()) {
        None => report.gaps.get(i).map(|g| (g.name.as_str(), g.current, g.required)),
        Some(met) => report.met.get(met).map(|(_, name, have, need)| (name.as_str(), *have, *need)),
    }
}

fn skills(paint: &mut Paint, state: &State, report: &GapReport, area: Rect) {
    let bar = inset(area, 1);
    let (styles, glyphs) = (paint.styles, paint.glyphs);
    paint.line(bar, 0, Line::styled(fit(&phrase::readiness(report), usize::from(bar.width)), styles.strong));
    let legend = vec![
        Span::styled(paint.glyphs.have, styles.have),
        Span::styled(" you have  ", styles.dim),
        Span::styled(paint.glyphs.need, styles.need),
        Span::styled(" missing", styles.dim),
    ];
    paint.line(bar, 1, Line::from(legend));
    let list = below(area, paint.geometry.heading(Place::Gap));
    let active = state.gaps.focus == Focus::List;
    paint.here = Place::Gap;
    let view: &Paint = paint;
    let lines: Vec<_> = (0..state.gap_len()).map(|i| row(report, i)).collect();
    let bars = |have, need, width| view.bar(width, have, need);
    // The bars are made before the list borrows the buffer.
    let width = list_text(list);
    let numbers = if width >= 40 { 13 } else { 0 };
    let longest = lines.iter().flatten().map(|(name, ..)| name.width()).max().unwrap_or(0);
    let name_width = longest.min(width.saturating_sub(numbers + 1 + 8).max(8)).min(36);
    let bar_width = width.saturating_sub(name_width + 1 + numbers).min(40);
    let rows: Vec<Option<Vec<Span>>> =
        lines.iter().map(|line| line.map(|(_, have, need)| bars(have, need, bar_width))).collect();
    paint.list(list, &state.gaps.cursor, lines.len(), active, |i, _, base| {
        let (Some((name, have, need)), Some(bar)) = (lines[i], &rows[i]) else { return Line::default() };
        let base = if have >= need { base.patch(styles.dim) } else { base };
        let mut spans = vec![Span::styled(format!("{} ", pad(name, name_width)), base)];
        spans.extend(bar.iter().cloned());
        if numbers > 0 {
            let text =
                if have >= need { format!("{} {have}", glyphs.met) } else { format!("{have} {} {need}", glyphs.to) };
            spans.push(Span::styled(pad_left(&text, numbers), styles.dim));
        }
        Line::from(spans)
    });
}

fn detail(paint: &mut Paint, state: &State, report: &GapReport, area: Rect) {
    let Some(i) = state.gaps.cursor.selected(state.gap_len()) else { return };
    let Some((name, have, need)) = row(report, i) else { return };
    let bar = inset(area, 1);
    let width = usize::from(bar.width);
    let styles = paint.styles;
    paint.line(bar, 0, Line::styled(fit(name, width), styles.strong));
    let levels = format!("have {}, need {}", phrase::anchored(have), phrase::anchored(need));
    paint.line(bar, 1, Line::raw(fit(&levels, width)));
    let teachers = state.teachers();
    let how = match report.gaps.get(i) {
        Some(gap) => format!("{} · taught by {}", phrase::closes(gap), phrase::count(teachers.len() as u64, "course")),
        None => format!("you have it · taught by {}", phrase::count(teachers.len() as u64, "course")),
    };
    paint.line(bar, 2, Line::styled(fit(&how, width), styles.dim));
    let list = below(area, paint.geometry.heading(Place::Teachers));
    let skill = state.gap_skill();
    let active = state.gaps.focus == Focus::Detail;
    paint.here = Place::Teachers;
    paint.list(list, &state.gaps.teachers, teachers.len(), active, |i, width, base| {
        let course = state.advisor.catalog().course(teachers[i]);
        let to = skill.and_then(|s| course.teaches_level(s)).unwrap_or_default();
        let hours = phrase::hours_of(course.hours, state.advisor.settings().assume_hours);
        let base = if active { base } else { styles.text };
        Line::from(vec![
            Span::styled(super::search::mark(state, teachers[i]), styles.accent),
            Span::styled(pad(&course.title, width.saturating_sub(2 + 6 + 8)), base),
            Span::styled(pad_left(&to.to_string(), 6), if to >= need { styles.good } else { styles.dim }),
            Span::styled(pad_left(&hours, 8), styles.dim),
        ])
    });
}
