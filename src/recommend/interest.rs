//! The `interest` component: how much is the course like what the learner liked?

use super::component::{Opinion, Scorer, Silence};
use crate::domain::CourseIx;

/// What the text model says; without one, nothing.
pub(super) fn opinion(model: Option<&dyn Scorer>, anything_liked: bool, course: CourseIx) -> Opinion {
    match model {
        _ if !anything_liked => Err(Silence::NothingLiked),
        Some(model) => model.opinion(course),
        None => Err(Silence::NoModel),
    }
}
