//! A linked, immutable catalog: everything sorted by id and referred to by index.

use std::{collections::BTreeMap, fmt::Write as _, sync::OnceLock};

use sha2::{Digest, Sha256};

use super::{
    Course, CourseDraft, CourseId, CourseIx, Credits, Goal, GoalDraft, GoalId, GoalSkill, Level, Requirement,
    RequirementDraft, Skill, SkillId, SkillIx, Term,
};

mod class;
mod implied;

/// What a catalog is made from. Order does not matter.
#[derive(Debug, Clone, Default)]
pub struct CatalogDraft {
    /// Skills.
    pub skills: Vec<Skill>,
    /// Courses.
    pub courses: Vec<CourseDraft>,
    /// Goals.
    pub goals: Vec<GoalDraft>,
    /// Terms that courses are offered in.
    pub terms: Vec<Term>,
}

/// The entry a problem was found in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkWhere {
    /// A skill, by id.
    Skill(SkillId),
    /// A course, by id.
    Course(CourseId),
    /// A goal, by id.
    Goal(GoalId),
    /// A term, by id.
    Term(String),
}

/// Why a draft does not make a catalog.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkProblem {
    /// The id stands twice, perhaps in another case.
    Duplicate {
        /// The later entry.
        at: LinkWhere,
        /// The id it repeats.
        first: String,
    },
    /// A reference to a skill nobody defines.
    NoSuchSkill {
        /// Where it is written.
        at: LinkWhere,
        /// What it says.
        skill: SkillId,
    },
    /// A reference to a course nobody defines.
    NoSuchCourse {
        /// Where it is written.
        at: LinkWhere,
        /// What it says.
        course: CourseId,
    },
}

/// SHA-256 over what a catalog says, in hexadecimal; independent of file order and comments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CatalogHash(pub String);

/// A catalog whose every reference is known to lead somewhere.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    skills: Vec<Skill>,
    courses: Vec<Course>,
    goals: Vec<Goal>,
    terms: Vec<Term>,
    taught_by: Vec<Vec<(CourseIx, Level)>>,
    /// What each course raises each skill to, by skill.
    effects: Vec<Vec<(SkillIx, Level)>>,
    /// What a level in each skill carries, transitively, each up to a level of its own.
    implied: Vec<Vec<(SkillIx, Level)>>,
    /// Courses by the ids they had before.
    renamed: BTreeMap<CourseId, CourseIx>,
    /// Worked out when somebody asks.
    hash: OnceLock<CatalogHash>,
}

impl Catalog {
    /// Sorts, links and checks a draft.
    ///
    /// # Errors
    /// All problems there are, in order of the entry they are found in.
    pub fn link(mut draft: CatalogDraft) -> Result<Self, Vec<LinkProblem>> {
        let mut problems = Vec::new();
        draft.skills.sort_by(|a, b| a.id.cmp(&b.id));
        draft.courses.sort_by(|a, b| a.id.cmp(&b.id));
        draft.goals.sort_by(|a, b| a.id.cmp(&b.id));
        duplicates(draft.skills.iter().map(|s| &s.id), LinkWhere::Skill, &mut problems);
        duplicates(draft.courses.iter().map(|c| &c.id), LinkWhere::Course, &mut problems);
        duplicates(draft.goals.iter().map(|g| &g.id), LinkWhere::Goal, &mut problems);

        let classes = same_as_classes(&draft.courses);
        let linker = Linker {
            skills: draft.skills.iter().map(|s| s.id.clone()).collect(),
            courses: draft.courses.iter().map(|c| c.id.clone()).collect(),
        };
        for skill in &draft.skills {
            for (other, _) in &skill.implies {
                linker.skill(other, &LinkWhere::Skill(skill.id.clone()), &mut problems);
            }
        }
        let mut courses: Vec<Course> = (draft.courses.into_iter().enumerate())
            .map(|(i, c)| linker.course(c, &classes[i], &mut problems))
            .collect();
        let goals: Vec<Goal> = draft.goals.into_iter().map(|g| linker.goal(g, &mut problems)).collect();
        if !problems.is_empty() {
            problems.sort();
            problems.dedup();
            return Err(problems);
        }
        class::share(&mut courses);
        let mut goals = goals;
        for goal in &mut goals {
            class::count_once(&mut goal.requirement, &courses);
        }
        let implied = implied::closure(&draft.skills);
        let effects: Vec<Vec<(SkillIx, Level)>> =
            courses.iter().map(|c| implied::carried(&c.teaches, &implied)).collect();
        let mut taught_by = vec![Vec::new(); draft.skills.len()];
        for (i, effect) in effects.iter().enumerate() {
            for &(skill, level) in effect {
                taught_by[skill.get()].push((CourseIx::from_usize(i), level));
            }
        }
        let mut renamed = BTreeMap::new();
        for (i, course) in courses.iter().enumerate() {
            for old in &course.renamed_from {
                renamed.entry(old.clone()).or_insert(CourseIx::from_usize(i));
            }
        }
        let (skills, terms, hash) = (draft.skills, draft.terms, OnceLock::new());
        Ok(Self { skills, courses, goals, terms, taught_by, effects, implied, renamed, hash })
    }

    /// What taking a course raises each skill to: what it teaches, and what that implies. In id order.
    pub fn effect(&self, course: CourseIx) -> &[(SkillIx, Level)] {
        &self.effects[course.get()]
    }
    /// What a level in `skill` carries, transitively: each up to a level of its own.
    pub fn implied(&self, skill: SkillIx) -> &[(SkillIx, Level)] {
        &self.implied[skill.get()]
    }
    /// The level of `skill` that a course raises it to, itself or by what it teaches.
    pub fn effect_on(&self, course: CourseIx, skill: SkillIx) -> Option<Level> {
        let effect = self.effect(course);
        effect.binary_search_by_key(&skill, |e| e.0).ok().map(|at| effect[at].1)
    }
    /// The terms courses are offered in.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }
    /// The term of that id.
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|t| t.id == id)
    }
    /// One course for all that are the same: the first of its class.
    pub fn class(&self, course: CourseIx) -> CourseIx {
        self.course(course).same_as.first().map_or(course, |&first| first.min(course))
    }
    /// Two of these courses of which one rules out the other.
    pub fn rivals_among(&self, courses: &[CourseIx]) -> Option<(CourseIx, CourseIx)> {
        courses.iter().find_map(|&a| {
            let out = &self.course(a).excludes;
            courses.iter().find(|b| out.binary_search(b).is_ok()).map(|&b| (a, b))
        })
    }
    /// What these courses count for together, those that are the same course once.
    pub fn credits_of(&self, courses: impl IntoIterator<Item = CourseIx>) -> Credits {
        let mut best: BTreeMap<CourseIx, u32> = BTreeMap::new();
        for course in courses {
            let credits = self.course(course).credits.unwrap_or_default().0;
            let held = best.entry(self.class(course)).or_default();
            *held = (*held).max(credits);
        }
        Credits(best.into_values().fold(0, u32::saturating_add))
    }

    /// All skills, by index.
    pub fn skills(&self) -> &[Skill] {
        &self.skills
    }
    /// All courses, by index.
    pub fn courses(&self) -> &[Course] {
        &self.courses
    }
    /// All goals, in id order.
    pub fn goals(&self) -> &[Goal] {
        &self.goals
    }
    /// One skill.
    pub fn skill(&self, ix: SkillIx) -> &Skill {
        &self.skills[ix.get()]
    }
    /// One course.
    pub fn course(&self, ix: CourseIx) -> &Course {
        &self.courses[ix.get()]
    }
    /// The goal of that id.
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        let at = self.goals.binary_search_by(|g| g.id.as_str().cmp(id)).ok()?;
        Some(&self.goals[at])
    }
    /// The skill of that id.
    pub fn skill_ix(&self, id: &str) -> Option<SkillIx> {
        self.skills.binary_search_by(|s| s.id.as_str().cmp(id)).ok().map(SkillIx::from_usize)
    }
    /// The course of that id, or else the one that had it before.
    pub fn course_ix(&self, id: &str) -> Option<CourseIx> {
        let here = self.courses.binary_search_by(|c| c.id.as_str().cmp(id)).ok().map(CourseIx::from_usize);
        here.or_else(|| self.renamed.get(id).copied())
    }
    /// Every course that raises `skill`, itself or by what it teaches, with the level it raises it to, in id order.
    pub fn taught_by(&self, skill: SkillIx) -> &[(CourseIx, Level)] {
        &self.taught_by[skill.get()]
    }
    /// Indices of all courses.
    pub fn course_ixs(&self) -> impl Iterator<Item = CourseIx> + use<> {
        (0..self.courses.len()).map(CourseIx::from_usize)
    }
    /// A requirement with its ids spelled out.
    pub fn spell(&self, requirement: &Requirement) -> RequirementDraft {
        requirement
            .try_map::<_, _, std::convert::Infallible>(&mut |s| Ok(self.skill(*s).id.clone()), &mut |c| {
                Ok(self.course(*c).id.clone())
            })
            .unwrap_or_else(|never| match never {})
    }

    /// The catalog's fingerprint over everything that a plan can depend on.
    pub fn hash(&self) -> CatalogHash {
        self.hash.get_or_init(|| self.fingerprint()).clone()
    }

    fn fingerprint(&self) -> CatalogHash {
        let mut text = String::new();
        for s in &self.skills {
            let _ = write!(text, "skill {} {:?} {:?}", s.id, s.name, s.area);
            let _ = writeln!(text, " {:?} {:?} {:?}", s.family, s.implies, s.work);
        }
        for c in &self.courses {
            let _ = write!(text, "course {} {:?} {:?} {:?}", c.id, c.title, c.provider, c.status);
            let _ = write!(text, " {:?} {:?} {}", c.hours, c.price, c.currency);
            let _ = write!(text, " {:?} {:?} {:?} {:?}", c.rating, c.ratings, c.language, c.format);
            for &(s, l) in &c.teaches {
                let _ = write!(text, " {}={}", self.skill(s).id, l.thousandths());
            }
            let _ = write!(text, " {:?} {:?}", self.spell(&c.requirement), self.spell(&c.corequisite));
            let same: Vec<_> = c.same_as.iter().map(|&x| &self.course(x).id).collect();
            let _ = write!(text, " {same:?}");
            let excludes: Vec<_> = c.excludes.iter().map(|&x| &self.course(x).id).collect();
            let _ = write!(text, " {excludes:?} {:?} {:?} {:?}", c.hours_of, c.kind, c.credits);
            let _ = write!(text, " {:?} {:?} {:?}", c.endorsed, c.authority, c.offered);
            let _ = writeln!(text, " {:?} {:?}", self.spell(&c.recommended), c.series);
        }
        for g in &self.goals {
            let _ = write!(text, "goal {} {:?}", g.id, g.title);
            for s in &g.skills {
                let _ = write!(text, " {}={}*{}", self.skill(s.skill).id, s.level.thousandths(), s.weight);
            }
            let stages: Vec<Vec<_>> =
                g.stages.iter().map(|stage| stage.iter().map(|&s| &self.skill(s).id).collect()).collect();
            let _ = writeln!(text, " {:?} {stages:?}", self.spell(&g.requirement));
        }
        for t in &self.terms {
            let _ = writeln!(text, "term {:?} {:?}", t.id, t.spans);
        }
        let mut hex = String::with_capacity(64);
        for byte in Sha256::digest(text.as_bytes()) {
            let _ = write!(hex, "{byte:02x}");
        }
        CatalogHash(hex)
    }
}

fn duplicates<'a, I, T>(ids: impl Iterator<Item = &'a I>, at: fn(I) -> T, problems: &mut Vec<LinkProblem>)
where
    I: ToString + Clone + 'a,
    T: Into<LinkWhere>,
{
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for id in ids {
        let text = id.to_string();
        match seen.get(&text.to_lowercase()) {
            Some(first) => {
                problems.push(LinkProblem::Duplicate { at: at(id.clone()).into(), first: first.clone() });
            }
            None => {
                seen.insert(text.to_lowercase(), text);
            }
        }
    }
}

/// `same_as` is symmetric and transitive: union-find over the written pairs. Each class holds positions.
fn same_as_classes(courses: &[CourseDraft]) -> Vec<Vec<CourseIx>> {
    let mut parent: Vec<usize> = (0..courses.len()).collect();
    fn root(parent: &mut [usize], mut i: usize) -> usize {
        while parent[i] != i {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        i
    }
    for (i, course) in courses.iter().enumerate() {
        for same in &course.same_as {
            if let Ok(j) = courses.binary_search_by(|c| c.id.cmp(same)) {
                let (a, b) = (root(&mut parent, i), root(&mut parent, j));
                parent[a.max(b)] = a.min(b);
            }
        }
    }
    let mut classes: BTreeMap<usize, Vec<CourseIx>> = BTreeMap::new();
    for i in 0..courses.len() {
        classes.entry(root(&mut parent, i)).or_default().push(CourseIx::from_usize(i));
    }
    let mut out = vec![Vec::new(); courses.len()];
    for class in classes.into_values().filter(|c| c.len() > 1) {
        for &member in &class {
            out[member.get()] = class.iter().copied().filter(|&c| c != member).collect();
        }
    }
    out
}

struct Linker {
    skills: Vec<SkillId>,
    courses: Vec<CourseId>,
}

impl Linker {
    fn skill(&self, id: &SkillId, at: &LinkWhere, problems: &mut Vec<LinkProblem>) -> SkillIx {
        match self.skills.binary_search(id) {
            Ok(i) => SkillIx::from_usize(i),
            Err(_) => {
                problems.push(LinkProblem::NoSuchSkill { at: at.clone(), skill: id.clone() });
                SkillIx(0)
            }
        }
    }

    fn known_course(&self, id: &CourseId, at: &LinkWhere, problems: &mut Vec<LinkProblem>) -> CourseIx {
        match self.courses.binary_search(id) {
            Ok(i) => CourseIx::from_usize(i),
            Err(_) => {
                problems.push(LinkProblem::NoSuchCourse { at: at.clone(), course: id.clone() });
                CourseIx(0)
            }
        }
    }

    fn requirement(&self, r: &RequirementDraft, at: &LinkWhere, problems: &mut Vec<LinkProblem>) -> Requirement {
        let problems = std::cell::RefCell::new(problems);
        r.try_map::<_, _, std::convert::Infallible>(
            &mut |s| Ok(self.skill(s, at, &mut problems.borrow_mut())),
            &mut |c| Ok(self.known_course(c, at, &mut problems.borrow_mut())),
        )
        .unwrap_or_else(|never| match never {})
    }

    fn course(&self, c: CourseDraft, class: &[CourseIx], problems: &mut Vec<LinkProblem>) -> Course {
        let at = LinkWhere::Course(c.id.clone());
        for same in &c.same_as {
            self.known_course(same, &at, problems);
        }
        let mut teaches: Vec<_> = c
            .teaches
            .iter()
            .map(|(s, l)| (self.skill(s, &at, problems), *l))
            .filter(|(_, l)| *l > Level::ZERO)
            .collect();
        teaches.sort_unstable();
        Course {
            requirement: self.requirement(&c.requirement, &at, problems),
            corequisite: self.requirement(&c.corequisite, &at, problems),
            recommended: self.requirement(&c.recommended, &at, problems),
            same_as: class.to_vec(),
            excludes: c.excludes.iter().filter(|x| **x != c.id).map(|x| self.known_course(x, &at, problems)).collect(),
            touches: c.touches.iter().map(|s| self.skill(s, &at, problems)).collect(),
            hours_of: c.hours_of,
            kind: c.kind,
            credits: c.credits,
            offered: c.offered,
            notes: c.notes,
            renamed_from: c.renamed_from,
            series: c.series,
            exam: c.exam,
            endorsed: c.endorsed,
            authority: c.authority,
            successor: c.successor,
            teaches,
            id: c.id,
            title: c.title,
            provider: c.provider,
            platform: c.platform,
            url: c.url,
            url_is_provider: c.url_is_provider,
            hours: c.hours,
            price: c.price,
            currency: c.currency,
            difficulty: c.difficulty,
            rating: c.rating,
            ratings: c.ratings,
            language: c.language,
            format: c.format,
            tags: c.tags,
            summary: c.summary,
            status: c.status,
            source: c.source,
        }
    }

    fn goal(&self, g: GoalDraft, problems: &mut Vec<LinkProblem>) -> Goal {
        let at = LinkWhere::Goal(g.id.clone());
        let mut skills: Vec<GoalSkill> = (g.skills.iter())
            .map(|s| GoalSkill { skill: self.skill(&s.skill, &at, problems), level: s.level, weight: s.weight })
            .collect();
        skills.sort_unstable_by_key(|s| s.skill);
        Goal {
            requirement: self.requirement(&g.requirement, &at, problems),
            stages: (g.stages.iter())
                .map(|stage| stage.iter().map(|s| self.skill(s, &at, problems)).collect())
                .collect(),
            skills,
            id: g.id,
            title: g.title,
            summary: g.summary,
            source: g.source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> CourseId {
        CourseId::new(text).expect("valid")
    }

    #[test]
    fn same_as_is_symmetric_and_transitive() {
        let mut courses: Vec<_> = ["c", "a", "b", "d"].map(|x| CourseDraft::new(id(x), x, "p")).into();
        courses[0].same_as.push(id("b"));
        courses[1].same_as.push(id("b"));
        let catalog = Catalog::link(CatalogDraft { courses, ..Default::default() }).expect("links");
        let same = |x: &str| -> Vec<u32> {
            let ix = catalog.course_ix(x).expect("there");
            catalog.course(ix).same_as.iter().map(|c| c.0).collect()
        };
        assert_eq!(same("a"), [1, 2]);
        assert_eq!(same("b"), [0, 2]);
        assert_eq!(same("c"), [0, 1]);
        assert!(same("d").is_empty());
    }

    #[test]
    fn every_problem_is_reported_at_once() {
        let mut a = CourseDraft::new(id("a"), "A", "p");
        a.teaches.push((SkillId::new("nope").expect("valid"), Level::MAX));
        a.requirement = Requirement::Any(vec![Requirement::Course(id("gone"))]);
        let twin = CourseDraft::new(id("A"), "A", "p");
        let draft = CatalogDraft { courses: vec![a, twin], ..Default::default() };
        let problems = Catalog::link(draft).expect_err("three problems");
        assert_eq!(problems.len(), 3, "{problems:?}");
    }
}
