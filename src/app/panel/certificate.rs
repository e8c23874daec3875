//! Why no path is shorter, as rows.

use super::super::{
    State,
    page::{Ink, Page, Row},
};
use crate::{path::Status, phrase};

/// Why no path is shorter, as far as that is known.
pub(super) fn rows(state: &State, width: usize) -> Vec<Row> {
    let Some(plan) = state.path_plan() else { return Vec::new() };
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    let glyphs = state.look.glyphs();
    let told = phrase::certificate(plan, names);
    let mut page = Page::new(width);
    page.text(if plan.status == Status::Proved { Ink::Good } else { Ink::Strong }, &told.claim);
    if !told.argument.is_empty() {
        page.blank();
        page.text(Ink::Plain, &told.argument);
    }
    if !told.always.is_empty() {
        page.heading(&told.always_heading);
        for course in &told.always {
            page.marked(0, (Ink::Good, glyphs.met), Ink::Plain, course);
        }
    }
    if !told.sets.is_empty() {
        page.heading(&told.sets_heading);
        for set in &told.sets {
            page.marked(0, (Ink::Good, glyphs.met), Ink::Plain, &set.taken);
            page.marked(2, (Ink::Dim, glyphs.bullet), Ink::Dim, &set.others);
        }
    }
    for (heading, lines) in &told.notes {
        page.heading(heading);
        for line in lines {
            page.marked(0, (Ink::Dim, glyphs.bullet), Ink::Plain, line);
        }
    }
    page.into_rows()
}
