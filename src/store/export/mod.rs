//! Plans as files: TOML that reads back to the same plan, JSON for programs, Markdown for people, and the formats of
//! calendars, spreadsheets, graph tools and task lists.

mod dot;
mod format;
mod ics;
mod identity;
mod json;
mod markdown;
mod mermaid;
mod plan_binding;
mod plan_calendar;
mod plan_cases;
mod plan_costing;
mod plan_premises;
mod plan_read;
mod plan_under_way;
mod plan_unmet;
mod plan_write;
mod sheet;
mod taskwarrior;
mod told;

use crate::domain::Objection;
pub use dot::{plan_dot, quoted as quoted_dot};
pub use format::{EarlierError, ExportContext, earlier_export, export_changes, export_plan, is_export};
use ics::PRODID;
pub use ics::{CalendarError, OldEvent, events_of, plan_ics};
pub use identity::course_uuid;
pub use json::plan_json;
pub use markdown::{OwnLines, escape_markdown, own_lines, plan_markdown, ticks_of};
pub use mermaid::{escape_mermaid, plan_mermaid};
pub use plan_read::{PlanFile, PlanFileError, read_plan_toml};
use plan_write::{OLD_PLAN_FILE_SCHEMA, PLAN_FILE_SCHEMA};
pub use plan_write::{PLAN_SCHEMA, write_plan_toml};
pub use sheet::{BYTE_ORDER_MARK, neutral, plan_csv};
pub use taskwarrior::{plan_taskwarrior, tasks_of};
pub use told::{Told, finish_json, plan_document};

use crate::{
    path::{NeededBy, Plan, RuledOut},
    phrase::Names,
};

/// The words for why a course is never proposed.
const RULED_OUT: [(&str, RuledOut); 12] = [
    ("retired", RuledOut::Retired),
    ("hidden", RuledOut::Hidden),
    ("excluded", RuledOut::Excluded),
    ("free-only", RuledOut::Against(Objection::NotFree)),
    ("language", RuledOut::Against(Objection::Language)),
    ("format", RuledOut::Against(Objection::Format)),
    ("provider", RuledOut::Against(Objection::Provider)),
    ("avoid", RuledOut::Against(Objection::Avoided)),
    // Said by files from before constraints were told apart.
    ("constraints", RuledOut::Against(Objection::NotFree)),
    ("rival done", RuledOut::RivalDone),
    ("rival taken", RuledOut::RivalTaken),
    ("price unknown", RuledOut::PriceUnknown),
];

fn ruled_out_word(why: RuledOut) -> &'static str {
    RULED_OUT.iter().find(|(_, w)| *w == why).map_or("", |(word, _)| word)
}

/// The arrows of a plan's graph: from each step to the courses it supplies first, and to each goal (`goal:ID`) from
/// those that supply the goal.
fn arrows(plan: &Plan) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for step in &plan.steps {
        for need in &step.needed_by {
            match need {
                NeededBy::Course(id) => out.push((step.course.to_string(), id.to_string())),
                NeededBy::Goal => {
                    out.extend(plan.premises.goals.iter().map(|g| (step.course.to_string(), format!("goal:{}", g.id))));
                }
            }
        }
    }
    out
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
    fn page(&self, id: &str) -> Option<&str> {
        self.names.page(id)
    }
}
