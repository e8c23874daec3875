//! The learner's own pace, from courses they finished: hours it took over hours it was planned to take.
//!
//! The logarithms of these ratios are taken as normal, with a mean that is the learner's and a spread from
//! course to course: `ln(logged / planned) ~ N(μ, σ²)`. Mean and spread have the conjugate normal-inverse-χ²
//! prior (Gelman et al., Bayesian Data Analysis, 3rd ed., §3.3): μ around 0, which is a pace of 1, with the weight
//! of [`PRIOR_COURSES`] courses; σ around [`PRIOR_SPREAD`] with [`PRIOR_FREEDOM`] degrees of freedom. So one course
//! that took twice as long moves the pace two fifths of the way there, and ten of them nearly all of it.
//!
//! What is left of several courses, each at a ratio of its own, is a sum of log-normals; given σ it is taken as
//! log-normal itself, with the same mean and variance (Fenton 1960), and σ is averaged over by a fixed
//! quadrature of its posterior. Nothing is drawn at random: the same log gives the same dates.

use super::normal::{below, chi_squared, crossing};
use crate::domain::{Catalog, CourseMark, Minutes, Profile};

/// How many finished courses the prior pace of 1 counts for.
const PRIOR_COURSES: f64 = 1.5;
/// The spread from course to course before there is any evidence: two courses of three within 30% of the pace.
const PRIOR_SPREAD: f64 = 0.30;
/// How firmly that is believed, as so many courses' worth.
const PRIOR_FREEDOM: f64 = 5.0;
/// Points of the quadrature over the spread.
const NODES: usize = 64;

/// One finished course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Time logged on it; more than nothing.
    pub took: Minutes,
    /// Time it was said to take; more than nothing.
    pub planned: Minutes,
}

/// What the finished courses say about the learner's pace.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonalPace {
    /// From how many courses.
    pub courses: u64,
    /// Hours it takes over hours planned, as likely to be more as to be less; above 1 is slower than planned.
    pub ratio: f64,
    mean: f64,
    weight: f64,
    freedom: f64,
    variance: f64,
}

/// How long something will take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// As likely to be more as to be less.
    pub p50: Minutes,
    /// Nine times in ten it is no more.
    pub p90: Minutes,
}

impl PersonalPace {
    /// The pace of a learner; `None` when no finished course has both hours logged and hours known. Assumed hours
    /// are no evidence, nor are courses under way, which are over when they are over.
    pub fn of(catalog: &Catalog, profile: &Profile) -> Option<Self> {
        let done = profile.courses.iter().filter(|(_, record)| record.mark == CourseMark::Done);
        let evidence: Vec<Evidence> = done
            .filter_map(|(id, record)| {
                let planned = catalog.course(catalog.course_ix(id.as_str())?).hours?;
                Some(Evidence { took: record.logged(), planned }).filter(|e| e.took.0 > 0 && e.planned.0 > 0)
            })
            .collect();
        Self::from(&evidence)
    }

    /// The pace some finished courses speak of; `None` without any.
    pub fn from(evidence: &[Evidence]) -> Option<Self> {
        if evidence.is_empty() {
            return None;
        }
        let ratios: Vec<f64> = evidence.iter().map(|e| (e.took.0 as f64 / e.planned.0 as f64).ln()).collect();
        let n = ratios.len() as f64;
        let average = ratios.iter().sum::<f64>() / n;
        let scatter: f64 = ratios.iter().map(|r| (r - average).powi(2)).sum();
        let weight = PRIOR_COURSES + n;
        let mean = n * average / weight;
        let freedom = PRIOR_FREEDOM + n;
        let squares = PRIOR_FREEDOM * PRIOR_SPREAD.powi(2) + scatter + PRIOR_COURSES * n * average.powi(2) / weight;
        Some(Self {
            courses: evidence.len() as u64,
            ratio: mean.exp(),
            mean,
            weight,
            freedom,
            variance: squares / freedom,
        })
    }

    /// How long courses with so much planned time left will take together.
    pub fn forecast(&self, left: &[Minutes]) -> Forecast {
        let sum: f64 = left.iter().map(|h| h.0 as f64).sum();
        if sum <= 0.0 {
            return Forecast { p50: Minutes(0), p90: Minutes(0) };
        }
        let share: f64 = left.iter().map(|h| (h.0 as f64 / sum).powi(2)).sum();
        let nodes: Vec<(f64, f64)> = (0..NODES)
            .map(|i| {
                let chi = chi_squared((i as f64 + 0.5) / NODES as f64, self.freedom);
                let variance = self.freedom * self.variance / chi;
                // The sum given σ: as variance of its logarithm, and as its mean, that of the pace included.
                let together = (share * (variance.exp() - 1.0)).ln_1p();
                let centre = self.mean + (variance - together) / 2.0;
                (centre, (together + variance / self.weight).sqrt())
            })
            .collect();
        let reached = |x: f64| nodes.iter().map(|(m, s)| below((x - m) / s)).sum::<f64>() / NODES as f64;
        let at = |share: f64| Minutes((sum * crossing(&reached, share, -20.0, 20.0).exp()).round() as u64);
        Forecast { p50: at(0.5), p90: at(0.9) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(ratios: &[f64]) -> PersonalPace {
        let one = |r: &f64| Evidence { took: Minutes((r * 6000.0).round() as u64), planned: Minutes(6000) };
        PersonalPace::from(&ratios.iter().map(one).collect::<Vec<_>>()).expect("some")
    }

    #[test]
    fn a_single_course_says_little_and_ten_say_it_all() {
        assert!(PersonalPace::from(&[]).is_none());
        assert!((pace(&[1.0]).ratio - 1.0).abs() < 1e-9);
        let (one, ten) = (pace(&[2.0]).ratio, pace(&[2.0; 10]).ratio);
        assert!((one.ln() - 2.0_f64.ln() / 2.5).abs() < 1e-9, "{one}");
        assert!(ten > 1.75 && ten < 2.0, "{ten}");
    }

    #[test]
    fn more_courses_and_more_to_average_over_make_the_range_narrower() {
        let width = |ratios: &[f64], left: &[Minutes]| {
            let told = pace(ratios).forecast(left);
            assert!(told.p50 < told.p90);
            told.p90.0 as f64 / told.p50.0 as f64
        };
        let (one, many) = ([Minutes(6000)], [Minutes(600); 10]);
        assert!(width(&[1.0; 8], &one) < width(&[1.0], &one));
        assert!(width(&[1.0; 8], &many) < width(&[1.0; 8], &one));
        assert!(width(&[0.5, 2.0, 0.7, 1.4], &one) > width(&[1.0; 4], &one), "a learner who varies");
        assert_eq!(pace(&[1.3]).forecast(&[Minutes(0)]), Forecast { p50: Minutes(0), p90: Minutes(0) });
    }
}
