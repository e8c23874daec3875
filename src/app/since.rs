//! What changed since the plan was shown last time, and why: asked while Home is looked at.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Effect, Screen, State, state::Answer};
use crate::path::{Cancel, Causes, Effort, Plan, PlanDiff, PlanGoal, causes};

/// The plan that was shown last, before the interface was opened.
#[derive(Debug, Clone, PartialEq)]
pub struct Last {
    /// The day it was shown.
    pub on: Date,
    /// The plan.
    pub plan: Arc<Plan>,
}

/// Two plans side by side.
#[derive(Debug, Clone)]
pub struct Compared {
    /// What differs.
    pub diff: PlanDiff,
    /// Which changes made the difference, once that is known.
    pub causes: Option<Causes>,
}

/// What changed since last time.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// What is known of it.
    pub answer: Answer<Compared>,
    /// Counts the questions asked, so that late answers can be told apart.
    pub generation: u64,
    /// The plans asked about.
    asked: Option<(Arc<Plan>, Arc<Plan>)>,
}

/// Compares two plans; `reply` is called with what differs, and again when the causes are known.
pub fn compare(old: &Plan, new: &Plan, cancel: &Cancel, reply: &mut dyn FnMut(Compared)) {
    let mut found = Compared { diff: PlanDiff::of(old, new), causes: None };
    reply(found.clone());
    if !found.diff.premises.is_empty() {
        found.causes = Some(causes(old, new, Effort::Default, cancel));
        reply(found);
    }
}

/// Whether two plans are for the same goals, in whatever order.
pub(super) fn same_goals(a: &Plan, b: &Plan) -> bool {
    let ids = |goals: &[PlanGoal]| {
        let mut ids: Vec<_> = goals.iter().map(|g| g.id.clone()).collect();
        ids.sort_unstable();
        ids
    };
    ids(&a.premises.goals) == ids(&b.premises.goals)
}

/// Asks what changed, when Home is looked at and there is a new plan to compare.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    let (Some(last), Some(now)) = (&state.last, &state.plan.value) else { return Vec::new() };
    if state.screen != Screen::Home || state.plan.pending || !same_goals(&last.plan, now) {
        return Vec::new();
    }
    let same = |a: &Arc<Plan>, b: &Arc<Plan>| Arc::ptr_eq(a, b);
    if state.since.asked.as_ref().is_some_and(|(old, new)| same(old, &last.plan) && same(new, now)) {
        return Vec::new();
    }
    let since = &mut state.since;
    since.asked = Some((Arc::clone(&last.plan), Arc::clone(now)));
    since.generation += 1;
    since.answer.pending = true;
    vec![Effect::Compare { generation: since.generation, old: Arc::clone(&last.plan), new: Arc::clone(now) }]
}
