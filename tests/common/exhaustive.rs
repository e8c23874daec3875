//! Least-cost paths by trying every set of courses. Written from the semantics alone, without any
//! of the planner's code: what it says is what the planner has to say.

use prereq::{
    domain::{Catalog, CourseIx, CourseMark, CourseStatus, Goal, Profile, Requirement, State},
    path::Metric,
};

/// What a learner is and may do, and what the question is.
pub struct Question<'a> {
    pub catalog: &'a Catalog,
    pub profile: &'a Profile,
    pub goal: Option<&'a Goal>,
    /// Courses that have to be taken: `--to`, `--require` and "force X".
    pub taken: Vec<CourseIx>,
    pub exclude: Vec<CourseIx>,
    pub metric: Metric,
    /// Minutes planned for a course of unknown duration.
    pub assume_minutes: u64,
}

/// Where a learner stands: a bit for each completed course, and thousandths by skill.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    pub done: u32,
    pub levels: Vec<u16>,
}

/// What has to hold at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub skills: Vec<(usize, u16)>,
    pub requirement: Requirement,
    pub taken: u32,
}

impl Question<'_> {
    /// The bits of the courses that may be proposed.
    pub fn offered(&self) -> u32 {
        let mut bits = 0;
        for ix in self.catalog.course_ixs() {
            let course = self.catalog.course(ix);
            let mark = self.profile.mark(course.id.as_str());
            let offered = course.status == CourseStatus::Active
                && !matches!(mark, Some(CourseMark::Done | CourseMark::Hidden))
                && !self.exclude.contains(&ix)
                && self.profile.constraints.objection(course).is_none()
                && (self.metric != Metric::Price || course.price.is_some());
            bits |= u32::from(offered) << ix.0;
        }
        bits
    }

    pub fn cost(&self, course: CourseIx) -> u64 {
        let course = self.catalog.course(course);
        match self.metric {
            Metric::Weighted | Metric::Work | Metric::Hours => {
                let all = course.hours.map_or(self.assume_minutes, |h| h.0);
                let record = self.profile.courses.get(&course.id).filter(|r| r.mark == CourseMark::Started);
                all.saturating_sub(record.and_then(|r| r.hours).map_or(0, |h| h.0))
            }
            Metric::Price => course.price.map_or(0, |p| p.0),
            Metric::Courses => 1,
        }
    }

    pub fn start(&self) -> Standing {
        let state = State::of(self.catalog, self.profile);
        Standing {
            done: state.completed().iter().fold(0, |bits, c| bits | 1 << c.0),
            levels: state.levels().iter().map(|l| l.thousandths()).collect(),
        }
    }

    pub fn wanted(&self) -> Wanted {
        Wanted {
            skills: self
                .goal
                .map(|g| g.skills.iter().map(|s| (s.skill.get(), s.level.thousandths())).collect())
                .unwrap_or_default(),
            requirement: self.goal.map_or(Requirement::always(), |g| g.requirement.clone()),
            taken: self.taken.iter().fold(0, |bits, c| bits | 1 << c.0),
        }
    }

    pub fn holds(&self, r: &Requirement, at: &Standing) -> bool {
        match r {
            Requirement::All(parts) => parts.iter().all(|p| self.holds(p, at)),
            Requirement::Any(parts) => parts.iter().any(|p| self.holds(p, at)),
            Requirement::AtLeast { n, of } => of.iter().filter(|p| self.holds(p, at)).count() as u64 >= u64::from(*n),
            Requirement::Taken(_) | Requirement::Credits { .. } | Requirement::Fact(_) => unreachable!("not drawn"),
            Requirement::Skill { skill, level } => at.levels[skill.get()] >= level.thousandths(),
            Requirement::Course(ix) => {
                let course = self.catalog.course(*ix);
                let class = course.same_as.iter().fold(1 << ix.0, |bits, c| bits | 1u32 << c.0);
                at.done & class != 0
                    || (!course.teaches.is_empty()
                        && course.teaches.iter().all(|(s, l)| at.levels[s.get()] >= l.thousandths()))
            }
        }
    }

    fn waived(&self, course: CourseIx) -> bool {
        self.profile.waive.contains_key(self.catalog.course(course).id.as_str())
    }

    pub fn apply(&self, courses: u32, at: &mut Standing) {
        at.done |= courses;
        for ix in bits(courses) {
            for (skill, level) in &self.catalog.course(ix).teaches {
                let old = &mut at.levels[skill.get()];
                *old = (*old).max(level.thousandths());
            }
        }
    }

    /// The largest set out of `from` that can be taken in one step here: what it requires holds
    /// before, what it needs beside it holds after.
    pub fn step(&self, from: u32, at: &Standing) -> u32 {
        let ready = bits(from & !at.done)
            .filter(|&c| self.waived(c) || self.holds(&self.catalog.course(c).requirement, at))
            .fold(0, |set, c| set | 1u32 << c.0);
        let mut set = ready;
        loop {
            let mut after = at.clone();
            self.apply(set, &mut after);
            let kept = bits(set)
                .filter(|&c| self.waived(c) || self.holds(&self.catalog.course(c).corequisite, &after))
                .fold(0, |set, c| set | 1u32 << c.0);
            if kept == set {
                return set;
            }
            set = kept;
        }
    }

    /// Everything that can be reached with the courses of `set` alone.
    pub fn chain(&self, set: u32) -> Standing {
        let mut at = self.start();
        loop {
            let step = self.step(set, &at);
            if step == 0 {
                return at;
            }
            self.apply(step, &mut at);
        }
    }

    pub fn reached(&self, wanted: &Wanted, at: &Standing) -> bool {
        wanted.skills.iter().all(|&(s, l)| at.levels[s] >= l)
            && at.done & wanted.taken == wanted.taken
            && self.holds(&wanted.requirement, at)
    }

    /// The least cost of any set of courses that reaches `wanted`; `None` when none does.
    pub fn least(&self, wanted: &Wanted) -> Option<u64> {
        self.least_set(wanted).map(|(cost, _)| cost)
    }

    /// The least cost, and the first set in bit order that has it.
    pub fn least_set(&self, wanted: &Wanted) -> Option<(u64, u32)> {
        let offered = self.offered();
        if !self.reached(wanted, &self.chain(offered)) {
            return None;
        }
        let start = self.start();
        // Sets without any teacher of a level still wanted need no chaining.
        let teachers: Vec<u32> = (wanted.skills.iter().filter(|&&(s, l)| start.levels[s] < l))
            .map(|&(s, l)| {
                bits(offered)
                    .filter(|&c| {
                        self.catalog.course(c).teaches.iter().any(|(t, m)| t.get() == s && m.thousandths() >= l)
                    })
                    .fold(0, |set, c| set | 1u32 << c.0)
            })
            .collect();
        let needed = wanted.taken & !start.done;
        let members: Vec<CourseIx> = bits(offered).collect();
        let mut sets: Vec<(u64, u32)> = (0..1u32 << members.len())
            .map(|n| {
                let chosen = members.iter().enumerate().filter(|(i, _)| n >> i & 1 == 1);
                chosen.fold((0, 0), |(cost, set), (_, &c)| (cost + self.cost(c), set | 1 << c.0))
            })
            .filter(|(_, set)| set & needed == needed && teachers.iter().all(|t| set & t != 0))
            .collect();
        sets.sort_unstable();
        sets.into_iter().find(|&(_, set)| self.reached(wanted, &self.chain(set)))
    }
}

pub fn bits(set: u32) -> impl Iterator<Item = CourseIx> {
    (0..32).filter(move |i| set >> i & 1 == 1).map(CourseIx)
}
