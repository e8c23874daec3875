//! Work against price, or against misfit: every path of which no other takes less of one and no more of the other.

mod apart;
mod plane;
mod triangle;

use super::Extra;
use crate::{
    domain::{Cents, Minutes},
    path::{
        kernel::{Kernel, Scene},
        plan::{Plan, RuledOut, Status},
        planner::{Drawing, plan_with},
        purse::Purse,
        request::{Cancel, PlanRequest},
        target::ask,
    },
};

/// What work is traded for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Trade {
    /// Money.
    #[default]
    Price,
    /// Misfit: what the weights of the courses add to their work, which is how little they are known to be good and
    /// how little they fit the learner.
    Misfit,
}

impl Trade {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Price, Self::Misfit];
    /// The word used in flags and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Price => "price",
            Self::Misfit => "misfit",
        }
    }
    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Price => Self::Misfit,
            Self::Misfit => Self::Price,
        }
    }
}

/// What work can be traded for.
#[derive(Debug, Clone, PartialEq)]
pub struct Front {
    /// For what.
    pub by: Trade,
    /// The points: work rises, price or misfit falls.
    pub points: Vec<Point>,
    /// Whether these are all there are, each proved.
    pub complete: bool,
    /// Courses left out because nobody knows their price.
    pub unpriced: usize,
    /// Whether the goal itself was out of reach; the points are then about what can be reached.
    pub status: Status,
}

/// One way to trade.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What the path takes.
    pub work: Minutes,
    /// What it costs; where work is traded for misfit, the known prices of it.
    pub price: Cents,
    /// What the weights of its courses add to their work.
    pub misfit: Minutes,
    /// Nothing at this price (or misfit) or less takes less work than this.
    pub work_at_least: Minutes,
    /// Whether no path is better in one and no worse in the other: proved.
    pub proved: bool,
    /// The path.
    pub plan: Plan,
}

impl Point {
    /// The work as a range.
    pub fn work_between(&self) -> Extra {
        Extra { lower: self.work_at_least.0, upper: self.work.0 }
    }
    /// What the work is traded for, in minutes or cents.
    pub fn pays(&self, by: Trade) -> u64 {
        match by {
            Trade::Price => self.price.0,
            Trade::Misfit => self.misfit.0,
        }
    }
}

/// The whole front, the least work first. `request` has to minimise work and, by price, to leave courses of unknown
/// price out.
pub(crate) fn front(mut scene: Scene<'_>, request: &PlanRequest, by: Trade, cancel: &Cancel) -> Front {
    let unpriced = scene.ruled_out.iter().filter(|r| **r == Some(RuledOut::PriceUnknown)).count();
    if by == Trade::Misfit {
        // Everything here knows of work and of one thing more, called price.
        for (tag, cost) in scene.tags.iter_mut().zip(&scene.costs) {
            tag.cents = cost.misfit().0;
        }
    }
    let mut kernel = Kernel::new(scene);
    let mut purse = Purse::new(request.effort, cancel);
    let least = plan_with(&mut kernel, request, cancel, &mut |_| {});
    let (status, asked) = (least.plan.status, ask(request));
    let mut front = Front { by, points: Vec::new(), complete: false, unpriced, status };
    let Some(solved) = &least.solved else { return front };
    purse.spend(solved.work);
    let (ways, complete) = apart::front(&mut kernel, &least.target, solved, &mut purse);
    front.complete = complete;
    let drawing = Drawing::new(kernel.scene(), request, &asked, least.target.clone());
    front.points = (ways.iter())
        .map(|way| {
            let plan = drawing.plan(&way.courses, Status::Bounded, solved.lower, &solved.landmarks);
            Point {
                work: Minutes(way.work),
                price: plan.cost.price,
                misfit: plan.cost.misfit(),
                work_at_least: Minutes(way.at_least),
                proved: way.proved,
                plan,
            }
        })
        .collect();
    front
}
