//! Ranking: weighted totals, then diversification.

use std::collections::BTreeMap;

use super::{
    candidates::Lack,
    component::{Component, ComponentValue, Millionths, ONE, Silence},
    score::Scored,
    similar::similarity,
    sums::{Exact, largest_remainder, shares},
    weights::Weights,
};
use crate::{
    domain::{Catalog, CourseIx},
    models::Model,
};

/// One course, recommended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// Which course.
    pub course: CourseIx,
    /// Its title.
    pub title: String,
    /// Σ w·x / Σ w over the components that have an opinion.
    pub total: Millionths,
    /// By component; `None` where there is no opinion.
    pub components: [Option<ComponentValue>; 6],
    /// Why there is no opinion, where there is none.
    pub silences: [Option<Silence>; 6],
    /// What is missing before it is ready.
    pub missing: Vec<Lack>,
    /// Its place by total alone, from 1: what diversification did is the difference.
    pub place_by_total: usize,
}

impl Recommendation {
    /// The component's value, if it has an opinion.
    pub fn component(&self, component: Component) -> Option<&ComponentValue> {
        self.components[component.index()].as_ref()
    }

    /// Total and contributions to so many decimals (at most six): the contributions shown add up to
    /// the total shown. Both in units of the last decimal.
    pub fn shown(&self, decimals: u32) -> (u64, [Option<u64>; 6]) {
        let unit = 10_u64.pow(6_u32.saturating_sub(decimals));
        let total = (u64::from(self.total) + unit / 2) / unit;
        let parts: Vec<u128> =
            self.components.iter().map(|c| c.as_ref().map_or(0, |c| u128::from(c.contribution))).collect();
        let mut shown = [None; 6];
        for ((to, from), component) in shown.iter_mut().zip(largest_remainder(&parts, total)).zip(&self.components) {
            *to = component.as_ref().map(|_| from);
        }
        (total, shown)
    }
}

/// A ranked list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendations {
    /// Ids and titles of what is aimed at.
    pub goals: Vec<(String, String)>,
    /// The weights, as they count when every component has an opinion.
    pub weights: [Millionths; 6],
    /// What is under way and still brings something, best first: it stands apart and takes no place of the others.
    pub under_way: Vec<Recommendation>,
    /// What could be begun, best first.
    pub results: Vec<Recommendation>,
    /// How many candidates there were that could be begun.
    pub total: usize,
}

/// Weighs the opinions, then places courses greedily by maximal marginal relevance (Carbonell &
/// Goldstein 1998): next is the one with the largest `λ·total − (1−λ)·max similarity` to those
/// already placed, so the first is the highest total. `lambda` is in 0..=1; ties go to the higher
/// total, then to the smaller id.
/// `texts`, whose items are the catalog's courses, says how alike courses are that bring nothing new.
pub fn rank<'a>(
    catalog: &Catalog,
    scored: impl IntoIterator<Item = &'a Scored>,
    weights: &Weights,
    lambda: Millionths,
    limit: usize,
    texts: Option<&dyn Model>,
) -> Vec<Recommendation> {
    let lambda = i64::from(lambda.min(ONE));
    let mut by_total: Vec<(Exact, &Scored)> = scored.into_iter().map(|s| (exact_total(s, weights), s)).collect();
    by_total.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.candidate.course.cmp(&b.1.candidate.course)));
    let mut waiting: Vec<Waiting<'_>> = (by_total.into_iter().enumerate())
        .map(|(i, (total, scored))| Waiting {
            scored,
            total: total.rounded(),
            alike: 0,
            compared: 0,
            place_by_total: i + 1,
            placed: false,
        })
        .collect();
    let mut placed: Vec<&Scored> = Vec::with_capacity(limit.min(waiting.len()));
    let mut out = Vec::with_capacity(limit.min(waiting.len()));
    let mut head = 0;
    while out.len() < limit {
        while waiting.get(head).is_some_and(|w| w.placed) {
            head += 1;
        }
        let mut best: Option<(i64, usize)> = None;
        for (i, it) in waiting.iter_mut().enumerate().skip(head).filter(|(_, w)| !w.placed) {
            // Similarity only takes away, and `waiting` is in order of total: from here on nothing is better,
            // and of equals the first is the right one. So most are never compared with what is placed.
            if best.is_some_and(|(relevance, _)| lambda * i64::from(it.total) <= relevance) {
                break;
            }
            for other in &placed[it.compared..] {
                it.alike = it.alike.max(similarity(catalog, texts, other.news(), it.scored.news()));
            }
            it.compared = placed.len();
            let relevance = lambda * i64::from(it.total) - (i64::from(ONE) - lambda) * i64::from(it.alike);
            if best.is_none_or(|(most, _)| relevance > most) {
                best = Some((relevance, i));
            }
        }
        let Some((_, best)) = best else { break };
        waiting[best].placed = true;
        placed.push(waiting[best].scored);
        out.push(recommendation(catalog, &waiting[best], weights));
    }
    out
}

/// Of courses that are the same one elsewhere, the one with the highest total alone.
pub fn one_of_each<'a>(catalog: &Catalog, scored: Vec<&'a Scored>, weights: &Weights) -> Vec<&'a Scored> {
    let mut best: BTreeMap<CourseIx, (Exact, CourseIx)> = BTreeMap::new();
    for s in &scored {
        let (course, total) = (s.candidate.course, exact_total(s, weights));
        let held = best.entry(catalog.class(course)).or_insert((total, course));
        if total > held.0 {
            *held = (total, course);
        }
    }
    let leads = |s: &Scored| best[&catalog.class(s.candidate.course)].1 == s.candidate.course;
    scored.into_iter().filter(|s| leads(s)).collect()
}

/// A course with its total, and what is known of its likeness to those placed before it.
struct Waiting<'a> {
    scored: &'a Scored,
    total: Millionths,
    /// The largest similarity to the first `compared` courses placed.
    alike: Millionths,
    compared: usize,
    place_by_total: usize,
    placed: bool,
}

/// The weights that count for a course: those of the components with an opinion.
fn counting(scored: &Scored, weights: &Weights) -> [u64; 6] {
    Component::ALL.map(|c| if scored.opinions[c.index()].is_ok() { weights.get(c) } else { 0 })
}

fn weighted(scored: &Scored, counting: &[u64; 6]) -> [u128; 6] {
    Component::ALL.map(|c| {
        let value = scored.opinions[c.index()].as_ref().map_or(0, |(v, _)| *v);
        u128::from(counting[c.index()]) * u128::from(value)
    })
}

/// The weighted mean, not rounded.
pub(super) fn exact_total(scored: &Scored, weights: &Weights) -> Exact {
    let counting = counting(scored, weights);
    Exact::mean(&weighted(scored, &counting), &counting)
}

fn recommendation(catalog: &Catalog, waiting: &Waiting<'_>, weights: &Weights) -> Recommendation {
    let Waiting { scored, total, place_by_total, .. } = *waiting;
    let counting = counting(scored, weights);
    let effective = shares(&counting);
    let contributions = largest_remainder(&weighted(scored, &counting), u64::from(total));
    let mut components = [const { None }; 6];
    let mut silences = [const { None }; 6];
    for (i, opinion) in scored.opinions.iter().enumerate() {
        match opinion {
            Ok((value, reason)) => {
                components[i] = Some(ComponentValue {
                    value: *value,
                    weight: effective[i],
                    contribution: Millionths::try_from(contributions[i]).unwrap_or(ONE),
                    reason: reason.clone(),
                });
            }
            Err(silence) => silences[i] = Some(silence.clone()),
        }
    }
    debug_assert_eq!(components.iter().flatten().map(|c| c.contribution).sum::<u32>(), total);
    let course = scored.candidate.course;
    Recommendation {
        course,
        title: catalog.course(course).title.clone(),
        total,
        components,
        silences,
        missing: scored.candidate.missing.clone(),
        place_by_total,
    }
}
