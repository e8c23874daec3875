//! Hours against price: every path of which no other takes less of one and no more of the other.

use super::Extra;
use crate::{
    domain::{Cents, CourseIx, Minutes},
    path::{
        compile::Target,
        constrained::{Ground, Problem, Resource, Search},
        kernel::{Kernel, Scene},
        plan::{Plan, RuledOut, Status},
        planner::{Drawing, plan_with},
        purse::Purse,
        request::{Cancel, PlanRequest},
        target::{Ask, ask},
    },
};

/// Points after which the front is left incomplete.
const POINTS: usize = 500;

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
    let walk = Walk { request, asked: &asked, target: &shortest.target, bound: (solved.lower, &solved.landmarks) };
    front.complete = walk.run(&kernel, &solved.courses, &mut front.points, &mut purse);
    front
}

struct Walk<'w> {
    request: &'w PlanRequest,
    asked: &'w Ask,
    target: &'w Target,
    bound: (u64, &'w [Vec<CourseIx>]),
}

impl Walk<'_> {
    /// From the shortest path to ever cheaper ones: each next point is the shortest among those that cost
    /// less than the one before. True when it came to the end with every point proved.
    fn run(&self, kernel: &Kernel<'_>, shortest: &[CourseIx], points: &mut Vec<Point>, purse: &mut Purse) -> bool {
        let minutes: Vec<u64> = kernel.scene().tags.iter().map(|t| t.minutes).collect();
        let cents: Vec<u64> = kernel.scene().tags.iter().map(|t| t.cents).collect();
        let sum = |set: &[CourseIx], cost: &[u64]| set.iter().map(|c| cost[c.get()]).fold(0, u64::saturating_add);
        // The money there is: at first, what the shortest path costs; it may have cheaper ones beside it.
        let mut limit = sum(shortest, &cents);
        // Hours first, then money: within the limit no sum of prices reaches the scale.
        let scene = kernel.scene();
        let whole = |cost: &[u64]| {
            scene.catalog.course_ixs().filter(|&c| scene.offers(c)).map(|c| cost[c.get()]).fold(0, gcd).max(1)
        };
        let (whole_hours, whole_cents) = (whole(&minutes), whole(&cents));
        let scale = (limit / whole_cents + 1).saturating_mul(whole_cents);
        let objective: Vec<u64> = (minutes.iter().zip(&cents))
            .map(|(m, c)| m.saturating_mul(scale).saturating_add(*c).min(1 << 50))
            .collect();
        let resources = vec![Resource { cost: cents.clone(), limit }];
        let step = whole_hours.saturating_mul(scale);
        let problem = Problem { target: self.target.clone(), objective, resources, step, slack: limit };
        let ground = Ground::new(kernel, &problem);
        let mut search = Search::new(&ground, &[shortest], purse.cancel());
        let drawing = Drawing::new(scene, self.request, self.asked, self.target.clone());
        let mut proved = true;
        while points.len() < POINTS {
            let outcome = search.run(&[limit], purse);
            let settled = outcome.proved();
            proved &= settled;
            let Some((set, _)) = outcome.best else { return proved };
            let (hours, price) = (sum(&set, &minutes), sum(&set, &cents));
            let at_least = outcome.lower.map_or(hours, |l| (l / scale).min(hours));
            let plan = drawing.plan(&set, Status::Bounded, self.bound.0, self.bound.1);
            let point = Point {
                hours: Minutes(hours),
                price: Cents(price),
                hours_at_least: Minutes(at_least),
                proved: settled,
                plan,
            };
            // An unproved point may have been one too long.
            points.retain(|p| p.hours.0 < hours || p.price.0 < price);
            points.push(point);
            if price == 0 {
                return proved;
            }
            limit = price - 1;
        }
        false
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
