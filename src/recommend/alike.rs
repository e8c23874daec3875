//! Courses like a course, by what is written about them.

use super::{component::Millionths, interest::millionths};
use crate::{
    domain::CourseIx,
    models::{Model, TfIdf},
};

/// Terms named per course.
const TERMS: usize = 5;

/// A course that is like another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Which course.
    pub course: CourseIx,
    /// The cosine of the two texts.
    pub likeness: Millionths,
    /// Terms both texts use, what makes most of the likeness first, each with its share of it.
    pub shared: Vec<(String, Millionths)>,
}

/// The courses most like `course` among those to `keep`, best first, then by id. Only those that share
/// a term with it.
pub fn alike(model: &TfIdf, course: CourseIx, keep: &dyn Fn(CourseIx) -> bool, limit: usize) -> Vec<Alike> {
    let mut found: Vec<(f64, CourseIx)> = (0..model.items())
        .map(CourseIx::from_usize)
        .filter(|&other| other != course && keep(other))
        .filter_map(|other| Some((model.similarity(course.get(), other.get())?, other)))
        .filter(|(likeness, _)| millionths(*likeness) > 0)
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(limit);
    (found.into_iter())
        .map(|(likeness, other)| {
            let shared = model.shared_terms(course.get(), other.get()).into_iter().take(TERMS);
            let shared = shared.map(|(term, part)| (term.to_owned(), millionths(part / likeness))).collect();
            Alike { course: other, likeness: millionths(likeness), shared }
        })
        .collect()
}
