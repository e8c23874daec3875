//! What ratings of courses are worth, given how many made them.

use super::{Catalog, Course};

/// How ratings lie in a catalog: what a Bayesian mean shrinks towards, and how strongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratings {
    /// μ: mean of the courses' ratings, in thousandths of a star.
    pub mean: u32,
    /// C: median of their numbers of ratings; how many ratings outweigh the mean.
    pub typical: u64,
}

impl Ratings {
    /// Mean and median over all rated courses.
    pub fn of(catalog: &Catalog) -> Self {
        let rated: Vec<(u32, u64)> = catalog.courses().iter().filter_map(Self::rated).collect();
        let mut counts: Vec<u64> = rated.iter().map(|(_, n)| *n).collect();
        let typical = match counts.len() / 2 {
            _ if counts.is_empty() => 1,
            middle => *counts.select_nth_unstable(middle).1,
        };
        let sum: u64 = rated.iter().map(|(stars, _)| u64::from(*stars)).sum();
        let n = rated.len().max(1) as u64;
        Self { mean: ((sum + n / 2) / n) as u32, typical }
    }

    /// A course's stars in thousandths, and how many gave them: one, when nobody says how many.
    pub fn rated(course: &Course) -> Option<(u32, u64)> {
        let stars = course.rating.filter(|r| r.is_finite())?.clamp(0.0, 5.0);
        let ratings = course.ratings.unwrap_or(1).min(1 << 32);
        (ratings > 0).then_some(((stars * 1000.0).round() as u32, ratings))
    }

    /// The Bayesian mean `(n·r + C·μ) / (n + C)`, in thousandths of a star.
    pub fn shrunk(&self, stars: u32, ratings: u64) -> u32 {
        let (n, c) = (u128::from(ratings), u128::from(self.typical));
        let all = (n + c).max(1);
        ((n * u128::from(stars) + c * u128::from(self.mean) + all / 2) / all) as u32
    }

    /// The same from one to five stars as 0 to 1, in thousandths.
    pub fn share(&self, stars: u32, ratings: u64) -> u32 {
        ((self.shrunk(stars, ratings).saturating_sub(1000) + 2) / 4).min(1000)
    }
}
