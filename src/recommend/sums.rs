//! Parts that add up to their total, to the last digit.

use super::component::{Millionths, ONE};

/// Shares `total` out in proportion to `parts` by the largest remainder: the results add up to
/// `total` exactly, and none is further than one from its exact share. Ties go to the first.
pub fn largest_remainder(parts: &[u128], total: u64) -> Vec<u64> {
    let whole: u128 = parts.iter().sum();
    if whole == 0 {
        return vec![0; parts.len()];
    }
    let exact = |p: &u128| (p * u128::from(total) / whole, p * u128::from(total) % whole);
    let mut out: Vec<u64> = parts.iter().map(|p| u64::try_from(exact(p).0).unwrap_or(u64::MAX)).collect();
    let missing = total - out.iter().sum::<u64>();
    let mut by_remainder: Vec<usize> = (0..parts.len()).collect();
    by_remainder.sort_by_key(|&i| std::cmp::Reverse(exact(&parts[i]).1));
    for &i in by_remainder.iter().take(usize::try_from(missing).unwrap_or(usize::MAX)) {
        out[i] += 1;
    }
    out
}

/// Weights as shares of one.
pub(super) fn shares(weights: &[u64; 6]) -> [Millionths; 6] {
    let parts = weights.map(u128::from);
    let mut out = [0; 6];
    for (to, from) in out.iter_mut().zip(largest_remainder(&parts, u64::from(ONE))) {
        *to = Millionths::try_from(from).unwrap_or(ONE);
    }
    out
}

/// Σ w·x / Σ w as a fraction that can be compared without rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exact {
    num: u128,
    den: u128,
}

impl Exact {
    pub(super) fn mean(weighted: &[u128; 6], weights: &[u64; 6]) -> Self {
        Self { num: weighted.iter().sum(), den: weights.iter().map(|w| u128::from(*w)).sum::<u128>().max(1) }
    }
    /// To the nearest millionth, halves up.
    pub(super) fn rounded(self) -> Millionths {
        Millionths::try_from((self.num * 2 + self.den) / (self.den * 2)).unwrap_or(ONE)
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.num * other.den).cmp(&(other.num * self.den))
    }
}
impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn remainders_go_to_the_largest() {
        assert_eq!(largest_remainder(&[1, 1, 1], 100), [34, 33, 33]);
        assert_eq!(largest_remainder(&[0, 5, 0], 7), [0, 7, 0]);
        assert_eq!(largest_remainder(&[0, 0], 7), [0, 0]);
        assert_eq!(largest_remainder(&[], 7), [0; 0]);
    }

    proptest! {
        #[test]
        fn parts_add_up(parts in prop::collection::vec(0_u128..1 << 60, 1..7), total in 0_u64..=1_000_000) {
            let out = largest_remainder(&parts, total);
            let expected = if parts.iter().sum::<u128>() == 0 { 0 } else { total };
            prop_assert_eq!(out.iter().sum::<u64>(), expected);
        }
    }
}
