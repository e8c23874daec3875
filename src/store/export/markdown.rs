//! A plan as a checklist in Markdown.

use std::collections::BTreeMap;

use super::WithSteps;
use crate::{
    path::Plan,
    phrase::{self, Names},
};

/// What was ticked in an earlier checklist: titles, as written, with the whole line.
pub fn ticks_of(text: &str) -> BTreeMap<String, String> {
    (text.lines())
        .filter_map(|line| {
            let item = line.strip_prefix("- [x] **").or_else(|| line.strip_prefix("- [X] **"))?;
            let (title, _) = item.split_once("**")?;
            Some((title.to_owned(), line.trim_end().to_owned()))
        })
        .collect()
}

/// A checklist with dates, hours and reasons. What is in `ticked` stays ticked; what of it is on the plan no longer
/// is kept at the end.
pub fn plan_markdown(plan: &Plan, names: &dyn Names, ticked: &BTreeMap<String, String>) -> String {
    let names = &WithSteps { plan, names };
    let titles: Vec<String> = plan.premises.goals.iter().map(|g| escape_markdown(&g.title)).collect();
    let mut out = format!("# {}\n\n", phrase::list_and(&titles));
    out.push_str(&escape_markdown(&phrase::capital(&phrase::claim(plan))));
    out.push_str("\n\n");
    if !plan.steps.is_empty() {
        out.push_str(&format!("{}\n\n", escape_markdown(&phrase::totals(plan))));
    }
    let mut left = ticked.clone();
    for step in &plan.steps {
        let mut facts = vec![step.provider.clone(), phrase::step_hours(step)];
        facts.push(phrase::price_of(step.price, plan.premises.currency));
        if let (Some(start), Some(end)) = (step.start, step.end) {
            facts.push(phrase::span(start, end));
        }
        facts.retain(|f| !f.is_empty());
        let title = escape_markdown(&step.title);
        let facts = escape_markdown(&facts.join(" · "));
        let tick = if left.remove(&title).is_some() { 'x' } else { ' ' };
        out.push_str(&format!("- [{tick}] **{title}** ({facts})\n"));
        let raises = phrase::raises(step, names);
        if !raises.is_empty() {
            out.push_str(&format!("  - {}\n", escape_markdown(&raises)));
        }
        let reason = phrase::step_reason(&step.reason, names);
        let waived = if step.waived { "; requirement waived by you" } else { "" };
        out.push_str(&format!("  - {}{waived}\n", escape_markdown(&phrase::capital(&reason))));
    }
    if !plan.unmet.is_empty() {
        out.push_str("\n## Out of reach\n\n");
        for need in &plan.unmet {
            out.push_str(&format!("- {}\n", escape_markdown(&phrase::capital(&phrase::unmet(need, names)))));
        }
    }
    if !left.is_empty() {
        out.push_str("\n## Ticked before\n\n");
        left.into_values().for_each(|line| out.push_str(&format!("{line}\n")));
    }
    out
}

/// Puts a backslash before every character that Markdown, or the HTML in it, could take for its own.
pub fn escape_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '#' | '|' | '!' | '~' | '&' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What CommonMark makes of it: a backslash before ASCII punctuation goes away.
    fn unescape(text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match chars.peek() {
                Some(next) if c == '\\' && next.is_ascii_punctuation() => out.extend(chars.next()),
                _ => out.push(c),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn escaped_text_reads_back(text in any::<String>()) {
            prop_assert_eq!(unescape(&escape_markdown(&text)), text);
        }
    }

    #[test]
    fn no_markup_gets_through() {
        assert_eq!(escape_markdown("[x](javascript:a) <b>"), "\\[x\\](javascript:a) \\<b\\>");
    }
}
