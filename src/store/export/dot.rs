//! A plan's prerequisite graph in the DOT language.

use super::{WithSteps, arrows};
use crate::{
    domain::scrub,
    path::Plan,
    phrase::{self, Names},
};

/// The graph, left to right: a box for each step, an oval for each goal, an arrow from each supplier.
pub fn plan_dot(plan: &Plan, names: &dyn Names) -> String {
    let names = &WithSteps { plan, names };
    let mut out = String::from("digraph plan {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
    for step in &plan.steps {
        let label = format!("{}. {}", step.position, step.title);
        let hours = phrase::step_hours(step);
        let tip = phrase::step_reason(&step.reason, names);
        out.push_str(&format!(
            "  {} [label={}, tooltip={}];\n",
            quoted(step.course.as_str()),
            quoted_lines(&[&label, &hours]),
            quoted(&tip)
        ));
    }
    for goal in &plan.premises.goals {
        out.push_str(&format!(
            "  {} [label={}, shape=oval];\n",
            quoted(&format!("goal:{}", goal.id)),
            quoted(&goal.title)
        ));
    }
    for (from, to) in arrows(plan) {
        out.push_str(&format!("  {} -> {};\n", quoted(&from), quoted(&to)));
    }
    out.push_str("}\n");
    out
}

/// A quoted string of the language that shows as `text`.
pub fn quoted(text: &str) -> String {
    quoted_lines(&[text])
}

fn quoted_lines(lines: &[&str]) -> String {
    let escaped: Vec<String> = lines.iter().map(|l| scrub(l).replace('\\', "\\\\").replace('"', "\\\"")).collect();
    format!("\"{}\"", escaped.join("\\n"))
}
