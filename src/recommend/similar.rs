//! How alike two courses are to a learner.

use super::{
    component::{Millionths, ONE, share_floor},
    interest::millionths,
};
use crate::{
    domain::{Catalog, CourseIx, SkillIx, State},
    models::Model,
};

/// The levels a course would newly bring, in skill order.
pub(super) type NewLevels = Vec<(SkillIx, u16)>;

/// What `course` would raise, and by how much.
pub(super) fn new_levels(catalog: &Catalog, state: &State, course: CourseIx) -> NewLevels {
    (catalog.effect(course).iter())
        .map(|&(s, l)| (s, state.level(s).gap_to(l).thousandths()))
        .filter(|(_, gain)| *gain > 0)
        .collect()
}

/// Ruzicka similarity `Σ min / Σ max`; nothing is like nothing in no way known.
pub(super) fn ruzicka(a: &NewLevels, b: &NewLevels) -> Millionths {
    let (mut i, mut j) = (0, 0);
    let (mut least, mut most) = (0_u64, 0_u64);
    while i < a.len() || j < b.len() {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x.0 == y.0 => {
                least += u64::from(x.1.min(y.1));
                most += u64::from(x.1.max(y.1));
                i += 1;
                j += 1;
            }
            (Some(x), y) if y.is_none_or(|y| x.0 < y.0) => {
                most += u64::from(x.1);
                i += 1;
            }
            (_, Some(y)) => {
                most += u64::from(y.1);
                j += 1;
            }
            (_, None) => break,
        }
    }
    // Most pairs share nothing, and this runs for every pair of candidates when a slider moves.
    if least == 0 { 0 } else { share_floor(least.into(), most.into()) }
}

/// Similarity for diversification; the same course elsewhere is fully alike. Where one brings nothing
/// new there are no levels to compare, and the texts say how alike they are.
pub(super) fn similarity(
    catalog: &Catalog,
    texts: Option<&dyn Model>,
    a: (CourseIx, &NewLevels),
    b: (CourseIx, &NewLevels),
) -> Millionths {
    if a.0 == b.0 || catalog.course(a.0).same_as.contains(&b.0) {
        ONE
    } else if a.1.is_empty() || b.1.is_empty() {
        texts.and_then(|t| t.similarity(a.0.get(), b.0.get())).map_or(0, millionths)
    } else {
        ruzicka(a.1, b.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ruzicka_compares_what_is_new() {
        let levels = |pairs: &[(u32, u16)]| pairs.iter().map(|&(s, l)| (SkillIx(s), l)).collect::<NewLevels>();
        let (a, b) = (levels(&[(0, 500), (2, 250)]), levels(&[(0, 250), (1, 250)]));
        assert_eq!(ruzicka(&a, &b), 250_000);
        assert_eq!(ruzicka(&b, &a), 250_000);
        assert_eq!(ruzicka(&a, &a), ONE);
        assert_eq!(ruzicka(&a, &levels(&[])), 0);
        assert_eq!(ruzicka(&levels(&[]), &levels(&[])), 0);
    }
}
