//! Least-cost paths by trying every set of courses. Written from the semantics alone, without any
//! of the planner's code: what it says is what the planner has to say.

#[path = "world.rs"]
pub mod world;

use prereq::{
    domain::{Catalog, CatalogDraft, CourseId, CourseIx, CourseMark, CourseStatus, Goal, Profile, Requirement, State},
    path::{Costing, Metric, Opinions},
};
pub use world::{Standing, World, bits};

/// What a learner is and may do, and what the question is.
#[derive(Clone)]
pub struct Question<'a> {
    pub catalog: &'a Catalog,
    pub profile: &'a Profile,
    pub goal: Option<&'a Goal>,
    /// Courses that have to be taken: `--to`, `--require` and "force X".
    pub taken: Vec<CourseIx>,
    pub exclude: Vec<CourseIx>,
    pub metric: Metric,
    pub world: World,
}

/// What has to hold at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub skills: Vec<(usize, u16)>,
    pub requirement: Requirement,
    pub taken: u32,
}

/// The world of a draft and its learner, who starts where their profile says.
pub fn world(
    draft: &CatalogDraft,
    (catalog, profile): (&Catalog, &Profile),
    aims: (&[CourseId], Costing, Option<&Opinions>),
) -> World {
    let levels = State::of(catalog, profile).levels().iter().map(|l| l.thousandths()).collect();
    World::new(draft, profile, aims, levels)
}

impl Question<'_> {
    /// The bits of the courses that may be proposed.
    pub fn offered(&self) -> u32 {
        let mut bits = 0;
        let (start, ruled_out) = (self.start(), self.world.ruled_out());
        for ix in self.catalog.course_ixs() {
            let course = self.catalog.course(ix);
            let offered = course.status == CourseStatus::Active
                && self.profile.mark(course.id.as_str()) != Some(CourseMark::Hidden)
                && (start.done >> ix.0 & 1 == 0 || self.world.brings_more(ix.get(), &start))
                && ruled_out >> ix.0 & 1 == 0
                && !self.exclude.contains(&ix)
                && self.profile.constraints.objection(course).is_none()
                && (self.metric != Metric::Price || course.price.is_some());
            bits |= u32::from(offered) << ix.0;
        }
        bits
    }

    pub fn cost(&self, course: CourseIx) -> u64 {
        self.world.cost(course.get(), self.metric)
    }

    pub fn start(&self) -> Standing {
        self.world.start.clone()
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

    pub fn chain(&self, set: u32) -> Standing {
        self.world.chain(set)
    }

    pub fn reached(&self, wanted: &Wanted, at: &Standing) -> bool {
        wanted.skills.iter().all(|&(s, l)| at.levels[s] >= l)
            && at.done & wanted.taken == wanted.taken
            && self.world.holds(&wanted.requirement, at)
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
                bits(offered).filter(|c| self.world.effect(c.get())[s] >= l).fold(0, |set, c| set | 1u32 << c.0)
            })
            .collect();
        let needed = wanted.taken & !start.done;
        let members: Vec<(CourseIx, u64)> = bits(offered).map(|c| (c, self.cost(c))).collect();
        let mut sets: Vec<(u64, u32)> = (0..1u32 << members.len())
            .map(|n| {
                let chosen = members.iter().enumerate().filter(|(i, _)| n >> i & 1 == 1);
                chosen.fold((0, 0), |(cost, set), (_, &(c, price))| (cost + price, set | 1 << c.0))
            })
            .filter(|(_, set)| {
                set & needed == needed && teachers.iter().all(|t| set & t != 0) && !self.world.has_rivals(*set)
            })
            .collect();
        sets.sort_unstable();
        sets.into_iter().find(|&(_, set)| self.reached(wanted, &self.chain(set)))
    }
}
