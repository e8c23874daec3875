//! From what the learner asks to what can be reached: needs beyond reach are lowered to what is
//! possible, and what is missing is named.

use std::collections::BTreeMap;

use super::{
    apart::apart,
    compile::{Compiled, Target},
    kernel::Scene,
    plan::{Blocked, Missing, RuledOut, Unmet},
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
        return beside_each_other(scene, Within { target: wanted.clone(), unmet: Vec::new() }, Some(compiled));
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
    beside_each_other(scene, out, None)
}

/// Gives up what can only be had with two courses that rule each other out: courses that were asked for come first,
/// then conditions, then each skill as high as it goes beside those before it.
fn beside_each_other(scene: &Scene<'_>, mut within: Within, compiled: Option<&Compiled>) -> Within {
    let network = |target: &Target| Compiled::new(scene.catalog, scene.state, &scene.offer, target);
    let own;
    let whole = match compiled {
        Some(compiled) => compiled,
        None => {
            own = network(&within.target);
            &own
        }
    };
    if whole.rivals.is_empty() || apart(whole).is_some() {
        return within;
    }
    let catalog = scene.catalog;
    let wanted = std::mem::take(&mut within.target);
    let mut kept = Target::default();
    // Where the learner is once all that is kept is reached.
    let mut after = scene.state.clone();
    let keep = |kept: &mut Target, more: Target, after: &mut State| {
        let network = network(&more);
        let Some(set) = apart(&network) else { return false };
        *after = scene.state.clone();
        set.iter().for_each(|&j| after.take(catalog, network.courses[j as usize]));
        *kept = more;
        true
    };
    for &course in &wanted.taken {
        let mut more = kept.clone();
        more.taken.push(course);
        if !keep(&mut kept, more, &mut after) {
            within.unmet.push(Unmet::Course(rival(scene, course)));
        }
    }
    for requirement in &wanted.requirements {
        let mut more = kept.clone();
        more.requirements.push(requirement.clone());
        if !keep(&mut kept, more, &mut after) {
            within.unmet.push(Unmet::Requirement(missing(scene, &after, requirement)));
        }
    }
    for &(skill, required) in &wanted.skills {
        let have = scene.state.level(skill);
        let taught = catalog.taught_by(skill).iter().filter(|(c, _)| scene.offers(*c)).map(|&(_, l)| l);
        let mut levels: Vec<Level> = taught.filter(|l| *l > have && *l < required).chain([have, required]).collect();
        levels.sort_unstable();
        levels.dedup();
        let reachable = levels.into_iter().rev().find(|&level| {
            let mut more = kept.clone();
            more.skills.push((skill, level));
            keep(&mut kept, more, &mut after)
        });
        let reachable = reachable.unwrap_or(have);
        if reachable < required {
            let above = catalog.taught_by(skill).iter().filter(|(c, l)| *l > reachable && scene.offers(*c));
            let blocked = above.map(|&(c, _)| rival(scene, c)).collect();
            // Beyond every course it was already where it was lowered before.
            let id = &catalog.skill(skill).id;
            let told = within.unmet.iter_mut().find_map(|unmet| match unmet {
                Unmet::Skill { skill, reachable, .. } if skill == id => Some(reachable),
                _ => None,
            });
            match told {
                Some(told) => *told = reachable,
                None => within.unmet.push(Unmet::Skill { skill: id.clone(), required, reachable, blocked }),
            }
        }
    }
    within.target = kept;
    within
}

/// A course that something else which is needed rules out.
fn rival(scene: &Scene<'_>, course: CourseIx) -> Blocked {
    let id = scene.catalog.course(course).id.clone();
    Blocked { course: id, missing: Vec::new(), ruled_out: Some(RuledOut::RivalTaken) }
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
