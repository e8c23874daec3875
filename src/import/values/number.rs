//! Plain numbers, counts and ratings.

/// A number written with a point or a comma, marks of thousands among the digits: `35,548`, `1.234,5`, `2 500`, `4.7`.
pub fn number(text: &str) -> Option<f64> {
    let text: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’')).collect();
    if text.is_empty()
        || text.len() > 24
        || !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+'))
    {
        return None;
    }
    let groups = |mark: char| {
        let parts: Vec<&str> = text.split(mark).collect();
        parts.len() > 1
            && parts[1..].iter().all(|p| p.len() == 3)
            && (1..=3).contains(&parts[0].trim_start_matches(['-', '+']).len())
            && parts[0] != "0"
    };
    let plain = match (text.rfind('.'), text.rfind(',')) {
        (Some(point), Some(comma)) if point > comma => text.replace(',', ""),
        (Some(_), Some(_)) => text.replace('.', "").replace(',', "."),
        (None, Some(_)) if groups(',') => text.replace(',', ""),
        (None, Some(_)) => text.replacen(',', ".", 1),
        (Some(_), None) if text.matches('.').count() > 1 && groups('.') => text.replace('.', ""),
        _ => text.clone(),
    };
    plain.parse::<f64>().ok().filter(|n| n.is_finite())
}

/// The number a text begins with, and what follows it.
pub(super) fn leading(text: &str) -> Option<(f64, &str)> {
    let end = text
        .char_indices()
        .find(|(_, c)| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map_or(text.len(), |(i, _)| i);
    let digits = text[..end].trim_end_matches(['.', ',']);
    Some((number(digits)?, &text[digits.len()..]))
}

/// How many: `35,548`, `480k`, `1.2M`, `(284,237)`, `1K reviews`, `284 ratings`.
pub fn count(text: &str) -> Option<u64> {
    let text = text.trim().trim_start_matches('(').trim();
    let (n, rest) = leading(text)?;
    let rest = rest.trim_start();
    let mut rest = rest.trim_start_matches(')').trim_start();
    let mut factor = 1.0;
    for (mark, by) in [('k', 1e3), ('K', 1e3), ('m', 1e6), ('M', 1e6)] {
        if let Some(after) = rest.strip_prefix(mark)
            && !after.starts_with(|c: char| c.is_alphabetic())
        {
            (factor, rest) = (by, after);
            break;
        }
    }
    let rest = rest.trim_matches(['+', ' ', ')']).to_lowercase();
    let word = [
        "",
        "reviews",
        "review",
        "ratings",
        "rating",
        "students",
        "learners",
        "enrolled",
        "votes",
        "students enrolled",
        "bewertungen",
    ];
    let whole = (n * factor).round();
    let exact = factor > 1.0 || (n - n.round()).abs() < 1e-9;
    (word.contains(&rest.as_str()) && exact && (0.0..1e15).contains(&whole)).then_some(whole as u64)
}

/// A rating of five and how many gave one: `4.7`, `4,5/5`, `94%`, `Rating: 4.7 out of 5\n4.7\n(284,237)`. None, and 0, is
/// no rating.
pub fn rating(text: &str) -> (Option<f64>, Option<u64>) {
    let low = text.trim().to_lowercase();
    let counted = low.rsplit_once('(').and_then(|(_, rest)| count(rest.trim_end_matches(')')));
    let of = |value: f64, most: f64| {
        let scaled = value / most * 5.0;
        (value > 0.0 && (0.0..=5.0).contains(&scaled)).then_some((scaled * 1000.0).round() / 1000.0)
    };
    let start = low.find(|c: char| c.is_ascii_digit());
    let Some(start) = start else { return (None, counted) };
    let head = low[..start].trim();
    let said = head.is_empty()
        || ["rating", "rated", "stars", "score", "average", "★", "bewertung"].iter().any(|w| head.contains(w));
    let Some((value, rest)) = leading(&low[start..]).filter(|_| said) else { return (None, counted) };
    let rest = rest.trim_start();
    let most = if let Some(rest) =
        rest.strip_prefix("out of").or_else(|| rest.strip_prefix('/')).or_else(|| rest.strip_prefix("of"))
    {
        leading(rest.trim_start()).map(|(most, _)| most).filter(|m| *m >= 1.0)
    } else if rest.starts_with('%') {
        Some(100.0)
    } else if rest.is_empty() || rest.starts_with(['(', '\n', '★', '·', '|']) || rest.starts_with("star") {
        Some(5.0)
    } else {
        None
    };
    (most.and_then(|most| of(value, most)), counted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, want) in [
            ("35,548", Some(35_548.0)),
            ("4.7", Some(4.7)),
            ("4,5", Some(4.5)),
            ("1.234,5", Some(1234.5)),
            ("1,234.5", Some(1234.5)),
            ("2 500", Some(2500.0)),
            ("1.234.567", Some(1_234_567.0)),
            ("12.00", Some(12.0)),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(number(text), want, "{text}");
        }
        for (text, want) in [
            ("480k", Some(480_000)),
            ("1.2M", Some(1_200_000)),
            ("1K reviews", Some(1000)),
            ("(284,237)", Some(284_237)),
            ("4.7", None),
            ("12 weeks", None),
        ] {
            assert_eq!(count(text), want, "{text}");
        }
    }

    #[test]
    fn ratings_and_who_gave_them() {
        assert_eq!(rating("Rating: 4.7 out of 5\n4.7\n(284,237)"), (Some(4.7), Some(284_237)));
        assert_eq!(rating("4,5/5"), (Some(4.5), None));
        assert_eq!(rating("94%"), (Some(4.7), None));
        assert_eq!(rating("9.1/10"), (Some(4.55), None));
        assert_eq!(rating("4.3333333333333"), (Some(4.333), None));
        assert_eq!(rating("0"), (None, None), "nobody rated it");
        assert_eq!(rating("27 total hours"), (None, None));
        assert_eq!(rating("7"), (None, None));
    }
}
