//! Ranges of matched characters.

use super::fold::Folded;

/// Sorts and joins half-open ranges that touch or overlap.
pub(super) fn union(mut ranges: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    ranges.retain(|(start, end)| start < end);
    ranges.sort_unstable();
    let mut out: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
    for (start, end) in ranges {
        match out.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => out.push((start, end)),
        }
    }
    out
}

/// A range over folded characters as one over the scalars of the original, marks included.
pub(super) fn to_original(folded: &Folded, (start, end): (usize, usize)) -> Option<(usize, usize)> {
    let first = *folded.origin.get(start)? as usize;
    let mut last = *folded.origin.get(end.checked_sub(1)?)? as usize + 1;
    while folded.is_mark.get(last).copied().unwrap_or(false) {
        last += 1;
    }
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::fold_mapped;

    #[test]
    fn ranges_join_and_take_their_marks_along() {
        assert_eq!(union(vec![(4, 6), (0, 2), (2, 3), (5, 5)]), [(0, 3), (4, 6)]);
        let folded = fold_mapped("A\u{301}lge\u{301}");
        assert_eq!(to_original(&folded, (0, 1)), Some((0, 2)));
        assert_eq!(to_original(&folded, (1, 4)), Some((2, 6)));
        assert_eq!(to_original(&folded, (3, 9)), None);
    }
}
