//! Where lines turn between two columns: all that leave a vertex share one upright, and the uprights stand
//! in an order in which no two lines lie on one another and few cross.

/// Lines from one vertex to the next column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bundle {
    /// The row they leave in.
    pub row: usize,
    /// The rows they end in, each of them no other bundle's.
    pub ends: Vec<usize>,
}

/// The way of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Way {
    /// An upright before the last, and the row it leads to: needed where two bundles change places.
    pub detour: Option<(usize, usize)>,
    /// The upright from which lines go to their ends; none where the only line is straight.
    pub upright: Option<usize>,
}

/// What one upright does.
#[derive(Debug, Clone)]
struct Upright {
    bundle: usize,
    /// 0, or 1 for the second upright of a bundle with a detour.
    turn: usize,
    row: usize,
    ends: Vec<usize>,
}

impl Upright {
    fn span(&self) -> (usize, usize) {
        let all = || self.ends.iter().copied().chain([self.row]);
        (all().min().unwrap_or(0), all().max().unwrap_or(0))
    }
    fn meets(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.span(), other.span());
        a <= d && c <= b
    }
}

/// Two lines on one another: worse than any number of crossings.
const NEVER: u64 = 1 << 30;

/// Crossings if `i` stands to the left of `j`.
fn cost(i: &Upright, j: &Upright) -> u64 {
    if i.bundle == j.bundle {
        return if i.turn < j.turn { 0 } else { NEVER };
    }
    if i.ends.contains(&j.row) {
        return NEVER;
    }
    let inside = |row: usize, (low, high): (usize, usize)| u64::from(low < row && row < high);
    inside(j.row, i.span()) + i.ends.iter().map(|&e| inside(e, j.span())).sum::<u64>()
}

/// The way of each bundle and how many uprights stand side by side. `height` is how many rows are known to be
/// there; a detour may need the one after.
pub(super) fn ways(bundles: &[Bundle], height: usize) -> (Vec<Way>, usize) {
    let mut uprights: Vec<Upright> = (bundles.iter().enumerate())
        .filter(|(_, b)| b.ends != [b.row])
        .map(|(i, b)| Upright { bundle: i, turn: 0, row: b.row, ends: b.ends.clone() })
        .collect();
    let mut order = arrange(&uprights);
    // Each round gives one more bundle a detour.
    for _ in bundles {
        if !in_the_way(&uprights, &order) {
            break;
        }
        uprights = with_detour(&uprights, bundles, height);
        order = arrange(&uprights);
    }
    let mut place = vec![0; uprights.len()];
    for (at, &i) in order.iter().enumerate() {
        let before = order[..at].iter().filter(|&&j| uprights[i].meets(&uprights[j])).map(|&j| place[j] + 1);
        place[i] = before.max().unwrap_or(0);
    }
    let mut ways = vec![Way::default(); bundles.len()];
    for (upright, &place) in uprights.iter().zip(&place) {
        let way = &mut ways[upright.bundle];
        match upright.ends[..] {
            [row] if uprights.iter().any(|u| u.bundle == upright.bundle && u.turn > upright.turn) => {
                way.detour = Some((place, row));
            }
            _ => way.upright = Some(place),
        }
    }
    (ways, place.iter().map(|p| p + 1).max().unwrap_or(0))
}

/// Whether two lines lie on one another. An upright that has a detour is in nobody's way: it can stand first, and
/// its second half last.
fn in_the_way(uprights: &[Upright], order: &[usize]) -> bool {
    let whole = |j: usize| uprights.iter().filter(|u| u.bundle == uprights[j].bundle).count() == 1;
    (order.iter().enumerate()).any(|(at, &i)| {
        order[at + 1..].iter().any(|&j| (whole(i) || whole(j)) && cost(&uprights[i], &uprights[j]) >= NEVER)
    })
}

/// How many free rows are tried for a detour.
const TRIED: usize = 4;

/// Lets the lines of one upright go through a free row first: the one, and the row, that come out best.
fn with_detour(uprights: &[Upright], bundles: &[Bundle], height: usize) -> Vec<Upright> {
    let taken = |row: usize| {
        bundles.iter().any(|b| b.row == row || b.ends.contains(&row))
            || uprights.iter().any(|u| u.row == row || u.ends.contains(&row))
    };
    let below = (height..).find(|&row| !taken(row)).unwrap_or(height);
    let mut best: Option<(u64, Vec<Upright>)> = None;
    // Where there are many, the first that is blocked has to do.
    let few = uprights.len() <= 10;
    for (stuck, upright) in uprights.iter().enumerate() {
        let whole = uprights.iter().filter(|u| u.bundle == upright.bundle).count() == 1;
        let blocked = uprights.iter().any(|u| u.bundle != upright.bundle && u.ends.contains(&upright.row));
        if !whole || !blocked || !few && best.is_some() {
            continue;
        }
        let mut free: Vec<usize> = (0..height).filter(|&row| !taken(row)).collect();
        free.sort_by_key(|&row| (row.abs_diff(upright.row), row));
        free.truncate(TRIED);
        free.push(below);
        for row in free {
            let mut tried = uprights.to_vec();
            let second = Upright { turn: upright.turn + 1, row, ..upright.clone() };
            tried[stuck].ends = vec![row];
            tried.push(second);
            let order = arrange(&tried);
            let way = tried.iter().map(|u| (u.span().1 - u.span().0) as u64).sum::<u64>();
            // A row more costs the whole drawing.
            let total = 1000 * (sum(&tried, &order) + 2 * u64::from(row >= height)) + way;
            if best.as_ref().is_none_or(|(known, _)| total < *known) {
                best = Some((total, tried));
            }
        }
    }
    best.map_or_else(|| uprights.to_vec(), |(_, found)| found)
}

fn sum(uprights: &[Upright], order: &[usize]) -> u64 {
    (order.iter().enumerate())
        .flat_map(|(at, &i)| order[at + 1..].iter().map(move |&j| cost(&uprights[i], &uprights[j])))
        .sum()
}

/// The uprights from left to right with the least cost: exactly for a few, by insertion and exchange for many.
fn arrange(uprights: &[Upright]) -> Vec<usize> {
    let n = uprights.len();
    let pair: Vec<Vec<u64>> = uprights.iter().map(|i| uprights.iter().map(|j| cost(i, j)).collect()).collect();
    if n <= 10 { exact(&pair) } else { exchange(&pair) }
}

/// Dynamic programming over the sets of uprights that stand first (Held & Karp 1962).
fn exact(pair: &[Vec<u64>]) -> Vec<usize> {
    let n = pair.len();
    let mut best = vec![(u64::MAX, 0usize); 1 << n];
    best[0].0 = 0;
    for set in 0..1usize << n {
        let so_far = best[set].0;
        for next in (0..n).filter(|i| set >> i & 1 == 0) {
            let more: u64 = (0..n).filter(|i| set >> i & 1 == 1).map(|i| pair[i][next]).sum();
            let slot = &mut best[set | 1 << next];
            if so_far + more < slot.0 {
                *slot = (so_far + more, next);
            }
        }
    }
    let mut order = Vec::new();
    let mut set = (1 << n) - 1;
    while set != 0 {
        let last = best[set].1;
        order.push(last);
        set &= !(1 << last);
    }
    order.reverse();
    order
}

/// How often the moves below go round.
const ROUNDS: usize = 3;

/// An order that breaks no rule unless the rules go in a circle, then moves while they help.
fn exchange(pair: &[Vec<u64>]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut left: Vec<usize> = (0..pair.len()).collect();
    while !left.is_empty() {
        let free = left.iter().position(|&i| left.iter().all(|&j| j == i || pair[i][j] < NEVER));
        order.push(left.remove(free.unwrap_or(0)));
    }
    for _ in 0..ROUNDS {
        let mut improved = false;
        for from in 0..order.len() {
            let moved = order[from];
            let mut rest = order.clone();
            rest.remove(from);
            let cost_at = |at: usize| -> u64 {
                rest[..at].iter().map(|&i| pair[i][moved]).sum::<u64>()
                    + rest[at..].iter().map(|&i| pair[moved][i]).sum::<u64>()
            };
            let at = (0..=rest.len()).min_by_key(|&at| (cost_at(at), at.abs_diff(from))).unwrap_or(from);
            if cost_at(at) < cost_at(from) {
                rest.insert(at, moved);
                order = rest;
                improved = true;
            }
        }
        if !improved {
            break;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(row: usize, ends: &[usize]) -> Bundle {
        Bundle { row, ends: ends.to_vec() }
    }

    #[test]
    fn a_straight_line_needs_no_upright_and_parallel_ones_need_not_cross() {
        assert_eq!(ways(&[bundle(1, &[1])], 3), (vec![Way::default()], 0));
        let (ways, count) = ways(&[bundle(0, &[4]), bundle(2, &[6])], 8);
        // The lower one turns first; otherwise the upper would cross it twice.
        assert_eq!(ways.iter().map(|w| w.upright).collect::<Vec<_>>(), [Some(1), Some(0)]);
        assert_eq!(count, 2);
    }

    #[test]
    fn lines_that_change_places_go_round_each_other() {
        let (ways, _) = ways(&[bundle(0, &[3]), bundle(3, &[0])], 4);
        let detours: Vec<_> = ways.iter().filter_map(|w| w.detour).collect();
        assert_eq!(detours.len(), 1);
        assert!(matches!(detours[0].1, 1 | 2));
        let (ways, _) = super::ways(&[bundle(0, &[1]), bundle(1, &[0])], 2);
        assert_eq!(ways.iter().find_map(|w| w.detour).map(|d| d.1), Some(2));
    }
}
