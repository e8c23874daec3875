//! Numbers and dates as JSON documents write them. Documents are structs, so that keys keep their order.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    domain::{Catalog, Cents, Level, Minutes, Requirement, SkillIx},
    path::WeightReason,
    phrase::{self, Names},
};

/// Two decimals: levels, hours, prices.
pub fn cents(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Six decimals: components, shares, scores.
pub fn micro(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// A level as a number.
pub fn level(level: Level) -> f64 {
    cents(level.as_f64())
}

/// A duration in hours.
pub fn hours(time: Minutes) -> f64 {
    cents(time.hours())
}

/// A duration in hours, or null.
pub fn maybe_hours(time: Option<Minutes>) -> Option<f64> {
    time.map(hours)
}

/// A price in whole units, or null.
pub fn price(amount: Option<Cents>) -> Option<f64> {
    amount.map(|a| cents(a.units()))
}

/// A weight, or what adds to one.
pub fn thousandths(n: u32) -> f64 {
    f64::from(n) / 1000.0
}

/// One term of a weight.
#[derive(Debug, Serialize)]
pub struct WeightDoc {
    term: &'static str,
    value: f64,
    adds: f64,
    text: String,
}

/// The terms of a weight.
pub fn weight_reasons(reasons: &[WeightReason], names: &dyn Names) -> Vec<WeightDoc> {
    let term = |r: &WeightReason| WeightDoc {
        term: r.term.word(),
        value: thousandths(r.value),
        adds: thousandths(r.adds),
        text: phrase::weight_why(r, names),
    };
    reasons.iter().map(term).collect()
}

/// Skill levels by id.
pub fn levels(catalog: &Catalog, levels: &[(SkillIx, Level)]) -> BTreeMap<String, f64> {
    levels.iter().map(|&(s, l)| (catalog.skill(s).id.to_string(), level(l))).collect()
}

/// A requirement in the shape the catalog files have.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Clause {
    /// A course, by id.
    Course(String),
    /// A skill and the least level.
    Skill {
        /// Which skill.
        skill: String,
        /// The least level.
        level: f64,
    },
    /// Every part.
    All {
        /// The parts.
        all: Vec<Clause>,
    },
    /// One part.
    Any {
        /// The parts.
        any: Vec<Clause>,
    },
    /// That many parts.
    AtLeast {
        /// How many.
        at_least: u32,
        /// The parts.
        of: Vec<Clause>,
    },
    /// A course that has to be taken itself.
    Taken {
        /// Its id.
        taken: String,
    },
    /// Credits.
    Credits {
        /// How many.
        credits: f64,
        /// Of which courses.
        of: Vec<String>,
    },
    /// Something about the learner.
    Fact {
        /// What.
        fact: String,
    },
}

/// A requirement as the list of clauses that are all needed.
pub fn clauses(catalog: &Catalog, requirement: &Requirement) -> Vec<Clause> {
    match requirement {
        Requirement::All(parts) => parts.iter().map(|p| clause(catalog, p)).collect(),
        other => vec![clause(catalog, other)],
    }
}

fn clause(catalog: &Catalog, requirement: &Requirement) -> Clause {
    let many = |parts: &[Requirement]| parts.iter().map(|p| clause(catalog, p)).collect();
    match requirement {
        Requirement::All(parts) => Clause::All { all: many(parts) },
        Requirement::Any(parts) => Clause::Any { any: many(parts) },
        Requirement::AtLeast { n, of } => Clause::AtLeast { at_least: *n, of: many(of) },
        Requirement::Skill { skill, level: l } => {
            Clause::Skill { skill: catalog.skill(*skill).id.to_string(), level: level(*l) }
        }
        Requirement::Course(course) => Clause::Course(catalog.course(*course).id.to_string()),
        Requirement::Taken(course) => Clause::Taken { taken: catalog.course(*course).id.to_string() },
        Requirement::Credits { least, of } => Clause::Credits {
            credits: least.units(),
            of: of.iter().map(|&c| catalog.course(c).id.to_string()).collect(),
        },
        Requirement::Fact(fact) => Clause::Fact { fact: fact.clone() },
    }
}
