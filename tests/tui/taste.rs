//! The slider of taste above the path, and trades of work for a better fit, asked of the real planner.

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    app::{Effect, Event, Place, Target, target_at},
    domain::{
        Catalog, CatalogDraft, Cents, CourseDraft, GoalDraft, GoalId, GoalSkill, HoursOf, Level, Minutes, Profile,
        Requirement, Skill, WorkCurve,
    },
    path::{Metric, Trade},
    tui::{Styles, draw_mapped},
};
use ratatui::{Terminal, backend::TestBackend};

use crate::{
    bend::Live,
    fixture::{course_id, skill_id},
};

/// Five hours of video that claim to make one good at Python, vouched for and not, and a longer course on statistics
/// beside a shorter one that nobody vouches for.
fn advisor() -> Advisor {
    let mut draft = CatalogDraft::default();
    for (id, name) in [("python", "Python"), ("stats", "Statistics")] {
        draft.skills.push(Skill::new(skill_id(id), name, "data"));
    }
    draft.skills[0].work = WorkCurve::new([4, 40, 120, 300].map(|h| Minutes(h * 60))).ok();
    let mut add = |id: &str, title: &str, hours: u64, skill: &str, lists: &[&str]| {
        let mut course = CourseDraft::new(course_id(id), title, "Open University");
        course.hours = Some(Minutes(hours * 60));
        course.hours_of = (skill == "python").then_some(HoursOf::Video);
        course.price = Some(Cents(0));
        course.endorsed = lists.iter().map(|l| (*l).to_owned()).collect();
        course.teaches = vec![(skill_id(skill), Level::new(500))];
        draft.courses.push(course);
    };
    add("py", "Python in an Afternoon", 5, "python", &[]);
    add("py-known", "Python for Everybody", 5, "python", &["OSSU", "csdiy"]);
    add("stats-short", "Statistics in a Hurry", 30, "stats", &[]);
    add("stats-known", "Statistics, Thoroughly", 34, "stats", &["OSSU", "csdiy", "Another"]);
    let asked = |s: &str| GoalSkill { skill: skill_id(s), level: Level::new(500), weight: 1000 };
    draft.goals.push(GoalDraft {
        id: GoalId::new("analyst").expect("valid"),
        title: "Analyst".into(),
        summary: String::new(),
        source: None,
        skills: vec![asked("python"), asked("stats")],
        requirement: Requirement::always(),
        stages: Vec::new(),
    });
    let catalog = Arc::new(Catalog::link(draft).expect("links"));
    let goals = vec![GoalId::new("analyst").expect("valid")];
    Advisor::new(catalog, Profile { goals, ..Profile::default() }, Settings::default())
}

#[test]
fn the_path_follows_the_slider_and_says_what_changed() {
    let mut live = Live::with(advisor(), (80, 24));
    live.press("4");
    live.says(&["74 h of work (39 h of courses)", "taste 1.0 [────○────]", "Statistics, Thoroughly"]);
    live.press("[ [");
    live.says(&["taste 0.5 [──○──────]", "taste 0.5: the same path"]);
    live.press("[ [");
    live.says(&[
        "taste 0.0 [○────────]",
        "taste 0.0: 4 h less work, 2 courses nobody vouches for",
        "Statistics in a Hurry",
    ]);
    // It goes no further, and says so.
    live.press("[");
    live.says(&["at taste 0 only work counts"]);
    live.press("]");
    live.says(&["taste 0.25"]);
    live.press("esc");
    live.says(&["taste 1.0 [────○────]", "Statistics, Thoroughly", "taste 1.0 again"]);
    live.says_nothing_of("taste 1.0:");
    live.press("] ] ] ] ]");
    live.says(&["taste 2.0 [────────○]", "taste goes no higher than 2"]);
    assert!(live.done.iter().all(|e| !matches!(e, Effect::Save(_))), "nothing is written");
}

#[test]
fn the_old_path_stays_until_the_new_one_comes() {
    let mut live = Live::with(advisor(), (80, 24));
    live.press("4");
    live.late = true;
    live.press("[ [ [ [");
    live.says(&["taste 0.0: working it out …", "Statistics, Thoroughly", "taste 0.0 [○────────]"]);
    let asked: Vec<u64> = (live.done.iter())
        .filter_map(|e| if let Effect::Bend { generation, .. } = e { Some(*generation) } else { None })
        .collect();
    assert_eq!(asked.len(), 4, "one question for each step");
    assert!(asked.is_sorted_by(|a, b| a < b));
    let last = live.done.iter().rev().find_map(|e| match e {
        Effect::Bend { request, .. } => Some((request.costing.taste, request.metric)),
        _ => None,
    });
    assert_eq!(last, Some((0, Metric::Weighted)));
}

#[test]
fn the_slider_takes_the_mouse() {
    let mut live = Live::with(advisor(), (80, 24));
    live.press("4");
    let mut spots = Vec::new();
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).expect("a screen in memory");
    terminal.draw(|frame| spots = draw_mapped(frame, &live.state, &Styles::mono())).expect("draws");
    let shown = live.shown();
    let (y, line) = shown.lines().enumerate().find(|(_, l)| l.contains("taste 1.0 [")).expect("the slider");
    let ends: Vec<u16> = (line.chars().zip(0..)).filter(|(c, _)| "[]".contains(*c)).map(|(_, x)| x).collect();
    for (x, taste) in [(ends[0] + 1, 0), (ends[0] + 5, 1000), (ends[1] - 1, 2000)] {
        assert_eq!(target_at(&spots, x, y as u16), Some(Target::Taste(taste)), "{shown}");
    }
    live.event(Event::Click(Target::Taste(0)));
    live.says(&["taste 0.0: 4 h less work"]);
    live.event(Event::Click(Target::Taste(1000)));
    live.says_nothing_of("taste 1.0:");
}

#[test]
fn work_is_traded_for_a_better_fit_in_the_panel_too() {
    let mut live = Live::with(advisor(), (100, 30));
    live.press("4 T");
    live.says(&["the path of least work is the cheapest as well", "m trades work for a better fit"]);
    live.press("m");
    assert_eq!(live.state.inquiry.by, Trade::Misfit);
    live.says(&[
        "proved: these 2 ways to trade work for a better fit are all there are",
        "misfit",
        "70 h, 19 h of misfit",
        "misfit is what the weights of courses add to their work",
    ]);
    live.press("j");
    live.says(&["74 h, 4 h of misfit", "against the least work: Statistics, Thoroughly"]);
    live.press("enter");
    assert_eq!(live.state.place(), Place::Tradeoffs);
    live.says(&["the slider of taste on the path leads there"]);
}

#[test]
fn a_course_tells_its_hours_its_work_and_every_term_of_its_weight() {
    let mut live = Live::with(advisor(), (100, 40));
    live.press("4 enter");
    let screen = live.shown();
    live.press("esc G enter");
    let all = format!("{screen}{}", live.shown());
    for said in [
        "5 h of video · 40 h of work",
        "an hour of work counts ×1.10",
        "evidence 0.80 → +0.10, recommended by OSSU and csdiy",
        "evidence 1.00 → +0.00",
    ] {
        assert!(all.contains(said), "{said}\n{all}");
    }
}
