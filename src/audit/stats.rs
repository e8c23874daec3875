//! Counts over a catalog.

use std::collections::{BTreeMap, BTreeSet};

use super::Reach;
use crate::domain::{Catalog, CourseIx, CourseStatus, Level, Requirement, SkillIx};

/// What there is of one area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaStats {
    /// Its name.
    pub area: String,
    /// Its skills.
    pub skills: usize,
    /// Courses whose highest taught level is in one of them.
    pub courses: usize,
}

/// A level that goals or courses ask for and that too few courses teach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The skill.
    pub skill: SkillIx,
    /// The level asked for.
    pub level: Level,
    /// Courses that can be started and teach it: none, or the only one.
    pub teachers: Vec<CourseIx>,
}

/// The counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stats {
    /// Skills.
    pub skills: usize,
    /// Courses, retired ones included.
    pub courses: usize,
    /// Courses no longer offered.
    pub retired: usize,
    /// Goals.
    pub goals: usize,
    /// By area, in order of their names.
    pub areas: Vec<AreaStats>,
    /// Courses that state their hours.
    pub with_hours: usize,
    /// Courses whose price is known.
    pub with_price: usize,
    /// Courses known to cost nothing.
    pub free: usize,
    /// Courses with a rating.
    pub rated: usize,
    /// Courses with any requirement.
    pub with_requirement: usize,
    /// Courses by difficulty, format, language and provider; courses that do not say are not counted.
    pub difficulties: BTreeMap<String, usize>,
    /// See `difficulties`.
    pub formats: BTreeMap<String, usize>,
    /// See `difficulties`.
    pub languages: BTreeMap<String, usize>,
    /// See `difficulties`.
    pub providers: BTreeMap<String, usize>,
    /// Pairs of skill and level somebody asks for.
    pub asked: usize,
    /// Those of them with fewer than two teachers.
    pub holes: Vec<Hole>,
    /// Groups of courses on cycles with a way in.
    pub open_cycles: usize,
}

impl Stats {
    pub(crate) fn of(catalog: &Catalog, reach: &Reach, open_cycles: usize) -> Self {
        let mut s = Self {
            skills: catalog.skills().len(),
            courses: catalog.courses().len(),
            goals: catalog.goals().len(),
            open_cycles,
            ..Self::default()
        };
        let mut areas: BTreeMap<&str, AreaStats> = BTreeMap::new();
        let area = |name: &str| AreaStats { area: name.to_owned(), skills: 0, courses: 0 };
        for skill in catalog.skills() {
            areas.entry(&skill.area).or_insert_with(|| area(&skill.area)).skills += 1;
        }
        for course in catalog.courses() {
            // The highest level; of equal ones the first in id order.
            let main = course.teaches.iter().max_by_key(|(skill, level)| (*level, std::cmp::Reverse(*skill)));
            if let Some(stats) = main.and_then(|(skill, _)| areas.get_mut(catalog.skill(*skill).area.as_str())) {
                stats.courses += 1;
            }
            s.retired += usize::from(course.status == CourseStatus::Retired);
            s.with_hours += usize::from(course.hours.is_some());
            s.with_price += usize::from(course.price.is_some());
            s.free += usize::from(course.price.is_some_and(|p| p.0 == 0));
            s.rated += usize::from(course.rating.is_some());
            s.with_requirement += usize::from(!course.requirement.is_trivial());
            count(&mut s.difficulties, course.difficulty.map(|d| d.word()));
            count(&mut s.formats, course.format.as_deref());
            count(&mut s.languages, course.language.as_deref());
            count(&mut s.providers, Some(&course.provider));
        }
        s.areas = areas.into_values().collect();
        let asked = asked(catalog);
        s.asked = asked.len();
        s.holes = (asked.into_iter())
            .map(|(skill, level)| Hole { skill, level, teachers: teachers(catalog, reach, skill, level) })
            .filter(|hole| hole.teachers.len() < 2)
            .collect();
        s
    }
}

fn count(counts: &mut BTreeMap<String, usize>, value: Option<&str>) {
    if let Some(value) = value {
        *counts.entry(value.to_owned()).or_default() += 1;
    }
}

/// Every skill and level above zero that a goal or a course asks for.
fn asked(catalog: &Catalog) -> BTreeSet<(SkillIx, Level)> {
    let mut asked = BTreeSet::new();
    let mut collect = |leaf: &Requirement| {
        if let Requirement::Skill { skill, level } = leaf {
            asked.insert((*skill, *level));
        }
    };
    for course in catalog.courses() {
        course.requirement.leaves(&mut collect);
        course.corequisite.leaves(&mut collect);
    }
    for goal in catalog.goals() {
        goal.requirement.leaves(&mut collect);
    }
    asked.extend(catalog.goals().iter().flat_map(|g| g.skills.iter().map(|s| (s.skill, s.level))));
    asked.retain(|(_, level)| *level > Level::ZERO);
    asked
}

fn teachers(catalog: &Catalog, reach: &Reach, skill: SkillIx, level: Level) -> Vec<CourseIx> {
    let enough = catalog.taught_by(skill).iter().filter(|&&(c, l)| l >= level && reach.started(c));
    enough.map(|&(c, _)| c).collect()
}
