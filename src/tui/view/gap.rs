//! Gap: what the goal asks and the learner lacks, most urgent first; who teaches it beside it.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::paint::{Paint, below, columns, fit, inset, list_text, pad, pad_left};
use crate::{
    app::{Action, Focus, Place, Screen, State, page},
    domain::Level,
    gap::GapReport,
    phrase,
};

pub(super) fn draw(paint: &mut Paint, state: &State, body: Rect) {
    let Some(report) = &state.gap.value else {
        super::home::nothing_yet(paint, state, body);
        return;
    };
    let two = paint.geometry.two_panes();
    let list_width = paint.geometry.skills_width(state.gaps.focus);
    let left = Rect { width: list_width, ..body };
    if two || state.gaps.focus == Focus::List {
        skills(paint, state, report, left);
    }
    if two {
        paint.vertical(list_width, body);
        let right = Rect { x: list_width + 1, width: body.width - list_width - 1, ..body };
        detail(paint, state, report, right);
    } else if state.gaps.focus == Focus::Detail {
        detail(paint, state, report, body);
    }
}

/// The row of a skill: name, have, need; gaps first, then what is met.
fn row(report: &GapReport, i: usize) -> Option<(&str, Level, Level)> {
    match i.checked_sub(report.gaps.len()) {
        None => report.gaps.get(i).map(|g| (g.name.as_str(), g.current, g.required)),
        Some(met) => report.met.get(met).map(|(_, name, have, need)| (name.as_str(), *have, *need)),
    }
}

/// Columns of numbers beside the bars: have and need, hours to close the gap alone, priority.
struct Numbers {
    levels: usize,
    alone: usize,
    priority: usize,
}

impl Numbers {
    fn within(width: usize) -> Self {
        Self {
            levels: if width >= 28 { 13 } else { 0 },
            alone: if width >= 58 { 10 } else { 0 },
            priority: if width >= 68 { 10 } else { 0 },
        }
    }
    fn width(&self) -> usize {
        self.levels + self.alone + self.priority
    }
    fn head(&self) -> String {
        let levels = if self.alone > 0 { "have, need" } else { "" };
        let (alone, priority) = ("alone", "priority");
        format!("{}{}{}", pad_left(levels, self.levels), pad_left(alone, self.alone), pad_left(priority, self.priority))
    }
}

fn skills(paint: &mut Paint, state: &State, report: &GapReport, area: Rect) {
    let bar = inset(area, 1);
    let (styles, glyphs) = (paint.styles, paint.glyphs);
    let list = below(area, paint.geometry.heading(Place::Gap));
    paint.here = Place::Gap;
    let width = list_text(list);
    // Where the list is squeezed for its teachers, those tell the numbers of the selected skill.
    let active = state.gaps.focus == Focus::List;
    let numbers = Numbers::within(if active || width >= 40 { width } else { 0 });
    let lines: Vec<_> = (0..state.gap_len()).filter_map(|i| row(report, i)).collect();
    paint.line(bar, 0, Line::styled(fit(&phrase::readiness(report), usize::from(bar.width)), styles.strong));
    if lines.is_empty() {
        let key = state.key_for(Action::Show(Screen::Path)).unwrap_or_default();
        let words = [Span::styled(key, styles.key), Span::styled(" shows the courses it asks for", styles.dim)];
        paint.line(bar, 2, Line::from(words.to_vec()));
        return;
    }
    if report.gaps.is_empty() {
        let key = state.key_for(Action::ChooseGoal).unwrap_or_default();
        let words = [
            Span::styled("All of it is there. ", styles.good),
            Span::styled(key, styles.key),
            Span::styled(" next goal", styles.dim),
        ];
        paint.line(bar, 1, Line::from(words.to_vec()));
    } else {
        let mut legend = vec![
            Span::styled(glyphs.have, styles.have),
            Span::styled(" you have  ", styles.dim),
            Span::styled(glyphs.need, styles.need),
            Span::styled(" missing", styles.dim),
        ];
        // The list has its marker before the text and a column of air behind it; the bar starts a column later.
        let room = (width + 1).saturating_sub(21);
        legend.push(Span::styled(pad_left(numbers.head().trim_start(), room), styles.dim));
        paint.line(bar, 1, Line::from(legend));
    }
    let longest = lines.iter().map(|(name, ..)| columns(name)).max().unwrap_or(0);
    let name_width = longest.min(width.saturating_sub(numbers.width() + 1 + 8).max(8)).min(36);
    let bar_width = width.saturating_sub(name_width + 1 + numbers.width()).min(60);
    // The bars are made before the list borrows the buffer.
    let rows: Vec<Vec<Span>> = lines.iter().map(|&(_, have, need)| paint.bar(bar_width, have, need)).collect();
    paint.list(list, &state.gaps.cursor, lines.len(), active, |i, width, base| {
        let (name, have, need) = lines[i];
        let met = have >= need;
        let base = if met { base.patch(styles.dim) } else { base };
        let mut spans = vec![Span::styled(format!("{} ", pad(name, name_width)), base)];
        spans.extend(rows[i].iter().cloned());
        let levels = if met { format!("{} {have}", glyphs.met) } else { format!("{have} {} {need}", glyphs.to) };
        let gap = report.gaps.get(i);
        let alone =
            gap.map(|g| g.hours_alone.map_or_else(|| glyphs.none.to_owned(), |h| phrase::hours(h, !g.hours_proved)));
        let priority = gap.map(|g| format!("{:.2}", g.priority));
        let used = name_width + 1 + bar_width;
        let levels = if numbers.levels > 0 { pad_left(&levels, numbers.levels) } else { String::new() };
        let air = width.saturating_sub(used + numbers.width());
        spans.push(Span::styled(format!("{}{levels}", " ".repeat(air)), if met { styles.dim } else { styles.text }));
        spans.push(Span::styled(pad_left(&alone.unwrap_or_default(), numbers.alone), styles.dim));
        spans.push(Span::styled(pad_left(&priority.unwrap_or_default(), numbers.priority), styles.dim));
        Line::from(spans)
    });
}

fn detail(paint: &mut Paint, state: &State, report: &GapReport, area: Rect) {
    let Some(i) = state.gaps.cursor.selected(state.gap_len()) else { return };
    let Some((name, have, need)) = row(report, i) else { return };
    let bar = inset(area, 1);
    let width = usize::from(bar.width);
    let styles = paint.styles;
    paint.line(bar, 0, Line::styled(fit(name, width), styles.strong));
    let levels = [
        format!("have {}, need {}", phrase::anchored(have), phrase::anchored(need)),
        format!("have {have}, need {}", phrase::anchored(need)),
        format!("have {have}, need {need}"),
    ];
    paint.line(bar, 1, Line::raw(page::longest(levels, width)));
    let teachers = state.teachers();
    let by = match teachers.len() {
        1 => "1 course teaches it".to_owned(),
        n => format!("{n} courses teach it"),
    };
    let gap = report.gaps.get(i);
    let (how, weight) = match gap {
        Some(gap) => (
            page::longest([format!("{} · {by}", phrase::closes(gap)), phrase::closes(gap)], width),
            match format!("{} of what you lack hangs on it", phrase::percent(gap.blocks)) {
                text if width >= 48 => format!("priority {:.2} · {text}", gap.priority),
                text => text,
            },
        ),
        None => (format!("you have it · {by}"), String::new()),
    };
    paint.line(bar, 2, Line::styled(fit(&how, width), styles.dim));
    paint.line(bar, 3, Line::styled(fit(&weight, width), styles.dim));
    let list = below(area, paint.geometry.heading(Place::Teachers));
    let skill = state.gap_skill();
    let active = state.gaps.focus == Focus::Detail;
    paint.here = Place::Teachers;
    paint.list(list, &state.gaps.teachers, teachers.len(), active, |i, width, base| {
        let course = state.advisor.catalog().course(teachers[i]);
        let to = skill.and_then(|s| state.advisor.catalog().effect_on(teachers[i], s)).unwrap_or_default();
        let hours = phrase::hours_of(course, &state.advisor.settings().costing);
        let base = if active { base } else { styles.text };
        let (provider, price) = (if width >= 64 { 20 } else { 0 }, if width >= 76 { 9 } else { 0 });
        let mut spans = vec![
            Span::styled(super::search::mark(state, teachers[i]), styles.accent),
            Span::styled(pad(&course.title, width.saturating_sub(2 + 5 + 8 + provider + price)), base),
        ];
        if provider > 0 {
            spans.push(Span::styled(format!("  {}", pad(&course.provider, provider - 2)), styles.dim));
        }
        spans.push(Span::styled(pad_left(&to.to_string(), 5), if to >= need { styles.good } else { styles.dim }));
        if price > 0 {
            spans.push(Span::styled(pad_left(&super::search::price(course), price), styles.dim));
        }
        spans.push(Span::styled(pad_left(&hours, 8), styles.dim));
        Line::from(spans)
    });
    if teachers.is_empty() {
        let text = "Nobody in this catalog teaches it. A course of your own can: prereq course add";
        for (y, line) in page::wrap(text, width).into_iter().enumerate() {
            paint.line(inset(list, 1), y as u16, Line::styled(line, styles.dim));
        }
    }
}
