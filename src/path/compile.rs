//! From a catalog and a learner to a network: only what could matter to the goal, everything already
//! decided folded away.

use super::{
    network::{Action, Builder, Cond, Network},
    reach::Reach,
    solve::gcd,
};
use std::collections::BTreeMap;

use crate::domain::{Catalog, CourseIx, Credits, Level, Requirement, SkillIx, State};

/// What has to hold at the end, by index.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Target {
    /// Skills and levels.
    pub skills: Vec<(SkillIx, Level)>,
    /// Conditions, all needed.
    pub requirements: Vec<Requirement>,
    /// Courses to be taken themselves.
    pub taken: Vec<CourseIx>,
    /// Levels that may be done without, each at a price (soft goals, compiled away after Keyder & Geffner 2009).
    pub soft: Vec<Soft>,
}

/// A level that is wanted, or else paid for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Soft {
    /// Which skill.
    pub skill: SkillIx,
    /// Which level.
    pub level: Level,
    /// Stands for doing without: an index beyond the catalog's courses.
    pub skip: CourseIx,
}

/// Who may be proposed and whose requirement is waived; both by course index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Offer {
    pub offered: Vec<bool>,
    pub waived: Vec<bool>,
}

/// A network with the way back to the catalog.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    /// The network.
    pub net: Network,
    /// The catalog's index of each local course, ascending.
    pub courses: Vec<CourseIx>,
    /// What the goal is made of: the target's skills, requirements and courses, in that order.
    pub pieces: Vec<Cond>,
    /// Each skill that matters: catalog's index, local index, thresholds.
    pub ladders: Vec<(SkillIx, u32, Vec<Level>)>,
    /// Pairs of courses that rule each other out, by local index.
    pub rivals: Vec<(u32, u32)>,
}

struct Gather<'a> {
    catalog: &'a Catalog,
    state: &'a State,
    offer: &'a Offer,
    /// By skill, ascending.
    thresholds: Vec<Vec<Level>>,
    /// By course.
    wanted: Vec<bool>,
    todo: Vec<CourseIx>,
}

impl<'a> Gather<'a> {
    fn new(catalog: &'a Catalog, state: &'a State, offer: &'a Offer) -> Self {
        let (thresholds, wanted) = (vec![Vec::new(); catalog.skills().len()], vec![false; catalog.courses().len()]);
        Self { catalog, state, offer, thresholds, wanted, todo: Vec::new() }
    }

    fn skill(&mut self, skill: SkillIx, level: Level) {
        if self.state.level(skill) >= level {
            return;
        }
        let levels = &mut self.thresholds[skill.get()];
        let Err(at) = levels.binary_search(&level) else { return };
        levels.insert(at, level);
        if at > 0 {
            // Whoever teaches as much was met at the lower level.
            return;
        }
        for &(course, taught) in self.catalog.taught_by(skill) {
            if taught >= level {
                self.course(course);
            }
        }
    }

    fn course(&mut self, course: CourseIx) {
        if self.offer.offered[course.get()] && !std::mem::replace(&mut self.wanted[course.get()], true) {
            self.todo.push(course);
        }
    }

    fn requirement(&mut self, requirement: &Requirement) {
        requirement.leaves(&mut |leaf| match leaf {
            Requirement::Skill { skill, level } => self.skill(*skill, *level),
            Requirement::Course(course) if !self.state.meets_leaf(self.catalog, leaf) => {
                self.course(*course);
                for &same in &self.catalog.course(*course).same_as {
                    self.course(same);
                }
                for &(skill, level) in &self.catalog.course(*course).teaches {
                    self.skill(skill, level);
                }
            }
            Requirement::Taken(_) | Requirement::Credits { .. } if !self.state.meets_leaf(self.catalog, leaf) => {
                leaf.courses(&mut |&course| {
                    self.course(course);
                    for &same in &self.catalog.course(course).same_as {
                        self.course(same);
                    }
                });
            }
            _ => {}
        });
    }

    fn run(&mut self, target: &Target) {
        for &(skill, level) in &target.skills {
            self.skill(skill, level);
        }
        for soft in &target.soft {
            self.skill(soft.skill, soft.level);
        }
        target.requirements.iter().for_each(|r| self.requirement(r));
        target.taken.iter().for_each(|&c| self.course(c));
        while let Some(course) = self.todo.pop() {
            if !self.offer.waived[course.get()] {
                let course = self.catalog.course(course);
                self.requirement(&course.requirement);
                self.requirement(&course.corequisite);
            }
        }
    }
}

struct Weave<'a> {
    catalog: &'a Catalog,
    state: &'a State,
    builder: Builder,
    /// By skill: its local index, and its thresholds.
    skills: Vec<Option<(u32, Vec<Level>)>>,
}

/// "This course or one it is `same_as`" and "this very course" are different nodes.
fn class_key(catalog: &Catalog, course: CourseIx) -> u64 {
    u64::from(catalog.class(course).0) * 2
}
fn own_key(course: CourseIx) -> u64 {
    u64::from(course.0) * 2 + 1
}

impl Weave<'_> {
    fn skill(&mut self, skill: SkillIx, level: Level) -> Cond {
        if self.state.level(skill) >= level {
            return Cond::True;
        }
        match &self.skills[skill.get()] {
            Some((local, levels)) => match levels.binary_search(&level) {
                Ok(rung) => Cond::At(self.builder.rung(*local, rung)),
                Err(_) => Cond::False,
            },
            None => Cond::False,
        }
    }

    fn cond(&mut self, requirement: &Requirement) -> Cond {
        let mut some = |need: usize, parts: &[Requirement]| {
            if let [only] = parts
                && need == 1
            {
                return self.cond(only);
            }
            let conds: Vec<Cond> = parts.iter().map(|p| self.cond(p)).collect();
            self.builder.at_least(need, conds)
        };
        match requirement {
            Requirement::All(list) => some(list.len(), list),
            Requirement::Any(list) => some(1, list),
            Requirement::AtLeast { n, of } => some(*n as usize, of),
            Requirement::Skill { skill, level } => self.skill(*skill, *level),
            Requirement::Course(course) => {
                if self.state.meets_leaf(self.catalog, requirement) {
                    return Cond::True;
                }
                let taken = Cond::At(self.builder.taken(class_key(self.catalog, *course)));
                let teaches = &self.catalog.course(*course).teaches;
                if teaches.is_empty() {
                    return taken;
                }
                let levels: Vec<Cond> = teaches.iter().map(|&(s, l)| self.skill(s, l)).collect();
                let all = self.builder.at_least(levels.len(), levels);
                self.builder.at_least(1, [taken, all])
            }
            Requirement::Taken(course) => {
                if self.state.meets_leaf(self.catalog, requirement) {
                    return Cond::True;
                }
                Cond::At(self.builder.taken(class_key(self.catalog, *course)))
            }
            Requirement::Credits { least, of } => self.credits(*least, of),
            Requirement::Fact(_) => {
                if self.state.meets_leaf(self.catalog, requirement) {
                    Cond::True
                } else {
                    Cond::False
                }
            }
        }
    }
}

impl Weave<'_> {
    /// Credits as a count: each course as often as its credits, in their greatest common part.
    fn credits(&mut self, least: Credits, of: &[CourseIx]) -> Cond {
        let (mut held, mut open) = (BTreeMap::new(), BTreeMap::new());
        for &course in of {
            let class = self.catalog.class(course);
            let done = self.state.has_done_same(self.catalog, course);
            let best: &mut u32 = if done { &mut held } else { &mut open }.entry(class).or_default();
            *best = (*best).max(self.catalog.course(course).credits.unwrap_or_default().0);
        }
        let missing = least.0.saturating_sub(held.into_values().fold(0, u32::saturating_add));
        let part = open.values().copied().filter(|&c| c > 0).fold(0, |a, b| gcd(a.into(), b.into()) as u32);
        if missing == 0 || part == 0 {
            return if missing == 0 { Cond::True } else { Cond::False };
        }
        let need = missing.div_ceil(part);
        let mut inputs = Vec::new();
        for (class, credits) in open {
            let node = Cond::At(self.builder.taken(class_key(self.catalog, class)));
            inputs.extend(std::iter::repeat_n(node, (credits / part).min(need) as usize));
        }
        self.builder.at_least(need as usize, inputs)
    }
}

/// Pairs of these courses that rule each other out, by place.
fn rivals(catalog: &Catalog, courses: &[CourseIx]) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    for (a, &course) in courses.iter().enumerate() {
        // What may be skipped stands beyond the catalog's courses, and rules nothing out.
        let Some(course) = catalog.courses().get(course.get()) else { continue };
        for b in course.excludes.iter().filter_map(|c| courses.binary_search(c).ok()).filter(|b| a < *b) {
            out.push((a as u32, b as u32));
        }
    }
    out
}

impl Compiled {
    /// The network for reaching `target` from `state` with the courses on offer.
    pub fn new(catalog: &Catalog, state: &State, offer: &Offer, target: &Target) -> Self {
        let mut gather = Gather::new(catalog, state, offer);
        gather.run(target);
        let Gather { thresholds, wanted, .. } = gather;
        let courses: Vec<CourseIx> = catalog.course_ixs().filter(|c| wanted[c.get()]).collect();

        let mut builder = Builder::default();
        let skills = (thresholds.into_iter())
            .map(|levels| (!levels.is_empty()).then(|| (builder.skill(levels.len()), levels)))
            .collect();
        let mut weave = Weave { catalog, state, builder, skills };

        let mut goal: Vec<Cond> = target.skills.iter().map(|&(s, l)| weave.skill(s, l)).collect();
        goal.extend(target.requirements.iter().map(|r| weave.cond(r)).collect::<Vec<_>>());
        for &course in &target.taken {
            goal.push(if state.has_done(course) { Cond::True } else { Cond::At(weave.builder.taken(own_key(course))) });
        }
        let mut skips = Vec::new();
        for soft in &target.soft {
            let reached = weave.skill(soft.skill, soft.level);
            if reached != Cond::True {
                let skipped = weave.builder.taken(own_key(soft.skip));
                skips.push((soft.skip, skipped));
                goal.push(weave.builder.at_least(1, [reached, Cond::At(skipped)]));
            }
        }
        let pieces = goal;
        let goal = weave.builder.at_least(pieces.len(), pieces.iter().copied());
        let conds: Vec<(Cond, Cond)> = (courses.iter())
            .map(|&c| {
                if offer.waived[c.get()] {
                    return (Cond::True, Cond::True);
                }
                let course = catalog.course(c);
                (weave.cond(&course.requirement), weave.cond(&course.corequisite))
            })
            .collect();
        let (mut raises, mut marks) = (Vec::new(), Vec::new());
        for (&c, (before, beside)) in courses.iter().zip(conds) {
            raises.clear();
            raises.extend(catalog.effect(c).iter().filter_map(|(s, level)| {
                let (local, levels) = weave.skills[s.get()].as_ref()?;
                let rungs = levels.partition_point(|l| l <= level);
                (rungs > 0).then_some((*local, rungs as u32))
            }));
            marks.clear();
            marks.extend(
                [class_key(catalog, c), own_key(c)].into_iter().filter_map(|key| weave.builder.taken_if_known(key)),
            );
            weave.builder.course(Action { before, beside }, &raises, &marks);
        }
        let mut courses = courses;
        skips.sort_unstable();
        for (skip, node) in skips {
            courses.push(skip);
            weave.builder.course(Action { before: Cond::True, beside: Cond::True }, &[], &[node]);
        }
        let ladders = (weave.skills.iter().enumerate())
            .filter_map(|(i, known)| {
                known.as_ref().map(|(local, levels)| (SkillIx::from_usize(i), *local, levels.clone()))
            })
            .collect();
        let rivals = rivals(catalog, &courses);
        Self { net: weave.builder.finish(goal), courses, pieces, ladders, rivals }
    }

    /// Chaining with every course.
    pub fn reach_all(&self) -> Reach<'_> {
        Reach::with(&self.net, 0..self.net.len() as u32)
    }

    /// The local index of a course.
    pub fn local(&self, course: CourseIx) -> Option<u32> {
        self.courses.binary_search(&course).ok().map(|j| j as u32)
    }

    /// Two of these courses (local indices) of which one rules out the other.
    pub fn rivals_among(&self, set: &[u32]) -> Option<(u32, u32)> {
        self.rivals.iter().copied().find(|(a, b)| set.contains(a) && set.contains(b))
    }

    /// Only the courses `keep` (local indices, ascending).
    pub fn restrict(&self, keep: &[u32]) -> Self {
        Self {
            net: self.net.restrict(keep),
            courses: keep.iter().map(|&j| self.courses[j as usize]).collect(),
            pieces: self.pieces.clone(),
            ladders: self.ladders.clone(),
            rivals: (self.rivals.iter())
                .filter_map(|(a, b)| Some((keep.binary_search(a).ok()? as u32, keep.binary_search(b).ok()? as u32)))
                .collect(),
        }
    }
}
