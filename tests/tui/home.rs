//! Home: this week, and what changed since last time.

use std::sync::Arc;

use jiff::civil::date;
use prereq::{
    app::{Effect, Event, Geometry, Last, Reply, handle, home},
    domain::{Away, CourseMark, CourseRecord, Minutes, Profile},
    path::{Plan, Status},
    store::LastPlan,
    tui::Styles,
};

use crate::{
    fixture::{Bench, TODAY, course_id, plan, profile},
    screens::{paint, text},
};

fn shown(bench: &Bench, size: (u16, u16)) -> String {
    text(&paint(bench, size, &Styles::mono()))
}

/// The fixture's plan as it was before some of it was done: with a course that is done now, one that is
/// not needed any more, and without the last.
fn before() -> Plan {
    let mut before = plan(Status::Proved);
    let last = before.steps.pop().expect("steps");
    before.cost.work = Minutes(before.cost.work.0 - last.work.0 + 90 * 60 + 40 * 60);
    for (id, title) in
        [("cs50p", "CS50's Introduction to Programming with Python"), ("stats", "Statistics Without Fear")]
    {
        let mut step = last.clone();
        (step.course, step.title) = (course_id(id), title.to_owned());
        before.steps.push(step);
    }
    before
}

#[test]
fn what_changed_since_last_time_is_told_by_kind() {
    let mut learner = profile();
    learner.courses.insert(course_id("cs50p"), CourseRecord::new(CourseMark::Done, Some(TODAY)));
    let mut bench = Bench::new(learner, (80, 24));
    assert!(!shown(&bench, (80, 24)).contains("Last time"));
    let mut now = plan(Status::Proved);
    now.premises.completed = vec![course_id("cs50p")];
    let generation = bench.state.generation;
    bench.event(Event::Reply { generation, reply: Reply::Plan(Arc::new(now)) });
    bench.event(Event::Recalled(Last { on: date(2026, 2, 20), plan: Arc::new(before()) }));
    let screen = shown(&bench, (80, 24));
    for said in [
        "Last time   20 Feb 2026: 122 h less to go",
        "✓ done: CS50's Introduction to Programming with Python",
        "+ new on the path: Speaking Clearly",
        "− off the path: Statistics Without Fear",
    ] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
}

#[test]
fn the_same_plan_is_news_only_on_another_day_and_another_goal_is_named() {
    let told = |on, change: fn(&mut Plan)| {
        let mut bench = Bench::new(profile(), (80, 24));
        let mut last = plan(Status::Proved);
        change(&mut last);
        bench.event(Event::Recalled(Last { on, plan: Arc::new(last) }));
        shown(&bench, (80, 24))
    };
    assert!(!told(TODAY, |_| {}).contains("Last time"));
    assert!(told(date(2026, 2, 1), |_| {}).contains("1 Feb 2026: the same path as now"));
    let other = told(TODAY, |plan| {
        plan.premises.goals[0].id = "mathematician".into();
        plan.premises.goals[0].title = "Mathematician".into();
    });
    assert!(other.contains("2 Mar 2026: on the way to Mathematician"), "{other}");
}

#[test]
fn a_plan_is_kept_when_it_is_final_and_only_then() {
    let mut bench = Bench::new(profile(), (80, 24));
    let generation = bench.state.generation;
    let mut asked = |reply| handle(&mut bench.state, Event::Reply { generation, reply });
    assert!(asked(Reply::Progress(Arc::new(plan(Status::Bounded)))).is_empty());
    let effects = asked(Reply::Plan(Arc::new(plan(Status::Proved))));
    assert!(matches!(&effects[..], [Effect::Remember(last)] if last.on == TODAY), "{effects:?}");
}

#[test]
fn the_kept_plan_comes_back_and_a_damaged_one_does_not() {
    let cache = tempfile::tempdir().expect("a folder");
    let file = LastPlan::within(&cache.path().join("deep/down"));
    assert_eq!(file.read(), None);
    let kept = plan(Status::Proved);
    file.write(TODAY, &kept).expect("writes");
    let (day, read) = file.read().expect("reads");
    assert_eq!((day, read.steps.len(), read.cost), (TODAY, kept.steps.len(), kept.cost));
    let path = cache.path().join("deep/down/last-plan.toml");
    let whole = std::fs::read_to_string(&path).expect("text");
    for damaged in [whole.replace("calc-1", "calc-2"), whole[..whole.len() / 2].to_owned(), String::new()] {
        std::fs::write(&path, damaged).expect("writes");
        assert_eq!(file.read(), None);
    }
}

#[test]
fn this_week_is_what_the_calendar_has_for_seven_days() {
    let mut bench = Bench::new(profile(), (80, 24));
    let screen = shown(&bench, (80, 24));
    assert!(screen.contains("This week   0 of 6 h logged since Monday"), "{screen}");
    assert!(screen.contains("Calculus 1A: Differentiation  until 30 Aug 2026"), "{screen}");
    // Two hours of the first course are left: it ends in the week, and the next one begins.
    let mut short = plan(Status::Proved);
    short.steps[0].work = Minutes(2 * 60);
    short.steps[0].end = Some(date(2026, 3, 4));
    let generation = bench.state.generation;
    bench.event(Event::Reply { generation, reply: Reply::Plan(Arc::new(short)) });
    let screen = shown(&bench, (80, 24));
    let week: Vec<&str> =
        screen.lines().skip_while(|l| !l.contains("This week")).skip(1).take(2).map(str::trim).collect();
    assert!(week[0].contains("done by Wed 4 Mar") && week[0].ends_with("2 h"), "{screen}");
    assert!(week[1].starts_with("Linear Algebra") && week[1].ends_with("4 h"), "{screen}");
    let mut learner = profile();
    learner.constraints.hours_per_week = None;
    let mut bench = Bench::new(learner, (80, 24));
    let mut undated = plan(Status::Proved);
    undated.premises.hours_per_week = None;
    let generation = bench.state.generation;
    bench.event(Event::Reply { generation, reply: Reply::Plan(Arc::new(undated)) });
    assert!(shown(&bench, (80, 24)).contains("H says how many hours a week you have"));
}

#[test]
fn columns_hold_what_they_are_given_at_every_size() {
    for status in Status::ALL {
        let mut bench = Bench::with(crate::fixture::advisor(profile()), (80, 24), status);
        bench.event(Event::Recalled(Last { on: date(2026, 2, 20), plan: Arc::new(before()) }));
        for width in 20..=200 {
            for height in [6, 10, 13, 14, 20, 24, 30, 45, 60] {
                let geometry = Geometry::new(width, height);
                let columns = home(&bench.state, geometry);
                for column in &columns {
                    assert!(column.x + column.width <= width, "{width}×{height}");
                    let widest = column.rows.iter().map(prereq::app::page::Row::width).max().unwrap_or(0);
                    assert!(widest <= usize::from(column.width), "{width}×{height}: {:#?}", column.rows);
                }
            }
        }
    }
    let mut nothing = Bench::new(Profile::default(), (80, 24));
    nothing.press("esc");
    assert!(home(&nothing.state, Geometry::new(80, 24)).iter().all(|c| c.rows.len() <= 1));
}

#[test]
fn the_week_so_far_is_told_against_the_time_there_is() {
    let mut learner = profile();
    let record = learner.courses.get_mut(&course_id("calc-1")).expect("under way");
    record.log.add(TODAY, Minutes(3 * 60));
    // The week before does not count.
    record.log.add(date(2026, 3, 1), Minutes(5 * 60));
    let bench = Bench::new(learner.clone(), (80, 24));
    let screen = shown(&bench, (80, 24));
    assert!(screen.contains("This week   3 of 6 h logged since Monday"), "{screen}");
    learner.constraints.hours_per_week = None;
    let screen = shown(&Bench::new(learner, (80, 24)), (80, 24));
    assert!(screen.contains("This week   3 h logged since Monday"), "{screen}");
}

#[test]
fn what_comes_next_is_true_on_a_day_away_before_a_fixed_day_and_with_nothing_left() {
    let told = |learner: &dyn Fn(&mut Profile), plan: Plan| {
        let mut own = profile();
        learner(&mut own);
        let mut bench = Bench::new(own, (80, 24));
        let generation = bench.state.generation;
        bench.event(Event::Reply { generation, reply: Reply::Plan(Arc::new(plan)) });
        shown(&bench, (80, 24))
    };
    let away = |learner: &mut Profile| learner.constraints.away = Away::list("2026-03-02..2026-03-08").expect("days");
    let mut later = plan(Status::Proved);
    later.steps[0].start = Some(date(2026, 3, 9));
    let screen = told(&away, later);
    assert!(screen.contains("Next        away until 9 Mar 2026, then comes"), "{screen}");
    assert!(screen.contains("Calculus 1A") && !screen.contains("begins 9 Mar"), "{screen}");
    assert!(screen.contains("away all week, 0 h logged"), "{screen}");

    // Another step begins first: it comes next, and the first of the path then.
    let fixed = |learner: &mut Profile| {
        learner.courses.get_mut(&course_id("calc-1")).expect("there").on = Some(date(2026, 4, 1));
    };
    let mut first = plan(Status::Proved);
    (first.steps[0].under_way, first.steps[0].start) = (true, Some(date(2026, 4, 1)));
    for step in &mut first.steps {
        step.start = step.start.max(Some(date(2026, 4, 1)));
    }
    let screen = told(&fixed, first.clone());
    assert!(screen.contains("begins 1 Apr 2026") && !screen.contains("under way"), "{screen}");
    first.steps[1].start = Some(TODAY);
    let screen = told(&fixed, first.clone());
    let after = |label: &str| screen.lines().find(|l| l.trim().starts_with(label)).unwrap_or_default().to_owned();
    assert!(after("Next").contains("Linear Algebra"), "{screen}");
    assert!(after("Then").contains("Calculus 1A"), "{screen}");
    assert!(after("Under way").contains("begins 1 Apr 2026"), "{screen}");
    first.steps[2].start = Some(TODAY);
    let screen = told(&fixed, first.clone());
    let then = screen.lines().find(|l| l.trim().starts_with("Then")).unwrap_or_default();
    let title: String = first.steps[2].title.chars().take(12).collect();
    assert!(then.contains(&title), "what begins first stands first: {screen}");

    let mut logged = plan(Status::Proved);
    (logged.steps[0].under_way, logged.steps[0].work) = (true, Minutes(0));
    let screen = told(&|_| {}, logged);
    assert!(screen.contains("all its hours are logged: mark it done"), "{screen}");

    let mut nothing = plan(Status::Unreachable);
    nothing.steps.clear();
    let screen = told(&|_| {}, nothing.clone());
    assert!(screen.contains("nothing to take: no course gets you closer"), "{screen}");
    nothing.status = Status::Done;
    let screen = told(&|_| {}, nothing);
    assert!(screen.contains("nothing to do: you already have everything") && !screen.contains("0 courses"), "{screen}");
}

#[test]
fn a_finish_at_ones_own_pace_is_told_where_there_is_room() {
    let mut learner = profile();
    let mut done = CourseRecord::new(CourseMark::Done, Some(TODAY));
    done.hours = Some(Minutes(120 * 60));
    learner.courses.insert(course_id("cs50p"), done);
    let told = |size| shown(&Bench::new(learner.clone(), size), size);
    let wide = told((120, 40));
    assert!(wide.contains("at your pace as likely as not by") && wide.contains("nine times in"), "{wide}");
    assert!(told((80, 40)).contains("at your pace as likely as not by"));
    assert!(!told((80, 24)).contains("at your pace"));
    assert!(!shown(&Bench::new(profile(), (120, 40)), (120, 40)).contains("at your pace"), "nothing is known yet");
}
