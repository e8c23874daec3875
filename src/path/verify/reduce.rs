//! What a hitting set need not be looked for in: sets that others imply, courses that others replace.

/// The sets that contain no other one, and for each set which of those it contains: whoever meets that meets it.
pub(super) fn minimal(sets: &[Vec<usize>]) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by(|&a, &b| sets[a].len().cmp(&sets[b].len()).then_with(|| sets[a].cmp(&sets[b])));
    let mut kept: Vec<usize> = Vec::new();
    let mut place = vec![0; sets.len()];
    for r in order {
        let within = |&k: &usize| sets[k].iter().all(|c| sets[r].binary_search(c).is_ok());
        place[r] = kept.iter().position(within).unwrap_or(kept.len());
        if place[r] == kept.len() {
            kept.push(r);
        }
    }
    (kept, place)
}

/// The courses without those that meet no more than another at no less cost; `named` ones stay. One that rules others
/// out replaces none.
pub(super) fn undominated(
    (sets, rivals): (&[Vec<usize>], &[Vec<usize>]),
    kept: &[usize],
    cost: &[u64],
    named: &[bool],
) -> Vec<usize> {
    let mut of = vec![Vec::new(); cost.len()];
    for (r, &k) in kept.iter().enumerate() {
        sets[k].iter().for_each(|&c| of[c].push(r));
    }
    let mut out = vec![false; cost.len()];
    for c in (0..cost.len()).filter(|&c| !named[c]) {
        let better = |d: usize| {
            let covers = || of[c].len() <= of[d].len() && of[c].iter().all(|r| of[d].binary_search(r).is_ok());
            let before = || cost[d] < cost[c] || of[d].len() > of[c].len() || named[d] || d < c;
            d != c && rivals[d].is_empty() && !out[d] && cost[d] <= cost[c] && covers() && before()
        };
        let Some(&row) = of[c].iter().min_by_key(|&&r| sets[kept[r]].len()) else { continue };
        out[c] = sets[kept[row]].iter().any(|&d| better(d));
    }
    (0..cost.len()).filter(|&c| !out[c] && !of[c].is_empty()).collect()
}
