//! The audit of a catalog and the planner read the same rules: a course can start for one exactly
//! when it can for the other.

#[expect(dead_code, reason = "each test uses a part of it")]
#[path = "common/random_catalog.rs"]
mod random_catalog;

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    audit::audit,
    domain::{Catalog, CourseStatus, Profile},
    path::{Aim, Cancel, PlanRequest, Status},
};
use random_catalog::case;

#[test]
fn whoever_never_starts_for_the_audit_is_out_of_reach_for_the_planner() {
    let (mut stuck, mut free) = (0, 0);
    for seed in 0..400 {
        // The audit asks what nobody can ever start: a fact may come to hold, and which of two courses that exclude
        // each other to take is a choice.
        let mut draft = case(seed).draft;
        draft.courses.iter_mut().for_each(|c| c.excludes.clear());
        let catalog = Arc::new(Catalog::link(draft).expect("links"));
        let facts = ["enrolled", "veteran"].map(str::to_owned).into();
        let report = audit(&catalog);
        let advisor = Advisor::new(Arc::clone(&catalog), Profile { facts, ..Profile::default() }, Settings::default());
        for course in catalog.course_ixs() {
            if catalog.course(course).status == CourseStatus::Retired {
                continue;
            }
            let never = report.cycles.iter().flatten().any(|&c| c == course)
                || report.never_ready.iter().any(|s| s.course == course);
            let request = PlanRequest::new(Aim { goals: Vec::new(), to: vec![course] });
            let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
            let id = &catalog.course(course).id;
            assert_eq!(plan.status == Status::Unreachable, never, "seed {seed}, {id}");
            *if never { &mut stuck } else { &mut free } += 1;
        }
    }
    assert!(stuck > 100 && free > 1000, "{stuck} stuck, {free} free");
}
