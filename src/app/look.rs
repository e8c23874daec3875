//! How the learner wants things to look, as far as that is not the views' own business.

use super::{Glyphs, State};

/// A set of colours, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Theme {
    /// The terminal's own sixteen colours and background, whatever the learner made of them.
    #[default]
    Ansi16,
    /// Calm colours on a dark background.
    Dark,
    /// Calm colours on a light background.
    Light,
    /// Strong colours on black.
    HighContrast,
    /// No colour: bold, dim and underlined.
    Mono,
}

impl Theme {
    /// All themes, in the order in which the key goes round.
    pub const ALL: [Self; 5] = [Self::Ansi16, Self::Dark, Self::Light, Self::HighContrast, Self::Mono];

    /// Its name in configuration and on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ansi16 => "ansi-16",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
        }
    }
    /// The theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }
    /// The one after it, going round.
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|t| *t == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

/// Which colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Colors {
    /// None, or the learner wants none.
    None,
    /// The sixteen of its palette.
    #[default]
    Sixteen,
    /// 256: the sixteen, a cube and greys.
    Cube,
    /// Any.
    True,
}

/// What the learner and the terminal say about looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    /// The theme asked for.
    pub theme: Theme,
    /// What the terminal can show of it.
    pub colors: Colors,
    /// Whether lines, bars and signs are drawn with ASCII characters only.
    pub ascii: bool,
}

impl Look {
    /// The theme shown: where there are no colours, or too few, another than the one asked for.
    pub fn shown(self) -> Theme {
        match (self.colors, self.theme) {
            (Colors::None, _) | (_, Theme::Mono) => Theme::Mono,
            (Colors::Sixteen, _) => Theme::Ansi16,
            (_, theme) => theme,
        }
    }
    /// What lines, bars and signs are drawn with.
    pub fn glyphs(self) -> &'static Glyphs {
        if self.ascii { &Glyphs::ASCII } else { &Glyphs::UNICODE }
    }
}

/// Goes on to the next theme that looks different here, and says its name.
pub fn next_theme(state: &mut State) {
    let before = state.look.shown();
    for _ in Theme::ALL {
        state.look.theme = state.look.theme.next();
        if state.look.shown() != before {
            break;
        }
    }
    let text = format!("theme: {}", state.look.shown().name());
    state.notice = Some(super::Notice { text, problem: false });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_go_round_and_have_their_names() {
        let mut theme = Theme::default();
        for _ in Theme::ALL {
            assert_eq!(Theme::named(theme.name()), Some(theme));
            theme = theme.next();
        }
        assert_eq!((theme, Theme::named("blue")), (Theme::Ansi16, None));
    }

    #[test]
    fn without_colours_there_is_one_theme_and_sixteen_are_not_mixed() {
        let look = |colors, theme| Look { theme, colors, ascii: false }.shown();
        for theme in Theme::ALL {
            assert_eq!(look(Colors::None, theme), Theme::Mono);
            assert_eq!(look(Colors::True, theme), theme);
        }
        assert_eq!(look(Colors::Sixteen, Theme::Dark), Theme::Ansi16);
        assert_eq!(look(Colors::Sixteen, Theme::Mono), Theme::Mono);
    }
}
