//! Gaps and readiness in words.

use crate::gap::{GapReport, SkillGap};

use super::{count, hours, percent};

/// `readiness 42%, 3 of 9 skills covered`, or that there is nothing to measure.
pub fn readiness(report: &GapReport) -> String {
    let total = report.gaps.len() + report.met.len();
    match (report.readiness, report.coverage) {
        (Some(readiness), Some(coverage)) => {
            let met = report.met.len();
            format!("{} ready, {} covered ({met} of {})", percent(readiness), percent(coverage), skills(total))
        }
        _ => "this goal asks for courses only, so there is no readiness to measure".to_owned(),
    }
}

fn skills(n: usize) -> String {
    count(n as u64, "skill")
}

/// How one gap can be closed: `64 h alone, 5 courses teach it`, or why it cannot.
pub fn closes(gap: &SkillGap) -> String {
    match gap.hours_alone {
        Some(time) => format!("{} alone", hours(time, false)),
        None if gap.taught_by.is_empty() && gap.reachable <= gap.current => "nobody teaches this".to_owned(),
        None => format!("nobody teaches this above {}", gap.reachable),
    }
}
