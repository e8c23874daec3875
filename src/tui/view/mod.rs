//! Drawing: the whole screen from the state, and nothing but drawing.

mod chrome;
mod gap;
mod home;
mod overlay;
mod paint;
mod path;
mod profile;
mod recommend;
mod search;
mod which_key;

use ratatui::{Frame, layout::Rect, text::Line};

use super::Styles;
use crate::app::{Geometry, Overlay, Screen, State};
use paint::Paint;

/// Draws everything.
pub fn draw(frame: &mut Frame, state: &State, styles: &Styles) {
    let area = frame.area();
    let geometry = Geometry::new(area.width, area.height);
    let mut paint = Paint { buffer: frame.buffer_mut(), styles, geometry, cursor: None };
    if geometry.too_small() {
        too_small(&mut paint, area);
        return;
    }
    chrome::header(&mut paint, state);
    chrome::footer(&mut paint, state);
    let top = if geometry.is_low() { 1 } else { 2 };
    let body = Rect { y: area.y + top, height: geometry.body(), ..area };
    match state.overlays.iter().rev().find(|o| !matches!(o, Overlay::Prompt(_))) {
        Some(Overlay::Course { course, scroll }) => overlay::course(&mut paint, state, body, *course, *scroll),
        Some(Overlay::Help(help)) => overlay::help(&mut paint, body, help),
        Some(Overlay::Picker(picker)) => overlay::picker(&mut paint, state, body, picker),
        _ => match state.screen {
            Screen::Home => home::draw(&mut paint, state, body),
            Screen::Search => search::draw(&mut paint, state, body),
            Screen::Gap => gap::draw(&mut paint, state, body),
            Screen::Path => path::draw(&mut paint, state, body),
            Screen::Recommend => recommend::draw(&mut paint, state, body),
            Screen::Profile => profile::draw(&mut paint, state, body),
        },
    }
    which_key::draw(&mut paint, state, body);
    if let Some(at) = paint.cursor {
        frame.set_cursor_position(at);
    }
}

fn too_small(paint: &mut Paint, area: Rect) {
    for (y, text) in ["Too small:", "make it 20×6", "q quits"].into_iter().enumerate() {
        paint.line(area, y as u16, Line::raw(text));
    }
}
