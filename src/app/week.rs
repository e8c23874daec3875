//! The next seven days of a plan.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    domain::Minutes,
    path::{Plan, Step, schedule},
};

/// A course's share of the week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Share<'a> {
    /// The course.
    pub step: &'a Step,
    /// How much of it falls into the week.
    pub time: Minutes,
    /// The day it ends, if that is in the week.
    pub ends: Option<Date>,
}

/// What falls into the seven days from `today` on, in the plan's order, as the plan's calendar has it.
pub(super) fn week(plan: &Plan, today: Date) -> Vec<Share<'_>> {
    let (Some(calendar), Ok(end)) = (schedule::calendar(plan), today.checked_add(7.days())) else { return Vec::new() };
    let mut shares = Vec::new();
    for (i, turn) in schedule::turns(plan).into_iter().enumerate() {
        let worked = |days: &dyn Fn(Date) -> bool| -> u64 {
            calendar.sessions.iter().filter(|s| s.block == i && days(s.day)).map(|s| s.work.0).sum()
        };
        let (mut before, mut here) = (worked(&|day| day < today), worked(&|day| (today..end).contains(&day)));
        // Courses of one turn are worked on one after the other.
        for step in turn {
            let done = before.min(step.hours.0);
            let time = here.min(step.hours.0 - done);
            (before, here) = (before - done, here - time);
            if time > 0 {
                let last = done + time == step.hours.0;
                shares.push(Share { step, time: Minutes(time), ends: step.end.filter(|day| last && *day < end) });
            }
        }
    }
    shares
}
