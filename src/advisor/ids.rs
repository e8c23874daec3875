//! Ids that changed, ids that nothing answers to, and ids that look alike.

use super::{Advisor, AskError};
use crate::domain::{
    Catalog, CourseId, CourseIx, CourseMark, Goal, Profile, ProfileEdit, Requirement, SkillId, SkillIx, slug,
};

impl Advisor {
    /// Edits as they are to be kept: under the ids that courses have now, to which what the file says under an older
    /// id is moved first.
    pub fn carried_over(&self, edits: &[ProfileEdit]) -> Vec<ProfileEdit> {
        let mut out: Vec<ProfileEdit> = Vec::with_capacity(edits.len());
        for edit in edits {
            let mut edit = edit.clone();
            match &mut edit {
                ProfileEdit::SetSkill { skill, .. } | ProfileEdit::ForgetSkill { skill } => {
                    if let Ok(ix) = self.skill(skill.as_str()) {
                        skill.clone_from(&self.catalog.skill(ix).id);
                    }
                }
                ProfileEdit::AddGoal(goal) | ProfileEdit::RemoveGoal(goal) | ProfileEdit::WeighGoal { goal, .. } => {
                    if let Ok(known) = self.goal(goal.as_str()) {
                        goal.clone_from(&known.id);
                    }
                }
                _ => {}
            }
            if let Some(course) = Profile::course_of(&mut edit) {
                if let Ok(ix) = self.course(course.as_str()) {
                    course.clone_from(&self.catalog.course(ix).id);
                }
                for (from, to) in self.renamed.iter().filter(|(_, to)| to == course) {
                    let moved = ProfileEdit::Rename { from: from.clone(), to: to.clone() };
                    if !out.contains(&moved) {
                        out.push(moved);
                    }
                }
            }
            out.push(edit);
        }
        out
    }
    /// Courses and skills of the profile that nothing in the catalog answers to.
    pub fn unknown(&self) -> (Vec<(&CourseId, CourseMark)>, Vec<&SkillId>) {
        let courses = self.profile.courses.iter().filter(|(id, _)| self.catalog.course_ix(id.as_str()).is_none());
        let skills = self.profile.skills.keys().filter(|id| self.catalog.skill_ix(id.as_str()).is_none());
        (courses.map(|(id, record)| (id, record.mark)).collect(), skills.collect())
    }
    /// The id a course has in the catalog, where one goes by what was said; otherwise what was said.
    pub fn own_id(&self, said: &CourseId) -> CourseId {
        self.course(said.as_str()).map_or_else(|_| said.clone(), |ix| self.catalog.course(ix).id.clone())
    }
    /// The course of that id, or else of that title, whatever its case.
    ///
    /// # Errors
    /// [`AskError::UnknownCourse`] with those that go by the title, where there are several, or with close ids.
    pub fn course(&self, said: &str) -> Result<CourseIx, AskError> {
        if let Some(course) = self.catalog.course_ix(said) {
            return Ok(course);
        }
        let all = self.catalog.courses().iter().map(|c| (c.id.as_str(), vec![c.title.as_str()]));
        let (found, near) = named(said, all);
        found
            .and_then(|id| self.catalog.course_ix(id))
            .ok_or_else(|| AskError::UnknownCourse { id: said.to_owned(), near })
    }
    /// The skill of that id, or else of that name or alias, whatever its case.
    ///
    /// # Errors
    /// [`AskError::UnknownSkill`] with those that go by the name, where there are several, or with close ids.
    pub fn skill(&self, said: &str) -> Result<SkillIx, AskError> {
        if let Some(skill) = self.catalog.skill_ix(said) {
            return Ok(skill);
        }
        let all = (self.catalog.skills().iter()).map(|s| {
            let names = std::iter::once(s.name.as_str()).chain(s.aliases.iter().map(String::as_str));
            (s.id.as_str(), names.collect())
        });
        let (found, near) = named(said, all);
        found
            .and_then(|id| self.catalog.skill_ix(id))
            .ok_or_else(|| AskError::UnknownSkill { id: said.to_owned(), near })
    }
    /// The goal of that id, or else of that title, whatever its case.
    ///
    /// # Errors
    /// [`AskError::UnknownGoal`] with those that go by the title, where there are several, or with close ids.
    pub fn goal(&self, said: &str) -> Result<&Goal, AskError> {
        if let Some(goal) = self.catalog.goal(said) {
            return Ok(goal);
        }
        let all = self.catalog.goals().iter().map(|g| (g.id.as_str(), vec![g.title.as_str()]));
        let (found, near) = named(said, all);
        found.and_then(|id| self.catalog.goal(id)).ok_or_else(|| AskError::UnknownGoal { id: said.to_owned(), near })
    }
    /// Whether some course or goal asks for a fact.
    pub fn asks_for_fact(&self, fact: &str) -> bool {
        let mut found = false;
        let mut look = |requirement: &Requirement| {
            requirement.leaves(&mut |leaf| found |= matches!(leaf, Requirement::Fact(f) if f == fact));
        };
        for course in self.catalog.courses() {
            look(&course.requirement);
            look(&course.corequisite);
        }
        self.catalog.goals().iter().for_each(|g| look(&g.requirement));
        found
    }
}

/// The profile under the ids that courses have now, and which those are.
pub(super) fn renamed(catalog: &Catalog, mut profile: Profile) -> (Profile, Vec<(CourseId, CourseId)>) {
    let ids: Vec<CourseId> = profile.courses.keys().chain(profile.waive.keys()).cloned().collect();
    let mut renamed: Vec<(CourseId, CourseId)> = (ids.into_iter())
        .filter_map(|id| {
            let now = &catalog.course(catalog.course_ix(id.as_str())?).id;
            (*now != id).then(|| (id, now.clone()))
        })
        .collect();
    renamed.sort();
    renamed.dedup();
    for (from, to) in &renamed {
        profile.apply(&ProfileEdit::Rename { from: from.clone(), to: to.clone() });
    }
    (profile, renamed)
}

/// The one id that goes by `said`: as its own, or else by a name; otherwise those several do, or those that look like it.
fn named<'a>(said: &str, all: impl Iterator<Item = (&'a str, Vec<&'a str>)>) -> (Option<&'a str>, Vec<String>) {
    let all: Vec<(&str, Vec<&str>)> = all.collect();
    let wanted = slug(said);
    let by_id = all.iter().filter(|(id, _)| slug(id) == wanted);
    let by_name = all.iter().filter(|(_, names)| names.iter().any(|name| slug(name) == wanted));
    let mut found: Vec<&str> = by_id.map(|(id, _)| *id).collect();
    if found.is_empty() {
        found = by_name.map(|(id, _)| *id).collect();
    }
    match found[..] {
        [one] => (Some(one), Vec::new()),
        [] => (None, near(&wanted, all.iter().map(|(id, _)| *id))),
        _ => (None, found.into_iter().take(3).map(str::to_owned).collect()),
    }
}

/// Up to three ids that look like `id`: one of their words begins with it, or they are a slip or two away. A short word
/// is one slip away from many others that mean something else, so none is offered for it.
pub(super) fn near<'a>(id: &str, all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = id.to_lowercase();
    let length = wanted.chars().count();
    let slips = match length {
        ..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    let mut scored: Vec<(usize, &str)> = all
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let distance = strsim::osa_distance(&wanted, &lower);
            let begins = length >= 3 && lower.split(['-', '.', '_']).any(|word| word.starts_with(&wanted));
            let begins = begins || length >= 4 && lower.starts_with(&wanted);
            (begins || distance <= slips).then_some((if begins { distance.min(2) } else { distance }, candidate))
        })
        .collect();
    scored.sort_unstable();
    scored.into_iter().take(3).map(|(_, c)| c.to_owned()).collect()
}
