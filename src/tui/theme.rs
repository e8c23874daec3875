//! What things look like. Nothing else names a colour.

use ratatui::style::{Color, Modifier, Style};

/// Styles by meaning.
#[derive(Debug, Clone)]
pub struct Styles {
    /// Body text: the terminal's own.
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
    /// The text of the selected row.
    pub selected: Style,
    /// The marker before the selected row, where keys go.
    pub marker: Style,
    /// The marker of a selection where keys do not go now.
    pub marker_away: Style,
    /// What holds.
    pub good: Style,
    /// What does not hold.
    pub bad: Style,
    /// Matched characters.
    pub matched: Style,
    /// What the learner has, in a bar.
    pub have: Style,
    /// What is missing to what is needed, in a bar.
    pub need: Style,
    /// Lines between parts.
    pub rule: Style,
    /// Keys in the footer.
    pub key: Style,
}

impl Styles {
    /// The sixteen colours of the terminal, whatever the learner made of them. Body text keeps the
    /// terminal's own colour, and secondary text is dimmed rather than coloured: "bright black"
    /// disappears in some palettes.
    pub fn ansi() -> Self {
        let (bold, dim) = (Modifier::BOLD, Modifier::DIM);
        let plain = Style::new();
        Self {
            text: plain,
            dim: plain.add_modifier(dim),
            strong: plain.add_modifier(bold),
            heading: plain.fg(Color::Blue).add_modifier(bold),
            accent: plain.fg(Color::Cyan),
            tab: plain.fg(Color::Cyan).add_modifier(bold | Modifier::UNDERLINED),
            selected: plain.add_modifier(bold),
            marker: plain.fg(Color::Cyan).add_modifier(bold),
            marker_away: plain.add_modifier(dim),
            good: plain.fg(Color::Green),
            bad: plain.fg(Color::Red),
            matched: plain.fg(Color::Yellow).add_modifier(bold),
            have: plain.fg(Color::Green),
            need: plain.fg(Color::Yellow),
            rule: plain.add_modifier(dim),
            key: plain.fg(Color::Cyan),
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
            bad: plain.add_modifier(bold),
            matched: plain.add_modifier(Modifier::UNDERLINED),
            have: plain,
            need: plain.add_modifier(dim),
            key: plain.add_modifier(bold),
            ..Self::ansi()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mono_has_no_colour_and_body_text_is_the_terminals_own() {
        let s = Styles::mono();
        for style in [
            s.text,
            s.dim,
            s.strong,
            s.heading,
            s.accent,
            s.tab,
            s.selected,
            s.marker,
            s.marker_away,
            s.good,
            s.bad,
            s.matched,
            s.have,
            s.need,
            s.rule,
            s.key,
        ] {
            assert!(style.fg.is_none_or(|c| c == Color::Reset) && style.bg.is_none_or(|c| c == Color::Reset));
        }
        assert_eq!(Styles::ansi().text, Style::new());
    }
}
