//! A plan back from TOML, exactly, or every reason why not.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    plan_binding, plan_cases, plan_costing, plan_premises, plan_under_way, plan_unmet,
    plan_write::{GOAL, OLD_PLAN_FILE_SCHEMA, PLAN_FILE_SCHEMA, body, digest},
};
use crate::{
    domain::{Cents, CourseId, Level, Minutes, SkillId, scrub},
    path::{Cases, Cost, Landmark, LeastWork, Metric, NeededBy, Plan, Status, Step, StepReason},
    store::{
        Problem, ProblemKind,
        read::{Reader, Value},
    },
};

/// Longest sum of durations in a plan, in minutes; far beyond any life, exact as a float.
const MAX_MINUTES: f64 = (1_u64 << 40) as f64;

/// A plan as found in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanFile {
    /// The plan.
    pub plan: Plan,
    /// Whether the file still says what was written when the plan was made; comments and layout aside.
    pub digest_ok: bool,
}

/// Why a file is no plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is no plan that can be read")]
pub struct PlanFileError(pub Vec<Problem>);

/// Reads what [`write_plan_toml`](super::write_plan_toml) wrote. `file` is its name for messages.
///
/// # Errors
/// Everything that is missing, unknown or out of range.
pub fn read_plan_toml(file: &str, text: &str) -> Result<PlanFile, PlanFileError> {
    let mut r = Reader::new(&scrub(file), text);
    let read = r.document(text).and_then(|document| plan(&mut r, &document));
    r.problems.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    match read {
        Some((plan, claimed)) if r.problems.is_empty() => {
            Ok(PlanFile { digest_ok: digest(&body(&plan)) == claimed, plan })
        }
        _ => Err(PlanFileError(r.problems)),
    }
}

impl Reader {
    /// Reports every key that is not in `known`.
    pub(crate) fn only(&mut self, table: &DeTable<'_>, path: &str, known: &[&str]) {
        for (key, _) in table {
            if !known.contains(&key.get_ref().as_ref()) {
                self.unknown_key(key, path, known);
            }
        }
    }

    /// A required key.
    pub(crate) fn need<T>(
        &mut self,
        line: u32,
        table: &DeTable<'_>,
        key: &str,
        read: impl FnOnce(&mut Self, &Value<'_>) -> Option<T>,
    ) -> Option<T> {
        match table.get(key) {
            Some(value) => read(self, value),
            None => {
                self.missing(line, key);
                None
            }
        }
    }
}

fn plan(r: &mut Reader, document: &DeTable<'_>) -> Option<(Plan, String)> {
    r.only(
        document,
        "",
        &[
            "schema",
            "digest",
            "status",
            "lower_bound",
            "cost",
            "least_work",
            "step",
            "under_way",
            "unmet",
            "binding",
            "proof",
            "premises",
        ],
    );
    let schema = r.need(1, document, "schema", |r, v| r.text(v, "schema"));
    let known = |s: &String| s == PLAN_FILE_SCHEMA || s == OLD_PLAN_FILE_SCHEMA;
    if let Some(schema) = schema.filter(|s| !known(s)) {
        let message = format!(
            "this program reads plans of schema {PLAN_FILE_SCHEMA} and {OLD_PLAN_FILE_SCHEMA}, and this is `{schema}`"
        );
        r.problem(ProblemKind::Version, 1, "schema", message);
    }
    let claimed = r.need(1, document, "digest", |r, v| r.text(v, "digest"));
    let status = r.need(1, document, "status", |r, v| r.word(v, "status", &Status::ALL.map(|s| (s.word(), s))));
    let cost = r.need(1, document, "cost", cost);
    let premises = r.need(1, document, "premises", plan_premises::read);
    let lower_bound = r.need(1, document, "lower_bound", |r, v| bound(r, v, premises.as_ref()?.metric));
    let weighs = premises.as_ref().is_none_or(|p| p.costing.is_some());
    let steps = many(r, document, "step", if weighs { step::<true> } else { step::<false> });
    let least_work = maybe(r, document, "least_work", least_work);
    let unmet = many(r, document, "unmet", plan_unmet::read);
    let binding = many(r, document, "binding", plan_binding::read);
    let under_way = many(r, document, "under_way", plan_under_way::read);
    let proof = r.need(1, document, "proof", proof);
    let (landmarks, cases) = proof?;
    let plan = Plan {
        premises: premises?,
        status: status?,
        cost: cost?,
        lower_bound: lower_bound?,
        steps: steps?,
        unmet: unmet?,
        binding: binding?,
        under_way: under_way?,
        least_work: least_work?,
        landmarks,
        cases,
    };
    Some((plan, claimed?))
}

/// `[[name]]`, each read; `None` if one is faulty.
pub(crate) fn many<T>(
    r: &mut Reader,
    table: &DeTable<'_>,
    key: &str,
    read: fn(&mut Reader, u32, &DeTable<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let Some(value) = table.get(key) else { return Some(Vec::new()) };
    let mut out = Vec::new();
    let mut whole = true;
    for (i, (line, table)) in r.entries(value, key).into_iter().enumerate() {
        r.entry = format!("{key} {}", i + 1);
        match read(r, line, table) {
            Some(item) => out.push(item),
            None => whole = false,
        }
        r.entry.clear();
    }
    whole.then_some(out)
}

pub(crate) fn minutes(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Minutes> {
    r.quantity(value, key, |hours| {
        let minutes = (hours * 60.0).round();
        if (0.0..=MAX_MINUTES).contains(&minutes) {
            Ok(Minutes(minutes as u64))
        } else {
            Err(format!("{hours} is no number of hours"))
        }
    })
}

pub(crate) fn cents(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Cents> {
    r.quantity(value, key, |units| {
        let cents = (units * 100.0).round();
        if (0.0..=MAX_MINUTES).contains(&cents) { Ok(Cents(cents as u64)) } else { Err(format!("{units} is no price")) }
    })
}

fn cost(r: &mut Reader, value: &Value<'_>) -> Option<Cost> {
    let at = r.line(value);
    let table = r.table(value, "cost")?;
    r.only(table, "cost", &["hours", "work", "weighted", "price", "courses", "hours_assumed", "prices_unknown"]);
    let hours = r.need(at, table, "hours", |r, v| minutes(r, v, "cost.hours"));
    // Without work of its own a plan's work is its hours.
    let mut or_hours = |key| table.get(key).map_or(hours, |v| minutes(r, v, &format!("cost.{key}")));
    let (work, weighted) = (or_hours("work"), or_hours("weighted"));
    let price = table.get("price").map_or(Some(Cents(0)), |v| cents(r, v, "cost.price"));
    let mut count = |key: &str| r.need(at, table, key, |r, v| r.integer(v, &format!("cost.{key}"), 0..=u64::MAX));
    let (courses, assumed, unknown) = (count("courses"), count("hours_assumed"), count("prices_unknown"));
    Some(Cost {
        hours: hours?,
        work: work?,
        weighted: weighted?,
        price: price?,
        courses: courses?,
        hours_assumed: assumed?,
        prices_unknown: unknown?,
    })
}

fn least_work(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<LeastWork> {
    let at = r.line(value);
    let table = r.table(value, key)?;
    r.only(table, key, &["work", "courses"]);
    let work = r.need(at, table, "work", |r, v| minutes(r, v, "least_work.work"));
    let courses = r.need(at, table, "courses", |r, v| courses(r, v, "least_work.courses"));
    Some(LeastWork { work: work?, courses: courses? })
}

fn bound(r: &mut Reader, value: &Value<'_>, metric: Metric) -> Option<u64> {
    let at = r.line(value);
    let table = r.table(value, "lower_bound")?;
    r.only(table, "lower_bound", &[metric.word()]);
    r.need(at, table, metric.word(), |r, v| match metric {
        Metric::Weighted | Metric::Work | Metric::Hours => {
            minutes(r, v, &format!("lower_bound.{}", metric.word())).map(|m| m.0)
        }
        Metric::Price => cents(r, v, "lower_bound.price").map(|c| c.0),
        Metric::Courses => r.integer(v, "lower_bound.courses", 0..=u64::MAX),
    })
}

fn proof(r: &mut Reader, value: &Value<'_>) -> Option<(Vec<Landmark>, Cases)> {
    let at = r.line(value);
    let table = r.table(value, "proof")?;
    r.only(table, "proof", &["landmarks", "parts", "cases"]);
    let landmarks = r.need(at, table, "landmarks", |r, v| {
        let list = r.list(v, "landmarks")?;
        let all: Vec<_> = (list.iter().enumerate()).map(|(i, v)| courses(r, v, &format!("landmarks[{i}]"))).collect();
        all.into_iter().map(|courses| Some(Landmark { courses: courses? })).collect::<Option<Vec<_>>>()
    });
    let cases = plan_cases::read(r, at, table);
    landmarks.zip(cases)
}

pub(crate) fn courses(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Vec<CourseId>> {
    let list = r.list(value, key)?;
    let all: Vec<_> = list.iter().enumerate().map(|(i, v)| r.id(v, &format!("{key}[{i}]"), CourseId::new)).collect();
    all.into_iter().collect()
}

/// The entries of an inline table in written order, which the parser's sorted table has lost.
pub(crate) fn in_order<'v, 'i>(table: &'v DeTable<'i>) -> Vec<(&'v Spanned<std::borrow::Cow<'i, str>>, &'v Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

pub(crate) fn by_skill<T>(
    r: &mut Reader,
    value: &Value<'_>,
    key: &str,
    read: impl Fn(&mut Reader, &Value<'_>, &str) -> Option<T>,
) -> Option<Vec<(SkillId, T)>> {
    let table = r.table(value, key)?;
    let mut out = Vec::with_capacity(table.len());
    for (name, value) in in_order(table) {
        let path = format!("{key}.{}", scrub(name.get_ref()));
        let skill = r.key_id(name, key, SkillId::new);
        let read = read(r, value, &path);
        out.push(skill.zip(read));
    }
    out.into_iter().collect()
}

pub(crate) fn levels(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Vec<(SkillId, Level)>> {
    by_skill(r, value, key, Reader::level)
}

fn step<const WEIGHS: bool>(r: &mut Reader, at: u32, table: &DeTable<'_>) -> Option<Step> {
    const KEYS: [&str; 15] = [
        "position",
        "id",
        "title",
        "provider",
        "hours",
        "full_hours",
        "hours_assumed",
        "under_way",
        "price",
        "start",
        "end",
        "raises",
        "needed_by",
        "waived",
        "reason",
    ];
    const OF_WORK: [&str; 9] =
        ["work", "full_work", "video", "weight", "weight_reasons", "again", "done_before", "beside", "notes"];
    r.only(table, "", &if WEIGHS { [&KEYS[..], &OF_WORK].concat() } else { KEYS.to_vec() });
    let position = r.need(at, table, "position", |r, v| r.integer(v, "position", 1..=u64::from(u32::MAX)));
    let course = r.need(at, table, "id", |r, v| r.id(v, "id", CourseId::new));
    let title = r.need(at, table, "title", |r, v| r.text(v, "title"));
    let provider = r.need(at, table, "provider", |r, v| r.text(v, "provider"));
    let takes = plan_costing::read_time(r, at, table, WEIGHS);
    let weight = table.get("weight").map_or(Some(1000), |v| plan_costing::share(r, v, "weight"));
    let reasons =
        table.get("weight_reasons").map_or(Some(Vec::new()), |v| plan_costing::read_reasons(r, v, "weight_reasons"));
    let raises = r.need(at, table, "raises", |r, v| by_skill(r, v, "raises", from_to));
    let needed_by = r.need(at, table, "needed_by", needed_by);
    let reason = r.need(at, table, "reason", reason);
    Some(Step {
        position: u32::try_from(position?).ok()?,
        course: course?,
        title: title?,
        provider: provider?,
        hours: takes?.hours,
        hours_assumed: takes?.assumed,
        video: takes?.video,
        work: takes?.left,
        full_work: takes?.full,
        weight: weight?,
        weight_reasons: reasons?,
        again: flag(r, table, "again", false)?,
        done_before: maybe(r, table, "done_before", Reader::date)?,
        under_way: flag(r, table, "under_way", false)?,
        price: maybe(r, table, "price", cents)?,
        start: maybe(r, table, "start", Reader::date)?,
        end: maybe(r, table, "end", Reader::date)?,
        raises: raises?.into_iter().map(|(skill, (from, to))| (skill, from, to)).collect(),
        needed_by: needed_by?,
        beside: table.get("beside").map_or(Some(Vec::new()), |v| courses(r, v, "beside"))?,
        notes: table.get("notes").map_or(Vec::new(), |v| r.texts(v, "notes")),
        waived: flag(r, table, "waived", false)?,
        reason: reason?,
    })
}

pub(crate) fn flag(r: &mut Reader, table: &DeTable<'_>, key: &str, default: bool) -> Option<bool> {
    table.get(key).map_or(Some(default), |v| r.boolean(v, key))
}

pub(crate) fn maybe<T>(
    r: &mut Reader,
    table: &DeTable<'_>,
    key: &str,
    read: impl Fn(&mut Reader, &Value<'_>, &str) -> Option<T>,
) -> Option<Option<T>> {
    table.get(key).map_or(Some(None), |v| read(r, v, key).map(Some))
}

fn from_to(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<(Level, Level)> {
    match r.list(value, key)?.as_ref() {
        [from, to] => {
            let (from, to) = (r.level(from, key), r.level(to, key));
            from.zip(to)
        }
        _ => {
            let line = r.line(value);
            r.problem(ProblemKind::BadValue, line, key, "it is written as [from, to]");
            None
        }
    }
}

fn needed_by(r: &mut Reader, value: &Value<'_>) -> Option<Vec<NeededBy>> {
    let list = r.list(value, "needed_by")?;
    let mut out = Vec::with_capacity(list.len());
    for (i, item) in list.iter().enumerate() {
        out.push(match item.get_ref() {
            DeValue::String(text) if text == GOAL => Some(NeededBy::Goal),
            _ => r.id(item, &format!("needed_by[{i}]"), CourseId::new).map(NeededBy::Course),
        });
    }
    out.into_iter().collect()
}

fn reason(r: &mut Reader, value: &Value<'_>) -> Option<StepReason> {
    let table = r.table(value, "reason")?;
    r.only(table, "reason", &["closes", "opens", "asked_for"]);
    if let Some(value) = table.get("closes") {
        return levels(r, value, "reason.closes").map(StepReason::ClosesGap);
    }
    if let Some(value) = table.get("opens") {
        return r.id(value, "reason.opens", CourseId::new).map(StepReason::Opens);
    }
    if let Some(value) = table.get("asked_for") {
        return r.boolean(value, "reason.asked_for").map(|_| StepReason::AskedFor);
    }
    let line = r.line(value);
    r.problem(ProblemKind::BadValue, line, "reason", "it gives no reason");
    None
}
