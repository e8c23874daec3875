//! The order of the chosen courses, and who supplies whom in it.

use std::collections::BTreeMap;

use crate::domain::{Catalog, CourseIx, Credits, Level, Minutes, Requirement, SkillIx, State};

use super::compile::Target;

/// What ordering looks at.
pub(crate) struct Ordering<'a> {
    pub catalog: &'a Catalog,
    pub state: &'a State,
    pub target: &'a Target,
    pub waived: &'a [bool],
    /// Initial gap priority of each goal skill.
    pub priority: &'a BTreeMap<SkillIx, f64>,
    /// Planned duration of each course, by course index.
    pub minutes: &'a dyn Fn(CourseIx) -> Minutes,
    /// What has been worked on already, which goes first.
    pub begun: &'a dyn Fn(CourseIx) -> bool,
}

/// Courses by turn; those that are each other's corequisites share one.
pub(crate) type Turns = Vec<Vec<CourseIx>>;

/// Who a course supplies first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Needs {
    Course(CourseIx),
    Goal,
}

impl Ordering<'_> {
    /// The chosen courses in order. Every one of them can start at its turn if the set reaches the
    /// goal by chaining; what cannot is left out.
    pub fn turns(&self, chosen: &[CourseIx]) -> Turns {
        // Whom a course helps depends on the order, so a first pass by goal skill alone decides that.
        let own: BTreeMap<CourseIx, f64> = chosen.iter().map(|&c| (c, self.own_priority(c))).collect();
        let first = self.pass(chosen, &own);
        let supplies = self.supplies(&first);
        let mut reach = own;
        for &c in first.iter().flatten().rev() {
            let best = (supplies.get(&c).into_iter().flatten())
                .filter_map(|n| if let Needs::Course(d) = n { reach.get(d).copied() } else { None })
                .fold(reach[&c], f64::max);
            reach.insert(c, best);
        }
        self.pass(chosen, &reach)
    }

    fn own_priority(&self, course: CourseIx) -> f64 {
        (self.catalog.course(course).teaches.iter())
            .filter(|&&(s, l)| self.state.level(s) < l)
            .filter_map(|(s, _)| self.priority.get(s).copied())
            .fold(0.0, f64::max)
    }

    fn pass(&self, chosen: &[CourseIx], priority: &BTreeMap<CourseIx, f64>) -> Turns {
        let mut state = self.state.clone();
        let mut left: Vec<CourseIx> = chosen.to_vec();
        let mut turns: Turns = Vec::new();
        let mut area: Option<&str> = None;
        while !left.is_empty() {
            let mut ready: Vec<CourseIx> = left.iter().copied().filter(|&c| self.before(&state, c)).collect();
            ready.sort_by(|&a, &b| {
                let rank = |c: CourseIx| priority.get(&c).copied().unwrap_or(0.0);
                let other_area = |c: CourseIx| self.area(&state, c) != area;
                ((self.begun)(b).cmp(&(self.begun)(a)))
                    .then_with(|| rank(b).total_cmp(&rank(a)))
                    .then_with(|| other_area(a).cmp(&other_area(b)))
                    .then_with(|| (self.minutes)(a).cmp(&(self.minutes)(b)))
                    .then_with(|| a.cmp(&b))
            });
            let alone = ready.iter().copied().find(|&c| self.beside(&state, c));
            let turn = match alone {
                Some(c) => vec![c],
                None => self.smallest_group(&state, &ready),
            };
            let Some(&lead) = turn.first() else { break };
            area = self.area(&state, lead);
            for &c in &turn {
                state.take(self.catalog, c);
            }
            left.retain(|c| !turn.contains(c));
            turns.push(turn);
        }
        turns
    }

    fn before(&self, state: &State, course: CourseIx) -> bool {
        self.waived[course.get()] || state.meets(self.catalog, &self.catalog.course(course).requirement)
    }

    fn beside(&self, state: &State, course: CourseIx) -> bool {
        self.waived[course.get()] || state.meets(self.catalog, &self.catalog.course(course).corequisite)
    }

    /// A smallest set among `ready` (best first) whose members are each other's company.
    fn smallest_group(&self, state: &State, ready: &[CourseIx]) -> Vec<CourseIx> {
        let keeps_itself = |group: &[CourseIx]| {
            let mut after = state.clone();
            group.iter().for_each(|&c| after.take(self.catalog, c));
            group.iter().copied().filter(|&c| self.beside(&after, c)).collect::<Vec<_>>()
        };
        let settle = |mut group: Vec<CourseIx>| loop {
            let kept = keeps_itself(&group);
            if kept.len() == group.len() {
                return group;
            }
            group = kept;
        };
        let mut group = settle(ready.to_vec());
        // Worst first, do without whom the rest does not need.
        for &c in ready.iter().rev() {
            if group.len() > 1 && group.contains(&c) {
                let smaller = settle(group.iter().copied().filter(|&x| x != c).collect());
                if !smaller.is_empty() {
                    group = smaller;
                }
            }
        }
        group
    }

    /// Area of the skill a course raises most.
    fn area(&self, state: &State, course: CourseIx) -> Option<&str> {
        (self.catalog.course(course).teaches.iter())
            .map(|&(s, l)| (state.level(s).gap_to(l), std::cmp::Reverse(s)))
            .max()
            .map(|(_, s)| self.catalog.skill(s.0).area.as_str())
    }

    /// For each course, whom it supplies: those a clause of which it was the first to make true.
    pub fn supplies(&self, turns: &Turns) -> BTreeMap<CourseIx, Vec<Needs>> {
        let history = History::new(self, turns);
        let mut out: BTreeMap<CourseIx, Vec<Needs>> = BTreeMap::new();
        let mut note = |suppliers: Vec<CourseIx>, needs: Needs| {
            for s in suppliers {
                if needs != Needs::Course(s) {
                    out.entry(s).or_default().push(needs);
                }
            }
        };
        for &course in turns.iter().flatten() {
            if self.waived[course.get()] {
                continue;
            }
            let c = self.catalog.course(course);
            note(history.suppliers(&c.requirement), Needs::Course(course));
            note(history.suppliers(&c.corequisite), Needs::Course(course));
        }
        for &(skill, level) in &self.target.skills {
            note(history.suppliers(&Requirement::Skill { skill, level }), Needs::Goal);
        }
        for r in &self.target.requirements {
            note(history.suppliers(r), Needs::Goal);
        }
        note(self.target.taken.clone(), Needs::Goal);
        for list in out.values_mut() {
            list.sort_unstable();
            list.dedup();
        }
        out
    }
}

/// When each condition came true along an order.
struct History<'a> {
    catalog: &'a Catalog,
    initial: &'a State,
    /// Per skill, each rise: level reached, place in the order, by whom.
    rises: BTreeMap<SkillIx, Vec<(Level, usize, CourseIx)>>,
    place: BTreeMap<CourseIx, usize>,
}

impl<'a> History<'a> {
    fn new(ordering: &Ordering<'a>, turns: &Turns) -> Self {
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
    fn time(&self, requirement: &Requirement) -> Option<usize> {
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
    fn suppliers(&self, requirement: &Requirement) -> Vec<CourseIx> {
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
