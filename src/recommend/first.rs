//! "What would put this course first?": the weights at which its total is the highest, one at a time.
//!
//! Along one weight w every total is `(A + w·x) / (B + w)`, or a constant where the component has no
//! opinion. Against a rival with the same opinions the sign of the difference turns once, which is one
//! division; otherwise at most twice. What all rivals leave open is then tried out exactly.

use super::{
    component::{Component, ONE},
    rank::exact_total,
    score::Scored,
    weights::{MAX_WEIGHT, Weights},
};
use crate::domain::CourseIx;

/// One weight, changed alone, that puts a course first. Weights are in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Whose weight.
    pub component: Component,
    /// What it is now.
    pub now: u64,
    /// From here on the course is first,
    pub at_least: u64,
    /// up to here; `None` where there is no end.
    pub at_most: Option<u64>,
}

/// Where a course stands and what would put it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct First {
    /// Its place by total, from 1.
    pub place: usize,
    /// How many candidates there are.
    pub of: usize,
    /// The course with the highest total.
    pub leader: CourseIx,
    /// For each component with which it can be done, the change nearest to the weights as they are; none
    /// when the course is first already.
    pub changes: Vec<Change>,
    /// A course at least as good in every component, both having the same opinions: no weights put
    /// another before it.
    pub never_before: Option<CourseIx>,
}

/// What would put `course` first; `None` when it is no candidate.
pub fn first(scored: &[&Scored], weights: &Weights, course: CourseIx) -> Option<First> {
    let mine = scored.iter().copied().find(|s| s.candidate.course == course)?;
    let rivals: Vec<&Scored> = scored.iter().copied().filter(|s| s.candidate.course != course).collect();
    let ahead: Vec<&Scored> = rivals.iter().copied().filter(|r| !is_before(mine, r, weights)).collect();
    let leader = ahead.iter().copied().reduce(|a, b| if is_before(b, a, weights) { b } else { a });
    let never_before = ahead.iter().find(|r| is_never_behind(r, mine)).map(|r| r.candidate.course);
    let changes = match (leader, never_before) {
        (Some(_), None) => Component::ALL.into_iter().filter_map(|c| change(mine, &rivals, weights, c)).collect(),
        _ => Vec::new(),
    };
    Some(First {
        place: ahead.len() + 1,
        of: scored.len(),
        leader: leader.map_or(course, |l| l.candidate.course),
        changes,
        never_before,
    })
}

/// Whether `a` comes before `b` by total, then by id.
fn is_before(a: &Scored, b: &Scored, weights: &Weights) -> bool {
    let by_total = exact_total(a, weights).cmp(&exact_total(b, weights));
    by_total.then(b.candidate.course.cmp(&a.candidate.course)).is_gt()
}

/// Whether no weights put `b` before `a`.
fn is_never_behind(a: &Scored, b: &Scored) -> bool {
    let level = |(a, b): (&super::Opinion, &super::Opinion)| match (a, b) {
        (Ok((a, _)), Ok((b, _))) => a >= b,
        (Err(_), Err(_)) => true,
        _ => false,
    };
    let equal = a.opinions.iter().zip(&b.opinions).all(|(a, b)| match (a, b) {
        (Ok((a, _)), Ok((b, _))) => a == b,
        _ => true,
    });
    a.opinions.iter().zip(&b.opinions).all(level) && (!equal || a.candidate.course < b.candidate.course)
}

/// A total along one weight: `(fixed + w·value) / (whole + w·counts)`.
#[derive(Clone, Copy)]
struct Line {
    fixed: f64,
    value: f64,
    whole: f64,
    counts: f64,
}

impl Line {
    fn new(scored: &Scored, weights: &Weights, along: Component) -> Self {
        let mut line = Self { fixed: 0.0, value: 0.0, whole: 0.0, counts: 0.0 };
        for component in Component::ALL {
            let Ok((value, _)) = scored.opinions[component.index()] else { continue };
            let (value, weight) = (f64::from(value) / f64::from(ONE), part(weights.get(component)));
            if component == along {
                (line.value, line.counts) = (value, 1.0);
            } else {
                line.fixed += weight * value;
                line.whole += weight;
            }
        }
        line
    }
}

fn part(weight: u64) -> f64 {
    weight as f64 / f64::from(ONE)
}

/// Where, along the weight, `mine` is not behind `other`: the sign of `q2·w² + q1·w + q0`.
fn holds(mine: Line, other: Line, wins_ties: bool) -> Vec<(f64, f64)> {
    let q2 = mine.value * other.counts - other.value * mine.counts;
    let q1 =
        mine.fixed * other.counts + mine.value * other.whole - other.fixed * mine.counts - other.value * mine.whole;
    let q0 = mine.fixed * other.whole - other.fixed * mine.whole;
    let mut ends = vec![0.0, MAX_WEIGHT];
    if q2.abs() > f64::EPSILON {
        let root = (q1 * q1 - 4.0 * q2 * q0).max(0.0).sqrt();
        ends.extend([(-q1 - root) / (2.0 * q2), (-q1 + root) / (2.0 * q2)]);
    } else if q1.abs() > f64::EPSILON {
        ends.push(-q0 / q1);
    }
    ends.retain(|w| (0.0..=MAX_WEIGHT).contains(w));
    ends.sort_by(f64::total_cmp);
    let stays = |a: f64, b: f64| {
        let w = f64::midpoint(a, b);
        let lead = (q2 * w + q1) * w + q0;
        if lead.abs() < 1e-12 { wins_ties } else { lead > 0.0 }
    };
    ends.windows(2).filter(|e| e[0] < e[1] && stays(e[0], e[1])).map(|e| (e[0], e[1])).collect()
}

/// What is in both; both in order.
fn meet(a: &[(f64, f64)], b: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x.0.max(y.0), x.1.min(y.1))));
    pairs.filter(|(from, to)| from <= to).collect()
}

/// The nearest weight of one component that puts `mine` before all rivals.
fn change(mine: &Scored, rivals: &[&Scored], weights: &Weights, along: Component) -> Option<Change> {
    let own = Line::new(mine, weights, along);
    let mut open = vec![(0.0, MAX_WEIGHT)];
    for rival in rivals {
        let wins_ties = mine.candidate.course < rival.candidate.course;
        open = meet(&open, &holds(own, Line::new(rival, weights, along), wins_ties));
    }
    let now = weights.get(along);
    let is_first = |weight: u64| {
        let with = weights.with_millionths(along, weight);
        with.counts() && rivals.iter().all(|r| is_before(mine, r, &with))
    };
    let found = open.into_iter().filter_map(|(from, to)| {
        // As few decimals as there can be: two, unless the way is narrow.
        let (from, to) = (from * f64::from(ONE), to * f64::from(ONE));
        [10_000.0, 1000.0, 100.0, 10.0, 1.0].into_iter().find_map(|unit: f64| {
            let (from, to) = ((from / unit).ceil() * unit, (to / unit).floor() * unit);
            // A tie at the very end may go to the rival.
            let inside =
                |end: f64, step: f64| [end, end + step].map(|w| w.max(0.0) as u64).into_iter().find(|&w| is_first(w));
            let (from, to) = (inside(from, unit)?, inside(to, -unit)?);
            (from <= to).then_some((from, to))
        })
    });
    let distance = |&(from, to): &(u64, u64)| from.saturating_sub(now).max(now.saturating_sub(to));
    let (at_least, to) = found.min_by_key(distance)?;
    let at_most = (to < (MAX_WEIGHT * f64::from(ONE)) as u64).then_some(to);
    Some(Change { component: along, now, at_least, at_most })
}
