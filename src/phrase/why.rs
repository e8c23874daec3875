//! Why a course is, or is not, on the path, in words. Only what is proved is said as a fact; the
//! rest is said as "at least" and "at most".

use crate::{
    domain::{Cents, Minutes},
    path::{Because, Extra, Metric, Missing, NeededBy, Verdict, Why},
};

use super::{
    Names, anchored, count, course_title, hours, list_and, list_some, missing, price, ruled_out, skill_name,
    weight_terms, weight_why, work_weight,
};

/// The answer in one sentence.
pub fn verdict(why: &Why, names: &dyn Names) -> String {
    let path = match (why.proved, why.metric) {
        (true, Metric::Weighted) => "the best path",
        (true, Metric::Work) => "the path of least work",
        (true, Metric::Hours) => "the shortest path",
        (true, Metric::Price) => "the cheapest path",
        (true, Metric::Courses) => "the path of fewest courses",
        (false, _) => "the best path found so far",
    };
    match &why.verdict {
        Verdict::OnPath if why.proved => format!("on {path}"),
        Verdict::OnPath => format!("on {path}, which is not proved best"),
        Verdict::Done => "not on the path: you have completed it".to_owned(),
        Verdict::RuledOut(reason) => format!("never proposed: {}", ruled_out(*reason)),
        Verdict::OutOfReach => "on no path: it can never start".to_owned(),
        Verdict::NotNeeded => "not needed: nothing it does is asked for on any way to the goal".to_owned(),
        Verdict::AsGood => format!("not on this path, but {}", equal(why.metric, "another path", "contains it")),
        Verdict::Dominated(other) => format!(
            "not on {path}: {} does all it does for the goal, asks for no more and costs neither more time nor money",
            course_title(names, other.as_str())
        ),
        Verdict::CostsMore => format!("not on {path}: forcing it onto the path costs more"),
        Verdict::Undecided => format!("not on {path}; whether a path with it costs more is not settled"),
    }
}

/// `another path just as short contains it`.
fn equal(metric: Metric, who: &str, does: &str) -> String {
    let good = match metric {
        Metric::Weighted | Metric::Work | Metric::Hours => "as short",
        Metric::Price => "as cheap",
        Metric::Courses => "of as few courses",
    };
    format!("{who} {good} {does}")
}

/// What speaks for it, a sentence each, figures included.
pub fn reasons(why: &Why, names: &dyn Names) -> Vec<String> {
    let rest = why.reasons.iter().map(|r| because(r, why, names)).chain(weighed(why, names));
    let figures = break_even(why).into_iter();
    if why.on_path() {
        rest.chain(figures).collect()
    } else {
        regret(why).into_iter().chain(figures).chain(rest).collect()
    }
}

/// What an hour of the course counts, and why; nothing where hours all count the same.
fn weighed(why: &Why, names: &dyn Names) -> Option<String> {
    let cost = &why.course_cost;
    let counts = why.metric == Metric::Weighted && !cost.reasons.is_empty();
    counts.then(|| weight_terms(cost.weight, &cost.reasons, names))
}

/// What having to take the course costs; `None` where nothing can be said or it costs nothing.
fn regret(why: &Why) -> Option<String> {
    let extra = why.regret.filter(|r| !why.on_path() && r.exact() != Some(0))?;
    Some(format!("with it the path {}", more(why, extra)))
}

/// `takes 12 h more`, `takes at least 3 h and at most 12 h more`.
fn more(why: &Why, extra: Extra) -> String {
    let verb = match why.metric {
        Metric::Weighted | Metric::Work | Metric::Hours => "takes",
        Metric::Price => "costs",
        Metric::Courses => "has",
    };
    let amount = |units: u64| match why.metric {
        Metric::Weighted | Metric::Work | Metric::Hours => hours(Minutes(units), false),
        Metric::Price => money(why, units),
        Metric::Courses => count(units, "course"),
    };
    let of = if why.metric == Metric::Weighted { " weighted work" } else { "" };
    match (extra.exact(), extra.lower) {
        (Some(exact), _) => format!("{verb} {} more{of}", amount(exact)),
        (None, 0) => format!("{verb} at most {} more{of}", amount(extra.upper)),
        (None, lower) => format!("{verb} at least {} and at most {} more{of}", amount(lower), amount(extra.upper)),
    }
}

fn money(why: &Why, cents: u64) -> String {
    if cents == 0 { "nothing".to_owned() } else { price(Cents(cents), why.currency) }
}

fn own(why: &Why, units: u64, assumed: bool) -> String {
    match why.metric {
        Metric::Weighted | Metric::Work | Metric::Hours => hours(Minutes(units), assumed),
        Metric::Price => money(why, units),
        Metric::Courses => count(units, "course"),
    }
}

/// At what cost of its own the course would enter; on the path, up to which it stays there.
fn break_even(why: &Why) -> Option<String> {
    let mut now = own(why, why.cost, why.hours_assumed);
    let verb = match why.metric {
        Metric::Price => "costs",
        Metric::Weighted => "weighs",
        _ => "takes",
    };
    if why.metric == Metric::Weighted {
        let cost = &why.course_cost;
        now += &format!(" ({} of work {})", hours(cost.work.left, false), work_weight(cost.weight));
    }
    let at = |units| own(why, units, false);
    if why.metric == Metric::Courses || why.verdict == Verdict::NotNeeded {
        return None;
    }
    if why.on_path() {
        let until = why.stays_until().filter(|&u| u > why.cost)?;
        return Some(format!("it {verb} {now} and stays on the path up to {}", at(until)));
    }
    let extra = why.regret.filter(|r| r.exact() != Some(0))?;
    Some(match why.break_even() {
        None => format!("it {verb} {now}, and would not enter even at nothing"),
        Some((Some(0), 0)) => format!("it {verb} {now}, and would enter only at nothing"),
        Some((Some(low), high)) if low == high => format!("it {verb} {now}; it would enter at {} or less", at(high)),
        Some((Some(low), high)) if extra.lower > 0 => {
            format!("it {verb} {now}; it would enter at {} or less at least, and at most at {}", at(low), at(high))
        }
        Some((Some(low), _)) => format!("it {verb} {now}; it would enter at {} or less at least", at(low)),
        Some((None, high)) if extra.lower > 0 => {
            format!("it {verb} {now}; it would enter at {} at most, if at all", at(high))
        }
        Some((None, _)) => return None,
    })
}

/// One reason.
fn because(reason: &Because, why: &Why, names: &dyn Names) -> String {
    let title = |id: &crate::domain::CourseId| course_title(names, id.as_str()).to_owned();
    let titles = |ids: &[crate::domain::CourseId]| ids.iter().map(title).collect::<Vec<_>>();
    match reason {
        Because::AskedFor => "you asked for it".to_owned(),
        Because::UnderWay(None) => "you are under way with it, and it brings something".to_owned(),
        Because::UnderWay(Some(extra)) => {
            format!(
                "you are under way with it; letting go of it would save {}",
                super::between(*extra, why.metric, why.currency)
            )
        }
        Because::Landmark(landmark) => match landmark.courses.len() {
            0 | 1 => "no path goes without it".to_owned(),
            n => {
                let others: Vec<_> = landmark.courses.iter().filter(|c| **c != why.course).map(title).collect();
                format!(
                    "every path takes one of these {n} courses, this among them; {} {}",
                    if n == 2 { "the other is" } else { "the others are" },
                    list_some(&others, 4)
                )
            }
        },
        Because::Supplies(raises) => {
            let parts: Vec<_> =
                raises.iter().map(|(s, from, to)| format!("{} {from} → {to}", skill_name(names, s.as_str()))).collect();
            format!("it raises {}", list_and(&parts))
        }
        Because::NeededBy(needs) => {
            let parts: Vec<_> = (needs.iter())
                .map(|n| match n {
                    NeededBy::Course(id) => title(id),
                    NeededBy::Goal => "the goal".to_owned(),
                })
                .collect();
            format!("needed by {}", list_and(&parts))
        }
        Because::Chain(courses) => format!("from here to the goal: {} → the goal", titles(courses).join(" → ")),
        Because::Without(None) => "no path goes without it".to_owned(),
        Because::Without(Some(extra)) if extra.exact() == Some(0) => {
            equal(why.metric, "another path", "goes without it")
        }
        Because::Without(Some(extra)) => format!("without it the path {}", more(why, *extra)),
        Because::Rivals(landmark, taken) => {
            let others: Vec<_> =
                landmark.courses.iter().filter(|c| **c != why.course && !taken.contains(c)).map(title).collect();
            let takes = match taken.is_empty() {
                true => String::new(),
                false => format!("; the path takes {}", list_some(&titles(taken), 3)),
            };
            let rest = match others.is_empty() {
                true => String::new(),
                false => format!("; the others are {}", list_some(&others, 3)),
            };
            format!("every path takes one of {} courses, this among them{takes}{rest}", landmark.courses.len())
        }
        Because::Beats(beats) => {
            let mut parts = Vec::new();
            if beats.less_time.0 > 0 {
                parts.push(format!("takes {} less", hours(beats.less_time, false)));
            }
            if let Some(less) = beats.less_money.filter(|m| m.0 > 0) {
                parts.push(format!("costs {} less", price(less, why.currency)));
            }
            if !beats.teaches_more.is_empty() {
                let skills: Vec<_> =
                    beats.teaches_more.iter().map(|s| skill_name(names, s.as_str()).to_owned()).collect();
                parts.push(format!("teaches more {}", list_some(&skills, 3)));
            }
            if beats.ready_now {
                parts.push("can be started now".to_owned());
            }
            if parts.is_empty() {
                parts.push("is as good in all else".to_owned());
            }
            format!("{} {}", title(&beats.by), list_and(&parts))
        }
        Because::Preferred(it) => {
            let weighs = super::between(it.weighs, Metric::Work, why.currency);
            let against = it.against.iter().map(|(course, reasons)| {
                let why: Vec<_> = reasons.iter().map(|r| weight_why(r, names)).collect();
                format!("{}: {}", title(course), list_and(&why))
            });
            let against: Vec<_> = against.collect();
            let since = if against.is_empty() { String::new() } else { format!(" ({})", against.join("; ")) };
            let less = hours(it.less_work, false);
            match why.on_path() {
                true => format!("preferred to a path of {less} less work, which weighs {weighs} more{since}"),
                false => {
                    format!(
                        "not preferred, though the path with it takes {less} less work: it weighs {weighs} more{since}"
                    )
                }
            }
        }
        Because::IfAllowed(allowed) if allowed.reaches_more => {
            "allowed, it would bring more of the goal into reach".to_owned()
        }
        Because::IfAllowed(allowed) => match allowed.saves.exact() {
            Some(0) => "allowed, it would save nothing".to_owned(),
            _ => format!("allowed, it would save {}", super::between(allowed.saves, why.metric, why.currency)),
        },
        Because::Waived => "you took its requirement upon yourself".to_owned(),
        Because::NotReady(pieces) => {
            let parts: Vec<_> = pieces.iter().map(|m| lacking(m, names)).collect();
            format!("you are not ready for it: it asks for {}", list_and(&parts))
        }
        Because::Blocked(pieces) => {
            let parts: Vec<_> = pieces.iter().map(|m| missing(m, names)).collect();
            format!("it can never start without {}", list_and(&parts))
        }
        Because::Instead { adds, drops } => {
            let mut parts = Vec::new();
            if !adds.is_empty() {
                parts.push(format!("brings {} along", list_some(&titles(adds), 4)));
            }
            if !drops.is_empty() {
                parts.push(format!("makes {} unnecessary", list_some(&titles(drops), 4)));
            }
            format!("taking it {}", list_and(&parts))
        }
    }
}

fn lacking(piece: &Missing, names: &dyn Names) -> String {
    match piece {
        Missing::Skill { skill, level, reachable } => {
            format!("{} {} (you have {reachable})", skill_name(names, skill.as_str()), anchored(*level))
        }
        Missing::Course(id) => course_title(names, id.as_str()).to_owned(),
        Missing::Credits { least, reachable, .. } => format!("{least} credits (you have {reachable})"),
        Missing::Fact(fact) => format!("being `{fact}`, which your profile does not say"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{CourseId, Currency, Level, SkillId, Work},
        path::{CourseCost, Landmark, RuledOut, Status},
        phrase::Ids,
    };

    fn id(text: &str) -> CourseId {
        CourseId::new(text).expect("valid")
    }

    fn why(verdict: Verdict, proved: bool, regret: Option<(u64, u64)>) -> Why {
        Why {
            course: id("x"),
            status: if proved { Status::Proved } else { Status::Bounded },
            proved,
            metric: Metric::Hours,
            currency: Currency::default(),
            cost: 1200,
            course_cost: CourseCost { work: Work::default(), weight: 1000, reasons: Vec::new() },
            hours_assumed: false,
            verdict,
            regret: regret.map(|(lower, upper)| Extra { lower, upper }),
            reasons: Vec::new(),
        }
    }

    #[test]
    fn what_is_not_proved_is_never_said_as_a_fact() {
        let exact = why(Verdict::CostsMore, true, Some((180, 180)));
        assert_eq!(regret(&exact).as_deref(), Some("with it the path takes 3 h more"));
        assert_eq!(break_even(&exact).as_deref(), Some("it takes 20 h; it would enter at 17 h or less"));
        let open = why(Verdict::CostsMore, false, Some((60, 180)));
        assert_eq!(regret(&open).as_deref(), Some("with it the path takes at least 1 h and at most 3 h more"));
        assert_eq!(
            break_even(&open).as_deref(),
            Some("it takes 20 h; it would enter at 17 h or less at least, and at most at 19 h")
        );
        let undecided = why(Verdict::Undecided, false, Some((0, 2000)));
        assert_eq!(regret(&undecided).as_deref(), Some("with it the path takes at most 33.33 h more"));
        assert_eq!(break_even(&undecided), None);
        for verdict_of in [Verdict::OnPath, Verdict::CostsMore, Verdict::Undecided] {
            assert!(!verdict(&why(verdict_of, false, None), &Ids).contains("shortest"));
        }
        let dear = why(Verdict::CostsMore, true, Some((1300, 1300)));
        assert_eq!(break_even(&dear).as_deref(), Some("it takes 20 h, and would not enter even at nothing"));
        let hidden = why(Verdict::RuledOut(RuledOut::Hidden), true, None);
        assert_eq!((verdict(&hidden, &Ids), regret(&hidden)), ("never proposed: you hid it".to_owned(), None));
    }

    #[test]
    fn reasons_name_what_they_hold() {
        let mut on = why(Verdict::OnPath, true, Some((0, 0)));
        on.reasons.push(Because::Without(Some(Extra { lower: 600, upper: 600 })));
        assert_eq!(verdict(&on, &Ids), "on the shortest path");
        assert_eq!(break_even(&on).as_deref(), Some("it takes 20 h and stays on the path up to 30 h"));
        let say = |reason: Because| because(&reason, &on, &Ids);
        let landmark = |ids: &[&str]| Because::Landmark(Landmark { courses: ids.iter().map(|i| id(i)).collect() });
        assert_eq!(
            say(landmark(&["a", "b", "x"])),
            "every path takes one of these 3 courses, this among them; the others are a and b"
        );
        assert_eq!(say(landmark(&["x"])), "no path goes without it");
        let skill = SkillId::new("python").expect("valid");
        let lack = Missing::Skill { skill, level: Level::new(500), reachable: Level::ZERO };
        assert_eq!(
            say(Because::NotReady(vec![lack, Missing::Course(id("a"))])),
            "you are not ready for it: it asks for python 0.50 working (you have 0.00) and a"
        );
        assert_eq!(
            say(Because::Instead { adds: vec![id("a")], drops: vec![id("b")] }),
            "taking it brings a along and makes b unnecessary"
        );
    }
}
