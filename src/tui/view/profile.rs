//! Profile: the learner's file as one list, sections above it, more about the selected row below.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, below, fit, inset, list_text, pad, pad_left, page_text};
use crate::{
    app::{
        ConstraintKind, ProfileRow, Section, State, is_set, level_origin, profile_detail, profile_layout, profile_rows,
        profile_sections,
    },
    domain::{CourseId, Level},
    phrase,
};

/// Columns of the names of sections before rows.
const GUTTER: usize = 13;

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let rows = profile_rows(state);
    let layout = profile_layout(paint.geometry);
    let selected = state.profile.selected(rows.len());
    if layout.heading > 0 {
        let here = selected.map(|at| rows[at].section());
        sections(paint, &profile_sections(state, &rows), here, body);
    }
    let area = Rect { width: body.width.min(140), height: layout.list, ..below(body, layout.heading) };
    let gutter = if body.width >= 60 { GUTTER } else { 0 };
    let top = state.profile.top(rows.len(), usize::from(area.height));
    let width = list_text(area);
    let view: &Paint = paint;
    let shown = top..rows.len().min(top + usize::from(area.height));
    let lines: Vec<Line<'static>> =
        rows[shown].iter().map(|row| line(view, state, row, width.saturating_sub(gutter))).collect();
    let styles = paint.styles;
    paint.list(area, &state.profile, rows.len(), true, |i, _, base| {
        let mut spans = Vec::new();
        if gutter > 0 {
            let first = i == top || i == 0 || rows[i - 1].section() != rows[i].section();
            let name = if first { rows[i].section().title() } else { "" };
            spans.push(Span::styled(pad(name, gutter), styles.heading));
        }
        let Some(line) = lines.get(i - top) else { return Line::from(spans) };
        spans.extend(line.spans.iter().map(|s| Span::styled(s.content.clone(), base.patch(s.style))));
        Line::from(spans)
    });
    if let (Some(at), 1..) = (selected, layout.detail) {
        let detail = below(body, layout.heading + layout.list);
        paint.horizontal(detail, 0);
        let area = inset(below(detail, 1), 2);
        paint.page(area, &profile_detail(state, &rows[at], page_text(area)), 0);
    }
}

/// The sections there are and how much is in each, where that fits.
fn sections(paint: &mut Paint, all: &[(Section, usize)], here: Option<Section>, area: Rect) {
    let bar = inset(area, 2);
    let long = |(section, n): &(Section, usize)| format!("{} {n}", section.title());
    let columns: usize = all.iter().map(|s| long(s).width() + 2).sum();
    let numbered = columns <= usize::from(bar.width) + 2;
    let mut spans = Vec::new();
    for it in all {
        let text = if numbered { long(it) } else { it.0.title().to_owned() };
        spans.push(Span::styled(text, if here == Some(it.0) { paint.styles.strong } else { paint.styles.dim }));
        spans.push(Span::raw("  "));
    }
    paint.line(bar, 0, Line::from(spans));
}

fn line(paint: &Paint, state: &State, row: &ProfileRow, width: usize) -> Line<'static> {
    let plain = Style::new();
    let name_width = 26.min(width / 2);
    let styles = paint.styles;
    match row {
        ProfileRow::Goal(id) => Line::from(fit(state.goal_title(id), width)),
        ProfileRow::Skill { skill, have, need } => {
            let catalog = state.advisor.catalog();
            let name = catalog.skill_ix(skill.as_str()).map_or(skill.as_str(), |ix| &catalog.skill(ix).name);
            let need = need.unwrap_or(Level::ZERO);
            let words = 25.min(width.saturating_sub(name_width + 1));
            let origin = if width >= 100 { (width - name_width - 1 - words - 22).min(44) } else { 0 };
            let bar = width.saturating_sub(name_width + 1 + words + 2 + origin).min(20);
            let mut spans = vec![Span::styled(format!("{} ", pad(name, name_width)), plain)];
            if bar >= 4 {
                spans.extend(paint.bar(bar, *have, need));
                spans.push(Span::raw("  "));
            }
            let text = match have {
                _ if need > *have => format!("{have} {} {}", paint.glyphs.to, phrase::anchored(need)),
                _ => phrase::anchored(*have),
            };
            spans.push(Span::styled(pad(&text, words), if need > *have { plain } else { styles.dim }));
            if origin > 0 && *have > Level::ZERO {
                spans.push(Span::styled(fit(&level_origin(state, skill, *have), origin), styles.dim));
            }
            Line::from(spans)
        }
        ProfileRow::Course(id, _) => course(state, id, width, paint),
        ProfileRow::Constraint(kind) => {
            let text = constraint(state, *kind);
            let style = if is_set(state, *kind) { plain } else { styles.dim };
            Line::from(vec![
                Span::styled(format!("{} ", pad(kind.title(), name_width)), plain),
                Span::styled(fit(&text, width.saturating_sub(name_width + 1)), style),
            ])
        }
        ProfileRow::Waiver(id) => {
            let why = state.advisor.profile().waive.get(id).map_or("", String::as_str);
            told(state, id, why, width, styles.dim)
        }
        ProfileRow::Note(id) => {
            let note = state.advisor.profile().courses.get(id).and_then(|r| r.note.as_deref());
            told(state, id, note.unwrap_or_default(), width, styles.dim)
        }
    }
}

fn title<'a>(state: &'a State, id: &'a CourseId) -> &'a str {
    phrase::Names::course(state.advisor.catalog().as_ref(), id.as_str()).unwrap_or(id.as_str())
}

/// A course and what the learner said about it.
fn told(state: &State, id: &CourseId, text: &str, width: usize, style: Style) -> Line<'static> {
    let name = (width / 2).min(44);
    Line::from(vec![
        Span::raw(pad(title(state, id), name)),
        Span::styled(format!("  {}", fit(text, width.saturating_sub(name + 2))), style),
    ])
}

fn course(state: &State, id: &CourseId, width: usize, paint: &Paint) -> Line<'static> {
    let Some(record) = state.advisor.profile().courses.get(id) else { return Line::default() };
    let mut facts: Vec<String> = Vec::new();
    facts.extend(record.rating.map(|rating| format!("rated {rating}")));
    facts.extend(phrase::logged(record));
    let on = record.on.map(phrase::day).unwrap_or_default();
    let (since, about) = (12.min(width / 3), facts.join(", "));
    let about_width = if about.is_empty() { 0 } else { (about.width() + 2).min(width / 3) };
    Line::from(vec![
        Span::styled(format!("{} ", paint.glyphs.mark(record.mark)), paint.styles.accent),
        Span::raw(pad(title(state, id), width.saturating_sub(2 + about_width + since + 1))),
        Span::styled(pad_left(&about, about_width), paint.styles.text),
        Span::styled(format!(" {}", pad_left(&on, since)), paint.styles.dim),
    ])
}

/// The value of a constraint in words.
fn constraint(state: &State, kind: ConstraintKind) -> String {
    let c = &state.advisor.profile().constraints;
    let list = |items: &[String], none: &str| if items.is_empty() { none.to_owned() } else { items.join(", ") };
    match kind {
        ConstraintKind::HoursPerWeek => match c.hours_per_week {
            Some(hours) => phrase::hours(hours, false),
            None => "not said; the path has no dates".to_owned(),
        },
        ConstraintKind::MaxParallel => phrase::at_once(c.max_parallel.unwrap_or(1)),
        ConstraintKind::Away => {
            let times: Vec<String> = c.away.iter().map(|time| phrase::span(time.first(), time.last())).collect();
            if times.is_empty() { "never".to_owned() } else { times.join(", ") }
        }
        ConstraintKind::FreeOnly => if c.free_only { "yes" } else { "no" }.to_owned(),
        ConstraintKind::Languages => list(&c.languages, "any"),
        ConstraintKind::Formats => list(&c.formats, "any"),
        ConstraintKind::ExcludeProviders => list(&c.exclude_providers, "nobody"),
    }
}
