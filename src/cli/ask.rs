//! From arguments to questions: ids are looked up, defaults filled in, contradictions refused.

use std::time::Duration;

use crate::{
    advisor::Advisor,
    domain::{CourseId, CourseIx},
    path::{Aim, Effort, PlanRequest},
};

use super::{
    args::{AimArgs, LimitArgs},
    context::Context,
    error::CliError,
};

/// What the arguments aim at, else what the learner aims at.
pub fn aim(advisor: &Advisor, args: &AimArgs) -> Result<Aim, CliError> {
    Ok(advisor.aim(&args.goals, &args.to)?)
}

/// The plan request the arguments describe.
pub fn request(advisor: &Advisor, aim: Aim, limits: &LimitArgs, ctx: &Context) -> Result<PlanRequest, CliError> {
    let courses = |ids: &[CourseId]| -> Result<Vec<CourseIx>, CliError> {
        ids.iter().map(|id| advisor.course(id.as_str()).map_err(CliError::from)).collect()
    };
    let mut request = advisor.request(aim);
    request.metric = limits.minimize.into();
    request.require = courses(&limits.require)?;
    request.exclude = courses(&limits.exclude)?;
    let wanted = request.require.iter().chain(&request.aim.to);
    if let Some(&both) = wanted.into_iter().find(|c| request.exclude.contains(c)) {
        let id = &advisor.catalog().course(both).id;
        return Err(CliError::usage(
            format!("`{id}` cannot be wanted and excluded at once"),
            "leave it out of --exclude, or out of --require and --to",
        ));
    }
    if let Some(price) = limits.assume_price {
        request.money.assume_price = Some(price);
    }
    if let Some(hours) = limits.hours_per_week {
        request.hours_per_week = Some(hours);
    }
    request.start = request.hours_per_week.map(|_| limits.start.unwrap_or(ctx.today));
    if limits.start.is_some() && request.hours_per_week.is_none() {
        ctx.warn("--start does nothing without --hours-per-week");
    }
    request.effort = match limits.time_limit {
        Some(limit) => Effort::Time(limit),
        None if limits.prove => Effort::Prove,
        None => Effort::Default,
    };
    Ok(request)
}

/// Whether an effort may take so long that a word about Ctrl-C is due.
pub fn may_take_long(request: &PlanRequest) -> bool {
    match request.effort {
        Effort::Prove => true,
        Effort::Time(limit) => limit > Duration::from_secs(3),
        Effort::Default | Effort::Units(_) => false,
    }
}
