//! What comes next on a plan, as the day of today has it.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    domain::{Away, Catalog},
    path::{NeededBy, Plan, PlanRequest, Step},
};

/// The next course, and what keeps it from being studied today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Next<'a> {
    /// The course.
    pub step: &'a Step,
    /// The first day of study again, where the learner is away today.
    pub away_until: Option<Date>,
    /// The day it begins, where that is after today and not only because the learner is away.
    pub begins: Option<Date>,
    /// Whether it is under way and nothing of it is left: it waits to be marked done.
    pub all_logged: bool,
}

/// What comes next on a plan made for `request`; `None` when it has no steps.
///
/// With a calendar it is the step that begins first. Without one it is the first of those that rest on no other
/// step, and those that begin on a later day come after those that do not.
pub fn next<'a>(catalog: &Catalog, request: &PlanRequest, plan: &'a Plan, today: Date) -> Option<Next<'a>> {
    let fixed = |step: &Step| {
        let day = request.not_before.get(&catalog.course_ix(step.course.as_str())?)?;
        Some(*day).filter(|day| *day > today)
    };
    let rests = |step: &Step| {
        let supplies = |s: &Step| s.needed_by.iter().any(|n| matches!(n, NeededBy::Course(c) if *c == step.course));
        plan.steps.iter().any(|s| s.position < step.position && supplies(s))
    };
    let step = match plan.next_step()? {
        dated if dated.start.is_some() => dated,
        _ => plan.steps.iter().filter(|s| !rests(s)).min_by_key(|s| (fixed(s), s.position))?,
    };
    let away_until = away_until(&request.away, today);
    let all_logged = step.under_way && step.work.0 == 0;
    let waits = !all_logged && (!step.under_way || fixed(step).is_some());
    let begins = step.start.or_else(|| fixed(step)).filter(|day| waits && *day > away_until.unwrap_or(today));
    Some(Next { step, away_until, begins, all_logged })
}

/// The first day after a time away that `today` lies in.
pub fn away_until(away: &[Away], today: Date) -> Option<Date> {
    let now = Away::merged(away).into_iter().find(|time| time.contains(today))?;
    now.last().checked_add(1.day()).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_is_away_until_the_day_after_the_last() {
        let away = Away::list("2026-12-21..2026-12-27 2026-12-28..2027-01-03 2027-02-08").expect("times away");
        for (today, back) in [
            (date(2026, 12, 20), None),
            (date(2026, 12, 21), Some(date(2027, 1, 4))),
            (date(2027, 1, 3), Some(date(2027, 1, 4))),
            (date(2027, 1, 4), None),
            (date(2027, 2, 8), Some(date(2027, 2, 9))),
        ] {
            assert_eq!(away_until(&away, today), back, "{today}");
        }
    }
}
