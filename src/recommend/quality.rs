//! The `quality` component: how is the course rated, given how many rated it?

use super::component::{Millionths, Opinion, Reason, Silence};
use crate::domain::{Catalog, CourseIx, Ratings};

/// The [Bayesian mean](Ratings::shrunk) from 1–5 stars to 0–1. A course that nobody rated is no better than one that
/// many did: it counts at the catalog's mean, as the formula has it for no ratings at all.
pub(super) fn opinion(ratings: &Ratings, catalog: &Catalog, course: CourseIx) -> Opinion {
    let course = catalog.course(course);
    let (stars, n) = match Ratings::rated(course) {
        Some(rated) => rated,
        None if ratings.mean == 0 => return Err(Silence::NotRated),
        None => (ratings.mean, 0),
    };
    let shrunk = ratings.shrunk(stars, n);
    let value: Millionths = (shrunk.saturating_sub(1000) * 250).min(super::component::ONE);
    let reason = match n {
        0 => Reason::Unrated { mean: shrunk },
        _ => Reason::Rated { rating: stars, ratings: course.ratings, shrunk },
    };
    Ok((value, reason))
}
