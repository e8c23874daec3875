//! The dates laid again day by day from what they rest on, and the limits held against the plan.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};

use super::{Dates, Mismatch};
use crate::path::plan::{NeededBy, Plan, PlanCalendar, Status};

/// Days tried before the dates are taken to be wrong.
const MAX_DAYS: u64 = 366_000;

/// One turn of the plan.
#[derive(Default)]
struct Turn {
    left: u64,
    /// Turns that have to end before it begins.
    waits_for: Vec<u32>,
    /// Turns that have to begin before it, or with it.
    beside: Vec<u32>,
    /// The days its terms begin on.
    terms: Vec<Date>,
    not_before: Option<Date>,
    /// Under way, or begun on a fixed day: it takes a place without waiting for one.
    agreed: bool,
    begun: Option<Date>,
    ended: Option<Date>,
}

/// Whether the steps' dates are those of the calendar; what is not so goes into `wrong`.
pub(super) fn dates(plan: &Plan, wrong: &mut Vec<Mismatch>) -> Dates {
    if plan.steps.iter().all(|s| s.start.is_none() && s.end.is_none()) {
        return Dates::None;
    }
    let p = &plan.premises;
    let (Some(calendar), Some(start), Some(weekly)) = (&p.calendar, p.start, p.hours_per_week) else {
        return Dates::Unchecked;
    };
    let mut turns = turns(plan, calendar);
    for i in 0..MAX_DAYS {
        let Ok(today) = start.checked_add(i64::try_from(i).unwrap_or(i64::MAX).days()) else { break };
        // Even shares of a week, counted from the first day: so much by tonight, less so much by last night.
        let by = |days: u64| (u128::from(days) * u128::from(weekly.0)).div_ceil(7);
        let away = calendar.away.iter().any(|a| a.first() <= today && today <= a.last());
        let minutes = if away { 0 } else { u64::try_from(by(i + 1) - by(i)).unwrap_or(u64::MAX) };
        study(&mut turns, calendar.max_parallel.max(1) as usize, today, minutes);
        if turns.values().all(|t| t.ended.is_some()) {
            break;
        }
    }
    for step in &plan.steps {
        let expected = turns.get(&step.position).and_then(|t| t.begun.zip(t.ended));
        if step.start.zip(step.end) != expected {
            let told = |days: Option<(Date, Date)>| days.map_or("no dates".to_owned(), |(a, b)| format!("{a} to {b}"));
            let (found, expected) = (told(step.start.zip(step.end)), told(expected));
            wrong.push(Mismatch::Dates { position: step.position, course: step.course.clone(), found, expected });
        }
    }
    Dates::Confirmed
}

fn turns(plan: &Plan, calendar: &PlanCalendar) -> BTreeMap<u32, Turn> {
    let mut turns: BTreeMap<u32, Turn> = BTreeMap::new();
    for step in &plan.steps {
        let turn = turns.entry(step.position).or_default();
        turn.left += step.work.0;
        for (_, day) in calendar.begins.iter().filter(|(id, _)| *id == step.course) {
            (turn.not_before, turn.agreed) = (turn.not_before.max(Some(*day)), true);
        }
        turn.agreed |= calendar.under_way.contains(&step.course);
        for (_, days) in calendar.terms.iter().filter(|(id, days)| *id == step.course && !days.is_empty()) {
            turn.terms.extend(days.iter().map(|d| d.0));
            turn.agreed = true;
        }
    }
    for step in &plan.steps {
        for need in &step.needed_by {
            let NeededBy::Course(id) = need else { continue };
            let later = plan.step(id.as_str()).map(|s| s.position).filter(|later| *later > step.position);
            if let Some(turn) = later.and_then(|later| turns.get_mut(&later)) {
                let list = if step.beside.contains(id) { &mut turn.beside } else { &mut turn.waits_for };
                list.push(step.position);
            }
        }
    }
    turns
}

/// One day: what is open shares the time evenly, the earlier turns first with what does not divide; what ends makes
/// room for others.
fn study(turns: &mut BTreeMap<u32, Turn>, places: usize, today: Date, mut minutes: u64) {
    loop {
        let order: Vec<u32> =
            turns.iter().filter(|t| t.1.agreed).chain(turns.iter().filter(|t| !t.1.agreed)).map(|t| *t.0).collect();
        for position in order {
            let open = turns.values().filter(|t| t.begun.is_some() && t.ended.is_none()).count();
            let turn = &turns[&position];
            let fits = turn.begun.is_none()
                && (turn.agreed || open < places)
                && turn.not_before.is_none_or(|day| day <= today)
                && turn.waits_for.iter().all(|before| turns[before].ended.is_some())
                && turn.beside.iter().all(|with| turns[with].begun.is_some())
                && (turn.terms.is_empty() || turn.terms.contains(&today))
                && (minutes > 0 || turn.left == 0 || !turn.terms.is_empty());
            if let Some(turn) = turns.get_mut(&position).filter(|_| fits) {
                turn.begun = Some(today);
            }
        }
        let mut any_ended = false;
        for turn in turns.values_mut().filter(|t| t.begun.is_some() && t.ended.is_none() && t.left == 0) {
            (turn.ended, any_ended) = (Some(today), true);
        }
        if any_ended {
            continue;
        }
        let mut open: Vec<&mut Turn> = turns.values_mut().filter(|t| t.begun.is_some() && t.left > 0).collect();
        if minutes == 0 || open.is_empty() {
            return;
        }
        let mut sharers = open.len() as u64;
        for turn in &mut open {
            let share = minutes.div_ceil(sharers).min(turn.left);
            turn.left -= share;
            minutes -= share;
            sharers -= 1;
        }
    }
}

/// Holds the plan's limits against it, and says whether it has any.
pub(super) fn limits(plan: &Plan, wrong: &mut Vec<Mismatch>) -> bool {
    let l = &plan.premises.limits;
    let mut over =
        |what: &'static str, found: String, limit: String| wrong.push(Mismatch::OverLimit { what, found, limit });
    if let Some(most) = l.max_hours.filter(|most| plan.cost.work > *most) {
        over("hours", format!("{} h", plan.cost.work), format!("{most} h"));
    }
    if let Some(budget) = l.budget {
        if plan.cost.price > budget {
            over("price", plan.cost.price.to_string(), budget.to_string());
        } else if plan.cost.prices_unknown > 0 {
            over("price", "an unknown price".to_owned(), budget.to_string());
        }
    }
    // Courses that begin on fixed days may end a plan late whose hours fit; nothing else may.
    if let Some((end, deadline)) = late(plan)
        && !plan.premises.calendar.iter().any(|c| {
            let fixed = c.begins.iter().map(|b| &b.0).chain(c.terms.iter().map(|t| &t.0));
            fixed.into_iter().any(|id| plan.step(id.as_str()).is_some())
        })
    {
        over("last day", end.to_string(), deadline.to_string());
    }
    if plan.status != Status::Partial && l.goal.is_some() {
        let why = "it stops short of all that was asked for, which only limits can bring about".to_owned();
        wrong.push(Mismatch::WrongStatus { status: plan.status, why });
    }
    !l.is_empty()
}

/// The plan's last day and its deadline, where the one is after the other.
pub(super) fn late(plan: &Plan) -> Option<(Date, Date)> {
    let end = plan.steps.iter().filter_map(|s| s.end).max();
    end.zip(plan.premises.limits.deadline).filter(|(end, deadline)| end > deadline)
}
