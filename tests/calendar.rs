//! Calendars checked day by day, by arithmetic of its own: days are numbers counted from 1 March of the year 0, and
//! nothing of the scheduler is used but its answer.

#[path = "common/random_catalog.rs"]
mod random_catalog;

use std::sync::Arc;

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use prereq::{
    advisor::{Advisor, Settings},
    domain::{Away, Catalog, CourseId, Minutes},
    path::{
        Aim, Cancel, Plan,
        schedule::{self, Block, Calendar, HoldUp, Pace, latest, latest_first_day, lay, missed, plan_late},
    },
};
use proptest::prelude::*;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The number of a day (Hinnant's days-from-civil).
fn number(day: Date) -> i64 {
    let (y, m, d) = (i64::from(day.year()), i64::from(day.month()), i64::from(day.day()));
    let y = if m <= 2 { y - 1 } else { y };
    let (era, year) = (y.div_euclid(400), y.rem_euclid(400));
    let month = (m + 9) % 12;
    era * 146_097 + year * 365 + year / 4 - year / 100 + (153 * month + 2) / 5 + d - 1
}

/// Minutes of study on the `i`th day: Bresenham's line from 0 to a week's minutes over seven days.
fn minutes_on(i: i64, weekly: u64) -> u64 {
    let weekly = weekly as i64;
    let before = (i * weekly + 6) / 7;
    ((i + 1) * weekly + 6) as u64 / 7 - before as u64
}

/// Everything a calendar promises.
fn check(blocks: &[Block], pace: &Pace, calendar: &Calendar) {
    assert_eq!(calendar.spans.len(), blocks.len());
    let first = number(pace.start);
    let mut left: Vec<u64> = blocks.iter().map(|b| b.work.0).collect();
    let last = calendar.spans.iter().map(|s| number(s.1)).max().unwrap_or(first);
    assert!(calendar.sessions.windows(2).all(|w| (w[0].day, w[0].block) < (w[1].day, w[1].block)));
    for today in first..=last {
        let away = pace.away.iter().any(|a| (number(a.first())..=number(a.last())).contains(&today));
        let room = if away { 0 } else { minutes_on(today - first, pace.weekly.0) };
        let worked: Vec<_> = calendar.sessions.iter().filter(|s| number(s.day) == today).collect();
        let sum: u64 = worked.iter().map(|s| s.work.0).sum();
        assert!(sum <= room, "{sum} minutes of {room} on day {}", today - first);
        for session in &worked {
            let (from, to) = calendar.spans[session.block];
            assert!((number(from)..=number(to)).contains(&today));
            left[session.block] -= session.work.0;
        }
        // Time is not left lying while something could be worked on.
        let open = (0..blocks.len()).any(|b| {
            let begun = number(calendar.spans[b].0) <= today;
            begun && left[b] > 0
        });
        assert!(!open || sum == room, "{sum} of {room} minutes used on day {}", today - first);
        let under_way = worked.len();
        let both = worked.iter().filter(|s| left[s.block] > 0).count();
        assert!(both <= pace.parallel as usize, "{under_way} at once");
    }
    assert!(left.iter().all(|l| *l == 0), "the scheduled hours are the plan's hours");
    for (block, (from, to)) in blocks.iter().zip(&calendar.spans) {
        assert!(number(*from) <= number(*to));
        assert!(block.not_before.is_none_or(|d| number(*from) >= number(d)));
        for &supplier in &block.after {
            assert!(number(*from) >= number(calendar.spans[supplier].1), "begun before its supplier ended");
        }
    }
    // On the day a supplier ends, its own work comes first.
    for session in &calendar.sessions {
        for &supplier in &blocks[session.block].after {
            assert!(number(calendar.spans[supplier].1) <= number(session.day));
        }
    }
}

fn block(work: u64, after: &[usize]) -> Block {
    Block { work: Minutes(work * 60), after: after.to_vec(), ..Block::default() }
}

#[test]
fn a_year_with_a_leap_day_a_year_end_weeks_away_and_two_at_once() {
    let blocks = [
        block(60, &[]),
        block(35, &[]),
        block(80, &[0]),
        Block { not_before: Some(date(2028, 2, 28)), ..block(41, &[1]) },
        block(7, &[2, 3]),
        block(90, &[1]),
        block(55, &[4, 5]),
    ];
    let pace = Pace {
        parallel: 2,
        away: vec![
            "2027-12-20..2028-01-02".parse().expect("days"),
            "2028-02-29".parse().expect("a day"),
            "2028-07-03..2028-07-23".parse().expect("days"),
        ],
        ..Pace::new(date(2027, 9, 6), Minutes(7 * 60 + 25))
    };
    let calendar = lay(&blocks, &pace).expect("dates");
    check(&blocks, &pace, &calendar);
    let end = calendar.end().expect("an end");
    assert!(end > date(2028, 9, 6), "about a year: {end}");
    let minutes: u64 = calendar.sessions.iter().map(|s| s.work.0).sum();
    assert_eq!(minutes, 368 * 60);
    assert!(calendar.sessions.iter().all(|s| s.day != date(2028, 2, 29)), "away on the leap day");
    assert!(calendar.sessions.iter().any(|s| s.day == date(2028, 2, 28)));

    let deadline = date(2029, 3, 1);
    let back = latest(&blocks, &pace, deadline).expect("it fits");
    for (i, (b, (from, to))) in blocks.iter().zip(&back.spans).enumerate() {
        assert!(*to <= deadline && *from >= calendar.spans[i].0, "later than planned, and in time");
        assert!(b.after.iter().all(|&a| back.spans[a].1 <= *from));
    }
    assert_eq!(back.sessions.iter().map(|s| s.work.0).sum::<u64>(), 368 * 60);
    let first = latest_first_day(&blocks, &pace, deadline).expect("it fits");
    let ends = |start: Date| lay(&blocks, &Pace { start, ..pace.clone() }).expect("dates").end().expect("an end");
    assert!(ends(first) <= deadline && ends(first.tomorrow().expect("a day")) > deadline);
    assert_eq!(latest_first_day(&blocks, &pace, date(2028, 1, 1)), None);

    let slips = missed(&blocks, &pace, &[Away::week(date(2028, 1, 10))]).expect("dates");
    assert!(slips.iter().all(|s| s.days() > 0 && s.planned >= date(2028, 1, 10)));
    assert!(slips.iter().any(|s| s.then > end), "a missed week is felt at the end");
    assert_eq!(missed(&blocks, &pace, &[Away::week(date(2027, 12, 20))]).expect("dates"), [], "away anyway");
}

proptest! {
    #[test]
    fn any_calendar_keeps_its_promises(
        seed in proptest::collection::vec((0u64..40, proptest::collection::vec(0usize..8, 0..3), 0i32..200, any::<bool>()), 1..9),
        weekly in 1u64..3000,
        parallel in 1u32..4,
        away in proptest::collection::vec((0i32..300, 0i32..20), 0..3),
        start in 0i32..4000,
    ) {
        let day = |n: i32| date(2023, 11, 1).checked_add(jiff::ToSpan::days(n)).expect("a day");
        let mut blocks = Vec::new();
        for (i, (work, after, wait, waits)) in seed.iter().enumerate() {
            let mut after: Vec<usize> = after.iter().copied().filter(|&a| a < i).collect();
            after.sort_unstable();
            after.dedup();
            let not_before = waits.then(|| day(start + wait));
            blocks.push(Block { work: Minutes(work * 37), after, not_before, agreed: false, ..Block::default() });
        }
        let away = away.iter().map(|&(from, days)| Away::new(day(start + from), day(start + from + days)).expect("forward"));
        let pace = Pace { parallel, away: away.collect(), ..Pace::new(day(start), Minutes(weekly)) };
        let calendar = lay(&blocks, &pace).expect("dates");
        check(&blocks, &pace, &calendar);
    }
}

/// A plan for a random catalog, some of whose courses begin on fixed days.
fn with_fixed_days(seed: u64) -> Option<Plan> {
    let case = random_catalog::case(seed);
    let mut rng = ChaCha8Rng::seed_from_u64(seed ^ 0xf1c5);
    let catalog = Arc::new(Catalog::link(case.draft).expect("links"));
    let advisor = Advisor::new(Arc::clone(&catalog), case.profile, Settings::default());
    let mut request = advisor.request(Aim { goals: catalog.goals().to_vec(), to: Vec::new() });
    let start = date(2027, 11, 1);
    (request.start, request.hours_per_week) = (Some(start), Some(Minutes(rng.random_range(300..1500))));
    request.max_parallel = rng.random_range(1..=3);
    let day = |n: i64| start.checked_add(n.days()).expect("a date");
    for _ in 0..rng.random_range(0..=2) {
        let from = rng.random_range(0..60);
        request.away.push(Away::new(day(from), day(from + rng.random_range(0..10))).expect("forward"));
    }
    let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
    for step in &plan.steps {
        if rng.random_bool(0.4) {
            let course = catalog.course_ix(step.course.as_str()).expect("there");
            request.not_before.insert(course, day(rng.random_range(1..90)));
        }
    }
    let plan = advisor.plan(&request, &Cancel::new(), &mut |_| {});
    (!request.not_before.is_empty() && plan.steps.iter().any(|s| s.end.is_some())).then_some(plan)
}

/// The plan's last day with some fixed days being others.
fn end_with(plan: &Plan, of: impl Fn(&CourseId, Date) -> Date) -> Date {
    let mut plan = plan.clone();
    let calendar = plan.premises.calendar.as_mut().expect("dates");
    calendar.begins.iter_mut().for_each(|(id, day)| *day = of(id, *day));
    schedule::calendar(&plan).expect("dates").end().expect("steps")
}

#[test]
fn the_day_a_fixed_start_would_have_to_be_is_the_one_found_by_trying_every_day() {
    let (mut alone, mut together, mut open) = (0, 0, 0);
    for seed in 0..200 {
        let Some(plan) = with_fixed_days(seed) else { continue };
        let start = plan.premises.start.expect("dates");
        let (free, end) = (end_with(&plan, |_, _| start), end_with(&plan, |_, day| day));
        assert!(plan_late(&plan, end).is_none(), "seed {seed}: in time");
        let span = number(end) - number(free);
        for deadline in (0..span).step_by(3).map(|n| free.checked_add(n.days()).expect("a date")) {
            let late = plan_late(&plan, deadline).expect("it ends later");
            assert_eq!(late.end, end);
            for HoldUp { course, begins, in_time } in &late.fixed {
                let earlier = |n: i64| begins.checked_sub(n.days()).expect("a date");
                let tried = (1..=number(*begins) - number(start))
                    .map(earlier)
                    .find(|day| end_with(&plan, |id, other| if id == course { *day } else { other }) <= deadline);
                assert_eq!(*in_time, tried, "seed {seed}: {course} by {deadline}");
                alone += u32::from(in_time.is_some());
                open += u32::from(in_time.is_none());
            }
            if late.fixed.iter().all(|held| held.in_time.is_none()) {
                let shifted = |n: i64| end_with(&plan, |_, day| day.checked_sub(n.days()).expect("a date").max(start));
                let tried = (1..200).find(|&n| shifted(n) <= deadline);
                assert_eq!(late.all_earlier.map(|n| n as i64), tried, "seed {seed} by {deadline}");
                together += 1;
            } else {
                assert_eq!(late.all_earlier, None);
            }
        }
    }
    assert!(alone > 100 && together > 10 && open > 100, "{alone} {together} {open}");
}
