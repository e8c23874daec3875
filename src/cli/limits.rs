//! Ranges, and what limits have to say, as JSON documents write them.

use serde_json::{Value, json};

use super::json as number;
use crate::{
    domain::{Cents, Minutes},
    path::{Extra, Fit, Metric, Plan, Within},
    phrase::{self, Names},
};

/// Bounds of a figure in the metric's unit: hours, money or courses; equal when proved.
pub fn range(extra: Extra, metric: Metric) -> Value {
    let unit = |n: u64| match metric {
        Metric::Hours => number::hours(Minutes(n)),
        Metric::Price => number::cents(Cents(n).units()),
        Metric::Courses => n as f64,
    };
    json!({ "at_least": unit(extra.lower), "at_most": unit(extra.upper) })
}

/// What the limits of a plan have to say.
pub fn document(within: &Within, plan: &Plan, names: &dyn Names) -> Value {
    let pair = |low: f64, high: f64| json!({ "at_least": low, "at_most": high });
    json!({
        "hours": number::maybe_hours(within.hours),
        "budget": number::price(within.budget),
        "deadline": within.deadline.map(|d| d.to_string()),
        "fits": match within.fits {
            Fit::Yes => Some(true),
            Fit::No => Some(false),
            Fit::Unknown => None,
        },
        "proved_within": within.proved_within,
        "whole_hours": pair(number::hours(within.whole_hours.0), number::hours(within.whole_hours.1)),
        "whole_price": within.whole_price.map(|(a, b)| pair(number::cents(a.units()), number::cents(b.units()))),
        "hours_per_week": within.pace.map(|(a, b)| pair(number::hours(a), number::hours(b))),
        "ends_late": within.late.map(|d| d.to_string()),
        "readiness": within.readiness.map(|r| json!({
            "start": number::micro(r.share(r.start)),
            "reached": number::micro(r.share(r.reached)),
            "at_most": number::micro(r.share(r.at_most)),
            "proved": r.proved(),
        })),
        "short": within.short.iter().map(|(skill, have, need)| json!({
            "skill": skill, "reached": number::level(*have), "wanted": number::level(*need),
        })).collect::<Vec<_>>(),
        "must_not_reached": within.must_out,
        "must_first_proved": within.must_first,
        "messages": phrase::within(within, plan, names).into_iter().map(|(_, line)| line).collect::<Vec<_>>(),
    })
}
