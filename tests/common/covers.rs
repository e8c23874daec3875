//! Catalogs whose plans are hard to prove: every course stands alone, and the goal asks for one of each of many
//! small sets, so that the relaxation leaves a gap and the proof has to tell cases apart.

use prereq::{
    domain::{CatalogDraft, CourseDraft, CourseId, GoalDraft, GoalId, Minutes, Profile, Requirement, Skill, SkillId},
    path::{Costing, Metric},
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::random_catalog::{Case, course_id};

/// The case of that seed, with so many courses and sets.
pub fn cover(seed: u64, courses: usize, sets: usize) -> Case {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let drafts = (0..courses).map(|i| {
        let mut c = CourseDraft::new(course_id(i), &format!("Course {i}"), "P");
        c.hours = Some(Minutes(60 * rng.random_range(3..9)));
        c
    });
    let drafts: Vec<CourseDraft> = drafts.collect();
    let clauses = (0..sets).map(|_| {
        let mut set: Vec<CourseId> = Vec::new();
        while set.len() < 2 + usize::from(rng.random_bool(0.3)) {
            let course = course_id(rng.random_range(0..courses));
            if !set.contains(&course) {
                set.push(course);
            }
        }
        Requirement::Any(set.into_iter().map(Requirement::Course).collect())
    });
    let requirement = Requirement::All(clauses.collect());
    let id = SkillId::new("s").expect("valid");
    let skills = vec![Skill::new(id, "S", "a")];
    let goal = GoalDraft {
        id: GoalId::new("g").expect("valid"),
        title: "Goal".to_owned(),
        summary: String::new(),
        source: None,
        skills: vec![],
        requirement,
        stages: Vec::new(),
    };
    Case {
        draft: CatalogDraft { skills, courses: drafts, goals: vec![goal], terms: vec![] },
        profile: Profile::default(),
        metric: Metric::Hours,
        to: vec![],
        require: vec![],
        exclude: vec![],
        costing: Costing::default(),
        opinions: None,
    }
}
