//! The entries of the built-in catalog as the build script wrote them, read without parsing TOML.
//!
//! The texts stay in the program for messages and for `catalog check`, and a test holds both forms together.

use std::sync::Arc;

use super::{
    entry::{Entries, Entry, all},
    goal::weight,
};
use crate::domain::{
    Cents, CourseDraft, CourseId, CourseStatus, Credits, GoalDraft, GoalId, GoalSkill, Level, Minutes, Requirement,
    RequirementDraft, Skill, SkillId, Term, WorkCurve,
};

static BLOB: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/builtin_catalog.bin"));

/// The entries; `None` when the build script could not make sense of the texts, which then have to be read.
pub(crate) fn entries() -> Option<Entries> {
    let mut at = At(BLOB);
    let mut entries = Entries::default();
    while !at.0.is_empty() {
        let file: Arc<str> = at.text()?.into();
        at.entries(&file, &mut entries.skills, At::skill)?;
        at.entries(&file, &mut entries.courses, At::course)?;
        at.entries(&file, &mut entries.goals, At::goal)?;
        at.entries(&file, &mut entries.terms, At::term)?;
    }
    (!entries.courses.is_empty()).then_some(entries)
}

/// What is still to be read.
struct At(&'static [u8]);

impl At {
    fn entries<T>(&mut self, file: &Arc<str>, out: &mut Vec<Entry<T>>, read: fn(&mut Self) -> Option<T>) -> Option<()> {
        for _ in 0..self.count()? {
            let line = self.count()?;
            let draft = read(self)?;
            // Their references were all found when the catalog was tested.
            out.push(Entry { draft, file: Arc::clone(file), line, references: Vec::new() });
        }
        Some(())
    }

    fn skill(&mut self) -> Option<Skill> {
        let id = SkillId::new(self.text()?).ok()?;
        let (name, area) = (self.text()?, self.text()?);
        let mut skill = Skill::new(id, name, area);
        skill.aliases = self.texts()?;
        skill.family = self.maybe(Self::owned)?;
        skill.work_source = self.maybe(Self::owned)?;
        skill.implies = self.levels()?;
        let hours = (0..self.count()?).map(|_| Minutes::from_hours(self.number()?).ok());
        let hours: Vec<Minutes> = hours.collect::<Option<_>>()?;
        if !hours.is_empty() {
            skill.work = Some(WorkCurve::new(hours.try_into().ok()?).ok()?);
        }
        Some(skill)
    }

    fn term(&mut self) -> Option<Term> {
        let id = self.owned()?;
        let spans = self.texts()?.iter().map(|text| text.parse().ok()).collect::<Option<_>>()?;
        Some(Term { id, spans })
    }

    fn course(&mut self) -> Option<CourseDraft> {
        let id = CourseId::new(self.text()?).ok()?;
        let (title, provider) = (self.text()?, self.text()?);
        let mut c = CourseDraft::new(id, title, provider);
        c.platform = self.maybe(Self::owned)?;
        c.url = self.maybe(Self::owned)?;
        c.url_is_provider = self.maybe(Self::text)? == Some("provider");
        c.currency = self.maybe(|at| at.text()?.parse().ok())?.unwrap_or_default();
        c.difficulty = self.maybe(|at| at.text()?.parse().ok())?;
        c.language = self.maybe(Self::owned)?;
        c.format = self.maybe(Self::owned)?;
        c.summary = self.maybe(Self::owned)?.unwrap_or_default();
        if self.maybe(Self::text)? == Some("retired") {
            c.status = CourseStatus::Retired;
        }
        c.source = self.maybe(Self::owned)?;
        c.hours_of = self.maybe(|at| at.text()?.parse().ok())?;
        c.kind = self.maybe(|at| at.text()?.parse().ok())?;
        c.series = self.maybe(Self::owned)?;
        c.exam = self.maybe(Self::owned)?;
        c.authority = self.maybe(|at| at.text()?.parse().ok())?;
        c.successor = self.maybe(|at| CourseId::new(at.text()?).ok())?;
        c.hours = self.maybe(|at| Minutes::from_hours(at.number()?).ok())?;
        c.price = self.maybe(|at| Cents::from_units(at.number()?).ok())?;
        c.rating = self.maybe(Self::number)?;
        c.ratings = self.maybe(|at| at.number().map(|n| n as u64))?;
        c.credits = self.maybe(|at| Credits::from_units(at.number()?).ok())?;
        c.tags = self.texts()?;
        c.teaches = self.levels()?;
        let mut requires = self.skills()?;
        requires.append(&mut self.clauses()?);
        c.requirement = all(requires);
        c.corequisite = all(self.clauses()?);
        c.same_as = self.courses()?;
        c.recommended = all(self.clauses()?);
        c.excludes = self.courses()?;
        c.touches = self.skill_ids()?;
        c.offered = self.texts()?;
        c.notes = self.texts()?;
        c.renamed_from = self.courses()?;
        c.endorsed = self.texts()?;
        Some(c)
    }

    fn courses(&mut self) -> Option<Vec<CourseId>> {
        (0..self.count()?).map(|_| CourseId::new(self.text()?).ok()).collect()
    }

    fn skill_ids(&mut self) -> Option<Vec<SkillId>> {
        (0..self.count()?).map(|_| SkillId::new(self.text()?).ok()).collect()
    }

    fn goal(&mut self) -> Option<GoalDraft> {
        let id = GoalId::new(self.text()?).ok()?;
        let title = self.owned()?;
        let summary = self.maybe(Self::owned)?.unwrap_or_default();
        let source = self.maybe(Self::owned)?;
        let asked = self.levels()?.into_iter();
        let mut skills: Vec<_> = asked.map(|(skill, level)| GoalSkill { skill, level, weight: weight(1.0) }).collect();
        for _ in 0..self.count()? {
            let (name, counts) = (self.text()?, self.number()?);
            skills.iter_mut().find(|s| s.skill.as_str() == name)?.weight = weight(counts);
        }
        let requirement = all(self.clauses()?);
        let stages = (0..self.count()?).map(|_| self.skill_ids()).collect::<Option<_>>()?;
        Some(GoalDraft { id, title, summary, source, skills, requirement, stages })
    }

    fn skills(&mut self) -> Option<Vec<RequirementDraft>> {
        Some(self.levels()?.into_iter().map(|(skill, level)| Requirement::Skill { skill, level }).collect())
    }

    fn levels(&mut self) -> Option<Vec<(SkillId, Level)>> {
        (0..self.count()?).map(|_| Some((SkillId::new(self.text()?).ok()?, self.level()?))).collect()
    }

    fn clauses(&mut self) -> Option<Vec<RequirementDraft>> {
        (0..self.count()?).map(|_| self.clause()).collect()
    }

    fn clause(&mut self) -> Option<RequirementDraft> {
        Some(match self.byte()? {
            0 => Requirement::Course(CourseId::new(self.text()?).ok()?),
            1 => Requirement::All(self.clauses()?),
            2 => Requirement::Any(self.clauses()?),
            3 => Requirement::AtLeast { n: self.number()? as u32, of: self.clauses()? },
            4 => Requirement::Skill { skill: SkillId::new(self.text()?).ok()?, level: self.level()? },
            5 => Requirement::Taken(CourseId::new(self.text()?).ok()?),
            6 => Requirement::Credits { least: Credits::from_units(self.number()?).ok()?, of: self.courses()? },
            7 => Requirement::Fact(self.owned()?),
            _ => return None,
        })
    }

    fn level(&mut self) -> Option<Level> {
        Level::from_f64(self.number()?).ok()
    }

    fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        if self.byte()? == 0 { Some(None) } else { read(self).map(Some) }
    }

    fn texts(&mut self) -> Option<Vec<String>> {
        (0..self.count()?).map(|_| self.owned()).collect()
    }

    fn owned(&mut self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    fn text(&mut self) -> Option<&'static str> {
        let length = self.count()? as usize;
        std::str::from_utf8(self.take(length)?).ok()
    }

    fn number(&mut self) -> Option<f64> {
        Some(f64::from_le_bytes(self.take(8)?.try_into().ok()?))
    }

    fn count(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn take(&mut self, length: usize) -> Option<&'static [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CatalogSources, Texts, read_all};

    #[test]
    fn both_forms_say_the_same() {
        assert!(super::entries().is_some(), "the build script did not understand the catalog");
        let sources = CatalogSources::builtin();
        let parsed = read_all(&sources, None, Texts::Parse);
        let prebuilt = read_all(&sources, None, Texts::Skip);
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        assert_eq!(parsed.catalog.courses(), prebuilt.catalog.courses());
        assert_eq!(parsed.catalog.skills(), prebuilt.catalog.skills());
        assert_eq!(parsed.catalog.goals(), prebuilt.catalog.goals());
        assert_eq!(parsed.catalog.terms(), prebuilt.catalog.terms());
        assert_eq!(parsed.places.courses, prebuilt.places.courses);
        assert_eq!(parsed.places.skills, prebuilt.places.skills);
        assert_eq!(parsed.places.goals, prebuilt.places.goals);
    }
}
