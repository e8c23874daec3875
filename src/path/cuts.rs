//! Disjunctive landmarks: sets of courses of which every path contains one. Each is what is left
//! outside a largest set of courses that cannot reach the goal, so it is inclusion-minimal.

use super::{network::Network, reach::Reach};

/// How much of a landmark has to be missing from the fractional solution to be worth adding.
const VIOLATION: f64 = 1e-5;

/// Deterministic pseudo-random stream (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Stream(pub u64);

impl Stream {
    /// Uniform in 0..1.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// Finds landmarks that a fractional solution does not meet.
#[derive(Debug)]
pub(crate) struct Cutter<'n> {
    net: &'n Network,
    reach: Reach<'n>,
    cost: Vec<f64>,
    stream: Stream,
}

impl<'n> Cutter<'n> {
    /// For one network; `cost` only steers which landmarks are preferred.
    pub fn new(net: &'n Network, cost: Vec<f64>) -> Self {
        Self { net, reach: Reach::new(net), cost, stream: Stream(7) }
    }

    /// Work done since the last call.
    pub fn take_work(&mut self) -> u64 {
        std::mem::take(&mut self.reach.work)
    }

    /// Whether these courses alone reach the goal.
    pub fn reaches(&mut self, courses: impl IntoIterator<Item = u32>) -> bool {
        let mark = self.reach.mark();
        for j in courses {
            self.reach.allow(j);
        }
        let goal = self.reach.at_goal();
        self.reach.undo(mark);
        goal
    }

    /// Those of these courses that are taken, some may never be ready; `None` if they miss the goal.
    pub fn taken(&mut self, courses: &[u32]) -> Option<Vec<u32>> {
        let mark = self.reach.mark();
        courses.iter().for_each(|&j| self.reach.allow(j));
        let goal = self.reach.at_goal();
        let taken = goal.then(|| courses.iter().copied().filter(|&j| self.reach.is_taken(j)).collect());
        self.reach.undo(mark);
        taken
    }

    /// What is left of `order` when `inside`, and then `order` in turn, is allowed short of the goal: a
    /// landmark, if the two are all there is and `inside` alone misses the goal. `None` if it does not.
    pub fn rest(&mut self, inside: impl IntoIterator<Item = u32>, order: &[u32]) -> Option<Vec<u32>> {
        let mark = self.reach.mark();
        for j in inside {
            self.reach.allow(j);
        }
        let rest = (!self.reach.at_goal()).then(|| {
            let mut rest: Vec<u32> = order.iter().copied().filter(|&j| !self.reach.allow_short_of_goal(j)).collect();
            rest.sort_unstable();
            rest
        });
        self.reach.undo(mark);
        rest
    }

    /// Up to `most` landmarks that `x` does not meet, the first ones the most violated that greedy
    /// growing finds. Empty when it finds none, which does not mean that there is none, unless the
    /// courses with `x > 0` fail to reach the goal: then there always is one.
    ///
    /// Courses of `out` cannot be taken where this is asked: they count for nothing, and what is left of a
    /// landmark is as small as can be.
    pub fn violated(&mut self, x: &[f64], free: &[bool], out: &[u32], most: usize) -> Vec<Vec<u32>> {
        let n = self.net.len();
        let start = self.reach.mark();
        for j in 0..n as u32 {
            if free[j as usize] {
                self.reach.allow(j);
            }
        }
        let mut found: Vec<Vec<u32>> = Vec::new();
        if self.reach.at_goal() {
            self.reach.undo(start);
            return found;
        }
        let mut shut = vec![false; n];
        out.iter().for_each(|&j| shut[j as usize] = true);
        let mut boost = vec![0.0; n];
        let mut order: Vec<u32> = (0..n as u32).filter(|&j| !free[j as usize] && !shut[j as usize]).collect();
        let mut key = vec![0.0; n];
        let mut misses = 0;
        while found.len() < most && misses < 3 {
            let shake = if found.is_empty() && misses == 0 { 0.0 } else { 0.3 };
            for &j in &order {
                let i = j as usize;
                key[i] = x[i] * (1.0 - shake * self.stream.unit()) + boost[i]
                    - 1e-7 * self.cost[i] * (1.0 - shake * self.stream.unit());
            }
            order.sort_unstable_by(|&a, &b| key[b as usize].total_cmp(&key[a as usize]).then(a.cmp(&b)));
            let mark = self.reach.mark();
            let mut landmark: Vec<u32> =
                order.iter().copied().filter(|&j| !self.reach.allow_short_of_goal(j)).collect();
            let met: f64 = landmark.iter().map(|&j| x[j as usize]).sum();
            if met <= 1.0 - VIOLATION {
                landmark.extend(out.iter().filter(|&&j| !self.reach.allow_short_of_goal(j)));
            }
            self.reach.undo(mark);
            landmark.sort_unstable();
            for &j in &landmark {
                boost[j as usize] += 1.0;
            }
            if met > 1.0 - VIOLATION || found.contains(&landmark) {
                misses += 1;
                if misses == 1 && !found.is_empty() {
                    // The boosted rounds have used up what is far apart.
                    boost.fill(0.0);
                }
            } else {
                found.push(landmark);
            }
        }
        self.reach.undo(start);
        found
    }
}
