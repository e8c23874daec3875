//! The fewest crossings, proved: column after column, every order that can still beat the best known is
//! kept with what it has cost so far, and extended by branch and bound. Bounded work: where that does not
//! do, the best known order stays.

use std::collections::BTreeMap;

use super::layered::{Neighbours, inversions};

/// Vertices placed at most before giving up.
const MOST_WORK: usize = 20_000;
/// Orders of the first column at most.
const MOST_FIRST: usize = 5_040;

/// An order with fewer crossings than `known` if there is one, and whether none has fewer than what is returned.
pub(super) fn improve(net: &Neighbours, known: Vec<Vec<usize>>) -> (Vec<Vec<usize>>, bool) {
    let crossings = net.crossings(&known);
    if crossings == 0 {
        return (known, true);
    }
    // Few orders to begin with make few to go on from.
    let flipped = known.last().map_or(0, Vec::len) < known.first().map_or(0, Vec::len);
    let mut columns = known.clone();
    if flipped {
        columns.reverse();
    }
    let (before, after) = if flipped { (&net.right, &net.left) } else { (&net.left, &net.right) };
    let mut search = Search { before, after, place: vec![0; before.len()], limit: crossings, work: 0 };
    match search.run(&columns) {
        None => (known, false),
        Some(None) => (known, true),
        Some(Some(mut found)) => {
            if flipped {
                found.reverse();
            }
            (found, true)
        }
    }
}

struct Search<'a> {
    before: &'a [Vec<usize>],
    after: &'a [Vec<usize>],
    place: Vec<usize>,
    /// Only orders with fewer crossings than this are of interest.
    limit: u64,
    work: usize,
}

/// One order of a column, what it has cost, and which order of the column before it goes on from.
type Kept = (Vec<usize>, u64, usize);

impl Search<'_> {
    /// `None` when the work ran out; otherwise a better order, if there is one.
    fn run(&mut self, columns: &[Vec<usize>]) -> Option<Option<Vec<Vec<usize>>>> {
        let (first, rest) = columns.split_first()?;
        let mut stages: Vec<Vec<Kept>> = vec![self.first_orders(first)?.into_iter().map(|o| (o, 0, 0)).collect()];
        for column in rest {
            let mut found: BTreeMap<Vec<usize>, (u64, usize)> = BTreeMap::new();
            let last = stages.last()?;
            for (from, (order, cost, _)) in last.iter().enumerate() {
                for (at, &v) in order.iter().enumerate() {
                    self.place[v] = at;
                }
                self.extend(column, *cost, from, &mut found)?;
            }
            let mut stage: Vec<Kept> = found.into_iter().map(|(order, (cost, from))| (order, cost, from)).collect();
            // Cheapest first: what the end is read from.
            stage.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(&b.0)));
            stages.push(stage);
        }
        let mut at = match stages.last()?.first() {
            Some(_) => 0,
            None => return Some(None),
        };
        let mut orders = Vec::new();
        for stage in stages.iter().rev() {
            let (order, _, from) = stage.get(at)?;
            orders.push(order.clone());
            at = *from;
        }
        orders.reverse();
        Some(Some(orders))
    }

    /// Every order of the first column that matters: which of two vertices with the same neighbours stands
    /// first does not.
    fn first_orders(&mut self, column: &[usize]) -> Option<Vec<Vec<usize>>> {
        let mut orders: Vec<Vec<usize>> = vec![Vec::new()];
        for (i, &v) in column.iter().enumerate() {
            let twin = column[..i].iter().rposition(|&w| self.after[w] == self.after[v]).map(|t| column[t]);
            let mut longer = Vec::new();
            for order in &orders {
                let from = twin.and_then(|t| order.iter().position(|&w| w == t)).map_or(0, |at| at + 1);
                for at in from..=order.len() {
                    let mut next = order.clone();
                    next.insert(at, v);
                    longer.push(next);
                }
            }
            self.work += longer.len();
            if longer.len() > MOST_FIRST {
                return None;
            }
            orders = longer;
        }
        Some(orders)
    }

    /// Every order of `column` worth keeping after the one whose places are set.
    fn extend(
        &mut self,
        column: &[usize],
        cost: u64,
        from: usize,
        found: &mut BTreeMap<Vec<usize>, (u64, usize)>,
    ) -> Option<()> {
        let n = column.len();
        let mut pair = vec![0u64; n * n];
        let mut least = cost;
        for i in 0..n {
            for j in 0..n {
                pair[i * n + j] = inversions(&self.before[column[i]], &self.before[column[j]], &self.place);
            }
        }
        for i in 0..n {
            for j in i + 1..n {
                least += pair[i * n + j].min(pair[j * n + i]);
            }
        }
        let mut branch = Branch { column, pair, found, from, order: Vec::with_capacity(n), used: vec![false; n] };
        branch.go(least, self.limit, &mut self.work)
    }
}

struct Branch<'a> {
    column: &'a [usize],
    /// Crossings of each vertex above each other.
    pair: Vec<u64>,
    found: &'a mut BTreeMap<Vec<usize>, (u64, usize)>,
    from: usize,
    order: Vec<usize>,
    used: Vec<bool>,
}

impl Branch<'_> {
    /// `least` is what the vertices placed and, at their best, the others cost.
    fn go(&mut self, least: u64, limit: u64, work: &mut usize) -> Option<()> {
        if least >= limit {
            return Some(());
        }
        *work += 1;
        if *work > MOST_WORK {
            return None;
        }
        let n = self.column.len();
        if self.order.len() == n {
            let order = self.order.iter().map(|&i| self.column[i]).collect();
            let kept = self.found.entry(order).or_insert((least, self.from));
            if least < kept.0 {
                *kept = (least, self.from);
            }
            return Some(());
        }
        for i in (0..n).filter(|&i| !self.used[i]).collect::<Vec<_>>() {
            // Placed next, `i` stands above all that are not placed yet.
            let more: u64 = (0..n)
                .filter(|&j| j != i && !self.used[j])
                .map(|j| self.pair[i * n + j] - self.pair[i * n + j].min(self.pair[j * n + i]))
                .sum();
            self.used[i] = true;
            self.order.push(i);
            self.go(least + more, limit, work)?;
            self.order.pop();
            self.used[i] = false;
        }
        Some(())
    }
}
