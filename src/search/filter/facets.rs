//! What courses say of themselves in single words: gathered once, so that a filter looks at each
//! different value once and at each course only by number.

use std::{collections::BTreeMap, sync::OnceLock};

use super::FilterName;
use crate::{
    domain::{Catalog, Course},
    search::fold::fold,
};

/// The values of a catalog's courses, filter by filter.
#[derive(Debug, Clone, Default)]
pub(super) struct Facets {
    provider: Facet,
    platform: Facet,
    lang: Facet,
    format: Facet,
    tag: Facet,
    level: Facet,
}

/// Facets gathered by the first filter that asks for them.
#[derive(Debug, Clone, Default)]
pub(in crate::search) struct LazyFacets(OnceLock<Facets>);

impl LazyFacets {
    /// The facets of `catalog`, always the same one.
    pub(super) fn of(&self, catalog: &Catalog) -> &Facets {
        self.0.get_or_init(|| Facets::new(catalog))
    }
}

/// The values of one filter.
#[derive(Debug, Clone, Default)]
pub(super) struct Facet {
    /// In the form in which they are typed, sorted, with how many courses have them.
    pub(super) values: Vec<(String, usize)>,
    /// For each course the numbers of its values.
    of: Vec<Vec<u32>>,
}

impl Facet {
    fn new<'c>(catalog: &'c Catalog, values_of: impl Fn(&'c Course) -> Vec<&'c str>) -> Self {
        // Each different spelling is folded once.
        let mut spelled: BTreeMap<&str, u32> = BTreeMap::new();
        let mut of: Vec<Vec<u32>> = Vec::with_capacity(catalog.courses().len());
        for course in catalog.courses() {
            let mut ids = Vec::new();
            for value in values_of(course).into_iter().filter(|v| !v.is_empty()) {
                let next = u32::try_from(spelled.len()).unwrap_or(u32::MAX);
                ids.push(*spelled.entry(value).or_insert(next));
            }
            of.push(ids);
        }
        let mut sorted: BTreeMap<String, usize> = spelled.keys().map(|value| (slug(value), 0)).collect();
        for (number, at) in (0..).zip(sorted.values_mut()) {
            *at = number;
        }
        let mut number_of = vec![0_u32; spelled.len()];
        for (value, id) in &spelled {
            number_of[*id as usize] = u32::try_from(sorted[&slug(value)]).unwrap_or(u32::MAX);
        }
        let mut values: Vec<(String, usize)> = sorted.into_keys().map(|value| (value, 0)).collect();
        for ids in &mut of {
            ids.iter_mut().for_each(|id| *id = number_of[*id as usize]);
            ids.sort_unstable();
            ids.dedup();
            ids.iter().for_each(|&id| values[id as usize].1 += 1);
        }
        Self { values, of }
    }

    /// For each course, whether it has a value of which `is_meant` is true.
    pub(super) fn mark(&self, is_meant: impl Fn(&str) -> bool) -> Vec<bool> {
        let meant: Vec<bool> = self.values.iter().map(|(value, _)| is_meant(value)).collect();
        self.of.iter().map(|ids| ids.iter().any(|&id| meant[id as usize])).collect()
    }
}

impl Facets {
    /// Gathers them.
    fn new(catalog: &Catalog) -> Self {
        Self {
            provider: Facet::new(catalog, |c| vec![&c.provider]),
            platform: Facet::new(catalog, |c| c.platform.as_deref().into_iter().collect()),
            lang: Facet::new(catalog, |c| c.language.as_deref().into_iter().collect()),
            format: Facet::new(catalog, |c| c.format.as_deref().into_iter().collect()),
            tag: Facet::new(catalog, |c| c.tags.iter().map(String::as_str).collect()),
            level: Facet::new(catalog, |c| c.difficulty.map(|d| d.word()).into_iter().collect()),
        }
    }

    /// The values behind a filter, if it is one of single words.
    pub(super) fn get(&self, name: FilterName) -> Option<&Facet> {
        Some(match name {
            FilterName::Provider => &self.provider,
            FilterName::Platform => &self.platform,
            FilterName::Lang => &self.lang,
            FilterName::Format => &self.format,
            FilterName::Tag => &self.tag,
            FilterName::Level => &self.level,
            _ => return None,
        })
    }
}

/// A value as one types it: folded, with one hyphen for whatever stands between words.
pub(super) fn slug(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in fold(value).chars() {
        if c.is_alphanumeric() || matches!(c, '+' | '#') {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// Whether `typed` stands in `value` as whole words, the last of them perhaps not all typed.
pub(super) fn holds_words(value: &str, typed: &str) -> bool {
    value.match_indices(typed).any(|(at, _)| at == 0 || value[..at].ends_with('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_as_they_are_typed() {
        assert_eq!(slug("University of Wisconsin–Madison"), "university-of-wisconsin-madison");
        assert_eq!(slug("Dr. José Prabhu J"), "dr-jose-prabhu-j");
        assert_eq!(slug("C++ / C#"), "c++-c#");
        assert_eq!(slug("--"), "");
        assert!(holds_words("open-university", "univ") && holds_words("mitx", "mit"));
        assert!(!holds_words("smith", "mit"));
    }
}
