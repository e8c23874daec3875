//! A chart of points joined as steps: from each to the right, then down to the next.

use super::super::{
    Glyphs,
    page::{Ink, Row, columns, fit, pad, pad_left},
};

/// A point: further right is more of `x`, further up more of `y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dot {
    pub(super) x: u64,
    pub(super) y: u64,
}

/// Points of rising `x` and falling `y`, and how they are told.
pub(super) struct Chart<'a> {
    pub(super) dots: Vec<Dot>,
    /// The one that stands out, with its name beside it.
    pub(super) chosen: Option<usize>,
    pub(super) name: &'a dyn Fn(usize) -> String,
    /// What the axes are: across, up.
    pub(super) axes: [&'a str; 2],
    pub(super) x: &'a dyn Fn(u64) -> String,
    pub(super) y: &'a dyn Fn(u64) -> String,
}

/// What is in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Empty,
    Across,
    Down,
    Corner,
    Dot,
    Chosen,
}

/// How a chart is divided: columns of the labels at its left, then columns and rows of the plot.
struct Frame {
    gutter: usize,
    across: usize,
    down: usize,
}

impl Frame {
    /// Columns before the plot: the labels, and the axis with air before it.
    fn left(&self) -> usize {
        self.gutter + 2
    }
}

/// The row of the plot that is the uppermost: above it stands what is drawn upwards.
const TOP: usize = 1;

impl Chart<'_> {
    fn frame(&self, width: usize, height: usize) -> Option<Frame> {
        let (top, bottom) = (self.dots.first()?.y, self.dots.last()?.y);
        let gutter = columns(&(self.y)(top)).max(columns(&(self.y)(bottom))).min(width / 3);
        // Rows for the name above, for the axis below and for its ends.
        let (across, down) = (width.saturating_sub(gutter + 2), height.saturating_sub(TOP + 2));
        (across >= 8 && down >= 2).then_some(Frame { gutter, across, down })
    }

    /// Where the points are in a plot: columns from the left, rows from above.
    fn places(&self, frame: &Frame) -> Vec<(usize, usize)> {
        let (Some(first), Some(last)) = (self.dots.first(), self.dots.last()) else { return Vec::new() };
        let place = |d: &Dot| {
            let right = scale(d.x - first.x.min(d.x), last.x.saturating_sub(first.x), frame.across - 1);
            let up = scale(d.y - last.y.min(d.y), first.y.saturating_sub(last.y), frame.down - 1);
            (right, frame.down - 1 - up)
        };
        self.dots.iter().map(place).collect()
    }

    /// The columns and rows the points have in the [`rows`](Self::rows) of the same size.
    pub(super) fn points(&self, width: usize, height: usize) -> Vec<(usize, usize)> {
        let Some(frame) = self.frame(width, height) else { return Vec::new() };
        self.places(&frame).into_iter().map(|(x, y)| (frame.left() + x, TOP + y)).collect()
    }

    /// The chart in so many columns and rows; it needs 16 columns and 4 rows to be one.
    pub(super) fn rows(&self, width: usize, height: usize, glyphs: &Glyphs) -> Vec<Row> {
        let Some(frame) = self.frame(width, height) else { return Vec::new() };
        let (Some(first), Some(last)) = (self.dots.first(), self.dots.last()) else { return Vec::new() };
        let (top, bottom) = ((self.y)(first.y), (self.y)(last.y));
        let at = self.places(&frame);
        let Frame { gutter, across, down } = frame;
        let cells = grid(&at, self.chosen, across, down);
        let mut rows: Vec<Row> = (0..down)
            .map(|y| {
                let label = match y {
                    0 => top.as_str(),
                    _ if y == down - 1 => bottom.as_str(),
                    _ => "",
                };
                let mut row = Row(vec![(Ink::Dim, pad_left(label, gutter)), (Ink::Rule, format!(" {}", glyphs.down))]);
                row.0.extend(cells[y * across..(y + 1) * across].iter().map(|c| drawn(*c, glyphs)));
                row
            })
            .collect();
        if let Some((i, &(x, y))) = self.chosen.and_then(|i| Some((i, at.get(i)?))) {
            self.label(&mut rows[y], &cells[y * across..(y + 1) * across], i, x, across);
        }
        let [.., corner, _] = glyphs.corners;
        let rule = format!("{}{corner}{}", " ".repeat(gutter + 1), glyphs.across.repeat(across));
        rows.push(Row::of(Ink::Rule, rule));
        rows.insert(0, Row::of(Ink::Dim, fit(self.axes[1], width)));
        let (from, to) = ((self.x)(first.x), (self.x)(last.x));
        let mut left = pad(&from, across.saturating_sub(columns(&to)));
        let (name, ends) = (self.axes[0], columns(&from).max(columns(&to)) + 1);
        if across >= 2 * ends + columns(name) {
            let before = (across - columns(name)) / 2;
            let room = across - before - columns(name) - columns(&to);
            left = format!("{}{name}{}", pad(&from, before), " ".repeat(room));
        }
        rows.push(Row(vec![(Ink::Plain, " ".repeat(gutter + 2)), (Ink::Dim, format!("{left}{}", fit(&to, across)))]));
        rows
    }

    /// Writes the numbers of the chosen point beside it, where nothing is.
    fn label(&self, row: &mut Row, cells: &[Cell], chosen: usize, x: usize, across: usize) {
        let text = (self.name)(chosen);
        let long = columns(&text);
        // With a column of air at either side.
        let free = |from: usize| {
            let around = from.saturating_sub(1)..(from + long + 1).min(across);
            from + long <= across && around.into_iter().all(|x| matches!(cells[x], Cell::Empty | Cell::Chosen))
        };
        let after = (x + 2..across).find(|&from| free(from)).filter(|from| from - x < across / 2);
        let from = after.or_else(|| (0..x.saturating_sub(long)).rev().find(|&from| free(from)));
        let Some(from) = from else { return };
        // The two pieces before the cells are the label of the axis and the axis.
        let cells = row.0.split_off(2);
        row.0.extend(cells.iter().take(from).cloned());
        row.0.push((Ink::Strong, text));
        row.0.extend(cells.into_iter().skip(from + long));
    }
}

/// `n` of `of` as a step of `0..=most`, rounded.
fn scale(n: u64, of: u64, most: usize) -> usize {
    if of == 0 {
        return 0;
    }
    let (n, of, most) = (u128::from(n), u128::from(of), most as u128);
    (((n * most * 2 + of) / (of * 2)).min(most)) as usize
}

fn grid(at: &[(usize, usize)], chosen: Option<usize>, across: usize, down: usize) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty; across * down];
    for pair in at.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        cells[y0 * across + x0..y0 * across + x1.max(x0)].fill(Cell::Across);
        for y in y0..y1 {
            cells[y * across + x1] = if y == y0 && x1 > x0 { Cell::Corner } else { Cell::Down };
        }
    }
    for &(x, y) in at {
        cells[y * across + x] = Cell::Dot;
    }
    if let Some(&(x, y)) = chosen.and_then(|i| at.get(i)) {
        cells[y * across + x] = Cell::Chosen;
    }
    cells
}

fn drawn(cell: Cell, glyphs: &Glyphs) -> (Ink, String) {
    let (ink, sign) = match cell {
        Cell::Empty => (Ink::Plain, " "),
        Cell::Across => (Ink::Rule, glyphs.across),
        Cell::Down => (Ink::Rule, glyphs.down),
        Cell::Corner => (Ink::Rule, glyphs.corners[1]),
        Cell::Dot => (Ink::Plain, glyphs.point),
        Cell::Chosen => (Ink::Accent, glyphs.done),
    };
    (ink, sign.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(dots: &[(u64, u64)], chosen: usize, width: usize, height: usize) -> String {
        let chart = Chart {
            dots: dots.iter().map(|&(x, y)| Dot { x, y }).collect(),
            chosen: Some(chosen),
            name: &|i| format!("point {i}"),
            axes: ["hours", "price"],
            x: &|x| format!("{x} h"),
            y: &|y| format!("${y}"),
        };
        let rows = chart.rows(width, height, &Glyphs::ASCII);
        assert!(rows.iter().all(|r| r.width() <= width), "{rows:#?}");
        let line = |r: &Row| r.0.iter().map(|(_, t)| t.as_str()).collect::<String>().trim_end().to_owned();
        rows.iter().map(|r| line(r) + "\n").collect()
    }

    #[test]
    fn points_are_joined_as_steps_and_the_chosen_one_has_its_numbers() {
        let shown = text(&[(100, 90), (150, 30), (200, 0)], 1, 32, 9);
        let told = [
            "price",
            "$90 |o------------+",
            "    |             |",
            "    |             |",
            "    |     point 1 *------------+",
            "    |                          |",
            " $0 |                          o",
            "    +---------------------------",
            "     100 h      hours      200 h",
        ];
        assert_eq!(shown, told.map(|line| line.to_owned() + "\n").concat());
    }

    #[test]
    fn one_point_equal_ones_and_no_room_draw_without_harm() {
        for width in 0..40 {
            for height in 0..12 {
                for dots in [&[][..], &[(5, 5)], &[(5, 5), (5, 5)], &[(0, u64::MAX), (u64::MAX, 0)]] {
                    text(dots, 0, width, height);
                }
            }
        }
    }
}
