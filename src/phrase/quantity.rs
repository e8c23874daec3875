//! Numbers in words: hours, money, levels, dates.

use jiff::civil::Date;

use crate::{
    domain::{Cents, Course, Currency, HoursOf, Level, Minutes, Work},
    path::Costing,
};

/// `1 course`, `2 courses`.
pub fn count(n: u64, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {}", plural(one)) }
}

/// The area of a skill, from its slug.
pub fn area(slug: &str) -> String {
    slug.replace('-', " ")
}

fn plural(one: &str) -> String {
    let before_y = one.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None => format!("{one}s"),
    }
}

/// `168 h`, or `~40 h` for an assumption.
pub fn hours(time: Minutes, assumed: bool) -> String {
    format!("{}{time} h", if assumed { "~" } else { "" })
}

/// The duration a course states, or the one assumed for it.
pub fn hours_of(course: &Course, costing: &Costing) -> String {
    let (time, assumed) = costing.hours(course);
    hours(time, assumed)
}

/// The same, and of what: `10.5 h of video`.
pub fn hours_published(course: &Course, costing: &Costing) -> String {
    let of = if course.hours_of == Some(HoursOf::Video) { " of video" } else { "" };
    format!("{}{of}", hours_of(course, costing))
}

/// What a course takes: `20 h`, or of one that is under way what is left: `6 of 20 h`.
pub fn work(work: Work) -> String {
    let full = hours(work.full, work.assumed);
    if work.full == work.left { full } else { format!("{} of {full}", work.left) }
}

/// The same where only one figure has room.
pub fn work_short(work: Work) -> String {
    if work.full == work.left { hours(work.full, work.assumed) } else { hours(work.left, false) }
}

/// The same of a course that is under way, in words: `under way, 6 h left of 20`.
pub fn work_left(work: Work) -> String {
    let full = if work.assumed { format!("~{}", work.full) } else { work.full.to_string() };
    match work.left.0 {
        0 => format!("0 h left of {full}: mark it done"),
        _ => format!("under way, {} left of {full}", hours(work.left, false)),
    }
}

/// `free`, `$49`, `49 SEK`.
pub fn price(amount: Cents, currency: Currency) -> String {
    if amount.0 == 0 {
        return "free".to_owned();
    }
    match currency.code() {
        "USD" => format!("${amount}"),
        "EUR" => format!("€{amount}"),
        "GBP" => format!("£{amount}"),
        code => format!("{amount} {code}"),
    }
}

/// A price that may be unknown, which is never shown as 0.
pub fn price_of(amount: Option<Cents>, currency: Currency) -> String {
    amount.map_or_else(|| "price unknown".to_owned(), |a| price(a, currency))
}

/// `0.75 practitioner`; a level below the first anchor stands alone.
pub fn anchored(level: Level) -> String {
    match level.anchor() {
        "none" => level.to_string(),
        word => format!("{level} {word}"),
    }
}

/// What a level means, in one line: the anchor at or below it, as the catalog's rubric has it.
pub fn level_about(level: Level) -> &'static str {
    match level.anchor() {
        "none" => "nothing yet that a course would build on",
        "awareness" => "know what it is and when to use it; follow others",
        "working" => "do the usual tasks on your own, looking things up",
        "practitioner" => "do it for real work, choose between ways, help others",
        _ => "go beyond the books; set the practice for others",
    }
}

/// A share as `62%`. Rounded down, so that 100% means all of it.
pub fn percent(share: f64) -> String {
    // The small term undoes binary representation: 0.29 × 100 is 28.999…
    format!("{}%", (share * 100.0 + 1e-9).floor().clamp(0.0, 100.0))
}

/// `5 Jan 2026`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// `5–11 Jan 2026`, `29 Jan – 4 Feb 2026`, `28 Dec 2026 – 3 Jan 2027`: what both ends share is said once.
pub fn span(start: Date, end: Date) -> String {
    let full = day(end);
    if start == end {
        full
    } else if start.year() != end.year() {
        format!("{} – {full}", day(start))
    } else if start.month() != end.month() {
        format!("{} – {full}", start.strftime("%-d %b"))
    } else {
        format!("{}–{full}", start.day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_in_words() {
        assert_eq!(count(1, "course"), "1 course");
        assert_eq!(count(0, "category"), "0 categories");
        assert_eq!(count(2, "day"), "2 days");
        assert_eq!(hours(Minutes(2400), true), "~40 h");
        let id = crate::domain::CourseId::new("a").expect("valid");
        let mut course = crate::domain::CourseDraft::new(id, "A", "p");
        course.hours = Some(Minutes(450));
        let draft = crate::domain::CatalogDraft { courses: vec![course], ..Default::default() };
        let catalog = crate::domain::Catalog::link(draft).expect("links");
        assert_eq!(hours_of(&catalog.courses()[0], &Costing::default()), "7.5 h");
        let of = |left, assumed| Work { left: Minutes(left), full: Minutes(1200), assumed, ..Work::default() };
        assert_eq!((work(of(1200, false)), work(of(1200, true))), ("20 h".to_owned(), "~20 h".to_owned()));
        assert_eq!((work(of(360, true)), work_short(of(360, true))), ("6 of ~20 h".to_owned(), "6 h".to_owned()));
        assert_eq!(work_left(of(390, false)), "under way, 6.5 h left of 20");
        assert_eq!(work_left(of(0, true)), "0 h left of ~20: mark it done");
        let eur: Currency = "EUR".parse().expect("a code");
        assert_eq!(price(Cents(4900), eur), "€49");
        assert_eq!(price_of(None, eur), "price unknown");
        assert_eq!(price_of(Some(Cents(0)), eur), "free");
        assert_eq!(anchored(Level::new(750)), "0.75 practitioner");
        assert_eq!(anchored(Level::new(100)), "0.10");
        assert_eq!(percent(0.29), "29%");
        assert_eq!(percent(0.9999), "99%");
        assert_eq!(percent(1.0), "100%");
    }

    #[test]
    fn spans_say_shared_parts_once() {
        let d = |text: &str| text.parse::<Date>().expect("a date");
        assert_eq!(span(d("2026-01-05"), d("2026-01-05")), "5 Jan 2026");
        assert_eq!(span(d("2026-01-05"), d("2026-01-11")), "5–11 Jan 2026");
        assert_eq!(span(d("2026-01-29"), d("2026-02-04")), "29 Jan – 4 Feb 2026");
        assert_eq!(span(d("2026-12-28"), d("2027-01-03")), "28 Dec 2026 – 3 Jan 2027");
    }
}
