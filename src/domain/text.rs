//! Text made safe for a terminal.

use unicode_normalization::UnicodeNormalization;

/// NFC, without anything that could drive a terminal: C0 and C1 controls, bidi overrides and
/// isolates. Tabs and line breaks become spaces; runs of spaces stay as they are.
///
/// Every text that enters from a file or an argument passes through here once.
pub fn scrub(text: &str) -> String {
    // Nearly all text is plain ASCII, and normalising is what costs most in reading a catalog.
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return text.to_owned();
    }
    // Composed last: what is taken out may have kept two characters apart that belong together.
    text.chars()
        .filter_map(|c| match c {
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
            c if c.is_control() => None,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{061c}' => None,
            '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => None,
            c => Some(c),
        })
        .nfc()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::scrub;

    #[test]
    fn nothing_that_drives_a_terminal_survives() {
        assert_eq!(scrub("a\u{1b}[31mb\u{9b}0mc\u{202e}d\r\ne"), "a[31mb0mcd  e");
        assert_eq!(scrub("e\u{301}"), "é");
        assert_eq!(scrub("e\u{202e}\u{301}"), "é", "scrubbing twice changes nothing");
        assert_eq!(scrub("数据科学"), "数据科学");
    }
}
