//! Skills one can exchange: curves, groundwork, and that what is credited with a tool is about that tool.

use std::collections::BTreeSet;

use prereq::domain::{Catalog, Course, CourseStatus, Level, Requirement, SkillIx};

use super::{catalog, none};

#[test]
fn every_skill_says_what_it_takes_and_where_that_comes_from() {
    let mut wrong = Vec::new();
    for skill in catalog().skills() {
        let source = skill.work_source.as_deref().unwrap_or_default();
        if skill.work.is_none() || source.chars().count() < 8 {
            wrong.push(format!("{}: work {:?}, from {source:?}", skill.id, skill.work));
        }
    }
    none(&wrong);
}

#[test]
fn families_have_rivals_and_groundwork_goes_no_deeper_than_what_stands_on_it() {
    let catalog = catalog();
    let mut wrong = Vec::new();
    for (at, skill) in catalog.skills().iter().enumerate() {
        let rivals = catalog.skills().iter().filter(|s| s.family.is_some() && s.family == skill.family).count();
        if rivals == 1 {
            wrong.push(format!("{} is the only one of its family", skill.id));
        }
        let mine = skill.work.expect("checked elsewhere");
        for &(ground, bound) in catalog.implied(SkillIx::from_usize(at)) {
            let ground = catalog.skill(ground);
            let full = mine.to(Level::MAX);
            if ground.work.is_some_and(|w| w.to(bound) > full) {
                wrong.push(format!("{} carries {} {bound}, which takes more than all of it", skill.id, ground.id));
            }
            if ground.implies.iter().any(|(back, _)| *back == skill.id) {
                wrong.push(format!("{} and {} carry each other", skill.id, ground.id));
            }
        }
    }
    none(&wrong);
}

/// Tools: whoever is credited with one at working level has it in title, summary or tags.
const TOOLS: [&str; 30] = [
    "kubernetes",
    "containers",
    "terraform",
    "version-control",
    "graphql",
    "typescript",
    "pandas",
    "numpy",
    "scikit-learn",
    "spark",
    "kafka",
    "dbt",
    "ros",
    "mongodb",
    "active-directory",
    "windows-server",
    "linux",
    "rust",
    "java",
    "cpp",
    "csharp",
    "c-programming",
    "swift",
    "php",
    "scala",
    "html",
    "css",
    "javascript",
    "sql",
    "spreadsheets",
];

/// Courses that teach a tool without naming it, and why that is so.
const UNNAMED: [(&str, &str); 0] = [];

fn words(text: &str) -> Vec<String> {
    let folded = text.to_lowercase();
    let keep = |c: char| c.is_alphanumeric() || matches!(c, '+' | '#' | '.');
    folded.split(|c: char| !keep(c)).map(|w| w.trim_matches('.').to_owned()).filter(|w| !w.is_empty()).collect()
}

fn says(course: &Course, catalog: &Catalog, skill: SkillIx) -> bool {
    let skill = catalog.skill(skill);
    let text = [course.title.as_str(), &course.summary, course.exam.as_deref().unwrap_or_default()];
    let text = words(&[text.join(" "), course.tags.join(" "), course.series.clone().unwrap_or_default()].join(" "));
    let names = std::iter::once(skill.name.as_str()).chain(skill.aliases.iter().map(String::as_str));
    names.chain([skill.id.as_str()]).any(|name| {
        let name = words(name);
        !name.is_empty() && text.windows(name.len()).any(|part| part == name.as_slice())
    })
}

#[test]
fn what_is_credited_with_a_tool_is_about_that_tool() {
    let catalog = catalog();
    let unnamed: BTreeSet<(&str, &str)> = UNNAMED.into_iter().collect();
    let mut wrong = Vec::new();
    for course in catalog.courses().iter().filter(|c| c.status == CourseStatus::Active) {
        for &(skill, level) in &course.teaches {
            let s = catalog.skill(skill);
            let tool = s.family.is_some() || TOOLS.contains(&s.id.as_str());
            let excused = unnamed.contains(&(course.id.as_str(), s.id.as_str()));
            if tool && level.thousandths() >= 500 && !excused && !says(course, &catalog, skill) {
                wrong.push(format!("{} ({}) is credited with {} {level}", course.id, course.title, s.id));
            }
        }
    }
    none(&wrong);
}

#[test]
fn a_course_has_few_main_subjects_and_does_not_touch_them_too() {
    let catalog = catalog();
    let mut wrong = Vec::new();
    for course in catalog.courses() {
        let long = course.kind.is_some_and(|k| k.is_long()) || course.hours.is_some_and(|h| h.0 >= 200 * 60);
        if course.teaches.len() > if long { 6 } else { 5 } {
            wrong.push(format!("{} has {} main subjects", course.id, course.teaches.len()));
        }
        for touched in course.touches.iter().filter(|t| course.teaches_level(**t).is_some()) {
            wrong.push(format!("{} teaches and touches {}", course.id, catalog.skill(*touched).id));
        }
    }
    none(&wrong);
}

#[test]
fn no_skill_hangs_in_the_air() {
    let catalog = catalog();
    let mut used: BTreeSet<SkillIx> = BTreeSet::new();
    let mut mention = |requirement: &Requirement| {
        requirement.leaves(&mut |leaf| {
            if let Requirement::Skill { skill, .. } = leaf {
                used.insert(*skill);
            }
        });
    };
    for course in catalog.courses() {
        mention(&course.requirement);
        mention(&course.recommended);
    }
    for goal in catalog.goals() {
        mention(&goal.requirement);
    }
    used.extend(catalog.goals().iter().flat_map(|g| g.skills.iter().map(|s| s.skill)));
    let idle: Vec<String> = (0..catalog.skills().len())
        .map(SkillIx::from_usize)
        .filter(|s| !used.contains(s))
        .map(|s| format!("{}: no goal asks for it and no course needs it", catalog.skill(s).id))
        .collect();
    none(&idle);
}
