//! What lies between two points of the front: each next point is the shortest path among those that cost less
//! than the one before.

use super::plane::{HEAVIEST, POINTS, Plane, Spot};
use crate::path::{
    constrained::{Ground, Search},
    purse::Purse,
    reduce::Tag,
};

/// A part of the plane, over some of its courses.
pub(super) struct Triangle {
    courses: Vec<u32>,
    /// The money there is.
    limit: u64,
    /// Where it ends; `None` at the end of the front.
    until: Option<Spot>,
}

impl Triangle {
    /// Everything.
    pub fn all(plane: &Plane) -> Self {
        Self { courses: (0..plane.tags.len() as u32).collect(), limit: plane.dearest, until: None }
    }

    /// Between two points of the front, over courses that are enough there.
    pub fn below(left: &Spot, right: &Spot, courses: Vec<u32>) -> Self {
        Self { courses, limit: left.price - 1, until: Some(right.clone()) }
    }

    /// Its points, the end left out, and whether these are all, proved.
    pub fn sweep(self, plane: &Plane, purse: &mut Purse) -> (Vec<Spot>, bool) {
        let small = plane.small.restrict(&self.courses);
        let tags: Vec<Tag> = self.courses.iter().map(|&j| plane.tags[j as usize]).collect();
        // Hours first, then money: within the limit no sum of prices reaches the scale.
        let (whole_hours, whole_cents) = plane.whole;
        let scale = (self.limit / whole_cents + 1).saturating_mul(whole_cents);
        let weight = |t: &Tag| t.minutes.saturating_mul(scale).saturating_add(t.cents);
        // Cut figures still bound from below, and prove nothing else.
        let fits = tags.iter().all(|t| weight(t) <= HEAVIEST);
        let objective: Vec<u64> = tags.iter().map(|t| weight(t).min(HEAVIEST)).collect();
        let cents: Vec<u64> = tags.iter().map(|t| t.cents).collect();
        let step = if fits { whole_hours.saturating_mul(scale) } else { 0 };
        let ground = Ground::over(small, &objective, &[cents], (step, self.limit));
        let local = |j: &u32| self.courses.binary_search(j).ok().map(|at| at as u32);
        let whole = |spot: &Spot| spot.set.iter().map(local).collect::<Option<Vec<u32>>>();
        let known = plane.found.iter().chain(&self.until).filter_map(whole).collect();
        let mut search = Search::new(&ground, known, purse.cancel());
        search.learn(plane.landmarks.iter().map(|l| l.iter().filter_map(local).collect()));
        let (mut spots, mut proved, mut limit): (Vec<Spot>, bool, u64) = (Vec::new(), true, self.limit);
        while spots.len() < POINTS {
            let found = search.run(&[limit], purse);
            let settled = fits && found.proved();
            proved &= settled;
            let Some((set, _)) = found.best else { return (spots, proved) };
            let set: Vec<u32> = set.into_iter().map(|at| self.courses[at as usize]).collect();
            let spot = plane.spot(&set);
            if self.until.as_ref().is_some_and(|end| end.covers(&spot)) {
                return (spots, proved);
            }
            let at_least = found.lower.map_or(spot.hours, |l| (l / scale).min(spot.hours));
            let spot = Spot { proved: settled, at_least, ..spot };
            // An unproved point may have been one too long.
            spots.retain(|s| !spot.covers(s));
            limit = spot.price.saturating_sub(1);
            let free = spot.price == 0;
            spots.push(spot);
            if free {
                return (spots, proved);
            }
        }
        (spots, false)
    }
}
