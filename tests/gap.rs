//! Gap analysis against figures worked out by hand.

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    domain::{
        Catalog, CatalogDraft, CourseDraft, CourseId, GoalDraft, GoalId, GoalSkill, Level, Minutes, Profile,
        Requirement, Skill, SkillId, SkillRecord,
    },
    gap::GapReport,
    path::{Aim, Cancel},
};

fn skill(id: &str) -> SkillId {
    SkillId::new(id).expect("valid")
}

fn course(id: &str, hours: u64, teaches: &[(&str, u16)], needs: &[(&str, u16)]) -> CourseDraft {
    let mut c = CourseDraft::new(CourseId::new(id).expect("valid"), id, "p");
    c.hours = Some(Minutes(hours * 60));
    c.teaches = teaches.iter().map(|&(s, l)| (skill(s), Level::new(l))).collect();
    let clause = |&(s, l): &(&str, u16)| Requirement::Skill { skill: skill(s), level: Level::new(l) };
    c.requirement = Requirement::All(needs.iter().map(clause).collect());
    c
}

/// `a` opens `b`; `c` stands alone and is taught only half way.
fn catalog() -> Catalog {
    let named = |id: &str| Skill::new(skill(id), &id.to_uppercase(), "x");
    let wants = |id: &str, level, weight| GoalSkill { skill: skill(id), level: Level::new(level), weight };
    Catalog::link(CatalogDraft {
        skills: vec![named("a"), named("b"), named("c")],
        courses: vec![
            course("a1", 10, &[("a", 500)], &[]),
            course("a2", 4, &[("a", 250)], &[]),
            course("b1", 20, &[("b", 500)], &[("a", 500)]),
            course("c1", 7, &[("c", 500)], &[]),
        ],
        goals: vec![GoalDraft {
            id: GoalId::new("g").expect("valid"),
            title: "Goal".into(),
            summary: String::new(),
            source: None,
            skills: vec![wants("a", 500, 1000), wants("b", 500, 2000), wants("c", 1000, 500)],
            requirement: Requirement::always(),
            stages: Vec::new(),
        }],
        ..CatalogDraft::default()
    })
    .expect("links")
}

fn report(profile: Profile) -> GapReport {
    let advisor = Advisor::new(Arc::new(catalog()), profile, Settings::default());
    let aim = Aim { goals: advisor.catalog().goals().to_vec(), to: Vec::new() };
    advisor.gap(&aim, &Cancel::new())
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

#[test]
fn an_empty_profile_is_all_gap() {
    let report = report(Profile::default());
    assert_eq!((report.readiness, report.coverage), (Some(0.0), Some(0.0)));
    assert!(report.met.is_empty());
    let order: Vec<&str> = report.gaps.iter().map(|g| g.skill.as_str()).collect();
    assert_eq!(order, ["b", "a", "c"]);
    // Weighted gaps: a 0.5, b 1.0, c 0.5; in all 2.0. Half of c's, 0.25, cannot be closed whatever one does.
    let [b, a, c] = &report.gaps[..] else { panic!("three gaps") };
    assert!(close(b.blocks, 1.25 / 2.0) && close(b.priority, 1.0 * (1.0 + 1.25 / 2.0)), "{b:?}");
    assert!(close(a.blocks, 1.75 / 2.0) && close(a.priority, 0.5 * (1.0 + 1.75 / 2.0)), "{a:?}");
    assert!(close(c.blocks, 0.5 / 2.0) && close(c.priority, 0.5 * (1.0 + 0.5 / 2.0)), "{c:?}");
    assert_eq!(b.hours_alone, Some(Minutes(30 * 60)));
    assert_eq!(a.hours_alone, Some(Minutes(10 * 60)));
    assert_eq!((c.hours_alone, c.reachable), (None, Level::new(500)));
    let teachers: Vec<&str> = a.taught_by.iter().map(CourseId::as_str).collect();
    assert_eq!(teachers, ["a1", "a2"], "the one that suffices first, though it is dearer");
}

#[test]
fn five_hundredths_short_is_short_and_what_is_met_counts() {
    let mut profile = Profile::default();
    let mut know = |id: &str, level| {
        let record = SkillRecord { level: Level::new(level), from: "self".into(), on: None };
        profile.skills.insert(skill(id), record);
    };
    know("a", 450);
    know("b", 900);
    let report = report(profile);
    // Σ w·min(have, need) = 0.45 + 2 × 0.5; Σ w·need = 0.5 + 1.0 + 0.5. Weights of met skills: 2.0 of 3.5.
    assert!(close(report.readiness.expect("a goal with skills"), 1.45 / 2.0), "{:?}", report.readiness);
    assert!(close(report.coverage.expect("a goal with skills"), 2.0 / 3.5), "{:?}", report.coverage);
    let a = report.gaps.iter().find(|g| g.skill.as_str() == "a").expect("short");
    assert_eq!(a.gap, Level::new(50));
    assert_eq!(report.met.len(), 1);
}

#[test]
fn nothing_asked_is_no_readiness() {
    let advisor = Advisor::new(Arc::new(catalog()), Profile::default(), Settings::default());
    let to = vec![advisor.course("b1").expect("there")];
    let report = advisor.gap(&Aim { goals: Vec::new(), to }, &Cancel::new());
    assert_eq!((report.readiness, report.coverage), (None, None));
    assert!(report.gaps.is_empty());
}
