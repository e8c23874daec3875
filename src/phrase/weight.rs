//! Hours of work and their weight in words.

use super::{Names, list_and, skill_name};
use crate::{
    domain::Work,
    path::{WeightReason, WeightTerm, WeightWhy},
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

/// One term of a weight, in words.
pub fn weight_reason(reason: &WeightReason, names: &dyn Names) -> String {
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
            format!("rated {} by {ratings}", f64::from(*stars) / 1000.0)
        }
        WeightWhy::Nobody => "nobody vouches for it".to_owned(),
        WeightWhy::Clash { tool, rival } => {
            format!("{} where you go by {}", skill_name(names, tool.as_str()), skill_name(names, rival.as_str()))
        }
        WeightWhy::Model if reason.term == WeightTerm::Interest => format!("{share:.2} like what you liked"),
        WeightWhy::Model => format!("{share:.2} by what learners like you took"),
    }
}
