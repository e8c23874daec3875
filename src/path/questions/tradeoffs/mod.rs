//! Hours against price: every path of which no other takes less of one and no more of the other.

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
use plane::Plane;

/// The trade-off between hours and price.
#[derive(Debug, Clone, PartialEq)]
pub struct Front {
    /// The points: hours rise, price falls.
    pub points: Vec<Point>,
    /// Whether these are all there are, each proved.
    pub complete: bool,
    /// Courses left out because nobody knows their price.
    pub unpriced: usize,
    /// Whether the goal itself was out of reach; the points are then about what can be reached.
    pub status: Status,
}

/// One way to trade hours for money.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What the path takes.
    pub hours: Minutes,
    /// What it costs.
    pub price: Cents,
    /// Nothing at this price or less takes fewer hours than this.
    pub hours_at_least: Minutes,
    /// Whether no path is better in one and no worse in the other: proved.
    pub proved: bool,
    /// The path.
    pub plan: Plan,
}

impl Point {
    /// The hours as a range.
    pub fn hours_between(&self) -> Extra {
        Extra { lower: self.hours_at_least.0, upper: self.hours.0 }
    }
}

/// The whole front, dearest and shortest first. `request` has to leave courses of unknown price out.
pub(crate) fn front(scene: Scene<'_>, request: &PlanRequest, cancel: &Cancel) -> Front {
    let unpriced = scene.ruled_out.iter().filter(|r| **r == Some(RuledOut::PriceUnknown)).count();
    let mut kernel = Kernel::new(scene);
    let mut purse = Purse::new(request.effort, cancel);
    let shortest = plan_with(&mut kernel, request, cancel, &mut |_| {});
    let (status, asked) = (shortest.plan.status, ask(request));
    let mut front = Front { points: Vec::new(), complete: false, unpriced, status };
    let Some(solved) = &shortest.solved else { return front };
    purse.spend(solved.work);
    let mut plane = Plane::new(&kernel, &shortest.target, solved);
    let spots;
    (spots, front.complete) = plane.front(&mut purse);
    let drawing = Drawing::new(kernel.scene(), request, &asked, shortest.target.clone());
    front.points = (spots.iter())
        .map(|spot| Point {
            hours: Minutes(spot.hours),
            price: Cents(spot.price),
            hours_at_least: Minutes(spot.at_least),
            proved: spot.proved,
            plan: drawing.plan(&plane.named(&spot.set), Status::Bounded, solved.lower, &solved.landmarks),
        })
        .collect();
    front
}
