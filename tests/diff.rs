//! What changed between two plans, against exhaustive search: each change that was made is found, nothing
//! else is, and what taking it back alone does is what searching without it says.

#[path = "common/exhaustive.rs"]
mod exhaustive;
#[path = "common/random_catalog.rs"]
mod random_catalog;

use std::{collections::BTreeMap, sync::Arc};

use exhaustive::Question;
use prereq::{
    advisor::{Advisor, Settings},
    domain::{
        Catalog, CourseId, CourseIx, CourseMark, CourseRecord, CourseStatus, Level, Minutes, SkillId, SkillRecord,
    },
    path::{Aim, Cancel, Change, Effect, Effort, Plan, PlanDiff, PlanRequest, Status, StepFate, causes},
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use random_catalog::{Case, case};

/// One thing that is done to a case.
#[derive(Debug, Clone, PartialEq)]
enum Edit {
    Hours(CourseId, u64),
    Retire(CourseId),
    Level(SkillId, u16),
    Wanted(SkillId, u16),
    Done(CourseId),
    Exclude(CourseId),
}

fn edited(case: &Case, edit: &Edit) -> Case {
    let mut out = case.clone();
    match edit {
        Edit::Hours(c, hours) => {
            let course = out.draft.courses.iter_mut().find(|d| d.id == *c).expect("there");
            course.hours = Some(Minutes(hours * 60));
        }
        Edit::Retire(c) => {
            out.draft.courses.iter_mut().find(|d| d.id == *c).expect("there").status = CourseStatus::Retired;
        }
        Edit::Level(s, level) => {
            let record = SkillRecord { level: Level::new(*level), from: "self".to_owned(), on: None };
            out.profile.skills.insert(s.clone(), record);
        }
        Edit::Wanted(s, level) => {
            let goal = &mut out.draft.goals[0];
            if let Some(skill) = goal.skills.iter_mut().find(|g| g.skill == *s) {
                skill.level = Level::new(*level);
            }
        }
        Edit::Done(c) => {
            out.profile.courses.insert(c.clone(), CourseRecord::new(CourseMark::Done, None));
        }
        Edit::Exclude(c) => out.exclude.push(c.clone()),
    }
    out
}

fn edit(rng: &mut ChaCha8Rng, case: &Case, plan: &Plan) -> Edit {
    let any = &case.draft.courses[rng.random_range(0..case.draft.courses.len())];
    let step = (!plan.steps.is_empty()).then(|| plan.steps[rng.random_range(0..plan.steps.len())].course.clone());
    let skill = case.draft.skills[rng.random_range(0..case.draft.skills.len())].id.clone();
    let wanted = case.draft.goals[0].skills.first().map_or(skill.clone(), |g| g.skill.clone());
    let level = [250, 500, 750][rng.random_range(0..3)];
    match rng.random_range(0..7) {
        0 => Edit::Hours(any.id.clone(), rng.random_range(1..90)),
        1 => Edit::Hours(step.unwrap_or_else(|| any.id.clone()), rng.random_range(1..90)),
        2 => Edit::Retire(step.unwrap_or_else(|| any.id.clone())),
        3 => Edit::Level(skill, level),
        4 => Edit::Wanted(wanted, level),
        5 => Edit::Done(step.unwrap_or_else(|| any.id.clone())),
        _ => Edit::Exclude(any.id.clone()),
    }
}

fn indices(catalog: &Catalog, ids: &[CourseId]) -> Vec<CourseIx> {
    ids.iter().map(|id| catalog.course_ix(id.as_str()).expect("there")).collect()
}

fn plan(case: &Case, effort: Effort) -> Plan {
    let catalog = Arc::new(Catalog::link(case.draft.clone()).expect("links"));
    let advisor = Advisor::new(Arc::clone(&catalog), case.profile.clone(), Settings::default());
    let aim = Aim { goals: catalog.goals().to_vec(), to: indices(&catalog, &case.to) };
    let request = PlanRequest { effort, ..case.fill(&catalog, advisor.request(aim)) };
    advisor.plan(&request, &Cancel::new(), &mut |_| {})
}

/// The least cost, by trying every set.
fn least(case: &Case) -> Option<u64> {
    let catalog = Catalog::link(case.draft.clone()).expect("links");
    let question = Question {
        catalog: &catalog,
        profile: &case.profile,
        goal: catalog.goal("g"),
        taken: [indices(&catalog, &case.to), indices(&catalog, &case.require)].concat(),
        exclude: indices(&catalog, &case.exclude),
        metric: case.metric,
        world: exhaustive::world(&case.draft, (&catalog, &case.profile), case.aims()),
    };
    question.least(&question.wanted())
}

/// Whether a change is what an edit makes it.
fn is_of(change: &Change, edit: &Edit) -> bool {
    match (change, edit) {
        (Change::Hours(a, ..), Edit::Hours(b, _))
        | (Change::Offered(a, false), Edit::Retire(b))
        | (Change::Completed(a, true), Edit::Done(b))
        | (Change::Excluded(a, true), Edit::Exclude(b)) => a == b,
        (Change::Level(a, ..), Edit::Level(b, _)) | (Change::Wanted(a, ..), Edit::Wanted(b, _)) => a == b,
        _ => false,
    }
}

#[test]
fn each_cause_is_what_searching_without_it_says() {
    let (mut wrong, mut seen) = (Vec::new(), BTreeMap::<&str, u32>::new());
    for seed in 0..300 {
        let old_case = case(seed);
        let mut rng = ChaCha8Rng::seed_from_u64(seed + 1_000_000);
        let old = plan(&old_case, Effort::Prove);
        let edits = [edit(&mut rng, &old_case, &old), edit(&mut rng, &old_case, &old)];
        let singly: Vec<Case> = edits.iter().map(|e| edited(&old_case, e)).collect();
        let new_case = edited(&singly[0], &edits[1]);
        let new = plan(&new_case, Effort::Prove);
        // Undoing a completion or a level undoes both where they meet in one skill; two edits of one thing are one.
        let tangled = std::mem::discriminant(&edits[0]) == std::mem::discriminant(&edits[1])
            || edits.iter().any(|e| matches!(e, Edit::Level(..))) && edits.iter().any(|e| matches!(e, Edit::Done(_)))
            || matches!(&edits, [Edit::Exclude(a), Edit::Done(b)] | [Edit::Done(a), Edit::Exclude(b)] if a == b)
            || edits.iter().any(|e| matches!(e, Edit::Retire(_)))
                && edits.iter().any(|e| matches!(e, Edit::Exclude(_)))
            || edits.iter().any(|e| matches!(e, Edit::Done(_))) && edits.iter().any(|e| matches!(e, Edit::Hours(..)));
        let diff = PlanDiff::of(&old, &new);
        for change in &diff.premises {
            if !tangled && !edits.iter().any(|e| is_of(change, e)) {
                wrong.push(format!("seed {seed}: {change:?} is none of {edits:?}"));
            }
        }
        let Some(now) = least(&new_case) else { continue };
        for cause in causes(&old, &new, Effort::Prove, &Cancel::new()).each {
            let Some(at) = edits.iter().position(|e| is_of(&cause.what, e)).filter(|_| !tangled) else { continue };
            // A plan carries what matters to it: what it cannot know about the other edit is as it was.
            let other_is_known = diff.premises.iter().any(|c| is_of(c, &edits[1 - at]));
            let undone = if other_is_known { &singly[1 - at] } else { &old_case };
            let Some(without) = least(undone) else { continue };
            let shift = match &cause.effect {
                Effect::Same(shift) | Effect::Other { shift, .. } => shift.exact(),
                // Part of the goal was out of reach in between: the costs are not of the same thing.
                Effect::Reach { whole: true, .. } => continue,
                Effect::Moves { .. } => Some(0),
                Effect::Reach { .. } | Effect::Incomparable { .. } | Effect::Unknown => None,
            };
            *seen.entry(cause.what.word()).or_default() += 1;
            if shift != Some(now as i64 - without as i64) {
                wrong.push(format!("seed {seed}: {edits:?}: {cause:?}, but {now} now and {without} without it"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    for kind in ["hours", "offered", "level", "wanted", "completed", "excluded"] {
        assert!(seen.get(kind).is_some_and(|&n| n >= 5), "{kind}: {seen:?}");
    }
}

/// With the search stopped at once, what is said of a cause still holds.
#[test]
fn a_cause_that_is_not_settled_says_so() {
    let mut open = 0;
    for seed in 0..120 {
        let old_case = case(seed);
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let old = plan(&old_case, Effort::Units(1));
        let edit = edit(&mut rng, &old_case, &old);
        let new_case = edited(&old_case, &edit);
        let new = plan(&new_case, Effort::Units(1));
        let (Some(before), Some(now)) = (least(&old_case), least(&new_case)) else { continue };
        let causes = causes(&old, &new, Effort::Units(1), &Cancel::new());
        for cause in causes.each.iter().filter(|c| is_of(&c.what, &edit)) {
            if let Effect::Same(shift) | Effect::Other { shift, .. } = &cause.effect {
                let truth = now as i64 - before as i64;
                assert!(shift.at_least <= truth && truth <= shift.at_most, "seed {seed}: {truth} and {shift:?}");
                open += u32::from(shift.exact().is_none());
            }
        }
    }
    assert!(open > 10, "{open} were left open");
}

#[test]
fn steps_that_stay_are_not_told() {
    for seed in 0..60 {
        let old_case = case(seed);
        let old = plan(&old_case, Effort::Prove);
        assert!(PlanDiff::of(&old, &old).is_empty(), "seed {seed}");
        let Some(first) = old.steps.first().filter(|_| old.status == Status::Proved) else { continue };
        let new_case = edited(&old_case, &Edit::Done(first.course.clone()));
        let new = plan(&new_case, Effort::Prove);
        let diff = PlanDiff::of(&old, &new);
        let fate = diff.steps.iter().find(|s| s.course == first.course).map(|s| s.what.clone());
        assert_eq!(fate, Some(StepFate::Completed { hours: first.work }), "seed {seed}");
        // Levels gained may make the rest cost less work, or clash with less; it is a least-cost path all the same.
        assert_eq!(Some(new.metric_cost()), least(&new_case), "seed {seed}");
    }
}
