//! A plan as a calendar: an all-day event for each course.

use std::collections::BTreeMap;

use icalendar::{Calendar, Component as _, Event, EventStatus, Property};
use jiff::{ToSpan as _, civil::Date};

use super::{WithSteps, course_uuid};
use crate::{
    domain::{Away, CourseMark, Profile, scrub},
    path::{Plan, Step},
    phrase::{self, Names},
};

/// Why a plan is no calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The plan has no dates.
    #[error("a calendar needs dates, and this plan has none")]
    NoDates,
}

/// An event as a calendar file had it: what decides whether it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OldEvent {
    /// What it was called.
    pub summary: String,
    /// First day and the day after the last, as written.
    pub days: (String, String),
    /// How often it was changed already.
    pub sequence: u32,
    /// Whether it was called off.
    pub cancelled: bool,
}

/// The events of a calendar file by their name. Only what this program's own events say is read, to the letter;
/// a file that is no calendar has none.
pub fn events_of(text: &str) -> BTreeMap<String, OldEvent> {
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "");
    let mut events = BTreeMap::new();
    let mut open: Option<BTreeMap<&str, &str>> = None;
    // Parts of an event, such as its alarms, have properties of the same names.
    let mut inner = 0usize;
    for (name, value) in unfolded.lines().filter_map(|line| line.split_once(':')) {
        let name = name.split(';').next().unwrap_or_default();
        match (name, value, &mut open) {
            ("BEGIN", "VEVENT", None) => open = Some(BTreeMap::new()),
            ("BEGIN", _, Some(_)) => inner += 1,
            ("END", "VEVENT", Some(event)) if inner == 0 => {
                let text = |key: &str| plain(event.get(key).copied().unwrap_or_default());
                let old = OldEvent {
                    summary: text("SUMMARY"),
                    days: (text("DTSTART"), text("DTEND")),
                    sequence: text("SEQUENCE").parse().unwrap_or(0),
                    cancelled: text("STATUS") == "CANCELLED",
                };
                events.extend(event.get("UID").map(|uid| ((*uid).to_owned(), old)));
                open = None;
            }
            ("END", _, Some(_)) => inner = inner.saturating_sub(1),
            (_, _, Some(event)) if inner == 0 => {
                event.insert(name, value);
            }
            _ => {}
        }
    }
    events
}

/// A TEXT value (RFC 5545, 3.3.11) without its escapes, from left to right.
fn plain(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().map(|c| if matches!(c, 'n' | 'N') { ' ' } else { c })),
            c => out.push(c),
        }
    }
    out
}

/// A TEXT value with its escapes, for the names of calendars: the library leaves those alone.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// Content lines of at most 75 octets. Some readers drop blanks at the ends of lines, so none ends or goes on in one
/// where that can be helped.
fn refold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut rest = line;
        let mut room = 75;
        while rest.len() > room {
            let sound = |at: &usize| rest.is_char_boundary(*at);
            let firm = |at: &usize| sound(at) && !rest[..*at].ends_with(' ') && !rest[*at..].starts_with(' ');
            let at = (room / 2..=room).rev().find(firm).or_else(|| (1..=room).rev().find(sound)).unwrap_or(rest.len());
            out.push_str(&rest[..at]);
            out.push_str("\r\n ");
            rest = &rest[at..];
            // The blank that says "goes on" counts.
            room = 74;
        }
        out.push_str(rest);
        out.push_str("\r\n");
    }
    out
}

/// The calendar (RFC 5545) of a plan, stamped with the day `stamp`. Events of `before`, an earlier export, keep their
/// names; those that changed count one change more. Of those that are on the plan no longer, what the learner finished
/// stays, up to the day it was done, and the rest is called off.
///
/// # Errors
/// The plan has no dates.
pub fn plan_ics(
    plan: &Plan,
    names: &dyn Names,
    profile: &Profile,
    stamp: Date,
    before: &BTreeMap<String, OldEvent>,
) -> Result<String, CalendarError> {
    let names = &WithSteps { plan, names };
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", PRODID));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("METHOD", "PUBLISH"));
    let titles: Vec<String> = plan.premises.goals.iter().map(|g| g.title.clone()).collect();
    let title = escaped(&scrub(&phrase::list_and(&titles)));
    calendar.append_property(("X-WR-CALNAME", title.as_str()));
    let mut left = before.clone();
    for step in &plan.steps {
        let summary = scrub(&step.title).trim().to_owned();
        for (part, stretch) in stretches(plan, step)?.into_iter().enumerate() {
            let uid = uid(step, part);
            let after = stretch.last().checked_add(1.day()).map_err(|_| CalendarError::NoDates)?;
            let days = (basic(stretch.first()), basic(after));
            let old = left.remove(&uid);
            let same = old.as_ref().is_some_and(|o| o.days == days && o.summary == summary && !o.cancelled);
            let sequence = old.map_or(0, |o| o.sequence.saturating_add(u32::from(!same)));
            let mut event = event(&uid, &summary, &days, stamp, sequence);
            event.status(EventStatus::Confirmed);
            event.description(&scrub(&describe(plan, step, names)));
            if let Some(page) = names.page(step.course.as_str()) {
                event.url(&scrub(page));
            }
            calendar.push(event.done());
        }
    }
    // Only what is ours is called off; a learner's own events in the same file are not named like ours.
    let done: BTreeMap<String, Option<Date>> = (profile.courses.iter())
        .filter(|(_, record)| record.mark == CourseMark::Done)
        .map(|(course, record)| (course_uuid(course).to_string(), record.on))
        .collect();
    for (uid, old) in left.into_iter().filter(|(uid, _)| uid.ends_with(SUFFIX)) {
        let finished = done.iter().find(|(course, _)| uid.starts_with(course.as_str()));
        let days = finished.and_then(|(_, on)| until(&old.days, *on));
        let same = days.as_ref().map_or(old.cancelled, |days| *days == old.days && !old.cancelled);
        let sequence = old.sequence.saturating_add(u32::from(!same));
        let status = if days.is_some() { EventStatus::Confirmed } else { EventStatus::Cancelled };
        let mut event = event(&uid, &scrub(&old.summary), &days.unwrap_or(old.days), stamp, sequence);
        event.status(status);
        calendar.push(event.done());
    }
    Ok(refold(&calendar.to_string()))
}

/// The days of an event up to the day its course was done; nothing where it would only have begun after that, as the
/// second stretch of a course done in the first.
fn until((start, end): &(String, String), done: Option<Date>) -> Option<(String, String)> {
    let (Some(done), Ok(first), Ok(after)) = (done, start.parse::<Date>(), end.parse::<Date>()) else {
        return Some((start.clone(), end.clone()));
    };
    let after = after.min(done.checked_add(1.day()).ok()?);
    (first < after).then(|| (basic(first), basic(after)))
}

/// Says whose calendar it is.
pub(super) const PRODID: &str = "-//prereq//study plan//EN";
const SUFFIX: &str = "@prereq";

/// The name of a course's event; of the first stretch it is the course's own, whether or not others follow.
fn uid(step: &Step, part: usize) -> String {
    match part {
        0 => format!("{}{SUFFIX}", course_uuid(&step.course)),
        n => format!("{}-{}{SUFFIX}", course_uuid(&step.course), n + 1),
    }
}

/// The days of a step without those away: an event says that there is something to do that day.
fn stretches(plan: &Plan, step: &Step) -> Result<Vec<Away>, CalendarError> {
    let (start, end) = step.start.zip(step.end).ok_or(CalendarError::NoDates)?;
    // A file may say anything, but an event has to end after it began.
    let whole = Away::new(start, end.max(start)).map_err(|_| CalendarError::NoDates)?;
    let away = plan.premises.calendar.as_ref().map_or(&[][..], |c| &c.away);
    let parts = Away::except(&[whole], away);
    Ok(if parts.is_empty() { vec![whole] } else { parts })
}

fn event(uid: &str, summary: &str, days: &(String, String), stamp: Date, sequence: u32) -> Event {
    let whole = |key: &str, day: &str| Property::new(key, day).add_parameter("VALUE", "DATE").done();
    let mut event = Event::new();
    event.uid(uid);
    event.add_property("DTSTAMP", format!("{}T000000Z", basic(stamp)));
    event.append_property(whole("DTSTART", &days.0));
    event.append_property(whole("DTEND", &days.1));
    event.summary(summary);
    event.sequence(sequence);
    // Studying does not make the whole day busy.
    event.add_property("TRANSP", "TRANSPARENT");
    event
}

fn basic(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn describe(plan: &Plan, step: &Step, names: &dyn Names) -> String {
    let mut parts = vec![step.provider.clone(), phrase::step_hours(step)];
    parts.push(phrase::price_of(step.price, plan.premises.currency));
    parts.retain(|p| !p.is_empty());
    let mut text = parts.join(" · ");
    let raises = phrase::raises(step, names);
    if !raises.is_empty() {
        text += &format!(". Raises {raises}");
    }
    text + &format!(". Why: {}.", phrase::step_reason(&step.reason, names))
}
