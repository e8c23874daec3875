//! Courses like a course, by what is written about them.

use serde::Serialize;

use crate::{
    advisor::Advisor,
    cli::{
        json,
        output::{Output, Table, Tone},
    },
    domain::CourseIx,
    phrase,
    recommend::{Alike, Millionths, ONE},
};

/// One of them.
#[derive(Serialize)]
pub struct SimilarDoc<'a> {
    id: &'a str,
    title: &'a str,
    provider: &'a str,
    hours: Option<f64>,
    likeness: f64,
    shared: Vec<TermDoc<'a>>,
    same_course: bool,
    reason: String,
}

#[derive(Serialize)]
struct TermDoc<'a> {
    term: &'a str,
    share: f64,
}

fn part(n: Millionths) -> f64 {
    json::micro(f64::from(n) / f64::from(ONE))
}

impl<'a> SimilarDoc<'a> {
    /// What `--json` says of one.
    pub fn of(advisor: &'a Advisor, to: CourseIx, it: &'a Alike) -> Self {
        let c = advisor.catalog().course(it.course);
        Self {
            id: c.id.as_str(),
            title: &c.title,
            provider: &c.provider,
            hours: json::maybe_hours(c.hours),
            likeness: part(it.likeness),
            shared: it.shared.iter().map(|(term, n)| TermDoc { term, share: part(*n) }).collect(),
            same_course: c.same_as.contains(&to),
            reason: phrase::shared_terms(&it.shared),
        }
    }
}

/// The list as text, the shared terms under each.
pub fn print(advisor: &Advisor, to: CourseIx, found: &[Alike], out: &mut Output) {
    let (catalog, assume) = (advisor.catalog(), &advisor.settings().costing);
    let mut table = Table::new().left("alike").flexible("course").left("id").yielding("provider").right("hours");
    for it in found {
        let c = catalog.course(it.course);
        table.row([
            (Tone::Strong, format!("{:.2}", part(it.likeness))),
            (Tone::Strong, c.title.clone()),
            (Tone::Id, c.id.to_string()),
            (Tone::Plain, c.provider.clone()),
            (Tone::Plain, phrase::hours_of(c, assume)),
        ]);
        let same = if c.same_as.contains(&to) { "the same course elsewhere; " } else { "" };
        table.detail(vec![(Tone::Dim, format!("{same}{}", phrase::shared_terms(&it.shared)))]);
    }
    out.table(&table);
}
