//! The courses under way in a plan's file.

use toml::de::DeTable;

use super::{
    plan_read::{cents, minutes},
    plan_write::{bound, line, text},
};
use crate::{
    domain::CourseId,
    path::{Metric, UnderWay, UnderWayPlace},
    store::{ProblemKind, read::Reader},
};

pub(super) fn write(out: &mut String, metric: Metric, told: &UnderWay) {
    out.push_str("\n[[under_way]]\n");
    line(out, "course", &text(told.course.as_str()));
    line(out, "place", &text(told.place.word()));
    if let UnderWayPlace::Kept { lower, upper } = told.place {
        line(out, "saves_at_least", &bound(metric, lower));
        line(out, "saves_at_most", &bound(metric, upper));
    }
}

pub(super) fn read(r: &mut Reader, at: u32, table: &DeTable<'_>) -> Option<UnderWay> {
    r.only(table, "", &["course", "place", "saves_at_least", "saves_at_most"]);
    let course = r.need(at, table, "course", |r, v| r.id(v, "course", CourseId::new));
    const KEPT: UnderWayPlace = UnderWayPlace::Kept { lower: 0, upper: 0 };
    let words = [UnderWayPlace::OnPath, KEPT, UnderWayPlace::NotNeeded, UnderWayPlace::LetGo].map(|p| (p.word(), p));
    let place = r.need(at, table, "place", |r, v| r.word(v, "place", &words))?;
    if place != KEPT {
        return Some(UnderWay { course: course?, place });
    }
    let mut amount = |key: &str| r.need(at, table, key, |r, v| units(r, v, key));
    let (lower, upper) = (amount("saves_at_least"), amount("saves_at_most"));
    Some(UnderWay { course: course?, place: UnderWayPlace::Kept { lower: lower?, upper: upper? } })
}

/// `{ weighted = 6 }`, `{ price = 20 }` or `{ courses = 1 }`: what is minimised, and how much of it.
fn units(r: &mut Reader, value: &crate::store::read::Value<'_>, key: &str) -> Option<u64> {
    let table = r.table(value, key)?;
    let (word, value_of) = table.iter().next().map(|(k, v)| (k.get_ref().to_string(), v)).unzip();
    match (word.as_deref(), value_of) {
        (Some("weighted" | "work" | "hours"), Some(v)) => minutes(r, v, key).map(|m| m.0),
        (Some("price"), Some(v)) => cents(r, v, key).map(|c| c.0),
        (Some("courses"), Some(v)) => r.integer(v, key, 0..=u64::MAX),
        _ => {
            let line = r.line(value);
            r.problem(ProblemKind::BadValue, line, key, "it is written as { weighted = 6 }");
            None
        }
    }
}
