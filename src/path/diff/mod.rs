//! Two plans side by side: what differs between them, and which change of the premises it comes from.

mod causes;
mod changes;
mod settings;
mod world;

pub use causes::{Cause, Causes, Effect, Shift, causes};
pub use changes::{Change, Origin, changes};
pub use settings::Setting;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::plan::{Cost, Metric, Plan, Status, Step};
use crate::domain::{Cents, CourseId, Minutes};

/// What differs between an older and a newer plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanDiff {
    /// What each claims.
    pub status: Both<Status>,
    /// What each minimises.
    pub metric: Both<Metric>,
    /// What each adds up to.
    pub cost: Both<Cost>,
    /// Below what each proves that there is nothing, in the unit of its own metric.
    pub lower_bound: Both<u64>,
    /// The last day of each, if it has dates.
    pub end: Both<Option<Date>>,
    /// What became of the steps: first what is gone, in the older order, then the rest in the newer one.
    pub steps: Vec<StepChange>,
    /// What changed in what the plans rest on.
    pub premises: Vec<Change>,
}

/// The older value and the newer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Both<T> {
    /// In the older plan.
    pub old: T,
    /// In the newer plan.
    pub new: T,
}

impl<T: PartialEq> Both<T> {
    /// Whether the two differ.
    pub fn differs(&self) -> bool {
        self.old != self.new
    }
}

/// What became of one course's step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepChange {
    /// Which course.
    pub course: CourseId,
    /// Its title.
    pub title: String,
    /// What happened to it.
    pub what: StepFate,
}

/// What can become of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepFate {
    /// It was completed since.
    Completed {
        /// Its planned duration.
        hours: Minutes,
    },
    /// It left the path.
    Removed {
        /// Its planned duration.
        hours: Minutes,
    },
    /// It came onto the path.
    Added {
        /// Its turn.
        position: u32,
        /// Its planned duration.
        hours: Minutes,
    },
    /// It stayed, and something about it changed.
    Kept {
        /// Its turns, if it changed place among those that stayed.
        moved: Option<Both<u32>>,
        /// Its durations, if they differ.
        hours: Option<Both<Minutes>>,
        /// Its prices, if they differ.
        price: Option<Both<Option<Cents>>>,
    },
}

impl PlanDiff {
    /// Compares two plans; nothing is planned again.
    pub fn of(old: &Plan, new: &Plan) -> Self {
        let both = |f: &dyn Fn(&Plan) -> u64| Both { old: f(old), new: f(new) };
        Self {
            status: Both { old: old.status, new: new.status },
            metric: Both { old: old.premises.metric, new: new.premises.metric },
            cost: Both { old: old.cost, new: new.cost },
            lower_bound: both(&|p| p.lower_bound),
            end: Both { old: last_day(old), new: last_day(new) },
            steps: steps(old, new),
            premises: changes(old, new),
        }
    }

    /// Whether the two plans say the same.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
            && self.premises.is_empty()
            && !(self.status.differs() || self.cost.differs() || self.lower_bound.differs() || self.end.differs())
    }

    /// Whether courses were added or removed (other than by being completed).
    pub fn path_changed(&self) -> bool {
        self.steps.iter().any(|s| matches!(s.what, StepFate::Added { .. } | StepFate::Removed { .. }))
    }
}

fn last_day(plan: &Plan) -> Option<Date> {
    plan.steps.iter().filter_map(|s| s.end).max()
}

fn steps(old: &Plan, new: &Plan) -> Vec<StepChange> {
    let change = |s: &Step, what| StepChange { course: s.course.clone(), title: s.title.clone(), what };
    let mut out: Vec<StepChange> = (old.steps.iter().filter(|s| new.step(s.course.as_str()).is_none()))
        .map(|s| {
            let done = new.premises.completed.binary_search(&s.course).is_ok();
            let hours = s.work;
            change(s, if done { StepFate::Completed { hours } } else { StepFate::Removed { hours } })
        })
        .collect();
    let before: BTreeMap<&CourseId, (usize, &Step)> =
        old.steps.iter().enumerate().map(|(i, s)| (&s.course, (i, s))).collect();
    let kept: Vec<(usize, &Step)> = new.steps.iter().filter_map(|s| before.get(&s.course).map(|b| (b.0, s))).collect();
    let in_order = longest_rising(&kept.iter().map(|k| k.0).collect::<Vec<_>>());
    for step in &new.steps {
        let Some(&(at, was)) = before.get(&step.course) else {
            out.push(change(step, StepFate::Added { position: step.position, hours: step.work }));
            continue;
        };
        let moved = (!in_order.contains(&at)).then_some(Both { old: was.position, new: step.position });
        let hours = (was.work != step.work).then_some(Both { old: was.work, new: step.work });
        let price = (was.price != step.price).then_some(Both { old: was.price, new: step.price });
        if moved.is_some() || hours.is_some() || price.is_some() {
            out.push(change(step, StepFate::Kept { moved, hours, price }));
        }
    }
    out
}

/// A longest strictly rising part of `places`, so that as few steps as possible count as moved.
fn longest_rising(places: &[usize]) -> Vec<usize> {
    // `ends[n]` is where the part of length n + 1 with the least last place ends.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (i, &place) in places.iter().enumerate() {
        let n = ends.partition_point(|&e| places[e] < place);
        before[i] = n.checked_sub(1).map(|m| ends[m]);
        if n == ends.len() {
            ends.push(i);
        } else {
            ends[n] = i;
        }
    }
    let mut out = Vec::new();
    let mut at = ends.last().copied();
    while let Some(i) = at {
        out.push(places[i]);
        at = before[i];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn what_keeps_its_order_has_not_moved() {
        assert!(longest_rising(&[]).is_empty());
        assert_eq!(longest_rising(&[0, 1, 2, 3]), [0, 1, 2, 3]);
        // The last one came first: it alone has moved.
        assert_eq!(longest_rising(&[3, 0, 1, 2]), [0, 1, 2]);
        assert_eq!(longest_rising(&[0, 3, 1, 2]), [0, 1, 2]);
        assert_eq!(longest_rising(&[4, 1, 3, 0, 5]).len(), 3);
    }
}
