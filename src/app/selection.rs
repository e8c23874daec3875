//! What is selected, and so what keys act on.

use super::{ACTIONS, Action, Overlay, Place, ProfileRow, State};
use crate::{
    domain::{CourseIx, SkillIx},
    path::Aim,
    progress::Next,
};

impl State {
    /// How many rows the gap screen lists: skills short, then skills met.
    pub fn gap_len(&self) -> usize {
        self.gap.value.as_ref().map_or(0, |report| report.gaps.len() + report.met.len())
    }

    /// The skill selected on the gap screen.
    pub fn gap_skill(&self) -> Option<SkillIx> {
        let report = self.gap.value.as_ref()?;
        let row = self.gaps.cursor.selected(self.gap_len())?;
        let id = match row.checked_sub(report.gaps.len()) {
            None => &report.gaps[row].skill,
            Some(met) => &report.met[met].0,
        };
        self.advisor.catalog().skill_ix(id.as_str())
    }

    /// Who teaches the selected skill: cheapest sufficient first for a gap, by id for a met skill.
    pub fn teachers(&self) -> Vec<CourseIx> {
        let catalog = self.advisor.catalog();
        let (Some(report), Some(row)) = (&self.gap.value, self.gaps.cursor.selected(self.gap_len())) else {
            return Vec::new();
        };
        match report.gaps.get(row) {
            Some(gap) => gap.taught_by.iter().filter_map(|id| catalog.course_ix(id.as_str())).collect(),
            None => self.gap_skill().map_or_else(Vec::new, |s| catalog.taught_by(s).iter().map(|t| t.0).collect()),
        }
    }

    /// How many rows the path screen lists: steps, then needs beyond reach.
    pub fn path_len(&self) -> usize {
        self.path_plan().map_or(0, |plan| plan.steps.len() + plan.unmet.len())
    }

    /// The course that `d`, `s`, `S` and `x` act on here.
    pub fn selected_course(&self) -> Option<CourseIx> {
        let catalog = self.advisor.catalog();
        match self.place() {
            Place::Course => match self.overlays.last() {
                Some(Overlay::Course { course, .. }) => Some(*course),
                _ => None,
            },
            Place::Home => self.next_step(),
            Place::Search | Place::Query => {
                let hits = &self.search.found.results;
                self.search.cursor.selected(hits.len()).map(|i| hits[i].course)
            }
            Place::Teachers => {
                let teachers = self.teachers();
                self.gaps.teachers.selected(teachers.len()).map(|i| teachers[i])
            }
            Place::Path | Place::Graph => self.selected_step_course(),
            Place::OtherWays => catalog.course_ix(self.way_selected()?.as_str()),
            Place::Recommend | Place::Weights => self.ranked_selected().map(|it| it.course),
            Place::Profile => catalog.course_ix(self.profile_row()?.course()?.as_str()),
            _ => None,
        }
    }

    /// The course of the selected step of the path.
    pub fn selected_step_course(&self) -> Option<CourseIx> {
        let plan = self.path_plan()?;
        let step = plan.steps.get(self.path.selected(self.path_len())?)?;
        self.advisor.catalog().course_ix(step.course.as_str())
    }

    /// The skill whose level `+` and `-` change here.
    pub fn selected_skill(&self) -> Option<SkillIx> {
        match self.place() {
            Place::Gap => self.gap_skill(),
            Place::Profile => match self.profile_row()? {
                ProfileRow::Skill { skill, .. } => self.advisor.catalog().skill_ix(skill.as_str()),
                _ => None,
            },
            _ => None,
        }
    }

    /// The next course of the plan, as of today.
    pub fn coming(&self) -> Option<Next<'_>> {
        let request = self.advisor.request(Aim::default());
        self.advisor.next(&request, self.plan.value.as_ref()?, self.today)
    }

    /// Its course, which keys on Home act on.
    pub fn next_step(&self) -> Option<CourseIx> {
        let step = self.coming()?.step;
        self.advisor.catalog().course_ix(step.course.as_str())
    }

    /// The first key that does this here, or else where it can be done.
    pub fn key_for(&self, action: Action) -> Option<String> {
        let lines = || ACTIONS.iter().filter(|spec| spec.action == action);
        let here = lines().map(|spec| (self.place(), spec));
        let there = lines().flat_map(|spec| spec.places.iter().map(move |&place| (place, spec)));
        here.chain(there).flat_map(|(place, spec)| self.keymap.chords(place, spec)).next().map(ToString::to_string)
    }

    /// What a goal is called; its id where the catalog does not have it.
    pub fn goal_title<'a>(&'a self, id: &'a crate::domain::GoalId) -> &'a str {
        self.advisor.catalog().goal(id.as_str()).map_or(id.as_str(), |goal| goal.title.as_str())
    }

    /// The selected row of the profile.
    pub fn profile_row(&self) -> Option<ProfileRow> {
        let mut rows = super::profile_rows(self);
        let at = self.profile.selected(rows.len())?;
        Some(rows.swap_remove(at))
    }
}
