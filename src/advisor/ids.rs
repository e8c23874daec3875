//! Ids that changed, ids that nothing answers to, and ids that look alike.

use super::{Advisor, AskError};
use crate::domain::{Catalog, CourseId, CourseMark, Profile, ProfileEdit, Requirement, Skill, SkillId, SkillIx};

impl Advisor {
    /// Edits as they are to be kept: under the ids that courses have now, to which what the file says under an older
    /// id is moved first.
    pub fn carried_over(&self, edits: &[ProfileEdit]) -> Vec<ProfileEdit> {
        let mut out: Vec<ProfileEdit> = Vec::with_capacity(edits.len());
        for edit in edits {
            let mut edit = edit.clone();
            if let Some(course) = Profile::course_of(&mut edit) {
                if let Some(ix) = self.catalog.course_ix(course.as_str()) {
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
    /// The skill of that id, or else of that name or alias, whatever its case.
    ///
    /// # Errors
    /// [`AskError::UnknownSkill`] with those that go by the name, where there are several, or with close ids.
    pub fn skill_named(&self, said: &str) -> Result<SkillIx, AskError> {
        if let Some(skill) = self.catalog.skill_ix(said) {
            return Ok(skill);
        }
        let wanted = said.trim().to_lowercase();
        let names = |s: &Skill| {
            let mut all = [s.id.as_str(), &s.name].into_iter().chain(s.aliases.iter().map(String::as_str));
            all.any(|name| name.to_lowercase() == wanted)
        };
        let found: Vec<&Skill> = self.catalog.skills().iter().filter(|s| names(s)).collect();
        match found[..] {
            [one] => self.skill(one.id.as_str()),
            [] => self.skill(said),
            _ => {
                let near = found.iter().take(3).map(|s| s.id.to_string()).collect();
                Err(AskError::UnknownSkill { id: said.to_owned(), near })
            }
        }
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

/// Up to three ids that look like `id`: close in spelling, or containing it.
pub(super) fn near<'a>(id: &str, all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let wanted = id.to_lowercase();
    let mut scored: Vec<(usize, &str)> = all
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let distance = strsim::osa_distance(&wanted, &lower);
            let contains = wanted.chars().count() >= 3 && lower.contains(&wanted);
            let close = distance <= 1 + wanted.chars().count() / 4;
            (contains || close).then_some((if contains { distance.min(2) } else { distance }, candidate))
        })
        .collect();
    scored.sort_unstable();
    scored.into_iter().take(3).map(|(_, c)| c.to_owned()).collect()
}
