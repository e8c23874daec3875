//! What reaches the screen: a buffer of text, restrained colour, and tables that fit the width.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What a piece of text means; the terminal's own sixteen colours say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// A title.
    Strong,
    /// Less important.
    Dim,
    /// Met, done, proved.
    Good,
    /// Worth a look.
    Warn,
    /// Missing or wrong.
    Bad,
    /// An id one can type.
    Id,
    /// What matched.
    Match,
}

impl Tone {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Strong => "\u{1b}[1m",
            Self::Dim => "\u{1b}[2m",
            Self::Good => "\u{1b}[32m",
            Self::Warn => "\u{1b}[33m",
            Self::Bad => "\u{1b}[31m",
            Self::Id => "\u{1b}[36m",
            Self::Match => "\u{1b}[1;35m",
        }
    }
}

/// Colour or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paint {
    /// Whether to write escape sequences at all.
    pub on: bool,
}

impl Paint {
    /// `text` in a tone.
    pub fn tone(self, tone: Tone, text: &str) -> String {
        if !self.on || tone == Tone::Plain || text.is_empty() {
            return text.to_owned();
        }
        format!("{}{text}\u{1b}[0m", tone.code())
    }
}

/// Standard output, gathered and written once, so that a failing command prints nothing by halves.
#[derive(Debug)]
pub struct Output {
    /// Colour or not.
    pub paint: Paint,
    /// Columns to fit into.
    pub width: usize,
    text: String,
}

impl Output {
    /// An empty buffer.
    pub fn new(paint: Paint, width: usize) -> Self {
        Self { paint, width, text: String::new() }
    }
    /// A line.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(text.trim_end());
        self.text.push('\n');
    }
    /// A line in one tone.
    pub fn toned(&mut self, tone: Tone, text: &str) {
        let painted = self.paint.tone(tone, text);
        self.line(&painted);
    }
    /// An empty line.
    pub fn gap(&mut self) {
        self.text.push('\n');
    }
    /// Text as it is.
    pub fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }
    /// A paragraph, wrapped to the width behind `indent` spaces, later lines behind `hang` spaces.
    pub fn wrapped(&mut self, tone: Tone, indent: usize, hang: usize, text: &str) {
        for line in wrap(text, self.width.min(100), indent, hang) {
            self.toned(tone, &line);
        }
    }
    /// A table.
    pub fn table(&mut self, table: &Table) {
        let lines = table.render(self.paint, self.width);
        for line in lines {
            self.line(&line);
        }
    }
    /// One document as pretty JSON.
    pub fn json(&mut self, document: &impl serde::Serialize) {
        let text = serde_json::to_string_pretty(document).expect("documents have text keys and finite numbers");
        self.line(&text);
    }
    /// Stable tab-separated records for other programs, each ended by a line break or by NUL.
    pub fn records<const N: usize>(&mut self, rows: impl IntoIterator<Item = [String; N]>, null: bool) {
        for row in rows {
            let _ = write!(self.text, "{}", row.map(|f| f.replace('\t', " ")).join("\t"));
            self.text.push(if null { '\0' } else { '\n' });
        }
    }
    /// Everything so far.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// Which side a column leans to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// When a column gives way on a narrow screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Give {
    Never,
    First,
    Last,
}

/// Text in pieces, each in its tone.
pub type Pieces = Vec<(Tone, String)>;

/// Rows under headings. Columns marked flexible give way when the screen is narrow.
#[derive(Debug, Default)]
pub struct Table {
    columns: Vec<(&'static str, Side, Give)>,
    rows: Vec<Vec<Pieces>>,
    details: Vec<(usize, Pieces)>,
}

const BETWEEN: usize = 2;
const NARROWEST: usize = 8;

impl Table {
    /// A table without rows; a heading may be empty.
    pub fn new() -> Self {
        Self::default()
    }
    /// A left column of fixed width.
    #[must_use]
    pub fn left(mut self, heading: &'static str) -> Self {
        self.columns.push((heading, Side::Left, Give::Never));
        self
    }
    /// A right-aligned column of fixed width.
    #[must_use]
    pub fn right(mut self, heading: &'static str) -> Self {
        self.columns.push((heading, Side::Right, Give::Never));
        self
    }
    /// A left column that is cut when there is no room.
    #[must_use]
    pub fn flexible(mut self, heading: &'static str) -> Self {
        self.columns.push((heading, Side::Left, Give::Last));
        self
    }
    /// A left column that gives way before the flexible ones do.
    #[must_use]
    pub fn yielding(mut self, heading: &'static str) -> Self {
        self.columns.push((heading, Side::Left, Give::First));
        self
    }
    /// Adds a row; missing cells are empty.
    pub fn row<const N: usize>(&mut self, cells: [(Tone, String); N]) {
        self.rows.push(cells.into_iter().map(|cell| vec![cell]).collect());
    }
    /// Adds a row whose cells are of several tones.
    pub fn row_of(&mut self, cells: Vec<Pieces>) {
        self.rows.push(cells);
    }
    /// A line under the last row, in pieces; it starts at the second column and is cut to the width.
    pub fn detail(&mut self, pieces: Pieces) {
        self.details.push((self.rows.len(), pieces));
    }

    fn widths(&self, room: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.columns.iter().map(|(h, ..)| h.width()).collect();
        for row in &self.rows {
            for (i, pieces) in row.iter().enumerate() {
                widths[i] = widths[i].max(width_of(pieces));
            }
        }
        let gaps = BETWEEN * widths.len().saturating_sub(1);
        let mut excess = (widths.iter().sum::<usize>() + gaps).saturating_sub(room);
        // The widest column that may gives first, one cell at a time, so that equals end up level.
        for (give, least) in [(Give::First, 12), (Give::Last, NARROWEST), (Give::First, NARROWEST)] {
            while excess > 0 {
                let widest = (0..widths.len())
                    .filter(|&i| self.columns[i].2 == give && widths[i] > least)
                    .max_by_key(|&i| (widths[i], usize::MAX - i));
                let Some(i) = widest else { break };
                widths[i] -= 1;
                excess -= 1;
            }
        }
        widths
    }

    fn render(&self, paint: Paint, room: usize) -> Vec<String> {
        let widths = self.widths(room);
        let line = |cells: &[Pieces]| {
            let mut out = String::new();
            for (i, pieces) in cells.iter().enumerate() {
                if i > 0 {
                    out.push_str(&" ".repeat(BETWEEN));
                }
                let (painted, used) = fit_pieces(pieces, paint, widths[i]);
                let pad = " ".repeat(widths[i].saturating_sub(used));
                match self.columns[i].1 {
                    Side::Right => out += &(pad + &painted),
                    Side::Left if i + 1 == cells.len() => out += &painted,
                    Side::Left => out += &(painted + &pad),
                }
            }
            out
        };
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        if self.columns.iter().any(|(h, ..)| !h.is_empty()) {
            let headings: Vec<_> = self.columns.iter().map(|(h, ..)| vec![(Tone::Dim, (*h).to_owned())]).collect();
            lines.push(line(&headings));
        }
        let indent = widths.first().map_or(0, |w| w + BETWEEN);
        let mut details = self.details.iter().peekable();
        for (i, row) in self.rows.iter().enumerate() {
            lines.push(line(row));
            while let Some((_, pieces)) = details.next_if(|(after, _)| *after == i + 1) {
                lines.push(" ".repeat(indent) + &fit_pieces(pieces, paint, room.saturating_sub(indent)).0);
            }
        }
        lines
    }
}

fn width_of(pieces: &[(Tone, String)]) -> usize {
    pieces.iter().map(|(_, text)| text.width()).sum()
}

/// The pieces cut to `room` columns and painted, and the columns used.
fn fit_pieces(pieces: &[(Tone, String)], paint: Paint, room: usize) -> (String, usize) {
    let whole = width_of(pieces) <= room;
    let (mut out, mut used) = (String::new(), 0);
    for (i, (tone, text)) in pieces.iter().enumerate() {
        let more = !whole && i + 1 < pieces.len();
        // A cut needs a cell for its mark, which may fall at the border of two pieces.
        let left = room - used - usize::from(more && room > used);
        let cut = fit(text, left);
        used += cut.width();
        out += &paint.tone(*tone, &cut);
        if cut != *text {
            break;
        }
    }
    (out, used)
}

/// `text` in at most `width` columns, the end replaced by `…` where it does not fit.
pub fn fit(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for cluster in text.graphemes(true) {
        used += cluster.width();
        if used > width {
            break;
        }
        out.push_str(cluster);
    }
    let mut out = out.trim_end().to_owned();
    if width > 0 {
        out.push('…');
    }
    out
}

fn wrap(text: &str, width: usize, indent: usize, hang: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = " ".repeat(indent);
    let mut empty = true;
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        if !empty && line.width() + 1 + word.width() > width {
            lines.push(std::mem::replace(&mut line, " ".repeat(hang)));
            empty = true;
        }
        if !empty {
            line.push(' ');
        }
        line.push_str(word);
        empty = false;
    }
    if !empty {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_by_columns_not_by_characters() {
        assert_eq!(fit("数据科学导论", 7), "数据科…");
        assert_eq!(fit("short", 7), "short");
        assert_eq!(fit("a flag 🇸🇪 here", 9), "a flag…");
        assert_eq!(fit("x", 0), "");
    }

    #[test]
    fn a_table_gives_way_in_its_flexible_columns() {
        let mut table = Table::new().left("id").flexible("title").right("hours");
        let cell = |text: &str| (Tone::Plain, text.to_owned());
        table.row([cell("a"), cell("A rather long title of a course"), cell("7 h")]);
        table.row([cell("bb"), cell("数据"), cell("168 h")]);
        let lines = table.render(Paint { on: false }, 26);
        assert_eq!(lines, ["id  title            hours", "a   A rather long…     7 h", "bb  数据             168 h"]);
        assert!(lines.iter().all(|l| l.width() <= 26));
    }

    #[test]
    fn paragraphs_wrap_and_hang() {
        assert_eq!(wrap("one two three", 9, 0, 2), ["one two", "  three"]);
        assert_eq!(wrap("", 9, 0, 2), Vec::<String>::new());
        assert_eq!(wrap("extraordinarily long", 5, 0, 0), ["extraordinarily", "long"]);
    }
}
