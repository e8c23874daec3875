//! How it goes: hours by week and by skill, readiness over time, what is under way, and when it will be done; as rows.

use std::sync::Arc;

use super::{
    Glyphs, Overlay, State,
    page::{Ink, Piece, Row, columns, fit, pad, pad_left, wrap},
};
use crate::{
    advisor::Advisor,
    domain::Minutes,
    phrase::{self, Names},
    progress::{Milestone, Progress, WeekTime},
};

/// Weeks looked back on: on a usual screen, so that what follows is in view too, and on a tall one.
const WEEKS: [u32; 2] = [8, 16];
/// Skills told by name.
const SKILLS: usize = 8;
/// Rows of the chart of readiness, and columns of its scale.
const CHART: usize = 6;
const SCALE: usize = 5;

/// The page as it is open.
#[derive(Debug, Clone)]
pub struct ProgressPage {
    /// Rows scrolled away.
    pub scroll: usize,
    /// What there is to tell.
    report: Arc<Progress>,
    /// Of whom: when that changes, the report is made anew.
    of: Arc<Advisor>,
}

impl PartialEq for ProgressPage {
    fn eq(&self, other: &Self) -> bool {
        self.scroll == other.scroll && self.report == other.report
    }
}

impl ProgressPage {
    fn new(state: &State) -> Self {
        let aim = state.advisor.aim(&[], &[]).unwrap_or_default();
        let weeks = WEEKS[usize::from(state.geometry.height >= 40)];
        let report = Arc::new(state.advisor.progress(&aim, state.today, weeks));
        Self { scroll: 0, report, of: Arc::clone(&state.advisor) }
    }
}

/// Shows the page, or puts it away.
pub(super) fn toggle(state: &mut State) {
    if matches!(state.overlays.last(), Some(Overlay::Progress(_))) {
        state.overlays.pop();
    } else {
        let page = ProgressPage::new(state);
        state.overlays.push(Overlay::Progress(Box::new(page)));
    }
}

/// Makes the report anew where the learner's file has changed.
pub(super) fn refresh(state: &mut State) {
    let is_old = |o: &Overlay| matches!(o, Overlay::Progress(page) if !Arc::ptr_eq(&page.of, &state.advisor));
    if let Some(at) = state.overlays.iter().position(is_old) {
        let new = ProgressPage::new(state);
        if let Overlay::Progress(page) = &mut state.overlays[at] {
            **page = ProgressPage { scroll: page.scroll, ..new };
        }
    }
}

/// What the page says, in rows of at most `width` columns.
pub fn progress_page(state: &State, page: &ProgressPage, width: usize) -> Vec<Row> {
    let glyphs = state.look.glyphs();
    let report = &page.report;
    let mut rows = vec![Row::of(Ink::Heading, "Hours a week")];
    weeks(&mut rows, report, glyphs, width);
    if !report.readiness.is_empty() {
        rows.extend([Row::default(), Row::of(Ink::Heading, "Readiness")]);
        readiness(&mut rows, report, glyphs, width);
    }
    if !report.under_way.is_empty() {
        rows.extend([Row::default(), Row::of(Ink::Heading, "Under way")]);
        for under in &report.under_way {
            let left = phrase::left(under, report.today);
            let title = Names::course(&**state.advisor.catalog(), under.course.as_str());
            let title = title.unwrap_or(under.course.as_str());
            let room = width.saturating_sub(columns(&left) + 4);
            let row = Row(vec![(Ink::Plain, format!("  {}", pad(title, room))), (Ink::Dim, format!("  {left}"))]);
            rows.push(row.clipped(width));
        }
    }
    if !report.skills.is_empty() {
        rows.extend([Row::default(), Row::of(Ink::Heading, "Hours by skill")]);
        skills(&mut rows, state, report, width);
    }
    pace(&mut rows, state, report, width);
    rows
}

/// A bar for each week, with a mark where the target is.
fn weeks(rows: &mut Vec<Row>, report: &Progress, glyphs: &Glyphs, width: usize) {
    let names: Vec<String> = report.weeks.iter().map(|w| phrase::week_name(w.monday)).collect();
    let times: Vec<String> = report.weeks.iter().map(phrase::week_time).collect();
    let (name, time) = (widest(&names), widest(&times));
    let bar = width.saturating_sub(name + time + 6).min(48);
    let most = report.weeks.iter().map(|w| w.logged.max(w.target.unwrap_or_default()).0).max().unwrap_or(0);
    for ((week, name_of), time_of) in report.weeks.iter().zip(&names).zip(&times) {
        let mut row = Row(vec![(Ink::Plain, format!("  {}  ", pad(name_of, name)))]);
        row.0.extend(week_bar(week, most, bar, glyphs));
        row.0.push((Ink::Dim, format!("  {}", pad_left(time_of, time))));
        rows.push(row.clipped(width));
    }
    let together = wrap(&phrase::weeks_together(report), width.saturating_sub(2));
    rows.extend(together.into_iter().map(|line| Row::of(Ink::Dim, format!("  {line}"))));
}

fn week_bar(week: &WeekTime, most: u64, width: usize, glyphs: &Glyphs) -> Vec<Piece> {
    let logged = cells(week.logged.0, most, width);
    let target = week.target.filter(|t| t.0 > 0).map(|t| cells(t.0, most, width));
    let met = week.target.is_some_and(|t| t.0 > 0 && week.logged >= t);
    let mut bar = vec![(if met { Ink::Good } else { Ink::Have }, glyphs.have.repeat(logged))];
    match target.filter(|&at| at > logged) {
        Some(at) => {
            bar.push((Ink::Rule, glyphs.rest.repeat(at - logged - 1)));
            bar.push((Ink::Accent, glyphs.down.to_owned()));
            bar.push((Ink::Rule, glyphs.rest.repeat(width - at)));
        }
        None => bar.push((Ink::Rule, glyphs.rest.repeat(width - logged))),
    }
    bar
}

/// Cells of `n` where `most` takes `width`; a little shows.
fn cells(n: u64, most: u64, width: usize) -> usize {
    let cells = (n.min(most) * width as u64 + most / 2).checked_div(most).unwrap_or(0) as usize;
    cells.max(usize::from(n > 0 && width > 0))
}

/// A step chart: days to the right, readiness upwards, on a scale that ends just above the highest.
fn readiness(rows: &mut Vec<Row>, report: &Progress, glyphs: &Glyphs, width: usize) {
    let Some(last) = report.readiness.last() else { return };
    let plot = width.saturating_sub(SCALE + 4).min(72);
    let start = report.readiness.iter().find_map(|m| m.on).unwrap_or(report.today).min(report.today);
    let days = |to: jiff::civil::Date| i64::from(start.until(to).map_or(0, |span| span.get_days())).max(0);
    let whole = days(report.today);
    if whole == 0 || plot < 12 {
        let (when, share) = phrase::milestone(last);
        rows.push(Row(vec![(Ink::Plain, format!("  {share}")), (Ink::Dim, format!("  {when}"))]).clipped(width));
        return;
    }
    let highest = report.readiness.iter().map(|m| m.readiness).fold(0.0, f64::max);
    let top = [0.1, 0.25, 0.5, 0.75].into_iter().find(|&t| highest <= t).unwrap_or(1.0);
    let heights: Vec<usize> = (0..plot)
        .map(|x| {
            // A column stands for its last day.
            let day = (x as i64 + 1) * whole / plot as i64;
            let share = at(&report.readiness, |on| days(on) <= day);
            let height = (share / top * CHART as f64).round() as usize;
            height.clamp(usize::from(share > 0.0), CHART)
        })
        .collect();
    for level in (1..=CHART).rev() {
        let scale = if level == CHART { phrase::percent(top) } else { String::new() };
        let mut row =
            Row(vec![(Ink::Dim, format!("  {}", pad_left(&scale, SCALE))), (Ink::Rule, format!(" {}", glyphs.down))]);
        for run in heights.chunk_by(|a, b| (*a >= level) == (*b >= level)) {
            let full = run[0] >= level;
            let cell = if full { glyphs.have } else { " " };
            row.0.push((if full { Ink::Have } else { Ink::Plain }, cell.repeat(run.len())));
        }
        rows.push(row.clipped(width));
    }
    rows.push(Row(vec![
        (Ink::Dim, format!("  {}", pad_left("0%", SCALE))),
        (Ink::Rule, format!(" {}{}", glyphs.corners[2], glyphs.across.repeat(plot))),
    ]));
    let (from, to) = (phrase::day(start), format!("{} {}", phrase::day(report.today), phrase::percent(last.readiness)));
    let gap = plot.saturating_sub(columns(&from) + columns(&to));
    let axis = format!("{}{from}{}{to}", " ".repeat(SCALE + 4), " ".repeat(gap.max(2)));
    rows.push(Row::of(Ink::Dim, fit(&axis, width)));
}

/// Readiness after the last day that counts.
fn at(points: &[Milestone], counts: impl Fn(jiff::civil::Date) -> bool) -> f64 {
    points.iter().rev().find(|m| m.on.is_none_or(&counts)).map_or(0.0, |m| m.readiness)
}

fn skills(rows: &mut Vec<Row>, state: &State, report: &Progress, width: usize) {
    let glyphs = state.look.glyphs();
    let catalog = state.advisor.catalog();
    let shown = &report.skills[..report.skills.len().min(SKILLS)];
    let names: Vec<String> = shown.iter().map(|s| phrase::logged_on(s, &**catalog).to_owned()).collect();
    let times: Vec<String> = shown.iter().map(|s| phrase::hours(s.logged, false)).collect();
    let time = widest(&times);
    let name = widest(&names).min(width / 2);
    let bar = width.saturating_sub(name + time + 6).min(48);
    let most = shown.iter().map(|s| s.logged.0).max().unwrap_or(0);
    for ((skill, name_of), time_of) in shown.iter().zip(&names).zip(&times) {
        let filled = cells(skill.logged.0, most, bar);
        let row = Row(vec![
            (Ink::Plain, format!("  {}  ", pad(name_of, name))),
            (Ink::Have, glyphs.have.repeat(filled)),
            (Ink::Rule, glyphs.rest.repeat(bar - filled)),
            (Ink::Dim, format!("  {}", pad_left(time_of, time))),
        ]);
        rows.push(row.clipped(width));
    }
    if let Some(more) = report.skills.len().checked_sub(SKILLS).filter(|n| *n > 0) {
        rows.push(Row::of(Ink::Dim, format!("  and {}", phrase::count(more as u64, "more skill"))));
    }
}

/// The learner's own pace and what it says of the plan, or what would tell it.
fn pace(rows: &mut Vec<Row>, state: &State, report: &Progress, width: usize) {
    let weekly = state.advisor.profile().constraints.hours_per_week;
    let told = &state.outlook.finish;
    let (ink, text) = match (&report.pace, told) {
        (Some(_), Some(told)) => (Ink::Plain, phrase::finish(told, weekly)),
        (Some(pace), None) => (Ink::Plain, phrase::pace(pace)),
        (None, _) if report.logged == Minutes(0) => {
            (Ink::Dim, "nothing is logged yet: L on a course logs study time".to_owned())
        }
        (None, _) => (Ink::Dim, "a finished course with hours logged tells your pace".to_owned()),
    };
    rows.extend([Row::default(), Row::of(Ink::Heading, "Pace")]);
    rows.extend(wrap(&text, width.saturating_sub(2)).into_iter().map(|line| Row::of(ink, format!("  {line}"))));
}

fn widest(texts: &[String]) -> usize {
    texts.iter().map(|t| columns(t)).max().unwrap_or(0)
}
