//! The plan's own account of its bound, as advice to the search: well formed or refused, and never believed.

use super::{Mismatch, world::World};
use crate::path::plan::Plan;

/// Splits within each other.
const MAX_DEPTH: usize = 1000;
/// Fractions of a unit of cost that weights may be counted in.
const MAX_PARTS: u64 = 1 << 20;

/// What to try at a node.
#[derive(Debug, Clone)]
pub(super) struct Advice {
    /// Landmarks, and the price to try on each.
    pub prices: Vec<(usize, i128)>,
    /// The course to branch on: the case without it comes next.
    pub split: Option<usize>,
    /// Where the case with it is.
    pub with: usize,
}

/// The plan's cases in the same order; what is wrong with them goes into `wrong`.
pub(super) fn advice(plan: &Plan, world: &World<'_>, wrong: &mut Vec<Mismatch>) -> Vec<Advice> {
    let cases = &plan.cases.list;
    let mut say = |case: usize, why: String| wrong.push(Mismatch::BadCase { number: case + 1, why });
    if !cases.is_empty() && !(1..=MAX_PARTS).contains(&plan.cases.parts) {
        say(0, format!("weights are counted in 1 to {MAX_PARTS} parts, not in {}", plan.cases.parts));
    }
    let mut out: Vec<Advice> = Vec::with_capacity(cases.len());
    // Splits whose case with the course is still to come.
    let mut waiting: Vec<usize> = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        let mut prices = Vec::with_capacity(case.weights.len());
        for &(landmark, weight) in &case.weights {
            if landmark < plan.landmarks.len() {
                prices.push((landmark, i128::from(weight)));
            } else {
                say(
                    at,
                    format!("it names landmark {}, and there are {}", landmark.saturating_add(1), plan.landmarks.len()),
                );
            }
        }
        let split = case.split.as_ref().and_then(|id| {
            let found = world.index(id.as_str());
            if found.is_none() {
                say(at, format!("`{id}` is not among the plan's courses"));
            }
            found
        });
        out.push(Advice { prices, split, with: usize::MAX });
        if case.split.is_some() {
            waiting.push(at);
            if waiting.len() > MAX_DEPTH {
                say(at, format!("more than {MAX_DEPTH} splits within each other"));
                return Vec::new();
            }
        } else if let Some(before) = waiting.pop() {
            out[before].with = at + 1;
        } else if at + 1 < cases.len() {
            say(at + 1, "it belongs to no split".to_owned());
            return Vec::new();
        }
    }
    if let Some(&split) = waiting.last().or(out.iter().position(|a| a.with == cases.len()).as_ref()) {
        say(split, "it is split, and one of its two cases is missing".to_owned());
        return Vec::new();
    }
    out
}
