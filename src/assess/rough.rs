//! A rough path, worked out in a moment: enough to say which skills a path leads through, and what knowing
//! one of them would save. The planner's exact answer comes later.

use std::collections::{BTreeMap, BTreeSet};

use super::ground::Ground;
use crate::domain::{Catalog, CourseIx, CourseStatus, Credits, Level, Minutes, Requirement, SkillIx};

/// Stands for "cannot be reached"; far above any sum of hours.
const NEVER: u64 = u64::MAX / 1024;

/// What the ways to a goal cost when each need is paid for by itself (additive costs, Bonet & Geffner 2001).
#[derive(Debug)]
pub(super) struct Rough<'a> {
    catalog: &'a Catalog,
    ground: &'a Ground,
    assume: Minutes,
    low: Vec<Level>,
    /// By place in the ground's courses: the course with everything it needs.
    cost: Vec<u64>,
    /// By place of a skill: the courses that teach it, with the level.
    teachers: &'a [Vec<(usize, Level)>],
    /// By place of a skill: the levels it is taught to, ascending, each with the cost of its cheapest teacher.
    cheapest: Vec<Vec<(Level, u64)>>,
}

/// A path as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sketch {
    /// Its courses' minutes.
    pub minutes: u64,
    /// By place of a skill: the levels the path has to come to, above what is there.
    pub needs: BTreeMap<usize, BTreeSet<Level>>,
}

/// By place of a skill: the places of the courses that teach it, with the level.
pub(super) fn teachers(catalog: &Catalog, ground: &Ground) -> Vec<Vec<(usize, Level)>> {
    let offered = |c: CourseIx| catalog.course(c).status == CourseStatus::Active;
    let place = |c: CourseIx| ground.courses.binary_search(&c).ok().filter(|_| offered(c));
    let of = |s: &SkillIx| catalog.taught_by(*s).iter().filter_map(|&(c, l)| Some((place(c)?, l))).collect();
    ground.skills.iter().map(of).collect()
}

impl<'a> Rough<'a> {
    /// The costs from the levels `low`.
    pub fn new(
        catalog: &'a Catalog,
        ground: &'a Ground,
        teachers: &'a [Vec<(usize, Level)>],
        assume: Minutes,
        low: Vec<Level>,
    ) -> Self {
        let cost = vec![NEVER; ground.courses.len()];
        let rungs = |of: &Vec<(usize, Level)>| {
            let mut levels: Vec<(Level, u64)> = of.iter().map(|&(_, level)| (level, NEVER)).collect();
            levels.sort_unstable();
            levels.dedup();
            levels
        };
        let cheapest = teachers.iter().map(rungs).collect();
        let mut rough = Self { catalog, ground, assume, low, cost, teachers, cheapest };
        // Costs only fall, and each pass carries them one course further.
        while rough.pass() {}
        rough
    }

    fn pass(&mut self) -> bool {
        let mut changed = false;
        for (i, &c) in self.ground.courses.iter().enumerate() {
            let course = self.catalog.course(c);
            if course.status == CourseStatus::Retired {
                continue;
            }
            let needs = self.requirement(&course.requirement).saturating_add(self.requirement(&course.corequisite));
            let cost = needs.saturating_add(self.hours(c)).min(NEVER);
            if cost < self.cost[i] {
                self.cost[i] = cost;
                changed = true;
                for &(skill, taught) in self.catalog.effect(c) {
                    let Some(place) = self.ground.place(skill) else { continue };
                    let reached = self.cheapest[place].iter_mut().filter(|(level, _)| *level <= taught);
                    reached.for_each(|(_, least)| *least = cost.min(*least));
                }
            }
        }
        changed
    }

    /// A minute at least, so that a free course is not taken for nothing.
    fn hours(&self, course: CourseIx) -> u64 {
        self.catalog.course(course).hours.unwrap_or(self.assume).0.max(1)
    }

    /// The cheapest teacher of a level not there yet.
    fn teacher(&self, place: usize, level: Level) -> Option<usize> {
        let enough = self.teachers[place].iter().filter(|(_, taught)| *taught >= level);
        enough.map(|&(c, _)| c).filter(|&c| self.cost[c] < NEVER).min_by_key(|&c| (self.cost[c], c))
    }

    fn skill(&self, skill: SkillIx, level: Level) -> u64 {
        match self.ground.place(skill) {
            None => 0,
            Some(place) if self.low[place] >= level => 0,
            Some(place) => {
                let rungs = &self.cheapest[place];
                rungs.get(rungs.partition_point(|(taught, _)| *taught < level)).map_or(NEVER, |(_, cost)| *cost)
            }
        }
    }

    fn requirement(&self, requirement: &Requirement) -> u64 {
        let sum = |costs: &mut dyn Iterator<Item = u64>| costs.fold(0, u64::saturating_add).min(NEVER);
        match requirement {
            Requirement::All(parts) => sum(&mut parts.iter().map(|p| self.requirement(p))),
            Requirement::Any(parts) => parts.iter().map(|p| self.requirement(p)).min().unwrap_or(NEVER),
            Requirement::AtLeast { n, of } => {
                let mut costs: Vec<u64> = of.iter().map(|p| self.requirement(p)).collect();
                costs.sort_unstable();
                sum(&mut costs.into_iter().take(*n as usize))
            }
            Requirement::Skill { skill, level } => self.skill(*skill, *level),
            Requirement::Course(course) => self.by_levels(*course).min(self.by_taking(*course).0),
            Requirement::Taken(course) => self.by_taking(*course).0,
            Requirement::Credits { least, of } => {
                self.for_credits(*least, of).map_or(NEVER, |courses| sum(&mut courses.iter().map(|&c| self.cost[c])))
            }
            // Whether it holds nobody asked: it does, so far.
            Requirement::Fact(_) => 0,
        }
    }

    fn by_levels(&self, course: CourseIx) -> u64 {
        let teaches = &self.catalog.course(course).teaches;
        if teaches.is_empty() {
            return NEVER;
        }
        teaches.iter().map(|&(s, l)| self.skill(s, l)).fold(0, u64::saturating_add).min(NEVER)
    }
    fn by_taking(&self, course: CourseIx) -> (u64, Option<usize>) {
        let class = self.catalog.course(course).same_as.iter().chain(std::iter::once(&course));
        let places = class.filter_map(|c| self.ground.courses.binary_search(c).ok());
        let best = places.min_by_key(|&c| (self.cost[c], c));
        best.map_or((NEVER, None), |c| (self.cost[c], Some(c)))
    }

    /// The cheapest of these courses, one after the other, until they count for enough.
    fn for_credits(&self, least: Credits, of: &[CourseIx]) -> Option<Vec<usize>> {
        let mut ways: Vec<(u64, usize)> =
            of.iter().filter_map(|&c| self.by_taking(c).1).map(|c| (self.cost[c], c)).collect();
        ways.sort_unstable();
        ways.dedup();
        let mut chosen = Vec::new();
        for (cost, course) in ways {
            let counted = chosen.iter().map(|&c: &usize| self.ground.courses[c]);
            if self.catalog.credits_of(counted) >= least {
                break;
            }
            if cost < NEVER {
                chosen.push(course);
            }
        }
        let counted = self.catalog.credits_of(chosen.iter().map(|&c| self.ground.courses[c]));
        (counted >= least).then_some(chosen)
    }

    /// A path to what the goal asks for, as far as there is one.
    pub fn sketch(&self) -> Sketch {
        let mut draw = Draw { rough: self, taken: BTreeSet::new(), sketch: Sketch::default() };
        for wanted in &self.ground.wanted {
            draw.skill(wanted.skill, wanted.level);
        }
        draw.sketch.minutes = draw.taken.iter().map(|&c| self.hours(self.ground.courses[c])).sum();
        draw.sketch
    }
}

struct Draw<'r, 'a> {
    rough: &'r Rough<'a>,
    taken: BTreeSet<usize>,
    sketch: Sketch,
}

impl Draw<'_, '_> {
    fn skill(&mut self, place: usize, level: Level) {
        if self.rough.low[place] >= level || !self.sketch.needs.entry(place).or_default().insert(level) {
            return;
        }
        if let Some(course) = self.rough.teacher(place, level) {
            self.take(course);
        }
    }

    fn take(&mut self, course: usize) {
        if self.taken.insert(course) {
            let course = self.rough.catalog.course(self.rough.ground.courses[course]);
            self.requirement(&course.requirement);
            self.requirement(&course.corequisite);
        }
    }

    fn requirement(&mut self, requirement: &Requirement) {
        match requirement {
            Requirement::All(parts) => parts.iter().for_each(|p| self.requirement(p)),
            Requirement::Any(parts) => self.cheapest(parts, 1),
            Requirement::AtLeast { n, of } => self.cheapest(of, *n as usize),
            Requirement::Skill { skill, level } => {
                if let Some(place) = self.rough.ground.place(*skill) {
                    self.skill(place, *level);
                }
            }
            Requirement::Course(course) => {
                let (cost, taken) = self.rough.by_taking(*course);
                if self.rough.by_levels(*course) <= cost {
                    for &(skill, level) in &self.rough.catalog.course(*course).teaches {
                        self.requirement(&Requirement::Skill { skill, level });
                    }
                } else if let Some(course) = taken {
                    self.take(course);
                }
            }
            Requirement::Taken(course) => {
                if let Some(course) = self.rough.by_taking(*course).1 {
                    self.take(course);
                }
            }
            Requirement::Credits { least, of } => {
                let chosen = self.rough.for_credits(*least, of).unwrap_or_default();
                chosen.into_iter().for_each(|course| self.take(course));
            }
            Requirement::Fact(_) => {}
        }
    }

    fn cheapest(&mut self, parts: &[Requirement], n: usize) {
        let mut order: Vec<(u64, usize)> =
            parts.iter().enumerate().map(|(i, p)| (self.rough.requirement(p), i)).collect();
        order.sort_unstable();
        order.into_iter().take(n).for_each(|(_, i)| self.requirement(&parts[i]));
    }
}
