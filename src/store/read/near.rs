//! What was probably meant.

/// The one candidate closest to `text`, if any is close enough to be meant.
pub(crate) fn closest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = text.to_lowercase();
    // One letter off says nothing about a name of two.
    let reach = if wanted.chars().count() < 3 { 0 } else { 1 + wanted.chars().count() / 4 };
    candidates
        .filter(|c| c.chars().count().abs_diff(wanted.chars().count()) <= reach)
        .map(|c| (strsim::osa_distance(&wanted, &c.to_lowercase()), c))
        .filter(|(distance, _)| *distance <= reach)
        .min()
        .map(|(_, c)| c)
}
