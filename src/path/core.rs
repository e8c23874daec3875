//! The core of a large problem: the courses that the packed landmarks leave cheapest to have on a path.
//! A path over those alone is found, and often proved, in a small fraction of the time; it is a path of
//! the whole problem, and each landmark of the core grows into one of the whole.

use super::{
    bound::Packed,
    distance::{Distances, FAR},
    network::Network,
    reach::Reach,
    reduce::Tag,
};

/// A part of a problem, with the way back.
#[derive(Debug)]
pub(crate) struct Part {
    /// The part.
    pub net: Network,
    /// Its price tags.
    pub tags: Vec<Tag>,
    /// The courses it has (indices of the whole, ascending).
    pub courses: Vec<u32>,
}

/// The core, and what it leaves out.
#[derive(Debug)]
pub(crate) struct Core {
    /// The core itself.
    pub part: Part,
    /// Whether every path that contains one of the others costs `upper` or more.
    pub decides: bool,
    /// Everything else, what the packing leaves least of first.
    pub others: Vec<u32>,
}

impl Core {
    /// At most about `size` courses, those of `best` among them; `upper` is what `best` costs.
    pub fn new(
        net: &Network,
        tags: &[Tag],
        packed: &Packed,
        best: &[u32],
        upper: i128,
        size: usize,
        work: &mut u64,
    ) -> Self {
        let n = net.len();
        let through = Distances::new(net, &packed.left, work).through(net, &packed.left, work);
        let enough = |j: usize| through[j] >= FAR || packed.bound_plus(through[j]) >= upper;
        let mut ranked: Vec<u32> = (0..n as u32).filter(|&j| !enough(j as usize)).collect();
        ranked.sort_by_key(|&j| (through[j as usize], j));
        let decides = ranked.len() <= size;
        ranked.truncate(size);
        ranked.extend(best);
        ranked.sort_unstable();
        ranked.dedup();
        let mut others: Vec<u32> = (0..n as u32).filter(|j| ranked.binary_search(j).is_err()).collect();
        others.sort_by_key(|&j| (packed.left[j as usize], j));
        Self { part: Part::new(net, tags, ranked), decides, others }
    }
}

impl Part {
    /// Only these courses (ascending).
    pub fn new(net: &Network, tags: &[Tag], courses: Vec<u32>) -> Self {
        Self { net: net.restrict(&courses), tags: courses.iter().map(|&j| tags[j as usize]).collect(), courses }
    }

    /// The courses of some path that costs at most `upper`, as far as a packing tells: at least all of those.
    pub fn within(net: &Network, tags: &[Tag], packed: &Packed, upper: i128, work: &mut u64) -> Self {
        let through = Distances::new(net, &packed.left, work).through(net, &packed.left, work);
        let near = |&j: &u32| through[j as usize] < FAR && packed.bound_plus(through[j as usize]) <= upper;
        let near: Vec<u32> = (0..net.len() as u32).filter(near).collect();
        let reach = Reach::with(net, near.iter().copied());
        Self::new(net, tags, near.into_iter().filter(|&j| reach.is_taken(j)).collect())
    }

    /// From indices of the whole; what this does not have is left out.
    pub fn inward(&self, set: &[u32]) -> Vec<u32> {
        set.iter().filter_map(|j| self.courses.binary_search(j).ok().map(|at| at as u32)).collect()
    }

    /// To indices of the whole.
    pub fn outward(&self, set: &[u32]) -> Vec<u32> {
        set.iter().map(|&at| self.courses[at as usize]).collect()
    }
}
