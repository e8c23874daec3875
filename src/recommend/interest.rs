//! The `interest` component: how much is the course like what the learner liked?

use super::component::{Millionths, ONE, Opinion, Reason, Scorer, Silence};
use crate::{
    domain::{Catalog, CourseIx, Profile},
    models::{Liked, Model},
};

/// What the text model says; without one, nothing.
pub(super) fn opinion(model: Option<&dyn Scorer>, anything_liked: bool, course: CourseIx) -> Opinion {
    match model {
        _ if !anything_liked => Err(Silence::NothingLiked),
        Some(model) => model.opinion(course),
        None => Err(Silence::NoModel),
    }
}

/// The cosine of a course's vector with the mean vector of what the learner liked, by a model whose
/// items are the courses of the catalog.
#[derive(Debug)]
pub struct Taste<'a> {
    catalog: &'a Catalog,
    model: &'a dyn Model,
    liked: Vec<Liked>,
    scores: Vec<Option<f64>>,
}

impl<'a> Taste<'a> {
    /// Of a learner; liked courses the catalog does not have count for nothing.
    pub fn new(catalog: &'a Catalog, profile: &Profile, model: &'a dyn Model) -> Self {
        let liked: Vec<Liked> = (profile.courses.iter())
            .filter(|(_, record)| record.is_liked())
            .filter_map(|(id, _)| catalog.course_ix(id.as_str()))
            .map(|course| Liked { item: course.get(), weight: 1.0 })
            .collect();
        let scores = model.score(&liked);
        Self { catalog, model, liked, scores }
    }
}

impl Taste<'_> {
    /// The same opinions in thousandths, by course; nothing where there is none.
    pub fn thousandths(&self) -> Vec<Option<u32>> {
        self.scores.iter().map(|score| score.map(|s| (s.clamp(0.0, 1.0) * 1000.0).round() as u32)).collect()
    }
}

impl Scorer for Taste<'_> {
    fn opinion(&self, course: CourseIx) -> Opinion {
        if self.liked.is_empty() {
            return Err(Silence::NothingLiked);
        }
        let Some(score) = self.scores.get(course.get()).copied().flatten() else { return Err(Silence::NoModel) };
        let value = millionths(score);
        if value == 0 {
            return Ok((0, Reason::NothingAlike));
        }
        let parts = self.model.explain(&self.liked, course.get());
        // The first of equals, which is the smallest id.
        let most = parts.iter().rev().max_by(|a, b| a.adds.total_cmp(&b.adds));
        let Some(most) = most else { return Err(Silence::NoModel) };
        if most.item == course.get() {
            return Ok((value, Reason::SavedItself));
        }
        let share = (self.liked.len() > 1).then(|| millionths(most.adds / score));
        let course = self.catalog.course(CourseIx::from_usize(most.item)).id.clone();
        Ok((value, Reason::BecauseLiked { course, share }))
    }
}

/// To the nearest millionth of 0..=1.
pub(super) fn millionths(share: f64) -> Millionths {
    (share.clamp(0.0, 1.0) * f64::from(ONE)).round() as Millionths
}
