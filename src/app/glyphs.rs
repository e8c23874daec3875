//! What lines, bars and signs are drawn with: one set of Unicode, one of ASCII for terminals that show nothing else.

use crate::domain::CourseMark;

/// One column each, but for those that say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyphs {
    /// A line across.
    pub across: &'static str,
    /// A line down.
    pub down: &'static str,
    /// Corners of a box: top left, top right, bottom left, bottom right.
    pub corners: [&'static str; 4],
    /// Where a line goes off another: to the right, to the left, downwards, upwards.
    pub tees: [&'static str; 4],
    /// Where lines cross and meet.
    pub cross: &'static str,
    /// Where lines cross without meeting: the one down is the upper.
    pub bridge: &'static str,
    /// Heads of arrows: left, right, up, down.
    pub heads: [&'static str; 4],
    /// What the learner has, in a bar.
    pub have: &'static str,
    /// What is missing to what is needed, in a bar.
    pub need: &'static str,
    /// The rest of a bar.
    pub rest: &'static str,
    /// The parts of a stacked bar, told apart without colour too.
    pub parts: [&'static str; 6],
    /// A sparse bar of hours: seven eighths down to one, from the left.
    pub eighths: [&'static str; 7],
    /// What holds.
    pub met: &'static str,
    /// What does not hold.
    pub unmet: &'static str,
    /// What is new.
    pub new: &'static str,
    /// What is gone.
    pub gone: &'static str,
    /// What went wrong.
    pub problem: &'static str,
    /// A course that is done.
    pub done: &'static str,
    /// A point of a chart.
    pub point: &'static str,
    /// A course under way.
    pub started: &'static str,
    /// A course kept for later.
    pub saved: &'static str,
    /// A course never proposed.
    pub hidden: &'static str,
    /// A marked row.
    pub marked: &'static str,
    /// Before the selected row, where keys go.
    pub here: &'static str,
    /// Before a selected row where keys do not go now.
    pub away: &'static str,
    /// One of several.
    pub bullet: &'static str,
    /// From one level to another.
    pub to: &'static str,
    /// From one end of a range to the other.
    pub range: &'static str,
    /// What has no value.
    pub none: &'static str,
    /// It went up, down, stayed.
    pub moved: [&'static str; 3],
    /// There is more above, below.
    pub more: [&'static str; 2],
    /// The part of a scroll bar in view, and the rest of it.
    pub scroll: [&'static str; 2],
    /// Something was left out.
    pub cut: &'static str,
}

impl Glyphs {
    /// What any terminal of this century shows.
    pub const UNICODE: Self = Self {
        across: "─",
        down: "│",
        corners: ["╭", "╮", "╰", "╯"],
        tees: ["├", "┤", "┬", "┴"],
        cross: "┼",
        bridge: "│",
        heads: ["◂", "▸", "▴", "▾"],
        have: "█",
        need: "▒",
        rest: "·",
        parts: ["█", "▓", "▒", "░", "▚", "■"],
        eighths: ["▉", "▊", "▋", "▌", "▍", "▎", "▏"],
        met: "✓",
        unmet: "✗",
        new: "+",
        gone: "−",
        problem: "!",
        done: "●",
        point: "○",
        started: "◐",
        saved: "◆",
        hidden: "⊘",
        marked: "*",
        here: "▌",
        away: "▏",
        bullet: "·",
        to: "→",
        range: "–",
        none: "–",
        moved: ["↑", "↓", "="],
        more: ["↑", "↓"],
        scroll: ["┃", "│"],
        cut: "…",
    };

    /// Nothing but ASCII.
    pub const ASCII: Self = Self {
        across: "-",
        down: "|",
        corners: ["+", "+", "+", "+"],
        tees: ["+", "+", "+", "+"],
        cross: "+",
        bridge: "|",
        heads: ["<", ">", "^", "v"],
        have: "#",
        need: "=",
        rest: ".",
        parts: ["#", "%", "=", "~", "+", "*"],
        eighths: ["#", "#", "#", "=", "=", "-", "-"],
        met: "v",
        unmet: "x",
        new: "+",
        gone: "-",
        problem: "!",
        done: "*",
        point: "o",
        started: "o",
        saved: "+",
        hidden: "-",
        marked: "*",
        here: ">",
        away: ":",
        bullet: "-",
        to: ">",
        range: "-",
        none: "-",
        moved: ["^", "v", "="],
        more: ["^", "v"],
        scroll: ["#", "|"],
        cut: "~",
    };

    /// The sign of what the learner did with a course.
    pub fn mark(&self, mark: CourseMark) -> &'static str {
        match mark {
            CourseMark::Done => self.done,
            CourseMark::Started => self.started,
            CourseMark::Saved => self.saved,
            CourseMark::Hidden => self.hidden,
        }
    }

    /// The set as one list, for the two to be compared.
    fn list(&self) -> Vec<&'static str> {
        let Self { across, down, corners, tees, cross, bridge, heads, have, need, rest, parts, eighths, .. } = *self;
        let Self { met, unmet, new, gone, problem, done, started, saved, hidden, marked, here, away, .. } = *self;
        let Self { point, bullet, to, range, none, moved, more, scroll, cut, .. } = *self;
        let mut all = vec![across, down, cross, bridge, have, need, rest, met, unmet, new, gone, problem, done];
        all.extend([started, saved, hidden, marked, here, away, point, bullet, to, range, none, cut]);
        all.extend(corners.iter().chain(&tees).chain(&heads).chain(&parts).chain(&eighths));
        all.extend(moved.iter().chain(&more).chain(&scroll));
        all
    }
}

/// What stands for `symbol` where only ASCII is shown, if it is a sign of the interface or of its wording:
/// sentences are made without knowing the terminal, so they are put right on the way to it. Letters stay.
pub fn in_ascii(symbol: &str) -> Option<&'static str> {
    let worded =
        [("·", "-"), ("•", "-"), ("×", "x"), ("≥", ">"), ("≤", "<"), ("−", "-"), ("—", "-"), ("←", "<"), ("’", "'")];
    if symbol.is_ascii() {
        return None;
    }
    let ours = Glyphs::UNICODE.list().into_iter().zip(Glyphs::ASCII.list());
    // What sentences mean by a sign comes first: bars and lines are drawn in ASCII already.
    worded.into_iter().chain(ours).find(|(unicode, _)| *unicode == symbol).map(|(_, ascii)| ascii)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;

    #[test]
    fn every_glyph_is_one_column_and_has_an_ascii_twin() {
        let (unicode, ascii) = (Glyphs::UNICODE.list(), Glyphs::ASCII.list());
        assert_eq!(unicode.len(), ascii.len());
        for (u, a) in unicode.into_iter().zip(ascii) {
            assert_eq!((u.width(), a.width()), (1, 1), "{u} {a}");
            assert!(a.is_ascii(), "{a}");
            assert!(u.is_ascii() || in_ascii(u).is_some_and(str::is_ascii), "{u}");
        }
        assert_eq!((in_ascii("é"), in_ascii("界"), in_ascii("a")), (None, None, None));
    }

    #[test]
    fn signs_that_stand_side_by_side_differ_in_ascii() {
        let g = Glyphs::ASCII;
        for group in [&[g.have, g.need, g.rest][..], &[g.met, g.unmet, g.new], &g.parts, &g.moved] {
            let set: std::collections::BTreeSet<_> = group.iter().collect();
            assert_eq!(set.len(), group.len(), "{group:?}");
        }
        assert!(
            ![g.done, g.started, g.saved, g.hidden]
                .iter()
                .enumerate()
                .any(|(i, a)| { [g.done, g.started, g.saved, g.hidden].iter().skip(i + 1).any(|b| a == b) })
        );
    }
}
