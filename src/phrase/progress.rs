//! How it goes, in words.

use jiff::civil::Date;

use crate::{
    domain::Minutes,
    progress::{Finish, Milestone, PersonalPace, Progress, SkillTime, Under, WeekTime},
};

use super::{Names, count, day, hours, list_and, percent};

/// The learner's own pace: `you take 1.24 times the hours planned (from 4 finished courses and 1 under way past its
/// hours)`.
pub fn pace(pace: &PersonalPace) -> String {
    let mut from = Vec::new();
    from.extend((pace.courses > 0).then(|| count(pace.courses, "finished course")));
    from.extend(match (pace.running_over, pace.courses) {
        (0, _) => None,
        (1, 0) => Some("1 course under way past its hours".to_owned()),
        (1, _) => Some("1 under way past its hours".to_owned()),
        (n, 0) => Some(format!("{n} courses under way past their hours")),
        (n, _) => Some(format!("{n} under way past their hours")),
    });
    let from = list_and(&from);
    let ratio = (pace.ratio * 100.0).round() / 100.0;
    if (ratio - 1.0).abs() < 0.005 {
        format!("you take the hours planned (from {from})")
    } else {
        format!("you take {ratio} times the hours planned (from {from})")
    }
}

/// When the plan will be done at that pace, the assumptions named.
pub fn finish(told: &Finish, weekly: Option<Minutes>) -> String {
    let (p50, p90) = (whole(told.hours.0), whole(told.hours.1));
    let pace = pace(&told.pace);
    let going = match told.still_going {
        0 => None,
        1 => Some("the course with 0 h left is still going".to_owned()),
        n => Some(format!("the {n} courses with 0 h left are still going")),
    };
    let given = |keep: Option<String>| match list_and(&keep.into_iter().chain(going).collect::<Vec<_>>()) {
        all if all.is_empty() => all,
        all => format!(", if {all}"),
    };
    match (told.days, weekly) {
        ((Some(half), Some(most)), Some(weekly)) => format!(
            "{pace}: as likely as not done by {}, nine times in ten by {}{} ({p50} and {p90} h)",
            day(half),
            day(most),
            given(Some(format!("you keep {} a week", hours(weekly, false)))),
        ),
        _ => format!("{pace}: as likely as not {p50} h to go, nine times in ten no more than {p90} h{}", given(None)),
    }
}

/// The same in a few words, where the assumption has no room: `at your pace as likely as not by 3 May 2027, nine
/// times in ten by 20 Jun 2027`.
pub fn finish_short(told: &Finish) -> String {
    match told.days {
        (Some(half), Some(most)) => {
            format!("at your pace as likely as not by {}, nine times in ten by {}", day(half), day(most))
        }
        _ => {
            let (half, most) = (whole(told.hours.0), whole(told.hours.1));
            format!("at your pace as likely as not {half} h, nine times in ten no more than {most} h")
        }
    }
}

/// Whole hours: a forecast is no more exact than that.
fn whole(time: Minutes) -> u64 {
    time.0.div_ceil(60)
}

/// A week's name: `W43, 19 Oct`.
pub fn week_name(monday: Date) -> String {
    format!("W{:02}, {}", monday.iso_week_date().week(), monday.strftime("%-d %b"))
}

/// A week against its target: `5.5 h`, `5.5 of 6 h`.
pub fn week_time(week: &WeekTime) -> String {
    match week.target {
        Some(Minutes(0)) => format!("{}, away", hours(week.logged, false)),
        Some(target) => format!("{} of {}", week.logged, hours(target, false)),
        None => hours(week.logged, false),
    }
}

/// The week of today so far: `3 of 6 h logged since Monday`.
pub fn week_so_far(week: &WeekTime) -> String {
    match week.target {
        Some(Minutes(0)) => format!("away all week, {} logged", hours(week.logged, false)),
        Some(target) => format!("{} of {} logged since Monday", week.logged, hours(target, false)),
        None => format!("{} logged since Monday", hours(week.logged, false)),
    }
}

/// The weeks together: `8 weeks: 40 h, 5 h a week on average of 6 h you have`.
pub fn weeks_together(progress: &Progress) -> String {
    let n = progress.weeks.len().max(1) as u64;
    let sum: Minutes = progress.weeks.iter().map(|w| w.logged).sum();
    let mut text = format!("{}: {}", count(n, "week"), hours(sum, false));
    if n > 1 {
        text += &format!(", {} a week", hours(Minutes((sum.0 + n / 2) / n), false));
    }
    if progress.undated.0 > 0 {
        text += &format!("; {} more without a date", hours(progress.undated, false));
    }
    text
}

/// When readiness was that: `at the start`, or the day.
pub fn milestone(point: &Milestone) -> (String, String) {
    (point.on.map_or_else(|| "at the start".to_owned(), day), percent(point.readiness))
}

/// What is left of a course under way: `38 of 40 h left`, `0 h left: mark it done`, `begins on 1 Feb 2027`.
pub fn left(under: &Under, today: Date) -> String {
    let full = hours(under.full, under.assumed);
    match under.on.filter(|on| *on > today) {
        Some(on) => format!("begins on {}, {full}", day(on)),
        None if under.left.0 == 0 => "0 h left: mark it done".to_owned(),
        None => format!("{} of {full} left", under.left),
    }
}

/// What time was logged on: the name of a skill.
pub fn logged_on<'a>(time: &'a SkillTime, names: &'a dyn Names) -> &'a str {
    match &time.skill {
        Some(id) => names.skill(id.as_str()).unwrap_or(id.as_str()),
        None => "no skill the catalog knows",
    }
}
