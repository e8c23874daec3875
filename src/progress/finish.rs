//! When a plan will be done at the learner's own pace.

use jiff::civil::Date;

use super::{
    pace::{Ahead, PersonalPace, evidence},
    posterior::Posterior,
};
use crate::{
    domain::{Catalog, Minutes, Profile},
    path::{Plan, Step, schedule},
};

/// When a plan will be done, if the learner keeps the study time per week and the pace their courses speak of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finish {
    /// The pace it rests on.
    pub pace: PersonalPace,
    /// Hours left as planned.
    pub planned: Minutes,
    /// Hours left at that pace: as likely more as less, and nine times in ten no more.
    pub hours: (Minutes, Minutes),
    /// The same as days, where the plan has dates and the calendar reaches that far.
    pub days: (Option<Date>, Option<Date>),
    /// How many courses of the plan have nothing left of their planned time and are taken to be still going.
    pub still_going: u64,
}

/// The forecast for what is left of a plan; `None` without a pace, or without steps that take time.
pub fn finish(catalog: &Catalog, profile: &Profile, plan: &Plan) -> Option<Finish> {
    let costing = plan.premises.costing.as_ref().map(|c| c.costing).unwrap_or_default();
    let evidence = evidence(catalog, profile, &costing);
    let pace = PersonalPace::from(&evidence)?;
    let logged = |step: &Step| match profile.courses.get(step.course.as_str()) {
        Some(record) if step.under_way => record.logged(),
        _ => Minutes(0),
    };
    let ahead: Vec<Ahead> = plan.steps.iter().map(|s| Ahead { planned: s.full_work, logged: logged(s) }).collect();
    if ahead.iter().all(|a| a.planned.0 == 0) {
        return None;
    }
    let known = Posterior::of(&evidence);
    let (told, shares) = (known.forecast(&ahead), known.shares(&ahead));
    // Which of them will take longer nobody knows: every course is laid out as long as it is likely to be beside the
    // others.
    let day = |total: Minutes| {
        let mut blocks = schedule::blocks(plan);
        let mut shares = shares.iter();
        for (block, turn) in blocks.iter_mut().zip(schedule::turns(plan)) {
            let share: f64 = shares.by_ref().take(turn.len()).sum();
            block.work = Minutes((total.0 as f64 * share).round() as u64);
        }
        schedule::lay(&blocks, &schedule::pace(plan)?)?.end()
    };
    Some(Finish {
        pace,
        planned: plan.steps.iter().map(|s| s.work).sum(),
        hours: (told.p50, told.p90),
        days: (day(told.p50), day(told.p90)),
        still_going: plan.steps.iter().filter(|s| s.under_way && s.work.0 == 0).count() as u64,
    })
}
