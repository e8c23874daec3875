//! Recommendations in words: why each component says what it says, or why it says nothing.

use std::cmp::Ordering;

use super::{Names, count, course_title, hours, list_and, list_some, percent, price, skill_name};
use crate::{
    domain::{Catalog, Cents, Currency, Minutes},
    path::Metric,
    recommend::{Change, CheapRank, Closes, First, Lack, Millionths, ONE, Reason, Silence},
};

/// An amount of the metric: `7.5 h`, `$49`, `2 courses`.
fn amount(units: u64, metric: Metric, currency: Currency) -> String {
    match metric {
        Metric::Weighted | Metric::Work | Metric::Hours => hours(Minutes(units), false),
        Metric::Price if units == 0 => "nothing".to_owned(),
        Metric::Price => price(Cents(units), currency),
        Metric::Courses => count(units, "course"),
    }
}

fn share(part: Millionths) -> String {
    percent(f64::from(part) / f64::from(ONE))
}

/// Why a component has its value, without the name of the component.
pub fn component_reason(reason: &Reason, metric: Metric, currency: Currency, names: &dyn Names) -> String {
    let amount = |units| amount(units, metric, currency);
    match reason {
        Reason::OnShortestPath => "on a shortest path to your goal".to_owned(),
        Reason::OnPathWithin => "on a path that nothing within your limits beats".to_owned(),
        Reason::Detour { regret, cost } if regret >= cost => {
            format!("not on the way: {} longer through it", amount(*regret))
        }
        Reason::Detour { regret, cost } => {
            format!("the path through it is longer by {}, of its {}", amount(*regret), amount(*cost))
        }
        Reason::OnNoPath => "no path to your goal can contain it".to_owned(),
        Reason::Closes(skills) => {
            let part = |c: &Closes| format!("{} of your {} gap", share(c.share), skill_name(names, c.skill.as_str()));
            format!("closes {}", list_some(&skills.iter().map(part).collect::<Vec<_>>(), 2))
        }
        Reason::ClosesNothing => "closes no gap of your goal".to_owned(),
        Reason::BecauseLiked { course, share: None } => {
            format!("because you liked {}", course_title(names, course.as_str()))
        }
        Reason::BecauseLiked { course, share: Some(part) } => {
            let title = course_title(names, course.as_str());
            format!("because you liked {title}, which makes {} of it", share(*part))
        }
        Reason::SavedItself => "because you saved it".to_owned(),
        Reason::NothingAlike => "it has no words in common with what you liked".to_owned(),
        Reason::AlsoTook { course, both, of } => {
            format!("{both} of {of} learners who took {} also took this", course_title(names, course.as_str()))
        }
        Reason::Rated { rating, ratings, shrunk } => {
            let by = ratings.map_or_else(|| "by an unknown number".to_owned(), |n| format!("by {n}"));
            format!("rated {} {by}, counted as {}", stars(*rating), stars(*shrunk))
        }
        Reason::Cheapness { hours, price } => {
            let parts: Vec<String> = [hours.map(|r| cheapness("shorter", r)), price.map(|r| cheapness("cheaper", r))]
                .into_iter()
                .flatten()
                .collect();
            format!("per level, {}", list_some(&parts, 2))
        }
    }
}

/// Stars to two decimals; a third only where it carries something.
fn stars(thousandths: u32) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.strip_suffix("00").or_else(|| text.strip_suffix('0')).unwrap_or(&text).to_owned()
}

fn cheapness(word: &str, rank: CheapRank) -> String {
    let CheapRank { dearer, equal, of } = rank;
    let others = count(of as u64, "other");
    match (dearer, equal) {
        (0, 0) => format!("{word} than none of {others}"),
        (_, 0) => format!("{word} than {dearer} of {others}"),
        (0, _) if equal == of => format!("level with {others}"),
        (0, _) => format!("level with {equal} of {others}"),
        _ => format!("{word} than {dearer} and level with {equal} of {others}"),
    }
}

/// Why a component has no opinion.
pub fn component_silence(silence: &Silence, metric: Metric, currency: Currency) -> String {
    let amount = |units| amount(units, metric, currency);
    match silence {
        Silence::NoGoal => "no goal is set".to_owned(),
        Silence::NoGap => "the goal leaves no skill gap".to_owned(),
        Silence::NotProved { lower, upper: Some(upper), .. } if lower == upper => {
            format!("the path through it is longer by {}, not yet proved", amount(*lower))
        }
        Silence::NotProved { lower, upper: Some(upper), .. } => {
            format!("not yet proved: the path through it is longer by {} to {}", amount(*lower), amount(*upper))
        }
        Silence::NotProved { lower: 0, upper: None, .. } => "not yet proved".to_owned(),
        Silence::NotProved { lower, upper: None, .. } => {
            format!("not yet proved: the path through it is longer by {} or more", amount(*lower))
        }
        Silence::LimitsBind { proved: true } => {
            "your limits bind, and it is not on the best path within them".to_owned()
        }
        Silence::LimitsBind { proved: false } => "your limits bind, and no path within them is proved best".to_owned(),
        Silence::NothingLiked => "nothing saved or finished yet to go by".to_owned(),
        Silence::NoModel => "no model knows this course".to_owned(),
        Silence::NotRated => "nobody has rated it".to_owned(),
        Silence::NothingToCompare => "there is nothing to compare its cost with".to_owned(),
    }
}

/// Why two texts are alike: `shares algebra (31%) and matrices (12%)`.
pub fn shared_terms(shared: &[(String, Millionths)]) -> String {
    let terms: Vec<String> = shared.iter().map(|(term, part)| format!("{term} ({})", share(*part))).collect();
    format!("shares {}", list_and(&terms))
}

/// What would put a course first, a sentence a line; the first says where it stands.
pub fn first(first: &First, course: &str, catalog: &Catalog) -> Vec<String> {
    let title = |id: &str| course_title(catalog, id).to_owned();
    let (own, leader) = (title(course), &catalog.course(first.leader).title);
    if first.place == 1 {
        return vec![format!("{own} has the highest total of {}", count(first.of as u64, "course"))];
    }
    let mut lines = vec![format!("{own} has place {} of {} by total; {leader} has the highest", first.place, first.of)];
    if let Some(other) = first.never_before {
        let other = &catalog.course(other).title;
        lines.push(format!("no weights put it first: {other} is at least as good in everything"));
    } else if first.changes.is_empty() {
        lines.push("no single weight puts it first".to_owned());
    } else {
        lines.push("one weight changed, the others as they are, it would be first:".to_owned());
        lines.extend(first.changes.iter().map(change));
    }
    lines
}

/// `with path at 0.31 or less (now 0.40)`.
fn change(change: &Change) -> String {
    let Change { component, now, at_least, at_most } = *change;
    let range = match at_most {
        Some(most) if at_least == 0 && most == 0 => "at 0".to_owned(),
        Some(most) if at_least == 0 => format!("at {} or less", weight(most)),
        Some(most) if at_least == most => format!("at {}", weight(most)),
        Some(most) => format!("from {} to {}", weight(at_least), weight(most)),
        None => format!("at {} or more", weight(at_least)),
    };
    format!("with {component} {range} (now {})", weight(now))
}

/// A weight in millionths, as it is written: two decimals, more where they are there.
pub fn weight(millionths: u64) -> String {
    let text = format!("{}.{:06}", millionths / u64::from(ONE), millionths % u64::from(ONE));
    let kept = text.trim_end_matches('0').len().max(text.len() - 4);
    text[..kept].to_owned()
}

/// A place in the list, and why it is not the one by total where it is not.
pub fn ranked_place(place: usize, by_total: usize, of: usize) -> String {
    match place.cmp(&by_total) {
        Ordering::Equal => format!("place {place} of {of}"),
        Ordering::Less => format!("place {place} of {of}, {by_total} by total: brought forward for variety"),
        Ordering::Greater => format!("place {place} of {of}, {by_total} by total: held back, much like one above"),
    }
}

/// A clause that does not hold yet: `Python at 0.50 (you have 0.25)`.
pub fn lack(lack: &Lack, catalog: &Catalog) -> String {
    match lack {
        Lack::Skill { skill, level, have } => {
            format!("{} at {level} (you have {have})", catalog.skill(*skill).name)
        }
        Lack::Course(course) => catalog.course(*course).title.clone(),
        Lack::Credits { least, of } => {
            let titles: Vec<String> = of.iter().map(|&c| catalog.course(c).title.clone()).collect();
            format!("{least} credits of {}", super::list_some(&titles, 3))
        }
        Lack::Fact(fact) => format!("being `{fact}` (profile fact {fact})"),
        Lack::Impossible => "a condition nothing can meet".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Level, SkillId},
        phrase::Ids,
    };

    #[test]
    fn reasons_speak_in_the_numbers_they_hold() {
        let say = |reason: &Reason| component_reason(reason, Metric::Hours, Currency::default(), &Ids);
        assert_eq!(
            say(&Reason::Detour { regret: 180, cost: 600 }),
            "the path through it is longer by 3 h, of its 10 h"
        );
        let closes = |skill: &str, share| Closes {
            skill: SkillId::new(skill).expect("valid"),
            share,
            from: Level::ZERO,
            to: Level::new(500),
        };
        let both = Reason::Closes(vec![closes("statistics", 600_000), closes("python", ONE)]);
        assert_eq!(say(&both), "closes 60% of your statistics gap and 100% of your python gap");
        let rated = Reason::Rated { rating: 4600, ratings: Some(284), shrunk: 4551 };
        assert_eq!(say(&rated), "rated 4.6 by 284, counted as 4.551");
        let cheap = Reason::Cheapness {
            hours: Some(CheapRank { dearer: 5, equal: 1, of: 7 }),
            price: Some(CheapRank { dearer: 0, equal: 7, of: 7 }),
        };
        assert_eq!(say(&cheap), "per level, shorter than 5 and level with 1 of 7 others and level with 7 others");
        let open = Silence::NotProved { lower: 60, upper: Some(120), cost: 600 };
        let said = component_silence(&open, Metric::Hours, Currency::default());
        assert_eq!(said, "not yet proved: the path through it is longer by 1 h to 2 h");
    }
}
