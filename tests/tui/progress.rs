//! How it goes, on a page: what is logged, readiness day by day.

use jiff::civil::date;
use prereq::{
    app::{Look, Overlay, Place},
    domain::{CourseMark, Minutes, Profile, ProfileEdit},
    tui::Styles,
};

use crate::{
    fixture::{Bench, course_id, profile},
    screens::{paint, text},
};

/// Two finished courses and one under way, in nine weeks; today is Monday, 2 March.
fn learner() -> Profile {
    let mut learner = profile();
    let mut log = |course: &str, day, hours: u64| {
        let (course, on) = (course_id(course), Some(day));
        learner.apply(&ProfileEdit::Log { course, hours: Minutes(hours * 60), on });
    };
    log("speak", date(2026, 1, 6), 6);
    log("speak", date(2026, 1, 14), 4);
    log("la-essence", date(2026, 2, 3), 3);
    log("la-essence", date(2026, 3, 2), 1);
    let done = |course: &str, day| ProfileEdit::Mark {
        course: course_id(course),
        mark: CourseMark::Done,
        on: Some(day),
        rating: None,
    };
    learner.apply(&done("speak", date(2026, 1, 15)));
    learner
}

fn page(size: (u16, u16), keys: &str) -> String {
    let mut bench = Bench::new(learner(), size);
    bench.press(keys);
    text(&paint(&bench, size, &Styles::mono()))
}

#[test]
fn the_page_tells_the_hours_of_each_week_and_readiness_over_time() {
    let shown = page((80, 48), "1 p");
    let line = |of: &str| shown.lines().find(|l| l.contains(of)).unwrap_or_else(|| panic!("{of}: {shown}"));
    assert!(line("W02, 5 Jan").ends_with("6 of 6 h") && !line("W02, 5 Jan").contains('│'), "met: {shown}");
    assert!(line("W03, 12 Jan").contains('│') && line("W03, 12 Jan").ends_with("4 of 6 h"), "{shown}");
    let cells = |of: &str| line(of).matches('█').count();
    assert_eq!(cells("W03, 12 Jan") * 3, cells("W02, 5 Jan") * 2, "{shown}");
    assert!(shown.contains("9 weeks: 14 h"), "weeks before the first entry are not there: {shown}");
    // Readiness rises on 15 January, a fifth of the way from the first day to the last, and never falls.
    let at = shown.lines().position(|l| l.trim() == "Readiness").expect(&shown);
    let chart: Vec<Vec<char>> = shown.lines().skip(at + 1).take(6).map(|l| l.chars().collect()).collect();
    let height = |x: usize| chart.iter().filter(|row| row.get(x) == Some(&'█')).count();
    let heights: Vec<usize> = (11..74).map(height).collect();
    assert!(heights.windows(2).all(|w| w[0] <= w[1]) && heights[0] < heights[62], "{shown}");
    assert!(shown.contains("times the hours planned"), "{shown}");
}

#[test]
fn p_opens_and_closes_it_it_scrolls_and_follows_the_file() {
    let mut bench = Bench::new(learner(), (80, 24));
    bench.press("2 p");
    assert_eq!(bench.state.place(), Place::Progress);
    let before = text(&paint(&bench, (80, 24), &Styles::mono()));
    bench.press("G");
    let end = text(&paint(&bench, (80, 24), &Styles::mono()));
    assert!(before.contains("Hours a week") && !end.contains("Hours a week") && end.contains("Pace"), "{end}");
    bench.press("g");
    let mut other = learner();
    let on = Some(date(2026, 3, 2));
    other.apply(&ProfileEdit::Log { course: course_id("la-essence"), hours: Minutes(120), on });
    bench.event(prereq::app::Event::Changed(other));
    let now = text(&paint(&bench, (80, 24), &Styles::mono()));
    assert!(before.contains("1 of 6 h") && now.contains("3 of 6 h"), "{now}");
    bench.press("p");
    assert!(bench.state.overlays.is_empty());
    bench.press("p esc");
    assert!(!bench.state.overlays.iter().any(|o| matches!(o, Overlay::Progress(_))));
}

#[test]
fn nothing_sticks_out_at_any_size_in_ascii_too() {
    for width in 20..=100 {
        for ascii in [false, true] {
            let mut bench = Bench::new(learner(), (width, 40));
            bench.state.look = Look { ascii, ..bench.state.look };
            bench.press("1 p");
            let Some(Overlay::Progress(page)) = bench.state.overlays.last() else { panic!("not open") };
            let room = bench.state.geometry.page_width();
            for row in prereq::app::progress_page(&bench.state, page, room) {
                assert!(row.width() <= room, "{width} {row:?}");
            }
            let shown = text(&paint(&bench, (width, 40), &Styles::mono()));
            assert!(!ascii || shown.is_ascii(), "{shown}");
        }
    }
}
