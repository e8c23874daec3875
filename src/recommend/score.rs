//! Scoring: every component's opinion on every candidate.

use super::{
    candidates::{Candidate, candidates, is_offered},
    community,
    component::{Component, Opinion, Scorer, Silence},
    cost::Rates,
    gap, interest,
    path::{self, Regrets},
    quality::Ratings,
    similar::{NewLevels, new_levels},
};
use crate::{
    domain::{Catalog, CourseIx, Profile, State},
    path::PlanRequest,
};

/// What is to be scored, and for whom.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The learner.
    pub profile: &'a Profile,
    /// Where the learner stands.
    pub state: &'a State,
    /// Goal, metric and limits.
    pub request: &'a PlanRequest,
    /// Everything, instead of what is ready and teaches something new.
    pub all: bool,
}

/// Models some components speak for. Without one, its component has no opinion.
#[derive(Clone, Copy, Default)]
pub struct Models<'a> {
    /// Likeness to what the learner liked.
    pub interest: Option<&'a dyn Scorer>,
    /// What other learners did.
    pub community: Option<&'a dyn Scorer>,
}

/// A candidate with all opinions on it; weights come later.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The course, and what is missing for it.
    pub candidate: Candidate,
    /// By component.
    pub opinions: [Opinion; 6],
    /// What it would newly bring, for diversification.
    pub(super) news: NewLevels,
}

impl Scored {
    /// Whether it would raise no level.
    pub fn brings_nothing(&self) -> bool {
        self.news.is_empty()
    }
    /// The course with what it brings.
    pub(super) fn news(&self) -> (CourseIx, &NewLevels) {
        (self.candidate.course, &self.news)
    }
}

/// Every candidate with every component's opinion, in id order.
pub fn score(question: &Question<'_>, models: Models<'_>, regrets: &mut dyn Regrets) -> Vec<Scored> {
    let Question { catalog, profile, state, request, all } = *question;
    let needs = gap::needs(&request.aim);
    let has_goal = !request.aim.goals.is_empty() || !request.aim.to.is_empty();
    let liked = profile.courses.values().any(|r| r.is_liked());
    let ratings = Ratings::of(catalog);
    let rates = Rates::new(catalog, (profile, state), (&request.money, &request.costing), &|c| {
        is_offered(catalog, profile, state, request, c)
    });
    (candidates(catalog, profile, state, request, all).into_iter())
        .map(|candidate| {
            let course = candidate.course;
            let opinions = Component::ALL.map(|component| match component {
                Component::Path => path::opinion(course, regrets),
                // An ad-hoc goal is a course and asks for no skill by itself.
                Component::Gap if needs.is_empty() && has_goal => Err(Silence::NoGap),
                Component::Gap => gap::opinion(catalog, state, &needs, course),
                Component::Interest => interest::opinion(models.interest, liked, course),
                Component::Community => community::opinion(models.community, course),
                Component::Quality => ratings.opinion(catalog, course),
                Component::Cost => rates.opinion(course),
            });
            Scored { candidate, opinions, news: new_levels(catalog, state, course) }
        })
        .collect()
}
