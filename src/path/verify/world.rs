//! The premises as a small world to chain in: skills by number, courses by place.

use std::{collections::BTreeMap, convert::Infallible};

use crate::{
    domain::{CourseId, Credits, GoalSkill, Level, Requirement, RequirementDraft, SkillId},
    path::plan::{PlanCourse, Premises},
};

type Leaf = RequirementDraft;
/// A condition over numbers of skills and courses.
type Need = Requirement<usize, usize>;

/// The premises, indexed: skills by number, courses by place; behind the latter those that are only named.
pub(super) struct World<'a> {
    premises: &'a Premises,
    skill: BTreeMap<&'a str, usize>,
    place: BTreeMap<&'a str, usize>,
    /// For each course of the premises, the places of those that count as it, itself included.
    class: Vec<Vec<usize>>,
    teaches: Vec<Vec<(usize, Level)>>,
    /// What each raises skills to: what it teaches, and what that implies.
    effects: Vec<Vec<(usize, Level)>>,
    /// For each course of the premises, those that it rules out.
    rivals: Vec<Vec<usize>>,
    /// What each needs before, and before or beside.
    needs: Vec<[Need; 2]>,
}

/// How far some learner in this world is.
#[derive(Clone)]
pub(super) struct Stand<'w, 'a> {
    world: &'w World<'a>,
    levels: Vec<Level>,
    done: Vec<bool>,
}

fn number<'a>(numbers: &mut BTreeMap<&'a str, usize>, name: &'a str) -> usize {
    let next = numbers.len();
    *numbers.entry(name).or_insert(next)
}

impl<'a> World<'a> {
    pub fn new(premises: &'a Premises) -> Self {
        let mut place: BTreeMap<&str, usize> =
            premises.courses.iter().enumerate().map(|(i, c)| (c.id.as_str(), i)).collect();
        let mut skill = BTreeMap::new();
        for (s, _) in &premises.levels {
            number(&mut skill, s.as_str());
        }
        for c in &premises.completed {
            number(&mut place, c.as_str());
        }
        let mut implied: BTreeMap<usize, Vec<(usize, Level)>> = BTreeMap::new();
        for s in premises.costing.iter().flat_map(|c| &c.skills) {
            let from = number(&mut skill, s.id.as_str());
            let to = s.implies.iter().map(|(other, bound)| (number(&mut skill, other.as_str()), *bound)).collect();
            implied.insert(from, to);
        }
        let (mut class, mut teaches, mut needs) = (Vec::new(), Vec::new(), Vec::new());
        let mut rivals = vec![Vec::new(); premises.courses.len()];
        for (i, course) in premises.courses.iter().enumerate() {
            for other in course.excludes.iter().filter_map(|c| place.get(c.as_str()).copied()) {
                if other < rivals.len() {
                    rivals[i].push(other);
                    rivals[other].push(i);
                }
            }
        }
        for list in &mut rivals {
            list.sort_unstable();
            list.dedup();
        }
        for (i, course) in premises.courses.iter().enumerate() {
            class.push(course.same_as.iter().map(|s| number(&mut place, s.as_str())).chain([i]).collect());
            teaches.push(course.teaches.iter().map(|(s, l)| (number(&mut skill, s.as_str()), *l)).collect());
            needs.push([&course.requirement, &course.corequisite].map(|r| numbered(r, &mut skill, &mut place)));
        }
        let effects = (teaches.iter())
            .map(|taught: &Vec<(usize, Level)>| {
                let mut effect: BTreeMap<usize, Level> = BTreeMap::new();
                for &(skill, level) in taught {
                    let carried = implied.get(&skill).into_iter().flatten().map(|&(s, bound)| (s, bound.min(level)));
                    for (s, l) in carried.chain([(skill, level)]) {
                        let held = effect.entry(s).or_default();
                        *held = l.max(*held);
                    }
                }
                effect.into_iter().collect()
            })
            .collect();
        Self { premises, skill, place, class, teaches, effects, rivals, needs }
    }

    /// What a course raises each skill to, by name.
    pub fn brings(&self, at: usize) -> Vec<(&'a SkillId, Level)> {
        let own = self.premises.courses[at].teaches.iter().map(|(s, _)| s);
        let implied = (self.premises.costing.iter())
            .flat_map(|c| &c.skills)
            .flat_map(|s| s.implies.iter().map(|(other, _)| other).chain([&s.id]));
        let mut names: BTreeMap<usize, &'a SkillId> = BTreeMap::new();
        for id in own.chain(implied) {
            if let Some(&n) = self.skill.get(id.as_str()) {
                names.insert(n, id);
            }
        }
        self.effects[at].iter().filter_map(|(n, level)| Some((*names.get(n)?, *level))).collect()
    }

    /// For each course of the premises, those that it rules out.
    pub fn rivals(&self) -> &[Vec<usize>] {
        &self.rivals
    }

    /// Two of these courses that rule each other out, or one that a completed course rules out.
    pub fn rivals_among(&self, places: &[usize]) -> Option<(usize, usize)> {
        let done = |c: &usize| self.premises.completed.binary_search(&self.course(*c).id).is_ok();
        places.iter().find_map(|&a| {
            let against = |b: &&usize| places.contains(b) || (done(b) && !done(&a));
            self.rivals[a].iter().find(against).map(|&b| (b, a))
        })
    }

    /// Place of a course of the premises.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.place.get(id).copied().filter(|at| *at < self.premises.courses.len())
    }

    /// One course.
    pub fn course(&self, at: usize) -> &'a PlanCourse {
        &self.premises.courses[at]
    }

    /// Where the plan starts.
    pub fn start(&self) -> Stand<'_, 'a> {
        let mut levels = vec![Level::ZERO; self.skill.len()];
        let mut done = vec![false; self.place.len()];
        self.premises.levels.iter().for_each(|(s, l)| levels[self.skill[s.as_str()]] = *l);
        self.premises.completed.iter().for_each(|c| done[self.place[c.as_str()]] = true);
        Stand { world: self, levels, done }
    }

    /// Forward chaining with the courses on offer that `allow` lets through.
    pub fn chain(&self, allow: impl Fn(usize) -> bool) -> Stand<'_, 'a> {
        let mut stand = self.start();
        let mut left: Vec<usize> =
            (0..self.premises.courses.len()).filter(|&c| self.course(c).offered && allow(c)).collect();
        loop {
            let before = left.len();
            left.retain(|&c| {
                let ready = self.needs[c].iter().all(|need| stand.meets(need));
                if ready {
                    stand.take(c);
                }
                !ready
            });
            if left.len() < before {
                continue;
            }
            // Nobody can start alone: who can start together?
            let mut group: Vec<usize> = left.iter().copied().filter(|&c| stand.meets(&self.needs[c][0])).collect();
            loop {
                let mut after = stand.clone();
                group.iter().for_each(|&c| after.take(c));
                let stay: Vec<usize> = group.iter().copied().filter(|&c| after.meets(&self.needs[c][1])).collect();
                if stay.len() == group.len() {
                    break;
                }
                group = stay;
            }
            if group.is_empty() {
                return stand;
            }
            group.iter().for_each(|&c| stand.take(c));
            left.retain(|c| !group.contains(c));
        }
    }
}

impl<'a> Stand<'_, 'a> {
    /// Level of a skill.
    pub fn level(&self, skill: &SkillId) -> Level {
        self.world.skill.get(skill.as_str()).map_or(Level::ZERO, |&s| self.levels[s])
    }

    /// Whether this very course is completed.
    pub fn has_done(&self, course: &CourseId) -> bool {
        self.world.place.get(course.as_str()).is_some_and(|&at| self.done[at])
    }

    /// Whether the course of that place is completed.
    pub fn took(&self, at: usize) -> bool {
        self.done[at]
    }

    /// Completes a course.
    pub fn take(&mut self, at: usize) {
        self.done[at] = true;
        for &(skill, level) in &self.world.effects[at] {
            self.levels[skill] = self.levels[skill].max(level);
        }
    }

    /// Whether a course would raise anything.
    pub fn learns_from(&self, at: usize) -> bool {
        self.world.effects[at].iter().any(|&(skill, level)| self.levels[skill] < level)
    }

    /// Whether that course, or one that counts as it, is completed.
    fn taken(&self, at: usize) -> bool {
        self.world.class.get(at).map_or(self.done[at], |class| class.iter().any(|&c| self.done[c]))
    }

    /// Whether the completed ones among these courses count for enough, each class once.
    fn credited(&self, least: Credits, of: &mut dyn Iterator<Item = usize>) -> bool {
        let mut best: BTreeMap<usize, u32> = BTreeMap::new();
        for at in of.filter(|&at| self.taken(at)) {
            let class = self.world.class.get(at).and_then(|class| class.iter().min()).copied().unwrap_or(at);
            let credits = self.world.premises.courses.get(at).and_then(|c| c.credits).unwrap_or_default().0;
            let held = best.entry(class).or_default();
            *held = credits.max(*held);
        }
        best.into_values().map(u64::from).sum::<u64>() >= u64::from(least.0)
    }

    /// Whether a condition holds.
    pub fn holds(&self, condition: &RequirementDraft) -> bool {
        condition.holds(&|leaf| self.leaf(leaf))
    }

    fn meets(&self, need: &Need) -> bool {
        need.holds(&|leaf| match leaf {
            Need::Skill { skill, level } => self.levels[*skill] >= *level,
            Need::Course(at) => self.counts(*at),
            Need::Taken(at) => self.taken(*at),
            Need::Credits { least, of } => self.credited(*least, &mut of.iter().copied()),
            Need::Fact(fact) => self.world.premises.facts.contains(fact),
            nested => self.meets(nested),
        })
    }

    fn leaf(&self, leaf: &Leaf) -> bool {
        match leaf {
            Leaf::Skill { skill, level } => self.level(skill) >= *level,
            Leaf::Course(id) => self.world.place.get(id.as_str()).is_some_and(|&at| self.counts(at)),
            Leaf::Taken(id) => self.world.place.get(id.as_str()).is_some_and(|&at| self.taken(at)),
            Leaf::Credits { least, of } => {
                self.credited(*least, &mut of.iter().filter_map(|id| self.world.place.get(id.as_str()).copied()))
            }
            Leaf::Fact(fact) => self.world.premises.facts.contains(fact),
            nested => self.holds(nested),
        }
    }

    /// Whether that course is completed, or as good as.
    fn counts(&self, at: usize) -> bool {
        let world = self.world;
        let Some(class) = world.class.get(at) else { return self.done[at] };
        let taught = &world.teaches[at];
        class.iter().any(|&c| self.done[c]) || (!taught.is_empty() && taught.iter().all(|&(s, l)| self.levels[s] >= l))
    }

    /// Whether everything wanted holds.
    pub fn at_goal(&self) -> bool {
        self.missing_of_goal().is_none()
    }

    /// The first thing wanted that does not hold, in words.
    pub fn missing_of_goal(&self) -> Option<String> {
        let wanted = &self.world.premises.wanted;
        let short = |s: &&GoalSkill<SkillId>| self.level(&s.skill) < s.level;
        if let Some(s) = wanted.skills.iter().find(short) {
            return Some(format!("`{}` ends at {} and {} is asked", s.skill, self.level(&s.skill), s.level));
        }
        if let Some(c) = wanted.taken.iter().find(|c| !self.has_done(c)) {
            return Some(format!("`{c}` is not taken"));
        }
        let open = wanted.requirements.iter().find(|r| !self.holds(r))?;
        Some(format!("a condition of the goal does not hold: {}", self.first_open(open)))
    }

    /// Some part of a condition that does not hold, in words.
    pub fn first_open(&self, condition: &RequirementDraft) -> String {
        match condition {
            Leaf::All(parts) | Leaf::AtLeast { of: parts, .. } | Leaf::Any(parts) => (parts.iter())
                .find(|p| !self.holds(p))
                .map_or_else(|| "an empty choice".to_owned(), |p| self.first_open(p)),
            Leaf::Skill { skill, level } => format!("`{skill}` is {} and {level} is needed", self.level(skill)),
            Leaf::Course(id) | Leaf::Taken(id) => format!("`{id}` is not completed"),
            Leaf::Credits { least, .. } => format!("{least} credits are needed"),
            Leaf::Fact(fact) => format!("`{fact}` does not hold of the learner"),
        }
    }
}

fn numbered<'a>(
    condition: &'a RequirementDraft,
    skill: &mut BTreeMap<&'a str, usize>,
    place: &mut BTreeMap<&'a str, usize>,
) -> Need {
    condition.leaves(&mut |leaf| match leaf {
        Leaf::Skill { skill: s, .. } => {
            number(skill, s.as_str());
        }
        other => other.courses(&mut |c| {
            number(place, c.as_str());
        }),
    });
    let known = condition.try_map::<_, _, Infallible>(&mut |s| Ok(skill[s.as_str()]), &mut |c| Ok(place[c.as_str()]));
    match known {
        Ok(need) => need,
        Err(never) => match never {},
    }
}
