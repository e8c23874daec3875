//! The progress report: nothing logged is lost or counted twice, weeks are ISO weeks, readiness is what it was.

use std::sync::Arc;

use jiff::{ToSpan as _, civil::date};
use prereq::{
    advisor::{Advisor, Settings},
    domain::{
        Catalog, CatalogDraft, CourseDraft, CourseId, CourseMark, GoalDraft, GoalId, GoalSkill, Level, Minutes,
        Profile, ProfileEdit, Requirement, Skill, SkillId,
    },
    path::{Aim, Cancel},
    progress::monday,
};

fn course(id: &str) -> CourseId {
    CourseId::new(id).expect("valid")
}

fn skill(id: &str) -> SkillId {
    SkillId::new(id).expect("valid")
}

fn catalog() -> Arc<Catalog> {
    let level = |id: &str, l| (skill(id), Level::new(l));
    let teach =
        |id: &str, hours, teaches: Vec<_>| CourseDraft { hours, teaches, ..CourseDraft::new(course(id), id, "P") };
    let goal = GoalDraft {
        skills: vec![
            GoalSkill { skill: skill("a"), level: Level::new(500), weight: 1000 },
            GoalSkill { skill: skill("b"), level: Level::new(500), weight: 3000 },
        ],
        id: GoalId::new("g").expect("valid"),
        title: "Goal".to_owned(),
        summary: String::new(),
        source: None,
        requirement: Requirement::always(),
        stages: Vec::new(),
    };
    let draft = CatalogDraft {
        skills: ["a", "b"].map(|id| Skill::new(skill(id), id, "x")).into(),
        courses: vec![
            teach("both", Some(Minutes(600)), vec![level("a", 250), level("b", 500)]),
            teach("one", Some(Minutes(1200)), vec![level("a", 500)]),
            teach("none", None, Vec::new()),
        ],
        goals: vec![goal],
        ..CatalogDraft::default()
    };
    Arc::new(Catalog::link(draft).expect("links"))
}

fn advisor(edits: &[ProfileEdit]) -> Advisor {
    let mut profile = Profile::default();
    edits.iter().for_each(|e| profile.apply(e));
    Advisor::new(catalog(), profile, Settings::default())
}

fn log(id: &str, minutes: u64, on: Option<jiff::civil::Date>) -> ProfileEdit {
    ProfileEdit::Log { course: course(id), hours: Minutes(minutes), on }
}

fn done(id: &str, on: Option<jiff::civil::Date>) -> ProfileEdit {
    ProfileEdit::Mark { course: course(id), mark: CourseMark::Done, on, rating: None }
}

#[test]
fn weeks_begin_on_monday_across_the_year_and_a_leap_day() {
    for (day, first) in [
        (date(2027, 1, 3), date(2026, 12, 28)),
        (date(2028, 2, 29), date(2028, 2, 28)),
        (date(2026, 1, 5), date(2026, 1, 5)),
        (date(2026, 1, 4), date(2025, 12, 29)),
    ] {
        assert_eq!(monday(day), first);
    }
    let days = [date(2026, 12, 27), date(2026, 12, 28), date(2027, 1, 3), date(2027, 1, 4)];
    let edits: Vec<_> = days.iter().zip([10, 20, 40, 80]).map(|(&d, m)| log("one", m, Some(d))).collect();
    // Weeks before the first entry are not there: nobody had set out to study in them.
    let told = advisor(&edits).progress(&Aim::default(), date(2027, 1, 6), 20);
    let weeks: Vec<_> = told.weeks.iter().map(|w| (w.monday, w.logged.0)).collect();
    assert_eq!(weeks, [(date(2026, 12, 21), 10), (date(2026, 12, 28), 60), (date(2027, 1, 4), 80)]);
    // Day by day, the same: every week of a year and more sums its own seven days.
    let edits: Vec<_> = edits.into_iter().chain([done("none", Some(date(2025, 11, 30)))]).collect();
    let told = advisor(&edits).progress(&Aim::default(), date(2027, 1, 10), 60);
    for week in &told.weeks {
        let of = |d: &jiff::civil::Date| (0..7).any(|i| week.monday.saturating_add(i.days()) == *d);
        let sum: u64 = days.iter().zip([10, 20, 40, 80]).filter(|(d, _)| of(d)).map(|(_, m)| m).sum();
        assert_eq!(week.logged.0, sum);
    }
    assert_eq!((told.weeks.len(), told.weeks[0].monday), (59, date(2025, 11, 24)));
    let short = advisor(&edits).progress(&Aim::default(), date(2027, 1, 10), 5);
    assert_eq!(short.weeks[..], told.weeks[54..]);
    assert_eq!(advisor(&[]).progress(&Aim::default(), date(2027, 1, 10), 8).weeks.len(), 1, "this week");
}

#[test]
fn time_is_shared_among_skills_and_adds_up_to_the_minute() {
    for minutes in [1, 2, 100, 101, 599, 10_001] {
        let told =
            advisor(&[log("both", minutes, None), log("none", 7, None)]).progress(&Aim::default(), date(2026, 1, 5), 1);
        let of = |id: Option<&str>| {
            told.skills.iter().find(|s| s.skill.as_ref().map(|s| s.as_str()) == id).map_or(0, |s| s.logged.0)
        };
        assert_eq!(of(Some("a")) + of(Some("b")) + of(None), minutes + 7);
        assert!((of(Some("b"))).abs_diff(of(Some("a")) * 2) <= 2, "in proportion to the levels taught");
        assert_eq!((told.logged.0, told.undated.0), (minutes + 7, minutes + 7));
    }
}

#[test]
fn readiness_is_what_it_was_after_each_day_something_happened() {
    let set = |id: &str, level, on| ProfileEdit::SetSkill {
        skill: skill(id),
        level: Level::new(level),
        from: "self".into(),
        on,
    };
    let advisor = advisor(&[
        set("a", 125, None),
        done("both", Some(date(2026, 2, 1))),
        done("one", Some(date(2026, 3, 1))),
        log("none", 60, Some(date(2026, 2, 15))),
        set("b", 500, Some(date(2026, 9, 1))),
    ]);
    let aim = advisor.aim(&[GoalId::new("g").expect("valid")], &[]).expect("there");
    let told = advisor.progress(&aim, date(2026, 6, 1), 1);
    let points: Vec<_> = told.readiness.iter().map(|m| (m.on, (m.readiness * 1000.0).round() as u64)).collect();
    // Weights 1 and 3 on levels of 0.50: 125 of 2000, then 250 + 1500, then all of it.
    let expected = [(None, 63), (Some(date(2026, 2, 1)), 875), (Some(date(2026, 3, 1)), 1000)];
    assert_eq!(points, expected, "what is to come is not there yet");
    // The last point is what the gap report says of today.
    let now = advisor.gap(&aim, &Cancel::new()).readiness.expect("a goal of skills");
    assert_eq!(points.last().map(|p| p.1), Some((now * 1000.0).round() as u64));
}

#[test]
fn a_course_done_by_its_log_tells_the_pace_and_the_finish() {
    let today = date(2026, 1, 5);
    let week = prereq::domain::Constraints { hours_per_week: Some(Minutes(360)), ..Default::default() };
    let advisor = advisor(&[log("one", 1800, Some(today)), done("one", Some(today)), ProfileEdit::Constrain(week)]);
    let aim = advisor.aim(&[GoalId::new("g").expect("valid")], &[]).expect("there");
    let mut request = advisor.request(aim);
    request.start = Some(today);
    let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
    let told = advisor.finish(&plan).expect("a finished course with hours");
    assert_eq!((told.pace.courses, told.planned), (1, Minutes(600)));
    assert!(told.pace.ratio > 1.0 && told.pace.ratio < 1.5, "shrunk towards 1: {}", told.pace.ratio);
    let end = plan.steps.iter().filter_map(|s| s.end).max();
    assert!(told.days.0 > end && told.days.1 > told.days.0, "slower than planned: {told:?}");
    assert!(self::advisor(&[done("one", Some(today))]).finish(&plan).is_none(), "nothing logged, nothing known");
}

#[test]
fn a_course_under_way_past_its_hours_tells_the_pace_and_is_not_done_yet() {
    let today = date(2026, 1, 5);
    let start = |id| ProfileEdit::Mark { course: course(id), mark: CourseMark::Started, on: Some(today), rating: None };
    let week = prereq::domain::Constraints { hours_per_week: Some(Minutes(360)), ..Default::default() };
    let told = |minutes: u64| {
        let week = ProfileEdit::Constrain(week.clone());
        let advisor = advisor(&[start("both"), log("both", minutes, Some(today)), week]);
        let aim = advisor.aim(&[GoalId::new("g").expect("valid")], &[]).expect("there");
        let mut request = advisor.request(aim.clone());
        request.start = Some(today);
        let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
        (advisor.progress(&aim, today, 1).pace, advisor.finish(&plan))
    };
    assert_eq!(told(300), (None, None), "half of its ten hours");
    assert_eq!(told(600), (None, None), "all of them, and no more");
    let (pace, finish) = told(900);
    let (pace, finish) = (pace.expect("past its hours"), finish.expect("a plan"));
    assert_eq!((pace.courses, pace.running_over, finish.pace), (0, 1, pace));
    assert!(pace.ratio > 1.2 && pace.ratio < 1.6, "{pace:?}");
    // `both` brings half of `a`, and `one` the rest; of the first nothing is left as planned.
    assert_eq!((finish.planned, finish.still_going), (Minutes(1200), 1));
    assert!(finish.hours.0 > Minutes(1200 + 60), "something of it is left: {finish:?}");
    assert!(finish.days.0 < finish.days.1);
    let words = prereq::phrase::finish(&finish, Some(Minutes(360)));
    assert!(words.contains("(from 1 course under way past its hours)"), "{words}");
    assert!(words.contains("if you keep 6 h a week and the course with 0 h left is still going"), "{words}");
}
