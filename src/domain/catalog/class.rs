//! What courses that are the same have in common.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Course, CourseIx, Level, Requirement, SkillIx};

/// Gives each course what any of its class teaches and excludes, and lets clauses count a class once.
pub(super) fn share(courses: &mut [Course]) {
    let (mut teaches, mut excludes) = (Vec::new(), vec![BTreeSet::new(); courses.len()]);
    for (at, course) in courses.iter().enumerate() {
        let class: Vec<usize> = class(courses, CourseIx::from_usize(at)).map(CourseIx::get).collect();
        if class.len() > 1 {
            let mut levels: BTreeMap<SkillIx, Level> = BTreeMap::new();
            for &(skill, level) in class.iter().flat_map(|&c| &courses[c].teaches) {
                let held = levels.entry(skill).or_default();
                *held = (*held).max(level);
            }
            teaches.push((at, levels.into_iter().collect::<Vec<_>>()));
        }
        for &out in &course.excludes {
            // What is the same cannot rule itself out.
            for other in class_of(courses, out).filter(|other| !class.contains(other)) {
                for &mine in &class {
                    excludes[mine].insert(CourseIx::from_usize(other));
                    excludes[other].insert(CourseIx::from_usize(mine));
                }
            }
        }
    }
    for (at, levels) in teaches {
        courses[at].teaches = levels;
    }
    for (course, out) in courses.iter_mut().zip(excludes) {
        course.excludes = out.into_iter().collect();
    }
    for at in 0..courses.len() {
        let (mut before, mut beside) = (courses[at].requirement.clone(), courses[at].corequisite.clone());
        count_once(&mut before, courses);
        count_once(&mut beside, courses);
        (courses[at].requirement, courses[at].corequisite) = (before, beside);
    }
}

fn class(courses: &[Course], course: CourseIx) -> impl Iterator<Item = CourseIx> {
    std::iter::once(course).chain(courses[course.get()].same_as.iter().copied())
}

fn class_of(courses: &[Course], course: CourseIx) -> impl Iterator<Item = usize> {
    class(courses, course).map(CourseIx::get)
}

/// In every count the courses of one class are one: the first that is named stays.
pub(super) fn count_once(requirement: &mut Requirement, courses: &[Course]) {
    match requirement {
        Requirement::All(parts) | Requirement::Any(parts) => parts.iter_mut().for_each(|p| count_once(p, courses)),
        Requirement::AtLeast { of, .. } => {
            let mut seen = BTreeSet::new();
            of.retain(|part| match part {
                Requirement::Course(c) | Requirement::Taken(c) => seen.insert(class(courses, *c).min().unwrap_or(*c)),
                _ => true,
            });
            of.iter_mut().for_each(|p| count_once(p, courses));
        }
        _ => {}
    }
}
