//! Which column says what: by its content as well as by its heading, because headings lie.

mod content;
mod field;
mod header;

use std::collections::BTreeMap;

pub use content::{Content, is_code};
pub use field::Field;
pub use header::{field_of, heading, is_personal, is_requirement, is_title, looks_like_courses};

use super::source::Table;

/// A proposal: columns by field, and what was found about the others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposal {
    /// Columns of each field, in order of preference.
    pub columns: BTreeMap<Field, Vec<usize>>,
    /// Columns that say who somebody is: never imported.
    pub personal: Vec<usize>,
    /// Headings that the content contradicts: column, what it says, what it is.
    pub lying: Vec<(usize, Field)>,
}

/// Rows whose content is looked at.
const SAMPLE: usize = 600;

/// Proposes columns for a table.
pub fn propose(table: &Table) -> Proposal {
    let contents: Vec<Content> = (0..table.columns.len()).map(|c| Content::of(table, c, SAMPLE)).collect();
    let mut proposal = Proposal::default();
    let mut headed: Vec<Option<Field>> = Vec::new();
    for (c, name) in table.columns.iter().enumerate() {
        if is_personal(name) && table.named || contents[c].emails > 0.3 {
            proposal.personal.push(c);
            headed.push(None);
            continue;
        }
        let field = if table.named { field_of(name) } else { None };
        match field {
            Some(field) if contents[c].filled == 0 => headed.push(Some(field)),
            Some(field) if contents[c].fits(field) => headed.push(Some(field)),
            Some(field) => {
                proposal.lying.push((c, field));
                headed.push(None);
            }
            None => headed.push(None),
        }
    }
    let mut scores: Vec<(i64, Field, usize)> = Vec::new();
    for c in 0..table.columns.len() {
        if proposal.personal.contains(&c) || contents[c].filled == 0 {
            continue;
        }
        for &field in Field::ALL {
            let mut score = contents[c].affinity(field);
            match headed[c] {
                Some(said) if said == field => score += 100 + header::strength(&table.columns[c], field),
                // A heading that fits its content is for one field only.
                Some(_) => continue,
                None => {}
            }
            if score > 0 {
                scores.push((score, field, c));
            }
        }
    }
    scores.sort_by(|a, b| b.0.cmp(&a.0).then(a.2.cmp(&b.2)).then(a.1.cmp(&b.1)));
    let mut taken = vec![false; table.columns.len()];
    for (score, field, c) in scores {
        let own = proposal.columns.entry(field).or_default();
        let room = own.is_empty() || field.many() && score >= 100;
        if !taken[c] && room {
            own.push(c);
            taken[c] = true;
        }
    }
    proposal.columns.retain(|_, columns| !columns.is_empty());
    proposal.columns.values_mut().for_each(|columns| columns.sort_unstable());
    flags(table, &contents, &mut proposal, &taken);
    proposal
}

/// Many columns of nothing but 0 and 1 are labels.
fn flags(table: &Table, contents: &[Content], proposal: &mut Proposal, taken: &[bool]) {
    let flags: Vec<usize> =
        (0..table.columns.len()).filter(|&c| table.named && !taken[c] && contents[c].flags > 0.99).collect();
    if flags.len() >= 4 {
        proposal.columns.insert(Field::Flags, flags);
    }
}
