//! Home: what `app` says about where the learner stands, in columns; a kind word where there is nothing to say.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::paint::{Paint, fit, inset};
use crate::app::{Action, Screen, State, home};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    if state.no_aim.is_some() {
        nothing_yet(paint, state, body);
        return;
    }
    for (i, column) in home(state, paint.geometry).iter().enumerate() {
        if i > 0 {
            paint.vertical(column.x - 2, body);
        }
        let area = Rect { x: body.x + column.x, width: column.width, ..body }.intersection(body);
        paint.page(area, &column.rows, 0);
    }
}

/// What to do when there is nothing to show.
pub(super) fn nothing_yet(paint: &mut Paint, state: &State, body: Rect) {
    let area = inset(body, 2);
    let styles = paint.styles;
    let Some(problem) = &state.no_aim else {
        paint.line(area, 0, Line::styled("Working it out …", styles.dim));
        return;
    };
    let text = if state.advisor.profile().goals.is_empty() {
        "No goal yet. What do you want to be able to do?".to_owned()
    } else {
        format!("{problem}; perhaps it belongs to another catalog.")
    };
    paint.line(area, 0, Line::styled(fit(&text, usize::from(area.width)), styles.strong));
    let steps = [
        (Action::ChooseGoal, "choose a goal"),
        (Action::Show(Screen::Profile), "say what you know already"),
        (Action::Show(Screen::Path), "see the shortest way there"),
        (Action::Search, "or look around first"),
    ];
    let known = steps.into_iter().filter_map(|(action, doc)| Some((state.key_for(action)?, doc)));
    for (y, (key, doc)) in known.enumerate() {
        let line = Line::from(vec![Span::styled(format!("{key}  "), styles.key), Span::raw(doc)]);
        paint.line(area, y as u16 + 2, line);
    }
}
