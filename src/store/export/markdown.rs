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

/// Lines of an earlier checklist that are not this program's, by the step they stand under; those under none at last.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct OwnLines {
    under: BTreeMap<String, Vec<String>>,
    apart: Vec<String>,
}

/// The heading above lines of the learner's that stand under no step.
const OWN: &str = "## Your own lines";

/// What a learner wrote into an earlier checklist.
pub fn own_lines(text: &str) -> OwnLines {
    let mut own = OwnLines::default();
    let mut item: Option<String> = None;
    // How many paragraphs of the head, which are two, and how many lines of the step's own are still to come.
    let (mut head, mut facts, mut unmet) = (2, 0, false);
    for line in text.lines().skip_while(|line| !line.starts_with("# ")).skip(1) {
        let line = line.trim_end();
        let title = ["- [ ] **", "- [x] **", "- [X] **"].iter().find_map(|tick| line.strip_prefix(tick));
        if let Some((title, _)) = title.and_then(|rest| rest.split_once("**")) {
            (item, head, facts, unmet) = (Some(title.to_owned()), 0, 2, false);
        } else if line.is_empty() {
            unmet &= item.is_none();
        } else if line == "## Out of reach" {
            (item, head, unmet) = (None, 0, true);
        } else if line == "## Ticked before" || line == OWN {
            (item, head, unmet) = (None, 0, false);
        } else if head > 0 {
            head -= 1;
        } else if facts > 0 && line.starts_with("  - ") {
            // What it raises, and why; or why alone.
            facts = if facts == 2 && line.contains(" → ") { 1 } else { 0 };
        } else if !(unmet && line.starts_with("- ")) {
            facts = 0;
            let indented = line.starts_with(' ') || line.starts_with('\t');
            match item.as_ref().filter(|_| indented) {
                Some(title) => own.under.entry(title.clone()).or_default().push(line.to_owned()),
                None => own.apart.push(line.to_owned()),
            }
        }
    }
    own
}

/// A checklist with dates, hours and reasons. What is in `ticked` stays ticked; what of it is on the plan no longer
/// is kept at the end, and so is what a learner wrote: under its step, or at the end.
pub fn plan_markdown(plan: &Plan, names: &dyn Names, ticked: &BTreeMap<String, String>, own: &OwnLines) -> String {
    let names = &WithSteps { plan, names };
    let titles: Vec<String> = plan.premises.goals.iter().map(|g| escape_markdown(&g.title)).collect();
    let mut out = format!("# {}\n\n", phrase::list_and(&titles));
    out.push_str(&escape_markdown(&phrase::capital(&phrase::claim(plan))));
    out.push_str("\n\n");
    if !plan.steps.is_empty() {
        out.push_str(&format!("{}\n\n", escape_markdown(&phrase::totals(plan))));
    }
    let (mut left, mut own) = (ticked.clone(), own.clone());
    for step in &plan.steps {
        let mut facts = vec![step.provider.clone(), phrase::step_hours(step)];
        facts.push(phrase::price_of(step.price, plan.premises.currency));
        if let (Some(start), Some(end)) = (step.start, step.end) {
            facts.push(phrase::span(start, end));
        }
        facts.retain(|f| !f.is_empty());
        let title = escape_markdown(&step.title);
        let mut facts = escape_markdown(&facts.join(" · "));
        if let Some(page) = names.page(step.course.as_str()) {
            facts = format!("[page]({}) · {facts}", link(page));
        }
        let tick = if left.remove(&title).is_some() { 'x' } else { ' ' };
        out.push_str(&format!("- [{tick}] **{title}** ({facts})\n"));
        let raises = phrase::raises(step, names);
        if !raises.is_empty() {
            out.push_str(&format!("  - {}\n", escape_markdown(&raises)));
        }
        let reason = phrase::step_reason(&step.reason, names);
        let waived = if step.waived { "; requirement waived by you" } else { "" };
        out.push_str(&format!("  - {}{waived}\n", escape_markdown(&phrase::capital(&reason))));
        own.under.remove(&title).unwrap_or_default().iter().for_each(|line| out.push_str(&format!("{line}\n")));
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
    let apart: Vec<String> = own.under.into_values().flatten().chain(own.apart).collect();
    if !apart.is_empty() {
        out.push_str(&format!("\n{OWN}\n\n"));
        apart.iter().for_each(|line| out.push_str(&format!("{line}\n")));
    }
    out
}

/// An address as the target of a link: in angle brackets, without what would end them.
fn link(page: &str) -> String {
    let safe = |c: char| match c {
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '\\' => "%5C".to_owned(),
        c if c.is_whitespace() || c.is_control() => "%20".to_owned(),
        c => c.to_string(),
    };
    format!("<{}>", page.chars().map(safe).collect::<String>())
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
    fn own_lines_are_told_from_ours() {
        let text = "# Latin\n\nProved: so\n\n2 courses\n\n- [x] **Latin 1** (U)\n  - Latin 0.00 → 0.25\n  - Brings Latin\n  - ask Ann\n- [ ] **Latin 2** (U)\n  - Opens more\n  - mine, too\n\nexam on Friday\n\n## Out of reach\n\n- Nobody teaches it\n\n## Ticked before\n\n- [x] **Old** (U)\n\n## Mine\n\nkeep this\n";
        let own = own_lines(text);
        assert_eq!(own.under["Latin 1"], ["  - ask Ann"]);
        assert_eq!(own.under["Latin 2"], ["  - mine, too"]);
        assert_eq!(own.apart, ["exam on Friday", "## Mine", "keep this"]);
        assert_eq!(own_lines(""), OwnLines::default());
    }

    #[test]
    fn no_markup_gets_through() {
        assert_eq!(escape_markdown("[x](javascript:a) <b>"), "\\[x\\](javascript:a) \\<b\\>");
    }
}
