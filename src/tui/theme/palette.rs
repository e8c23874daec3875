//! The themes with colours of their own: background, text and everything on it, checked against each other below.
//!
//! These themes bring their own background, so that they are legible whatever the terminal's is; body text is a
//! colour of the theme only because of that. `ansi-16` and `mono` leave both to the terminal.

use ratatui::style::{Color, Modifier, Style};

use super::Styles;
use crate::app::Colors;

/// Red, green and blue, as in a style sheet.
type Rgb = u32;

/// The colours of a theme.
pub(super) struct Palette {
    ground: Rgb,
    /// Behind the selected row.
    row: Rgb,
    /// Behind what lies over a screen.
    over: Rgb,
    text: Rgb,
    dim: Rgb,
    heading: Rgb,
    accent: Rgb,
    good: Rgb,
    warn: Rgb,
    bad: Rgb,
    matched: Rgb,
    have: Rgb,
    need: Rgb,
    rule: Rgb,
    parts: [Rgb; 6],
}

/// For dark rooms.
pub(super) const DARK: Palette = Palette {
    ground: 0x16_191f,
    row: 0x26_2c38,
    over: 0x1e_232c,
    text: 0xd6_dae1,
    dim: 0x98_a1b3,
    heading: 0x82_b1ff,
    accent: 0x5c_c9d6,
    good: 0x80_d18f,
    warn: 0xe6_c06a,
    bad: 0xff_868c,
    matched: 0xff_cc5c,
    have: 0x63_b877,
    need: 0xb8_8746,
    rule: 0x7d_8799,
    parts: [0x6f_a8ff, 0x63_b877, 0xc7_92ea, 0x4f_c1cf, 0xe0_b45a, 0xf0_8a6c],
};

/// For bright rooms.
pub(super) const LIGHT: Palette = Palette {
    ground: 0xfb_faf6,
    row: 0xe8_e6dc,
    over: 0xf3_f1ea,
    text: 0x23_272e,
    dim: 0x5a_616c,
    heading: 0x1b_4fae,
    accent: 0x00_616f,
    good: 0x1b_6a2f,
    warn: 0x7d_5000,
    bad: 0xae_2530,
    matched: 0x8e_3c00,
    have: 0x2f_8546,
    need: 0xb2_6b12,
    rule: 0x76_7c85,
    parts: [0x2a_62c4, 0x2f_8546, 0x82_40ad, 0x00_7a8a, 0x97_6400, 0xb8_452a],
};

/// For eyes that need it.
pub(super) const HIGH_CONTRAST: Palette = Palette {
    ground: 0x00_0000,
    row: 0x1c_2a44,
    over: 0x00_0000,
    text: 0xff_ffff,
    dim: 0xd4_d4d4,
    heading: 0x9f_ccff,
    accent: 0x6f_f2ff,
    good: 0x7d_ff9a,
    warn: 0xff_e066,
    bad: 0xff_a3a3,
    matched: 0xff_ff5f,
    have: 0x7d_ff9a,
    need: 0xff_b454,
    rule: 0xc4_c4c4,
    parts: [0x9f_ccff, 0x7d_ff9a, 0xe3_a8ff, 0x6f_f2ff, 0xff_e066, 0xff_ab8f],
};

/// The steps of a side of the cube of 256 colours.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

fn parts(rgb: Rgb) -> [u8; 3] {
    let [_, red, green, blue] = rgb.to_be_bytes();
    [red, green, blue]
}

/// The colours 16–255 of a terminal that has 256; the first sixteen are the learner's own.
fn indexed(index: u8) -> [u8; 3] {
    match index.checked_sub(232) {
        Some(grey) => [8 + 10 * grey; 3],
        None => {
            let n = usize::from(index.saturating_sub(16));
            [STEPS[n / 36], STEPS[n / 6 % 6], STEPS[n % 6]]
        }
    }
}

fn nearest(rgb: Rgb) -> u8 {
    let wanted = parts(rgb);
    let distance = |index: u8| -> i32 {
        let there = indexed(index);
        wanted.iter().zip(there).map(|(a, b)| (i32::from(*a) - i32::from(b)).pow(2)).sum()
    };
    (16..=255).min_by_key(|&index| distance(index)).unwrap_or(16)
}

fn color(rgb: Rgb, colors: Colors) -> Color {
    let [red, green, blue] = parts(rgb);
    if colors == Colors::True { Color::Rgb(red, green, blue) } else { Color::Indexed(nearest(rgb)) }
}

/// The styles made of these colours, or of the nearest the terminal has.
pub(super) fn styles(palette: &Palette, colors: Colors) -> Styles {
    let (bold, underlined) = (Modifier::BOLD, Modifier::UNDERLINED);
    let fg = |rgb| Style::new().fg(color(rgb, colors));
    let on = |style: Style, rgb| style.bg(color(rgb, colors));
    Styles {
        screen: on(fg(palette.text), palette.ground),
        over: on(fg(palette.text), palette.over),
        border: fg(palette.rule),
        // What has no colour of its own takes the screen's, or that of what it lies on.
        text: fg(palette.text),
        dim: fg(palette.dim),
        strong: fg(palette.text).add_modifier(bold),
        heading: fg(palette.heading).add_modifier(bold),
        accent: fg(palette.accent),
        tab: fg(palette.accent).add_modifier(bold | underlined),
        selected: on(fg(palette.text), palette.row).add_modifier(bold),
        marker: fg(palette.accent).add_modifier(bold),
        marker_away: fg(palette.dim),
        good: fg(palette.good),
        warn: fg(palette.warn),
        bad: fg(palette.bad),
        matched: fg(palette.matched).add_modifier(bold),
        have: fg(palette.have),
        need: fg(palette.need),
        rule: fg(palette.rule),
        key: fg(palette.accent),
        lit: fg(palette.matched).add_modifier(bold),
        parts: palette.parts.map(fg),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, <https://www.w3.org/TR/WCAG21/#dfn-relative-luminance>.
    fn luminance(color: Color) -> f64 {
        let rgb = match color {
            Color::Rgb(r, g, b) => [r, g, b],
            Color::Indexed(index) if index >= 16 => indexed(index),
            other => panic!("{other} is whatever the terminal makes of it"),
        };
        let [r, g, b] = rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast ratio, <https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio>.
    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn contrast_is_what_the_guideline_says() {
        let (black, white) = (Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255));
        assert!((contrast(black, white) - 21.0).abs() < 1e-9);
        assert!((contrast(Color::Rgb(0x77, 0x77, 0x77), white) - 4.48).abs() < 0.005);
        assert_eq!(nearest(0xff_ffff), 231);
        assert_eq!(indexed(nearest(0x1c_1c1c)), [0x1c; 3]);
    }

    #[test]
    fn everything_is_legible_on_every_background_of_its_theme() {
        for (name, palette, text, rules) in
            [("dark", DARK, 4.5, 3.0), ("light", LIGHT, 4.5, 3.0), ("high-contrast", HIGH_CONTRAST, 7.0, 7.0)]
        {
            for colors in [Colors::Cube, Colors::True] {
                let s = styles(&palette, colors);
                let grounds = [s.screen, s.over, s.selected].map(|style| style.bg.expect("a background"));
                for (word, style) in s.all() {
                    let least = if super::super::NOT_TEXT.contains(&word) { rules } else { text };
                    for ground in grounds {
                        let got = contrast(style.fg.expect("a colour"), ground);
                        assert!(got >= least, "{name}, {colors:?}: {word} on {ground} has {got:.2}, not {least}");
                    }
                }
            }
        }
    }
}
