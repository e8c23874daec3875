//! What things look like. Nothing else names a colour.

mod palette;

use ratatui::style::{Color, Modifier, Style};

use crate::app::{Look, Theme};

/// Styles by meaning.
#[derive(Debug, Clone)]
pub struct Styles {
    /// The whole screen: background and text where nothing else is said.
    pub screen: Style,
    /// What lies over a screen: popups, menus. Fill its area first.
    pub over: Style,
    /// The border of what lies over a screen.
    pub border: Style,
    /// Body text.
    pub text: Style,
    /// What can be skipped.
    pub dim: Style,
    /// What stands out.
    pub strong: Style,
    /// Headings.
    pub heading: Style,
    /// What concerns the learner: marks, new skills, the active screen.
    pub accent: Style,
    /// The active tab.
    pub tab: Style,
    /// The selected row, all of it.
    pub selected: Style,
    /// The marker before the selected row, where keys go.
    pub marker: Style,
    /// The marker of a selection where keys do not go now.
    pub marker_away: Style,
    /// What holds.
    pub good: Style,
    /// What deserves a look.
    pub warn: Style,
    /// What does not hold.
    pub bad: Style,
    /// Matched characters.
    pub matched: Style,
    /// What the learner has, in a bar.
    pub have: Style,
    /// What is missing to what is needed, in a bar.
    pub need: Style,
    /// Lines between parts, and edges of a graph.
    pub rule: Style,
    /// Keys in the footer.
    pub key: Style,
    /// What belongs to the selected thing elsewhere: lit edges and nodes of a graph.
    pub lit: Style,
    /// The parts of a stacked bar.
    pub parts: [Style; 6],
}

/// The styles of bars and lines: they need less contrast than text.
#[cfg(test)]
const NOT_TEXT: [&str; 5] = ["border", "have", "need", "rule", "part"];

impl Styles {
    /// The styles of a theme, as far as the terminal shows them.
    pub fn of(look: Look) -> Self {
        match look.shown() {
            Theme::Ansi16 => Self::ansi(),
            Theme::Dark => palette::styles(&palette::DARK, look.colors),
            Theme::Light => palette::styles(&palette::LIGHT, look.colors),
            Theme::HighContrast => palette::styles(&palette::HIGH_CONTRAST, look.colors),
            Theme::Mono => Self::mono(),
        }
    }

    /// The sixteen colours of the terminal, whatever the learner made of them. Body text keeps the
    /// terminal's own colour, and secondary text is dimmed rather than coloured: "bright black"
    /// disappears in some palettes. So does "blue" on black; "bright blue" is legible on both.
    pub fn ansi() -> Self {
        let (bold, dim) = (Modifier::BOLD, Modifier::DIM);
        let plain = Style::new();
        Self {
            screen: plain,
            over: plain,
            border: plain.add_modifier(dim),
            text: plain,
            dim: plain.add_modifier(dim),
            strong: plain.add_modifier(bold),
            heading: plain.fg(Color::LightBlue).add_modifier(bold),
            accent: plain.fg(Color::Cyan),
            tab: plain.fg(Color::Cyan).add_modifier(bold | Modifier::UNDERLINED),
            selected: plain.add_modifier(bold),
            marker: plain.fg(Color::Cyan).add_modifier(bold),
            marker_away: plain.add_modifier(dim),
            good: plain.fg(Color::Green),
            warn: plain.fg(Color::Yellow),
            bad: plain.fg(Color::Red),
            matched: plain.fg(Color::Yellow).add_modifier(bold),
            have: plain.fg(Color::Green),
            need: plain.fg(Color::Yellow),
            rule: plain.add_modifier(dim),
            key: plain.fg(Color::Cyan),
            lit: plain.fg(Color::Yellow).add_modifier(bold),
            parts: [Color::LightBlue, Color::Green, Color::Magenta, Color::Cyan, Color::Yellow, Color::Red]
                .map(|color| plain.fg(color)),
        }
    }

    /// No colour at all, only modifiers: a cell that is coloured *and* reversed loses the reverse under `NO_COLOR`
    /// with ratatui 0.30 on crossterm 0.29, so every colour stays `Reset`.
    pub fn mono() -> Self {
        let (bold, dim) = (Modifier::BOLD, Modifier::DIM);
        let plain = Style::new();
        Self {
            heading: plain.add_modifier(bold),
            accent: plain,
            tab: plain.add_modifier(bold | Modifier::UNDERLINED),
            marker: plain.add_modifier(bold),
            good: plain,
            warn: plain.add_modifier(bold),
            bad: plain.add_modifier(bold),
            matched: plain.add_modifier(Modifier::UNDERLINED),
            have: plain,
            need: plain.add_modifier(dim),
            key: plain.add_modifier(bold),
            lit: plain.add_modifier(bold | Modifier::UNDERLINED),
            parts: [plain; 6],
            ..Self::ansi()
        }
    }

    /// Every style with its name.
    #[cfg(test)]
    fn all(&self) -> Vec<(&'static str, Style)> {
        let Self { screen, over, border, text, dim, strong, heading, accent, tab, selected, marker, .. } = *self;
        let Self { marker_away, good, warn, bad, matched, have, need, rule, key, lit, parts, .. } = *self;
        let mut all = vec![("screen", screen), ("over", over), ("border", border), ("text", text), ("dim", dim)];
        all.extend([("strong", strong), ("heading", heading), ("accent", accent), ("tab", tab)]);
        all.extend([("selected", selected), ("marker", marker), ("marker away", marker_away), ("good", good)]);
        all.extend([("warn", warn), ("bad", bad), ("matched", matched), ("have", have), ("need", need)]);
        all.extend([("rule", rule), ("key", key), ("lit", lit)]);
        all.extend(parts.map(|part| ("part", part)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Colors;

    #[test]
    fn mono_has_no_colour_and_body_text_is_the_terminals_own() {
        for (name, style) in Styles::mono().all() {
            let colours = [style.fg, style.bg];
            assert!(colours.into_iter().flatten().all(|c| c == Color::Reset), "{name}");
        }
        for styles in [Styles::ansi(), Styles::mono()] {
            assert_eq!((styles.screen, styles.text), (Style::new(), Style::new()));
        }
    }

    #[test]
    fn every_theme_that_can_be_configured_is_there() {
        assert_eq!(crate::store::THEMES, Theme::ALL.map(Theme::name));
    }

    #[test]
    fn a_background_that_is_set_comes_with_a_text_colour_and_the_other_way_round() {
        for theme in Theme::ALL {
            for colors in [Colors::None, Colors::Sixteen, Colors::Cube, Colors::True] {
                let styles = Styles::of(Look { theme, colors, ascii: false });
                for style in [styles.screen, styles.over] {
                    assert_eq!(style.bg.is_some(), style.fg.is_some(), "{theme:?} {colors:?}");
                }
            }
        }
    }
}
