//! A plan as the JSON document of `plan`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    domain::{Cents, Minutes},
    path::{Metric, NeededBy, Plan, Step, Unmet},
    phrase::{self, Names},
};

use super::json;

/// `prereq.plan/1`.
#[derive(Debug, Serialize)]
pub struct PlanDoc {
    schema: &'static str,
    goals: Vec<String>,
    titles: Vec<String>,
    status: &'static str,
    claim: String,
    metric: &'static str,
    cost: CostDoc,
    lower_bound: BoundDoc,
    hours_per_week: Option<f64>,
    start: Option<String>,
    steps: Vec<StepDoc>,
    unmet: Vec<UnmetDoc>,
    landmarks: Vec<Vec<String>>,
    catalog: String,
}

#[derive(Debug, Serialize)]
struct CostDoc {
    hours: f64,
    price: f64,
    currency: String,
    courses: u64,
    assumed_durations: u64,
    unknown_prices: u64,
}

/// The bound in the metric's unit; what is not minimised has no bound.
#[derive(Debug, Serialize)]
struct BoundDoc {
    hours: Option<f64>,
    price: Option<f64>,
    courses: Option<u64>,
}

/// One step.
#[derive(Debug, Serialize)]
pub struct StepDoc {
    position: u32,
    id: String,
    title: String,
    provider: String,
    hours: Option<f64>,
    hours_assumed: Option<f64>,
    price: Option<f64>,
    start: Option<String>,
    end: Option<String>,
    raises: BTreeMap<String, [f64; 2]>,
    needed_by: Vec<String>,
    reason: String,
    waived: bool,
}

#[derive(Debug, Serialize)]
struct UnmetDoc {
    kind: &'static str,
    skill: Option<String>,
    course: Option<String>,
    required: Option<f64>,
    reachable: Option<f64>,
    message: String,
}

impl PlanDoc {
    /// The document of a plan.
    pub fn of(plan: &Plan, names: &dyn Names) -> Self {
        let (premises, cost) = (&plan.premises, &plan.cost);
        let bound = |metric| (premises.metric == metric).then_some(plan.lower_bound);
        Self {
            schema: "prereq.plan/1",
            goals: premises.goals.iter().map(|g| g.id.clone()).collect(),
            titles: premises.goals.iter().map(|g| g.title.clone()).collect(),
            status: plan.status.word(),
            claim: phrase::claim(plan),
            metric: premises.metric.word(),
            cost: CostDoc {
                hours: json::hours(cost.hours),
                price: json::cents(cost.price.units()),
                currency: premises.currency.to_string(),
                courses: cost.courses,
                assumed_durations: cost.hours_assumed,
                unknown_prices: cost.prices_unknown,
            },
            lower_bound: BoundDoc {
                hours: bound(Metric::Hours).map(|b| json::hours(Minutes(b))),
                price: bound(Metric::Price).map(|b| json::cents(Cents(b).units())),
                courses: bound(Metric::Courses),
            },
            hours_per_week: json::maybe_hours(premises.hours_per_week),
            start: premises.start.map(|d| d.to_string()),
            steps: plan.steps.iter().map(|s| StepDoc::of(s, names)).collect(),
            unmet: plan.unmet.iter().map(|u| UnmetDoc::of(u, names)).collect(),
            landmarks: plan.landmarks.iter().map(|l| l.courses.iter().map(ToString::to_string).collect()).collect(),
            catalog: premises.catalog.0.clone(),
        }
    }
}

impl StepDoc {
    /// The document of a step.
    pub fn of(step: &Step, names: &dyn Names) -> Self {
        let need = |n: &NeededBy| match n {
            NeededBy::Course(id) => id.to_string(),
            NeededBy::Goal => "goal".to_owned(),
        };
        Self {
            position: step.position,
            id: step.course.to_string(),
            title: step.title.clone(),
            provider: step.provider.clone(),
            hours: (!step.hours_assumed).then(|| json::hours(step.hours)),
            hours_assumed: step.hours_assumed.then(|| json::hours(step.hours)),
            price: json::price(step.price),
            start: step.start.map(|d| d.to_string()),
            end: step.end.map(|d| d.to_string()),
            raises: (step.raises.iter())
                .map(|(s, from, to)| (s.to_string(), [json::level(*from), json::level(*to)]))
                .collect(),
            needed_by: step.needed_by.iter().map(need).collect(),
            reason: phrase::step_reason(&step.reason, names),
            waived: step.waived,
        }
    }
}

impl UnmetDoc {
    fn of(need: &Unmet, names: &dyn Names) -> Self {
        let bare = |kind| Self {
            kind,
            skill: None,
            course: None,
            required: None,
            reachable: None,
            message: phrase::unmet(need, names),
        };
        match need {
            Unmet::Skill { skill, required, reachable, .. } => Self {
                skill: Some(skill.to_string()),
                required: Some(json::level(*required)),
                reachable: Some(json::level(*reachable)),
                ..bare("skill")
            },
            Unmet::Course(blocked) => Self { course: Some(blocked.course.to_string()), ..bare("course") },
            Unmet::Requirement(_) => bare("requirement"),
        }
    }
}
