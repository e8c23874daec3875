//! What can be chosen instead of typed, above the line where a value is typed.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, below, fit, inset, pad};
use crate::app::{Prompt, State, choices};

/// Over the last rows of the body; where they do not all fit, those around the one taken.
pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect, prompt: &Prompt) {
    let all = choices(state, prompt);
    let height = (all.len() as u16 + 1).min(body.height);
    if all.is_empty() || height < 2 {
        return;
    }
    let area = below(body, body.height - height);
    paint.cover(area);
    paint.horizontal(area, 0);
    let bar = inset(below(area, 1), 1);
    let rows = usize::from(height - 1);
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
    }
}
