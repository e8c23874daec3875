//! The premises as a small world to chain in: levels by name, courses by place.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{CourseId, GoalSkill, Level, RequirementDraft, SkillId},
    path::plan::{PlanCourse, Premises},
};

type Leaf = RequirementDraft;

/// The premises, indexed.
pub(super) struct World<'a> {
    premises: &'a Premises,
    place: BTreeMap<&'a str, usize>,
    /// For each course, the places of those that count as it, itself included.
    class: Vec<Vec<usize>>,
}

/// How far some learner in this world is.
#[derive(Clone)]
pub(super) struct Stand<'w, 'a> {
    world: &'w World<'a>,
    levels: BTreeMap<&'a str, Level>,
    done: BTreeSet<&'a str>,
}

impl<'a> World<'a> {
    pub fn new(premises: &'a Premises) -> Self {
        let place: BTreeMap<&str, usize> =
            premises.courses.iter().enumerate().map(|(i, c)| (c.id.as_str(), i)).collect();
        let class = (premises.courses.iter().enumerate())
            .map(|(i, c)| {
                let mut all: Vec<usize> = c.same_as.iter().filter_map(|s| place.get(s.as_str()).copied()).collect();
                all.push(i);
                all
            })
            .collect();
        Self { premises, place, class }
    }

    /// Place of a course.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.place.get(id).copied()
    }

    /// One course.
    pub fn course(&self, at: usize) -> &'a PlanCourse {
        &self.premises.courses[at]
    }

    /// Where the plan starts.
    pub fn start(&self) -> Stand<'_, 'a> {
        Stand {
            world: self,
            levels: self.premises.levels.iter().map(|(s, l)| (s.as_str(), *l)).collect(),
            done: self.premises.completed.iter().map(CourseId::as_str).collect(),
        }
    }

    /// Forward chaining with the courses on offer that `allow` lets through.
    pub fn chain(&self, allow: impl Fn(usize) -> bool) -> Stand<'_, 'a> {
        let mut stand = self.start();
        let mut left: Vec<usize> =
            (0..self.premises.courses.len()).filter(|&c| self.course(c).offered && allow(c)).collect();
        loop {
            let before = left.len();
            left.retain(|&c| {
                let ready = stand.holds(&self.course(c).requirement) && stand.holds(&self.course(c).corequisite);
                if ready {
                    stand.take(c);
                }
                !ready
            });
            if left.len() < before {
                continue;
            }
            // Nobody can start alone: who can start together?
            let mut group: Vec<usize> =
                left.iter().copied().filter(|&c| stand.holds(&self.course(c).requirement)).collect();
            loop {
                let mut after = stand.clone();
                group.iter().for_each(|&c| after.take(c));
                let stay: Vec<usize> =
                    group.iter().copied().filter(|&c| after.holds(&self.course(c).corequisite)).collect();
                if stay.len() == group.len() {
                    break;
                }
                group = stay;
            }
            if group.is_empty() {
                return stand;
            }
            group.iter().for_each(|&c| stand.take(c));
            left.retain(|c| !group.contains(c));
        }
    }
}

impl<'a> Stand<'_, 'a> {
    /// Level of a skill.
    pub fn level(&self, skill: &SkillId) -> Level {
        self.levels.get(skill.as_str()).copied().unwrap_or_default()
    }

    /// Whether this very course is completed.
    pub fn has_done(&self, course: &CourseId) -> bool {
        self.done.contains(course.as_str())
    }

    /// Completes a course.
    pub fn take(&mut self, at: usize) {
        let course = self.world.course(at);
        self.done.insert(course.id.as_str());
        for (skill, level) in &course.teaches {
            let have = self.levels.entry(skill.as_str()).or_default();
            *have = (*have).max(*level);
        }
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &RequirementDraft) -> bool {
        condition.holds(&|leaf| self.leaf(leaf))
    }

    fn leaf(&self, leaf: &Leaf) -> bool {
        match leaf {
            Leaf::Skill { skill, level } => self.level(skill) >= *level,
            Leaf::Course(id) => match self.world.index(id.as_str()) {
                None => self.done.contains(id.as_str()),
                Some(at) => {
                    let course = self.world.course(at);
                    self.world.class[at].iter().any(|&c| self.has_done(&self.world.course(c).id))
                        || course.same_as.iter().any(|s| self.has_done(s))
                        || (!course.teaches.is_empty() && course.teaches.iter().all(|(s, l)| self.level(s) >= *l))
                }
            },
            nested => self.holds(nested),
        }
    }

    /// Whether everything wanted holds.
    pub fn at_goal(&self) -> bool {
        self.missing_of_goal().is_none()
    }

    /// The first thing wanted that does not hold, in words.
    pub fn missing_of_goal(&self) -> Option<String> {
        let wanted = &self.world.premises.wanted;
        let short = |s: &&GoalSkill<SkillId>| self.level(&s.skill) < s.level;
        if let Some(s) = wanted.skills.iter().find(short) {
            return Some(format!("`{}` ends at {} and {} is asked", s.skill, self.level(&s.skill), s.level));
        }
        if let Some(c) = wanted.taken.iter().find(|c| !self.has_done(c)) {
            return Some(format!("`{c}` is not taken"));
        }
        let open = wanted.requirements.iter().find(|r| !self.holds(r))?;
        Some(format!("a condition of the goal does not hold: {}", self.first_open(open)))
    }

    /// Some part of a condition that does not hold, in words.
    pub fn first_open(&self, condition: &RequirementDraft) -> String {
        match condition {
            Leaf::All(parts) | Leaf::AtLeast { of: parts, .. } | Leaf::Any(parts) => (parts.iter())
                .find(|p| !self.holds(p))
                .map_or_else(|| "an empty choice".to_owned(), |p| self.first_open(p)),
            Leaf::Skill { skill, level } => format!("`{skill}` is {} and {level} is needed", self.level(skill)),
            Leaf::Course(id) => format!("`{id}` is not completed"),
        }
    }
}
