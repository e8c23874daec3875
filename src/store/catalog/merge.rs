//! Laying catalogs over each other, finding names that stand twice or lead nowhere.

use std::{collections::BTreeMap, convert::Infallible, fmt::Display};

use super::{
    Place, Places, Replaced,
    clause::{Reference, Target},
    entry::{Entries, Entry},
};
use crate::{
    domain::{
        Catalog, CatalogDraft, CourseDraft, CourseId, GoalDraft, LinkWhere, Requirement, RequirementDraft, Skill,
        SkillId, Term,
    },
    store::{Problem, ProblemKind, Severity, read::closest},
};

/// The entries that count so far, by id in lower case: ids that differ only in case are one.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    pub(super) skills: BTreeMap<String, Entry<Skill>>,
    pub(super) courses: BTreeMap<String, Entry<CourseDraft>>,
    pub(super) goals: BTreeMap<String, Entry<GoalDraft>>,
    pub(super) terms: BTreeMap<String, Entry<Term>>,
    replaced: Vec<Replaced>,
}

impl<T> Entry<T> {
    fn place(&self) -> Place {
        Place { file: self.file.clone(), line: self.line }
    }
}

impl Merged {
    /// Lays one catalog over what is there.
    pub(crate) fn lay_over(&mut self, layer: Entries, problems: &mut Vec<Problem>) {
        let replaced = &mut self.replaced;
        lay(&mut self.skills, layer.skills, |s| &s.id, |id| LinkWhere::Skill(id.clone()), replaced, problems);
        lay(&mut self.courses, layer.courses, |c| &c.id, |id| LinkWhere::Course(id.clone()), replaced, problems);
        lay(&mut self.goals, layer.goals, |g| &g.id, |id| LinkWhere::Goal(id.clone()), replaced, problems);
        lay(&mut self.terms, layer.terms, |t| &t.id, |id| LinkWhere::Term(id.clone()), replaced, problems);
    }

    /// Reports every reference that leads nowhere and takes it out: a clause of that kind then always
    /// holds, so that no follow-up problem arises from it.
    pub(crate) fn drop_dangling(&mut self, problems: &mut Vec<Problem>) {
        let skills: Vec<SkillId> = self.skills.values().map(|e| e.draft.id.clone()).collect();
        let courses: Vec<CourseId> = self.courses.values().map(|e| e.draft.id.clone()).collect();
        let known = Known { skills: sorted(skills), courses: sorted(courses) };
        for entry in self.skills.values_mut() {
            let name = format!("skill `{}`", entry.draft.id);
            if known.report(&entry.references, &entry.file, &name, problems) {
                entry.draft.implies.retain(|(s, _)| known.skill(s));
            }
        }
        for entry in self.courses.values_mut() {
            let name = format!("course `{}`", entry.draft.id);
            let missing = entry.draft.offered.iter().filter(|t| !self.terms.contains_key(&t.to_lowercase()));
            problems.extend(missing.map(|term| Problem {
                severity: Severity::Error,
                kind: ProblemKind::BadValue,
                file: entry.file.to_string(),
                line: Some(entry.line),
                key: "offered".to_owned(),
                message: format!("{name}: there is no term `{term}`"),
                hint: Some(format!("say when it is: [[term]] id = \"{term}\", spans = [\"01-12..05-20\"]")),
            }));
            entry.draft.offered.retain(|t| self.terms.contains_key(&t.to_lowercase()));
            if known.report(&entry.references, &entry.file, &name, problems) {
                let draft = &mut entry.draft;
                draft.teaches.retain(|(s, _)| known.skill(s));
                draft.same_as.retain(|c| known.course(c));
                draft.excludes.retain(|c| known.course(c));
                draft.touches.retain(|s| known.skill(s));
                draft.recommended = known.prune(&draft.recommended);
                draft.requirement = known.prune(&draft.requirement);
                draft.corequisite = known.prune(&draft.corequisite);
            }
        }
        for entry in self.goals.values_mut() {
            let name = format!("goal `{}`", entry.draft.id);
            if known.report(&entry.references, &entry.file, &name, problems) {
                entry.draft.skills.retain(|s| known.skill(&s.skill));
                entry.draft.requirement = known.prune(&entry.draft.requirement);
                entry.draft.stages.iter_mut().for_each(|stage| stage.retain(|s| known.skill(s)));
            }
        }
    }

    pub(crate) fn places(&self) -> Places {
        Places {
            skills: self.skills.values().map(|e| (e.draft.id.clone(), e.place())).collect(),
            courses: self.courses.values().map(|e| (e.draft.id.clone(), e.place())).collect(),
            goals: self.goals.values().map(|e| (e.draft.id.clone(), e.place())).collect(),
        }
    }

    pub(crate) fn replaced(&mut self) -> Vec<Replaced> {
        let mut replaced = std::mem::take(&mut self.replaced);
        replaced.sort();
        replaced
    }

    /// Links what is left. It was all checked, so this succeeds; should it not, the linker's own words
    /// are better than none.
    pub(crate) fn link(self, problems: &mut Vec<Problem>) -> Catalog {
        let draft = CatalogDraft {
            skills: self.skills.into_values().map(|e| e.draft).collect(),
            courses: self.courses.into_values().map(|e| e.draft).collect(),
            goals: self.goals.into_values().map(|e| e.draft).collect(),
            terms: self.terms.into_values().map(|e| e.draft).collect(),
        };
        Catalog::link(draft).unwrap_or_else(|left| {
            problems.extend(left.into_iter().map(|p| Problem {
                severity: Severity::Error,
                kind: ProblemKind::BadValue,
                file: String::new(),
                line: None,
                key: String::new(),
                message: format!("the catalog does not hold together: {p:?}"),
                hint: None,
            }));
            Catalog::default()
        })
    }
}

fn lay<T, I: Display + PartialEq>(
    base: &mut BTreeMap<String, Entry<T>>,
    layer: Vec<Entry<T>>,
    id: fn(&T) -> &I,
    name: fn(&I) -> LinkWhere,
    replaced: &mut Vec<Replaced>,
    problems: &mut Vec<Problem>,
) {
    let mut own: BTreeMap<String, Entry<T>> = BTreeMap::new();
    for entry in layer {
        let key = id(&entry.draft).to_string().to_lowercase();
        match own.get(&key) {
            Some(first) => problems.push(duplicate(&entry, first, id)),
            None => {
                own.insert(key, entry);
            }
        }
    }
    for (key, entry) in own {
        match base.get(&key) {
            Some(old) if id(&old.draft) != id(&entry.draft) => problems.push(duplicate(&entry, old, id)),
            old => {
                let at = name(id(&entry.draft));
                replaced.extend(old.map(|old| Replaced { entry: at, old: old.place(), new: entry.place() }));
                base.insert(key, entry);
            }
        }
    }
}

fn duplicate<T, I: Display + PartialEq>(later: &Entry<T>, first: &Entry<T>, id: fn(&T) -> &I) -> Problem {
    let (this, that) = (id(&later.draft), id(&first.draft));
    let how = if this == that { String::new() } else { format!(" as `{that}`, which differs only in case") };
    Problem {
        severity: Severity::Error,
        kind: ProblemKind::Duplicate,
        file: later.file.to_string(),
        line: Some(later.line),
        key: "id".to_owned(),
        message: format!("the id `{this}` stands already at {}:{}{how}", first.file, first.line),
        hint: None,
    }
}

fn sorted<T: Ord>(mut ids: Vec<T>) -> Vec<T> {
    ids.sort_unstable();
    ids
}

/// The ids there are, sorted.
struct Known {
    skills: Vec<SkillId>,
    courses: Vec<CourseId>,
}

impl Known {
    fn skill(&self, id: &SkillId) -> bool {
        self.skills.binary_search(id).is_ok()
    }
    fn course(&self, id: &CourseId) -> bool {
        self.courses.binary_search(id).is_ok()
    }

    /// Whether any reference leads nowhere; each is reported.
    fn report(&self, references: &[Reference], file: &str, entry: &str, problems: &mut Vec<Problem>) -> bool {
        let mut any = false;
        for reference in references {
            let (kind, what, id, near) = match &reference.to {
                Target::Skill(id) if !self.skill(id) => {
                    let near = closest(id.as_str(), self.skills.iter().map(SkillId::as_str));
                    (ProblemKind::NoSuchSkill, "skill", id.as_str(), near)
                }
                Target::Course(id) if !self.course(id) => {
                    let near = closest(id.as_str(), self.courses.iter().map(CourseId::as_str));
                    (ProblemKind::NoSuchCourse, "course", id.as_str(), near)
                }
                _ => continue,
            };
            any = true;
            problems.push(Problem {
                severity: Severity::Error,
                kind,
                file: file.to_owned(),
                line: Some(reference.line),
                key: reference.key.clone(),
                message: format!("{entry}: there is no {what} `{id}`"),
                hint: near.map(|near| format!("did you mean `{near}`?")),
            });
        }
        any
    }

    fn prune(&self, requirement: &RequirementDraft) -> RequirementDraft {
        match requirement {
            Requirement::Skill { skill, .. } if !self.skill(skill) => Requirement::always(),
            Requirement::Course(course) | Requirement::Taken(course) if !self.course(course) => Requirement::always(),
            Requirement::Credits { least, of } => {
                let known: Vec<CourseId> = of.iter().filter(|c| self.course(c)).cloned().collect();
                if known.len() < of.len() {
                    Requirement::always()
                } else {
                    Requirement::Credits { least: *least, of: known }
                }
            }
            Requirement::All(parts) => Requirement::All(self.prune_all(parts)),
            Requirement::Any(parts) => Requirement::Any(self.prune_all(parts)),
            Requirement::AtLeast { n, of } => Requirement::AtLeast { n: *n, of: self.prune_all(of) },
            leaf => leaf
                .try_map::<_, _, Infallible>(&mut |s| Ok(s.clone()), &mut |c| Ok(c.clone()))
                .unwrap_or_else(|never| match never {}),
        }
    }

    fn prune_all(&self, parts: &[RequirementDraft]) -> Vec<RequirementDraft> {
        parts.iter().map(|p| self.prune(p)).collect()
    }
}
