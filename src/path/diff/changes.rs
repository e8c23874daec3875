//! What changed in what two plans rest on: catalog, profile, goal, settings.

use std::collections::{BTreeMap, BTreeSet};

use super::{settings::Setting, world::World};
use crate::{
    domain::{Cents, CourseId, Currency, Level, Minutes, SkillId},
    path::{
        cost::Costing,
        plan::{Metric, Plan, PlanCourse, PlanSkill, WeightFacts},
    },
};

/// Where a change comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The catalog.
    Catalog,
    /// The learner's profile.
    Profile,
    /// What is aimed at.
    Goal,
    /// What the plan was asked to respect.
    Settings,
}

impl Origin {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 4] = [Self::Goal, Self::Settings, Self::Profile, Self::Catalog];

    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Profile => "profile",
            Self::Goal => "goal",
            Self::Settings => "settings",
        }
    }
}

/// One change that can be undone alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A goal skill is asked for at another level; `None` is not at all.
    Wanted(SkillId, Option<Level>, Option<Level>),
    /// The goal's further conditions differ.
    Conditions,
    /// A course is asked for itself now, or no longer.
    Asked(CourseId, bool),
    /// Something else is minimised.
    Metric(Metric, Metric),
    /// Courses of unknown duration are planned at another one.
    AssumeHours(Minutes, Minutes),
    /// Prices are summed in another currency.
    Currency(String, String),
    /// A course is excluded now, or no longer.
    Excluded(CourseId, bool),
    /// Something of the calendar or of the limits.
    Setting(Setting),
    /// The level of a skill, other than by completing a course.
    Level(SkillId, Level, Level),
    /// A course was completed, with the levels that brought; or is no longer marked so.
    Completed(CourseId, bool),
    /// The requirement of a course is waived now, or no longer.
    Waived(CourseId, bool),
    /// A course is on offer now, or no longer: in the catalog, and not hidden or ruled out.
    Offered(CourseId, bool),
    /// The same, while the catalog is the same: hidden, or against the learner's constraints.
    Allowed(CourseId, bool),
    /// The duration of a course.
    Hours(CourseId, Minutes, Minutes),
    /// What is left of a course of the same duration: time was logged, or no longer counts.
    Logged(CourseId, Minutes, Minutes),
    /// What vouches for a course, and so how much its work counts, in thousandths.
    Weight(CourseId, u32, u32),
    /// Work and weights are counted otherwise; `None` is not at all, in plans from before they were.
    Costing(Option<Costing>, Option<Costing>),
    /// How the learner is expected to like courses.
    Liking,
    /// How ratings lie in the catalog.
    Ratings,
    /// What a skill takes, carries or rivals.
    Skill(SkillId),
    /// Something that holds of the learner now, or no longer.
    Fact(String, bool),
    /// Which courses a course rules out.
    Excludes(CourseId),
    /// What a course counts for where credits are asked for.
    Credits(CourseId),
    /// The price of a course.
    Price(CourseId, Option<Cents>, Option<Cents>),
    /// What a course teaches.
    Teaches(CourseId),
    /// What a course requires, before or beside it.
    Requires(CourseId),
    /// Which courses count as this one.
    SameAs(CourseId),
}

impl Change {
    /// Where it comes from.
    pub fn origin(&self) -> Origin {
        match self {
            Self::Wanted(..) | Self::Conditions | Self::Asked(..) => Origin::Goal,
            Self::Metric(..) | Self::AssumeHours(..) | Self::Currency(..) | Self::Excluded(..) | Self::Costing(..) => {
                Origin::Settings
            }
            Self::Setting(setting) => setting.origin(),
            Self::Level(..)
            | Self::Completed(..)
            | Self::Waived(..)
            | Self::Allowed(..)
            | Self::Logged(..)
            | Self::Liking
            | Self::Fact(..) => Origin::Profile,
            Self::Offered(..)
            | Self::Hours(..)
            | Self::Weight(..)
            | Self::Ratings
            | Self::Skill(_)
            | Self::Excludes(_)
            | Self::Credits(_)
            | Self::Price(..)
            | Self::Teaches(_)
            | Self::Requires(_)
            | Self::SameAs(_) => Origin::Catalog,
        }
    }

    /// The word used in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Wanted(..) => "wanted",
            Self::Conditions => "conditions",
            Self::Asked(..) => "asked",
            Self::Metric(..) => "minimize",
            Self::AssumeHours(..) => "assume-hours",
            Self::Currency(..) => "currency",
            Self::Excluded(..) => "excluded",
            Self::Setting(setting) => setting.word(),
            Self::Level(..) => "level",
            Self::Completed(..) => "completed",
            Self::Waived(..) => "waived",
            Self::Offered(..) => "offered",
            Self::Allowed(..) => "allowed",
            Self::Hours(..) => "hours",
            Self::Logged(..) => "logged",
            Self::Weight(..) => "weight",
            Self::Costing(..) => "costing",
            Self::Liking => "liking",
            Self::Ratings => "ratings",
            Self::Skill(_) => "skill",
            Self::Fact(..) => "fact",
            Self::Excludes(_) => "excludes",
            Self::Credits(_) => "credits",
            Self::Price(..) => "price",
            Self::Teaches(_) => "teaches",
            Self::Requires(_) => "requires",
            Self::SameAs(_) => "same-as",
        }
    }

    /// The course it is about, if it is about one.
    pub fn course(&self) -> Option<&CourseId> {
        match self {
            Self::Asked(c, _)
            | Self::Excluded(c, _)
            | Self::Completed(c, _)
            | Self::Waived(c, _)
            | Self::Offered(c, _)
            | Self::Allowed(c, _)
            | Self::Hours(c, ..)
            | Self::Logged(c, ..)
            | Self::Weight(c, ..)
            | Self::Price(c, ..)
            | Self::Excludes(c)
            | Self::Credits(c)
            | Self::Teaches(c)
            | Self::Requires(c)
            | Self::SameAs(c) => Some(c),
            Self::Setting(setting) => setting.course(),
            _ => None,
        }
    }
}

/// Every change between what two plans rest on, as far as it can matter to them: by origin, then by what it is about.
pub fn changes(old: &Plan, new: &Plan) -> Vec<Change> {
    let (a, b) = World::pair(old, new);
    let mut out = between(&a, &b);
    out.sort_by_key(|c| Origin::ALL.iter().position(|o| *o == c.origin()));
    out
}

/// The changes from one world to the other; undoing all of them in `b` makes it `a`.
pub(super) fn between(a: &World, b: &World) -> Vec<Change> {
    let mut out = Vec::new();
    let skills: BTreeSet<&SkillId> = a.wanted.keys().chain(b.wanted.keys()).collect();
    for s in skills {
        let (x, y) = (a.wanted.get(s).copied(), b.wanted.get(s).copied());
        if x != y {
            out.push(Change::Wanted(s.clone(), x, y));
        }
    }
    if a.conditions != b.conditions {
        out.push(Change::Conditions);
    }
    switched(&a.taken, &b.taken, Change::Asked, &mut out);
    if a.metric != b.metric {
        out.push(Change::Metric(a.metric, b.metric));
    }
    if a.assume_hours != b.assume_hours {
        out.push(Change::AssumeHours(a.assume_hours, b.assume_hours));
    }
    if a.currency != b.currency {
        let code = |c: Currency| c.code().to_owned();
        out.push(Change::Currency(code(a.currency), code(b.currency)));
    }
    switched(&a.excluded, &b.excluded, Change::Excluded, &mut out);
    // A course that was completed is under way no longer, which goes without saying.
    let done = |s: &Setting| matches!(s, Setting::UnderWay(c, false) if b.completed.contains(c));
    out.extend(a.frame.changes(&b.frame).into_iter().filter(|s| !done(s)).map(Change::Setting));
    switched(&a.completed, &b.completed, Change::Completed, &mut out);
    levels(a, b, &mut out);
    out.extend(b.facts.difference(&a.facts).map(|f| Change::Fact(f.clone(), true)));
    out.extend(a.facts.difference(&b.facts).map(|f| Change::Fact(f.clone(), false)));
    costing(a, b, &mut out);
    for (id, x) in &a.courses {
        if let Some(y) = b.courses.get(id) {
            course(a, b, x, y, &mut out);
        }
    }
    out
}

fn switched(
    a: &BTreeSet<CourseId>,
    b: &BTreeSet<CourseId>,
    change: fn(CourseId, bool) -> Change,
    out: &mut Vec<Change>,
) {
    out.extend(b.difference(a).map(|c| change(c.clone(), true)));
    out.extend(a.difference(b).map(|c| change(c.clone(), false)));
}

/// Levels that no completed course accounts for.
fn levels(a: &World, b: &World, out: &mut Vec<Change>) {
    let skills: BTreeSet<&SkillId> = a.levels.keys().chain(b.levels.keys()).collect();
    for &s in &skills {
        let (x, y) = (a.level(s), b.level(s));
        let carries = |world: &World, from: &SkillId, to: &SkillId| {
            world.carried(from, world.level(from)).iter().find(|c| c.0 == *to).map(|c| c.1)
        };
        let accounted = |more: &World, less: &World, level: Level| {
            more.completed.difference(&less.completed).any(|c| more.effect(c).get(s) == Some(&level))
                // Of two that carry each other as far, the first is told.
                || skills.iter().any(|&other| {
                    let same = carries(more, s, other) == Some(more.level(other)) && more.level(other) == level;
                    other != s
                        && more.level(other) > less.level(other)
                        && carries(more, other, s) == Some(level)
                        && (!same || other < s)
                })
        };
        if x < y && !accounted(b, a, y) || x > y && !accounted(a, b, x) {
            out.push(Change::Level(s.clone(), x, y));
        }
    }
}

/// How work and weights are counted, all courses together.
fn costing(a: &World, b: &World, out: &mut Vec<Change>) {
    // What is assumed for single courses is told by itself.
    let apart = |world: &World| world.counted.map(|c| Costing { assume: Minutes(0), ..c });
    if apart(a) != apart(b) {
        out.push(Change::Costing(a.counted, b.counted));
    }
    if a.counted.is_none() || b.counted.is_none() {
        return;
    }
    if a.ratings != b.ratings {
        out.push(Change::Ratings);
    }
    let likes = |c: &PlanCourse| (c.facts.interest, c.facts.community);
    if a.courses.iter().any(|(id, x)| b.courses.get(id).is_some_and(|y| likes(x) != likes(y))) {
        out.push(Change::Liking);
    }
    let differs = |(id, skill): &(&SkillId, &PlanSkill)| b.skills.get(*id).is_some_and(|other| other != *skill);
    out.extend(a.skills.iter().filter(differs).map(|(id, _)| Change::Skill(id.clone())));
}

fn course(a: &World, b: &World, x: &PlanCourse, y: &PlanCourse, out: &mut Vec<Change>) {
    let id = || x.id.clone();
    if x.offered != y.offered && a.excluded.contains(&x.id) == b.excluded.contains(&x.id) {
        let change = if a.catalog == b.catalog { Change::Allowed } else { Change::Offered };
        out.push(change(id(), y.offered));
    }
    if x.waived != y.waived {
        out.push(Change::Waived(id(), y.waived));
    }
    // What work comes of them is no change of its own: a level gained may have brought that about.
    let hours = |c: &PlanCourse| (c.hours, c.hours_assumed, c.video);
    if hours(x) != hours(y) && !(x.hours_assumed && y.hours_assumed) {
        let (old, new) = if x.hours == y.hours { (x.full_work, y.full_work) } else { (x.hours, y.hours) };
        out.push(Change::Hours(id(), old, new));
    }
    let logged = |c: &PlanCourse| c.full_work.0.saturating_sub(c.work.0);
    if logged(x) != logged(y) && !b.completed.contains(&x.id) {
        out.push(Change::Logged(id(), x.work, y.work));
    }
    let vouched = |c: &PlanCourse| (c.facts.lists, c.facts.authority, c.facts.rated);
    if a.counted.is_some() && b.counted.is_some() && vouched(x) != vouched(y) {
        out.push(Change::Weight(id(), x.weight, y.weight));
    }
    if x.excludes != y.excludes {
        out.push(Change::Excludes(id()));
    }
    if x.credits != y.credits {
        out.push(Change::Credits(id()));
    }
    if x.price != y.price && a.currency == b.currency {
        out.push(Change::Price(id(), x.price, y.price));
    }
    if x.teaches != y.teaches {
        out.push(Change::Teaches(id()));
    }
    if (&x.requirement, &x.corequisite) != (&y.requirement, &y.corequisite) && x.waived == y.waived {
        out.push(Change::Requires(id()));
    }
    if x.same_as != y.same_as {
        out.push(Change::SameAs(id()));
    }
}

impl World {
    /// This world with one change of `from`'s taken back; `from` is the older world.
    pub(super) fn without(&self, change: &Change, from: &Self) -> Self {
        let mut back = self.clone();
        fn put<K: Ord + Clone, V>(map: &mut BTreeMap<K, V>, key: &K, value: Option<V>) {
            match value {
                Some(v) => map.insert(key.clone(), v),
                None => map.remove(key),
            };
        }
        let flip = |set: &mut BTreeSet<CourseId>, c: &CourseId, now: bool| {
            if now {
                set.remove(c)
            } else {
                set.insert(c.clone())
            };
        };
        match change {
            Change::Wanted(s, old, _) => put(&mut back.wanted, s, *old),
            Change::Conditions => back.conditions.clone_from(&from.conditions),
            Change::Asked(c, now) => flip(&mut back.taken, c, *now),
            Change::Metric(old, _) => back.metric = *old,
            Change::AssumeHours(old, _) => {
                back.assume_hours = *old;
                if let Some(counted) = &mut back.counted {
                    counted.assume = *old;
                }
                let assumed: Vec<CourseId> =
                    back.courses.values().filter(|c| c.hours_assumed).map(|c| c.id.clone()).collect();
                for id in assumed {
                    let hours = back.assumed(self, self.courses[&id].hours);
                    back.courses.entry(id).and_modify(|c| c.hours = hours);
                }
            }
            Change::Costing(old, _) => {
                let assume = back.assume_hours;
                back.counted = old.map(|c| Costing { assume, ..c });
                let assumed: Vec<CourseId> =
                    back.courses.values().filter(|c| c.hours_assumed).map(|c| c.id.clone()).collect();
                for id in assumed {
                    let hours = back.assumed(self, self.courses[&id].hours);
                    back.courses.entry(id).and_modify(|c| c.hours = hours);
                }
            }
            Change::Liking => {
                for (id, course) in &mut back.courses {
                    if let Some(old) = from.courses.get(id) {
                        (course.facts.interest, course.facts.community) = (old.facts.interest, old.facts.community);
                    }
                }
            }
            Change::Ratings => back.ratings = from.ratings,
            Change::Skill(s) => put(&mut back.skills, s, from.skills.get(s).cloned()),
            Change::Fact(fact, now) => {
                if *now {
                    back.facts.remove(fact);
                } else {
                    back.facts.insert(fact.clone());
                }
            }
            Change::Currency(..) => {
                back.currency = from.currency;
                for (id, course) in &mut back.courses {
                    course.price = from.courses.get(id).and_then(|c| c.price);
                }
            }
            Change::Excluded(c, now) => {
                flip(&mut back.excluded, c, *now);
                if let Some(course) = back.courses.get_mut(c) {
                    course.offered = *now;
                }
            }
            Change::Setting(setting) => back.frame.undo(setting, &from.frame),
            Change::Level(s, old, new) => {
                put(&mut back.levels, s, Some(*old));
                let higher = if old > new { from } else { self };
                let carried = higher.carried(s, (*old).max(*new)).into_iter().filter(|c| c.0 != *s);
                back.relearn(from, self, &carried.collect());
            }
            Change::Completed(c, now) => {
                flip(&mut back.completed, c, *now);
                let effect = if self.courses.contains_key(c) { self.effect(c) } else { from.effect(c) };
                back.relearn(from, self, &effect);
            }
            Change::Offered(c, now) | Change::Allowed(c, now) => {
                if let Some(course) = back.courses.get_mut(c) {
                    course.offered = !now;
                }
            }
            Change::Waived(c, _) | Change::Requires(c) => {
                if let (Some(course), Some(old)) = (back.courses.get_mut(c), from.courses.get(c)) {
                    course.waived = old.waived;
                    course.requirement.clone_from(&old.requirement);
                    course.corequisite.clone_from(&old.corequisite);
                }
            }
            Change::Hours(c, ..)
            | Change::Weight(c, ..)
            | Change::Logged(c, ..)
            | Change::Price(c, ..)
            | Change::Excludes(c)
            | Change::Credits(c)
            | Change::Teaches(c)
            | Change::SameAs(c) => {
                if let (Some(course), Some(old)) = (back.courses.get_mut(c), from.courses.get(c)) {
                    match change {
                        Change::Hours(..) => {
                            (course.hours, course.hours_assumed, course.video) =
                                (old.hours, old.hours_assumed, old.video);
                        }
                        Change::Logged(..) => (course.work, course.full_work) = (old.work, old.full_work),
                        Change::Weight(..) => {
                            let (interest, community) = (course.facts.interest, course.facts.community);
                            course.facts = WeightFacts { interest, community, ..old.facts.clone() };
                        }
                        Change::Excludes(_) => course.excludes.clone_from(&old.excludes),
                        Change::Credits(_) => course.credits = old.credits,
                        Change::Price(..) => course.price = old.price,
                        Change::Teaches(_) => course.teaches.clone_from(&old.teaches),
                        _ => course.same_as.clone_from(&old.same_as),
                    }
                }
            }
        }
        back
    }

    /// Levels after a completed course, or a level, was taken back (or put back): what that brought goes back to what
    /// it was before, unless something else holds it up.
    fn relearn(&mut self, from: &Self, new: &Self, brought: &BTreeMap<SkillId, Level>) {
        let due = |(skill, level): &(&SkillId, &Level)| {
            let (old, now) = (from.level(skill), new.level(skill));
            old != now && **level == old.max(now)
        };
        let due: Vec<&SkillId> = brought.iter().filter(due).map(|(skill, _)| skill).collect();
        for &skill in &due {
            self.levels.insert(skill.clone(), from.level(skill));
        }
        let others = self.levels.iter().filter(|(s, _)| !due.contains(s)).flat_map(|(s, l)| self.carried(s, *l));
        let held = others.chain(self.completed.iter().flat_map(|c| self.effect(c)));
        for (skill, level) in held.collect::<Vec<_>>() {
            if due.contains(&&skill) {
                let has = self.levels.entry(skill).or_default();
                *has = level.max(*has);
            }
        }
    }
}
