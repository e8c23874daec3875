//! From text to words.

use crate::search::fold;

/// English words that hold sentences together and say nothing about a subject.
pub const FUNCTION_WORDS: &[&str] = &[
    "about", "also", "an", "and", "are", "as", "at", "be", "been", "between", "both", "but", "by", "can", "each",
    "for", "from", "has", "have", "how", "if", "in", "into", "is", "it", "its", "more", "most", "no", "not", "of",
    "on", "one", "only", "or", "other", "our", "out", "over", "own", "so", "some", "such", "than", "that", "the",
    "their", "them", "then", "these", "they", "this", "those", "through", "to", "under", "up", "use", "used", "using",
    "via", "was", "we", "what", "when", "where", "which", "while", "who", "why", "will", "with", "without", "you",
    "your",
];

/// The words of a text, folded to lower case without accents: runs of at least two letters, digits or
/// underscores, and a single one before `++` or `#`, so that C++ and C# are words.
pub fn tokens(text: &str) -> Vec<String> {
    let folded = fold(text);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = Vec::new();
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(is_word) {
        rest = &rest[start..];
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let tail = if after.starts_with("++") { 2 } else { usize::from(after.starts_with('#')) };
        if word.chars().nth(1).is_some() {
            words.push(word.to_owned());
            rest = after;
        } else if tail > 0 {
            words.push(rest[..end + tail].to_owned());
            rest = &after[tail..];
        } else {
            rest = after;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn words_are_what_is_between_the_signs() {
        assert_eq!(tokens("C++, C# & R: l'Álgebra 101!"), ["c++", "c#", "algebra", "101"]);
        assert_eq!(tokens("abc++ snake_case 数据 x"), ["abc", "snake_case", "数据"]);
        assert_eq!(tokens(" +#- "), [""; 0]);
    }

    #[test]
    fn function_words_are_in_order_and_are_words() {
        assert!(super::FUNCTION_WORDS.is_sorted());
        assert!(super::FUNCTION_WORDS.iter().all(|w| tokens(w) == [*w]));
    }
}
