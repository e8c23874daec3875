//! Why a plan's landmarks carry its bound, in its file.

use std::fmt::Write as _;

use toml::de::DeTable;

use super::{
    plan_read::in_order,
    plan_write::{line, text},
};
use crate::{
    domain::{CourseId, scrub},
    path::{Case, Cases, Metric},
    store::{
        ProblemKind,
        read::{Reader, Value},
    },
};

pub(super) fn write(out: &mut String, metric: Metric, cases: &Cases) {
    if cases.list.is_empty() {
        return;
    }
    let unit = match metric {
        Metric::Weighted | Metric::Work | Metric::Hours => "minute",
        Metric::Price => "hundredth",
        Metric::Courses => "course",
    };
    let _ = writeln!(
        out,
        "# Why no path costs less: weights on landmarks, counted from 1, in parts of a {unit}. No course carries more\n\
         # than it costs. Where that is not enough, the case is split: first without a course, then with it."
    );
    line(out, "parts", &cases.parts.to_string());
    out.push_str("cases = [\n");
    for case in &cases.list {
        let weights: Vec<String> = case.weights.iter().map(|(l, w)| format!("{} = {w}", l + 1)).collect();
        let split = case.split.as_ref().map_or(String::new(), |c| format!("split = {}, ", text(c.as_str())));
        let _ = writeln!(out, "    {{ {split}weights = {{ {} }} }},", weights.join(", "));
    }
    out.push_str("]\n");
}

/// What [`write`] wrote into `[proof]`, if anything.
pub(super) fn read(r: &mut Reader, at: u32, proof: &DeTable<'_>) -> Option<Cases> {
    let Some(list) = proof.get("cases") else { return Some(Cases::default()) };
    let parts = r.need(at, proof, "parts", |r, v| r.integer(v, "proof.parts", 1..=u64::MAX));
    let list = r.list(list, "proof.cases")?;
    let list: Vec<_> = list.iter().enumerate().map(|(i, v)| case(r, v, &format!("proof.cases[{i}]"))).collect();
    Some(Cases { parts: parts?, list: list.into_iter().collect::<Option<_>>()? })
}

fn case(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Case> {
    let at = r.line(value);
    let table = r.table(value, key)?;
    r.only(table, key, &["split", "weights"]);
    let split = match table.get("split") {
        Some(v) => Some(r.id(v, &format!("{key}.split"), CourseId::new)?),
        None => None,
    };
    let weights = r.need(at, table, "weights", |r, v| {
        let mut all = Vec::new();
        for (name, weight) in in_order(r.table(v, key)?) {
            let name = scrub(name.get_ref());
            let weight = r.integer(weight, &format!("{key}.weights.{name}"), 0..=u64::MAX);
            let landmark = name.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            if landmark.is_none() {
                let line = r.line(v);
                r.problem(ProblemKind::BadValue, line, key, format!("`{name}` is no number of a landmark"));
            }
            all.push(landmark.zip(weight));
        }
        all.into_iter().collect::<Option<Vec<_>>>()
    });
    Some(Case { weights: weights?, split })
}
