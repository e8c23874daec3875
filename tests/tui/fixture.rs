//! A small learner in a small catalog, with a plan and a gap report made by hand.

use std::{collections::VecDeque, sync::Arc};

use jiff::civil::{Date, date};
use prereq::{
    advisor::{Advisor, Settings},
    app::{Effect, Event, Key, Reply, Start, State, compare, handle, inquire},
    domain::{
        Catalog, CatalogDraft, CatalogHash, Cents, CourseDraft, CourseId, CourseMark, CourseRecord, Currency,
        Difficulty, GoalDraft, GoalId, GoalSkill, Level, Minutes, Profile, Requirement, Skill, SkillId, SkillRecord,
    },
    gap::{GapReport, SkillGap},
    path::{
        Aim, Cancel, Cost, Landmark, Metric, NeededBy, Plan, PlanGoal, PlanRequest, Premises, Status, Step, StepReason,
        Unmet, Wanted,
    },
    recommend::RecommendRequest,
};

pub const TODAY: Date = date(2026, 3, 2);

pub fn course_id(text: &str) -> CourseId {
    CourseId::new(text).expect("valid")
}
pub fn skill_id(text: &str) -> SkillId {
    SkillId::new(text).expect("valid")
}
fn goal_id(text: &str) -> GoalId {
    GoalId::new(text).expect("valid")
}

const SKILLS: [(&str, &str, &str); 5] = [
    ("calculus", "Calculus", "mathematics"),
    ("communication", "Communication", "professional"),
    ("linear-algebra", "Linear algebra", "mathematics"),
    ("machine-learning", "Machine learning", "data"),
    ("python", "Python", "programming"),
];

/// id, title, provider, hours, price in whole dollars, teaches
type Row = (&'static str, &'static str, &'static str, Option<u64>, Option<u64>, &'static [(&'static str, u16)]);
const COURSES: [Row; 9] = [
    ("calc-1", "Calculus 1A: Differentiation", "MIT", Some(156), Some(0), &[("calculus", 500)]),
    (
        "cs50p",
        "CS50's Introduction to Programming with Python",
        "Harvard University",
        Some(90),
        Some(0),
        &[("python", 500)],
    ),
    (
        "la-essence",
        "Linear Algebra: Foundations to Frontiers",
        "UT Austin",
        Some(120),
        Some(0),
        &[("linear-algebra", 500)],
    ),
    ("mit-18.06", "Linear Algebra", "MIT", Some(168), Some(0), &[("linear-algebra", 750)]),
    (
        "ml-intro",
        "Introduction to Machine Learning",
        "Duke University",
        Some(66),
        Some(49),
        &[("machine-learning", 500)],
    ),
    ("ml-zh", "机器学习基石（上）数学篇与实作导论", "國立臺灣大學", None, None, &[("machine-learning", 250)]),
    ("py-advanced", "Advanced Python", "Somewhere", None, Some(0), &[("python", 750)]),
    ("speak", "Speaking Clearly", "Open University", Some(8), Some(0), &[("communication", 250)]),
    ("stats", "Statistics Without Fear", "Open University", Some(40), Some(20), &[]),
];

pub fn catalog() -> Arc<Catalog> {
    let mut draft = CatalogDraft::default();
    for (id, name, area) in SKILLS {
        draft.skills.push(Skill::new(skill_id(id), name, area));
    }
    for (id, title, provider, hours, price, teaches) in COURSES {
        let mut course = CourseDraft::new(course_id(id), title, provider);
        course.hours = hours.map(|h| Minutes(h * 60));
        course.price = price.map(|p| Cents(p * 100));
        course.difficulty = Some(Difficulty::Beginner);
        course.teaches = teaches.iter().map(|(s, l)| (skill_id(s), Level::new(*l))).collect();
        course.url = Some(format!("https://example.org/{id}"));
        course.summary = format!("What {title} is about, in two sentences. It goes on for long enough to be wrapped.");
        draft.courses.push(course);
    }
    let need = |skill: &str, level| Requirement::Skill { skill: skill_id(skill), level: Level::new(level) };
    draft.courses[3].requirement = Requirement::All(vec![need("calculus", 250)]);
    draft.courses[4].requirement = Requirement::All(vec![
        need("python", 250),
        Requirement::Any(vec![
            Requirement::Course(course_id("mit-18.06")),
            Requirement::Course(course_id("la-essence")),
        ]),
    ]);
    let skill = |id: &str, level| GoalSkill { skill: skill_id(id), level: Level::new(level), weight: 1000 };
    let goal = |id: &str, title: &str, skills| GoalDraft {
        id: goal_id(id),
        title: title.into(),
        summary: String::new(),
        source: None,
        skills,
        requirement: Requirement::always(),
        stages: Vec::new(),
    };
    draft.goals.push(goal(
        "data-scientist",
        "Data scientist",
        vec![
            skill("machine-learning", 500),
            skill("linear-algebra", 750),
            skill("python", 500),
            skill("communication", 250),
        ],
    ));
    draft.goals.push(goal(
        "mathematician",
        "Mathematician",
        vec![skill("calculus", 500), skill("linear-algebra", 750)],
    ));
    Arc::new(Catalog::link(draft).expect("links"))
}

pub fn profile() -> Profile {
    let mut profile = Profile { goals: vec![goal_id("data-scientist")], ..Profile::default() };
    let own = |level| SkillRecord { level: Level::new(level), from: "self".into(), on: Some(date(2026, 1, 5)) };
    profile.skills.insert(skill_id("python"), own(500));
    profile.skills.insert(skill_id("machine-learning"), own(250));
    profile.courses.insert(
        course_id("calc-1"),
        CourseRecord {
            hours: Some(Minutes(20 * 60)),
            ..CourseRecord::new(CourseMark::Started, Some(date(2026, 2, 1)))
        },
    );
    profile.courses.insert(course_id("ml-zh"), CourseRecord::new(CourseMark::Saved, None));
    profile.constraints.hours_per_week = Some(Minutes(6 * 60));
    profile
}

pub fn advisor(profile: Profile) -> Advisor {
    Advisor::new(catalog(), profile, Settings::default())
}

fn step(
    position: u32,
    id: &str,
    to: (&str, u16),
    needed: &[NeededBy],
    reason: StepReason,
    weeks: (Date, Date),
) -> Step {
    let catalog = catalog();
    let course = catalog.course(catalog.course_ix(id).expect("there"));
    Step {
        position,
        course: course.id.clone(),
        title: course.title.clone(),
        provider: course.provider.clone(),
        hours: course.hours.unwrap_or(Minutes(40 * 60)),
        video: false,
        work: course.hours.unwrap_or(Minutes(40 * 60)),
        full_work: course.hours.unwrap_or(Minutes(40 * 60)),
        weight: 1000,
        weight_reasons: Vec::new(),
        again: false,
        done_before: None,
        under_way: false,
        hours_assumed: course.hours.is_none(),
        price: course.price,
        start: Some(weeks.0),
        end: Some(weeks.1),
        raises: vec![(skill_id(to.0), Level::ZERO, Level::new(to.1))],
        needed_by: needed.to_vec(),
        beside: Vec::new(),
        notes: Vec::new(),
        waived: false,
        reason,
    }
}

pub fn plan(status: Status) -> Plan {
    let gap = |id: &str, level| StepReason::ClosesGap(vec![(skill_id(id), Level::new(level))]);
    let to = |id: &str| NeededBy::Course(course_id(id));
    let steps = vec![
        step(
            1,
            "calc-1",
            ("calculus", 500),
            &[to("mit-18.06")],
            StepReason::Opens(course_id("mit-18.06")),
            (date(2026, 3, 2), date(2026, 8, 30)),
        ),
        step(
            2,
            "mit-18.06",
            ("linear-algebra", 750),
            &[to("ml-intro"), NeededBy::Goal],
            gap("linear-algebra", 750),
            (date(2026, 8, 31), date(2027, 3, 14)),
        ),
        step(
            3,
            "ml-intro",
            ("machine-learning", 500),
            &[NeededBy::Goal],
            gap("machine-learning", 500),
            (date(2027, 3, 15), date(2027, 5, 30)),
        ),
        step(
            4,
            "ml-zh",
            ("machine-learning", 250),
            &[NeededBy::Goal],
            gap("machine-learning", 250),
            (date(2027, 5, 31), date(2027, 7, 11)),
        ),
        step(
            4,
            "speak",
            ("communication", 250),
            &[NeededBy::Goal],
            gap("communication", 250),
            (date(2027, 7, 12), date(2027, 7, 20)),
        ),
    ];
    let hours: Minutes = steps.iter().map(|s| s.hours).sum();
    let unmet = match status {
        Status::Unreachable => vec![Unmet::Skill {
            skill: skill_id("communication"),
            required: Level::new(500),
            reachable: Level::new(250),
            blocked: Vec::new(),
        }],
        _ => Vec::new(),
    };
    Plan {
        premises: Premises {
            catalog: CatalogHash("0".into()),
            goals: vec![PlanGoal { id: "data-scientist".into(), title: "Data scientist".into(), is_course: false }],
            metric: Metric::Hours,
            costing: None,
            facts: Vec::new(),
            assume_hours: Minutes(40 * 60),
            currency: Currency::default(),
            hours_per_week: Some(Minutes(6 * 60)),
            start: Some(TODAY),
            calendar: None,
            limits: Default::default(),
            excluded: Vec::new(),
            levels: Vec::new(),
            completed: Vec::new(),
            wanted: Wanted::default(),
            courses: Vec::new(),
        },
        status,
        cost: Cost {
            hours,
            work: hours,
            weighted: hours,
            price: Cents(4900),
            courses: steps.len() as u64,
            hours_assumed: 1,
            prices_unknown: 1,
        },
        lower_bound: if status == Status::Bounded { hours.0 - 1200 } else { hours.0 },
        steps,
        unmet,
        binding: Vec::new(),
        under_way: Vec::new(),
        landmarks: vec![
            Landmark { courses: vec![course_id("calc-1")] },
            Landmark { courses: vec![course_id("la-essence"), course_id("mit-18.06")] },
        ],
        cases: Default::default(),
        least_work: None,
    }
}

pub fn gap_report() -> GapReport {
    let gap = |id: &str, name: &str, have, need, hours: Option<u64>, teachers: &[&str]| SkillGap {
        skill: skill_id(id),
        name: name.into(),
        current: Level::new(have),
        required: Level::new(need),
        gap: Level::new(need - have),
        weight: 1000,
        priority: 1.0,
        blocks: 0.5,
        hours_alone: hours.map(|h| Minutes(h * 60)),
        hours_proved: true,
        reachable: Level::new(if hours.is_some() { need } else { have }),
        taught_by: teachers.iter().map(|t| course_id(t)).collect(),
        ruled_out: Vec::new(),
    };
    GapReport {
        goals: vec![("data-scientist".into(), "Data scientist".into())],
        readiness: Some(0.375),
        coverage: Some(0.25),
        gaps: vec![
            gap("linear-algebra", "Linear algebra", 0, 750, Some(324), &["mit-18.06", "la-essence"]),
            gap("machine-learning", "Machine learning", 250, 500, Some(66), &["ml-intro"]),
            gap("communication", "Communication", 0, 250, None, &[]),
        ],
        met: vec![(skill_id("python"), "Python".into(), Level::new(500), Level::new(500))],
        courses: None,
    }
}

/// Without an aim scoring asks the planner nothing, so screens do not depend on it.
fn no_aim(request: &PlanRequest) -> PlanRequest {
    PlanRequest { aim: Aim::default(), ..request.clone() }
}

/// The answer to a question, at once: searches and rankings for real, plans and gaps by hand. What is no question
/// comes back.
pub fn answer(effect: Effect, status: Status, answers: bool) -> Result<Option<Event>, Effect> {
    Ok(Some(match effect {
        Effect::Search { generation, advisor, query, path } => {
            let path = path.map(|plan| advisor.courses_of(&plan));
            Event::Reply { generation, reply: Reply::Found(advisor.search(&query, 1000, path.as_deref())) }
        }
        Effect::Plan { .. } | Effect::Gap { .. } if !answers => return Ok(None),
        Effect::Plan { generation, .. } => Event::Reply { generation, reply: Reply::Plan(Arc::new(plan(status))) },
        Effect::Recommend { generation, advisor, request } => {
            let scored =
                advisor.score(&RecommendRequest { plan: no_aim(&request.plan), ..*request.clone() }, &Cancel::new());
            Event::Reply { generation, reply: Reply::Recommended(Arc::new(scored)) }
        }
        Effect::Recall | Effect::Remember(_) => return Ok(None),
        Effect::Why { .. } if !answers => return Ok(None),
        Effect::Why { generation, advisor, request, course } => {
            let why = advisor.why(&request, course, &Cancel::new());
            Event::Reply { generation, reply: Reply::Why(course, Arc::new(why)) }
        }
        Effect::Bend { .. } | Effect::Inquire { .. } if !answers => return Ok(None),
        Effect::Bend { generation, advisor, request } => {
            let found = advisor.limited(&request, &Cancel::new(), &mut |_| {});
            Event::Reply { generation, reply: Reply::Bent(Arc::new(found.into())) }
        }
        Effect::Inquire { generation, advisor, request, question, first } => {
            let mut last = None;
            inquire(question, &advisor, &request, first.as_ref(), &Cancel::new(), &mut |found, whole| {
                last = Some(Reply::Inquired(found, whole));
            });
            Event::Reply { generation, reply: last.expect("an answer") }
        }
        Effect::Compare { generation, old, new } => {
            let mut last = None;
            compare(&old, &new, &Cancel::new(), &mut |found| last = Some(Reply::Compared(Arc::new(found))));
            Event::Reply { generation, reply: last.expect("an answer") }
        }
        Effect::Unbend | Effect::Dismiss => return Ok(None),
        Effect::Gap { generation, .. } => Event::Reply { generation, reply: Reply::Gap(Arc::new(gap_report())) },
        other => return Err(other),
    }))
}

/// A state with hands that answer at once: searches for real, plans and gaps from the fixture.
pub struct Bench {
    pub state: State,
    pub status: Status,
    /// Everything that was asked of the hands, questions and searches left out.
    pub done: Vec<Effect>,
    /// Whether plans and gaps are answered.
    pub answers: bool,
}

impl Bench {
    pub fn new(profile: Profile, size: (u16, u16)) -> Self {
        Self::with(advisor(profile), size, Status::Proved)
    }
    pub fn with(advisor: Advisor, size: (u16, u16), status: Status) -> Self {
        let (state, effects) = State::new(Start::new(advisor, TODAY, size));
        let mut bench = Self { state, status, done: Vec::new(), answers: true };
        bench.perform(effects);
        bench
    }
    /// Presses keys as the table writes them, separated by spaces.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.event(Event::Key(key.parse::<Key>().expect(key)));
        }
        self
    }
    pub fn event(&mut self, event: Event) {
        let effects = handle(&mut self.state, event);
        self.perform(effects);
    }
    fn perform(&mut self, effects: Vec<Effect>) {
        let (status, answers) = (self.status, self.answers);
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            let event = match answer(effect, status, answers) {
                Ok(Some(event)) => event,
                Ok(None) => continue,
                Err(other) => {
                    self.done.push(other);
                    continue;
                }
            };
            queue.extend(handle(&mut self.state, event));
        }
    }
    pub fn query(&self) -> &str {
        self.state.search.query.text()
    }
}
