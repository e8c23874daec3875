//! The front in two phases (Ulungu and Teghem 1995). First the points that are least in some weighting of work
//! (hours, here) and price, each found by a plain least-cost search and proved by it. Then whatever lies between two
//! neighbours of those: it costs little more in their weighting, which leaves few courses possible.

use std::collections::BTreeSet;

use super::triangle::Triangle;
use crate::{
    domain::CourseIx,
    path::{
        bound::SCALE,
        compile::{Compiled, Target},
        distance::{Distances, FAR},
        kernel::{Kernel, Solved},
        purse::Purse,
        reduce::{Tag, reduce},
        solve::{Control, Outcome, Start, gcd, search},
    },
};

/// Points after which the front is left incomplete.
pub(super) const POINTS: usize = 500;
/// No course may weigh more: sums stay exact.
pub(super) const HEAVIEST: u64 = 1 << 50;

/// A path by what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    pub hours: u64,
    pub price: u64,
    /// Local indices, ascending.
    pub set: Vec<u32>,
    /// Whether nothing is better in one and no worse in the other.
    pub proved: bool,
    /// Nothing at this price or less takes fewer hours.
    pub at_least: u64,
}

impl Spot {
    /// Whether this one is no worse in either.
    pub fn covers(&self, other: &Self) -> bool {
        self.hours <= other.hours && self.price <= other.price
    }
}

/// What a course weighs: so much for each minute, and so much for each cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Weights {
    minute: u64,
    cent: u64,
}

impl Weights {
    fn of(self, hours: u64, price: u64) -> u64 {
        (self.minute.saturating_mul(hours)).saturating_add(self.cent.saturating_mul(price))
    }

    fn under_which_equal(left: &Spot, right: &Spot) -> Self {
        let (minute, cent) = (left.price - right.price, right.hours - left.hours);
        let common = gcd(minute, cent).max(1);
        Self { minute: minute / common, cent: cent / common }
    }
}

/// What there is between two points of the front.
enum Between {
    /// Another one.
    Point(Spot),
    /// No path weighs less than they do, and one that lies between is made of these courses.
    Courses(Vec<u32>),
    /// The search stopped, or could not start.
    Unknown,
}

/// All paths to one target, by hours and price.
pub(super) struct Plane {
    pub small: Compiled,
    pub tags: Vec<Tag>,
    /// Every sum of hours, and of prices, is a multiple of these.
    pub whole: (u64, u64),
    /// Landmarks of the target, by local index.
    pub landmarks: BTreeSet<Vec<u32>>,
    /// Paths of which none covers another.
    pub found: Vec<Spot>,
    /// What the shortest path costs: no point of the front costs more.
    pub dearest: u64,
}

impl Plane {
    /// Without the courses `out`, with the shortest such path known.
    pub fn new(kernel: &Kernel<'_>, target: &Target, shortest: &Solved, out: &[CourseIx]) -> Self {
        let scene = kernel.scene();
        let full = Compiled::new(scene.catalog, scene.state, &scene.offer, target);
        let stays = |j: &u32| !out.contains(&full.courses[*j as usize]);
        let full = full.restrict(&(0..full.net.len() as u32).filter(stays).collect::<Vec<u32>>());
        let tag = |c: &CourseIx| scene.tags[c.get()];
        let tags: Vec<Tag> = full.courses.iter().map(tag).collect();
        let small = full.restrict(&reduce(&full, &tags, scene.catalog).keep);
        let tags: Vec<Tag> = small.courses.iter().map(tag).collect();
        let whole = |cost: &dyn Fn(&Tag) -> u64| tags.iter().map(cost).fold(0, gcd).max(1);
        let local = |set: &[CourseIx]| set.iter().filter_map(|&c| small.local(c)).collect::<Vec<u32>>();
        let mut this = Self {
            whole: (whole(&|t| t.minutes), whole(&|t| t.cents)),
            landmarks: shortest.landmarks.iter().map(|l| local(l)).filter(|l| !l.is_empty()).collect(),
            found: Vec::new(),
            dearest: shortest.courses.iter().map(|c| tag(c).cents).fold(0, u64::saturating_add),
            tags,
            small,
        };
        let set = shortest.courses.iter().map(|&c| this.small.local(c)).collect::<Option<Vec<u32>>>();
        set.into_iter().for_each(|set| this.keep(set));
        this
    }

    /// By the catalog's indices.
    pub fn named(&self, set: &[u32]) -> Vec<CourseIx> {
        set.iter().map(|&j| self.small.courses[j as usize]).collect()
    }

    /// The front, dearest and shortest first, and whether that is all of it, proved.
    pub fn front(&mut self, purse: &mut Purse) -> (Vec<Spot>, bool) {
        let Some((first, last)) = self.ends(purse) else {
            return Triangle::all(self).sweep(self, purse);
        };
        let mut complete = true;
        let mut left = first.clone();
        let (mut front, mut ahead) = (vec![first], vec![last]);
        while let Some(right) = ahead.pop() {
            if right.price >= left.price {
                continue;
            }
            let courses = match self.between(&left, &right, purse) {
                Between::Point(spot) => {
                    ahead.extend([right, spot]);
                    continue;
                }
                Between::Courses(few) => few,
                Between::Unknown => (0..self.tags.len() as u32).collect(),
            };
            if !courses.is_empty() {
                let (more, all) = Triangle::below(&left, &right, courses).sweep(self, purse);
                complete &= all;
                front.extend(more);
            }
            left = right.clone();
            front.push(right);
            if front.len() >= POINTS {
                return (front, complete && ahead.is_empty());
            }
        }
        (front, complete)
    }

    /// What there is between two points of the front.
    fn between(&mut self, left: &Spot, right: &Spot, purse: &mut Purse) -> Between {
        let weights = Weights::under_which_equal(left, right);
        let Some(found) = self.least(weights, purse).filter(|found| found.lower >= found.cost) else {
            return Between::Unknown;
        };
        if found.cost < weights.of(left.hours, left.price) {
            return Between::Point(Spot { proved: true, ..self.spot(&found.best) });
        }
        Between::Courses(self.core(weights, &found, left, right))
    }

    /// The shortest path, the cheapest of such, and the cheapest, the shortest of such. `None` unless both are proved.
    fn ends(&mut self, purse: &mut Purse) -> Option<(Spot, Spot)> {
        let longest = self.tags.iter().map(|t| t.minutes).fold(0, u64::saturating_add);
        let short = Weights { minute: self.dearest / self.whole.0 + 1, cent: 1 };
        let cheap = Weights { minute: 1, cent: longest / self.whole.1 + 1 };
        let mut end = |weights| {
            let found = self.least(weights, purse)?;
            (found.lower >= found.cost).then(|| Spot { proved: true, ..self.spot(&found.best) })
        };
        Some((end(short)?, end(cheap)?))
    }

    /// The least path in a weighting. `None` when its figures are too large.
    fn least(&mut self, weights: Weights, purse: &mut Purse) -> Option<Outcome> {
        let tags: Vec<Tag> = self.tags.iter().map(|t| Tag { cost: weights.of(t.minutes, t.cents), ..*t }).collect();
        if tags.iter().any(|t| t.cost > HEAVIEST) {
            return None;
        }
        let best = self.found.iter().min_by_key(|s| weights.of(s.hours, s.price))?.set.clone();
        let seeds: Vec<Vec<u32>> = self.landmarks.iter().cloned().collect();
        let some = tags.iter().filter(|t| t.cost > 0).count().max(1);
        let scale = tags.iter().map(|t| t.cost as f64).sum::<f64>() / some as f64 / 16.0;
        let start = Start { best, seeds: &seeds, scale, shake: 1e-6, work: 0 };
        let mut better: Vec<Vec<u32>> = Vec::new();
        let mut tell = |set: &[u32], _: u64| better.push(set.to_vec());
        let limit = purse.left();
        let cancel = purse.cancel().clone();
        let outcome =
            search(&self.small.net, &tags, start, Control { limit, cancel: &cancel, progress: &mut tell, ties: false });
        purse.spend(outcome.work);
        better.into_iter().for_each(|set| self.keep(set));
        self.landmarks.extend(outcome.landmarks.iter().cloned());
        Some(outcome)
    }

    /// The courses of paths that may lie between two points, with their own: `found` proves that no path weighs
    /// less than they do. Empty when nothing fits in between.
    fn core(&self, weights: Weights, found: &Outcome, left: &Spot, right: &Spot) -> Vec<u32> {
        let (hours, price) = (right.hours - left.hours, left.price - right.price);
        if hours <= self.whole.0 || price <= self.whole.1 {
            return Vec::new();
        }
        // The worst corner.
        let most = weights.of(right.hours - self.whole.0, left.price - self.whole.1);
        if most < found.lower {
            return Vec::new();
        }
        let mut rest: Vec<i128> =
            self.tags.iter().map(|t| i128::from(weights.of(t.minutes, t.cents)) * SCALE).collect();
        let mut packed = 0;
        for (landmark, &weight) in found.landmarks.iter().zip(&found.weights) {
            landmark.iter().for_each(|&j| rest[j as usize] -= weight);
            packed += weight;
        }
        let net = &self.small.net;
        let through = Distances::new(net, &rest, &mut 0).through(net, &rest, &mut 0);
        let allowed = i128::from(most) * SCALE;
        (0..net.len() as u32)
            .filter(|&j| through[j as usize] < FAR && packed + through[j as usize] <= allowed)
            .collect()
    }

    /// What a set takes, nothing proved.
    pub fn spot(&self, set: &[u32]) -> Spot {
        let sum =
            |cost: &dyn Fn(&Tag) -> u64| set.iter().map(|&j| cost(&self.tags[j as usize])).fold(0, u64::saturating_add);
        let hours = sum(&|t| t.minutes);
        Spot { hours, price: sum(&|t| t.cents), set: set.to_vec(), proved: false, at_least: hours }
    }

    /// Keeps a set that reaches the target, unless one that is kept covers it.
    fn keep(&mut self, set: Vec<u32>) {
        let spot = self.spot(&set);
        if !self.found.iter().any(|s| s.covers(&spot)) {
            self.found.retain(|s| !spot.covers(s));
            self.found.push(spot);
        }
    }
}
