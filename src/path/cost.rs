//! What a course costs a learner: hours of work, and how much they count (DESIGN §2.1).
//!
//! All of it is integers and constant while one path is sought, so that the kernel stays exact.

use std::collections::BTreeMap;

use crate::domain::{
    Catalog, Course, CourseIx, HoursOf, Level, Minutes, Profile, Ratings, Requirement, SkillId, SkillIx, State, Work,
};

/// One, in the unit weights and their terms are counted in.
pub const THOUSAND: u32 = 1000;
/// Ratings at which a rating counts for half.
pub const HALF_TRUSTED: u64 = 200;
/// The middle of the scale of 1 to 5 stars, in thousandths: from here on ratings vouch for a course.
pub const MIDDLE_STARS: u32 = 3000;
/// What the word of a university, or of those who make the tool or exam, counts for.
pub const AUTHORITY_COUNTS: u32 = 700;
/// Level from which a tool counts as the learner's own.
pub const OWN_TOOL: Level = Level::new(250);

/// What one, two, and three or more lists that recommend a course count for.
pub fn endorsed(lists: usize) -> u32 {
    [0, 600, 800, 1000][lists.min(3)]
}

/// How work is counted and weighted, in thousandths unless it is a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Costing {
    /// Hours of work for an hour of video.
    pub video_factor: u32,
    /// Hours of a course that does not state them.
    pub assume: Minutes,
    /// The same for a series, certificate or specialisation.
    pub assume_long: Minutes,
    /// How much weights count at all: 0 to 2000.
    pub taste: u32,
    /// What nobody vouching for it adds.
    pub evidence: u32,
    /// What a rival tool adds.
    pub clash: u32,
    /// What being unlike everything liked adds.
    pub interest: u32,
    /// What being taken by nobody alike adds.
    pub community: u32,
}

impl Default for Costing {
    fn default() -> Self {
        Self {
            video_factor: 2000,
            assume: Minutes(40 * 60),
            assume_long: Minutes(120 * 60),
            taste: THOUSAND,
            evidence: 500,
            clash: 1000,
            interest: 200,
            community: 200,
        }
    }
}

/// Reads how much weights count, 0 to 2, in thousandths.
///
/// # Errors
/// What is wrong with it, in words.
pub fn taste(written: f64) -> Result<u32, String> {
    if (0.0..=2.0).contains(&written) {
        Ok((written * 1000.0).round() as u32)
    } else {
        Err(format!("taste lies between 0 and 2, and {written} does not"))
    }
}

impl Costing {
    /// Hours of a course as published, or assumed; and whether they are assumed.
    pub fn hours(&self, course: &Course) -> (Minutes, bool) {
        let long = course.kind.is_some_and(|k| k.is_long());
        match course.hours {
            Some(hours) => (hours, false),
            None => (if long { self.assume_long } else { self.assume }, true),
        }
    }
}

/// What is known of how a learner would like each course, in thousandths by course index; empty where nobody can tell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Opinions {
    /// How much it is like what they liked.
    pub interest: Vec<Option<u32>>,
    /// How much it is taken by learners who took what they took.
    pub community: Vec<Option<u32>>,
}

/// One term of a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeightTerm {
    /// Who vouches for it.
    Evidence,
    /// Whether it is about a rival tool.
    Clash,
    /// Whether it is like what the learner liked.
    Interest,
    /// Whether learners alike took it.
    Community,
}

impl WeightTerm {
    /// All terms, in the order they are told.
    pub const ALL: [Self; 4] = [Self::Evidence, Self::Clash, Self::Interest, Self::Community];
    /// The word used in files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Clash => "clash",
            Self::Interest => "interest",
            Self::Community => "community",
        }
    }
}

/// What a term rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeightWhy {
    /// Lists that recommend it.
    Endorsed(Vec<String>),
    /// A university teaches it, or whoever makes the tool or exam.
    Authority(crate::domain::Authority),
    /// Its ratings.
    Rated {
        /// Mean of the stars, in thousandths.
        stars: u32,
        /// How many gave them.
        ratings: u64,
    },
    /// Nobody.
    Nobody,
    /// It is about `tool` where `rival` is asked for, or known.
    Clash {
        /// Its tool.
        tool: SkillId,
        /// The learner's, or the goal's.
        rival: SkillId,
    },
    /// How much a model says, which explains itself elsewhere.
    Model,
}

/// One term of a course's weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightReason {
    /// Which term.
    pub term: WeightTerm,
    /// The opinion, from 0 to 1 in thousandths.
    pub value: u32,
    /// What it adds to the weight, in thousandths.
    pub adds: u32,
    /// What it rests on.
    pub why: WeightWhy,
}

/// What a course costs one learner on the way to one goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseCost {
    /// Hours and work.
    pub work: Work,
    /// Weight of an hour of work, in thousandths.
    pub weight: u32,
    /// What the weight is made of: 1 and what each adds.
    pub reasons: Vec<WeightReason>,
}

impl CourseCost {
    /// Work left times weight, to the nearest minute.
    pub fn weighted(&self) -> Minutes {
        weighted(self.work.left, self.weight)
    }

    /// What the weight adds to the work left.
    pub fn misfit(&self) -> Minutes {
        Minutes(self.weighted().0.saturating_sub(self.work.left.0))
    }
}

/// Work times weight, to the nearest minute.
pub fn weighted(work: Minutes, weight: u32) -> Minutes {
    Minutes((work.0 * u64::from(weight) + 500) / 1000)
}

/// Counts what courses cost one learner on the way to one goal.
#[derive(Debug)]
pub struct Counting<'a> {
    catalog: &'a Catalog,
    profile: &'a Profile,
    state: &'a State,
    costing: Costing,
    ratings: Ratings,
    opinions: Option<&'a Opinions>,
    /// By skill: whether the goal asks for it, closed under what skills imply.
    asked: Vec<bool>,
    /// By family, in id order: its members that the goal asks for or the learner knows.
    chosen: BTreeMap<&'a str, Vec<SkillIx>>,
}

impl<'a> Counting<'a> {
    /// For a goal that asks for `asked`.
    pub fn new(
        (catalog, profile, state): (&'a Catalog, &'a Profile, &'a State),
        costing: Costing,
        asked: &[SkillIx],
        opinions: Option<&'a Opinions>,
    ) -> Self {
        let mut of_goal = vec![false; catalog.skills().len()];
        for &skill in asked {
            of_goal[skill.get()] = true;
            for &(implied, _) in catalog.implied(skill) {
                of_goal[implied.get()] = true;
            }
        }
        let mut chosen: BTreeMap<&str, Vec<SkillIx>> = BTreeMap::new();
        for (at, skill) in catalog.skills().iter().enumerate() {
            let ix = SkillIx::from_usize(at);
            if let Some(family) = &skill.family
                && (of_goal[at] || state.level(ix) >= OWN_TOOL)
            {
                chosen.entry(family).or_default().push(ix);
            }
        }
        let ratings = Ratings::of(catalog);
        Self { catalog, profile, state, costing, ratings, opinions, asked: of_goal, chosen }
    }

    /// The skills of the goal, closed under what skills imply, in id order.
    pub fn asked(&self) -> impl Iterator<Item = SkillIx> {
        self.asked.iter().enumerate().filter(|(_, asked)| **asked).map(|(at, _)| SkillIx::from_usize(at))
    }

    /// The same where ratings lie otherwise than in this catalog alone.
    pub(crate) fn rated(self, ratings: Ratings) -> Self {
        Self { ratings, ..self }
    }

    /// How ratings lie in the catalog.
    pub fn ratings(&self) -> Ratings {
        self.ratings
    }

    /// What a course costs.
    pub fn of(&self, ix: CourseIx) -> CourseCost {
        let needed = self.needed(ix);
        let work = taken(self.catalog, &self.costing, ix, &needed, &|skill| self.state.level(skill));
        let work = Work { left: self.profile.left(self.catalog.course(ix).id.as_str(), work.full), ..work };
        let reasons = self.reasons(ix, &needed);
        CourseCost { work, weight: THOUSAND + reasons.iter().map(|r| r.adds).sum::<u32>(), reasons }
    }

    /// The levels whoever takes a course has by then, because it asks for them; nothing where that is waived.
    fn needed(&self, ix: CourseIx) -> BTreeMap<SkillIx, Level> {
        needed_unless_waived(self.catalog, self.profile, ix)
    }

    fn reasons(&self, ix: CourseIx, needed: &BTreeMap<SkillIx, Level>) -> Vec<WeightReason> {
        let costing = &self.costing;
        let adds = |factor: u32, against: u32| {
            let product = u64::from(costing.taste) * u64::from(factor) * u64::from(against);
            ((product + 500_000) / 1_000_000) as u32
        };
        let (value, why) = evidence(self.catalog.course(ix), &self.ratings);
        let mut out =
            vec![WeightReason { term: WeightTerm::Evidence, value, adds: adds(costing.evidence, 1000 - value), why }];
        if let Some((tool, rival)) = self.clash(ix, needed) {
            let id = |skill| self.catalog.skill(skill).id.clone();
            let why = WeightWhy::Clash { tool: id(tool), rival: id(rival) };
            out.push(WeightReason { term: WeightTerm::Clash, value: 1000, adds: adds(costing.clash, 1000), why });
        }
        if let Some(opinions) = self.opinions {
            let terms = [
                (WeightTerm::Interest, &opinions.interest, costing.interest),
                (WeightTerm::Community, &opinions.community, costing.community),
            ];
            for (term, values, factor) in terms {
                if let Some(value) = values.get(ix.get()).copied().flatten() {
                    let adds = adds(factor, 1000 - value.min(1000));
                    out.push(WeightReason { term, value, adds, why: WeightWhy::Model });
                }
            }
        }
        out
    }

    /// A tool it teaches or asks for, with a member of the tool's family that the learner has chosen instead.
    fn clash(&self, ix: CourseIx, needed: &BTreeMap<SkillIx, Level>) -> Option<(SkillIx, SkillIx)> {
        let asks = needed.iter().filter(|(_, level)| **level > Level::ZERO).map(|(skill, _)| *skill);
        let taught = self.catalog.effect(ix).iter().map(|e| e.0);
        taught.chain(asks).find_map(|tool| {
            let chosen = self.chosen.get(self.catalog.skill(tool).family.as_deref()?)?;
            let own = chosen.binary_search(&tool).is_ok();
            chosen.first().filter(|_| !own).map(|&rival| (tool, rival))
        })
    }
}

fn needed_unless_waived(catalog: &Catalog, profile: &Profile, ix: CourseIx) -> BTreeMap<SkillIx, Level> {
    let course = catalog.course(ix);
    if profile.waive.contains_key(&course.id) { BTreeMap::new() } else { needed(catalog, &course.requirement) }
}

/// All the work of a course for somebody with these levels, who comes with what it asks for.
fn taken(
    catalog: &Catalog,
    costing: &Costing,
    ix: CourseIx,
    needed: &BTreeMap<SkillIx, Level>,
    have: &dyn Fn(SkillIx) -> Level,
) -> Work {
    let course = catalog.course(ix);
    let (hours, assumed) = costing.hours(course);
    let video = course.hours_of == Some(HoursOf::Video);
    let factor = if video { costing.video_factor } else { THOUSAND };
    let takes = Minutes((hours.0 * u64::from(factor) + 500) / 1000);
    let practice: Minutes = (course.teaches.iter())
        .filter_map(|&(skill, level)| {
            let from = needed.get(&skill).copied().unwrap_or_default().max(have(skill));
            Some(catalog.skill(skill).work?.between(from, level))
        })
        .sum();
    let full = takes.max(practice);
    Work { hours, assumed, video, full, left: full }
}

/// What a course takes a learner: of one that is under way, what is left.
pub fn work(catalog: &Catalog, profile: &Profile, state: &State, costing: &Costing, ix: CourseIx) -> Work {
    let work = taken(catalog, costing, ix, &needed_unless_waived(catalog, profile, ix), &|skill| state.level(skill));
    Work { left: profile.left(catalog.course(ix).id.as_str(), work.full), ..work }
}

/// What a course takes somebody who has no more than it asks for.
pub fn work_of_newcomer(catalog: &Catalog, costing: &Costing, ix: CourseIx) -> Work {
    taken(catalog, costing, ix, &needed(catalog, &catalog.course(ix).requirement), &|_| Level::ZERO)
}

/// What vouches for a course best, in thousandths.
pub fn evidence(course: &Course, ratings: &Ratings) -> (u32, WeightWhy) {
    let lists = endorsed(course.endorsed.len());
    let mut best = (lists, WeightWhy::Endorsed(course.endorsed.clone()));
    if let Some(authority) = course.authority
        && AUTHORITY_COUNTS > best.0
    {
        best = (AUTHORITY_COUNTS, WeightWhy::Authority(authority));
    }
    // Stars below the middle of the scale speak against a course: they vouch for nothing, or a bad course would be
    // preferred to one that is merely unknown.
    let rated = Ratings::rated(course);
    if let Some((stars, n)) = rated.filter(|(stars, _)| *stars >= MIDDLE_STARS) {
        let trusted = u64::from(ratings.share(stars, n)) * n;
        let value = ((trusted + (n + HALF_TRUSTED) / 2) / (n + HALF_TRUSTED)) as u32;
        if value > best.0 {
            best = (value, WeightWhy::Rated { stars, ratings: n });
        }
    }
    match rated {
        _ if best.0 > 0 => best,
        Some((stars, ratings)) => (0, WeightWhy::Rated { stars, ratings }),
        None => (0, WeightWhy::Nobody),
    }
}

/// The levels that hold whenever a requirement does: of alternatives the least.
pub fn needed(catalog: &Catalog, requirement: &Requirement) -> BTreeMap<SkillIx, Level> {
    let of =
        |parts: &[Requirement]| -> Vec<BTreeMap<SkillIx, Level>> { parts.iter().map(|p| needed(catalog, p)).collect() };
    // What nothing can meet is no alternative.
    let able = |parts: &[Requirement]| -> Vec<BTreeMap<SkillIx, Level>> {
        parts.iter().filter(|p| p.holds(&|_| true)).map(|p| needed(catalog, p)).collect()
    };
    match requirement {
        Requirement::All(parts) => {
            let mut all: BTreeMap<SkillIx, Level> = BTreeMap::new();
            for (skill, level) in of(parts).into_iter().flatten() {
                let held = all.entry(skill).or_default();
                *held = (*held).max(level);
            }
            all
        }
        Requirement::Any(parts) => of_any(&able(parts), 1),
        Requirement::AtLeast { n, of: parts } => of_any(&able(parts), *n as usize),
        Requirement::Skill { skill, level } => {
            let carried = catalog.implied(*skill).iter().map(|&(other, bound)| (other, bound.min(*level)));
            carried.chain([(*skill, *level)]).collect()
        }
        Requirement::Course(course) | Requirement::Taken(course) => catalog.effect(*course).iter().copied().collect(),
        Requirement::Credits { .. } | Requirement::Fact(_) => BTreeMap::new(),
    }
}

/// Of any `n` parts the highest is no lower than the n-th lowest of all.
fn of_any(parts: &[BTreeMap<SkillIx, Level>], n: usize) -> BTreeMap<SkillIx, Level> {
    let Some(skip) = n.checked_sub(1).filter(|skip| *skip < parts.len()) else { return BTreeMap::new() };
    let mut out = BTreeMap::new();
    for &skill in parts.iter().flat_map(BTreeMap::keys) {
        let mut levels: Vec<Level> = parts.iter().map(|p| p.get(&skill).copied().unwrap_or_default()).collect();
        levels.sort_unstable();
        if levels[skip] > Level::ZERO {
            out.insert(skill, levels[skip]);
        }
    }
    out
}
