//! Which of the learner's own limits keep a goal out of reach, and the cheapest way out.

use std::collections::BTreeSet;

use super::{
    kernel::{Kernel, Scene},
    plan::{Blocked, Missing, Plan, RuledOut, Status, Unmet},
    request::{Cancel, PlanRequest},
    target::{ask, within_reach},
};
use crate::domain::{Catalog, Cents, CourseId, CourseIx, Level, Minutes, Objection, Profile, SkillId, State};

/// A limit that can rule courses out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// A standing constraint.
    Against(Objection),
    /// Prices matter, and nobody knows those.
    UnknownPrice,
}

impl Limit {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Against(Objection::NotFree),
        Self::Against(Objection::Language),
        Self::Against(Objection::Format),
        Self::Against(Objection::Provider),
        Self::Against(Objection::Avoided),
        Self::UnknownPrice,
    ];
    /// The word used in files and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Against(objection) => objection.word(),
            Self::UnknownPrice => "unknown-price",
        }
    }
    fn of(why: Option<RuledOut>) -> Option<Self> {
        match why? {
            RuledOut::Against(objection) => Some(Self::Against(objection)),
            RuledOut::PriceUnknown => Some(Self::UnknownPrice),
            _ => None,
        }
    }
}

/// A limit that keeps a goal, or part of it, out of reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Which limit.
    pub limit: Limit,
    /// What the learner said: languages, formats, providers or tools; nothing where there is only yes or no.
    pub value: Vec<String>,
    /// Courses it rules out that would bring what is missing, in id order.
    pub rules_out: Vec<CourseId>,
    /// What would do; `None` where nothing was found.
    pub way_out: Option<WayOut>,
}

/// What it takes to reach the whole goal all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WayOut {
    /// The limits to be lifted: the one alone where that is enough.
    pub lifting: Vec<Limit>,
    /// The courses it allows that the path then has, in id order.
    pub courses: Vec<CourseId>,
    /// Work of the whole path.
    pub work: Minutes,
    /// Its price; `None` where some of it is unknown.
    pub price: Option<Cents>,
}

/// Tells, of a plan that does not reach all that was asked for, which limits are to blame: then they bind, rather than
/// that the goal is out of reach.
pub(crate) fn bind(
    plan: &mut Plan,
    (catalog, profile, state): (&Catalog, &Profile, &State),
    request: &PlanRequest,
    cancel: &Cancel,
) {
    if plan.status != Status::Unreachable {
        return;
    }
    let question = Question { catalog, profile, state, request, cancel };
    let ruled_out = Scene::new(catalog, profile, state, request).ruled_out;
    let present: BTreeSet<Limit> = ruled_out.iter().filter_map(|why| Limit::of(*why)).collect();
    let all: Vec<Limit> = Limit::ALL.into_iter().filter(|limit| present.contains(limit)).collect();
    if all.is_empty() {
        return;
    }
    let whole = question.lifted(&all);
    let missing = question.teachers(&plan.unmet);
    let mut out = Vec::new();
    for &limit in &all {
        let ruled: Vec<CourseIx> =
            missing.iter().copied().filter(|c| Limit::of(ruled_out[c.get()]) == Some(limit)).collect();
        let alone = if all.len() == 1 { None } else { question.lifted(&[limit]) };
        let way_out = alone.or_else(|| whole.clone());
        // A limit that rules out nothing that is missing, and lifting which is no help, binds nothing.
        let helps = way_out.as_ref().is_some_and(|w| w.lifting == [limit]);
        if ruled.is_empty() && !helps {
            continue;
        }
        let rules_out = ruled.iter().map(|&c| catalog.course(c).id.clone()).collect();
        out.push(Binding { limit, value: said(limit, profile), rules_out, way_out });
    }
    if whole.is_some() && !out.is_empty() {
        plan.status = Status::Partial;
    }
    plan.binding = out;
}

fn said(limit: Limit, profile: &Profile) -> Vec<String> {
    let constraints = &profile.constraints;
    match limit {
        Limit::Against(Objection::Language) => constraints.languages.clone(),
        Limit::Against(Objection::Format) => constraints.formats.clone(),
        Limit::Against(Objection::Provider) => constraints.exclude_providers.clone(),
        Limit::Against(Objection::Avoided) => constraints.avoid.iter().map(ToString::to_string).collect(),
        Limit::Against(Objection::NotFree) | Limit::UnknownPrice => Vec::new(),
    }
}

struct Question<'a> {
    catalog: &'a Catalog,
    profile: &'a Profile,
    state: &'a State,
    request: &'a PlanRequest,
    cancel: &'a Cancel,
}

impl Question<'_> {
    /// The cheapest path to the whole goal without these limits, if there is one.
    fn lifted(&self, limits: &[Limit]) -> Option<WayOut> {
        let (mut profile, mut request) = (self.profile.clone(), self.request.clone());
        let constraints = &mut profile.constraints;
        for limit in limits {
            match limit {
                Limit::Against(Objection::NotFree) => constraints.free_only = false,
                Limit::Against(Objection::Language) => constraints.languages.clear(),
                Limit::Against(Objection::Format) => constraints.formats.clear(),
                Limit::Against(Objection::Provider) => constraints.exclude_providers.clear(),
                Limit::Against(Objection::Avoided) => constraints.avoid.clear(),
                // Any price will do to see what there is; the path then says that it is not known.
                Limit::UnknownPrice => request.money.assume_price = Some(Cents(0)),
            }
        }
        let bound = Scene::new(self.catalog, self.profile, self.state, self.request);
        let mut kernel = Kernel::new(Scene::new(self.catalog, &profile, self.state, &request));
        let within = within_reach(kernel.scene(), &ask(&request).target);
        if !within.unmet.is_empty() {
            return None;
        }
        let solved = kernel.solve(&within.target, &[], request.effort, self.cancel, &mut |_, _| {})?;
        let course = |c: CourseIx| self.catalog.course(c);
        let price = |c: CourseIx| self.request.money.convert(course(c).price, course(c).currency);
        let newly = solved.courses.iter().filter(|&&c| !bound.offers(c));
        Some(WayOut {
            lifting: limits.to_vec(),
            courses: newly.map(|&c| course(c).id.clone()).collect(),
            work: solved.courses.iter().map(|c| bound.costs[c.get()].work.left).sum(),
            price: solved.courses.iter().map(|&c| price(c)).sum::<Option<Cents>>(),
        })
    }

    /// The courses that would bring something that is missing, or what those who would are waiting for.
    fn teachers(&self, unmet: &[Unmet]) -> BTreeSet<CourseIx> {
        let mut out = BTreeSet::new();
        let blocked = |b: &Blocked, out: &mut BTreeSet<CourseIx>| {
            out.extend(self.catalog.course_ix(b.course.as_str()));
            b.missing.iter().for_each(|piece| self.piece(piece, out));
        };
        for need in unmet {
            match need {
                Unmet::Skill { skill, reachable, blocked: courses, .. } => {
                    self.teachers_above(skill, *reachable, &mut out);
                    courses.iter().for_each(|b| blocked(b, &mut out));
                }
                Unmet::Course(b) => blocked(b, &mut out),
                Unmet::Requirement(pieces) => pieces.iter().for_each(|piece| self.piece(piece, &mut out)),
            }
        }
        out
    }

    fn piece(&self, piece: &Missing, out: &mut BTreeSet<CourseIx>) {
        match piece {
            Missing::Skill { skill, reachable, .. } => self.teachers_above(skill, *reachable, out),
            Missing::Course(id) => out.extend(self.catalog.course_ix(id.as_str())),
            Missing::Credits { of, .. } => out.extend(of.iter().filter_map(|id| self.catalog.course_ix(id.as_str()))),
            Missing::Fact(_) => {}
        }
    }

    fn teachers_above(&self, skill: &SkillId, level: Level, out: &mut BTreeSet<CourseIx>) {
        if let Some(skill) = self.catalog.skill_ix(skill.as_str()) {
            out.extend(self.catalog.taught_by(skill).iter().filter(|(_, l)| *l > level).map(|(c, _)| *c));
        }
    }
}
