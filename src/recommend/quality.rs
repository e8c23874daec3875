//! The `quality` component: how is the course rated, given how many rated it?

use super::component::{Millionths, ONE, Opinion, Reason, Silence};
use crate::domain::{Catalog, Course, CourseIx};

/// What ratings look like in a catalog.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ratings {
    /// μ: the mean of the courses' ratings.
    mean: f64,
    /// C: the median of their numbers of ratings; how many ratings outweigh the mean.
    typical: f64,
}

/// A rating and how many made it. One rating, when nobody says how many.
fn rated(course: &Course) -> Option<(f64, u64)> {
    let rating = course.rating.filter(|r| r.is_finite())?.clamp(0.0, 5.0);
    let ratings = course.ratings.unwrap_or(1);
    (ratings > 0).then_some((rating, ratings))
}

impl Ratings {
    /// Mean and median over all rated courses.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let rated: Vec<(f64, u64)> = catalog.courses().iter().filter_map(rated).collect();
        let mut counts: Vec<u64> = rated.iter().map(|(_, n)| *n).collect();
        counts.sort_unstable();
        let mean = rated.iter().map(|(r, _)| r).sum::<f64>() / rated.len().max(1) as f64;
        Self { mean, typical: counts.get(counts.len() / 2).map_or(1.0, |&n| n as f64) }
    }

    /// `(n·r + C·μ) / (n + C)`, from 1–5 stars to 0–1.
    pub(super) fn opinion(&self, catalog: &Catalog, course: CourseIx) -> Opinion {
        let course = catalog.course(course);
        let Some((rating, n)) = rated(course) else { return Err(Silence::NotRated) };
        let n = n as f64;
        let shrunk = (n * rating + self.typical * self.mean) / (n + self.typical);
        let value = ((shrunk - 1.0) / 4.0).clamp(0.0, 1.0) * f64::from(ONE);
        let thousandths = |stars: f64| (stars * 1000.0).round() as u32;
        let reason =
            Reason::Rated { rating: thousandths(rating), ratings: course.ratings, shrunk: thousandths(shrunk) };
        Ok((value.round() as Millionths, reason))
    }
}
