//! The documents of `show`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    advisor::Advisor,
    cli::json,
    domain::{CourseIx, CourseStatus, Goal, SkillIx},
};

/// A course.
#[derive(Serialize)]
pub struct CourseDoc<'a> {
    title: &'a str,
    provider: &'a str,
    platform: Option<&'a str>,
    url: Option<&'a str>,
    hours: Option<f64>,
    hours_assumed: Option<f64>,
    hours_of: Option<&'static str>,
    kind: Option<&'static str>,
    work: f64,
    work_left: f64,
    weight: f64,
    weight_reasons: Vec<json::WeightDoc>,
    price: Option<f64>,
    currency: &'a str,
    difficulty: Option<&'static str>,
    rating: Option<f64>,
    ratings: Option<u64>,
    language: Option<&'a str>,
    format: Option<&'a str>,
    tags: &'a [String],
    summary: &'a str,
    status: &'static str,
    source: Option<&'a str>,
    teaches: BTreeMap<String, f64>,
    have: BTreeMap<String, f64>,
    requires: Vec<json::Clause>,
    corequisites: Vec<json::Clause>,
    recommended: Vec<json::Clause>,
    touches: Vec<&'a str>,
    excludes: Vec<&'a str>,
    endorsed: &'a [String],
    exam: Option<&'a str>,
    series: Option<&'a str>,
    notes: &'a [String],
    successor: Option<&'a str>,
    same_as: Vec<&'a str>,
    mark: Option<&'static str>,
    requirement_met: bool,
    waived: bool,
}

impl<'a> CourseDoc<'a> {
    /// As the learner sees it.
    pub fn of(advisor: &'a Advisor, ix: CourseIx) -> Self {
        let (catalog, state) = (advisor.catalog(), advisor.state());
        let c = catalog.course(ix);
        let cost = advisor.own_cost(ix);
        let have: Vec<_> = c.teaches.iter().map(|&(s, _)| (s, state.level(s))).collect();
        Self {
            title: &c.title,
            provider: &c.provider,
            platform: c.platform.as_deref(),
            url: c.url.as_deref(),
            hours: json::maybe_hours(c.hours),
            hours_assumed: c.hours.is_none().then(|| json::hours(advisor.settings().costing.hours(c).0)),
            hours_of: c.hours_of.map(|h| h.word()),
            kind: c.kind.map(|k| k.word()),
            work: json::hours(cost.work.full),
            work_left: json::hours(cost.work.left),
            weight: json::thousandths(cost.weight),
            weight_reasons: json::weight_reasons(&cost.reasons, &**catalog),
            price: json::price(c.price),
            currency: c.currency.code(),
            difficulty: c.difficulty.map(|d| d.word()),
            rating: c.rating.map(json::cents),
            ratings: c.ratings,
            language: c.language.as_deref(),
            format: c.format.as_deref(),
            tags: &c.tags,
            summary: &c.summary,
            status: match c.status {
                CourseStatus::Active => "active",
                CourseStatus::Retired => "retired",
            },
            source: c.source.as_deref(),
            teaches: json::levels(catalog, &c.teaches),
            have: json::levels(catalog, &have),
            requires: json::clauses(catalog, &c.requirement),
            corequisites: json::clauses(catalog, &c.corequisite),
            recommended: json::clauses(catalog, &c.recommended),
            touches: c.touches.iter().map(|&s| catalog.skill(s).id.as_str()).collect(),
            excludes: c.excludes.iter().map(|&x| catalog.course(x).id.as_str()).collect(),
            endorsed: &c.endorsed,
            exam: c.exam.as_deref(),
            series: c.series.as_deref(),
            notes: &c.notes,
            successor: c.successor.as_ref().map(|s| s.as_str()),
            same_as: c.same_as.iter().map(|&s| catalog.course(s).id.as_str()).collect(),
            mark: advisor.profile().mark(c.id.as_str()).map(|m| m.word()),
            requirement_met: state.meets(catalog, &c.requirement),
            waived: advisor.profile().waive.contains_key(c.id.as_str()),
        }
    }
}

/// A goal.
#[derive(Serialize)]
pub struct GoalDoc<'a> {
    title: &'a str,
    summary: &'a str,
    source: Option<&'a str>,
    skills: BTreeMap<String, f64>,
    weights: BTreeMap<String, f64>,
    have: BTreeMap<String, f64>,
    stages: Vec<Vec<&'a str>>,
    requirement: Vec<json::Clause>,
    requirement_met: bool,
}

impl<'a> GoalDoc<'a> {
    /// As the learner sees it.
    pub fn of(advisor: &'a Advisor, goal: &'a Goal) -> Self {
        let (catalog, state) = (advisor.catalog(), advisor.state());
        let asked: Vec<_> = goal.skills.iter().map(|s| (s.skill, s.level)).collect();
        let have: Vec<_> = goal.skills.iter().map(|s| (s.skill, state.level(s.skill))).collect();
        let weight = |s: &crate::domain::GoalSkill| {
            (catalog.skill(s.skill).id.to_string(), json::micro(f64::from(s.weight) / 1000.0))
        };
        Self {
            title: &goal.title,
            summary: &goal.summary,
            source: goal.source.as_deref(),
            skills: json::levels(catalog, &asked),
            weights: goal.skills.iter().map(weight).collect(),
            have: json::levels(catalog, &have),
            stages: (goal.stages.iter())
                .map(|stage| stage.iter().map(|&s| catalog.skill(s).id.as_str()).collect())
                .collect(),
            requirement: json::clauses(catalog, &goal.requirement),
            requirement_met: state.meets(catalog, &goal.requirement),
        }
    }
}

/// A skill.
#[derive(Serialize)]
pub struct SkillDoc<'a> {
    name: &'a str,
    area: &'a str,
    aliases: &'a [String],
    family: Option<&'a str>,
    implies: BTreeMap<String, f64>,
    work: Option<[f64; 4]>,
    work_source: Option<&'a str>,
    have: f64,
    taught_by: BTreeMap<String, f64>,
}

impl<'a> SkillDoc<'a> {
    /// As the learner sees it.
    pub fn of(advisor: &'a Advisor, ix: SkillIx) -> Self {
        let catalog = advisor.catalog();
        let skill = catalog.skill(ix);
        let teacher = |&(c, l): &(CourseIx, _)| (catalog.course(c).id.to_string(), json::level(l));
        Self {
            name: &skill.name,
            area: &skill.area,
            aliases: &skill.aliases,
            family: skill.family.as_deref(),
            implies: skill.implies.iter().map(|(id, l)| (id.to_string(), json::level(*l))).collect(),
            work: skill.work.map(|curve| curve.totals().map(json::hours)),
            work_source: skill.work_source.as_deref(),
            have: json::level(advisor.state().level(ix)),
            taught_by: catalog.taught_by(ix).iter().map(teacher).collect(),
        }
    }
}
