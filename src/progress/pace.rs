//! The learner's own pace: hours it took over hours it was planned to take, from the courses they finished and from
//! those under way that have run past their hours already. [`Posterior`] has the formulas.

use super::posterior::Posterior;
use crate::domain::{Catalog, CourseMark, Minutes, Profile};
use crate::path::{Costing, work_of_newcomer};

/// What one course says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evidence {
    /// Time logged on it; more than nothing.
    pub took: Minutes,
    /// Time it was said to take; more than nothing.
    pub planned: Minutes,
    /// Whether that is all it took: one under way takes at least so long.
    pub finished: bool,
}

impl Evidence {
    /// The logarithm of the hours it took over those planned.
    pub(super) fn log_ratio(&self) -> f64 {
        (self.took.0 as f64 / self.planned.0 as f64).ln()
    }
    /// Whether it is under way and past its hours.
    fn runs_over(&self) -> bool {
        !self.finished && self.took > self.planned
    }
}

/// What a learner's courses say about their pace.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonalPace {
    /// From how many finished courses.
    pub courses: u64,
    /// From how many that are under way and have run past their hours.
    pub running_over: u64,
    /// Hours it takes over hours planned, as likely to be more as to be less; above 1 is slower than planned.
    pub ratio: f64,
}

/// A course that is still to be taken, or to be finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ahead {
    /// Time it is said to take, as a whole.
    pub planned: Minutes,
    /// Time logged on it already.
    pub logged: Minutes,
}

/// How long something will take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// As likely to be more as to be less.
    pub p50: Minutes,
    /// Nine times in ten it is no more.
    pub p90: Minutes,
}

/// What the learner's file says: every course with time logged and known hours that is finished or under way. Assumed
/// hours are no evidence.
pub(super) fn evidence(catalog: &Catalog, profile: &Profile, costing: &Costing) -> Vec<Evidence> {
    (profile.courses.iter())
        .filter_map(|(id, record)| {
            let finished = match record.mark {
                CourseMark::Done => true,
                CourseMark::Started => false,
                _ => return None,
            };
            let work = work_of_newcomer(catalog, costing, catalog.course_ix(id.as_str())?);
            let planned = (!work.assumed).then_some(work.full)?;
            Some(Evidence { took: record.logged(), planned, finished }).filter(|e| e.took.0 > 0 && e.planned.0 > 0)
        })
        .collect()
}

impl PersonalPace {
    /// The pace of a learner; `None` when no course with hours logged and hours known is finished or past its hours.
    pub fn of(catalog: &Catalog, profile: &Profile, costing: &Costing) -> Option<Self> {
        Self::from(&evidence(catalog, profile, costing))
    }

    /// The pace some courses speak of; `None` when none of them is finished or past its hours.
    pub fn from(evidence: &[Evidence]) -> Option<Self> {
        let count = |of: fn(&Evidence) -> bool| evidence.iter().filter(|e| of(e)).count() as u64;
        let (courses, running_over) = (count(|e| e.finished), count(Evidence::runs_over));
        (courses + running_over > 0).then(|| Self { courses, running_over, ratio: Posterior::of(evidence).ratio() })
    }
}

/// How long courses will take together, by what others say.
pub fn forecast(evidence: &[Evidence], ahead: &[Ahead]) -> Forecast {
    Posterior::of(evidence).forecast(ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(ratio: &f64, finished: bool) -> Evidence {
        Evidence { took: Minutes((ratio * 6000.0).round() as u64), planned: Minutes(6000), finished }
    }
    fn all(finished: &[f64], under_way: &[f64]) -> Vec<Evidence> {
        let done = finished.iter().map(|r| course(r, true));
        done.chain(under_way.iter().map(|r| course(r, false))).collect()
    }
    fn ratio(finished: &[f64], under_way: &[f64]) -> f64 {
        PersonalPace::from(&all(finished, under_way)).expect("some").ratio
    }
    fn fresh(planned: u64) -> Ahead {
        Ahead { planned: Minutes(planned), logged: Minutes(0) }
    }

    #[test]
    fn a_single_course_says_little_and_ten_say_it_all() {
        assert!(PersonalPace::from(&[]).is_none());
        assert!((ratio(&[1.0], &[]) - 1.0).abs() < 1e-6);
        let (one, ten) = (ratio(&[2.0], &[]), ratio(&[2.0; 10], &[]));
        // The conjugate prior has the mean in closed form: the grid is that exact.
        assert!((one.ln() - 2.0_f64.ln() / 2.5).abs() < 1e-4, "{one}");
        assert!((ten.ln() - 2.0_f64.ln() * 10.0 / 11.5).abs() < 1e-4, "{ten}");
    }

    #[test]
    fn a_course_under_way_speaks_once_it_is_past_its_hours() {
        assert!(PersonalPace::from(&all(&[], &[0.3, 1.0])).is_none(), "not past its hours");
        let told = PersonalPace::from(&all(&[], &[1.5])).expect("past its hours");
        assert_eq!((told.courses, told.running_over), (0, 1));
        // At least that long says more than exactly that long, and more the further it is.
        assert!(told.ratio > ratio(&[1.5], &[]), "{}", told.ratio);
        assert!(ratio(&[], &[3.0]) > told.ratio);
        assert!(ratio(&[1.0], &[1.5]) > 1.0);
        // Hardly begun it says next to nothing; nearly through at half its hours would not be the slowest learner.
        assert!((ratio(&[1.2; 4], &[0.1]) - ratio(&[1.2; 4], &[])).abs() < 1e-3);
        assert!(ratio(&[0.5; 4], &[0.9]) > ratio(&[0.5; 4], &[]) + 0.01);
        for far in [10.0, 200.0] {
            let told = ratio(&[1.0; 12], &[far]);
            assert!(told.is_finite() && told > 1.0, "{far}: {told}");
        }
    }

    #[test]
    fn what_is_left_of_a_course_under_way_is_not_its_hours_less_those_logged() {
        let evidence = all(&[1.5; 8], &[0.9]);
        let rest = |logged: u64| {
            let told = forecast(&evidence, &[Ahead { planned: Minutes(6000), logged: Minutes(logged) }]);
            assert!(told.p50.0 > 0 && told.p50 < told.p90, "{logged}: {told:?}");
            told
        };
        // 10 of 100 h by the plan, at this pace more like 50.
        assert!((2000..4500).contains(&rest(5400).p50.0), "{:?}", rest(5400));
        assert!(rest(3000).p50 > rest(5400).p50);
        // Past its hours something is left, and past any pace as well.
        assert!(rest(6600).p50.0 > 600);
        rest(60_000);
    }

    #[test]
    fn more_courses_and_more_to_average_over_make_the_range_narrower() {
        let width = |ratios: &[f64], ahead: &[Ahead]| {
            let told = forecast(&all(ratios, &[]), ahead);
            assert!(told.p50 < told.p90);
            told.p90.0 as f64 / told.p50.0 as f64
        };
        let (one, many) = ([fresh(6000)], [fresh(600); 10]);
        assert!(width(&[1.0; 8], &one) < width(&[1.0], &one));
        assert!(width(&[1.0; 8], &many) < width(&[1.0; 8], &one));
        assert!(width(&[0.5, 2.0, 0.7, 1.4], &one) > width(&[1.0; 4], &one), "a learner who varies");
        assert_eq!(forecast(&all(&[1.3], &[]), &[fresh(0)]), Forecast { p50: Minutes(0), p90: Minutes(0) });
    }
}
