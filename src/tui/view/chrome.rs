//! Around every screen: tabs and goal above, a word and the keys below.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, fit, inset};
use crate::app::{Action, Overlay, Screen, State, Target, commands};

fn rows(paint: &Paint) -> Rect {
    Rect::new(0, 0, paint.geometry.width, paint.geometry.height)
}

/// Tabs at the left, the goal at the right, a rule below.
pub(super) fn header(paint: &mut Paint, state: &State) {
    let area = rows(paint);
    let bar = inset(area, 1);
    let narrow = area.width < 66;
    let mut spans: Vec<Span> = Vec::new();
    let mut tabs = Vec::new();
    for screen in Screen::ALL {
        let from: usize = spans.iter().map(|s| s.content.width()).sum();
        let here = screen == state.screen;
        let number = format!("{} ", screen.index() + 1);
        let title = if narrow && !here { String::new() } else { screen.title().to_owned() };
        let gap = if title.is_empty() { " " } else { "   " };
        spans.push(Span::styled(
            number,
            if here {
                paint.styles.tab.remove_modifier(ratatui::style::Modifier::UNDERLINED)
            } else {
                paint.styles.dim
            },
        ));
        spans.push(Span::styled(title, if here { paint.styles.tab } else { paint.styles.text }));
        let to: usize = spans.iter().map(|s| s.content.width()).sum();
        tabs.push((from, to - from, screen));
        spans.push(Span::raw(gap));
    }
    for (from, width, screen) in tabs {
        paint.spot(part(bar, 0, from, width), Target::Do(Action::Show(screen)));
    }
    let used: usize = spans.iter().map(|s| s.content.width()).sum();
    let room = usize::from(bar.width).saturating_sub(used);
    let goal = fit(&goals(state), room);
    spans.push(Span::raw(" ".repeat(room.saturating_sub(goal.width()))));
    if room >= 8 {
        spans.push(Span::styled(goal, paint.styles.dim));
    }
    paint.line(bar, 0, Line::from(spans));
    if !paint.geometry.is_low() {
        paint.horizontal(area, 1);
    }
}

/// So many columns of a row of `bar`, as far as they are on it.
fn part(bar: Rect, row: u16, from: usize, width: usize) -> Rect {
    let x = from.min(usize::from(bar.width)) as u16;
    Rect { x: bar.x + x, y: bar.y + row, width: (width.min(usize::from(bar.width - x))) as u16, height: 1 }
}

/// What is aimed at, in one line.
pub(super) fn goals(state: &State) -> String {
    let goals = &state.advisor.profile().goals;
    let titles: Vec<String> = goals.iter().map(|id| state.goal_title(id).to_owned()).collect();
    if titles.is_empty() { "no goal yet".to_owned() } else { titles.join(" + ") }
}

/// What just happened, or what is asked, and the keys that work here.
pub(super) fn footer(paint: &mut Paint, state: &State) {
    let area = rows(paint);
    let bar = inset(area, 1);
    let bending = state.screen == Screen::Path && (state.bend.answer.pending || state.inquiry.is_pending());
    let (keys, word) = (area.height - 1, area.height.saturating_sub(2));
    let mut keys_free = true;
    let low = paint.geometry.is_low();
    let word_row = if low { keys } else { word };
    if let Some(Overlay::Prompt(prompt)) = state.overlays.last() {
        super::prompt::line(paint, state, prompt, bar, word_row);
        keys_free = !low;
    } else if let Some(notice) = &state.notice {
        let (mark, style) = if notice.problem {
            (paint.glyphs.problem, paint.styles.bad)
        } else {
            (paint.glyphs.met, paint.styles.good)
        };
        let text = fit(&notice.text, usize::from(bar.width).saturating_sub(2));
        paint.line(bar, word_row, Line::from(vec![Span::styled(format!("{mark} "), style), Span::raw(text)]));
        keys_free = !low;
    } else if let Some(problem) = &state.problem {
        let room = usize::from(bar.width).saturating_sub(2);
        let way_out = "  Esc dismisses";
        let way_out = if problem.width() + way_out.len() <= room { way_out } else { "" };
        let text = fit(problem, room);
        let spans =
            vec![Span::styled("! ", paint.styles.bad), Span::raw(text), Span::styled(way_out, paint.styles.dim)];
        paint.line(bar, word_row, Line::from(spans));
        paint.spot(part(bar, word_row, 0, usize::from(bar.width)), Target::Problem);
        keys_free = !low;
    } else if let (false, marked @ 1..) = (low, state.marked_here().len()) {
        let text = format!("* {} marked; what is done now is done to all of them, Esc clears", marked);
        paint.line(bar, word_row, Line::styled(fit(&text, usize::from(bar.width)), paint.styles.accent));
    } else if !low && (state.plan.pending || state.gap.pending || state.recommended.pending || bending) {
        let text = match (&state.plan.value, state.plan.pending) {
            (Some(_), true) => "looking for a shorter way …",
            _ => "working it out …",
        };
        paint.line(bar, word_row, Line::styled(text, paint.styles.dim));
    }
    if keys_free {
        footer_keys(paint, state, bar, keys);
    }
}

/// As many keys as fit; the last ones of the table (help, quit) are the last to go.
fn footer_keys(paint: &mut Paint, state: &State, bar: Rect, row: u16) {
    let width = usize::from(bar.width);
    let mut all: Vec<(String, &str, Action)> = (commands(state).iter())
        .filter(|c| !c.spec().hint.is_empty())
        .filter_map(|c| Some((c.chords.first()?.to_string(), c.spec().hint, c.spec().action)))
        .collect();
    let columns = |(key, hint, _): &(String, &str, Action)| key.width() + 1 + hint.width() + 2;
    let mut used: usize = all.iter().map(columns).sum::<usize>().saturating_sub(2);
    while used > width && all.len() > 1 {
        let at = all.len().saturating_sub(3);
        used -= columns(&all.remove(at));
    }
    let mut spans = Vec::new();
    let mut at = 0;
    for (i, (key, hint, action)) in all.into_iter().enumerate() {
        if i > 0 {
            spans.push(Span::raw("  "));
            at += 2;
        }
        let columns = key.width() + 1 + hint.width();
        paint.spot(part(bar, row, at, columns), Target::Do(action));
        at += columns;
        spans.push(Span::styled(key, paint.styles.key));
        spans.push(Span::styled(format!(" {hint}"), paint.styles.dim));
    }
    paint.line(bar, row, Line::from(spans));
}
