//! Wording: turns answers, which are data, into sentences. The command line and the interface say
//! the same thing because both say it through here. Nothing here decides anything.

mod assess;
mod bend;
mod binding;
mod calendar;
mod certificate;
mod course;
mod diff;
mod export;
mod front;
mod gap;
mod next;
mod path;
mod plan;
mod profile;
mod progress;
mod quantity;
mod recommend;
mod requirement;
mod search;
mod weight;
mod why;
mod within;

pub use assess::{anchor_meaning, finding_mark, finding_origin, level_or_none, question_reason};
pub use bend::{against, allowed_again, limits, part, taste, tasted, together, unavoidable, without, without_it};
pub use binding::binding;
pub use calendar::{also_checked, begins_with_term, ends_late, late_start, latest, missed, moved, not_checked};
pub use certificate::{Certificate, SetTold, certificate};
pub use course::{cost_lines, course_lines, skill_lines, stages};
pub use diff::{change, effect, hid, origin, signed, step_change};
pub use export::{export_changes, format_about};
pub use front::{MISFIT, front, front_pays, front_shortest, traded};
pub use gap::{closes, courses, readiness};
pub use next::{ALL_LOGGED, away_until, begins, next_line, nothing_next};
pub use path::{neighbours, place as step_place};
pub use plan::{
    claim, least_work, missing, needed_by, raises, ruled_out, step_apart, step_hours, step_reason, step_tail,
    step_under_way, totals, under_way, unmet, weeks,
};
pub use profile::{at_once, away, constraints, counts, logged, logged_last, profile_changes, stepped, unknown_entries};
pub use progress::{
    finish, finish_short, left, logged_on, milestone, pace, week_name, week_so_far, week_time, weeks_together,
};
pub use quantity::{
    anchored, area, count, day, hours, hours_of, hours_published, level_about, percent, price, price_of, span, work,
    work_left, work_short,
};
pub use recommend::{component_reason, component_silence, first, lack, ranked_place, shared_terms, weight};
pub use requirement::{ClauseLine, clause_lines, leaf};
pub use search::{filter_about, search_note};
pub use weight::{
    doing_without, hours_and_work, nobody_at_all, weight_lines, weight_short, weight_terms, weight_why, work_weight,
};
pub use why::{reasons as why_reasons, verdict as why_verdict};
pub use within::{between, between_short, in_metric, more_short, of_metric, within};

use crate::domain::Catalog;

/// Where names for people come from; without one an id has to do.
pub trait Names {
    /// The name of a skill.
    fn skill(&self, id: &str) -> Option<&str>;
    /// The title of a course.
    fn course(&self, id: &str) -> Option<&str>;
    /// The address of a course's page.
    fn page(&self, _id: &str) -> Option<&str> {
        None
    }
}

impl Names for Catalog {
    fn skill(&self, id: &str) -> Option<&str> {
        self.skill_ix(id).map(|ix| self.skill(ix).name.as_str())
    }
    fn course(&self, id: &str) -> Option<&str> {
        self.course_ix(id).map(|ix| self.course(ix).title.as_str())
    }
    fn page(&self, id: &str) -> Option<&str> {
        self.course_ix(id).and_then(|ix| self.course(ix).url.as_deref())
    }
}

/// No names at all: everything is called by its id.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ids;

impl Names for Ids {
    fn skill(&self, _: &str) -> Option<&str> {
        None
    }
    fn course(&self, _: &str) -> Option<&str> {
        None
    }
}

/// The text with a capital first.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `a`, `a and b`, `a, b and c`.
pub fn list_and(parts: &[String]) -> String {
    join(parts, "and")
}

/// `a`, `a or b`, `a, b or c`.
pub fn list_or(parts: &[String]) -> String {
    join(parts, "or")
}

fn join(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., tail] => format!("{} {last} {tail}", head.join(", ")),
    }
}

/// The first `keep` parts joined, the others counted: `a, b and 3 more`.
pub fn list_some(parts: &[String], keep: usize) -> String {
    if parts.len() <= keep + 1 {
        return list_and(parts);
    }
    let mut shown = parts[..keep].to_vec();
    shown.push(format!("{} more", parts.len() - keep));
    list_and(&shown)
}

fn skill_name<'a>(names: &'a dyn Names, id: &'a str) -> &'a str {
    names.skill(id).unwrap_or(id)
}

fn course_title<'a>(names: &'a dyn Names, id: &'a str) -> &'a str {
    names.course(id).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_english() {
        let parts: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).into();
        assert_eq!(list_and(&parts[..1]), "a");
        assert_eq!(list_and(&parts[..2]), "a and b");
        assert_eq!(list_or(&parts[..3]), "a, b or c");
        assert_eq!(list_some(&parts, 2), "a, b and 2 more");
        assert_eq!(list_some(&parts, 3), "a, b, c and d");
        assert_eq!(list_and(&[]), "");
    }
}
