//! Screens as they look.

use std::fmt::Write as _;

use prereq::{
    app::{Colors, Look, Theme},
    domain::Profile,
    path::Status,
    tui::{Styles, draw},
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    buffer::Buffer,
    style::{Color, Style},
};
use unicode_width::UnicodeWidthStr as _;

use crate::fixture::{Bench, advisor, profile};

pub fn paint(bench: &Bench, size: (u16, u16), styles: &Styles) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
    terminal.draw(|frame| draw(frame, &bench.state, styles)).expect("draws");
    terminal.backend().buffer().clone()
}

/// The screen as text, a row a line; the second cell of a wide character is left out.
pub fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if skip == 0 {
                row.push_str(symbol);
                skip = symbol.width().max(1);
            }
            skip -= 1;
        }
        let _ = writeln!(out, "{}", row.trim_end());
    }
    out
}

/// Which text carries which style, where it is not the terminal's own.
pub fn styled(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut run: (Style, String) = (Style::reset(), String::new());
        let mut skip = 0;
        for x in 0..=buffer.area.width {
            if skip > 0 && x < buffer.area.width {
                skip -= 1;
                continue;
            }
            let cell = (x < buffer.area.width).then(|| &buffer[(x, y)]);
            let style = cell.map(|c| c.style());
            if style != Some(run.0) {
                let plain = run.0.fg.is_none_or(|c| c == ratatui::style::Color::Reset) && run.0.add_modifier.is_empty();
                if !plain && !run.1.trim().is_empty() {
                    let (fg, modifier) = (run.0.fg.unwrap_or_default(), run.0.add_modifier);
                    let _ = writeln!(out, "{y:>2} {fg} {modifier:?}: {}", run.1.trim_end());
                }
                run = (style.unwrap_or_default(), String::new());
            }
            if let Some(cell) = cell {
                skip = cell.symbol().width().saturating_sub(1);
                run.1.push_str(cell.symbol());
            }
        }
    }
    out
}

const PLACES: [(&str, &str); 19] = [
    ("home", "1"),
    ("progress", "1 p"),
    ("search", "2 / m a c h space i n"),
    ("gap", "3"),
    ("teachers", "3 enter"),
    ("path", "4 j"),
    ("recommend", "5 j"),
    ("profile", "6 j j"),
    ("course", "4 j j enter"),
    ("why", "4 j w"),
    ("help", "4 ?"),
    ("goals", "n d"),
    ("level", "6 j enter 2"),
    ("other-ways", "4 j a"),
    ("tried", "4 j a enter"),
    ("costs", "4 D"),
    ("limits", "4 B j j enter 9 0 enter"),
    ("deadline", "4 B j enter down down"),
    ("tradeoffs", "4 T j"),
];

fn at(keys: &str, size: (u16, u16)) -> Bench {
    let mut bench = Bench::new(profile(), size);
    bench.press(keys);
    bench
}

#[test]
fn filters_say_what_is_wrong_and_tab_shows_what_there_is() {
    for (keys, size, said) in [
        ("/ s k i l l : p y t h n", (80, 24), "no course has skill:pythn"),
        ("/ s k i l l : p y t h n", (80, 24), "did you mean skill:python?"),
        ("/ s k i l l : p y t h n", (40, 12), "did you mean skill:python?"),
        ("/ l e v e l :", (80, 24), "level: needs a value, as level:beginner"),
        ("/ l e v e l : tab", (80, 24), "▌level:beginner       9 courses"),
        ("/ l e v e l : tab tab", (80, 24), "▌level:intermediate"),
    ] {
        let bench = at(keys, size);
        let screen = text(&paint(&bench, size, &Styles::mono()));
        assert!(screen.contains(said), "{keys}\n{screen}");
    }
}

#[test]
fn every_place_at_80x24() {
    for (name, keys) in PLACES {
        let bench = at(keys, (80, 24));
        insta::assert_snapshot!(format!("{name}-80x24"), text(&paint(&bench, (80, 24), &Styles::ansi())));
    }
}

#[test]
fn every_place_at_120x40() {
    for (name, keys) in PLACES {
        let bench = at(keys, (120, 40));
        insta::assert_snapshot!(format!("{name}-120x40"), text(&paint(&bench, (120, 40), &Styles::ansi())));
    }
}

#[test]
fn every_place_at_40x12() {
    for (name, keys) in PLACES {
        let bench = at(keys, (40, 12));
        insta::assert_snapshot!(format!("{name}-40x12"), text(&paint(&bench, (40, 12), &Styles::ansi())));
    }
}

#[test]
fn a_word_where_nothing_fits() {
    let bench = at("4", (19, 5));
    insta::assert_snapshot!("small-19x5", text(&paint(&bench, (19, 5), &Styles::ansi())));
}

#[test]
fn a_first_run_and_plans_of_every_kind() {
    let first = Bench::new(Profile::default(), (80, 24));
    insta::assert_snapshot!("first-run", text(&paint(&first, (80, 24), &Styles::ansi())));
    let mut skipped = Bench::new(Profile::default(), (80, 24));
    skipped.press("esc");
    insta::assert_snapshot!("no-goal", text(&paint(&skipped, (80, 24), &Styles::ansi())));
    for status in [Status::Bounded, Status::Unreachable] {
        let mut bench = Bench::with(advisor(profile()), (80, 24), status);
        bench.press("4 G");
        insta::assert_snapshot!(format!("path-{}", status.word()), text(&paint(&bench, (80, 24), &Styles::ansi())));
    }
}

#[test]
fn styles_in_colour_and_without() {
    for (name, keys) in [("search", "2 / m a c h space i n"), ("gap", "3 j"), ("course", "4 j j enter")] {
        let bench = at(keys, (80, 24));
        insta::assert_snapshot!(format!("{name}-ansi"), styled(&paint(&bench, (80, 24), &Styles::ansi())));
        let mono = styled(&paint(&bench, (80, 24), &Styles::mono()));
        assert!(mono.lines().all(|l| l.contains("Reset ")), "{mono}");
        insta::assert_snapshot!(format!("{name}-mono"), mono);
    }
}

/// Every theme as shown where there are enough colours, and the plainest.
fn looks() -> Vec<Look> {
    let themes = Theme::ALL.into_iter().map(|theme| Look { theme, colors: Colors::True, ascii: false });
    themes.chain([Look { colors: Colors::None, ascii: true, ..Look::default() }]).collect()
}

#[test]
fn themes_change_colours_and_nothing_else() {
    for (name, keys) in PLACES {
        let mut bench = at(keys, (80, 24));
        // Where there is no colour, patterns tell the parts of a bar apart.
        let solid = |buffer: &Buffer| text(buffer).replace(['▓', '▒', '░', '▚', '■'], "█");
        let shown = solid(&paint(&bench, (80, 24), &Styles::ansi()));
        for look in looks().into_iter().filter(|l| !l.ascii) {
            bench.state.look = look;
            let buffer = paint(&bench, (80, 24), &Styles::of(look));
            assert_eq!(solid(&buffer), shown, "{name} in {}", look.theme.name());
            let owns = Styles::of(look).screen.bg.is_some();
            // The second column of a wide character is the terminal's to fill.
            let bare = buffer
                .content
                .windows(2)
                .find(|pair| pair[0].symbol().width() < 2 && (pair[1].bg != Color::Reset) != owns);
            assert_eq!(bare, None, "{name} in {}", look.theme.name());
        }
    }
}

#[test]
fn in_ascii_only_what_the_catalog_says_is_anything_else() {
    for (name, keys) in PLACES {
        for size in [(80, 24), (120, 40), (40, 12)] {
            let mut bench = at(keys, size);
            bench.state.look = Look { ascii: true, ..Look::default() };
            // What was made into rows before the look was known is made anew by drawing.
            let screen = text(&paint(&bench, size, &Styles::mono()));
            let foreign = "机器学习基石（上）数学篇与实作导论國立臺灣大學";
            let strange: String = screen.chars().filter(|c| !c.is_ascii() && !foreign.contains(*c)).collect();
            assert_eq!(strange, "", "{name} at {size:?}\n{screen}");
        }
    }
}
