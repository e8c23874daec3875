//! Gap analysis and readiness (how far the learner is from what the goal asks).

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    domain::{CourseId, CourseIx, Level, Minutes, Objection, SkillId, SkillIx},
    path::{Cancel, Compiled, Kernel, PlanRequest, Reach, RuledOut, Scene, Target, ask, each_alone},
};

/// One goal skill the learner is short in.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillGap {
    /// Which skill.
    pub skill: SkillId,
    /// Its name.
    pub name: String,
    /// What the learner has.
    pub current: Level,
    /// What the goal asks.
    pub required: Level,
    /// `max(0, required − current)`.
    pub gap: Level,
    /// How much the goal cares, in thousandths.
    pub weight: u32,
    /// `w·gap·(1 + B)`, with `B` in 0..=1; in levels.
    pub priority: f64,
    /// `B`: the share of the total weighted gap that cannot be closed if this skill cannot be raised.
    pub blocks: f64,
    /// Least hours of work that close this gap alone; `None` when nothing does.
    pub hours_alone: Option<Minutes>,
    /// Whether `hours_alone` is proved least.
    pub hours_proved: bool,
    /// The highest level reachable.
    pub reachable: Level,
    /// Courses that raise the skill above `current`, cheapest sufficient first.
    pub taught_by: Vec<CourseId>,
    /// How many more the learner's own constraints rule out, by constraint.
    pub ruled_out: Vec<(Objection, u64)>,
}

/// How far the learner is with what a goal asks for besides skills: courses, and conditions on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CourseCount {
    /// How many are asked for.
    pub asked: u64,
    /// How many of these hold.
    pub there: u64,
    /// Courses on the path of least work to all of them; `None` where there is none.
    pub to_take: Option<u64>,
}

/// The learner against a goal.
#[derive(Debug, Clone, PartialEq)]
pub struct GapReport {
    /// Ids and titles of what is aimed at.
    pub goals: Vec<(String, String)>,
    /// Σ w·min(have, need) / Σ w·need; `None` for a goal without skills.
    pub readiness: Option<f64>,
    /// Σ w·[have ≥ need] / Σ w; `None` for a goal without skills.
    pub coverage: Option<f64>,
    /// Skills the learner is short in, highest priority first.
    pub gaps: Vec<SkillGap>,
    /// Skills already there: skill, name, have, need.
    pub met: Vec<(SkillId, String, Level, Level)>,
    /// What is asked for besides skills, if anything is.
    pub courses: Option<CourseCount>,
}

/// `w·gap·(1 + B)` of each goal skill that is short, in levels. `B` is the share of the total weighted
/// gap that cannot be closed if this skill cannot be raised, by forward chaining.
pub(crate) fn priorities(
    scene: &Scene<'_>,
    skills: &[(SkillIx, Level)],
    weights: &BTreeMap<SkillIx, u32>,
) -> BTreeMap<SkillIx, f64> {
    priorities_with(scene, skills, weights, &Ladder::new(scene, skills).blocks(scene, skills, weights))
}

/// The same, once the `B` of each is known.
fn priorities_with(
    scene: &Scene<'_>,
    skills: &[(SkillIx, Level)],
    weights: &BTreeMap<SkillIx, u32>,
    blocks: &BTreeMap<SkillIx, f64>,
) -> BTreeMap<SkillIx, f64> {
    (skills.iter())
        .map(|&(skill, need)| {
            let gap = scene.state.level(skill).gap_to(need).as_f64();
            let weight = f64::from(weights.get(&skill).copied().unwrap_or(1000)) / 1000.0;
            (skill, weight * gap * (1.0 + blocks.get(&skill).copied().unwrap_or(0.0)))
        })
        .collect()
}

/// A network that knows every level the goal skills can take.
struct Ladder {
    compiled: Compiled,
    /// What its pieces are.
    wanted: Vec<(SkillIx, Level)>,
    rungs: Vec<(SkillIx, u32, Vec<Level>)>,
}

impl Ladder {
    fn new(scene: &Scene<'_>, skills: &[(SkillIx, Level)]) -> Self {
        let catalog = scene.catalog;
        let mut wanted = Vec::new();
        for &(skill, need) in skills {
            let taught = catalog.taught_by(skill).iter().map(|&(_, l)| l.min(need));
            let steps: BTreeSet<Level> = taught.filter(|&l| l > scene.state.level(skill)).chain([need]).collect();
            wanted.extend(steps.into_iter().map(|l| (skill, l)));
        }
        let target = Target { skills: wanted, ..Target::default() };
        let compiled = Compiled::new(catalog, scene.state, &scene.offer, &target);
        let rungs = compiled.ladders.iter().filter(|(s, _, _)| skills.iter().any(|g| g.0 == *s)).cloned().collect();
        Self { compiled, wanted: target.skills, rungs }
    }

    /// The least cost of each need by itself, where that takes no search.
    fn alone(&self, scene: &Scene<'_>, skills: &[(SkillIx, Level)]) -> BTreeMap<SkillIx, u64> {
        let found = each_alone(scene, &self.compiled, &self.compiled.pieces);
        let needs = self.wanted.iter().zip(found).filter(|(w, _)| skills.contains(w));
        needs.filter_map(|(&(skill, _), cost)| Some((skill, cost?))).collect()
    }

    /// `B` of each goal skill that is short.
    fn blocks(
        &self,
        scene: &Scene<'_>,
        skills: &[(SkillIx, Level)],
        weights: &BTreeMap<SkillIx, u32>,
    ) -> BTreeMap<SkillIx, f64> {
        let weight = |s: SkillIx| u64::from(weights.get(&s).copied().unwrap_or(1000));
        let short = |s: SkillIx, need: Level, have: Level| weight(s) * u64::from(have.gap_to(need).thousandths());
        let total: u64 = skills.iter().map(|&(s, need)| short(s, need, scene.state.level(s))).sum();
        (skills.iter())
            .filter(|&&(s, need)| scene.state.level(s) < need)
            .map(|&(frozen, _)| {
                let reached = self.reachable(scene, skills, Some(frozen));
                let open: u64 = skills.iter().map(|&(s, need)| short(s, need, reached[&s])).sum();
                (frozen, if total == 0 { 0.0 } else { open as f64 / total as f64 })
            })
            .collect()
    }

    /// The highest level each goal skill can reach (up to what is asked of it), with one skill frozen.
    fn reachable(
        &self,
        scene: &Scene<'_>,
        skills: &[(SkillIx, Level)],
        frozen: Option<SkillIx>,
    ) -> BTreeMap<SkillIx, Level> {
        let local = |f: SkillIx| self.rungs.iter().find(|(s, _, _)| *s == f).map(|(_, l, _)| *l);
        let net = &self.compiled.net;
        let mut reach = Reach::frozen(net, frozen.and_then(local));
        (0..net.len() as u32).for_each(|j| reach.allow(j));
        let mut out: BTreeMap<SkillIx, Level> = skills.iter().map(|&(s, _)| (s, scene.state.level(s))).collect();
        for (skill, local, levels) in &self.rungs {
            if let Some(top) = (reach.height(*local) as usize).checked_sub(1) {
                out.insert(*skill, levels[top]);
            }
        }
        out
    }
}

/// The learner against an aim.
pub(crate) fn report(kernel: &mut Kernel<'_>, request: &PlanRequest, cancel: &Cancel) -> GapReport {
    let asked = ask(request);
    let scene = kernel.scene().clone();
    let catalog = scene.catalog;
    let skills = &asked.target.skills;
    let weight = |s: SkillIx| asked.weights.get(&s).copied().unwrap_or(1000);
    let ladder = Ladder::new(&scene, skills);
    let blocks = ladder.blocks(&scene, skills, &asked.weights);
    let priority = priorities_with(&scene, skills, &asked.weights, &blocks);
    let reachable = ladder.reachable(&scene, skills, None);
    let alone = ladder.alone(&scene, skills);

    let sum = |f: &dyn Fn(SkillIx, Level) -> u64| -> u64 {
        skills.iter().map(|&(s, need)| u64::from(weight(s)) * f(s, need)).sum()
    };
    let thousandths = |l: Level| u64::from(l.thousandths());
    let need = sum(&|_, need| thousandths(need));
    let have = sum(&|s, need| thousandths(scene.state.level(s).min(need)));
    let all = sum(&|_, _| 1);
    let there = sum(&|s, need| u64::from(scene.state.level(s) >= need));
    let ratio = |a: u64, b: u64| (b > 0).then(|| a as f64 / b as f64);

    let mut gaps = Vec::new();
    let mut met = Vec::new();
    for &(s, required) in skills {
        let (skill, current) = (catalog.skill(s), scene.state.level(s));
        if current >= required {
            met.push((skill.id.clone(), skill.name.clone(), current, required));
            continue;
        }
        let mut teachers: Vec<(bool, u64, CourseIx)> = (catalog.taught_by(s).iter())
            .filter(|&&(c, level)| level > current && scene.offers(c))
            .map(|&(c, level)| (level < required, scene.cost(c), c))
            .collect();
        teachers.sort_unstable();
        let (hours_alone, hours_proved) = match alone.get(&s) {
            Some(&cost) => (Some(Minutes(cost)), true),
            None => {
                let alone = Target { skills: vec![(s, required)], ..Target::default() };
                let solved = kernel.solve(&alone, &[], request.effort, cancel, &mut |_, _| {});
                (solved.as_ref().map(|x| Minutes(x.cost)), solved.is_some_and(|x| x.proved()))
            }
        };
        gaps.push(SkillGap {
            skill: skill.id.clone(),
            name: skill.name.clone(),
            current,
            required,
            gap: current.gap_to(required),
            weight: weight(s),
            priority: priority[&s],
            blocks: blocks[&s],
            hours_alone,
            hours_proved,
            reachable: reachable[&s],
            taught_by: teachers.into_iter().map(|(_, _, c)| catalog.course(c).id.clone()).collect(),
            ruled_out: ruled_out(&scene, s, current),
        });
    }
    gaps.sort_by(|a, b| b.priority.total_cmp(&a.priority).then_with(|| a.skill.cmp(&b.skill)));
    let goals = request.aim.goals.iter().map(|g| (g.id.to_string(), g.title.clone()));
    let to = request.aim.to.iter().map(|&c| (catalog.course(c).id.to_string(), catalog.course(c).title.clone()));
    let courses = course_count(kernel, &asked.target, request, cancel);
    let (readiness, coverage) = (ratio(have, need), ratio(there, all));
    GapReport { goals: goals.chain(to).collect(), readiness, coverage, gaps, met, courses }
}

/// Courses that would raise a skill further and are against the learner's constraints, by constraint.
fn ruled_out(scene: &Scene<'_>, skill: SkillIx, current: Level) -> Vec<(Objection, u64)> {
    let mut out: BTreeMap<Objection, u64> = BTreeMap::new();
    for &(c, _) in scene.catalog.taught_by(skill).iter().filter(|(_, level)| *level > current) {
        if let Some(RuledOut::Against(objection)) = scene.ruled_out[c.get()] {
            *out.entry(objection).or_default() += 1;
        }
    }
    out.into_iter().collect()
}

fn course_count(
    kernel: &mut Kernel<'_>,
    target: &Target,
    request: &PlanRequest,
    cancel: &Cancel,
) -> Option<CourseCount> {
    let (catalog, state) = (kernel.scene().catalog, kernel.scene().state);
    let asked = target.requirements.len() + target.taken.len();
    if asked == 0 {
        return None;
    }
    let met = target.requirements.iter().filter(|r| state.meets(catalog, r)).count();
    let taken = target.taken.iter().filter(|c| state.has_done(**c)).count();
    let only = Target { skills: Vec::new(), ..target.clone() };
    let solved = kernel.solve(&only, &[], request.effort, cancel, &mut |_, _| {});
    let to_take = solved.map(|s| s.courses.len() as u64);
    Some(CourseCount { asked: asked as u64, there: (met + taken) as u64, to_take })
}
