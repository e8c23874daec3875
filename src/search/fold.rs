//! Case and accent folding that remembers where each character came from.

use unicode_normalization::UnicodeNormalization;

/// A text folded for comparison.
pub(super) struct Folded {
    /// Lower case, compatibility-decomposed, without accents.
    pub(super) text: String,
    /// For each character of `text`, the position (in Unicode scalars) of its origin.
    pub(super) origin: Vec<u32>,
    /// For each scalar of the original, whether it only modifies the one before it.
    pub(super) is_mark: Vec<bool>,
}

/// Folds `text` with its offset map.
pub(super) fn fold_mapped(text: &str) -> Folded {
    let mut folded = Folded { text: String::with_capacity(text.len()), origin: Vec::new(), is_mark: Vec::new() };
    for (at, c) in text.chars().enumerate() {
        let before = folded.text.len();
        fold_char(c, &mut folded.text);
        let added = folded.text[before..].chars().count();
        folded.origin.extend(std::iter::repeat_n(u32::try_from(at).unwrap_or(u32::MAX), added));
        folded.is_mark.push(added == 0 || unicode_normalization::char::is_combining_mark(c));
    }
    folded
}

/// Folds `text` for comparison only.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|c| fold_char(c, &mut folded));
    folded
}

fn fold_char(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    for part in std::iter::once(c).nfkd().flat_map(char::to_lowercase) {
        match part {
            part if is_accent(part) => {}
            // The Japanese voicing marks make another letter: it stays one, and "カ" does not find "ガ".
            '\u{3099}' | '\u{309a}' => {
                let last = out.pop();
                let one = last.and_then(|last| unicode_normalization::char::compose(last, part));
                match one {
                    Some(one) => out.push(one),
                    None => out.extend(last.into_iter().chain([part])),
                }
            }
            // Letters that people type without their stroke and Unicode does not decompose.
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ð' | 'đ' => out.push('d'),
            'ł' => out.push('l'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            '\u{2010}'..='\u{2015}' => out.push('-'),
            '\u{2018}' | '\u{2019}' => out.push('\''),
            part => out.push(part),
        }
    }
}

/// Marks that readers leave out when they type: accents, Hebrew points and Arabic vowel signs. Not
/// the vowel signs of Indic scripts, nor the Japanese voicing mark, which make other letters.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}'
        | '\u{64b}'..='\u{655}' | '\u{670}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_fold_away() {
        assert_eq!(fold("Álgebra LINEAR"), "algebra linear");
        assert_eq!(fold("Straße İstanbul Ｆｕｌｌ ΣΊΣΥΦΟΣ Ærø"), "strasse istanbul full σισυφοσ aero");
        assert_eq!(fold("が"), "が");
        assert_eq!(fold("か\u{3099}"), "が", "whichever way it is written");
        assert_eq!(fold("\u{3099}"), "\u{3099}");
    }

    #[test]
    fn the_map_points_back() {
        let folded = fold_mapped("e\u{301}ﬁß");
        assert_eq!(folded.text, "efiss");
        assert_eq!(folded.origin, [0, 2, 2, 3, 3]);
        assert_eq!(folded.is_mark, [false, true, false, false]);
    }
}
