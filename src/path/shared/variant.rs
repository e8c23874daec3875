//! The question put in other words: parts of the goal left out or lowered, a course on top, a course left out. The
//! landmarks known by then settle most of these: the relaxation over them is a bound, and what it takes whole is
//! often a path already.

use super::{
    super::{
        bound::Packed,
        compile::Target,
        cuts::Stream,
        greedy::{Support, only_needed},
        lp::Packing,
        network::Cond,
        reach::Reach,
        request::Cancel,
    },
    Known, Shared, With,
};
use crate::domain::CourseIx;

/// Known landmarks up to which it pays to ask them first.
const FEW: usize = 400;

/// One way to put the question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Variant {
    /// Pieces that have to hold.
    pieces: Vec<u32>,
    /// Courses that have to be taken, by local index.
    taken: Vec<u32>,
    /// A course that must not be.
    without: Option<u32>,
    /// Whether all of the goal is among what has to hold.
    whole: bool,
    /// Whether nothing else is.
    within: bool,
}

/// A fractional answer: the courses it is about, their values, and the bound it is.
struct Relaxed {
    courses: Vec<u32>,
    x: Vec<f64>,
    lower: u64,
}

impl Shared {
    /// `target` without a course in the words of these landmarks. `None` when they do not speak of all of it.
    pub fn variant(&self, target: &Target, without: Option<CourseIx>) -> Option<Variant> {
        let before = self.parts.skills.len();
        let skill = |s| self.parts.skills.iter().position(|p| p == s);
        let condition = |r| Some(before + self.parts.requirements.iter().position(|p| p == r)?);
        let pieces = target.skills.iter().map(skill).chain(target.requirements.iter().map(condition));
        let taken = target.taken.iter().filter(|c| !self.done.contains(c)).map(|&c| self.whole.local(c));
        let mut variant = Variant {
            pieces: pieces.map(|p| p.map(|p| p as u32)).collect::<Option<_>>()?,
            taken: taken.collect::<Option<_>>()?,
            without: without.and_then(|c| self.whole.local(c)),
            whole: false,
            within: target.taken.iter().all(|c| self.parts.taken[..self.own.2].contains(c)),
        };
        variant.pieces.sort_unstable();
        variant.taken.sort_unstable();
        let (skills, conditions, taken) = self.own;
        let own = (0..skills).chain(before..before + conditions);
        variant.whole = own.map(|p| p as u32).all(|p| variant.pieces.binary_search(&p).is_ok())
            && self.parts.taken[..taken].iter().all(|c| self.done.contains(c) || target.taken.contains(c));
        target.soft.is_empty().then_some(variant)
    }

    /// The landmarks known of a question.
    pub fn landmarks_of(&self, variant: &Variant) -> Vec<Vec<CourseIx>> {
        let without = variant.without.map(|j| self.whole.courses[j as usize]);
        let holds = self.known.iter().filter(|k| self.speaks_of(k, variant));
        holds.map(|k| k.landmark.iter().copied().filter(|c| Some(*c) != without).collect()).collect()
    }

    /// What the landmarks known say of a question. `None` when they say too little, or there are too many of them.
    pub fn least(&self, variant: &Variant) -> Option<With> {
        let holds = self.known.iter().filter(|k| self.speaks_of(k, variant));
        let less = |k: &Vec<u32>| k.iter().copied().filter(|j| Some(*j) != variant.without).collect();
        let mut rows: Vec<Vec<u32>> =
            holds.map(|k| less(&k.local)).chain(variant.taken.iter().map(|&j| vec![j])).collect();
        rows.sort();
        rows.dedup();
        if rows.len() > FEW || rows.iter().any(Vec::is_empty) {
            return None;
        }
        let relaxed = self.relax(rows);
        let whole: Vec<u32> =
            relaxed.courses.iter().zip(&relaxed.x).filter(|(_, x)| **x > 0.5).map(|(&j, _)| j).collect();
        let set = match self.reaches(variant, &Reach::with(&self.whole.net, whole.iter().copied())) {
            true => whole,
            false => self.near(variant, &relaxed)?,
        };
        let cost: Vec<f64> = self.cost.iter().map(|&c| c as f64).collect();
        let set = only_needed(&self.whole.net, set, &cost, &|reach| self.reaches(variant, reach), &mut 0);
        if self.whole.rivals_among(&set).is_some() {
            return None;
        }
        let upper = set.iter().map(|&j| self.cost[j as usize]).fold(0, u64::saturating_add);
        let set = set.into_iter().map(|j| self.whole.courses[j as usize]).collect();
        Some(With { lower: relaxed.lower.min(upper), upper, set })
    }

    /// Whether a question asks for something that a landmark is needed for.
    fn speaks_of(&self, known: &Known, variant: &Variant) -> bool {
        if variant.whole && known.of_goal {
            return true;
        }
        let missed = self.missed(known);
        variant.pieces.iter().any(|&p| missed.parts[p as usize])
            || variant.taken.iter().any(|&j| missed.courses[j as usize])
    }

    fn reaches(&self, variant: &Variant, reach: &Reach<'_>) -> bool {
        variant.pieces.iter().all(|&p| reach.meets(self.whole.pieces[p as usize]))
            && variant.taken.iter().all(|&j| reach.is_taken(j))
    }

    /// The covering relaxation over `rows` alone.
    fn relax(&self, mut rows: Vec<Vec<u32>>) -> Relaxed {
        let mut courses: Vec<u32> = rows.iter().flatten().copied().collect();
        courses.sort_unstable();
        courses.dedup();
        for course in rows.iter_mut().flatten() {
            *course = courses.partition_point(|j| j < course) as u32;
        }
        let cost: Vec<u64> = courses.iter().map(|&j| self.cost[j as usize] / self.unit).collect();
        // Of what costs the same, that which is nearer to the path.
        let base = self.base.as_ref().map_or(&[][..], |b| &b.chosen);
        let mut stream = Stream(1);
        let mut shake = |j| if base.contains(j) { 0.0 } else { 1e-6 * (1.0 + stream.unit()) };
        let shaken = courses.iter().zip(&cost).map(|(j, &c)| c as f64 + shake(j)).collect();
        let mut lp = Packing::new(shaken, Cancel::new());
        rows.into_iter().for_each(|row| lp.add_row(row));
        lp.solve();
        let whole: Vec<i128> = cost.into_iter().map(i128::from).collect();
        let packed = Packed::new(lp.rows(), |r| lp.weight(r), &whole);
        let lower = u64::try_from(packed.bound()).unwrap_or(0).saturating_mul(self.unit);
        Relaxed { courses, x: lp.x().to_vec(), lower }
    }

    /// A path near a fractional answer.
    fn near(&self, variant: &Variant, relaxed: &Relaxed) -> Option<Vec<u32>> {
        let mut guide: Vec<f64> = self.cost.iter().map(|&c| c as f64 + 1e-3).collect();
        for (&j, x) in relaxed.courses.iter().zip(&relaxed.x) {
            guide[j as usize] = self.cost[j as usize] as f64 * (1.0 - x.clamp(0.0, 1.0)) + 1e-3;
        }
        self.base.iter().flat_map(|b| &b.chosen).for_each(|&j| guide[j as usize] -= 9e-4);
        if let Some(j) = variant.without {
            guide[j as usize] = f64::INFINITY;
        }
        let actions = &self.whole.net.actions;
        let mut wanted: Vec<Cond> = variant.pieces.iter().map(|&p| self.whole.pieces[p as usize]).collect();
        wanted.extend(variant.taken.iter().map(|&j| &actions[j as usize]).flat_map(|a| [a.before, a.beside]));
        let mut set = Support::of(&self.whole.net, &guide, &wanted).courses(&self.whole.net, wanted)?;
        set.extend(&variant.taken);
        set.sort_unstable();
        set.dedup();
        self.reaches(variant, &Reach::with(&self.whole.net, set.iter().copied())).then_some(set)
    }
}

impl Variant {
    /// Whether it asks for nothing beyond the goal: then its landmarks are some of the goal's.
    pub fn is_part(&self) -> bool {
        self.within
    }
}
