//! The path walked again, step by step, and its totals added up again.

use std::collections::BTreeSet;

use super::{
    Mismatch,
    world::{Stand, World},
};
use crate::path::plan::{Cost, NeededBy, Plan, Step};

/// Walks the plan's steps; everything that is not so goes into `wrong`.
pub(super) fn check(plan: &Plan, world: &World<'_>, wrong: &mut Vec<Mismatch>) {
    let mut stand = world.start();
    let mut seen = BTreeSet::new();
    let mut expected = 1;
    for turn in plan.steps.chunk_by(|a, b| a.position == b.position) {
        let position = turn[0].position;
        if position != expected {
            wrong.push(Mismatch::OutOfTurn { expected, found: position });
        }
        expected = position.saturating_add(1);
        let mut places = Vec::new();
        for step in turn {
            let Some(at) = world.index(step.course.as_str()) else {
                let place = format!("step {position}");
                wrong.push(Mismatch::UnknownCourse { place, course: step.course.clone() });
                continue;
            };
            // Whoever has forgotten some of a course can take it again.
            let again = stand.has_done(&step.course) && stand.learns_from(at);
            let repeated = stand.has_done(&step.course) && !again || step.again != again;
            if !seen.insert(step.course.clone()) || repeated {
                wrong.push(Mismatch::TakenTwice { position, course: step.course.clone() });
            }
            places.push(at);
            figures(step, world, at, wrong);
            let requirement = &world.course(at).requirement;
            if !stand.holds(requirement) {
                wrong.push(not_ready(step, stand.first_open(requirement)));
            }
        }
        let mut after = stand.clone();
        places.iter().for_each(|&at| after.take(at));
        for (step, &at) in turn.iter().zip(&places) {
            let beside = &world.course(at).corequisite;
            if !after.holds(beside) {
                wrong.push(not_ready(step, after.first_open(beside)));
            }
        }
        for step in turn {
            if let Some(at) = world.index(step.course.as_str()) {
                raises(step, &stand, world, at, wrong);
                stand.take(at);
            }
        }
    }
    if let Some(missing) = stand.missing_of_goal() {
        wrong.push(Mismatch::GoalMissed(missing));
    }
    let taken: Vec<usize> = plan.steps.iter().filter_map(|s| world.index(s.course.as_str())).collect();
    if let Some((a, b)) = world.rivals_among(&taken) {
        let (course, by) = (world.course(b).id.clone(), world.course(a).id.clone());
        wrong.push(Mismatch::Excluded { course, by });
    }
    needed_by(plan, wrong);
    totals(plan, wrong);
}

fn not_ready(step: &Step, missing: String) -> Mismatch {
    Mismatch::NotReady { position: step.position, course: step.course.clone(), missing }
}

fn figures(step: &Step, world: &World<'_>, at: usize, wrong: &mut Vec<Mismatch>) {
    let course = world.course(at);
    let (position, id) = (step.position, &step.course);
    if !course.offered {
        wrong.push(Mismatch::NotOffered { position, course: id.clone() });
    }
    let price = |p: Option<crate::domain::Cents>| p.map_or_else(|| "unknown".to_owned(), |p| p.to_string());
    let pairs = [
        ("hours", step.hours.to_string(), course.hours.to_string(), step.hours == course.hours),
        ("work", step.work.to_string(), course.work.to_string(), step.work == course.work),
        (
            "the whole work",
            step.full_work.to_string(),
            course.full_work.to_string(),
            step.full_work == course.full_work,
        ),
        ("the weight", step.weight.to_string(), course.weight.to_string(), step.weight == course.weight),
        (
            "whether the hours are of video",
            step.video.to_string(),
            course.video.to_string(),
            step.video == course.video,
        ),
        ("price", price(step.price), price(course.price), step.price == course.price),
        (
            "whether the hours are assumed",
            step.hours_assumed.to_string(),
            course.hours_assumed.to_string(),
            step.hours_assumed == course.hours_assumed,
        ),
        (
            "whether the requirement is waived",
            step.waived.to_string(),
            course.waived.to_string(),
            step.waived == course.waived,
        ),
    ];
    for (what, found, expected, same) in pairs {
        if !same {
            wrong.push(Mismatch::StepFigure { position, course: id.clone(), what, found, expected });
        }
    }
}

fn raises(step: &Step, before: &Stand<'_, '_>, world: &World<'_>, at: usize, wrong: &mut Vec<Mismatch>) {
    let mut real: Vec<_> = (world.brings(at).into_iter())
        .filter(|(s, l)| before.level(s) < *l)
        .map(|(s, l)| (s.clone(), before.level(s), l))
        .collect();
    real.sort();
    let mut said = step.raises.clone();
    said.sort();
    if real != said {
        wrong.push(Mismatch::Raises { position: step.position, course: step.course.clone() });
    }
}

fn needed_by(plan: &Plan, wrong: &mut Vec<Mismatch>) {
    for step in &plan.steps {
        for need in &step.needed_by {
            if let NeededBy::Course(by) = need
                && plan.step(by.as_str()).is_none_or(|later| later.position < step.position)
            {
                wrong.push(Mismatch::NeededBy { course: step.course.clone(), by: by.clone() });
            }
        }
    }
}

fn totals(plan: &Plan, wrong: &mut Vec<Mismatch>) {
    let real = Cost {
        hours: plan.steps.iter().map(|s| s.takes().hours_left()).sum(),
        work: plan.steps.iter().map(|s| s.work).sum(),
        weighted: plan.steps.iter().map(Step::weighted).sum(),
        price: plan.steps.iter().filter_map(|s| s.price).sum(),
        courses: plan.steps.len() as u64,
        hours_assumed: plan.steps.iter().filter(|s| s.hours_assumed).count() as u64,
        prices_unknown: plan.steps.iter().filter(|s| s.price.is_none()).count() as u64,
    };
    let said = &plan.cost;
    let pairs = [
        ("hours", said.hours.to_string(), real.hours.to_string()),
        ("work", said.work.to_string(), real.work.to_string()),
        ("weighted work", said.weighted.to_string(), real.weighted.to_string()),
        ("price", said.price.to_string(), real.price.to_string()),
        ("courses", said.courses.to_string(), real.courses.to_string()),
        ("assumed durations", said.hours_assumed.to_string(), real.hours_assumed.to_string()),
        ("unknown prices", said.prices_unknown.to_string(), real.prices_unknown.to_string()),
    ];
    for (what, found, expected) in pairs {
        if found != expected {
            wrong.push(Mismatch::Total { what, found, expected });
        }
    }
}
