//! Prices and their currencies.

use super::number::leading;
use crate::domain::{Cents, Currency};

const MARKS: &[(&str, &str)] = &[
    ("us$", "USD"),
    ("a$", "AUD"),
    ("c$", "CAD"),
    ("r$", "BRL"),
    ("$", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("₹", "INR"),
    ("rs.", "INR"),
    ("¥", "JPY"),
    ("₺", "TRY"),
    ("tl", "TRY"),
    ("usd", "USD"),
    ("eur", "EUR"),
    ("gbp", "GBP"),
    ("inr", "INR"),
    ("chf", "CHF"),
    ("nok", "NOK"),
    ("sek", "SEK"),
    ("dkk", "DKK"),
    ("kr", "NOK"),
    ("cad", "CAD"),
    ("aud", "AUD"),
    ("try", "TRY"),
    ("brl", "BRL"),
    ("pln", "PLN"),
    ("zł", "PLN"),
    ("jpy", "JPY"),
    ("mxn", "MXN"),
];

/// What something costs: `$69.99`, `Current price\n$89.99`, `Free`, `1.299,00 €`. A bare number is in the currency told.
pub fn price(text: &str, told: Option<Currency>) -> Option<(Cents, Currency)> {
    let low = text.trim().to_lowercase();
    if matches!(
        low.as_str(),
        "free" | "gratis" | "kostenlos" | "gratuit" | "ücretsiz" | "free!" | "no cost" | "$0" | "free of charge"
    ) {
        return Some((Cents(0), told.unwrap_or_default()));
    }
    if low.len() > 80
        || low.contains(" - ")
        || low.contains("per month")
        || low.contains("/month")
        || low.contains("/mo")
    {
        return None;
    }
    let at = low.find(|c: char| c.is_ascii_digit())?;
    let (units, rest) = leading(&low[at..])?;
    let (before, after) = (low[..at].trim_end(), rest.trim_start());
    // The last mark before the number, else the first behind it.
    let marked =
        MARKS.iter().find(|(m, _)| before.ends_with(m)).or_else(|| MARKS.iter().find(|(m, _)| after.starts_with(m)));
    let words = before.trim_end_matches(|c: char| !c.is_alphabetic());
    let known = words.is_empty() || marked.is_some() || words.ends_with("price") || words.ends_with("cost");
    let tail = after.chars().filter(|c| c.is_alphabetic()).count();
    if marked.is_none() && (!known || tail > 0) {
        return None;
    }
    let currency = marked.and_then(|(_, code)| code.parse().ok()).or(told).unwrap_or_default();
    Some((Cents::from_units(units).ok()?, currency))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_as_shops_write_them() {
        let read = |text: &str| price(text, None).map(|(c, u)| format!("{c} {u}"));
        assert_eq!(read("$69.99").as_deref(), Some("69.99 USD"));
        assert_eq!(read("Current price\n$89.99").as_deref(), Some("89.99 USD"));
        assert_eq!(read("1.299,00 €").as_deref(), Some("1299 EUR"));
        assert_eq!(read("Free").as_deref(), Some("0 USD"));
        assert_eq!(read("49").as_deref(), Some("49 USD"));
        assert_eq!(read("₹3,499").as_deref(), Some("3499 INR"));
        assert_eq!(read("$49 per month"), None, "a subscription is no price of a course");
        assert_eq!(read("12 weeks"), None);
        assert_eq!(read(""), None);
    }
}
