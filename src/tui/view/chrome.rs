//! Above every screen: tabs and goal.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, fit, inset};
use crate::app::{Action, Screen, State, Target};

pub(super) fn rows(paint: &Paint) -> Rect {
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
pub(super) fn part(bar: Rect, row: u16, from: usize, width: usize) -> Rect {
    let x = from.min(usize::from(bar.width)) as u16;
    Rect { x: bar.x + x, y: bar.y + row, width: (width.min(usize::from(bar.width - x))) as u16, height: 1 }
}

/// What is aimed at, in one line.
pub(super) fn goals(state: &State) -> String {
    let goals = &state.advisor.profile().goals;
    let titles: Vec<String> = goals.iter().map(|id| state.goal_title(id).to_owned()).collect();
    if titles.is_empty() { "no goal yet".to_owned() } else { titles.join(" + ") }
}
