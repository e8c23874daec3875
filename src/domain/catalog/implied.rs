//! What skills carry, transitively.

use crate::domain::{Level, Skill, SkillIx};

/// For each skill (sorted by id), what a level in it carries and up to which level: along a chain the least bound
/// counts, of several chains the one that carries most.
pub(super) fn closure(skills: &[Skill]) -> Vec<Vec<(SkillIx, Level)>> {
    let direct: Vec<Vec<(usize, Level)>> = (skills.iter())
        .map(|s| {
            let place = |id| skills.binary_search_by(|other| other.id.cmp(id)).ok();
            s.implies.iter().filter_map(|(id, bound)| Some((place(id)?, *bound))).collect()
        })
        .collect();
    (0..skills.len())
        .map(|from| {
            if direct[from].is_empty() {
                return Vec::new();
            }
            let mut bound = vec![Level::ZERO; skills.len()];
            let mut todo = vec![(from, Level::MAX)];
            while let Some((at, carried)) = todo.pop() {
                for &(next, up_to) in &direct[at] {
                    let level = carried.min(up_to);
                    if level > bound[next] {
                        bound[next] = level;
                        todo.push((next, level));
                    }
                }
            }
            bound[from] = Level::ZERO;
            let carried = bound.into_iter().enumerate().filter(|(_, level)| *level > Level::ZERO);
            carried.map(|(skill, level)| (SkillIx::from_usize(skill), level)).collect()
        })
        .collect()
}

/// Levels with all they carry, in order of their skills.
pub(super) fn carried(levels: &[(SkillIx, Level)], implied: &[Vec<(SkillIx, Level)>]) -> Vec<(SkillIx, Level)> {
    let mut all = levels.to_vec();
    for &(skill, level) in levels {
        all.extend(implied[skill.get()].iter().map(|&(other, bound)| (other, level.min(bound))));
    }
    all.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
    all.dedup_by_key(|(skill, _)| *skill);
    all
}
