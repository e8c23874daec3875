//! What Home has to say, block by block.

use super::{Block, LABEL};
use crate::app::{
    Action, Screen, State, level_bar,
    page::{Ink, Piece, Row, briefly, columns, fit, pack, pad, pad_left, what_else, wrap},
    week::Share,
};
use crate::{
    domain::{CourseMark, Level},
    gap::GapReport,
    path::{Plan, Status, Step},
    phrase,
};

/// Goal, readiness with coverage, the path as a whole.
pub(super) fn standing(state: &State, width: usize, low: bool, roomy: bool) -> Block {
    let inner = width.saturating_sub(LABEL);
    let goals = &state.advisor.profile().goals;
    let titles: Vec<String> = goals.iter().map(|id| state.goal_title(id).to_owned()).collect();
    // On a low screen the header has to do.
    let mut rows = if low { Vec::new() } else { vec![Row::of(Ink::Strong, fit(&titles.join(" + "), width))] };
    let mut labelled = |label: &str, row: Row| {
        let mut row = row;
        row.0.insert(0, (Ink::Dim, pad(label, LABEL)));
        rows.push(row);
    };
    if let Some(report) = &state.gap.value {
        if let (Some(readiness), Some(coverage)) = (report.readiness, report.coverage) {
            let level = Level::new((readiness * 1000.0) as u16);
            let mut bar = level_bar(state.look.glyphs(), inner.saturating_sub(6).min(50), level, Level::MAX);
            bar.push((Ink::Strong, pad_left(&phrase::percent(readiness), 5)));
            labelled("Readiness", Row(bar));
            let all = phrase::count((report.gaps.len() + report.met.len()) as u64, "skill");
            let text = format!("{} of {all} where the goal asks ({})", report.met.len(), phrase::percent(coverage));
            labelled("Coverage", Row::of(Ink::Plain, fit(&text, inner)));
        } else {
            labelled("Readiness", Row::of(Ink::Dim, fit("this goal asks for courses only", inner)));
        }
    }
    if let Some(plan) = &state.plan.value {
        let lines = |text: &str| if low { vec![briefly(text, inner)] } else { wrap(text, inner) };
        let packed = match low {
            _ if plan.steps.is_empty() => Vec::new(),
            true => vec![fit(&phrase::totals(plan), inner)],
            false => pack(&phrase::totals(plan), inner),
        };
        let mut label = "Path";
        for line in packed {
            labelled(std::mem::take(&mut label), Row::of(Ink::Plain, line));
        }
        let ink = if matches!(plan.status, Status::Proved | Status::Done) { Ink::Good } else { Ink::Dim };
        for line in lines(&phrase::claim(plan)) {
            labelled(std::mem::take(&mut label), Row::of(ink, line));
        }
        // Which limit keeps the goal out of reach, and what would do.
        if let Some(limit) = plan.binding.first() {
            let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
            for line in lines(&phrase::binding(limit, plan, names)) {
                labelled("", Row::of(Ink::Warn, line));
            }
        }
        if let Some(told) = state.outlook.finish.as_ref().filter(|_| roomy) {
            for line in lines(&phrase::finish_short(told)) {
                labelled("", Row::of(Ink::Dim, line));
            }
        }
    }
    Block::whole("", rows)
}

fn hours(step: &Step) -> String {
    phrase::step_hours(step)
}

/// Columns for what stands left of `right`, which is never cut and has air before it.
fn room(right: &str, width: usize) -> usize {
    width.min(72).saturating_sub((columns(right) + 2).max(9))
}

/// Text at the left, something short at the right, `width` columns together; on a wide screen not too far apart.
fn aside(mut left: Vec<Piece>, right: &str, width: usize) -> Row {
    let room = room(right, width);
    let used: usize = Row(left.clone()).width();
    if used > room
        && let Some((_, text)) = left.last_mut()
    {
        let before = used - Row::of(Ink::Plain, text.clone()).width();
        *text = fit(text, room.saturating_sub(before));
    }
    let used = Row(left.clone()).width();
    left.push((Ink::Plain, " ".repeat(room.saturating_sub(used))));
    left.push((Ink::Dim, pad_left(right, width.min(72) - room)));
    Row(left)
}

/// The next course and why it is the next.
pub(super) fn next(state: &State, width: usize, low: bool) -> Block {
    let Some(plan) = &state.plan.value else { return Block::whole("Next", Vec::new()) };
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    let Some(next) = state.coming() else {
        let row = if plan.status == Status::Done {
            what_else(state)
        } else {
            Row::of(Ink::Dim, fit(&phrase::nothing_next(plan), width))
        };
        return Block::whole("Next", vec![row]);
    };
    let first = next.step;
    let mut rows = Vec::new();
    rows.extend(next.away_until.map(|back| {
        let text = format!("{}, then comes", phrase::away_until(back));
        Row::of(Ink::Warn, fit(&text, width))
    }));
    rows.push(aside(vec![(Ink::Strong, first.title.clone())], &hours(first), width));
    let mut why = first.provider.clone();
    // Above stands its work.
    phrase::step_apart(first).into_iter().for_each(|hours| why += &format!(" · {hours}"));
    why += &format!(" · {}", phrase::step_reason(&first.reason, names));
    if next.all_logged {
        why = format!("{} · {}", phrase::ALL_LOGGED, first.provider);
    } else if let Some(on) = next.begins {
        why = format!("{} · {why}", phrase::begins(on));
    } else if let Some(record) = state.advisor.profile().courses.get(&first.course)
        && record.mark == CourseMark::Started
    {
        let logged = record.hours.map(|h| format!(", {} logged", phrase::hours(h, false))).unwrap_or_default();
        why = format!("under way{logged} · {why}");
    }
    let lines = if low { vec![fit(&why, width)] } else { wrap(&why, width.min(72)) };
    rows.extend(lines.into_iter().map(|line| Row::of(Ink::Dim, line)));
    Block::whole("Next", rows)
}

/// What the calendar has for the seven days from today.
pub(super) fn this_week(state: &State, width: usize) -> Block {
    let label = "This week";
    let so_far = state.advisor.week_of(state.today);
    let told = || Row::of(Ink::Plain, fit(&phrase::week_so_far(&so_far), width));
    let mut logged = Vec::new();
    if so_far.logged.0 > 0 {
        logged.push(told());
    }
    let Some(plan) = state.plan.value.as_ref().filter(|p| !p.steps.is_empty()) else {
        return Block::whole(label, logged);
    };
    if plan.premises.hours_per_week.is_none() {
        let key = state.key_for(Action::Pace).unwrap_or_default();
        let text = [(Ink::Key, key), (Ink::Dim, " says how many hours a week you have".to_owned())];
        logged.push(Row(text.into()));
        return Block::whole(label, logged);
    }
    let rows = state.outlook.week.iter().filter_map(|&Share { step, time, ends }| {
        let step = plan.steps.get(step)?;
        let word = match (ends, step.end) {
            (Some(day), _) => format!("done by {}", day.strftime("%a %-d %b")),
            (None, Some(end)) => format!("until {}", phrase::day(end)),
            (None, None) => String::new(),
        };
        let right = phrase::hours(time, false);
        let room = room(&right, width);
        // The title gives way to the date, the date to nothing.
        let word = if room > 30 { format!("  {word}") } else { String::new() };
        let title = fit(&step.title, room.saturating_sub(Row::of(Ink::Dim, word.clone()).width()));
        Some(aside(vec![(Ink::Plain, title), (Ink::Dim, word)], &right, width))
    });
    let first = so_far.target.or(Some(so_far.logged).filter(|time| time.0 > 0)).map(|_| told());
    let rows: Vec<Row> = first.into_iter().chain(rows).collect();
    Block { label, least: rows.len().min(3), rows, more: |_, n| format!("and {n} more") }
}

/// Courses the learner started, but for the next one, which says so itself.
pub(super) fn under_way(state: &State, width: usize) -> Block {
    let next = state.coming().map(|next| &next.step.course);
    let started = (state.advisor.profile().courses.iter())
        .filter(|(id, record)| record.mark == CourseMark::Started && Some(*id) != next);
    let catalog = state.advisor.catalog();
    let rows: Vec<Row> = started
        .map(|(id, record)| {
            let course = catalog.course_ix(id.as_str()).map(|ix| catalog.course(ix));
            let title = course.map_or(id.as_str(), |course| &course.title);
            let full = catalog.course_ix(id.as_str()).map(|ix| state.advisor.work(ix).full);
            let word = match record.on.filter(|on| *on > state.today) {
                Some(on) => phrase::begins(on),
                None if full.is_some_and(|full| record.logged() >= full) => phrase::ALL_LOGGED.to_owned(),
                None => String::new(),
            };
            let logged = record.hours.map(|h| format!("{} in", phrase::hours(h, false))).unwrap_or_default();
            // What there is to do about it goes before the whole title.
            let room = room(&logged, width);
            let word = if word.is_empty() { word } else { format!("  {}", fit(&word, room.saturating_sub(2))) };
            let title = fit(title, room.saturating_sub(Row::of(Ink::Dim, word.clone()).width()));
            aside(vec![(Ink::Plain, title), (Ink::Dim, word)], &logged, width)
        })
        .collect();
    Block { label: "Under way", least: rows.len().min(1), rows, more: |_, n| format!("and {n} more under way") }
}

/// What follows the next course, by when it begins.
pub(super) fn then(state: &State, width: usize) -> Block {
    let Some(plan) = &state.plan.value else { return Block::whole("Then", Vec::new()) };
    let next = state.coming().map(|next| &next.step.course);
    let mut steps: Vec<&Step> = plan.steps.iter().filter(|step| Some(&step.course) != next).collect();
    steps.sort_by_key(|step| (step.start, step.position));
    let rows: Vec<Row> = (steps.into_iter())
        .map(|step| {
            let begins = step.start.map(|day| day.strftime("%b %Y").to_string()).filter(|_| width >= 56);
            let room = width.min(72).saturating_sub(9 + if begins.is_some() { 10 } else { 0 });
            let mut row = vec![(Ink::Plain, pad(&step.title, room))];
            row.extend(begins.map(|month| (Ink::Dim, pad_left(&month, 10))));
            aside(row, &hours(step), width)
        })
        .chain(unmet(state, plan, width))
        .collect();
    let more = |state: &State, n: usize| match state.key_for(Action::Show(Screen::Path)) {
        Some(key) => format!("and {n} more: {key} shows the whole path"),
        None => format!("and {n} more"),
    };
    Block { label: "Then", least: rows.len().min(1), rows, more }
}

fn unmet(state: &State, plan: &Plan, width: usize) -> impl Iterator<Item = Row> {
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    let problem = state.look.glyphs().problem;
    let texts: Vec<String> = plan.unmet.iter().map(|u| phrase::unmet(u, names)).collect();
    let low = state.geometry.is_low();
    texts.into_iter().flat_map(move |text| {
        let room = width.min(72).saturating_sub(2);
        let lines = if low { vec![fit(&text, room)] } else { wrap(&text, room) };
        let signs = std::iter::once(problem).chain(std::iter::repeat(" "));
        let row = |(sign, line)| Row(vec![(Ink::Bad, format!("{sign} ")), (Ink::Plain, line)]);
        signs.zip(lines).map(row).collect::<Vec<_>>()
    })
}

/// The skills of the goal: most urgent gaps first, then what is there already.
pub(super) fn skills(state: &State, width: usize) -> Block {
    let Some(report) = &state.gap.value else { return Block::whole("What the goal asks", Vec::new()) };
    let rows: Vec<Row> = skill_rows(state, report, width);
    let more = |state: &State, n: usize| match state.key_for(Action::Show(Screen::Gap)) {
        Some(key) => format!("and {n} more: {key} shows every skill"),
        None => format!("and {n} more"),
    };
    Block { label: "What the goal asks", least: rows.len().min(1), rows, more }
}

fn skill_rows(state: &State, report: &GapReport, width: usize) -> Vec<Row> {
    let glyphs = state.look.glyphs();
    let gaps = report.gaps.iter().map(|g| (g.name.as_str(), g.current, g.required));
    let met = report.met.iter().map(|(_, name, have, need)| (name.as_str(), *have, *need));
    let all: Vec<(&str, Level, Level)> = gaps.chain(met).collect();
    let longest = all.iter().map(|(name, ..)| columns(name)).max().unwrap_or(0);
    let name_width = longest.min(width.saturating_sub(1 + 13 + 10)).min(30);
    (all.into_iter())
        .map(|(name, have, need)| {
            let numbers =
                if have >= need { format!("{} {have}", glyphs.met) } else { format!("{have} {} {need}", glyphs.to) };
            let bar = width.saturating_sub(name_width + 1 + 13).min(40);
            let ink = if have >= need { Ink::Dim } else { Ink::Plain };
            let mut row = vec![(ink, format!("{} ", pad(name, name_width)))];
            row.extend(level_bar(glyphs, bar, have, need));
            row.push((Ink::Dim, pad_left(&numbers, 13)));
            Row(row)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_at_the_right_is_never_cut() {
        for width in 20..=100 {
            for right in ["4 h", "0.5 of 9 h", "136.5 of 156 h"] {
                let row = aside(vec![(Ink::Plain, "a title that goes on and on ".repeat(5))], right, width);
                let text: String = row.0.iter().map(|(_, text)| text.as_str()).collect();
                assert!(text.ends_with(&format!("  {right}")), "{width}: {text}");
                assert_eq!(row.width(), width.min(72));
            }
        }
    }
}
