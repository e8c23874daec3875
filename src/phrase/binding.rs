//! Limits that bind in words: what they rule out, and the cheapest way out.

use super::{Names, count, course_title, hours, list_and, list_or, list_some, price, skill_name};
use crate::{
    domain::Objection,
    path::{Binding, Limit, Plan, WayOut},
};

/// A limit as one says it: `only what costs nothing`.
fn limit(limit: Limit, value: &[String], names: &dyn Names) -> String {
    match limit {
        Limit::Against(Objection::NotFree) => "taking only what costs nothing".to_owned(),
        Limit::Against(Objection::Language) => format!("understanding only {}", list_or(value)),
        Limit::Against(Objection::Format) => format!("taking only {}", list_or(value)),
        Limit::Against(Objection::Provider) => format!("taking nothing by {}", list_or(value)),
        Limit::Against(Objection::Avoided) => {
            let tools: Vec<String> = value.iter().map(|s| skill_name(names, s).to_owned()).collect();
            format!("avoiding {}", list_or(&tools))
        }
        Limit::UnknownPrice => "counting only known prices".to_owned(),
    }
}

/// What would have to change.
fn lifted(limit: Limit) -> &'static str {
    match limit {
        Limit::Against(Objection::NotFree) => "what costs something",
        Limit::Against(Objection::Language) => "other languages",
        Limit::Against(Objection::Format) => "other formats",
        Limit::Against(Objection::Provider) => "those providers",
        Limit::Against(Objection::Avoided) => "what you avoid",
        Limit::UnknownPrice => "unknown prices",
    }
}

/// Which limit binds, what it rules out, and the cheapest way out: `taking only what costs nothing rules out 3 courses
/// that would bring what is missing; with what costs something, the whole goal takes 812 h of work and $20: Docker`.
pub fn binding(b: &Binding, plan: &Plan, names: &dyn Names) -> String {
    let said = limit(b.limit, &b.value, names);
    let ruled = match b.rules_out.len() as u64 {
        0 => "stands in the way".to_owned(),
        n => format!("rules out {} that would bring what is missing", count(n, "course")),
    };
    match &b.way_out {
        None => format!("{said} {ruled}"),
        Some(way) => format!("{said} {ruled}; {}", way_out(way, plan, names)),
    }
}

fn way_out(way: &WayOut, plan: &Plan, names: &dyn Names) -> String {
    let lifting: Vec<String> = way.lifting.iter().map(|l| lifted(*l).to_owned()).collect();
    let cost = match way.price {
        Some(amount) => format!(" and {}", price(amount, plan.premises.currency)),
        None => " and a price nobody states".to_owned(),
    };
    let titles: Vec<String> = way.courses.iter().map(|c| course_title(names, c.as_str()).to_owned()).collect();
    let with = if titles.is_empty() { String::new() } else { format!(": {}", list_some(&titles, 3)) };
    format!("with {}, the whole goal takes {} of work{cost}{with}", list_and(&lifting), hours(way.work, false))
}
