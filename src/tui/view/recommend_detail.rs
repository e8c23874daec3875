//! Under the ranked list: the selected total taken apart, or the sliders that weigh its parts.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, below, fit, inset, pad, pad_left};
use crate::{
    app::{
        State, Target,
        breakdown::{Part, parts},
        page::wrap,
    },
    phrase,
    recommend::{Component, ONE, Recommendation},
};

/// Columns: the sign of a component and its name, its sum.
const NAME: usize = 13;
const SUM: usize = 20;
/// Columns of a weight, of its share, and around them.
const WEIGHT: usize = 6;
const SHARE: usize = 6;

pub(super) fn draw(paint: &mut Paint, state: &State, area: Rect) {
    if area.height == 0 {
        return;
    }
    paint.horizontal(area, 0);
    let area = below(area, 1);
    let selected = state.ranked_selected();
    match &state.ranking.sliders {
        None => {
            let Some(it) = selected else { return };
            course(paint, state, it, area);
            components(paint, state, it, below(area, 2));
        }
        Some(sliders) => {
            let heads = u16::from(area.height >= 7) + u16::from(area.height >= 8);
            if heads > 0
                && let Some(it) = selected
            {
                course(paint, state, it, Rect { height: 1, ..area });
            }
            if heads > 1 {
                headings(paint, Rect { height: 1, ..below(area, 1) });
            }
            weights(paint, state, selected, sliders.component, below(area, heads));
        }
    }
}

/// The course and its total, and what it is.
fn course(paint: &mut Paint, state: &State, it: &Recommendation, area: Rect) {
    let bar = inset(area, 2);
    let styles = paint.styles;
    let width = usize::from(bar.width);
    let (total, _) = parts(state, it);
    let total = format!("total {total}");
    let title = pad(&it.title, width.saturating_sub(total.width() + 2));
    let spans = vec![Span::styled(title, styles.strong), Span::raw("  "), Span::styled(total, styles.strong)];
    paint.line(bar, 0, Line::from(spans));
    let it_is = state.advisor.catalog().course(it.course);
    let place = state.ranked().iter().position(|r| r.course == it.course).map_or(0, |at| at + 1);
    let of = state.recommended.value.as_ref().map_or(0, |found| found.total);
    let work = state.advisor.work(it.course);
    let facts = [
        phrase::ranked_place(place, it.place_by_total, of),
        it_is.provider.clone(),
        phrase::price_of(it_is.price, it_is.currency),
        phrase::work(work),
    ];
    paint.line(bar, 1, Line::styled(fit(&facts.join(" · "), width), styles.dim));
}

/// A row for each component; reasons take a second one where rows are left.
fn components(paint: &mut Paint, state: &State, it: &Recommendation, area: Rect) {
    let bar = inset(area, 2);
    let room = usize::from(bar.width).saturating_sub(NAME + SUM + 1);
    let (_, parts) = parts(state, it);
    let mut spare = usize::from(area.height).saturating_sub(parts.len());
    let mut y = 0;
    for part in &parts {
        let lines = wrap(&part.reason, room);
        let extra = lines.len().saturating_sub(1).min(spare);
        spare -= extra;
        let mut spans = named(paint, part.component);
        spans.extend(sum(paint, part));
        for row in 0..=extra {
            let rest = if row == extra { lines.get(row..).unwrap_or_default().join(" ") } else { lines[row].clone() };
            if row > 0 {
                spans = vec![Span::raw(" ".repeat(NAME + SUM + 1))];
            } else {
                spans.push(Span::raw(" "));
            }
            let style = if part.sum.is_some() { paint.styles.text } else { paint.styles.dim };
            spans.push(Span::styled(fit(&rest, room), style));
            paint.line(bar, y, Line::from(std::mem::take(&mut spans)));
            y += 1;
        }
    }
}

/// The piece a component has in the bars, and its name.
fn named(paint: &Paint, component: Component) -> Vec<Span<'static>> {
    vec![paint.part(component.index(), 1), Span::raw(" "), Span::raw(pad(component.word(), NAME - 2))]
}

/// `0.83 × 0.40 = 0.332`, or `–`.
fn sum(paint: &Paint, part: &Part) -> Vec<Span<'static>> {
    match &part.sum {
        Some([value, weight, adds]) => vec![
            Span::styled(format!("{value} × {weight} = "), paint.styles.dim),
            Span::styled(pad(adds, SUM.saturating_sub(14)), paint.styles.strong),
        ],
        None => vec![Span::styled(pad(paint.glyphs.none, SUM), paint.styles.dim)],
    }
}

/// Columns of the sliders in an area of that width.
fn slider_width(width: usize) -> usize {
    width.saturating_sub(NAME + WEIGHT + SHARE + 4 + if width >= 60 { SUM } else { 0 }).clamp(4, 40)
}

fn headings(paint: &mut Paint, area: Rect) {
    let bar = inset(area, 2);
    let width = usize::from(bar.width);
    let mut text = pad("Weights", NAME + slider_width(width));
    text += &pad_left("weight", WEIGHT + 1);
    text += &pad_left("share", SHARE + 1);
    if width >= 60 {
        text += "   this course";
    }
    paint.line(bar, 0, Line::styled(fit(&text, width), paint.styles.dim));
}

/// A slider for each component, its share of the whole, and what it does for the selected course.
fn weights(paint: &mut Paint, state: &State, it: Option<&Recommendation>, chosen: Component, area: Rect) {
    let styles = paint.styles;
    let width = usize::from(area.width).saturating_sub(4);
    let slider = slider_width(width);
    let shares = state.weights.effective();
    let parts = it.map(|it| parts(state, it).1);
    // With few rows the chosen one stays in view.
    let height = usize::from(area.height);
    let top = (chosen.index() + 1).saturating_sub(height.max(1)).min(Component::ALL.len().saturating_sub(height));
    for (y, component) in (0..area.height).zip(Component::ALL.into_iter().skip(top)) {
        let here = component == chosen;
        let marker =
            if here { Span::styled(format!("{} ", paint.glyphs.here), styles.marker) } else { Span::raw("  ") };
        let weight = state.weights.get(component);
        let cells = (weight.min(u64::from(ONE)) as usize * slider).div_ceil(ONE as usize);
        let mut spans = vec![marker];
        spans.extend(named(paint, component));
        spans.push(paint.part(component.index(), cells));
        spans.push(Span::styled(paint.glyphs.rest.repeat(slider - cells.min(slider)), styles.rule));
        let changed = weight != state.ranking.settled.get(component);
        let text = phrase::weight(weight);
        spans.push(Span::styled(pad_left(&text, WEIGHT + 1), if here { styles.strong } else { styles.text }));
        spans.push(Span::styled(if changed { "*" } else { " " }, styles.accent));
        let share = format!("{:.0}%", f64::from(shares[component.index()]) / f64::from(ONE) * 100.0);
        spans.push(Span::styled(pad_left(&share, SHARE), styles.dim));
        if width >= 60
            && let Some(part) = parts.as_ref().and_then(|parts| parts.get(component.index()))
        {
            spans.push(Span::raw("   "));
            spans.extend(sum(paint, part));
        }
        paint.line(Rect { x: area.x, ..area }, y, Line::from(spans));
        for cell in 0..=slider {
            // The first column, before the slider, is none of it.
            let at = Rect { x: area.x + (NAME + 1 + cell) as u16, y: area.y + y, width: 1, height: 1 };
            let weight = (cell * ONE as usize / slider) as u64;
            paint.spot(at, Target::Weight(component, weight));
        }
    }
}
