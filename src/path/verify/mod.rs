//! The other side of the proof: a plan is taken at its word about the courses, and everything it
//! claims about them is worked out again. Simple code, no relaxation, nothing shared with the solver.

mod apart;
mod calendar;
mod cases;
mod cost;
mod hitting;
mod reduce;
mod replay;
mod world;

use crate::domain::{CourseId, Level, SkillId};

use super::{
    plan::{Metric, Plan, Status, Unmet},
    request::Cancel,
};
use world::World;

/// What a plan says that is not so.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Mismatch {
    /// A course the premises do not know.
    #[error("{place} names `{course}`, which is not among the plan's courses")]
    UnknownCourse {
        /// Where it is named.
        place: String,
        /// The name.
        course: CourseId,
    },
    /// Two premises under one id, or premises out of order.
    #[error("the plan's courses are not in order at `{0}`, or list it twice")]
    CoursesOutOfOrder(CourseId),
    /// The same course at two turns.
    #[error("step {position} takes `{course}` a second time")]
    TakenTwice {
        /// The later turn.
        position: u32,
        /// The course.
        course: CourseId,
    },
    /// A course that may not be proposed.
    #[error("step {position} proposes `{course}`, which is not on offer here")]
    NotOffered {
        /// The turn.
        position: u32,
        /// The course.
        course: CourseId,
    },
    /// Turns are not numbered 1, 2, 3, …
    #[error("step {found} stands where step {expected} was expected")]
    OutOfTurn {
        /// The number that was due.
        expected: u32,
        /// The number that stands there.
        found: u32,
    },
    /// A course whose requirement does not hold at its turn.
    #[error("step {position}, `{course}`, is not ready at its turn: {missing}")]
    NotReady {
        /// The turn.
        position: u32,
        /// The course.
        course: CourseId,
        /// What is missing.
        missing: String,
    },
    /// A figure of a course that its own facts do not give.
    #[error("`{course}`: {what} is {found} in the plan, and its facts give {expected}")]
    CourseFigure {
        /// The course.
        course: CourseId,
        /// Which figure.
        what: &'static str,
        /// What the plan says.
        found: String,
        /// What its facts give.
        expected: String,
    },
    /// Two courses of which one rules out the other.
    #[error("`{course}` is taken, which `{by}` rules out")]
    Excluded {
        /// The course.
        course: CourseId,
        /// What rules it out.
        by: CourseId,
    },
    /// The path of least work is none, or does not come to what is said.
    #[error("the path of least work is said to take {claimed} h, and {why}")]
    LeastWork {
        /// What is said.
        claimed: String,
        /// What is wrong.
        why: String,
    },
    /// A figure of a step that is not the one in the premises.
    #[error("step {position}, `{course}`: {what} is {found} in the step and {expected} in the plan's courses")]
    StepFigure {
        /// The turn.
        position: u32,
        /// The course.
        course: CourseId,
        /// Which figure.
        what: &'static str,
        /// What the step says.
        found: String,
        /// What the premises say.
        expected: String,
    },
    /// What a step says it raises is not what it raises.
    #[error("step {position}, `{course}`, does not raise what it says")]
    Raises {
        /// The turn.
        position: u32,
        /// The course.
        course: CourseId,
    },
    /// A step that is said to be needed by one that is not later, or not there.
    #[error("`{course}` is said to be needed by `{by}`, which is not a later step")]
    NeededBy {
        /// The supplier.
        course: CourseId,
        /// The alleged dependant.
        by: CourseId,
    },
    /// The goal does not hold at the end.
    #[error("the path does not reach the goal: {0}")]
    GoalMissed(String),
    /// A total that the steps do not add up to.
    #[error("the plan says {what} {found}, but its steps add up to {expected}")]
    Total {
        /// Which total.
        what: &'static str,
        /// What the plan says.
        found: String,
        /// What the steps come to.
        expected: String,
    },
    /// Status and contents contradict each other.
    #[error("the plan says `{}`, but {why}", .status.word())]
    WrongStatus {
        /// What it says.
        status: Status,
        /// Why it cannot be.
        why: String,
    },
    /// Days that are not those of the plan's own calendar.
    #[error("step {position}, `{course}`, is dated {found}, but its calendar gives {expected}")]
    Dates {
        /// The turn.
        position: u32,
        /// The course.
        course: CourseId,
        /// What the plan says.
        found: String,
        /// What its calendar gives.
        expected: String,
    },
    /// More than a limit of the plan allows.
    #[error("the plan's {what} is {found}, beyond its limit of {limit}")]
    OverLimit {
        /// Which limit.
        what: &'static str,
        /// What the plan comes to.
        found: String,
        /// The limit.
        limit: String,
    },
    /// A set of courses that a path can do without.
    #[error("landmark {number} is none: the goal can be reached without {}", .courses.iter().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(", "))]
    NotALandmark {
        /// 1-based place in the plan.
        number: usize,
        /// The alleged landmark.
        courses: Vec<CourseId>,
    },
    /// The landmarks do not carry the bound.
    #[error(
        "the plan says that no path takes under {claimed} {unit}, but its landmarks can be met with {proved} {unit}"
    )]
    WeakBound {
        /// What is claimed.
        claimed: String,
        /// What a cheapest hitting set costs at most.
        proved: String,
        /// The metric's unit.
        unit: &'static str,
    },
    /// A need that is said to be out of reach is not.
    #[error("`{skill}` is said to stop at {claimed}, but the courses on offer reach {reached}")]
    Reachable {
        /// The skill.
        skill: SkillId,
        /// What the plan says.
        claimed: Level,
        /// What chaining gives.
        reached: Level,
    },
    /// A case that the plan's account of its bound cannot have.
    #[error("case {number} of the proof is none: {why}")]
    BadCase {
        /// 1-based place in the plan.
        number: usize,
        /// Why it cannot be.
        why: String,
    },
    /// Stopped before all landmarks were checked.
    #[error("stopped after {checked} of {all} landmarks; everything until then is in order")]
    StoppedAtLandmark {
        /// How many were.
        checked: usize,
        /// How many there are.
        all: usize,
    },
    /// Stopped before the bound was settled.
    #[error(
        "stopped before the bound was settled: it is confirmed that no path takes under {settled} {unit}, not yet the \
         {claimed} {unit} of the plan; everything else is in order"
    )]
    Stopped {
        /// The bound that was settled until then.
        settled: String,
        /// What is claimed.
        claimed: String,
        /// The metric's unit.
        unit: &'static str,
    },
}

/// What was confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Steps replayed.
    pub steps: usize,
    /// Landmarks re-checked by deletion.
    pub landmarks: usize,
    /// The bound, in the metric's own unit.
    pub lower_bound: u64,
    /// Cases it took to settle the bound: those of the plan, where its own account holds.
    pub cases: usize,
    /// Whether the bound equals the cost: no path costs less.
    pub optimal: bool,
    /// Whether the dates are those of the plan's calendar.
    pub dates: Dates,
    /// Whether the plan has limits, which it keeps.
    pub limits: bool,
    /// Whether it ends after its deadline all the same, because of courses that begin on fixed days.
    pub late: bool,
}

/// What became of the dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// There are none.
    None,
    /// Laid again day by day, they are the same.
    Confirmed,
    /// The plan does not say what they rest on.
    Unchecked,
}

/// Works a plan out again from its premises.
///
/// # Errors
/// Everything that is not so; the bound is only looked at when the rest is in order.
pub fn verify(plan: &Plan, cancel: &Cancel) -> Result<Verified, Vec<Mismatch>> {
    let mut wrong = Vec::new();
    for pair in plan.premises.courses.windows(2) {
        if pair[0].id >= pair[1].id {
            wrong.push(Mismatch::CoursesOutOfOrder(pair[1].id.clone()));
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let world = World::new(&plan.premises);
    cost::check(plan, &mut wrong);
    replay::check(plan, &world, &mut wrong);
    least_work(plan, &world, &mut wrong);
    status(plan, &mut wrong);
    unmet(plan, &world, &mut wrong);
    let dates = calendar::dates(plan, &mut wrong);
    let limits = calendar::limits(plan, &mut wrong);
    let advice = cases::advice(plan, &world, &mut wrong);
    let landmarks = landmarks(plan, &world, &mut wrong, cancel);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let cases = bound(plan, &world, &landmarks, &advice, cancel).map_err(|m| vec![m])?;
    if let Some(least) = &plan.least_work {
        let claim = (Metric::Work, least.work.0);
        carries(plan, &world, claim, &landmarks, (1, &[]), cancel).map_err(|m| vec![m])?;
    }
    Ok(Verified {
        steps: plan.steps.len(),
        landmarks: plan.landmarks.len(),
        lower_bound: plan.lower_bound,
        cases,
        optimal: plan.lower_bound == plan.metric_cost(),
        dates,
        limits,
        late: calendar::late(plan).is_some(),
    })
}

fn status(plan: &Plan, wrong: &mut Vec<Mismatch>) {
    let cost = plan.metric_cost();
    let mut say = |why: String| wrong.push(Mismatch::WrongStatus { status: plan.status, why });
    if plan.lower_bound > cost {
        say(format!("its bound of {} lies above its cost of {cost}", plan.lower_bound));
    }
    match plan.status {
        Status::Proved if plan.lower_bound != cost => {
            say(format!("its cost is {cost} and its bound {} (minutes, cents or courses)", plan.lower_bound));
        }
        Status::Bounded if plan.lower_bound == cost => say("cost and bound are equal".to_owned()),
        Status::Done if !plan.steps.is_empty() => say("it has steps".to_owned()),
        Status::Unreachable if plan.unmet.is_empty() => say("names no need out of reach".to_owned()),
        Status::Proved | Status::Bounded if plan.steps.is_empty() => say("it has no steps".to_owned()),
        _ => {}
    }
    if !matches!(plan.status, Status::Unreachable | Status::Partial) && !plan.unmet.is_empty() {
        say("it names needs out of reach".to_owned());
    }
}

fn unmet(plan: &Plan, world: &World<'_>, wrong: &mut Vec<Mismatch>) {
    let all = world.chain(|_| true);
    for need in &plan.unmet {
        if let Unmet::Skill { skill, reachable, .. } = need {
            let reached = all.level(skill);
            // More of it may need courses that rule out what else is wanted.
            let beside = |stand: &world::Stand<'_, '_>| stand.at_goal() && stand.level(skill) > *reachable;
            if reached > *reachable && apart::possible(world, &beside) {
                wrong.push(Mismatch::Reachable { skill: skill.clone(), claimed: *reachable, reached });
            }
        }
    }
}

/// The landmarks as indices into the premises, each checked by deletion.
fn landmarks(plan: &Plan, world: &World<'_>, wrong: &mut Vec<Mismatch>, cancel: &Cancel) -> Vec<Vec<usize>> {
    let mut out = Vec::new();
    for (i, landmark) in plan.landmarks.iter().enumerate() {
        if cancel.is_cancelled() {
            if wrong.is_empty() {
                wrong.push(Mismatch::StoppedAtLandmark { checked: i, all: plan.landmarks.len() });
            }
            break;
        }
        let mut row = Vec::new();
        for id in &landmark.courses {
            match world.index(id.as_str()) {
                Some(c) => row.push(c),
                None => {
                    let place = format!("landmark {}", i + 1);
                    wrong.push(Mismatch::UnknownCourse { place, course: id.clone() });
                }
            }
        }
        row.sort_unstable();
        row.dedup();
        if world.chain(|c| row.binary_search(&c).is_err()).at_goal() {
            wrong.push(Mismatch::NotALandmark { number: i + 1, courses: landmark.courses.clone() });
        }
        out.push(row);
    }
    out
}

/// The courses of the path of least work reach the goal, and come to what is said.
fn least_work(plan: &Plan, world: &World<'_>, wrong: &mut Vec<Mismatch>) {
    let Some(least) = &plan.least_work else { return };
    let mut say = |why: String| wrong.push(Mismatch::LeastWork { claimed: least.work.to_string(), why });
    let mut places: Vec<usize> = least.courses.iter().filter_map(|c| world.index(c.as_str())).collect();
    places.sort_unstable();
    places.dedup();
    if places.len() < least.courses.len() {
        say("some of its courses are not among the plan's".to_owned());
    }
    let sum: u64 = places.iter().map(|&c| world.course(c).work.0).sum();
    if sum != least.work.0 {
        say(format!("its courses come to {}", crate::domain::Minutes(sum)));
    }
    if least.work >= plan.cost.work {
        say(format!("the plan itself takes {}", plan.cost.work));
    }
    if !world.chain(|c| places.binary_search(&c).is_ok()).at_goal() {
        say("its courses do not reach the goal".to_owned());
    }
    if let Some((a, b)) = world.rivals_among(&places) {
        say(format!("`{}` and `{}` rule each other out", world.course(a).id, world.course(b).id));
    }
}

fn bound(
    plan: &Plan,
    world: &World<'_>,
    landmarks: &[Vec<usize>],
    advice: &[cases::Advice],
    cancel: &Cancel,
) -> Result<usize, Mismatch> {
    carries(plan, world, (plan.premises.metric, plan.lower_bound), landmarks, (plan.cases.parts, advice), cancel)
}

/// Whether the landmarks carry a claim; in how many cases that shows.
fn carries(
    plan: &Plan,
    world: &World<'_>,
    (metric, claim): (Metric, u64),
    landmarks: &[Vec<usize>],
    advice: (u64, &[cases::Advice]),
    cancel: &Cancel,
) -> Result<usize, Mismatch> {
    let cost: Vec<u64> = plan.premises.courses.iter().map(|c| c.cost(metric).unwrap_or(u64::MAX / 1_000_000)).collect();
    let (unit, per) = match metric {
        Metric::Weighted | Metric::Work | Metric::Hours => ("h", 60.0),
        Metric::Price => ("in price", 100.0),
        Metric::Courses => ("courses", 1.0),
    };
    let figure = |x: u64| format!("{:.2}", x as f64 / per);
    let claimed = figure(claim);
    match hitting::costs_at_least((landmarks, world.rivals()), &cost, claim, advice, cancel) {
        hitting::Answer::Yes(cases) => Ok(cases),
        hitting::Answer::Stopped(settled) => Err(Mismatch::Stopped { settled: figure(settled), claimed, unit }),
        hitting::Answer::No(cheaper) => Err(Mismatch::WeakBound { claimed, proved: figure(cheaper), unit }),
    }
}
