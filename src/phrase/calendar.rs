//! A plan's calendar in words: what cannot begin when it should, how late one can begin, what a missed week does.

use jiff::civil::Date;

use crate::{
    domain::Away,
    path::{
        Dates, Plan, Status, Step, Verified,
        schedule::{HoldUp, Late, LateStart, Latest, Missed},
    },
};

use super::{Names, count, course_title, day, hours, list_and, price, span};

/// `Statistics II begins 1 Feb 2027, but what it needs ends 14 Feb 2027 (Statistics I)`.
pub fn late_start(late: &LateStart, names: &dyn Names) -> String {
    let title = course_title(names, late.course.as_str());
    let fixed = day(late.fixed);
    match &late.waits_for {
        Some((needs, end)) => {
            let needs = course_title(names, needs.as_str());
            format!("{title} begins {fixed}, but what it needs ends {} ({needs})", day(*end))
        }
        None => format!("{title} begins {fixed}, but your first day of study on it is {}", day(late.starts)),
    }
}

/// A step that begins with a term: `begins 11 Jan 2027 with the spring term`.
pub fn begins_with_term(plan: &Plan, step: &Step) -> Option<String> {
    let calendar = plan.premises.calendar.as_ref()?;
    let (_, days) = calendar.terms.iter().find(|(id, _)| *id == step.course)?;
    let (date, term) = days.iter().find(|(date, _)| Some(*date) == step.start)?;
    Some(format!("begins {} with the {term} term", day(*date)))
}

/// Why a plan whose hours fit ends after its deadline, and what would mend that: `its hours fit, but this plan ends 20
/// Jun 2027, after 31 May 2027: Statistics II begins 1 May 2027`, `Statistics II would have to begin 20 days earlier, by
/// 11 Apr 2027; left free to begin in its turn it fits`.
pub fn ends_late(late: &Late, deadline: Date, names: &dyn Names) -> Vec<String> {
    let title = |held: &HoldUp| course_title(names, held.course.as_str()).to_owned();
    let alone: Vec<&HoldUp> = late.fixed.iter().filter(|held| held.in_time.is_some()).collect();
    let named: Vec<&HoldUp> = if alone.is_empty() { late.fixed.iter().collect() } else { alone.clone() };
    let begin: Vec<String> = named.iter().map(|held| format!("{} begins {}", title(held), day(held.begins))).collect();
    let why = if begin.is_empty() { String::new() } else { format!(": {}", list_and(&begin)) };
    let mut out = vec![format!("its hours fit, but this plan ends {}, after {}{why}", day(late.end), day(deadline))];
    let either = if alone.len() > 1 { " alone" } else { "" };
    for held in alone {
        if let (Some(by), Some(days)) = (held.in_time, held.days()) {
            let (days, title) = (count(days, "day"), title(held));
            out.push(format!(
                "it would end in time if {title}{either} began {days} earlier, {} at the latest, or on no fixed day",
                day(by)
            ));
        }
    }
    if let Some(days) = late.all_earlier {
        let days = count(days, "day");
        out.push(format!("no one of these days alone is to blame: all {days} earlier, it would end in time"));
    }
    out
}

/// How late one can begin: `begin by 12 Mar 2027 to be done by 31 Dec 2027: 110 days of slack`.
pub fn latest(latest: &Latest) -> String {
    let deadline = day(latest.deadline);
    match latest.first_day.zip(latest.slack()) {
        Some((first, 0)) => format!("begin on {}, no later, to be done by {deadline}", day(first)),
        Some((first, slack)) => {
            let slack = count(slack.unsigned_abs(), "day");
            format!("begin by {} to be done by {deadline}: {slack} of slack", day(first))
        }
        None => format!("it cannot be done by {deadline} any more at this pace"),
    }
}

/// What missed days do, in a sentence each; the last says what it comes to.
pub fn missed(missed: &Missed, days: &[Away]) -> Vec<String> {
    let days: Vec<String> = days.iter().map(|d| span(d.first(), d.last())).collect();
    let days = list_and(&days);
    let mut out = Vec::new();
    let (planned, then) = missed.end;
    out.push(match missed.days() {
        _ if missed.steps.is_empty() => format!("missing {days}: nothing moves"),
        0 => format!("missing {days}: the plan still ends {}", day(then)),
        n => format!("missing {days}: the plan ends {}, not {}: {}", day(then), day(planned), moved(n)),
    });
    if let Some((deadline, holds)) = missed.deadline {
        let deadline = day(deadline);
        out.push(match holds {
            true => format!("the deadline of {deadline} still holds"),
            false if planned > then => format!("the deadline of {deadline} is missed as before"),
            false => format!("the deadline of {deadline} is missed"),
        });
    }
    out
}

/// `7 days later`.
pub fn moved(days: i64) -> String {
    format!("{} {}", count(days.unsigned_abs(), "day"), if days < 0 { "earlier" } else { "later" })
}

/// What of a saved plan's calendar and limits was confirmed, a sentence each.
pub fn also_checked(plan: &Plan, verified: &Verified) -> Vec<String> {
    let mut out = Vec::new();
    if verified.dates == Dates::Confirmed {
        out.push("its dates, laid anew day by day, are the same".to_owned());
    }
    let l = &plan.premises.limits;
    let mut kept = Vec::new();
    kept.extend(l.max_hours.map(|most| format!("{} of {}", hours(plan.cost.work, false), hours(most, false))));
    kept.extend(l.budget.map(|most| {
        let currency = plan.premises.currency;
        format!("{} of {}", price(plan.cost.price, currency), price(most, currency))
    }));
    let end = plan.steps.iter().filter_map(|s| s.end).max();
    if let (Some(end), Some(deadline), Dates::Confirmed) = (end, l.deadline, verified.dates) {
        if verified.late {
            let said = format!(
                "it ends {}, after its deadline of {}: courses on it begin on fixed days",
                day(end),
                day(deadline)
            );
            out.push(said);
        } else {
            kept.push(format!("done {}, by {}", day(end), day(deadline)));
        }
    }
    if !kept.is_empty() {
        out.push(format!("it keeps its limits: {}", list_and(&kept)));
    }
    out
}

/// What a saved plan claims that its file cannot show.
pub fn not_checked(plan: &Plan, verified: &Verified) -> Vec<&'static str> {
    let mut out = Vec::new();
    if verified.dates == Dates::Unchecked {
        out.push("its dates; the file does not say all they rest on");
    }
    if plan.status == Status::Partial {
        out.push("that no path within the limits gets further; the file has no proof of that");
    }
    out
}
