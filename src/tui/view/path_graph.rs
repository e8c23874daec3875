//! The graph of the path: the part of its drawing in view, the selected step in words, what the signs mean.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};
use unicode_width::UnicodeWidthStr as _;

use super::paint::{Paint, below, fit, inset};
use crate::{
    app::{
        Drawing, Place, State, Target,
        graph::{ASCII, Alphabet, Ink, Role, UNICODE, draw as draw_graph},
        graph_room,
    },
    path::Plan,
    phrase,
};

pub(super) fn draw(paint: &mut Paint, state: &State, plan: &Plan, body: Rect) {
    let room = graph_room(state, paint.geometry);
    let rest = below(body, room.heading as u16);
    let area = inset(Rect { height: rest.height.min(room.rows as u16), ..rest }, 1);
    let Some(drawing) = &state.path_view.graph else { return };
    let alphabet = if state.look.ascii { &ASCII } else { &UNICODE };
    cells(paint, state, drawing, alphabet, area);
    spots(paint, state, drawing, area);
    let strip = inset(below(rest, area.height), 1);
    match room.about {
        0 => {}
        1 => about(paint, state, plan, strip, 0),
        _ => {
            legend(paint, state, drawing, alphabet, strip);
            about(paint, state, plan, strip, 1);
        }
    }
}

fn cells(paint: &mut Paint, state: &State, drawing: &Drawing, alphabet: &Alphabet, area: Rect) {
    let current = state.path_step().and_then(|step| drawing.of.node_of(step));
    let drawn = draw_graph(&drawing.of.graph, &drawing.of.nodes, &drawing.layout, current, alphabet);
    let (left, top) = state.path_view.corner;
    for (y, row) in drawn.rows.iter().skip(top).take(usize::from(area.height)).enumerate() {
        for (x, (symbol, ink)) in row.iter().skip(left).take(usize::from(area.width)).enumerate() {
            // A wide character that begins or ends outside is left out.
            let cut = symbol.is_empty() && x == 0 || x + symbol.width() > usize::from(area.width);
            let (x, y) = (area.x + x as u16, area.y + y as u16);
            let style = style(paint, *ink);
            if cut {
                paint.buffer[(x, y)].set_symbol(" ").set_style(style);
            } else if !symbol.is_empty() {
                paint.buffer.set_string(x, y, symbol, style);
            }
        }
    }
}

/// Nodes take clicks, row by row: in one of several courses each has its own.
fn spots(paint: &mut Paint, state: &State, drawing: &Drawing, area: Rect) {
    let (left, top) = state.path_view.corner;
    paint.spot(area, Target::List(Place::Graph));
    for (card, steps) in drawing.layout.cards.iter().zip(&drawing.of.steps) {
        let from = card.x.max(left);
        let to = (card.x + card.width).min(left + usize::from(area.width));
        for row in card.y.max(top)..(card.y + card.height).min(top + usize::from(area.height)) {
            let line = (row - card.y).saturating_sub(usize::from(drawing.layout.framed));
            let title = card.title_of.get(line).or(card.title_of.last()).copied().unwrap_or(0);
            if let Some(&step) = steps.get(title).filter(|_| from < to) {
                let x = area.x + (from - left) as u16;
                let spot = Rect { x, y: area.y + (row - top) as u16, width: (to - from) as u16, height: 1 };
                paint.spot(spot, Target::Row { place: Place::Graph, row: step });
            }
        }
    }
}

fn style(paint: &Paint, ink: Ink) -> Style {
    let s = paint.styles;
    match ink {
        Ink::Empty => Style::new(),
        Ink::Line(true) | Ink::Frame(Role::Supplier | Role::Dependant) | Ink::Mark(_) => s.lit,
        Ink::Line(false) | Ink::Frame(Role::Other) => s.rule,
        Ink::Frame(Role::Here) => s.marker,
        Ink::Text(Role::Here) => s.strong,
        Ink::Chosen => s.selected,
        Ink::Text(Role::Supplier | Role::Dependant) => s.strong,
        Ink::Text(Role::Other) => s.text,
        Ink::Goal => s.good,
    }
}

/// A rule that says where there is more, and what the signs mean.
fn legend(paint: &mut Paint, state: &State, drawing: &Drawing, alphabet: &Alphabet, strip: Rect) {
    let (styles, glyphs) = (paint.styles, paint.glyphs);
    paint.horizontal(strip, 0);
    let room = graph_room(state, paint.geometry);
    let (x, y) = state.path_view.corner;
    let ways = [
        (x > 0, alphabet.more[0]),
        (x + room.columns < drawing.layout.width, alphabet.more[1]),
        (y > 0, alphabet.more[2]),
        (y + room.rows < drawing.layout.height, alphabet.more[3]),
    ];
    let more: Vec<String> = ways.iter().filter(|w| w.0).map(|w| w.1.to_string()).collect();
    if !more.is_empty() {
        paint.line(strip, 0, Line::styled(format!("more {} ", more.join(" ")), styles.accent));
    }
    let goal = drawing.of.nodes.iter().any(|n| n.marked);
    let mut spans = vec![Span::raw(" ")];
    let entries = [
        (Some(alphabet.supplier), "it rests on", styles.lit),
        (Some(alphabet.dependant), "rests on it", styles.lit),
        (goal.then_some(alphabet.goal), "the goal asks for it", styles.good),
    ];
    for (sign, words, style) in entries {
        let Some(sign) = sign else { continue };
        if spans.len() > 1 {
            spans.push(Span::styled(format!(" {} ", glyphs.bullet), styles.dim));
        }
        spans.push(Span::styled(sign.to_string(), style));
        spans.push(Span::styled(format!(" {words}"), styles.dim));
    }
    let width: usize = spans.iter().map(|s| s.content.width()).sum();
    let room = usize::from(strip.width).saturating_sub(15);
    if width <= room {
        let x = strip.x + strip.width - width as u16;
        paint.line(Rect { x, width: width as u16, ..strip }, 0, Line::from(spans));
    }
}

/// The selected step: its title in full and its facts, then whom it rests on and supplies, and what it brings.
fn about(paint: &mut Paint, state: &State, plan: &Plan, strip: Rect, y: u16) {
    let Some(at) = state.path_step() else { return };
    let Some(step) = plan.steps.get(at) else { return };
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    let styles = paint.styles;
    let width = usize::from(strip.width);
    let price = step.price.map_or_else(|| "price unknown".to_owned(), |p| phrase::price(p, plan.premises.currency));
    let mut facts = vec![phrase::step_hours(step), price];
    if let (Some(start), Some(end)) = (step.start, step.end) {
        facts.push(phrase::span(start, end));
    }
    facts.push(step.provider.clone());
    let number = format!("{} ", step.position);
    let title = fit(&step.title, width.saturating_sub(number.width()));
    let left = width.saturating_sub(number.width() + title.width());
    paint.line(
        strip,
        y,
        Line::from(vec![
            Span::styled(number, styles.dim),
            Span::styled(title, styles.strong),
            Span::styled(
                if left > 12 { fit(&format!("  {}", facts.join(" · ")), left) } else { String::new() },
                styles.dim,
            ),
        ]),
    );
    let brings = phrase::raises(step, names);
    let mut more = phrase::neighbours(plan, step);
    if !brings.is_empty() {
        more += &format!(" · {brings}");
    }
    paint.line(strip, y + 1, Line::styled(fit(&more, width), styles.dim));
}
