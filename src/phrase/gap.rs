//! Gaps and readiness in words.

use crate::gap::{CourseCount, GapReport, SkillGap};

use super::{count, hours, percent};

/// `readiness 42%, 3 of 9 skills covered`, or that there is nothing to measure.
pub fn readiness(report: &GapReport) -> String {
    let total = report.gaps.len() + report.met.len();
    match (report.readiness, report.coverage) {
        (Some(readiness), Some(coverage)) => {
            let met = report.met.len();
            format!("{} ready, {} covered ({met} of {})", percent(readiness), percent(coverage), skills(total))
        }
        _ => report.courses.map_or_else(|| "this goal asks for nothing".to_owned(), courses),
    }
}

/// How far one is with courses: `0 of 2 asked for, 4 to take`.
pub fn courses(told: CourseCount) -> String {
    let there = format!("{} of {} asked for", told.there, told.asked);
    match told.to_take {
        Some(0) => format!("{there}, none to take"),
        Some(n) => format!("{there}, {n} to take"),
        None => format!("{there}, the rest out of reach"),
    }
}

fn skills(n: usize) -> String {
    count(n as u64, "skill")
}

/// How one gap can be closed: `64 h alone, 5 courses teach it`, or why it cannot.
pub fn closes(gap: &SkillGap) -> String {
    match gap.hours_alone {
        Some(time) => format!("{} alone", hours(time, false)),
        None if gap.taught_by.is_empty() && !gap.ruled_out.is_empty() => {
            let parts: Vec<String> =
                gap.ruled_out.iter().map(|(why, n)| format!("{n} ruled out: {}", why.word())).collect();
            parts.join(", ")
        }
        None if gap.taught_by.is_empty() && gap.reachable <= gap.current => "nobody teaches this".to_owned(),
        None => format!("nobody teaches this above {}", gap.reachable),
    }
}
