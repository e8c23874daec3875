//! Keys of other alphabets by their place: command keys are Latin letters, and a learner who writes in another script
//! presses the same keys without switching.

/// What stands on a row of keys, and what stands there on a Latin keyboard.
const LAYOUTS: [(&str, &str); 5] = [
    // Russian; then where Ukrainian and Belarusian differ.
    ("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,."),
    ("іїєґў", "s]'\\o"),
    ("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"),
    // Hebrew, whose marks stand where Q and W do, and Arabic.
    ("קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,."),
    ("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ", "qwertyuiop[]asdfghjkl;'zxcvnm,./"),
];

/// The character in the same place of a Latin keyboard, in the same case; nothing for one that is Latin, or unknown.
pub(super) fn latin(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let mut lower = c.to_lowercase();
    let (small, None) = (lower.next()?, lower.next()) else { return None };
    let meant = LAYOUTS.iter().find_map(|(theirs, ours)| {
        let at = theirs.chars().position(|t| t == small)?;
        ours.chars().nth(at)
    })?;
    Some(if small == c { meant } else { meant.to_ascii_uppercase() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_keys_are_as_long_as_the_latin_ones() {
        for (theirs, ours) in LAYOUTS {
            assert_eq!(theirs.chars().count(), ours.chars().count(), "{theirs}");
        }
    }

    #[test]
    fn the_place_of_a_key_counts_and_its_case() {
        assert_eq!("ойЙДт".chars().map(latin).collect::<Option<String>>().as_deref(), Some("jqQLn"));
        assert_eq!(latin('ξ'), Some('j'));
        assert_eq!(latin('ח'), Some('j'));
        assert_eq!(latin('j'), None);
        assert_eq!(latin('ü'), None);
        assert_eq!(latin('数'), None);
    }
}
