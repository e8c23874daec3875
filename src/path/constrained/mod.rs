//! The least-cost path within limits on other costs.
//!
//! One problem can be asked under ever new limits: its network, its landmarks and the paths found stay.

mod exact;
mod search;

use super::{
    compile::{Compiled, Target},
    kernel::Kernel,
    purse::Purse,
    reduce::{Tag, reduce},
    solve::gcd,
};
use crate::domain::CourseIx;

pub(crate) use search::Search;

/// A cost that must stay within a limit; by course index, what may be skipped beyond them.
#[derive(Debug, Clone)]
pub(crate) struct Resource {
    pub cost: Vec<u64>,
    pub limit: u64,
}

/// What is to be minimised, and within what.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub target: Target,
    /// By course index, what may be skipped beyond them.
    pub objective: Vec<u64>,
    pub resources: Vec<Resource>,
}

/// What the search came to, with courses by the catalog's index or by local index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome<C> {
    /// The best set within the limits, skips included, and its objective.
    pub best: Option<(Vec<C>, u64)>,
    /// Nothing within the limits has a lower objective; `None` when nothing is within the limits at all.
    pub lower: Option<u64>,
}

impl<C> Outcome<C> {
    /// Whether the best is proved best, or that there is none.
    pub fn proved(&self) -> bool {
        match (&self.best, self.lower) {
            (Some((_, objective)), Some(lower)) => lower >= *objective,
            (best, lower) => best.is_none() && lower.is_none(),
        }
    }
}

/// A problem made ready: only what could matter, by local index.
#[derive(Debug, Clone)]
pub(crate) struct Ground {
    small: Compiled,
    objective: Vec<i128>,
    /// What the objective was divided by.
    unit: u64,
    limited: Vec<Vec<i128>>,
    step: i128,
    slack: i128,
}

impl Ground {
    /// Of a problem over the kernel's learner and catalog.
    pub fn new(kernel: &Kernel<'_>, problem: &Problem) -> Self {
        let scene = kernel.scene();
        let full = Compiled::new(scene.catalog, scene.state, &scene.offer, &problem.target);
        let tag = |c: &CourseIx| Tag {
            cost: problem.objective[c.get()],
            ..scene.tags.get(c.get()).copied().unwrap_or_default()
        };
        let tags: Vec<Tag> = full.courses.iter().map(tag).collect();
        let reduced = reduce(&full, &tags, scene.catalog);
        let small = full.restrict(&reduced.keep);
        let of = |cost: &[u64]| small.courses.iter().map(|c| cost[c.get()]).collect::<Vec<u64>>();
        let objective = of(&problem.objective);
        let limited: Vec<Vec<u64>> = problem.resources.iter().map(|r| of(&r.cost)).collect();
        Self::over(small, &objective, &limited, (0, 0))
    }

    /// Of courses that could all matter, costs by local index. What the objective of a set within the limits leaves
    /// over whole steps is at most `slack`: a bound that leaves more is as good as the next step. The step is 0 when
    /// nothing is known.
    pub fn over(small: Compiled, objective: &[u64], limited: &[Vec<u64>], (step, slack): (u64, u64)) -> Self {
        let unit = objective.iter().copied().fold(0, gcd).max(1);
        Self {
            objective: objective.iter().map(|c| i128::from(c / unit)).collect(),
            unit,
            limited: limited.iter().map(|cost| cost.iter().map(|&c| i128::from(c)).collect()).collect(),
            step: if step.is_multiple_of(unit) { i128::from(step / unit) } else { 0 },
            slack: i128::from(slack / unit),
            small,
        }
    }

    /// The least objective of a set within the limits that is `bound` or more.
    fn rounded(&self, bound: i128) -> i128 {
        let Ground { step, slack, .. } = *self;
        if step == 0 {
            return bound;
        }
        let over = bound.rem_euclid(step);
        if over > slack { bound + (step - over) } else { bound }
    }
}

/// Searches for the least objective within all limits of a problem that is asked once.
pub(crate) fn within(kernel: &Kernel<'_>, problem: &Problem, purse: &mut Purse) -> Outcome<CourseIx> {
    let ground = Ground::new(kernel, problem);
    let limits: Vec<u64> = problem.resources.iter().map(|r| r.limit).collect();
    let Outcome { best, lower } = Search::new(&ground, Vec::new(), purse.cancel()).run(&limits, purse);
    let named = |set: Vec<u32>| set.into_iter().map(|j| ground.small.courses[j as usize]).collect();
    Outcome { best: best.map(|(set, objective)| (named(set), objective)), lower }
}
