//! Which change made the difference: each is taken back alone and the path planned again.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    changes::{Change, Origin, between},
    world::{Found, World},
};
use crate::{
    domain::CourseId,
    path::{
        plan::{Plan, Status},
        request::{Cancel, Effort},
    },
};

/// Changes that are each taken back alone; beyond that many, only all of one origin together.
const SINGLY: usize = 120;

/// Why the newer plan differs from the older one.
#[derive(Debug, Clone, PartialEq)]
pub struct Causes {
    /// Every change, and what taking it back alone does.
    pub each: Vec<Cause<Change>>,
    /// Where more than one change comes from an origin: what taking all of those back does.
    pub together: Vec<Cause<Origin>>,
}

/// One cause.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause<T> {
    /// What changed.
    pub what: T,
    /// What taking it back alone does.
    pub effect: Effect,
}

/// What the path would be if one change had not been.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// The new path would still be the best one, at this many units more or fewer because of the change.
    Same(Shift),
    /// Another path would be.
    Other {
        /// What the change adds to the least cost.
        shift: Shift,
        /// Courses that are on the path because of it.
        adds: Vec<CourseId>,
        /// Courses that are not because of it.
        drops: Vec<CourseId>,
    },
    /// All of the goal is in reach, or no longer is, because of it.
    Reach {
        /// Whether it is now.
        whole: bool,
        /// Courses that are on the path because of it.
        adds: Vec<CourseId>,
        /// Courses that are not because of it.
        drops: Vec<CourseId>,
    },
    /// The new path would still be the best one, but end on another day.
    Moves {
        /// Its last day.
        end: Date,
        /// Its last day without the change; `None` where it would not end at all.
        without: Option<Date>,
    },
    /// The costs cannot be compared (another metric or currency, or only part of the goal within the limits); these courses are on, and off, the path because of it.
    Incomparable {
        /// Courses that are on the path because of it.
        adds: Vec<CourseId>,
        /// Courses that are not because of it.
        drops: Vec<CourseId>,
    },
    /// It was not tried, or the search stopped before anything was found.
    Unknown,
}

impl Effect {
    /// Whether the change certainly matters: to the path, or to its cost.
    pub fn matters(&self) -> bool {
        match self {
            Self::Same(shift) => !shift.holds_zero(),
            Self::Other { shift, .. } => shift.exact().is_some(),
            Self::Incomparable { adds, drops } => !adds.is_empty() || !drops.is_empty(),
            Self::Reach { .. } | Self::Moves { .. } => true,
            Self::Unknown => false,
        }
    }
}

/// A difference of two least costs in the metric's unit; exact when both ends are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// At least this much.
    pub at_least: i64,
    /// At most this much.
    pub at_most: i64,
}

impl Shift {
    /// The exact figure, when it is proved.
    pub fn exact(self) -> Option<i64> {
        (self.at_least == self.at_most).then_some(self.at_least)
    }
    fn holds_zero(self) -> bool {
        self.at_least <= 0 && self.at_most >= 0
    }
    fn between(new: &Found, undone: &Found) -> Self {
        let less = |a: u64, b: u64| {
            let d = i128::from(a) - i128::from(b);
            d.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64
        };
        Self { at_least: less(new.lower, undone.cost), at_most: less(new.cost, undone.lower) }
    }
}

/// Takes every change back, alone, and plans again. Deterministic unless `effort` is a time.
pub fn causes(old: &Plan, new: &Plan, effort: Effort, cancel: &Cancel) -> Causes {
    let (from, to) = World::pair(old, new);
    let mut all = between(&from, &to);
    all.sort_by_key(|c| Origin::ALL.iter().position(|o| *o == c.origin()));
    let now = Found {
        courses: new.steps.iter().map(|s| s.course.clone()).collect(),
        cost: new.metric_cost(),
        lower: new.lower_bound,
        whole: new.unmet.is_empty() && new.status != Status::Partial,
        bound: new.status == Status::Partial,
    };
    let ask = |undone: &World| match effect(&to, &now, undone, effort, cancel) {
        Effect::Same(shift) if shift.exact() == Some(0) && undone.frame != to.frame => moves(&to, undone, new, shift),
        other => other,
    };
    let mut together = Vec::new();
    for origin in Origin::ALL {
        let of_it: Vec<&Change> = all.iter().filter(|c| c.origin() == origin).collect();
        if of_it.len() > 1 {
            let undone = of_it.iter().fold(to.clone(), |w, c| w.without(c, &from));
            together.push(Cause { what: origin, effect: ask(&undone) });
        }
    }
    let few = all.len() <= SINGLY;
    let each = (all.into_iter())
        .map(|change| {
            let effect = if few { ask(&to.without(&change, &from)) } else { Effect::Unknown };
            Cause { what: change, effect }
        })
        .collect();
    Causes { each, together }
}

/// A change of the calendar alone: the same path on other days.
fn moves(to: &World, undone: &World, new: &Plan, none: Shift) -> Effect {
    let Some(end) = to.frame.end_of(new) else { return Effect::Same(none) };
    let without = undone.frame.end_of(new);
    if without == Some(end) { Effect::Same(none) } else { Effect::Moves { end, without } }
}

fn effect(to: &World, now: &Found, undone: &World, effort: Effort, cancel: &Cancel) -> Effect {
    let Some(found) = undone.solve(effort, cancel) else { return Effect::Unknown };
    let less = |a: &BTreeSet<CourseId>, b: &BTreeSet<CourseId>| a.difference(b).cloned().collect::<Vec<_>>();
    let (adds, drops) = (less(&now.courses, &found.courses), less(&found.courses, &now.courses));
    if to.metric != undone.metric || to.currency != undone.currency {
        return Effect::Incomparable { adds, drops };
    }
    if now.whole != found.whole {
        return Effect::Reach { whole: now.whole, adds, drops };
    }
    if !now.whole && (now.bound || found.bound) {
        // Parts of a goal that differ have no costs to compare; the same part has.
        return match adds.is_empty() && drops.is_empty() {
            true => Effect::Same(Shift { at_least: 0, at_most: 0 }),
            false => Effect::Incomparable { adds, drops },
        };
    }
    let shift = Shift::between(now, &found);
    // Another path as good is no reason to speak of a change.
    if undone.cost_of(&now.courses) == Some(found.cost) || now.courses == found.courses {
        return Effect::Same(shift);
    }
    Effect::Other { shift, adds, drops }
}
