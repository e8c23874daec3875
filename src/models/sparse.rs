//! Vectors that are mostly zeros.

use ndarray::Array1;

/// The entries that are not zero, by index.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Sparse(pub(super) Vec<(u32, f64)>);

impl Sparse {
    pub(super) fn dot(&self, other: &Self) -> f64 {
        self.shared(other).map(|(_, x, y)| x * y).sum()
    }
    /// The entries that neither lacks, by index.
    pub(super) fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (u32, f64, f64)> + 'a {
        let (mut i, mut j) = (0, 0);
        std::iter::from_fn(move || {
            while let (Some(&(a, x)), Some(&(b, y))) = (self.0.get(i), other.0.get(j)) {
                i += usize::from(a <= b);
                j += usize::from(b <= a);
                if a == b {
                    return Some((a, x, y));
                }
            }
            None
        })
    }
    pub(super) fn dot_dense(&self, dense: &Array1<f64>) -> f64 {
        self.0.iter().map(|&(t, x)| x * dense[t as usize]).sum()
    }
    pub(super) fn length(&self) -> f64 {
        self.0.iter().map(|(_, x)| x * x).sum::<f64>().sqrt()
    }
    pub(super) fn scale(&mut self, by: f64) {
        self.0.iter_mut().for_each(|(_, x)| *x *= by);
    }
    pub(super) fn add_to(&self, dense: &mut Array1<f64>, times: f64) {
        for &(t, x) in &self.0 {
            dense[t as usize] += times * x;
        }
    }
    pub(super) fn dense(&self, len: usize) -> Array1<f64> {
        let mut dense = Array1::zeros(len);
        self.add_to(&mut dense, 1.0);
        dense
    }
}
