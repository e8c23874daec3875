//! Path: the steps in order, the proof above them, the selected course beside them.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::paint::{Paint, below, fit, inset, pad, pad_left, page_text};
use crate::{
    app::{State, page},
    path::Plan,
    phrase,
};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let Some(plan) = &state.plan.value else {
        super::home::nothing_yet(paint, state, body);
        return;
    };
    let bar = inset(body, 1);
    let heading = page::path_heading(state, usize::from(bar.width), paint.geometry.is_low());
    paint.page(Rect { height: bar.height.min(heading.len() as u16), ..bar }, &heading, 0);
    let rest = below(body, page::path_heading_rows(state, paint.geometry) as u16);
    let list_width = paint.geometry.list_width();
    steps(paint, state, plan, Rect { width: list_width, ..rest });
    if paint.geometry.two_panes() {
        paint.vertical(list_width, rest);
        let detail = inset(Rect { x: list_width + 1, width: rest.width - list_width - 1, ..rest }, 1);
        about(paint, state, plan, detail);
    }
}

fn steps(paint: &mut Paint, state: &State, plan: &Plan, area: Rect) {
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    let styles = paint.styles;
    let dated = plan.steps.iter().any(|s| s.start.is_some());
    paint.list(area, &state.path, state.path_len(), true, |i, width, base| {
        let Some(step) = plan.steps.get(i) else {
            let text = plan.unmet.get(i - plan.steps.len()).map(|u| phrase::unmet(u, names)).unwrap_or_default();
            return Line::from(vec![
                Span::styled("  ! ", styles.bad),
                Span::styled(fit(&text, width.saturating_sub(4)), base),
            ]);
        };
        let before = i.checked_sub(1).and_then(|b| plan.steps.get(b));
        // Courses taken together share a step: its number stands once.
        let number = match before {
            Some(b) if b.position == step.position => "  +".to_owned(),
            _ => format!("{:>3}", step.position),
        };
        let date = if dated && width >= 56 { 11 } else { 0 };
        let extra = if width >= 76 { 26 } else { 0 };
        let title = width.saturating_sub(5 + 8 + date + extra);
        let mut spans =
            vec![Span::styled(format!("{number}  "), styles.dim), Span::styled(pad(&step.title, title), base)];
        if extra > 0 {
            spans.push(Span::styled(format!("  {}", pad(&gain(step, names), extra - 2)), styles.dim));
        }
        spans.push(Span::raw(pad_left(&phrase::hours(step.hours, step.hours_assumed), 8)));
        if date > 0 {
            let month = step.start.map(|d| d.strftime("%b %Y").to_string()).unwrap_or_default();
            spans.push(Span::styled(pad_left(&month, date), styles.dim));
        }
        Line::from(spans)
    });
    if plan.steps.is_empty() && plan.unmet.is_empty() {
        paint.line(inset(area, 2), 0, Line::styled("No course is needed.", styles.dim));
    }
}

fn gain(step: &crate::path::Step, names: &dyn phrase::Names) -> String {
    let raised: Vec<String> = (step.raises.iter())
        .map(|(skill, _, to)| format!("{} {to}", names.skill(skill.as_str()).unwrap_or(skill.as_str())))
        .collect();
    raised.join(", ")
}

/// The selected course, or the whole sentence on a need beyond reach.
fn about(paint: &mut Paint, state: &State, plan: &Plan, area: Rect) {
    let Some(row) = state.path.selected(state.path_len()) else { return };
    let width = page_text(area);
    if let Some(course) = state.selected_step_course() {
        let rows = page::course_page(state, course, width);
        paint.page(area, &rows, state.preview_scroll());
    } else if let Some(unmet) = row.checked_sub(plan.steps.len()).and_then(|i| plan.unmet.get(i)) {
        let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
        let rows: Vec<_> = page::wrap(&phrase::unmet(unmet, names), width)
            .into_iter()
            .map(|l| page::Row::of(page::Ink::Plain, l))
            .collect();
        paint.page(area, &rows, 0);
    }
}
