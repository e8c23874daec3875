//! A path that is only tried: what is tried, and what that changes.

use crate::{
    domain::{CourseId, Currency, Minutes},
    path::{Extra, Limits, Metric, Part, Plan, Shift, Step, Together, WeightReason, WeightTerm, Within},
};

use super::{
    Names, between, count, course_title, day, hours, list_or, list_some, needed_by, percent, price, signed, skill_name,
};

/// `without A and B`.
pub fn without(titles: &[String]) -> String {
    format!("without {}", list_some(titles, 2))
}

/// Each limit: `8 h a week`, `until 31 Mar 2027`, `60 h in all`, `$50 at most`, `Python a must`.
pub fn limits(
    limits: &Limits,
    pace: Option<Minutes>,
    currency: Currency,
    catalog: &crate::domain::Catalog,
) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(pace.map(|h| format!("{} a week", hours(h, false))));
    out.extend(limits.deadline.map(|d| format!("until {}", day(d))));
    out.extend(limits.max_hours.map(|h| format!("{} in all", hours(h, false))));
    out.extend(limits.budget.map(|b| match b.0 {
        0 => "for no money".to_owned(),
        _ => format!("{} at most", price(b, currency)),
    }));
    if !limits.must.is_empty() {
        let names: Vec<String> = limits.must.iter().map(|&s| catalog.skill(s).name.clone()).collect();
        out.push(format!("{} a must", list_some(&names, 2)));
    }
    out
}

/// What another path makes of it, against the learner's own: `+12 h · −$49`, `as long`, `the same path`.
pub fn against(own: &Plan, other: &Plan, within: Option<&Within>) -> String {
    if let Some(ready) = within.and_then(|w| w.readiness) {
        return format!("readiness {} and not all of it", percent(ready.share(ready.reached)));
    }
    if other.unmet.len() > own.unmet.len() {
        return "part of the goal is out of reach then".to_owned();
    }
    let same =
        own.steps.len() == other.steps.len() && own.steps.iter().all(|s| other.step(s.course.as_str()).is_some());
    if same {
        return "the same path".to_owned();
    }
    let currency = own.premises.currency;
    let exact = |a: u64, b: u64| {
        let by = i64::try_from(b).unwrap_or(i64::MAX).saturating_sub(i64::try_from(a).unwrap_or(i64::MAX));
        Shift { at_least: by, at_most: by }
    };
    let mut parts = vec![match exact(own.cost.work.0, other.cost.work.0) {
        shift if shift.at_least == 0 => "as long".to_owned(),
        shift => signed(shift, Metric::Hours, currency),
    }];
    // Where a price is unknown the sums say nothing about each other.
    if own.cost.prices_unknown + other.cost.prices_unknown == 0 && own.cost.price != other.cost.price {
        parts.push(signed(exact(own.cost.price.0, other.cost.price.0), Metric::Price, currency));
    }
    parts.join(" · ")
}

/// What another taste makes of the path: `38 h less work, 2 courses nobody vouches for`.
pub fn tasted(own: &Plan, other: &Plan) -> String {
    if other.unmet.len() > own.unmet.len() {
        return "part of the goal is out of reach then".to_owned();
    }
    let new = |step: &&Step| own.step(step.course.as_str()).is_none();
    if own.steps.len() == other.steps.len() && !other.steps.iter().any(|s| new(&s)) {
        return "the same path".to_owned();
    }
    let (a, b) = (own.cost.work, other.cost.work);
    let differ = hours(Minutes(a.0.abs_diff(b.0)), false);
    let mut parts = vec![match a.cmp(&b) {
        std::cmp::Ordering::Greater => format!("{differ} less work"),
        std::cmp::Ordering::Less => format!("{differ} more work"),
        std::cmp::Ordering::Equal => "as much work".to_owned(),
    }];
    let having = |is: &dyn Fn(&WeightReason) -> bool| {
        other.steps.iter().filter(|s| s.weight_reasons.iter().any(is)).count() as u64
    };
    match having(&|r| r.term == WeightTerm::Evidence && r.value == 0) {
        0 => parts.push("every course vouched for".to_owned()),
        n => parts.push(format!("{} nobody vouches for", count(n, "course"))),
    }
    match having(&|r| r.term == WeightTerm::Clash) {
        0 => {}
        n => parts.push(format!("{n} of a rival tool")),
    }
    parts.join(", ")
}

/// How much weights count: `1.0`, `0.75`.
pub fn taste(thousandths: u32) -> String {
    let text = format!("{:.2}", f64::from(thousandths) / 1000.0);
    text.strip_suffix('0').map_or(text.clone(), str::to_owned)
}

/// A course that was tried without is taken up again.
pub fn allowed_again(course: &CourseId, names: &dyn Names) -> String {
    format!("{} may be on the path again", course_title(names, course.as_str()))
}

/// What the best path without a course takes more: `without it the path takes 12 h more`.
pub fn without_it(extra: Option<Extra>, metric: Metric, currency: Currency) -> String {
    let (good, takes) = match metric {
        Metric::Weighted | Metric::Work | Metric::Hours => ("short", "takes"),
        Metric::Price => ("cheap", "costs"),
        Metric::Courses => ("small", "has"),
    };
    match extra {
        None => "There is no other way: no path goes without it.".to_owned(),
        Some(extra) if extra.exact() == Some(0) => format!("Another path as {good} goes without it."),
        Some(extra) => {
            let of = if metric == Metric::Weighted { " weighted work" } else { "" };
            format!("Without it the path {takes} {} more{of}.", between(extra, metric, currency))
        }
    }
}

/// Why a step cannot be done without, or what it shares its part with: the smallest set of courses of which every
/// path takes one, and who needs it.
pub fn unavoidable(plan: &Plan, step: &Step, always: bool, names: &dyn Names) -> Vec<String> {
    let mut out = Vec::new();
    let landmark = plan.landmarks.iter().filter(|l| l.courses.contains(&step.course)).min_by_key(|l| l.courses.len());
    let others: Vec<String> = (landmark.iter().flat_map(|l| &l.courses).filter(|c| **c != step.course))
        .map(|c| course_title(names, c.as_str()).to_owned())
        .collect();
    if !always && !others.is_empty() {
        let all: Vec<String> = std::iter::once("this course".to_owned()).chain(others).collect();
        let some = if all.len() > 5 { list_some(&all, 4) } else { list_or(&all) };
        out.push(format!("one of these {} is unavoidable: {some}", all.len()));
    }
    let needed = needed_by(step, names);
    if !needed.is_empty() {
        out.push(format!("needed by {needed}"));
    }
    out
}

/// What a part of a goal is called.
pub fn part<'a>(part: &'a Part, names: &'a dyn Names) -> &'a str {
    match part {
        Part::Skill(id) => skill_name(names, id.as_str()),
        Part::Course(id) => course_title(names, id.as_str()),
        Part::Conditions => "the goal's further conditions",
    }
}

/// What several goals come to: `together 300 h; apart 420 h; doing them together saves 120 h`.
pub fn together(t: &Together, metric: Metric, currency: Currency) -> String {
    let say = |extra| between(extra, metric, currency);
    format!("together {}; apart {}; doing them together saves {}", say(t.union), say(t.apart), say(t.shared))
}
