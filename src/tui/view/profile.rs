//! Profile: the learner's file as one list, the section named at its first row.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::paint::{Paint, fit, list_text, pad, pad_left};
use crate::{
    app::{ConstraintKind, ProfileRow, State, profile_rows},
    domain::Level,
    phrase,
};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let rows = profile_rows(state);
    let gutter = if body.width >= 60 { 13 } else { 0 };
    let area = Rect { width: body.width.min(100), ..body };
    let top = state.profile.top(rows.len(), usize::from(body.height));
    let width = list_text(area);
    let view: &Paint = paint;
    let lines: Vec<Line<'static>> =
        rows.iter().map(|row| line(view, state, row, width.saturating_sub(gutter))).collect();
    let styles = paint.styles;
    paint.list(area, &state.profile, rows.len(), true, |i, _, base| {
        let mut spans = Vec::new();
        if gutter > 0 {
            let first = i == top || i == 0 || rows[i - 1].section() != rows[i].section();
            let name = if first { rows[i].section() } else { "" };
            spans.push(Span::styled(pad(name, gutter), styles.heading));
        }
        spans.extend(lines[i].spans.iter().map(|s| Span::styled(s.content.clone(), base.patch(s.style))));
        Line::from(spans)
    });
}

fn line(paint: &Paint, state: &State, row: &ProfileRow, width: usize) -> Line<'static> {
    let styles = paint.styles;
    let plain = Style::new();
    let name_width = 26.min(width / 2);
    match row {
        ProfileRow::Goal(id) => Line::from(fit(state.goal_title(id), width)),
        ProfileRow::Skill { skill, have, need } => {
            let catalog = state.advisor.catalog();
            let name = catalog.skill_ix(skill.as_str()).map_or(skill.as_str(), |ix| &catalog.skill(ix).name);
            let need = need.unwrap_or(Level::ZERO);
            let words = 25.min(width.saturating_sub(name_width + 1));
            let bar = width.saturating_sub(name_width + 1 + words + 2).min(20);
            let mut spans = vec![Span::styled(format!("{} ", pad(name, name_width)), plain)];
            if bar >= 4 {
                spans.extend(paint.bar(bar, *have, need));
                spans.push(Span::raw("  "));
            }
            let text = match have {
                _ if need > *have => format!("{have} → {}", phrase::anchored(need)),
                _ => phrase::anchored(*have),
            };
            spans.push(Span::styled(pad(&text, words), if need > *have { plain } else { styles.dim }));
            Line::from(spans)
        }
        ProfileRow::Course(id) => course(state, id.as_str(), width, paint),
        ProfileRow::Constraint(kind) => {
            let (text, set) = constraint(state, *kind);
            Line::from(vec![
                Span::styled(format!("{} ", pad(kind.title(), name_width)), plain),
                Span::styled(fit(&text, width.saturating_sub(name_width + 1)), if set { plain } else { styles.dim }),
            ])
        }
    }
}

fn course(state: &State, id: &str, width: usize, paint: &Paint) -> Line<'static> {
    let catalog = state.advisor.catalog();
    let title = catalog.course_ix(id).map_or(id, |ix| &catalog.course(ix).title);
    let Some(record) = state.advisor.profile().courses.get(id) else { return Line::default() };
    let mark = format!("{} ", paint.glyphs.mark(record.mark));
    let mut since = record.mark.word().to_owned();
    if let Some(on) = record.on {
        since += &format!(" {}", phrase::day(on));
    }
    let since_width = 21.min(width / 2);
    Line::from(vec![
        Span::styled(mark, paint.styles.accent),
        Span::raw(format!("{} ", pad(title, width.saturating_sub(2 + 1 + since_width)))),
        Span::styled(pad_left(&since, since_width), paint.styles.dim),
    ])
}

/// The value of a constraint in words, and whether it is set.
fn constraint(state: &State, kind: ConstraintKind) -> (String, bool) {
    let c = &state.advisor.profile().constraints;
    let list = |items: &[String], none: &str| match items {
        [] => (none.to_owned(), false),
        _ => (items.join(", "), true),
    };
    match kind {
        ConstraintKind::HoursPerWeek => match c.hours_per_week {
            Some(hours) => (phrase::hours(hours, false), true),
            None => ("not said; the path has no dates".to_owned(), false),
        },
        ConstraintKind::FreeOnly => (if c.free_only { "yes" } else { "no" }.to_owned(), c.free_only),
        ConstraintKind::Languages => list(&c.languages, "any"),
        ConstraintKind::Formats => list(&c.formats, "any"),
        ConstraintKind::ExcludeProviders => list(&c.exclude_providers, "nobody"),
    }
}
