//! The ground a goal stands on: its skills, the skills under them along requirements, and the courses between.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::{
    domain::{Catalog, CourseIx, Level, Requirement, SkillIx},
    path::Aim,
};

/// So many skills are looked at, those nearest to the goal first. Tables grow with the square of it.
const MOST_SKILLS: usize = 256;
/// Of a larger catalog than this, only a sample of the teachers of each skill is looked at.
const MOST_COURSES: usize = 4_000;
/// So many teachers of a skill are looked at in any case.
const ENOUGH: usize = 16;

/// A skill the goal asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    /// Its place in [`Ground::skills`].
    pub skill: usize,
    /// The level asked for.
    pub level: Level,
    /// How much it counts, in thousandths.
    pub weight: u32,
}

/// Skills and courses that a goal can depend on. Skills are called by their place in `skills`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ground {
    /// Ascending.
    pub skills: Vec<SkillIx>,
    /// Ascending.
    pub courses: Vec<CourseIx>,
    /// What the goal asks for, in skill order.
    pub wanted: Vec<Wanted>,
    /// Whether some courses were left out, so that nothing can be said of all of them.
    pub sampled: bool,
}

impl Ground {
    /// Everything under `aim`. Where a goal names courses, what they teach counts as asked for: levels
    /// that reach it all stand for the course.
    pub fn new(catalog: &Catalog, aim: &Aim) -> Self {
        let mut asked: BTreeMap<SkillIx, (Level, u32)> = BTreeMap::new();
        let mut add = |skill: SkillIx, level: Level, weight: u32| {
            let entry = asked.entry(skill).or_default();
            *entry = (entry.0.max(level), entry.1.saturating_add(weight));
        };
        for goal in &aim.goals {
            for s in &goal.skills {
                add(s.skill, s.level, s.weight);
            }
            for (skill, level) in leaves(catalog, &goal.requirement) {
                add(skill, level, 1000);
            }
        }
        for &course in &aim.to {
            for (skill, level) in leaves(catalog, &catalog.course(course).requirement) {
                add(skill, level, 1000);
            }
        }
        asked.retain(|_, (level, weight)| *level > Level::ZERO && *weight > 0);
        let (skills, courses, sampled) = under(catalog, asked.iter().map(|(&s, &(l, _))| (s, l)));
        let place = |skill: SkillIx| skills.binary_search(&skill).ok();
        let wanted = (asked.iter())
            .filter_map(|(&s, &(level, weight))| Some(Wanted { skill: place(s)?, level, weight }))
            .collect();
        Self { skills, courses, wanted, sampled }
    }

    /// The place of a skill, if it belongs to the ground.
    pub fn place(&self, skill: SkillIx) -> Option<usize> {
        self.skills.binary_search(&skill).ok()
    }
    /// What the goal asks of the skill at `place`.
    pub fn asked(&self, place: usize) -> Option<&Wanted> {
        self.wanted.binary_search_by_key(&place, |w| w.skill).ok().map(|i| &self.wanted[i])
    }
}

/// The levels a requirement speaks of.
fn leaves(catalog: &Catalog, requirement: &Requirement) -> BTreeMap<SkillIx, Level> {
    let mut out: BTreeMap<SkillIx, Level> = BTreeMap::new();
    let mut raise = |skill: SkillIx, level: Level| {
        let old = out.entry(skill).or_default();
        *old = (*old).max(level);
    };
    requirement.leaves(&mut |leaf| match leaf {
        Requirement::Skill { skill, level } => raise(*skill, *level),
        Requirement::Course(course) => {
            catalog.effect(*course).iter().for_each(|&(s, l)| raise(s, l));
        }
        _ => {}
    });
    out
}

/// Skills and courses that a way to any of `wanted` can lead through, breadth first.
fn under(catalog: &Catalog, wanted: impl Iterator<Item = (SkillIx, Level)>) -> (Vec<SkillIx>, Vec<CourseIx>, bool) {
    let mut skills: BTreeSet<SkillIx> = BTreeSet::new();
    let mut courses: BTreeSet<CourseIx> = BTreeSet::new();
    let share = catalog.courses().len().div_ceil(MOST_COURSES);
    let mut sampled = false;
    let mut todo: VecDeque<SkillIx> = VecDeque::new();
    for (skill, _) in wanted {
        if skills.len() < MOST_SKILLS && skills.insert(skill) {
            todo.push_back(skill);
        }
    }
    while let Some(skill) = todo.pop_front() {
        let teachers = catalog.taught_by(skill);
        let stride = share.min(teachers.len() / ENOUGH).max(1);
        sampled |= stride > 1;
        for &(course, _) in teachers.iter().step_by(stride) {
            if !courses.insert(course) {
                continue;
            }
            let course = catalog.course(course);
            for requirement in [&course.requirement, &course.corequisite] {
                for (skill, _) in leaves(catalog, requirement) {
                    if skills.len() < MOST_SKILLS && skills.insert(skill) {
                        todo.push_back(skill);
                    }
                }
            }
        }
    }
    (skills.into_iter().collect(), courses.into_iter().collect(), sampled)
}
