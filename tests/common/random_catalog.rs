//! Small random catalogs with everything that makes planning hard: cycles, `at_least`, corequisites
//! (mutual ones too), zero and equal and unknown durations, `same_as`, retired courses, waivers, work curves, hours of
//! video, evidence, tool families, implied levels, courses that exclude each other, credits, `taken`, facts, and
//! courses that were forgotten.

use std::sync::Arc;

use jiff::civil::date;
use prereq::{
    domain::{
        Authority, Catalog, CatalogDraft, Cents, Course, CourseDraft, CourseId, CourseIx, CourseMark, CourseRecord,
        CourseStatus, Credits, GoalDraft, GoalId, GoalSkill, HoursOf, Kind, Level, Minutes, Profile, Requirement,
        RequirementDraft, Skill, SkillId, SkillRecord, State, WorkCurve,
    },
    path::{Costing, Metric, Opinions, PlanRequest},
};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;

/// A question about a random catalog.
#[derive(Debug, Clone)]
pub struct Case {
    /// The catalog; its one goal is `g`.
    pub draft: CatalogDraft,
    /// The learner.
    pub profile: Profile,
    /// What is minimised.
    pub metric: Metric,
    /// `--to`.
    pub to: Vec<CourseId>,
    /// `--require`.
    pub require: Vec<CourseId>,
    /// `--exclude`.
    pub exclude: Vec<CourseId>,
    /// How work is counted and weighted.
    pub costing: Costing,
    /// How the learner would like each course.
    pub opinions: Option<Arc<Opinions>>,
}

impl Case {
    /// Puts the question into a request that aims at the goal.
    pub fn fill(&self, catalog: &Catalog, request: PlanRequest) -> PlanRequest {
        let index = |ids: &[CourseId]| -> Vec<CourseIx> {
            ids.iter().map(|id| catalog.course_ix(id.as_str()).expect("there")).collect()
        };
        PlanRequest {
            metric: self.metric,
            require: index(&self.require),
            exclude: index(&self.exclude),
            costing: self.costing,
            opinions: self.opinions.clone(),
            ..request
        }
    }
    /// What costs are counted by.
    pub fn aims(&self) -> (&[CourseId], Costing, Option<&Opinions>) {
        (&self.to, self.costing, self.opinions.as_deref())
    }
}

const LEVELS: [u16; 4] = [250, 500, 750, 1000];

pub fn course_id(i: usize) -> CourseId {
    CourseId::new(&format!("c{i:02}")).expect("valid")
}
pub fn skill_id(i: usize) -> SkillId {
    SkillId::new(&format!("s{i}")).expect("valid")
}

struct Generator {
    rng: ChaCha8Rng,
    courses: usize,
    skills: usize,
    /// Chance that a requirement may point anywhere, cycles included, rather than to lower skills.
    wild: f64,
}

/// The case of that seed. Most random goals are out of reach; of six seeds at least five draw again
/// until theirs is not, so that there is something to plan.
pub fn case(seed: u64) -> Case {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    loop {
        let (courses, skills) = (rng.random_range(10..=16), rng.random_range(4..=6));
        let wild = if rng.random_bool(0.6) { 0.25 } else { 0.0 };
        let inner = ChaCha8Rng::seed_from_u64(rng.random());
        let case = Generator { rng: inner, courses, skills, wild }.case();
        if seed.is_multiple_of(6) || worth_planning(&case) {
            return case;
        }
    }
}

/// Whether the goal can be reached, corequisites left aside, and does not hold already.
fn worth_planning(case: &Case) -> bool {
    let catalog = Catalog::link(case.draft.clone()).expect("links");
    let mut state = State::of(&catalog, &case.profile);
    let goal = &catalog.goals()[0];
    let holds = |state: &State| {
        goal.skills.iter().all(|s| state.level(s.skill) >= s.level) && state.meets(&catalog, &goal.requirement)
    };
    let is_offered = |c: &Course| {
        c.status == CourseStatus::Active
            && !case.exclude.contains(&c.id)
            && case.profile.mark(c.id.as_str()) != Some(CourseMark::Hidden)
            && (case.metric != Metric::Price || c.price.is_some())
    };
    if holds(&state) {
        return false;
    }
    // Each round takes something new, or the next one changes nothing.
    for _ in 0..catalog.courses().len() {
        for ix in catalog.course_ixs() {
            let course = catalog.course(ix);
            let waived = case.profile.waive.contains_key(course.id.as_str());
            if is_offered(course) && (waived || state.meets(&catalog, &course.requirement)) {
                state.take(&catalog, ix);
            }
        }
    }
    let taken = |id: &CourseId| catalog.course_ix(id.as_str()).is_some_and(|c| state.has_done(c));
    holds(&state) && case.to.iter().chain(&case.require).all(taken)
}

impl Generator {
    fn chance(&mut self, p: f64) -> bool {
        self.rng.random_bool(p)
    }
    fn any_course(&mut self) -> CourseId {
        course_id(self.rng.random_range(0..self.courses))
    }

    fn case(mut self) -> Case {
        let skills = (0..self.skills).map(|i| self.skill(i)).collect();
        let hours_apart = self.chance(0.7);
        let mut courses: Vec<CourseDraft> = (0..self.courses).map(|i| self.course(i, hours_apart)).collect();
        self.tie_together(&mut courses);
        let goal = self.goal();
        let draft = CatalogDraft { skills, courses, goals: vec![goal], terms: vec![] };
        let metric = match self.rng.random_range(0..8) {
            0..3 => Metric::Weighted,
            3 => Metric::Work,
            4 | 5 => Metric::Hours,
            6 => Metric::Courses,
            _ => Metric::Price,
        };
        let profile = self.profile(&draft.courses);
        let mut some = |p: f64| if self.chance(p) { vec![self.any_course()] } else { vec![] };
        let (to, require, exclude) = (some(0.12), some(0.08), some(0.2));
        let (costing, opinions) = (self.costing(), self.opinions());
        Case { draft, profile, metric, to, require, exclude, costing, opinions }
    }

    fn costing(&mut self) -> Costing {
        if self.chance(0.5) {
            return Costing::default();
        }
        let mut one = |of: &[u32]| *of.choose(&mut self.rng).expect("not empty");
        Costing {
            video_factor: one(&[1000, 1500, 2345, 3000]),
            taste: one(&[0, 333, 1000, 2000]),
            evidence: one(&[0, 500, 777]),
            clash: one(&[1000, 1500]),
            interest: one(&[200, 900]),
            community: one(&[0, 200]),
            ..Costing::default()
        }
    }

    fn opinions(&mut self) -> Option<Arc<Opinions>> {
        let mut each = |p: f64| -> Vec<Option<u32>> {
            (0..self.courses).map(|_| self.chance(p).then(|| self.rng.random_range(0..=1000))).collect()
        };
        let (interest, community) = (each(0.7), each(0.4));
        self.chance(0.3).then(|| Arc::new(Opinions { interest, community }))
    }

    fn skill(&mut self, i: usize) -> Skill {
        let mut skill = Skill::new(skill_id(i), &format!("Skill {i}"), &format!("a{}", i % 2));
        if self.chance(0.35) {
            skill.family = Some(format!("f{}", self.rng.random_range(0..2)));
        }
        for other in 0..self.skills {
            // Mostly those before, so that there are chains; now and then in a circle.
            if other != i && self.chance(if other < i { 0.12 } else { 0.02 }) {
                let bound = *[250, 250, 400, 500].choose(&mut self.rng).expect("not empty");
                skill.implies.push((skill_id(other), Level::new(bound)));
            }
        }
        if self.chance(0.5) {
            let mut total = 0;
            let totals = [0; 4].map(|_| {
                total += self.rng.random_range(30..1500);
                Minutes(total)
            });
            (skill.work, skill.work_source) = (WorkCurve::new(totals).ok(), Some("a guess".to_owned()));
        }
        skill
    }

    /// What vouches for a course, and what it counts for.
    fn facts(&mut self, c: &mut CourseDraft) {
        if self.chance(0.35) {
            c.hours_of = Some(*[HoursOf::Video, HoursOf::Video, HoursOf::Work].choose(&mut self.rng).expect("some"));
        }
        if self.chance(0.15) {
            c.kind = Some(*[Kind::Series, Kind::Project, Kind::Certificate].choose(&mut self.rng).expect("some"));
        }
        let lists = *[0, 0, 0, 1, 2, 3, 4].choose(&mut self.rng).expect("not empty");
        c.endorsed = (0..lists).map(|n| format!("list {n}")).collect();
        if self.chance(0.15) {
            c.authority = Some(Authority::ALL[self.rng.random_range(0..2)]);
        }
        if self.chance(0.5) {
            c.rating = Some(f64::from(self.rng.random_range(10..=50)) / 10.0);
            c.ratings = [None, Some(3), Some(180), Some(9_000), Some(0)].choose(&mut self.rng).copied().flatten();
        }
        if self.chance(0.4) {
            c.credits = Some(Credits(50 * self.rng.random_range(1..=12)));
        }
    }

    fn course(&mut self, i: usize, hours_apart: bool) -> CourseDraft {
        let mut c = CourseDraft::new(course_id(i), &format!("Course {i}"), "P");
        let main = i % self.skills;
        let level =
            if i < self.skills { 250 } else { *[500, 500, 750, 750, 1000].choose(&mut self.rng).expect("not empty") };
        if !self.chance(0.04) {
            c.teaches.push((skill_id(main), Level::new(level)));
            for other in 0..self.skills {
                if other != main && self.chance(0.18) {
                    let level = *LEVELS[..2].choose(&mut self.rng).expect("not empty");
                    c.teaches.push((skill_id(other), Level::new(level)));
                }
            }
        }
        let hours = if hours_apart { self.rng.random_range(1..=60) } else { 10 * self.rng.random_range(1..=3) };
        c.hours = match self.rng.random_range(0..12) {
            0 => Some(Minutes(0)),
            1 => None,
            _ => Some(Minutes(60 * hours)),
        };
        c.price = match self.rng.random_range(0..8) {
            0 | 1 => Some(Cents(0)),
            2 => None,
            _ => Some(Cents(100 * self.rng.random_range(1..=90))),
        };
        self.facts(&mut c);
        let mut parts = Vec::new();
        if level > 250 && !c.teaches.is_empty() && self.chance(0.7) {
            parts.push(Requirement::Skill { skill: skill_id(main), level: Level::new(level - 250) });
        }
        for _ in 0..*[0, 1, 1, 1, 2].choose(&mut self.rng).expect("not empty") {
            if i >= 2 && (main > 0 || self.wild > 0.0) {
                parts.push(self.requirement(i, main, 0));
            }
        }
        c.requirement = Requirement::All(parts);
        if self.chance(0.04) {
            c.status = CourseStatus::Retired;
        }
        c
    }

    /// A clause that mostly points to lower skills and earlier courses.
    fn requirement(&mut self, course: usize, main: usize, depth: usize) -> RequirementDraft {
        let wild = self.chance(self.wild);
        match self.rng.random_range(0..if depth < 2 { 10 } else { 6 }) {
            0..4 => {
                let top = if wild { self.skills } else { main.max(1) };
                let level = *[250, 250, 250, 500, 500, 750].choose(&mut self.rng).expect("not empty");
                Requirement::Skill { skill: skill_id(self.rng.random_range(0..top)), level: Level::new(level) }
            }
            4..6 => {
                let top = if wild { self.courses } else { course.max(1) };
                let mut any = || course_id(self.rng.random_range(0..top));
                let (id, others) = (any(), [any(), any(), any()]);
                match self.rng.random_range(0..10) {
                    0 | 1 => Requirement::Taken(id),
                    2 => {
                        let least = Credits(50 * self.rng.random_range(1..=12));
                        Requirement::Credits { least, of: others.into_iter().chain([id]).collect() }
                    }
                    3 => Requirement::Fact(["enrolled", "veteran"].choose(&mut self.rng).expect("two").to_string()),
                    _ => Requirement::Course(id),
                }
            }
            kind => {
                let n = self.rng.random_range(2..=3);
                let parts: Vec<_> = (0..n).map(|_| self.requirement(course, main, depth + 1)).collect();
                match kind {
                    6 => Requirement::All(parts),
                    7 | 8 => Requirement::Any(parts),
                    _ => Requirement::AtLeast { n: self.rng.random_range(1..=n), of: parts },
                }
            }
        }
    }

    /// Corequisites, mutual ones, and courses that are the same.
    fn tie_together(&mut self, courses: &mut [CourseDraft]) {
        if self.chance(0.5) {
            let i = self.rng.random_range(0..courses.len());
            let clause = self.requirement(i, self.skills - 1, 1);
            courses[i].corequisite = Requirement::All(vec![clause]);
        }
        if self.chance(0.3) {
            let (i, j) = (self.rng.random_range(0..courses.len()), self.rng.random_range(0..courses.len()));
            courses[i].corequisite = Requirement::Course(course_id(j));
            courses[j].corequisite = Requirement::Course(course_id(i));
        }
        if self.chance(0.35) {
            let (i, j) = (self.rng.random_range(0..courses.len()), self.rng.random_range(0..courses.len()));
            if i != j {
                courses[i].same_as.push(course_id(j));
                // Who counts one counts the other, and both are one.
                if self.chance(0.5) {
                    let k = self.rng.random_range(0..courses.len());
                    let of = [i, j, self.rng.random_range(0..courses.len())].map(|c| Requirement::Course(course_id(c)));
                    let count = Requirement::AtLeast { n: self.rng.random_range(1..=2), of: of.into() };
                    let before = std::mem::replace(&mut courses[k].requirement, Requirement::always());
                    courses[k].requirement = Requirement::All(vec![before, count]);
                }
            }
        }
        while self.chance(0.3) {
            let (i, j) = (self.rng.random_range(0..courses.len()), self.rng.random_range(0..courses.len()));
            if i != j {
                courses[i].excludes.push(course_id(j));
            }
        }
    }

    fn goal(&mut self) -> GoalDraft {
        let mut skills = Vec::new();
        for i in 0..self.skills {
            if self.chance(0.5) || (skills.is_empty() && i + 1 == self.skills) {
                let level = Level::new(*[250, 500, 500, 500, 750].choose(&mut self.rng).expect("not empty"));
                skills.push(GoalSkill { skill: skill_id(i), level, weight: 1000 });
            }
        }
        let mut parts = Vec::new();
        if self.chance(0.3) {
            parts.push(self.requirement(self.courses, self.skills, 0));
        }
        GoalDraft {
            id: GoalId::new("g").expect("valid"),
            title: "Goal".to_owned(),
            summary: String::new(),
            source: None,
            skills,
            requirement: Requirement::All(parts),
            stages: Vec::new(),
        }
    }

    fn profile(&mut self, courses: &[CourseDraft]) -> Profile {
        let mut profile = Profile { goals: vec![GoalId::new("g").expect("valid")], ..Profile::default() };
        if self.chance(0.25) {
            let skill = skill_id(self.rng.random_range(0..self.skills));
            let level = Level::new(*LEVELS[..2].choose(&mut self.rng).expect("not empty"));
            profile.skills.insert(skill, SkillRecord { level, from: "self".to_owned(), on: None });
        }
        for (mark, p) in [(CourseMark::Done, 0.25), (CourseMark::Hidden, 0.15)] {
            if self.chance(p) {
                profile.courses.insert(self.any_course(), CourseRecord::new(mark, None));
            }
        }
        // A course that was completed, and forgotten since.
        if self.chance(0.15)
            && let Some((skill, _)) = courses.choose(&mut self.rng).and_then(|c| {
                let on = Some(date(2023, 5, 1));
                profile.courses.insert(c.id.clone(), CourseRecord::new(CourseMark::Done, on));
                c.teaches.choose(&mut self.rng)
            })
        {
            let level = Level::new(*[0, 100, 250].choose(&mut self.rng).expect("not empty"));
            let record = SkillRecord { level, from: "self".to_owned(), on: Some(date(2025, 5, 1)) };
            profile.skills.insert(skill.clone(), record);
        }
        if self.chance(0.6) {
            profile.facts.insert("enrolled".to_owned());
        }
        if self.chance(0.12) {
            profile.waive.insert(self.any_course(), "had it before".to_owned());
        }
        profile
    }
}
