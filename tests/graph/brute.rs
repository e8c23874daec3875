//! The fewest crossings by trying every order of every column.

use std::collections::BTreeMap;

/// Columns of vertices, and what joins neighbouring columns.
pub struct Proper {
    pub columns: Vec<Vec<usize>>,
    pub links: Vec<(usize, usize)>,
}

impl Proper {
    /// A graph whose nodes stand in these columns; every edge gets a vertex of its own in each column it passes.
    pub fn new(column_of: &[usize], edges: &[(usize, usize)]) -> Self {
        let last = column_of.iter().copied().max().unwrap_or(0);
        let mut columns = vec![Vec::new(); last + 1];
        for (node, &at) in column_of.iter().enumerate() {
            columns[at].push(node);
        }
        let (mut links, mut next) = (Vec::new(), column_of.len());
        for &(from, to) in edges {
            let mut at = from;
            for column in &mut columns[column_of[from] + 1..column_of[to]] {
                column.push(next);
                links.push((at, next));
                (at, next) = (next, next + 1);
            }
            links.push((at, to));
        }
        Self { columns, links }
    }

    /// How many orders of all columns there are.
    pub fn orders(&self) -> f64 {
        self.columns.iter().map(|c| (1..=c.len()).map(|n| n as f64).product::<f64>()).product()
    }

    /// Pairs of links that cross in these orders.
    pub fn crossings(&self, columns: &[Vec<usize>]) -> u64 {
        let place: BTreeMap<usize, usize> =
            columns.iter().flat_map(|c| c.iter().enumerate().map(|(at, &v)| (v, at))).collect();
        let column: BTreeMap<usize, usize> =
            columns.iter().enumerate().flat_map(|(at, c)| c.iter().map(move |&v| (v, at))).collect();
        let mut sum = 0;
        for (i, &(a, b)) in self.links.iter().enumerate() {
            for &(c, d) in &self.links[i + 1..] {
                let crossed =
                    place[&a] < place[&c] && place[&b] > place[&d] || place[&a] > place[&c] && place[&b] < place[&d];
                sum += u64::from(column[&a] == column[&c] && crossed);
            }
        }
        sum
    }

    /// The fewest there can be.
    pub fn fewest(&self) -> u64 {
        let mut columns = self.columns.clone();
        let mut best = self.crossings(&columns);
        self.go(0, &mut columns, &mut best);
        best
    }

    fn go(&self, at: usize, columns: &mut Vec<Vec<usize>>, best: &mut u64) {
        if at == columns.len() {
            *best = (*best).min(self.crossings(columns));
            return;
        }
        let n = columns[at].len();
        self.permute(at, n, columns, best);
    }

    /// Heap's algorithm.
    fn permute(&self, at: usize, n: usize, columns: &mut Vec<Vec<usize>>, best: &mut u64) {
        if n <= 1 {
            return self.go(at + 1, columns, best);
        }
        for i in 0..n {
            self.permute(at, n - 1, columns, best);
            let swap = if n.is_multiple_of(2) { i } else { 0 };
            columns[at].swap(swap, n - 1);
        }
    }
}
