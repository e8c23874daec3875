//! The order of the chosen courses, as a mentor would lay it, and who supplies whom in it.
//!
//! Of the courses that are ready the best is taken, again and again: what is under way; the earliest stage of the goal;
//! what another chosen course recommends to have had; within a stage the lower level first, and projects behind the
//! courses they put to use; then what goes on with the course before.

mod history;

use std::{cmp::Reverse, collections::BTreeMap};

use super::compile::Target;
use crate::domain::{Catalog, CourseIx, Goal, Level, Minutes, Requirement, SkillIx, State};
use history::History;

/// What ordering looks at.
pub(crate) struct Ordering<'a> {
    pub catalog: &'a Catalog,
    pub state: &'a State,
    pub target: &'a Target,
    pub waived: &'a [bool],
    /// The stage of each skill of the goal.
    pub stages: &'a BTreeMap<SkillIx, usize>,
    /// Initial gap priority of each goal skill.
    pub priority: &'a BTreeMap<SkillIx, f64>,
    /// Planned work of each course, by course index.
    pub minutes: &'a dyn Fn(CourseIx) -> Minutes,
    /// What is under way, which goes first.
    pub begun: &'a dyn Fn(CourseIx) -> bool,
}

/// The stage of each skill that goals ask for: that of its goal, the last where it has none there; of several goals the
/// earliest counts.
pub(crate) fn stages(catalog: &Catalog, goals: &[Goal]) -> BTreeMap<SkillIx, usize> {
    let mut out: BTreeMap<SkillIx, usize> = BTreeMap::new();
    for goal in goals {
        let mut put = |skill: SkillIx, stage: usize| {
            let held = out.entry(skill).or_insert(stage);
            *held = stage.min(*held);
        };
        for (stage, skills) in goal.stages.iter().enumerate() {
            skills.iter().for_each(|&skill| put(skill, stage));
        }
        let last = goal.stages.len().saturating_sub(1);
        let placed = |skill: &SkillIx| goal.stages.iter().any(|stage| stage.contains(skill));
        let mut also = |skill: SkillIx| {
            if !placed(&skill) {
                put(skill, last);
            }
        };
        goal.skills.iter().for_each(|s| also(s.skill));
        goal.requirement.leaves(&mut |leaf| match leaf {
            Requirement::Skill { skill, .. } => also(*skill),
            other => other.courses(&mut |c| catalog.course(*c).teaches.iter().for_each(|t| also(t.0))),
        });
    }
    out
}

/// Courses by turn; those that are each other's corequisites share one.
pub(crate) type Turns = Vec<Vec<CourseIx>>;

/// Who a course supplies first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Needs {
    Course(CourseIx),
    Goal,
}

/// What decides among the courses that are ready, worked out beforehand.
#[derive(Debug, Clone, Copy)]
struct Rank {
    stage: usize,
    priority: f64,
}

impl Ordering<'_> {
    /// The chosen courses in order. Every one of them can start at its turn if the set reaches the
    /// goal by chaining; what cannot is left out.
    pub fn turns(&self, chosen: &[CourseIx]) -> Turns {
        // Whom a course helps, and what it still brings at its turn, depends on the order: each pass goes by what
        // the one before found.
        let mut ranks: BTreeMap<CourseIx, Rank> = (chosen.iter())
            .map(|&c| (c, Rank { stage: self.stage_of(self.catalog.effect(c)), priority: self.own_priority(c) }))
            .collect();
        let mut turns = self.pass(chosen, &ranks);
        for _ in 0..2 {
            ranks = self.ranks(&turns);
            let next = self.pass(chosen, &ranks);
            if next == turns {
                break;
            }
            turns = next;
        }
        turns
    }

    /// The earliest stage of the skills raised from where the learner stands; far behind all where there is none.
    fn stage_of(&self, raised: &[(SkillIx, Level)]) -> usize {
        let rises = raised.iter().filter(|&&(s, l)| self.state.level(s) < l);
        rises.filter_map(|(s, _)| self.stages.get(s).copied()).min().unwrap_or(usize::MAX)
    }

    /// Ranks by an order: the stage and priority of what each course raises there, or of whom it helps, if that is
    /// earlier or higher.
    fn ranks(&self, turns: &Turns) -> BTreeMap<CourseIx, Rank> {
        let supplies = self.supplies(turns);
        let mut state = self.state.clone();
        let mut ranks = BTreeMap::new();
        for &c in turns.iter().flatten() {
            let raised: Vec<(SkillIx, Level)> =
                self.catalog.effect(c).iter().copied().filter(|&(s, l)| state.level(s) < l).collect();
            ranks.insert(c, Rank { stage: self.stage_of(&raised), priority: self.own_priority(c) });
            state.take(self.catalog, c);
        }
        let mut helps: BTreeMap<CourseIx, Vec<CourseIx>> = BTreeMap::new();
        for (&c, needs) in &supplies {
            let courses = needs.iter().filter_map(|n| if let Needs::Course(d) = n { Some(*d) } else { None });
            helps.entry(c).or_default().extend(courses);
        }
        for (c, later) in self.recommendations(turns) {
            helps.entry(c).or_default().push(later);
        }
        // Helping is passed on to the end; orders are short, and nothing is passed on for ever.
        for _ in 0..ranks.len() {
            let mut changed = false;
            for (c, helped) in &helps {
                // Who is completed already helps too, and has no turn.
                let Some(&old) = ranks.get(c) else { continue };
                let mut rank = old;
                for other in helped.iter().filter_map(|d| ranks.get(d)) {
                    rank.stage = rank.stage.min(other.stage);
                    rank.priority = rank.priority.max(other.priority);
                }
                changed |= rank.stage < old.stage || rank.priority > old.priority;
                ranks.insert(*c, rank);
            }
            if !changed {
                break;
            }
        }
        ranks
    }

    /// Who makes true what another chosen course recommends: the supplier and that course.
    fn recommendations(&self, turns: &Turns) -> Vec<(CourseIx, CourseIx)> {
        let history = History::new(self, turns);
        let mut out = Vec::new();
        for &course in turns.iter().flatten() {
            let clause = &self.catalog.course(course).recommended;
            if !clause.is_trivial() && !self.state.meets(self.catalog, clause) {
                out.extend(history.suppliers(clause).into_iter().filter(|s| *s != course).map(|s| (s, course)));
            }
        }
        out
    }

    fn own_priority(&self, course: CourseIx) -> f64 {
        (self.catalog.effect(course).iter())
            .filter(|&&(s, l)| self.state.level(s) < l)
            .filter_map(|(s, _)| self.priority.get(s).copied())
            .fold(0.0, f64::max)
    }

    fn pass(&self, chosen: &[CourseIx], ranks: &BTreeMap<CourseIx, Rank>) -> Turns {
        let mut state = self.state.clone();
        let mut left: Vec<CourseIx> = chosen.to_vec();
        let mut turns: Turns = Vec::new();
        let mut before: Option<CourseIx> = None;
        let mut area: Option<&str> = None;
        while !left.is_empty() {
            let mut ready: Vec<CourseIx> = left.iter().copied().filter(|&c| self.before(&state, c)).collect();
            let waits = |c: CourseIx| self.waits_for_advice(&state, &left, c);
            let waiting: BTreeMap<CourseIx, bool> = ready.iter().map(|&c| (c, waits(c))).collect();
            let advised: BTreeMap<CourseIx, bool> =
                ready.iter().map(|&c| (c, left.iter().any(|&d| d != c && self.advances(&state, c, d)))).collect();
            let series = before.and_then(|c| self.catalog.course(c).series.as_deref());
            ready.sort_by(|&a, &b| {
                let rank = |c: CourseIx| ranks.get(&c).copied().unwrap_or(Rank { stage: usize::MAX, priority: 0.0 });
                let own = |c: CourseIx| self.catalog.course(c);
                let project = |c: CourseIx| own(c).kind.is_some_and(|k| k.is_project());
                let other_series = |c: CourseIx| series.is_none() || own(c).series.as_deref() != series;
                let other_area = |c: CourseIx| self.area(&state, c) != area;
                let level = |c: CourseIx| self.level(&state, c, rank(c).stage);
                (Reverse((self.begun)(a)).cmp(&Reverse((self.begun)(b))))
                    .then_with(|| rank(a).stage.cmp(&rank(b).stage))
                    .then_with(|| waiting[&a].cmp(&waiting[&b]))
                    .then_with(|| advised[&b].cmp(&advised[&a]))
                    .then_with(|| project(a).cmp(&project(b)))
                    .then_with(|| level(a).cmp(&level(b)))
                    .then_with(|| other_series(a).cmp(&other_series(b)))
                    .then_with(|| other_area(a).cmp(&other_area(b)))
                    .then_with(|| rank(b).priority.total_cmp(&rank(a).priority))
                    .then_with(|| (self.minutes)(a).cmp(&(self.minutes)(b)))
                    .then_with(|| a.cmp(&b))
            });
            let alone = ready.iter().copied().find(|&c| self.beside(&state, c));
            let turn = match alone {
                Some(c) => vec![c],
                None => self.smallest_group(&state, &ready),
            };
            let Some(&lead) = turn.first() else { break };
            (before, area) = (Some(lead), self.area(&state, lead));
            for &c in &turn {
                state.take(self.catalog, c);
            }
            left.retain(|c| !turn.contains(c));
            turns.push(turn);
        }
        turns
    }

    /// Whether what a course recommends to have had is not there and some course to come brings it.
    fn waits_for_advice(&self, state: &State, left: &[CourseIx], course: CourseIx) -> bool {
        let clause = &self.catalog.course(course).recommended;
        if clause.is_trivial() || state.meets(self.catalog, clause) {
            return false;
        }
        let mut after = state.clone();
        left.iter().filter(|&&c| c != course).for_each(|&c| after.take(self.catalog, c));
        after.meets(self.catalog, clause)
    }

    /// Whether taking `course` meets some part of what `other` recommends that is not met yet.
    fn advances(&self, state: &State, course: CourseIx, other: CourseIx) -> bool {
        let clause = &self.catalog.course(other).recommended;
        if clause.is_trivial() || state.meets(self.catalog, clause) {
            return false;
        }
        let mut after = state.clone();
        after.take(self.catalog, course);
        let mut helps = false;
        clause.leaves(&mut |leaf| {
            helps |= !state.meets_leaf(self.catalog, leaf) && after.meets_leaf(self.catalog, leaf);
        });
        helps
    }

    /// The highest level a course brings in the skills of a stage, or in any where it brings nothing there.
    fn level(&self, state: &State, course: CourseIx, stage: usize) -> Level {
        let rises = || self.catalog.effect(course).iter().filter(|&&(s, l)| state.level(s) < l);
        let here = rises().filter(|(s, _)| self.stages.get(s) == Some(&stage)).map(|(_, l)| *l).max();
        here.or_else(|| rises().map(|(_, l)| *l).max()).unwrap_or_default()
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

    /// Of each course, those it supplies only with what they may have beside them.
    pub fn beside_of(&self, turns: &Turns) -> BTreeMap<CourseIx, Vec<CourseIx>> {
        let history = History::new(self, turns);
        let mut out: BTreeMap<CourseIx, Vec<CourseIx>> = BTreeMap::new();
        for &course in turns.iter().flatten().filter(|c| !self.waived[c.get()]) {
            let c = self.catalog.course(course);
            let before = history.suppliers(&c.requirement);
            for supplier in history.suppliers(&c.corequisite) {
                let list = out.entry(supplier).or_default();
                if supplier != course && !before.contains(&supplier) && !list.contains(&course) {
                    list.push(course);
                }
            }
        }
        out
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
