//! Steps among the others of their path, in words.

use crate::{
    domain::Minutes,
    path::{NeededBy, Plan, Step},
};

use super::{list_and, span};

/// Where a step stands: `Step 3 of 18, 25 Jan – 4 Feb 2027`, or without a calendar `Step 3 of 18, from 73.5 h to 85.5 h`.
pub fn place(plan: &Plan, step: &Step) -> String {
    let last = plan.steps.iter().map(|s| s.position).max().unwrap_or(0);
    let before: Minutes = plan.steps.iter().take_while(|s| s.course != step.course).map(|s| s.work).sum();
    let when = match (step.start, step.end) {
        (Some(start), Some(end)) => span(start, end),
        _ => format!("from {before} h to {} h", Minutes(before.0.saturating_add(step.work.0))),
    };
    format!("Step {} of {last}, {when}", step.position)
}

/// Whom a step rests on and whom it supplies, by their numbers: `rests on 2 and 5 · supplies 7, 8 and the goal`.
pub fn neighbours(plan: &Plan, step: &Step) -> String {
    let number = |id: &str| plan.step(id).map(|s| s.position);
    let before: Vec<String> = (plan.steps.iter())
        .filter(|s| s.needed_by.iter().any(|n| matches!(n, NeededBy::Course(c) if *c == step.course)))
        .map(|s| s.position.to_string())
        .collect();
    let mut after: Vec<u32> = (step.needed_by.iter())
        .filter_map(|n| if let NeededBy::Course(c) = n { number(c.as_str()) } else { None })
        .collect();
    after.sort_unstable();
    let mut after: Vec<String> = after.iter().map(u32::to_string).collect();
    if step.needed_by.contains(&NeededBy::Goal) {
        after.push("the goal".to_owned());
    }
    let before =
        if before.is_empty() { "rests on no other step".to_owned() } else { format!("rests on {}", list_and(&before)) };
    if after.is_empty() { before } else { format!("{before} · supplies {}", list_and(&after)) }
}
