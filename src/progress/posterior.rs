//! What is known of a learner's pace, as a distribution over its mean and its spread, and what it says of the hours
//! to come.
//!
//! The logarithms of the ratios of hours taken to hours planned are taken as normal, with a mean that is the
//! learner's and a spread from course to course: `ln(took / planned) ~ N(μ, σ²)`. Mean and spread have the conjugate
//! normal-inverse-χ² prior (Gelman et al., Bayesian Data Analysis, 3rd ed., §3.3): μ around 0, which is a pace of 1,
//! with the weight of [`PRIOR_COURSES`] courses; σ around [`PRIOR_SPREAD`] with [`PRIOR_FREEDOM`] degrees of freedom.
//! So one course that took twice as long moves the pace two fifths of the way there, and ten of them nearly all of it.
//!
//! A course under way says that it takes more than what is logged on it: a censored observation, which counts by the
//! probability of that, `P(ratio > logged / planned)` (ibid., §8.7). With little of it logged that is near 1 at every
//! pace and says nothing; past its hours it says a lot.
//!
//! The posterior is summed over a fixed grid of (σ, μ). Given both, what is left of a course is log-normal, and of one
//! under way the rest of a log-normal cut off below (Johnson, Kotz & Balakrishnan, Continuous Univariate
//! Distributions, 2nd ed., vol. 1, ch. 14); the sum over several courses is taken as log-normal itself, with the same
//! mean and variance (Fenton 1960). Nothing is drawn at random: the same log gives the same dates.

use super::{
    normal::{below, crossing},
    pace::{Ahead, Evidence, Forecast},
};
use crate::domain::Minutes;

/// How many finished courses the prior pace of 1 counts for.
const PRIOR_COURSES: f64 = 1.5;
/// The spread from course to course before there is any evidence: two courses of three within 30% of the pace.
const PRIOR_SPREAD: f64 = 0.30;
/// How firmly that is believed, as so many courses' worth.
const PRIOR_FREEDOM: f64 = 5.0;
/// From point to point of the grid, in standard deviations: a sum over a normal's density is off by less than 1e-6 there.
const STEP: f64 = 0.75;
/// Points of the grid over ln σ, in steps from its middle: further up than down, where its density falls slowly.
const SPREADS: std::ops::RangeInclusive<i32> = -6..=13;
/// How far the grid over μ reaches beyond what the courses say, in standard deviations; and most points of it.
const REACH: f64 = 4.5;
const MOST_MEANS: f64 = 80.0;
/// Points of the grid with less weight than this say nothing.
const NEGLIGIBLE: f64 = 1e-7;

/// One mean and spread, and how far it is believed.
#[derive(Debug, Clone, Copy)]
struct Node {
    mean: f64,
    spread: f64,
    weight: f64,
}

/// Mean and variance of what is left, in minutes.
#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    mean: f64,
    variance: f64,
}

/// What is known of a learner's pace.
#[derive(Debug, Clone)]
pub(super) struct Posterior {
    nodes: Vec<Node>,
    /// The mean of the logarithm of the pace, and that of its spread.
    centre: Node,
}

impl Posterior {
    pub fn of(evidence: &[Evidence]) -> Self {
        let finished: Vec<f64> = evidence.iter().filter(|e| e.finished).map(Evidence::log_ratio).collect();
        let beyond: Vec<f64> = evidence.iter().filter(|e| !e.finished).map(Evidence::log_ratio).collect();
        let n = finished.len() as f64;
        let average = finished.iter().sum::<f64>() / n.max(1.0);
        let scatter: f64 = finished.iter().map(|r| (r - average).powi(2)).sum();
        let weight = PRIOR_COURSES + n;
        let mean = n * average / weight;
        let freedom = PRIOR_FREEDOM + n;
        let squares = PRIOR_FREEDOM * PRIOR_SPREAD.powi(2) + scatter + PRIOR_COURSES * n * average.powi(2) / weight;
        let nodes = grid(mean, weight, freedom, squares, &beyond);
        let over = |of: fn(&Node) -> f64| nodes.iter().map(|node| node.weight * of(node)).sum::<f64>();
        let centre = Node { mean: over(|n| n.mean), spread: over(|n| n.spread.ln()).exp(), weight: 1.0 };
        Self { nodes, centre }
    }

    /// Hours taken over hours planned, as likely to be more as to be less.
    pub fn ratio(&self) -> f64 {
        self.centre.mean.exp()
    }

    /// How long some courses will take together.
    pub fn forecast(&self, ahead: &[Ahead]) -> Forecast {
        if ahead.iter().all(|a| a.planned.0 == 0) {
            return Forecast { p50: Minutes(0), p90: Minutes(0) };
        }
        let sums: Vec<(f64, f64, f64)> = (self.nodes.iter())
            .map(|node| {
                let all = ahead.iter().map(|a| node.left(a)).fold(Moments::default(), |sum, one| Moments {
                    mean: sum.mean + one.mean,
                    variance: sum.variance + one.variance,
                });
                // A log-normal of that mean and variance.
                let square = (all.variance / all.mean.powi(2)).ln_1p();
                (all.mean.ln() - square / 2.0, square.sqrt(), node.weight)
            })
            .collect();
        let reached = |x: f64| sums.iter().map(|&(m, s, w)| w * below((x - m) / s)).sum::<f64>();
        let low = sums.iter().map(|(m, s, _)| m - 2.0 * s).fold(f64::INFINITY, f64::min);
        let high = sums.iter().map(|(m, s, _)| m + 2.0 * s).fold(f64::NEG_INFINITY, f64::max);
        let at = |share: f64| Minutes(crossing(&reached, share, low, high).exp().round() as u64);
        Forecast { p50: at(0.5), p90: at(0.9) }
    }

    /// Each course's share of what they will take together, as far as that can be told apart.
    pub fn shares(&self, ahead: &[Ahead]) -> Vec<f64> {
        let each: Vec<f64> = ahead.iter().map(|a| self.centre.left(a).mean).collect();
        let sum: f64 = each.iter().sum();
        each.into_iter().map(|one| if sum > 0.0 { one / sum } else { 0.0 }).collect()
    }
}

/// The grid, weights adding up to 1: the conjugate posterior of the finished courses, times the probability of every
/// course under way to be `beyond` where it is.
fn grid(mean: f64, weight: f64, freedom: f64, squares: f64, beyond: &[f64]) -> Vec<Node> {
    let scale = (squares / freedom).sqrt();
    let step = STEP / (2.0 * freedom).sqrt();
    let furthest = beyond.iter().copied().fold(mean, f64::max);
    let mut nodes = Vec::new();
    for i in SPREADS {
        let log_spread = scale.ln() + step * f64::from(i);
        let spread = log_spread.exp();
        let of_spread = -freedom * log_spread - squares / (2.0 * spread.powi(2));
        let error = spread / weight.sqrt();
        let (low, high) = (mean - REACH * error, furthest + REACH * error);
        let steps = ((high - low) / (STEP * error)).ceil().min(MOST_MEANS);
        let width = (high - low) / steps;
        for j in 0..=steps as u32 {
            let at = low + width * f64::from(j);
            let of_mean = -((at - mean) / error).powi(2) / 2.0 + (width / error).ln();
            let of_beyond: f64 = beyond.iter().map(|c| below((at - c) / spread).max(f64::MIN_POSITIVE).ln()).sum();
            nodes.push(Node { mean: at, spread, weight: of_spread + of_mean + of_beyond });
        }
    }
    let most = nodes.iter().map(|n| n.weight).fold(f64::NEG_INFINITY, f64::max);
    nodes.iter_mut().for_each(|n| n.weight = (n.weight - most).exp());
    nodes.retain(|n| n.weight > NEGLIGIBLE);
    let sum: f64 = nodes.iter().map(|n| n.weight).sum();
    nodes.iter_mut().for_each(|n| n.weight /= sum);
    nodes
}

impl Node {
    /// What is left of a course at this pace.
    fn left(&self, ahead: &Ahead) -> Moments {
        let planned = ahead.planned.0 as f64;
        let square = self.spread.powi(2);
        // First and second moment of the ratio.
        let (mut first, mut second) = ((self.mean + square / 2.0).exp(), (2.0 * (self.mean + square)).exp());
        let logged = ahead.logged.0 as f64 / planned.max(1.0);
        if logged > 0.0 {
            let cut = (self.mean - logged.ln()) / self.spread;
            let above = |shift: f64| below(cut + shift).max(f64::MIN_POSITIVE);
            first *= above(self.spread) / above(0.0);
            second *= above(2.0 * self.spread) / above(0.0);
        }
        // Far out the difference of two close figures is not to be had exactly; something is always left.
        let mean = (first - logged).max(logged / 1000.0);
        Moments {
            mean: planned * mean,
            variance: planned.powi(2) * (second - first.powi(2)).max(mean.powi(2) / 1000.0),
        }
    }
}
