//! Home: where the learner stands and what comes next.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::paint::{Paint, below, fit, inset, pad, pad_left};
use crate::{
    app::{State, page},
    domain::{CourseMark, Level},
    path::{Plan, Status},
    phrase,
};

const LABEL: usize = 12;

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let area = inset(Rect { width: body.width.min(94), ..body }, 2);
    if state.no_aim.is_some() {
        nothing_yet(paint, state, body);
        return;
    }
    let styles = paint.styles;
    let width = usize::from(area.width);
    let low = paint.geometry.is_low();
    let mut y = 0;
    paint.line(area, y, Line::styled(fit(&super::chrome::goals(state), width), styles.strong));
    y += if low { 1 } else { 2 };
    if let Some(report) = &state.gap.value
        && let Some(readiness) = report.readiness
    {
        let level = Level::new((readiness * 1000.0) as u16);
        let bar = width.saturating_sub(LABEL + 6).min(50);
        let mut spans = vec![Span::styled(pad("Readiness", LABEL), styles.dim)];
        spans.extend(paint.bar(bar, level, Level::MAX));
        spans.push(Span::styled(pad_left(&phrase::percent(readiness), 6), styles.strong));
        paint.line(area, y, Line::from(spans));
        let all = report.gaps.len() + report.met.len();
        let text = format!("{} of {} where the goal asks", report.met.len(), phrase::count(all as u64, "skill"));
        y += 1 + labelled(paint, area, y + 1, "Coverage", &text);
    }
    if let Some(plan) = &state.plan.value {
        y += labelled(paint, area, y, "Path", &phrase::totals(plan));
        let style = if plan.status == Status::Proved { styles.good } else { styles.dim };
        for line in lines(paint, &phrase::claim(plan), width.saturating_sub(LABEL)) {
            paint.line(area, y, Line::from(vec![Span::raw(" ".repeat(LABEL)), Span::styled(line, style)]));
            y += 1;
        }
        y += u16::from(!low);
        y += under_way(paint, state, below(area, y));
        next(paint, state, plan, below(area, y));
    }
}

/// `text` in lines; on a low screen in one, so that what comes next stays in view.
fn lines(paint: &Paint, text: &str, width: usize) -> Vec<String> {
    if paint.geometry.is_low() { vec![fit(text, width)] } else { page::wrap(text, width) }
}

/// A label and its text; how many rows that took.
fn labelled(paint: &mut Paint, area: Rect, y: u16, label: &str, text: &str) -> u16 {
    let mut row = y;
    for line in lines(paint, text, usize::from(area.width).saturating_sub(LABEL)) {
        let label = if row == y { label } else { "" };
        paint.line(area, row, Line::from(vec![Span::styled(pad(label, LABEL), paint.styles.dim), Span::raw(line)]));
        row += 1;
    }
    row - y
}

/// Courses the learner started; how many rows that took.
fn under_way(paint: &mut Paint, state: &State, area: Rect) -> u16 {
    let styles = paint.styles;
    let next = state.plan.value.as_ref().and_then(|p| p.steps.first()).map(|s| &s.course);
    let started = (state.advisor.profile().courses.iter())
        .filter(|(id, record)| record.mark == CourseMark::Started && Some(*id) != next);
    let mut y = 0;
    for (id, record) in started.take(3) {
        let catalog = state.advisor.catalog();
        let title = catalog.course_ix(id.as_str()).map_or(id.as_str(), |ix| &catalog.course(ix).title);
        let logged = record.hours.map(|h| format!("{} logged", phrase::hours(h, false))).unwrap_or_default();
        let label = if y == 0 { "Under way" } else { "" };
        let room = usize::from(area.width).saturating_sub(LABEL + logged.len() + 2);
        let spans = vec![
            Span::styled(pad(label, LABEL), styles.dim),
            Span::raw(fit(title, room)),
            Span::styled(format!("  {logged}"), styles.dim),
        ];
        paint.line(area, y, Line::from(spans));
        y += 1;
    }
    y + u16::from(y > 0)
}

/// The next course with the reason for it, then what follows while there is room.
fn next(paint: &mut Paint, state: &State, plan: &Plan, area: Rect) {
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    let styles = paint.styles;
    let width = usize::from(area.width);
    let Some(first) = plan.steps.first() else { return };
    let row = |label: &'static str, label_style, title: &str, title_style, hours: String| {
        Line::from(vec![
            Span::styled(pad(label, LABEL), label_style),
            Span::styled(pad(title, width.saturating_sub(LABEL + 8).min(56)), title_style),
            Span::styled(pad_left(&hours, 8), styles.dim),
        ])
    };
    let hours = |step: &crate::path::Step| phrase::hours(step.hours, step.hours_assumed);
    paint.line(area, 0, row("Next", styles.marker, &first.title, styles.strong, hours(first)));
    let mut why = format!("{} · {}", first.provider, phrase::step_reason(&first.reason, names));
    if let Some(record) = state.advisor.profile().courses.get(&first.course)
        && record.mark == CourseMark::Started
    {
        let logged = record.hours.map(|h| format!(", {} logged", phrase::hours(h, false))).unwrap_or_default();
        why = format!("under way{logged} · {why}");
    }
    let why = Span::styled(fit(&why, width.saturating_sub(LABEL)), styles.dim);
    paint.line(area, 1, Line::from(vec![Span::raw(" ".repeat(LABEL)), why]));
    let gap = if paint.geometry.is_low() { 2 } else { 3 };
    let rest = below(area, gap);
    let room = usize::from(rest.height);
    let follow = &plan.steps[1..];
    // One row is kept for how many more there are, rather than cutting without a word.
    let shown = if follow.len() > room { room.saturating_sub(1) } else { follow.len() };
    for (y, step) in follow.iter().take(shown).enumerate() {
        let label = if y == 0 { "Then" } else { "" };
        paint.line(rest, y as u16, row(label, styles.dim, &step.title, styles.text, hours(step)));
    }
    if shown < follow.len() {
        let text = format!("{}and {} more: 4 shows the whole path", " ".repeat(LABEL), follow.len() - shown);
        paint.line(rest, shown as u16, Line::styled(fit(&text, width), styles.dim));
    }
}

/// What to do when there is nothing to show.
pub(super) fn nothing_yet(paint: &mut Paint, state: &State, body: Rect) {
    let area = inset(body, 2);
    let styles = paint.styles;
    let Some(problem) = &state.no_aim else {
        paint.line(area, 0, Line::styled("Working it out …", styles.dim));
        return;
    };
    let text = if state.advisor.profile().goals.is_empty() {
        "No goal yet.".to_owned()
    } else {
        format!("{problem}; perhaps it belongs to another catalog.")
    };
    paint.line(area, 0, Line::styled(fit(&text, usize::from(area.width)), styles.strong));
    let steps = [
        ("n", "choose what you want to be able to do"),
        ("6", "say what you know already"),
        ("4", "see the shortest way there"),
    ];
    for (y, (key, doc)) in steps.into_iter().enumerate() {
        let line = Line::from(vec![Span::styled(format!("{key}  "), styles.key), Span::raw(doc)]);
        paint.line(area, y as u16 + 2, line);
    }
}
