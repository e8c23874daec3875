//! The ranked list: opinions come once from a worker, and everything a weight changes is worked out here at once.

use std::{collections::BTreeMap, sync::Arc};

use super::State;
use crate::{
    domain::CourseIx,
    path::Aim,
    recommend::{Component, First, ONE, RecommendRequest, Recommendation, Scored, Weights},
};

/// How many courses are listed: more than anybody reads, so that the one looked for is among them.
const MOST_LISTED: usize = 200;

/// What the ranked list is made from, and how.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// Every component's opinion on every candidate, as the latest answer has them.
    pub scored: Option<Arc<Vec<Scored>>>,
    /// Whether only totals count, and courses that are much alike are not held back.
    pub by_total: bool,
    /// The weights as the settings have them.
    pub settled: Weights,
    /// Open while weights are changed.
    pub sliders: Option<Sliders>,
    /// The course about which was asked what would put it first, and the answer.
    pub first: Option<(CourseIx, First)>,
}

/// Weights being changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Sliders {
    /// Whose weight keys change.
    pub component: Component,
    /// The weights when this began.
    before: Weights,
    /// The places, from 1, courses had under them.
    places: BTreeMap<CourseIx, usize>,
}

/// Where a course went since the sliders were opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// It stayed.
    Same,
    /// So many places up.
    Up(usize),
    /// So many places down.
    Down(usize),
    /// It was not listed.
    New,
}

impl Ranking {
    /// Nothing known yet.
    pub fn new(settled: Weights) -> Self {
        Self { scored: None, by_total: false, settled, sliders: None, first: None }
    }
}

impl State {
    /// The ranked courses.
    pub fn ranked(&self) -> &[Recommendation] {
        self.recommended.value.as_ref().map_or(&[], |found| &found.results)
    }

    /// The selected one of them.
    pub fn ranked_selected(&self) -> Option<&Recommendation> {
        let all = self.ranked();
        all.get(self.recommend.selected(all.len())?)
    }

    /// What is asked of the recommender now.
    pub(super) fn recommend_request(&self) -> RecommendRequest {
        let aim = self.advisor.aim(&[], &[]).unwrap_or_else(|_| Aim::default());
        let mut request = RecommendRequest::new(self.advisor.request(aim));
        request.weights = self.weights;
        request.limit = MOST_LISTED;
        if self.ranking.by_total {
            request.lambda = ONE;
        }
        request
    }

    /// Takes opinions in and ranks by them.
    pub(super) fn take_opinions(&mut self, scored: Arc<Vec<Scored>>) {
        self.ranking.scored = Some(scored);
        if let Some(sliders) = &self.ranking.sliders {
            let places = self.places(sliders.before);
            if let Some(sliders) = &mut self.ranking.sliders {
                sliders.places = places;
            }
        }
        self.rerank();
    }

    /// Ranks what is known under the weights as they are. The selected course stays selected wherever it
    /// goes, unless nobody has chosen a row yet: then the best one is.
    pub(super) fn rerank(&mut self) {
        let Some(scored) = &self.ranking.scored else { return };
        let selected = self.ranked_selected().map(|it| it.course).filter(|_| self.recommend.is_chosen());
        let found = self.advisor.rank(scored, &self.recommend_request());
        self.recommended.value = Some(Arc::new(found));
        let at = selected.and_then(|course| self.ranked().iter().position(|it| it.course == course));
        if let Some(at) = at {
            let (len, height) = (self.ranked().len(), self.recommend_rows());
            self.recommend.select(at, len, height);
        }
        if let Some(course) = self.ranking.first.take().map(|(course, _)| course).filter(|&c| self.shows(c)) {
            self.ask_first(course);
        }
    }

    /// Works out what would put `course` first. Whether it is a candidate at all.
    pub(super) fn ask_first(&mut self, course: CourseIx) -> bool {
        let Some(scored) = &self.ranking.scored else { return false };
        let answer = self.advisor.first(scored, &self.recommend_request(), course);
        self.ranking.first = answer.map(|first| (course, first));
        self.ranking.first.is_some()
    }

    /// The places courses have under these weights.
    fn places(&self, weights: Weights) -> BTreeMap<CourseIx, usize> {
        let Some(scored) = &self.ranking.scored else { return BTreeMap::new() };
        let found = self.advisor.rank(scored, &RecommendRequest { weights, ..self.recommend_request() });
        found.results.iter().enumerate().map(|(i, it)| (it.course, i + 1)).collect()
    }

    /// Opens the sliders; where courses go is told from here on.
    pub(super) fn open_sliders(&mut self) {
        let (len, height) = (self.ranked().len(), self.recommend_rows());
        let (before, places) = (self.weights, self.places(self.weights));
        self.ranking.sliders = Some(Sliders { component: Component::Path, before, places });
        // From now on a course is watched, not a row; fewer rows may be left for the list.
        if let Some(row) = self.recommend.selected(len) {
            self.recommend.select(row, len, height.min(self.recommend_rows()));
        }
    }

    /// Orders by total alone, or with variety again.
    pub(super) fn toggle_order(&mut self) {
        self.ranking.by_total = !self.ranking.by_total;
        if let Some(sliders) = &self.ranking.sliders {
            let places = self.places(sliders.before);
            if let Some(sliders) = &mut self.ranking.sliders {
                sliders.places = places;
            }
        }
        self.rerank();
    }

    /// Changes a weight, and the ranking with it. Whether anything would still count.
    pub(super) fn set_weights(&mut self, weights: Weights) -> bool {
        if !weights.counts() {
            return false;
        }
        if weights != self.weights {
            self.weights = weights;
            self.rerank();
        }
        true
    }

    /// Where the course at `place` (from 1) went since the sliders were opened.
    pub fn movement(&self, course: CourseIx, place: usize) -> Option<Movement> {
        let sliders = self.ranking.sliders.as_ref()?;
        Some(match sliders.places.get(&course) {
            None => Movement::New,
            Some(&before) if before > place => Movement::Up(before - place),
            Some(&before) if before < place => Movement::Down(place - before),
            Some(_) => Movement::Same,
        })
    }
}
