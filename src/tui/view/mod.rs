//! Drawing: the whole screen from the state, and nothing but drawing.

mod assess;
mod chrome;
mod first_run;
mod footer;
mod gap;
mod home;
mod overlay;
mod paint;
mod panel;
mod path;
mod path_graph;
mod path_steps;
mod profile;
mod prompt;
mod recommend;
mod recommend_detail;
mod search;
mod which_key;

use ratatui::{Frame, buffer::Buffer, layout::Rect, text::Line};

use super::Styles;
use crate::app::{Geometry, Overlay, Screen, Spot, State, in_ascii};
use paint::Paint;

/// Draws everything.
pub fn draw(frame: &mut Frame, state: &State, styles: &Styles) {
    draw_mapped(frame, state, styles);
}

/// Draws everything; what is where, for the mouse.
pub fn draw_mapped(frame: &mut Frame, state: &State, styles: &Styles) -> Vec<Spot> {
    let area = frame.area();
    let geometry = Geometry::new(area.width, area.height);
    let glyphs = state.look.glyphs();
    frame.buffer_mut().set_style(area, styles.screen);
    let place = state.place();
    let mut paint = Paint {
        buffer: frame.buffer_mut(),
        styles,
        glyphs,
        geometry,
        cursor: None,
        here: place,
        marked: state.marked_rows(place),
        spots: Vec::new(),
    };
    screen(&mut paint, state, area);
    let (cursor, spots) = (paint.cursor, paint.spots);
    if state.look.ascii {
        plain(frame.buffer_mut());
    }
    if let Some(at) = cursor {
        frame.set_cursor_position(at);
    }
    spots
}

/// Sentences are worded without knowing the terminal: their signs, and nobody's letters, are put right here.
fn plain(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if let Some(ascii) = in_ascii(cell.symbol()) {
            cell.set_symbol(ascii);
        }
    }
}

fn screen(paint: &mut Paint, state: &State, area: Rect) {
    let geometry = paint.geometry;
    if geometry.too_small() {
        too_small(paint, area);
        return;
    }
    chrome::header(paint, state);
    footer::draw(paint, state);
    let top = if geometry.is_low() { 1 } else { 2 };
    let body = Rect { y: area.y + top, height: geometry.body(), ..area };
    match state.overlays.iter().rev().find(|o| !matches!(o, Overlay::Prompt(_))) {
        Some(Overlay::Course { course, scroll }) => overlay::course(paint, state, body, *course, *scroll),
        Some(Overlay::Draft { problems, scroll }) => overlay::draft(paint, body, problems, *scroll),
        Some(Overlay::Progress(page)) => overlay::progress(paint, state, body, page),
        Some(Overlay::Help(help)) => overlay::help(paint, body, help),
        Some(Overlay::Palette(palette)) => overlay::palette(paint, body, palette),
        Some(Overlay::Assess(round)) => assess::draw(paint, state, body, round),
        Some(Overlay::FirstRun(run)) => first_run::draw(paint, state, body, run),
        Some(Overlay::Picker(picker)) => overlay::picker(paint, state, body, picker),
        _ => match state.screen {
            Screen::Home => home::draw(paint, state, body),
            Screen::Search => search::draw(paint, state, body),
            Screen::Gap => gap::draw(paint, state, body),
            Screen::Path => path::draw(paint, state, body),
            Screen::Recommend => recommend::draw(paint, state, body),
            Screen::Profile => profile::draw(paint, state, body),
        },
    }
    if let Some(Overlay::Prompt(it)) = state.overlays.last() {
        prompt::draw(paint, state, body, it);
    }
    which_key::draw(paint, state, body);
}

fn too_small(paint: &mut Paint, area: Rect) {
    for (y, text) in ["Too small:", "make it 20×6", "q quits"].into_iter().enumerate() {
        paint.line(area, y as u16, Line::raw(text));
    }
}
