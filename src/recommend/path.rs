//! The `path` component: each hour spent here saves how much of the rest?

use super::component::{ONE, Opinion, Reason, Silence, share_floor};
use crate::domain::CourseIx;

/// What forcing a course onto the path costs: `OPT(force c) − OPT`, in the metric's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regret {
    /// Both optima are proved.
    Exact(u64),
    /// Only bounds are known.
    Between {
        /// At least.
        lower: u64,
        /// At most, if any path through the course is known.
        upper: Option<u64>,
    },
    /// No path to the goal contains the course.
    Never,
    /// Limits bind; whether the course is on a path proved best within them.
    Within {
        /// Whether there is a path that is proved best.
        proved: bool,
        /// Whether it contains the course.
        on_path: bool,
    },
}

/// Who knows regrets: the planner, or a table in tests.
pub trait Regrets {
    /// The regret of a course; `None` without a goal.
    fn regret(&mut self, course: CourseIx) -> Option<Regret>;
    /// What the course costs in the metric.
    fn cost(&self, course: CourseIx) -> u64;
}

/// Without a goal nothing is regretted.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoRegrets;

impl Regrets for NoRegrets {
    fn regret(&mut self, _: CourseIx) -> Option<Regret> {
        None
    }
    fn cost(&self, _: CourseIx) -> u64 {
        0
    }
}

/// A goal, and nothing proved about it yet: what a first list is made with before the planner is done.
#[derive(Debug, Clone, Copy)]
pub struct NothingProved;

impl Regrets for NothingProved {
    fn regret(&mut self, _: CourseIx) -> Option<Regret> {
        Some(Regret::Between { lower: 0, upper: None })
    }
    fn cost(&self, _: CourseIx) -> u64 {
        0
    }
}

/// Where limits bind, shorter or longer is not the question: what is on the best path within them, and what is not.
/// What forcing another course would cost in readiness is not worked out, so there is no opinion on it.
#[derive(Debug, Clone)]
pub struct WithinLimits {
    /// Whether the path is proved best: no path within the limits brings more or, if all fits, takes less.
    pub proved: bool,
    /// Its courses.
    pub courses: Vec<CourseIx>,
}

impl Regrets for WithinLimits {
    fn regret(&mut self, course: CourseIx) -> Option<Regret> {
        Some(Regret::Within { proved: self.proved, on_path: self.courses.contains(&course) })
    }
    fn cost(&self, _: CourseIx) -> u64 {
        0
    }
}

/// `max(0, 1 − regret / cost)`, rounded down, so that 1 means a shortest path. A course that costs
/// nothing is worth 1 on a shortest path and else 0.
pub(super) fn opinion(course: CourseIx, regrets: &mut dyn Regrets) -> Opinion {
    let cost = regrets.cost(course);
    match regrets.regret(course) {
        None => Err(Silence::NoGoal),
        Some(Regret::Exact(0)) => Ok((ONE, Reason::OnShortestPath)),
        Some(Regret::Exact(regret)) => {
            let left = cost.saturating_sub(regret);
            Ok((share_floor(left.into(), cost.into()), Reason::Detour { regret, cost }))
        }
        Some(Regret::Between { lower, upper }) => Err(Silence::NotProved { lower, upper, cost }),
        Some(Regret::Within { proved: true, on_path: true }) => Ok((ONE, Reason::OnPathWithin)),
        Some(Regret::Within { proved, .. }) => Err(Silence::LimitsBind { proved }),
        Some(Regret::Never) => Ok((0, Reason::OnNoPath)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(Regret, u64);

    impl Regrets for Fixed {
        fn regret(&mut self, _: CourseIx) -> Option<Regret> {
            Some(self.0)
        }
        fn cost(&self, _: CourseIx) -> u64 {
            self.1
        }
    }

    #[test]
    fn worth_is_the_share_of_the_cost_that_comes_back() {
        let value = |regret, cost| opinion(CourseIx(0), &mut Fixed(regret, cost)).map(|(v, _)| v);
        assert_eq!(value(Regret::Exact(0), 600), Ok(ONE));
        assert_eq!(value(Regret::Exact(150), 600), Ok(750_000));
        assert_eq!(value(Regret::Exact(601), 600), Ok(0));
        assert_eq!(value(Regret::Exact(1), 6_000_000), Ok(999_999), "only a shortest path is worth 1");
        assert_eq!(value(Regret::Exact(0), 0), Ok(ONE));
        assert_eq!(value(Regret::Exact(1), 0), Ok(0));
        assert_eq!(value(Regret::Never, 600), Ok(0));
        let open = Regret::Between { lower: 10, upper: None };
        assert_eq!(value(open, 600), Err(Silence::NotProved { lower: 10, upper: None, cost: 600 }));
        assert_eq!(opinion(CourseIx(0), &mut NoRegrets), Err(Silence::NoGoal));
    }
}
