//! From what the learner asks to what can be reached: needs beyond reach are lowered to what is
//! possible, and what is missing is named.

use std::collections::BTreeMap;

use super::{
    compile::{Compiled, Target},
    kernel::Scene,
    plan::{Blocked, Missing, Unmet},
    request::PlanRequest,
};
use crate::domain::{CourseIx, Level, Requirement, SkillIx, State};

/// A target with weights.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Ask {
    pub target: Target,
    /// Weight of each goal skill, in thousandths.
    pub weights: BTreeMap<SkillIx, u32>,
}

/// All goals of an aim at once: of a skill asked for twice the higher level counts, weights add up.
pub(crate) fn ask(request: &PlanRequest) -> Ask {
    let mut levels: BTreeMap<SkillIx, Level> = BTreeMap::new();
    let mut weights: BTreeMap<SkillIx, u32> = BTreeMap::new();
    let mut requirements: Vec<Requirement> = Vec::new();
    for goal in &request.aim.goals {
        for s in &goal.skills {
            let level = levels.entry(s.skill).or_default();
            *level = (*level).max(s.level);
            let weight = weights.entry(s.skill).or_default();
            *weight = weight.saturating_add(s.weight);
        }
        match &goal.requirement {
            Requirement::All(parts) => requirements.extend(parts.iter().cloned()),
            other => requirements.push(other.clone()),
        }
    }
    let mut taken: Vec<CourseIx> = request.aim.to.iter().chain(&request.require).copied().collect();
    taken.sort_unstable();
    taken.dedup();
    Ask { target: Target { skills: levels.into_iter().collect(), requirements, taken, soft: Vec::new() }, weights }
}

/// What of a target can be reached, and what cannot.
pub(crate) struct Within {
    pub target: Target,
    pub unmet: Vec<Unmet>,
}

/// Lowers each need to its reachable maximum.
pub(crate) fn within_reach(scene: &Scene<'_>, wanted: &Target) -> Within {
    within_reach_by(scene, wanted, &Compiled::new(scene.catalog, scene.state, &scene.offer, wanted))
}

/// The same, once the network of `wanted` is there.
pub(crate) fn within_reach_by(scene: &Scene<'_>, wanted: &Target, compiled: &Compiled) -> Within {
    let reach = compiled.reach_all();
    if reach.at_goal() {
        return Within { target: wanted.clone(), unmet: Vec::new() };
    }
    let closure = closure(scene);
    let mut out = Within { target: Target::default(), unmet: Vec::new() };
    let mut pieces = compiled.pieces.iter().map(|&p| reach.meets(p));
    let mut met = || pieces.next().unwrap_or(false);
    for &(skill, required) in &wanted.skills {
        if met() {
            out.target.skills.push((skill, required));
            continue;
        }
        let reachable = closure.level(skill);
        out.target.skills.push((skill, reachable));
        let blocked = (scene.catalog.taught_by(skill).iter())
            .filter(|&&(c, level)| level > reachable && !scene.state.has_done(c))
            .map(|&(c, _)| blocked(scene, &closure, c))
            .collect();
        out.unmet.push(Unmet::Skill { skill: scene.catalog.skill(skill).id.clone(), required, reachable, blocked });
    }
    for requirement in &wanted.requirements {
        if met() {
            out.target.requirements.push(requirement.clone());
        } else {
            out.unmet.push(Unmet::Requirement(missing(scene, &closure, requirement)));
        }
    }
    for &course in &wanted.taken {
        if met() {
            out.target.taken.push(course);
        } else {
            out.unmet.push(Unmet::Course(blocked(scene, &closure, course)));
        }
    }
    out
}

/// Everything the learner could ever reach with the courses on offer.
pub(crate) fn closure(scene: &Scene<'_>) -> State {
    let catalog = scene.catalog;
    let mut state = scene.state.clone();
    let mut left: Vec<CourseIx> = catalog.course_ixs().filter(|&c| scene.offers(c)).collect();
    let open = |state: &State, c: CourseIx| {
        scene.offer.waived[c.get()] || state.meets(catalog, &catalog.course(c).requirement)
    };
    let joined = |state: &State, c: CourseIx| {
        scene.offer.waived[c.get()] || state.meets(catalog, &catalog.course(c).corequisite)
    };
    loop {
        let before = left.len();
        left.retain(|&c| {
            let ready = open(&state, c) && joined(&state, c);
            if ready {
                state.take(catalog, c);
            }
            !ready
        });
        if left.len() < before {
            continue;
        }
        let mut group: Vec<CourseIx> = left.iter().copied().filter(|&c| open(&state, c)).collect();
        loop {
            let mut after = state.clone();
            group.iter().for_each(|&c| after.take(catalog, c));
            let size = group.len();
            group.retain(|&c| joined(&after, c));
            if group.len() == size {
                break;
            }
        }
        if group.is_empty() {
            return state;
        }
        group.iter().for_each(|&c| state.take(catalog, c));
        left.retain(|c| !group.contains(c));
    }
}

/// Why a course is out of reach.
pub(crate) fn blocked(scene: &Scene<'_>, closure: &State, course: CourseIx) -> Blocked {
    let c = scene.catalog.course(course);
    let mut pieces = Vec::new();
    if !scene.offer.waived[course.get()] {
        pieces = missing(scene, closure, &c.requirement);
        pieces.extend(missing(scene, closure, &c.corequisite));
        pieces.sort();
        pieces.dedup();
    }
    Blocked { course: c.id.clone(), missing: pieces, ruled_out: scene.ruled_out[course.get()] }
}

/// The fewest leaves that would have to hold in addition to what `closure` has.
pub(crate) fn missing(scene: &Scene<'_>, closure: &State, requirement: &Requirement) -> Vec<Missing> {
    if closure.meets(scene.catalog, requirement) {
        return Vec::new();
    }
    let fewest = |parts: &[Requirement], n: usize| -> Vec<Missing> {
        let held = parts.iter().filter(|p| closure.meets(scene.catalog, p)).count();
        let mut options: Vec<Vec<Missing>> =
            (parts.iter()).filter(|p| !closure.meets(scene.catalog, p)).map(|p| missing(scene, closure, p)).collect();
        options.sort_by_key(Vec::len);
        options.into_iter().take(n.saturating_sub(held)).flatten().collect()
    };
    let mut out = match requirement {
        Requirement::All(parts) => parts.iter().flat_map(|p| missing(scene, closure, p)).collect(),
        Requirement::Any(parts) => fewest(parts, 1),
        Requirement::AtLeast { n, of } => fewest(of, *n as usize),
        Requirement::Skill { skill, level } => vec![Missing::Skill {
            skill: scene.catalog.skill(*skill).id.clone(),
            level: *level,
            reachable: closure.level(*skill),
        }],
        Requirement::Course(course) | Requirement::Taken(course) => {
            vec![Missing::Course(scene.catalog.course(*course).id.clone())]
        }
        Requirement::Credits { least, of } => {
            let held = of.iter().copied().filter(|&c| closure.has_done_same(scene.catalog, c));
            vec![Missing::Credits {
                least: *least,
                reachable: scene.catalog.credits_of(held),
                of: of.iter().map(|&c| scene.catalog.course(c).id.clone()).collect(),
            }]
        }
        Requirement::Fact(fact) => vec![Missing::Fact(fact.clone())],
    };
    out.sort();
    out.dedup();
    out
}
