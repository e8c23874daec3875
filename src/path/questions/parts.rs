//! What each part of a goal costs, and what goals cost together.

use super::{Extra, Questions};
use crate::{
    domain::{CourseId, CourseIx, Level, SkillId},
    path::{
        compile::{Compiled, Target},
        kernel::Solved,
        reach::Reach,
        request::{Cancel, PlanRequest},
        shared::levels_below,
        target::{ask, within_reach},
    },
};

/// A part of what is aimed at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A skill of the goal.
    Skill(SkillId),
    /// Its further conditions.
    Conditions,
    /// A course that was asked for.
    Course(CourseId),
}

/// What each part costs. The figures need not sum to the whole: parts share courses.
#[derive(Debug, Clone, PartialEq)]
pub struct Sensitivity {
    /// What the whole takes, in the metric's unit.
    pub whole: Extra,
    /// The parts the learner does not have yet, what saves most first.
    pub parts: Vec<PartCost>,
}

/// What one part costs.
#[derive(Debug, Clone, PartialEq)]
pub struct PartCost {
    /// Which part.
    pub part: Part,
    /// Level at the start, for a skill.
    pub have: Level,
    /// Level asked, for a skill.
    pub need: Level,
    /// `OPT − OPT without it`: what dropping it saves.
    pub saves: Extra,
    /// For a skill, each lower level one could stop at, and what that saves.
    pub steps: Vec<StepCost>,
}

/// What stopping at a lower level saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepCost {
    /// Where one stops.
    pub level: Level,
    /// `OPT − OPT with this level`.
    pub saves: Extra,
}

/// What several goals cost together.
#[derive(Debug, Clone, PartialEq)]
pub struct Together {
    /// Each goal.
    pub each: Vec<GoalCost>,
    /// `OPT` of all at once.
    pub union: Extra,
    /// The sum of each alone.
    pub apart: Extra,
    /// What doing them together saves.
    pub shared: Extra,
}

/// One of several goals.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalCost {
    /// Id of the goal, or of the course asked for.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `OPT` of this one alone.
    pub alone: Extra,
    /// `OPT(all) − OPT(all others)`: what it adds.
    pub adds: Extra,
    /// Courses of the common path that reach this one.
    pub uses: Vec<CourseId>,
}

fn range(solved: Option<&Solved>) -> Extra {
    solved.map_or(ZERO, |s| Extra { lower: s.lower, upper: s.cost })
}

impl Extra {
    /// What lies between two ranges: `self − other`, never below zero.
    pub(super) fn minus(self, other: Self) -> Self {
        Self { lower: self.lower.saturating_sub(other.upper), upper: self.upper.saturating_sub(other.lower) }
    }
}

impl Questions<'_> {
    /// `OPT` of another target over the same courses.
    fn cost_of(&mut self, target: &Target, cancel: &Cancel) -> Extra {
        self.least(target, None, cancel).map_or(ZERO, |l| Extra { lower: l.lower, upper: l.cost })
    }

    /// What each part of the goal costs.
    pub fn sensitivity(&mut self, cancel: &Cancel) -> Sensitivity {
        let whole = range(self.base.as_ref());
        let target = self.target.clone();
        let mut parts = Vec::new();
        for (i, &(skill, need)) in target.skills.iter().enumerate() {
            let have = self.scene().state.level(skill);
            if have >= need {
                continue;
            }
            let at = |level: Option<Level>| {
                let mut lowered = target.clone();
                match level {
                    Some(level) => lowered.skills[i].1 = level,
                    None => drop(lowered.skills.remove(i)),
                }
                lowered
            };
            let none = self.cost_of(&at(None), cancel);
            let mut steps: Vec<StepCost> = Vec::new();
            for level in levels_below(self.scene(), skill, need) {
                // Where even dropping it saves nothing, no step does.
                let saves =
                    if whole.minus(none) == ZERO { ZERO } else { whole.minus(self.cost_of(&at(Some(level)), cancel)) };
                steps.push(StepCost { level, saves });
            }
            let part = Part::Skill(self.scene().catalog.skill(skill).id.clone());
            parts.push(PartCost { part, have, need, saves: whole.minus(none), steps });
        }
        let bare = |part, saves| PartCost { part, have: Level::ZERO, need: Level::ZERO, saves, steps: Vec::new() };
        if target.requirements.iter().any(|r| !r.is_trivial()) {
            let lowered = Target { requirements: Vec::new(), ..target.clone() };
            let none = self.cost_of(&lowered, cancel);
            parts.push(bare(Part::Conditions, whole.minus(none)));
        }
        for &course in &target.taken {
            if self.scene().state.has_done(course) {
                continue;
            }
            let mut lowered = target.clone();
            lowered.taken.retain(|c| *c != course);
            let none = self.cost_of(&lowered, cancel);
            parts.push(bare(Part::Course(self.scene().catalog.course(course).id.clone()), whole.minus(none)));
        }
        parts.sort_by(|a, b| {
            (b.saves.lower, b.saves.upper).cmp(&(a.saves.lower, a.saves.upper)).then_with(|| a.part.cmp(&b.part))
        });
        Sensitivity { whole, parts }
    }

    /// What the goals of `request`, the one these questions are about, cost together and apart.
    pub fn together(&mut self, request: &PlanRequest, cancel: &Cancel) -> Together {
        let union = range(self.base.as_ref());
        let n = request.aim.goals.len() + request.aim.to.len();
        // The aim with only those parts; what is required of the path itself is required of each.
        let only = |keep: &dyn Fn(usize) -> bool| {
            let mut part = request.clone();
            let mut at = 0..;
            part.aim.goals.retain(|_| at.next().is_some_and(keep));
            part.aim.to.retain(|_| at.next().is_some_and(keep));
            part
        };
        let within = |this: &Self, part: &PlanRequest| within_reach(this.scene(), &ask(part).target).target;
        let alone: Vec<Target> = (0..n).map(|i| within(self, &only(&|k| k == i))).collect();
        let costs: Vec<Extra> =
            if n == 1 { vec![union] } else { alone.iter().map(|a| self.cost_of(a, cancel)).collect() };
        let mut each = Vec::new();
        for (i, alone) in alone.iter().enumerate() {
            let rest = match n {
                2 => costs[1 - i],
                _ => self.cost_of(&within(self, &only(&|k| k != i)), cancel),
            };
            let goals = request.aim.goals.iter().map(|g| (g.id.to_string(), g.title.clone()));
            let catalog = self.scene().catalog;
            let to = request.aim.to.iter().map(|&c| catalog.course(c)).map(|c| (c.id.to_string(), c.title.clone()));
            let (id, title) = goals.chain(to).nth(i).unwrap_or_default();
            let uses = self.uses(alone).into_iter().map(|c| catalog.course(c).id.clone()).collect();
            each.push(GoalCost { id, title, alone: costs[i], adds: union.minus(rest), uses });
        }
        let sum = |f: &dyn Fn(&GoalCost) -> u64| each.iter().map(f).fold(0, u64::saturating_add);
        let apart = Extra { lower: sum(&|g| g.alone.lower), upper: sum(&|g| g.alone.upper) };
        Together { union, apart, shared: apart.minus(union), each }
    }

    /// Courses of the path that reach `target`, none of which the others can do without; dear ones go first.
    fn uses(&self, target: &Target) -> Vec<CourseIx> {
        let scene = self.scene();
        let compiled = Compiled::new(scene.catalog, scene.state, &scene.offer, target);
        let mut set: Vec<CourseIx> = self.chosen().to_vec();
        let reaches =
            |set: &[CourseIx]| Reach::with(&compiled.net, set.iter().filter_map(|&c| compiled.local(c))).at_goal();
        let mut order = set.clone();
        order.sort_by_key(|&c| (std::cmp::Reverse(scene.cost(c)), c));
        for course in order {
            let less: Vec<CourseIx> = set.iter().copied().filter(|c| *c != course).collect();
            if reaches(&less) {
                set = less;
            }
        }
        set
    }
}

const ZERO: Extra = Extra { lower: 0, upper: 0 };
