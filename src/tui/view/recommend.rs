//! Recommend: what could come next, ranked; each total as a stacked bar, the selected one taken apart below.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{
    paint::{Paint, below, fit, inset, list_text, pad, pad_left},
    recommend_detail,
};
use crate::{
    app::{Movement, State, page, recommend_layout},
    phrase,
    recommend::{Recommendation, Recommendations, largest_remainder},
};

/// Columns of a row besides title and bar: place, mark, hours, total.
const PLACE: usize = 4;
const MARK: usize = 2;
const HOURS: usize = 7;
/// Columns from which on there is room to say what all of a course takes, beside what is left of it.
const WIDE: usize = 96;
const TOTAL: usize = 8;
/// Columns for where a course went while weights are changed.
const MOVED: usize = 5;

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let styles = paint.styles;
    let Some(found) = &state.recommended.value else {
        paint.line(inset(body, 2), 0, Line::styled("Working it out …", styles.dim));
        return;
    };
    let layout = recommend_layout(paint.geometry, state.ranking.sliders.is_some());
    heading(paint, state, found, Rect { height: layout.heading.min(body.height), ..body });
    let list = Rect { height: layout.list.min(body.height), ..below(body, layout.heading) };
    ranked(paint, state, found, list);
    let detail = below(body, layout.heading + layout.list);
    if layout.detail > 0 {
        recommend_detail::draw(paint, state, detail);
    }
}

fn heading(paint: &mut Paint, state: &State, found: &Recommendations, area: Rect) {
    let styles = paint.styles;
    let bar = inset(area, 1);
    let width = usize::from(bar.width);
    let all = phrase::count(found.total as u64, "course");
    let head = match found.results.len() {
        0 => "Nothing you are ready for teaches you anything new.".to_owned(),
        shown if shown < found.total => format!("The best {shown} of {all} you could start now"),
        _ => format!("{all} you could start now, the best first"),
    };
    let under_way: Vec<String> = found.under_way.iter().map(|it| it.title.clone()).collect();
    let mut heads = vec![head.clone()];
    if let Some(first) = under_way.first() {
        heads.insert(0, format!("{head} · {} under way", under_way.len()));
        heads.insert(0, format!("{head} · under way: {first}"));
        heads.insert(0, format!("{head} · under way: {}", phrase::list_and(&under_way)));
    }
    paint.line(bar, 0, Line::styled(fit(&page::longest(heads, width), width), styles.strong));
    let forward_sign = paint.glyphs.heads[2];
    let legend = if found.results.is_empty() {
        vec!["Other constraints or another goal may let more in.".to_owned()]
    } else if state.ranking.by_total {
        vec!["By total alone; much alike may stand side by side.".to_owned(), "By total alone.".to_owned()]
    } else if forward(&found.results).any(|forward| forward) {
        let short = format!("{forward_sign} comes forward for variety");
        vec![format!("{short}: totals need not fall from row to row."), short]
    } else {
        Vec::new()
    };
    paint.line(bar, 1, Line::styled(page::longest(legend, width), styles.dim));
}

/// For each row, whether it stands before one with a higher total.
fn forward(rows: &[Recommendation]) -> impl Iterator<Item = bool> + '_ {
    rows.iter().enumerate().map(|(i, it)| it.place_by_total > i + 1)
}

/// Columns of the bars in rows of that width.
fn bar_width(width: usize) -> usize {
    match width {
        0..48 => 0,
        48..72 => 12,
        72..96 => 20,
        96..120 => 30,
        _ => 40,
    }
}

fn ranked(paint: &mut Paint, state: &State, found: &Recommendations, area: Rect) {
    let width = list_text(area);
    let (bar, moving) = (bar_width(width), state.ranking.sliders.is_some());
    let moved = if moving { MOVED } else { 0 };
    let told = if width >= WIDE { phrase::work } else { phrase::work_short };
    let works: Vec<String> = found.results.iter().map(|it| told(state.advisor.work(it.course))).collect();
    let widest = works.iter().map(|text| text.len() + 1).max().unwrap_or(0);
    let hours = if width >= 36 { widest.max(HOURS) } else { 0 };
    let title = width.saturating_sub(PLACE + moved + MARK + hours + TOTAL + bar + 2 * usize::from(bar > 0));
    let (styles, glyphs) = (paint.styles, paint.glyphs);
    let bars: Vec<Vec<Span<'static>>> = found.results.iter().map(|it| stacked(paint, it, bar)).collect();
    let forward: Vec<bool> = forward(&found.results).collect();
    paint.list(area, &state.recommend, found.results.len(), !moving, |i, _, base| {
        let it = &found.results[i];
        let (total, _) = it.shown(3);
        let mut spans = vec![Span::styled(format!("{:>3} ", i + 1), styles.dim)];
        if moving {
            let (text, style) = match state.movement(it.course, i + 1) {
                Some(Movement::Up(n)) => (format!("{}{n}", glyphs.moved[0]), styles.good),
                Some(Movement::Down(n)) => (format!("{}{n}", glyphs.moved[1]), styles.bad),
                Some(Movement::New) => ("new".to_owned(), styles.good),
                _ => (String::new(), styles.dim),
            };
            spans.push(Span::styled(pad(&text, MOVED), style));
        }
        spans.push(Span::styled(super::search::mark(state, it.course), styles.accent));
        spans.push(Span::styled(pad(&it.title, title), base));
        if hours > 0 {
            spans.push(Span::styled(pad_left(&works[i], hours), styles.dim));
        }
        if bar > 0 {
            spans.push(Span::raw("  "));
            spans.extend(bars[i].iter().cloned());
        }
        let sign = if forward[i] { glyphs.heads[2] } else { " " };
        let total = format!("{}.{:03}", total / 1000, total % 1000);
        spans.push(Span::styled(pad_left(&total, TOTAL - 2), Style::new()));
        spans.push(Span::styled(format!(" {sign}"), styles.dim));
        Line::from(spans)
    });
}

/// A total as a bar of `width` columns for 0–1, a piece for each component, in their order.
fn stacked(paint: &Paint, it: &Recommendation, width: usize) -> Vec<Span<'static>> {
    let cells = (u64::from(it.total) * width as u64 + 500_000) / 1_000_000;
    let parts: Vec<u128> = it.components.iter().map(|c| c.as_ref().map_or(0, |c| u128::from(c.contribution))).collect();
    let pieces = largest_remainder(&parts, cells);
    let mut spans: Vec<Span<'static>> = (pieces.iter().enumerate())
        .filter(|(_, cells)| **cells > 0)
        .map(|(i, &cells)| paint.part(i, cells as usize))
        .collect();
    spans.push(Span::raw(" ".repeat(width.saturating_sub(pieces.iter().sum::<u64>() as usize))));
    spans
}
