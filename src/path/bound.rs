//! From floating-point weights to an exact lower bound: weights are rounded down to integers and
//! trimmed until no course carries more than its cost; their sum is then a bound without any tolerance.

/// Fractions of a cost unit that weights are counted in.
pub(crate) const SCALE: i128 = 1 << 24;

/// Integer weights that respect every cost.
#[derive(Debug, Clone)]
pub(crate) struct Packed {
    /// Weight of each row, in 1/[`SCALE`] cost units.
    pub weight: Vec<i128>,
    /// What each course has left of its cost, in 1/[`SCALE`] cost units.
    pub left: Vec<i128>,
}

impl Packed {
    /// Rounds and trims `weight` over `rows` to `cost`.
    pub fn new(rows: &[Vec<u32>], weight: impl Fn(usize) -> f64, cost: &[i128]) -> Self {
        let mut left: Vec<i128> = cost.iter().map(|c| c * SCALE).collect();
        let weight = (rows.iter().enumerate())
            .map(|(r, row)| {
                let wanted = (weight(r) * SCALE as f64).floor() as i128;
                if wanted <= 0 {
                    return 0;
                }
                let room = row.iter().map(|&j| left[j as usize]).min().unwrap_or(0);
                let w = wanted.min(room).max(0);
                for &j in row {
                    left[j as usize] -= w;
                }
                w
            })
            .collect();
        Self { weight, left }
    }

    /// No set that meets every row costs less than this (in cost units).
    pub fn bound(&self) -> i128 {
        let sum: i128 = self.weight.iter().sum();
        (sum + SCALE - 1).div_euclid(SCALE)
    }

    /// No set that meets every row and contains `course` costs less than this.
    pub fn bound_with(&self, course: u32) -> i128 {
        self.bound_plus(self.left[course as usize])
    }

    /// The bound for sets that pay `more` (in 1/[`SCALE`] cost units) of what the weights left.
    pub fn bound_plus(&self, more: i128) -> i128 {
        let sum: i128 = self.weight.iter().sum::<i128>() + more;
        (sum + SCALE - 1).div_euclid(SCALE)
    }
}
