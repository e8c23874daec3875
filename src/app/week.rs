//! The next seven days of a plan.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    domain::Minutes,
    path::{Plan, Step},
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

/// What falls into the seven days from `today` on, in the plan's order. Study time is spread evenly over the
/// days, as the plan's calendar has it.
pub(super) fn week(plan: &Plan, today: Date) -> Vec<Share<'_>> {
    let (Some(weekly), Some(start)) = (plan.premises.hours_per_week, plan.premises.start) else { return Vec::new() };
    let Ok(end) = today.checked_add(7.days()) else { return Vec::new() };
    let behind = u64::try_from(start.until(today).map_or(0, |span| span.get_days())).unwrap_or(0);
    let from = behind.saturating_mul(weekly.0) / 7;
    let to = from.saturating_add(weekly.0);
    let mut spent = 0u64;
    let mut shares = Vec::new();
    for step in &plan.steps {
        let (begins, ends) = (spent, spent.saturating_add(step.hours.0));
        spent = ends;
        let time = ends.min(to).saturating_sub(begins.max(from));
        if time > 0 {
            let ends = step.end.filter(|day| ends <= to && *day < end);
            shares.push(Share { step, time: Minutes(time), ends });
        }
    }
    shares
}
