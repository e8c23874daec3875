//! How a goal and the learner's limits go together, in words.

use crate::{
    domain::{Currency, Minutes},
    path::{Extra, Fit, Metric, Plan, Within},
};

use super::{Names, count, day, ends_late, hours, list_some, percent, price, skill_name};

/// Minutes in a week.
const WEEK: u64 = 7 * 24 * 60;

/// What there is to say, a sentence each, with whether it is good news.
pub fn within(within: &Within, plan: &Plan, names: &dyn Names) -> Vec<(bool, String)> {
    let currency = plan.premises.currency;
    let mut out = Vec::new();
    let room = room(within, currency);
    if let (Some(late), Some(deadline)) = (&within.late, within.deadline) {
        out.extend(ends_late(late, deadline, names).into_iter().map(|line| (false, line)));
    }
    match within.fits {
        // What is known is said already, and no more is.
        Fit::Unknown if within.late.is_some() && within.readiness.is_none() => {}
        Fit::Yes if room.is_empty() => {}
        Fit::Yes => {
            let used = used(within, plan);
            let best = if within.proved_within { "; nothing that fits is better" } else { "" };
            out.push((true, format!("fits: {used} of {room}{best}")));
        }
        Fit::No => {
            let needs = needs(within, currency);
            let needs = if needs.is_empty() { "no path to all of it does".to_owned() } else { needs };
            out.push((false, format!("the whole goal does not fit {room}: {needs}")));
        }
        Fit::Unknown => out.push((false, format!("whether the whole goal fits {room} is not settled"))),
    }
    if let (Some(pace), Some(deadline)) = (within.pace, within.deadline) {
        out.push((within.fits == Fit::Yes, paced(pace, &day(deadline))));
    }
    if let Some(r) = within.readiness {
        let (from, to) = (percent(r.share(r.start)), percent(r.share(r.reached)));
        let best = if r.proved() {
            "no path within the limits brings more".to_owned()
        } else {
            format!("no path within the limits brings more than {}", percent_up(r.share(r.at_most)))
        };
        out.push((true, format!("this path takes readiness from {from} to {to}; {best}")));
    }
    if !within.short.is_empty() {
        let parts: Vec<_> = (within.short.iter())
            .map(|(s, have, need)| format!("{} {have} of {need}", skill_name(names, s.as_str())))
            .collect();
        out.push((false, format!("stays short: {}", list_some(&parts, 5))));
    }
    if !within.must_out.is_empty() {
        let parts: Vec<_> = within.must_out.iter().map(|s| skill_name(names, s.as_str()).to_owned()).collect();
        let best = match within.must_first {
            Some(true) => "; no path within the limits does more for the musts",
            _ => "",
        };
        out.push((false, format!("a must, and not reached: {}{best}", list_some(&parts, 5))));
    }
    out
}

/// `60 h until 31 Mar 2027 and $50`.
fn room(within: &Within, currency: Currency) -> String {
    let mut parts = Vec::new();
    if let Some(time) = within.hours {
        let until = within.deadline.map(|d| format!(" until {}", day(d))).unwrap_or_default();
        parts.push(format!("{}{until}", hours(time, false)));
    }
    if let Some(money) = within.budget {
        parts.push(if money.0 == 0 { "no money".to_owned() } else { price(money, currency) });
    }
    parts.join(" and ")
}

fn used(within: &Within, plan: &Plan) -> String {
    let mut parts = Vec::new();
    if within.hours.is_some() {
        parts.push(hours(plan.cost.work, false));
    }
    if within.budget.is_some() {
        parts.push(in_metric(plan.cost.price.0, Metric::Price, plan.premises.currency));
    }
    parts.join(" and ")
}

/// Which of the limits is too tight by itself.
fn needs(within: &Within, currency: Currency) -> String {
    let mut parts = Vec::new();
    if within.hours.is_some_and(|h| within.whole_hours.0 > h) {
        parts.push(format!("it takes at least {}", hours(within.whole_hours.0, false)));
    }
    if let (Some(budget), Some((least, _))) = (within.budget, within.whole_price)
        && least > budget
    {
        parts.push(format!("it costs at least {}", price(least, currency)));
    }
    parts.join(" and ")
}

fn paced((least, enough): (Minutes, Minutes), deadline: &str) -> String {
    if least.0 > WEEK {
        format!(
            "no pace would do for the whole goal by {deadline}: a week has 168 hours, and that takes {}",
            hours(least, false)
        )
    } else if least == enough {
        format!("{} a week would do for the whole goal by {deadline}", hours(enough, false))
    } else {
        let (least, enough) = (hours(least, false), hours(enough, false));
        format!("for the whole goal by {deadline}, {enough} a week would do and {least} are needed at least")
    }
}

/// A share rounded up, so that what is said to be the most is not less than it.
fn percent_up(share: f64) -> String {
    format!("{}%", (share * 100.0 - 1e-9).ceil().clamp(0.0, 100.0))
}

/// An amount that may be a range: `12 h`, `at least 3 h`, `3 h to 12 h`, `at most 12 h`.
pub fn between(extra: Extra, metric: Metric, currency: Currency) -> String {
    let one = |n| in_metric(n, metric, currency);
    match (extra.exact(), extra.lower) {
        (Some(exact), _) => one(exact),
        (None, 0) => format!("at most {}", one(extra.upper)),
        (None, low) => format!("at least {} and at most {}", one(low), one(extra.upper)),
    }
}

/// The same, short enough for a table: `12 h`, `≤ 12 h`, `3 h – 12 h`.
pub fn between_short(extra: Extra, metric: Metric, currency: Currency) -> String {
    let one = |n| in_metric(n, metric, currency);
    match (extra.exact(), extra.lower) {
        (Some(exact), _) => one(exact),
        (None, 0) => format!("≤ {}", one(extra.upper)),
        (None, low) => format!("{} – {}", one(low), one(extra.upper)),
    }
}

/// What something takes more, short enough for a table: `+12 h`, `≤ +12 h`, `+3 h – 12 h`.
pub fn more_short(extra: Extra, metric: Metric, currency: Currency) -> String {
    let said = between_short(extra, metric, currency);
    match said.strip_prefix("≤ ") {
        Some(most) => format!("≤ +{most}"),
        None => format!("+{said}"),
    }
}

/// What amounts are of where that is not plain: hours of weighted work.
pub fn of_metric(metric: Metric) -> &'static str {
    if metric == Metric::Weighted { " of weighted work" } else { "" }
}

/// So many minutes, cents or courses.
pub fn in_metric(n: u64, metric: Metric, currency: Currency) -> String {
    match metric {
        Metric::Weighted | Metric::Work | Metric::Hours => hours(Minutes(n), false),
        Metric::Price if n == 0 => "nothing".to_owned(),
        Metric::Price => price(crate::domain::Cents(n), currency),
        Metric::Courses => count(n, "course"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_says_at_least_and_at_most() {
        let usd = Currency::default();
        let say = |lower, upper| between(Extra { lower, upper }, Metric::Hours, usd);
        assert_eq!(say(720, 720), "12 h");
        assert_eq!(say(0, 720), "at most 12 h");
        assert_eq!(say(180, 720), "at least 3 h and at most 12 h");
        assert_eq!(between_short(Extra { lower: 1, upper: 2 }, Metric::Courses, usd), "1 course – 2 courses");
    }

    #[test]
    fn a_pace_that_is_not_settled_says_what_is_needed_and_what_will_do() {
        let (a, b) = (Minutes(300), Minutes(312));
        assert_eq!(paced((a, a), "1 Jun 2026"), "5 h a week would do for the whole goal by 1 Jun 2026");
        assert_eq!(
            paced((a, b), "1 Jun 2026"),
            "for the whole goal by 1 Jun 2026, 5.2 h a week would do and 5 h are needed at least"
        );
        let far = Minutes(WEEK + 60);
        assert_eq!(
            paced((far, far), "1 Jun 2026"),
            "no pace would do for the whole goal by 1 Jun 2026: a week has 168 hours, and that takes 169 h"
        );
        assert_eq!((percent_up(0.641), percent_up(0.64)), ("65%".to_owned(), "64%".to_owned()));
    }
}
