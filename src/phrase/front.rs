//! Trade-offs between hours and price, in words.

use crate::path::{Front, Plan, Step};

use super::{count, list_some};

/// How much is claimed of the trade-offs; the same in ever fewer words.
pub fn front(front: &Front) -> Vec<String> {
    let n = front.points.len() as u64;
    let (ways, trades) = (count(n, "way"), count(n, "trade"));
    // Of what courses of unknown price could do nothing is known.
    let among = if front.unpriced > 0 { " at known prices" } else { "" };
    match (front.complete, n) {
        (true, 1) => vec![
            format!("proved: one path is both the shortest and the cheapest{among}"),
            format!("proved: shortest is cheapest{among}"),
            "one path".to_owned(),
        ],
        (true, _) => vec![
            format!("proved: these {ways} to trade hours for money are all there are{among}"),
            format!("proved: all {ways} to trade hours for money{among}"),
            format!("proved: all {trades}{among}"),
            trades,
        ],
        (false, _) => vec![
            format!("{ways} to trade hours for money; there may be others, and shorter ones at a price"),
            format!("{ways} to trade hours for money; there may be others"),
            format!("{trades}; there may be others"),
            trades,
        ],
    }
}

/// What the first point of them is.
pub fn front_shortest(front: &Front) -> &'static str {
    match (front.points.first().is_some_and(|point| point.proved), front.unpriced) {
        (true, 0) => "the shortest path there is",
        (true, _) => "the shortest path at known prices",
        (false, _) => "the shortest path found",
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
