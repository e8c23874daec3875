//! Trade-offs between work and price or misfit, in words.

use crate::{
    domain::Currency,
    path::{Front, Plan, Point, Step, Trade},
};

use super::{count, hours, list_some, price};

/// How much is claimed of the trade-offs; the same in ever fewer words.
pub fn front(front: &Front) -> Vec<String> {
    let n = front.points.len() as u64;
    let (ways, trades) = (count(n, "way"), count(n, "trade"));
    let (what, both) = match front.by {
        Trade::Price => ("money", "cheapest"),
        Trade::Misfit => ("a better fit", "best fitting"),
    };
    // Of what courses of unknown price could do nothing is known.
    let among = if front.unpriced > 0 { " at known prices" } else { "" };
    match (front.complete, n) {
        (true, 1) => vec![
            format!("proved: the path of least work is the {both} as well{among}"),
            format!("proved: least work is {both}{among}"),
            "one path".to_owned(),
        ],
        (true, _) => vec![
            format!("proved: these {ways} to trade work for {what} are all there are{among}"),
            format!("proved: all {ways} to trade work for {what}{among}"),
            format!("proved: all {trades}{among}"),
            trades,
        ],
        (false, _) => vec![
            format!("{ways} to trade work for {what}; there may be others, and some with less work"),
            format!("{ways} to trade work for {what}; there may be others"),
            format!("{trades}; there may be others"),
            trades,
        ],
    }
}

/// What the first point of them is.
pub fn front_shortest(front: &Front) -> &'static str {
    match (front.points.first().is_some_and(|point| point.proved), front.unpriced) {
        (true, 0) => "the least work of all",
        (true, _) => "the least work at known prices",
        (false, _) => "the least work found",
    }
}

/// What work is traded for at a point: `$49`, or `38 h`.
pub fn front_pays(point: &Point, by: Trade, currency: Currency) -> String {
    match by {
        Trade::Price => price(point.price, currency),
        Trade::Misfit => hours(point.misfit, false),
    }
}

/// What misfit is, in one line.
pub const MISFIT: &str = "misfit is what the weights of courses add to their work";

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
