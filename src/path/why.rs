//! Why a course is, or is not, on the path: the answer as data.

use std::collections::{BTreeMap, VecDeque};

use super::{
    cost::CourseCost,
    kernel::Scene,
    plan::{Landmark, Metric, Missing, NeededBy, Plan, RuledOut, Status, UnderWayPlace},
    preferred::{Preferred, preferred},
    questions::{Extra, Plain, Questions, inquire},
    reduce::{keys, replaces},
    request::{Cancel, Effort, PlanRequest},
    rivals::{Beats, IfAllowed, beats, if_allowed, rivals},
    target::{ask, blocked, closure, missing},
};
use crate::domain::{Catalog, CourseId, CourseIx, Currency, Level, Profile, SkillId, State};

/// What there is to say about one course and one request.
#[derive(Debug, Clone, PartialEq)]
pub struct Why {
    /// Which course.
    pub course: CourseId,
    /// How much the plan it is measured against claims.
    pub status: Status,
    /// Whether nothing costs less than that plan.
    pub proved: bool,
    /// The unit of all costs here.
    pub metric: Metric,
    /// The currency of all prices here.
    pub currency: Currency,
    /// What the course costs.
    pub cost: u64,
    /// What that is made of: work, and what an hour of it counts.
    pub course_cost: CourseCost,
    /// Whether its duration is an assumption.
    pub hours_assumed: bool,
    /// The answer.
    pub verdict: Verdict,
    /// `OPT(force X) − OPT`. `None` when no path can contain the course.
    pub regret: Option<Extra>,
    /// What speaks for the answer, most telling first.
    pub reasons: Vec<Because>,
}

/// The answer in a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is on the path.
    OnPath,
    /// It is completed.
    Done,
    /// It may not be proposed.
    RuledOut(RuledOut),
    /// It can never start.
    OutOfReach,
    /// Nothing it does is asked for on any way to the goal.
    NotNeeded,
    /// Another path of the same cost contains it.
    AsGood,
    /// That course does all it does for the goal, asks for no more and costs no more.
    Dominated(CourseId),
    /// Every path with it costs more.
    CostsMore,
    /// It may cost more or not: the search stopped before that was known.
    Undecided,
}

impl Verdict {
    /// The word used in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::OnPath => "on-path",
            Self::Done => "done",
            Self::RuledOut(RuledOut::Retired) => "retired",
            Self::RuledOut(RuledOut::Hidden) => "hidden",
            Self::RuledOut(RuledOut::Excluded) => "excluded",
            Self::RuledOut(RuledOut::Against(_)) => "constraints",
            Self::RuledOut(RuledOut::RivalDone) => "excluded-by-completed",
            Self::RuledOut(RuledOut::RivalTaken) => "excluded-by-needed",
            Self::RuledOut(RuledOut::PriceUnknown) => "price-unknown",
            Self::OutOfReach => "out-of-reach",
            Self::NotNeeded => "not-needed",
            Self::AsGood => "as-good",
            Self::Dominated(_) => "dominated",
            Self::CostsMore => "costs-more",
            Self::Undecided => "undecided",
        }
    }
}

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// The learner asked for it.
    AskedFor,
    /// The learner is under way with it: it stays as long as it brings something, at this much more than the
    /// shortest path without it; `None` where that is not known.
    UnderWay(Option<Extra>),
    /// Every path takes one of these, this course among them.
    Landmark(Landmark),
    /// What it raises at its turn: skill, from, to.
    Supplies(Vec<(SkillId, Level, Level)>),
    /// Whose need it was the first to meet.
    NeededBy(Vec<NeededBy>),
    /// From course to course to the goal, the course itself left out.
    Chain(Vec<CourseId>),
    /// Without it the path costs that much more; `None` when no path goes without it.
    Without(Option<Extra>),
    /// One of these is unavoidable, this course among them; those the path takes.
    Rivals(Landmark, Vec<CourseId>),
    /// In what a course that does all it does is better.
    Beats(Beats),
    /// The path without it takes less work, or the path with it does, and weights speak against that.
    Preferred(Preferred),
    /// What allowing it would do, though it is ruled out.
    IfAllowed(IfAllowed),
    /// The learner took its requirement on themselves.
    Waived,
    /// What does not hold yet; in [`Missing::Skill`] `reachable` is what the learner has.
    NotReady(Vec<Missing>),
    /// What can never hold.
    Blocked(Vec<Missing>),
    /// Taking it all the same: what else comes onto the path, and what leaves it.
    Instead {
        /// Courses that come with it, without itself.
        adds: Vec<CourseId>,
        /// Courses it makes unnecessary.
        drops: Vec<CourseId>,
    },
}

impl Why {
    /// Whether the course is on the path.
    pub fn on_path(&self) -> bool {
        self.verdict == Verdict::OnPath
    }
    /// At what cost of its own the course would enter a least-cost path: at most `cost − regret`.
    /// Neither bound where that is below zero, nor any where no path can contain the course or
    /// courses are only counted.
    pub fn break_even(&self) -> Option<(Option<u64>, u64)> {
        if self.metric == Metric::Courses {
            return None;
        }
        let regret = self.regret?;
        let at_most = self.cost.checked_sub(regret.lower)?;
        Some((self.cost.checked_sub(regret.upper), at_most))
    }
    /// The break-even, when it is proved and not below zero.
    pub fn exact_break_even(&self) -> Option<u64> {
        self.break_even().and_then(|(low, high)| (low == Some(high)).then_some(high))
    }
    /// The path of less work that weights keep from being preferred.
    pub fn preferred(&self) -> Option<&Preferred> {
        self.reasons.iter().find_map(|r| if let Because::Preferred(it) = r { Some(it) } else { None })
    }
    /// What the course may cost at most and stay on the path, when that is proved.
    pub fn stays_until(&self) -> Option<u64> {
        self.reasons.iter().find_map(|r| match r {
            Because::Without(Some(slack)) if self.proved => self.cost.checked_add(slack.exact()?),
            _ => None,
        })
    }
}

/// Why `course` is, or is not, on the path that answers `request`.
pub(crate) fn why(
    catalog: &Catalog,
    profile: &Profile,
    state: &State,
    request: &PlanRequest,
    course: CourseIx,
    cancel: &Cancel,
) -> Why {
    // The path, then one question about it: they share the time there is.
    let effort = match request.effort {
        Effort::Time(limit) => Effort::Time(limit / 2),
        other => other,
    };
    let request = PlanRequest { effort, ..request.clone() };
    let (plan, mut questions) = inquire(Scene::new(catalog, profile, state, &request), &request, cancel);
    questions.why(&plan, &request, course, cancel)
}

impl Questions<'_> {
    /// Why `course` is, or is not, on `plan`, the one these questions are about; `request` is what it answers.
    pub fn why(&mut self, plan: &Plan, request: &PlanRequest, course: CourseIx, cancel: &Cancel) -> Why {
        let catalog = self.scene().catalog;
        let (verdict, regret, reasons) = if plan.step(catalog.course(course).id.as_str()).is_some() {
            on_path(self, plan, course, cancel)
        } else {
            off_path(self, request, course, cancel)
        };
        Why {
            course: catalog.course(course).id.clone(),
            status: plan.status,
            proved: self.base().is_some_and(|s| s.proved()),
            metric: request.metric,
            currency: request.money.currency,
            cost: self.cost(course),
            course_cost: self.scene().costs[course.get()].clone(),
            hours_assumed: catalog.course(course).hours.is_none(),
            verdict,
            regret,
            reasons,
        }
    }
}

type Answer = (Verdict, Option<Extra>, Vec<Because>);

fn on_path(questions: &mut Questions<'_>, plan: &Plan, course: CourseIx, cancel: &Cancel) -> Answer {
    let mut reasons = Vec::new();
    let id = &questions.scene().catalog.course(course).id;
    // The smallest landmark says most.
    let landmark = plan.landmarks.iter().filter(|l| l.courses.contains(id)).min_by_key(|l| l.courses.len());
    let kept = questions.keeps(course);
    if kept {
        let extra = plan.under_way.iter().find(|u| u.course == *id).and_then(|u| match u.place {
            UnderWayPlace::Kept { lower, upper } => Some(Extra { lower, upper }),
            _ => None,
        });
        reasons.push(Because::UnderWay(extra));
    } else if questions.target().taken.contains(&course) {
        reasons.push(Because::AskedFor);
    } else {
        reasons.extend(landmark.cloned().map(Because::Landmark));
    }
    if let Some(step) = plan.step(id.as_str()) {
        if !step.raises.is_empty() {
            reasons.push(Because::Supplies(step.raises.clone()));
        }
        if !step.needed_by.is_empty() {
            reasons.push(Because::NeededBy(step.needed_by.clone()));
        }
        reasons.extend(chain(plan, id).filter(|c| c.len() > 1).map(Because::Chain));
        if step.waived {
            reasons.push(Because::Waived);
        }
    }
    // A landmark of one says already that no path goes without it.
    let indispensable = landmark.is_some_and(|l| l.courses.len() == 1);
    if !indispensable && !questions.target().taken.contains(&course) {
        let slack = questions.slack(course, cancel);
        reasons.push(Because::Without(slack));
        let chosen = questions.chosen().to_vec();
        let other = slack.and_then(|_| questions.without(course, cancel));
        let told = other.zip(slack).and_then(|(o, slack)| preferred(questions.scene(), &chosen, &o.courses, slack));
        reasons.extend(told.map(Because::Preferred));
    }
    // The path found contains it, so forcing it costs no more than that path may be off.
    let regret = Extra { lower: 0, upper: plan.metric_cost().saturating_sub(plan.lower_bound) };
    (Verdict::OnPath, Some(regret), reasons)
}

/// The fewest courses from `from` to the goal, each the first to supply the next.
fn chain(plan: &Plan, from: &CourseId) -> Option<Vec<CourseId>> {
    let mut before: BTreeMap<&CourseId, Option<&CourseId>> = BTreeMap::from([(from, None)]);
    let mut queue = VecDeque::from([from]);
    while let Some(at) = queue.pop_front() {
        let needed_by = &plan.step(at.as_str())?.needed_by;
        if needed_by.contains(&NeededBy::Goal) {
            let mut out = Vec::new();
            let mut course = at;
            while let Some(&Some(earlier)) = before.get(course) {
                out.push(course.clone());
                course = earlier;
            }
            out.reverse();
            return Some(out);
        }
        for next in needed_by {
            if let NeededBy::Course(id) = next
                && !before.contains_key(id)
            {
                before.insert(id, Some(at));
                queue.push_back(id);
            }
        }
    }
    None
}

fn off_path(questions: &mut Questions<'_>, request: &PlanRequest, course: CourseIx, cancel: &Cancel) -> Answer {
    let scene = questions.scene();
    if scene.state.has_done(course) {
        return (Verdict::Done, None, Vec::new());
    }
    if let Some(why) = scene.ruled_out[course.get()] {
        let base = questions.base();
        let allowed = base.and_then(|base| {
            if_allowed(scene, &ask(request), questions.target(), base, course, (request.effort, cancel))
        });
        return (Verdict::RuledOut(why), None, allowed.map(Because::IfAllowed).into_iter().collect());
    }
    let lacks = not_ready(scene, course);
    let role = role(questions, course);
    let chosen = questions.chosen().to_vec();
    let Some(regret) = questions.regret(course, cancel) else {
        let scene = questions.scene();
        let pieces = blocked(scene, &closure(scene), course).missing;
        let reasons = if pieces.is_empty() { Vec::new() } else { vec![Because::Blocked(pieces)] };
        return (Verdict::OutOfReach, None, reasons);
    };
    let mut reasons = Vec::new();
    if !lacks.is_empty() {
        reasons.push(Because::NotReady(lacks));
    }
    let scene = questions.scene();
    if let Role::ReplacedBy(other) = &role
        && let Some(by) = scene.catalog.course_ix(other.as_str())
    {
        reasons.push(Because::Beats(beats(scene, by, course)));
    }
    let shared = questions.base().and_then(|base| rivals(scene, base, course));
    // Large sets explain nothing.
    reasons.extend(shared.filter(|s| s.0.courses.len() <= 12).map(|(l, taken)| Because::Rivals(l, taken)));
    let exact = regret.exact();
    // Where the course is all that forcing it costs, the path with it is the path and itself.
    if exact != Some(questions.cost(course)) || !questions.scene().is_ready(course) {
        reasons.extend(instead(questions, &chosen, course, cancel));
    }
    let told = questions.with(course, cancel);
    let told = told.and_then(|with| preferred(questions.scene(), &chosen, &with.courses, regret));
    reasons.extend(told.map(Because::Preferred));
    let verdict = match role {
        Role::None => Verdict::NotNeeded,
        _ if exact == Some(0) => Verdict::AsGood,
        Role::ReplacedBy(other) => Verdict::Dominated(other),
        Role::Some if regret.lower > 0 => Verdict::CostsMore,
        Role::Some => Verdict::Undecided,
    };
    (verdict, Some(regret), reasons)
}

fn instead(questions: &mut Questions<'_>, chosen: &[CourseIx], course: CourseIx, cancel: &Cancel) -> Option<Because> {
    let with = questions.with(course, cancel)?.courses;
    let id = |c: &CourseIx| questions.scene().catalog.course(*c).id.clone();
    let adds: Vec<CourseId> = with.iter().filter(|c| **c != course && !chosen.contains(c)).map(id).collect();
    let drops: Vec<CourseId> = chosen.iter().filter(|c| !with.contains(c)).map(id).collect();
    (!adds.is_empty() || !drops.is_empty()).then_some(Because::Instead { adds, drops })
}

/// What does not hold yet of a course's requirement.
fn not_ready(scene: &Scene<'_>, course: CourseIx) -> Vec<Missing> {
    if scene.is_ready(course) {
        return Vec::new();
    }
    let c = scene.catalog.course(course);
    let mut pieces = missing(scene, scene.state, &c.requirement);
    pieces.extend(missing(scene, scene.state, &c.corequisite));
    pieces.sort();
    pieces.dedup();
    pieces
}

/// What a course could do for the goal.
enum Role {
    /// Nothing.
    None,
    /// Nothing that this one does not.
    ReplacedBy(CourseId),
    /// Something.
    Some,
}

fn role(questions: &mut Questions<'_>, course: CourseIx) -> Role {
    let (catalog, chosen) = (questions.scene().catalog, questions.chosen().to_vec());
    let Plain { compiled, tags, startable } = questions.plain();
    let net = &compiled.net;
    let Some(local) = compiled.local(course) else { return Role::None };
    if keys(net, local).next().is_none() {
        return Role::None;
    }
    let stand_in = (0..net.len() as u32)
        .filter(|&d| d != local && startable[d as usize] && replaces(net, tags, d, local))
        // One on the path says most, then the best one.
        .min_by_key(|&d| (!chosen.contains(&compiled.courses[d as usize]), tags[d as usize], d));
    match stand_in {
        Some(d) => Role::ReplacedBy(catalog.course(compiled.courses[d as usize]).id.clone()),
        None => Role::Some,
    }
}
