//! When each condition came true along an order, and who made it so.

use std::collections::BTreeMap;

use super::{Ordering, Turns};
use crate::domain::{Catalog, CourseIx, Credits, Level, Requirement, SkillIx, State};

/// When each condition came true along an order.
pub(super) struct History<'a> {
    catalog: &'a Catalog,
    initial: &'a State,
    /// Per skill, each rise: level reached, place in the order, by whom.
    rises: BTreeMap<SkillIx, Vec<(Level, usize, CourseIx)>>,
    place: BTreeMap<CourseIx, usize>,
}

impl<'a> History<'a> {
    pub(super) fn new(ordering: &Ordering<'a>, turns: &Turns) -> Self {
        let catalog = ordering.catalog;
        let mut rises: BTreeMap<SkillIx, Vec<(Level, usize, CourseIx)>> = BTreeMap::new();
        let mut place = BTreeMap::new();
        let mut state = ordering.state.clone();
        for (i, &course) in turns.iter().flatten().enumerate() {
            place.insert(course, i + 1);
            for &(skill, level) in catalog.effect(course) {
                if state.level(skill) < level {
                    rises.entry(skill).or_default().push((level, i + 1, course));
                }
            }
            state.take(catalog, course);
        }
        Self { catalog, initial: ordering.state, rises, place }
    }

    /// 0 if it held from the start, otherwise the place in the order; `None` if never.
    pub(super) fn time(&self, requirement: &Requirement) -> Option<usize> {
        let times = |parts: &[Requirement]| -> Vec<Option<usize>> { parts.iter().map(|p| self.time(p)).collect() };
        match requirement {
            Requirement::All(parts) => times(parts).into_iter().try_fold(0, |m, t| Some(m.max(t?))),
            Requirement::Any(parts) => times(parts).into_iter().flatten().min(),
            Requirement::AtLeast { n, of } => {
                let mut when: Vec<usize> = times(of).into_iter().flatten().collect();
                when.sort_unstable();
                if *n == 0 { Some(0) } else { when.get(*n as usize - 1).copied() }
            }
            leaf if self.initial.meets_leaf(self.catalog, leaf) => Some(0),
            Requirement::Skill { skill, level } => self.rise(*skill, *level).map(|(at, _)| at),
            Requirement::Course(course) => {
                let taken = self.taken(*course).map(|(at, _)| at);
                taken.into_iter().chain(self.by_levels(*course)).min()
            }
            Requirement::Taken(course) => self.taken(*course).map(|(at, _)| at),
            Requirement::Credits { least, of } => self.credited(*least, of).into_iter().map(|(at, _)| at).max(),
            _ => None,
        }
    }

    fn rise(&self, skill: SkillIx, level: Level) -> Option<(usize, CourseIx)> {
        self.rises.get(&skill)?.iter().find(|r| r.0 >= level).map(|&(_, at, by)| (at, by))
    }

    fn taken(&self, course: CourseIx) -> Option<(usize, CourseIx)> {
        let class = &self.catalog.course(course).same_as;
        std::iter::once(course).chain(class.iter().copied()).filter_map(|c| Some((*self.place.get(&c)?, c))).min()
    }

    fn by_levels(&self, course: CourseIx) -> Option<usize> {
        let teaches = &self.catalog.course(course).teaches;
        if teaches.is_empty() {
            return None;
        }
        teaches.iter().try_fold(0, |m, &(skill, level)| Some(m.max(self.time(&Requirement::Skill { skill, level })?)))
    }

    /// The courses, in the order they are taken, that first count for enough; none if they never do.
    fn credited(&self, least: Credits, of: &[CourseIx]) -> Vec<(usize, CourseIx)> {
        let mut taken: Vec<(usize, CourseIx)> = of.iter().filter_map(|&c| self.taken(c)).collect();
        taken.sort_unstable();
        taken.dedup();
        let before = of.iter().copied().filter(|&c| self.initial.has_done_same(self.catalog, c));
        for n in 0..=taken.len() {
            let counted = before.clone().chain(taken[..n].iter().map(|t| t.1));
            if self.catalog.credits_of(counted) >= least {
                return taken[..n].to_vec();
            }
        }
        Vec::new()
    }

    /// Those who first made the condition true.
    pub(super) fn suppliers(&self, requirement: &Requirement) -> Vec<CourseIx> {
        let earliest = |parts: &[Requirement], n: usize| -> Vec<CourseIx> {
            let mut when: Vec<(usize, usize)> =
                parts.iter().enumerate().filter_map(|(i, p)| Some((self.time(p)?, i))).collect();
            when.sort_unstable();
            when.into_iter().take(n).flat_map(|(_, i)| self.suppliers(&parts[i])).collect()
        };
        match requirement {
            Requirement::All(parts) => parts.iter().flat_map(|p| self.suppliers(p)).collect(),
            Requirement::Any(parts) => earliest(parts, 1),
            Requirement::AtLeast { n, of } => earliest(of, *n as usize),
            leaf if self.initial.meets_leaf(self.catalog, leaf) => Vec::new(),
            Requirement::Skill { skill, level } => self.rise(*skill, *level).map(|(_, by)| by).into_iter().collect(),
            Requirement::Course(course) => match (self.taken(*course), self.by_levels(*course)) {
                (Some((at, by)), levels) if levels.is_none_or(|l| at <= l) => vec![by],
                (_, Some(_)) => (self.catalog.course(*course).teaches.iter())
                    .flat_map(|&(skill, level)| self.suppliers(&Requirement::Skill { skill, level }))
                    .collect(),
                _ => Vec::new(),
            },
            Requirement::Taken(course) => self.taken(*course).map(|(_, by)| by).into_iter().collect(),
            Requirement::Credits { least, of } => self.credited(*least, of).into_iter().map(|(_, by)| by).collect(),
            Requirement::Fact(_) => Vec::new(),
        }
    }
}
