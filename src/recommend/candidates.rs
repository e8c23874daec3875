//! Which courses come into question, and what is missing for those that are not ready.

use crate::{
    domain::{Catalog, CourseIx, CourseMark, CourseStatus, Credits, Level, Profile, Requirement, SkillIx, State},
    path::{Metric, PlanRequest, uses},
};

/// A course that may be recommended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which course.
    pub course: CourseIx,
    /// What is missing before it is ready, by the shortest way there; empty when it is.
    pub missing: Vec<Lack>,
}

/// A clause that does not hold yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// A skill that is below what the course needs.
    Skill {
        /// Which skill.
        skill: SkillIx,
        /// What is needed.
        level: Level,
        /// What is there.
        have: Level,
    },
    /// A course that has to be completed first, or all that it teaches known.
    Course(CourseIx),
    /// Courses that have to count for so many credits.
    Credits {
        /// How many.
        least: Credits,
        /// Of which.
        of: Vec<CourseIx>,
    },
    /// Something that does not hold of the learner.
    Fact(String),
    /// A clause that nothing can meet.
    Impossible,
}

/// Whether a course may be proposed at all: it can still be taken, is not done (here or as the same
/// course elsewhere), and nothing the learner said speaks against it.
pub(super) fn is_offered(
    catalog: &Catalog,
    profile: &Profile,
    state: &State,
    request: &PlanRequest,
    course: CourseIx,
) -> bool {
    let c = catalog.course(course);
    c.status == CourseStatus::Active
        && !state.has_done_same(catalog, course)
        && profile.mark(c.id.as_str()) != Some(CourseMark::Hidden)
        && profile.constraints.objection(c).is_none()
        && !profile
            .constraints
            .avoid
            .iter()
            .filter_map(|s| catalog.skill_ix(s.as_str()))
            .any(|s| uses(catalog, course, s))
        && !state.completed().iter().any(|done| catalog.course(*done).excludes.contains(&course))
        && !request.exclude.contains(&course)
        && (request.metric != Metric::Price
            || request.money.assume_price.is_some()
            || request.money.convert(c.price, c.currency).is_some())
}

/// The fringe (ready and teaching something new), or with `all` everything that may be proposed, in
/// id order.
///
/// A corequisite counts as met when courses that are ready too can be taken in the same step.
pub fn candidates(
    catalog: &Catalog,
    profile: &Profile,
    state: &State,
    request: &PlanRequest,
    all: bool,
) -> Vec<Candidate> {
    let offered: Vec<CourseIx> =
        catalog.course_ixs().filter(|&c| is_offered(catalog, profile, state, request, c)).collect();
    let waived = |c: CourseIx| profile.waive.contains_key(catalog.course(c).id.as_str());
    let mut ready = vec![false; catalog.courses().len()];
    for &c in &offered {
        ready[c.get()] = waived(c) || state.meets(catalog, &catalog.course(c).requirement);
    }
    settle_corequisites(catalog, state, &waived, &mut ready);
    let beside = after(catalog, state, &ready);
    (offered.into_iter())
        .filter_map(|course| {
            if ready[course.get()] {
                let keep = all || state.learns_from(catalog, course);
                return keep.then(|| Candidate { course, missing: Vec::new() });
            }
            all.then(|| {
                let c = catalog.course(course);
                let mut missing = lacks(catalog, state, &c.requirement);
                missing.extend(lacks(catalog, &beside, &c.corequisite));
                missing.sort_unstable();
                missing.dedup();
                Candidate { course, missing }
            })
        })
        .collect()
}

/// Drops courses whose corequisite the others that are ready do not supply, until none is left.
fn settle_corequisites(catalog: &Catalog, state: &State, waived: &dyn Fn(CourseIx) -> bool, ready: &mut [bool]) {
    loop {
        let beside = after(catalog, state, ready);
        let mut settled = true;
        for c in catalog.course_ixs() {
            let corequisite = &catalog.course(c).corequisite;
            if ready[c.get()] && !waived(c) && !corequisite.is_trivial() && !beside.meets(catalog, corequisite) {
                ready[c.get()] = false;
                settled = false;
            }
        }
        if settled {
            return;
        }
    }
}

fn after(catalog: &Catalog, state: &State, taken: &[bool]) -> State {
    let mut after = state.clone();
    catalog.course_ixs().filter(|c| taken[c.get()]).for_each(|c| after.take(catalog, c));
    after
}

/// The clauses missing by the alternative with the fewest of them, then the fewest levels.
fn lacks(catalog: &Catalog, state: &State, requirement: &Requirement) -> Vec<Lack> {
    let effort = |lacks: &Vec<Lack>| {
        let levels: u32 = (lacks.iter())
            .map(|l| match l {
                Lack::Skill { level, have, .. } => u32::from(have.gap_to(*level).thousandths()),
                Lack::Course(_) | Lack::Credits { .. } => 1000,
                Lack::Fact(_) => 100_000,
                Lack::Impossible => 1_000_000,
            })
            .sum();
        (lacks.contains(&Lack::Impossible), lacks.len(), levels)
    };
    let fewest = |n: usize, of: &[Requirement]| {
        let mut ways: Vec<_> = of.iter().map(|p| lacks(catalog, state, p)).collect();
        if ways.len() < n {
            return vec![Lack::Impossible];
        }
        ways.sort_by_key(effort);
        ways.truncate(n);
        ways.concat()
    };
    match requirement {
        Requirement::All(parts) => parts.iter().flat_map(|p| lacks(catalog, state, p)).collect(),
        Requirement::Any(parts) => fewest(1, parts),
        Requirement::AtLeast { n, of } => fewest(*n as usize, of),
        leaf if state.meets_leaf(catalog, leaf) => Vec::new(),
        Requirement::Skill { skill, level } => {
            vec![Lack::Skill { skill: *skill, level: *level, have: state.level(*skill) }]
        }
        Requirement::Course(course) | Requirement::Taken(course) => vec![Lack::Course(*course)],
        Requirement::Credits { least, of } => vec![Lack::Credits { least: *least, of: of.clone() }],
        Requirement::Fact(fact) => vec![Lack::Fact(fact.clone())],
    }
}
