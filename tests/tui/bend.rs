//! The bent path: other ways, costs, limits, trade-offs, asked of the real planner.

use std::{collections::VecDeque, sync::Arc};

use jiff::civil::date;
use prereq::{
    advisor::{Advisor, Settings},
    app::{Effect, Event, Key, Last, Look, PathPanel, Place, Reply, Start, State, Target, handle, target_at},
    domain::{
        Catalog, CatalogDraft, Cents, CourseDraft, CourseMark, GoalDraft, GoalId, GoalSkill, Level, Minutes, Profile,
        ProfileEdit, Requirement, Skill,
    },
    path::{Cancel, Status},
    tui::{Styles, draw, draw_mapped},
};
use ratatui::{Terminal, backend::TestBackend};

use crate::{
    fixture::{TODAY, answer, course_id, skill_id},
    screens::text,
};

/// id, title, hours, whole dollars, skill, level
type Row = (&'static str, &'static str, u64, u64, &'static str, u16);
const COURSES: [Row; 6] = [
    ("sql-fast", "SQL, fast", 30, 50, "sql", 500),
    ("sql-free", "SQL for Everybody", 40, 0, "sql", 500),
    ("stats-fast", "Statistics in Two Weeks", 50, 20, "stats", 500),
    ("stats-free", "Statistics Without Fear", 60, 0, "stats", 500),
    ("stats-intro", "A First Look at Statistics", 10, 0, "stats", 250),
    ("viz", "Charts That Speak", 20, 0, "viz", 500),
];

fn catalog(change: impl FnOnce(&mut CatalogDraft)) -> Arc<Catalog> {
    let mut draft = CatalogDraft::default();
    for (id, name) in [("sql", "SQL"), ("stats", "Statistics"), ("viz", "Data visualization")] {
        draft.skills.push(Skill::new(skill_id(id), name, "data"));
    }
    for (id, title, hours, price, skill, level) in COURSES {
        let mut course = CourseDraft::new(course_id(id), title, "Open University");
        course.hours = Some(Minutes(hours * 60));
        course.price = Some(Cents(price * 100));
        course.teaches = vec![(skill_id(skill), Level::new(level))];
        draft.courses.push(course);
    }
    draft.courses[5].requirement = Requirement::Skill { skill: skill_id("sql"), level: Level::new(250) };
    for (id, title, skills) in
        [("analyst", "Analyst", &["sql", "stats", "viz"][..]), ("statistician", "Statistician", &["stats"][..])]
    {
        let asked = |s: &&str| GoalSkill { skill: skill_id(s), level: Level::new(500), weight: 1000 };
        draft.goals.push(GoalDraft {
            id: GoalId::new(id).expect("valid"),
            title: title.into(),
            summary: String::new(),
            source: None,
            skills: skills.iter().map(asked).collect(),
            requirement: Requirement::always(),
            stages: Vec::new(),
        });
    }
    change(&mut draft);
    Arc::new(Catalog::link(draft).expect("links"))
}

fn advisor(goals: &[&str]) -> Advisor {
    let goals = goals.iter().map(|g| GoalId::new(g).expect("valid")).collect();
    Advisor::new(catalog(|_| {}), Profile { goals, ..Profile::default() }, Settings::default())
}

/// A state whose questions the planner itself answers, at once unless `late`.
pub struct Live {
    pub state: State,
    pub done: Vec<Effect>,
    pub late: bool,
}

impl Live {
    fn new(goals: &[&str], size: (u16, u16)) -> Self {
        Self::with(advisor(goals), size)
    }
    pub fn with(advisor: Advisor, size: (u16, u16)) -> Self {
        let (state, effects) = State::new(Start::new(advisor, TODAY, size));
        let mut live = Self { state, done: Vec::new(), late: false };
        live.perform(effects);
        live
    }
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.event(Event::Key(key.parse::<Key>().expect(key)));
        }
        self
    }
    /// Clicks on a step in the panel of other ways, unless it is selected.
    fn point_at(&mut self, id: &str) -> &mut Self {
        let plan = self.state.path_plan().expect("a plan");
        let row = plan.steps.iter().position(|s| s.course.as_str() == id).expect("on the path");
        if self.state.way_selected().is_some_and(|c| c.as_str() != id) {
            self.event(Event::Click(Target::Row { place: Place::OtherWays, row }));
        }
        self
    }
    pub fn event(&mut self, event: Event) {
        let effects = handle(&mut self.state, event);
        self.perform(effects);
    }
    fn perform(&mut self, effects: Vec<Effect>) {
        let mut queue: VecDeque<Effect> = effects.into();
        while let Some(effect) = queue.pop_front() {
            let event = match effect {
                Effect::Plan { generation, advisor, request } => {
                    let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
                    Some(Event::Reply { generation, reply: Reply::Plan(Arc::new(plan)) })
                }
                Effect::Dismiss | Effect::Unbend => {
                    self.done.push(effect);
                    None
                }
                Effect::Inquire { .. } | Effect::Bend { .. } if self.late => {
                    self.done.push(effect);
                    None
                }
                other => answer(other, Status::Proved, true).unwrap_or_else(|other| {
                    self.done.push(other);
                    None
                }),
            };
            queue.extend(event.into_iter().flat_map(|event| handle(&mut self.state, event)));
        }
    }
    pub fn shown(&self) -> String {
        let (width, height) = (self.state.geometry.width, self.state.geometry.height);
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a screen in memory");
        terminal.draw(|frame| draw(frame, &self.state, &Styles::of(self.state.look))).expect("draws");
        text(terminal.backend().buffer())
    }
    #[track_caller]
    pub fn says(&self, words: &[&str]) {
        let screen = self.shown();
        words.iter().for_each(|said| assert!(screen.contains(said), "{said}\n{screen}"));
    }
    #[track_caller]
    pub fn says_nothing_of(&self, words: &str) {
        let screen = self.shown();
        assert!(!screen.contains(words), "{words}\n{screen}");
    }
    fn edits(&self) -> Vec<ProfileEdit> {
        let saved = self.done.iter().filter_map(|e| if let Effect::Save(e) = e { Some(e.clone()) } else { None });
        saved.flatten().collect()
    }
}

#[test]
fn each_step_tells_what_the_path_without_it_takes_and_takes_it() {
    let mut live = Live::new(&["analyst"], (140, 30));
    live.press("4 g");
    live.says(&["3 courses · 100 h · $70", "proved: no path has less weighted work (100 h of work)"]);
    live.press("a");
    assert_eq!(live.state.place(), Place::OtherWays);
    live.says(&["Each step, and the best path without it", "+15 h", "no other way"]);
    live.point_at("viz");
    live.says(&["There is no other way: no path goes without it."]);
    live.press("enter");
    assert_eq!(live.state.place(), Place::OtherWays);
    live.says(&["! there is no other way"]);
    live.point_at("sql-fast");
    live.says(&[
        "Without it the path takes 15 h more weighted work.",
        "+ SQL for Everybody",
        "one of these 2 is unavoidable",
    ]);
    live.press("s");
    assert_eq!(live.state.place(), Place::Path);
    live.says(&[
        "without SQL, fast · +10 h · −$50",
        "Esc takes the last back",
        "proved: no path has less weighted work (110 h of work)",
    ]);
    // A second swap rests on the first.
    live.press("a").point_at("stats-fast").press("enter");
    live.says(&[
        "without SQL, fast and Statistics in Two Weeks · +20 h · −$70",
        "proved: no path has less weighted work (120 h of work)",
    ]);
    live.press("c");
    live.says(&["without SQL, fast and Statistics in Two Weeks, as you asked"]);
    live.press("esc 1");
    live.says(&["3 courses · 100 h · $70"]);
    live.says_nothing_of("120 h");
    live.press("4 esc");
    live.says(&["without SQL, fast · +10 h"]);
    live.press("esc");
    live.says_nothing_of("without SQL");
    live.says(&["3 courses · 100 h · $70"]);
    assert!(live.edits().is_empty(), "nothing was written");
}

#[test]
fn a_kept_path_is_the_learners_own_and_one_step_to_undo() {
    let mut live = Live::new(&["analyst"], (100, 30));
    live.press("4 a").point_at("sql-fast");
    live.press("enter P");
    let edits = live.edits();
    assert!(
        matches!(&edits[..], [ProfileEdit::Mark { course, mark: CourseMark::Hidden, .. }] if course.as_str() == "sql-fast"),
        "{edits:?}"
    );
    live.says(&["hidden from now on: SQL, fast; u brings it back", "3 courses · 110 h · $20"]);
    live.says_nothing_of("without SQL");
    live.press("1");
    live.says(&["3 courses · 110 h · $20"]);
    live.press("4 P");
    live.says(&["3 courses · 110 h"]);
}

#[test]
fn another_goal_forgets_what_was_tried() {
    let mut live = Live::new(&["analyst"], (100, 30));
    live.press("4 a").point_at("sql-fast").press("enter");
    live.says(&["without SQL, fast"]);
    live.press("n s t a t i s t i c i a n enter 4");
    live.says_nothing_of("without SQL");
    live.says(&["1 course · 50 h"]);
}

#[test]
fn what_costs_most_comes_first_and_goals_together_are_told() {
    let mut live = Live::new(&["analyst"], (80, 24));
    live.press("4 D");
    live.says(&[
        "All of it: 150 h of weighted work. Dropping Statistics saves most: 75 h.",
        "stopping at 0.25",
        "so these figures need not add up to the whole",
    ]);
    let screen = live.shown();
    let at = |word: &str| screen.lines().position(|l| l.trim_start().starts_with(word)).expect(word);
    assert!(at("Statistics") < at("SQL") && at("stopping at 0.25") == at("Statistics") + 1, "{screen}");
    live.says_nothing_of("Goals together");
    let mut both = Live::new(&["analyst", "statistician"], (80, 24));
    both.press("4 D");
    both.says(&["Goals together", "together 150 h; apart 225 h; doing them together saves 75 h"]);
}

#[test]
fn limits_bend_the_path_for_as_long_as_they_are_set() {
    let mut live = Live::new(&["analyst"], (100, 30));
    live.press("4 B j j enter 6 0 enter");
    live.says(&["the whole goal does not fit 60 h: it takes at least 100 h", "stays short: Statistics 0.25 of 0.50"]);
    live.press("esc");
    live.says(&["60 h in all · readiness 83% and not all of it", "partial: your limits bind"]);
    live.press("1");
    live.says(&["3 courses · 100 h · $70"]);
    // A must comes first, whatever else then stays short.
    live.press("4 B G enter S t a t enter");
    live.says(&["Statistics", "stays short"]);
    live.says_nothing_of("stays short: Statistics");
    live.press("esc");
    live.says(&["60 h in all · Statistics a must"]);
    live.press("B g j j enter ctrl-u 0 enter esc");
    live.says(&["0 h in all", "within your limits no course gets you closer", "No course fits."]);
    live.press("B r");
    assert!(!live.state.bend.is_on());
    live.press("esc");
    live.says(&["proved: no path has less weighted work (100 h of work)"]);
    live.says_nothing_of("60 h in all");
    assert!(live.edits().is_empty(), "limits are not the file's");
}

#[test]
fn a_budget_is_kept_within_and_a_deadline_tells_the_pace() {
    let mut live = Live::new(&["analyst"], (100, 30));
    live.press("4 B j j j enter 2 0 enter");
    live.says(&["fits: $20 of $20; nothing that fits is better", "3 courses · 110 h · $20"]);
    live.press("X");
    live.says(&["Budget: no longer limited"]);
    live.press("k k enter 1 0 space w e e k s enter");
    live.says(&["h a week would do for the whole goal by 11 May 2026", "A deadline binds only where"]);
    live.press("g enter 8 enter");
    live.says(&["does not fit 81.15 h until 11 May 2026"]);
    live.press("s");
    let edits = live.edits();
    assert!(matches!(&edits[..], [ProfileEdit::Constrain(c)] if c.hours_per_week == Some(Minutes(480))), "{edits:?}");
    live.says(&["8 h", "as your file says"]);
    live.press("j enter n e v e r enter");
    live.says(&["a day such as 2026-12-31"]);
}

#[test]
fn a_point_of_the_chart_takes_a_click() {
    for size in [(80, 24), (100, 30), (120, 40)] {
        let mut live = Live::new(&["analyst"], size);
        live.press("4 T");
        for row in [2, 1, 0] {
            let shown = live.shown();
            let sign = live.state.look.glyphs().point;
            let points = shown.lines().zip(0..).flat_map(|(line, y)| {
                let signs = line.chars().zip(0..).filter(move |(c, _)| sign.starts_with(*c));
                signs.map(move |(_, x)| (x, y))
            });
            let mut points: Vec<(u16, u16)> = points.collect();
            points.sort_unstable();
            // The selected one is drawn with another sign.
            let at = if row == 2 { points[1] } else { points[row] };
            let mut spots = Vec::new();
            let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("a screen in memory");
            terminal.draw(|frame| spots = draw_mapped(frame, &live.state, &Styles::mono())).expect("draws");
            for x in [at.0, at.0 + 1] {
                let target = Target::Row { place: Place::Tradeoffs, row };
                assert_eq!(target_at(&spots, x, at.1), Some(target), "{shown}");
            }
            live.event(Event::Click(Target::Row { place: Place::Tradeoffs, row }));
            assert_eq!(live.state.panel_selected(PathPanel::Tradeoffs), Some(row));
        }
    }
}

#[test]
fn a_claim_is_made_in_fewer_words_where_there_is_no_room_for_more() {
    for (width, words) in [
        (80, "proved: these 3 ways to trade work for money are all there are\n"),
        (60, "proved: all 3 ways to trade work for money\n"),
        (40, "proved: all 3 trades\n"),
        (20, "3 trades\n"),
    ] {
        let mut live = Live::new(&["analyst"], (width, 20));
        live.press("4 T");
        live.says(&[words]);
    }
}

#[test]
fn every_trade_is_a_point_and_entering_one_bends_the_path_to_it() {
    let mut live = Live::new(&["analyst"], (100, 30));
    live.press("4 T");
    live.says(&[
        "proved: these 3 ways to trade work for money are all there are",
        "100 h, $70",
        "the least work of all",
    ]);
    live.press("l");
    live.says(&["110 h, $20", "against the least work: SQL for Everybody"]);
    live.press("h");
    live.says(&["100 h, $70"]);
    live.press("j enter");
    assert_eq!(live.state.place(), Place::Path);
    live.says(&[
        "$20 at most · +10 h · −$50",
        "3 courses · 110 h · $20",
        "fits: $20 of $20; nothing that fits is better",
        "Esc takes the last back",
    ]);
    // The next one chosen takes its place.
    live.press("T G enter");
    live.says(&["for no money · +20 h · −$70"]);
    live.press("esc");
    live.says(&["3 courses · 100 h · $70"]);
    live.says_nothing_of("at most");
}

#[test]
fn what_is_said_about_a_step_scrolls_where_it_does_not_fit() {
    let mut live = Live::new(&["analyst"], (40, 12));
    live.press("4 a").point_at("sql-fast");
    live.says_nothing_of("SQL for Everybody");
    live.press("J J J");
    live.says(&["SQL for Everybody"]);
    live.press("K K K K K K");
    live.says_nothing_of("SQL for Everybody");
    live.press("J J J").press("j k");
    live.says_nothing_of("SQL for Everybody");
}

#[test]
fn what_nobody_waits_for_is_dropped_and_asked_again() {
    let mut live = Live::new(&["analyst"], (100, 30));
    live.late = true;
    live.press("4 a");
    live.says(&["working it out …", "…"]);
    assert!(matches!(&live.done[..], [Effect::Inquire { first: Some(_), .. }]), "{:?}", live.done);
    live.press("enter");
    live.says(&["still working it out"]);
    live.press("a");
    assert!(matches!(&live.done[..], [_, Effect::Dismiss]), "{:?}", live.done);
    live.press("a 1");
    assert!(matches!(&live.done[..], [.., Effect::Inquire { .. }, Effect::Dismiss]), "{:?}", live.done);
    // A late answer to a question that was dropped is none.
    let generation = live.state.inquiry.generation;
    let Some(Effect::Inquire { advisor, request, question, .. }) = live.done.first().cloned() else { panic!("asked") };
    let mut late = Vec::new();
    prereq::app::inquire(question, &advisor, &request, None, &Cancel::new(), &mut |found, whole| {
        late.push(Reply::Inquired(found, whole));
    });
    for reply in late {
        live.event(Event::Reply { generation: generation - 1, reply });
    }
    assert!(live.state.inquiry.ways.value.is_none());
}

#[test]
fn what_changed_since_last_time_has_its_cause() {
    let goals = vec![GoalId::new("analyst").expect("valid")];
    let profile = Profile { goals, ..Profile::default() };
    let before = catalog(|draft| draft.courses[5].hours = Some(Minutes(15 * 60)));
    let old = Advisor::new(before, profile.clone(), Settings::default());
    let request = old.request(old.aim(&[], &[]).expect("a goal"));
    let plan = Arc::new(old.plan(&request, &Cancel::new(), &mut |_| {}));
    let mut live = Live::with(Advisor::new(catalog(|_| {}), profile, Settings::default()), (100, 30));
    live.event(Event::Recalled(Last { on: date(2026, 2, 20), plan }));
    live.says(&["20 Feb 2026: 5 h more to go", "because Charts That Speak takes 20 h (was 15 h)"]);
}

/// Ways to every panel, and to paths bent in each way.
const WAYS: [(&str, &str); 6] = [
    ("ways", "4 a"),
    ("bent", "4 T j enter"),
    ("costs", "4 D"),
    ("limits", "4 B j j enter 6 0 enter"),
    ("trades", "4 T j"),
    ("short", "4 B j j enter 6 0 enter esc"),
];

#[test]
fn panels_as_they_look() {
    for (name, keys) in WAYS {
        for size in [(80, 24), (120, 40), (40, 12)] {
            let mut live = Live::new(&["analyst", "statistician"], size);
            live.press(keys);
            insta::assert_snapshot!(format!("bend-{name}-{}x{}", size.0, size.1), live.shown());
            live.state.look = Look { ascii: true, ..Look::default() };
            let screen = live.shown();
            assert!(screen.is_ascii(), "{name} at {size:?}\n{screen}");
        }
    }
}

#[test]
fn panels_hold_what_they_are_given_at_every_size() {
    for (_, keys) in WAYS {
        let mut live = Live::new(&["analyst", "statistician"], (80, 24));
        live.press(keys);
        for (width, height) in (0..=160).step_by(7).flat_map(|w| (0..=60).step_by(3).map(move |h| (w, h))) {
            live.event(Event::Resize(width, height));
            live.shown();
        }
    }
}
