//! Plans as files: TOML that reads back to the same plan, JSON for programs, Markdown for people.

mod json;
mod markdown;
mod plan_premises;
mod plan_read;
mod plan_unmet;
mod plan_write;

pub use json::plan_json;
pub use markdown::{escape_markdown, plan_markdown};
pub use plan_read::{PlanFile, PlanFileError, read_plan_toml};
pub use plan_write::{PLAN_SCHEMA, write_plan_toml};

use crate::{path::RuledOut, phrase::Names};

/// The words for why a course is never proposed.
const RULED_OUT: [(&str, RuledOut); 5] = [
    ("retired", RuledOut::Retired),
    ("hidden", RuledOut::Hidden),
    ("excluded", RuledOut::Excluded),
    ("constraints", RuledOut::Constraints),
    ("price unknown", RuledOut::PriceUnknown),
];

fn ruled_out_word(why: RuledOut) -> &'static str {
    RULED_OUT.iter().find(|(_, w)| *w == why).map_or("", |(word, _)| word)
}

/// Wraps the names at hand: titles of the plan's own steps come first, so that a plan reads the same
/// without its catalog.
struct WithSteps<'a> {
    plan: &'a crate::path::Plan,
    names: &'a dyn Names,
}

impl Names for WithSteps<'_> {
    fn skill(&self, id: &str) -> Option<&str> {
        self.names.skill(id)
    }
    fn course(&self, id: &str) -> Option<&str> {
        self.plan.step(id).map(|s| s.title.as_str()).or_else(|| self.names.course(id))
    }
}
