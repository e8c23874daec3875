//! Hours of work, as published. Weeks without weekly effort are no hours, and credits are none either.

use super::number::leading;

/// What a text says about time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Time {
    /// Hours in all.
    pub hours: Option<f64>,
    /// Hours a week.
    pub weekly: Option<f64>,
    /// Weeks.
    pub weeks: Option<f64>,
    /// Whether the hours are of video.
    pub video: bool,
}

/// A number, or the middle of two: `6-10`, `2 – 4`, `10 to 12`.
fn range(text: &str) -> Option<(f64, &str)> {
    let (first, rest) = leading(text)?;
    let after = rest.trim_start();
    let dash = after
        .strip_prefix(['-', '–', '—', '~'])
        .or_else(|| after.strip_prefix("to "))
        .or_else(|| after.strip_prefix("bis "));
    if let Some(after) = dash
        && let Some((second, rest)) = leading(after.trim_start())
        && second >= first
    {
        return Some(((first + second) / 2.0, rest));
    }
    Some((first, rest))
}

/// `05:00`, `04:00 - 08:00`: hours and minutes.
fn clock(text: &str) -> Option<f64> {
    let one = |t: &str| {
        let (hours, minutes) = t.trim().split_once(':')?;
        let (hours, minutes) = (hours.trim().parse::<u32>().ok()?, minutes.trim().get(..2)?.parse::<u32>().ok()?);
        (t.trim().len() <= 8 && minutes < 60 && hours < 1000).then(|| f64::from(hours) + f64::from(minutes) / 60.0)
    };
    match text.split_once(['-', '–']) {
        Some((a, b)) => Some((one(a)? + one(b)?) / 2.0),
        None => one(text),
    }
}

/// Everything a text says about time; `weekly` where the column is about effort a week.
pub fn times(text: &str, weekly: bool) -> Time {
    let low = text.trim().to_lowercase().replace('\u{a0}', " ");
    let mut out = Time::default();
    if low.is_empty() || low.len() > 400 {
        return out;
    }
    if let Some(hours) = clock(&low) {
        if weekly {
            out.weekly = Some(hours);
        } else {
            out.hours = Some(hours);
        }
        return plausible(out);
    }
    let mut rest = low.as_str();
    // "Less Than 2 Hours" tells a bound; it is read as its end, which is what there is.
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = rest[..at].trim_end();
        let Some((value, after)) = range(&rest[at..]) else { break };
        let unit = after.trim_start().trim_start_matches(['+', '-', ')']).trim_start();
        // Hours in all are what platforms state of their videos.
        let video = ["total ", "video "].iter().any(|w| unit.starts_with(w));
        let unit = ["total ", "video ", "learning ", "study ", "contact "]
            .iter()
            .find_map(|w| unit.strip_prefix(w))
            .unwrap_or(unit);
        let is = |words: &[&str]| words.iter().any(|w| unit.starts_with(w));
        let more = before.ends_with('<') || before.ends_with("under");
        let value = if more { value / 2.0 } else { value };
        if is(&["hour", "hr", "h ", "h/", "hrs", "stunde", "std", "hora", "heure", "ore", "timer", "saat"])
            || unit == "h"
            || unit.starts_with("h") && unit[1..].starts_with(|c: char| c.is_ascii_digit() || c == ',' || c == ';')
        {
            let end = unit.find(|c: char| c.is_ascii_digit()).unwrap_or(unit.len());
            let tail = &unit[..end];
            let per_week =
                ["week", "wk", "/w", "woche", "semana", "semaine", "uke", "hafta"].iter().any(|w| tail.contains(w));
            if per_week || weekly && !video {
                out.weekly = out.weekly.or(Some(value));
            } else {
                out.hours = Some(out.hours.unwrap_or(0.0) + value);
                out.video |=
                    video || tail.contains("video") || tail.contains("on-demand") || tail.contains("on demand");
            }
        } else if unit.is_empty() && before.trim_start() == "h" && value < 60.0 {
            // `1h30`: the minutes need no word.
            out.hours = out.hours.map(|hours| hours + value / 60.0);
        } else if is(&["min"]) || unit == "m" || out.hours.is_some() && unit.starts_with("m ") {
            out.hours = Some(out.hours.unwrap_or(0.0) + value / 60.0);
        } else if is(&["week", "wk", "woche", "semana", "semaine", "uke", "hafta"]) {
            out.weeks = out.weeks.or(Some(value));
        } else if is(&["month", "mo ", "monat", "mes", "mois", "ay"]) {
            // A month is a span, and too rough to be multiplied.
        } else if weekly && unit.is_empty() && before.is_empty() {
            // A number without a unit says nothing sure.
        }
        let consumed = rest.len() - after.len();
        rest = &rest[consumed..];
    }
    plausible(out)
}

/// 400 hours a week is a slip, and so is a course of 20,000.
fn plausible(mut time: Time) -> Time {
    time.weekly = time.weekly.filter(|w| *w > 0.0 && *w <= 80.0);
    time.weeks = time.weeks.filter(|w| *w > 0.0 && *w <= 260.0);
    time.hours = time.hours.filter(|h| *h > 0.0 && *h <= 10_000.0);
    time
}

/// Hours in all, from the three columns that may tell them.
pub fn hours(total: Time, effort: Time, duration: Time) -> Option<(f64, bool)> {
    let weekly = effort.weekly.or(total.weekly).or(duration.weekly);
    let weeks = duration.weeks.or(total.weeks).or(effort.weeks);
    let worked = weekly.zip(weeks).map(|(w, n)| (w * n, false));
    let told = |t: Time| t.hours.map(|h| (h, t.video));
    told(total).or(worked).or(told(duration)).or(told(effort))
}

/// Whether a text is about time at all.
pub fn is_time(text: &str) -> bool {
    let time = times(text, false);
    let low = text.to_lowercase();
    time.hours.is_some() || time.weekly.is_some() || time.weeks.is_some() || low.len() < 30 && low.contains("month")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(text: &str) -> Option<f64> {
        hours(times(text, false), Time::default(), Time::default()).map(|(h, _)| (h * 100.0).round() / 100.0)
    }

    #[test]
    fn hours_as_catalogs_write_them() {
        for (text, want) in [
            ("15 total hours", Some(15.0)),
            ("1 total hour", Some(1.0)),
            ("27 total hours\n398 lectures\nAll Levels", Some(27.0)),
            ("2–3 hours per week × 4 weeks", Some(10.0)),
            ("05:00", Some(5.0)),
            ("1h 30m", Some(1.5)),
            ("1h30", Some(1.5)),
            ("90 min", Some(1.5)),
            ("2.5 hours", Some(2.5)),
            ("2,5 Stunden", Some(2.5)),
            ("12 weeks", None),
            ("3 - 6 Months", None),
            ("Beginner · Course · 1 - 3 Months", None),
            ("240 questions", None),
            ("6-10 hours/week", None),
            ("", None),
        ] {
            assert_eq!(total(text), want, "{text}");
        }
    }

    #[test]
    fn effort_is_a_week_s() {
        for (text, want) in [
            ("05:00", Some(5.0)),
            ("12 hours/week\n", Some(12.0)),
            ("04:00 - 08:00", Some(6.0)),
            ("6-8 hours/week", Some(7.0)),
            ("2 - 4 hours /Week", Some(3.0)),
            ("6-10 hours", Some(8.0)),
            ("4-6", None),
            ("400", None),
            ("3", None),
        ] {
            assert_eq!(times(text, true).weekly, want, "{text}");
        }
        let both = hours(Time::default(), times("6-10 hours/week", true), times("14 weeks", false));
        assert_eq!(both, Some((112.0, false)));
    }
}
