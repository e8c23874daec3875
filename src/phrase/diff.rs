//! What differs between two plans, and why, in words.

use crate::{
    domain::{Cents, CourseId, Currency, Minutes},
    path::{Change, Effect, Metric, Origin, Setting, Shift, StepChange, StepFate},
};

use super::{Names, at_once, away, count, course_title, day, hours, list_and, list_some, price, price_of, skill_name};

/// What became of one step: `new, turn 3, 40 h`, `completed, 12 h`, `turn 2 → 4, 20 h → 30 h`.
pub fn step_change(change: &StepChange, currency: Currency) -> String {
    match &change.what {
        StepFate::Completed { hours: h } => format!("completed, {}", hours(*h, false)),
        StepFate::Removed { hours: h } => format!("off the path, {}", hours(*h, false)),
        StepFate::Added { position, hours: h } => format!("new, turn {position}, {}", hours(*h, false)),
        StepFate::Kept { moved, hours: h, price: p } => {
            let mut parts = Vec::new();
            parts.extend(moved.map(|m| match m.old == m.new {
                true => format!("turn {}, in another order", m.new),
                false => format!("turn {} → {}", m.old, m.new),
            }));
            parts.extend(h.map(|h| format!("{} → {}", hours(h.old, false), hours(h.new, false))));
            parts.extend(p.map(|p| format!("{} → {}", price_of(p.old, currency), price_of(p.new, currency))));
            parts.join(", ")
        }
    }
}

/// A change of what the plans rest on, as a clause.
pub fn change(what: &Change, currency: Currency, names: &dyn Names) -> String {
    let title = |c: &CourseId| course_title(names, c.as_str()).to_owned();
    let either = |c: &CourseId, now: bool, yes: &str, no: &str| {
        if now { yes.replace("{}", &title(c)) } else { no.replace("{}", &title(c)) }
    };
    match what {
        Change::Wanted(s, old, new) => {
            let skill = skill_name(names, s.as_str());
            match (old, new) {
                (Some(old), Some(new)) => format!("the goal asks {skill} {new} (was {old})"),
                (None, Some(new)) => format!("the goal asks {skill} {new} as well"),
                (_, None) => format!("the goal no longer asks {skill}"),
            }
        }
        Change::Conditions => "the further conditions of the goal changed".to_owned(),
        Change::Asked(c, now) => either(c, *now, "{} is asked for", "{} is no longer asked for"),
        Change::Metric(old, new) => format!("the path is to be short in {new} (was {old})"),
        Change::AssumeHours(old, new) => {
            format!("an unknown duration counts {} (was {})", hours(*new, false), hours(*old, false))
        }
        Change::Currency(old, new) => format!("prices are in {new} (were in {old})"),
        Change::Excluded(c, now) => either(c, *now, "you excluded {}", "{} is no longer excluded"),
        Change::Setting(setting) => self::setting(setting, currency, names),
        Change::Level(s, old, new) => format!("your {} is {new} (was {old})", skill_name(names, s.as_str())),
        Change::Completed(c, now) => either(c, *now, "you completed {}", "{} is no longer marked completed"),
        Change::Waived(c, now) => {
            either(c, *now, "you waived what {} requires", "what {} requires is no longer waived")
        }
        Change::Offered(c, now) => either(c, *now, "{} is on offer now", "{} is no longer on offer"),
        Change::Allowed(c, now) => {
            either(c, *now, "{} is no longer hidden or ruled out", "{} is hidden, or ruled out by your constraints")
        }
        Change::Hours(c, old, new) => {
            format!("{} takes {} (was {})", title(c), hours(*new, false), hours(*old, false))
        }
        Change::Logged(c, old, new) if new < old => {
            format!("{} logged on {}", hours(Minutes(old.0 - new.0), false), title(c))
        }
        Change::Weight(c, old, new) => {
            let weight = |w: u32| format!("{:.2}", f64::from(w) / 1000.0);
            format!("an hour of {} counts {}, it was {}", course_title(names, c.as_str()), weight(*new), weight(*old))
        }
        Change::Costing(..) => "work and weights are counted by other settings".to_owned(),
        Change::Liking => "how courses fit what you liked changed".to_owned(),
        Change::Ratings => "how ratings lie in the catalog changed".to_owned(),
        Change::Skill(s) => format!("what {} takes or carries changed", skill_name(names, s.as_str())),
        Change::Fact(fact, true) => format!("`{fact}` holds of you now"),
        Change::Fact(fact, false) => format!("`{fact}` no longer holds of you"),
        Change::Excludes(c) => format!("what {} rules out changed", title(c)),
        Change::Credits(c) => format!("what {} counts for changed", title(c)),
        Change::Logged(c, old, new) => {
            format!("{} of {} are left (were {})", hours(*new, false), title(c), hours(*old, false))
        }
        Change::Price(c, old, new) => {
            let (now, was) = (price_of(*new, currency), price_of(*old, currency));
            format!("the price of {} is now: {now} (was: {was})", title(c))
        }
        Change::Teaches(c) => format!("what {} teaches changed", title(c)),
        Change::Requires(c) => format!("what {} requires changed", title(c)),
        Change::SameAs(c) => format!("other courses count as {}", title(c)),
    }
}

/// A change of the calendar or of the limits, as a clause.
fn setting(what: &Setting, currency: Currency, names: &dyn Names) -> String {
    fn was<T>(what: &str, old: &Option<T>, new: &Option<T>, told: impl Fn(&T) -> String) -> String {
        match (old, new) {
            (Some(old), Some(new)) => format!("{what} is {} (was {})", told(new), told(old)),
            (None, Some(new)) => format!("{what} is {} (there was none)", told(new)),
            (Some(old), None) => {
                format!("there is no {} any more (it was {})", what.trim_start_matches("the "), told(old))
            }
            (None, None) => format!("there is no {}", what.trim_start_matches("the ")),
        }
    }
    let title = |c: &CourseId| course_title(names, c.as_str()).to_owned();
    match what {
        Setting::Start(old, new) => format!("the plan begins {} (was {})", day(*new), day(*old)),
        Setting::HoursPerWeek(old, new) => {
            format!("you study {} a week (was {})", hours(*new, false), hours(*old, false))
        }
        Setting::AtOnce(old, new) => format!("{} (was {})", at_once(*new), at_once(*old)),
        Setting::Away(time, true) => format!("you are {}", away(*time)),
        Setting::Away(time, false) => format!("you are no longer {}", away(*time)),
        Setting::Begins(course, _, Some(new)) => format!("{} begins {}", title(course), day(*new)),
        Setting::Begins(course, _, None) => format!("{} begins on no fixed day any more", title(course)),
        Setting::UnderWay(course, true) => format!("{} is under way", title(course)),
        Setting::UnderWay(course, false) => format!("{} is no longer under way", title(course)),
        Setting::Deadline(old, new) => was("the deadline", old, new, |d| day(*d)),
        Setting::MaxHours(old, new) => was("the limit of hours", old, new, |h| hours(*h, false)),
        Setting::Budget(old, new) => was("the budget", old, new, |b| price(*b, currency)),
        Setting::Must(skill, true) => format!("{} is a must", skill_name(names, skill.as_str())),
        Setting::Must(skill, false) => format!("{} is no longer a must", skill_name(names, skill.as_str())),
    }
}

/// A course the learner hid.
pub fn hid(course: &CourseId, names: &dyn Names) -> String {
    format!("you hid {}", course_title(names, course.as_str()))
}

/// Where changes come from, as the subject of a sentence.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Catalog => "the catalog",
        Origin::Profile => "your profile",
        Origin::Goal => "the goal",
        Origin::Settings => "your settings",
    }
}

/// What a change does by itself, found by taking it back alone and planning again.
pub fn effect(effect: &Effect, metric: Metric, currency: Currency, names: &dyn Names) -> String {
    let titles = |ids: &[CourseId]| {
        list_some(&ids.iter().map(|c| course_title(names, c.as_str()).to_owned()).collect::<Vec<_>>(), 3)
    };
    let swapped = |adds: &[CourseId], drops: &[CourseId]| {
        let mut parts = Vec::new();
        if !adds.is_empty() {
            parts.push(format!("puts {} on the path", titles(adds)));
        }
        if !drops.is_empty() {
            parts.push(format!("takes {} off it", titles(drops)));
        }
        list_and(&parts)
    };
    match effect {
        Effect::Same(shift) if shift.exact() == Some(0) => "changes nothing by itself".to_owned(),
        Effect::Same(shift) => format!("{}, on the same path", signed(*shift, metric, currency)),
        Effect::Other { shift, adds, drops } => {
            let swapped = swapped(adds, drops);
            match shift.exact() {
                Some(0) => format!("{swapped}, at the same cost"),
                _ => format!("{}: {swapped}", signed(*shift, metric, currency)),
            }
        }
        Effect::Reach { whole, adds, drops } => {
            let said = if *whole { "puts the whole goal in reach" } else { "puts part of the goal out of reach" };
            match swapped(adds, drops) {
                rest if rest.is_empty() => said.to_owned(),
                rest => format!("{said}: {rest}"),
            }
        }
        Effect::Moves { end, without: Some(without) } => {
            format!("the same path ends {}, not {}", day(*end), day(*without))
        }
        Effect::Moves { end, without: None } => format!("the same path ends {}; without it, never", day(*end)),
        Effect::Incomparable { adds, drops } if adds.is_empty() && drops.is_empty() => "the same path".to_owned(),
        Effect::Incomparable { adds, drops } => swapped(adds, drops),
        Effect::Unknown => "what it does by itself was not found out".to_owned(),
    }
}

/// `+12 h`, `−3 h`, `between −3 h and +5 h`.
pub fn signed(shift: Shift, metric: Metric, currency: Currency) -> String {
    let one = |n: i64| {
        let size = n.unsigned_abs();
        let amount = match metric {
            Metric::Weighted | Metric::Work | Metric::Hours => hours(Minutes(size), false),
            Metric::Price if size == 0 => "nothing".to_owned(),
            Metric::Price => price(Cents(size), currency),
            Metric::Courses => count(size, "course"),
        };
        match n {
            0 => amount,
            1.. => format!("+{amount}"),
            _ => format!("−{amount}"),
        }
    };
    match shift.exact() {
        Some(exact) => one(exact),
        None => format!("between {} and {}", one(shift.at_least), one(shift.at_most)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrase::Ids;

    #[test]
    fn a_shift_has_a_sign_and_says_when_it_is_not_settled() {
        let usd = Currency::default();
        let say = |a, b, metric| signed(Shift { at_least: a, at_most: b }, metric, usd);
        assert_eq!(say(90, 90, Metric::Hours), "+1.5 h");
        assert_eq!(say(-4900, -4900, Metric::Price), "−$49");
        assert_eq!(say(-60, 120, Metric::Hours), "between −1 h and +2 h");
        assert_eq!(say(0, 1, Metric::Courses), "between 0 courses and +1 course");
    }

    #[test]
    fn an_effect_names_what_comes_and_goes() {
        let id = |t: &str| CourseId::new(t).expect("valid");
        let shift = Shift { at_least: 600, at_most: 600 };
        let other = Effect::Other { shift, adds: vec![id("a")], drops: vec![id("b"), id("c")] };
        let say = |e: &Effect| effect(e, Metric::Hours, Currency::default(), &Ids);
        assert_eq!(say(&other), "+10 h: puts a on the path and takes b and c off it");
        assert_eq!(say(&Effect::Same(Shift { at_least: 0, at_most: 0 })), "changes nothing by itself");
    }
}
