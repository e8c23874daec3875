//! Text fitted to columns.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

/// `text` in exactly `width` columns, to the left.
pub fn pad(text: &str, width: usize) -> String {
    let mut out = fit(text, width);
    out.push_str(&" ".repeat(width.saturating_sub(columns(&out))));
    out
}

/// `text` in exactly `width` columns, to the right.
pub fn pad_left(text: &str, width: usize) -> String {
    let fitted = fit(text, width);
    format!("{}{fitted}", " ".repeat(width.saturating_sub(columns(&fitted))))
}

/// Columns of `text` on the screen, where every cluster of characters stands for itself: measured as a whole some
/// scripts come out narrower, because a font could join their letters.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(UnicodeWidthStr::width).sum() }
}

/// `text` in at most `width` columns, with `…` where something is left out.
pub fn fit(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for cluster in text.graphemes(true) {
        let wide = cluster.width();
        if used + wide + 1 > width {
            break;
        }
        out.push_str(cluster);
        used += wide;
    }
    if width > 0 {
        out.push('…');
    }
    out
}

/// The first of what says the same in ever fewer words that fits `width` columns; the last, cut, where none does.
pub fn longest(texts: impl IntoIterator<Item = String>, width: usize) -> String {
    let mut last = String::new();
    for text in texts {
        if columns(&text) <= width {
            return text;
        }
        last = text;
    }
    fit(&last, width)
}

/// The words of `text`; a number and its unit, or its month, are one.
fn words(text: &str) -> Vec<String> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_end_matches(|c: char| c.is_ascii_punctuation());
        match out.last_mut().filter(|before| before.ends_with(|c: char| c.is_ascii_digit())) {
            Some(before) if bare == "h" || MONTHS.contains(&bare) => *before += &format!(" {word}"),
            _ => out.push(word.to_owned()),
        }
    }
    out
}

/// Splits `text` into lines of at most `width` columns: at spaces where possible, inside a word where not.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        if !line.is_empty() && columns(&line) + 1 + columns(&word) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        for cluster in word.graphemes(true) {
            if !line.is_empty() && columns(&line) + cluster.width() > width {
                lines.push(std::mem::take(&mut line));
            }
            line.push_str(cluster);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// Wraps what is joined by dots between its parts, and within one only where it must be.
pub fn pack(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split(" · ") {
        match lines.last_mut().map(|line| (format!("{line} · {part}"), line)) {
            Some((longer, line)) if columns(&longer) <= width => *line = longer,
            _ => lines.extend(wrap(part, width)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{columns, longest, wrap};

    #[test]
    fn what_is_too_long_is_said_in_fewer_words() {
        let at = |width| longest(["three words here", "two words", "word"].map(str::to_owned), width);
        assert_eq!(
            [at(20), at(16), at(15), at(4), at(3), at(0)],
            ["three words here", "three words here", "two words", "word", "wo…", ""]
        );
        assert_eq!(longest([], 5), "");
    }

    #[test]
    fn wrapping_counts_columns_and_never_loses_text() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("线性代数 导论", 5), ["线性", "代数", "导论"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("界", 0), ["界"]);
        assert!(wrap("   ", 5).is_empty());
        assert_eq!(
            wrap("it takes 4 h (of 12 h) from 9 Dec, or so", 11),
            ["it takes", "4 h (of", "12 h) from", "9 Dec, or", "so"]
        );
        // Lam and alef could be drawn as one letter; a terminal gives each its column.
        assert_eq!((columns("لآ"), columns("👩‍👩‍👧‍👦"), columns("e\u{301}")), (2, 2, 1));
    }
}
