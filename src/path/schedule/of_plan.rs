//! A plan's own calendar: its turns as blocks of work, its premises as a pace.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Block, Calendar, Pace, lay};
use crate::{
    domain::CourseId,
    path::plan::{NeededBy, Plan, Step},
};

/// The turns of a plan: steps that share a position, in order.
pub fn turns(plan: &Plan) -> Vec<&[Step]> {
    plan.steps.chunk_by(|a, b| a.position == b.position).collect()
}

/// The turns as blocks of work, each waiting for those that supply it.
pub fn blocks(plan: &Plan) -> Vec<Block> {
    let turns = turns(plan);
    let turn_of: BTreeMap<&CourseId, usize> =
        turns.iter().enumerate().flat_map(|(i, turn)| turn.iter().map(move |s| (&s.course, i))).collect();
    let mut blocks: Vec<Block> =
        (turns.iter()).map(|turn| Block { work: turn.iter().map(|s| s.work).sum(), ..Block::default() }).collect();
    for (i, turn) in turns.iter().enumerate() {
        for need in turn.iter().flat_map(|s| &s.needed_by) {
            let NeededBy::Course(id) = need else { continue };
            // Only later turns wait: a file may say anything.
            if let Some(&later) = turn_of.get(id).filter(|&&later| later > i) {
                let runs_beside = turn.iter().all(|s| !supplies(s, id) || s.beside.contains(id));
                let list = if runs_beside { &mut blocks[later].beside } else { &mut blocks[later].after };
                list.push(i);
            }
        }
    }
    for block in &mut blocks {
        for list in [&mut block.after, &mut block.beside] {
            list.sort_unstable();
            list.dedup();
        }
    }
    if let Some(calendar) = &plan.premises.calendar {
        for (course, day) in &calendar.begins {
            if let Some(block) = turn_of.get(course).and_then(|&i| blocks.get_mut(i)) {
                block.not_before = block.not_before.max(Some(*day));
                block.agreed = true;
            }
        }
        for (course, days) in &calendar.terms {
            if let Some(block) = turn_of.get(course).and_then(|&i| blocks.get_mut(i)) {
                block.on.extend(days.iter().map(|d| d.0));
                block.on.sort_unstable();
                block.on.dedup();
                // A term waits for nobody.
                block.agreed = true;
            }
        }
        for course in &calendar.under_way {
            if let Some(block) = turn_of.get(course).and_then(|&i| blocks.get_mut(i)) {
                block.agreed = true;
            }
        }
    }
    blocks
}

fn supplies(step: &Step, course: &CourseId) -> bool {
    step.needed_by.iter().any(|n| matches!(n, NeededBy::Course(id) if id == course))
}

/// When there is time to study, as the plan has it; `None` without a first day or study time per week.
pub fn pace(plan: &Plan) -> Option<Pace> {
    let p = &plan.premises;
    let (start, weekly) = (p.start?, p.hours_per_week?);
    let (parallel, away) = p.calendar.as_ref().map_or((1, Vec::new()), |c| (c.max_parallel, c.away.clone()));
    Some(Pace { start, weekly, parallel, away })
}

/// The plan laid on its calendar, a block for each turn; `None` when it has no dates.
pub fn calendar(plan: &Plan) -> Option<Calendar> {
    lay(&blocks(plan), &pace(plan)?)
}

/// Gives the steps of a plan their dates, or none.
pub(crate) fn date(plan: &mut Plan) {
    let laid = calendar(plan);
    let mut turn = 0;
    let mut last = plan.steps.first().map(|s| s.position);
    for step in &mut plan.steps {
        if last != Some(step.position) {
            (turn, last) = (turn + 1, Some(step.position));
        }
        let span = laid.as_ref().and_then(|c| c.spans.get(turn));
        (step.start, step.end) = (span.map(|s| s.0), span.map(|s| s.1));
    }
}

/// A course that cannot begin on the day that is fixed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateStart {
    /// Which course.
    pub course: CourseId,
    /// The day that is fixed.
    pub fixed: Date,
    /// Its first day in the plan.
    pub starts: Date,
    /// What it needs that ends last, and when; `None` when the learner is away instead.
    pub waits_for: Option<(CourseId, Date)>,
}

/// The courses of a plan that cannot begin on the day fixed for them, in their order.
pub fn late_starts(plan: &Plan) -> Vec<LateStart> {
    let Some(calendar) = &plan.premises.calendar else { return Vec::new() };
    let mut out = Vec::new();
    for turn in turns(plan) {
        let here = |id: &CourseId| turn.iter().any(|s| s.course == *id);
        for step in turn {
            let fixed = calendar.begins.iter().find(|(id, _)| *id == step.course).map(|(_, day)| *day);
            let Some((fixed, starts)) = fixed.zip(step.start).filter(|(fixed, starts)| starts > fixed) else {
                continue;
            };
            let before = |s: &Step, id: &CourseId| here(id) && !s.beside.contains(id);
            let supplies = |s: &&Step| {
                s.needed_by.iter().any(|n| matches!(n, NeededBy::Course(id) if before(s, id))) && !here(&s.course)
            };
            let last = plan.steps.iter().filter(supplies).filter_map(|s| Some((s.end?, &s.course))).max();
            let waits_for = last.filter(|(end, _)| *end >= fixed).map(|(end, course)| (course.clone(), end));
            out.push(LateStart { course: step.course.clone(), fixed, starts, waits_for });
        }
    }
    out
}
