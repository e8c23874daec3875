//! From arguments to questions: ids are looked up, defaults filled in, contradictions refused.

use std::time::Duration;

use crate::{
    advisor::{Advisor, AskError},
    domain::{Away, CourseId, CourseIx},
    path::{Aim, Cancel, Effort, Limits, PlanRequest},
};

use super::{
    args::{AimArgs, LimitArgs},
    context::Context,
    error::CliError,
};

/// What the arguments aim at, else what the learner aims at.
pub fn aim(advisor: &Advisor, args: &AimArgs) -> Result<Aim, CliError> {
    Ok(named(advisor, args)?)
}

/// The same with the advisor's own word for having nothing to aim at.
pub fn named(advisor: &Advisor, args: &AimArgs) -> Result<Aim, AskError> {
    let goals: Vec<_> = args.goals.iter().map(|(goal, weight)| (goal.clone(), weight.unwrap_or(1000))).collect();
    advisor.aim_weighing(&goals, &args.to)
}

/// The plan request the arguments describe.
pub fn request(advisor: &Advisor, aim: Aim, limits: &LimitArgs, ctx: &Context) -> Result<PlanRequest, CliError> {
    let courses = |ids: &[CourseId]| -> Result<Vec<CourseIx>, CliError> {
        ids.iter().map(|id| advisor.course(id.as_str()).map_err(CliError::from)).collect()
    };
    let mut request = advisor.request(aim);
    request.switch = limits.switch;
    request.metric = limits.minimize.into();
    request.costing.taste = limits.taste.unwrap_or(request.costing.taste);
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
    let dated = request.hours_per_week.is_some() || limits.deadline.is_some();
    request.start = dated.then(|| limits.start.unwrap_or(ctx.today));
    request.max_parallel = limits.max_parallel.unwrap_or(request.max_parallel);
    request.away.extend(&limits.away);
    request.away = Away::merged(&request.away);
    for (id, day) in &limits.begin {
        let course = advisor.course(id.as_str())?;
        if let Some(start) = request.start.filter(|start| day < start) {
            return Err(CliError::usage(
                format!("`{id}` cannot begin on {day}: the plan's first day is {start}"),
                "name a later day, or an earlier --start; `prereq profile start` marks what is under way",
            ));
        }
        request.not_before.insert(course, *day);
        request.under_way.remove(&course);
    }
    request.limits = bounds(advisor, &request, limits)?;
    let undated = request.hours_per_week.is_none();
    for (idle, flag) in [
        (limits.start.is_some() && !dated, "--start"),
        (!limits.away.is_empty() && !dated, "--away"),
        (!limits.begin.is_empty() && undated, "--begin"),
    ] {
        if idle {
            ctx.warn(&format!("{flag} does nothing without --hours-per-week"));
        }
    }
    request.effort = match limits.time_limit {
        Some(limit) => Effort::Time(limit),
        None if limits.prove => Effort::Prove,
        None => Effort::Default,
    };
    Ok(request)
}

/// What must not be exceeded.
fn bounds(advisor: &Advisor, request: &PlanRequest, limits: &LimitArgs) -> Result<Limits, CliError> {
    if let (Some(end), Some(start)) = (limits.deadline, request.start)
        && end < start
    {
        return Err(CliError::usage(
            format!("the deadline {end} is before the first day, {start}"),
            "name a later --deadline, or an earlier --start",
        ));
    }
    let mut must = Vec::new();
    for id in &limits.must {
        let skill = advisor.skill(id.as_str())?;
        if !request.aim.goals.iter().any(|g| g.skills.iter().any(|s| s.skill == skill)) {
            return Err(CliError::usage(
                format!("`{id}` is no skill of the goal, so it cannot be a must"),
                "`prereq gap` lists the skills of the goal",
            ));
        }
        must.push(skill);
    }
    Ok(Limits { max_hours: limits.max_hours, deadline: limits.deadline, budget: limits.budget, must })
}

/// The request for a question about the whole path; limits do not bear on it, and it says so.
pub fn whole(advisor: &Advisor, aim: &AimArgs, limits: &LimitArgs, ctx: &Context) -> Result<PlanRequest, CliError> {
    let mut request = request(advisor, self::aim(advisor, aim)?, limits, ctx)?;
    if !request.limits.is_empty() {
        ctx.warn("this is about the path to the whole goal; --deadline, --max-hours and --budget do not shorten it");
    }
    (request.limits.max_hours, request.limits.deadline) = (None, None);
    Ok(request)
}

/// The request and the flag for several questions that share the time there is.
pub fn share_time(request: &mut PlanRequest, cancel: Cancel) -> Cancel {
    match request.effort {
        Effort::Time(limit) => {
            request.effort = Effort::Prove;
            cancel.with_time_limit(limit)
        }
        _ => cancel,
    }
}

/// Whether an effort may take so long that a word about Ctrl-C is due.
pub fn may_take_long(request: &PlanRequest) -> bool {
    match request.effort {
        Effort::Prove => true,
        Effort::Time(limit) => limit > Duration::from_secs(3),
        Effort::Default | Effort::Units(_) => false,
    }
}
