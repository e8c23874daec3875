//! How far the whole catalog carries somebody who starts with nothing: forward chaining with a worklist.

use crate::domain::{Catalog, CourseIx, CourseStatus, Level, Requirement, SkillIx, State};

/// The courses that start sooner or later, and the levels reached with all of them.
#[derive(Debug, Clone)]
pub struct Reach {
    state: State,
    started: Vec<bool>,
}

impl Reach {
    /// Forward chaining from nothing with every course that is still offered.
    ///
    /// Effects only raise levels, so the order in which courses start does not matter.
    pub fn of(catalog: &Catalog) -> Self {
        let mut chain = Chain::new(catalog);
        loop {
            while let Some(course) = chain.queue.pop() {
                chain.queued[course.get()] = false;
                if chain.can_start_alone(course) {
                    chain.start(course);
                }
            }
            let together = chain.startable_together();
            if together.is_empty() {
                return Self { state: chain.final_state(), started: chain.started };
            }
            together.into_iter().for_each(|c| chain.start(c));
        }
    }

    /// Whether the course starts sooner or later.
    pub fn started(&self, course: CourseIx) -> bool {
        self.started[course.get()]
    }
    /// The level the skill reaches.
    pub fn level(&self, skill: SkillIx) -> Level {
        self.state.level(skill)
    }
    /// Whether a condition holds in the end.
    pub fn meets(&self, catalog: &Catalog, requirement: &Requirement) -> bool {
        self.state.meets(catalog, requirement)
    }
    /// Visits the leaves that keep a condition from holding in the end; what is beside the point
    /// because its clause holds anyway is passed over.
    pub fn unmet_leaves<'r>(
        &self,
        catalog: &Catalog,
        requirement: &'r Requirement,
        visit: &mut dyn FnMut(&'r Requirement),
    ) {
        if self.meets(catalog, requirement) {
            return;
        }
        match requirement {
            Requirement::All(parts) | Requirement::Any(parts) | Requirement::AtLeast { of: parts, .. } => {
                parts.iter().for_each(|p| self.unmet_leaves(catalog, p, visit));
            }
            leaf => visit(leaf),
        }
    }
}

/// Forward chaining under way.
struct Chain<'c> {
    catalog: &'c Catalog,
    levels: Vec<Level>,
    started: Vec<bool>,
    queue: Vec<CourseIx>,
    queued: Vec<bool>,
    /// Courses to look at again when a skill rises.
    by_skill: Vec<Vec<CourseIx>>,
    /// Courses to look at again when a course is taken.
    by_course: Vec<Vec<CourseIx>>,
}

impl<'c> Chain<'c> {
    fn new(catalog: &'c Catalog) -> Self {
        let n = catalog.courses().len();
        let mut by_skill = vec![Vec::new(); catalog.skills().len()];
        let mut by_course = vec![Vec::new(); n];
        for (i, course) in catalog.courses().iter().enumerate() {
            let me = CourseIx::from_usize(i);
            let mut listen = |leaf: &Requirement| match leaf {
                Requirement::Skill { skill, .. } => by_skill[skill.get()].push(me),
                Requirement::Course(c) => {
                    by_course[c.get()].push(me);
                    let named = catalog.course(*c);
                    named.same_as.iter().for_each(|same| by_course[same.get()].push(me));
                    named.teaches.iter().for_each(|(skill, _)| by_skill[skill.get()].push(me));
                }
                Requirement::Taken(_) | Requirement::Credits { .. } => leaf.courses(&mut |c| {
                    by_course[c.get()].push(me);
                    catalog.course(*c).same_as.iter().for_each(|same| by_course[same.get()].push(me));
                }),
                _ => {}
            };
            course.requirement.leaves(&mut listen);
            course.corequisite.leaves(&mut listen);
        }
        Self {
            catalog,
            levels: vec![Level::ZERO; catalog.skills().len()],
            started: vec![false; n],
            queue: catalog.course_ixs().collect(),
            queued: vec![true; n],
            by_skill,
            by_course,
        }
    }

    fn waits(&self, course: CourseIx) -> bool {
        !self.started[course.get()] && self.catalog.course(course).status != CourseStatus::Retired
    }

    fn can_start_alone(&self, course: CourseIx) -> bool {
        let c = self.catalog.course(course);
        let view = View { catalog: self.catalog, levels: &self.levels, taken: &self.started };
        self.waits(course) && view.meets(&c.requirement) && view.meets(&c.corequisite)
    }

    /// The largest set of courses, ready but for their corequisites, that supply these to each other.
    fn startable_together(&self) -> Vec<CourseIx> {
        let view = View { catalog: self.catalog, levels: &self.levels, taken: &self.started };
        let mut set: Vec<CourseIx> = (self.catalog.course_ixs())
            .filter(|&c| self.waits(c) && view.meets(&self.catalog.course(c).requirement))
            .collect();
        loop {
            let (mut levels, mut taken) = (self.levels.clone(), self.started.clone());
            for &c in &set {
                taken[c.get()] = true;
                for &(skill, level) in self.catalog.effect(c) {
                    levels[skill.get()] = levels[skill.get()].max(level);
                }
            }
            let view = View { catalog: self.catalog, levels: &levels, taken: &taken };
            let before = set.len();
            set.retain(|&c| view.meets(&self.catalog.course(c).corequisite));
            if set.len() == before {
                return set;
            }
        }
    }

    fn start(&mut self, course: CourseIx) {
        self.started[course.get()] = true;
        wake(&self.by_course[course.get()], &self.started, &mut self.queued, &mut self.queue);
        for &(skill, level) in self.catalog.effect(course) {
            if self.levels[skill.get()] < level {
                self.levels[skill.get()] = level;
                wake(&self.by_skill[skill.get()], &self.started, &mut self.queued, &mut self.queue);
            }
        }
    }

    fn final_state(&self) -> State {
        let mut state = State::empty(self.catalog);
        for (i, &level) in self.levels.iter().enumerate() {
            state.reach(self.catalog, SkillIx::from_usize(i), level);
        }
        // In index order each insertion is at the end.
        self.catalog.course_ixs().filter(|c| self.started[c.get()]).for_each(|c| state.take(self.catalog, c));
        state
    }
}

fn wake(who: &[CourseIx], started: &[bool], queued: &mut [bool], queue: &mut Vec<CourseIx>) {
    for &course in who {
        if !started[course.get()] && !queued[course.get()] {
            queued[course.get()] = true;
            queue.push(course);
        }
    }
}

/// A state in the making.
struct View<'v> {
    catalog: &'v Catalog,
    levels: &'v [Level],
    taken: &'v [bool],
}

impl View<'_> {
    fn taken(&self, course: CourseIx) -> bool {
        self.taken[course.get()] || self.catalog.course(course).same_as.iter().any(|s| self.taken[s.get()])
    }

    fn meets(&self, requirement: &Requirement) -> bool {
        requirement.holds(&|leaf| match leaf {
            Requirement::Skill { skill, level } => self.levels[skill.get()] >= *level,
            Requirement::Course(course) => {
                let c = self.catalog.course(*course);
                self.taken(*course)
                    || (!c.teaches.is_empty() && c.teaches.iter().all(|&(s, l)| self.levels[s.get()] >= l))
            }
            Requirement::Taken(course) => self.taken(*course),
            Requirement::Credits { least, of } => {
                self.catalog.credits_of(of.iter().copied().filter(|&c| self.taken(c))) >= *least
            }
            // Somebody may well be who it asks for.
            Requirement::Fact(_) => true,
            nested => self.meets(nested),
        })
    }
}
