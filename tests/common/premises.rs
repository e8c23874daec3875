//! The world that a plan's file tells of.

use std::collections::{BTreeMap, BTreeSet};

use prereq::{
    domain::{CourseId, CourseIx, Requirement, RequirementDraft, SkillId, SkillIx},
    path::Premises,
};

use super::world::{Item, Standing, Tool, World, named, numbers};

impl World {
    /// The world a plan's file tells of; `None` where it names more courses than there is room for.
    pub fn of_premises(p: &Premises) -> Option<Self> {
        let costing = p.costing.as_ref()?;
        let (mut skills, mut courses) = (BTreeSet::new(), BTreeSet::new());
        let mut note = |r: &RequirementDraft| {
            r.courses(&mut |c| {
                courses.insert(c.clone());
            });
            r.leaves(&mut |leaf| {
                if let Requirement::Skill { skill, .. } = leaf {
                    skills.insert(skill.clone());
                }
            });
        };
        p.courses.iter().flat_map(|c| [&c.requirement, &c.corequisite]).for_each(&mut note);
        p.wanted.requirements.iter().for_each(&mut note);
        for c in &p.courses {
            courses.extend(c.same_as.iter().chain([&c.id]).cloned());
            skills.extend(c.teaches.iter().map(|t| t.0.clone()));
        }
        courses.extend(p.completed.iter().chain(&p.wanted.taken).cloned());
        skills.extend(p.levels.iter().map(|l| l.0.clone()));
        skills.extend(p.wanted.skills.iter().map(|s| s.skill.clone()));
        skills.extend(costing.asked.iter().cloned());
        skills.extend(costing.skills.iter().flat_map(|s| s.implies.iter().map(|i| &i.0).chain([&s.id])).cloned());
        if courses.len() > 32 {
            return None;
        }
        // The plan's courses come first, in their own order.
        let own: BTreeMap<&CourseId, u32> = p.courses.iter().map(|c| &c.id).zip(0..).collect();
        let others = courses.iter().filter(|c| !own.contains_key(c)).zip(own.len() as u32..);
        let course: BTreeMap<&CourseId, CourseIx> =
            own.iter().map(|(id, n)| (*id, *n)).chain(others).map(|(id, n)| (id, CourseIx(n))).collect();
        let skill: BTreeMap<&SkillId, SkillIx> = numbers(skills.iter(), SkillIx);
        let need = |r: &RequirementDraft| named(r, &|s| Some(*skill.get(s)?), &|c| Some(*course.get(c)?));
        let mut tools = vec![Tool::default(); skill.len()];
        for s in &costing.skills {
            tools[skill[&s.id].get()] = Tool {
                family: s.family.clone(),
                implies: s.implies.iter().map(|(to, l)| (skill[to].get(), l.thousandths())).collect(),
                curve: s.work.map(|w| w.totals().map(|m| m.0)),
            };
        }
        let mut items: Vec<Item> = Vec::new();
        for (i, c) in p.courses.iter().enumerate() {
            items.push(Item {
                minutes: Some(c.hours.0),
                long: false,
                video: c.video,
                logged: c.full_work.0.checked_sub(c.work.0)?,
                price: c.price.map(|p| p.0),
                teaches: c.teaches.iter().map(|(s, l)| (skill[s].get(), l.thousandths())).collect(),
                before: need(&c.requirement)?,
                beside: need(&c.corequisite)?,
                class: c.same_as.iter().fold(1 << i, |bits, id| bits | 1 << course[id].0),
                rivals: c.excludes.iter().filter_map(|id| own.get(id)).fold(0, |bits, n| bits | 1 << n),
                credits: c.credits.unwrap_or_default().0,
                lists: c.facts.lists,
                authority: c.facts.authority,
                rated: c.facts.rated.map(|(stars, n)| (stars.into(), n)),
                interest: c.facts.interest,
                community: c.facts.community,
                waived: false,
            });
        }
        for i in items.len()..course.len() {
            let nothing = Requirement::always();
            items.push(Item {
                minutes: None,
                long: false,
                video: false,
                logged: 0,
                price: None,
                teaches: Vec::new(),
                before: nothing.clone(),
                beside: nothing,
                class: 1 << i,
                rivals: 0,
                credits: 0,
                lists: 0,
                authority: false,
                rated: None,
                interest: None,
                community: None,
                waived: false,
            });
        }
        let mut levels = vec![0; tools.len()];
        p.levels.iter().for_each(|(s, l)| levels[skill[s].get()] = l.thousandths());
        let done = p.completed.iter().fold(0, |bits, c| bits | 1 << course[c].0);
        let mut world = Self {
            tools,
            items,
            facts: p.facts.iter().cloned().collect(),
            costing: costing.costing,
            ratings: (costing.ratings.mean.into(), costing.ratings.typical),
            asked: costing.asked.iter().map(|s| skill[s].get()).collect(),
            start: Standing { done, levels },
            taught: Vec::new(),
            effects: Vec::new(),
        };
        world.finish();
        Some(world)
    }
}
