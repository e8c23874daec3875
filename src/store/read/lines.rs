//! From byte offsets to the line numbers people count in.

/// Byte offsets to line numbers.
#[derive(Debug)]
pub(crate) struct Lines(Vec<u32>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
        Self(ends.map(|(i, _)| u32::try_from(i).unwrap_or(u32::MAX)).collect())
    }
    /// The line, from 1, of the byte at `offset`.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        let before = self.0.partition_point(|&end| (end as usize) < offset);
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    }
}
