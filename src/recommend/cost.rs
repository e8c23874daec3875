//! The `cost` component: is the course cheap beside its alternatives?

use super::component::{CheapRank, Millionths, ONE, Opinion, Reason, Silence};
use crate::path::{Costing, work};
use crate::{
    domain::{Catalog, CourseIx, Profile, State},
    path::Money,
};

/// What a course costs per level it would bring the learner: hours and price over levels.
#[derive(Debug, Clone, Copy)]
struct Rate {
    hours: Option<u64>,
    price: Option<u64>,
    levels: u64,
}

/// The rates of all courses that may be proposed and bring something new.
///
/// The alternatives of a course are the others here that newly raise one of the skills it newly
/// raises. In each of hours and price, its cheapness is the share of the alternatives (those whose
/// cost is known) that cost more per level, equals counting half; the component is the mean of the
/// two, or the one that is known. Per level, so that a long course is not dear for teaching more.
#[derive(Debug)]
pub(super) struct Rates<'a> {
    catalog: &'a Catalog,
    state: &'a State,
    rates: Vec<Option<Rate>>,
}

impl<'a> Rates<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        (profile, state): (&Profile, &'a State),
        (money, costing): (&Money, &Costing),
        offered: &dyn Fn(CourseIx) -> bool,
    ) -> Self {
        let rate = |ix: CourseIx| {
            let course = catalog.course(ix);
            let levels = (catalog.effect(ix).iter())
                .map(|&(s, l)| u64::from(state.level(s).gap_to(l).thousandths()))
                .sum::<u64>();
            (levels > 0 && offered(ix)).then(|| Rate {
                hours: course.hours.map(|_| work(catalog, profile, state, costing, ix).left.0),
                price: money.convert(course.price, course.currency).map(|p| p.0),
                levels,
            })
        };
        Self { catalog, state, rates: catalog.course_ixs().map(rate).collect() }
    }

    pub(super) fn opinion(&self, course: CourseIx) -> Opinion {
        let Some(own) = self.rates[course.get()] else { return Err(Silence::NothingToCompare) };
        let mut others: Vec<CourseIx> = (self.catalog.effect(course).iter())
            .filter(|(s, l)| self.state.level(*s) < *l)
            .flat_map(|(s, _)| self.catalog.taught_by(*s).iter().filter(|(_, l)| self.state.level(*s) < *l))
            .map(|(c, _)| *c)
            .filter(|c| *c != course)
            .collect();
        others.sort_unstable();
        others.dedup();
        let others: Vec<Rate> = others.into_iter().filter_map(|c| self.rates[c.get()]).collect();
        let by = |cost: fn(&Rate) -> Option<u64>| {
            let mine = u128::from(cost(&own)?);
            let mut rank = CheapRank { dearer: 0, equal: 0, of: 0 };
            for other in &others {
                let Some(theirs) = cost(other) else { continue };
                rank.of += 1;
                match (u128::from(theirs) * u128::from(own.levels)).cmp(&(mine * u128::from(other.levels))) {
                    std::cmp::Ordering::Greater => rank.dearer += 1,
                    std::cmp::Ordering::Equal => rank.equal += 1,
                    std::cmp::Ordering::Less => {}
                }
            }
            (rank.of > 0).then_some(rank)
        };
        let (hours, price) = (by(|r| r.hours), by(|r| r.price));
        let value = |rank: CheapRank| (2 * rank.dearer + rank.equal) as u64 * u64::from(ONE) / (2 * rank.of) as u64;
        let known: Vec<u64> = [hours, price].into_iter().flatten().map(value).collect();
        if known.is_empty() {
            return Err(Silence::NothingToCompare);
        }
        let mean = known.iter().sum::<u64>() / known.len() as u64;
        Ok((Millionths::try_from(mean).unwrap_or(ONE), Reason::Cheapness { hours, price }))
    }
}
