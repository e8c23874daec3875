//! A screen as a picture: text in columns of a fixed width, bars and lines as shapes, so that they look alike whatever
//! font shows it.

use std::fmt::Write as _;

use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier},
};
use unicode_width::UnicodeWidthStr as _;

/// A cell, in tenths of a pixel to stay with integers.
const WIDE: u32 = 84;
const HIGH: u32 = 180;
/// Around the screen.
const EDGE: u32 = 120;
/// From the top of a cell to the line letters stand on.
const BASE: u32 = 134;

fn px(tenths: u32) -> String {
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

fn hex(color: Color) -> String {
    match color {
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        other => panic!("{other} is whatever a terminal makes of it; take a theme with colours of its own"),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// How a character of a bar or a line is drawn: opacity of the whole cell, or which arms of a line there are.
enum Shape {
    /// Filled, so many hundredths opaque, from the left in eighths of the width.
    Fill(u32, u32),
    /// Left, right, up, down, and how strong.
    Arms([bool; 4], u32),
}

fn shape(symbol: &str) -> Option<Shape> {
    let fill = |opacity, eighths| Some(Shape::Fill(opacity, eighths));
    match symbol {
        "█" => return fill(100, 8),
        "▓" => return fill(75, 8),
        "▒" => return fill(50, 8),
        "░" => return fill(25, 8),
        "▌" => return fill(100, 4),
        "▏" => return fill(100, 1),
        _ => {}
    }
    // Left, right, up and down, added up as 8, 4, 2 and 1.
    let thin = ["╷", "╵", "│", "╶", "╭┌", "╰└", "├", "╴", "╮┐", "╯┘", "┤", "─", "┬", "┴", "┼"];
    let thick = ["╻", "╹", "┃", "╺", "┏", "┗", "┣", "╸", "┓", "┛", "┫", "━", "┳", "┻", "╋"];
    let arms = |set: [&str; 15], strong| {
        let bits = set.iter().position(|s| !symbol.is_empty() && s.contains(symbol))? + 1;
        Some(Shape::Arms([8, 4, 2, 1].map(|bit| bits & bit > 0), strong))
    };
    arms(thin, 1).or_else(|| arms(thick, 2))
}

fn draw_shape(out: &mut String, shape: &Shape, (x, y): (u32, u32), cells: u32, color: &str) {
    match shape {
        Shape::Fill(opacity, eighths) => {
            let width = px(WIDE * cells * eighths / 8);
            let opacity = if *opacity == 100 { String::new() } else { format!(" opacity=\".{opacity}\"") };
            let _ = writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{}\" fill=\"{color}\"{opacity}/>",
                px(x),
                px(y + 10),
                px(HIGH - 20)
            );
        }
        Shape::Arms([left, right, up, down], strong) => {
            let (middle, centre, end) = (x + WIDE / 2, y + HIGH / 2, x + WIDE * cells);
            let mut path = String::new();
            if *left || *right {
                let (from, to) = (if *left { x } else { middle }, if *right { end } else { middle });
                let _ = write!(path, "M{} {}H{}", px(from), px(centre), px(to));
            }
            if *up || *down {
                let (from, to) = (if *up { y } else { centre }, if *down { y + HIGH } else { centre });
                let _ = write!(path, "M{} {}V{}", px(middle), px(from), px(to));
            }
            let strong = if *strong > 1 { " stroke-width=\"2\"" } else { "" };
            let _ = writeln!(out, "<path d=\"{path}\" stroke=\"{color}\" fill=\"none\"{strong}/>");
        }
    }
}

fn draw_text(out: &mut String, text: &str, (x, y): (u32, u32), columns: u32, cell: &Cell) {
    let kept = text.trim_end();
    if kept.is_empty() {
        return;
    }
    let trimmed = text.width() as u32 - kept.width() as u32;
    let start = kept.len() - kept.trim_start().len();
    let (x, columns) = (x + start as u32 * WIDE, columns - trimmed - start as u32);
    let mut more = String::new();
    if cell.modifier.contains(Modifier::BOLD) {
        more += " font-weight=\"bold\"";
    }
    if cell.modifier.contains(Modifier::UNDERLINED) {
        more += " text-decoration=\"underline\"";
    }
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" textLength=\"{}\" fill=\"{}\"{more}>{}</text>",
        px(x),
        px(y + BASE),
        px(columns * WIDE),
        hex(cell.fg),
        escaped(&kept[start..])
    );
}

/// The screen as an SVG document that says what it shows.
pub fn svg(buffer: &Buffer, title: &str) -> String {
    let (columns, rows) = (u32::from(buffer.area.width), u32::from(buffer.area.height));
    let (width, height) = (columns * WIDE + 2 * EDGE, rows * HIGH + 2 * EDGE);
    let ground = buffer[(0, 0)].bg;
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"{w}\" height=\"{h}\" rx=\"8\" fill=\"{}\"/>\n\
         <g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\" xml:space=\"preserve\">",
        escaped(title),
        hex(ground),
        w = px(width),
        h = px(height),
    );
    for row in 0..buffer.area.height {
        let y = EDGE + u32::from(row) * HIGH;
        let mut column = 0u16;
        while column < buffer.area.width {
            let first = &buffer[(column, row)];
            let x = EDGE + u32::from(column) * WIDE;
            // As far as it looks the same: one piece.
            let shaped = shape(first.symbol()).is_some();
            let (mut text, mut end) = (String::new(), column);
            while end < buffer.area.width {
                let cell = &buffer[(end, row)];
                let same = (cell.fg, cell.bg, cell.modifier) == (first.fg, first.bg, first.modifier);
                let kind = if shaped { cell.symbol() == first.symbol() } else { shape(cell.symbol()).is_none() };
                if !same || !kind {
                    break;
                }
                text.push_str(cell.symbol());
                end += (cell.symbol().width() as u16).max(1);
            }
            let cells = u32::from(end - column);
            if first.bg != ground {
                let _ = writeln!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
                    px(x),
                    px(y),
                    px(cells * WIDE),
                    px(HIGH),
                    hex(first.bg)
                );
            }
            match shape(first.symbol()) {
                Some(whole @ (Shape::Fill(_, 8) | Shape::Arms([true, true, false, false], _))) => {
                    draw_shape(&mut out, &whole, (x, y), cells, &hex(first.fg));
                }
                Some(single) => {
                    for i in 0..cells {
                        draw_shape(&mut out, &single, (x + i * WIDE, y), 1, &hex(first.fg));
                    }
                }
                None => draw_text(&mut out, &text, (x, y), cells, first),
            }
            column = end;
        }
    }
    out + "</g>\n</svg>\n"
}
