//! Below every screen: a word on what happens, and the keys.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::{
    chrome::{part, rows},
    paint::{Paint, fit, inset},
};
use crate::app::{Action, Overlay, Screen, State, Target, commands};

/// A key, its word, and what it does.
type Hint = (String, &'static str, Action);

/// Columns between two keys.
const APART: usize = 2;

/// What just happened, or what is asked, and the keys that work here: in one row, or where they are too many and
/// nothing is to be said, those for what is selected above those for the screen.
pub(super) fn draw(paint: &mut Paint, state: &State) {
    let bar = inset(rows(paint), 1);
    let last = paint.geometry.height - 1;
    let low = paint.geometry.is_low();
    let above = if low { last } else { last.saturating_sub(1) };
    let said = word(paint, state, bar, above);
    if said && low {
        return;
    }
    let marked = if low { 0 } else { state.marked_here().len() };
    let all = hints(state, |_| true);
    let split = !said && !low && (marked > 0 || columns(&all) > usize::from(bar.width));
    if !split {
        if !said && !low {
            pending(paint, state, bar, above);
        }
        keys(paint, bar, last, all);
        return;
    }
    let free = pending(paint, state, bar, above);
    if marked == 0 {
        keys(paint, free, above, hints(state, Action::is_on_selection));
        keys(paint, bar, last, hints(state, |action| !action.is_on_selection()));
        return;
    }
    let mark = format!("{} {marked} marked:  ", paint.glyphs.marked);
    let at = (mark.width() as u16).min(free.width);
    let beside = Rect { x: free.x + at, width: free.width - at, ..free };
    paint.line(free, above, Line::styled(mark, paint.styles.accent));
    let mut on_them = hints(state, Action::is_on_marked);
    on_them
        .extend(hints(state, |action| action == Action::Back).into_iter().map(|(key, _, back)| (key, "clear", back)));
    keys(paint, beside, above, on_them);
    keys(paint, bar, last, hints(state, |action| !action.is_on_marked() && action != Action::Back));
}

/// What is asked, or what just happened; whether there is any of that.
fn word(paint: &mut Paint, state: &State, bar: Rect, row: u16) -> bool {
    if let Some(Overlay::Prompt(prompt)) = state.overlays.last() {
        super::prompt::line(paint, state, prompt, bar, row);
    } else if let Some(notice) = &state.notice {
        let (mark, style) = if notice.problem {
            (paint.glyphs.problem, paint.styles.bad)
        } else {
            (paint.glyphs.met, paint.styles.good)
        };
        say(paint, bar, row, (mark, style), &notice.text, "");
    } else if let Some(problem) = &state.problem {
        say(paint, bar, row, (paint.glyphs.problem, paint.styles.bad), problem, "  Esc dismisses");
        paint.spot(part(bar, row, 0, usize::from(bar.width)), Target::Problem);
    } else {
        return false;
    }
    true
}

/// A sign, a text, and what may be left out behind it.
fn say(paint: &mut Paint, bar: Rect, row: u16, (mark, style): (&str, Style), text: &str, rest: &'static str) {
    let room = usize::from(bar.width).saturating_sub(2);
    let rest = if text.width() + rest.width() <= room { rest } else { "" };
    let spans =
        vec![Span::styled(format!("{mark} "), style), Span::raw(fit(text, room)), Span::styled(rest, paint.styles.dim)];
    paint.line(bar, row, Line::from(spans));
}

/// At the right end, that something is being worked out; what is left of the row.
fn pending(paint: &mut Paint, state: &State, bar: Rect, row: u16) -> Rect {
    let bending = state.screen == Screen::Path && (state.bend.answer.pending || state.inquiry.is_pending());
    let text = match (&state.plan.value, state.plan.pending) {
        (Some(_), true) => "looking for a shorter way …",
        _ if state.plan.pending || state.gap.pending || state.recommended.pending || bending => "working it out …",
        _ => return bar,
    };
    let left = bar.width.saturating_sub(text.width() as u16);
    let end = Rect { x: bar.x + left, width: bar.width - left, ..bar };
    paint.line(end, row, Line::styled(text, paint.styles.dim));
    Rect { width: left.saturating_sub(APART as u16), ..bar }
}

/// What the footer names, in the order of the table.
fn hints(state: &State, of: impl Fn(Action) -> bool) -> Vec<Hint> {
    (commands(state).iter())
        .filter(|c| !c.spec().hint.is_empty() && of(c.spec().action))
        .filter_map(|c| Some((c.chords.first()?.to_string(), c.spec().hint, c.spec().action)))
        .collect()
}

fn columns(hints: &[Hint]) -> usize {
    hints.iter().map(|(key, hint, _)| key.width() + 1 + hint.width() + APART).sum::<usize>().saturating_sub(APART)
}

/// As many keys as fit; help and leaving are the last to go.
fn keys(paint: &mut Paint, bar: Rect, row: u16, mut hints: Vec<Hint>) {
    let general = hints.iter().rev().take_while(|(_, _, a)| matches!(a, Action::Help | Action::Quit)).count();
    while columns(&hints) > usize::from(bar.width) && hints.len() > 1 {
        hints.remove(hints.len() - 1 - general.min(hints.len() - 1));
    }
    let mut spans = Vec::new();
    let mut at = 0;
    for (i, (key, hint, action)) in hints.into_iter().enumerate() {
        if i > 0 {
            spans.push(Span::raw(" ".repeat(APART)));
            at += APART;
        }
        let columns = key.width() + 1 + hint.width();
        paint.spot(part(bar, row, at, columns), Target::Do(action));
        at += columns;
        spans.push(Span::styled(key, paint.styles.key));
        spans.push(Span::styled(format!(" {hint}"), paint.styles.dim));
    }
    paint.line(bar, row, Line::from(spans));
}
