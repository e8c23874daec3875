//! When a plan will be done at the learner's own pace.

use jiff::civil::Date;

use super::pace::PersonalPace;
use crate::{
    domain::Minutes,
    path::{Plan, schedule},
};

/// When a plan will be done, if the learner keeps the study time per week and the pace of the courses they finished.
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
}

/// The forecast for what is left of a plan; `None` without steps that take time.
pub fn finish(pace: PersonalPace, plan: &Plan) -> Option<Finish> {
    let left: Vec<Minutes> = plan.steps.iter().map(|s| s.hours).collect();
    let planned: Minutes = left.iter().copied().sum();
    if planned.0 == 0 {
        return None;
    }
    let told = pace.forecast(&left);
    // Every course is laid out as long as the whole is: which of them will take longer nobody knows.
    let day = |total: Minutes| {
        let mut blocks = schedule::blocks(plan);
        for block in &mut blocks {
            let longer = (u128::from(block.work.0) * u128::from(total.0)).div_ceil(u128::from(planned.0));
            block.work = Minutes(u64::try_from(longer).unwrap_or(u64::MAX));
        }
        schedule::lay(&blocks, &schedule::pace(plan)?)?.end()
    };
    Some(Finish { pace, planned, hours: (told.p50, told.p90), days: (day(told.p50), day(told.p90)) })
}
