//! Rows marked to be acted on together.

use super::{Place, State};
use crate::domain::CourseIx;

impl State {
    /// Whether rows can be marked in a place.
    fn marks_in(place: Place) -> bool {
        matches!(place, Place::Search | Place::Teachers | Place::Path | Place::Recommend)
    }

    /// The course of a row of the list of a place, if that is what it is.
    pub fn course_at(&self, place: Place, row: usize) -> Option<CourseIx> {
        match place {
            Place::Search | Place::Query => self.search.found.results.get(row).map(|hit| hit.course),
            Place::Teachers => self.teachers().get(row).copied(),
            Place::Path => {
                let step = self.path_plan()?.steps.get(row)?;
                self.advisor.catalog().course_ix(step.course.as_str())
            }
            Place::Recommend => Some(self.recommended.value.as_ref()?.results.get(row)?.course),
            _ => None,
        }
    }

    /// The courses marked where keys go now. In a search they may be from a query before; elsewhere those
    /// no longer listed do not count.
    pub fn marked_here(&self) -> Vec<CourseIx> {
        let place = self.place();
        if self.marked.is_empty() || !Self::marks_in(place) {
            return Vec::new();
        }
        if place == Place::Search {
            return self.marked.iter().copied().collect();
        }
        let listed = self.listed(place);
        self.marked.iter().copied().filter(|c| listed.contains(c)).collect()
    }

    /// The rows of the list of `place` that are marked.
    pub fn marked_rows(&self, place: Place) -> Vec<usize> {
        if self.marked.is_empty() || !Self::marks_in(place) {
            return Vec::new();
        }
        let rows = self.listed(place).into_iter().enumerate();
        rows.filter(|(_, c)| self.marked.contains(c)).map(|(row, _)| row).collect()
    }

    /// What `d`, `s`, `S`, `x` and `y` act on: all that is marked, else the selected course.
    pub fn acted_on(&self) -> Vec<CourseIx> {
        let marked = self.marked_here();
        if marked.is_empty() { self.selected_course().into_iter().collect() } else { marked }
    }

    fn listed(&self, place: Place) -> Vec<CourseIx> {
        match place {
            Place::Search => self.search.found.results.iter().map(|hit| hit.course).collect(),
            Place::Teachers => self.teachers(),
            Place::Path => {
                let steps = self.path_plan().into_iter().flat_map(|plan| &plan.steps);
                steps.filter_map(|s| self.advisor.catalog().course_ix(s.course.as_str())).collect()
            }
            Place::Recommend => self.recommended.value.iter().flat_map(|r| &r.results).map(|r| r.course).collect(),
            _ => Vec::new(),
        }
    }
}
