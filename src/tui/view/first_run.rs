//! The first run: three steps from nothing to a plan.

use ratatui::{
    layout::{Position, Rect},
    text::{Line, Span},
};

use super::paint::{Paint, below, columns, fit, inset, lit, pad, pad_left, page_text, typed};
use crate::{
    app::page::longest,
    app::{EditLine, FirstRun, FirstStep, Picked, Picker, State, Telling, first_plan_rows, pick_page, picks},
    phrase,
};

const STEPS: [&str; 3] = ["Your goal", "What you know", "Your plan"];

/// Where what is typed names nothing.
fn nothing(paint: &mut Paint, area: Rect) {
    let text = longest(
        ["Nothing is called that; try fewer letters.", "Nothing is called that."].map(str::to_owned),
        usize::from(area.width),
    );
    paint.line(area, 0, Line::styled(text, paint.styles.dim));
}

/// What is asked for first.
const QUESTION: &str = "What do you want to be able to do?";

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect, run: &FirstRun) {
    let at = match run.step {
        FirstStep::Goal => 0,
        FirstStep::Know | FirstStep::Courses => 1,
        FirstStep::Plan => 2,
    };
    let used = steps(paint, body, at);
    let rest = below(body, used);
    match run.step {
        FirstStep::Goal => goal(paint, state, rest, &run.goals),
        FirstStep::Know => know(paint, state, rest, run),
        FirstStep::Courses => courses(paint, state, rest, run),
        FirstStep::Plan => paint.page(inset(rest, 2), &first_plan_rows(state, paint.geometry.page_width()), run.scroll),
    }
}

/// Where one is among the three steps; how many rows that took.
fn steps(paint: &mut Paint, body: Rect, at: usize) -> u16 {
    let styles = paint.styles;
    let area = inset(body, 2);
    let narrow = body.width < 60;
    let mut spans = Vec::new();
    for (i, title) in STEPS.into_iter().enumerate() {
        let style = if i == at { styles.heading } else { styles.dim };
        let sign = if i < at { paint.glyphs.met.to_owned() } else { (i + 1).to_string() };
        let title = if narrow && i != at { String::new() } else { format!(" {title}") };
        spans.push(Span::styled(format!("{sign}{title}"), style));
        if i + 1 < STEPS.len() {
            spans.push(Span::styled(format!("  {}  ", paint.glyphs.across.repeat(2)), styles.rule));
        }
    }
    paint.line(area, 0, Line::from(spans));
    if paint.geometry.is_low() { 1 } else { 2 }
}

fn query(paint: &mut Paint, area: Rect, y: u16, line: &EditLine, hint: &'static str) {
    let (text, column) = typed(line, usize::from(area.width).saturating_sub(2));
    let text = if text.is_empty() { Span::styled(hint, paint.styles.dim) } else { Span::raw(text) };
    paint.line(area, y, Line::from(vec![Span::styled("/ ", paint.styles.marker), text]));
    paint.cursor = Some(Position::new(area.x + 2 + column as u16, area.y + y));
}

fn goal(paint: &mut Paint, state: &State, body: Rect, picker: &Picker) {
    let styles = paint.styles;
    let low = paint.geometry.is_low();
    let all = picks(state, picker);
    let width = paint.geometry.list_width();
    let area = Rect { width, ..body };
    let bar = inset(area, 2);
    if !low {
        paint.line(bar, 0, Line::styled(QUESTION, styles.strong));
        let count = phrase::count(all.len() as u64, "goal");
        let left = usize::from(width).saturating_sub(columns(&count) + 1);
        let end = Rect { x: area.x + left as u16, width: width - left as u16, ..area };
        if left > usize::from(bar.x) + QUESTION.len() {
            paint.line(end, 0, Line::styled(count, styles.dim));
        }
    }
    let y = u16::from(!low);
    query(paint, bar, y, &picker.query, "type to narrow");
    let mut list = below(area, if low { 1 } else { 3 });
    if !paint.geometry.two_panes() && list.height > 4 {
        // One pane: the path to the selected goal below the list.
        list.height -= 1;
        if !all.is_empty() {
            let text = fit(&path_text(state), usize::from(bar.width));
            paint.line(bar, bar.height - 1, Line::styled(text, styles.accent));
        }
    }
    if all.is_empty() {
        nothing(paint, inset(list, 2));
    }
    paint.list(list, &picker.cursor, all.len(), true, |i, width, base| {
        let pick = &all[i];
        let detail = 11.min(width / 3);
        let mut spans = lit(&pick.title, &pick.matched, width.saturating_sub(detail), base, styles.matched);
        spans.push(Span::styled(pad_left(&pick.detail, detail), styles.dim));
        Line::from(spans)
    });
    let Some(i) = picker.cursor.selected(all.len()).filter(|_| paint.geometry.two_panes()) else { return };
    paint.vertical(width, body);
    let detail = inset(Rect { x: width + 1, width: body.width - width - 1, ..body }, 1);
    let text = path_text(state);
    let lines = crate::app::page::wrap(&text, usize::from(detail.width));
    for (y, line) in lines.iter().enumerate() {
        paint.line(detail, y as u16, Line::styled(line.clone(), styles.accent));
    }
    let below_path = below(detail, lines.len() as u16 + 1);
    let rows = pick_page(state, &all[i].what, page_text(detail));
    // The title stands in the list already.
    let skip = usize::from(matches!(all[i].what, Picked::Goal(_)));
    paint.page(below_path, rows.get(skip..).unwrap_or_default(), 0);
}

/// How long the path to the selected goal is, once that is known.
fn path_text(state: &State) -> String {
    match &state.plan.value {
        Some(plan) => format!("From nothing: {}", phrase::totals(plan)),
        None => "From nothing: working it out …".to_owned(),
    }
}

fn know(paint: &mut Paint, state: &State, body: Rect, run: &FirstRun) {
    let styles = paint.styles;
    let low = paint.geometry.is_low();
    let area = inset(body, 2);
    let width = usize::from(area.width.min(90));
    let mut y = 0;
    if !low {
        paint.line(area, 0, Line::styled("What do you know already?", styles.strong));
        let why = "The path leaves out what you know. All of it can be changed later.";
        paint.line(area, 1, Line::styled(fit(why, width), styles.dim));
        y = 3;
    }
    let done = run.done.len() as u64;
    let list = Rect { width: body.width.min(94), ..below(body, y) };
    let list = Rect { height: list.height.min(Telling::ALL.len() as u16), ..list };
    paint.list(list, &run.telling, Telling::ALL.len(), true, |i, width, base| {
        let (title, about) = match Telling::ALL[i] {
            Telling::Questions if run.told() > 0 => {
                ("Answer more questions", format!("{} so far", phrase::count(run.told() as u64, "level")))
            }
            Telling::Questions => ("Answer a few questions", "one key each; answers settle others".to_owned()),
            Telling::Courses if done > 0 => ("Mark courses I have done", phrase::count(done, "course") + " so far"),
            Telling::Courses => ("Mark courses I have done", "what they teach counts".to_owned()),
            Telling::Plan if done > 0 || run.told() > 0 => ("Go on to the plan", String::new()),
            Telling::Plan => ("Start from nothing", "straight to the plan".to_owned()),
        };
        let name = 28.min(width);
        Line::from(vec![
            Span::styled(pad(title, name), base),
            Span::styled(if width < name + about.chars().count() { String::new() } else { about }, styles.dim),
        ])
    });
    let rest = below(area, y + Telling::ALL.len() as u16 + u16::from(!low));
    let text = match &state.plan.value {
        Some(plan) => format!("{}: {}", super::chrome::goals(state), phrase::totals(plan)),
        None => "Working the path out …".to_owned(),
    };
    for (y, line) in crate::app::page::wrap(&text, width).into_iter().enumerate() {
        paint.line(rest, y as u16, Line::styled(line, styles.accent));
    }
}

fn courses(paint: &mut Paint, state: &State, body: Rect, run: &FirstRun) {
    let styles = paint.styles;
    let low = paint.geometry.is_low();
    let area = inset(body, 2);
    let mut y = 0;
    if !low {
        let text = format!("Which of these have you done?  {} marked", run.done.len());
        paint.line(area, 0, Line::styled(fit(&text, usize::from(area.width)), styles.strong));
        y = 1;
    }
    query(paint, area, y, &state.search.query, "type words of a title");
    let list = below(body, if low { 1 } else { 3 });
    let hits = &state.search.found.results;
    if hits.is_empty() {
        nothing(paint, inset(list, 2));
    }
    let catalog = state.advisor.catalog();
    let mark = paint.glyphs.done;
    paint.list(list, &run.course, hits.len(), true, |i, width, base| {
        let course = catalog.course(hits[i].course);
        let sign = if run.done.contains(&course.id) { format!("{mark} ") } else { "  ".to_owned() };
        let provider = (width / 3).min(26);
        let title = width.saturating_sub(2 + provider);
        Line::from(vec![
            Span::styled(sign, styles.accent),
            Span::styled(pad(&course.title, title.saturating_sub(1)) + " ", base),
            Span::styled(pad(&course.provider, provider), styles.dim),
        ])
    });
}
