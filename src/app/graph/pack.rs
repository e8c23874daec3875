//! Parts beside and below each other: each takes a rectangle of columns and rows, and goes where it ends up
//! highest, then furthest to the left. Single nodes fill what is left.

/// The first column and row of each rectangle, given as columns and rows, and the rows all of them take.
/// No rectangle may be wider than `columns`.
pub(super) fn pack(sizes: &[(usize, usize)], columns: usize) -> (Vec<(usize, usize)>, usize) {
    // How far down each column is taken.
    let mut filled = vec![0usize; columns.max(1)];
    let mut places = Vec::with_capacity(sizes.len());
    for &(width, height) in sizes {
        let width = width.clamp(1, filled.len());
        let top = |at: usize| filled[at..at + width].iter().copied().max().unwrap_or(0);
        let at = (0..=filled.len() - width).min_by_key(|&at| (top(at), at)).unwrap_or(0);
        let row = top(at);
        filled[at..at + width].fill(row + height);
        places.push((at, row));
    }
    (places, filled.into_iter().max().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::pack;

    #[test]
    fn single_nodes_fill_the_columns_beside_and_below() {
        let sizes = [(3, 6), (2, 4), (1, 2), (1, 2), (1, 2)];
        let (places, height) = pack(&sizes, 3);
        assert_eq!(places, [(0, 0), (0, 6), (2, 6), (2, 8), (0, 10)]);
        assert_eq!(height, 12);
        assert_eq!(pack(&[], 0), (Vec::new(), 0));
    }
}
