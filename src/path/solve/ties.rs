//! Among paths of the least cost, the one with the better tie-breaks: the search goes on at prices that put them
//! after the metric, over the few courses that are on a path of that cost at all.

use super::{
    super::{
        bound::{Packed, SCALE},
        core::Part,
        greedy,
        network::Network,
        reduce::Tag,
        request::Cancel,
    },
    Control, Outcome, Start, gcd, search,
};

/// Work units spent on ties: they need no proof.
const TIE_UNITS: u64 = 6_000_000;

/// Work units spent on swapping single courses at the end, for what the prices leave open.
const IMPROVE_UNITS: u64 = 200_000;

/// Puts the better set of the same, proved, cost in the outcome, if one is found.
pub(super) fn settle(net: &Network, tags: &[Tag], outcome: &mut Outcome, limit: Option<u64>, cancel: &Cancel) {
    let mut left: Vec<i128> = tags.iter().map(|t| i128::from(t.cost) * SCALE).collect();
    for (landmark, weight) in outcome.landmarks.iter().zip(&outcome.weights) {
        landmark.iter().for_each(|&j| left[j as usize] -= weight);
    }
    let packed = Packed { weight: outcome.weights.clone(), left };
    let part = Part::within(net, tags, &packed, i128::from(outcome.cost), &mut outcome.work);
    let mut best = part.inward(&outcome.best);
    let mut seeds: Vec<Vec<u32>> = outcome.landmarks.iter().map(|l| part.inward(l)).collect();
    seeds.sort();
    seeds.dedup();
    let priced = with_tie_breaks(&part.tags);
    if let Some((tags, scale)) = &priced {
        let units = limit.map_or(TIE_UNITS, |l| l.saturating_sub(outcome.work).min(TIE_UNITS));
        let start = Start { best, seeds: &seeds, scale: *scale, shake: 1e-10, work: 0 };
        let quiet = Control { limit: Some(units), cancel, progress: &mut |_, _| {}, ties: true };
        let settled = search(&part.net, tags, start, quiet);
        best = settled.best;
        outcome.work += settled.work;
    }
    let tags = priced.as_ref().map_or(&part.tags, |p| &p.0);
    greedy::improve(&part.net, tags, &mut best, &mut outcome.work, IMPROVE_UNITS);
    outcome.best = part.outward(&best);
}

/// Where nothing is proved, at least no single course can be swapped for something better.
pub(super) fn polish(net: &Network, tags: &[Tag], outcome: &mut Outcome) {
    greedy::improve(net, tags, &mut outcome.best, &mut outcome.work, IMPROVE_UNITS);
    outcome.cost = outcome.best.iter().map(|&j| tags[j as usize].cost).sum();
}

/// Prices that put the metric first and, at equal metric, hours (or, if those are the metric, money);
/// and what to divide them by. `None` if they would not fit.
fn with_tie_breaks(tags: &[Tag]) -> Option<(Vec<Tag>, f64)> {
    let unit = tags.iter().map(|t| t.cost).fold(0, gcd).max(1);
    let by_hours = tags.iter().all(|t| t.cost == t.minutes);
    // A course of unknown price comes after every known one, not after all sums of them.
    let known = |t: &&Tag| t.cents < u64::from(u32::MAX);
    let dearest = tags.iter().filter(known).map(|t| t.cents).max().unwrap_or(0);
    let second = |t: &Tag| if by_hours { t.cents.min(dearest + 1) } else { t.minutes };
    let common = tags.iter().map(second).fold(0, gcd).max(1);
    let whole = 1 + tags.iter().map(|t| second(t) / common).sum::<u64>();
    let dear = tags.iter().map(|t| t.cost / unit).max().unwrap_or(0);
    if whole > 1 << 24 || dear.checked_mul(whole).is_none_or(|c| c > 1 << 50) {
        return None;
    }
    let priced = tags.iter().map(|t| Tag { cost: t.cost / unit * whole + second(t) / common, ..*t });
    Some((priced.collect(), whole as f64))
}
