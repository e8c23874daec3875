//! What the plan has in store: the next seven days, and when it will be done at the learner's own pace. Laying a calendar
//! takes too long for every frame, so it is done once for each plan and profile.

use std::sync::Arc;

use jiff::{ToSpan as _, civil::Date};

use super::State;
use crate::{
    advisor::Advisor,
    domain::Minutes,
    path::{Plan, schedule},
    progress::Finish,
};

/// A course's share of the week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The step of the course, by index.
    pub step: usize,
    /// How much of it falls into the week.
    pub time: Minutes,
    /// The day it ends, if that is in the week.
    pub ends: Option<Date>,
}

/// What one plan has in store for one learner.
#[derive(Debug, Clone, Default)]
pub struct Outlook {
    /// What falls into the next seven days.
    pub week: Vec<Share>,
    /// When the plan will be done at the learner's own pace, where anything tells.
    pub finish: Option<Finish>,
    /// The plan, and whose it is.
    of: Option<(Arc<Plan>, Arc<Advisor>)>,
}

/// Keeps it to the plan and the profile there are now.
pub(super) fn follow(state: &mut State) {
    let Some(plan) = &state.plan.value else {
        state.outlook = Outlook::default();
        return;
    };
    let told = state.outlook.of.as_ref();
    if !told.is_some_and(|(p, a)| Arc::ptr_eq(p, plan) && Arc::ptr_eq(a, &state.advisor)) {
        state.outlook = Outlook {
            week: week(plan, state.today),
            finish: state.advisor.finish(plan),
            of: Some((Arc::clone(plan), Arc::clone(&state.advisor))),
        };
    }
}

/// What falls into the seven days from `today` on, in the plan's order, as the plan's calendar has it.
fn week(plan: &Plan, today: Date) -> Vec<Share> {
    let (Some(calendar), Ok(end)) = (schedule::calendar(plan), today.checked_add(7.days())) else { return Vec::new() };
    let (mut shares, mut at) = (Vec::new(), 0);
    for (i, turn) in schedule::turns(plan).into_iter().enumerate() {
        let worked = |days: &dyn Fn(Date) -> bool| -> u64 {
            calendar.sessions.iter().filter(|s| s.block == i && days(s.day)).map(|s| s.work.0).sum()
        };
        let (mut before, mut here) = (worked(&|day| day < today), worked(&|day| (today..end).contains(&day)));
        // Courses of one turn are worked on one after the other.
        for step in turn {
            let done = before.min(step.work.0);
            let time = here.min(step.work.0 - done);
            (before, here) = (before - done, here - time);
            if time > 0 {
                let last = done + time == step.work.0;
                shares.push(Share { step: at, time: Minutes(time), ends: step.end.filter(|day| last && *day < end) });
            }
            at += 1;
        }
    }
    shares
}
