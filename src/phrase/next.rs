//! What comes next, and when, in words.

use jiff::civil::Date;

use crate::{
    domain::Minutes,
    path::{Plan, Status},
    progress::Next,
};

use super::{Names, claim, count, day, hours, step_hours, step_reason};

/// Of a course under way that has no hours left.
pub const ALL_LOGGED: &str = "all its hours are logged: mark it done";

/// `away until 4 Jan 2027`: the first day of study again.
pub fn away_until(back: Date) -> String {
    format!("away until {}", day(back))
}

/// `begins 1 Feb 2027`.
pub fn begins(on: Date) -> String {
    format!("begins {}", day(on))
}

/// The next course in one line, its name given as it is to be shown: `Statistics II (stats-2), 40 h: brings Statistics
/// 0.50 for your goal; then 3 more, 90 h`.
pub fn next_line(next: &Next<'_>, name: &str, plan: &Plan, names: &dyn Names) -> String {
    let step = next.step;
    let away = next.away_until.map(|back| format!("{}, then comes ", away_until(back))).unwrap_or_default();
    let what = if next.all_logged {
        format!(": {ALL_LOGGED}")
    } else {
        let begins = next.begins.map(|on| format!(", {}", begins(on))).unwrap_or_default();
        format!(", {}{begins}: {}", step_hours(step), step_reason(&step.reason, names))
    };
    let after = Minutes(plan.cost.work.0.saturating_sub(step.work.0));
    let rest = match plan.cost.courses {
        0 | 1 => "the last one".to_owned(),
        n => format!("then {}, {}", count(n - 1, "more course").replace("more courses", "more"), hours(after, false)),
    };
    format!("{away}{name}{what}; {rest}")
}

/// Why a plan has no next course; what the plan claims, where that says it.
pub fn nothing_next(plan: &Plan) -> String {
    match plan.status {
        Status::Done => claim(plan),
        Status::Partial => "nothing to take: within your limits no course gets you closer".to_owned(),
        Status::Unreachable => "nothing to take: no course gets you closer to what is asked".to_owned(),
        Status::Proved | Status::Bounded => "nothing to take".to_owned(),
    }
}
