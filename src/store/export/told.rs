//! What a plan's document says beside the plan: how late one can begin, what the limits have to say, and when it will
//! be done at the learner's own pace.

use serde_json::{Value, json};

use super::json::{hours, level, micro, plan_json, units};
use crate::{
    domain::Minutes,
    path::{Fit, Plan, Within, schedule},
    phrase::{self, Names},
    progress::Finish,
};

/// What is known of a plan beside the plan itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// What the limits have to say.
    pub within: Option<&'a Within>,
    /// When it will be done at the learner's own pace.
    pub finish: Option<Finish>,
}

/// The whole document of a plan, as `--json` and `--format json` write it.
pub fn plan_document(plan: &Plan, told: Told<'_>, names: &dyn Names) -> Value {
    let mut document = plan_json(plan, names);
    if let Some(latest) = schedule::plan_latest(plan) {
        document["latest"] = json!({
            "first_day": latest.first_day.map(|d| d.to_string()),
            "slack_days": latest.slack(),
            "message": phrase::latest(&latest),
        });
        for (i, step) in plan.steps.iter().enumerate() {
            let days = latest.steps.get(i);
            let slack = days.zip(step.start).and_then(|(d, start)| start.until(d.0).ok());
            document["steps"][i]["latest_start"] = json!(days.map(|d| d.0.to_string()));
            document["steps"][i]["latest_end"] = json!(days.map(|d| d.1.to_string()));
            document["steps"][i]["slack_days"] = json!(slack.map(|span| span.get_days()));
        }
    }
    if let Some(within) = told.within {
        document["limits"] = limits(within, plan, names);
    }
    if let Some(finish) = &told.finish {
        document["finish"] = finish_json(finish, plan.premises.hours_per_week);
    }
    document
}

/// A forecast as documents say it.
pub fn finish_json(told: &Finish, weekly: Option<Minutes>) -> Value {
    json!({
        "hours_p50": hours(told.hours.0),
        "hours_p90": hours(told.hours.1),
        "p50": told.days.0.map(|d| d.to_string()),
        "p90": told.days.1.map(|d| d.to_string()),
        "ratio": micro(told.pace.ratio),
        // Finished courses it is from, those under way past their hours, and those of the plan taken to be still going.
        "courses": told.pace.courses,
        "running_over": told.pace.running_over,
        "still_going": told.still_going,
        "assumes": phrase::finish(told, weekly),
    })
}

/// What the limits of a plan have to say.
fn limits(within: &Within, plan: &Plan, names: &dyn Names) -> Value {
    let pair = |low: Value, high: Value| json!({ "at_least": low, "at_most": high });
    json!({
        "hours": within.hours.map(hours),
        "budget": within.budget.map(units),
        "deadline": within.deadline.map(|d| d.to_string()),
        "fits": match within.fits {
            Fit::Yes => Some(true),
            Fit::No => Some(false),
            Fit::Unknown => None,
        },
        "proved_within": within.proved_within,
        "whole_hours": pair(hours(within.whole_hours.0), hours(within.whole_hours.1)),
        "whole_price": within.whole_price.map(|(a, b)| pair(units(a), units(b))),
        "hours_per_week": within.pace.map(|(a, b)| pair(hours(a), hours(b))),
        "ends_late": within.late.as_ref().map(|late| late.end.to_string()),
        "fixed_starts": within.late.as_ref().map(|late| late.fixed.iter().map(|held| json!({
            "id": held.course,
            "begins": held.begins.to_string(),
            "in_time_by": held.in_time.map(|d| d.to_string()),
            "days_earlier": held.days(),
        })).collect::<Vec<_>>()),
        "all_days_earlier": within.late.as_ref().and_then(|late| late.all_earlier),
        "readiness": within.readiness.map(|r| json!({
            "start": micro(r.share(r.start)),
            "reached": micro(r.share(r.reached)),
            "at_most": micro(r.share(r.at_most)),
            "proved": r.proved(),
        })),
        "short": within.short.iter().map(|(skill, have, need)| json!({
            "skill": skill, "reached": level(*have), "wanted": level(*need),
        })).collect::<Vec<_>>(),
        "must_not_reached": within.must_out,
        "must_first_proved": within.must_first,
        "messages": phrase::within(within, plan, names).into_iter().map(|(_, line)| line).collect::<Vec<_>>(),
    })
}
