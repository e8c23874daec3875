//! What a plan's dates and limits rest on, back from TOML.

use jiff::civil::Date;
use toml::de::DeTable;

use super::{
    plan_premises::wanted,
    plan_read::{cents, courses, in_order, maybe, minutes},
};
use crate::{
    domain::{Away, CourseId, SkillId},
    path::{PlanCalendar, PlanLimits},
    store::{
        ProblemKind,
        read::{Reader, Value},
    },
};

/// Reads the rest of the calendar from `[premises]`; files from before it was kept have none.
pub(crate) fn calendar(r: &mut Reader, at: u32, table: &DeTable<'_>) -> Option<Option<PlanCalendar>> {
    const KEYS: [&str; 5] = ["max_parallel", "away", "begins", "terms", "under_way"];
    if KEYS.iter().all(|key| table.get(*key).is_none()) {
        return Some(None);
    }
    let most = r.need(at, table, "max_parallel", |r, v| r.integer(v, "max_parallel", 1..=u64::from(u32::MAX)));
    let away =
        maybe(r, table, "away", |r, v, key| each(r, v, key, |r, v, key| r.quantity_text(v, key, str::parse::<Away>)));
    let begins = maybe(r, table, "begins", |r, v, key| {
        let table = r.table(v, key)?;
        let all: Vec<_> = (in_order(table).into_iter())
            .map(|(id, value)| {
                let course = r.key_id(id, key, CourseId::new);
                course.zip(r.date(value, key))
            })
            .collect();
        all.into_iter().collect()
    });
    let under_way = maybe(r, table, "under_way", courses);
    let terms = maybe(r, table, "terms", |r, v, key| {
        let table = r.table(v, key)?;
        let all: Vec<_> = (in_order(table).into_iter())
            .map(|(id, value)| {
                let course = r.key_id(id, key, CourseId::new);
                course.zip(each(r, value, key, term_day))
            })
            .collect();
        all.into_iter().collect()
    });
    Some(Some(PlanCalendar {
        max_parallel: u32::try_from(most?).ok()?,
        away: away?.unwrap_or_default(),
        begins: begins?.unwrap_or_default(),
        terms: terms?.unwrap_or_default(),
        under_way: under_way?.unwrap_or_default(),
    }))
}

/// `[date, "term"]`.
fn term_day(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<(Date, String)> {
    match r.list(value, key)?.as_ref() {
        [day, term] => {
            let (day, term) = (r.date(day, key), r.text(term, key));
            day.zip(term)
        }
        _ => {
            let line = r.line(value);
            r.problem(ProblemKind::BadValue, line, key, "a term is written as [first day, name]");
            None
        }
    }
}

/// Reads `[premises.limits]`.
pub(crate) fn limits(r: &mut Reader, value: &Value<'_>) -> Option<PlanLimits> {
    let table = r.table(value, "limits")?;
    r.only(table, "limits", &["deadline", "max_hours", "budget", "must", "goal"]);
    let deadline = maybe(r, table, "deadline", Reader::date);
    let max_hours = maybe(r, table, "max_hours", minutes);
    let budget = maybe(r, table, "budget", cents);
    let must = maybe(r, table, "must", |r, v, key| each(r, v, key, |r, v, key| r.id(v, key, SkillId::new)));
    let goal = maybe(r, table, "goal", |r, v, _| wanted(r, v, "limits.goal"));
    Some(PlanLimits {
        deadline: deadline?,
        max_hours: max_hours?,
        budget: budget?,
        must: must?.unwrap_or_default(),
        goal: goal?,
    })
}

/// A list, each read; `None` if one is faulty.
fn each<T>(
    r: &mut Reader,
    value: &Value<'_>,
    key: &str,
    read: impl Fn(&mut Reader, &Value<'_>, &str) -> Option<T>,
) -> Option<Vec<T>> {
    let list = r.list(value, key)?;
    let all: Vec<_> = list.iter().enumerate().map(|(i, v)| read(r, v, &format!("{key}[{i}]"))).collect();
    all.into_iter().collect()
}
