//! What courses cost and bring, worked out from the semantics alone (DESIGN §1, §2.1): nothing of the planner's code,
//! nor of what a catalog works out when it is linked, is used here.

use std::collections::{BTreeMap, BTreeSet};

use prereq::{
    domain::{
        CatalogDraft, CourseDraft, CourseId, CourseIx, CourseMark, HoursOf, Profile, Requirement, RequirementDraft,
        SkillId, SkillIx,
    },
    path::{Costing, Metric, Opinions},
};

/// A skill.
#[derive(Clone, Debug, Default)]
pub struct Tool {
    pub family: Option<String>,
    /// What a level in it carries, as written.
    pub implies: Vec<(usize, u16)>,
    /// Minutes to each of the four levels.
    pub curve: Option<[u64; 4]>,
}

/// A course.
#[derive(Clone, Debug)]
pub struct Item {
    pub minutes: Option<u64>,
    pub long: bool,
    pub video: bool,
    pub logged: u64,
    pub price: Option<u64>,
    /// What it teaches itself; what counts is what its class teaches.
    pub teaches: Vec<(usize, u16)>,
    pub before: Requirement,
    pub beside: Requirement,
    /// Itself and all that are the same.
    pub class: u32,
    /// What cannot be taken beside it.
    pub rivals: u32,
    pub credits: u32,
    pub lists: usize,
    pub authority: bool,
    pub rated: Option<(u64, u64)>,
    pub interest: Option<u32>,
    pub community: Option<u32>,
    pub waived: bool,
}

/// Where a learner stands: a bit for each completed course, and thousandths by skill.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Standing {
    pub done: u32,
    pub levels: Vec<u16>,
}

/// Everything a question rests on.
#[derive(Clone, Debug)]
pub struct World {
    pub tools: Vec<Tool>,
    pub items: Vec<Item>,
    pub facts: BTreeSet<String>,
    pub costing: Costing,
    /// Mean stars in thousandths, and the median of how many rated.
    pub ratings: (u64, u64),
    /// Skills of the goal, as written.
    pub asked: Vec<usize>,
    pub start: Standing,
    /// What each course is credited with, and what it raises skills to; by course.
    pub taught: Vec<Vec<(usize, u16)>>,
    pub effects: Vec<Vec<u16>>,
}

pub fn bits(set: u32) -> impl Iterator<Item = CourseIx> {
    (0..32).filter(move |i| set >> i & 1 == 1).map(CourseIx)
}

/// Numbers in order of the names.
pub fn numbers<'a, T: Ord, N>(names: impl Iterator<Item = &'a T>, number: fn(u32) -> N) -> BTreeMap<&'a T, N> {
    let sorted: BTreeSet<&T> = names.collect();
    sorted.into_iter().zip(0..).map(|(name, n)| (name, number(n))).collect()
}

pub fn named(
    r: &RequirementDraft,
    skill: &dyn Fn(&SkillId) -> Option<SkillIx>,
    course: &dyn Fn(&CourseId) -> Option<CourseIx>,
) -> Option<Requirement> {
    r.try_map(&mut |s| skill(s).ok_or(()), &mut |c| course(c).ok_or(())).ok()
}

fn share(n: u64, of: u64) -> u64 {
    (n + of / 2) / of
}

fn stars(course: &CourseDraft) -> Option<(u64, u64)> {
    let n = course.ratings.unwrap_or(1);
    course.rating.filter(|_| n > 0).map(|r| ((r * 1000.0).round() as u64, n))
}

impl World {
    /// A catalog and a learner; `to` are courses that are aimed at. The learner starts where `start` says.
    pub fn new(
        draft: &CatalogDraft,
        profile: &Profile,
        (to, costing, opinions): (&[CourseId], Costing, Option<&Opinions>),
        levels: Vec<u16>,
    ) -> Self {
        let skill: BTreeMap<&SkillId, SkillIx> = numbers(draft.skills.iter().map(|s| &s.id), SkillIx);
        let course: BTreeMap<&CourseId, CourseIx> = numbers(draft.courses.iter().map(|c| &c.id), CourseIx);
        let need = |r: &RequirementDraft| named(r, &|s| Some(*skill.get(s)?), &|c| Some(*course.get(c)?));
        let mut skills: Vec<_> = draft.skills.iter().collect();
        skills.sort_by_key(|s| &s.id);
        let tools = (skills.iter())
            .map(|s| Tool {
                family: s.family.clone(),
                implies: s.implies.iter().map(|(to, l)| (skill[to].get(), l.thousandths())).collect(),
                curve: s.work.map(|w| w.totals().map(|m| m.0)),
            })
            .collect();
        let mut drafts: Vec<_> = draft.courses.iter().collect();
        drafts.sort_by_key(|c| &c.id);
        let opinion = |of: Option<&Vec<Option<u32>>>, i: usize| of.and_then(|list| *list.get(i)?);
        let items: Vec<Item> = (drafts.iter().enumerate())
            .map(|(i, c)| Item {
                minutes: c.hours.map(|h| h.0),
                long: c.kind.is_some_and(|k| k.is_long()),
                video: c.hours_of == Some(HoursOf::Video),
                logged: (profile.courses.get(&c.id).filter(|r| r.mark == CourseMark::Started))
                    .map_or(0, |r| r.logged().0),
                price: c.price.map(|p| p.0),
                teaches: c.teaches.iter().map(|(s, l)| (skill[s].get(), l.thousandths())).collect(),
                before: need(&c.requirement).expect("known"),
                beside: need(&c.corequisite).expect("known"),
                class: c.same_as.iter().fold(1 << i, |bits, id| bits | 1 << course[id].0),
                rivals: c.excludes.iter().fold(0, |bits, id| bits | 1 << course[id].0),
                credits: c.credits.unwrap_or_default().0,
                lists: c.endorsed.len(),
                authority: c.authority.is_some(),
                rated: stars(c),
                interest: opinion(opinions.map(|o| &o.interest), i),
                community: opinion(opinions.map(|o| &o.community), i),
                waived: profile.waive.contains_key(&c.id),
            })
            .collect();
        let mut counts: Vec<u64> = items.iter().filter_map(|i| i.rated).map(|r| r.1).collect();
        counts.sort_unstable();
        let sum: u64 = items.iter().filter_map(|i| i.rated).map(|r| r.0).sum();
        let ratings = match counts.len() {
            0 => (0, 1),
            n => (share(sum, n as u64), counts[n / 2]),
        };
        let done = (profile.courses.iter().filter(|(_, r)| r.mark == CourseMark::Done))
            .fold(0, |bits, (id, _)| bits | course.get(id).map_or(0, |c| 1 << c.0));
        let start = Standing { done, levels };
        let (facts, asked) = (profile.facts.clone(), Vec::new());
        let (taught, effects) = (Vec::new(), Vec::new());
        let mut world = Self { tools, items, facts, costing, ratings, asked, start, taught, effects };
        world.finish();
        for goal in &draft.goals {
            world.asked.extend(goal.skills.iter().map(|s| skill[&s.skill].get()));
            need(&goal.requirement).expect("known").leaves(&mut |leaf| {
                if let Requirement::Skill { skill, .. } = leaf {
                    world.asked.push(skill.get());
                }
            });
        }
        for id in to {
            let at = course[id].get();
            let needed = |s: &usize| world.needs(&world.items[at].before, *s) > 0;
            let needed: Vec<usize> = (0..world.tools.len()).filter(needed).collect();
            world.asked.extend(world.taught[at].iter().map(|t| t.0).chain(needed));
        }
        world
    }

    /// Makes `same_as` transitive, and what is excluded by one excluded by all, both ways.
    pub fn finish(&mut self) {
        for _ in 0..self.items.len() {
            for i in 0..self.items.len() {
                let class = bits(self.items[i].class).fold(0, |all, c| all | self.items[c.get()].class);
                bits(class).for_each(|c| self.items[c.get()].class |= class);
            }
        }
        for i in 0..self.items.len() {
            let class = self.items[i].class;
            let out = bits(class).fold(0, |all, c| all | self.items[c.get()].rivals);
            let out = bits(out).fold(0, |all, c| all | self.items[c.get()].class) & !class;
            self.items[i].rivals |= out;
            bits(out).for_each(|c| self.items[c.get()].rivals |= class);
        }
        for item in &mut self.items {
            item.rivals &= !item.class;
        }
        self.taught = (0..self.items.len()).map(|c| self.credited(c).into_iter().collect()).collect();
        self.effects = self.taught.iter().map(|taught| self.bare(taught.iter().copied())).collect();
    }

    /// What whoever completes a course is credited with: what any of its class teaches.
    fn credited(&self, course: usize) -> BTreeMap<usize, u16> {
        let mut out = BTreeMap::new();
        for &(s, l) in bits(self.items[course].class).filter_map(|c| self.items.get(c.get())).flat_map(|c| &c.teaches) {
            let held: &mut u16 = out.entry(s).or_default();
            *held = l.max(*held);
        }
        out
    }

    /// Carries levels over until nothing changes.
    pub fn close(&self, levels: &mut [u16]) {
        loop {
            let before = levels.to_vec();
            for (s, tool) in self.tools.iter().enumerate() {
                for &(to, bound) in &tool.implies {
                    levels[to] = levels[to].max(bound.min(before[s]));
                }
            }
            if levels == before {
                return;
            }
        }
    }

    /// Levels of somebody who has just this.
    fn bare(&self, of: impl IntoIterator<Item = (usize, u16)>) -> Vec<u16> {
        let mut levels = vec![0; self.tools.len()];
        of.into_iter().for_each(|(s, l)| levels[s] = l.max(levels[s]));
        self.close(&mut levels);
        levels
    }

    pub fn effect(&self, course: usize) -> &[u16] {
        &self.effects[course]
    }

    /// Whether a condition holds, given what holds of its leaves; in a count a class counts once.
    fn eval(&self, r: &Requirement, leaf: &dyn Fn(&Requirement) -> bool) -> bool {
        match r {
            Requirement::All(parts) => parts.iter().all(|p| self.eval(p, leaf)),
            Requirement::Any(parts) => parts.iter().any(|p| self.eval(p, leaf)),
            Requirement::AtLeast { n, of } => {
                let (mut count, mut counted) = (0, 0u32);
                for part in of.iter().filter(|p| self.eval(p, leaf)) {
                    if let Requirement::Course(c) | Requirement::Taken(c) = part {
                        if counted >> c.0 & 1 == 1 {
                            continue;
                        }
                        counted |= self.items[c.get()].class;
                    }
                    count += 1;
                }
                count >= *n
            }
            other => leaf(other),
        }
    }

    pub fn holds(&self, r: &Requirement, at: &Standing) -> bool {
        let taken = |c: &CourseIx| at.done & self.items[c.get()].class != 0;
        self.eval(r, &|leaf| match leaf {
            Requirement::Skill { skill, level } => at.levels[skill.get()] >= level.thousandths(),
            Requirement::Course(c) => {
                let taught = &self.taught[c.get()];
                taken(c) || (!taught.is_empty() && taught.iter().all(|&(s, l)| at.levels[s] >= l))
            }
            Requirement::Taken(c) => taken(c),
            Requirement::Credits { least, of } => {
                // Of each class the most that one of those named counts for.
                let mut best: BTreeMap<u32, u32> = BTreeMap::new();
                for c in of.iter().filter(|c| taken(c)) {
                    let held = best.entry(self.items[c.get()].class).or_default();
                    *held = self.items[c.get()].credits.max(*held);
                }
                best.values().map(|&c| u64::from(c)).sum::<u64>() >= u64::from(least.0)
            }
            Requirement::Fact(fact) => self.facts.contains(fact),
            _ => unreachable!("no leaf"),
        })
    }

    /// The level of a skill without which a condition cannot hold: it fails wherever all that brings as much does.
    pub fn needs(&self, r: &Requirement, skill: usize) -> u16 {
        let brings = |leaf: &Requirement| match leaf {
            Requirement::Skill { skill: s, level } => self.bare([(s.get(), level.thousandths())])[skill],
            Requirement::Course(c) | Requirement::Taken(c) => self.effect(c.get())[skill],
            _ => 0,
        };
        let mut levels = BTreeSet::new();
        r.leaves(&mut |leaf| {
            levels.insert(brings(leaf));
        });
        let needed = |l: &&u16| **l > 0 && !self.eval(r, &|leaf| brings(leaf) < **l);
        levels.iter().rev().find(needed).copied().unwrap_or(0)
    }

    /// Hours as published or assumed, in minutes.
    pub fn published(&self, course: usize) -> u64 {
        let item = &self.items[course];
        let assumed = if item.long { self.costing.assume_long } else { self.costing.assume };
        item.minutes.unwrap_or(assumed.0)
    }

    /// All the work of a course.
    pub fn work(&self, course: usize) -> u64 {
        let item = &self.items[course];
        let watched = match item.video {
            true => share(self.published(course) * u64::from(self.costing.video_factor), 1000),
            false => self.published(course),
        };
        let practice = self.taught[course].iter().map(|&(skill, to)| {
            let brought = if item.waived { 0 } else { self.needs(&item.before, skill) };
            let from = brought.max(self.start.levels[skill]);
            self.tools[skill].curve.map_or(0, |curve| up_to(curve, to).saturating_sub(up_to(curve, from)))
        });
        watched.max(practice.sum())
    }

    /// What is left of so much.
    fn left(&self, course: usize, minutes: u64) -> u64 {
        minutes.saturating_sub(self.items[course].logged)
    }

    /// How much an hour of a course counts, in thousandths.
    pub fn weight(&self, course: usize) -> u64 {
        let (item, c) = (&self.items[course], &self.costing);
        let adds = |factor: u32, against: u64| share(u64::from(c.taste) * u64::from(factor) * against, 1_000_000);
        let listed = [0, 600, 800, 1000][item.lists.min(3)];
        let official = if item.authority { 700 } else { 0 };
        let rated = item.rated.filter(|r| r.0 >= 3000).map_or(0, |(stars, n)| {
            let (mean, typical) = self.ratings;
            let shrunk = share(n * stars + typical * mean, (n + typical).max(1));
            share(((shrunk.max(1000) - 1000 + 2) / 4).min(1000) * n, n + 200)
        });
        let vouched = listed.max(official).max(rated);
        let mut weight = 1000 + adds(c.evidence, 1000 - vouched);
        if self.clashes(course) {
            weight += adds(c.clash, 1000);
        }
        weight += item.interest.map_or(0, |v| adds(c.interest, 1000 - u64::from(v.min(1000))));
        weight + item.community.map_or(0, |v| adds(c.community, 1000 - u64::from(v.min(1000))))
    }

    /// Whether it teaches or needs a tool that is not the learner's nor the goal's, while a rival of it is.
    fn clashes(&self, course: usize) -> bool {
        let aimed = self.bare(self.asked.iter().map(|&s| (s, 1000)));
        let own = |s: usize| aimed[s] > 0 || self.start.levels[s] >= 250;
        let item = &self.items[course];
        let effect = self.effect(course);
        (0..self.tools.len()).filter(|&s| self.tools[s].family.is_some() && !own(s)).any(|s| {
            let used = effect[s] > 0 || (!item.waived && self.needs(&item.before, s) > 0);
            let rival = |t: usize| self.tools[t].family == self.tools[s].family && own(t);
            used && (0..self.tools.len()).any(rival)
        })
    }

    /// What a course costs in a metric's own unit.
    pub fn cost(&self, course: usize, metric: Metric) -> u64 {
        let left = self.left(course, self.work(course));
        match metric {
            Metric::Weighted => share(left * self.weight(course), 1000),
            Metric::Work => left,
            Metric::Hours if self.items[course].logged == 0 => self.published(course),
            Metric::Hours => {
                // As much of the hours is left as of the work.
                let work = self.work(course);
                if work == 0 { 0 } else { share(self.published(course) * left, work) }
            }
            Metric::Price => self.items[course].price.unwrap_or(0),
            Metric::Courses => 1,
        }
    }

    pub fn apply(&self, courses: u32, at: &mut Standing) {
        at.done |= courses;
        for c in bits(courses) {
            for (have, &brings) in at.levels.iter_mut().zip(self.effect(c.get())) {
                *have = brings.max(*have);
            }
        }
        self.close(&mut at.levels);
    }

    /// The largest set out of `from` that can be taken in one step here: what it requires holds before, what it needs
    /// beside it holds after. Whatever brings nothing new and is done is not taken again.
    pub fn step(&self, from: u32, at: &Standing) -> u32 {
        let new = |c: &CourseIx| at.done >> c.0 & 1 == 0 || self.brings_more(c.get(), at);
        let ready = bits(from).filter(new).filter(|c| {
            let item = &self.items[c.get()];
            item.waived || self.holds(&item.before, at)
        });
        let mut set = ready.fold(0, |set, c| set | 1u32 << c.0);
        loop {
            let mut after = at.clone();
            self.apply(set, &mut after);
            let stays = |c: &CourseIx| {
                let item = &self.items[c.get()];
                item.waived || self.holds(&item.beside, &after)
            };
            let kept = bits(set).filter(stays).fold(0, |set, c| set | 1u32 << c.0);
            if kept == set {
                return set;
            }
            set = kept;
        }
    }

    pub fn brings_more(&self, course: usize, at: &Standing) -> bool {
        self.effect(course).iter().zip(&at.levels).any(|(brings, have)| brings > have)
    }

    /// Everything that can be reached with the courses of `set` alone.
    pub fn chain(&self, set: u32) -> Standing {
        let mut at = self.start.clone();
        loop {
            let step = self.step(set, &at);
            if step == 0 {
                return at;
            }
            self.apply(step, &mut at);
        }
    }

    /// Whether two of these rule each other out.
    pub fn has_rivals(&self, set: u32) -> bool {
        bits(set).any(|c| self.items[c.get()].rivals & set != 0)
    }

    /// What completed courses rule out.
    pub fn ruled_out(&self) -> u32 {
        bits(self.start.done).filter_map(|c| self.items.get(c.get())).fold(0, |all, c| all | c.rivals)
    }
}

/// Minutes from nothing to a level, to the nearest minute.
fn up_to(curve: [u64; 4], level: u16) -> u64 {
    let ends = [(0, 0), (250, curve[0]), (500, curve[1]), (750, curve[2]), (1000, curve[3])];
    let part = ends.windows(2).find(|p| u64::from(level) <= p[1].0).expect("at most 1000");
    part[0].1 + share((part[1].1 - part[0].1) * (u64::from(level) - part[0].0), 250)
}
