//! Which fixed days keep a plan from ending in time, and how much earlier they would have to be.
//!
//! Time stays unused only while all that is left waits for a fixed day, whatever the order of the rest; so a course that
//! begins earlier never makes the plan end later, and the latest day that will do is found by halving.

use jiff::{ToSpan as _, civil::Date};

use super::{lay, of_plan};
use crate::{
    domain::CourseId,
    path::plan::{Plan, PlanCalendar},
};

/// A plan that ends after its deadline although its hours fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// Its last day.
    pub end: Date,
    /// The courses on it that begin on a fixed day, in id order.
    pub fixed: Vec<HoldUp>,
    /// Where no single one of them is to blame: how many days earlier all of them would have to begin for the plan to
    /// end in time (or on the first day, where that is not so many days away).
    pub all_earlier: Option<u64>,
}

/// A course that begins on a fixed day, in a plan that ends late.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldUp {
    /// Which course.
    pub course: CourseId,
    /// The day it begins.
    pub begins: Date,
    /// The latest day with which the plan would end in time, all else as it is; `None` when no day would do.
    pub in_time: Option<Date>,
}

impl HoldUp {
    /// How many days earlier that is.
    pub fn days(&self) -> Option<u64> {
        Some(between(self.in_time?, self.begins))
    }
}

fn between(from: Date, to: Date) -> u64 {
    from.until(to).map_or(0, |span| u64::from(span.get_days().unsigned_abs()))
}

/// Whether and why a plan ends after a deadline; `None` when it does not.
pub fn plan_late(plan: &Plan, deadline: Date) -> Option<Late> {
    let end = plan.steps.iter().filter_map(|s| s.end).max().filter(|end| *end > deadline)?;
    let (start, calendar) = (plan.premises.start?, plan.premises.calendar.as_ref()?);
    let begins: Vec<&(CourseId, Date)> =
        calendar.begins.iter().filter(|(id, _)| plan.step(id.as_str()).is_some()).collect();
    let in_time = |calendar: PlanCalendar| {
        let mut other = plan.clone();
        other.premises.calendar = Some(calendar);
        of_plan::pace(&other)
            .and_then(|pace| lay(&of_plan::blocks(&other), &pace))
            .is_some_and(|laid| laid.end().is_none_or(|end| end <= deadline))
    };
    let earlier = |calendar: &mut PlanCalendar, of: Option<&CourseId>, days: u64| {
        for (_, day) in calendar.begins.iter_mut().filter(|(id, _)| of.is_none_or(|of| of == id)) {
            *day = day.saturating_sub((days as i64).days()).max(start);
        }
    };
    // The fewest days earlier, from 1 to `most`.
    let fewest = |of: Option<&CourseId>, most: u64| {
        let enough = |days: u64| {
            let mut calendar = calendar.clone();
            earlier(&mut calendar, of, days);
            in_time(calendar)
        };
        if !enough(most) {
            return None;
        }
        let (mut bad, mut good) = (0, most);
        while good - bad > 1 {
            let middle = bad + (good - bad) / 2;
            if enough(middle) { good = middle } else { bad = middle }
        }
        Some(good)
    };
    let fixed: Vec<HoldUp> = (begins.iter())
        .map(|(course, day)| {
            let days = fewest(Some(course), between(start, *day));
            let in_time = days.and_then(|days| day.checked_sub((days as i64).days()).ok());
            HoldUp { course: course.clone(), begins: *day, in_time }
        })
        .collect();
    let alone = fixed.iter().any(|held| held.in_time.is_some());
    let furthest = begins.iter().map(|(_, day)| between(start, *day)).max();
    let all_earlier = furthest.filter(|_| !alone).and_then(|most| fewest(None, most));
    Some(Late { end, fixed, all_earlier })
}
