//! What else there is to say of a course, skill or goal, a line each under a name.

use crate::{
    domain::{Catalog, Course, CourseStatus, Goal, Skill},
    path::CourseCost,
};

use super::{anchored, hours, hours_and_work, list_and, weight_lines, work_left};

/// Whose word a course has, what it belongs to and merely touches, what it rules out, what to mind.
pub fn course_lines(catalog: &Catalog, course: &Course) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    let mut line = |name, text: String| {
        if !text.is_empty() {
            lines.push((name, text));
        }
    };
    line("Kind", course.kind.map_or("", |k| k.word()).to_owned());
    line("Series", course.series.clone().unwrap_or_default());
    line("Exam", course.exam.clone().unwrap_or_default());
    line("Endorsed by", list_and(&course.endorsed));
    let touches: Vec<String> = course.touches.iter().map(|&s| catalog.skill(s).name.clone()).collect();
    line("Touches", list_and(&touches));
    let excludes: Vec<String> = course.excludes.iter().map(|&c| catalog.course(c).title.clone()).collect();
    line("Rules out", list_and(&excludes));
    course.notes.iter().for_each(|note| line("Mind", note.clone()));
    if course.status == CourseStatus::Retired
        && let Some(next) = &course.successor
    {
        let title = catalog.course_ix(next.as_str()).map(|c| format!("{} ({next})", catalog.course(c).title));
        line("Instead", title.unwrap_or_else(|| next.to_string()));
    }
    lines
}

/// What a course costs a learner: hours and work, what is left of it, and each term of its weight; each line with how
/// deep it stands.
pub fn cost_lines(cost: &CourseCost, names: &dyn super::Names) -> Vec<(usize, String)> {
    let mut lines = vec![(0, hours_and_work(&cost.work))];
    if cost.work.left != cost.work.full {
        lines.push((0, work_left(cost.work)));
    }
    let (weight, terms) = weight_lines(cost.weight, &cost.reasons, names);
    lines.push((0, weight));
    lines.extend(terms.into_iter().map(|term| (1, term)));
    lines
}

/// What a skill belongs to, carries and takes.
pub fn skill_lines(catalog: &Catalog, skill: &Skill) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if let Some(family) = &skill.family {
        let rivals = catalog.skills().iter().filter(|s| s.family.as_ref() == Some(family) && s.id != skill.id);
        let rivals: Vec<String> = rivals.map(|s| s.name.clone()).collect();
        let beside = if rivals.is_empty() { String::new() } else { format!(": beside {}", list_and(&rivals)) };
        lines.push(("Family", format!("{}{beside}", super::area(family))));
    }
    if !skill.implies.is_empty() {
        let carried = skill.implies.iter().map(|(id, level)| {
            let name = catalog.skill_ix(id.as_str()).map_or(id.as_str(), |ix| &catalog.skill(ix).name);
            format!("{name} up to {}", anchored(*level))
        });
        lines.push(("Carries", list_and(&carried.collect::<Vec<_>>())));
    }
    if let Some(curve) = skill.work {
        let [a, w, p, e] = curve.totals().map(|total| hours(total, false));
        lines.push(("Work", format!("{a} to awareness, {w} to working, {p} to practitioner, {e} to expert")));
    }
    lines
}

/// The stages of a goal, the earliest first: `Python, SQL`.
pub fn stages(catalog: &Catalog, goal: &Goal) -> Vec<String> {
    let names = |stage: &Vec<_>| stage.iter().map(|&s| catalog.skill(s).name.clone()).collect::<Vec<_>>().join(", ");
    goal.stages.iter().map(names).collect()
}
