//! The `gap` component: how much of what the goal asks does the course bring?

use super::component::{Closes, Opinion, Reason, Silence, share_floor};
use crate::{
    domain::{Catalog, CourseIx, GoalSkill, Level, State},
    path::Aim,
};

/// The goal's skills: weights of a skill asked for twice add up, levels take the higher.
pub(super) fn needs(aim: &Aim) -> Vec<GoalSkill> {
    let mut needs: Vec<GoalSkill> = aim.goals.iter().flat_map(|g| g.skills.iter().copied()).collect();
    needs.sort_by_key(|n| n.skill);
    needs.dedup_by(|next, kept| {
        let same = next.skill == kept.skill;
        if same {
            kept.level = kept.level.max(next.level);
            kept.weight = kept.weight.saturating_add(next.weight);
        }
        same
    });
    needs
}

/// `Σ w·max(0, min(taught, need) − have) / Σ w·gap`, rounded down.
pub(super) fn opinion(catalog: &Catalog, state: &State, needs: &[GoalSkill], course: CourseIx) -> Opinion {
    if needs.is_empty() {
        return Err(Silence::NoGoal);
    }
    let weigh = |need: &GoalSkill, levels: Level| u128::from(need.weight) * u128::from(levels.thousandths());
    let gap = |need: &GoalSkill| state.level(need.skill).gap_to(need.level);
    let whole: u128 = needs.iter().map(|n| weigh(n, gap(n))).sum();
    if whole == 0 {
        return Err(Silence::NoGap);
    }
    let mut closes = Vec::new();
    let mut part = 0;
    for need in needs {
        let from = state.level(need.skill);
        let Some(taught) = catalog.effect_on(course, need.skill) else { continue };
        let to = taught.min(need.level);
        let closed = from.gap_to(to);
        if closed > Level::ZERO {
            let weighed = weigh(need, closed);
            part += weighed;
            let share = share_floor(closed.thousandths().into(), gap(need).thousandths().into());
            closes.push((weighed, Closes { skill: catalog.skill(need.skill).id.clone(), share, from, to }));
        }
    }
    closes.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.skill.cmp(&b.1.skill)));
    let closes: Vec<_> = closes.into_iter().map(|(_, c)| c).collect();
    let reason = if closes.is_empty() { Reason::ClosesNothing } else { Reason::Closes(closes) };
    Ok((share_floor(part, whole), reason))
}
