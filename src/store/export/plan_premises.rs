//! What a plan's proof rests on, back from TOML.

use toml::de::{DeTable, DeValue};

use super::{
    plan_calendar, plan_costing,
    plan_read::{by_skill, cents, courses, flag, levels, many, maybe, minutes},
};
use crate::{
    domain::{CatalogHash, CourseId, Credits, Currency, GoalSkill, Requirement, RequirementDraft, SkillId},
    path::{Metric, PlanCourse, PlanGoal, PlanLimits, Premises, Wanted},
    store::{
        ProblemKind,
        read::{Reader, Value},
    },
};

/// Reads `[premises]`.
pub(crate) fn read(r: &mut Reader, value: &Value<'_>) -> Option<Premises> {
    const KEYS: [&str; 21] = [
        "terms",
        "facts",
        "costing",
        "skill",
        "catalog",
        "minimize",
        "assume_hours",
        "currency",
        "hours_per_week",
        "start",
        "max_parallel",
        "away",
        "begins",
        "under_way",
        "limits",
        "excluded",
        "levels",
        "completed",
        "goal",
        "wanted",
        "course",
    ];
    let at = r.line(value);
    let table = r.table(value, "premises")?;
    r.only(table, "premises", &KEYS);
    let catalog = r.need(at, table, "catalog", |r, v| r.text(v, "catalog"));
    let metric = r.need(at, table, "minimize", |r, v| r.word(v, "minimize", &Metric::ALL.map(|m| (m.word(), m))));
    let assume_hours = r.need(at, table, "assume_hours", |r, v| minutes(r, v, "assume_hours"));
    let currency = r.need(at, table, "currency", |r, v| r.quantity_text(v, "currency", str::parse::<Currency>));
    let excluded = r.need(at, table, "excluded", |r, v| courses(r, v, "excluded"));
    let levels = r.need(at, table, "levels", |r, v| levels(r, v, "levels"));
    let completed = r.need(at, table, "completed", |r, v| courses(r, v, "completed"));
    let wanted = r.need(at, table, "wanted", |r, v| wanted(r, v, "wanted"));
    let goals = many(r, table, "goal", goal);
    let facts = table.get("facts").map_or(Vec::new(), |v| r.texts(v, "facts"));
    let costing = match table.get("costing") {
        Some(value) => Some(plan_costing::read(r, value, table)?),
        None => None,
    };
    let weighs = costing.is_some();
    let offered = many(r, table, "course", if weighs { course::<true> } else { course::<false> });
    let (hours_per_week, start) = (maybe(r, table, "hours_per_week", minutes), maybe(r, table, "start", Reader::date));
    let calendar = plan_calendar::calendar(r, at, table);
    let limits = table.get("limits").map_or(Some(PlanLimits::default()), |v| plan_calendar::limits(r, v));
    let courses = offered?;
    if let Some(pair) = courses.windows(2).find(|pair| pair[0].id >= pair[1].id) {
        let message = format!("the courses of the premises stand in order of their ids, and `{}` does not", pair[1].id);
        r.problem(ProblemKind::BadValue, at, "premises.course", message);
        return None;
    }
    Some(Premises {
        catalog: CatalogHash(catalog?),
        goals: goals?,
        metric: metric?,
        costing,
        facts,
        assume_hours: assume_hours?,
        currency: currency?,
        hours_per_week: hours_per_week?,
        start: start?,
        calendar: calendar?,
        limits: limits?,
        excluded: excluded?,
        levels: levels?,
        completed: completed?,
        wanted: wanted?,
        courses,
    })
}

fn goal(r: &mut Reader, at: u32, table: &DeTable<'_>) -> Option<PlanGoal> {
    let is_course = table.contains_key("course");
    let key = if is_course { "course" } else { "id" };
    r.only(table, "", &[key, "title"]);
    let id = r.need(at, table, key, |r, v| r.text(v, key));
    let title = r.need(at, table, "title", |r, v| r.text(v, "title"));
    Some(PlanGoal { id: id?, title: title?, is_course })
}

/// Reads what has to hold at the end; `path` is where it stands.
pub(crate) fn wanted(r: &mut Reader, value: &Value<'_>, path: &str) -> Option<Wanted> {
    let at = r.line(value);
    let table = r.table(value, path)?;
    r.only(table, path, &["skills", "weights", "requirements", "taken"]);
    let key = |name: &str| format!("{path}.{name}");
    let skills = r.need(at, table, "skills", |r, v| levels(r, v, &key("skills")));
    let weights = r.need(at, table, "weights", |r, v| by_skill(r, v, &key("weights"), weight));
    let requirements = r.need(at, table, "requirements", |r, v| clauses(r, v, &key("requirements")));
    let taken = r.need(at, table, "taken", |r, v| courses(r, v, &key("taken")));
    let (skills, weights) = (skills?, weights?);
    if let Some((stray, _)) = weights.iter().find(|(w, _)| skills.iter().all(|(s, _)| s != w)) {
        r.problem(ProblemKind::BadGoal, at, &key("weights"), format!("`{stray}` has a weight but is not wanted"));
        return None;
    }
    let weight_of = |skill: &SkillId| weights.iter().find(|(w, _)| w == skill).map_or(1000, |(_, weight)| *weight);
    let skills =
        skills.into_iter().map(|(skill, level)| GoalSkill { weight: weight_of(&skill), skill, level }).collect();
    Some(Wanted { skills, requirements: requirements?, taken: taken? })
}

fn weight(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<u32> {
    r.quantity(value, key, |weight| {
        let thousandths = (weight * 1000.0).round();
        if (0.0..=f64::from(u32::MAX)).contains(&thousandths) {
            Ok(thousandths as u32)
        } else {
            Err(format!("{weight} is no weight"))
        }
    })
}

fn course<const WEIGHS: bool>(r: &mut Reader, at: u32, table: &DeTable<'_>) -> Option<PlanCourse> {
    const OF_WORK: [&str; 9] =
        ["work", "full_work", "video", "weight", "lists", "authority", "rated", "interest", "community"];
    const KEYS: [&str; 13] = [
        "credits",
        "excludes",
        "id",
        "hours",
        "full_hours",
        "hours_assumed",
        "price",
        "teaches",
        "prerequisites",
        "corequisites",
        "same_as",
        "waived",
        "offered",
    ];
    r.only(table, "", &if WEIGHS { [&KEYS[..], &OF_WORK].concat() } else { KEYS.to_vec() });
    let id = r.need(at, table, "id", |r, v| r.id(v, "id", CourseId::new));
    if let Some(id) = &id {
        r.entry = format!("course `{id}`");
    }
    let takes = plan_costing::read_time(r, at, table, WEIGHS);
    let weight = table.get("weight").map_or(Some(1000), |v| plan_costing::share(r, v, "weight"));
    let facts = plan_costing::read_facts(r, table);
    let teaches = r.need(at, table, "teaches", |r, v| levels(r, v, "teaches"));
    let mut clause_of = |key: &str| table.get(key).map_or(Some(Requirement::always()), |v| requirement(r, v, key));
    let (requirement, corequisite) = (clause_of("prerequisites"), clause_of("corequisites"));
    Some(PlanCourse {
        id: id?,
        hours: takes?.hours,
        hours_assumed: takes?.assumed,
        video: takes?.video,
        work: takes?.left,
        full_work: takes?.full,
        weight: weight?,
        facts: facts?,
        credits: maybe(r, table, "credits", |r, v, key| r.quantity(v, key, Credits::from_units))?,
        excludes: table.get("excludes").map_or(Some(Vec::new()), |v| courses(r, v, "excludes"))?,
        price: maybe(r, table, "price", cents)?,
        teaches: teaches?,
        requirement: requirement?,
        corequisite: corequisite?,
        same_as: table.get("same_as").map_or(Some(Vec::new()), |v| courses(r, v, "same_as"))?,
        waived: flag(r, table, "waived", false)?,
        offered: flag(r, table, "offered", true)?,
    })
}

/// A list of clauses, all needed, or a single one.
fn requirement(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<RequirementDraft> {
    match value.get_ref() {
        DeValue::Array(_) => clauses(r, value, key).map(Requirement::All),
        _ => clause(r, value, key),
    }
}

fn clauses(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<Vec<RequirementDraft>> {
    let list = r.list(value, key)?;
    let all: Vec<_> = list.iter().enumerate().map(|(i, v)| clause(r, v, &format!("{key}[{i}]"))).collect();
    all.into_iter().collect()
}

/// As in a catalog, except that nothing is refused for being pointless: a plan says what it was made from.
fn clause(r: &mut Reader, value: &Value<'_>, key: &str) -> Option<RequirementDraft> {
    if matches!(value.get_ref(), DeValue::String(_)) {
        return r.id(value, key, CourseId::new).map(Requirement::Course);
    }
    let at = r.line(value);
    let table = r.table(value, key)?;
    let path = |name: &str| format!("{key}.{name}");
    if let Some(parts) = table.get("all") {
        r.only(table, key, &["all"]);
        return clauses(r, parts, &path("all")).map(Requirement::All);
    }
    if let Some(parts) = table.get("any") {
        r.only(table, key, &["any"]);
        return clauses(r, parts, &path("any")).map(Requirement::Any);
    }
    if let Some(n) = table.get("at_least") {
        r.only(table, key, &["at_least", "of"]);
        let n = r.integer(n, &path("at_least"), 0..=u64::from(u32::MAX));
        let of = r.need(at, table, "of", |r, v| clauses(r, v, &path("of")));
        return Some(Requirement::AtLeast { n: u32::try_from(n?).ok()?, of: of? });
    }
    if let Some(course) = table.get("taken") {
        r.only(table, key, &["taken"]);
        return r.id(course, &path("taken"), CourseId::new).map(Requirement::Taken);
    }
    if let Some(credits) = table.get("credits") {
        r.only(table, key, &["credits", "of"]);
        let least = r.quantity(credits, &path("credits"), Credits::from_units);
        let of = r.need(at, table, "of", |r, v| courses(r, v, &path("of")));
        return Some(Requirement::Credits { least: least?, of: of? });
    }
    if let Some(fact) = table.get("fact") {
        r.only(table, key, &["fact"]);
        return r.text(fact, &path("fact")).map(Requirement::Fact);
    }
    r.only(table, key, &["skill", "level"]);
    let skill = r.need(at, table, "skill", |r, v| r.id(v, &path("skill"), SkillId::new));
    let level = r.need(at, table, "level", |r, v| r.level(v, &path("level")));
    Some(Requirement::Skill { skill: skill?, level: level? })
}
