//! The `community` component: what did others take who took what the learner took?

use super::component::{Opinion, Scorer, Silence};
use crate::domain::CourseIx;

/// What the collaborative model says; without one, nothing.
pub(super) fn opinion(model: Option<&dyn Scorer>, course: CourseIx) -> Opinion {
    model.map_or(Err(Silence::NoModel), |model| model.opinion(course))
}
