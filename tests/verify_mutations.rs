//! Whatever is changed in a plan's file, `verify` confirms nothing that is not so: what it confirms is held against
//! every set of courses there is.

#[path = "common/covers.rs"]
mod covers;
#[path = "common/random_catalog.rs"]
mod random_catalog;

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use covers::cover;
use prereq::{
    advisor::{Advisor, Settings},
    domain::{Catalog, CourseId, Requirement, RequirementDraft},
    path::{Aim, Cancel, Effort, Metric, Plan, PlanRequest, Premises, Status, verify, with_cases},
    store::{read_plan_toml, write_plan_toml},
};
use rand::{Rng, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use random_catalog::{Case, case};

/// Mutated files in all.
const MUTANTS: u64 = 2400;
/// More courses than this on offer are too many to try every set of them.
const MOST: usize = 13;

fn plan_of(case: &Case) -> Plan {
    let catalog = Arc::new(Catalog::link(case.draft.clone()).expect("links"));
    let advisor = Advisor::new(Arc::clone(&catalog), case.profile.clone(), Settings::default());
    let to = case.to.iter().map(|id| catalog.course_ix(id.as_str()).expect("there")).collect();
    let request = case.fill(&catalog, advisor.request(Aim { goals: catalog.goals().to_vec(), to }));
    let request = PlanRequest { effort: Effort::Prove, ..request };
    with_cases(&advisor.plan(&request, &Cancel::new(), &mut |_| {}))
}

/// How far somebody is: written from what the format says, without any code of the program's.
#[derive(Clone, Default)]
struct Standing<'a> {
    levels: BTreeMap<&'a str, u16>,
    done: Vec<&'a str>,
}

impl<'a> Standing<'a> {
    fn start(p: &'a Premises) -> Self {
        Self {
            levels: p.levels.iter().map(|(s, l)| (s.as_str(), l.thousandths())).collect(),
            done: p.completed.iter().map(CourseId::as_str).collect(),
        }
    }

    fn has(&self, skill: &str, level: u16) -> bool {
        self.levels.get(skill).copied().unwrap_or(0) >= level
    }

    fn holds(&self, p: &Premises, r: &RequirementDraft) -> bool {
        match r {
            Requirement::All(of) => of.iter().all(|r| self.holds(p, r)),
            Requirement::Any(of) => of.iter().any(|r| self.holds(p, r)),
            Requirement::AtLeast { n, of } => of.iter().filter(|r| self.holds(p, r)).count() >= *n as usize,
            Requirement::Taken(_) | Requirement::Credits { .. } | Requirement::Fact(_) => unreachable!("not drawn"),
            Requirement::Skill { skill, level } => self.has(skill.as_str(), level.thousandths()),
            Requirement::Course(id) => {
                let known = p.course(id.as_str());
                let same = known.map_or(&[][..], |c| &c.same_as);
                self.done.contains(&id.as_str())
                    || same.iter().any(|s| self.done.contains(&s.as_str()))
                    || known.is_some_and(|c| {
                        !c.teaches.is_empty() && c.teaches.iter().all(|(s, l)| self.has(s.as_str(), l.thousandths()))
                    })
            }
        }
    }

    fn take(&mut self, p: &'a Premises, at: usize) {
        let course = &p.courses[at];
        self.done.push(course.id.as_str());
        for (skill, level) in &course.teaches {
            let have = self.levels.entry(skill.as_str()).or_default();
            *have = (*have).max(level.thousandths());
        }
    }

    /// Takes everything of `set` that can ever be taken.
    fn chain(mut self, p: &'a Premises, set: &[usize]) -> Self {
        let mut left = set.to_vec();
        loop {
            let mut group: Vec<usize> =
                left.iter().copied().filter(|&c| self.holds(p, &p.courses[c].requirement)).collect();
            let after = loop {
                let mut after = self.clone();
                group.iter().for_each(|&c| after.take(p, c));
                let before = group.len();
                group.retain(|&c| after.holds(p, &p.courses[c].corequisite));
                if group.len() == before {
                    break after;
                }
            };
            if group.is_empty() {
                return self;
            }
            self = after;
            left.retain(|c| !group.contains(c));
        }
    }

    fn at_goal(&self, p: &Premises) -> bool {
        let w = &p.wanted;
        w.skills.iter().all(|s| self.has(s.skill.as_str(), s.level.thousandths()))
            && w.requirements.iter().all(|r| self.holds(p, r))
            && w.taken.iter().all(|c| self.done.contains(&c.as_str()))
    }
}

/// What is not so about a plan that was confirmed.
fn lie(plan: &Plan) -> Option<String> {
    let p = &plan.premises;
    let cost = |c: usize| match p.metric {
        Metric::Weighted | Metric::Work | Metric::Hours => p.courses[c].cost(p.metric).expect("known"),
        Metric::Price => p.courses[c].price.map_or(1 << 50, |p| p.0),
        Metric::Courses => 1,
    };
    let offered: Vec<usize> = (0..p.courses.len()).filter(|&c| p.courses[c].offered).collect();
    if plan.status == Status::Proved && plan.lower_bound != plan.metric_cost() {
        return Some("it says proved, and has a gap".to_owned());
    }
    let path: Vec<usize> = offered.iter().copied().filter(|&c| plan.step(p.courses[c].id.as_str()).is_some()).collect();
    if path.len() != plan.steps.len() || !Standing::start(p).chain(p, &path).at_goal(p) {
        return Some("its steps do not reach the goal".to_owned());
    }
    if path.iter().map(|&c| cost(c)).sum::<u64>() != plan.metric_cost() {
        return Some("its steps cost something else".to_owned());
    }
    assert!(offered.len() <= MOST, "too many to try");
    (0u32..1 << offered.len()).find_map(|bits| {
        let set: Vec<usize> = (0..offered.len()).filter(|&i| bits >> i & 1 == 1).map(|i| offered[i]).collect();
        let total: u64 = set.iter().map(|&c| cost(c)).sum();
        let cheaper = total < plan.lower_bound && Standing::start(p).chain(p, &set).at_goal(p);
        cheaper.then(|| format!("{total} is enough, and it says {} are needed", plan.lower_bound))
    })
}

/// Where the numbers and the texts in quotes are.
fn tokens(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut numbers, mut quoted) = (Vec::new(), Vec::new());
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let start = i;
        let end = |from: usize, stop: &dyn Fn(u8) -> bool| {
            (from..bytes.len()).find(|&j| stop(bytes[j])).unwrap_or(bytes.len())
        };
        if bytes[i] == b'"' {
            i = end(i + 1, &|b| b == b'"' || b == b'\n') + 1;
            quoted.push(start..i.min(bytes.len()));
        } else if bytes[i].is_ascii_digit() && !bytes[i.saturating_sub(1)].is_ascii_alphanumeric() {
            i = end(i, &|b| !b.is_ascii_digit());
            numbers.push(start..i);
        } else {
            i += 1;
        }
    }
    (numbers, quoted)
}

/// One small change, mostly in the proof.
fn mutate(text: &str, rng: &mut ChaCha8Rng) -> String {
    // An earlier change may have taken these lines away.
    let (from, to) = (text.find("[proof]").unwrap_or(0), text.find("[premises]").unwrap_or(text.len()));
    let here = |r: &Range<usize>| from <= r.start && r.end <= to;
    let proof_only = rng.random_bool(0.6);
    let (numbers, quoted) = tokens(text);
    let pick = |all: &[Range<usize>], rng: &mut ChaCha8Rng| {
        let among: Vec<_> = all.iter().filter(|r| !proof_only || here(r)).cloned().collect();
        among.choose(rng).cloned()
    };
    match rng.random_range(0..10) {
        0..5 => {
            let Some(at) = pick(&numbers, rng) else { return text.to_owned() };
            let old: u64 = text[at.clone()].parse().unwrap_or(1);
            let other = numbers.choose(rng).map_or("7", |r| &text[r.clone()]).to_owned();
            let new = match rng.random_range(0..8) {
                0 => "0".to_owned(),
                1 => old.saturating_add(1).to_string(),
                2 => old.saturating_sub(1).to_string(),
                3 => old.saturating_mul(2).to_string(),
                4 => u64::MAX.to_string(),
                5 => (1u64 << rng.random_range(0..63)).to_string(),
                6 => format!("-{old}"),
                _ => other,
            };
            format!("{}{new}{}", &text[..at.start], &text[at.end..])
        }
        5..7 => {
            let Some(at) = pick(&quoted, rng) else { return text.to_owned() };
            let new = text[quoted.choose(rng).expect("has ids").clone()].to_owned();
            format!("{}{new}{}", &text[..at.start], &text[at.end..])
        }
        kind => {
            let mut lines: Vec<&str> = text.lines().collect();
            let place = |line: &&str| line.as_ptr() as usize - text.as_ptr() as usize;
            let among: Vec<usize> =
                (0..lines.len()).filter(|&i| !proof_only || (from..to).contains(&place(&lines[i]))).collect();
            let (Some(&a), Some(&b)) = (among.choose(rng), among.choose(rng)) else { return text.to_owned() };
            match kind {
                7 => drop(lines.remove(a)),
                8 => lines.insert(b, lines[a]),
                _ => lines.swap(a, b),
            }
            lines.join("\n") + "\n"
        }
    }
}

#[test]
fn no_changed_file_makes_a_false_claim_pass() {
    let few = |p: &Plan| p.premises.courses.iter().filter(|c| c.offered).count() <= MOST && !p.steps.is_empty();
    let mut plans: Vec<Plan> = (0..60).map(|seed| plan_of(&case(seed))).filter(few).collect();
    plans.extend((0..30).map(|seed| plan_of(&cover(seed, 12, 22))).filter(few));
    let split = plans.iter().filter(|p| p.cases.list.len() > 1).count();
    assert!(plans.len() >= 50 && split >= 10, "{} plans, {split} of them in cases", plans.len());
    let texts: Vec<String> = plans.iter().map(write_plan_toml).collect();
    for plan in &plans {
        verify(plan, &Cancel::new()).expect("untouched");
        assert_eq!(lie(plan), None);
    }
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let (mut unreadable, mut refused, mut confirmed, mut other_proof) = (0, 0, 0, 0);
    for mutant in 0..MUTANTS {
        let which = rng.random_range(0..plans.len());
        let mut text = texts[which].clone();
        for _ in 0..rng.random_range(1..4) {
            text = mutate(&text, &mut rng);
        }
        // Whoever changes a file can put the right digest on it too, so that is not what is tried here.
        let Ok(file) = read_plan_toml("p", &text) else {
            unreadable += 1;
            continue;
        };
        let plan = file.plan;
        match verify(&plan, &Cancel::new()) {
            Err(why) => {
                assert!(!why.is_empty());
                refused += 1;
            }
            Ok(said) => {
                assert_eq!(said.lower_bound, plan.lower_bound);
                confirmed += 1;
                other_proof +=
                    usize::from(plan.cases != plans[which].cases || plan.landmarks != plans[which].landmarks);
                assert_eq!(lie(&plan), None, "mutant {mutant}:\n{text}");
            }
        }
    }
    assert!(
        unreadable >= 200 && refused >= 400 && confirmed >= 400 && other_proof >= 100,
        "{unreadable} unreadable, {refused} refused, {confirmed} confirmed, {other_proof} of them with another proof"
    );
}
