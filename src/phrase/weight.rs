//! Hours of work and their weight in words.

use super::{Names, list_and, skill_name};
use crate::{
    domain::{Currency, Work},
    path::{Extra, Metric, Plan, Step, WeightReason, WeightTerm, WeightWhy},
};

/// Hours as published beside the work they mean: `10.5 h of video · 40 h of work`; the work alone where they are the
/// same.
pub fn hours_and_work(work: &Work) -> String {
    let hours = super::hours(work.hours, work.assumed);
    let all = super::hours(work.full, false);
    match (work.video, work.hours == work.full) {
        (false, true) => hours,
        (false, false) => format!("{hours} · {all} of work"),
        (true, _) => format!("{hours} of video · {all} of work"),
    }
}

/// A weight: `×1.20`.
pub fn work_weight(thousandths: u32) -> String {
    format!("×{:.2}", f64::from(thousandths) / 1000.0)
}

/// What a term of a weight rests on, in words.
pub fn weight_why(reason: &WeightReason, names: &dyn Names) -> String {
    let share = f64::from(reason.value) / 1000.0;
    match &reason.why {
        WeightWhy::Endorsed(lists) => {
            let shown: Vec<String> = lists.iter().take(3).cloned().collect();
            let more = lists.len().saturating_sub(shown.len());
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            format!("recommended by {}{more}", if more.is_empty() { list_and(&shown) } else { shown.join(", ") })
        }
        WeightWhy::Authority(crate::domain::Authority::University) => "a university's own course".to_owned(),
        WeightWhy::Authority(crate::domain::Authority::Official) => "taught by the makers themselves".to_owned(),
        WeightWhy::Rated { stars, ratings } => {
            let rated = format!("rated {} by {ratings}", f64::from(*stars) / 1000.0);
            if reason.value == 0 { format!("{rated}: that vouches for nothing") } else { rated }
        }
        WeightWhy::Nobody => "nobody vouches for it".to_owned(),
        WeightWhy::Clash { tool, rival } => {
            format!("{} where you go by {}", skill_name(names, tool.as_str()), skill_name(names, rival.as_str()))
        }
        WeightWhy::Model if reason.term == WeightTerm::Interest => format!("{share:.2} like what you liked"),
        WeightWhy::Model => format!("{share:.2} by what learners like you took"),
    }
}

/// All of a weight, a line for each term: `counts ×1.20`, then `evidence 0.60 → +0.20, recommended by OSSU`.
pub fn weight_lines(weight: u32, reasons: &[WeightReason], names: &dyn Names) -> (String, Vec<String>) {
    let term = |r: &WeightReason| {
        let (value, adds) = (f64::from(r.value) / 1000.0, f64::from(r.adds) / 1000.0);
        let why = match (&r.why, r.term) {
            (WeightWhy::Model, WeightTerm::Interest) => "how like what you liked it is".to_owned(),
            (WeightWhy::Model, _) => "how much learners like you took it".to_owned(),
            _ => weight_why(r, names),
        };
        format!("{} {value:.2} → +{adds:.2}, {why}", r.term.word())
    };
    (format!("an hour of work counts {}", work_weight(weight)), reasons.iter().map(term).collect())
}

/// The same in one sentence: `an hour of work counts ×1.20: evidence 0.60 → +0.20, recommended by OSSU; …`.
pub fn weight_terms(weight: u32, reasons: &[WeightReason], names: &dyn Names) -> String {
    let (counts, terms) = weight_lines(weight, reasons, names);
    if terms.is_empty() { counts } else { format!("{counts}: {}", terms.join("; ")) }
}

/// What is said of a weight in a word or two: `×1.50, nobody vouches for it`.
pub fn weight_short(weight: u32, reasons: &[WeightReason], names: &dyn Names) -> Option<String> {
    let told = reasons.iter().filter(|r| r.why != WeightWhy::Model).map(|r| weight_why(r, names));
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| format!("{}, {}", work_weight(weight), told.join(", ")))
}

/// That nobody vouches for any of several steps, which is said once rather than at each of them.
pub fn nobody_at_all(plan: &Plan) -> bool {
    let nobody = |s: &Step| s.weight_reasons.iter().any(|r| r.why == WeightWhy::Nobody);
    plan.steps.len() > 1 && plan.steps.iter().all(nobody)
}

/// What doing without a course of a rival tool costs: `doing without costs 38 h more weighted work`.
pub fn doing_without(extra: Option<Extra>, metric: Metric, currency: Currency) -> String {
    let Some(extra) = extra else { return "no path goes without it".to_owned() };
    if extra.exact() == Some(0) {
        return "another path just as good goes without it".to_owned();
    }
    let of = if metric == Metric::Weighted { " weighted work" } else { "" };
    format!("doing without costs {} more{of}", super::between(extra, metric, currency))
}
