//! What the kernel is asked, and how it is told to stop.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use jiff::civil::Date;

use super::{
    cost::{Costing, Opinions},
    plan::Metric,
};
use crate::domain::{Away, Cents, CourseIx, Currency, Goal, Minutes, SkillIx};

/// What the learner aims at: goals of the catalog and courses to be taken.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Aim {
    /// Goals, all wanted; weights of a skill asked for twice add up, levels take the higher.
    pub goals: Vec<Goal>,
    /// `--to`: courses to have taken.
    pub to: Vec<CourseIx>,
}

/// How money is counted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Money {
    /// The currency sums are in.
    pub currency: Currency,
    /// Units of `currency` for one unit of the other, in millionths.
    pub rates: BTreeMap<Currency, u64>,
    /// What a course of unknown price is taken to cost, if the learner says so.
    pub assume_price: Option<Cents>,
}

impl Money {
    /// A price in the plan's currency; `None` without a price or a rate.
    pub fn convert(&self, price: Option<Cents>, from: Currency) -> Option<Cents> {
        let price = price?;
        if from == self.currency || price.0 == 0 {
            return Some(price);
        }
        let rate = u128::from(*self.rates.get(&from)?);
        let cents = (u128::from(price.0) * rate + 500_000) / 1_000_000;
        u64::try_from(cents).ok().map(Cents)
    }
}

/// A question about paths.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanRequest {
    /// What to reach.
    pub aim: Aim,
    /// What to minimise.
    pub metric: Metric,
    /// Courses that have to be on the path.
    pub require: Vec<CourseIx>,
    /// Courses that must not be.
    pub exclude: Vec<CourseIx>,
    /// How work is counted and weighted.
    pub costing: Costing,
    /// What is known of how the learner would like each course.
    pub opinions: Option<Arc<Opinions>>,
    /// How prices are counted.
    pub money: Money,
    /// Study time per week; with it the plan has dates.
    pub hours_per_week: Option<Minutes>,
    /// First day of the calendar.
    pub start: Option<Date>,
    /// What the path may take at most.
    pub limits: Limits,
    /// Days without study time.
    pub away: Vec<Away>,
    /// Courses that begin on a fixed day; on or before the first day they are under way.
    pub not_before: BTreeMap<CourseIx, Date>,
    /// Courses under way.
    pub under_way: BTreeSet<CourseIx>,
    /// Whether to let go of courses that are under way where another path is shorter.
    pub switch: bool,
    /// How many courses may be under way at once; the study time is shared among them.
    pub max_parallel: u32,
    /// How hard to try.
    pub effort: Effort,
}

/// What the learner cannot go beyond.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// Study time in all.
    pub max_hours: Option<Minutes>,
    /// The last day; binds where there is study time per week and a first day.
    pub deadline: Option<Date>,
    /// Money in all; courses of unknown price then stay out.
    pub budget: Option<Cents>,
    /// Goal skills that have to be reached in full; the others are nice to have.
    pub must: Vec<SkillIx>,
}

impl Limits {
    /// Whether nothing is limited.
    pub fn is_empty(&self) -> bool {
        self.max_hours.is_none() && self.deadline.is_none() && self.budget.is_none()
    }
}

impl PlanRequest {
    /// Whether a course of unknown price has no place here.
    pub fn needs_prices(&self) -> bool {
        self.metric == Metric::Price || self.limits.budget.is_some()
    }

    /// The path of least weighted work to `aim` at default effort.
    pub fn new(aim: Aim) -> Self {
        Self {
            aim,
            metric: Metric::default(),
            require: Vec::new(),
            exclude: Vec::new(),
            costing: Costing::default(),
            opinions: None,
            money: Money::default(),
            hours_per_week: None,
            start: None,
            limits: Limits::default(),
            away: Vec::new(),
            not_before: BTreeMap::new(),
            under_way: BTreeSet::new(),
            switch: false,
            max_parallel: 1,
            effort: Effort::Default,
        }
    }
}

/// How hard the kernel tries before it settles for a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Effort {
    /// A fixed number of work units, about two seconds on a small machine: the same answer everywhere.
    #[default]
    Default,
    /// That many work units.
    Units(u64),
    /// Until proved or cancelled.
    Prove,
    /// Until this much time has passed; the only effort whose answer may vary.
    Time(Duration),
}

/// A flag that stops work from outside.
#[derive(Debug, Clone, Default)]
pub struct Cancel {
    flag: Arc<AtomicBool>,
    deadline: Option<Instant>,
}

impl Cancel {
    /// A flag that is down.
    pub fn new() -> Self {
        Self::default()
    }
    /// Stops all work that watches this flag.
    pub fn cancel(&self) {
        self.flag.store(true, Ordering::Relaxed);
    }
    /// The same flag, which also goes up when `limit` has passed.
    pub fn with_time_limit(&self, limit: Duration) -> Self {
        Self { flag: Arc::clone(&self.flag), deadline: Instant::now().checked_add(limit) }
    }
    /// The same flag over a shared atomic, for signal handlers.
    pub fn from_flag(flag: Arc<AtomicBool>) -> Self {
        Self { flag, deadline: None }
    }
    /// Whether to stop.
    pub fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::Relaxed) || self.deadline.is_some_and(|d| Instant::now() >= d)
    }
}
