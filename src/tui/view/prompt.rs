//! The line where a value is typed, and above it what can be chosen instead and what became of the last try.

use ratatui::{
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, below, fit, inset, pad, typed};
use crate::app::{Place, Prompt, State, Target, choices, page};

/// The line where a value is typed, and what is said beside it: the answer to the last try, or what a value looks like.
pub(super) fn line(paint: &mut Paint, state: &State, prompt: &Prompt, bar: Rect, row: u16) {
    let width = usize::from(bar.width);
    let label = label(state, prompt, width);
    let (text, column) = typed(&prompt.line, width.saturating_sub(label.width()));
    paint.cursor = Some(Position::new(bar.x + (label.width() + column) as u16, row));
    let room = room(state, prompt, width);
    // Where there are rows above, what is too long for this one is said there.
    let short = paint.geometry.is_low();
    let hint = match answer(paint, prompt) {
        Some((text, style)) if short || text.width() <= room => Span::styled(fit(text, room), style),
        _ => Span::styled(fit(prompt.hint(), room), paint.styles.dim),
    };
    let label = Span::styled(label, paint.styles.strong);
    paint.line(bar, row, Line::from(vec![label, Span::raw(text), Span::raw("   "), hint]));
}

fn label(state: &State, prompt: &Prompt, width: usize) -> String {
    fit(&prompt.label(state), width * 3 / 5) + ": "
}

/// Columns left beside what is typed.
fn room(state: &State, prompt: &Prompt, width: usize) -> usize {
    let label = label(state, prompt, width).width();
    let (text, _) = typed(&prompt.line, width.saturating_sub(label));
    width.saturating_sub(label + text.width() + 3)
}

/// What became of the last try.
fn answer<'p>(paint: &Paint, prompt: &'p Prompt) -> Option<(&'p str, Style)> {
    let error = prompt.error.as_deref().map(|text| (text, paint.styles.bad));
    error.or_else(|| prompt.asks.as_deref().map(|text| (text, paint.styles.accent)))
}

/// Over the last rows of the body; where they do not all fit, those around the one taken.
pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect, prompt: &Prompt) {
    let all = choices(state, prompt);
    let width = usize::from(inset(body, 1).width);
    let said = match answer(paint, prompt) {
        Some((text, style)) if text.width() > room(state, prompt, width) && !paint.geometry.is_low() => {
            page::wrap(text, width).into_iter().map(|line| Line::styled(line, style)).collect()
        }
        _ => Vec::new(),
    };
    let height = ((all.len() + said.len()) as u16 + 1).min(body.height);
    if height < 2 || all.is_empty() && said.is_empty() {
        return;
    }
    let area = below(body, body.height - height);
    paint.cover(area);
    paint.horizontal(area, 0);
    let bar = inset(below(area, 1), 1);
    let rows = usize::from(height - 1).saturating_sub(said.len());
    for (y, line) in (rows as u16..).zip(said) {
        paint.line(bar, y, line);
    }
    let taken = prompt.choice.unwrap_or(0);
    let top = (taken + 1).saturating_sub(rows).min(all.len().saturating_sub(rows));
    let names = all.iter().map(|c| c.name.width()).max().unwrap_or(0);
    let styles = paint.styles;
    for (y, (i, choice)) in (0..).zip(all.iter().enumerate().skip(top).take(rows)) {
        let here = prompt.choice == Some(i);
        let marker = if here { paint.glyphs.here } else { " " };
        let now = if choice.now { paint.glyphs.bullet } else { " " };
        let width = usize::from(bar.width).saturating_sub(names + 6);
        let spans = vec![
            Span::styled(format!("{marker} "), styles.marker),
            Span::styled(format!("{now} "), styles.accent),
            Span::styled(pad(&choice.name, names + 2), if here { styles.selected } else { styles.text }),
            Span::styled(fit(&choice.about, width), styles.dim),
        ];
        paint.line(bar, y, Line::from(spans));
        paint.spot(Rect { y: bar.y + y, height: 1, ..bar }, Target::Row { place: Place::Prompt, row: i });
    }
}
