//! What views draw with: text fitted to columns, list rows, bars, the pages of `app`.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
    text::{Line, Span},
};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

pub(super) use crate::app::page::{columns, fit, pad, pad_left};
use crate::{
    app::{Cursor, EditLine, Geometry, Glyphs, Place, Spot, Target, level_bar, page},
    domain::Level,
    tui::Styles,
};

/// The buffer and what goes with it.
pub(super) struct Paint<'a> {
    pub buffer: &'a mut Buffer,
    pub styles: &'a Styles,
    /// What lines, bars and signs are drawn with.
    pub glyphs: &'static Glyphs,
    pub geometry: Geometry,
    /// Where the text cursor goes, if text is typed.
    pub cursor: Option<Position>,
    /// The place whose list is being drawn; a view with two lists says which.
    pub here: Place,
    /// The rows that are marked, in the list of the place keys go to.
    pub marked: Vec<usize>,
    /// What is where, for the mouse.
    pub spots: Vec<Spot>,
}

impl Paint<'_> {
    /// Tells that `area` takes the mouse.
    pub(super) fn spot(&mut self, area: Rect, target: Target) {
        let Rect { x, y, width, height } = area;
        self.spots.push(Spot { x, y, width, height, target });
    }
    /// Row `y` of `area`, cut where it ends.
    pub(super) fn line(&mut self, area: Rect, y: u16, line: Line) {
        if y < area.height && area.width > 0 {
            self.buffer.set_line(area.x, area.y + y, &line, area.width);
        }
    }
    /// Empties `area` for what lies over the screen there.
    pub(super) fn cover(&mut self, area: Rect) {
        // Half a wide character at the left edge would take the first column of what comes there.
        for y in area.top()..area.bottom() {
            if let Some(cell) = area.x.checked_sub(1).and_then(|x| self.buffer.cell_mut((x, y)))
                && cell.symbol().width() > 1
            {
                cell.set_symbol(" ");
            }
        }
        for at in area.intersection(self.buffer.area).positions() {
            self.buffer[at].reset();
        }
        self.buffer.set_style(area, self.styles.screen.patch(self.styles.over));
        self.spot(area, Target::Nothing);
    }
    /// A box for what lies over the screen, emptied; what is inside it.
    pub(super) fn boxed(&mut self, area: Rect) -> Rect {
        self.cover(area);
        if area.width < 2 || area.height < 2 {
            return area;
        }
        let (glyphs, border) = (self.glyphs, self.styles.border);
        let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
        let across = glyphs.across.repeat(usize::from(area.width) - 2);
        for (y, left, right) in [(0, top_left, top_right), (area.height - 1, bottom_left, bottom_right)] {
            self.line(area, y, Line::styled(format!("{left}{across}{right}"), border));
        }
        for y in area.top() + 1..area.bottom() - 1 {
            for x in [area.left(), area.right() - 1] {
                self.buffer.set_string(x, y, glyphs.down, border);
            }
        }
        Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
    }
    /// A vertical rule in column `x`.
    pub(super) fn vertical(&mut self, x: u16, area: Rect) {
        for y in area.top()..area.bottom() {
            self.buffer.set_string(x, y, self.glyphs.down, self.styles.rule);
        }
    }
    /// A horizontal rule in row `y`.
    pub(super) fn horizontal(&mut self, area: Rect, y: u16) {
        self.line(area, y, Line::styled(self.glyphs.across.repeat(usize::from(area.width)), self.styles.rule));
    }
    /// Rows of a list: `row` makes the text for an index and a width; the selected one is marked.
    /// `active` tells whether keys go here.
    pub(super) fn list(
        &mut self,
        area: Rect,
        cursor: &Cursor,
        len: usize,
        active: bool,
        mut row: impl FnMut(usize, usize, Style) -> Line<'static>,
    ) {
        let height = usize::from(area.height);
        let (top, selected) = (cursor.top(len, height), cursor.selected(len));
        let width = list_text(area);
        let place = match self.here {
            Place::Query => Place::Search,
            Place::Weights => Place::Recommend,
            place => place,
        };
        self.spot(area, Target::List(place));
        for (y, i) in (top..len).take(height).enumerate() {
            let here = selected == Some(i);
            let marker = match (here, active) {
                (true, true) => Span::styled(self.glyphs.here, self.styles.marker),
                (true, false) => Span::styled(self.glyphs.away, self.styles.marker_away),
                (false, _) => Span::raw(" "),
            };
            let marked = active && self.marked.contains(&i);
            let mark = if marked { Span::styled(self.glyphs.marked, self.styles.marker) } else { Span::raw(" ") };
            let base = if here { self.styles.selected } else { self.styles.text };
            let mut line = row(i, width, base);
            line.spans.splice(0..0, [marker, mark]);
            if here {
                self.buffer.set_style(Rect { y: area.y + y as u16, height: 1, ..area }, ground(self.styles.selected));
            }
            self.line(area, y as u16, line);
            self.spot(Rect { y: area.y + y as u16, height: 1, ..area }, Target::Row { place, row: i });
        }
    }
    /// Rows of a page from `app`, from row `scroll` on.
    pub(super) fn page(&mut self, area: Rect, rows: &[page::Row], scroll: usize) {
        let most = rows.len().saturating_sub(usize::from(area.height));
        let scroll = scroll.min(most);
        self.spot(area, Target::Page);
        for (y, row) in rows.iter().skip(scroll).take(usize::from(area.height)).enumerate() {
            let spans: Vec<_> = row.0.iter().map(|(ink, text)| Span::styled(text.clone(), self.ink(*ink))).collect();
            self.line(area, y as u16, Line::from(spans));
        }
        if rows.len() > scroll + usize::from(area.height) && area.height > 0 {
            let more = Rect { x: area.right().saturating_sub(1), width: 1.min(area.width), ..area };
            self.line(more, area.height - 1, Line::styled(self.glyphs.more[1], self.styles.dim));
        }
        if scroll > 0 && area.height > 1 {
            let more = Rect { x: area.right().saturating_sub(1), width: 1.min(area.width), ..area };
            self.line(more, 0, Line::styled(self.glyphs.more[0], self.styles.dim));
        }
    }
    fn ink(&self, ink: page::Ink) -> Style {
        let s = self.styles;
        match ink {
            page::Ink::Plain => s.text,
            page::Ink::Strong => s.strong,
            page::Ink::Dim => s.dim,
            page::Ink::Good => s.good,
            page::Ink::Bad => s.bad,
            page::Ink::Heading => s.heading,
            page::Ink::Accent => s.accent,
            page::Ink::Warn => s.warn,
            page::Ink::Have => s.have,
            page::Ink::Need => s.need,
            page::Ink::Rule => s.rule,
            page::Ink::Key => s.key,
            page::Ink::Lit => s.lit,
            page::Ink::Part(n) => s.parts[usize::from(n) % s.parts.len()],
        }
    }
    /// So many columns of the piece a component has in stacked bars: told apart by colour, and by pattern where
    /// there is none.
    pub(super) fn part(&self, component: usize, columns: usize) -> Span<'static> {
        let (patterns, styles) = (&self.glyphs.parts, &self.styles.parts);
        let style = styles[component % styles.len()];
        let plain = style == Style::new();
        let pattern = if plain { patterns[component % patterns.len()] } else { patterns[0] };
        Span::styled(pattern.repeat(columns), style)
    }
    /// A piece of a row from `app`.
    pub(super) fn piece(&self, (ink, text): page::Piece) -> Span<'static> {
        Span::styled(text, self.ink(ink))
    }
    /// A bar of `width` columns for 0–1: what one has, what is missing to what one needs, the rest.
    pub(super) fn bar(&self, width: usize, have: Level, need: Level) -> Vec<Span<'static>> {
        level_bar(self.glyphs, width, have, need).into_iter().map(|piece| self.piece(piece)).collect()
    }
}

/// The background of a style, and nothing else of it.
fn ground(style: Style) -> Style {
    Style { bg: style.bg, ..Style::new() }
}

/// Columns for the text of a list row: the marker before it and a column of air after it are taken off.
pub(super) fn list_text(area: Rect) -> usize {
    usize::from(area.width).saturating_sub(3)
}

/// Columns for the text of a page in `area`, beside the sign that there is more.
pub(super) fn page_text(area: Rect) -> usize {
    usize::from(area.width).saturating_sub(2)
}

/// The part of a line being typed that fits `width` columns and holds the cursor, and its column there.
pub(super) fn typed(line: &EditLine, width: usize) -> (String, usize) {
    let mut before = line.before();
    // One column is for the cursor behind the last character.
    while columns(before) + 1 > width {
        let Some(first) = before.graphemes(true).next() else { break };
        before = &before[first.len()..];
    }
    let shown = &line.text()[line.before().len() - before.len()..];
    let mut out = String::new();
    for cluster in shown.graphemes(true) {
        if columns(&out) + cluster.width() > width {
            break;
        }
        out.push_str(cluster);
    }
    (out, columns(before))
}

/// `text` in exactly `width` columns with the characters in `ranges` lit.
pub(super) fn lit(text: &str, ranges: &[(usize, usize)], width: usize, base: Style, hit: Style) -> Vec<Span<'static>> {
    let shown = pad(text, width);
    // The ellipsis stands for what is cut: it is no match.
    let kept = if columns(text) <= width { usize::MAX } else { fit(text, width).chars().count().saturating_sub(1) };
    let mut spans: Vec<Span<'static>> = Vec::new();
    let mut run = String::new();
    let mut run_hit = false;
    for (i, c) in shown.chars().enumerate() {
        let is_hit = i < kept && ranges.iter().any(|&(from, to)| (from..to).contains(&i));
        if is_hit != run_hit && !run.is_empty() {
            spans.push(Span::styled(std::mem::take(&mut run), if run_hit { base.patch(hit) } else { base }));
        }
        run_hit = is_hit;
        run.push(c);
    }
    spans.push(Span::styled(run, if run_hit { base.patch(hit) } else { base }));
    spans
}

/// `area` without `x` columns at each side.
pub(super) fn inset(area: Rect, x: u16) -> Rect {
    let x = x.min(area.width / 2);
    Rect { x: area.x + x, width: area.width - 2 * x, ..area }
}

/// `area` without its first `y` rows.
pub(super) fn below(area: Rect, y: u16) -> Rect {
    let y = y.min(area.height);
    Rect { y: area.y + y, height: area.height - y, ..area }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_and_padded_by_columns() {
        assert_eq!(fit("linear", 6), "linear");
        assert_eq!(fit("linear", 5), "line…");
        assert_eq!(fit("线性代数", 5), "线性…");
        assert_eq!(fit("线性代数", 4), "线…");
        assert_eq!(fit("x", 0), "");
        assert_eq!(pad("线性代数", 6), "线性… ");
        assert_eq!(pad_left("7 h", 5), "  7 h");
    }

    #[test]
    fn the_cursor_stays_in_view_however_much_is_typed() {
        let mut line = EditLine::new("线性代数 algebra");
        assert_eq!(typed(&line, 40), ("线性代数 algebra".to_owned(), 16));
        assert_eq!(typed(&line, 8), ("algebra".to_owned(), 7));
        line.key(crate::app::Key::plain(crate::app::Code::Home));
        assert_eq!(typed(&line, 5), ("线性".to_owned(), 0));
        assert_eq!(typed(&line, 0), (String::new(), 0));
    }

    #[test]
    fn highlights_stay_on_their_characters() {
        let (base, hit) = (Style::new(), Style::new().add_modifier(ratatui::style::Modifier::BOLD));
        let spans = lit("线性代数 algebra", &[(0, 2), (5, 12)], 9, base, hit);
        let text: Vec<_> = spans.iter().map(|s| (s.content.as_ref(), s.style == hit)).collect();
        assert_eq!(text, [("线性", true), ("代数…", false)]);
    }
}
