//! A plan's prerequisite graph as a Mermaid flowchart.

use std::collections::BTreeMap;

use super::arrows;
use crate::{domain::scrub, path::Plan, phrase};

/// The flowchart, left to right: a box for each step, a rounded one for each goal, an arrow from each supplier.
pub fn plan_mermaid(plan: &Plan) -> String {
    let mut out = String::from("flowchart LR\n");
    // Ids of the language are bare words, and `end` is not one of them: numbers cannot collide.
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    for (i, step) in plan.steps.iter().enumerate() {
        let word = format!("c{}", i + 1);
        let hours = phrase::step_hours(step);
        out.push_str(&format!(
            "  {word}[\"{}. {}<br/>{}\"]\n",
            step.position,
            escape_mermaid(&step.title),
            escape_mermaid(&hours)
        ));
        words.insert(step.course.to_string(), word);
    }
    for (i, goal) in plan.premises.goals.iter().enumerate() {
        let word = format!("g{}", i + 1);
        out.push_str(&format!("  {word}([\"{}\"])\n", escape_mermaid(&goal.title)));
        words.insert(format!("goal:{}", goal.id), word);
    }
    for (from, to) in arrows(plan) {
        if let (Some(from), Some(to)) = (words.get(&from), words.get(&to)) {
            out.push_str(&format!("  {from} --> {to}\n"));
        }
    }
    out
}

/// Text for between quotes in a flowchart: everything but letters, digits, blanks and the plainest signs as a
/// numbered entity, written the language's way, `#35;`.
pub fn escape_mermaid(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in scrub(text).chars() {
        if c.is_alphanumeric()
            || !c.is_ascii()
            || matches!(c, ' ' | ',' | '.' | '-' | '/' | ':' | '(' | ')' | '+' | '\'' | '!' | '?')
        {
            out.push(c);
        } else {
            out.push_str(&format!("#{};", u32::from(c)));
        }
    }
    out
}
