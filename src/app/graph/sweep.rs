//! Few crossings by moving vertices about: sweeps by barycentre (Sugiyama, Tagawa & Toda 1981), then
//! sifting (Matuszewski, Schönfeld & Molitor 1999) until nothing improves, from several beginnings.

use super::layered::{Neighbours, inversions};

/// How many sweeps from each beginning.
const SWEEPS: usize = 6;

/// How many beginnings are tried: fewer the more there is to move.
fn starts(vertices: usize) -> u64 {
    match vertices {
        0..=40 => 10,
        41..=80 => 4,
        81..=160 => 2,
        _ => 1,
    }
}

/// The columns in an order with few crossings.
pub(super) fn order(net: &Neighbours, columns: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut best = columns.to_vec();
    let mut fewest = net.crossings(&best);
    for start in 0..starts(net.left.len()) {
        if fewest == 0 {
            break;
        }
        let mut at = columns.to_vec();
        match start {
            0 => {}
            1 => at.iter_mut().for_each(|c| c.reverse()),
            seed => shuffle(&mut at, seed),
        }
        for sweep in 0..SWEEPS {
            by_barycentre(net, &mut at, sweep % 2 == 0);
            let swept = at.clone();
            sift(net, &mut at);
            let crossings = net.crossings(&at);
            if crossings < fewest {
                (fewest, best) = (crossings, at.clone());
            }
            // Going on from the sifted order finds other optima than going on from the swept one.
            if start % 2 == 0 {
                at = swept;
            }
        }
    }
    best
}

/// Orders each column by where its neighbours on one side stand on average.
fn by_barycentre(net: &Neighbours, columns: &mut [Vec<usize>], rightward: bool) {
    let count = columns.len();
    for step in 1..count {
        let (at, before) = if rightward { (step, step - 1) } else { (count - 1 - step, count - step) };
        let mut place = vec![0usize; net.left.len()];
        for (i, &v) in columns[before].iter().enumerate() {
            place[v] = i;
        }
        let side = if rightward { &net.left } else { &net.right };
        // Doubled averages over a common scale stay integers; a vertex without neighbours keeps its place.
        let scale = 10_080;
        let spread = columns[before].len().max(1) * scale / columns[at].len().max(1);
        let key = |i: usize, v: usize| match &side[v][..] {
            [] => i * spread,
            all => all.iter().map(|&w| place[w]).sum::<usize>() * scale / all.len(),
        };
        let mut keyed: Vec<(usize, usize)> = columns[at].iter().enumerate().map(|(i, &v)| (key(i, v), v)).collect();
        keyed.sort_by_key(|&(key, _)| key);
        columns[at] = keyed.into_iter().map(|(_, v)| v).collect();
    }
}

/// Moves each vertex to its best place in its column, again and again while that helps.
fn sift(net: &Neighbours, columns: &mut [Vec<usize>]) {
    let mut place = net.places(columns);
    for _ in 0..20 {
        let mut improved = false;
        for column in columns.iter_mut() {
            for v in column.clone() {
                improved |= sift_one(net, column, v, &mut place);
            }
        }
        if !improved {
            break;
        }
    }
}

fn sift_one(net: &Neighbours, column: &mut Vec<usize>, v: usize, place: &mut [usize]) -> bool {
    let from = place[v];
    // What swapping `v`, above, with `w`, below, would add.
    let swap = |w: usize| -> i64 {
        let cost = |above: usize, below: usize| {
            inversions(&net.right[above], &net.right[below], place)
                + inversions(&net.left[above], &net.left[below], place)
        };
        cost(w, v) as i64 - cost(v, w) as i64
    };
    let (mut best, mut to) = (0i64, from);
    let mut sum = 0;
    for (at, &w) in column.iter().enumerate().skip(from + 1) {
        sum += swap(w);
        if sum < best {
            (best, to) = (sum, at);
        }
    }
    sum = 0;
    for (at, &w) in column.iter().enumerate().take(from).rev() {
        sum -= swap(w);
        if sum < best {
            (best, to) = (sum, at);
        }
    }
    if to == from {
        return false;
    }
    column.remove(from);
    column.insert(to, v);
    for (at, &w) in column.iter().enumerate() {
        place[w] = at;
    }
    true
}

/// A fixed shuffle for each seed.
fn shuffle(columns: &mut [Vec<usize>], seed: u64) {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    for column in columns {
        for i in (1..column.len()).rev() {
            column.swap(i, (next() % (i as u64 + 1)) as usize);
        }
    }
}
