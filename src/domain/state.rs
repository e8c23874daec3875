//! Where a learner stands: which courses are completed and how far each skill has come.

use std::collections::BTreeSet;

use super::{Catalog, CourseIx, CourseMark, Level, Profile, Requirement, SkillIx};

/// `(completed courses, level of each skill)`, over one catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Closed under what skills imply.
    levels: Vec<Level>,
    completed: Vec<CourseIx>,
    /// What holds of the learner otherwise.
    facts: BTreeSet<String>,
}

impl State {
    /// A learner who knows nothing and has done nothing.
    pub fn empty(catalog: &Catalog) -> Self {
        Self { levels: vec![Level::ZERO; catalog.skills().len()], completed: Vec::new(), facts: BTreeSet::new() }
    }

    /// Where `profile` says the learner stands.
    ///
    /// A completed course raises each skill it teaches, unless the learner set that skill
    /// themselves on the same day or later: then their own word wins, downward too. A course
    /// without a date counts as completed before everything that has one.
    pub fn of(catalog: &Catalog, profile: &Profile) -> Self {
        let mut state = Self::empty(catalog);
        state.facts.clone_from(&profile.facts);
        for (id, record) in &profile.skills {
            if let Some(skill) = catalog.skill_ix(id.as_str()) {
                state.reach(catalog, skill, record.level);
            }
        }
        for (id, record) in &profile.courses {
            let Some(course) = catalog.course_ix(id.as_str()) else { continue };
            if record.mark != CourseMark::Done {
                continue;
            }
            state.completed.push(course);
            for &(skill, level) in catalog.effect(course) {
                let own_word = profile.skills.get(catalog.skill(skill).id.as_str());
                if own_word.is_none_or(|own| !own.overrides(record)) {
                    state.raise(skill, level);
                }
            }
        }
        state.completed.sort_unstable();
        state.completed.dedup();
        state.close(catalog);
        state
    }

    /// Carries every level over to what it implies.
    fn close(&mut self, catalog: &Catalog) {
        for skill in (0..self.levels.len()).map(SkillIx::from_usize) {
            self.reach(catalog, skill, self.level(skill));
        }
    }

    /// The level of `skill`.
    pub fn level(&self, skill: SkillIx) -> Level {
        self.levels[skill.get()]
    }
    /// All levels, by skill index.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }
    /// The completed courses, in id order.
    pub fn completed(&self) -> &[CourseIx] {
        &self.completed
    }
    /// Whether `course` itself is completed.
    pub fn has_done(&self, course: CourseIx) -> bool {
        self.completed.binary_search(&course).is_ok()
    }
    /// Whether `course` or one it is `same_as` is completed.
    pub fn has_done_same(&self, catalog: &Catalog, course: CourseIx) -> bool {
        self.has_done(course) || catalog.course(course).same_as.iter().any(|&c| self.has_done(c))
    }
    /// Raises a skill to at least `level`, and with it what that implies.
    pub fn reach(&mut self, catalog: &Catalog, skill: SkillIx, level: Level) {
        self.raise(skill, level);
        for &(implied, bound) in catalog.implied(skill) {
            self.raise(implied, level.min(bound));
        }
    }
    /// Raises a skill to at least `level`, and nothing else.
    fn raise(&mut self, skill: SkillIx, level: Level) {
        let old = &mut self.levels[skill.get()];
        *old = (*old).max(level);
    }
    /// What holds of the learner that is no level and no course.
    pub fn facts(&self) -> &BTreeSet<String> {
        &self.facts
    }
    /// Notes that something holds of the learner.
    pub fn note_fact(&mut self, fact: &str) {
        self.facts.insert(fact.to_owned());
    }
    /// The effect of taking `course`: monotone and idempotent.
    pub fn take(&mut self, catalog: &Catalog, course: CourseIx) {
        if let Err(at) = self.completed.binary_search(&course) {
            self.completed.insert(at, course);
        }
        for &(skill, level) in catalog.effect(course) {
            self.raise(skill, level);
        }
    }
    /// Notes a course as completed, whatever is left of what it taught.
    pub(crate) fn note_done(&mut self, course: CourseIx) {
        if let Err(at) = self.completed.binary_search(&course) {
            self.completed.insert(at, course);
        }
    }
    /// Whether a requirement holds here.
    pub fn meets(&self, catalog: &Catalog, requirement: &Requirement) -> bool {
        requirement.holds(&|leaf| self.meets_leaf(catalog, leaf))
    }
    /// Whether a single skill or course clause holds here.
    pub fn meets_leaf(&self, catalog: &Catalog, leaf: &Requirement) -> bool {
        match leaf {
            Requirement::Skill { skill, level } => self.level(*skill) >= *level,
            Requirement::Course(course) => {
                let teaches = &catalog.course(*course).teaches;
                self.has_done_same(catalog, *course)
                    || (!teaches.is_empty() && teaches.iter().all(|&(s, l)| self.level(s) >= l))
            }
            Requirement::Taken(course) => self.has_done_same(catalog, *course),
            Requirement::Credits { least, of } => {
                let done = of.iter().copied().filter(|&c| self.has_done_same(catalog, c));
                catalog.credits_of(done) >= *least
            }
            Requirement::Fact(fact) => self.facts.contains(fact),
            nested => self.meets(catalog, nested),
        }
    }
    /// Whether `course` would raise any skill here.
    pub fn learns_from(&self, catalog: &Catalog, course: CourseIx) -> bool {
        catalog.effect(course).iter().any(|&(s, l)| self.level(s) < l)
    }
}
