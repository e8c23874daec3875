//! What single conditions of a network cost at least, where the simplest bounds meet: what the dearest of all that
//! is needed takes, and a path found by support alone.

use super::{
    compile::Compiled,
    distance::Distances,
    greedy::{Support, only_needed},
    kernel::Scene,
    network::Cond,
    reach::Reach,
};

/// The least cost of each condition by itself. `None` where that takes a search, or it is out of reach.
pub(crate) fn each_alone(scene: &Scene<'_>, compiled: &Compiled, conds: &[Cond]) -> Vec<Option<u64>> {
    let net = &compiled.net;
    let cost: Vec<u64> = compiled.courses.iter().map(|&c| scene.cost(c)).collect();
    let price: Vec<i128> = cost.iter().map(|&c| i128::from(c)).collect();
    let guide: Vec<f64> = cost.iter().map(|&c| c as f64 + 1e-3).collect();
    let distances = Distances::new(net, &price, &mut 0);
    let support = Support::new(net, &guide);
    (conds.iter())
        .map(|&cond| {
            let set = support.courses(net, vec![cond])?;
            let set = only_needed(net, set, &guide, &|reach: &Reach<'_>| reach.meets(cond), &mut 0);
            if compiled.rivals_among(&set).is_some() {
                return None;
            }
            let upper = set.iter().map(|&j| cost[j as usize]).fold(0, u64::saturating_add);
            (distances.of(cond) == i128::from(upper)).then_some(upper)
        })
        .collect()
}
