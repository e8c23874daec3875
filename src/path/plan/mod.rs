//! The answer to "which courses, in which order": one self-contained value that screens show,
//! files keep and [`verify`](super::verify) checks without needing anything else.

mod premises;

use std::fmt;

use jiff::civil::Date;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::domain::{Cents, CourseId, Credits, Level, Minutes, Objection, SkillId, Work};

use super::binding::Binding;
use super::cost::{WeightReason, weighted};

pub use premises::{
    PlanCalendar, PlanCosting, PlanCourse, PlanGoal, PlanLimits, PlanSkill, Premises, Wanted, WeightFacts,
};

/// What a path is short in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Metric {
    /// Weighted work (counted in minutes).
    #[default]
    Weighted,
    /// Work, unweighted (counted in minutes).
    Work,
    /// Published hours (counted in minutes).
    Hours,
    /// Total price (counted in hundredths of the plan's currency).
    Price,
    /// Number of courses.
    Courses,
}

impl Metric {
    /// All metrics.
    pub const ALL: [Self; 5] = [Self::Weighted, Self::Work, Self::Hours, Self::Price, Self::Courses];
    /// Whether it is counted in minutes.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Weighted | Self::Work | Self::Hours)
    }
    /// The word used in files and flags.
    pub fn word(self) -> &'static str {
        match self {
            Self::Weighted => "weighted",
            Self::Work => "work",
            Self::Hours => "hours",
            Self::Price => "price",
            Self::Courses => "courses",
        }
    }
}

impl fmt::Display for Metric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// How much a plan may claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// No path costs less, and the certificate shows it.
    Proved,
    /// A path, and a bound below it.
    Bounded,
    /// The learner's limits bind; the best within them.
    Partial,
    /// Some need is beyond every course; what is reachable is planned.
    Unreachable,
    /// Nothing to do.
    Done,
}

impl Status {
    /// All statuses.
    pub const ALL: [Self; 5] = [Self::Proved, Self::Bounded, Self::Partial, Self::Unreachable, Self::Done];
    /// The word used in files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::Bounded => "bounded",
            Self::Partial => "partial",
            Self::Unreachable => "unreachable",
            Self::Done => "done",
        }
    }
}

/// Sums over the steps of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Published hours that are left, assumed ones included.
    pub hours: Minutes,
    /// Work.
    pub work: Minutes,
    /// Weighted work.
    pub weighted: Minutes,
    /// Total of the known prices.
    pub price: Cents,
    /// How many courses.
    pub courses: u64,
    /// How many durations are assumed.
    pub hours_assumed: u64,
    /// How many prices are unknown.
    pub prices_unknown: u64,
}

impl Cost {
    /// What the weights of the courses add to their work.
    pub fn misfit(&self) -> Minutes {
        Minutes(self.weighted.0.saturating_sub(self.work.0))
    }

    /// The total in the metric's own unit: minutes, cents or courses.
    pub fn in_metric(&self, metric: Metric) -> u64 {
        match metric {
            Metric::Weighted => self.weighted.0,
            Metric::Work => self.work.0,
            Metric::Hours => self.hours.0,
            Metric::Price => self.price.0,
            Metric::Courses => self.courses,
        }
    }
}

/// A need a step supplies: another step's course, or the goal itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum NeededBy {
    /// A later step.
    Course(CourseId),
    /// The goal.
    Goal,
}

/// Why a step is there, shortest true account first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepReason {
    /// It raises goal skills: skill and level reached (capped at what the goal asks).
    ClosesGap(Vec<(SkillId, Level)>),
    /// It makes a later course ready.
    Opens(CourseId),
    /// The learner asked for it.
    AskedFor,
}

/// One course at its turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// 1-based turn; courses that are each other's corequisites share one.
    pub position: u32,
    /// Which course.
    pub course: CourseId,
    /// Its title.
    pub title: String,
    /// Who offers it.
    pub provider: String,
    /// Hours as published, or as assumed.
    pub hours: Minutes,
    /// Whether the hours are an assumption.
    pub hours_assumed: bool,
    /// Whether the hours are of video.
    pub video: bool,
    /// Work planned, what is logged of it left out.
    pub work: Minutes,
    /// All of the work: more than `work` where some of it is done already.
    pub full_work: Minutes,
    /// How much an hour of work counts, in thousandths.
    pub weight: u32,
    /// What the weight is made of.
    pub weight_reasons: Vec<WeightReason>,
    /// Whether it was completed before and is taken again.
    pub again: bool,
    /// When it was, if that is known.
    pub done_before: Option<Date>,
    /// Whether the learner has started it.
    pub under_way: bool,
    /// Price in the plan's currency, if known.
    pub price: Option<Cents>,
    /// First day, if there is a calendar.
    pub start: Option<Date>,
    /// Last day, if there is a calendar.
    pub end: Option<Date>,
    /// Skills it raises at its turn: from, to.
    pub raises: Vec<(SkillId, Level, Level)>,
    /// Whom it supplies first.
    pub needed_by: Vec<NeededBy>,
    /// Those among them that may run beside it.
    pub beside: Vec<CourseId>,
    /// Cautions in the words of the catalog.
    pub notes: Vec<String>,
    /// Whether the learner took its requirement on themselves.
    pub waived: bool,
    /// Why it is there.
    pub reason: StepReason,
}

/// A set of courses of which every path must contain one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Landmark {
    /// The courses, in id order.
    pub courses: Vec<CourseId>,
}

/// Why the landmarks carry the bound: cases that cover everything, the whole first, each case before the two it is
/// split into.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cases {
    /// Fractions of the metric's own unit that weights are counted in.
    pub parts: u64,
    /// The cases; none where nobody worked them out.
    pub list: Vec<Case>,
}

/// One case of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Case {
    /// Landmarks (from 0) and the weight on each. No course that may be taken carries more than it costs, so what is
    /// taken costs at least what all of them carry.
    pub weights: Vec<(usize, u64)>,
    /// Where that does not settle the case: the next one is without this course, and the one after all of that with it.
    pub split: Option<CourseId>,
}

/// A need no set of allowed courses can meet.
#[derive(Debug, Clone, PartialEq)]
pub enum Unmet {
    /// A goal skill stays below what is asked.
    Skill {
        /// Which skill.
        skill: SkillId,
        /// What the goal asks.
        required: Level,
        /// What can be reached.
        reachable: Level,
        /// Courses that teach more than `reachable` but can never start, each with what is missing.
        blocked: Vec<Blocked>,
    },
    /// A course that was asked for can never be taken.
    Course(Blocked),
    /// A condition of the goal can never hold; its leaves that fail.
    Requirement(Vec<Missing>),
}

/// A course that can never start, and the smallest pieces missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Blocked {
    /// Which course.
    pub course: CourseId,
    /// Why: empty when it is ruled out rather than never ready.
    pub missing: Vec<Missing>,
    /// Why it may not be proposed at all.
    pub ruled_out: Option<RuledOut>,
}

/// A leaf condition that nothing reachable meets.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// The skill stays below the level.
    Skill {
        /// Which skill.
        skill: SkillId,
        /// What is asked.
        level: Level,
        /// What can be reached.
        reachable: Level,
    },
    /// The course can never be completed.
    Course(CourseId),
    /// The courses never count for so many credits.
    Credits {
        /// How many are asked.
        least: Credits,
        /// How many can be had.
        reachable: Credits,
        /// Of which courses.
        of: Vec<CourseId>,
    },
    /// It does not hold of the learner.
    Fact(String),
}

/// Why a course is never proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuledOut {
    /// The catalog says it can no longer be taken.
    Retired,
    /// The learner hid it.
    Hidden,
    /// The learner excluded it from this question.
    Excluded,
    /// Something among the learner's standing constraints speaks against it.
    Against(Objection),
    /// A completed course rules it out.
    RivalDone,
    /// A course that the path takes rules it out.
    RivalTaken,
    /// Its price is unknown and prices matter here.
    PriceUnknown,
}

/// A course the learner has started, as the plan sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderWay {
    /// Which course.
    pub course: CourseId,
    /// What the plan does with it.
    pub place: UnderWayPlace,
}

/// What a plan does with a course that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnderWayPlace {
    /// The shortest path has it.
    OnPath,
    /// It is on the path because it is under way: letting go of it would save this much, in the metric's unit.
    Kept {
        /// At least.
        lower: u64,
        /// At most.
        upper: u64,
    },
    /// The path needs nothing of what it brings.
    NotNeeded,
    /// It would bring something, and is not on this path.
    LetGo,
}

impl UnderWayPlace {
    /// The word used in files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::OnPath => "on-path",
            Self::Kept { .. } => "kept",
            Self::NotNeeded => "not-needed",
            Self::LetGo => "let-go",
        }
    }
}

/// The path of least work, beside one of least weighted work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeastWork {
    /// Its work; no path has less.
    pub work: Minutes,
    /// Its courses, in id order.
    pub courses: Vec<CourseId>,
}

/// A path, the calendar it is laid on, and the certificate that goes with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What the proof rests on.
    pub premises: Premises,
    /// How much is claimed.
    pub status: Status,
    /// Sums over the steps.
    pub cost: Cost,
    /// No path costs less than this, in the metric's own unit (minutes, cents, courses).
    pub lower_bound: u64,
    /// The courses in order.
    pub steps: Vec<Step>,
    /// Needs beyond reach.
    pub unmet: Vec<Unmet>,
    /// Limits of the learner's that keep them there.
    pub binding: Vec<Binding>,
    /// The courses that are under way, in id order.
    pub under_way: Vec<UnderWay>,
    /// Where weighted work is minimised: the least work of all, if that is less and was proved.
    pub least_work: Option<LeastWork>,
    /// The certificate: the least cost of a set that meets every landmark is `lower_bound`.
    pub landmarks: Vec<Landmark>,
    /// Why that is so, where it was worked out: see [`with_cases`](super::with_cases).
    pub cases: Cases,
}

impl Step {
    /// Hours and work.
    pub fn takes(&self) -> Work {
        let (hours, assumed, video) = (self.hours, self.hours_assumed, self.video);
        Work { hours, assumed, video, full: self.full_work, left: self.work }
    }
    /// Work times weight, to the nearest minute.
    pub fn weighted(&self) -> Minutes {
        weighted(self.work, self.weight)
    }
}

impl PlanCourse {
    /// Hours and work.
    pub fn takes(&self) -> Work {
        let (hours, assumed, video) = (self.hours, self.hours_assumed, self.video);
        Work { hours, assumed, video, full: self.full_work, left: self.work }
    }
    /// What it costs in a metric's own unit; `None` for an unknown price.
    pub fn cost(&self, metric: Metric) -> Option<u64> {
        Some(match metric {
            Metric::Weighted => weighted(self.work, self.weight).0,
            Metric::Work => self.work.0,
            Metric::Hours => self.takes().hours_left().0,
            Metric::Price => self.price?.0,
            Metric::Courses => 1,
        })
    }
}

impl Plan {
    /// The step of a course.
    pub fn step(&self, course: &str) -> Option<&Step> {
        self.steps.iter().find(|s| s.course.as_str() == course)
    }
    /// The step that begins first: with a calendar that need not be the first of the path, since a course may begin
    /// on a fixed day.
    pub fn next_step(&self) -> Option<&Step> {
        self.steps.iter().min_by_key(|s| (s.start, s.position))
    }
    /// The plan's cost in its own metric.
    pub fn metric_cost(&self) -> u64 {
        self.cost.in_metric(self.premises.metric)
    }
    /// How far the cost may be above the optimum, as a share of the cost; 0 when proved.
    pub fn gap_share(&self) -> f64 {
        let cost = self.metric_cost();
        if cost == 0 { 0.0 } else { (cost.saturating_sub(self.lower_bound)) as f64 / cost as f64 }
    }
    /// The prerequisite DAG of the path: a node for each step, in order, and an edge from each step to
    /// those it supplies first.
    pub fn dag(&self) -> DiGraph<CourseId, ()> {
        let mut dag = DiGraph::with_capacity(self.steps.len(), self.steps.len());
        let nodes: Vec<NodeIndex> = self.steps.iter().map(|s| dag.add_node(s.course.clone())).collect();
        for (from, step) in self.steps.iter().enumerate() {
            for need in &step.needed_by {
                if let NeededBy::Course(id) = need
                    && let Some(to) = self.steps.iter().position(|s| s.course == *id)
                {
                    dag.update_edge(nodes[from], nodes[to], ());
                }
            }
        }
        dag
    }
    /// How many courses the longest chain of suppliers has.
    pub fn depth(&self) -> usize {
        let dag = self.dag();
        let mut depth = vec![1; dag.node_count()];
        // Steps come in an order in which suppliers stand first, or beside whom they supply.
        for node in dag.node_indices() {
            for next in dag.neighbors(node).filter(|n| n.index() > node.index()) {
                depth[next.index()] = depth[next.index()].max(depth[node.index()] + 1);
            }
        }
        depth.into_iter().max().unwrap_or(0)
    }
}
