//! Ranges, as JSON documents write them.

use serde_json::{Value, json};

use super::json as number;
use crate::{
    domain::{Cents, Minutes},
    path::{Extra, Metric},
};

/// Bounds of a figure in the metric's unit: hours, money or courses; equal when proved.
pub fn range(extra: Extra, metric: Metric) -> Value {
    let unit = |n: u64| match metric {
        Metric::Weighted | Metric::Work | Metric::Hours => number::hours(Minutes(n)),
        Metric::Price => number::cents(Cents(n).units()),
        Metric::Courses => n as f64,
    };
    json!({ "at_least": unit(extra.lower), "at_most": unit(extra.upper) })
}
