//! Which column a node stands in: as few columns as the longest chain needs, and edges as short as
//! that allows.
//!
//! Shortness is the total length of the edges. Starting from the leftmost assignment, the set of nodes
//! whose move by one column shortens the total most is a closure of greatest weight, found as a minimum
//! cut (Picard 1976); the total is L♮-convex in the columns, so where no such move is left none of any
//! kind helps (Murota 2003, theorem 7.14). No separate network simplex is needed.

use std::collections::VecDeque;

/// The column of each of `nodes` nodes. `edges` must not form a cycle.
pub(super) fn columns(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut column = leftmost(nodes, edges);
    let last = column.iter().copied().max().unwrap_or(0);
    // Each move shifts at least one node by one column, so this many suffice.
    for _ in 0..nodes * (last + 1) {
        let moved = best_shift(&column, edges, last);
        if moved.is_empty() {
            break;
        }
        for node in moved {
            column[node] += 1;
        }
    }
    column
}

/// Every node as far to the left as its suppliers allow.
fn leftmost(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut column = vec![0; nodes];
    for _ in 0..nodes {
        let mut settled = true;
        for &(from, to) in edges {
            if column[to] <= column[from] {
                column[to] = column[from] + 1;
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    column
}

/// The nodes whose move one column to the right shortens the edges most; none where nothing helps.
fn best_shift(column: &[usize], edges: &[(usize, usize)], last: usize) -> Vec<usize> {
    let n = column.len();
    let (source, sink) = (n, n + 1);
    let mut gain = vec![0i64; n];
    for &(from, to) in edges {
        gain[from] += 1;
        gain[to] -= 1;
    }
    let plenty = 2 * edges.len() as i64 + 2;
    let mut flow = Flow::new(n + 2);
    for (node, &gain) in gain.iter().enumerate() {
        if column[node] == last {
            flow.arc(node, sink, plenty);
        } else if gain < 0 {
            flow.arc(node, sink, -gain);
        }
        if gain > 0 {
            flow.arc(source, node, gain);
        }
    }
    for &(from, to) in edges {
        if column[to] == column[from] + 1 {
            flow.arc(from, to, plenty);
        }
    }
    flow.saturate(source, sink);
    // What the source still reaches moves; nothing, when every gain is cut off.
    let reached = flow.reached(source);
    (0..n).filter(|&node| reached[node].is_some()).collect()
}

/// A small maximum flow by shortest augmenting paths.
struct Flow {
    /// Target, room left; an arc and its reverse stand at `2i` and `2i + 1`.
    arcs: Vec<(usize, i64)>,
    out: Vec<Vec<usize>>,
}

impl Flow {
    fn new(nodes: usize) -> Self {
        Self { arcs: Vec::new(), out: vec![Vec::new(); nodes] }
    }
    fn arc(&mut self, from: usize, to: usize, room: i64) {
        self.out[from].push(self.arcs.len());
        self.arcs.push((to, room));
        self.out[to].push(self.arcs.len());
        self.arcs.push((from, 0));
    }
    /// For each node that `source` reaches, the arc by which; the source itself by none.
    fn reached(&self, source: usize) -> Vec<Option<Option<usize>>> {
        let mut by = vec![None; self.out.len()];
        by[source] = Some(None);
        let mut queue = VecDeque::from([source]);
        while let Some(at) = queue.pop_front() {
            for &arc in &self.out[at] {
                let (to, room) = self.arcs[arc];
                if room > 0 && by[to].is_none() {
                    by[to] = Some(Some(arc));
                    queue.push_back(to);
                }
            }
        }
        by
    }
    fn saturate(&mut self, source: usize, sink: usize) {
        loop {
            let by = self.reached(source);
            let mut path = Vec::new();
            let mut at = sink;
            while let Some(Some(arc)) = by[at] {
                path.push(arc);
                at = self.arcs[arc ^ 1].0;
            }
            let Some(room) = path.iter().map(|&arc| self.arcs[arc].1).min() else { return };
            for arc in path {
                self.arcs[arc].1 -= room;
                self.arcs[arc ^ 1].1 += room;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::columns;

    fn length(column: &[usize], edges: &[(usize, usize)]) -> usize {
        edges.iter().map(|&(u, v)| column[v] - column[u]).sum()
    }

    #[test]
    fn a_late_need_stands_right_before_its_course() {
        // 0 → 1 → 2 → 3 and 4 → 3: 4 belongs beside 2.
        let edges = [(0, 1), (1, 2), (2, 3), (4, 3)];
        assert_eq!(columns(5, &edges), [0, 1, 2, 3, 2]);
    }

    #[test]
    fn no_assignment_with_as_few_columns_has_shorter_edges() {
        // Every graph of five nodes whose edges go upward, against every assignment.
        let pairs: Vec<(usize, usize)> = (0..5).flat_map(|u| (u + 1..5).map(move |v| (u, v))).collect();
        for set in 0..1u32 << pairs.len() {
            let edges: Vec<_> = (0..pairs.len()).filter(|i| set >> i & 1 == 1).map(|i| pairs[i]).collect();
            let got = columns(5, &edges);
            assert!(edges.iter().all(|&(u, v)| got[u] < got[v]));
            let width = got.iter().copied().max().unwrap_or(0) + 1;
            let best = (0..width.pow(5))
                .map(|code| (0..5).map(|i| code / width.pow(i) % width).collect::<Vec<_>>())
                .filter(|c| edges.iter().all(|&(u, v)| c[u] < c[v]))
                .map(|c| length(&c, &edges))
                .min();
            assert_eq!(Some(length(&got, &edges)), best, "{edges:?}");
        }
    }
}
