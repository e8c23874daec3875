//! The recommend screen: weights under the keys, the ranking under the eye.

use std::sync::Arc;

use prereq::{
    advisor::{Advisor, Settings},
    app::{Effect, Event, Movement, Overlay, Place, Reply, Screen, Target, page},
    domain::{
        Catalog, CatalogDraft, CourseDraft, CourseMark, Level, Minutes, Profile, ProfileEdit, Requirement, Skill,
    },
    path::Status,
    recommend::{Component, ONE, Scored},
    tui::{Styles, draw_mapped},
};

use ratatui::{Terminal, backend::TestBackend};

use crate::{
    fixture::{Bench, course_id, profile, skill_id},
    screens::{paint, text},
};

/// Courses that rank one way by rating and the other way by cost.
fn catalog() -> Arc<Catalog> {
    let mut draft = CatalogDraft::default();
    let skill = |id: &str| Skill::new(skill_id(id), id, "x");
    draft.skills = ["a", "b"].map(skill).into();
    let rows = [("best", 50, 5.0), ("good", 50, 4.5), ("fair", 50, 4.2), ("poor", 20, 0.5), ("other", 45, 2.0)];
    for (id, hours, rating) in rows {
        let mut course = CourseDraft::new(course_id(id), id, "Somebody");
        course.hours = Some(Minutes(hours * 60));
        course.rating = Some(rating);
        course.ratings = Some(10_000);
        course.requirement = Requirement::always();
        course.teaches = vec![(skill_id(if id == "other" { "b" } else { "a" }), Level::new(500))];
        draft.courses.push(course);
    }
    Arc::new(Catalog::link(draft).expect("links"))
}

fn bench(size: (u16, u16)) -> Bench {
    let mut bench = Bench::with(Advisor::new(catalog(), Profile::default(), Settings::default()), size, Status::Done);
    bench.press("esc 5");
    bench
}

#[test]
fn a_course_under_way_stands_apart() {
    let learner = |hours: u64| {
        let mut profile = Profile::default();
        let course = course_id("good");
        profile.apply(&ProfileEdit::Mark { course: course.clone(), mark: CourseMark::Started, on: None, rating: None });
        profile.apply(&ProfileEdit::Log { course, hours: Minutes(hours * 60), on: None });
        profile
    };
    let shown = |hours, size| {
        let mut bench = Bench::with(Advisor::new(catalog(), learner(hours), Settings::default()), size, Status::Done);
        bench.press("esc 5");
        // It stands apart, and takes no place of what could be begun.
        assert!(!order(&bench).contains(&"good".to_owned()));
        text(&paint(&bench, size, &Styles::mono()))
    };
    for size in [(80, 24), (120, 40)] {
        let head = shown(44, size).lines().nth(2).unwrap_or_default().to_owned();
        assert!(head.contains("under way: good"), "{head}");
    }
}

fn order(b: &Bench) -> Vec<String> {
    let catalog = b.state.advisor.catalog();
    b.state.ranked().iter().map(|it| catalog.course(it.course).id.to_string()).collect()
}

fn selected(b: &Bench) -> String {
    let course = b.state.selected_course().expect("one is selected");
    b.state.advisor.catalog().course(course).id.to_string()
}

fn weight(b: &Bench, component: Component) -> u64 {
    b.state.weights.get(component)
}

#[test]
fn weights_change_under_the_keys_and_the_ranking_follows_without_a_question() {
    let mut b = bench((80, 24));
    assert_eq!(order(&b), ["best", "other", "good", "fair", "poor"], "of four alike the best stands for all");
    b.press("m");
    assert_eq!(order(&b), ["best", "good", "fair", "poor", "other"]);
    b.press("W");
    assert_eq!(b.state.place(), Place::Weights);
    let asked = (b.done.len(), b.state.generation);
    b.press("j j j j");
    let chosen = |b: &Bench| b.state.ranking.sliders.as_ref().map(|s| s.component);
    assert_eq!(chosen(&b), Some(Component::Quality));
    b.press("h -");
    assert_eq!(weight(&b, Component::Quality), 0);
    assert_eq!(order(&b), ["poor", "best", "fair", "good", "other"], "only cost has an opinion that counts now");
    assert_eq!((b.done.len(), b.state.generation), asked, "no planner, no disk");
    b.press("h");
    assert!(b.state.notice.as_ref().is_some_and(|n| n.problem), "there is nothing below nothing");
    b.press("j l right +");
    assert_eq!(weight(&b, Component::Cost), 200_000);
    b.press("0");
    assert_eq!(weight(&b, Component::Cost), 50_000);
    b.press("k l =");
    assert_eq!(b.state.weights, b.state.ranking.settled);
    b.press("G j k k");
    assert_eq!(chosen(&b), Some(Component::Community), "choosing stops at the ends");
    b.press("enter");
    assert_eq!(b.state.place(), Place::Recommend);
    assert_eq!(b.state.movement(b.state.ranked()[0].course, 1), None);
}

#[test]
fn movement_is_told_against_the_ranking_before_and_the_selected_course_is_kept() {
    let mut b = bench((80, 24));
    b.press("m j j W j j j j h h");
    assert_eq!(order(&b), ["poor", "best", "fair", "good", "other"]);
    assert_eq!(selected(&b), "fair", "the course is watched, not the row");
    let moved: Vec<_> = b.state.ranked().iter().enumerate().map(|(i, it)| b.state.movement(it.course, i + 1)).collect();
    use Movement::{Down, Same, Up};
    assert_eq!(moved, [Up(3), Down(1), Same, Down(2), Same].map(Some));
    let screen = text(&paint(&b, (80, 24), &Styles::mono()));
    assert!(screen.contains("↑3") && screen.contains("↓2"), "{screen}");
    // Closed and opened again, it begins anew.
    b.press("esc W");
    assert_eq!(b.state.movement(b.state.ranked()[0].course, 1), Some(Same));
}

#[test]
fn what_counts_for_nothing_cannot_be_everything() {
    let mut b = bench((80, 24));
    b.press("W");
    for _ in Component::ALL {
        b.press(&"h ".repeat(8)).press("j");
    }
    assert!(b.state.weights.counts(), "the last weight stays above 0");
    assert!(b.state.notice.as_ref().is_none_or(|n| n.problem));
    b.press("g").press(&"l ".repeat(30));
    assert_eq!(weight(&b, Component::Path), u64::from(ONE), "the slider ends at 1");
}

#[test]
fn weights_are_written_only_when_asked_for() {
    let mut b = bench((80, 24));
    b.press("W s");
    assert!(b.done.iter().all(|e| !matches!(e, Effect::KeepWeights(_))), "they are in the settings already");
    b.press("l s");
    assert!(matches!(b.done.last(), Some(Effect::KeepWeights(w)) if *w == b.state.weights));
    let weights = b.state.weights;
    b.event(Event::WeightsKept { weights, place: "/c/config.toml".into() });
    assert!(b.state.notice.as_ref().is_some_and(|n| n.text.contains("/c/config.toml")));
    b.press("l 0");
    assert_eq!(b.state.weights, weights, "what is kept is what 0 goes back to");
}

#[test]
fn opinions_that_come_late_reorder_the_list_but_not_the_choice() {
    let mut b = bench((80, 24));
    b.press("m j");
    assert_eq!(selected(&b), "good");
    let mut scored: Vec<Scored> = b.state.ranking.scored.as_deref().expect("scored").clone();
    for s in &mut scored {
        let id = b.state.advisor.catalog().course(s.candidate.course).id.as_str();
        let value = if matches!(id, "poor" | "fair") { ONE } else { 0 };
        s.opinions[Component::Path.index()] = Ok((value, prereq::recommend::Reason::OnShortestPath));
    }
    let generation = b.state.generation;
    let reply = Reply::Recommended(Arc::new(scored));
    b.event(Event::Reply { generation, reply: reply.clone() });
    assert_eq!(order(&b)[..2], ["fair", "poor"]);
    assert_eq!(selected(&b), "good");
    // Where nobody has chosen yet, the best one is selected.
    let mut fresh = bench((80, 24));
    fresh.event(Event::Reply { generation: fresh.state.generation, reply });
    assert_eq!(selected(&fresh), "fair");
    // What the learner hides is gone, and the selection is a course still.
    b.press("x");
    assert!(!order(&b).contains(&"good".to_owned()));
    assert_eq!(b.state.advisor.profile().mark("good"), Some(CourseMark::Hidden));
    assert!(b.state.selected_course().is_some());
}

#[test]
fn f_says_what_would_put_a_course_first() {
    let mut b = bench((80, 24));
    b.press("m j j j f");
    assert!(matches!(b.state.overlays.last(), Some(Overlay::Course { .. })));
    let rows = |b: &Bench| {
        let course = b.state.selected_course().expect("its page");
        let rows = page::course_page(&b.state, course, 76);
        rows.iter().map(|r| r.0.iter().map(|(_, t)| t.as_str()).collect::<String>()).collect::<Vec<_>>().join("\n")
    };
    let said = rows(&b);
    assert!(said.contains("poor has place 4 of 5 by total; best has the highest"), "{said}");
    assert!(said.contains("with cost at ") && said.contains(" or more (now 0.05)"), "{said}");
    assert!(said.contains("no weight of path, gap, interest or community alone does it"), "{said}");
    assert!(said.contains("quality    0."), "the total is taken apart there too: {said}");
    b.press("esc g f");
    assert!(rows(&b).contains("best has the highest total of 5 courses"));
    b.press("esc");
    assert_eq!((b.state.place(), b.state.screen), (Place::Recommend, Screen::Recommend));
    b.press("enter");
    assert!(!rows(&b).contains("has the highest total"), "who asked has gone; the page is a page again");
}

#[test]
fn a_slider_takes_the_weight_it_is_clicked_at() {
    let mut b = bench((100, 30));
    b.press("W");
    let spots = {
        let mut spots = Vec::new();
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).expect("a screen in memory");
        terminal.draw(|frame| spots = draw_mapped(frame, &b.state, &Styles::mono())).expect("draws");
        spots
    };
    let row = |y: u16| spots.iter().filter(move |s| s.y == y && matches!(s.target, Target::Weight(..)));
    let y = spots.iter().find(|s| matches!(s.target, Target::Weight(Component::Cost, _))).expect("on screen").y;
    let (first, last) = (row(y).next().expect("there"), row(y).next_back().expect("there"));
    b.event(Event::Click(last.target));
    assert_eq!(b.state.weights.get(Component::Cost), u64::from(ONE));
    assert_eq!(b.state.ranking.sliders.as_ref().map(|s| s.component), Some(Component::Cost));
    b.event(Event::Click(first.target));
    assert_eq!(b.state.weights.get(Component::Cost), 0);
    // The last click lies on the last piece of the bar.
    let drawn = text(&paint(&b, (100, 30), &Styles::mono()));
    let line: Vec<char> = drawn.lines().nth(usize::from(y)).expect("there").chars().collect();
    let (bar, end) = (line[usize::from(first.x) + 1], usize::from(last.x));
    assert!(line[end] == bar && line[end + 1] != bar && line[usize::from(first.x)] != bar, "{drawn}");
}

#[test]
fn where_it_was_brought_forward_the_list_says_so() {
    let mut b = bench((80, 24));
    let screen = |b: &Bench| text(&paint(b, (80, 24), &Styles::mono()));
    let shown = screen(&b);
    assert!(shown.contains("▴ comes forward for variety: totals need not fall from row to row"), "{shown}");
    assert_eq!(shown.lines().filter(|l| l.trim_end().ends_with('▴')).count(), 1, "{shown}");
    b.press("j");
    assert!(screen(&b).contains("place 2 of 5, 5 by total: brought forward for variety"), "{}", screen(&b));
    b.press("m");
    assert!(!screen(&b).contains('▴'));
}

#[test]
fn the_screen_at_every_size() {
    for (name, keys, size) in [
        ("list", "5 j", (80, 24)),
        ("list", "5 j", (120, 40)),
        ("weights", "5 j W j j l l l", (80, 24)),
        ("weights", "5 j W j j l l l", (120, 40)),
        ("weights", "5 j W j j l l l", (40, 12)),
        ("first", "5 j j f", (80, 24)),
        ("first", "5 j j f", (120, 40)),
    ] {
        let mut b = Bench::new(profile(), size);
        b.press(keys);
        let name = format!("recommend-{name}-{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, text(&paint(&b, size, &Styles::ansi())));
    }
}
