//! What is wrong with a catalog as a whole: courses nobody can start, cycles nobody can enter, goals out
//! of reach, skills nobody teaches, entries that look like one. And its statistics.

mod cycles;
mod reach;
mod stats;

use std::collections::BTreeMap;

pub use reach::Reach;
pub use stats::{AreaStats, Hole, Stats};

use crate::{
    domain::{Catalog, CourseIx, CourseStatus, GoalId, Level, Requirement, SkillIx},
    path::Missing,
};

/// A course forward chaining with the whole catalog never starts, and what it still lacks then.
#[derive(Debug, Clone, PartialEq)]
pub struct NeverReady {
    /// Which course.
    pub course: CourseIx,
    /// The leaves of its requirements that never hold.
    pub missing: Vec<Missing>,
}

/// A goal that never holds, and what it still lacks then.
#[derive(Debug, Clone, PartialEq)]
pub struct OutOfReach {
    /// Which goal.
    pub goal: GoalId,
    /// Its skills and conditions that never hold.
    pub missing: Vec<Missing>,
}

/// Everything found, each list in id order.
#[derive(Debug, Clone, PartialEq)]
pub struct Audit {
    /// Cycles among courses that never start: each a way around, the first course not repeated.
    pub cycles: Vec<Vec<CourseIx>>,
    /// Courses that never start though no cycle runs through them.
    pub never_ready: Vec<NeverReady>,
    /// Goals nobody can reach.
    pub out_of_reach: Vec<OutOfReach>,
    /// Skills no course on offer teaches.
    pub untaught: Vec<SkillIx>,
    /// Courses of one provider with the same title that are not `same_as`.
    pub near_duplicates: Vec<(CourseIx, CourseIx)>,
    /// Counts.
    pub stats: Stats,
}

/// Audits a catalog from the point of view of somebody who knows nothing and may take everything.
pub fn audit(catalog: &Catalog) -> Audit {
    let reach = Reach::of(catalog);
    let cycles = cycles::closed(catalog, &reach);
    let mut in_cycle = vec![false; catalog.courses().len()];
    cycles.iter().flatten().for_each(|c| in_cycle[c.get()] = true);
    let never_ready = (catalog.course_ixs())
        .filter(|&c| !reach.started(c) && !in_cycle[c.get()] && catalog.course(c).status != CourseStatus::Retired)
        .map(|course| {
            let c = catalog.course(course);
            let mut missing = lacking(catalog, &reach, &c.requirement);
            missing.extend(lacking(catalog, &reach, &c.corequisite));
            NeverReady { course, missing: sorted(missing) }
        })
        .collect();
    let out_of_reach = (catalog.goals().iter())
        .filter_map(|goal| {
            let short = goal.skills.iter().filter(|s| reach.level(s.skill) < s.level);
            let mut missing: Vec<Missing> = short.map(|s| skill_missing(catalog, &reach, s.skill, s.level)).collect();
            missing.extend(lacking(catalog, &reach, &goal.requirement));
            (!missing.is_empty()).then(|| OutOfReach { goal: goal.id.clone(), missing: sorted(missing) })
        })
        .collect();
    let offered = |c: CourseIx| catalog.course(c).status != CourseStatus::Retired;
    let untaught = (0..catalog.skills().len())
        .map(SkillIx::from_usize)
        .filter(|&s| !catalog.taught_by(s).iter().any(|&(c, _)| offered(c)))
        .collect();
    let stats = Stats::of(catalog, &reach, cycles::open(catalog, &reach));
    Audit { cycles, never_ready, out_of_reach, untaught, near_duplicates: near_duplicates(catalog), stats }
}

fn sorted(mut missing: Vec<Missing>) -> Vec<Missing> {
    missing.sort();
    missing.dedup();
    missing
}

fn skill_missing(catalog: &Catalog, reach: &Reach, skill: SkillIx, level: Level) -> Missing {
    Missing::Skill { skill: catalog.skill(skill).id.clone(), level, reachable: reach.level(skill) }
}

fn lacking(catalog: &Catalog, reach: &Reach, requirement: &Requirement) -> Vec<Missing> {
    let mut out = Vec::new();
    reach.unmet_leaves(catalog, requirement, &mut |leaf| match leaf {
        Requirement::Skill { skill, level } => out.push(skill_missing(catalog, reach, *skill, *level)),
        Requirement::Course(course) => out.push(Missing::Course(catalog.course(*course).id.clone())),
        _ => {}
    });
    out
}

fn near_duplicates(catalog: &Catalog) -> Vec<(CourseIx, CourseIx)> {
    let mut first: BTreeMap<(String, String), CourseIx> = BTreeMap::new();
    let mut out = Vec::new();
    for course in catalog.course_ixs() {
        let c = catalog.course(course);
        let key = (folded(&c.provider), folded(&c.title));
        // A title without a letter says nothing that could be repeated.
        if key.1.is_empty() {
            continue;
        }
        match first.get(&key) {
            Some(earlier) if !c.same_as.contains(earlier) => out.push((*earlier, course)),
            Some(_) => {}
            None => {
                first.insert(key, course);
            }
        }
    }
    out
}

/// The words of a text, case and punctuation aside.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests;
