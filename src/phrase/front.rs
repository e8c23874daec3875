//! Trade-offs between hours and price, in words.

use crate::path::{Front, Plan, Step};

use super::{count, list_some};

/// How much is claimed of the trade-offs.
pub fn front(front: &Front) -> String {
    let ways = count(front.points.len() as u64, "way");
    match (front.complete, front.points.len()) {
        (true, 1) => "proved: one path is both the shortest and the cheapest".to_owned(),
        (true, _) => format!("proved: these {ways} to trade hours for money are all there are"),
        (false, _) => format!("{ways} to trade hours for money; there may be others, and shorter ones at a price"),
    }
}

/// What makes one path cheaper than another: `SQL Basics instead of SQL Bootcamp`.
pub fn traded(from: &Plan, to: &Plan) -> String {
    let less = |a: &Plan, b: &Plan| -> Vec<String> {
        let gone = |s: &&Step| b.step(s.course.as_str()).is_none();
        a.steps.iter().filter(gone).map(|s| s.title.clone()).collect()
    };
    let (adds, drops) = (less(to, from), less(from, to));
    match (adds.is_empty(), drops.is_empty()) {
        (true, true) => "another order".to_owned(),
        (false, true) => format!("also {}", list_some(&adds, 2)),
        (true, false) => format!("without {}", list_some(&drops, 2)),
        (false, false) => format!("{} instead of {}", list_some(&adds, 2), list_some(&drops, 2)),
    }
}
