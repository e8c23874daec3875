//! What each part of the goal costs, greatest first, and what several goals cost together, as a page.

use super::super::{
    State,
    page::{Ink, Page, Piece, Row, columns, pad, pad_left},
};
use crate::{
    path::{Extra, Part, PartCost, Sensitivity, Together},
    phrase,
};

/// A line of the table: what it is, its level, what it saves, and how much of that is certain.
struct Line {
    name: String,
    level: String,
    saves: Extra,
    within: bool,
}

pub(super) fn rows(state: &State, width: usize) -> Vec<Row> {
    let mut page = Page::new(width);
    page.heading("What each part of the goal costs");
    let Some(costs) = &state.inquiry.costs.value else {
        page.text(Ink::Dim, "working it out …");
        return page.into_rows();
    };
    let aside = if state.bent_limits().is_empty() { "" } else { " Limits are left aside here." };
    page.text(Ink::Plain, &format!("{}{aside}", summary(state, &costs.parts)));
    if let Some(together) = &costs.together {
        page.heading("Goals together");
        goals(state, together, &mut page);
    } else if state.inquiry.costs.pending && state.advisor.profile().goals.len() > 1 {
        page.heading("Goals together");
        page.text(Ink::Dim, "working it out …");
    }
    if costs.parts.parts.is_empty() {
        return page.into_rows();
    }
    if costs.together.is_some() {
        page.heading("Part by part");
    } else {
        page.blank();
    }
    table(state, &costs.parts, &mut page);
    page.blank();
    page.text(Ink::Dim, "Parts share courses, so these figures need not add up to the whole.");
    page.into_rows()
}

/// The whole, and what to drop to save most.
fn summary(state: &State, found: &Sensitivity) -> String {
    let say = |extra| phrase::between(extra, state.metric(), state.currency());
    let whole = format!("All of it: {}{}.", say(found.whole), phrase::of_metric(state.metric()));
    match found.parts.first().filter(|p| p.saves.upper > 0) {
        None => format!("{whole} Dropping a part alone saves nothing."),
        Some(most) => {
            let name = phrase::part(&most.part, &**state.advisor.catalog());
            format!("{whole} Dropping {name} saves most: {}.", say(most.saves))
        }
    }
}

fn lines(state: &State, found: &Sensitivity) -> Vec<Line> {
    let mut out = Vec::new();
    for PartCost { part, have, need, saves, steps } in &found.parts {
        let level = if matches!(part, Part::Skill(_)) { format!("{have} → {need}") } else { String::new() };
        let name = phrase::part(part, &**state.advisor.catalog()).to_owned();
        out.push(Line { name, level, saves: *saves, within: false });
        let steps = steps.iter().rev().filter(|s| s.saves.exact() != Some(0));
        out.extend(steps.map(|s| Line {
            name: format!("stopping at {}", s.level),
            level: String::new(),
            saves: s.saves,
            within: true,
        }));
    }
    out
}

fn table(state: &State, found: &Sensitivity, page: &mut Page) {
    let lines = lines(state, found);
    let figure = |e: Extra| match e.exact() {
        Some(0) => "nothing".to_owned(),
        _ => phrase::between_short(e, state.metric(), state.currency()),
    };
    let widest = |f: &dyn Fn(&Line) -> usize| lines.iter().map(f).max().unwrap_or(0);
    let width = page.width();
    let figures = widest(&|l| columns(&figure(l.saves))).max(5);
    let levels = if width >= 48 { widest(&|l| columns(&l.level)) + 2 } else { 0 };
    let names = widest(&|l| columns(&l.name) + 2 * usize::from(l.within)).min((width * 2 / 5).max(16));
    let bar = width.saturating_sub(names + levels + figures + 3).min(40);
    let names = names.min(width.saturating_sub(levels + figures + 1));
    let most = lines.iter().map(|l| l.saves.upper).max().unwrap_or(0).max(1);
    let head = format!("{}{}", pad("dropping", names), if levels > 0 { pad("  level", levels) } else { String::new() });
    let room = if bar >= 6 { bar + 2 } else { 0 };
    page.push(Row::of(Ink::Dim, format!("{head}{}", pad_left("saves", room + figures + 1))));
    for line in &lines {
        let indent = if line.within { "  " } else { "" };
        let ink = if line.within || line.saves.upper == 0 { Ink::Dim } else { Ink::Plain };
        let mut row = vec![(ink, pad(&format!("{indent}{}", line.name), names))];
        if levels > 0 {
            row.push((Ink::Dim, pad(&format!("  {}", line.level), levels)));
        }
        if bar >= 6 {
            row.push((Ink::Plain, "  ".to_owned()));
            row.extend(saving_bar(state, line.saves, most, bar));
        }
        row.push((ink, pad_left(&figure(line.saves), figures + 1)));
        page.push(Row(row));
    }
}

/// What is certain in full, what is only possible in outline; however little there is shows.
fn saving_bar(state: &State, saves: Extra, most: u64, width: usize) -> Vec<Piece> {
    let cells = |n: u64| (u128::from(n) * width as u128).div_ceil(u128::from(most)) as usize;
    let (sure, maybe) = (cells(saves.lower).min(width), cells(saves.upper).min(width));
    let glyphs = state.look.glyphs();
    vec![
        (Ink::Have, glyphs.have.repeat(sure)),
        (Ink::Need, glyphs.need.repeat(maybe - sure)),
        (Ink::Plain, " ".repeat(width - maybe)),
    ]
}

fn goals(state: &State, together: &Together, page: &mut Page) {
    let (metric, currency) = (state.metric(), state.currency());
    let alone = |e| phrase::between_short(e, metric, currency);
    let adds = |e: Extra| match e.exact() {
        Some(0) => "nothing".to_owned(),
        _ => phrase::more_short(e, metric, currency),
    };
    let width = page.width();
    let first = together.each.iter().map(|g| columns(&alone(g.alone))).max().unwrap_or(0).max(5) + 2;
    let second = together.each.iter().map(|g| columns(&adds(g.adds))).max().unwrap_or(0).max(4) + 2;
    let title = width.saturating_sub(first + second).min(48);
    page.push(Row::of(
        Ink::Dim,
        format!("{}{}{}", pad("goal", title), pad_left("alone", first), pad_left("adds", second)),
    ));
    for goal in &together.each {
        page.push(Row(vec![
            (Ink::Plain, pad(&goal.title, title)),
            (Ink::Plain, pad_left(&alone(goal.alone), first)),
            (Ink::Dim, pad_left(&adds(goal.adds), second)),
        ]));
    }
    page.text(Ink::Plain, &phrase::together(together, metric, currency));
}
