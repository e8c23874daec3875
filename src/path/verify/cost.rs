//! Work and weights counted again from the facts in the file (DESIGN §2.1), course by course.

use std::collections::BTreeMap;

use super::Mismatch;
use crate::{
    domain::{Level, Requirement, RequirementDraft},
    path::{
        cost::WeightTerm,
        plan::{Plan, PlanCosting, PlanCourse, PlanSkill},
    },
};

/// Levels by skill.
type Levels<'a> = BTreeMap<&'a str, u32>;

/// Everything in the plan's costs that its own facts do not give.
pub(super) fn check(plan: &Plan, wrong: &mut Vec<Mismatch>) {
    let Some(costing) = &plan.premises.costing else { return };
    let facts = Facts::new(plan, costing);
    let mut say = |course: &PlanCourse, what: &'static str, found: String, expected: String| {
        if found != expected {
            wrong.push(Mismatch::CourseFigure { course: course.id.clone(), what, found, expected });
        }
    };
    for course in plan.premises.courses.iter().filter(|c| c.offered) {
        let full = facts.work(course);
        say(course, "all of its work, in minutes", course.full_work.0.to_string(), full.to_string());
        if course.work > course.full_work {
            say(course, "the work left of it", course.work.to_string(), format!("at most {}", course.full_work));
        }
        let terms = facts.terms(course);
        let weight = 1000 + terms.iter().map(|(_, _, adds)| adds).sum::<u32>();
        say(course, "the weight of its work, in thousandths", course.weight.to_string(), weight.to_string());
        let Some(step) = plan.step(course.id.as_str()) else { continue };
        let said: Vec<_> = step.weight_reasons.iter().map(|r| (r.term, r.value, r.adds)).collect();
        say(course, "the terms of its weight", format!("{said:?}"), format!("{terms:?}"));
    }
}

struct Facts<'a> {
    costing: &'a PlanCosting,
    skills: BTreeMap<&'a str, &'a PlanSkill>,
    courses: BTreeMap<&'a str, &'a PlanCourse>,
    levels: Levels<'a>,
}

impl<'a> Facts<'a> {
    fn new(plan: &'a Plan, costing: &'a PlanCosting) -> Self {
        let p = &plan.premises;
        Self {
            costing,
            skills: costing.skills.iter().map(|s| (s.id.as_str(), s)).collect(),
            courses: p.courses.iter().map(|c| (c.id.as_str(), c)).collect(),
            levels: p.levels.iter().map(|(s, l)| (s.as_str(), u32::from(l.thousandths()))).collect(),
        }
    }

    /// Hours times the video factor, or the practice where that is more; in minutes.
    fn work(&self, course: &PlanCourse) -> u64 {
        let factor = if course.video { u64::from(self.costing.costing.video_factor) } else { 1000 };
        let takes = (course.hours.0 * factor + 500) / 1000;
        let comes_with = self.always(&course.requirement);
        let practice: u64 = (course.teaches.iter())
            .map(|(skill, level)| {
                let curve = self.skills.get(skill.as_str()).and_then(|s| s.work);
                let brought = comes_with.get(skill.as_str()).copied().unwrap_or(0);
                let from = brought.max(self.levels.get(skill.as_str()).copied().unwrap_or(0));
                curve.map_or(0, |c| {
                    let points = c.totals().map(|m| m.0);
                    along(points, u32::from(level.thousandths())).saturating_sub(along(points, from))
                })
            })
            .sum();
        takes.max(practice)
    }

    /// What somebody has of each skill, at least, once a condition holds.
    fn always(&self, condition: &'a RequirementDraft) -> Levels<'a> {
        let mut out = Levels::new();
        let raise = |out: &mut Levels<'a>, skill: &'a str, level: u32| {
            let held = out.entry(skill).or_insert(0);
            *held = level.max(*held);
        };
        match condition {
            Requirement::Skill { skill, level } => {
                for (s, l) in self.carried(skill.as_str(), u32::from(level.thousandths())) {
                    raise(&mut out, s, l);
                }
            }
            Requirement::Course(id) | Requirement::Taken(id) => {
                for (skill, level) in self.courses.get(id.as_str()).iter().flat_map(|c| &c.teaches) {
                    for (s, l) in self.carried(skill.as_str(), u32::from(level.thousandths())) {
                        raise(&mut out, s, l);
                    }
                }
            }
            Requirement::All(parts) => {
                for (s, l) in parts.iter().flat_map(|p| self.always(p)) {
                    raise(&mut out, s, l);
                }
            }
            Requirement::Any(parts) => out = self.worst(parts, 1),
            Requirement::AtLeast { n, of } => out = self.worst(of, *n as usize),
            Requirement::Credits { .. } | Requirement::Fact(_) => {}
        }
        out
    }

    /// What is had of each skill when those `n` of the parts hold that bring least of it.
    fn worst(&self, parts: &'a [RequirementDraft], n: usize) -> Levels<'a> {
        // What nothing can meet is no alternative.
        let each: Vec<Levels<'a>> = parts.iter().filter(|p| p.holds(&|_| true)).map(|p| self.always(p)).collect();
        if n == 0 || n > each.len() {
            return Levels::new();
        }
        let mut out = Levels::new();
        for &skill in each.iter().flat_map(|levels| levels.keys()) {
            let mut brought: Vec<u32> = each.iter().map(|levels| levels.get(skill).copied().unwrap_or(0)).collect();
            brought.sort_unstable();
            if brought[n - 1] > 0 {
                out.insert(skill, brought[n - 1]);
            }
        }
        out
    }

    fn carried(&self, skill: &'a str, level: u32) -> Vec<(&'a str, u32)> {
        let implied = self.skills.get(skill).into_iter().flat_map(|s| &s.implies);
        let implied = implied.map(|(other, bound)| (other.as_str(), level.min(u32::from(bound.thousandths()))));
        std::iter::once((skill, level)).chain(implied).collect()
    }

    /// Each term that has an opinion: its value, and what it adds.
    fn terms(&self, course: &'a PlanCourse) -> Vec<(WeightTerm, u32, u32)> {
        let c = &self.costing.costing;
        let adds = |factor: u32, value: u32| {
            let product = u64::from(c.taste) * u64::from(factor) * u64::from(1000 - value.min(1000));
            ((product + 500_000) / 1_000_000) as u32
        };
        let vouched = self.vouched(course);
        let mut out = vec![(WeightTerm::Evidence, vouched, adds(c.evidence, vouched))];
        if self.clashes(course) {
            out.push((WeightTerm::Clash, 1000, adds(c.clash, 0)));
        }
        out.extend(course.facts.interest.map(|v| (WeightTerm::Interest, v, adds(c.interest, v))));
        out.extend(course.facts.community.map(|v| (WeightTerm::Community, v, adds(c.community, v))));
        out
    }

    fn vouched(&self, course: &PlanCourse) -> u32 {
        let lists = match course.facts.lists {
            0 => 0,
            1 => 600,
            2 => 800,
            _ => 1000,
        };
        let authority = if course.facts.authority { 700 } else { 0 };
        // Three stars of five are the middle of the scale; what is below speaks against a course.
        let rated = course.facts.rated.filter(|(stars, _)| *stars >= 3000).map_or(0, |(stars, n)| {
            let (n, typical) = (u128::from(n), u128::from(self.costing.ratings.typical));
            let all = (n + typical).max(1);
            let mean = (n * u128::from(stars) + typical * u128::from(self.costing.ratings.mean) + all / 2) / all;
            let share = ((mean.saturating_sub(1000) + 2) / 4).min(1000);
            ((share * n + (n + 200) / 2) / (n + 200)) as u32
        });
        lists.max(authority).max(rated)
    }

    /// Whether it needs or teaches a tool that is not the learner's, of a family of which another one is.
    fn clashes(&self, course: &'a PlanCourse) -> bool {
        let mut tools: Vec<&str> = (course.teaches.iter())
            .flat_map(|(s, l)| self.carried(s.as_str(), u32::from(l.thousandths())))
            .map(|(s, _)| s)
            .collect();
        tools.extend(self.always(&course.requirement).into_keys());
        let own = |skill: &str| {
            let known = self.levels.get(skill).is_some_and(|l| *l >= 250);
            known || self.costing.asked.iter().any(|a| a.as_str() == skill)
        };
        tools.into_iter().any(|tool| {
            let family = self.skills.get(tool).and_then(|s| s.family.as_ref());
            let rival = |s: &&PlanSkill| s.family.as_ref() == family && own(s.id.as_str());
            family.is_some() && !own(tool) && self.costing.skills.iter().any(|s| rival(&s))
        })
    }
}

/// Minutes from nothing to a level, along straight lines between the four points.
fn along(points: [u64; 4], level: u32) -> u64 {
    let level = u64::from(level.min(u32::from(Level::MAX.thousandths())));
    let ends = [0, points[0], points[1], points[2], points[3]];
    let part = (level / 250).min(3) as usize;
    let (from, to) = (ends[part], ends[part + 1]);
    from + ((to - from) * (level - 250 * part as u64) + 125) / 250
}
