//! The steps of the path by week: when, what, how long, and how much that is in all.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::paint::{Paint, columns, fit, inset, list_text, pad, pad_left, page_text};
use crate::{
    app::{State, page},
    domain::Minutes,
    path::{Plan, Status, Step},
    phrase,
};

/// Columns of the table of steps; what is 0 is left out.
#[derive(Debug, Clone, Copy)]
struct Table {
    number: usize,
    when: usize,
    title: usize,
    gain: usize,
    bar: usize,
    hours: usize,
    /// Published hours, where work is not the same.
    apart: usize,
    sum: usize,
    price: usize,
}

impl Table {
    /// What fits `width`: titles first, then when, bars, sums, prices and gains.
    fn new(plan: &Plan, width: usize) -> Self {
        let dated = plan.steps.iter().any(|s| s.start.is_some());
        let weeks = plan.steps.iter().map(|step| when(plan, step).chars().count()).max().unwrap_or(0);
        let hours = plan.steps.iter().map(|step| columns(&phrase::step_hours(step))).max().unwrap_or(0);
        let mut table = Self {
            number: 3,
            when: if dated { weeks.max(4) + 2 } else { 0 },
            title: 0,
            gain: 0,
            bar: 7,
            hours: hours.max(6) + 2,
            apart: 0,
            sum: 8,
            price: 9,
        };
        // What one would do without first, and the columns of a title that are worth it. Without a calendar the
        // sum of hours stands for it.
        for (part, least) in [(0, 28), (1, 20), (2, 17), (3, 12)] {
            if width < table.rest() + least {
                match part {
                    0 => table.price = 0,
                    1 => table.sum = 0,
                    2 => table.when = 0,
                    _ => table.bar = 0,
                }
            }
        }
        let apart = plan.steps.iter().any(|step| phrase::step_apart(step).is_some());
        if apart && width.saturating_sub(table.rest()) >= 44 {
            table.apart = 10;
        }
        let left = width.saturating_sub(table.rest());
        if left > 46 {
            table.bar += (left - 46).min(5);
            let left = width.saturating_sub(table.rest());
            table.gain = left * 2 / 5;
        }
        table.title = width.saturating_sub(table.rest() + table.gain);
        table
    }

    /// Columns of all but title and gain, with the air between them.
    fn rest(&self) -> usize {
        self.number + 2 + self.when + self.bar + self.hours + self.apart + self.sum + self.price
    }

    fn header(&self) -> String {
        let column = |text: &str, width: usize| if width == 0 { String::new() } else { pad_left(text, width) };
        let mut out = format!("{}  ", pad_left("#", self.number));
        if self.when > 0 {
            out += &pad("week", self.when);
        }
        out += &pad("course", self.title);
        if self.gain > 0 {
            out += &pad("  brings", self.gain);
        }
        out += &" ".repeat(self.bar);
        let work = if self.apart > 0 { "work" } else { "takes" };
        out + &column("hours", self.apart)
            + &column(work, self.hours)
            + &column("in all", self.sum)
            + &column("price", self.price)
    }
}

pub(super) fn draw(paint: &mut Paint, state: &State, plan: &Plan, rest: Rect) {
    let list_width = paint.geometry.list_width();
    let area = Rect { width: list_width, ..rest };
    if plan.steps.is_empty() && plan.unmet.is_empty() {
        if plan.status == Status::Done {
            paint.page(inset(rest, 1), &[page::what_else(state)], 0);
        } else {
            let none = if plan.status == Status::Partial { "No course fits." } else { "No course is needed." };
            paint.line(inset(area, 1), 0, Line::styled(none, paint.styles.dim));
        }
        return;
    }
    steps(paint, state, plan, area);
    if paint.geometry.two_panes() {
        paint.vertical(list_width, rest);
        let detail = inset(Rect { x: list_width + 1, width: rest.width - list_width - 1, ..rest }, 1);
        about(paint, state, plan, detail);
    }
}

fn steps(paint: &mut Paint, state: &State, plan: &Plan, area: Rect) {
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    let (styles, glyphs) = (paint.styles, paint.glyphs);
    let table = Table::new(plan, list_text(area));
    if !paint.geometry.is_low() && area.y > 0 && !plan.steps.is_empty() {
        // In the row of air above the list.
        let above = Rect { x: area.x + 2, y: area.y - 1, width: area.width.saturating_sub(2), height: 1 };
        paint.line(above, 0, Line::styled(table.header(), styles.dim));
    }
    let own = state.bent_plan().and(state.plan.value.as_ref());
    let longest = plan.steps.iter().map(|s| s.work.0).max().unwrap_or(0).max(1);
    paint.list(area, &state.path, state.path_len(), true, |i, width, base| {
        let Some(step) = plan.steps.get(i) else {
            let text = plan.unmet.get(i - plan.steps.len()).map(|u| phrase::unmet(u, names)).unwrap_or_default();
            return Line::from(vec![
                Span::styled(format!("  {} ", glyphs.problem), styles.bad),
                Span::styled(fit(&text, width.saturating_sub(4)), base),
            ]);
        };
        // What the learner's own path does not have stands out.
        let new = own.is_some_and(|own| own.step(step.course.as_str()).is_none());
        let numbered = if new { styles.accent } else { styles.dim };
        let mut spans = vec![Span::styled(format!("{}  ", pad_left(&number(plan, i), table.number)), numbered)];
        if table.when > 0 {
            let at = when(plan, step);
            // A week that several steps share is said once.
            let same = i > 0 && when(plan, &plan.steps[i - 1]) == at;
            spans.push(Span::styled(pad(if same { "" } else { &at }, table.when), styles.dim));
        }
        spans.push(Span::styled(pad(&step.title, table.title), base));
        if table.gain > 0 {
            spans.push(Span::styled(format!("  {}", pad(&gain(step, names), table.gain - 2)), styles.dim));
        }
        if table.bar > 0 {
            spans.extend(bar(paint_bar(step.work, longest, table.bar - 1), step, glyphs, styles));
        }
        if table.apart > 0 {
            let published = phrase::hours(step.hours, step.hours_assumed);
            spans.push(Span::styled(pad_left(&published, table.apart), styles.dim));
        }
        spans.push(Span::styled(pad_left(&phrase::step_hours(step), table.hours), base));
        if table.sum > 0 {
            let sum = phrase::hours(Minutes(before(plan, i).0 + step.work.0), false);
            spans.push(Span::styled(pad_left(&sum, table.sum), styles.dim));
        }
        if table.price > 0 {
            let price = step.price.map_or_else(|| "?".to_owned(), |p| phrase::price(p, plan.premises.currency));
            spans.push(Span::styled(pad_left(&price, table.price), styles.dim));
        }
        Line::from(spans)
    });
}

/// The number of a step; courses taken together share one, which stands once.
fn number(plan: &Plan, i: usize) -> String {
    let step = &plan.steps[i];
    match i.checked_sub(1).and_then(|before| plan.steps.get(before)) {
        Some(before) if before.position == step.position => "+".to_owned(),
        _ => step.position.to_string(),
    }
}

/// Hours of the steps before.
fn before(plan: &Plan, i: usize) -> Minutes {
    plan.steps[..i].iter().map(|s| s.work).sum()
}

/// Its weeks, counted from the first day; empty without a calendar.
fn when(plan: &Plan, step: &Step) -> String {
    let first = plan.steps.iter().filter_map(|s| s.start).min();
    first.map(|day| phrase::weeks(day, step)).unwrap_or_default()
}

/// Cells of a bar against the longest, at least one.
fn paint_bar(hours: Minutes, longest: u64, width: usize) -> (usize, usize) {
    let cells = (u128::from(hours.0) * width as u128).div_ceil(u128::from(longest)) as usize;
    (cells.clamp(1, width.max(1)).min(width), width)
}

/// A bar; what is only assumed looks it.
fn bar(
    (cells, width): (usize, usize),
    step: &Step,
    glyphs: &crate::app::Glyphs,
    styles: &crate::tui::Styles,
) -> [Span<'static>; 2] {
    let (glyph, style): (&str, Style) =
        if step.hours_assumed { (glyphs.need, styles.need) } else { (glyphs.have, styles.have) };
    [Span::styled(format!(" {}", glyph.repeat(cells)), style), Span::raw(" ".repeat(width - cells))]
}

fn gain(step: &Step, names: &dyn phrase::Names) -> String {
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
