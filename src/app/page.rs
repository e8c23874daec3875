//! What there is to say about one course, as rows that fit a width; drawing only adds colour.

use super::{Action, Geometry, Screen, State, breakdown};
use crate::{
    domain::{Course, CourseIx, CourseStatus, Level, Requirement},
    path::{Fit, Status, Step, schedule},
    phrase,
};

pub use super::text::{columns, fit, longest, pack, pad, pad_left, wrap};

/// What a piece of text is, for the theme to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// Body text.
    Plain,
    /// What stands out.
    Strong,
    /// What can be skipped.
    Dim,
    /// What holds.
    Good,
    /// What does not hold.
    Bad,
    /// A heading.
    Heading,
    /// What concerns the learner.
    Accent,
    /// What deserves a look.
    Warn,
    /// What the learner has, in a bar.
    Have,
    /// What is missing, in a bar.
    Need,
    /// The rest of a bar, lines.
    Rule,
    /// A key.
    Key,
    /// What belongs to the selected thing elsewhere.
    Lit,
    /// A part of a stacked bar, by number.
    Part(u8),
}

/// A piece of text and what it is.
pub type Piece = (Ink, String);

/// One row of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row(pub Vec<Piece>);

impl Row {
    /// A row of one piece.
    pub fn of(ink: Ink, text: impl Into<String>) -> Self {
        Self(vec![(ink, text.into())])
    }
    /// The same, cut so that it takes at most `width` columns.
    pub fn clipped(self, width: usize) -> Self {
        let mut left = width;
        let cut = self.0.into_iter().map(|(ink, text)| {
            let text = fit(&text, left);
            left -= columns(&text).min(left);
            (ink, text)
        });
        Self(cut.filter(|(_, text)| !text.is_empty()).collect())
    }
    /// Columns it takes.
    pub fn width(&self) -> usize {
        self.0.iter().map(|(_, text)| columns(text)).sum()
    }
}

/// Rows of a page in the making.
pub(super) struct Page {
    rows: Vec<Row>,
    width: usize,
}

impl Page {
    pub(super) fn new(width: usize) -> Self {
        Self { rows: Vec::new(), width: width.max(8) }
    }
    pub(super) fn into_rows(self) -> Vec<Row> {
        self.rows
    }
    pub(super) fn width(&self) -> usize {
        self.width
    }
    /// A row as it is, at most as wide as the page.
    pub(super) fn push(&mut self, row: Row) {
        self.rows.push(row.clipped(self.width));
    }
    pub(super) fn blank(&mut self) {
        if !self.rows.is_empty() {
            self.rows.push(Row::default());
        }
    }
    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.text(Ink::Heading, text);
    }
    pub(super) fn text(&mut self, ink: Ink, text: &str) {
        self.rows.extend(wrap(text, self.width).into_iter().map(|line| Row::of(ink, line)));
    }
    /// Facts joined by dots, which lines break at.
    fn facts(&mut self, ink: Ink, text: &str) {
        self.rows.extend(pack(text, self.width).into_iter().map(|line| Row::of(ink, line)));
    }
    /// A symbol, then text whose further lines hang below its first.
    pub(super) fn marked(&mut self, indent: usize, symbol: (Ink, &str), ink: Ink, text: &str) {
        let indent = indent.min(self.width / 3);
        let lead = indent + columns(symbol.1) + 1;
        for (i, line) in wrap(text, self.width.saturating_sub(lead)).into_iter().enumerate() {
            let mut row = Row::default();
            if i == 0 {
                row.0.push((Ink::Plain, " ".repeat(indent)));
                row.0.push((symbol.0, format!("{} ", symbol.1)));
            } else {
                row.0.push((Ink::Plain, " ".repeat(lead)));
            }
            row.0.push((ink, line));
            self.rows.push(row);
        }
    }
    fn clauses(&mut self, state: &State, heading: &str, requirement: &Requirement) {
        let lines = phrase::clause_lines(state.advisor.catalog(), state.advisor.state(), requirement);
        if lines.is_empty() {
            return;
        }
        self.heading(heading);
        for line in lines {
            let glyphs = state.look.glyphs();
            let symbol = if line.met { (Ink::Good, glyphs.met) } else { (Ink::Bad, glyphs.unmet) };
            self.marked(line.depth * 2, symbol, if line.met { Ink::Dim } else { Ink::Plain }, &line.text);
        }
    }
}

/// Everything about a course, in rows of at most `width` columns.
pub fn course_page(state: &State, ix: CourseIx, width: usize) -> Vec<Row> {
    let catalog = state.advisor.catalog();
    let course = catalog.course(ix);
    let mut page = Page::new(width);
    page.text(Ink::Strong, &course.title);
    page.facts(Ink::Dim, &offered_by(course));
    page.facts(Ink::Plain, &facts(state, course));
    if let Some(next) = course.successor.as_ref().filter(|_| course.status == CourseStatus::Retired) {
        page.text(Ink::Plain, &format!("Instead: {}", state.course_title(next)));
    }
    if let Some(line) = mark_line(state, course) {
        page.text(Ink::Accent, &line);
    }
    let glyphs = state.look.glyphs();
    let answered = asked_why(state, ix, &mut page);
    ranked(state, ix, &mut page);
    if let Some(step) = state.plan_here().and_then(|p| p.step(course.id.as_str())) {
        on_path(state, step, answered, &mut page);
    }
    if !course.teaches.is_empty() {
        page.heading("Teaches");
        for &(skill, level) in &course.teaches {
            let (name, have) = (&catalog.skill(skill).name, state.advisor.state().level(skill));
            let (symbol, ink) = if have >= level {
                ((Ink::Good, glyphs.met), Ink::Dim)
            } else {
                ((Ink::Accent, glyphs.new), Ink::Plain)
            };
            page.marked(0, symbol, ink, &taught(name, have, level));
        }
    }
    page.clauses(state, "Asks for", &course.requirement);
    page.clauses(state, "Asks for, before or beside", &course.corequisite);
    if course.requirement.is_trivial() && course.corequisite.is_trivial() {
        page.heading("Asks for");
        page.text(Ink::Dim, "nothing");
    }
    page.clauses(state, "Better after", &course.recommended);
    page.heading("Counts for you");
    for (depth, line) in phrase::cost_lines(&state.advisor.own_cost(ix), &**catalog) {
        match depth {
            0 => page.text(Ink::Plain, &line),
            _ => page.marked(0, (Ink::Dim, glyphs.bullet), Ink::Dim, &line),
        }
    }
    let lines = phrase::course_lines(catalog, course);
    if !lines.is_empty() {
        page.heading("More");
        lines.iter().for_each(|(name, text)| page.text(Ink::Plain, &format!("{name}: {text}")));
    }
    if !course.summary.is_empty() {
        page.heading("About");
        page.text(Ink::Plain, &course.summary);
    }
    if let Some(url) = &course.url {
        page.blank();
        page.text(Ink::Dim, url);
    }
    page.text(Ink::Dim, course.id.as_str());
    page.rows
}

fn taught(name: &str, have: Level, level: Level) -> String {
    match have {
        _ if have >= level => format!("{name} {}", phrase::anchored(level)),
        Level::ZERO => format!("{name} {}", phrase::anchored(level)),
        _ => format!("{name} {have} → {}", phrase::anchored(level)),
    }
}

fn offered_by(course: &Course) -> String {
    match &course.platform {
        Some(platform) if *platform != course.provider => format!("{} · {platform}", course.provider),
        _ => course.provider.clone(),
    }
}

fn facts(state: &State, course: &Course) -> String {
    let mut parts = vec![
        phrase::hours_published(course, &state.advisor.settings().costing),
        phrase::price_of(course.price, course.currency),
    ];
    parts.extend(course.difficulty.map(|d| d.to_string()));
    parts.extend(course.language.clone().filter(|l| l != "en"));
    parts.extend(course.format.clone());
    parts.extend(course.rating.map(|r| match course.ratings {
        Some(n) => format!("{r:.1} of 5 ({n})"),
        None => format!("{r:.1} of 5"),
    }));
    if course.status == CourseStatus::Retired {
        parts.push("no longer offered".to_owned());
    }
    parts.join(" · ")
}

pub(super) fn mark_line(state: &State, course: &Course) -> Option<String> {
    let record = state.advisor.profile().courses.get(course.id.as_str())?;
    let mut line = format!("{} {}", state.look.glyphs().mark(record.mark), record.mark.word());
    if let Some(on) = record.on {
        line += &format!(", {}", phrase::day(on));
    }
    if let Some(logged) = phrase::logged_last(record) {
        line += &format!(", {logged}");
    }
    if let Some(rating) = record.rating {
        line += &format!(", you rated it {rating}");
    }
    if let Some(note) = &record.note {
        line += &format!(": {note}");
    }
    Some(line)
}

/// Its place on the path; the reasons too, unless they have been `told` in full.
fn on_path(state: &State, step: &Step, told: bool, page: &mut Page) {
    let Some(plan) = state.plan_here() else { return };
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    let bent = state.bent_plan().is_some_and(|bent| std::ptr::eq(&raw const **bent, &raw const **plan));
    page.heading(if bent { "On this path" } else { "On your path" });
    page.text(Ink::Plain, &phrase::step_place(plan, step));
    for late in schedule::late_starts(plan).iter().filter(|late| late.course == step.course) {
        page.text(Ink::Warn, &phrase::late_start(late, names));
    }
    if told {
        return;
    }
    if step.clashes() {
        let known = state.inquiry.ways.value.as_ref().and_then(|ways| ways.of(&step.course));
        match (known, state.key_for(Action::Why)) {
            (Some(way), _) => {
                let costs = phrase::doing_without(way.extra, state.metric(), state.currency());
                page.text(Ink::Warn, &phrase::capital(&costs));
            }
            (None, Some(key)) => page.text(Ink::Dim, &format!("{key} works out what doing without it costs")),
            _ => {}
        }
    }
    page.text(Ink::Plain, &format!("Why: {}", phrase::step_reason(&step.reason, names)));
    let needed = phrase::needed_by(step, names);
    if !needed.is_empty() {
        page.text(Ink::Plain, &format!("Needed by {needed}"));
    }
    // The smallest landmark says most: every path takes one of these.
    let landmark = (plan.landmarks.iter()).filter(|l| l.courses.contains(&step.course)).min_by_key(|l| l.courses.len());
    match landmark.map(|l| l.courses.len()) {
        Some(1) => page.text(Ink::Plain, "No path goes without it"),
        Some(n) => page.text(Ink::Plain, &format!("Every path takes one of {n} courses, this among them")),
        None => {}
    }
    if step.waived {
        page.text(Ink::Plain, "You took its requirement upon yourself");
    }
}

/// The answer to "why", where that was asked about this course; whether there is one already.
fn asked_why(state: &State, ix: CourseIx, page: &mut Page) -> bool {
    let Some((_, answer)) = state.why.as_ref().filter(|w| w.0 == ix) else { return false };
    page.heading("Why, or why not");
    let Some(why) = answer else {
        page.text(Ink::Dim, "working it out…");
        return false;
    };
    let names: &dyn phrase::Names = state.advisor.catalog().as_ref();
    page.text(if why.on_path() { Ink::Good } else { Ink::Plain }, &phrase::why_verdict(why, names));
    for reason in phrase::why_reasons(why, names) {
        page.marked(0, (Ink::Dim, state.look.glyphs().bullet), Ink::Plain, &reason);
    }
    true
}

/// Its standing in the ranked list, where that is what is looked at, and what would put it first, where asked.
fn ranked(state: &State, ix: CourseIx, page: &mut Page) {
    let first = breakdown::first_rows(state, ix, page.width);
    if !first.is_empty() {
        page.heading("What would put it first");
        page.rows.extend(first);
    }
    let place = state.ranked().iter().position(|it| it.course == ix).filter(|_| state.screen == Screen::Recommend);
    if let Some(at) = place {
        page.heading("In the ranking");
        page.rows.extend(breakdown::ranked_rows(state, &state.ranked()[at], at + 1, page.width));
    }
}

/// What stands above the steps of the path: totals, and what is claimed. On a low screen a row each.
pub fn path_heading(state: &State, width: usize, low: bool) -> Vec<Row> {
    path_heading_and_taste(state, width, low).0
}

/// The same, and where the slider of taste is in it: the column and row of its first cell.
pub fn path_heading_and_taste(state: &State, width: usize, low: bool) -> (Vec<Row>, Option<(usize, usize)>) {
    let Some(plan) = state.path_plan() else { return (Vec::new(), None) };
    // Where limits leave room for all of it, what is claimed is claimed within them.
    let within = state.within_here().filter(|within| within.fits == Fit::Yes);
    let within = within.and_then(|w| {
        let said = phrase::within(w, plan, &**state.advisor.catalog()).into_iter().next()?;
        Some((w.proved_within, said.1))
    });
    let (proved, claim) = within.unwrap_or_else(|| (plan.status == Status::Proved, phrase::claim(plan)));
    let claimed = if proved { Ink::Good } else { Ink::Dim };
    let mut rows = super::bend_rows(state, width, low);
    // Nothing comes to nothing: there is no need to say how much that is.
    let totals = (plan.status != Status::Done).then(|| (Ink::Strong, phrase::totals(plan)));
    for (ink, text) in totals.into_iter().chain([(claimed, claim)]) {
        let lines = if low { vec![briefly(&text, width)] } else { pack(&text, width) };
        rows.extend(lines.into_iter().map(|line| Row::of(ink, line)));
    }
    let here = state.has_graph() && !matches!(state.overlays.first(), Some(super::Overlay::FirstRun(_)));
    let taste = if here { super::taste::put(state, &mut rows, width, low) } else { None };
    (rows, taste)
}

/// A sentence in one line: what stands before its semicolon, or its colon, where there is no room for all of it.
pub fn briefly(text: &str, width: usize) -> String {
    let before = |c: char| text.split(c).next().unwrap_or_default();
    longest([text, before(';'), before(':')].map(str::to_owned), width)
}

/// What there is to do for somebody who can do all of the goal.
pub fn what_else(state: &State) -> Row {
    let keys = [
        (Action::ChooseGoal, " chooses the next goal  "),
        (Action::Show(Screen::Recommend), " ranks what else there is"),
    ];
    let known = keys.into_iter().filter_map(|(action, text)| Some((state.key_for(action)?, text)));
    Row(known.flat_map(|(key, text)| [(Ink::Key, key), (Ink::Dim, text.to_owned())]).collect())
}

/// Rows above the steps of the path, the row of air included.
pub fn path_heading_rows(state: &State, geometry: Geometry) -> usize {
    let low = geometry.is_low();
    path_heading(state, usize::from(geometry.width.saturating_sub(2)), low).len() + usize::from(!low)
}

/// What is wrong with an edited file, and what can be done.
pub fn draft_page(problems: &[String], width: usize) -> Vec<Row> {
    let mut page = Page { rows: Vec::new(), width: width.max(8) };
    page.heading("Your file cannot be taken as you left it");
    page.text(Ink::Dim, "Nothing is lost: go on editing, or leave it; your text is kept either way.");
    page.blank();
    for problem in problems {
        page.marked(0, (Ink::Bad, "· "), Ink::Plain, problem);
    }
    page.rows
}
