//! What there is to say about a goal or a skill one may choose.

use super::{
    Picked, State,
    page::{Ink, Row, pack, wrap},
};
use crate::phrase;

/// About the selected pick, in rows of at most `width` columns.
pub fn pick_page(state: &State, picked: &Picked, width: usize) -> Vec<Row> {
    let catalog = state.advisor.catalog();
    let glyphs = state.look.glyphs();
    let mut rows = Vec::new();
    let mut text = |ink, text: &str| rows.extend(wrap(text, width).into_iter().map(|line| Row::of(ink, line)));
    match picked {
        Picked::Goal(id) => {
            let Some(goal) = catalog.goal(id.as_str()) else { return rows };
            text(Ink::Strong, &goal.title);
            text(Ink::Plain, &goal.summary);
            if !goal.skills.is_empty() {
                rows.push(Row::default());
                rows.push(Row::of(Ink::Heading, "Asks for"));
            }
            for skill in &goal.skills {
                let have = state.advisor.state().level(skill.skill) >= skill.level;
                let (symbol, ink) =
                    if have { ((Ink::Good, glyphs.met), Ink::Dim) } else { ((Ink::Dim, glyphs.bullet), Ink::Plain) };
                let name = &catalog.skill(skill.skill).name;
                let line = super::page::fit(&format!("{}  {name}", skill.level), width.saturating_sub(2));
                rows.push(Row(vec![(symbol.0, format!("{} ", symbol.1)), (ink, line)]));
            }
            if !goal.skills.is_empty() {
                let levels = [250, 500, 750, 1000].map(|l| phrase::anchored(crate::domain::Level::new(l))).join(" · ");
                rows.push(Row::default());
                rows.extend(pack(&levels, width).into_iter().map(|line| Row::of(Ink::Dim, line)));
            }
            if !goal.requirement.is_trivial() {
                rows.push(Row::default());
                rows.push(Row::of(Ink::Heading, "And"));
                for line in phrase::clause_lines(catalog, state.advisor.state(), &goal.requirement) {
                    let line = super::page::fit(&format!("{}{}", "  ".repeat(line.depth), line.text), width);
                    rows.push(Row::of(Ink::Plain, line));
                }
            }
        }
        Picked::Skill(ix) => {
            let skill = catalog.skill(*ix);
            text(Ink::Strong, &skill.name);
            text(Ink::Dim, &phrase::area(&skill.area));
            text(Ink::Plain, &format!("You have {}", phrase::anchored(state.advisor.state().level(*ix))));
            if !skill.aliases.is_empty() {
                text(Ink::Dim, &format!("also {}", skill.aliases.join(", ")));
            }
            rows.push(Row::default());
            rows.push(Row::of(Ink::Heading, "Levels"));
            for level in [250, 500, 750, 1000].map(crate::domain::Level::new) {
                rows.push(Row::of(Ink::Plain, phrase::anchored(level)));
                let about = wrap(phrase::level_about(level), width.saturating_sub(2));
                rows.extend(about.into_iter().map(|line| Row::of(Ink::Dim, format!("  {line}"))));
            }
        }
        Picked::Must(id) => match catalog.skill_ix(id.as_str()) {
            Some(ix) => return pick_page(state, &Picked::Skill(ix), width),
            None => text(Ink::Strong, id.as_str()),
        },
        Picked::Value(kind, value) => {
            text(Ink::Strong, value);
            text(Ink::Plain, kind.about());
            rows.push(Row::default());
            let set = state.advisor.profile().constraints.clone();
            let now = phrase::constraints(&set, &**catalog);
            rows.push(Row::of(Ink::Heading, "Your constraints"));
            for line in now {
                rows.extend(wrap(&line, width).into_iter().map(|line| Row::of(Ink::Plain, line)));
            }
        }
    }
    rows
}
