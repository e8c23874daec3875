//! Home: what `app` says about where the learner stands, in columns; a kind word where there is nothing to say.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::paint::{Paint, columns, inset};
use crate::{
    app::{Action, Screen, State, Target, home, page::longest},
    phrase,
};

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
    let (text, short) = if state.advisor.profile().goals.is_empty() {
        ("No goal yet. What do you want to be able to do?".to_owned(), "No goal yet.")
    } else {
        (format!("{problem}; perhaps it belongs to another catalog."), "No such goal in this catalog.")
    };
    let width = usize::from(area.width);
    paint.line(area, 0, Line::styled(longest([text, short.to_owned()], width), styles.strong));
    let catalog = state.advisor.catalog();
    let courses = phrase::count(catalog.courses().len() as u64, "course");
    let steps = [
        (
            Action::ChooseGoal,
            format!(
                "choose one of {}: it shows the shortest way there",
                phrase::count(catalog.goals().len() as u64, "goal")
            ),
        ),
        (Action::Show(Screen::Profile), "say what you know already: the way gets shorter".to_owned()),
        (Action::Show(Screen::Recommend), "see what you could start today".to_owned()),
        (Action::Search, format!("look around in {courses}")),
        (Action::Help, "see what the keys do".to_owned()),
    ];
    let known = steps.into_iter().filter_map(|(action, doc)| Some((action, state.key_for(action)?, doc)));
    for (y, (action, key, doc)) in (2..).zip(known) {
        let key = format!("{key}  ");
        let short = doc.split(": ").next().map(str::to_owned);
        let doc = longest([Some(doc.clone()), short].into_iter().flatten(), width.saturating_sub(columns(&key)));
        let line = Line::from(vec![Span::styled(key, styles.key), Span::raw(doc)]);
        paint.spot(Rect { y: area.y + y, height: 1, ..area }.intersection(area), Target::Do(action));
        paint.line(area, y, line);
    }
}
