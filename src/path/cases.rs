//! The bound told case by case, so that whoever checks it need not search: weights on the landmarks that settle a
//! case, or a course to split it on.

use std::collections::BTreeSet;

use super::{
    lp::{Fate, Packing},
    plan::{Case, Cases, Landmark, Plan},
    request::Cancel,
    solve::gcd,
};
use crate::domain::CourseId;

/// Weights are counted at least this finely between one possible cost and the next.
const FINE: u64 = 4096;

/// Work units of the relaxation before the rest is left to whoever checks: some seconds on a small machine, and many
/// times what a proved plan takes.
const UNITS: u64 = 700_000_000;
/// Splits within each other.
const MAX_DEPTH: usize = 500;

/// The plan with an account of its bound for [`verify`](super::verify) to follow, and without the landmarks it can do
/// without. What cannot be worked out in reasonable time is left open in it.
pub fn with_cases(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    let place = |id: &CourseId| plan.premises.courses.binary_search_by(|c| c.id.cmp(id)).ok();
    let row = |l: &Landmark| {
        let mut row = l.courses.iter().map(|id| place(id).map(|c| c as u32)).collect::<Option<Vec<u32>>>()?;
        row.sort_unstable();
        row.dedup();
        Some(row)
    };
    let Some(rows) = plan.landmarks.iter().map(row).collect::<Option<Vec<_>>>() else { return plan };
    let cost: Vec<u64> = (plan.premises.courses.iter())
        // Without a price: more than any path that is known.
        .map(|c| c.cost(plan.premises.metric).unwrap_or(plan.lower_bound))
        .collect();
    let mut rivals = vec![Vec::new(); cost.len()];
    for (a, course) in plan.premises.courses.iter().enumerate() {
        for b in course.excludes.iter().filter_map(place) {
            rivals[a].push(b as u32);
            rivals[b].push(a as u32);
        }
    }
    let Some((parts, told, whole)) = cases((&rows, &rivals), &cost, plan.lower_bound, UNITS) else { return plan };
    let mut kept: BTreeSet<usize> = told.iter().flat_map(|(weights, _)| weights.iter().map(|w| w.0)).collect();
    if !whole {
        kept.extend(0..plan.landmarks.len());
    }
    if let Some(least) = &plan.least_work {
        let work: Vec<u64> = plan.premises.courses.iter().map(|c| c.work.0).collect();
        match cases((&rows, &rivals), &work, least.work.0, UNITS) {
            Some((_, told, true)) => kept.extend(told.iter().flat_map(|(weights, _)| weights.iter().map(|w| w.0))),
            Some(_) => kept.extend(0..plan.landmarks.len()),
            None => {}
        }
    }
    // Each step's smallest says most about what could stand in for it.
    for step in &plan.steps {
        let holds = |r: &usize| plan.landmarks[*r].courses.contains(&step.course);
        kept.extend((0..plan.landmarks.len()).filter(holds).min_by_key(|&r| plan.landmarks[r].courses.len()));
    }
    let kept: Vec<usize> = kept.into_iter().collect();
    let now = |r: usize| kept.partition_point(|&k| k < r);
    let list = (told.into_iter())
        .map(|(weights, split)| Case {
            weights: weights.into_iter().map(|(r, w)| (now(r), w)).collect(),
            split: split.map(|c| plan.premises.courses[c as usize].id.clone()),
        })
        .collect();
    plan.cases = Cases { parts, list };
    plan.landmarks = kept.iter().map(|&r| plan.landmarks[r].clone()).collect();
    plan
}

/// Weights by row, and the course to split on.
type Told = (Vec<(usize, u64)>, Option<u32>);

/// Why every set that meets all of `rows` costs at least `claim`: the fractions that weights are counted in, the
/// cases, and whether all of them are settled. `None` where there is nothing to tell, or numbers are too large.
fn cases(
    (rows, rivals): (&[Vec<u32>], &[Vec<u32>]),
    cost: &[u64],
    claim: u64,
    limit: u64,
) -> Option<(u64, Vec<Told>, bool)> {
    let unit = cost.iter().fold(0, |a, &b| gcd(a, b)).max(1);
    let parts = (FINE / unit).max(1);
    if claim == 0 {
        return None;
    }
    let mut teller = Teller::new((rows, rivals), cost, parts, claim, unit);
    let mut told = Vec::new();
    let mut whole = true;
    let mut open = vec![(teller.first(), 0)];
    while let Some((mut fate, depth)) = open.pop() {
        let (weights, settled) = teller.look(&mut fate)?;
        let spent = teller.lp.work >= limit || depth >= MAX_DEPTH;
        let split = if settled || spent { None } else { teller.choose(&fate) };
        whole &= settled || split.is_some();
        told.push((weights, split.map(|j| teller.courses[j as usize])));
        if let Some(on) = split {
            let with = |value: Fate| {
                let mut fate = fate.clone();
                fate[on as usize] = value;
                (fate, depth + 1)
            };
            open.extend([with(Fate::In), with(Fate::Out)]);
        }
    }
    Some((parts, told, whole))
}

struct Teller {
    lp: Packing,
    /// The courses of the relaxation, as the caller counts them.
    courses: Vec<u32>,
    /// Its landmarks, likewise.
    rows: Vec<usize>,
    /// For each course, those that cannot be taken beside it.
    rivals: Vec<Vec<u32>>,
    /// In 1/`parts` of the metric's unit.
    cost: Vec<i128>,
    /// More than this is the claim.
    enough: i128,
    /// What a weight of the relaxation stands for.
    scale: f64,
}

impl Teller {
    fn new((rows, rivals): (&[Vec<u32>], &[Vec<u32>]), cost: &[u64], parts: u64, claim: u64, unit: u64) -> Self {
        let courses = undominated((rows, rivals), cost);
        let local = |c: &u32| courses.binary_search(c).ok().map(|j| j as u32);
        let rivals = courses.iter().map(|&c| rivals[c as usize].iter().filter_map(local).collect()).collect();
        let mut small: Vec<(Vec<u32>, usize)> =
            rows.iter().enumerate().map(|(r, row)| (row.iter().filter_map(local).collect(), r)).collect();
        small.sort_by(|a, b| a.0.len().cmp(&b.0.len()).then_with(|| a.cmp(b)));
        let mut kept: Vec<(Vec<u32>, usize)> = Vec::new();
        for (row, r) in small {
            if !kept.iter().any(|(k, _)| k.iter().all(|c| row.binary_search(c).is_ok())) {
                kept.push((row, r));
            }
        }
        let scaled = |c: u64| i128::from(c) * i128::from(parts);
        let cost: Vec<i128> = courses.iter().map(|&c| scaled(cost[c as usize].min(claim))).collect();
        let scale = cost.iter().copied().max().unwrap_or(1).max(1) as f64;
        let mut lp = Packing::new(cost.iter().map(|&c| c as f64 / scale).collect(), Cancel::new());
        let mut rows = Vec::new();
        for (row, r) in kept {
            lp.add_row(row);
            rows.push(r);
        }
        Self { lp, courses, rows, rivals, cost, enough: scaled((claim - 1) / unit * unit), scale }
    }

    fn first(&self) -> Vec<Fate> {
        vec![Fate::Open; self.courses.len()]
    }

    /// The weights of a case, and whether they settle it; courses that would settle it are ruled out.
    fn look(&mut self, fate: &mut [Fate]) -> Option<(Vec<(usize, u64)>, bool)> {
        let taken: Vec<usize> = (0..fate.len()).filter(|&j| fate[j] == Fate::In).collect();
        for j in taken {
            for &rival in &self.rivals[j] {
                if fate[rival as usize] == Fate::In {
                    return Some((Vec::new(), true));
                }
                fate[rival as usize] = Fate::Out;
            }
        }
        self.lp.settle(fate);
        let hopeless = |row: &Vec<u32>| row.iter().all(|&j| fate[j as usize] == Fate::Out);
        if let Some(r) = self.lp.rows().iter().position(hopeless) {
            return Some((vec![(self.rows[r], u64::try_from(self.enough + 1).ok()?)], true));
        }
        self.lp.solve();
        let mut left = self.cost.clone();
        let mut weights = vec![0i128; self.rows.len()];
        for round in [true, false] {
            for (r, row) in self.lp.rows().iter().enumerate() {
                if row.iter().any(|&j| fate[j as usize] == Fate::In) {
                    continue;
                }
                let open = || row.iter().map(|&j| j as usize).filter(|&j| fate[j] == Fate::Open);
                let room = open().map(|j| left[j]).min().unwrap_or(0);
                // First as the relaxation has it, then whatever rounding left.
                let more = if round { ((self.lp.weight(r) * self.scale).round() as i128).min(room) } else { room };
                weights[r] += more;
                open().for_each(|j| left[j] -= more);
            }
        }
        let paid: i128 = (0..fate.len()).filter(|&j| fate[j] == Fate::In).map(|j| self.cost[j]).sum();
        let bound = paid + weights.iter().sum::<i128>();
        for (fate, left) in fate.iter_mut().zip(&left).filter(|(f, _)| **f == Fate::Open) {
            if bound + left > self.enough {
                *fate = Fate::Out;
            }
        }
        let told = self.rows.iter().zip(&weights).filter(|(_, w)| **w > 0);
        let mut told = told.map(|(&r, &w)| Some((r, u64::try_from(w).ok()?))).collect::<Option<Vec<_>>>()?;
        told.sort_unstable();
        Some((told, bound > self.enough))
    }

    /// The course to split on: fractional, dear, near the middle. `None` if all are decided.
    fn choose(&self, fate: &[Fate]) -> Option<u32> {
        let x = self.lp.x();
        // What takes both of two that rule each other out settles nothing, however whole it is.
        let whole = |j: usize| fate[j] == Fate::Open && x[j] > 1.0 - 1e-6;
        let torn = |j: &usize| whole(*j) && self.rivals[*j].iter().any(|&r| whole(r as usize));
        if let Some(j) = (0..fate.len()).find(torn) {
            return Some(j as u32);
        }
        (0..fate.len())
            .filter(|&j| fate[j] == Fate::Open && x[j] > 1e-6)
            .map(|j| ((x[j].min(1.0 - x[j])).max(0.0) * self.cost[j] as f64, j))
            .filter(|(w, _)| *w > 0.0)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
            .map(|(_, j)| j as u32)
    }
}

/// The courses without those that meet no more than another at no less cost.
fn undominated((rows, rivals): (&[Vec<u32>], &[Vec<u32>]), cost: &[u64]) -> Vec<u32> {
    let mut of = vec![Vec::new(); cost.len()];
    for (r, row) in rows.iter().enumerate() {
        row.iter().for_each(|&c| of[c as usize].push(r));
    }
    let mut out = vec![false; cost.len()];
    for c in 0..cost.len() {
        let Some(row) = of[c].iter().min_by_key(|&&r| rows[r].len()) else { continue };
        out[c] = rows[*row].iter().map(|&d| d as usize).any(|d| {
            d != c
                && !out[d]
                && rivals[d].is_empty()
                && cost[d] <= cost[c]
                && of[c].len() <= of[d].len()
                && of[c].iter().all(|r| of[d].binary_search(r).is_ok())
                && (cost[d] < cost[c] || of[d].len() > of[c].len() || d < c)
        });
    }
    (0..cost.len()).filter(|&c| !out[c] && !of[c].is_empty()).map(|c| c as u32).collect()
}
